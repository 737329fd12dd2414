package scenarios_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/witness"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// Table E5: witnesses who look against witnesses who always say success, where both may become the other.

// schelling is a row of Table E5; the reward is 1.
type schelling struct{ n, p, q, b, c float64 }

func (e schelling) args() map[string]float64 {
	return map[string]float64{"n": e.n, "p": e.p, "q": e.q, "r": 1, "b": e.b, "c": e.c}
}

// world is a panel of witnesses of whom a share y looks.
func (e schelling) world(y float64, size, questions uint32) *scenarios.Setup {
	looking := uint32(math.Round(y * float64(size)))
	return panel(bonded(int(e.n), e.b), questions, e.q, diligent("honest", looking, e.p, e.c, nil),
		people("lazy", witness.Lazy, size-looking, func(p *witness.LazyParams) { eyes(&p.CommonParams, e.p, e.p, e.c) }))
}

// evolves makes the panel's witnesses change with what they earn: a thousand juries in each generation.
func (e schelling) evolves(y, rate float64, rule string, generations int) *scenarios.Setup {
	s := e.world(y, 1000, 10)
	p := s.Populations[0].Params.(*consumer.AskerParams)
	p.Deals, p.Every, p.Within = 0, mechanisms.MustDist(mechanisms.KindSeconds, "exp(36s)"), sim.Hour
	s.Evolution = scenarios.EvolutionSetup{Every: 2 * sim.Hour, Rest: sim.Hour, Groups: []scenarios.GroupSetup{{
		Name: "witnesses", Populations: []string{"honest", "lazy"},
		Revision: agents.Revision{Rule: rule, Rate: prob(rate), Scale: sim.Token},
	}}}
	s.Sample, s.Horizon = s.Evolution.Every, s.Evolution.Every*sim.Second(generations)
	for i := range s.Populations {
		s.Populations[i].Balance = 1_000_000 * sim.Token
	}
	s.Populations[0].Balance *= 100
	return s
}

var basins = []schelling{{3, 0.8, 0.5, 1, 0.05}, {5, 0.8, 0.6, 5, 0.2}, {3, 0.8, 0.5, 5, 0.05}, {3, 0.8, 0.5, 5, 0.2},
	{5, 0.9, 0.7, 5, 0.2}, {11, 0.9, 0.7, 5, 0.2}, {11, 0.8, 0.5, 1, 0.2}}

// Looking and saying success pay alike where theory has the edge of the basin. Theory is for large populations: with
// 1,000 witnesses, panels of 11 find the edge 0.002 higher, as who looks meets fewer others who do.
func TestSchelling_theEdgeOfTheBasinIsFound(t *testing.T) {
	for i, e := range basins {
		if i > 1 && !long() {
			continue
		}
		want := form(t, "vote.basin", e.args())
		crossing(t, fmt.Sprintf("y* for %+v", e), []float64{want - 0.02, want + 0.02}, func(y float64) []float64 {
			return trials(t, e.world(y, 10_000, 20_000), 40, earnsMore)
		}, 0, want, 0.02)
	}
}

func earnsMore(get func(of, metric string) float64) float64 {
	return get("honest", "payoff") - get("lazy", "payoff")
}

// Generations end where all say success from below the edge, and where all look from above it.
func TestSchelling_generationsEndOnTheSideTheyBeganOn(t *testing.T) {
	rows, starts := basins[1:2], []float64{0.8, 1.05}
	rules := []string{agents.Replicator}
	if long() {
		rows, starts, rules = []schelling{basins[1], basins[5]}, []float64{0.2, 0.8, 0.95, 1.05, 1.25}, []string{agents.Replicator, agents.Imitation}
	}
	for _, e := range rows {
		edge := form(t, "vote.basin", e.args())
		for _, rule := range rules {
			for _, k := range starts {
				y := k * edge
				if y >= 0.99 {
					continue
				}
				course := courses(t, e.evolves(y, 0.05, rule, 500), 2, "honest.share")[0]
				for seed, last := range at(course, 500) {
					if want := map[bool]float64{true: 1}[k > 1]; math.Abs(last-want) > 0.1 {
						t.Errorf("%+v by %s, from %v of the edge %.3f, seed %d: ends at %.3f", e, rule, k, edge, seed+1, last)
					}
				}
			}
		}
	}
}

// Where looking never pays enough, all say success in the end, wherever they begin.
func TestSchelling_someBondsHaveNoHonestRestPoint(t *testing.T) {
	for _, e := range []schelling{{11, 0.8, 0.75, 1, 0.2}, {3, 0.7, 0.7, 10, 0.05}} {
		if rest := form(t, "vote.basin", e.args()); !math.IsNaN(rest) {
			t.Errorf("%+v: edge at %v, theory has none", e, rest)
		}
		for seed, last := range at(courses(t, e.evolves(0.95, 0.2, agents.Replicator, 300), 2, "honest.share")[0], 300) {
			if last > 0.02 {
				t.Errorf("%+v, seed %d: %.3f still look", e, seed+1, last)
			}
		}
	}
}

// The replicator's steps follow its equation: shares on the way are those of Euler's method on expected payoffs.
func TestSchelling_generationsFollowTheReplicator(t *testing.T) {
	e := schelling{5, 0.8, 0.6, 5, 0.2}
	for _, start := range []float64{0.6, 0.9} {
		course := courses(t, e.evolves(start, 0.05, agents.Replicator, 100), 4, "honest.share")[0]
		y := start
		for g := 1; g <= 100; g++ {
			args := e.args()
			args["y"] = y
			y += 0.05 * y * (1 - y) * form(t, "vote.replicator_gap", args)
			if g%20 == 0 {
				within(t, fmt.Sprintf("honest share after %d generations from %v", g, start), at(course, g), y, 0.002)
			}
		}
	}
}

// Table D5: from either end, those who have a stake in right decisions end where looking pays as much as not.
func TestSchelling_stakesLeadToTheMixedEquilibrium(t *testing.T) {
	const n, ratio, stake = 7, 0.05, 20
	want := form(t, "vote.effort_mixed", map[string]float64{"n": n, "p": 0.8, "ratio": ratio})
	starts := []float64{0.95}
	if long() {
		starts = append(starts, 0.1)
	}
	for _, start := range starts {
		e := schelling{n, 0.8, 0.5, 0, ratio * stake}
		s := e.evolves(start, 0.05, agents.Replicator, 400)
		flat(n)(s.Mechanisms[1].Params.(*vote.Params))
		s.Populations[1].Params.(*witness.DiligentParams).Stake = dpmn(stake)
		p := s.Populations[2].Params.(*witness.LazyParams)
		p.Stake, p.Says = dpmn(stake), "coin"
		course := courses(t, s, 4, "honest.share")[0]
		mean := make([]float64, len(course)) // over the second half: the shares stir around the equilibrium
		for i := range course {
			for _, y := range course[i][201:] {
				mean[i] += y / 200
			}
		}
		within(t, fmt.Sprintf("share who look, from %v", start), mean, want, 0.01)
	}
}
