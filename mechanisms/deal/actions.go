package deal

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// Arguments of the actions.
type (
	OpenArgs struct {
		Provider  sim.Agent  `doc:"who gets the amount on success"`
		Amount    sim.Amount `doc:"tokens to be paid on success"`
		Deadline  sim.Second `doc:"last second for the decision"`
		Witnesses vote.Names `doc:"the witness, or the panel; then the second witness, if there is one; none when the payer decides or lots are drawn"`
		Ref       uint64     `doc:"the payer's own reference, repeated in every event of the deal"`
	}
	// DealArgs name a deal.
	DealArgs struct {
		ID uint64 `row:"deals" doc:"the deal"`
	}
	DecideArgs struct {
		ID      uint64 `row:"deals" doc:"the deal"`
		Success bool   `doc:"whether the provider is paid"`
	}
)

// The actions.
var (
	Open = mechanisms.NewAct("open", "The payer opens a deal and locks the amount and what the decision costs.",
		" -> Locked, -> Offered", (*State).open)
	Agree = mechanisms.NewAct("agree", "The provider agrees to the witnesses (naming: both).",
		"Offered -> Locked", (*State).agree)
	Decide = mechanisms.NewAct("decide", "Who decides declares success or failure: the amount goes to the provider or back.",
		"Locked -> ended", (*State).decide)
	Expire = mechanisms.NewAct("expire", "Anybody ends a deal that nobody agreed to or decided in time.",
		"Offered -> ended, Locked -> ended", (*State).expire)
)

// Fields of the events.
type (
	OpenedFields struct {
		ID       uint64    `indexed:"" row:"deals"`
		Payer    sim.Agent `indexed:"" notify:""`
		Provider sim.Agent `indexed:"" notify:""`
		Ref      uint64
		Amount   sim.Amount
		Deadline sim.Second
		Ballot   uint64 `like:"vote.ballots"`
	}
	NamedFields struct {
		ID      uint64    `indexed:"" row:"deals"`
		Witness sim.Agent `indexed:"" notify:""`
		Second  bool
	}
	Event struct {
		ID       uint64    `indexed:"" row:"deals"`
		Payer    sim.Agent `indexed:"" notify:""`
		Provider sim.Agent `indexed:"" notify:""`
		Ref      uint64
	}
	DecidedFields struct {
		ID       uint64    `indexed:"" row:"deals"`
		Payer    sim.Agent `indexed:"" notify:""`
		Provider sim.Agent `indexed:"" notify:""`
		Ref      uint64
		Success  bool
		By       sim.Agent
	}
	ExpiredFields struct {
		ID       uint64    `indexed:"" row:"deals"`
		Payer    sim.Agent `indexed:"" notify:""`
		Provider sim.Agent `indexed:"" notify:""`
		Ref      uint64
		Success  bool
	}
)

// The events.
var (
	OpenedEvent  = mechanisms.NewEvent[OpenedFields]("Opened", "A deal was opened.")
	NamedEvent   = mechanisms.NewEvent[NamedFields]("Named", "A witness may decide a deal; the second one after its deadline only.")
	AgreedEvent  = mechanisms.NewEvent[Event]("Agreed", "The provider agreed to the witnesses.")
	DecidedEvent = mechanisms.NewEvent[DecidedFields]("Decided", "The deal is a success, or not.")
	ExpiredEvent = mechanisms.NewEvent[ExpiredFields]("Expired", "Nobody agreed or decided in time: silence says what it is.")
)

// late says whether now is past deadline d.
func (s *State) late(now, d sim.Second) bool { return now > d || s.excludes && now == d }

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

// canName says what is wrong with the deadline and the witnesses of a deal that persons decide.
func (s *State) canName(payer sim.Agent, a *OpenArgs, now sim.Second) error {
	switch {
	case a.Deadline > now+vote.MaxTerm:
		return vote.TooLong
	case s.late(now, a.Deadline):
		return TooLate
	case int(a.Witnesses.Count) != s.names:
		return vote.WrongPanel
	}
	for _, w := range a.Witnesses.List() {
		switch w {
		case sim.Nobody:
			return vote.NoWitness
		case payer, a.Provider:
			return vote.PartyWitness
		}
	}
	if s.names == 2 && a.Witnesses.Items[0] == a.Witnesses.Items[1] {
		return vote.TwiceWitness
	}
	return nil
}

