package scenarios

import (
	"math"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Values are the final values of a metric at a point, one for each seed in the order of the scenario's; NaN where the
// trial did not define it, nil if there is no such metric. Amounts are in DPMN.
type Values func(point int, population, metric string) []float64

// From reads the values that an aggregator gathered.
func From(a *experiment.Aggregator) Values {
	return func(point int, population, metric string) []float64 {
		if column := a.Column(population, metric); column >= 0 {
			return a.Values(point, column)
		}
		return nil
	}
}

// Judge holds what the trials measured against the scenario's theory and expectations. It is not safe for concurrent
// use.
type Judge struct {
	s         *Scenario
	values    Values
	crossings []runs.Crossing
}

// Judge looks at the values of all trials.
func (s *Scenario) Judge(v Values) *Judge {
	j := &Judge{s: s, values: v}
	for i := range s.Finds {
		j.search(&s.Finds[i])
	}
	return j
}

// series is e at a point in every trial.
func (j *Judge) series(e *Expr, point int) []float64 {
	value := j.s.valuesAt(point)
	out := make([]float64, j.s.Seeds.Count)
	for seed := range out {
		out[seed] = e.Eval(j.env(point, seed, func(path string) float64 { return value(path).Number }))
	}
	return out
}

// env is one trial.
func (j *Judge) env(point, seed int, param func(string) float64) (v Env) {
	v = Env{
		Param: param,
		Time:  param("horizon"),
		Metric: func(population, metric string) float64 {
			if values := j.values(point, population, metric); seed < len(values) {
				return values[seed]
			}
			return math.NaN()
		},
	}
	v.Measure = func(name string) float64 { return j.s.measure(name).Eval(v) }
	return v
}

// measure is the expression of a measure; the name was checked when the scenario was loaded.
func (s *Scenario) measure(name string) *Expr {
	for _, m := range s.Measures {
		if m.Name == name {
			return m.Expr
		}
	}
	panic("scenarios: no measure " + name)
}

// Measure is the values of a measure at a point, one for each seed.
func (j *Judge) Measure(name string, point int) []float64 { return j.series(j.s.measure(name), point) }

// Estimates are the scenario's measures at a point.
func (j *Judge) Estimates(point int) []runs.Estimate {
	var out []runs.Estimate
	for _, m := range j.s.Measures {
		e := experiment.Mean(j.series(m.Expr, point))
		out = append(out, runs.Estimate{Metric: m.Name, Unit: m.Unit, Mean: e.Mean, Low: e.Low, High: e.High, SD: e.SD, N: e.N})
	}
	return out
}

// Crossings are what the finds found, in the order of the scenario and of its points.
func (j *Judge) Crossings() []runs.Crossing { return j.crossings }

// search looks for the crossings of f, once for each combination of the other swept parameters.
func (j *Judge) search(f *Find) {
	s := j.s
	over := s.axisOf(f.Over)
	n := len(s.Sweep[over].Values)
	stride := 1
	for _, a := range s.Sweep[over+1:] {
		stride *= len(a.Values)
	}
	for first := range s.Points() {
		if first/stride%n != 0 {
			continue // not the start of a line along over
		}
		x, y := make([]float64, n), make([][]float64, s.Seeds.Count)
		for i := range n {
			x[i] = s.number(f.Over, i)
			for seed, v := range j.series(f.metric, first+i*stride) {
				y[seed] = append(y[seed], v)
			}
		}
		j.note(f, s.others(first, over), experiment.Cross(x, y, f.level), throughout(y, f))
	}
}

// throughout says on which side of f's level the mean curve lies, when it lies on one side all along; y is [seed][x].
func throughout(y [][]float64, f *Find) string {
	below, above := false, false
	for i := range y[0] {
		var at []float64
		for seed := range y {
			at = append(at, y[seed][i])
		}
		m := experiment.Mean(at)
		below = below || m.N > 0 && m.Mean <= f.level
		above = above || m.N > 0 && m.Mean >= f.level
	}
	switch {
	case below == above:
		return ""
	case f.level == 0 && above:
		return "positive"
	case f.level == 0:
		return "negative"
	case above:
		return "above " + short(f.level) + unitSuffix(f.metric.Unit)
	}
	return "below " + short(f.level) + unitSuffix(f.metric.Unit)
}

// others are the settings of a point on all axes but one.
func (s *Scenario) others(point, without int) []runs.Setting {
	var settings []runs.Setting
	for a, at := range s.digits(point) {
		if a != without {
			settings = append(settings, s.Sweep[a].settings(s.places, at)...)
		}
	}
	return settings
}

// note records the crossings of f along one line of points, or that there is none.
func (j *Judge) note(f *Find, where []runs.Setting, found []experiment.Crossing, side string) {
	named := func(c runs.Crossing) runs.Crossing {
		c.Name, c.Metric, c.Param, c.Unit, c.Where = f.Name, f.Metric, f.Over, j.s.places.paramUnit(f.Over), where
		return c
	}
	value := j.s.valuesOf(where)
	predicted := math.NaN()
	if f.Predict != nil {
		predicted = f.Predict.Eval(Env{Param: func(path string) float64 { return value(path).Number }})
	}
	against := func(c runs.Crossing) runs.Crossing {
		if math.IsNaN(predicted) || math.IsInf(predicted, 0) {
			return c
		}
		return c.Against(predicted)
	}
	missing := true
	for _, x := range found {
		if f.Direction != "" && x.Direction != f.Direction {
			continue
		}
		j.crossings = append(j.crossings, against(named(runs.NewCrossing(x))))
		missing = false
	}
	if missing {
		none := experiment.Crossing{Direction: f.Direction, N: j.s.Seeds.Count}
		c := against(named(runs.NewCrossing(none)))
		c.Missing, c.Throughout = true, side
		j.crossings = append(j.crossings, c)
	}
}
