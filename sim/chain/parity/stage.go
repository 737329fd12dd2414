package parity

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// Runner plays inputs on worlds around one mechanism, one after the other. Not safe for concurrent use.
type Runner struct {
	m        *mechanisms.Mechanism
	all      []*mechanisms.Mechanism    // with what it needs
	twins    map[string]*chain.Artefact // by instance
	accounts *chain.Accounts            // the same in every world
}

// NewRunner prepares worlds around m. twins replaces contracts by instance: wrong ones, to prove that they are found.
func NewRunner(m *mechanisms.Mechanism, twins map[string]*chain.Artefact) (*Runner, error) {
	all, err := calltest.WithNeeds(m)
	if err != nil {
		return nil, err
	}
	r := &Runner{m: m, all: all, twins: map[string]*chain.Artefact{}, accounts: chain.NewAccounts()}
	for _, x := range all {
		if a, ok := twins[x.Name]; ok {
			r.twins[x.Name] = a
			continue
		}
		if len(x.Artefact) == 0 {
			return nil, fmt.Errorf("mechanism %s has no contract to compare it with", x.Name)
		}
		if r.twins[x.Name], err = chain.ParseArtefact(x.Artefact); err != nil {
			return nil, fmt.Errorf("mechanism %s: %w", x.Name, err)
		}
	}
	return r, nil
}

// Move is a call and what came of it.
type Move struct {
	Now     sim.Second
	Who     sim.Agent
	Bound   *mechanisms.Bound
	Action  mechanisms.Action
	Args    []byte
	Outcome uint16
}

func (m *Move) step() calltest.Step {
	return calltest.Step{Bound: m.Bound, Action: m.Action, Call: mechanisms.Call{Now: m.Now, Who: m.Who}, Row: m.Args}
}

// Failure is a difference between the sides, or a broken invariant.
type Failure struct {
	Call int    // from 1: after how many calls it was seen
	What string // "trust.declare: events": failures of the same What are taken for the same mistake
	Text string // in full
}

// stage is a world with its contracts.
type stage struct {
	house  *mechanisms.House
	people sim.Population
	pair   *chain.Pair
	watch  *calltest.Watch
	calls  int
}

// open builds the world of rules. A failure is a difference between the sides from the start.
func (r *Runner) open(rules calltest.Rules) (*stage, *Failure, error) {
	s := &stage{}
	var err error
	if s.house, s.people, err = rules.World(); err != nil {
		return nil, nil, err
	}
	s.pair, err = chain.NewPair(s.house, chain.PairOptions{Twins: r.twins, Accounts: r.accounts})
	if err != nil {
		f, err := failure(err, 0, "at genesis")
		return nil, f, err
	}
	s.watch = calltest.NewWatch(s.house, s.people)
	return s, nil, nil
}

// failure tells errors that say that the sides differ from others.
func failure(err error, calls int, at string) (*Failure, error) {
	var d *chain.Divergence
	if errors.As(err, &d) {
		what, _, _ := strings.Cut(d.What, "(") // without the id of a row
		what, _, _ = strings.Cut(what, " of ") // without whose balance it is
		return &Failure{calls, at + ": " + what, d.String()}, nil
	}
	var v *sim.Violation
	if errors.As(err, &v) {
		return &Failure{calls, at + ": invariant", v.Err.Error()}, nil
	}
	return nil, err
}

// do makes a call on both sides and fills in its outcome.
func (s *stage) do(m *Move) (done chain.Answer, f *Failure, err error) {
	at := m.Bound.Name + "." + m.Action.Name()
	defer func() {
		if p := recover(); p != nil { // a mechanism that was sure of something that is not so
			f = &Failure{s.calls, at + ": panic", fmt.Sprint(p)}
		}
	}()
	s.calls++
	s.watch.Begin(m.step())
	done, err = s.pair.Call(m.Bound, m.Action, mechanisms.Call{Now: m.Now, Who: m.Who}, m.Args)
	m.Outcome = done.Outcome
	if err != nil {
		f, err = failure(err, s.calls, at)
		return done, f, err
	}
	if err := s.watch.End(m.step(), m.Outcome, s.pair.Events()); err != nil {
		return done, &Failure{s.calls, at + ": invariant", err.Error()}, nil
	}
	return done, nil, nil
}

// check compares the rows touched.
func (s *stage) check(m *Move) (*Failure, error) {
	if err := s.pair.Check(); err != nil {
		return failure(err, s.calls, m.Bound.Name+"."+m.Action.Name())
	}
	return nil, nil
}

// end compares everything that is alive.
func (s *stage) end() (*Failure, error) {
	if err := s.pair.End(); err != nil {
		return failure(err, s.calls, "at the end")
	}
	return nil, nil
}
