package mechanisms

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// Spec declares a mechanism with parameters P and state S.
type Spec[P, S any] struct {
	Name   string // "trust": YAML key, folder, Go package; Contract is the same in CamelCase
	Doc    string // one sentence
	Source string // section of the paper, "3.4, Diagram 8"

	// Params are the defaults. Field comments and the tags unit, min, max and enum make the schema and the tables.
	Params P
	// Check says what is wrong with parameters that are each in range but do not fit together; optional.
	Check func(P) error
	// Variants are parameters under which, together, every declared edge is taken; optional.
	Variants []P

	Needs      []Need
	New        func(*Build, P) (*S, error)
	Actions    []Action
	Events     []Event
	Reverts    []Refusal
	Views      []View
	Metrics    []Metric[S]
	Invariants []Invariant[S] // after every call in tests, per sample in runs
	Theory     []Form
	// Sample is a commitment of who, about row id, that has a fair chance to be revealed by arguments made at random (of
	// 32 bytes, those that begin with 0, 1 or 2 and are 0 then): tests want it of a mechanism with commitments.
	Sample func(s *S, id uint64, who sim.Agent, dice uint64) [32]byte
	// Contract is the name of the Solidity twin where it is not Name in CamelCase.
	Contract string
	// Artefact is the twin compiled: the JSON that internal/contracts writes beside it, embedded. Package sim/chain
	// reads it; a mechanism without one cannot be replayed.
	Artefact []byte
}

// Need names another instance that a mechanism calls, through a narrow interface.
type Need struct {
	Name, Doc string
	Optional  bool // without it some parameters make no sense; the contract is given the zero address
	Paid      bool // it is paid for the call: it may take the mechanism's tokens (House.Introduce)
	// InTests changes the parameters, a pointer as from Defaults, of the instance that fills the need in tests.
	InTests func(params any)
}

// Refusal documents a Revert.
type Refusal struct {
	Revert Revert
	Doc    string
}

// Revert is why a mechanism refused an action: data, not a failure. Its name is that of the Solidity error.
type Revert string

func (r Revert) Error() string { return string(r) }

// Refusals that every mechanism with rows has.
const (
	Unknown Revert = "Unknown" // the id was never issued
	Closed  Revert = "Closed"  // what the id named has ended
)

// Metric is a number read from the state at any time.
type Metric[S any] struct {
	Name string
	Unit string // "DPMN" for an amount in base units, "" for a count, "s" for seconds
	Doc  string
	Read func(*S) int64
}

// Invariant is what must hold after every call.
type Invariant[S any] struct {
	Name  string
	Doc   string
	Check func(*S) error
}

// MetricInfo describes a metric without its state.
type MetricInfo struct{ Name, Unit, Doc string }

// Mechanism is a registered Spec without its types: what the chain, the docs and the scenarios work with.
type Mechanism struct {
	Name, Doc, Source, Contract string
	Needs                       []Need
	Actions                     []Action
	Events                      []Event
	Reverts                     []Refusal
	Views                       []View
	Metrics                     []MetricInfo
	Invariants                  []MetricInfo
	Theory                      []Form
	Artefact                    []byte // of the Solidity twin, JSON; nil if there is none

	defaults func() any
	check    func(any) error
	sample   func(state any, id uint64, who sim.Agent, dice uint64) [32]byte
	variants []any
	build    func(*Build, any) (*Bound, error)
}

// Defaults is a pointer to a fresh copy of the default parameters.
func (m *Mechanism) Defaults() any { return m.defaults() }

// Check says what is wrong with parameters (a pointer as from Defaults) that are each in range; nil if nothing.
func (m *Mechanism) Check(params any) error { return m.check(params) }

// Variants are the parameters that conformance tests run under; the first are the defaults.
func (m *Mechanism) Variants() []any { return m.variants }

// Params describes the parameters.
func (m *Mechanism) Params() []Param { return ParamsOf(m.defaults()) }

// Action is the action called name, or nil.
func (m *Mechanism) Action(name string) Action {
	for _, a := range m.Actions {
		if a.Name() == name {
			return a
		}
	}
	return nil
}

// Event is the event called name, or nil.
func (m *Mechanism) Event(name string) Event {
	for _, e := range m.Events {
		if e.Name() == name {
			return e
		}
	}
	return nil
}

