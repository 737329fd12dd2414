package agents

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/sim"
)

// rowsOf makes members with shares in percent and payoffs in DPMN; NaN made no deal.
func rowsOf(shares []float64, payoffs ...float64) []Member {
	rows := make([]Member, len(shares))
	for i, x := range shares {
		rows[i] = Member{Share: int64(math.Round(x / 100 * Whole)), Traded: 1}
		if math.IsNaN(payoffs[i]) {
			rows[i].Traded = 0
		} else {
			rows[i].Earned = int64(math.Round(payoffs[i] * float64(sim.Token)))
		}
	}
	return rows
}

func percent(p float64) sim.Prob { return sim.ProbOf(uint64(math.Round(p*1e7)), 1e9) }

func TestReplicate_movesSharesByPayoffsAboveTheMean(t *testing.T) {
	none := math.NaN()
	for _, x := range []struct {
		name           string
		shares         []float64
		payoffs        []float64
		rate, mutation float64 // percent
		scale          float64 // DPMN
		want           []float64
		agents         []uint32
	}{
		{"half and half, 2 DPMN apart", []float64{50, 50}, []float64{7, 5}, 1, 0, 1, []float64{50.5, 49.5}, []uint32{505, 495}},
		{"scale divides", []float64{50, 50}, []float64{7, 5}, 1, 0, 10, []float64{50.05, 49.95}, []uint32{501, 499}},
		{"negative payoffs", []float64{20, 80}, []float64{-4, -9}, 2, 0, 1, []float64{21.6, 78.4}, []uint32{216, 784}},
		{"equal payoffs", []float64{30, 70}, []float64{5, 5}, 100, 0, 1, []float64{30, 70}, []uint32{300, 700}},
		{"three", []float64{20, 30, 50}, []float64{3, 2, 1}, 10, 0, 1, []float64{22.6, 30.9, 46.5}, []uint32{226, 309, 465}},
		{"stops at nothing", []float64{50, 50}, []float64{300, 0}, 1, 0, 1, []float64{100, 0}, []uint32{1000, 0}},
		{"far beyond", []float64{50, 50}, []float64{9e8, -9e8}, 100, 0, 1e-9, []float64{100, 0}, []uint32{1000, 0}},
		{"nobody left stays nobody", []float64{0, 100}, []float64{50, 1}, 1, 0, 1, []float64{0, 100}, []uint32{0, 1000}},
		{"who made no deal keeps its share", []float64{10, 45, 45}, []float64{none, 7, 5}, 1, 0, 1, []float64{10, 45.45, 44.55}, []uint32{100, 455, 445}},
		{"nobody made one", []float64{10, 90}, []float64{none, none}, 1, 0, 1, []float64{10, 90}, []uint32{100, 900}},
		{"mutation", []float64{0, 100}, []float64{none, 1}, 1, 10, 1, []float64{5, 95}, []uint32{50, 950}},
		{"less than half an agent dies out", []float64{0.049, 99.951}, []float64{1, 1}, 1, 0, 1, []float64{0, 100}, []uint32{0, 1000}},
	} {
		t.Run(x.name, func(t *testing.T) {
			rows := rowsOf(x.shares, x.payoffs...)
			replicate(rows, 1000, Revision{Rate: percent(x.rate), Scale: sim.Amount(math.Round(x.scale * 1e9)), Mutation: percent(x.mutation)})
			for i, row := range rows {
				if got := 100 * float64(row.Share) / Whole; math.Abs(got-x.want[i]) > 1e-9 || row.Agents != x.agents[i] {
					t.Errorf("member %d: share %v%%, %d agents; want %v%%, %d", i, got, row.Agents, x.want[i], x.agents[i])
				}
			}
		})
	}
}

// At any numbers shares stay shares, agents add up, and nobody comes back.
func TestReplicate_sharesAreAlwaysWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(rt, "populations")
		size := rapid.Uint32Range(uint32(n), 1<<31).Draw(rt, "size")
		rows := make([]Member, n)
		for i := range rows {
			rows[i] = Member{Share: rapid.Int64Range(0, Whole).Draw(rt, "share"), Traded: rapid.Int64Range(0, 2).Draw(rt, "deals"),
				Earned: rapid.Int64Range(-math.MaxInt64/8, math.MaxInt64/8).Draw(rt, "payoff")}
		}
		rows[0].Share = max(rows[0].Share, 1)
		settle(rows)
		before := append([]Member(nil), rows...)
		replicate(rows, size, Revision{Rate: sim.Prob(rapid.Uint64Range(1, uint64(sim.One)).Draw(rt, "rate")),
			Scale: sim.Amount(rapid.Int64Range(1, 1e18).Draw(rt, "scale"))})
		share, agents := int64(0), uint64(0)
		for i, row := range rows {
			share, agents = share+row.Share, agents+uint64(row.Agents)
			if row.Share < 0 || row.Share > Whole || (row.Share == 0) != (row.Agents == 0) {
				rt.Errorf("share %d of %d agents", row.Share, row.Agents)
			}
			if before[i].Share == 0 && row.Share > 0 {
				rt.Errorf("%d came back from nothing", i)
			}
		}
		if share != Whole || agents != uint64(size) {
			rt.Errorf("shares add up to %d, agents to %d of %d", share, agents, size)
		}
	})
}

