package consumer

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/deviant"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// DeviantParams of the deviant consumer: those of its demand, of whatever contract it uses, and its table.
type DeviantParams struct {
	// Worth of a good delivery to the consumer (v); junk is worth nothing.
	Value sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Deals, or relations where Continue is set, that a consumer starts; 0 until the horizon.
	Deals uint32 `max:"1000000000"`
	// Time between two of them; exponential makes demand a Poisson process.
	Every mechanisms.Dist `of:"seconds"`
	// Probability that a relation with the same provider goes on after a deal (delta); 0 looks for another each time.
	Continue sim.Prob `max:"99.99%"`
	// Under trust, probability that it can tell junk from good work at all (d).
	Notices sim.Prob
	// Of a conditional deal, what it pays on success (r).
	Amount sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Of a conditional deal, time from opening it to the deadline of its decision.
	Within sim.Second `unit:"s" min:"1s" max:"10y"`
	// What it does once a deal is open, rule by rule: NOTICE [if [not] BIT]: ACTION[(ARGUMENT=VALUE, ...)] [WHEN]; rules
	// are parted by semicolons. "nothing" is the table without rules.
	Table string `text:""`
}

// Deviant does what a table says.
var Deviant = agents.Register(agents.Strategy[DeviantParams]{
	Role: "consumer", Name: "deviant", Source: "none in the paper: best response by search",
	Doc: "Opens deals as other consumers do, of a trust contract or conditional ones, and from then on does what a table of " +
		"rules says, which dopasim attack searches for. Outside the chain it can see whether what it got is good " +
		"(outside.good), and of a conditional deal it hears of the delivery (outside.delivered).",
	Params: DeviantParams{Value: common.Value, Deals: common.Deals, Every: common.Every, Notices: sim.One,
		Amount: client.Amount, Within: client.Within, Table: deviant.Nothing},
	Metrics: deviantMetrics, State: 8,
	New: newDeviant,
})

// deviantMetrics are those of both kinds of deals: one stays at 0.
var deviantMetrics = append(append([]mechanisms.MetricInfo{}, clientMetrics...), metrics[2:]...)

func newDeviant(b *agents.Build, p DeviantParams) error {
	contract, err := agents.Which(b, trust.Mechanism, deal.Mechanism)
	if err != nil {
		return err
	}
	if contract == trust.Mechanism {
		return deviantBuyer(b, p)
	}
	return deviantClient(b, p)
}

func deviantBuyer(b *agents.Build, p DeviantParams) error {
	d, err := newDesk(b, CommonParams{Value: p.Value, Deals: p.Deals, Every: p.Every, Notices: p.Notices, Continue: p.Continue,
		Ends: "never"})
	if err != nil {
		return err
	}
	d.tabled = true
	d.declares = func(view) bool { return false }
	look := func(_ sim.Agent, id uint64) bool {
		row := d.market.Deal(d.contract.State.Deal(id).Ref)
		return row != nil && !d.noticesJunk(row)
	}
	_, err = deviant.Bind(b, deviant.Body{Senses: []deviant.Sense{{
		Name: "good", Doc: "What it got looks like good work.", About: deviant.Row{Bound: d.contract.Bound, View: "deals"}, See: look,
	}}}, p.Table)
	return err
}

func deviantClient(b *agents.Build, p DeviantParams) error {
	d, err := newClient(b, ClientParams{Value: p.Value, Amount: p.Amount, Within: p.Within, Deals: p.Deals, Every: p.Every,
		Continue: p.Continue, Partner: "same", Ends: "never"}, nil)
	if err != nil {
		return err
	}
	deals := deviant.Row{Bound: d.contract.Bound, View: "deals"}
	look := func(_ sim.Agent, id uint64) bool {
		row := d.market.Deal(d.contract.State.RefOf(id))
		return row != nil && row.Goods == agents.Good
	}
	m, err := deviant.Bind(b, deviant.Body{
		Senses:  []deviant.Sense{{Name: "good", Doc: "What it got is good work.", About: deals, See: look}},
		Notices: []deviant.Notice{{Name: "delivered", Doc: "The provider handed something over.", About: deals}},
	}, p.Table)
	d.tells = func(who sim.Agent, id uint64) { m.Tell(who, "delivered", id) }
	return err
}
