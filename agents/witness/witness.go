// Package witness holds the strategies of those who decide for others: the single witness of a conditional deal, and
// the panels of a vote.
//
// The desk below is what they share: being called, looking at what was delivered with a fallible eye, casting the vote
// openly or sealed, and having it counted. A strategy decides one thing: what to say.
package witness

import (
	"fmt"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// CommonParams are what every witness has.
type CommonParams struct {
	// Probability of recognising good work when it examines it (p, p1).
	Sensitivity sim.Prob
	// Probability of recognising junk when it examines it (p, p0).
	Specificity sim.Prob
	// Cost of examining what was delivered (c).
	Cost sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Time from being called to acting; what is not delivered by then is looked at once more, shortly before the deadline.
	Delay mechanisms.Dist `of:"seconds"`
	// Probability of acting at all (a).
	Availability sim.Prob
	// How alike witnesses of one deal err (rho, the correlation of any two).
	Correlation sim.Prob
	// What makes them alike: with probability rho all have the same sign (shock), or the accuracy differs from deal to
	// deal by a beta distribution (urn).
	Correlated string `enum:"shock,urn"`
	// What a right decision is worth to it, beside any reward (W).
	Stake sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Seats of every panel that go to this population, whatever the others have.
	Seats uint8 `max:"101"`
	// Whether it shares the other seats with the populations that do.
	Fills bool
}

var common = CommonParams{
	Sensitivity: sim.ProbOf(4, 5), Specificity: sim.ProbOf(4, 5), Delay: mechanisms.MustDist(mechanisms.KindSeconds, "6h"),
	Availability: sim.One, Correlated: "shock", Fills: true,
}

var (
	streamSignal = sim.StreamOf("witness.signal")
	streamShared = sim.StreamOf("witness.shared")
	streamAbsent = sim.StreamOf("witness.absent")
	streamDelay  = sim.StreamOf("witness.delay")
	streamSalt   = sim.StreamOf("witness.salt")
	streamChoice = sim.StreamOf("witness.choice")
)

var metrics = []mechanisms.MetricInfo{
	{Name: "relations", Doc: "deals that began a relation: the same as deals where payers do not come back"},
	{Name: "examined", Doc: "deliveries that it examined"},
	{Name: "right", Doc: "votes and decisions that agree with what was delivered"},
	{Name: "wrong", Doc: "votes and decisions that do not"},
	{Name: "absent", Doc: "calls that it let pass"},
}

// call is a question put to a witness.
type call struct {
	who    sim.Agent
	ballot uint64 // 0 for a deal that it decides alone
	seat   uint64 // of the ballot; the deal's id when it decides alone
	place  uint64 // of the seat on the panel, from 0
	market *agents.Market
	ref    uint64
	deal   *agents.Deal
}

// desk is the part of a witness that all strategies share.
type desk struct {
	*agents.Build
	CommonParams
	votes *mechanisms.Instance[vote.State] // nil for a single witness
	deals *mechanisms.Instance[deal.State] // what the votes are about; nil when persons ask
	asked *agents.Market                   // of the deals, or of those who ask
	act   agents.Timer
	show  agents.Timer

	count, relations, examined, right, wrong, absent *int64

	// says is what it votes or decides: the strategy.
	says func(c *call) bool
	// cast hears of a vote before it is sent; nil does not care.
	cast func(c *call, success bool)
	// learns hears what came of a seat that it remembered; nil does not care.
	learns func(h held, e *vote.PaidFields)
	tabled bool                // a table of rules says what it does once it is called
	memory *sim.Column[memory] // nil unless something has to be remembered until the decision

	asking call // the question that it acts on now: here, so that no event makes a new one
}

func newDesk(b *agents.Build, p CommonParams) (*desk, error) {
	d := &desk{Build: b, CommonParams: p}
	d.count, d.relations, d.examined = b.DealCount(), b.Counter("relations"), b.Counter("examined")
	d.right, d.wrong, d.absent = b.Counter("right"), b.Counter("wrong"), b.Counter("absent")
	contract, err := agents.Which(b, vote.Mechanism, deal.Mechanism)
	if _, named := b.Uses[deal.Mechanism.Name]; err != nil && !named {
		contract, err = vote.Mechanism, nil // of a deal and the vote that decides it, witnesses are the vote's
	}
	if err != nil {
		return nil, err
	}
	if contract == vote.Mechanism {
		return d, d.joinVote()
	}
	return d, d.joinDeal()
}

// joinVote makes it sit on panels.
func (d *desk) joinVote() (err error) {
	if d.votes, err = agents.Instance[vote.State](d.Build, vote.Mechanism); err != nil {
		return err
	}
	d.asked = d.Markets.Of(d.World, d.votes.Bound)
	d.asked.Attend(d.Build, d.Seats, d.Fills)
	for _, i := range d.House.Instances {
		if s, ok := i.State().(*deal.State); ok && s.PanelOf() == d.votes.Bound {
			d.deals, _ = mechanisms.InstanceOf[deal.State](i)
			d.asked = d.Markets.Of(d.World, i)
		}
	}
	d.act, d.show = d.Timer(d.votesNow), d.Timer(d.reveals)
	mechanisms.On(d.votes, vote.CalledEvent, d.Index, d.called)
	if d.InBlocks() {
		mechanisms.On(d.votes, vote.VotedEvent, d.Index, d.voted)
	}
	if d.Stake > 0 {
		d.remembers()
	}
	if d.votes.State.Named() == 0 {
		if d.Evolves {
			return fmt.Errorf("witnesses that are drawn by lot cannot evolve: the pool of %s does not know which accounts "+
				"are dormant (let the parties name its witnesses)", d.votes.Name)
		}
		d.joinPool()
	}
	return nil
}

// joinPool registers all of it for panels drawn by lot, once more where that was lost.
func (d *desk) joinPool() {
	first := d.Population.First
	joined := sim.NewColumn[bool](d.World, d.Population.Name+".joined", int(d.Population.Size))
	if d.InBlocks() {
		mechanisms.On(d.votes, vote.JoinedEvent, d.Index, func(who sim.Agent, _ *vote.PlaceEvent) { joined.Rows[who-first] = true })
	}
	var join agents.Timer
	join = d.Timer(func(who sim.Agent, _ uint64) {
		if !joined.Rows[who-first] {
			vote.Join.Send(d.votes, who, vote.JoinArgs{})
			d.Again(join, who, 0)
		}
	})
	for i := range d.Population.Size {
		join.At(0, first+sim.Agent(i), 0)
	}
}

// joinDeal makes it the single witness of deals.
func (d *desk) joinDeal() (err error) {
	if d.deals, err = agents.Instance[deal.State](d.Build, deal.Mechanism); err != nil {
		return err
	}
	if d.deals.State.Names() == 0 {
		return fmt.Errorf("nobody asks it: %s has decider: %s (want witness, or vote)", d.deals.Name, d.deals.State.Decider)
	}
	d.asked = d.Markets.Of(d.World, d.deals.Bound)
	d.asked.Conditional()
	d.asked.Attend(d.Build, d.Seats, d.Fills)
	d.act = d.Timer(d.decidesNow)
	mechanisms.On(d.deals, deal.NamedEvent, d.Index, d.named)
	return nil
}

// question is what the seat of a ballot is about, valid until the next one; false when it is over.
func (d *desk) question(who sim.Agent, seat uint64) (c *call, ok bool) {
	s := d.votes.State
	ballot := s.BallotOf(seat)
	ref, voting := s.Asks(ballot)
	if !voting {
		return nil, false
	}
	if d.deals != nil {
		ref = d.deals.State.RefOf(ref)
	}
	d.asking = call{who: who, ballot: ballot, seat: seat, place: seat - s.FirstSeat(ballot), market: d.asked, ref: ref}
	d.asking.deal = d.asked.Deal(ref)
	return &d.asking, d.asking.deal != nil
}

func (d *desk) called(who sim.Agent, e *vote.SeatEvent) {
	c, ok := d.question(who, e.Seat)
	if !ok {
		return
	}
	d.begins(c)
	d.remember(c)
	if d.tabled {
		return
	}
	if d.Delay == (mechanisms.Dist{Of: mechanisms.KindSeconds}) {
		d.answers(c) // at once: no timer
		return
	}
	d.later(c)
}

// begins counts a deal that it was called to.
func (d *desk) begins(c *call) {
	*d.count++
	if c.deal.Nth == 0 {
		*d.relations++
	}
}

// later sets the time to act.
func (d *desk) later(c *call) {
	r := d.luck(streamDelay, c)
	d.act.After(d.Delay.DrawTime(&r), c.who, c.seat)
}

// luck is the luck of a seat: of the deal and the place, so that it does not depend on who sits there.
func (d *desk) luck(s sim.Stream, c *call) sim.Rand {
	return d.World.Rand(s, c.deal.Payer, uint64(c.deal.Ordinal)<<8|c.place)
}

// attends draws whether it acts at all.
func (d *desk) attends(c *call) bool {
	if d.Availability == sim.One {
		return true
	}
	r := d.luck(streamAbsent, c)
	if r.Bernoulli(d.Availability) {
		return true
	}
	*d.absent++
	return false
}

// note counts a vote as right or wrong.
func (d *desk) note(c *call, success bool) {
	if success == (c.deal.Goods == agents.Good) {
		*d.right++
	} else {
		*d.wrong++
	}
}
