package witness

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/deviant"
	"github.com/dopamine-network/dopasim/sim"
)

// DeviantParams of the deviant witness.
type DeviantParams struct {
	CommonParams
	// What it does once it is called, rule by rule: NOTICE [if [not] BIT]: ACTION[(ARGUMENT=VALUE, ...)] [WHEN]; rules are
	// parted by semicolons. "nothing" is the table without rules.
	Table string `text:""`
}

// Deviant does what a table says.
var Deviant = agents.Register(agents.Strategy[DeviantParams]{
	Role: "witness", Name: "deviant", Source: "none in the paper: best response by search",
	Doc: "Does what a table of rules says, which dopasim attack searches for; Delay and Availability are the table's affair. " +
		"Outside the chain it can examine what was delivered, at the cost of that (outside.saw).",
	Params:  DeviantParams{CommonParams: common, Table: deviant.Nothing},
	Metrics: metrics, State: 8,
	New: newDeviant,
})

func newDeviant(b *agents.Build, p DeviantParams) error {
	d, err := newDesk(b, p.CommonParams)
	if err != nil {
		return err
	}
	d.tabled = true
	saw := deviant.Sense{Name: "saw", Doc: "It examines what was delivered: it looks like good work."}
	if d.votes != nil {
		saw.About = deviant.Row{Bound: d.votes.Bound, View: "seats"}
		saw.See = func(who sim.Agent, seat uint64) bool {
			c, ok := d.question(who, seat)
			return ok && d.signal(c)
		}
	} else {
		saw.About = deviant.Row{Bound: d.deals.Bound, View: "deals"}
		saw.See = func(who sim.Agent, id uint64) bool {
			c := d.alone(who, id, d.deals.State.Deal(id))
			return c.deal != nil && d.signal(c)
		}
	}
	_, err = deviant.Bind(b, deviant.Body{Senses: []deviant.Sense{saw}}, p.Table)
	return err
}
