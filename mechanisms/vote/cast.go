package vote

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Arguments of the actions of witnesses.
type (
	VoteArgs struct {
		Seat    uint64 `row:"seats" doc:"the witness's seat"`
		Success bool   `doc:"its vote"`
	}
	CommitArgs struct {
		Seat uint64   `row:"seats" doc:"the witness's seat"`
		Seal [32]byte `doc:"commitment to chain, contract, seat, witness, vote and salt" sealed:""`
	}
	RevealArgs struct {
		Seat    uint64   `row:"seats" doc:"the witness's seat"`
		Success bool     `doc:"the vote committed to"`
		Salt    [32]byte `doc:"the salt committed to"`
	}
)

// The actions of witnesses.
var (
	Vote = mechanisms.NewAct("vote", "A witness votes, openly, and escrows its bond.",
		"Seated -> Yes, Seated -> No", (*State).vote)
	Commit = mechanisms.NewAct("commit", "A witness seals its vote and escrows its bond.",
		"Seated -> Committed", (*State).commit)
	Reveal = mechanisms.NewAct("reveal", "A witness reveals its sealed vote, once no more are sealed.",
		"Committed -> Yes, Committed -> No", (*State).reveal)
)

// VotedFields of the event.
type VotedFields struct {
	Ballot  uint64    `indexed:"" row:"ballots"`
	Seat    uint64    `row:"seats"`
	Witness sim.Agent `indexed:"" notify:""`
	Success bool
}

// The events of votes.
var (
	VotedEvent     = mechanisms.NewEvent[VotedFields]("Voted", "A vote counts: it was cast openly, or revealed.")
	CommittedEvent = mechanisms.NewEvent[SeatEvent]("Committed", "A vote was sealed.")
)

// sitting is the seat and the ballot of a witness who acts on it.
func (s *State) sitting(who sim.Agent, seat uint64, sealed bool) (x *chair, ballot uint64, r *row, err error) {
	if !s.chairs.Issued(seat) {
		return nil, 0, nil, mechanisms.Unknown
	}
	x = s.chairs.Row(seat)
	if x == nil || x.status() == 0 {
		return nil, 0, nil, mechanisms.Closed
	}
	ballot = s.BallotOf(seat)
	r = s.ballots.Row(ballot)
	switch {
	case sealed != s.sealed:
		return nil, 0, nil, WrongWay
	case r.status() != Voting:
		return nil, 0, nil, WrongState
	case who != x.witness:
		return nil, 0, nil, NotWitness
	}
	return x, ballot, r, nil
}

func (s *State) vote(c mechanisms.Call, a VoteArgs) error {
	x, ballot, r, err := s.sitting(c.Who, a.Seat, false)
	switch {
	case err != nil:
		return err
	case x.status() != Seated:
		return VotedAlready
	case s.late(c.Now, r.until()):
		return TooLate
	}
	if err := s.money.CanPull(s.Account, c.Who, s.Bond); err != nil {
		return err
	}
	s.count(x, r, a.Success)
	VotedEvent.Emit(s.Bound, VotedFields{ballot, a.Seat, c.Who, a.Success})
	s.escrow(c)
	return nil
}

// count adds a vote.
func (s *State) count(x *chair, r *row, success bool) {
	x.become(No)
	r.voted++
	if success {
		x.become(Yes)
		r.yes++
	}
	s.tally.Rows[0].votes++
}

// escrow takes the bond of a witness.
func (s *State) escrow(c mechanisms.Call) {
	s.money.Pull(s.Account, c.Who, s.Bond)
	s.lock(c.Who, s.Bond, c.Now)
}

func (s *State) commit(c mechanisms.Call, a CommitArgs) error {
	x, ballot, r, err := s.sitting(c.Who, a.Seat, true)
	switch {
	case err != nil:
		return err
	case x.status() != Seated:
		return VotedAlready
	case s.late(c.Now, s.castUntil(r.until())):
		return TooLate
	}
	if err := s.money.CanPull(s.Account, c.Who, s.Bond); err != nil {
		return err
	}
	x.become(Committed)
	r.seal++
	*s.seals.Row(a.Seat) = a.Seal
	CommittedEvent.Emit(s.Bound, SeatEvent{ballot, a.Seat, c.Who})
	s.escrow(c)
	return nil
}

func (s *State) reveal(c mechanisms.Call, a RevealArgs) error {
	x, ballot, r, err := s.sitting(c.Who, a.Seat, true)
	switch {
	case err != nil:
		return err
	case x.status() == Seated:
		return NotCommitted
	case x.status() != Committed:
		return VotedAlready
	case uint64(r.seal) < s.n && !s.late(c.Now, s.castUntil(r.until())):
		return TooEarly
	case s.late(c.Now, r.until()):
		return TooLate
	case !s.Opens(*s.seals.Row(a.Seat), secret(a.Seat, c.Who, a.Success, a.Salt)):
		return WrongSecret
	}
	s.count(x, r, a.Success)
	VotedEvent.Emit(s.Bound, VotedFields{ballot, a.Seat, c.Who, a.Success})
	return nil
}

func secret(seat uint64, who sim.Agent, success bool, salt [32]byte) mechanisms.Secret {
	x := mechanisms.Secret{ID: seat, Who: who, Salt: salt}
	if success {
		x.Value = 1
	}
	return x
}

// SealOf is the commitment of a witness to its vote: what it sends with commit.
func (s *State) SealOf(seat uint64, who sim.Agent, success bool, salt [32]byte) [32]byte {
	return s.Seal(secret(seat, who, success, salt))
}
