package vote

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// counts of an instance.
type counts struct {
	opened, cancelled, settled, passed, cleared int64
	votes, outliers                             int64
	joined, resigned, struck                    int64
	lost, burned, locked                        int64
}

// Refusals.
const (
	NoPayer      mechanisms.Revert = "NoPayer"
	TooLong      mechanisms.Revert = "TooLong"
	WrongPanel   mechanisms.Revert = "WrongPanel"
	NoWitness    mechanisms.Revert = "NoWitness"
	PartyWitness mechanisms.Revert = "PartyWitness"
	TwiceWitness mechanisms.Revert = "TwiceWitness"
	NotAsker     mechanisms.Revert = "NotAsker"
	NotWitness   mechanisms.Revert = "NotWitness"
	WrongWay     mechanisms.Revert = "WrongWay"
	WrongState   mechanisms.Revert = "WrongState"
	VotedAlready mechanisms.Revert = "VotedAlready"
	NotCommitted mechanisms.Revert = "NotCommitted"
	NoPlace      mechanisms.Revert = "NoPlace"
	PlaceTaken   mechanisms.Revert = "PlaceTaken"
	WrongSecret  mechanisms.Revert = "WrongSecret"
	PoolTooSmall mechanisms.Revert = "PoolTooSmall"
	StillSeated  mechanisms.Revert = "StillSeated"
	TooEarly     mechanisms.Revert = "TooEarly"
	TooLate      mechanisms.Revert = "TooLate"
)

// Refusals documents what Ask and Begin may refuse: a mechanism that asks declares these beside its own.
var Refusals = []mechanisms.Refusal{
	{Revert: TooLong, Doc: "the deadline is more than ten years away"},
	{Revert: WrongPanel, Doc: "the panel has not as many witnesses as it has seats, or is named though it is drawn by lot"},
	{Revert: NoWitness, Doc: "nobody cannot be a witness"},
	{Revert: PartyWitness, Doc: "a party cannot be a witness"},
	{Revert: TwiceWitness, Doc: "a witness is named twice"},
}

