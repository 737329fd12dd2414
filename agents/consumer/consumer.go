// Package consumer holds the strategies of those who pay for data, models and computing.
//
// The desk below is what they share: demand that arrives at random, a fair random offer, the deal, and the
// examination of what was delivered. A strategy decides one thing: whether to declare the deal unsatisfactory, and when.
package consumer

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// CommonParams are what every consumer has.
type CommonParams struct {
	// Worth of a good delivery to the consumer (v); junk is worth nothing.
	Value sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Deals, or relations where Continue is set, that a consumer starts; 0 until the horizon.
	Deals uint32 `max:"1000000000" fixed:"it says how many begin, and those whose last has begun wait for no more"`
	// Time between two of them; exponential makes demand a Poisson process.
	Every mechanisms.Dist `of:"seconds"`
	// Probability that it can tell junk from good work at all (d).
	Notices sim.Prob
	// Time from the start of the window to noticing junk; too late when the window has passed by then.
	Delay mechanisms.Dist `of:"seconds"`
	// Probability that a relation with the same provider goes on after a deal (delta); 0 looks for another each time.
	Continue sim.Prob `max:"99.99%"`
	// What else ends a relation: nothing, having declared a deal, or having let junk pass.
	Ends string `enum:"never,declared,lapsed"`
}

var common = CommonParams{
	Value: 20 * sim.Token, Deals: 10, Every: mechanisms.MustDist(mechanisms.KindSeconds, "exp(4d)"),
	Notices: sim.One, Delay: mechanisms.MustDist(mechanisms.KindSeconds, "1h"), Ends: "never",
}

var (
	streamArrival  = sim.StreamOf("consumer.arrival")
	streamMatch    = sim.StreamOf("consumer.match")
	streamNotice   = sim.StreamOf("consumer.notice")
	streamDelay    = sim.StreamOf("consumer.delay")
	streamMood     = sim.StreamOf("consumer.mood")
	streamContinue = sim.StreamOf("consumer.continue")
)

var metrics = []mechanisms.MetricInfo{
	{Name: "relations", Doc: "relations started: the same as deals where providers are not kept"},
	{Name: "unmatched", Doc: "demand that found no provider or could not be paid for"},
	{Name: "junk", Doc: "junk received"},
	{Name: "good", Doc: "good deliveries received"},
	{Name: "declared_junk", Doc: "junk declared unsatisfactory"},
	{Name: "declared_good", Doc: "good deliveries declared unsatisfactory"},
}

// view is what a consumer knows when it examines a delivery.
type view struct {
	who  sim.Agent
	deal *agents.Deal
	junk bool // it noticed junk; false for good work and for junk it cannot tell
}

// desk is the part of a consumer that all strategies share.
type desk struct {
	demand
	CommonParams
	contract *mechanisms.Instance[trust.State]
	watch    agents.Timer
	complain agents.Timer

	junk, good, declaredJunk, declaredGood *int64

	// declares says whether to declare the deal unsatisfactory.
	declares func(v view) bool
	// tabled leaves everything after the offer to a table of rules.
	tabled bool
	// last makes it wait for the last second of the window.
	last bool
	// ended hears of the end of each deal; nil does not care.
	ended func(who sim.Agent, deal *agents.Deal, declared bool)
}

func newDesk(b *agents.Build, p CommonParams) (*desk, error) {
	contract, err := agents.Instance[trust.State](b, trust.Mechanism)
	if err != nil {
		return nil, err
	}
	d := &desk{CommonParams: p, contract: contract}
	d.demand = demand{Build: b, market: b.Markets.Of(b.World, contract.Bound), every: p.Every, limit: p.Deals}
	d.buys = func(who, provider sim.Agent) { d.open(who, provider, 0) }
	d.junk, d.good = b.Counter("junk"), b.Counter("good")
	d.declaredJunk, d.declaredGood = b.Counter("declared_junk"), b.Counter("declared_good")
	d.watch, d.complain = b.Timer(d.watches), b.Timer(d.complains)
	d.listen()
	d.start()
	return d, nil
}

func (d *desk) listen() {
	mechanisms.On(d.contract, trust.OpenedEvent, d.Index, d.opened)
	mechanisms.On(d.contract, trust.DeliveredEvent, d.Index, d.delivered)
	mechanisms.On(d.contract, trust.SettledEvent, d.Index, d.settled)
	mechanisms.On(d.contract, trust.DeclaredEvent, d.Index, d.declared)
	mechanisms.On(d.contract, trust.ExpiredEvent, d.Index, d.expired)
	if d.contract.State.Start == "payment" {
		mechanisms.On(d.contract, trust.CompletedEvent, d.Index, d.examine)
	}
	trust.Open.OnRefused(d.contract, d.Index, d.refused)
}

