// Package trust is the trust mechanism of section 3.4: beside the price, both sides of a deal lock a deposit, and
// after the deal is closed each may declare it unsatisfactory inside a window, which burns both deposits.
//
// Read Params and the states of a Deal here, the actions in actions.go, the closed forms in theory.go. The Solidity
// twin is Trust.sol, written separately.
package trust

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// Params of the trust mechanism. The paper's r, tA and tB are Price, DepositPayer and DepositProvider.
type Params struct {
	// Price that the payer pays for the deal (r).
	Price sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Deposit that the payer adds to the trust fund (tA).
	DepositPayer sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Deposit that the provider adds to the trust fund (tB).
	DepositProvider sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Time the provider has to accept an offer.
	AcceptWithin sim.Second `unit:"s" max:"10y"`
	// Time the provider has to deliver after accepting.
	DeliverWithin sim.Second `unit:"s" max:"10y"`
	// With start: payment, time the payer has to complete before anybody may; unused otherwise.
	CompleteWithin sim.Second `unit:"s" max:"10y"`
	// Length of the window in which the payer (windows: common: either side) may declare the deal unsatisfactory.
	Window sim.Second `unit:"s" max:"10y"`
	// With windows: each, length of the provider's own window.
	WindowProvider sim.Second `unit:"s" max:"10y"`
	// Where the price goes when a deal is declared unsatisfactory: the text burns the trust fund only, so the
	// provider keeps it (kept); Diagram 8's arrow sends it back (refund); or it is burned too. Reading R-3.
	Fate string `enum:"kept,refund,burned"`
	// Whether both sides share one window or have one each, of their own length. Reading R-10.
	Windows string `enum:"common,each"`
	// When the window starts: at delivery with the price still locked, after the price was paid, or at the delivery
	// deadline. Reading R-10.
	Start string `enum:"delivery,payment,deadline"`
	// What happens to the provider's deposit when it accepted and did not deliver in time: it gets it back (refund) or
	// loses it (forfeit). The payer gets everything back in both cases.
	Undelivered string `enum:"refund,forfeit"`
	// Whether an action exactly at a deadline is still in time (inclusive) or late (exclusive). Reading R-2.
	Boundary string `enum:"inclusive,exclusive"`
}

// Status of a deal.
type Status = uint8

// The states: Watched is the window for complaints; Delivered waits for the payment when that comes first.
const (
	None Status = iota
	Offered
	Accepted
	Delivered
	Watched
)

var statusNames = []string{"", "Offered", "Accepted", "Delivered", "Watched"}

// Deal is the row of a live deal.
type Deal struct {
	Payer    sim.Agent  `doc:"who pays the price"`
	Deadline sim.Second `doc:"end of the current stage; in Watched, the second at which the window starts"`
	Status   Status     `doc:"stage of the deal"`
	Provider sim.Agent  `doc:"who delivers"`
	Ref      uint64     `doc:"the payer's own reference"`
}

// row is a Deal packed into 24 bytes: a live deal is touched at each of its stages, seldom in cache.
type row struct {
	ref      uint64
	payer    sim.Agent
	provider sim.Agent
	deadline uint64 // second<<8 | status
}

func (r *row) status() Status    { return Status(r.deadline) }
func (r *row) until() sim.Second { return sim.Second(r.deadline >> 8) }
func (r *row) set(s Status, until sim.Second) {
	r.deadline = uint64(until)<<8 | uint64(s)
}

// Outcome counters of an instance.
type counts struct {
	opened, accepted, delivered, completed, declared, settled, expired int64
	burned, locked                                                     int64
}

// State of one trust contract.
type State struct {
	*mechanisms.Bound
	Params
	money token.Money
	deals *sim.Rows[row]
	tally *sim.Column[counts]

	fate, start              uint8
	each, forfeit, exclusive bool
}

// Refusals.
const (
	NoProvider  mechanisms.Revert = "NoProvider"
	SelfDeal    mechanisms.Revert = "SelfDeal"
	WrongState  mechanisms.Revert = "WrongState"
	NotProvider mechanisms.Revert = "NotProvider"
	NotPayer    mechanisms.Revert = "NotPayer"
	NotParty    mechanisms.Revert = "NotParty"
	TooEarly    mechanisms.Revert = "TooEarly"
	TooLate     mechanisms.Revert = "TooLate"
)

// Defaults: the literal reading of the paper, with the numbers of the library's scenarios.
var Defaults = Params{
	Price: 10 * sim.Token, DepositPayer: 10 * sim.Token, DepositProvider: 10 * sim.Token,
	AcceptWithin: sim.Hour, DeliverWithin: sim.Day, CompleteWithin: sim.Day,
	Window: 3 * sim.Day, WindowProvider: 3 * sim.Day,
	Fate: "kept", Windows: "common", Start: "delivery", Undelivered: "refund", Boundary: "inclusive",
}

func variant(change func(*Params)) Params {
	p := Defaults
	change(&p)
	return p
}

