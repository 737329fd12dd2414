package provider

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/sim"
)

// HonestParams of the honest provider.
type HonestParams struct{ CommonParams }

// Honest always delivers good work.
var Honest = agents.Register(agents.Strategy[HonestParams]{
	Role: "provider", Name: "honest", Source: "3.2.4, 3.4",
	Doc:     "Accepts every offer and always delivers good work.",
	Params:  HonestParams{common},
	Metrics: metrics,
	New: func(b *agents.Build, p HonestParams) error {
		return works(b, p.CommonParams, func(sim.Agent, *agents.Deal) bool { return false })
	},
})

// CheatingParams of the cheating provider.
type CheatingParams struct {
	CommonParams
	// Probability of delivering junk.
	Cheat sim.Prob
	// Whether it cheats in the first deal of a relation only.
	FirstOnly bool
}

// Cheating delivers junk with a given probability.
var Cheating = agents.Register(agents.Strategy[CheatingParams]{
	Role: "provider", Name: "cheating", Source: "3.2.4, 3.4",
	Doc:     "Accepts every offer and delivers junk with a given probability, whatever comes of it.",
	Params:  CheatingParams{CommonParams: common, Cheat: sim.One},
	Metrics: metrics,
	New: func(b *agents.Build, p CheatingParams) error {
		return works(b, p.CommonParams, func(who sim.Agent, deal *agents.Deal) bool {
			return p.cheats(b.World, deal)
		})
	},
})

// cheats draws whether a deal gets junk.
func (p *CheatingParams) cheats(w *sim.World, deal *agents.Deal) bool {
	if p.FirstOnly && deal.Nth > 0 {
		return false
	}
	r := w.Rand(streamQuality, deal.Payer, uint64(deal.Ordinal))
	return r.Bernoulli(p.Cheat)
}

// GrieferParams of the griefing provider.
type GrieferParams struct{ CommonParams }

// Griefer harms payers.
var Griefer = agents.Register(agents.Strategy[GrieferParams]{
	Role: "provider", Name: "griefer", Source: "oracle F: griefing factor; attack",
	Doc:     "Delivers good work and declares every deal itself in the last second of its window.",
	Params:  GrieferParams{common},
	Metrics: metrics,
	New: func(b *agents.Build, p GrieferParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		d.griefs = true
		d.cheat = func(sim.Agent, *agents.Deal) bool { return false }
		return nil
	},
})