func (d *desk) open(who, provider sim.Agent, nth uint16) {
	ref, _ := d.begin(who, provider, nth)
	trust.Open.Send(d.contract, who, trust.OpenArgs{Provider: provider, Ref: ref})
}

func (d *desk) refused(_ sim.Agent, e *mechanisms.Refused[trust.OpenArgs]) {
	*d.unmatched++
	d.market.End(e.Args.Ref)
}

func (d *desk) opened(who sim.Agent, e *trust.Event) {
	if deal := d.market.Deal(e.Ref); deal != nil {
		deal.ID = e.ID
		*d.deals++
		d.watch.At(d.contract.State.Deal(e.ID).Deadline.Over(), who, e.ID)
	}
}

// watches gets the money back when the provider did not accept or deliver in time.
func (d *desk) watches(who sim.Agent, id uint64) {
	switch deal := d.contract.State.Deal(id); {
	case d.tabled:
	case deal.Status != trust.Offered && deal.Status != trust.Accepted:
	case d.World.Second() > deal.Deadline:
		trust.Expire.Send(d.contract, who, trust.DealArgs{ID: id})
		d.Again(d.watch, who, id)
	default:
		d.watch.At(deal.Deadline.Over(), who, id)
	}
}

func (d *desk) delivered(who sim.Agent, e *trust.Event) {
	deal := d.market.Deal(e.Ref)
	if deal == nil {
		return
	}
	if deal.Goods == agents.Good {
		*d.good++
		d.World.Ledger.Receive(who, d.Value)
	} else {
		*d.junk++
	}
	if d.contract.State.Start == "payment" && !d.tabled {
		trust.Complete.Send(d.contract, who, trust.DealArgs{ID: e.ID})
		return // the window opens with the payment
	}
	d.examine(who, e)
}

// examine decides whether to complain, once the window is known.
func (d *desk) examine(who sim.Agent, e *trust.Event) {
	deal := d.market.Deal(e.Ref)
	if deal == nil {
		return
	}
	if !d.declares(view{who, deal, d.noticesJunk(deal)}) {
		return
	}
	s := d.contract.State
	chain := s.Deal(e.ID)
	if d.last {
		d.complain.At(max(chain.Deadline, s.LastSecond(chain, who)-d.Lead()).Start(), who, e.ID)
		return
	}
	r := d.Rand(streamDelay, who, uint64(deal.Ordinal))
	at := chain.Deadline.Start().After(d.Delay.DrawTime(&r))
	if at < s.LastSecond(chain, who).Over() {
		d.complain.At(at, who, e.ID)
	}
}

// noticesJunk says whether the consumer sees that what it got is junk, or nothing.
func (d *desk) noticesJunk(deal *agents.Deal) bool {
	junk := deal.Goods != agents.Good
	if junk && d.Notices < sim.One {
		r := d.Rand(streamNotice, deal.Payer, uint64(deal.Ordinal))
		junk = r.Bernoulli(d.Notices)
	}
	return junk
}

func (d *desk) complains(who sim.Agent, id uint64) {
	if d.contract.State.Deal(id).Status == trust.Watched {
		trust.Declare.Send(d.contract, who, trust.DealArgs{ID: id})
	}
}

func (d *desk) settled(who sim.Agent, e *trust.Event) { d.end(who, e.Ref, false) }

func (d *desk) declared(who sim.Agent, e *trust.DeclaredFields) {
	if deal := d.market.Deal(e.Ref); deal != nil && deal.Goods != agents.Good {
		*d.declaredJunk++
	} else {
		*d.declaredGood++
	}
	d.end(who, e.Ref, e.By == who)
}

func (d *desk) expired(_ sim.Agent, e *trust.Event) { d.market.End(e.Ref) }

// end closes a deal and goes on with the relation, if it lasts.
func (d *desk) end(who sim.Agent, ref uint64, declared bool) {
	deal := d.market.Deal(ref)
	if deal == nil {
		return
	}
	if d.ended != nil {
		d.ended(who, deal, declared)
	}
	over := d.Ends == "declared" && declared || d.Ends == "lapsed" && !declared && deal.Goods != agents.Good
	provider, nth, goes := deal.Provider, deal.Nth, false
	if d.Continue > 0 && !over {
		r := d.Rand(streamContinue, who, uint64(deal.Ordinal))
		goes = r.Bernoulli(d.Continue)
	}
	d.market.End(ref)
	if goes {
		d.open(who, provider, following(nth))
	}
}
