// Package beacon makes luck that no one of its keepers can choose: in every round they commit to secrets, then reveal
// them, and the word of the round is all that were revealed, combined. Votes draw their panels and break their ties
// with it.
//
// The paper asks for none; it is how a contract gets luck without trusting anybody (RANDAO). Its weakness is kept: who
// reveals last knows both words it can choose between, at the price of a deposit. The Solidity twin is Beacon.sol,
// written separately.
package beacon

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// Params of the beacon.
type Params struct {
	// Deposit that a keeper puts down with its secret; it comes back when it is revealed and burns when it is not.
	Deposit sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Time in which secrets are committed, from the first of the round on.
	CommitWithin sim.Second `unit:"s" min:"1s" max:"10y"`
	// Time after it in which they are revealed.
	RevealWithin sim.Second `unit:"s" min:"1s" max:"10y"`
	// Whether an action exactly at a deadline is still in time (inclusive) or late (exclusive). Reading R-2.
	Boundary string `enum:"inclusive,exclusive"`
	// What a commitment is natively: a handle that becomes the hash when it is replayed, or the hash itself.
	Hashing string `enum:"handle,real" native:""`
}

// Source is how other mechanisms use the beacon.
type Source interface {
	// Coming is the round whose word nobody can know yet, as none of its secrets has been revealed.
	Coming(now sim.Second) uint32
	// Word is the word of a round; false until it is drawn.
	Word(round uint32) (uint64, bool)
}

// The states of a round and of a share in it.
const (
	Open  uint8 = 1 // of a round: secrets are committed, then revealed
	Drawn uint8 = 2 // its word is final

	Committed uint8 = 1 // the only one of a share: its secret has not been revealed
)

// Round is the row of a round. Rounds never end: their words stay readable.
type Round struct {
	CommitUntil sim.Second `doc:"last second in which secrets are committed"`
	Status      uint8      `doc:"stage of the round"`
	Shares      uint32     `doc:"secrets committed"`
	Revealed    uint32     `doc:"of them, revealed"`
	Word        uint64     `doc:"all revealed secrets combined by exclusive or"`
}

// Share is the row of a secret that has not been revealed.
type Share struct {
	Keeper sim.Agent `doc:"who committed to it"`
	Round  uint64    `doc:"round that it belongs to"`
	Status uint8     `doc:"whether it is still to be revealed"`
	Seal   [32]byte  `doc:"commitment to the secret" sealed:""`
}

type counts struct {
	committed, revealed, swept, drawn int64
	burned, locked                    int64
}

// State of one beacon.
type State struct {
	*mechanisms.Bound
	Params
	money     token.Money
	rounds    *sim.Rows[Round]
	shares    *sim.Rows[Share]
	tally     *sim.Column[counts]
	exclusive bool
}

// Refusals.
const (
	WrongRound  mechanisms.Revert = "WrongRound"
	WrongState  mechanisms.Revert = "WrongState"
	NotKeeper   mechanisms.Revert = "NotKeeper"
	TooEarly    mechanisms.Revert = "TooEarly"
	TooLate     mechanisms.Revert = "TooLate"
	WrongSecret mechanisms.Revert = "WrongSecret"
)

// Defaults: a round of an hour.
var Defaults = Params{
	Deposit: 10 * sim.Token, CommitWithin: 30 * sim.Minute, RevealWithin: 30 * sim.Minute,
	Boundary: "inclusive", Hashing: "handle",
}

func variant(change func(*Params)) Params {
	p := Defaults
	change(&p)
	return p
}

