package claims

import (
	"errors"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// The till keeps coins for a while and gives them back. Each of its crooks breaks one rule.
type (
	tillParams struct {
		Coin sim.Amount `unit:"DPMN"`
		Keep sim.Second `unit:"s"`
	}
	till struct {
		*mechanisms.Bound
		tillParams
		money  token.Money
		rows   *sim.Rows[tillRow]
		locked *sim.Column[int64]
		crook  *crook
	}
	tillRow struct {
		Owner  sim.Agent  `doc:"whose coin it is"`
		Until  sim.Second `doc:"when it is given back"`
		Status uint8      `doc:"whether it is there"`
	}
	putArgs struct {
		From sim.Agent `doc:"an account that takes no part"`
	}
	giveArgs struct {
		ID uint64 `row:"coins" doc:"the coin"`
	}
	// crook says what a till does wrong, beside its rules or in their place.
	crook struct {
		name string
		put  func(s *till, c mechanisms.Call, other sim.Agent) error
		give func(s *till, c mechanisms.Call, r tillRow)
		want string // in the verdict; "" when nothing is wrong
	}
)

const tillEarly mechanisms.Revert = "TooEarly"

var crooks = []crook{
	{name: "honest"},
	{name: "pickpocket", want: " lost ", put: func(s *till, c mechanisms.Call, other sim.Agent) error {
		if other != s.Account && s.money.CanPull(s.Account, other, 1) == nil {
			s.money.Pull(s.Account, other, 1)
			s.money.Pay(s.Account, c.Who, 1)
		}
		return nil
	}},
	{name: "arsonist", want: " lost ", put: func(s *till, _ mechanisms.Call, other sim.Agent) error {
		if other != s.Account && s.money.CanPull(s.Account, other, 1) == nil {
			s.money.Pull(s.Account, other, 1)
			s.money.Destroy(s.Account, 1)
		}
		return nil
	}},
	{name: "hoarder", want: "and was given", put: func(s *till, c mechanisms.Call, _ sim.Agent) error {
		if s.money.CanPull(s.Account, c.Who, 1) == nil {
			s.money.Pull(s.Account, c.Who, 1)
		}
		return nil
	}},
	{name: "refuser", want: "a refused call moved money", put: func(s *till, c mechanisms.Call, _ sim.Agent) error {
		if s.money.CanPull(s.Account, c.Who, 1) == nil {
			s.money.Pull(s.Account, c.Who, 1)
		}
		return tillEarly
	}},
	{name: "counterfeiter", want: "balances add up to", put: func(s *till, c mechanisms.Call, _ sim.Agent) error {
		s.World.Ledger.Account(c.Who).Balance++
		return nil
	}},
	{name: "spendthrift", want: "and was given", give: func(s *till, _ mechanisms.Call, r tillRow) {
		s.money.Pay(s.Account, r.Owner, s.Coin)
		if s.World.Ledger.Balance(s.Account) >= s.Coin { // of somebody else's
			s.money.Pay(s.Account, r.Owner, s.Coin)
		}
	}},
	{name: "careless", want: "and no row named it", give: func(s *till, c mechanisms.Call, _ tillRow) { s.money.Pay(s.Account, c.Who, s.Coin) }},
	{name: "lastsecond", want: "and no row named it", give: func(s *till, c mechanisms.Call, r tillRow) {
		to := r.Owner
		if c.Now == r.Until { // only to the second
			to = c.Who
		}
		s.money.Pay(s.Account, to, s.Coin)
	}},
	{name: "unsure", want: "panic", give: func(*till, mechanisms.Call, tillRow) { panic("this cannot be") }},
}

func (x *crook) mechanism() *mechanisms.Mechanism {
	if m := mechanisms.Lookup(x.name); m != nil {
		return m // of a run of the test before
	}
	return mechanisms.Register(mechanisms.Spec[tillParams, till]{
		Name: x.name, Doc: "A till with a rule of its own.", Source: "a test of claim 19", Params: tillParams{sim.Token, sim.Day},
		Needs: []mechanisms.Need{{Name: "token", Doc: "the coins"}},
		New: func(b *mechanisms.Build, p tillParams) (*till, error) {
			money, err := mechanisms.Use[token.Money](b, "token")
			rows, locked := sim.NewRows[tillRow](b.World, b.Name), sim.NewColumn[int64](b.World, b.Name+".locked", 1)
			return &till{b.Bound(), p, money, rows, locked, x}, err
		},
		Actions: []mechanisms.Action{
			mechanisms.NewAct("put", "Puts a coin into the till.", " -> Kept", (*till).put),
			mechanisms.NewAct("give", "Anybody has a coin given back when its time is over.", "Kept -> ended", (*till).give),
		},
		Views: []mechanisms.View{mechanisms.NewView("coins", []string{"", "Kept"}, func(s *till) uint64 { return s.rows.Next() }, (*till).coin,
			func(r tillRow) uint8 { return r.Status })},
		Metrics: []mechanisms.Metric[till]{{Name: "locked", Unit: "DPMN", Doc: "coins", Read: func(s *till) int64 { return s.locked.Rows[0] }}},
		Reverts: append([]mechanisms.Refusal{
			{Revert: mechanisms.Unknown, Doc: "there was no such coin"}, {Revert: mechanisms.Closed, Doc: "it was given back"},
			{Revert: tillEarly, Doc: "its time is not over"},
		}, token.Refusals...),
	})
}

func (s *till) coin(id uint64) tillRow {
	if r := s.rows.Row(id); r != nil {
		return *r
	}
	return tillRow{}
}

func (s *till) put(c mechanisms.Call, a putArgs) error {
	if err := s.money.CanPull(s.Account, c.Who, s.Coin); err != nil {
		return err
	}
	if s.crook.put != nil {
		if err := s.crook.put(s, c, a.From); err != nil {
			return err
		}
		if err := s.money.CanPull(s.Account, c.Who, s.Coin); err != nil {
			return err
		}
	}
	_, r := s.rows.Open()
	*r = tillRow{c.Who, c.Now + s.Keep, 1}
	s.money.Pull(s.Account, c.Who, s.Coin)
	s.locked.Rows[0] += int64(s.Coin)
	return nil
}

func (s *till) give(c mechanisms.Call, a giveArgs) error {
	if !s.rows.Issued(a.ID) {
		return mechanisms.Unknown
	}
	r := s.coin(a.ID)
	switch {
	case r.Status == 0:
		return mechanisms.Closed
	case c.Now < r.Until:
		return tillEarly
	}
	s.rows.Close(a.ID)
	s.locked.Rows[0] -= int64(s.Coin)
	if s.crook.give != nil {
		s.crook.give(s, c, r)
		return nil
	}
	s.money.Pay(s.Account, r.Owner, s.Coin)
	return nil
}

// A mechanism that steals, in whatever way, refutes the claim; the same one without its wrong rule does not.
func TestTheft_ofAnyKindIsFound(t *testing.T) {
	for i := range crooks {
		x := &crooks[i]
		t.Run(x.name, func(t *testing.T) {
			verdict, readings, err := theftFrom([]*mechanisms.Mechanism{x.mechanism()}, hostileWorlds)
			if err != nil {
				t.Fatal(err)
			}
			t.Log(readings[0].Detail)
			switch {
			case x.want == "" && verdict != runs.Holds:
				t.Errorf("%s: %s", verdict, readings[0].Detail)
			case x.want != "" && (verdict != runs.Fails || !strings.Contains(readings[0].Detail, x.want)):
				t.Errorf("%s: %s, want %q", verdict, readings[0].Detail, x.want)
			}
		})
	}
}

// One thief among mechanisms that do not steal is enough, and the verdict names it and the call.
func TestTheft_ofOneMechanismDecides(t *testing.T) {
	all := append([]*mechanisms.Mechanism{token.Mechanism}, crooks[0].mechanism(), crooks[1].mechanism())
	verdict, readings, err := theftFrom(all, 2)
	if err != nil || verdict != runs.Fails || !strings.HasPrefix(readings[0].Detail, "pickpocket, world ") ||
		!strings.Contains(readings[0].Detail, " pickpocket.put from=") {
		t.Errorf("%s, %v, %v", verdict, readings, err)
	}
}

// What needs something that is not there is an error and no verdict.
func TestTheft_withoutAWorldIsNoVerdict(t *testing.T) {
	m := *crooks[0].mechanism()
	m.Needs = append([]mechanisms.Need{{Name: "nothing like it"}}, m.Needs...)
	if verdict, _, err := theftFrom([]*mechanisms.Mechanism{&m}, 0); err == nil || verdict != "" || errors.Is(err, ErrUnknown) {
		t.Errorf("%s, %v", verdict, err)
	}
}

// The full set makes more calls, and says so.
func TestChecks_ofTheFullSetAreLarger(t *testing.T) {
	less, more := 0, 0
	for _, x := range []struct {
		full bool
		n    *int
	}{{false, &less}, {true, &more}} {
		count := func(n int) func() (runs.Verdict, []runs.Reading, error) {
			return func() (runs.Verdict, []runs.Reading, error) { *x.n = n; return holds("%d", n) }
		}
		if p, err := exact(Check{Run: count(1), Full: count(5), Want: runs.Holds}, x.full); err != nil || !p.Accepted {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if less != 1 || more != 5 {
		t.Errorf("%d and %d", less, more)
	}
}
