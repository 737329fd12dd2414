package deal

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

func (s *State) decide(c mechanisms.Call, a DecideArgs) error {
	r, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Locked:
		return WrongState
	}
	if err := s.mayDecide(c, r); err != nil {
		return err
	}
	s.end(a.ID, a.Success, c.Who, c.Who, c.Now)
	return nil
}

// mayDecide says whether the decision on a deal is the sender's now. The voting contract does not come here (Decided).
func (s *State) mayDecide(c mechanisms.Call, r *row) error {
	decider := r.payer
	switch {
	case s.panel != nil:
		return NotDecider
	case s.byWitness:
		decider = r.witness()
	}
	switch {
	case c.Who == decider:
		if s.late(c.Now, r.until()) {
			return TooLate
		}
	case s.second && c.Who == r.standIn():
		if !s.late(c.Now, r.until()) {
			return TooEarly
		}
		if s.late(c.Now, r.until()+s.StandInWithin) {
			return TooLate
		}
	default:
		return NotDecider
	}
	return nil
}

// Decided implements vote.Asker.
func (s *State) Decided(by sim.Agent, ref uint64, success bool, now sim.Second) {
	r := s.deals.Row(ref)
	s.end(ref, success, by, r.payer, now)
}

// end pays out a decided deal; fee is who gets what was locked for a witness.
func (s *State) end(id uint64, success bool, by, fee sim.Agent, now sim.Second) {
	d := s.close(id, now)
	c := &s.tally.Rows[0]
	if success {
		c.succeeded++
	} else {
		c.failed++
	}
	DecidedEvent.Emit(s.Bound, DecidedFields{id, d.payer, d.provider, d.ref, success, by})
	s.pay(&d, success, fee)
}

// close ends the row of a deal and gives a copy of it.
func (s *State) close(id uint64, now sim.Second) row {
	d := *s.deals.Row(id)
	s.deals.Close(id)
	s.World.Ledger.Unlock(d.payer, d.amount+s.fee, now)
	s.tally.Rows[0].locked -= int64(d.amount + s.fee)
	return d
}

func (s *State) lock(payer sim.Agent, x sim.Amount, now sim.Second) {
	s.World.Ledger.Lock(payer, x, now)
	s.tally.Rows[0].locked += int64(x)
}

// pay pays the amount by the decision, and the fee.
func (s *State) pay(d *row, success bool, fee sim.Agent) {
	to := d.payer
	if success {
		to = d.provider
	}
	s.money.Pay(s.Account, to, d.amount)
	s.money.Pay(s.Account, fee, s.fee)
}

func (s *State) expire(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	if err != nil {
		return err
	}
	if r.status() == Offered {
		return s.decline(a.ID, r, c.Now)
	}
	last := r.until()
	if s.second {
		last += s.StandInWithin
	}
	switch {
	case s.panel != nil:
		return VoteDecides
	case !s.late(c.Now, last):
		return TooEarly
	}
	d := s.close(a.ID, c.Now)
	s.tally.Rows[0].silent++
	ExpiredEvent.Emit(s.Bound, ExpiredFields{a.ID, d.payer, d.provider, d.ref, s.pays})
	s.pay(&d, s.pays, d.payer)
	return nil
}

// decline ends a deal that the provider did not agree to: the payer gets everything back.
func (s *State) decline(id uint64, r *row, now sim.Second) error {
	if !s.late(now, r.until()) {
		return TooEarly
	}
	d := s.close(id, now)
	s.tally.Rows[0].declined++
	ExpiredEvent.Emit(s.Bound, ExpiredFields{id, d.payer, d.provider, d.ref, false})
	cost := s.fee
	if s.panel != nil {
		cost = s.panel.Cost()
		s.panel.GiveUp(d.decider, now)
	}
	s.money.Pay(s.Account, d.payer, d.amount+cost)
	return nil
}
