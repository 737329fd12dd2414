package witness

import (
	"errors"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

var errNoPanel = errors.New("it learns from what votes are paid, but there is no vote among the mechanisms")

// UnrulyParams of the unruly witness.
type UnrulyParams struct{ CommonParams }

// Unruly sends what must be refused.
var Unruly = agents.Register(agents.Strategy[UnrulyParams]{
	Role: "witness", Name: "unruly", Source: "3.2.4: what the contracts must refuse; attack",
	Doc: "Examines and votes, but also sends what has to be refused, one thing at each of its seats: a second vote, a vote " +
		"on another's seat, a vote after the deadline or the count, a count that is not due, a reveal of nothing, or " +
		"another's sealed vote as its own.",
	Params:  UnrulyParams{common},
	Metrics: metrics,
	New: func(b *agents.Build, p UnrulyParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		u := &unruly{desk: d}
		d.says = d.signal
		d.cast = u.misbehaves
		u.late = b.Timer(u.tooLate)
		return nil
	},
})

// unruly is a witness that tries what it may not.
type unruly struct {
	*desk
	late agents.Timer
}

// misbehaves tries something before its own vote.
func (u *unruly) misbehaves(c *call, success bool) {
	if u.votes == nil {
		deal.Decide.Send(u.deals, c.who, deal.DecideArgs{ID: c.seat + 1, Success: success}) // another's, or none yet
		u.late.After(sim.Second(1).Start(), c.who, c.seat)
		return
	}
	s := u.votes.State
	switch other := s.FirstSeat(c.ballot) + (c.place+1)%uint64(s.Seats); c.seat % 5 {
	case 0:
		vote.Vote.Send(u.votes, c.who, vote.VoteArgs{Seat: other, Success: success})
	case 1:
		vote.Settle.Send(u.votes, c.who, vote.BallotArgs{ID: c.ballot})
	case 2:
		vote.Reveal.Send(u.votes, c.who, vote.RevealArgs{Seat: c.seat, Success: success})
	case 3:
		vote.Commit.Send(u.votes, c.who, vote.CommitArgs{Seat: c.seat, Seal: s.Seat(other).Seal})
		vote.Reveal.Send(u.votes, c.who, vote.RevealArgs{Seat: c.seat, Success: success})
	}
	u.late.After(sim.Second(1).Start(), c.who, c.seat)
	u.late.At(s.Ballot(c.ballot).Deadline.Over(), c.who, c.seat)
}

// tooLate votes once more.
func (u *unruly) tooLate(who sim.Agent, seat uint64) {
	if u.votes == nil {
		deal.Decide.Send(u.deals, who, deal.DecideArgs{ID: seat})
		return
	}
	if u.votes.State.Ballots == "sealed" {
		vote.Reveal.Send(u.votes, who, vote.RevealArgs{Seat: seat})
		return
	}
	vote.Vote.Send(u.votes, who, vote.VoteArgs{Seat: seat})
}
