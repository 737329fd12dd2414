package provider

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// OpportunistParams of the opportunist.
type OpportunistParams struct {
	CommonParams
	// Probability of trying the other quality, or an offer that does not seem to pay, to keep learning.
	Explore sim.Prob `max:"50%"`
	// Deals of each quality that the population has to have seen end before it trusts what it observed.
	Trials uint32 `min:"1" max:"1000000"`
}

// Opportunist best-replies to the punishment it observes.
var Opportunist = agents.Register(agents.Strategy[OpportunistParams]{
	Role: "provider", Name: "opportunist", Source: "oracle F: provider's best reply at given rho and phi",
	Doc: "Cheats whenever the punishment that its population observed makes that pay better, and declines offers that " +
		"pay in neither way.",
	Params: OpportunistParams{CommonParams: common, Explore: sim.ProbOf(5, 100), Trials: 50},
	Metrics: append([]mechanisms.MetricInfo{
		{Name: "declined", Doc: "offers not accepted"},
		{Name: "junk_ended", Doc: "deliveries of junk whose deal has ended"},
		{Name: "junk_declared", Doc: "of those, declared unsatisfactory"},
		{Name: "good_ended", Doc: "good deliveries whose deal has ended"},
		{Name: "good_declared", Doc: "of those, declared unsatisfactory"},
	}, metrics...),
	New: newOpportunist,
})

var streamExplore = sim.StreamOf("provider.explore")

// opportunist pools the experience of its population: what became of junk and of good work.
type opportunist struct {
	*desk
	explore                                          sim.Prob
	trials                                           int64
	declined                                         *int64
	junkEnded, junkDeclared, goodEnded, goodDeclared *int64
	stake                                            sim.Amount // what a declaration costs the provider
}

func newOpportunist(b *agents.Build, p OpportunistParams) error {
	d, err := newDesk(b, p.CommonParams)
	if err != nil {
		return err
	}
	o := &opportunist{
		desk: d, explore: p.Explore, trials: int64(p.Trials), declined: b.Counter("declined"),
		junkEnded: b.Counter("junk_ended"), junkDeclared: b.Counter("junk_declared"),
		goodEnded: b.Counter("good_ended"), goodDeclared: b.Counter("good_declared"),
		stake: d.contract.State.ProviderStake(),
	}
	d.accepts, d.cheat = o.takes, o.cheats
	mechanisms.On(d.contract, trust.SettledEvent, b.Index, o.settled)
	mechanisms.On(d.contract, trust.DeclaredEvent, b.Index, o.declared)
	mechanisms.On(d.contract, trust.ExpiredEvent, b.Index, o.expired)
	return nil
}

// punishment is what a delivery is expected to cost by declarations; known is false before enough were seen.
func (o *opportunist) punishment(declared, ended int64) (loss sim.Amount, known bool) {
	if ended < o.trials {
		return 0, false
	}
	loss, ok := sim.MulDivDown(o.stake, sim.Amount(declared), sim.Amount(ended))
	return loss, ok
}

// better says which quality pays more and what it pays: ok is false while it is still finding out.
func (o *opportunist) better() (cheat bool, payoff sim.Amount, ok bool) {
	ifJunk, known1 := o.punishment(*o.junkDeclared, *o.junkEnded)
	ifGood, known2 := o.punishment(*o.goodDeclared, *o.goodEnded)
	junk, good := o.contract.State.Price-ifJunk, o.contract.State.Price-ifGood-o.Cost
	return junk > good, max(junk, good), known1 && known2
}

func (o *opportunist) explores(who sim.Agent, deal *agents.Deal) (bool, *sim.Rand) {
	r := o.World.Rand(streamExplore, deal.Payer, uint64(deal.Ordinal))
	return r.Bernoulli(o.explore), &r
}

func (o *opportunist) takes(who sim.Agent, deal *agents.Deal) bool {
	_, payoff, ok := o.better()
	take := !ok || payoff > 0
	if !take {
		take, _ = o.explores(who, deal)
	}
	if !take {
		*o.declined++
		return false
	}
	deal.Keep()
	return true
}

func (o *opportunist) cheats(who sim.Agent, deal *agents.Deal) bool {
	cheat, _, ok := o.better()
	tries, r := o.explores(who, deal)
	if !ok || tries {
		return r.Uint64n(2) == 0
	}
	return cheat
}

func (o *opportunist) settled(_ sim.Agent, e *trust.Event) { o.learn(e.Ref, 0) }

func (o *opportunist) declared(_ sim.Agent, e *trust.DeclaredFields) { o.learn(e.Ref, 1) }

func (o *opportunist) expired(_ sim.Agent, e *trust.Event) { o.market.End(e.Ref) }

// learn notes how a deal ended.
func (o *opportunist) learn(ref uint64, declared int64) {
	deal := o.market.Deal(ref)
	switch {
	case deal == nil:
		return
	case deal.Goods == agents.Junk:
		*o.junkEnded++
		*o.junkDeclared += declared
	case deal.Goods == agents.Good:
		*o.goodEnded++
		*o.goodDeclared += declared
	}
	o.market.End(ref)
}
