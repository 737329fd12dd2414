package suite

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// freshSeed is the first of the seeds that no baseline has used; frozen ones begin at the scenario's own first, 1.
const freshSeed = 1_000_000_007

// load is a scenario of the library with settings; the seeds are the frozen ones, or twice as many fresh ones.
func (r *run) load(name string, seeds int, set []string) (*scenarios.Scenario, error) {
	s, err := scenarios.FromLibrary(name, scenarios.Options{Set: slices.Concat(set, r.Setting[name])})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if seeds > 0 {
		s.Seeds.Count = seeds
	}
	if r.Fresh {
		s.Seeds.First, s.Seeds.Count = freshSeed, 2*s.Seeds.Count
	}
	return s, nil
}

// values runs all trials of a scenario.
func (r *run) values(ctx context.Context, s *scenarios.Scenario) (scenarios.Values, error) {
	design := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List(), Jobs: r.Jobs}
	results := experiment.NewAggregator(s.Columns(), design)
	trial := func(ctx context.Context, t experiment.Trial) (experiment.Result, error) { return s.Run(ctx, t, nil) }
	if err := experiment.Run(ctx, design, trial, results, nil); err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	return scenarios.From(results), nil
}

// figure is what to read off a point: a measure of the scenario, "population.metric", or the difference "a.b - c.d" of
// two of these, seed by seed.
func figure(s *scenarios.Scenario, v scenarios.Values, point int, what string) ([]float64, error) {
	for _, m := range s.Measures {
		if m.Name == what {
			return s.Judge(v).Measure(what, point), nil
		}
	}
	if a, b, ok := strings.Cut(what, " - "); ok {
		left, err := figure(s, v, point, a)
		if err != nil {
			return nil, err
		}
		right, err := figure(s, v, point, b)
		for i := range right {
			left[i] -= right[i]
		}
		return left, err
	}
	population, metric, _ := strings.Cut(what, ".")
	values := v(point, population, metric)
	if values == nil {
		return nil, fmt.Errorf("%s has no metric %s", s.Name, what)
	}
	return slices.Clone(values), nil
}

// pseudo are the jackknife's pseudo-values of a statistic, one for each seed: n times the statistic of all less n-1 times
// that without the seed (Tukey 1958). Their mean is the statistic without its first bias, and their standard error its
// standard error, so that what is known of all seeds together can be compared like what each seed gives.
func pseudo(n int, statistic func(without int) float64) []float64 {
	all := statistic(-1)
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(n)*all - float64(n-1)*statistic(i)
	}
	return values
}

// crossing is where a find of the scenario crosses, without one of the seeds (none: -1); NaN where it does not.
func crossing(s *scenarios.Scenario, v scenarios.Values, find string, without int) float64 {
	if without >= 0 {
		s.Seeds.Count--
		defer func() { s.Seeds.Count++ }()
	}
	left := func(point int, population, metric string) []float64 {
		values := v(point, population, metric)
		if without < 0 || values == nil {
			return values
		}
		return slices.Delete(slices.Clone(values), without, without+1)
	}
	for _, c := range s.Judge(left).Crossings() {
		if c.Name == find && !c.Missing {
			return c.Found
		}
	}
	return math.NaN()
}
