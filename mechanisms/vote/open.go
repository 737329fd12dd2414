package vote

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Names are the witnesses of a panel.
type Names struct {
	Count uint8
	Items [MaxNamed]sim.Agent
}

// List is the witnesses as a slice of the array.
func (n *Names) List() []sim.Agent { return n.Items[:n.Count] }

// OpenArgs ask a panel for a decision.
type OpenArgs struct {
	Payer     sim.Agent  `doc:"who gets what is left of the rewards; may not sit on the panel"`
	Other     sim.Agent  `doc:"the other party, who may not sit on it either; nobody if there is none"`
	Witnesses Names      `doc:"the panel; empty when it is drawn by lot"`
	Deadline  sim.Second `doc:"last second of the vote"`
	Begin     bool       `doc:"whether the vote begins now, or when the asker says so"`
	Ref       uint64     `doc:"the asker's own reference, told with the decision"`
}

// BallotArgs name a ballot.
type BallotArgs struct {
	ID uint64 `row:"ballots" doc:"the ballot"`
}

// The actions that begin a ballot.
var (
	Open = mechanisms.NewAct("open", "Asks a panel for a decision and puts up its rewards.",
		" -> Waiting, -> Voting, -> Drawing, -> Seated, -> Vacant", (*State).open)
	Begin = mechanisms.NewAct("begin", "The asker begins a ballot that waits.",
		"Waiting -> Voting, Waiting -> Drawing", (*State).begin)
	Cancel = mechanisms.NewAct("cancel", "The asker gives up a ballot that waits and gets the rewards back.",
		"Waiting -> ended, Seated -> ended, Vacant -> ended", (*State).cancel)
)

// Fields of the events.
type (
	OpenedFields struct {
		Ballot uint64    `indexed:"" row:"ballots"`
		Asker  sim.Agent `indexed:"" notify:""`
		Payer  sim.Agent `indexed:""`
		Ref    uint64
	}
	SeatEvent struct {
		Ballot  uint64    `indexed:"" row:"ballots"`
		Seat    uint64    `row:"seats"`
		Witness sim.Agent `indexed:"" notify:""`
	}
	BallotEvent struct {
		Ballot uint64    `indexed:"" row:"ballots"`
		Asker  sim.Agent `indexed:"" notify:""`
		Ref    uint64
	}
)

// The events of a ballot that begins.
var (
	OpenedEvent    = mechanisms.NewEvent[OpenedFields]("Opened", "A panel was asked for a decision.")
	CalledEvent    = mechanisms.NewEvent[SeatEvent]("Called", "A witness may vote now.")
	CancelledEvent = mechanisms.NewEvent[BallotEvent]("Cancelled", "A ballot that had not begun was given up.")
)

// Panel is how another mechanism has a question decided: it asks, and is told by Decide (see Asker).
type Panel interface {
	// Cost is what Ask takes from the asker's account: the rewards of all seats.
	Cost() sim.Amount
	// NextBallot is the id that the next ballot gets.
	NextBallot() uint64
	// CanAsk says why Ask would be refused, or nil, money aside; call it before the first write.
	CanAsk(asker sim.Agent, a *OpenArgs, now sim.Second) error
	// Ask opens a ballot. CanAsk must have agreed, and asker's account hold the cost and allow it to be taken.
	Ask(asker sim.Agent, a *OpenArgs, now sim.Second)
	// CanBegin says why Begin would be refused.
	CanBegin(asker sim.Agent, ballot uint64, now sim.Second) error
	// Begin begins a ballot that waits; GiveUp cancels it.
	Begin(ballot uint64, now sim.Second)
	GiveUp(ballot uint64, now sim.Second)
}

// Asker is a mechanism that asks: Decide tells it the decision on what it called ref. by is the account of the voting
// contract. It must not refuse.
type Asker interface {
	Decided(by sim.Agent, ref uint64, success bool, now sim.Second)
}

var _ Panel = (*State)(nil)

// late says whether now is past deadline d.
func (s *State) late(now, d sim.Second) bool { return now > d || s.exclusive && now == d }

// castUntil is the last second in which a vote of a ballot with that deadline can be cast, or sealed.
func (s *State) castUntil(deadline sim.Second) sim.Second {
	if s.sealed {
		return deadline - s.RevealWithin
	}
	return deadline
}

// Cost implements Panel.
func (s *State) Cost() sim.Amount { return s.Reward * sim.Amount(s.n) }

// NextBallot implements Panel.
func (s *State) NextBallot() uint64 { return s.ballots.Next() }

// CanAsk implements Panel.
func (s *State) CanAsk(asker sim.Agent, a *OpenArgs, now sim.Second) error {
	switch {
	case a.Payer == sim.Nobody, a.Payer == s.Account:
		return NoPayer
	case a.Deadline > now+MaxTerm:
		return TooLong
	case s.late(now, s.castUntil(a.Deadline)):
		return TooLate
	case s.lot && a.Witnesses.Count != 0, !s.lot && uint64(a.Witnesses.Count) != s.n:
		return WrongPanel
	}
	for i, w := range a.Witnesses.List() {
		switch w {
		case sim.Nobody:
			return NoWitness
		case asker, a.Payer, a.Other:
			return PartyWitness
		}
		for _, before := range a.Witnesses.Items[:i] {
			if before == w {
				return TwiceWitness
			}
		}
	}
	return nil
}

