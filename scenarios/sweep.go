package scenarios

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// MaxPoints is the largest number of points of a sweep.
const MaxPoints = 1_000_000

// Points is the number of points: 1 without a sweep.
func (s *Scenario) Points() int {
	n := 1
	for _, a := range s.Sweep {
		n *= len(a.Values)
	}
	return n
}

// Trials is the number of trials: every seed at every point.
func (s *Scenario) Trials() int { return s.Points() * s.Seeds.Count }

// digits are the places of point i on each axis; the last axis varies fastest.
func (s *Scenario) digits(i int) []int {
	digits := make([]int, len(s.Sweep))
	for a := len(s.Sweep) - 1; a >= 0; a-- {
		n := len(s.Sweep[a].Values)
		digits[a], i = i%n, i/n
	}
	return digits
}

// index is the point with these places on the axes.
func (s *Scenario) index(digits []int) int {
	i := 0
	for a, at := range digits {
		i = i*len(s.Sweep[a].Values) + at
	}
	return i
}

// Point is point i, 0 <= i < Points().
func (s *Scenario) Point(i int) Point {
	p := Point{Index: i}
	for a, at := range s.digits(i) {
		p.Settings = append(p.Settings, s.Sweep[a].settings(s.places, at)...)
	}
	return p
}

// settings are what the axis sets at its i-th value.
func (a *Axis) settings(all places, i int) []runs.Setting {
	settings := make([]runs.Setting, len(a.Keys))
	for k, key := range a.Keys {
		v := a.value(all, key, i)
		settings[k] = runs.Setting{Key: key, Value: v.Text, Number: v.Number, Unit: v.Unit}
	}
	return settings
}

// value is the i-th value of the axis, as a value of one of its parameters.
func (a *Axis) value(all places, key string, i int) mechanisms.Value {
	switch {
	case a.planned:
		return a.rows[i][slices.Index(a.Keys, key)]
	case key == a.Keys[0]:
		return a.numbers[i]
	}
	return valueOf(all[key].param, a.Values[i]) // another kind may number its choices differently
}

// At is the setup of point i. An error says which parameters do not fit together there.
func (s *Scenario) At(i int) (*Setup, error) {
	setup := s.Setup.clone()
	if err := s.set(setup, i, func(a int) bool { return !s.forks(a) }); err != nil {
		return nil, err
	}
	if s.Fork.At > 0 {
		trunk := setup
		setup = trunk.clone()
		setup.Trunk = &Trunk{s.Fork.At, trunk}
		if err := s.set(setup, i, s.forks); err != nil {
			return nil, err
		}
	}
	for _, m := range setup.Mechanisms {
		if err := m.Mechanism.Check(m.Params); err != nil {
			return nil, &misfit{m.Name, fmt.Errorf("%w%s", err, s.at(i))}
		}
	}
	if err := setup.checkEvolution(); err != nil {
		return nil, &misfit{evolution, fmt.Errorf("%w%s", err, s.at(i))}
	}
	if err := setup.checkBlocks(); err != nil {
		return nil, &misfit{blocks, fmt.Errorf("%w%s", err, s.at(i))}
	}
	return setup, nil
}