// Mechanism is the registered vote.
var Mechanism = mechanisms.Register(mechanisms.Spec[Params, State]{
	Name:     "vote",
	Doc:      "A panel of witnesses whose majority decides success or failure, and whose outliers may lose a bond.",
	Source:   "3.2.4.2, 3.2.4.3, Diagrams 6 and 7",
	Params:   Defaults,
	Check:    check,
	Variants: variants,
	Needs: []mechanisms.Need{
		{Name: "token", Doc: "the money of rewards and bonds"},
		{Name: "beacon", Doc: "the luck of lots and coins", Optional: true},
	},
	New:     newState,
	Actions: []mechanisms.Action{Open, Begin, Cancel, Draw, Vote, Commit, Reveal, Settle, Clear, Join, Resign},
	Events: []mechanisms.Event{OpenedEvent, CalledEvent, CancelledEvent, VotedEvent, CommittedEvent, TiedEvent, SettledEvent,
		PaidEvent, ClearedEvent, JoinedEvent, ResignedEvent, StruckEvent},
	Reverts: append(append([]mechanisms.Refusal{
		{Revert: mechanisms.Unknown, Doc: "no such ballot, seat or place was ever given out"},
		{Revert: mechanisms.Closed, Doc: "the ballot has ended"},
		{Revert: NoPayer, Doc: "neither nobody nor the contract itself can be the payer"},
		{Revert: NotAsker, Doc: "only who opened the ballot may do that"},
		{Revert: NotWitness, Doc: "only the witness of that seat or place may do that"},
		{Revert: WrongWay, Doc: "open votes are cast, sealed ones committed and revealed; only panels drawn by lot have a pool"},
		{Revert: WrongState, Doc: "the ballot is not at the stage that the action belongs to"},
		{Revert: VotedAlready, Doc: "the witness has voted, or sealed its vote"},
		{Revert: NotCommitted, Doc: "the witness has sealed no vote"},
		{Revert: WrongSecret, Doc: "that is not the vote that was sealed"},
		{Revert: NoPlace, Doc: "there is no such place yet"},
		{Revert: PlaceTaken, Doc: "somebody is registered at that place, or was and its ballots have not ended"},
		{Revert: PoolTooSmall, Doc: "too few witnesses are registered to draw a panel"},
		{Revert: StillSeated, Doc: "the witness still sits on a panel"},
		{Revert: TooEarly, Doc: "votes may still be cast, sealed or kept, or the beacon is not that far"},
		{Revert: TooLate, Doc: "the deadline has passed, or is now"},
	}, Refusals...), token.Refusals...),
	Views: []mechanisms.View{
		mechanisms.NewView("ballots", ballotStatuses,
			func(s *State) uint64 { return s.ballots.Next() }, (*State).Ballot, func(b Ballot) uint8 { return b.Status }),
		mechanisms.NewView("seats", seatStatuses,
			func(s *State) uint64 { return s.chairs.Next() }, (*State).Seat, func(x Seat) uint8 { return x.Status }),
		mechanisms.NewView("places", placeStatuses, (*State).nextPlace, (*State).Place, func(p Place) uint8 { return p.Status }),
	},
	Metrics: []mechanisms.Metric[State]{
		count("opened", "ballots opened", func(c *counts) int64 { return c.opened }),
		count("cancelled", "ballots given up before they began", func(c *counts) int64 { return c.cancelled }),
		count("settled", "ballots decided", func(c *counts) int64 { return c.settled }),
		count("passed", "of them, for success", func(c *counts) int64 { return c.passed }),
		count("votes", "votes that counted", func(c *counts) int64 { return c.votes }),
		count("outliers", "seats that lost their reward, and the bond if they had put one down, with the penalty", func(c *counts) int64 { return c.outliers }),
		count("members", "witnesses in the pool", func(c *counts) int64 { return c.joined - c.resigned - c.struck }),
		count("struck", "witnesses struck off the pool", func(c *counts) int64 { return c.struck }),
		{Name: "live", Doc: "ballots that have not ended", Read: func(s *State) int64 { return int64(s.ballots.Live()) }},
		{Name: "lost", Unit: "DPMN", Doc: "bonds and standings lost", Read: func(s *State) int64 { return s.tally.Rows[0].lost }},
		{Name: "burned", Unit: "DPMN", Doc: "tokens this contract burned", Read: func(s *State) int64 { return s.tally.Rows[0].burned }},
		{Name: "locked", Unit: "DPMN", Doc: "rewards and bonds this contract holds", Read: func(s *State) int64 { return s.tally.Rows[0].locked }},
	},
	Invariants: []mechanisms.Invariant[State]{
		{Name: "vault", Doc: "the contract holds at least the rewards, bonds and standings of what has not ended", Check: (*State).checkVault},
		{Name: "ends", Doc: "ballots opened = live + cancelled + settled, those kept and not cleared counted once", Check: (*State).checkEnds},
	},
	Sample: func(s *State, seat uint64, who sim.Agent, dice uint64) [32]byte {
		return s.SealOf(seat, who, dice&1 == 1, [32]byte{})
	},
	Theory:   Theory,
	Artefact: artefact,
})

func count(name, doc string, read func(*counts) int64) mechanisms.Metric[State] {
	return mechanisms.Metric[State]{Name: name, Doc: doc, Read: func(s *State) int64 { return read(&s.tally.Rows[0]) }}
}

