package agents

import "github.com/dopamine-network/dopasim/sim"

var streamRevision = sim.StreamOf("evolution.revision")

// imitate lets every agent of the group look around: with probability Mutation it takes a strategy of the group at
// random; else with probability Rate it meets another agent of the group and, if the other's strategy earned more per
// deal, takes it with probability difference / Scale, at most 1. This is pairwise proportional imitation (Schlag 1998)
// on the payoffs of strategies (Sandholm 2010, 4.3): while differences stay below Scale, shares change on average as
// under replicate, and by chance as agents are few.
//
// An agent's luck is that of its body, so that the generation and the agent's place are all it depends on.
func (g *group) imitate(seed, generation uint64) {
	next := make([]uint32, len(g.rows))
	for i, m := range g.Members {
		for n := range uint64(g.rows[i].Agents) {
			r := sim.NewRand(seed, streamRevision, m.b.key.Luck(n), generation)
			next[g.chosen(&r, i)]++
		}
	}
	for i := range g.rows {
		g.rows[i].Agents = next[i]
	}
	g.count()
}

// chosen is the strategy that an agent of the i-th goes on with.
func (g *group) chosen(r *sim.Rand, i int) int {
	if r.Bernoulli(g.Mutation) {
		return int(r.Uint64n(uint64(len(g.rows))))
	}
	if !r.Bernoulli(g.Rate) || g.size < 2 {
		return i
	}
	other := g.met(r.Uint64n(uint64(g.size)-1), i)
	if g.rows[i].Traded == 0 || g.rows[other].Traded == 0 {
		return i // one of them has nothing to show
	}
	better := g.rows[other].Earned - g.rows[i].Earned
	if better > 0 && r.Bernoulli(sim.ProbOf(uint64(min(better, int64(g.Scale))), uint64(g.Scale))) {
		return other
	}
	return i
}

// met is the strategy of the n-th agent of the group, where one agent of the i-th is left out.
func (g *group) met(n uint64, i int) int {
	for j := range g.rows {
		agents := uint64(g.rows[j].Agents)
		if j == i {
			agents--
		}
		if n < agents {
			return j
		}
		n -= agents
	}
	panic("agents: more agents were counted than the group has")
}
