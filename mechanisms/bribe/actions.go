package bribe

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// Arguments of the actions.
type (
	OfferArgs struct {
		Ballot uint64     `like:"vote.ballots" doc:"the ballot whose witnesses are bribed"`
		Target bool       `doc:"the vote that is paid for"`
		Pay    sim.Amount `doc:"what each witness gets"`
		Seats  uint8      `doc:"how many it can pay"`
	}
	ClaimArgs struct {
		ID   uint64 `row:"offers" doc:"the offer"`
		Seat uint64 `like:"vote.seats" doc:"the seat that voted as it says"`
	}
	WithdrawArgs struct {
		ID uint64 `row:"offers" doc:"the offer"`
	}
)

// The actions.
var (
	Make = mechanisms.NewAct("offer", "A briber offers to pay witnesses of a ballot and puts the money in escrow.",
		" -> Offered", (*State).offer)
	Claim = mechanisms.NewAct("claim", "Anybody has a witness paid that voted as the offer says, once the ballot is decided.",
		"", (*State).claim)
	Withdraw = mechanisms.NewAct("withdraw", "The briber takes back what nobody claimed, once the ballot is gone.",
		"Offered -> ended", (*State).withdraw)
)

// Fields of the events.
type (
	OfferedFields struct {
		ID     uint64    `indexed:"" row:"offers"`
		Ballot uint64    `indexed:"" like:"vote.ballots"`
		Briber sim.Agent `indexed:"" notify:""`
		Target bool
		Pay    sim.Amount
		Seats  uint8
	}
	ClaimedFields struct {
		ID      uint64    `indexed:"" row:"offers"`
		Seat    uint64    `like:"vote.seats"`
		Witness sim.Agent `indexed:"" notify:""`
		Pay     sim.Amount
	}
	WithdrawnFields struct {
		ID     uint64    `indexed:"" row:"offers"`
		Briber sim.Agent `indexed:"" notify:""`
		Amount sim.Amount
	}
)

// The events.
var (
	OfferedEvent   = mechanisms.NewEvent[OfferedFields]("Offered", "Somebody offers to pay for votes.")
	ClaimedEvent   = mechanisms.NewEvent[ClaimedFields]("Claimed", "A vote was paid for.")
	WithdrawnEvent = mechanisms.NewEvent[WithdrawnFields]("Withdrawn", "The briber took back the rest.")
)

// undecided says whether votes of a ballot may still be cast or counted.
func undecided(status vote.Status) bool { return status >= vote.Waiting && status <= vote.Tied }

func (s *State) offer(c mechanisms.Call, a OfferArgs) error {
	b := s.votes.Ballot(a.Ballot)
	seats := s.votes.FirstSeat(2) - 1
	escrow, fits := sim.MulDivDown(a.Pay, sim.Amount(a.Seats), 1)
	switch {
	case !undecided(b.Status):
		return NoBallot
	case a.Seats == 0 || seats > 64:
		return NoSeats
	case !fits:
		return TooMuch
	}
	if err := s.money.CanPull(s.Account, c.Who, escrow); err != nil {
		return err
	}
	id, o := s.offers.Open()
	*o = Offer{Briber: c.Who, Ballot: a.Ballot, Status: Offered, Target: a.Target, Left: a.Seats, Pay: a.Pay}
	s.tally.Rows[0].offered++
	OfferedEvent.Emit(s.Bound, OfferedFields{id, a.Ballot, c.Who, a.Target, a.Pay, a.Seats})
	s.money.Pull(s.Account, c.Who, escrow)
	s.World.Ledger.Lock(c.Who, escrow, c.Now)
	s.tally.Rows[0].locked += int64(escrow)
	return nil
}

// find is the row of an offer that stands.
func (s *State) find(id uint64) (*Offer, error) {
	if !s.offers.Issued(id) {
		return nil, mechanisms.Unknown
	}
	o := s.offers.Row(id)
	if o == nil || o.Status == 0 {
		return nil, mechanisms.Closed
	}
	return o, nil
}

// owed is the offer that pays for a seat, or why it does not.
func (s *State) owed(id, seat uint64) (o *Offer, bit uint64, err error) {
	if o, err = s.find(id); err != nil {
		return nil, 0, err
	}
	if seat == 0 || s.votes.BallotOf(seat) != o.Ballot {
		return nil, 0, OtherBallot
	}
	status := s.votes.Ballot(o.Ballot).Status
	bit = uint64(1) << (seat - s.votes.FirstSeat(o.Ballot))
	wanted := vote.No
	if o.Target {
		wanted = vote.Yes
	}
	switch {
	case status != vote.Passed && status != vote.Failed:
		return nil, 0, NotDecided
	case s.votes.Seat(seat).Status != wanted:
		return nil, 0, OtherVote
	case s.inVain && (status == vote.Passed) == o.Target:
		return nil, 0, NotLost
	case o.Paid&bit != 0:
		return nil, 0, PaidAlready
	case o.Left == 0:
		return nil, 0, NothingLeft
	}
	return o, bit, nil
}

// Owes says whether a claim for a seat would be accepted.
func (s *State) Owes(id, seat uint64) bool {
	_, _, err := s.owed(id, seat)
	return err == nil
}

func (s *State) claim(c mechanisms.Call, a ClaimArgs) error {
	o, bit, err := s.owed(a.ID, a.Seat)
	if err != nil {
		return err
	}
	o.Paid |= bit
	o.Left--
	t := &s.tally.Rows[0]
	t.claimed++
	t.spent += int64(o.Pay)
	t.locked -= int64(o.Pay)
	s.World.Ledger.Unlock(o.Briber, o.Pay, c.Now)
	witness := s.votes.Seat(a.Seat).Witness
	ClaimedEvent.Emit(s.Bound, ClaimedFields{a.ID, a.Seat, witness, o.Pay})
	s.money.Pay(s.Account, witness, o.Pay)
	return nil
}

func (s *State) withdraw(c mechanisms.Call, a WithdrawArgs) error {
	o, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case c.Who != o.Briber:
		return NotBriber
	case s.votes.Ballot(o.Ballot).Status != 0:
		return TooEarly
	}
	rest := o.Pay * sim.Amount(o.Left)
	s.offers.Close(a.ID)
	t := &s.tally.Rows[0]
	t.withdrawn++
	t.locked -= int64(rest)
	s.World.Ledger.Unlock(c.Who, rest, c.Now)
	WithdrawnEvent.Emit(s.Bound, WithdrawnFields{a.ID, c.Who, rest})
	s.money.Pay(s.Account, c.Who, rest)
	return nil
}
