package witness

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// OpportunistParams of the opportunist.
type OpportunistParams struct {
	CommonParams
	// Probability of trying another way, to keep learning.
	Explore sim.Prob `max:"50%"`
	// Votes of each way that the population has to have seen paid before it trusts what it observed.
	Trials uint32 `min:"1" max:"1000000"`
}

// Opportunist does what has paid.
var Opportunist = agents.Register(agents.Strategy[OpportunistParams]{
	Role: "witness", Name: "opportunist", Source: "oracles D and E: best reply to what votes are paid",
	Doc: "Examines and says what it saw, or says success or failure without looking, whichever has paid its population best " +
		"after the effort.",
	Params: OpportunistParams{CommonParams: common, Explore: sim.ProbOf(5, 100), Trials: 50},
	Metrics: append([]mechanisms.MetricInfo{
		{Name: "examine_votes", Doc: "votes after examining whose ballot has ended"},
		{Name: "examine_payoff", Unit: "DPMN", Doc: "what they brought, after the effort"},
		{Name: "success_votes", Doc: "votes for success without looking whose ballot has ended"},
		{Name: "success_payoff", Unit: "DPMN", Doc: "what they brought"},
		{Name: "failure_votes", Doc: "votes for failure without looking whose ballot has ended"},
		{Name: "failure_payoff", Unit: "DPMN", Doc: "what they brought"},
	}, metrics...),
	State: 200,
	New:   newOpportunist,
})

// The ways to vote that it chooses from.
const (
	examine = iota
	sayYes
	sayNo
	ways
)

// opportunist pools the experience of its population.
type opportunist struct {
	*desk
	explore     sim.Prob
	trials      int64
	seen, worth [ways]*int64
}

func newOpportunist(b *agents.Build, p OpportunistParams) error {
	d, err := newDesk(b, p.CommonParams)
	if err != nil {
		return err
	}
	if d.votes == nil {
		return errNoPanel
	}
	d.remembers()
	o := &opportunist{desk: d, explore: p.Explore, trials: int64(p.Trials)}
	for i, way := range []string{"examine", "success", "failure"} {
		o.seen[i], o.worth[i] = b.Counter(way+"_votes"), b.Counter(way+"_payoff")
	}
	d.says, d.learns = o.decides, o.learn
	return nil
}

// best is the way with the highest mean payoff; ok is false while it is still finding out.
func (o *opportunist) best() (way int, ok bool) {
	for i := range ways {
		if *o.seen[i] < o.trials {
			return 0, false
		}
		if better(*o.worth[i], *o.seen[i], *o.worth[way], *o.seen[way]) {
			way = i
		}
	}
	return way, true
}

// better says whether sum a over n votes is a higher mean than sum b over m.
func better(a, n, b, m int64) bool {
	// Means are rounded to base units; no payoff is that small.
	return a/n > b/m
}

func (o *opportunist) decides(c *call) bool {
	r := o.luck(streamChoice, c)
	way, ok := o.best()
	if tries := r.Bernoulli(o.explore); !ok || tries {
		way = int(r.Uint64n(ways))
	}
	o.noted(c, uint8(1+way))
	if way == examine {
		return o.signal(c)
	}
	return way == sayYes
}

// learn notes what a vote brought.
func (o *opportunist) learn(h held, e *vote.PaidFields) {
	if h.did == 0 {
		return // it was absent
	}
	way := h.did - 1
	payoff := e.Amount - o.votes.State.Bond
	if way == examine {
		payoff -= o.Cost
	}
	if deal := o.asked.Deal(h.ref); deal != nil && e.Success == (deal.Goods == agents.Good) {
		payoff += o.Stake
	}
	*o.seen[way]++
	*o.worth[way] += int64(payoff)
}
