// Package token is the DPMN token: ERC-20 with a fixed supply of 9 decimals, and burning.
//
// Its Solidity twin is Token.sol, OpenZeppelin's ERC20 with burn. The paper asks for a standard ERC-20 (3.2.1) and
// for "contribution", the burning of tokens (3.2.3).
package token

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Params of the token: it has none, its supply is what genesis mints.
type Params struct{}

// State of the token: money is in the world's ledger, allowances are here.
type State struct {
	*mechanisms.Bound
	ledger *sim.Ledger
	grants *sim.Column[grant]
	spend  *allowances
}

// grant is an unlimited allowance of a range of accounts to one spender, given at genesis.
type grant struct {
	first, last, spender sim.Agent
}

// Refusals, with the names of OpenZeppelin's errors.
const (
	InsufficientBalance   mechanisms.Revert = "ERC20InsufficientBalance"
	InsufficientAllowance mechanisms.Revert = "ERC20InsufficientAllowance"
	InvalidReceiver       mechanisms.Revert = "ERC20InvalidReceiver"
	InvalidSpender        mechanisms.Revert = "ERC20InvalidSpender"
	InvalidSender         mechanisms.Revert = "ERC20InvalidSender"
	InvalidApprover       mechanisms.Revert = "ERC20InvalidApprover"
)

// Refusals lists what a mechanism that takes money must declare beside its own.
var Refusals = []mechanisms.Refusal{
	{Revert: InsufficientAllowance, Doc: "the payer has not allowed that much to be taken"},
	{Revert: InsufficientBalance, Doc: "the payer does not hold that much"},
}

// Arguments of the actions.
type (
	MintArgs struct {
		First  sim.Agent  `doc:"first account"`
		Count  uint32     `doc:"number of accounts"`
		Amount sim.Amount `doc:"tokens to each of them"`
	}
	GrantArgs struct {
		First   sim.Agent `doc:"first account"`
		Count   uint32    `doc:"number of accounts"`
		Spender sim.Agent `doc:"who may take any amount from them"`
	}
	TransferArgs struct {
		To     sim.Agent  `doc:"receiver"`
		Amount sim.Amount `doc:"tokens"`
	}
	ApproveArgs struct {
		Spender sim.Agent  `doc:"who may take"`
		Amount  sim.Amount `doc:"tokens, replacing what was allowed before"`
	}
	TransferFromArgs struct {
		From   sim.Agent  `doc:"payer, who allowed it"`
		To     sim.Agent  `doc:"receiver"`
		Amount sim.Amount `doc:"tokens"`
	}
	BurnArgs struct {
		Amount sim.Amount `doc:"tokens of the sender"`
	}
)

// The actions.
var (
	Mint         = mechanisms.NewGenesis("mint", "Creates the supply: the same amount for each account of a range.", (*State).mint)
	Grant        = mechanisms.NewGenesis("grant", "Allows a contract to take any amount from a range of accounts.", (*State).grant)
	Transfer     = mechanisms.NewAct("transfer", "Pays the sender's tokens to a receiver.", "", (*State).transfer)
	Approve      = mechanisms.NewAct("approve", "Sets what a spender may take from the sender.", "", (*State).approve)
	TransferFrom = mechanisms.NewAct("transferFrom", "Pays another's tokens, within what it allowed the sender.", "", (*State).transferFrom)
	Burn         = mechanisms.NewAct("burn", "Destroys tokens of the sender (contribution, 3.2.3).", "", (*State).burn)
)

// Fields of the events.
type (
	Transferred struct {
		From  sim.Agent `indexed:"" notify:""`
		To    sim.Agent `indexed:"" notify:""`
		Value sim.Amount
	}
	Approved struct {
		Owner   sim.Agent `indexed:"" notify:""`
		Spender sim.Agent `indexed:"" notify:""`
		Value   sim.Amount
	}
	Burnt struct {
		Holder sim.Agent `indexed:"" notify:""`
		Amount sim.Amount
	}
)

// The events.
var (
	TransferEvent = mechanisms.NewEvent[Transferred]("Transfer", "Tokens moved; to nobody when they were burned.")
	ApprovalEvent = mechanisms.NewEvent[Approved]("Approval", "An allowance was set.")
	Burned        = mechanisms.NewEvent[Burnt]("Burned", "Tokens were destroyed: every other holder's share of the supply rises.")
)

