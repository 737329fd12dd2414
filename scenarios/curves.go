package scenarios

import (
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// Points of a curve of theory, and of the grid on which a map's boundary is looked for.
const (
	curvePoints = 201
	mapLines    = 101
)

// Curves are the closed forms to draw over the figures: over a margin or a course the form of each series, over a map
// the boundary, on which the form of its value is 0. Parameters swept besides the figure's own have their first values.
func (s *Scenario) Curves() []runs.Theory {
	var out []runs.Theory
	for _, f := range s.Figures {
		for _, panel := range s.panels(f) {
			switch f.Kind {
			case "margin":
				for _, name := range f.Series {
					out = append(out, s.line(f, name, panel)...)
				}
			case "course":
				for _, name := range f.Series {
					out = append(out, s.course(f, name, panel)...)
				}
			case "map":
				out = append(out, s.boundary(f, panel)...)
			}
		}
	}
	return out
}

// panels are the settings of each panel of a figure: one empty list without panels.
func (s *Scenario) panels(f runs.Figure) [][]runs.Setting {
	if f.Panels == "" {
		return [][]runs.Setting{nil}
	}
	a := &s.Sweep[s.axisOf(f.Panels)]
	var out [][]runs.Setting
	for i := range a.Values {
		out = append(out, a.settings(s.places, i))
	}
	return out
}

// panelName is what theory.csv calls a panel: the value of its parameter.
func panelName(f runs.Figure, panel []runs.Setting) string {
	for _, x := range panel {
		if x.Key == f.Panels {
			return x.Value
		}
	}
	return ""
}

// curve is the closed form of a measure or metric, or nil.
func (s *Scenario) curve(name string) *Expr {
	i := slices.IndexFunc(s.Theory, func(c Curve) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return s.Theory[i].Expr
}

// formAt is e where some swept parameters have the numbers given, the panel's settings hold and all else is at its first
// value. Parameters that are swept together move together. The time is the end of the trial.
func (s *Scenario) formAt(e *Expr, panel []runs.Setting, swept map[string]float64) float64 {
	env := s.envAt(panel, swept)
	env.Time = env.Param("horizon")
	return e.Eval(env)
}

func (s *Scenario) envAt(panel []runs.Setting, swept map[string]float64) Env {
	value := s.valuesOf(append(slices.Clone(panel), s.Point(0).Settings...))
	numbers := map[string]float64{}
	for key, x := range swept {
		for _, k := range s.Sweep[s.axisOf(key)].Keys {
			numbers[k] = x
		}
	}
	return Env{Param: func(path string) float64 {
		if x, ok := numbers[path]; ok {
			return x
		}
		return value(path).Number
	}}
}

// ends are the smallest and the largest number of a swept parameter; ok is false when there is no line between them.
func (s *Scenario) ends(key string) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for i := range s.Sweep[s.axisOf(key)].Values {
		x := s.number(key, i)
		low, high = min(low, x), max(high, x)
	}
	return low, high, low < high && s.places.paramUnit(key) != "choice"
}

func (s *Scenario) line(f runs.Figure, name string, panel []runs.Setting) []runs.Theory {
	e := s.curve(name)
	low, high, ok := s.ends(f.X)
	if e == nil || !ok {
		return nil
	}
	var out []runs.Theory
	for _, x := range s.along(f.X, low, high, f.XScale == "log" && low > 0) {
		if y := s.formAt(e, panel, map[string]float64{f.X: x}); !math.IsNaN(y) && !math.IsInf(y, 0) {
			out = append(out, runs.Theory{Figure: f.Name, Curve: name, Panel: panelName(f, panel), X: x, Y: y})
		}
	}
	return out
}

// along is the values of a parameter at which a curve over it is drawn: close to each other, but of whole things, of which
// forms may have no value in between or a jagged one, only those of the sweep. On a log axis they are as close by ratio.
func (s *Scenario) along(key string, low, high float64, log bool) (xs []float64) {
	if s.places[key].param.Kind == mechanisms.KindCount {
		for i := range s.Sweep[s.axisOf(key)].Values {
			xs = append(xs, s.number(key, i))
		}
		slices.Sort(xs)
		return slices.Compact(xs)
	}
	for i := range curvePoints {
		part := float64(i) / (curvePoints - 1)
		x := low + (high-low)*part
		if log {
			x = low * math.Pow(high/low, part)
		}
		xs = append(xs, x)
	}
	return xs
}

// course is the closed form of a metric at times from the start to the end of a trial, in seconds.
func (s *Scenario) course(f runs.Figure, name string, panel []runs.Setting) []runs.Theory {
	e := s.curve(name)
	if e == nil {
		return nil
	}
	env := s.envAt(panel, nil)
	end := env.Param("horizon")
	var out []runs.Theory
	for i := range curvePoints {
		env.Time = end * float64(i) / (curvePoints - 1)
		if y := e.Eval(env); !math.IsNaN(y) && !math.IsInf(y, 0) {
			out = append(out, runs.Theory{Figure: f.Name, Curve: name, Panel: panelName(f, panel), X: env.Time, Y: y})
		}
	}
	return out
}

// boundary is where the form of a map's value changes sign along x, for each of many values of y.
func (s *Scenario) boundary(f runs.Figure, panel []runs.Setting) []runs.Theory {
	e := s.curve(f.Value)
	left, right, okX := s.ends(f.X)
	low, high, okY := s.ends(f.Y)
	if e == nil || !okX || !okY {
		return nil
	}
	var out []runs.Theory
	for i := range mapLines {
		y := low + (high-low)*float64(i)/(mapLines-1)
		at := func(x float64) float64 { return s.formAt(e, panel, map[string]float64{f.X: x, f.Y: y}) }
		if x, ok := firstRoot(at, left, right); ok {
			out = append(out, runs.Theory{Figure: f.Name, Curve: "boundary", Panel: panelName(f, panel), X: x, Y: y})
		}
	}
	return out
}

// firstRoot is the first change of sign of f between a and b, to a thousandth of a millionth of the width.
func firstRoot(f func(float64) float64, a, b float64) (float64, bool) {
	step := (b - a) / (curvePoints - 1)
	before := f(a)
	for i := 1; i < curvePoints; i++ {
		x := a + step*float64(i)
		after := f(x)
		if before*after <= 0 && before != after {
			low, high := x-step, x
			for range 30 {
				if middle := (low + high) / 2; f(middle)*after > 0 {
					high = middle
				} else {
					low = middle
				}
			}
			return (low + high) / 2, true
		}
		before = after
	}
	return 0, false
}