// variants take every edge and refusal, and every reading, at least once.
var variants = []Params{
	variant(func(p *Params) {
		p.Penalty, p.Bond, p.Slashed, p.Unspent, p.Keep = "outliers", 2*sim.Token, "majority", "majority", sim.Day
	}),
	variant(func(p *Params) {
		p.Ballots, p.Penalty, p.Bond, p.Absent, p.Boundary, p.Hashing = "sealed", "outliers", 1, "slashed", "exclusive", "real"
		p.Keep = sim.Hour
	}),
	variant(func(p *Params) {
		p.Ballots, p.Seats, p.Tie, p.TieOutliers, p.Absent, p.Penalty, p.Bond = "sealed", 2, "coin", "losers", "ignored", "outliers", 3
		p.Slashed, p.Unspent, p.RewardTo = "payer", "burned", "all"
	}),
	variant(func(p *Params) {
		p.Panel, p.Seats, p.Absent, p.Standing, p.Split, p.Reward = "lot", 3, "slashed", 3000*sim.Token, "shared", 7
	}),
	variant(func(p *Params) {
		p.Panel, p.Seats, p.RewardTo, p.Split, p.Reward, p.Keep, p.Standing = "lot", 1, "all", "shared", 7, sim.Hour, 5
	}),
	variant(func(p *Params) {
		p.Seats, p.Tie, p.Reward, p.Penalty, p.Boundary, p.Keep = 2, "coin", 0, "outliers", "exclusive", sim.Minute
	}),
}

var errNoBeacon = errors.New("panel: lot and tie: coin want a beacon among the mechanisms before it")

func check(p Params) error {
	if p.Panel == "named" && p.Seats > MaxNamed {
		return fmt.Errorf("seats: %d witnesses cannot be named (want at most %d, or panel: lot)", p.Seats, MaxNamed)
	}
	if _, fits := sim.MulDivDown(p.Reward, sim.Amount(p.Seats), 1); !fits {
		return fmt.Errorf("reward: %v for each of %d seats is more money than there can be", p.Reward, p.Seats)
	}
	if p.Ballots == "sealed" && p.RevealWithin == 0 {
		return errors.New("reveal_within: sealed votes could never be revealed in 0s (want at least 1s, or ballots: open)")
	}
	return nil
}

// Ballot is the row of id, zero when it never was or has ended.
func (s *State) Ballot(id uint64) Ballot {
	r := s.ballots.Row(id)
	if r == nil {
		return Ballot{}
	}
	return Ballot{r.asker, r.until(), r.status(), r.voted, r.yes, r.seal, r.payer, r.ref, r.round, r.other, r.pool}
}

// Seat is the row of id, zero when it never was or has ended.
func (s *State) Seat(id uint64) Seat {
	c := s.chairs.Row(id)
	if c == nil {
		return Seat{}
	}
	x := Seat{Witness: c.witness, Place: c.place(), Status: c.status()}
	if s.sealed {
		x.Seal = *s.seals.Row(id)
	}
	return x
}

// Place is the row of a place in the pool, zero when it never was.
func (s *State) Place(id uint64) Place {
	if s.places == nil {
		return Place{}
	}
	if p := s.places.Row(id); p != nil {
		return *p
	}
	return Place{}
}

func (s *State) nextPlace() uint64 {
	if s.places == nil {
		return 1
	}
	return s.places.Next()
}

func (s *State) checkVault() error {
	if held, locked := s.World.Ledger.Balance(s.Account), s.tally.Rows[0].locked; int64(held) < locked {
		return fmt.Errorf("holds %v, has %v locked", held, sim.Amount(locked))
	}
	return nil
}

func (s *State) checkEnds() error {
	c := &s.tally.Rows[0]
	kept := int64(0)
	if s.Keep > 0 {
		kept = c.settled - c.cleared
	}
	if c.opened != int64(s.ballots.Live())-kept+c.cancelled+c.settled {
		return errors.New("a ballot was lost or ended twice")
	}
	return nil
}

// Named is the number of witnesses that open must name: 0 where panels are drawn by lot.
func (s *State) Named() int {
	if s.lot {
		return 0
	}
	return int(s.n)
}

// CastUntil is the last second in which a vote of a ballot can be cast, or sealed.
func (s *State) CastUntil(ballot uint64) sim.Second {
	last := s.castUntil(s.ballots.Row(ballot).until())
	if s.exclusive {
		last--
	}
	return last
}
