package chain

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// wallet is the token of a replay.
type wallet struct {
	ERC20
	in       *instance
	native   treasury
	transfer int // its event Transfer(from, to, value)
	approval int // its event Approval(owner, spender, value)
	approve  *method

	spenders []sim.Agent          // whom genesis may have allowed to take money
	approved map[approvalKey]bool // pairs with an allowance of their own

	moves   []move        // of this call
	touched []sim.Agent   // since the last checkpoint
	allowed []approvalKey // likewise
	endowed sim.Amount    // balances at genesis of all who appear
}

type approvalKey struct{ owner, spender sim.Agent }

type move struct {
	from, to sim.Agent
	x        sim.Amount
}

// bindMoney makes the token of the replay of an instance that is a treasury.
func (r *replay) bindMoney(in *instance, number int) error {
	native, ok := in.State().(treasury)
	if !ok {
		return nil
	}
	if r.money != nil {
		return fmt.Errorf("both %s and %s are the token, but a world has one ledger", r.money.in.Name, in.Name)
	}
	w := &wallet{
		ERC20: ERC20{r.machine, in.at}, in: in, native: native, transfer: -1, approval: -1,
		approved: map[approvalKey]bool{},
	}
	for i, e := range in.Mechanism.Events {
		switch text := fieldsText(tupleOf(e.Fields())); {
		case e.Name() == "Transfer" && text == "address indexed from, address indexed to, uint256 value":
			w.transfer = i
		case e.Name() == "Approval" && text == "address indexed owner, address indexed spender, uint256 value":
			w.approval = i
		}
	}
	if a := in.Mechanism.Action("approve"); a != nil && signature(tupleOf(a.Args())) == "(address,uint256)" {
		w.approve = &in.methods[a.Index()]
	}
	if w.transfer < 0 || w.approval < 0 || w.approve == nil {
		return fmt.Errorf("%s makes the money, but has not approve, Transfer and Approval of ERC-20", in.Name)
	}
	r.money = w
	return nil
}

// survey reads the journal once for who appears in a call. The chain knows nobody else, so nobody else needs an address
// (tens of microseconds each) or a balance there; and all pokes come before the first call, where they do not end an
// interval between checkpoints.
func (r *replay) survey(ctx context.Context) error {
	rows, closeRows, err := r.open()
	if err != nil {
		return err
	}
	defer closeRows()
	seen := make([]bool, r.world.Accounts())
	var err2 error
	note := func(who sim.Agent) {
		if int(who) >= len(seen) {
			err2 = fmt.Errorf("agent %d, but the world has %d accounts", who, len(seen))
			return
		}
		seen[who] = true
	}
	var spenders []sim.Agent
	second, crowd := sim.Second(-1), uint64(0)
	for calls := uint64(0); r.MaxCalls == 0 || calls < r.MaxCalls; {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if row.Number&0xffff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		b, action, ok := r.house.Resolve(row.Action)
		switch {
		case !ok: // a blob
		case action.Genesis():
			eachAgent(r.instances[r.number[b]].methods[action.Index()].args, row.Args, func(who sim.Agent) {
				spenders = append(spenders, who)
			})
		default:
			calls++
			if row.Now != second {
				second, crowd = row.Now, 0
			}
			crowd++
			r.crowd = max(r.crowd, crowd)
			note(row.Who)
			eachAgent(r.instances[r.number[b]].methods[action.Index()].args, row.Args, note)
		}
		if err2 != nil {
			return fmt.Errorf("journal row %d: %w", row.Number, err2)
		}
	}
	for who, ok := range seen {
		if ok && who != int(sim.Nobody) {
			r.appear = append(r.appear, sim.Agent(who))
		}
	}
	slices.Sort(r.appear)
	r.appear = slices.Compact(r.appear)
	if r.money != nil {
		for _, in := range r.instances {
			spenders = append(spenders, in.Account)
		}
		slices.Sort(spenders)
		r.money.spenders = slices.Compact(spenders)
	}
	return nil
}

