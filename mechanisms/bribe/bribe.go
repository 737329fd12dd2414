// Package bribe is an attack on votes, as a contract: an offer to pay witnesses of a ballot for a vote, kept in escrow.
//
// Under the condition "lost" it is the p+epsilon contract (Buterin 2015): it pays only those who voted for the target
// and lost, so that voting for it is the better choice whatever the others do, and it costs nothing when it works. Under
// "voted" it is a plain bribe with a guarantee. It reads votes from the voting contract, which has to keep decided
// ballots for a while (keep). The Solidity twin is Bribe.sol, written separately.
package bribe

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// Params of the bribe contract.
type Params struct {
	// Who may claim: whoever voted for the target (voted), or whoever voted for it in vain (lost).
	Condition string `enum:"voted,lost"`
}

// Offered is the only state of an offer.
const Offered uint8 = 1

// Offer is the row of an offer that stands.
type Offer struct {
	Briber sim.Agent  `doc:"who gets back what nobody claims"`
	Ballot uint64     `like:"vote.ballots" doc:"the ballot that it is about"`
	Status uint8      `doc:"whether it stands"`
	Target bool       `doc:"the vote that is paid for"`
	Left   uint8      `doc:"how many witnesses it can still pay"`
	Paid   uint64     `doc:"seats that were paid: bit i for the i-th of the ballot"`
	Pay    sim.Amount `doc:"what each gets"`
}

type counts struct {
	offered, withdrawn, claimed int64
	spent, locked               int64
}

// State of one contract.
type State struct {
	*mechanisms.Bound
	Params
	money  token.Money
	votes  Votes
	offers *sim.Rows[Offer]
	tally  *sim.Column[counts]
	inVain bool
}

// Votes is what the contract reads of a voting contract.
type Votes interface {
	Ballot(id uint64) vote.Ballot
	Seat(id uint64) vote.Seat
	BallotOf(seat uint64) uint64
	FirstSeat(ballot uint64) uint64
}

// Refusals.
const (
	NoBallot    mechanisms.Revert = "NoBallot"
	NoSeats     mechanisms.Revert = "NoSeats"
	TooMuch     mechanisms.Revert = "TooMuch"
	OtherBallot mechanisms.Revert = "OtherBallot"
	NotDecided  mechanisms.Revert = "NotDecided"
	OtherVote   mechanisms.Revert = "OtherVote"
	NotLost     mechanisms.Revert = "NotLost"
	PaidAlready mechanisms.Revert = "PaidAlready"
	NothingLeft mechanisms.Revert = "NothingLeft"
	NotBriber   mechanisms.Revert = "NotBriber"
	TooEarly    mechanisms.Revert = "TooEarly"
)

// Defaults: the p+epsilon contract.
var Defaults = Params{Condition: "lost"}

// Mechanism is the registered bribe contract.
var Mechanism = mechanisms.Register(mechanisms.Spec[Params, State]{
	Name:     "bribe",
	Doc:      "An attack on votes: an escrow that pays witnesses for a vote, always or only when it was in vain (p+epsilon).",
	Source:   "none in the paper, an attack on 3.2.4.3; Buterin 2015, The P + epsilon Attack",
	Params:   Defaults,
	Variants: []Params{{Condition: "voted"}},
	Needs: []mechanisms.Need{
		{Name: "token", Doc: "the money of bribes"},
		{Name: "vote", Doc: "the votes that are paid for", InTests: func(p any) {
			v := p.(*vote.Params)
			v.Keep, v.Seats, v.Penalty, v.Bond = 6*sim.Hour, 2, "outliers", sim.Token
		}},
	},
	New:     newState,
	Actions: []mechanisms.Action{Make, Claim, Withdraw},
	Events:  []mechanisms.Event{OfferedEvent, ClaimedEvent, WithdrawnEvent},
	Reverts: append([]mechanisms.Refusal{
		{Revert: mechanisms.Unknown, Doc: "no offer was ever made under that id"},
		{Revert: mechanisms.Closed, Doc: "the offer was withdrawn"},
		{Revert: NoBallot, Doc: "the ballot is not there, or is decided"},
		{Revert: NoSeats, Doc: "an offer is for at least one seat, of a ballot of at most 64"},
		{Revert: TooMuch, Doc: "the escrow would be 2^63 base units or more, which there cannot be"},
		{Revert: OtherBallot, Doc: "that seat is of another ballot"},
		{Revert: NotDecided, Doc: "the ballot is not decided, or its votes are gone"},
		{Revert: OtherVote, Doc: "the seat did not vote for the target"},
		{Revert: NotLost, Doc: "the vote was not in vain"},
		{Revert: PaidAlready, Doc: "the seat was paid"},
		{Revert: NothingLeft, Doc: "all that the offer can pay was paid"},
		{Revert: NotBriber, Doc: "only who made the offer may withdraw it"},
		{Revert: TooEarly, Doc: "the ballot is still there: witnesses may claim"},
	}, token.Refusals...),
	Views: []mechanisms.View{mechanisms.NewView("offers", []string{"", "Offered"},
		func(s *State) uint64 { return s.offers.Next() }, (*State).Offer, func(o Offer) uint8 { return o.Status })},
	Metrics: []mechanisms.Metric[State]{
		count("offered", "offers made", func(c *counts) int64 { return c.offered }),
		count("withdrawn", "offers withdrawn", func(c *counts) int64 { return c.withdrawn }),
		count("claimed", "votes paid for", func(c *counts) int64 { return c.claimed }),
		{Name: "spent", Unit: "DPMN", Doc: "paid for votes", Read: func(s *State) int64 { return s.tally.Rows[0].spent }},
		{Name: "locked", Unit: "DPMN", Doc: "escrow of the offers that stand", Read: func(s *State) int64 { return s.tally.Rows[0].locked }},
	},
	Invariants: []mechanisms.Invariant[State]{
		{Name: "vault", Doc: "the contract holds at least the escrow of the offers that stand", Check: (*State).checkVault},
		{Name: "ends", Doc: "offers made = offers that stand + withdrawn", Check: (*State).checkEnds},
	},
	Theory:   Theory,
	Artefact: artefact,
})

func count(name, doc string, read func(*counts) int64) mechanisms.Metric[State] {
	return mechanisms.Metric[State]{Name: name, Doc: doc, Read: func(s *State) int64 { return read(&s.tally.Rows[0]) }}
}

func newState(b *mechanisms.Build, p Params) (*State, error) {
	money, err := mechanisms.Use[token.Money](b, "token")
	if err != nil {
		return nil, err
	}
	votes, err := mechanisms.Use[Votes](b, "vote")
	if err != nil {
		return nil, err
	}
	return &State{
		Bound: b.Bound(), Params: p, money: money, votes: votes, inVain: p.Condition == "lost",
		offers: sim.NewRows[Offer](b.World, b.Name+".offers"), tally: sim.NewColumn[counts](b.World, b.Name+".counts", 1),
	}, nil
}

// Offer is the row of id, zero when it never was or has ended.
func (s *State) Offer(id uint64) Offer {
	if o := s.offers.Row(id); o != nil {
		return *o
	}
	return Offer{}
}

func (s *State) checkVault() error {
	if held, locked := s.World.Ledger.Balance(s.Account), s.tally.Rows[0].locked; int64(held) < locked {
		return fmt.Errorf("holds %v, offers have %v in escrow", held, sim.Amount(locked))
	}
	return nil
}

func (s *State) checkEnds() error {
	c := &s.tally.Rows[0]
	if c.offered != int64(s.offers.Live())+c.withdrawn {
		return errors.New("an offer was lost or ended twice")
	}
	return nil
}
