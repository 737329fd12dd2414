package agents

import (
	"github.com/dopamine-network/dopasim/sim"
)

// Evolution lets the populations of a group grow and shrink with what they earn, generation by generation: the same
// agents, as it were, change from one strategy to another. The number of agents in a group stays what it is.
//
// A generation trades, then rests: no new deal begins, so that those under way end and what was locked for them is
// paid. Otherwise a generation's payoff would lack what lies in vaults, and more so of a growing population. At its end
// shares change (Revision) and the next generation begins. Deals that had not ended by then are counted.
//
// All arithmetic that decides is on integers; see replicate and imitate.
type Evolution struct {
	world       *sim.World
	markets     *Markets
	everyone    []*Bound
	every, rest sim.Second
	groups      []group
	members     *sim.Column[Member] // of all groups, one after the other
	clock       *sim.Column[clock]
	kind        uint16
}

// Revision is how the shares of a group follow payoffs.
type Revision struct {
	Rule     string     // "replicator" or "imitation"
	Rate     sim.Prob   // replicator: growth for a payoff Scale above the mean; imitation: chance to look at another agent
	Scale    sim.Amount // payoff difference, per deal, that Rate is for; who sees one as large imitates for certain
	Mutation sim.Prob   // chance to change to a strategy of the group at random
}

// Group is populations between which agents change, with the number that each starts with.
type Group struct {
	Members []*Bound
	Sizes   []uint32
	Revision
}

// Member is what evolution knows of a population.
type Member struct {
	Share  int64  // of its group, in parts of Whole
	Agents uint32 // the share in agents
	Earned int64  // payoff per deal in the last generation, in base units; not defined without deals
	Traded int64  // deals in the last generation

	wealth, deals int64 // at the end of the last generation
}

// clock counts generations.
type clock struct {
	ended      int64
	unfinished int64 // deals under way at the end of a generation, over all generations
}

type group struct {
	Group
	rows []Member
	size uint32 // agents of all its populations
}

// Arguments of the two events of a generation.
const (
	restBegins = iota
	generationEnds
)

// NewEvolution starts the first generation now, at second 0. everyone is all populations of the world; each generation
// takes every seconds, the last rest of which no new deal begins.
func NewEvolution(everyone []*Bound, every, rest sim.Second, groups []Group) *Evolution {
	b := everyone[0].b
	e := &Evolution{world: b.World, markets: b.Markets, everyone: everyone, every: every, rest: rest}
	count := 0
	for _, g := range groups {
		count += len(g.Members)
	}
	e.members = sim.NewColumn[Member](e.world, "evolution.members", count)
	e.clock = sim.NewColumn[clock](e.world, "evolution.clock", 1)
	rows := e.members.Rows
	for _, g := range groups {
		e.groups = append(e.groups, newGroup(g, rows[:len(g.Members)]))
		rows = rows[len(g.Members):]
	}
	e.kind = e.world.Kind(e.handle)
	e.trade()
	return e
}

func newGroup(g Group, rows []Member) group {
	started := group{Group: g, rows: rows}
	for _, n := range g.Sizes {
		started.size += n
	}
	for i, m := range g.Members {
		rows[i].Agents = g.Sizes[i]
		rows[i].wealth = m.Books().Wealth()
	}
	started.count()
	return started
}

// handle is a generation's clock.
func (e *Evolution) handle(event sim.Event) {
	if event.Argument() == generationEnds {
		e.Turn()
		return
	}
	for _, b := range e.everyone {
		*b.b.active = 0
	}
}

// trade begins a generation: everybody may begin deals, but for the dormant.
func (e *Evolution) trade() {
	for _, b := range e.everyone {
		*b.b.active = b.b.Population.Size
	}
	for _, g := range e.groups {
		for i, m := range g.Members {
			*m.b.active = g.rows[i].Agents
		}
	}
	end := e.every * sim.Second(e.clock.Rows[0].ended+1)
	if e.rest > 0 {
		e.world.Schedule((end - e.rest).Start(), sim.Nobody, e.kind, restBegins)
	}
	e.world.Schedule(end.Start(), sim.Nobody, e.kind, generationEnds)
}

// Turn ends the generation that ends now, if that was not done yet: it is for those who want to see the shares of this
// very instant, whatever the order of its events. At any other time, and where nobody evolves (nil), it does nothing.
func (e *Evolution) Turn() {
	if e == nil {
		return
	}
	c := &e.clock.Rows[0]
	if e.world.Second() < e.every*sim.Second(c.ended+1) {
		return
	}
	c.ended++
	c.unfinished += e.markets.live()
	for i := range e.groups {
		g := &e.groups[i]
		g.measure()
		if g.Rule == Imitation {
			g.imitate(e.world.Seed(), uint64(c.ended))
		} else {
			replicate(g.rows, g.size, g.Revision)
		}
	}
	e.trade()
}

// measure takes the payoffs of the generation that has ended.
func (g *group) measure() {
	for i, m := range g.Members {
		row := &g.rows[i]
		wealth, deals := m.Books().Wealth(), m.Deals()
		payoff := wealth - row.wealth
		row.Traded = deals - row.deals
		row.wealth, row.deals = wealth, deals
		if row.Traded > 0 {
			row.Earned = payoff / row.Traded
		}
	}
}

// count sets shares to what the numbers of agents are.
func (g *group) count() {
	for i := range g.rows {
		share, _ := sim.MulDivDown(sim.Amount(g.rows[i].Agents), Whole, sim.Amount(g.size))
		g.rows[i].Share = int64(share)
	}
	settle(g.rows)
}

// Member is what is known of a population; false when it is in no group, or nobody evolves (nil).
func (e *Evolution) Member(b *Bound) (Member, bool) {
	if e == nil {
		return Member{}, false
	}
	for _, g := range e.groups {
		for i, m := range g.Members {
			if m == b {
				return g.rows[i], true
			}
		}
	}
	return Member{}, false
}

// Generations is the number that have ended.
func (e *Evolution) Generations() int64 { return e.clock.Rows[0].ended }

// Unfinished is how many deals were under way when their generation ended, over all generations. Their payoff counts
// for the next one in part: unless it is 0, generations should rest longer.
func (e *Evolution) Unfinished() int64 { return e.clock.Rows[0].unfinished }
