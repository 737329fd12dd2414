// Package deal is the conditional deal of section 3.2.2: the payer locks an amount that the provider gets on success.
// Who decides is the only thing in which the four kinds of section 3.2.4 differ: the payer itself, one witness, or the
// panel of a voting contract (package vote), with or without a penalty for outliers. All of them end a deal by decide.
//
// Read Params and the states of a Deal here, the actions in actions.go and ends.go, the closed forms in theory.go. The Solidity
// twin is Deal.sol, written separately.
package deal

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// Params of the conditional deal. Amount and deadline are declared with each deal.
type Params struct {
	// Who decides: the payer itself (Diagram 5), one witness named at opening (Diagram 4), or the panel of a vote
	// (Diagrams 6 and 7).
	Decider string `enum:"payer,witness,vote"`
	// Fee that a witness gets for deciding, whichever way, out of what the payer locks.
	Fee sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// What silence at the deadline means: the payer gets everything back (refund), the provider is paid (pay), or a
	// second witness, named last, decides in its place (witness) and refunds by silence too. A vote is never silent.
	// Reading R-1.
	Silence string `enum:"refund,pay,witness"`
	// Time that the second witness has after the deadline: with 0 it never can decide.
	StandInWithin sim.Second `unit:"s" max:"10y"`
	// Whether the payer alone names the witnesses, or the provider has to agree before the deal counts (both); drawing
	// them by lot is panel: lot of the vote. Reading R-4.
	Naming string `enum:"payer,both"`
	// Whether an action exactly at a deadline is still in time (inclusive) or late (exclusive). Reading R-2.
	Boundary string `enum:"inclusive,exclusive"`
}

// Status of a deal.
type Status = uint8

// The states: Offered waits for the provider to agree to the witnesses, Locked for the decision.
const (
	None Status = iota
	Offered
	Locked
)

var statusNames = []string{"", "Offered", "Locked"}

// Deal is the row of a live deal.
type Deal struct {
	Payer    sim.Agent  `doc:"who locked the amount"`
	Deadline sim.Second `doc:"last second for the decision"`
	Status   Status     `doc:"stage of the deal"`
	Provider sim.Agent  `doc:"who gets the amount on success"`
	Ref      uint64     `doc:"the payer's own reference"`
	Amount   sim.Amount `doc:"what is paid on success"`
	Witness  sim.Agent  `doc:"the witness who decides; nobody when the payer or a vote does"`
	Ballot   uint64     `like:"vote.ballots" doc:"the ballot that decides; 0 when a person does"`
	StandIn  sim.Agent  `doc:"the second witness; nobody if there is none"`
}

// row is a Deal packed into 40 bytes.
type row struct {
	ref      uint64
	deadline uint64 // second<<8 | status
	amount   sim.Amount
	payer    sim.Agent
	provider sim.Agent
	decider  uint64 // ballot, or witness<<32 | stand-in
}

func (r *row) status() Status    { return Status(r.deadline) }
func (r *row) until() sim.Second { return sim.Second(r.deadline >> 8) }
func (r *row) set(s Status, until sim.Second) {
	r.deadline = uint64(until)<<8 | uint64(s)
}
func (r *row) witness() sim.Agent { return sim.Agent(r.decider >> 32) }
func (r *row) standIn() sim.Agent { return sim.Agent(r.decider) }

// counts of an instance.
type counts struct {
	opened, agreed, succeeded, failed, silent, declined int64
	locked                                              int64
}

// State of one contract.
type State struct {
	*mechanisms.Bound
	Params
	money token.Money
	panel vote.Panel // nil unless a vote decides
	deals *sim.Rows[row]
	tally *sim.Column[counts]

	question                                vote.OpenArgs // being put: here, so that no deal makes a new one
	fee                                     sim.Amount    // what is locked for a witness
	names                                   int           // persons to be named
	byWitness, second, pays, both, excludes bool
}

// Refusals.
const (
	NoProvider  mechanisms.Revert = "NoProvider"
	SelfDeal    mechanisms.Revert = "SelfDeal"
	TooMuch     mechanisms.Revert = "TooMuch"
	WrongState  mechanisms.Revert = "WrongState"
	NotProvider mechanisms.Revert = "NotProvider"
	NotDecider  mechanisms.Revert = "NotDecider"
	VoteDecides mechanisms.Revert = "VoteDecides"
	TooEarly    mechanisms.Revert = "TooEarly"
	TooLate     mechanisms.Revert = "TooLate"
)

// Defaults: the payer decides, and silence refunds.
var Defaults = Params{
	Decider: "payer", Fee: sim.Token, Silence: "refund", StandInWithin: sim.Day, Naming: "payer", Boundary: "inclusive",
}

func variant(change func(*Params)) Params {
	p := Defaults
	change(&p)
	return p
}