func (s *State) open(c mechanisms.Call, a OpenArgs) error {
	if err := s.CanAsk(c.Who, &a, c.Now); err != nil {
		return err
	}
	if err := s.money.CanPull(s.Account, c.Who, s.Cost()); err != nil {
		return err
	}
	s.Ask(c.Who, &a, c.Now)
	return nil
}

// Ask implements Panel.
func (s *State) Ask(asker sim.Agent, a *OpenArgs, now sim.Second) {
	id, r := s.ballots.Open()
	r.asker, r.payer, r.ref = asker, a.Payer, a.Ref
	r.set(Waiting, a.Deadline)
	if s.lot {
		r.other = a.Other
	}
	s.seat(a.Witnesses.List())
	s.tally.Rows[0].opened++
	OpenedEvent.Emit(s.Bound, OpenedFields{id, asker, a.Payer, a.Ref})
	if a.Begin {
		s.start(id, r, now)
	}
	cost := s.Cost()
	s.money.Pull(s.Account, asker, cost)
	s.lock(s.backer(asker, a.Payer), cost, now)
}

// backer is whose capital the rewards of a ballot are while they are locked: the asker's, or, if that is another
// contract, the payer's, for whom it asks.
func (s *State) backer(asker, payer sim.Agent) sim.Agent {
	if s.House.Owner(asker) != nil {
		return payer
	}
	return asker
}

// seat opens the n seats of the newest ballot: of witnesses, or vacant.
func (s *State) seat(witnesses []sim.Agent) {
	for i := range int(s.n) {
		_, x := s.chairs.Open()
		x.become(Vacant)
		if i < len(witnesses) {
			x.witness = witnesses[i]
			x.become(Seated)
		}
		if s.sealed {
			s.seals.Open()
		}
	}
}

// start begins the vote, or waits for the lot.
func (s *State) start(id uint64, r *row, now sim.Second) {
	if s.lot {
		r.become(Drawing)
		r.round, r.pool = s.beacon.Coming(now), uint32(s.places.Next()-1)
		return
	}
	r.become(Voting)
	s.call(id)
}

// call tells the witnesses of a ballot that they may vote.
func (s *State) call(id uint64) {
	first := s.FirstSeat(id)
	for seat := first; seat < first+s.n; seat++ {
		CalledEvent.Emit(s.Bound, SeatEvent{id, seat, s.chairs.Row(seat).witness})
	}
}

// FirstSeat is the first of the n seats of a ballot.
func (s *State) FirstSeat(ballot uint64) uint64 { return (ballot-1)*s.n + 1 }

// BallotOf is the ballot of a seat.
func (s *State) BallotOf(seat uint64) uint64 { return (seat-1)/s.n + 1 }

// ballot is the live row of id.
func (s *State) ballot(id uint64) (*row, error) {
	if !s.ballots.Issued(id) {
		return nil, mechanisms.Unknown
	}
	r := s.ballots.Row(id)
	if r == nil || r.deadline == 0 {
		return nil, mechanisms.Closed
	}
	return r, nil
}

// waiting is the row of a ballot that its asker may begin or cancel.
func (s *State) waiting(asker sim.Agent, id uint64) (*row, error) {
	r, err := s.ballot(id)
	switch {
	case err != nil:
		return nil, err
	case r.status() != Waiting:
		return nil, WrongState
	case asker != r.asker:
		return nil, NotAsker
	}
	return r, nil
}

// CanBegin implements Panel.
func (s *State) CanBegin(asker sim.Agent, ballot uint64, now sim.Second) error {
	r, err := s.waiting(asker, ballot)
	if err == nil && s.late(now, s.castUntil(r.until())) {
		err = TooLate
	}
	return err
}

func (s *State) begin(c mechanisms.Call, a BallotArgs) error {
	if err := s.CanBegin(c.Who, a.ID, c.Now); err != nil {
		return err
	}
	s.Begin(a.ID, c.Now)
	return nil
}

// Begin implements Panel.
func (s *State) Begin(ballot uint64, now sim.Second) { s.start(ballot, s.ballots.Row(ballot), now) }

func (s *State) cancel(c mechanisms.Call, a BallotArgs) error {
	if _, err := s.waiting(c.Who, a.ID); err != nil {
		return err
	}
	s.GiveUp(a.ID, c.Now)
	return nil
}

// GiveUp implements Panel.
func (s *State) GiveUp(ballot uint64, now sim.Second) {
	r := *s.ballots.Row(ballot)
	s.delete(ballot)
	s.tally.Rows[0].cancelled++
	CancelledEvent.Emit(s.Bound, BallotEvent{ballot, r.asker, r.ref})
	s.release(s.backer(r.asker, r.payer), s.Cost(), now)
	s.money.Pay(s.Account, r.asker, s.Cost())
}

// delete ends the rows of a ballot and of its seats.
func (s *State) delete(ballot uint64) {
	s.ballots.Close(ballot)
	first := s.FirstSeat(ballot)
	for seat := first; seat < first+s.n; seat++ {
		s.chairs.Close(seat)
		if s.sealed {
			s.seals.Close(seat)
		}
	}
}

// lock and release note whose money the contract holds.
func (s *State) lock(who sim.Agent, x sim.Amount, now sim.Second) {
	s.World.Ledger.Lock(who, x, now)
	s.tally.Rows[0].locked += int64(x)
}

func (s *State) release(who sim.Agent, x sim.Amount, now sim.Second) {
	s.World.Ledger.Unlock(who, x, now)
	s.tally.Rows[0].locked -= int64(x)
}
