package beacon

import (
	"encoding/binary"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Arguments of the actions.
type (
	CommitArgs struct {
		Round uint64   `like:"beacon.rounds" doc:"the round that takes secrets now, or the next when none does"`
		Seal  [32]byte `doc:"commitment to chain, contract, round, keeper and secret" sealed:""`
	}
	RevealArgs struct {
		ID     uint64   `row:"shares" doc:"the share"`
		Secret [32]byte `doc:"what was committed to"`
	}
	ShareArgs struct {
		ID uint64 `row:"shares" doc:"the share"`
	}
	RoundArgs struct {
		ID uint64 `row:"rounds" doc:"the round"`
	}
)

// The actions.
var (
	Commit = mechanisms.NewAct("commit", "A keeper commits to a secret and puts down a deposit.",
		" -> Committed, -> Open", (*State).commit)
	Reveal = mechanisms.NewAct("reveal", "It reveals the secret, once no more are committed, and gets the deposit back.",
		"Committed -> ended", (*State).reveal)
	Close = mechanisms.NewAct("close", "Anybody makes the word of a round final, once all are revealed or the time for it is over.",
		"Open -> Drawn", (*State).close)
	Sweep = mechanisms.NewAct("sweep", "Anybody burns the deposit of a secret that was not revealed in time.",
		"Committed -> ended", (*State).sweep)
)

// Fields of the events.
type (
	ShareEvent struct {
		ID     uint64    `indexed:"" row:"shares"`
		Keeper sim.Agent `indexed:"" notify:""`
		Round  uint64    `row:"rounds"`
	}
	WordEvent struct {
		ID   uint64 `indexed:"" row:"rounds"`
		Word uint64
	}
)

// The events.
var (
	CommittedEvent = mechanisms.NewEvent[ShareEvent]("Committed", "A secret was committed to.")
	RevealedEvent  = mechanisms.NewEvent[ShareEvent]("Revealed", "A secret was revealed.")
	DrawnEvent     = mechanisms.NewEvent[WordEvent]("Drawn", "The word of a round is final.")
	SweptEvent     = mechanisms.NewEvent[ShareEvent]("Swept", "A secret was not revealed in time; its deposit burned.")
)

// late says whether now is past deadline d.
func (s *State) late(now, d sim.Second) bool { return now > d || s.exclusive && now == d }

// Coming implements Source: the newest round while it takes secrets, else the one after it.
func (s *State) Coming(now sim.Second) uint32 {
	newest := s.rounds.Next() - 1
	if r := s.rounds.Row(newest); r != nil && !s.late(now, r.CommitUntil) {
		return uint32(newest)
	}
	return uint32(newest + 1)
}

// Word implements Source.
func (s *State) Word(round uint32) (uint64, bool) {
	r := s.rounds.Row(uint64(round))
	if r == nil || r.Status != Drawn {
		return 0, false
	}
	return r.Word, true
}

func (s *State) commit(c mechanisms.Call, a CommitArgs) error {
	if a.Round != uint64(s.Coming(c.Now)) {
		return WrongRound
	}
	if err := s.money.CanPull(s.Account, c.Who, s.Deposit); err != nil {
		return err
	}
	if a.Round == s.rounds.Next() {
		_, r := s.rounds.Open()
		r.CommitUntil, r.Status = c.Now+s.CommitWithin, Open
	}
	s.rounds.Row(a.Round).Shares++
	id, x := s.shares.Open()
	*x = Share{c.Who, a.Round, Committed, a.Seal}
	s.tally.Rows[0].committed++
	CommittedEvent.Emit(s.Bound, ShareEvent{id, c.Who, a.Round})
	s.money.Pull(s.Account, c.Who, s.Deposit)
	s.World.Ledger.Lock(c.Who, s.Deposit, c.Now)
	s.tally.Rows[0].locked += int64(s.Deposit)
	return nil
}

// share is the live row of id.
func (s *State) share(id uint64) (*Share, error) {
	if !s.shares.Issued(id) {
		return nil, mechanisms.Unknown
	}
	x := s.shares.Row(id)
	if x == nil || x.Status == 0 {
		return nil, mechanisms.Closed
	}
	return x, nil
}

func (s *State) reveal(c mechanisms.Call, a RevealArgs) error {
	x, err := s.share(a.ID)
	if err != nil {
		return err
	}
	r := s.rounds.Row(x.Round)
	switch {
	case c.Who != x.Keeper:
		return NotKeeper
	case !s.late(c.Now, r.CommitUntil):
		return TooEarly
	case r.Status == Drawn || s.late(c.Now, r.CommitUntil+s.RevealWithin):
		return TooLate
	case !s.Opens(x.Seal, mechanisms.Secret{ID: x.Round, Who: c.Who, Salt: a.Secret}):
		return WrongSecret
	}
	r.Word ^= binary.BigEndian.Uint64(a.Secret[:8])
	r.Revealed++
	share := *x
	s.shares.Close(a.ID)
	s.tally.Rows[0].revealed++
	RevealedEvent.Emit(s.Bound, ShareEvent{a.ID, share.Keeper, share.Round})
	s.unlock(share.Keeper, c.Now)
	s.money.Pay(s.Account, share.Keeper, s.Deposit)
	return nil
}

func (s *State) unlock(keeper sim.Agent, now sim.Second) {
	s.World.Ledger.Unlock(keeper, s.Deposit, now)
	s.tally.Rows[0].locked -= int64(s.Deposit)
}

func (s *State) close(c mechanisms.Call, a RoundArgs) error {
	if !s.rounds.Issued(a.ID) {
		return mechanisms.Unknown
	}
	r := s.rounds.Row(a.ID)
	switch {
	case r.Status == Drawn:
		return WrongState
	case !s.late(c.Now, r.CommitUntil):
		return TooEarly
	case r.Revealed < r.Shares && !s.late(c.Now, r.CommitUntil+s.RevealWithin):
		return TooEarly
	}
	r.Status = Drawn
	s.tally.Rows[0].drawn++
	DrawnEvent.Emit(s.Bound, WordEvent{a.ID, r.Word})
	return nil
}

func (s *State) sweep(c mechanisms.Call, a ShareArgs) error {
	x, err := s.share(a.ID)
	if err != nil {
		return err
	}
	if !s.late(c.Now, s.rounds.Row(x.Round).CommitUntil+s.RevealWithin) {
		return TooEarly
	}
	share := *x
	s.shares.Close(a.ID)
	s.tally.Rows[0].swept++
	SweptEvent.Emit(s.Bound, ShareEvent{a.ID, share.Keeper, share.Round})
	s.unlock(share.Keeper, c.Now)
	s.money.Destroy(s.Account, s.Deposit)
	s.tally.Rows[0].burned += int64(s.Deposit)
	return nil
}