// A thousand small steps lose nothing: integers follow Euler's method in floating point.
func TestReplicate_followsEulersMethod(t *testing.T) {
	rows := rowsOf([]float64{50, 50}, 6.3, 6)
	x, rate := 0.5, 0.0001
	for range 10_000 {
		rows[0].Traded, rows[1].Traded = 1, 1
		replicate(rows, 1_000_000, Revision{Rate: percent(100 * rate), Scale: sim.Token})
		x += rate * x * (1 - x) * 0.3
	}
	if got := float64(rows[0].Share) / Whole; math.Abs(got-x) > 1e-8 {
		t.Errorf("after 10,000 steps %v, Euler's method says %v", got, x)
	}
}

// pair is a group of two strategies of which the second earns more by a difference in DPMN.
func pair(agents [2]uint32, difference float64, r Revision) *group {
	g := &group{Group: Group{Revision: r}, rows: make([]Member, 2), size: agents[0] + agents[1]}
	for i, name := range []string{"first", "second"} {
		g.Members = append(g.Members, &Bound{b: &Build{key: sim.PopulationKey(name)}})
		g.rows[i] = Member{Agents: agents[i], Traded: 1, Earned: int64(float64(i) * difference * float64(sim.Token))}
	}
	g.count()
	return g
}

// Imitation changes shares on average as the replicator does, and by chance as independent choices do.
func TestImitate_meansAndVariancesAreThoseOfPairwiseComparison(t *testing.T) {
	const n, seeds = 1000, 2000
	for _, x := range []struct {
		first          uint32
		difference     float64
		rate, mutation float64
	}{{500, 2, 0.05, 0}, {900, 2, 0.05, 0}, {100, -3, 0.2, 0}, {500, 30, 0.05, 0}, {1000, 2, 0.05, 0.1}, {300, 0, 1, 0}} {
		p := math.Min(1, math.Abs(x.difference)/10) // scale is 10 DPMN
		from, to := float64(x.first), float64(n-x.first)
		if x.difference < 0 {
			from, to = to, from
		}
		each := x.mutation/2 + (1-x.mutation)*x.rate*to/(n-1)*p
		back := x.mutation / 2
		mean := to + from*each - to*back
		variance := from*each*(1-each) + to*back*(1-back)
		var sum, squares float64
		for seed := range uint64(seeds) {
			g := pair([2]uint32{x.first, n - x.first}, x.difference, Revision{Rule: Imitation, Rate: percent(100 * x.rate),
				Scale: 10 * sim.Token, Mutation: percent(100 * x.mutation)})
			g.imitate(seed, 1)
			got := float64(g.rows[1].Agents)
			if x.difference < 0 {
				got = float64(g.rows[0].Agents)
			}
			sum, squares = sum+got, squares+(got-mean)*(got-mean)
			if g.rows[0].Agents+g.rows[1].Agents != n || g.rows[0].Share+g.rows[1].Share != Whole {
				t.Fatalf("%+v: agents are lost: %+v", x, g.rows)
			}
		}
		if z := (sum/seeds - mean) / math.Sqrt(variance/seeds); math.Abs(z) > 4 || variance == 0 && sum != mean*seeds {
			t.Errorf("%+v: mean %v, want %v: z = %.1f", x, sum/seeds, mean, z)
		}
		// The variance of a variance is about 2/n of its square for sums of many choices.
		if z := (squares/seeds/variance - 1) / math.Sqrt(2./seeds); math.Abs(z) > 4 {
			t.Errorf("%+v: variance %v, want %v: z = %.1f", x, squares/seeds, variance, z)
		}
	}
}

// An agent's choice depends on the generation, its population and its place, and on nothing that others draw.
func TestImitate_luckBelongsToTheAgent(t *testing.T) {
	r := Revision{Rule: Imitation, Rate: sim.One, Scale: sim.Token}
	alone := pair([2]uint32{1, 1}, 1, r)
	for generation := range uint64(8) {
		g := *alone
		g.rows = append([]Member(nil), alone.rows...)
		g.imitate(1, generation)
		if g.rows[0].Agents != 0 || g.rows[1].Agents != 2 {
			t.Errorf("the only other agent earns more by the scale, and is not imitated: %+v", g.rows)
		}
	}
	same := pair([2]uint32{40, 60}, 0.5, r)
	again := pair([2]uint32{40, 60}, 0.5, r)
	same.imitate(7, 3)
	again.imitate(7, 3)
	if same.rows[0] != again.rows[0] {
		t.Errorf("%+v, and then %+v", same.rows, again.rows)
	}
}
