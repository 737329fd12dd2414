package scenarios

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

const forkAt = "fork.at" // where the command line finds it

var paramForkAt = mechanisms.Param{Key: "at", Kind: mechanisms.KindSeconds, Unit: "s",
	Doc: "When the points of the sweep part: until then they share one past, a seed each. 0s, or nothing: from the start."}

// fork reads when the points of the sweep part, and which of the swept parameters change then.
func (l *loader) fork() {
	l.section("fork", func(e entry) {
		f, said := &l.s.Fork, false
		l.fields(e.value, e.path, "at and change", map[string]func(entry){
			"at":     func(e entry) { f.At, said = l.span(e, paramForkAt), true },
			"change": l.forkChanges,
		})
		if !said && e.value.Kind == yaml.MappingNode {
			l.failAt(e.value, join(e.path, "at"), "is missing (want when the points part, e.g. \"100d\")")
		}
	})
}

func (l *loader) forkChanges(e entry) {
	items := l.items(e.value, e.path, "names of swept parameters")
	if len(items) == 0 && e.value.Kind == yaml.SequenceNode {
		l.failAt(e.value, e.path, "is empty (want at least one swept parameter; without it all that are swept change)")
	}
	var swept []string
	for _, a := range l.s.Sweep {
		swept = append(swept, a.Keys...)
	}
	for _, item := range items {
		key, ok := l.text(item, "the name of a swept parameter")
		switch {
		case !ok:
		case !slices.Contains(swept, key):
			l.failAt(item.value, e.path, "%q is not swept%s", key, didYouMean(key, swept))
		case slices.Contains(l.s.Fork.Change, key):
			l.failAt(item.value, e.path, "%s stands twice", key)
		default:
			l.s.Fork.Change = append(l.s.Fork.Change, key)
		}
	}
}

// checkFork says what cannot change at the fork: it needs the sweep as the command line leaves it.
func (l *loader) checkFork() {
	f := &l.s.Fork
	if f.At == 0 || len(l.errors) > 0 {
		return
	}
	fail := func(format string, args ...any) { l.failSet(forkAt, format, args...) }
	if e, ok := l.top["fork"]; ok {
		fail = func(format string, args ...any) { l.failAt(e.value, e.path, format, args...) }
	}
	if len(l.s.Sweep) == 0 {
		fail("nothing changes at %s, as nothing is swept (want a sweep of what is to change then)", f.At)
		return
	}
	if h := l.s.Setup.Horizon; h > 0 && f.At >= h {
		fail("%s is not before the end of the trial (want less than the horizon, %s)", f.At, h)
	}
	if f.Change == nil {
		for _, a := range l.s.Sweep {
			f.Change = append(f.Change, a.Keys...)
		}
	}
	for _, key := range f.Change {
		if why := l.s.fixed(key); why != "" {
			fail("%s cannot change at %s: %s", key, f.At, why)
		}
	}
	for i, a := range l.s.Sweep {
		for _, key := range a.Keys {
			switch in := slices.Contains(f.Change, key); {
			case l.s.forks(i) && !in:
				fail("%s is swept together with what changes at %s, and has to change with it (want it in change too)", key, f.At)
			case !in && key == paramHorizon.Key:
				fail("a swept horizon and a fork do not go together (want one horizon for all points)")
			}
		}
	}
	if len(l.errors) == 0 {
		l.tryFork(fail)
	}
}

// fixed says why a parameter keeps its value while a trial runs; "" when it is read as it is used.
func (s *Scenario) fixed(path string) string {
	of, key := owner(path), path[strings.LastIndexByte(path, '.')+1:]
	for _, m := range s.Setup.Mechanisms {
		if m.Name == of {
			return "a contract keeps the parameters that it was deployed with"
		}
	}
	for _, p := range s.Setup.Populations {
		if p.Name != of {
			continue
		}
		switch key {
		case paramSize.Key, paramBalance.Key, paramStart.Key:
			return "it says what a trial starts with"
		}
		param, _ := mechanisms.Find(p.Card.Params(), key)
		return param.Fixed
	}
	switch {
	case path == paramCapital.Key:
		return "interest is reckoned over all the time that money was locked"
	case path == paramHorizon.Key:
		return "it is the end of every trial"
	case of == blocks || strings.HasPrefix(of, blocks+"."):
		return "a chain keeps the rules that it began with"
	case of == evolution:
		return "generations follow the calendar that they began with"
	}
	return "" // fees, and how shares follow payoffs
}

// tryFork lets worlds with one agent in each population go on from the trunk, with every value of everything that changes:
// what the state would not hold is said now.
func (l *loader) tryFork(fail func(string, ...any)) {
	small := func(s *Setup) *Setup {
		c := s.clone()
		for i := range c.Populations {
			c.Populations[i].Size = 1
		}
		return c
	}
	var state []byte
	digits := make([]int, len(l.s.Sweep))
	for a := range digits {
		if !l.s.forks(a) {
			continue
		}
		for at := range l.s.Sweep[a].Values {
			digits[a] = at
			setup, err := l.s.At(l.s.index(digits))
			if err != nil {
				return // what does not fit together is said elsewhere
			}
			if state == nil {
				trunk := Trunk{Setup: small(setup.Trunk.Setup)}
				if state, err = trunk.grow(context.Background(), l.s.Seeds.First, nil); err != nil {
					return // as is what cannot be built
				}
			}
			_, err = small(setup).From(l.s.Seeds.First, bytes.NewReader(state), nil)
			if errors.Is(err, sim.ErrOtherWorld) {
				keys := strings.Join(l.s.Sweep[a].Keys, ", ")
				fail("%s cannot change to %s at %s: what a trial remembers depends on it (%s)", keys, l.s.Sweep[a].Values[at],
					l.s.Fork.At, strings.TrimPrefix(err.Error(), sim.ErrOtherWorld.Error()+": "))
				break
			}
		}
		digits[a] = 0
	}
}

// resolveFork writes the section.
func (s *Scenario) resolveFork(top *mapping) {
	if s.Fork.At == 0 {
		return
	}
	f := &mapping{}
	f.put("at", s.Fork.At.String())
	f.add("change", listOf(yaml.FlowStyle, s.Fork.Change))
	top.add("fork", f)
}

// forkSchema describes the section.
func forkSchema() object {
	change := listSchema("Swept parameters that change then; by default all that are swept.", text("Name of a parameter."))
	change["minItems"] = 1
	return described("When the points of the sweep part, after a past that is simulated once for each seed.",
		closed(object{"at": paramForkAt.Schema(), "change": change}, "at"))
}
