package scenarios

import (
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// condition is one part of a where clause: escrow.deposit_provider >= 5 DPMN.
type condition struct {
	path  string
	op    string
	value mechanisms.Value
}

var comparisons = []string{"=", "!=", "<", "<=", ">", ">="}

// where reads "where a = b and c > d", if the current token is "where".
func (p *parser) where() ([]condition, *exprError) {
	if !p.is("where") {
		return nil, nil
	}
	var list []condition
	for {
		if err := p.advance(); err != nil {
			return nil, err
		}
		c, err := p.condition()
		if err != nil {
			return nil, err
		}
		list = append(list, c)
		if !p.is("and") {
			return list, nil
		}
	}
}

func (p *parser) condition() (condition, *exprError) {
	path := p.token
	place, ok := p.places[path.text]
	if path.kind != 'a' || !ok {
		return condition{}, missingAt(path.at, path.text, "there is no parameter %q%s", path.text, didYouMean(path.text, p.places.paths()))
	}
	if by, ok := p.moved[path.text]; ok {
		return condition{}, movedError(path.at, path.text, by)
	}
	if err := p.advance(); err != nil {
		return condition{}, err
	}
	c := condition{path: path.text, op: p.token.text}
	choice := place.param.Kind == mechanisms.KindChoice || place.param.Kind == mechanisms.KindFlag
	if p.token.kind != 's' || !slices.Contains(comparisons, c.op) || choice && c.op != "=" && c.op != "!=" {
		want := strings.Join(comparisons, ", ")
		if choice {
			want = "=, !="
		}
		return c, errorAt(p.token.at, "want one of %s behind %s", want, path.text)
	}
	if err := p.advance(); err != nil {
		return c, err
	}
	literal := place.param
	if literal.Kind == mechanisms.KindDist { // by its mean
		literal.Kind = literal.Of
	}
	v, err := literal.Parse(p.token.text)
	if err != nil {
		return c, errorAt(p.token.at, "%s%s", err, choiceHint(literal, p.token.text))
	}
	c.value = v
	return c, p.advance()
}

// holds says whether the condition is true where the parameter has value v.
func (c condition) holds(v mechanisms.Value) bool {
	a, b := v.Number, c.value.Number
	switch c.op {
	case "=":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// matching lists the points at which all conditions hold.
func (s *Scenario) matching(conditions []condition) []int {
	allowed, ok := s.allowed(conditions)
	if !ok {
		return nil
	}
	points := []int{0}
	for a, places := range allowed {
		var longer []int
		for _, p := range points {
			for _, i := range places {
				longer = append(longer, p*len(s.Sweep[a].Values)+i)
			}
		}
		points = longer
	}
	return points
}

// allowed lists, for each axis, the places at which the conditions on its parameters hold; ok is false when there is
// no matching point.
func (s *Scenario) allowed(conditions []condition) (places [][]int, ok bool) {
	for _, c := range conditions {
		if s.axisOf(c.path) < 0 && !c.holds(s.base[c.path]) {
			return nil, false
		}
	}
	for a := range s.Sweep {
		var list []int
		for i := range s.Sweep[a].Values {
			if s.allows(a, i, conditions) {
				list = append(list, i)
			}
		}
		if len(list) == 0 {
			return nil, false
		}
		places = append(places, list)
	}
	return places, true
}

// allows says whether the conditions on axis a hold at its i-th value.
func (s *Scenario) allows(a, i int, conditions []condition) bool {
	for _, c := range conditions {
		if s.axisOf(c.path) != a {
			continue
		}
		if v := s.Sweep[a].value(s.places, c.path, i); !c.holds(v) {
			return false
		}
	}
	return true
}

// valuesAt looks parameters up at a point.
func (s *Scenario) valuesAt(point int) func(path string) mechanisms.Value {
	return s.valuesOf(s.Point(point).Settings)
}

// valuesOf looks parameters up where some have other values than the base.
func (s *Scenario) valuesOf(settings []runs.Setting) func(path string) mechanisms.Value {
	return func(path string) mechanisms.Value {
		for _, x := range settings {
			if x.Key == path {
				return mechanisms.Value{Text: x.Value, Number: x.Number, Unit: x.Unit}
			}
		}
		return s.base[path]
	}
}
