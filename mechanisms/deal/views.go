package deal

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// What anybody can read from the contract: strategies use it as a client would use view functions.

// Names is the number of persons that open must name: the witness and the second one; 0 where the payer or a vote
// decides.
func (s *State) Names() int { return s.names }

// PanelOf is the voting contract that decides, or nil.
func (s *State) PanelOf() *mechanisms.Bound {
	for _, need := range s.Needs {
		if need != nil && s.panel != nil && need.State() == any(s.panel) {
			return need
		}
	}
	return nil
}

// Ends is the last second in which somebody may decide a deal with that deadline; ok is false where a vote decides, which
// has its own end.
func (s *State) Ends(deadline sim.Second) (last sim.Second, ok bool) {
	if s.second {
		deadline += s.StandInWithin
	}
	return deadline, s.panel == nil || s.both
}

// LastSecond is the last second in which who may decide a deal, as its decider or its second witness.
func (s *State) LastSecond(d Deal, who sim.Agent) sim.Second {
	last := d.Deadline
	if who == d.StandIn {
		last += s.StandInWithin
	}
	if s.excludes {
		last--
	}
	return last
}

// RefOf is the payer's reference of a deal; 0 when it never was or has ended.
func (s *State) RefOf(id uint64) uint64 {
	if r := s.deals.Row(id); r != nil {
		return r.ref
	}
	return 0
}

// WitnessFee is what a witness gets for deciding.
func (s *State) WitnessFee() sim.Amount { return s.fee }

var _ vote.Asker = (*State)(nil)
