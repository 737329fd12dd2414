package agents

import (
	"github.com/dopamine-network/dopasim/sim"
)

// What the parties of a deal do outside the chain, where no contract tells them of it: deliver, promise bribes and
// pay them, and remember who did not pay.

// Side is what only the parties of a conditional deal know of it.
type Side struct {
	Witness sim.Agent // who decides, when one person does
	Offer   uint64    // of a bribe contract, for the votes on the deal; 0 for none
	Soured  bool      // the provider was not paid for good work in this relation
	Counted bool      // somebody sent for the count of the votes, as all see in the pool
}

// offchain is the part of a market that conditional deals need.
type offchain struct {
	sides     *sim.Rows[Side] // by reference, as the deals
	recorded  *sim.Column[bool]
	delivered route
	sold      route
	bribes    []promise // by population
}

// promise is what the agents of a population promise each witness on the first seats of a panel.
type promise struct {
	each  sim.Amount
	seats uint64
}

// route hands events outside the chain to the population of whom they are for.
type route struct {
	kind     uint16
	handlers []func(who sim.Agent, argument uint64) // by population
}

func (r *route) on(w *sim.World, population int, handle func(sim.Agent, uint64)) {
	if r.handlers == nil {
		r.handlers = make([]func(sim.Agent, uint64), len(w.Populations()))
		r.kind = w.Kind(func(e sim.Event) { r.handlers[w.PopulationOf(e.Who)](e.Who, e.Argument()) })
	}
	r.handlers[population] = handle
}

func (r *route) send(w *sim.World, who sim.Agent, argument uint64) {
	if r.handlers != nil && r.handlers[w.PopulationOf(who)] != nil {
		w.Schedule(w.Now(), who, r.kind, argument)
	}
}

// Conditional makes the market one of conditional deals, whose parties meet outside the chain. More than one population
// may ask for it.
func (m *Market) Conditional() {
	if m.sides != nil {
		return
	}
	m.sides = sim.NewRows[Side](m.world, m.Contract.Name+".sides")
	m.recorded = sim.NewColumn[bool](m.world, m.Contract.Name+".recorded", m.world.Accounts())
	m.bribes = make([]promise, len(m.world.Populations()))
}

// Side is what the parties know of the deal with a reference; valid until the next Start.
func (m *Market) Side(ref uint64) *Side { return m.sides.Row(ref) }

// OnDelivery makes handle hear of deliveries to payers of a population; the argument is the deal's reference.
func (m *Market) OnDelivery(population int, handle func(payer sim.Agent, ref uint64)) {
	m.delivered.on(m.world, population, handle)
}

// Deliver hands over the goods of a deal: the payer is told, where the deal is conditional.
func (m *Market) Deliver(ref uint64, goods Quality) {
	deal := m.Deal(ref)
	deal.Goods = goods
	if m.all.Watch != nil {
		m.all.Watch(m, deal)
	}
	m.delivered.send(m.world, deal.Payer, ref)
}

// Promise says what the agents of a population pay each witness who decides as they want, on the first seats of a panel.
// pay hears whom to pay.
func (m *Market) Promise(population int, each sim.Amount, seats uint64, pay func(party sim.Agent, witness uint64)) {
	m.bribes[population] = promise{each, seats}
	m.sold.on(m.world, population, pay)
}

// Bribe is what a party of the deal promises the witness at a place, counted from 0, for that decision: payers want
// failure and providers success, but neither pays for a decision that is right anyway unless the other pays for the
// wrong one.
func (m *Market) Bribe(deal *Deal, place uint64, success bool) sim.Amount {
	own, other := m.promise(deal.Payer, place), m.promise(deal.Provider, place)
	if success {
		own, other = other, own
	}
	if right := success == (deal.Goods == Good); right && other == 0 {
		return 0
	}
	return own
}

// promise is what a party promises the witness at a place.
func (m *Market) promise(party sim.Agent, place uint64) sim.Amount {
	if p := m.bribes[m.world.PopulationOf(party)]; place < p.seats {
		return p.each
	}
	return 0
}

// Sell tells the party that a witness has decided as it wanted, for a bribe.
func (m *Market) Sell(deal *Deal, success bool, witness sim.Agent) {
	party := deal.Payer
	if success {
		party = deal.Provider
	}
	m.sold.send(m.world, party, uint64(witness))
}

// Record puts a payer who did not pay for good work on a record that every provider can see; Recorded reads it.
func (m *Market) Record(payer sim.Agent) { m.recorded.Rows[payer] = true }

// Recorded says whether a payer is on the record.
func (m *Market) Recorded(payer sim.Agent) bool { return m.recorded.Rows[payer] }
