package scenarios

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// unmeasured is the scope without metrics: of theory, predictions and levels.
func (l *loader) unmeasured() scope { return scope{places: l.s.places, moved: l.s.moved()} }

// full is the scope with metrics and the measures so far.
func (l *loader) full() scope {
	sc := scope{places: l.s.places, moved: l.s.moved(), metrics: metricUnits(&l.s.Setup), measures: map[string]string{}}
	for _, m := range l.s.Measures {
		sc.measures[m.Name] = m.Unit
	}
	return sc
}

// expr reads the expression that is the value of e.
func (l *loader) expr(e entry, sc scope) *Expr {
	text, ok := l.text(e, "an expression")
	if !ok {
		return nil
	}
	x, err := parseExpr(text, sc)
	if err != nil {
		l.failExpr(e, err)
		return nil
	}
	return x
}

// failExpr notes a mistake inside an expression.
func (l *loader) failExpr(e entry, err *exprError) {
	if l.follows(err.missing) {
		return
	}
	text := e.value.Value
	lead := len([]rune(text)) - len([]rune(strings.TrimLeft(text, " \t\n")))
	hint := ""
	if strings.Count(text, "(") > strings.Count(text, ")") && strings.Contains(l.lineOf(e.value), "{") {
		hint = " (inside { } an expression with commas wants quotes)"
	}
	l.failIn(e.value, lead+err.at, e.path, "%s%s", err.message, hint)
}

func (l *loader) newName(e entry, taken func(string) bool) bool {
	switch {
	case !memberName.MatchString(e.name):
		l.failAt(e.key, e.path, "%q is not a name (want a-z, 0-9 and _, a letter first)", e.name)
	case slices.Contains(reserved, e.name) || taken(e.name):
		l.failAt(e.key, e.path, "%q means something else already: choose another name", e.name)
	default:
		return true
	}
	return false
}

func (l *loader) measures() {
	l.section("measure", func(e entry) {
		for _, m := range l.entries(e.value, e.path, `e.g. "margin: honest.payoff - cheating.payoff"`) {
			if !l.newName(m, func(name string) bool { return l.names[name] }) {
				continue
			}
			if x := l.expr(m, l.full()); x != nil {
				if !x.measured() {
					l.failAt(m.value, m.path, "nothing in it is measured")
					continue
				}
				l.s.Measures = append(l.s.Measures, Measure{m.name, x, x.Unit})
			}
		}
	})
}

func (l *loader) theory() {
	l.section("theory", func(e entry) {
		full := l.full()
		for _, c := range l.entries(e.value, e.path, `e.g. "margin: trust.margin(...)"`) {
			unit, ok := full.measures[c.name]
			if !ok {
				unit, ok = full.metrics[c.name]
			}
			if !ok && l.follows(c.name) {
				continue
			}
			if !ok {
				l.failAt(c.key, c.path, "there is no measure or metric %q%s", c.name, didYouMean(c.name, keysOf(full.measures, full.metrics)))
				continue
			}
			sc := l.unmeasured()
			sc.timed = true
			x := l.expr(c, sc)
			if x == nil {
				continue
			}
			if x.timed() && l.s.Setup.Horizon == 0 && len(l.s.Setup.Evolution.Groups) == 0 { // else that was said already
				l.failAt(c.value, c.path, "reads the time, but the trial has no end of its own: give the scenario a horizon")
				continue
			}
			if x.Unit != unit && !isZero(x.root) {
				l.failAt(c.value, c.path, "is %s, but %s is %s", unitName(x.Unit), c.name, unitName(unit))
				continue
			}
			l.s.Theory = append(l.s.Theory, Curve{c.name, x})
		}
	})
}

func (l *loader) finds() {
	l.section("find", func(e entry) {
		for _, f := range l.entries(e.value, e.path, "searches by name") {
			if l.newName(f, func(name string) bool { return l.names[name] || l.measure(name) != nil }) {
				l.find(f)
			}
		}
	})
}

