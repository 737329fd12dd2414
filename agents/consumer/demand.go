package consumer

import (
	"math"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// demand is what all consumers share, whatever contract they use: demand that arrives at random, and a fair random
// offer for it.
type demand struct {
	*agents.Build
	market *agents.Market
	every  mechanisms.Dist
	limit  uint32 // deals or relations that a consumer starts; 0 for no end
	state  *sim.Column[agent]
	arrive agents.Timer

	deals, relations, unmatched *int64

	// wants says whether to take part at all now; nil always does.
	wants func(who sim.Agent, ordinal uint32) bool
	// buys begins a relation with a provider.
	buys func(who, provider sim.Agent)
}

// agent is the state of one consumer.
type agent struct {
	started uint32 // deals or relations
	deals   uint32 // deals in all: the ordinal of the next
}

// start begins the arrivals of demand for every consumer of the population.
func (d *demand) start() {
	d.state = sim.NewColumn[agent](d.World, d.Population.Name+".consumers", int(d.Population.Size))
	d.deals, d.relations, d.unmatched = d.DealCount(), d.Counter("relations"), d.Counter("unmatched")
	d.arrive = d.Timer(d.arrives)
	d.arrive.Ahead(d.touch, d.touchProvider)
	for i := range d.Population.Size {
		d.next(d.Population.First+sim.Agent(i), 0)
	}
}

func (d *demand) row(who sim.Agent) *agent { return &d.state.Rows[who-d.Population.First] }

// next sets the timer of the n-th arrival of demand.
func (d *demand) next(who sim.Agent, n uint32) {
	if d.limit == 0 || n < d.limit {
		r := d.Rand(streamArrival, who, uint64(n))
		d.arrive.After(d.every.DrawTime(&r), who, 0)
	}
}

// touch and touchProvider load what the arrival of demand will need: the consumer's row, and the account of the
// provider that it will be matched with.
func (d *demand) touch(who sim.Agent, _ uint64) uint64 { return uint64(d.row(who).started) }

func (d *demand) touchProvider(who sim.Agent, _ uint64) uint64 {
	r := d.Rand(streamMatch, who, uint64(d.row(who).started+1))
	provider, ok := d.market.Match(&r)
	if !ok {
		return 0
	}
	return uint64(d.World.Ledger.Balance(provider))
}

func (d *demand) arrives(who sim.Agent, _ uint64) {
	a := d.row(who)
	a.started++
	d.next(who, a.started)
	if !d.Active(who) {
		return
	}
	r := d.Rand(streamMatch, who, uint64(a.started))
	provider, ok := d.market.Match(&r)
	if !ok || d.wants != nil && !d.wants(who, a.deals) {
		*d.unmatched++
		return
	}
	*d.relations++
	d.buys(who, provider)
}

// begin notes a deal of a relation: nth is its place there.
func (d *demand) begin(who, provider sim.Agent, nth uint16) (ref uint64, deal *agents.Deal) {
	a := d.row(who)
	ref, deal = d.market.Start()
	deal.Payer, deal.Provider, deal.Ordinal, deal.Nth = who, provider, a.deals, nth
	a.deals++
	return ref, deal
}

// following is the place of the next deal in a relation: a later one never looks like the first.
func following(nth uint16) uint16 { return min(nth, math.MaxUint16-1) + 1 }
