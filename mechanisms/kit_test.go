package mechanisms

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// lamp is a small mechanism: anybody may light it for another, who alone may put it out.
type (
	lampParams struct {
		Limit uint32 `max:"100"`
	}
	lampState struct {
		*Bound
		lampParams
		rows *sim.Rows[sim.Agent]
	}
	lightArgs struct {
		For sim.Agent `doc:"whose lamp"`
	}
	outArgs struct {
		ID uint64 `row:"lamps" doc:"the lamp"`
	}
	lit struct {
		ID uint64    `indexed:""`
		By sim.Agent `notify:""`
		On sim.Agent `notify:""`
	}
)

const dark Revert = "Dark"

var (
	light    = NewAct("light", "Lights a lamp.", " -> Lit", (*lampState).light)
	out      = NewAct("out", "Puts it out.", "Lit -> ended", (*lampState).out)
	setup    = NewGenesis("setup", "Does nothing.", func(*lampState, Call, lightArgs) error { return nil })
	litEvent = NewEvent[lit]("Lit", "A lamp was lit.")
	lamp     = Register(lampSpec("lamp"))
)

func lampSpec(name string) Spec[lampParams, lampState] {
	return Spec[lampParams, lampState]{
		Name: name, Doc: "A lamp.", Source: "1", Params: lampParams{Limit: 3}, Variants: []lampParams{{Limit: 1}},
		Check: func(p lampParams) error {
			if p.Limit == 13 {
				return errors.New("limit: 13 is bad luck")
			}
			return nil
		},
		New: func(b *Build, p lampParams) (*lampState, error) {
			return &lampState{b.Bound(), p, sim.NewRows[sim.Agent](b.World, b.Name)}, nil
		},
		Actions: []Action{light, out, setup}, Events: []Event{litEvent},
		Reverts: []Refusal{{Unknown, "no such lamp"}, {Closed, "it is out"}, {dark, "too many lamps, or not yours"}},
		Views: []View{NewView("lamps", []string{"", "Lit"}, func(s *lampState) uint64 { return s.rows.Next() },
			func(s *lampState, id uint64) lightArgs {
				if r := s.rows.Row(id); r != nil {
					return lightArgs{*r}
				}
				return lightArgs{}
			}, func(r lightArgs) uint8 { return uint8(min(r.For, 1)) })},
		Metrics: []Metric[lampState]{{Name: "live", Doc: "lamps lit", Read: func(s *lampState) int64 { return int64(s.rows.Live()) }}},
		Invariants: []Invariant[lampState]{{Name: "limit", Doc: "no more lamps than allowed", Check: func(s *lampState) error {
			if s.rows.Live() > int(s.Limit) {
				return errors.New("too many lamps")
			}
			return nil
		}}},
	}
}

func (s *lampState) light(c Call, a lightArgs) error {
	if s.rows.Live() >= int(s.Limit) {
		return dark
	}
	id, row := s.rows.Open()
	*row = a.For
	litEvent.Emit(s.Bound, lit{id, c.Who, a.For})
	return nil
}

func (s *lampState) out(c Call, a outArgs) error {
	row := s.rows.Row(a.ID)
	switch {
	case !s.rows.Issued(a.ID):
		return Unknown
	case row == nil || *row == 0:
		return Closed
	case *row != c.Who:
		return dark
	}
	s.rows.Close(a.ID)
	return nil
}