// eachAgent calls f with every agent among the arguments of a row.
func eachAgent(t tuple, row []byte, f func(sim.Agent)) {
	for i := range t {
		a := &t[i]
		switch b := a.bytes(row); {
		case a.Type == mechanisms.Address:
			f(sim.Agent(littleEndian(b)))
		case a.Type == mechanisms.List && a.Elem == mechanisms.Address:
			for n := range min(int(b[0]), a.Max) {
				at := a.ElemAt + uintptr(n)*a.ElemLen
				f(sim.Agent(littleEndian(b[at : at+a.ElemLen])))
			}
		}
	}
}

// genesis runs an action that has no counterpart on the chain.
func (r *replay) genesis(row sim.Row, b *mechanisms.Bound, action mechanisms.Action) (*finding, error) {
	err := action.DoRow(b, mechanisms.Call{Now: row.Now, Who: row.Who}, row.Args)
	if b.Mechanism.Outcome(err) != row.Outcome {
		f := r.finding(row, r.otherOutcome(row, b))
		f.Native, f.EVM = r.nativeText(err), "has no counterpart of an action of genesis"
		return f, nil
	}
	switch {
	case err != nil:
	case r.begun:
		return nil, fmt.Errorf("%s.%s, an action of genesis, after the first call", b.Name, action.Name())
	case r.money == nil || b != r.money.in.Bound:
		return nil, fmt.Errorf("%s.%s: only the token's genesis can be put into storage", b.Name, action.Name())
	}
	return nil, nil
}

// begin ends genesis: supply, balances and allowances go into the token's storage. It finds a contract whose constructor
// does not give the allowances that it has natively.
func (r *replay) begin() (*finding, error) {
	if r.begun {
		return nil, nil
	}
	r.begun = true
	if r.money != nil {
		if err := r.endow(); err != nil {
			return nil, err
		}
	}
	r.slotsBefore = r.slotCount()
	if r.blocks != nil {
		if err := r.blocks.open(r); err != nil {
			return nil, err
		}
	}
	if r.money == nil {
		return nil, nil
	}
	for _, in := range r.instances {
		for _, spender := range r.money.spenders {
			k := approvalKey{in.Account, spender}
			if r.machine.Slot(r.money.At, r.allowanceSlot(k)) != r.allowance(k) {
				f := r.finding(r.last, "")
				f.state([]difference{r.allowanceDiffers(k)})
				return f, nil
			}
		}
	}
	return nil, nil
}

// endow puts the money of all who appear into the token's storage, and whom they allowed to take it.
func (r *replay) endow() error {
	m := r.money
	if err := m.SetSupply(uint256.NewInt(uint64(r.world.Ledger.Supply()))); err != nil {
		return err
	}
	for _, who := range r.appear {
		if x := r.world.Ledger.Balance(who); x > 0 {
			m.endowed += x
			if err := m.Machine.Poke(m.At, r.balanceSlot(who), amountSlot(x)); err != nil {
				return err
			}
		}
		if r.house.Owner(who) != nil {
			continue // a contract gives its allowances itself, when it is created
		}
		for _, spender := range m.spenders {
			if allowed := r.allowance(approvalKey{who, spender}); allowed != (common.Hash{}) {
				if err := m.Machine.Poke(m.At, r.allowanceSlot(approvalKey{who, spender}), allowed); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func amountSlot(x sim.Amount) common.Hash { return slotNumber(uint64(x)) }

// allowance is the native allowance as it must be in storage: an unlimited one is 2^256-1, of which OpenZeppelin never
// subtracts.
func (r *replay) allowance(k approvalKey) (slot common.Hash) {
	x, unlimited := r.money.native.Allowance(k.owner, k.spender)
	if !unlimited {
		return amountSlot(x)
	}
	for i := range slot {
		slot[i] = 0xff
	}
	return slot
}

func (r *replay) allowanceSlot(k approvalKey) common.Hash {
	return allowanceSlot(r.accounts.Address(k.owner), r.accounts.Address(k.spender))
}

func (r *replay) balanceSlot(who sim.Agent) common.Hash { return balanceSlot(r.accounts.Address(who)) }