// Mechanism is the registered beacon.
var Mechanism = mechanisms.Register(mechanisms.Spec[Params, State]{
	Name:   "beacon",
	Doc:    "Luck that no single keeper can choose: secrets are committed, revealed and combined, round by round.",
	Source: "none in the paper; commit and reveal as in RANDAO",
	Params: Defaults,
	Variants: []Params{
		variant(func(p *Params) { p.Boundary, p.Hashing, p.Deposit = "exclusive", "real", 0 }),
	},
	Needs:   []mechanisms.Need{{Name: "token", Doc: "the money of deposits"}},
	New:     newState,
	Actions: []mechanisms.Action{Commit, Reveal, Close, Sweep},
	Events:  []mechanisms.Event{CommittedEvent, RevealedEvent, DrawnEvent, SweptEvent},
	Reverts: append([]mechanisms.Refusal{
		{Revert: mechanisms.Unknown, Doc: "there never was a round or share of that id"},
		{Revert: mechanisms.Closed, Doc: "the secret has been revealed or swept"},
		{Revert: WrongRound, Doc: "that round does not take secrets now"},
		{Revert: WrongState, Doc: "the round is drawn"},
		{Revert: NotKeeper, Doc: "only who committed to the secret may reveal it"},
		{Revert: TooEarly, Doc: "secrets are still committed, or may still be revealed"},
		{Revert: TooLate, Doc: "the time for revealing has passed"},
		{Revert: WrongSecret, Doc: "that is not what was committed to"},
	}, token.Refusals...),
	Views: []mechanisms.View{
		mechanisms.NewView("rounds", []string{"", "Open", "Drawn"},
			func(s *State) uint64 { return s.rounds.Next() }, (*State).Round, func(r Round) uint8 { return r.Status }),
		mechanisms.NewView("shares", []string{"", "Committed"},
			func(s *State) uint64 { return s.shares.Next() }, (*State).Share, func(x Share) uint8 { return x.Status }),
	},
	Metrics: []mechanisms.Metric[State]{
		count("committed", "secrets committed", func(c *counts) int64 { return c.committed }),
		count("revealed", "secrets revealed", func(c *counts) int64 { return c.revealed }),
		count("swept", "secrets never revealed whose deposit was burned", func(c *counts) int64 { return c.swept }),
		count("drawn", "rounds whose word is final", func(c *counts) int64 { return c.drawn }),
		{Name: "burned", Unit: "DPMN", Doc: "deposits burned", Read: func(s *State) int64 { return s.tally.Rows[0].burned }},
		{Name: "locked", Unit: "DPMN", Doc: "deposits held", Read: func(s *State) int64 { return s.tally.Rows[0].locked }},
	},
	Invariants: []mechanisms.Invariant[State]{
		{Name: "vault", Doc: "the contract holds at least the deposits of secrets not revealed", Check: (*State).checkVault},
		{Name: "ends", Doc: "secrets committed = live + revealed + swept", Check: (*State).checkEnds},
	},
	Sample: func(s *State, _ uint64, who sim.Agent, dice uint64) [32]byte {
		return s.Seal(mechanisms.Secret{ID: uint64(s.Coming(s.World.Second())), Who: who, Salt: [32]byte{byte(dice % 3)}})
	},
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
	s := &State{
		Bound: b.Bound(), Params: p, money: money,
		rounds:    sim.NewRows[Round](b.World, b.Name+".rounds"),
		shares:    sim.NewRows[Share](b.World, b.Name+".shares"),
		tally:     sim.NewColumn[counts](b.World, b.Name+".counts", 1),
		exclusive: p.Boundary == "exclusive",
	}
	s.HashCommitments(p.Hashing)
	return s, nil
}

// Round is the row of id, zero when it never was.
func (s *State) Round(id uint64) Round {
	if r := s.rounds.Row(id); r != nil {
		return *r
	}
	return Round{}
}

// Share is the row of id, zero when it never was or has ended.
func (s *State) Share(id uint64) Share {
	if x := s.shares.Row(id); x != nil {
		return *x
	}
	return Share{}
}

func (s *State) checkVault() error {
	if held, locked := s.World.Ledger.Balance(s.Account), s.tally.Rows[0].locked; int64(held) < locked {
		return fmt.Errorf("holds %v, deposits are %v", held, sim.Amount(locked))
	}
	return nil
}

func (s *State) checkEnds() error {
	c := &s.tally.Rows[0]
	if c.committed != int64(s.shares.Live())+c.revealed+c.swept {
		return errors.New("a secret was lost or ended twice")
	}
	return nil
}
