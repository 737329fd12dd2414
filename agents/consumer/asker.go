package consumer

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// AskerParams of the asker.
type AskerParams struct {
	// Questions that an asker puts; 0 until the horizon.
	Deals uint32 `max:"1000000000" fixed:"it says how many begin, and those whose last has begun wait for no more"`
	// Time between two of them.
	Every mechanisms.Dist `of:"seconds"`
	// Time from a question to the deadline of its decision.
	Within sim.Second `unit:"s" min:"1s" max:"10y"`
	// Probability that the right decision is success (q).
	Prior sim.Prob
}

// Asker puts questions to panels.
var Asker = agents.Register(agents.Strategy[AskerParams]{
	Role: "consumer", Name: "asker", Source: "oracles D and E: the panel alone",
	Doc: "Puts questions with a known answer to panels, without a deal around them: what witnesses do is the same, and " +
		"nothing else is there.",
	Params: AskerParams{Deals: 100, Every: mechanisms.MustDist(mechanisms.KindSeconds, "1h"), Within: sim.Day, Prior: sim.One / 2},
	Metrics: []mechanisms.MetricInfo{
		{Name: "unasked", Doc: "questions that found no witnesses or could not be paid for"},
		{Name: "yes_right", Doc: "questions whose answer is success and that were decided so"},
		{Name: "yes_wrong", Doc: "questions whose answer is success and that were decided a failure"},
		{Name: "no_right", Doc: "questions whose answer is failure and that were decided so"},
		{Name: "no_wrong", Doc: "questions whose answer is failure and that were decided a success"},
	},
	State: 8,
	New:   newAsker,
})

var streamTruth = sim.StreamOf("consumer.truth")

type asker struct {
	*agents.Build
	AskerParams
	votes                                                *mechanisms.Instance[vote.State]
	market                                               *agents.Market
	ask, mind                                            agents.Timer
	deals, unasked, yesRight, yesWrong, noRight, noWrong *int64
}

func newAsker(b *agents.Build, p AskerParams) error {
	votes, err := agents.Instance[vote.State](b, vote.Mechanism)
	if err != nil {
		return err
	}
	a := &asker{Build: b, AskerParams: p, votes: votes, market: b.Markets.Of(b.World, votes.Bound)}
	a.market.Conditional()
	a.deals, a.unasked = b.DealCount(), b.Counter("unasked")
	a.yesRight, a.yesWrong = b.Counter("yes_right"), b.Counter("yes_wrong")
	a.noRight, a.noWrong = b.Counter("no_right"), b.Counter("no_wrong")
	a.ask, a.mind = b.Timer(a.asks), b.Timer(a.minds)
	mechanisms.On(votes, vote.OpenedEvent, b.Index, a.opened)
	mechanisms.On(votes, vote.SettledEvent, b.Index, a.settled)
	vote.Open.OnRefused(votes, b.Index, a.refused)
	for i := range b.Population.Size {
		a.next(b.Population.First+sim.Agent(i), 0)
	}
	return nil
}

func (a *asker) next(who sim.Agent, n uint64) {
	if a.Deals == 0 || n < uint64(a.Deals) {
		r := a.Rand(streamArrival, who, n)
		a.ask.After(a.Every.DrawTime(&r), who, n)
	}
}

func (a *asker) asks(who sim.Agent, n uint64) {
	a.next(who, n+1)
	if !a.Active(who) {
		return
	}
	ref, row := a.market.Start()
	row.Payer, row.Ordinal, row.Goods = who, uint32(n), agents.Junk
	if r := a.Rand(streamTruth, who, n); r.Bernoulli(a.Prior) {
		row.Goods = agents.Good
	}
	args := vote.OpenArgs{Payer: who, Deadline: a.World.Second() + a.Within, Begin: true, Ref: ref}
	if seats := a.votes.State.Named(); seats > 0 {
		args.Witnesses.Count = uint8(seats)
		r := a.Rand(streamPanel, who, n)
		if !a.market.Panel(&r, args.Witnesses.Items[:seats]) {
			*a.unasked++
			a.market.End(ref)
			return
		}
	}
	vote.Open.Send(a.votes, who, args)
}

func (a *asker) refused(_ sim.Agent, e *mechanisms.Refused[vote.OpenArgs]) {
	*a.unasked++
	a.market.End(e.Args.Ref)
}

func (a *asker) opened(who sim.Agent, e *vote.OpenedFields) {
	*a.deals++
	a.mind.At(vote.FirstLook(a.votes, e.Ballot), who, e.Ballot)
}

func (a *asker) minds(who sim.Agent, ballot uint64) {
	if next, again, more := vote.Tend(a.votes, who, ballot); more {
		a.mind.At(next, who, again)
	}
}

func (a *asker) settled(_ sim.Agent, e *vote.SettledFields) {
	row := a.market.Deal(e.Ref)
	if row == nil {
		return
	}
	switch yes := row.Goods == agents.Good; {
	case yes && e.Success:
		*a.yesRight++
	case yes:
		*a.yesWrong++
	case e.Success:
		*a.noWrong++
	default:
		*a.noRight++
	}
	a.market.End(e.Ref)
}
