package vote

import "github.com/dopamine-network/dopasim/sim"

// payout is what a decided ballot pays. All of the rewards and lost bonds of a ballot is in one of its parts: shares are
// rounded down, and who gets what is left over is said at Params.
type payout struct {
	success bool
	outlier bool       // whether those who disagree are outliers
	vacant  bool       // no panel was drawn
	share   sim.Amount // of each seat that earned a reward
	bonus   sim.Amount // of each that voted and is no outlier, beside it
	payer   sim.Amount // what goes to the payer
	fire    sim.Amount // what is burned
}

// seatResult is how a seat comes out.
type seatResult struct {
	bonded   bool // it escrowed a bond
	lost     bool // and loses it
	rewarded bool
	winner   bool // it voted as was decided
	struck   bool // it loses its place in the pool
}

// judge says how a seat comes out.
func (s *State) judge(c *chair, p *payout) (x seatResult) {
	status := c.status()
	switch status {
	case Yes, No:
		x.bonded = true
		x.lost = p.outlier && (status == Yes) != p.success
		x.rewarded, x.winner = !x.lost, (status == Yes) == p.success
	case Seated, Committed:
		x.bonded = status == Committed
		switch {
		case s.absentSlashed:
			x.lost = true
			x.struck = s.lot && s.holds(c)
			return x
		case !s.absentIgnored: // it counts as a vote for failure
			x.lost = p.outlier && p.success
		}
		x.rewarded = s.rewardAll && !x.lost
	}
	return x
}

// holds says whether the witness of a seat still has the place that it was drawn for.
func (s *State) holds(c *chair) bool {
	p := s.places.Row(c.place())
	return p.taken() && p.Witness == c.witness && p.Seats > 0
}

func (p *Place) taken() bool { return p != nil && p.Status == Member }

// work fills in what everybody gets.
func (s *State) work(p *payout, id uint64, found result) {
	p.success, p.outlier = found.success, s.penalty && (!found.tie || s.tieLosers)
	p.vacant = s.chairs.Row(s.FirstSeat(id)).status() == Vacant
	var rewarded, winners, lost sim.Amount
	first := s.FirstSeat(id)
	for seat := first; seat < first+s.n; seat++ {
		c := s.chairs.Row(seat)
		x := s.judge(c, p)
		if x.rewarded {
			rewarded++
		}
		if x.winner {
			winners++
		}
		if x.bonded && x.lost {
			lost += s.Bond
		}
		if x.struck {
			lost += s.Standing
		}
	}
	s.divide(p, rewarded, winners)
	s.forfeit(p, lost, winners)
}

// divide splits the rewards of all seats.
func (s *State) divide(p *payout, rewarded, winners sim.Amount) {
	pot := s.Cost()
	if s.shared && rewarded > 0 {
		p.share = pot / rewarded
		p.payer = pot - p.share*rewarded
		return
	}
	p.share = s.Reward
	rest := pot - p.share*rewarded
	switch {
	case s.unspent == toFire && !p.vacant:
		p.fire = rest
	case s.unspent == toMajority && winners > 0:
		p.bonus = rest / winners
		p.payer = rest - p.bonus*winners
	default:
		p.payer = rest
	}
}

// forfeit splits what was lost.
func (s *State) forfeit(p *payout, lost, winners sim.Amount) {
	switch {
	case s.slashed == toPayer:
		p.payer += lost
	case s.slashed == toMajority && winners > 0:
		each := lost / winners
		p.bonus += each
		p.fire += lost - each*winners
	default:
		p.fire += lost
	}
	s.tally.Rows[0].lost += int64(lost)
}

// pay pays the seats in their order, then the payer, and burns the rest.
func (s *State) pay(p *payout, id uint64, b *row, now sim.Second) {
	s.release(s.backer(b.asker, b.payer), s.Cost(), now)
	first := s.FirstSeat(id)
	for seat := first; seat < first+s.n; seat++ {
		if c := s.chairs.Row(seat); c.witness != sim.Nobody {
			s.paySeat(p, id, seat, c, now)
		}
	}
	s.money.Pay(s.Account, b.payer, p.payer)
	s.money.Destroy(s.Account, p.fire)
	s.tally.Rows[0].burned += int64(p.fire)
}

// paySeat pays a seat and settles its place in the pool.
func (s *State) paySeat(p *payout, id, seat uint64, c *chair, now sim.Second) {
	x := s.judge(c, p)
	var amount sim.Amount
	if x.bonded {
		s.release(c.witness, s.Bond, now)
		if !x.lost {
			amount = s.Bond
		}
	}
	if x.rewarded {
		amount += p.share
	}
	if x.winner {
		amount += p.bonus
	}
	if s.penalty && x.lost {
		s.tally.Rows[0].outliers++
	}
	if s.lot {
		s.leaveSeat(c, x.struck, now)
	}
	PaidEvent.Emit(s.Bound, PaidFields{id, seat, c.witness, amount, p.success})
	s.money.Pay(s.Account, c.witness, amount)
}

// Stakes is what an outlier loses against a seat that agrees with the decision, in a ballot of full attendance.
func (s *State) Stakes() sim.Amount {
	if !s.penalty {
		return 0
	}
	return s.Bond + s.Reward
}
