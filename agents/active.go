package agents

import "github.com/dopamine-network/dopasim/sim"

// A population holds as many bodies as it may ever have agents; the first so many are active. Those begin new deals
// and are drawn as the other side of them. The rest are dormant: they finish the deals and relations they are in, and
// their timers go on, so that who becomes active changes nobody's luck. Without evolution every agent is active all the time.

// Active says whether who may begin something new now.
func (b *Build) Active(who sim.Agent) bool { return uint32(who-b.Population.First) < *b.active }

// pool is populations to draw agents from.
type pool []part

// part is a population: its first agent and how many from there on are active.
type part struct {
	first  sim.Agent
	active *uint32
}

func partOf(b *Build) part { return part{b.Population.First, b.active} }

func (p *pool) add(b *Build) { *p = append(*p, partOf(b)) }

// draw is an active agent, each with the same chance; false when there is none.
func (p pool) draw(r *sim.Rand) (sim.Agent, bool) {
	total := uint64(0)
	for i := range p {
		total += uint64(*p[i].active)
	}
	if total == 0 {
		return sim.Nobody, false
	}
	n := r.Uint64n(total)
	for i := range p {
		active := uint64(*p[i].active)
		if n < active {
			return p[i].first + sim.Agent(n), true
		}
		n -= active
	}
	panic("agents: more agents were counted than there are")
}
