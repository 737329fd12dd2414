package consumer

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// PunisherParams of the punisher.
type PunisherParams struct {
	CommonParams
	// Probability of declaring a deal that brought junk.
	Rho sim.Prob
	// Probability of declaring a deal that brought good work.
	Phi sim.Prob
}

// Punisher declares with given probabilities.
var Punisher = agents.Register(agents.Strategy[PunisherParams]{
	Role: "consumer", Name: "punisher", Source: "oracle F: rho and phi",
	Doc:     "Declares junk with probability rho and good work with probability phi, whatever it costs.",
	Params:  PunisherParams{CommonParams: common, Rho: sim.ProbOf(1, 2), Phi: 0},
	Metrics: metrics, State: 8,
	New: func(b *agents.Build, p PunisherParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		d.declares = func(v view) bool {
			r := b.Rand(streamMood, v.who, uint64(v.deal.Ordinal))
			if v.junk {
				return r.Bernoulli(p.Rho)
			}
			return r.Bernoulli(p.Phi)
		}
		return nil
	},
})

// SelfishParams of the selfish consumer.
type SelfishParams struct {
	CommonParams
	// Probability of trying the market although it has not paid so far.
	Explore sim.Prob
	// Deals that the population has to have seen end before it trusts what it observed.
	Trials uint32 `min:"1" max:"1000000"`
}

// Selfish declares whenever that pays it, and stays out of a market that does not pay.
var Selfish = agents.Register(agents.Strategy[SelfishParams]{
	Role: "consumer", Name: "selfish", Source: "oracle F: subgame perfection",
	Doc:    "Declares if and only if that pays, which cannot depend on quality, and stays away once deals have not paid.",
	Params: SelfishParams{CommonParams: common, Explore: sim.ProbOf(5, 100), Trials: 50},
	Metrics: append([]mechanisms.MetricInfo{
		{Name: "abstained", Doc: "demand that stayed away because deals have not paid"},
		{Name: "payoff_seen", Unit: "DPMN", Doc: "payoff of the deals that have ended"},
		{Name: "ended", Doc: "deals that have ended"},
	}, metrics...),
	State: 8,
	New:   newSelfish,
})

var streamExplore = sim.StreamOf("consumer.explore")

func newSelfish(b *agents.Build, p SelfishParams) error {
	d, err := newDesk(b, p.CommonParams)
	if err != nil {
		return err
	}
	abstained, seen, ended := b.Counter("abstained"), b.Counter("payoff_seen"), b.Counter("ended")
	s := d.contract.State
	fee := b.Fee(d.contract.Bound, "declare")
	d.declares = func(view) bool { return s.DeclareCost()+fee() < 0 }
	d.wants = func(who sim.Agent, _ uint32) bool {
		if *ended < int64(p.Trials) || *seen > 0 {
			return true
		}
		r := b.Rand(streamExplore, who, uint64(d.row(who).started))
		if r.Bernoulli(p.Explore) {
			return true
		}
		*abstained++
		return false
	}
	d.ended = func(_ sim.Agent, deal *agents.Deal, declared bool) {
		*ended++
		payoff := -s.Price
		if declared {
			payoff = -s.Price - s.DeclareCost() - fee()
		}
		if deal.Goods == agents.Good {
			payoff += p.Value
		}
		*seen += int64(payoff)
	}
	return nil
}
