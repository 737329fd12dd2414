package scenarios

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// ThresholdOptions says how thresholds are searched for.
type ThresholdOptions struct {
	Within float64 // half-width of the interval to reach, as a fraction of the threshold
	Budget int     // trials that each search may take
	Jobs   int     // at the same time; 0 for all cores
}

// Threshold is the threshold found for one combination of the other swept parameters.
type Threshold struct {
	runs.Crossing
	Trials  int        `json:"trials"`
	Stop    string     `json:"stop"` // why the search ended: experiment.StopWithin, StopBudget or StopNone
	Seeds   int        `json:"seeds"`
	Bracket [2]float64 `json:"bracket"` // the last one
}

// FindCalled is the find with that name, or the first along a swept parameter of that name, whole ("escrow.price") or
// without its owner ("price"). An error lists what there is.
func (s *Scenario) FindCalled(name string) (*Find, error) {
	if f := s.find(name); f != nil {
		return f, nil
	}
	var known []string
	for i := range s.Finds {
		f := &s.Finds[i]
		if f.Over == name || strings.HasSuffix(f.Over, "."+name) {
			return f, nil
		}
		known = append(known, f.Name, f.Over)
	}
	if known == nil {
		return nil, fmt.Errorf("scenario %s has no find: to look for", s.Name)
	}
	return nil, fmt.Errorf("scenario %s has no find %q%s (has %s)", s.Name, name, didYouMean(name, known), strings.Join(known, ", "))
}

// SeedsToSearch is how many seeds a search begins with: those of the scenario, of one that says until when its fewest, and
// at least 5.
func (s *Scenario) SeedsToSearch() int {
	if s.Until != nil && !s.Until.Decided {
		return max(5, s.Until.Rule.Min)
	}
	return max(5, s.Seeds.Count)
}

// Thresholds looks for the threshold of f between the ends of its sweep, once for each combination of the other swept
// parameters, by bisection on common random numbers: at every point tried the same seeds run, and more of them as long
// as the interval is too wide (experiment.FindThreshold).
func (s *Scenario) Thresholds(ctx context.Context, f *Find, o ThresholdOptions, each func(Threshold)) error {
	over := s.axisOf(f.Over)
	low, high := math.Inf(1), math.Inf(-1)
	for i := range s.Sweep[over].Values {
		low, high = min(low, s.number(f.Over, i)), max(high, s.number(f.Over, i))
	}
	if p := s.places[f.Over].param; p.Kind == mechanisms.KindCount || low == high {
		return fmt.Errorf("%s cannot be searched along (want a parameter with values between two ends of its sweep)", f.Over)
	}
	stride := 1
	for _, a := range s.Sweep[over+1:] {
		stride *= len(a.Values)
	}
	for first := range s.Points() {
		if first/stride%len(s.Sweep[over].Values) != 0 {
			continue
		}
		where := s.others(first, over)
		t, err := experiment.FindThreshold(experiment.ThresholdSearch{
			Low: low, High: high, Level: f.level, Within: o.Within, Relative: true, Seeds: s.SeedsToSearch(), Budget: o.Budget,
			Evaluate: func(x float64, from, to int) ([]float64, error) {
				one := s.alone(first, over, textOf(s.places[f.Over].param, x), Seeds{s.Seeds.First + uint64(from), to - from})
				return one.values(ctx, f, o.Jobs)
			},
		})
		if err != nil {
			return fmt.Errorf("find %s: %w", f.Name, err)
		}
		each(s.threshold(f, where, t))
	}
	return nil
}

// threshold names what was found, and holds it against its prediction.
func (s *Scenario) threshold(f *Find, where []runs.Setting, t experiment.Threshold) Threshold {
	c := runs.NewCrossing(t.Crossing)
	c.Name, c.Metric, c.Param, c.Unit, c.Where = f.Name, f.Metric, f.Over, s.places.paramUnit(f.Over), where
	c.Missing, c.Direction, c.Method = !t.Bracketed, t.Direction, experiment.ThresholdMethod
	if f.Predict != nil {
		value := s.valuesOf(where)
		if p := f.Predict.Eval(Env{Param: func(path string) float64 { return value(path).Number }}); !math.IsNaN(p) && !math.IsInf(p, 0) {
			c = c.Against(p)
		}
	}
	return Threshold{Crossing: c, Trials: t.Trials, Stop: t.Stop, Seeds: t.N, Bracket: [2]float64{t.From, t.To}}
}

// alone is the scenario with one point: that of another, but with text on axis over, and seeds of its own.
func (s *Scenario) alone(point, over int, text string, seeds Seeds) *Scenario {
	one := &Scenario{Name: s.Name, Seeds: seeds, Setup: s.Setup, Measures: s.Measures, Fork: s.Fork, places: s.places, base: s.base}
	for a, at := range s.digits(point) {
		of := &s.Sweep[a]
		axis := Axis{Keys: of.Keys, Values: of.Values[at : at+1], planned: of.planned}
		if of.planned {
			axis.rows = of.rows[at : at+1]
		} else {
			axis.numbers = of.numbers[at : at+1]
		}
		if a == over { // which is no planned one
			axis.Values = []string{text}
			axis.numbers = []mechanisms.Value{valueOf(s.places[axis.Keys[0]].param, text)}
		}
		one.Sweep = append(one.Sweep, axis)
	}
	return one
}

// values runs the only point and reads f's metric in every trial.
func (s *Scenario) values(ctx context.Context, f *Find, jobs int) ([]float64, error) {
	design := experiment.Design{Points: 1, Seeds: s.Seeds.List(), Jobs: jobs}
	results := experiment.NewAggregator(s.Columns(), design)
	run := func(ctx context.Context, t experiment.Trial) (experiment.Result, error) { return s.Run(ctx, t, nil) }
	if err := experiment.Run(ctx, design, run, results, func(experiment.Progress) {}); err != nil {
		return nil, err
	}
	return s.Judge(From(results)).series(f.metric, 0), nil
}

// textOf writes x, in the unit of numbers of p, as a scenario does, rounded to the finest step of the kind.
func textOf(p mechanisms.Param, x float64) string {
	kind := p.Kind
	if kind == mechanisms.KindDist {
		kind = p.Of
	}
	steps := 1.0
	switch kind {
	case mechanisms.KindAmount:
		steps = float64(sim.Token)
	case mechanisms.KindProb:
		steps = ppb
	}
	n, _ := big.NewFloat(math.Round(x * steps)).Int(nil)
	return inexact(p, n)
}
