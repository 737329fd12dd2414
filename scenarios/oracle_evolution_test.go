package scenarios_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Populations that evolve through the real mechanism are held against two things: exactly what the rule says, Euler's
// method on expected payoffs (map), by |z| < 4 over seeds; and the closed forms of continuous time, within the error of
// that method besides. Time is generations x rate.

// evolving makes a bargain whose generations are short: 6 hours of trade, one deal for each consumer on average, and 3
// of rest, more than a deal takes.
func evolving(s *scenarios.Setup, generations int, groups ...scenarios.GroupSetup) *scenarios.Setup {
	s.Mechanisms[1].Params.(*trust.Params).Window = sim.Hour
	s.Evolution = scenarios.EvolutionSetup{Every: 9 * sim.Hour, Rest: 3 * sim.Hour, Groups: groups}
	s.Sample, s.Horizon = s.Evolution.Every, s.Evolution.Every*sim.Second(generations)
	return s
}

// shoppers are buyers who punish junk with probability rho and good work with phi, and get no more out of it.
func shoppers(name string, size int, rho, phi float64) scenarios.PopulationSetup {
	return people(name, consumer.Punisher, uint32(size), func(p *consumer.PunisherParams) {
		p.Deals, p.Every, p.Value, p.Rho, p.Phi = 0, mechanisms.MustDist(mechanisms.KindSeconds, "exp(6h)"), 0, prob(rho), prob(phi)
		p.Delay = mechanisms.MustDist(mechanisms.KindSeconds, "10m")
	})
}

func replicator(name string, rate float64, populations ...string) scenarios.GroupSetup {
	return scenarios.GroupSetup{Name: name, Populations: populations,
		Revision: agents.Revision{Rule: agents.Replicator, Rate: prob(rate), Scale: sim.Token}}
}

// courses are metrics at the end of every generation, 0 first: [metric][seed][generation].
func courses(t *testing.T, s *scenarios.Setup, seeds int, metrics ...string) [][][]float64 {
	t.Helper()
	columns := s.Columns()
	out := make([][][]float64, len(metrics))
	for i := range out {
		out[i] = make([][]float64, seeds)
	}
	sink := experiment.SinkFunc(func(r experiment.Result) error {
		if r.Money != "" {
			t.Errorf("seed %d: money: %s", r.Seed, r.Money)
		}
		for _, row := range r.Rows {
			c := columns[row.Column]
			name := c.Population + "." + c.Metric
			for i, m := range metrics {
				if name == m && !row.Final {
					out[i][r.Index] = append(out[i][r.Index], c.Value(row))
				}
			}
			if name == "evolution.unfinished" && row.Int != 0 {
				t.Fatalf("seed %d: %d deals had not ended with their generation", r.Seed, row.Int)
			}
		}
		return nil
	})
	run := func(ctx context.Context, trial experiment.Trial) (experiment.Result, error) {
		w, err := s.Build(trial.Seed, nil)
		if err != nil {
			return experiment.Result{}, err
		}
		return w.Run(ctx, trial)
	}
	if err := experiment.Run(context.Background(), experiment.Design{Points: 1, Seeds: experiment.Seeds(1, seeds)}, run, sink, nil); err != nil {
		t.Fatal(err)
	}
	return out
}

// at is a generation of every seed.
func at(course [][]float64, generation int) []float64 {
	values := make([]float64, len(course))
	for seed := range values {
		values[seed] = course[seed][generation]
	}
	return values
}

// within checks a mean over seeds: the normal score of its distance from want, less what is allowed besides, is
// below 4.
func within(t *testing.T, what string, values []float64, want, besides float64) {
	t.Helper()
	e := experiment.Mean(values)
	off := math.Max(0, math.Abs(e.Mean-want)-besides)
	if z := runs.NormalScore(off/e.StdErr(), e.N); off > 1e-12 && !(math.Abs(z) < 4) {
		t.Errorf("%s: %v ± %v (n=%d), want %v: z = %.2f", what, e.Mean, e.StdErr(), e.N, want, z)
	}
}

