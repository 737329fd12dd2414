package vote

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Attention is how often who tends a ballot looks after one that waits for the beacon.
const Attention = 10 * sim.Minute

// sentFor is the bit of Tend's argument from which on it keeps the status that it has sent settle or clear for.
const sentFor = 44

// Tend sends what a ballot is due for, on behalf of who wants it decided: it has the panel drawn, the votes counted that
// nobody else had counted, and the ballot cleared away when it was kept long enough. It is first called with the ballot.
// next is when to look again, and with which argument; more is false when the ballot is gone.
//
// In blocks what it sent may wait for long. It looks again after at least as long as the ballot is overdue, but sends the
// same again only where a full pool may have dropped it.
func Tend(m *mechanisms.Instance[State], who sim.Agent, argument uint64) (next sim.Time, again uint64, more bool) {
	ballot, sent := argument&(1<<sentFor-1), Status(argument>>sentFor)
	s, args := m.State, BallotArgs{ID: ballot}
	b, now, blocks := s.Ballot(ballot), m.World.Second(), m.House.Blocks()
	wait := Attention
	if blocks != nil {
		wait = max(wait, now-b.Deadline)
	}
	next, again = m.World.Now().After(wait.Start()), ballot
	due := blocks == nil || blocks.Pool > 0 || sent != b.Status
	switch {
	case b.Status == 0:
		return 0, 0, false
	case b.Status == Passed || b.Status == Failed:
		if now <= b.Deadline {
			return b.Deadline.Over(), ballot, true
		}
		if due {
			Clear.Send(m, who, args)
		}
		return next, ballot | uint64(b.Status)<<sentFor, blocks != nil
	case b.Status == Drawing && s.drawable(b):
		Draw.Send(m, who, args)
	case s.countable(b, ballot, now):
		if due {
			Settle.Send(m, who, args)
		}
		again |= uint64(b.Status) << sentFor
		b = s.Ballot(ballot)
	}
	if b.Status == Voting {
		next = max(next, b.Deadline.Over())
	}
	return next, again, b.Status != 0
}

// FirstLook is when to tend a ballot first.
func FirstLook(m *mechanisms.Instance[State], ballot uint64) sim.Time {
	if m.State.lot {
		return m.World.Now().After(Attention.Start())
	}
	return m.State.Ballot(ballot).Deadline.Over()
}

// Asks is what a ballot under way calls itself to its asker; voting is false when votes are not, or no more, cast.
func (s *State) Asks(ballot uint64) (ref uint64, voting bool) {
	r := s.ballots.Row(ballot)
	if r == nil || r.status() != Voting {
		return 0, false
	}
	return r.ref, true
}

// Missing is the number of votes that a ballot under way still lacks.
func (s *State) Missing(ballot uint64) uint64 {
	if r := s.ballots.Row(ballot); r != nil {
		return s.n - uint64(r.voted)
	}
	return 0
}

// drawable says whether the panel of a ballot that waits for the lot can be drawn.
func (s *State) drawable(b Ballot) bool {
	_, known := s.beacon.Word(b.Round)
	return known && !s.late(s.World.Second(), s.castUntil(b.Deadline))
}

// countable says whether settle would be accepted.
func (s *State) countable(b Ballot, id uint64, now sim.Second) bool {
	switch b.Status {
	case Voting:
		return uint64(b.Voted) == s.n || s.late(now, b.Deadline)
	case Tied:
		_, known := s.toss(id, b.Round)
		return known || s.late(now, b.Deadline)
	case Drawing:
		return s.late(now, s.castUntil(b.Deadline))
	}
	return false
}