// Mechanism is the registered conditional deal.
var Mechanism = mechanisms.Register(mechanisms.Spec[Params, State]{
	Name:   "deal",
	Doc:    "A deal that pays a locked amount on success, decided by the payer, by one witness or by a vote.",
	Source: "3.2.2, 3.2.4.1, Diagrams 4 to 7",
	Params: Defaults,
	Check:  check,
	Variants: []Params{
		variant(func(p *Params) { p.Decider, p.Boundary = "witness", "exclusive" }),
		variant(func(p *Params) { p.Decider, p.Silence, p.Naming = "witness", "witness", "both" }),
		variant(func(p *Params) { p.Silence, p.Naming, p.Fee = "witness", "both", 0 }),
		variant(func(p *Params) { p.Silence = "pay" }),
		variant(func(p *Params) { p.Decider = "vote" }),
		variant(func(p *Params) { p.Decider, p.Naming = "vote", "both" }),
	},
	Needs: []mechanisms.Need{
		{Name: "token", Doc: "the money of amounts and fees"},
		{Name: "vote", Doc: "the panels that decide", Optional: true, Paid: true},
	},
	New:     newState,
	Actions: []mechanisms.Action{Open, Agree, Decide, Expire},
	Events:  []mechanisms.Event{OpenedEvent, NamedEvent, AgreedEvent, DecidedEvent, ExpiredEvent},
	Reverts: append(append([]mechanisms.Refusal{
		{Revert: mechanisms.Unknown, Doc: "no deal was ever opened under that id"},
		{Revert: mechanisms.Closed, Doc: "the deal has ended"},
		{Revert: NoProvider, Doc: "neither nobody nor the contract itself can be the provider"},
		{Revert: SelfDeal, Doc: "payer and provider are the same"},
		{Revert: TooMuch, Doc: "amount and cost are 2^63 base units or more, which there cannot be"},
		{Revert: WrongState, Doc: "the deal is not at the stage that the action belongs to"},
		{Revert: NotProvider, Doc: "only the provider may agree"},
		{Revert: NotDecider, Doc: "the decision is somebody else's"},
		{Revert: VoteDecides, Doc: "a vote decides the deal: it does not expire"},
		{Revert: TooEarly, Doc: "the deadline has not passed"},
		{Revert: TooLate, Doc: "the deadline has passed, or is now"},
	}, vote.Refusals...), token.Refusals...),
	Views: []mechanisms.View{mechanisms.NewView("deals", statusNames,
		func(s *State) uint64 { return s.deals.Next() }, (*State).Deal, func(d Deal) uint8 { return d.Status })},
	Metrics: []mechanisms.Metric[State]{
		count("opened", "deals opened", func(c *counts) int64 { return c.opened }),
		count("agreed", "deals whose provider agreed to the witnesses (naming: both)", func(c *counts) int64 { return c.agreed }),
		count("succeeded", "deals decided a success", func(c *counts) int64 { return c.succeeded }),
		count("failed", "deals decided a failure", func(c *counts) int64 { return c.failed }),
		count("silent", "deals that nobody decided in time", func(c *counts) int64 { return c.silent }),
		count("declined", "deals whose provider never agreed", func(c *counts) int64 { return c.declined }),
		{Name: "live", Doc: "deals that have not ended", Read: func(s *State) int64 { return int64(s.deals.Live()) }},
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
	if p.Decider == "vote" && p.Silence != "refund" {
		return fmt.Errorf("silence: %s makes no sense with decider: vote, which is never silent (want refund; absent votes are absent: of the vote)", p.Silence)
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
		deals:     sim.NewRows[row](b.World, b.Name+".deals"),
		tally:     sim.NewColumn[counts](b.World, b.Name+".counts", 1),
		byWitness: p.Decider == "witness", second: p.Silence == "witness", pays: p.Silence == "pay",
		both: p.Naming == "both", excludes: p.Boundary == "exclusive",
	}
	if s.byWitness {
		s.names, s.fee = 1, p.Fee
	}
	if s.second {
		s.names, s.fee = s.names+1, p.Fee
	}
	if p.Decider != "vote" {
		return s, nil
	}
	var have bool
	if s.panel, have, err = mechanisms.UseIf[vote.Panel](b, "vote"); err != nil {
		return nil, err
	}
	if !have {
		return nil, errors.New("decider: vote wants a vote among the mechanisms before it")
	}
	return s, nil
}

// Deal is the row of id, zero when it never was or has ended.
func (s *State) Deal(id uint64) Deal {
	r := s.deals.Row(id)
	if r == nil {
		return Deal{}
	}
	d := Deal{Payer: r.payer, Deadline: r.until(), Status: r.status(), Provider: r.provider, Ref: r.ref, Amount: r.amount}
	if s.panel != nil {
		d.Ballot = r.decider
	} else {
		d.Witness, d.StandIn = r.witness(), r.standIn()
	}
	return d
}

func (s *State) checkVault() error {
	if held, locked := s.World.Ledger.Balance(s.Account), s.tally.Rows[0].locked; int64(held) < locked {
		return fmt.Errorf("holds %v, live deals have %v locked", held, sim.Amount(locked))
	}
	return nil
}

func (s *State) checkEnds() error {
	c := &s.tally.Rows[0]
	if c.opened != int64(s.deals.Live())+c.succeeded+c.failed+c.silent+c.declined {
		return errors.New("a deal was lost or ended twice")
	}
	return nil
}