// Outcome is the journal's number of a refusal: 1 + its place in Reverts. An error that is not a declared Revert is a
// programmer's mistake and panics.
func (m *Mechanism) Outcome(err error) uint16 {
	if err == nil {
		return 0
	}
	r, ok := err.(Revert)
	if ok {
		for i := range m.Reverts {
			if m.Reverts[i].Revert == r {
				return uint16(i + 1)
			}
		}
	}
	panic(fmt.Sprintf("mechanisms: %s refuses with %q, which its Spec does not declare", m.Name, err))
}

// Refusal is the error behind an outcome number; nil for 0.
func (m *Mechanism) Refusal(outcome uint16) error {
	if outcome == 0 {
		return nil
	}
	if int(outcome) > len(m.Reverts) {
		return fmt.Errorf("outcome %d is not one of %s", outcome, m.Name)
	}
	return m.Reverts[outcome-1].Revert
}

var registry []*Mechanism

// Register adds a mechanism to the registry, checking the declaration; it panics on a mistake in it. Call it from a
// package variable, so that importing the folder is enough.
func Register[P, S any](s Spec[P, S]) *Mechanism {
	m := &Mechanism{
		Name: s.Name, Doc: s.Doc, Source: s.Source, Contract: s.Contract, Needs: s.Needs, Actions: s.Actions, Events: s.Events,
		Reverts: s.Reverts, Views: s.Views, Theory: s.Theory, Artefact: s.Artefact,
		defaults: func() any { p := s.Params; return &p },
		check: func(p any) error {
			if s.Check == nil {
				return nil
			}
			return s.Check(*p.(*P))
		},
	}
	if s.Sample != nil {
		m.sample = func(state any, id uint64, who sim.Agent, dice uint64) [32]byte {
			return s.Sample(state.(*S), id, who, dice)
		}
	}
	if m.Contract == "" {
		m.Contract = strings.ToUpper(s.Name[:1]) + s.Name[1:]
	}
	for _, v := range append([]P{s.Params}, s.Variants...) {
		m.variants = append(m.variants, &v)
	}
	for _, x := range s.Metrics {
		m.Metrics = append(m.Metrics, MetricInfo{x.Name, x.Unit, x.Doc})
	}
	for _, x := range s.Invariants {
		m.Invariants = append(m.Invariants, MetricInfo{x.Name, "", x.Doc})
	}
	m.mustBeSound(reflect.TypeFor[P]())
	for i, a := range s.Actions {
		a.bind(m, i)
	}
	for i, e := range s.Events {
		e.bind(m, i)
	}
	m.build = func(b *Build, params any) (*Bound, error) { return bindState(m, s, b, *params.(*P)) }
	registry = append(registry, m)
	slices.SortFunc(registry, func(a, b *Mechanism) int { return strings.Compare(a.Name, b.Name) })
	return m
}

func (m *Mechanism) mustBeSound(params reflect.Type) {
	fail := func(format string, args ...any) {
		panic(fmt.Sprintf("mechanisms: Spec %q: %s", m.Name, fmt.Sprintf(format, args...)))
	}
	switch {
	case m.Name == "" || m.Doc == "" || m.Source == "":
		fail("Name, Doc and Source must be given")
	case Lookup(m.Name) != nil:
		fail("registered twice")
	case params.Kind() != reflect.Struct:
		fail("parameters must be a struct")
	case len(m.Actions) == 0 || len(m.Actions) > 255 || len(m.Events) > 255:
		fail("wants 1 to 255 actions and at most 255 events")
	}
	names := map[string]bool{}
	for _, a := range m.Actions {
		if names[a.Name()] || a.Doc() == "" {
			fail("action %q: named twice or without doc", a.Name())
		}
		names[a.Name()] = true
	}
}

// Lookup is the mechanism called name, or nil.
func Lookup(name string) *Mechanism {
	for _, m := range registry {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// All lists the registered mechanisms by name.
func All() []*Mechanism { return slices.Clone(registry) }

// Instantiate builds an instance of m for account b.Account; params is a pointer as from Defaults.
func (m *Mechanism) Instantiate(b *Build, params any) (*Bound, error) {
	if err := m.Check(params); err != nil {
		return nil, err
	}
	return m.build(b, params)
}
