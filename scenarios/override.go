package scenarios

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// overrides applies Options.Set: key=value with the path of any parameter, or seeds, first, sample or fork.at. A
// parameter that the file sweeps stays at the value given: its axis keeps that one value.
func (l *loader) overrides() {
	for _, text := range l.options.Set {
		key, value, ok := strings.Cut(text, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !ok || value == "" {
			l.failSet(text, "want key=value, e.g. \"escrow.price=12 DPMN\"")
			continue
		}
		l.override(key, value)
	}
}

// failSet notes a mistake in an override, which stands on the command line and not in the file.
func (l *loader) failSet(key, format string, args ...any) {
	l.fail(0, 0, key, format, args...)
	l.errors[len(l.errors)-1].File = "--set"
}

func (l *loader) override(key, value string) {
	p, ok := l.param(key)
	if !ok {
		l.failSet(key, "there is no parameter %q%s", key, didYouMean(key, append(l.s.places.paths(), "seeds", "first", "sample", forkAt)))
		return
	}
	if card := l.cardOfSize(key); card != nil {
		if n, err := mechanisms.ParseCount(value); err == nil && l.tooMany(n, card) != "" {
			l.failSet(key, "%s", l.tooMany(n, card))
			return
		}
	}
	v, err := p.Parse(value)
	if err != nil {
		l.failSet(key, "%s", err)
		return
	}
	switch key {
	case "seeds":
		n, _ := mechanisms.ParseCount(v.Text)
		l.s.Seeds.Count, l.counted = int(n), true
	case "first":
		l.s.Seeds.First, _ = mechanisms.ParseCount(v.Text)
	case "sample":
		l.s.Setup.Sample, _ = mechanisms.ParseSeconds(v.Text)
	case forkAt:
		l.s.Fork.At, _ = mechanisms.ParseSeconds(v.Text)
	default:
		if err := l.s.places[key].write(&l.s.Setup, v.Text); err != nil {
			l.failSet(key, "%s", err)
			return
		}
		l.overridden = true
		l.fix(key, v)
	}
}

func (l *loader) param(key string) (mechanisms.Param, bool) {
	switch key {
	case "seeds":
		return paramSeeds, true
	case "first":
		return paramFirst, true
	case "sample":
		return paramSample, true
	case forkAt:
		return paramForkAt, true
	}
	p, ok := l.s.places[key]
	return p.param, ok
}

// fix takes key out of its axis, if it is swept, and makes it an axis of one value, so that figures and expectations
// that name it still mean something.
func (l *loader) fix(key string, v mechanisms.Value) {
	i := l.s.axisOf(key)
	if i < 0 {
		return
	}
	one := Axis{Keys: []string{key}, Values: []string{v.Text}, numbers: []mechanisms.Value{v}}
	if len(l.s.Sweep[i].Keys) == 1 && !l.s.Sweep[i].planned {
		l.s.Sweep[i] = one
		return
	}
	if l.s.Sweep[i].planned {
		if l.s.Game != nil {
			l.failSet(key, "is set by the game, so it cannot be set")
			return
		}
		l.failAt(l.top["design"].key, join("design.vary", key), "is varied by the design, so it cannot be set")
		return
	}
	rest := &l.s.Sweep[i]
	rest.Keys = slices.DeleteFunc(slices.Clone(rest.Keys), func(k string) bool { return k == key })
	for j, text := range rest.Values { // the numbers are those of the first key
		rest.numbers[j] = valueOf(l.s.places[rest.Keys[0]].param, text)
	}
	l.s.Sweep = slices.Insert(l.s.Sweep, i, one)
}

// replay reads which trials are worth replaying.
func (l *loader) replay() {
	r := &l.s.Replay
	r.Seeds, r.Ends, r.MaxCalls = 1, true, 200_000
	l.section("replay", func(e entry) {
		l.fields(e.value, e.path, "points, seeds and max_calls", map[string]func(entry){
			"points": l.replayPoints,
			"seeds": func(e entry) {
				if v, ok := l.value(e, paramSeeds); ok {
					n, _ := mechanisms.ParseCount(v.Text)
					r.Seeds = int(n)
				}
			},
			"max_calls": func(e entry) {
				if v, ok := l.value(e, paramCalls); ok {
					r.MaxCalls, _ = mechanisms.ParseCount(v.Text)
				}
			},
		})
	})
}

func (l *loader) replayPoints(e entry) {
	r := &l.s.Replay
	if e.value.Kind == yaml.SequenceNode {
		r.Ends = false
		for _, item := range l.items(e.value, e.path, "numbers of points") {
			v, ok := l.value(item, mechanisms.Param{Kind: mechanisms.KindCount})
			n, _ := mechanisms.ParseCount(v.Text)
			switch {
			case !ok:
			case n >= uint64(l.s.Points()) && !l.overridden:
				l.failAt(item.value, e.path, "there is no point %s (want 0 to %d)", v.Text, l.s.Points()-1)
			case n < uint64(l.s.Points()):
				r.Points = append(r.Points, int(n))
			}
		}
		r.Ends = len(r.Points) == 0 // an override may leave none
		return
	}
	text, ok := l.text(e, "all, ends or a list of points")
	if ok && text != "all" && text != "ends" {
		l.failAt(e.value, e.path, "%q is not a choice of points (want all, ends or a list such as [0, 3])", text)
	}
	r.Ends = text == "ends"
}

// List is the indices of the points to replay, of n points.
func (r Replay) List(n int) []int {
	switch {
	case r.Points != nil:
		return r.Points
	case r.Ends && n > 1:
		return []int{0, n - 1}
	case r.Ends:
		return []int{0}
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
