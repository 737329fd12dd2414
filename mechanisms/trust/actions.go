package trust

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Arguments of the actions.
type (
	OpenArgs struct {
		Provider sim.Agent `doc:"who shall deliver"`
		Ref      uint64    `doc:"the payer's own reference, repeated in every event of the deal"`
	}
	// DealArgs name a deal.
	DealArgs struct {
		ID uint64 `row:"deals" doc:"the deal"`
	}
)

// The actions.
var (
	Open = mechanisms.NewAct("open", "The payer offers a deal and locks price and deposit.",
		" -> Offered", (*State).open)
	Accept = mechanisms.NewAct("accept", "The provider accepts and locks its deposit.",
		"Offered -> Accepted", (*State).accept)
	Deliver = mechanisms.NewAct("deliver", "The provider says that it has delivered; the goods travel outside the chain.",
		"Accepted -> Watched, Accepted -> Delivered", (*State).deliver)
	Complete = mechanisms.NewAct("complete", "The payer, or anybody after its deadline, has the price paid (start: payment).",
		"Delivered -> Watched", (*State).complete)
	Declare = mechanisms.NewAct("declare", "Payer or provider declares the deal unsatisfactory: the deposits burn.",
		"Watched -> ended", (*State).declare)
	Settle = mechanisms.NewAct("settle", "Anybody ends a deal whose window has passed: deposits go back, the price is paid.",
		"Watched -> ended", (*State).settle)
	Expire = mechanisms.NewAct("expire", "Anybody ends a deal that was not accepted or delivered in time.",
		"Offered -> ended, Accepted -> ended", (*State).expire)
)

// Fields of the events: every one names the deal, both parties, who are notified, and the payer's reference.
type (
	Event struct {
		ID       uint64    `indexed:"" row:"deals"`
		Payer    sim.Agent `indexed:"" notify:""`
		Provider sim.Agent `indexed:"" notify:""`
		Ref      uint64
	}
	DeclaredFields struct {
		ID       uint64    `indexed:"" row:"deals"`
		Payer    sim.Agent `indexed:"" notify:""`
		Provider sim.Agent `indexed:"" notify:""`
		Ref      uint64
		By       sim.Agent
	}
)

// The events.
var (
	OpenedEvent    = mechanisms.NewEvent[Event]("Opened", "A deal was offered.")
	AcceptedEvent  = mechanisms.NewEvent[Event]("Accepted", "The provider accepted.")
	DeliveredEvent = mechanisms.NewEvent[Event]("Delivered", "The provider delivered.")
	CompletedEvent = mechanisms.NewEvent[Event]("Completed", "The price was paid and the window starts.")
	DeclaredEvent  = mechanisms.NewEvent[DeclaredFields]("Declared", "One side declared the deal unsatisfactory.")
	SettledEvent   = mechanisms.NewEvent[Event]("Settled", "The window passed without complaint.")
	ExpiredEvent   = mechanisms.NewEvent[Event]("Expired", "The deal was not accepted or delivered in time.")
)

// late says whether now is past deadline d.
func (s *State) late(now, d sim.Second) bool { return now > d || s.exclusive && now == d }

// find is the live row of id.
func (s *State) find(id uint64) (*row, error) {
	if !s.deals.Issued(id) {
		return nil, mechanisms.Unknown
	}
	r := s.deals.Row(id)
	if r == nil || r.deadline == 0 {
		return nil, mechanisms.Closed
	}
	return r, nil
}

// pull locks x of who's money, which CanPull has agreed to.
func (s *State) pull(who sim.Agent, x sim.Amount, now sim.Second) {
	s.money.Pull(s.Account, who, x)
	s.World.Ledger.Lock(who, x, now)
	s.tally.Rows[0].locked += int64(x)
}

// release ends the locks of a deal: price and deposits of the payer, deposit of the provider.
func (s *State) release(r *row, payer, provider sim.Amount, now sim.Second) {
	s.World.Ledger.Unlock(r.payer, payer, now)
	s.World.Ledger.Unlock(r.provider, provider, now)
	s.tally.Rows[0].locked -= int64(payer + provider)
}

func (s *State) destroy(x sim.Amount) {
	s.money.Destroy(s.Account, x)
	s.tally.Rows[0].burned += int64(x)
}

func (s *State) open(c mechanisms.Call, a OpenArgs) error {
	switch {
	case a.Provider == sim.Nobody:
		return NoProvider
	case a.Provider == c.Who:
		return SelfDeal
	}
	x := s.DepositPayer + s.Price
	if err := s.money.CanPull(s.Account, c.Who, x); err != nil {
		return err
	}
	id, r := s.deals.Open()
	r.ref, r.payer, r.provider = a.Ref, c.Who, a.Provider
	r.set(Offered, c.Now+s.AcceptWithin)
	s.tally.Rows[0].opened++
	OpenedEvent.Emit(s.Bound, Event{id, c.Who, a.Provider, a.Ref})
	s.pull(c.Who, x, c.Now)
	return nil
}