// canOpen says why open would be refused. What a vote has to say comes last: its contract is called when the money is
// there.
func (s *State) canOpen(c mechanisms.Call, a *OpenArgs) error {
	x, fits := a.Amount.Plus(s.cost())
	switch {
	case a.Provider == sim.Nobody, a.Provider == s.Account:
		return NoProvider
	case a.Provider == c.Who:
		return SelfDeal
	case !fits:
		return TooMuch
	}
	if s.panel == nil {
		if err := s.canName(c.Who, a, c.Now); err != nil {
			return err
		}
	}
	if err := s.money.CanPull(s.Account, c.Who, x); err != nil {
		return err
	}
	if s.panel != nil {
		return s.panel.CanAsk(s.Account, &s.question, c.Now)
	}
	return nil
}

func (s *State) open(c mechanisms.Call, a OpenArgs) error {
	s.question = vote.OpenArgs{
		Payer: c.Who, Other: a.Provider, Witnesses: a.Witnesses, Deadline: a.Deadline, Begin: !s.both, Ref: s.deals.Next(),
	}
	if err := s.canOpen(c, &a); err != nil {
		return err
	}
	id, r := s.deals.Open()
	r.ref, r.payer, r.provider, r.amount = a.Ref, c.Who, a.Provider, a.Amount
	r.set(Locked, a.Deadline)
	if s.both {
		r.set(Offered, a.Deadline)
	}
	s.appoint(r, &a.Witnesses)
	s.tally.Rows[0].opened++
	ballot := uint64(0)
	if s.panel != nil {
		ballot = r.decider
	}
	OpenedEvent.Emit(s.Bound, OpenedFields{id, c.Who, a.Provider, a.Ref, a.Amount, a.Deadline, ballot})
	if !s.both {
		s.name(id, r)
	}
	s.money.Pull(s.Account, c.Who, a.Amount+s.cost())
	s.lock(c.Who, a.Amount+s.fee, c.Now)
	if s.panel != nil {
		s.panel.Ask(s.Account, &s.question, c.Now)
	}
	return nil
}

// cost is what the payer locks beside the amount.
func (s *State) cost() sim.Amount {
	if s.panel != nil {
		return s.panel.Cost()
	}
	return s.fee
}

// appoint notes who decides: the ballot to come, or the witnesses.
func (s *State) appoint(r *row, names *vote.Names) {
	switch {
	case s.panel != nil:
		r.decider = s.panel.NextBallot()
	case s.names == 2:
		r.decider = uint64(names.Items[0])<<32 | uint64(names.Items[1])
	case s.byWitness:
		r.decider = uint64(names.Items[0]) << 32
	case s.second:
		r.decider = uint64(names.Items[0])
	}
}

// name tells the witnesses of a deal that persons decide.
func (s *State) name(id uint64, r *row) {
	if s.byWitness {
		NamedEvent.Emit(s.Bound, NamedFields{id, r.witness(), false})
	}
	if s.second {
		NamedEvent.Emit(s.Bound, NamedFields{id, r.standIn(), true})
	}
}

func (s *State) agree(c mechanisms.Call, a DealArgs) error {
	r, err := s.find(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Offered:
		return WrongState
	case c.Who != r.provider:
		return NotProvider
	case s.panel == nil && s.late(c.Now, r.until()):
		return TooLate
	}
	if s.panel != nil {
		if err := s.panel.CanBegin(s.Account, r.decider, c.Now); err != nil {
			return err
		}
	}
	r.set(Locked, r.until())
	s.tally.Rows[0].agreed++
	AgreedEvent.Emit(s.Bound, Event{a.ID, r.payer, r.provider, r.ref})
	if s.panel != nil {
		s.panel.Begin(r.decider, c.Now)
		return nil
	}
	s.name(a.ID, r)
	return nil
}
