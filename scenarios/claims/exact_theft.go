package claims

import (
	"fmt"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/sim"
)

// The number of hostile worlds per mechanism, beside one for each variant of its parameters, and of calls in each.
const (
	hostileWorlds     = 96
	hostileWorldsFull = 1000
	hostileCalls      = 500
)

// seedOfTheft is frozen: what was met once is met always.
const seedOfTheft = 19

var theftStream = sim.StreamOf("claim 19")

// hostile is a search for theft.
type hostile struct {
	worlds, calls, refused int
	accepted               map[mechanisms.Action]bool
}

// met counts the actions of mechanisms, and those of them that were accepted at least once.
func (h *hostile) met(all []*mechanisms.Mechanism) (accepted, actions int) {
	for _, m := range all {
		for _, a := range m.Actions {
			if a.Genesis() {
				continue
			}
			actions++
			if h.accepted[a] {
				accepted++
			}
		}
	}
	return accepted, actions
}

// noTheft is claim 19: random and hostile calls on every mechanism that has a contract, under every variant of its
// parameters and others drawn, take nothing from anybody that is not refused (calltest.Watch says what theft is).
func noTheft(worlds int) func() (runs.Verdict, []runs.Reading, error) {
	return func() (runs.Verdict, []runs.Reading, error) {
		var all []*mechanisms.Mechanism
		for _, m := range mechanisms.All() {
			if len(m.Artefact) > 0 { // what is written for an exact check has no contract to be secure
				all = append(all, m)
			}
		}
		return theftFrom(all, worlds)
	}
}

// theftFrom looks for theft in worlds around each of some mechanisms.
func theftFrom(all []*mechanisms.Mechanism, worlds int) (runs.Verdict, []runs.Reading, error) {
	h := hostile{accepted: map[mechanisms.Action]bool{}}
	for _, m := range all {
		for world := range len(m.Variants()) + worlds {
			found, err := h.play(m, world)
			if err != nil {
				return "", nil, err
			}
			if found == "" {
				continue
			}
			again := hostile{accepted: map[mechanisms.Action]bool{}}
			if repeated, err := again.play(m, world); err != nil || repeated != found {
				return "", nil, fmt.Errorf("%s, world %d: %s, and at the second try %q, %v", m.Name, world, found, repeated, err)
			}
			return refuted("%s, world %d: %s", m.Name, world, found)
		}
	}
	accepted, actions := h.met(all)
	return holds("no unrefused theft in %d executions with %d calls on %d mechanisms; %.1f%% of the calls were refused, and %d of %d "+
		"actions accepted at least once", h.worlds, h.calls, len(all), 100*float64(h.refused)/float64(max(1, h.calls)), accepted, actions)
}

// play makes the calls of a world around m: of a variant of its parameters, and when there are no more, of others drawn.
// found is the first call after which money is not where it should be, and why.
func (h *hostile) play(m *mechanisms.Mechanism, world int) (found string, err error) {
	luck := sim.NewRand(seedOfTheft, theftStream, sim.LuckOf(m.Name, 0), uint64(world))
	var rules calltest.Rules
	if world < len(m.Variants()) {
		rules, err = calltest.VariantRules(m, world)
	} else {
		rules, err = calltest.DrawRules(m, &luck)
	}
	if err != nil {
		return "", err
	}
	house, people, err := rules.World()
	if err != nil {
		return "", err
	}
	var events []mechanisms.Logged
	house.Record(func(l mechanisms.Logged) { events = append(events, l) })
	h.worlds++
	gen, watch := calltest.NewGenOf(house, people, &luck), calltest.NewWatch(house, people)
	for call := range hostileCalls {
		step := next(gen, house, &luck)
		events = events[:0]
		refused, err := attempt(watch, step, &events)
		h.calls++
		if refused {
			h.refused++
		} else {
			h.accepted[step.Action] = true
		}
		if err != nil {
			return fmt.Sprintf("call %d, %s: %v", call+1, step.Text(), err), nil
		}
	}
	return "", nil
}

// next is any call; one in four is a plausible one of an action drawn, so that those that need luck are met too.
func next(gen *calltest.Gen, house *mechanisms.House, luck *sim.Rand) calltest.Step {
	if luck.Uint64n(4) > 0 {
		return gen.Next()
	}
	for {
		b := house.Instances[luck.Uint64n(uint64(len(house.Instances)))]
		if a := b.Mechanism.Actions[luck.Uint64n(uint64(len(b.Mechanism.Actions)))]; !a.Genesis() {
			return gen.Of(b, a, false)
		}
	}
}

// attempt makes a call under watch. A mechanism that panics is an error too: it was sure of something that is not so.
func attempt(watch *calltest.Watch, s calltest.Step, events *[]mechanisms.Logged) (refused bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	watch.Begin(s)
	s.Bound.World.At(s.Call.Now)
	refusal := s.Action.DoRow(s.Bound, s.Call, s.Row)
	return refusal != nil, watch.End(s, s.Bound.Mechanism.Outcome(refusal), *events)
}
