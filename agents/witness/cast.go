package witness

import (
	"encoding/binary"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// margin is how long before the last second it looks once more for what was not delivered earlier; blocks may want more.
const margin = 60

// votesNow casts or seals its vote.
func (d *desk) votesNow(who sim.Agent, seat uint64) {
	if c, ok := d.question(who, seat); ok {
		d.answers(c)
	}
}

// answers casts or seals the vote on a question.
func (d *desk) answers(c *call) {
	s, who, seat := d.votes.State, c.who, c.seat
	if c.deal.Goods == agents.Nothing && d.waits(c, s.CastUntil(c.ballot)) {
		return
	}
	if !d.attends(c) {
		return
	}
	success := d.says(c)
	d.note(c, success)
	if d.cast != nil {
		d.cast(c, success)
	}
	if s.Ballots == "sealed" {
		vote.Commit.Send(d.votes, who, vote.CommitArgs{Seat: seat, Seal: s.SealOf(seat, who, success, d.salt(c))})
		d.show.At(s.CastUntil(c.ballot).Over(), who, seat<<1|bit(success))
		return
	}
	last, ballot := d.last(c), c.ballot
	vote.Vote.Send(d.votes, who, vote.VoteArgs{Seat: seat, Success: success})
	if last { // it wants its reward
		vote.Settle.Send(d.votes, who, vote.BallotArgs{ID: ballot})
	}
}

// last says whether its vote is the last one of a ballot. In blocks it cannot know before it hears of its vote.
func (d *desk) last(c *call) bool { return !d.InBlocks() && d.votes.State.Missing(c.ballot) == 1 }

// voted hears, in blocks, that its vote counts: the first of those whose votes were the last has them counted.
func (d *desk) voted(who sim.Agent, e *vote.VotedFields) {
	if d.tabled {
		return
	}
	if c, ok := d.question(who, e.Seat); ok && d.votes.State.Missing(e.Ballot) == 0 && !d.asked.Side(c.ref).Counted {
		d.asked.Side(c.ref).Counted = true
		vote.Settle.Send(d.votes, who, vote.BallotArgs{ID: e.Ballot})
	}
}

// waits looks once more before the deadline when nothing was delivered yet; false when it is time to decide.
func (d *desk) waits(c *call, last sim.Second) bool {
	again := last - max(margin, d.Lead())
	if d.World.Second() >= again {
		return false
	}
	d.act.At(again.Start(), c.who, c.seat)
	return true
}

// reveals shows a sealed vote.
func (d *desk) reveals(who sim.Agent, argument uint64) {
	c, ok := d.question(who, argument>>1)
	if !ok {
		return
	}
	if d.InBlocks() && d.votes.State.Seat(c.seat).Status != vote.Committed {
		return // its vote was refused, or comes too late
	}
	last, ballot := d.last(c), c.ballot
	vote.Reveal.Send(d.votes, who, vote.RevealArgs{Seat: c.seat, Success: argument&1 == 1, Salt: d.salt(c)})
	if last {
		vote.Settle.Send(d.votes, who, vote.BallotArgs{ID: ballot})
	}
}

// salt is the luck that hides a sealed vote: the same whenever it is asked.
func (d *desk) salt(c *call) (salt [32]byte) {
	r := d.Rand(streamSalt, c.who, c.seat)
	binary.LittleEndian.PutUint64(salt[:], r.Uint64())
	binary.LittleEndian.PutUint64(salt[8:], r.Uint64())
	return salt
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// named is told that it may decide a deal.
func (d *desk) named(who sim.Agent, e *deal.NamedFields) {
	chain := d.deals.State.Deal(e.ID)
	c := d.alone(who, e.ID, chain)
	if c.deal == nil {
		return
	}
	d.begins(c)
	if d.tabled {
		return
	}
	if e.Second { // its time begins with the deadline
		d.act.At(chain.Deadline.Over(), who, e.ID)
		return
	}
	d.later(c)
}

// alone is the question of a deal that it decides by itself, valid until the next one.
func (d *desk) alone(who sim.Agent, id uint64, chain deal.Deal) *call {
	d.asking = call{who: who, seat: id, market: d.asked, ref: chain.Ref, deal: d.asked.Deal(chain.Ref)}
	return &d.asking
}

// decidesNow decides a deal.
func (d *desk) decidesNow(who sim.Agent, id uint64) {
	chain := d.deals.State.Deal(id)
	c := d.alone(who, id, chain)
	if chain.Status != deal.Locked || c.deal == nil {
		return
	}
	if c.deal.Goods == agents.Nothing && d.waits(c, d.deals.State.LastSecond(chain, who)) {
		return
	}
	if !d.attends(c) {
		return
	}
	success := d.says(c)
	d.note(c, success)
	if d.cast != nil {
		d.cast(c, success)
	}
	deal.Decide.Send(d.deals, who, deal.DecideArgs{ID: id, Success: success})
}