// Mechanism is the registered trust mechanism.
var Mechanism = mechanisms.Register(mechanisms.Spec[Params, State]{
	Name:   "trust",
	Doc:    "A deal with a deposit from both sides, burned when either declares the deal unsatisfactory in time.",
	Source: "3.4, Diagram 8",
	Params: Defaults,
	Check:  check,
	Variants: []Params{
		variant(func(p *Params) { p.Fate, p.Windows, p.WindowProvider = "refund", "each", 5*sim.Day }),
		variant(func(p *Params) { p.Fate, p.Start, p.Undelivered = "burned", "deadline", "forfeit" }),
		variant(func(p *Params) {
			p.Start, p.Boundary, p.Windows, p.WindowProvider = "payment", "exclusive", "each", sim.Hour
		}),
		variant(func(p *Params) { p.DepositPayer, p.DepositProvider, p.Boundary = 0, 0, "exclusive" }),
	},
	Needs:   []mechanisms.Need{{Name: "token", Doc: "the money of price and deposits"}},
	New:     newState,
	Actions: []mechanisms.Action{Open, Accept, Deliver, Complete, Declare, Settle, Expire},
	Events: []mechanisms.Event{OpenedEvent, AcceptedEvent, DeliveredEvent, CompletedEvent, DeclaredEvent, SettledEvent,
		ExpiredEvent},
	Reverts: append([]mechanisms.Refusal{
		{Revert: mechanisms.Unknown, Doc: "no deal was ever opened under that id"},
		{Revert: mechanisms.Closed, Doc: "the deal has ended"},
		{Revert: NoProvider, Doc: "nobody cannot be the provider"},
		{Revert: SelfDeal, Doc: "payer and provider are the same"},
		{Revert: WrongState, Doc: "the deal is not at the stage that the action belongs to"},
		{Revert: NotProvider, Doc: "only the provider may do that"},
		{Revert: NotPayer, Doc: "only the payer may do that yet"},
		{Revert: NotParty, Doc: "only the payer or the provider may do that"},
		{Revert: TooEarly, Doc: "the window has not started, or the deadline has not passed"},
		{Revert: TooLate, Doc: "the deadline has passed"},
	}, token.Refusals...),
	Views: []mechanisms.View{mechanisms.NewView("deals", statusNames,
		func(s *State) uint64 { return s.deals.Next() }, (*State).Deal, func(d Deal) uint8 { return d.Status })},
	Metrics: []mechanisms.Metric[State]{
		count("opened", "deals offered", func(c *counts) int64 { return c.opened }),
		count("accepted", "deals accepted by their provider", func(c *counts) int64 { return c.accepted }),
		count("delivered", "deals delivered, well or badly", func(c *counts) int64 { return c.delivered }),
		count("completed", "deals paid before their window (start: payment)", func(c *counts) int64 { return c.completed }),
		count("declared", "deals declared unsatisfactory", func(c *counts) int64 { return c.declared }),
		count("settled", "deals settled after their window", func(c *counts) int64 { return c.settled }),
		count("expired", "deals that nobody accepted or delivered in time", func(c *counts) int64 { return c.expired }),
		{Name: "live", Doc: "deals that have not ended", Read: func(s *State) int64 { return int64(s.deals.Live()) }},
		{Name: "burned", Unit: "DPMN", Doc: "tokens this contract burned", Read: func(s *State) int64 { return s.tally.Rows[0].burned }},
		{Name: "locked", Unit: "DPMN", Doc: "tokens this contract holds for live deals", Read: func(s *State) int64 { return s.tally.Rows[0].locked }},
	},
	Invariants: []mechanisms.Invariant[State]{
		{Name: "vault", Doc: "the contract holds at least what its live deals have locked", Check: (*State).checkVault},
		{Name: "ends", Doc: "deals opened = deals live + deals ended", Check: (*State).checkEnds},
	},
	Theory:   Theory,
	Artefact: artefact,
})

func count(name, doc string, read func(*counts) int64) mechanisms.Metric[State] {
	return mechanisms.Metric[State]{Name: name, Doc: doc, Read: func(s *State) int64 { return read(&s.tally.Rows[0]) }}
}

func check(p Params) error {
	if p.Start == "payment" && p.Fate != "kept" {
		return fmt.Errorf("fate: %s needs a price that is still locked, but start: payment has paid it (allowed: fate: kept)", p.Fate)
	}
	return nil
}

func newState(b *mechanisms.Build, p Params) (*State, error) {
	money, err := mechanisms.Use[token.Money](b, "token")
	if err != nil {
		return nil, err
	}
	s := &State{
		Bound: b.Bound(), Params: p, money: money,
		deals: sim.NewRows[row](b.World, b.Name+".deals"),
		tally: sim.NewColumn[counts](b.World, b.Name+".counts", 1),
		fate:  choice(p.Fate, "kept", "refund", "burned"), start: choice(p.Start, "delivery", "payment", "deadline"),
		each: p.Windows == "each", forfeit: p.Undelivered == "forfeit", exclusive: p.Boundary == "exclusive",
	}
	return s, nil
}

func choice(value string, choices ...string) uint8 {
	for i, c := range choices {
		if c == value {
			return uint8(i)
		}
	}
	panic("trust: " + value + " is not a choice")
}

// Deal is the row of id, zero when it never was or has ended.
func (s *State) Deal(id uint64) Deal {
	r := s.deals.Row(id)
	if r == nil {
		return Deal{}
	}
	return Deal{r.payer, r.until(), r.status(), r.provider, r.ref}
}

func (s *State) checkVault() error {
	if held, locked := s.World.Ledger.Balance(s.Account), s.tally.Rows[0].locked; int64(held) < locked {
		return fmt.Errorf("holds %v, live deals have %v locked", held, sim.Amount(locked))
	}
	return nil
}

func (s *State) checkEnds() error {
	c := &s.tally.Rows[0]
	if c.opened != int64(s.deals.Live())+c.declared+c.settled+c.expired {
		return errors.New("a deal was lost or ended twice")
	}
	return nil
}
