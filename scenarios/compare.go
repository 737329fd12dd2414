package scenarios

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Compare asks for the difference of a metric between two settings of swept parameters, seed by seed.
type Compare struct {
	Name   string
	Metric string // measure or metric
	A, B   string // "escrow.fate = kept and ...": together they fix the same parameters

	metric *Expr
	a, b   []condition
}

// axes are the swept axes that the two sides fix.
func (c *Compare) axes(s *Scenario) (list []int) {
	for _, x := range slices.Concat(c.a, c.b) {
		if at := s.axisOf(x.path); at >= 0 && !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	return list
}

// Comparisons are what the scenario compares, once for each combination of the parameters that are swept beside.
func (j *Judge) Comparisons() (out []runs.Comparison) {
	s := j.s
	for i := range s.Compares {
		c := &s.Compares[i]
		fixed := c.axes(s)
		for _, a := range s.matching(c.a) {
			for _, b := range s.matching(c.b) {
				if !s.alike(a, b, fixed) {
					continue
				}
				left, right := j.series(c.metric, a), j.series(c.metric, b)
				x := experiment.Compare(left, right)
				d := x.Difference
				r := runs.Comparison{Name: c.Name, Metric: c.Metric, Unit: c.metric.Unit, A: c.A, B: c.B,
					MeanA: experiment.Mean(left).Mean, MeanB: experiment.Mean(right).Mean,
					Difference: runs.Between{Value: d.Mean, Low: d.Low, High: d.High}, SD: d.SD, N: d.N,
					VarianceReduction: x.VarianceReduction, Cohen: x.Cohen, Hedges: x.Hedges}
				for axis, at := range s.digits(a) {
					if !slices.Contains(fixed, axis) {
						settings := s.Sweep[axis].settings(s.places, at)
						if !s.Sweep[axis].planned {
							settings = settings[:1] // the first speaks for those that are swept with it
						}
						r.Where = append(r.Where, settings...)
					}
				}
				out = append(out, r)
			}
		}
	}
	return out
}

// alike says whether two points agree on all axes but those.
func (s *Scenario) alike(a, b int, but []int) bool {
	left, right := s.digits(a), s.digits(b)
	for axis := range left {
		if left[axis] != right[axis] && !slices.Contains(but, axis) {
			return false
		}
	}
	return true
}

// compares reads the comparisons.
func (l *loader) compares() {
	clean := len(l.errors) == 0
	l.section("compare", func(e entry) {
		for _, item := range l.entries(e.value, e.path, "comparisons by name") {
			taken := func(name string) bool { return l.names[name] || l.measure(name) != nil || l.findNames()[name] }
			if l.newName(item, taken) {
				l.compare(item, clean)
			}
		}
	})
}

func (l *loader) compare(e entry, clean bool) {
	before := len(l.errors)
	c := Compare{Name: e.name}
	given := map[string]entry{}
	side := func(text *string, conditions *[]condition) func(entry) {
		return func(e entry) {
			given[e.name] = e
			*text, *conditions = l.conditions(e)
		}
	}
	l.fields(e.value, e.path, "metric, a and b", map[string]func(entry){
		"metric": func(e entry) {
			given[e.name] = e
			if text, ok := l.metric(e); ok {
				c.Metric, c.metric = text, l.expr(e, l.full())
			}
		},
		"a": side(&c.A, &c.a), "b": side(&c.B, &c.b),
	})
	for _, key := range []string{"metric", "a", "b"} {
		if _, ok := given[key]; !ok && e.value.Kind == yaml.MappingNode {
			l.failAt(e.key, join(e.path, key), "is missing")
		}
	}
	if len(l.errors) > before || !clean {
		return
	}
	fixed := c.axes(l.s)
	for i, where := range [][]condition{c.a, c.b} {
		key := []string{"a", "b"}[i]
		allowed, ok := l.s.allowed(where)
		switch {
		case !ok && l.overridden:
			return // an override took its points away
		case !ok:
			l.failAt(given[key].value, given[key].path, "no point of the sweep matches it")
			return
		}
		for _, axis := range fixed {
			if n := len(allowed[axis]); n > 1 {
				l.failAt(given[key].value, given[key].path, "%s has %d values there (want one: say which)", l.s.Sweep[axis].Keys[0], n)
				return
			}
		}
	}
	l.s.Compares = append(l.s.Compares, c)
}

// conditions reads conditions that are joined by and.
func (l *loader) conditions(e entry) (text string, list []condition) {
	text, ok := l.text(e, "conditions, e.g. \"escrow.fate = kept\"")
	if !ok {
		return "", nil
	}
	text = strings.Join(strings.Fields(text), " ")
	const lead = "where "
	p, err := newParser(lead+text, l.full())
	if err == nil {
		list, err = p.where()
	}
	if err == nil && p.token.kind != 0 {
		err = errorAt(p.token.at, "want and, or the end")
	}
	if err != nil {
		err.at -= len(lead)
		l.failExpr(e, err)
		return "", nil
	}
	return text, list
}