func (s *State) accept(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Offered:
		return WrongState
	case c.Who != r.provider:
		return NotProvider
	case s.late(c.Now, r.until()):
		return TooLate
	}
	if err := s.money.CanPull(s.Account, c.Who, s.DepositProvider); err != nil {
		return err
	}
	r.set(Accepted, c.Now+s.DeliverWithin)
	s.tally.Rows[0].accepted++
	AcceptedEvent.Emit(s.Bound, Event{a.ID, r.payer, r.provider, r.ref})
	s.pull(c.Who, s.DepositProvider, c.Now)
	return nil
}

func (s *State) deliver(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Accepted:
		return WrongState
	case c.Who != r.provider:
		return NotProvider
	case s.late(c.Now, r.until()):
		return TooLate
	}
	switch s.start {
	case 0: // delivery
		r.set(Watched, c.Now)
	case 1: // payment
		r.set(Delivered, c.Now+s.CompleteWithin)
	case 2: // deadline
		r.set(Watched, r.until())
	}
	s.tally.Rows[0].delivered++
	DeliveredEvent.Emit(s.Bound, Event{a.ID, r.payer, r.provider, r.ref})
	return nil
}

func (s *State) complete(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Delivered:
		return WrongState
	case c.Who != r.payer && !s.late(c.Now, r.until()):
		return NotPayer
	}
	r.set(Watched, c.Now)
	s.tally.Rows[0].completed++
	s.release(r, s.Price, 0, c.Now)
	CompletedEvent.Emit(s.Bound, Event{a.ID, r.payer, r.provider, r.ref})
	s.money.Pay(s.Account, r.provider, s.Price)
	return nil
}

func (s *State) declare(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Watched:
		return WrongState
	case c.Who != r.payer && c.Who != r.provider:
		return NotParty
	case c.Now < r.until():
		return TooEarly
	}
	window := s.Window
	if s.each && c.Who == r.provider {
		window = s.WindowProvider
	}
	if s.late(c.Now, r.until()+window) {
		return TooLate
	}
	deal := s.end(a.ID, r, c.Now)
	s.tally.Rows[0].declared++
	DeclaredEvent.Emit(s.Bound, DeclaredFields{a.ID, deal.payer, deal.provider, deal.ref, c.Who})
	s.burnAndPay(deal)
	return nil
}

// burnAndPay burns the trust fund and sends the price where Fate says.
func (s *State) burnAndPay(deal row) {
	fund := s.DepositPayer + s.DepositProvider
	switch {
	case s.start == 1: // the price was paid before the window
		s.destroy(fund)
	case s.fate == 0: // kept
		s.destroy(fund)
		s.money.Pay(s.Account, deal.provider, s.Price)
	case s.fate == 1: // refund
		s.destroy(fund)
		s.money.Pay(s.Account, deal.payer, s.Price)
	default: // burned
		s.destroy(fund + s.Price)
	}
}

// end closes the row of a deal past delivery and gives a copy of it.
func (s *State) end(id uint64, r *row, now sim.Second) row {
	deal := *r
	price := s.Price
	if s.start == 1 {
		price = 0 // paid and released by complete
	}
	s.release(r, s.DepositPayer+price, s.DepositProvider, now)
	s.deals.Close(id)
	return deal
}

func (s *State) settle(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	if err != nil {
		return err
	}
	if r.status() != Watched {
		return WrongState
	}
	window := s.Window
	if s.each {
		window = max(window, s.WindowProvider)
	}
	if !s.late(c.Now, r.until()+window) {
		return TooEarly
	}
	deal := s.end(a.ID, r, c.Now)
	s.tally.Rows[0].settled++
	SettledEvent.Emit(s.Bound, Event{a.ID, deal.payer, deal.provider, deal.ref})
	s.money.Pay(s.Account, deal.payer, s.DepositPayer)
	price := s.Price
	if s.start == 1 {
		price = 0
	}
	s.money.Pay(s.Account, deal.provider, s.DepositProvider+price)
	return nil
}

func (s *State) expire(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	if err != nil {
		return err
	}
	if r.status() != Offered && r.status() != Accepted {
		return WrongState
	}
	if !s.late(c.Now, r.until()) {
		return TooEarly
	}
	deal := *r
	deposit := s.DepositProvider
	if deal.status() == Offered {
		deposit = 0
	}
	s.release(r, s.DepositPayer+s.Price, deposit, c.Now)
	s.deals.Close(a.ID)
	s.tally.Rows[0].expired++
	ExpiredEvent.Emit(s.Bound, Event{a.ID, deal.payer, deal.provider, deal.ref})
	s.money.Pay(s.Account, deal.payer, s.DepositPayer+s.Price)
	if s.forfeit {
		s.destroy(deposit)
	} else {
		s.money.Pay(s.Account, deal.provider, deposit)
	}
	return nil
}
