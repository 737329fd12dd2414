package trust

import "github.com/dopamine-network/dopasim/sim"

// What anybody can read from the contract: strategies use it as a client would use view functions.

// Longest is the length of the longest window for complaints: settling is possible after it.
func (s *State) Longest() sim.Second {
	if s.each {
		return max(s.Window, s.WindowProvider)
	}
	return s.Window
}

// LastSecond is the last second in which who, one of the parties, may declare a watched deal.
func (s *State) LastSecond(d Deal, who sim.Agent) sim.Second {
	end := d.Deadline + s.Window
	if s.each && who == d.Provider {
		end = d.Deadline + s.WindowProvider
	}
	if s.exclusive {
		end--
	}
	return end
}

// Locks is what the payer locks when it opens a deal.
func (s *State) Locks() sim.Amount { return s.DepositPayer + s.Price }

// DeclareCost is what a declaration costs the payer, beyond fees: its deposit, less the price where that comes back.
func (s *State) DeclareCost() sim.Amount {
	if s.start != 1 && s.fate == 1 {
		return s.DepositPayer - s.Price
	}
	return s.DepositPayer
}

// ProviderStake is what the provider loses when a deal is declared unsatisfactory.
func (s *State) ProviderStake() sim.Amount {
	if s.start == 1 || s.fate == 0 {
		return s.DepositProvider
	}
	return s.DepositProvider + s.Price
}

// Destroyed is what a declaration takes out of the supply.
func (s *State) Destroyed() sim.Amount {
	x := s.DepositPayer + s.DepositProvider
	if s.start != 1 && s.fate == 2 {
		x += s.Price
	}
	return x
}

// Touch and TouchParties load the row of a deal and the accounts of its parties; see sim.World.Ahead. TouchParties
// gives the payer's reference too.
func (s *State) Touch(id uint64) uint64 {
	if r := s.deals.Row(id); r != nil {
		return r.deadline
	}
	return 0
}

// TouchParties is described with Touch.
func (s *State) TouchParties(id uint64) (ref, read uint64) {
	r := s.deals.Row(id)
	if r == nil {
		return 0, 0
	}
	l := s.World.Ledger
	return r.ref, uint64(l.Balance(r.payer) + l.Balance(r.provider))
}