// Table M4: the share of honest providers under given rho and phi is logistic; nothing stops it on the way.
func TestEvolution_honestyUnderGivenPunishmentIsLogistic(t *testing.T) {
	size, rate := 300, 0.01
	if long() {
		size, rate = 2000, 0.005
	}
	for _, row := range [][4]float64{{0.5, 0, 4, 4}, {0.5, 0, 8, 4}, {0.5, 0, 10, 4}, {0.5, 0.05, 10, 4}, {0.2, 0, 10, 4},
		{0.9, 0.02, 10, 4}, {0.9, 0.02, 5, 4}} {
		rho, phi, tB, c := row[0], row[1], row[2], row[3]
		k := form(t, "trust.margin", map[string]float64{"rho": rho, "phi": phi, "t_provider": tB, "c": c, "r": 10, "fate": 0})
		s := evolving(bargain(func(p *trust.Params) { p.DepositProvider = dpmn(tB) },
			shoppers("buyers", size, rho, phi), honest(uint32(size/2)), cheating(uint32(size/2))),
			int(math.Round(2/rate)), replicator("sellers", rate, "honest", "cheating"))
		h := courses(t, s, 8, "honest.share")[0]
		for _, time := range []float64{0.5, 1, 2} {
			generations := int(math.Round(time / rate))
			x := 0.5
			for range generations {
				x += rate * x * (1 - x) * k
			}
			logistic := form(t, "trust.replicator_share", map[string]float64{"h": 0.5, "k": k, "t": time})
			error := math.Abs(x - logistic)
			if error > rate*k*k*time/8 {
				t.Errorf("k = %v: Euler's method is off by %v at %v", k, error, time)
			}
			what := fmt.Sprintf("h(%v) for rho %v, phi %v, tB %v", time, rho, phi, tB)
			dies := 0.5 / float64(size) // a share of less than half an agent is none
			within(t, what+", by steps", at(h, generations), x, dies)
			within(t, what, at(h, generations), logistic, error+dies)
		}
	}
}

// orbit is a row of Table M5, with the time its test runs for.
type orbit struct{ h, z, D, c, P, until float64 }

func (o orbit) args(more map[string]float64) map[string]float64 {
	args := map[string]float64{"t_provider": o.D, "c": o.c, "t_payer": o.P - 0.1, "g": 0.1, "r": 10, "fate": 0}
	for k, v := range more {
		args[k] = v
	}
	return args
}

// world is sellers and buyers who both evolve, size of each, from shares h and z.
func (o orbit) world(size int, generations int, rate float64) *scenarios.Setup {
	n := func(share float64) uint32 { return uint32(math.Round(share * float64(size))) }
	s := bargain(func(p *trust.Params) { p.DepositProvider, p.DepositPayer = dpmn(o.D), dpmn(o.P-0.1) },
		honest(n(o.h)), cheating(n(1-o.h)),
		shoppers("punishing", int(n(o.z)), 1, 0), shoppers("lenient", int(n(1-o.z)), 0, 0))
	s.Fees = []scenarios.FeeSetup{{"escrow", "declare", dpmn(0.1)}}
	return evolving(s, generations, replicator("sellers", rate, "honest", "cheating"), replicator("buyers", rate, "punishing", "lenient"))
}

// steps is the orbit by Euler's method: h and z after each generation.
func (o orbit) steps(generations int, rate float64) (h, z []float64) {
	h, z = []float64{o.h}, []float64{o.z}
	for g := range generations {
		x, y := h[g], z[g]
		h = append(h, x+rate*x*(1-x)*(o.D*y-o.c))
		z = append(z, y-rate*y*(1-y)*(1-x)*o.P)
	}
	return h, z
}

// Table M5: cheats and punishers chase each other along the orbits of theory, and end where they end.
func TestEvolution_punishersDecideWhereHonestyEnds(t *testing.T) {
	size, rate := 500, 0.01
	orbits := []orbit{{0.5, 0.9, 10, 4, 1, 1.6}, {0.9, 0.6, 10, 4, 1, 2.6}, {0.1, 0.9, 10, 4, 5, 3}, {0.1, 0.9, 10, 4, 20, 1.6},
		{0.5, 0.9, 5, 4, 10, 2.4}}
	if long() {
		size, rate = 2000, 0.005
		orbits = append(orbits, orbit{0.5, 0.6, 10, 4, 1, 8}, orbit{0.5, 0.45, 10, 4, 1, 4.5})
	}
	for _, o := range orbits {
		t.Run(fmt.Sprintf("from %v and %v, P = %v", o.h, o.z, o.P), func(t *testing.T) { o.run(t, size, rate) })
	}
}

