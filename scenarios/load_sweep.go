package scenarios

import (
	"errors"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
)

const sweepWant = `a list of values, or e.g. "{from: 0 DPMN, to: 20 DPMN, points: 21}"`

func (l *loader) sweep() {
	l.section("sweep", func(e entry) {
		swept := map[string]bool{}
		points := l.s.Points() // of the design
		for _, a := range l.entries(e.value, e.path, "parameters by path") {
			axis, ok := l.axis(a, swept)
			if !ok {
				continue
			}
			if points *= len(axis.Values); points > MaxPoints {
				l.failAt(e.key, e.path, "has more than %d points", MaxPoints)
				return
			}
			l.s.Sweep = append(l.s.Sweep, axis)
		}
	})
}

// axis reads one line of the sweep; its key may name several parameters, separated by commas.
func (l *loader) axis(e entry, swept map[string]bool) (Axis, bool) {
	axis := Axis{}
	good := true
	for _, key := range strings.Split(e.name, ",") {
		key = strings.TrimSpace(key)
		switch {
		case !l.known(e.key, e.path, key):
			good = false
		case swept[key]:
			l.failAt(e.key, e.path, "%s is swept twice", key)
			good = false
		case l.s.axisOf(key) >= 0 && l.s.Sweep[l.s.axisOf(key)].planned:
			l.failAt(e.key, e.path, "%s is varied by the design already", key)
			good = false
		}
		swept[key] = true
		axis.Keys = append(axis.Keys, key)
	}
	if !good {
		return axis, false
	}
	p := l.s.places[axis.Keys[0]].param
	switch e.value.Kind {
	case yaml.SequenceNode:
		good = l.listed(e, p, &axis)
	case yaml.MappingNode:
		good = l.ranged(e, p, &axis)
	default:
		l.failAt(e.value, e.path, "is a single value (want %s)", sweepWant)
		return axis, false
	}
	return axis, good && l.fill(e, &axis)
}

// known says whether key is a parameter.
func (l *loader) known(n *yaml.Node, path, key string) bool {
	if _, ok := l.s.places[key]; ok {
		return true
	}
	if o := owner(key); l.names[o] { // then its own parameters say more than all
		var own []string
		for _, p := range l.s.places.paths() {
			if owner(p) == o {
				own = append(own, p)
			}
		}
		l.failAt(n, path, "there is no parameter %q%s", key, didYouMean(key, own))
		return false
	}
	l.failAt(n, path, "there is no parameter %q%s", key, didYouMean(key, l.s.places.paths()))
	return false
}

func (l *loader) listed(e entry, p mechanisms.Param, axis *Axis) bool {
	items := l.items(e.value, e.path, "values")
	if len(items) == 0 {
		l.failAt(e.value, e.path, "is empty (want at least one value)")
		return false
	}
	good := true
	for _, item := range items {
		v, ok := l.value(item, p)
		if ok && slices.Contains(axis.Values, v.Text) {
			l.failAt(item.value, e.path, "%q stands twice", v.Text)
			ok = false
		}
		good = good && ok
		axis.Values = append(axis.Values, v.Text)
	}
	return good
}

func (l *loader) ranged(e entry, p mechanisms.Param, axis *Axis) bool {
	before := len(l.errors)
	ends := map[string]string{}
	read := func(e entry) {
		if v, ok := l.value(e, p); ok {
			ends[e.name] = v.Text
		}
	}
	points := 0
	l.fields(e.value, e.path, sweepWant, map[string]func(entry){
		"from": read, "to": read,
		"step": func(e entry) { // a step may be smaller than the least value
			free := p
			free.Min, free.Max = "", ""
			if v, ok := l.value(e, free); ok {
				ends["step"] = v.Text
			}
		},
		"points": func(e entry) {
			if v, ok := l.value(e, mechanisms.Param{Kind: mechanisms.KindCount, Min: "1", Max: "1000000"}); ok {
				n, _ := mechanisms.ParseCount(v.Text)
				points = int(n)
			}
		},
	})
	if len(l.errors) > before {
		return false
	}
	from, to, step := ends["from"], ends["to"], ends["step"]
	if from == "" || to == "" || (points == 0) == (step == "") {
		l.failAt(e.value, e.path, "wants from, to and either points or step")
		return false
	}
	r, err := &Range{from, to, points}, error(nil)
	if step != "" {
		r, err = stepped(p, from, to, step)
	}
	if err == nil {
		axis.Range = r
		axis.Values, err = r.values(p)
	}
	if err != nil {
		l.failAt(e.value, e.path, "%s", err)
	}
	return err == nil
}

// fill parses the values of the axis, as values of every parameter of it.
func (l *loader) fill(e entry, axis *Axis) bool {
	for k, key := range axis.Keys {
		p := l.s.places[key].param
		if !l.fits(e, key, axis.Values) || !l.starts(e, key, axis.Values) {
			return false
		}
		for _, text := range axis.Values {
			v, err := p.Parse(text)
			if err != nil {
				l.failAt(e.value, e.path, "%s: %s", key, err)
				return false
			}
			if k == 0 {
				axis.numbers = append(axis.numbers, v)
			}
		}
	}
	return true
}

// fits says whether memory holds the largest of the swept sizes of a population; it does when key is no size.
func (l *loader) fits(e entry, key string, sizes []string) bool {
	card := l.cardOfSize(key)
	if card == nil {
		return true
	}
	for _, text := range sizes {
		if n, err := mechanisms.ParseCount(text); err == nil && l.tooMany(n, card) != "" {
			l.failAt(e.value, e.path, "%s", l.tooMany(n, card))
			return false
		}
	}
	return true
}

// maxChecked is the number of points at which the parameters of a mechanism are checked to fit together when the
// scenario is loaded; later ones say so when they are run.
const maxChecked = 10_000

// checkPoints asks each mechanism, and blocks, whether its parameters fit together, at all combinations of those that are swept.
func (l *loader) checkPoints() {
	if len(l.errors) > 0 {
		return
	}
	owners := []string{}
	for _, m := range l.s.Setup.Mechanisms {
		owners = append(owners, m.Name)
	}
	if l.s.Setup.Blocks != nil {
		owners = append(owners, blocks)
	}
	for _, name := range owners {
		steps := 0
		for i := 0; i < l.s.Points() && steps < maxChecked; steps++ {
			_, err := l.s.At(i)
			if err != nil {
				l.misfit(err)
				return
			}
			i = l.s.nextFor(name, i)
		}
	}
	l.checkGenerations()
}

// nextFor is the next point after i at which a parameter of the mechanism or of blocks has another value: axes that do not
// concern it stay at their first.
func (s *Scenario) nextFor(name string, i int) int {
	digits := s.digits(i)
	for a := len(s.Sweep) - 1; a >= 0; a-- {
		concerns := slices.ContainsFunc(s.Sweep[a].Keys, func(k string) bool { return strings.HasPrefix(k, name+".") })
		if concerns && digits[a]+1 < len(s.Sweep[a].Values) {
			digits[a]++
			return s.index(digits)
		}
		digits[a] = 0
	}
	return s.Points()
}

// misfit says which mechanism refuses its parameters, at its name in the file.
func (l *loader) misfit(err error) {
	var m *misfit
	if errors.As(err, &m) && l.owners[m.owner] != nil {
		path := m.owner
		if path != evolution && path != blocks {
			path = join("mechanisms", path)
		}
		l.failAt(l.owners[m.owner], path, "%s", m.err)
		return
	}
	l.failAt(l.top["populations"].key, "", "%s", err)
}
