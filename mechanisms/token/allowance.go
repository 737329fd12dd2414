package token

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Allowance is what spender may take from owner; unlimited is an allowance that does not shrink.
func (s *State) Allowance(owner, spender sim.Agent) (x sim.Amount, unlimited bool) {
	// An explicit approval, even of nothing, replaces what genesis granted.
	if x, ok := s.spend.get(owner, spender); ok {
		return x, false
	}
	for i := range s.grants.Rows {
		g := &s.grants.Rows[i]
		if g.spender == spender && g.first <= owner && owner <= g.last {
			return sim.MaxAmount, true
		}
	}
	return 0, false
}

// allowed says what would be left of the allowance after taking x, and whether it has to be noted.
func (s *State) allowed(owner, spender sim.Agent, x sim.Amount) (left sim.Amount, limited bool, err error) {
	have, unlimited := s.Allowance(owner, spender)
	if unlimited {
		return 0, false, nil
	}
	if have < x {
		return 0, false, InsufficientAllowance
	}
	return have - x, true, nil
}

// Money is how another mechanism handles tokens: its own account is the vault. A call with amount 0 does nothing.
type Money interface {
	// CanPull says why Pull would be refused, or nil; call it before the first write.
	CanPull(vault, from sim.Agent, x sim.Amount) error
	// Pull takes x from an account that allowed it into the vault. CanPull must have agreed.
	Pull(vault, from sim.Agent, x sim.Amount)
	// Pay pays x out of the vault, which must hold it.
	Pay(vault, to sim.Agent, x sim.Amount)
	// Destroy burns x of the vault, which must hold it.
	Destroy(vault sim.Agent, x sim.Amount)
}

var _ Money = (*State)(nil)

// CanPull implements Money: the allowance is looked at before the balance, as OpenZeppelin does.
func (s *State) CanPull(vault, from sim.Agent, x sim.Amount) error {
	if x == 0 {
		return nil
	}
	if _, _, err := s.allowed(from, vault, x); err != nil {
		return err
	}
	if s.ledger.Balance(from) < x {
		return InsufficientBalance
	}
	return nil
}

// Pull implements Money.
func (s *State) Pull(vault, from sim.Agent, x sim.Amount) {
	if x == 0 {
		return
	}
	s.mustBe(s.transferFrom(mechanisms.Call{Who: vault}, TransferFromArgs{from, vault, x}))
}

// Pay implements Money.
func (s *State) Pay(vault, to sim.Agent, x sim.Amount) {
	if x == 0 {
		return
	}
	s.mustBe(s.transfer(mechanisms.Call{Who: vault}, TransferArgs{to, x}))
}

// Destroy implements Money.
func (s *State) Destroy(vault sim.Agent, x sim.Amount) {
	if x == 0 {
		return
	}
	s.mustBe(s.burn(mechanisms.Call{Who: vault}, BurnArgs{x}))
}

// mustBe stops the run when a vault cannot do what its mechanism was sure of: money would be lost.
func (s *State) mustBe(err error) {
	if err != nil {
		panic("token: a vault's call was refused: " + err.Error())
	}
}

// allowances is an open-addressed table of explicit approvals, in columns so that it is part of the run's state.
type allowances struct {
	rows *sim.Column[approval]
	head *sim.Column[uint64] // number of entries
}

type approval struct {
	key  uint64 // owner<<32 | spender; 0 is an empty place, since nobody approves nothing
	left sim.Amount
}

func newAllowances(w *sim.World, name string) *allowances {
	return &allowances{sim.NewColumn[approval](w, name, 0), sim.NewColumn[uint64](w, name+".count", 1)}
}

func (a *allowances) get(owner, spender sim.Agent) (sim.Amount, bool) {
	if a.head.Rows[0] == 0 {
		return 0, false
	}
	p := a.place(uint64(owner)<<32 | uint64(spender))
	return p.left, p.key != 0
}

func (a *allowances) set(owner, spender sim.Agent, x sim.Amount) {
	if 2*a.head.Rows[0] >= uint64(len(a.rows.Rows)) {
		a.grow()
	}
	key := uint64(owner)<<32 | uint64(spender)
	p := a.place(key)
	if p.key == 0 {
		a.head.Rows[0]++
	}
	*p = approval{key, x}
}

// place is where key is or would be.
func (a *allowances) place(key uint64) *approval {
	mask := uint64(len(a.rows.Rows) - 1)
	for i := sim.Mix(key) & mask; ; i = (i + 1) & mask {
		if p := &a.rows.Rows[i]; p.key == key || p.key == 0 {
			return p
		}
	}
}

func (a *allowances) grow() {
	old := a.rows.Rows
	a.rows.Rows = make([]approval, max(16, 2*len(old)))
	for _, p := range old {
		if p.key != 0 {
			*a.place(p.key) = p
		}
	}
}