// set writes the values of point i on some of the axes.
func (s *Scenario) set(setup *Setup, i int, which func(axis int) bool) error {
	for a, at := range s.digits(i) {
		if !which(a) {
			continue
		}
		for _, key := range s.Sweep[a].Keys {
			if err := s.places[key].write(setup, s.Sweep[a].value(s.places, key, at).Text); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	return nil
}

// misfit says that the parameters of a mechanism, of evolution or of blocks do not fit together.
type misfit struct {
	owner string
	err   error
}

func (m *misfit) Error() string { return m.owner + ": " + m.err.Error() }
func (m *misfit) Unwrap() error { return m.err }

// at names point i in a message: " at escrow.fate = kept"; "" without a sweep. Of parameters swept together the first
// speaks for all.
func (s *Scenario) at(i int) string {
	if len(s.Sweep) == 0 {
		return ""
	}
	var settings []runs.Setting
	for a, at := range s.digits(i) {
		settings = append(settings, s.Sweep[a].settings(s.places, at)[0])
	}
	return " at " + settingsText(settings)
}

// settingsText writes settings the way a where clause does.
func settingsText(settings []runs.Setting) string {
	parts := make([]string, len(settings))
	for i, x := range settings {
		parts[i] = x.Key + " = " + x.Value
	}
	return strings.Join(parts, " and ")
}

// number is the i-th value of a swept parameter, as axes and formulas have it.
func (s *Scenario) number(key string, i int) float64 {
	return s.Sweep[s.axisOf(key)].value(s.places, key, i).Number
}

// axisOf finds the axis that sweeps key; -1 if none does.
func (s *Scenario) axisOf(key string) int {
	for i, a := range s.Sweep {
		for _, k := range a.Keys {
			if k == key {
				return i
			}
		}
	}
	return -1
}

// exact is text as a multiple of the finest step of the kind; false if it is finer or has none.
func exact(p mechanisms.Param, text string) (*big.Int, bool) {
	k := p.Kind
	if k == mechanisms.KindDist {
		k = p.Of
	}
	switch k {
	case mechanisms.KindAmount:
		a, err := mechanisms.ParseAmount(text)
		return big.NewInt(int64(a)), err == nil
	case mechanisms.KindSeconds:
		n, err := mechanisms.ParseSeconds(text)
		return big.NewInt(int64(n)), err == nil
	case mechanisms.KindCount:
		n, err := mechanisms.ParseCount(text)
		return new(big.Int).SetUint64(n), err == nil
	case mechanisms.KindProb:
		pr, err := mechanisms.ParseProb(text)
		if err != nil {
			return nil, false
		}
		n := new(big.Int).Mul(new(big.Int).SetUint64(uint64(pr)), big.NewInt(2*ppb))
		n.Add(n, new(big.Int).SetUint64(uint64(sim.One))).Rsh(n, 64)
		return n, sim.ProbOf(n.Uint64(), ppb) == pr
	}
	return nil, false
}

// inexact writes a multiple of the finest step of the kind.
func inexact(p mechanisms.Param, n *big.Int) string {
	k := p.Kind
	if k == mechanisms.KindDist {
		k = p.Of
	}
	switch k {
	case mechanisms.KindAmount:
		return sim.Amount(n.Int64()).String()
	case mechanisms.KindSeconds:
		return sim.Second(n.Int64()).String()
	case mechanisms.KindProb:
		return mechanisms.ProbText(sim.ProbOf(n.Uint64(), ppb))
	}
	return n.String()
}

var errRange = errors.New("cannot be divided into a range (want a list of values)")

// values are the points of the range: from, ..., to, each rounded to the nearest step of the kind.
func (r *Range) values(p mechanisms.Param) ([]string, error) {
	if r.Points == 1 {
		return []string{r.From}, nil
	}
	from, ok1 := exact(p, r.From)
	to, ok2 := exact(p, r.To)
	if !ok1 || !ok2 {
		return nil, errRange
	}
	width := new(big.Int).Sub(to, from)
	steps := big.NewInt(int64(r.Points - 1))
	if new(big.Int).Abs(width).Cmp(steps) < 0 {
		return nil, fmt.Errorf("has more points (%d) than there are values between %s and %s", r.Points, r.From, r.To)
	}
	values := make([]string, r.Points)
	for i := range values {
		// from + width*i/steps, halves up
		n := new(big.Int).Mul(width, big.NewInt(int64(2*i)))
		n.Add(n, steps)
		n.Div(n, new(big.Int).Lsh(steps, 1))
		values[i] = inexact(p, n.Add(n, from))
	}
	return values, nil
}

// stepped is the range from, from+step, ... that does not pass to.
func stepped(p mechanisms.Param, from, to, step string) (*Range, error) {
	a, ok1 := exact(p, from)
	b, ok2 := exact(p, to)
	d, ok3 := exact(p, step)
	switch {
	case !ok1 || !ok2 || !ok3:
		return nil, errRange
	case d.Sign() == 0:
		return nil, errors.New("step is zero")
	case b.Cmp(a) < 0:
		return nil, fmt.Errorf("from %s is above to %s", from, to)
	}
	n := new(big.Int).Div(new(big.Int).Sub(b, a), d)
	if n.Cmp(big.NewInt(MaxPoints)) >= 0 {
		return nil, fmt.Errorf("has more than %d points", MaxPoints)
	}
	last := d.Mul(d, n)
	return &Range{from, inexact(p, last.Add(last, a)), int(n.Int64()) + 1}, nil
}