// lampHouse is a house with a lamp for populations a (accounts 2, 3) and b (4, 5).
func lampHouse(t *testing.T) *Instance[lampState] {
	t.Helper()
	w, err := sim.NewWorld(sim.Config{Populations: []sim.Group{{Name: "lamp", Size: 1}, {Name: "a", Size: 2}, {Name: "b", Size: 2}}})
	if err != nil {
		t.Fatal(err)
	}
	bound, err := NewHouse(w).Add("lamp", lamp, lamp.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := InstanceOf[lampState](bound)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const popA, popB = 2, 3

// Notices reach every agent with the tag, of populations that listen, in the next round, in the order emitted.
func TestEvent_isANoticeInTheNextRound(t *testing.T) {
	m := lampHouse(t)
	w := m.World
	var heard []string
	hear := func(who sim.Agent, e *lit) {
		heard = append(heard, fmt.Sprintf("%d hears of %d by %d on %d in round %d", who, e.ID, e.By, e.On, w.Round()))
	}
	On(m, litEvent, popA, hear)
	kind := w.Kind(func(sim.Event) {
		light.Send(m, 2, lightArgs{4})
		light.Send(m, 3, lightArgs{2})
		if len(heard) > 0 {
			t.Error("a notice came before its round")
		}
	})
	w.Schedule(7, 2, kind, 0)
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	round := w.Round()
	slices.Sort(heard)
	want := []string{
		fmt.Sprintf("2 hears of 1 by 2 on 4 in round %d", round), fmt.Sprintf("2 hears of 2 by 3 on 2 in round %d", round),
		fmt.Sprintf("3 hears of 2 by 3 on 2 in round %d", round),
	}
	if !slices.Equal(heard, want) {
		t.Errorf("%q\nwant\n%q", heard, want)
	}
}

// A chain of notices, each answered at once, keeps the two buffers of a slab apart.
func TestEvent_noticesSurviveWhileTheNextAreMade(t *testing.T) {
	m := lampHouse(t)
	m.State.Limit = 100
	seen := map[uint64]bool{}
	On(m, litEvent, popA, func(who sim.Agent, e *lit) {
		if e.By != who || e.On != 5 || seen[e.ID] {
			t.Errorf("%d hears of %+v", who, *e)
		}
		id := e.ID
		seen[id] = true
		for range 2 {
			if m.State.rows.Next() < 60 {
				light.Send(m, who, lightArgs{5})
			}
		}
		if e.ID != id {
			t.Error("the notice changed while it was read")
		}
	})
	light.Send(m, 2, lightArgs{5})
	if err := m.World.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 59 {
		t.Errorf("heard of %d lamps", len(seen))
	}
}

func TestSend_tellsItsSenderOfARefusalAndChargesForIt(t *testing.T) {
	m := lampHouse(t)
	m.House.Charge(m.Bound, out, 5)
	if m.House.Fee(m.Bound, "out", popA) != 5 || m.House.Fee(m.Bound, "light", popA) != 0 {
		t.Error("fees are not as set")
	}
	var heard []string
	out.OnRefused(m, popA, func(who sim.Agent, r *Refused[outArgs]) {
		heard = append(heard, fmt.Sprintf("%d: %d %s", who, r.Args.ID, r.Why))
	})
	out.Send(m, 3, outArgs{9})
	out.Send(m, 4, outArgs{9}) // nobody of its population listens
	if err := m.World.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if want := []string{"3: 9 Unknown"}; !slices.Equal(heard, want) {
		t.Errorf("%q, want %q", heard, want)
	}
	if l := m.World.Ledger; l.Account(3).Fees != 5 || l.Account(4).Fees != 5 || m.World.Journal.Refused() != 2 {
		t.Errorf("fees %d, %d; %d refused", l.Account(3).Fees, l.Account(4).Fees, m.World.Journal.Refused())
	}
}

func TestRecord_hearsEveryEventWithItsRow(t *testing.T) {
	m := lampHouse(t)
	var got []string
	m.House.Record(func(l Logged) {
		values, err := Values(l.Event.Fields(), l.Row)
		if err != nil {
			t.Error(err)
		}
		got = append(got, l.From.Name+"."+l.Event.Name()+" "+Text(l.Event.Fields(), values))
	})
	_ = light.Do(m, Call{Who: 2}, lightArgs{4})
	m.House.Record(nil)
	_ = light.Do(m, Call{Who: 2}, lightArgs{4})
	if want := []string{"lamp.Lit id=1, by=#2, on=#4"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestView_tellsTheStatusOfARow(t *testing.T) {
	m := lampHouse(t)
	v := lamp.Views[0]
	status := func(id uint64) string { return v.Status(m.Bound, id) }
	if status(0) != "" || status(1) != "" || v.Next(m.Bound) != 1 {
		t.Error("a lamp burns before it was lit")
	}
	_ = light.Do(m, Call{Who: 2}, lightArgs{4})
	if status(1) != "Lit" || status(2) != "" || !slices.Equal(v.Row(m.Bound, 1), []byte{4, 0, 0, 0}) {
		t.Errorf("status %q, row %v", status(1), v.Row(m.Bound, 1))
	}
	_ = out.Do(m, Call{Who: 4}, outArgs{1})
	if status(1) != Ended || !slices.Equal(v.Row(m.Bound, 1), make([]byte, 4)) {
		t.Errorf("status %q", status(1))
	}
}

func TestHouse_resolvesItsCodes(t *testing.T) {
	m := lampHouse(t)
	for code, want := range map[uint16]string{0: "light", 1: "out", 2: "setup", 3: "", 0x100: "", 0xffff: ""} {
		b, a, ok := m.House.Resolve(code)
		if ok != (want != "") || ok && (b != m.Bound || a.Name() != want) {
			t.Errorf("code %#x: %v", code, ok)
		}
	}
	if n, ok := m.House.RowSize(1); n != 8 || !ok {
		t.Errorf("a row of out takes %d bytes", n)
	}
	if n, ok := m.House.RowSize(sim.BlobCode); n != sim.BlobRow || !ok {
		t.Errorf("a row of a blob takes %d bytes", n)
	}
	if _, ok := m.House.RowSize(77); ok {
		t.Error("action 77 has a size")
	}
}

func TestHouse_checksInvariantsAndReadsMetrics(t *testing.T) {
	m := lampHouse(t)
	for range 3 {
		if err := light.Do(m, Call{Who: 2}, lightArgs{4}); err != nil {
			t.Fatal(err)
		}
	}
	if err := light.Do(m, Call{Who: 2}, lightArgs{4}); err != dark || m.Metric(0) != 3 {
		t.Errorf("the fourth lamp: %v; %d live", err, m.Metric(0))
	}
	if err := m.House.Check(); err != nil {
		t.Error(err)
	}
	m.State.Limit = 1
	if err := m.House.Check(); err == nil || err.Error() != "lamp: limit: too many lamps" {
		t.Errorf("Check: %v", err)
	}
}

func TestHouse_refusesWhatCannotBeAdded(t *testing.T) {
	m := lampHouse(t)
	bad := &lampParams{Limit: 13}
	for want, add := range map[string]func() error{
		"mechanism torch: it has no account": func() error { _, err := m.House.Add("torch", lamp, lamp.Defaults(), nil); return err },
		"mechanism lamp: its name is used twice or there are more than 255": func() error {
			_, err := m.House.Add("lamp", lamp, lamp.Defaults(), nil)
			return err
		},
		"mechanism a: limit: 13 is bad luck": func() error { _, err := m.House.Add("a", lamp, bad, nil); return err },
	} {
		if err := add(); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	b := &Build{House: m.House, World: m.World, Needs: map[string]string{"light": "lamp"}}
	if _, err := Use[fmt.Stringer](b, "light"); err == nil || err.Error() != "needs light, but lamp is a lamp" {
		t.Errorf("Use of another type: %v", err)
	}
	if _, err := Use[fmt.Stringer](b, "fire"); err == nil || !strings.Contains(err.Error(), `no mechanism "fire"`) {
		t.Errorf("Use of nothing: %v", err)
	}
	if s, err := Use[*lampState](b, "light"); err != nil || s != m.State {
		t.Errorf("Use: %v", err)
	}
	if _, err := InstanceOf[struct{}](m.Bound); err == nil {
		t.Error("a lamp is an instance of nothing")
	}
}

func TestMechanism_isReadableWithoutItsTypes(t *testing.T) {
	if Lookup("lamp") != lamp || !slices.Contains(All(), lamp) || Lookup("torch") != nil {
		t.Error("the registry does not find it")
	}
	if lamp.Contract != "Lamp" || lamp.Action("out") != Action(out) || lamp.Action("in") != nil || lamp.Event("Lit") != Event(litEvent) || lamp.Event("") != nil {
		t.Errorf("%+v", lamp)
	}
	if p := lamp.Defaults().(*lampParams); p.Limit != 3 || len(lamp.Variants()) != 2 {
		t.Errorf("defaults are %+v, %d variants", p, len(lamp.Variants()))
	}
	if !setup.Genesis() || light.Genesis() || len(out.Edges()) != 1 || out.Edges()[0] != (Edge{"Lit", Ended}) || len(setup.Edges()) != 0 {
		t.Error("the actions are not as declared")
	}
	for i, err := range []error{nil, Unknown, Closed, dark} {
		if n := lamp.Outcome(err); n != uint16(i) || lamp.Refusal(n) != err {
			t.Errorf("%v has outcome %d, which is %v", err, n, lamp.Refusal(n))
		}
	}
	if err := lamp.Refusal(9); err == nil || err.Error() != "outcome 9 is not one of lamp" {
		t.Errorf("outcome 9 is %v", err)
	}
}

func TestRegister_panicsOnMistakes(t *testing.T) {
	spoilt := func(change func(*Spec[lampParams, lampState])) func() {
		return func() {
			s := lampSpec("other")
			change(&s)
			Register(s)
		}
	}
	m := lampHouse(t)
	for name, mistake := range map[string]func(){
		"no doc":           spoilt(func(s *Spec[lampParams, lampState]) { s.Doc = "" }),
		"no source":        spoilt(func(s *Spec[lampParams, lampState]) { s.Source = "" }),
		"registered twice": spoilt(func(s *Spec[lampParams, lampState]) { s.Name = "lamp" }),
		"no actions":       spoilt(func(s *Spec[lampParams, lampState]) { s.Actions = nil }),
		"an action twice":  spoilt(func(s *Spec[lampParams, lampState]) { s.Actions = []Action{light, light} }),
		"not an edge":      func() { NewAct("x", "x", "Lit", (*lampState).light) },
		"a number as notice": func() {
			NewEvent[struct {
				N uint64 `notify:""`
			}]("X", "x")
		},
		"an undeclared revert": func() { lamp.Outcome(Revert("Broken")) },
		"another's error":      func() { lamp.Outcome(errors.New("broken")) },
		"listening twice": func() {
			On(m, litEvent, popB, func(sim.Agent, *lit) {})
			On(m, litEvent, popB, func(sim.Agent, *lit) {})
		},
		"a row too short": func() { _ = out.DoRow(m.Bound, Call{Who: 2}, []byte{1}) },
	} {
		func() {
			defer func() {
				if p, ok := recover().(string); !ok || !strings.HasPrefix(p, "mechanisms: ") {
					t.Errorf("%s: recovered %v", name, p)
				}
			}()
			mistake()
		}()
	}
}

func TestForm_isCalledByNames(t *testing.T) {
	f := Form{Name: "x.sum", Args: []Arg{{Name: "a", Doc: "first", Default: Must}, {Name: "b", Default: 2}},
		Value: func(a []float64) float64 { return a[0] + a[1] }}
	if v, err := f.Call(map[string]float64{"a": 1}); v != 3 || err != nil || f.Signature() != "a, b" {
		t.Errorf("%v, %v, %s", v, err, f.Signature())
	}
	if _, err := f.Call(map[string]float64{"b": 1}); err == nil || err.Error() != "x.sum: argument a is missing (first)" {
		t.Errorf("%v", err)
	}
	if _, err := f.Call(map[string]float64{"a": 1, "c": 1}); err == nil || err.Error() != "x.sum: one of the arguments is not known; it takes a, b" {
		t.Errorf("%v", err)
	}
	if _, ok := LookupForm("x.sum"); ok {
		t.Error("a form that no mechanism has is found")
	}
}
