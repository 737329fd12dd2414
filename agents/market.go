package agents

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Markets holds the market of each contract that deals are made through.
type Markets struct {
	// Watch, when set, hears of every delivery: what providers do outside the chain is in no journal.
	Watch func(m *Market, deal *Deal)

	markets []*Market
}

// Market is what lies outside the chain: who offers services, and the goods of the deals under way. Consumers are
// matched with a fair random offer.
type Market struct {
	Contract  *mechanisms.Bound
	providers pool
	deals     *sim.Rows[Deal]
	benches   []bench
	world     *sim.World
	all       *Markets
	offchain
}

// Deal is a deal under way, as its two parties know it.
type Deal struct {
	ID       uint64 // in the contract, once it was opened
	Payer    sim.Agent
	Provider sim.Agent
	Ordinal  uint32  // of the deal among the payer's: keys its luck
	Nth      uint16  // place in the relation of the two, 0 for the first deal
	Goods    Quality // what was delivered
	hands    uint8   // parties that still need the row
}

// Quality of what a provider delivered; the chain cannot see it.
type Quality uint8

// The qualities.
const (
	Nothing Quality = iota
	Junk
	Good
)

// String names the quality: "good".
func (q Quality) String() string { return [...]string{"nothing", "junk", "good"}[q] }

// Of is the market of a contract, made at first use.
func (m *Markets) Of(w *sim.World, contract *mechanisms.Bound) *Market {
	for _, have := range m.markets {
		if have.Contract == contract {
			return have
		}
	}
	market := &Market{Contract: contract, deals: sim.NewRows[Deal](w, contract.Name+".market"), world: w, all: m}
	m.markets = append(m.markets, market)
	return market
}

// live is the number of deals under way in all markets.
func (m *Markets) live() int64 {
	total := int64(0)
	for _, market := range m.markets {
		total += int64(market.deals.Live())
	}
	return total
}

// Offer lists the population of b among the providers.
func (m *Market) Offer(b *Build) { m.providers.add(b) }

// Match is a fair random provider among the active ones; false when there is none.
func (m *Market) Match(r *sim.Rand) (sim.Agent, bool) { return m.providers.draw(r) }

// Start notes a new deal: its reference and its row, valid until the next Start.
func (m *Market) Start() (ref uint64, deal *Deal) {
	ref, deal = m.deals.Open()
	deal.hands = 1
	if m.sides != nil {
		m.sides.Open()
	}
	return ref, deal
}

// Keep makes the deal outlast one more End: for a second party that wants to know it when it is over.
func (d *Deal) Keep() { d.hands++ }

// Deal is the deal with a reference, nil when it is over.
func (m *Market) Deal(ref uint64) *Deal {
	d := m.deals.Row(ref)
	if d == nil || d.Payer == sim.Nobody {
		return nil
	}
	return d
}

// End forgets a deal, once every party that needs it has called it.
func (m *Market) End(ref uint64) {
	d := m.Deal(ref)
	if d == nil {
		return
	}
	if d.hands--; d.hands > 0 {
		return
	}
	m.deals.Close(ref)
	if m.sides != nil {
		m.sides.Close(ref)
	}
}

// Touch loads the row of a deal; see sim.World.Ahead.
func (m *Market) Touch(ref uint64) uint64 {
	if d := m.deals.Row(ref); d != nil {
		return d.ID
	}
	return 0
}