func (l *loader) measure(name string) *Measure {
	for i := range l.s.Measures {
		if l.s.Measures[i].Name == name {
			return &l.s.Measures[i]
		}
	}
	return nil
}

func (l *loader) find(e entry) {
	before := len(l.errors)
	f := Find{Name: e.name}
	given := map[string]entry{}
	note := func(e entry) { given[e.name] = e }
	l.fields(e.value, e.path, "metric, crosses, over, direction and predict", map[string]func(entry){
		"metric": note, "crosses": note, "over": note, "direction": note, "predict": note,
	})
	for _, key := range []string{"metric", "over"} {
		if _, ok := given[key]; !ok && e.value.Kind == yaml.MappingNode {
			l.failAt(e.key, join(e.path, key), "is missing")
		}
	}
	if m, ok := given["metric"]; ok {
		if f.metric = l.expr(m, l.full()); f.metric != nil {
			f.Metric = f.metric.Text
			if r := f.metric.root; r.op != opMeasure && r.op != opMetric {
				l.failAt(m.value, m.path, "is an expression (want the name of a measure or metric; measure: gives expressions names)")
			}
		}
	}
	l.findLevel(&f, given)
	l.findOver(&f, given)
	if d, ok := given["direction"]; ok {
		text, ok := l.text(d, "up or down")
		if ok && text != "up" && text != "down" {
			l.failAt(d.value, d.path, "%q is not a direction (want up or down)", text)
		}
		f.Direction = text
	}
	if p, ok := given["predict"]; ok {
		if f.Predict = l.expr(p, l.unmeasured()); f.Predict != nil && f.Predict.reads(f.Over) {
			l.failAt(p.value, p.path, "reads %s, which is what it predicts", f.Over)
		}
	}
	if len(l.errors) == before {
		l.s.Finds = append(l.s.Finds, f)
	}
}

func (l *loader) findLevel(f *Find, given map[string]entry) {
	c, ok := given["crosses"]
	if !ok {
		f.Crosses = &Expr{Text: "0", root: &node{op: opNumber}}
		return
	}
	x := l.expr(c, scope{})
	if x == nil {
		return
	}
	f.Crosses, f.level = x, x.Eval(Env{})
	if f.metric != nil && !alike(f.metric.root, x.root) {
		l.failAt(c.value, c.path, "is %s, but %s is %s", unitName(x.Unit), f.Metric, unitName(f.metric.Unit))
	}
}

func (l *loader) findOver(f *Find, given map[string]entry) {
	o, ok := given["over"]
	if !ok {
		return
	}
	text, ok := l.text(o, "a swept parameter")
	if ok && l.swept(o.value, o.path, text) {
		f.Over = text
		if l.s.places.paramUnit(text) == "choice" {
			l.failAt(o.value, o.path, "%s is a choice: nothing crosses along it", text)
			return
		}
		seen := map[float64]bool{}
		for i := range l.s.Sweep[l.s.axisOf(text)].Values {
			x := l.s.number(text, i)
			if seen[x] {
				l.failAt(o.value, o.path, "two values of %s are the same number", text)
				return
			}
			seen[x] = true
		}
	}
}

// swept says whether key is a parameter that is swept along a line.
func (l *loader) swept(n *yaml.Node, path, key string) bool {
	if at := l.s.axisOf(key); at >= 0 {
		if l.s.Sweep[at].planned {
			l.failAt(n, path, "%s is varied by the design, not along a line", key)
		}
		return !l.s.Sweep[at].planned
	}
	var known []string
	for _, a := range l.s.Sweep {
		known = append(known, a.Keys...)
	}
	if e, ok := l.top["sweep"]; ok && len(l.errors) > 0 && len(e.value.Content)/2 > len(l.s.Sweep) {
		return false // a line of the sweep was refused: it may have been meant there
	}
	l.failAt(n, path, "%q is not swept%s", key, didYouMean(key, known))
	return false
}
