package provider

import (
	"errors"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

var errNoVote = errors.New("by: contract bribes the panel of a vote, but no vote decides (want decider: vote, or by: promise)")

// BriberParams of the bribing provider.
type BriberParams struct {
	CheatingParams
	// How witnesses are bribed for the decision success: by a promise to each, kept outside the chain, or by an escrow
	// contract that pays every vote for success, or only those that were in vain (p+epsilon).
	By string `enum:"promise,contract" fixed:"it says which contracts a provider listens to from the start"`
	// What each witness is promised or offered.
	Bribe sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// How many witnesses of a panel it promises something, or the contract can pay.
	Pays uint8 `max:"64"`
}

// Briber delivers junk and buys the decision.
var Briber = agents.Register(agents.Strategy[BriberParams]{
	Role: "provider", Name: "briber", Source: "oracle C: bribery up to the stake; Table D7; Buterin 2015, the P + epsilon attack",
	Doc: "Delivers junk with a given probability and bribes witnesses to call it a success.",
	Params: BriberParams{CheatingParams: CheatingParams{CommonParams: common, Cheat: sim.One}, By: "promise",
		Bribe: sim.Token, Pays: 1},
	Metrics: append([]mechanisms.MetricInfo{
		{Name: "bribes", Doc: "witnesses it paid for their decision, outside the contract"},
		{Name: "offers", Doc: "offers of the bribe contract that it made"},
	}, metrics...),
	New: newBriber,
})

// bribing is a provider that bribes.
type bribing struct {
	*contractor
	BriberParams
	money          *mechanisms.Instance[token.State]
	escrow         *mechanisms.Instance[bribe.State] // nil for promises
	withdraw       agents.Timer
	bribes, offers *int64
}

func newBriber(b *agents.Build, p BriberParams) error {
	d, err := newContractor(b, p.CommonParams)
	if err != nil {
		return err
	}
	s := &bribing{contractor: d, BriberParams: p, bribes: b.Counter("bribes"), offers: b.Counter("offers")}
	d.choose = func(_ sim.Agent, _ uint64, row *agents.Deal) agents.Quality {
		if p.cheats(b.World, row) {
			return agents.Junk
		}
		return agents.Good
	}
	if p.By == "contract" {
		return s.useContract(b)
	}
	if s.money, err = agents.Instance[token.State](b, token.Mechanism); err != nil {
		return err
	}
	d.market.Promise(b.Index, p.Bribe, uint64(p.Pays), s.pay)
	return nil
}

// pay keeps a promise to a witness.
func (s *bribing) pay(who sim.Agent, witness uint64) {
	*s.bribes++
	token.Transfer.Send(s.money, who, token.TransferArgs{To: sim.Agent(witness), Amount: s.Bribe})
}

func (s *bribing) useContract(b *agents.Build) (err error) {
	if s.escrow, err = agents.Instance[bribe.State](b, bribe.Mechanism); err != nil {
		return err
	}
	if s.panel == nil {
		return errNoVote
	}
	s.withdraw = b.Timer(s.withdraws)
	mechanisms.On(s.escrow, bribe.OfferedEvent, b.Index, s.offered)
	s.begun = s.offer
	return nil
}

// offer puts up the bribe as soon as a deal that it will cheat in has begun.
func (s *bribing) offer(who sim.Agent, e *deal.OpenedFields) {
	if row := s.market.Deal(e.Ref); !s.BriberParams.cheats(s.World, row) {
		return
	}
	bribe.Make.Send(s.escrow, who, bribe.OfferArgs{Ballot: e.Ballot, Target: true, Pay: s.Bribe, Seats: s.Pays})
}

// offered tells the witnesses of the offer, outside the chain.
func (s *bribing) offered(who sim.Agent, e *bribe.OfferedFields) {
	*s.offers++
	ballot := s.panel.State.Ballot(e.Ballot)
	if ref := s.contract.State.Deal(ballot.Ref).Ref; s.market.Deal(ref) != nil {
		s.market.Side(ref).Offer = e.ID
	}
	s.withdraw.At((ballot.Deadline + s.panel.State.Keep).Over(), who, e.ID)
}

// withdraws takes the rest back when the ballot is gone.
func (s *bribing) withdraws(who sim.Agent, offer uint64) {
	o := s.escrow.State.Offer(offer)
	if o.Status == 0 {
		return
	}
	switch b := s.panel.State.Ballot(o.Ballot); {
	case b.Status == 0:
		bribe.Withdraw.Send(s.escrow, who, bribe.WithdrawArgs{ID: offer})
		s.Again(s.withdraw, who, offer)
	case (b.Status == vote.Passed || b.Status == vote.Failed) && s.World.Second() <= b.Deadline+sim.Hour:
		s.withdraw.At((b.Deadline + sim.Hour).Over(), who, offer)
	default:
		s.withdraw.After(sim.Hour.Start(), who, offer)
	}
}
