package provider

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/deviant"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// DeviantParams of the deviant provider.
type DeviantParams struct {
	// Cost of a good delivery to the provider (c); junk costs nothing.
	Cost sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// What it does, rule by rule: NOTICE [if [not] BIT]: ACTION[(ARGUMENT=VALUE, ...)] [WHEN]; rules are parted by
	// semicolons. "nothing" is the table without rules.
	Table string `text:""`
}

// Deviant does what a table says.
var Deviant = agents.Register(agents.Strategy[DeviantParams]{
	Role: "provider", Name: "deviant", Source: "none in the paper: best response by search",
	Doc: "Does what a table of rules says, which dopasim attack searches for. Outside the chain it can hand over good work " +
		"(outside.good) or junk (outside.junk).",
	Params:  DeviantParams{Cost: common.Cost, Table: deviant.Nothing},
	Metrics: metrics,
	New:     newDeviant,
})

// works of a provider whose table says when.
type tabled struct {
	*agents.Build
	DeviantParams
	market                   *agents.Market
	ref                      func(id uint64) uint64 // of a deal
	deals, relations, cheats *int64
}

func newDeviant(b *agents.Build, p DeviantParams) error {
	contract, err := agents.Which(b, trust.Mechanism, deal.Mechanism)
	if err != nil {
		return err
	}
	d := &tabled{Build: b, DeviantParams: p, deals: b.DealCount(), relations: b.Counter("relations"), cheats: b.Counter("cheats")}
	bound, err := d.join(contract)
	if err != nil {
		return err
	}
	d.market.Offer(b)
	deals := deviant.Row{Bound: bound, View: "deals"}
	_, err = deviant.Bind(b, deviant.Body{Acts: []deviant.Act{
		{Name: "good", Doc: "It does the work and hands it over.", About: deals, Do: d.hands(agents.Good)},
		{Name: "junk", Doc: "It hands over junk.", About: deals, Do: d.hands(agents.Junk)},
	}}, p.Table)
	return err
}

// join finds the contract and counts the deals that begin.
func (d *tabled) join(contract *mechanisms.Mechanism) (*mechanisms.Bound, error) {
	if contract == trust.Mechanism {
		c, err := agents.Instance[trust.State](d.Build, contract)
		if err != nil {
			return nil, err
		}
		d.market = d.Markets.Of(d.World, c.Bound)
		d.ref = func(id uint64) uint64 { return c.State.Deal(id).Ref }
		mechanisms.On(c, trust.AcceptedEvent, d.Index, func(_ sim.Agent, e *trust.Event) { d.begins(e.Ref) })
		return c.Bound, nil
	}
	c, err := agents.Instance[deal.State](d.Build, contract)
	if err != nil {
		return nil, err
	}
	d.market = d.Markets.Of(d.World, c.Bound)
	d.market.Conditional()
	d.ref = c.State.RefOf
	mechanisms.On(c, deal.OpenedEvent, d.Index, func(_ sim.Agent, e *deal.OpenedFields) { d.begins(e.Ref) })
	return c.Bound, nil
}

func (d *tabled) begins(ref uint64) {
	*d.deals++
	if row := d.market.Deal(ref); row != nil && row.Nth == 0 {
		*d.relations++
	}
}

// hands is the handing over of goods: once a deal, while it is under way.
func (d *tabled) hands(goods agents.Quality) func(who sim.Agent, id uint64) {
	return func(who sim.Agent, id uint64) {
		ref := d.ref(id)
		row := d.market.Deal(ref)
		if row == nil || row.Provider != who || row.Goods != agents.Nothing {
			return
		}
		if goods == agents.Good {
			d.World.Ledger.Spend(who, d.Cost)
		} else {
			*d.cheats++
		}
		d.market.Deliver(ref, goods)
	}
}
