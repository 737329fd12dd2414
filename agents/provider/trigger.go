package provider

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/sim"
)

// TriggerParams of the trigger provider.
type TriggerParams struct{ CommonParams }

// Trigger stops working for who did not pay.
var Trigger = agents.Register(agents.Strategy[TriggerParams]{
	Role: "provider", Name: "trigger", Source: "oracle B: grim trigger; visible records",
	Doc: "Delivers good work until it was not paid for it: nothing for the rest of that relation, and nothing for a payer " +
		"on the record.",
	Params:  TriggerParams{common},
	Metrics: metrics,
	New: func(b *agents.Build, p TriggerParams) error {
		d, err := newContractor(b, p.CommonParams)
		if err != nil {
			return err
		}
		d.choose = func(_ sim.Agent, ref uint64, row *agents.Deal) agents.Quality {
			if d.market.Side(ref).Soured || d.market.Recorded(row.Payer) {
				return agents.Nothing
			}
			return agents.Good
		}
		return nil
	},
})