// Mechanism is the registered token.
var Mechanism = mechanisms.Register(mechanisms.Spec[Params, State]{
	Name:    "token",
	Doc:     "The DPMN token: ERC-20 with nine decimals, a supply fixed at genesis, and burning.",
	Source:  "3.2, 3.2.1, 3.2.3, Diagram 3",
	New:     newState,
	Actions: []mechanisms.Action{Mint, Grant, Transfer, Approve, TransferFrom, Burn},
	Events:  []mechanisms.Event{TransferEvent, ApprovalEvent, Burned},
	Reverts: append([]mechanisms.Refusal{
		{Revert: InvalidReceiver, Doc: "nobody cannot receive tokens"},
		{Revert: InvalidSpender, Doc: "nobody cannot be allowed anything"},
		{Revert: InvalidSender, Doc: "nobody has no tokens to send, and only nobody makes genesis calls"},
		{Revert: InvalidApprover, Doc: "nobody cannot allow anything"},
	}, Refusals...),
	Metrics: []mechanisms.Metric[State]{
		{Name: "supply", Unit: "DPMN", Doc: "tokens in existence, vaults included", Read: func(s *State) int64 { return int64(s.ledger.Supply()) }},
		{Name: "genesis", Unit: "DPMN", Doc: "tokens ever created", Read: func(s *State) int64 { return int64(s.ledger.Genesis()) }},
		{Name: "burned", Unit: "DPMN", Doc: "tokens destroyed so far", Read: func(s *State) int64 { return int64(s.ledger.Burned()) }},
	},
	Invariants: []mechanisms.Invariant[State]{
		{Name: "supply", Doc: "supply + burned = supply at genesis", Check: (*State).checkSupply},
	},
	Theory:   Theory,
	Artefact: artefact,
})

func newState(b *mechanisms.Build, _ Params) (*State, error) {
	return &State{
		Bound:  b.Bound(),
		ledger: b.World.Ledger,
		grants: sim.NewColumn[grant](b.World, b.Name+".grants", 0),
		spend:  newAllowances(b.World, b.Name+".allowances"),
	}, nil
}

func (s *State) mint(c mechanisms.Call, a MintArgs) error {
	if c.Who != sim.Nobody || !s.ledger.Mint(a.First, a.Count, a.Amount) {
		return InvalidSender
	}
	return nil
}

func (s *State) grant(c mechanisms.Call, a GrantArgs) error {
	if c.Who != sim.Nobody {
		return InvalidSender
	}
	if a.Count > 0 {
		s.grants.Rows = append(s.grants.Rows, grant{a.First, a.First + sim.Agent(a.Count) - 1, a.Spender})
	}
	return nil
}

func (s *State) transfer(c mechanisms.Call, a TransferArgs) error {
	switch {
	case c.Who == sim.Nobody:
		return InvalidSender
	case a.To == sim.Nobody:
		return InvalidReceiver
	case !s.ledger.Move(c.Who, a.To, a.Amount):
		return InsufficientBalance
	}
	TransferEvent.Emit(s.Bound, Transferred{c.Who, a.To, a.Amount})
	return nil
}

func (s *State) approve(c mechanisms.Call, a ApproveArgs) error {
	switch sim.Nobody {
	case c.Who:
		return InvalidApprover
	case a.Spender:
		return InvalidSpender
	}
	s.spend.set(c.Who, a.Spender, a.Amount)
	ApprovalEvent.Emit(s.Bound, Approved{c.Who, a.Spender, a.Amount})
	return nil
}

func (s *State) transferFrom(c mechanisms.Call, a TransferFromArgs) error {
	// OpenZeppelin's order: the allowance first, then the receiver, then the balance.
	left, limited, err := s.allowed(a.From, c.Who, a.Amount)
	switch {
	case err != nil:
		return err
	case limited && a.From == sim.Nobody: // it would note what is left, even of nothing
		return InvalidApprover
	case a.From == sim.Nobody:
		return InvalidSender
	case a.To == sim.Nobody:
		return InvalidReceiver
	case !s.ledger.Move(a.From, a.To, a.Amount):
		return InsufficientBalance
	}
	if limited {
		s.spend.set(a.From, c.Who, left)
	}
	TransferEvent.Emit(s.Bound, Transferred{a.From, a.To, a.Amount})
	return nil
}

func (s *State) burn(c mechanisms.Call, a BurnArgs) error {
	switch {
	case c.Who == sim.Nobody:
		return InvalidSender
	case !s.ledger.Burn(c.Who, a.Amount):
		return InsufficientBalance
	}
	TransferEvent.Emit(s.Bound, Transferred{c.Who, sim.Nobody, a.Amount})
	Burned.Emit(s.Bound, Burnt{c.Who, a.Amount})
	return nil
}

func (s *State) checkSupply() error {
	if s.ledger.Supply()+s.ledger.Burned() != s.ledger.Genesis() || s.ledger.Supply() < 0 {
		return errors.New("supply + burned is not what genesis made")
	}
	return nil
}

// Endow implements mechanisms.Treasury.
func (s *State) Endow(first sim.Agent, n uint32, x sim.Amount, spenders []sim.Agent) error {
	me := &mechanisms.Instance[State]{Bound: s.Bound, State: s}
	genesis := mechanisms.Call{Who: sim.Nobody}
	if err := Mint.Do(me, genesis, MintArgs{first, n, x}); err != nil {
		return fmt.Errorf("%d accounts with %v each: the supply may be %v at most", n, x, sim.MaxAmount)
	}
	for _, spender := range spenders {
		if err := Grant.Do(me, genesis, GrantArgs{first, n, spender}); err != nil {
			return err
		}
	}
	return nil
}
