package parity

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
)

// drawn takes choices from rapid, which makes them smaller when something fails.
type drawn struct{ *rapid.T }

func (d drawn) Uint64() uint64 { return rapid.Uint64().Draw(d.T, "word") }

func (d drawn) Uint64n(n uint64) uint64 { return rapid.Uint64Range(0, n-1).Draw(d.T, "choice") }

func (d drawn) Uniform(low, high int64) int64 { return rapid.Int64Range(low, high).Draw(d.T, "number") }

// machine is a world as a state machine: its actions are those of every mechanism in it, and any call at all.
type machine struct {
	t     *rapid.T
	stage *stage
	gen   *calltest.Gen
	moves []Move
	rules calltest.Rules
}

func (m *machine) do(step calltest.Step) {
	m.moves = append(m.moves, Move{Now: step.Call.Now, Who: step.Call.Who, Bound: step.Bound, Action: step.Action, Args: step.Row})
	_, f, err := m.stage.do(&m.moves[len(m.moves)-1])
	if f != nil || err != nil {
		m.fail(f, err)
	}
}

func (m *machine) fail(f *Failure, err error) {
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Fatalf("%s\n%s", f.What, (&Vector{Rules: m.rules, Moves: m.moves, Failure: f}).Text())
}

func (m *machine) actions() map[string]func(*rapid.T) {
	actions := map[string]func(*rapid.T){
		"": func(*rapid.T) {
			if len(m.moves) == 0 {
				return
			}
			if f, err := m.stage.check(&m.moves[len(m.moves)-1]); f != nil || err != nil {
				m.fail(f, err)
			}
		},
		"anything": func(*rapid.T) { m.do(m.gen.Next()) },
	}
	for _, b := range m.stage.house.Instances {
		for _, a := range b.Mechanism.Actions {
			if !a.Genesis() {
				actions[b.Name+"."+a.Name()] = func(t *rapid.T) { m.do(m.gen.Of(b, a, rapid.IntRange(0, 3).Draw(t, "hostile") == 3)) }
			}
		}
	}
	return actions
}

// Every mechanism as a state machine of rapid, with a comparison of rows after every step.
func TestMachines_areTheSameOnBothSides(t *testing.T) {
	for _, m := range mechanisms.All() {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			r, err := NewRunner(m, nil)
			if err != nil {
				t.Fatal(err)
			}
			rapid.Check(t, func(t *rapid.T) {
				rules, err := calltest.DrawRules(m, drawn{t})
				if err != nil {
					t.Fatal(err)
				}
				s, f, err := r.open(rules)
				if f != nil || err != nil {
					t.Fatal(f, err)
				}
				defer s.pair.Close()
				x := &machine{t: t, stage: s, gen: calltest.NewGenOf(s.house, s.people, drawn{t}), rules: rules}
				t.Repeat(x.actions())
				if f, err := s.end(); f != nil || err != nil {
					x.fail(f, err)
				}
			})
		})
	}
}