func (o orbit) run(t *testing.T, size int, rate float64) {
	generations := int(math.Round(o.until / rate))
	got := courses(t, o.world(size, generations, rate), 8, "honest.share", "punishing.share")
	h, z := o.steps(generations, rate)
	agent := 0.5 / float64(size) // what numbers of agents round off a share
	for _, g := range []int{generations / 8, generations / 4, generations / 2, generations} {
		within(t, fmt.Sprintf("h(%v)", float64(g)*rate), at(got[0], g), h[g], agent)
		within(t, fmt.Sprintf("z(%v)", float64(g)*rate), at(got[1], g), z[g], agent)
	}
	start := map[string]float64{"h": o.h, "z": o.z}
	invariant := func(h, z float64) float64 {
		return math.Log(form(t, "trust.punisher_invariant", o.args(map[string]float64{"h": h, "z": z})))
	}
	if form(t, "trust.honesty_survives", o.args(start)) == 0 {
		peak := form(t, "trust.honest_peak", o.args(start))
		top, tops := 0.0, make([]float64, len(got[0]))
		for g := range h {
			top = math.Max(top, h[g])
			for seed := range tops {
				tops[seed] = math.Max(tops[seed], got[0][seed][g])
			}
		}
		within(t, "peak", tops, peak, math.Abs(top-peak)+2*agent)
		for seed, share := range at(got[0], generations) {
			if share > 0.01 {
				t.Errorf("seed %d: %v of the providers are honest in the end, theory says none", seed+1, share)
			}
		}
		return
	}
	left := form(t, "trust.punishers_left", o.args(start))
	within(t, "punishers left", at(got[1], generations), left, 0.001)
	K, most := invariant(o.h, o.z), 0.0
	for g := range h {
		if h[g] > 0.99 {
			break // of a handful of cheats, chance decides
		}
		drift := make([]float64, len(got[0]))
		for seed := range drift {
			drift[seed] = invariant(got[0][seed][g], got[1][seed][g]) - K
		}
		within(t, fmt.Sprintf("drift of ln K at %v", float64(g)*rate), drift, 0, 0.005)
		most = math.Max(most, math.Abs(experiment.Mean(drift).Mean))
	}
	t.Logf("K drifts by %.2f%% at most, %d agents", 100*most, size)
	if most > 0.01 {
		t.Errorf("K drifts by %v", most)
	}
}

// Imitation of strategies that earn more has the replicator's mean, at a rate over scale of the same.
func TestEvolution_imitationFollowsTheReplicatorOnAverage(t *testing.T) {
	const size, rate, scale, k, generations = 400, 0.2, 20, 1.0, 100
	s := evolving(bargain(nil, shoppers("buyers", size, 0.5, 0), honest(size/2), cheating(size/2)), generations,
		scenarios.GroupSetup{Name: "sellers", Populations: []string{"honest", "cheating"},
			Revision: agents.Revision{Rule: agents.Imitation, Rate: prob(rate), Scale: scale * sim.Token}})
	h := courses(t, s, 16, "honest.share")[0]
	x := 0.5
	for g := 1; g <= generations; g++ {
		x += rate / scale * x * (1 - x) * k
		if g%25 == 0 {
			within(t, fmt.Sprintf("h after %d generations", g), at(h, g), x, 0.5/size)
		}
	}
}

// Table M6: where a residual share of the providers always cheats, punishing fades although everybody else is honest.
func TestEvolution_residualCheatsWearPunishersOut(t *testing.T) {
	const size, rate, eps, P, start = 400, 0.02, 0.1, 10.0, 0.9
	for _, critical := range []float64{0.8, 0.4} {
		o := orbit{1 - eps, start, 10, 10 * critical, P, 0}
		time := form(t, "trust.drift_time", o.args(map[string]float64{"z": start, "eps": eps}))
		generations := int(1.3 * time / rate)
		s := o.world(size, generations, rate)
		s.Evolution.Groups = s.Evolution.Groups[1:] // providers stay as they are
		var crossed []float64
		for _, z := range courses(t, s, 8, "punishing.share")[0] {
			g := 1
			for g < generations && z[g] > critical {
				g++
			}
			part := (z[g-1] - critical) / (z[g-1] - z[g])
			crossed = append(crossed, (float64(g-1)+part)*rate)
		}
		// Euler's method is off by eps P rate z/2 of the time at most, 1% here.
		within(t, fmt.Sprintf("time to a share of %v", critical), crossed, time, 0.01*time)
	}
}
