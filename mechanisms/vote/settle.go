package vote

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// The actions that end a ballot.
var (
	Settle = mechanisms.NewAct("settle", "Anybody has the votes counted, once all are cast or the deadline has passed: "+
		"the asker is told and everybody is paid. A tie may wait for the coin of the beacon.",
		"Voting -> ended, Voting -> Passed, Voting -> Failed, Voting -> Tied, Tied -> ended, Tied -> Passed, Tied -> Failed, "+
			"Drawing -> ended, Drawing -> Failed, Seated -> ended, Vacant -> ended, Committed -> ended, Yes -> ended, No -> ended, "+
			"Member -> Free", (*State).settle)
	Clear = mechanisms.NewAct("clear", "Anybody deletes a decided ballot that was kept long enough.",
		"Passed -> ended, Failed -> ended, Seated -> ended, Vacant -> ended, Committed -> ended, Yes -> ended, No -> ended",
		(*State).clear)
)

// Fields of the events.
type (
	SettledFields struct {
		Ballot  uint64    `indexed:"" row:"ballots"`
		Asker   sim.Agent `indexed:"" notify:""`
		Ref     uint64
		Success bool
		Voted   uint8
		Yes     uint8
	}
	PaidFields struct {
		Ballot  uint64    `indexed:"" row:"ballots"`
		Seat    uint64    `row:"seats"`
		Witness sim.Agent `indexed:"" notify:""`
		Amount  sim.Amount
		Success bool
	}
	TiedFields struct {
		Ballot uint64    `indexed:"" row:"ballots"`
		Asker  sim.Agent `indexed:"" notify:""`
		Round  uint32
	}
)

// The events of a ballot that ends.
var (
	TiedEvent    = mechanisms.NewEvent[TiedFields]("Tied", "The votes are tied and wait for a round of the beacon.")
	SettledEvent = mechanisms.NewEvent[SettledFields]("Settled", "The panel has decided.")
	PaidEvent    = mechanisms.NewEvent[PaidFields]("Paid", "A seat was paid: the bond, unless it is lost, and what it earned.")
	ClearedEvent = mechanisms.NewEvent[BallotEvent]("Cleared", "A decided ballot was deleted.")
)

// result is what the votes of a ballot come to.
type result struct {
	success bool
	tie     bool
}

func (s *State) settle(c mechanisms.Call, a BallotArgs) error {
	r, err := s.ballot(a.ID)
	if err != nil {
		return err
	}
	switch r.status() {
	case Voting:
		if uint64(r.voted) < s.n && !s.late(c.Now, r.until()) {
			return TooEarly
		}
		found := s.majority(r)
		if found.tie && s.coin {
			s.wait(a.ID, r, c.Now)
			return nil
		}
		s.decide(a.ID, r, found, c.Now)
	case Tied:
		up, known := s.toss(a.ID, r.round)
		if !known && !s.late(c.Now, r.until()) {
			return TooEarly
		}
		s.decide(a.ID, r, result{up, true}, c.Now) // up is false while the coin is not known
	case Drawing:
		if !s.late(c.Now, s.castUntil(r.until())) {
			return TooEarly
		}
		s.decide(a.ID, r, result{}, c.Now)
	default:
		return WrongState
	}
	return nil
}

// majority is the decision by the votes alone: success needs more than half of all, or of those who voted.
func (s *State) majority(r *row) result {
	all := uint64(r.voted)
	if !s.absentIgnored {
		all = s.n
	}
	twice := 2 * uint64(r.yes)
	return result{success: twice > all, tie: twice == all && all > 0}
}

// wait makes a tie wait for the next round of the beacon.
func (s *State) wait(id uint64, r *row, now sim.Second) {
	r.round = s.beacon.Coming(now)
	r.set(Tied, now+s.CoinWithin)
	TiedEvent.Emit(s.Bound, TiedFields{id, r.asker, r.round})
}

// toss is the coin for a ballot; known is false until its round is drawn.
func (s *State) toss(id uint64, round uint32) (up, known bool) {
	word, known := s.beacon.Word(round)
	return known && spread(word, id)&1 == 1, known
}

// spread makes words of one word that nobody could know: for ballots and draws. Nobody can choose its argument, so it
// needs no cryptographic hash.
func spread(word, n uint64) uint64 { return sim.Mix(word ^ sim.Mix(n)) }

// decide ends the vote: who gets what is worked out, everybody is paid, and the asker told last.
func (s *State) decide(id uint64, r *row, found result, now sim.Second) {
	b := *r
	var p payout
	s.work(&p, id, found)
	c := &s.tally.Rows[0]
	c.settled++
	if found.success {
		c.passed++
	}
	SettledEvent.Emit(s.Bound, SettledFields{id, b.asker, b.ref, found.success, b.voted, b.yes})
	s.pay(&p, id, &b, now)
	s.retire(id, r, found.success, now)
	if owner := s.House.Owner(b.asker); owner != nil {
		owner.State().(Asker).Decided(s.Account, b.ref, found.success, now) // who is no Asker asks nothing
	}
}

// retire deletes the ballot, or keeps it readable.
func (s *State) retire(id uint64, r *row, success bool, now sim.Second) {
	if s.Keep == 0 {
		s.delete(id)
		return
	}
	status := Failed
	if success {
		status = Passed
	}
	r.set(status, now+s.Keep)
}

func (s *State) clear(c mechanisms.Call, a BallotArgs) error {
	r, err := s.ballot(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Passed && r.status() != Failed:
		return WrongState
	case !s.late(c.Now, r.until()):
		return TooEarly
	}
	b := *r
	s.delete(a.ID)
	s.tally.Rows[0].cleared++
	ClearedEvent.Emit(s.Bound, BallotEvent{a.ID, b.asker, b.ref})
	return nil
}
