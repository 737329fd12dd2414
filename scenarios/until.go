package scenarios

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Until adds seeds until the interval of a metric's mean is narrow enough at every point.
type Until struct {
	Metric    string // measure or metric
	HalfWidth string // an amount or a number, as a scenario writes it; "" if Relative
	Relative  string // share of the mean
	Rule      experiment.Until
	Decided   bool // the number of seeds is known: of a run that was done, or as --seeds says

	metric *Expr
}

// Enough runs trials until the rule is satisfied at every point, and sets the number of seeds. What it returns runs the trials
// of the scenario from then on, those that were run already from memory; where they have samples, which memory may not hold,
// they run again. Without a rule, or when the number is known, run is given back. Errors are those of trials.
func (s *Scenario) Enough(ctx context.Context, run experiment.Runner, jobs int, progress func(experiment.Progress)) (experiment.Runner, error) {
	u := s.Until
	if u == nil || u.Decided {
		return run, nil
	}
	kept := &keptTrials{results: map[[2]uint64]experiment.Result{}}
	for have, done := 0, false; !done; {
		step := u.Rule.NextOf(s.untilValues(kept, have))
		if done = step.Done; done {
			s.Seeds.Count = step.Seeds
			break
		}
		all := experiment.Seeds(s.Seeds.First, step.Seeds)
		design := experiment.Design{Points: s.Points(), Seeds: all[have:], Jobs: jobs}
		if s.Fork.At > 0 {
			design.Together = jobs // as in a run: no more pasts are kept than are run at a time
		}
		if err := experiment.Run(ctx, design, run, kept, progress); err != nil {
			return nil, err
		}
		have = step.Seeds
	}
	u.Decided = true
	if kept.sampled {
		return run, nil
	}
	return func(ctx context.Context, t experiment.Trial) (experiment.Result, error) {
		if r, ok := kept.take(t); ok {
			return r, nil
		}
		return run(ctx, t)
	}, nil
}

// untilValues are the values of the rule's metric at every point, of the first seeds.
func (s *Scenario) untilValues(kept *keptTrials, seeds int) [][]float64 {
	points := make([][]float64, s.Points())
	if seeds == 0 {
		return points
	}
	s.Seeds.Count = seeds
	design := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List()}
	results := experiment.NewAggregator(s.Columns(), design)
	for i := range design.Trials() {
		t := design.Trial(i)
		r := kept.results[[2]uint64{uint64(t.Point), t.Seed}]
		r.Trial = t
		if err := results.Put(r); err != nil {
			panic("scenarios: " + err.Error()) // every trial once
		}
	}
	j := s.Judge(From(results))
	for i := range points {
		points[i] = j.series(s.Until.metric, i)
	}
	return points
}

// keptTrials are the results of trials, by point and seed; without their samples, which no rule reads.
type keptTrials struct {
	mu      sync.Mutex
	results map[[2]uint64]experiment.Result
	sampled bool // there were some
}

// Put implements experiment.Sink.
func (k *keptTrials) Put(r experiment.Result) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if ends := slices.DeleteFunc(slices.Clone(r.Rows), func(x experiment.Row) bool { return !x.Final }); len(ends) < len(r.Rows) {
		r.Rows, k.sampled = slices.Clone(ends), true
	}
	k.results[[2]uint64{uint64(r.Point), r.Seed}] = r
	return nil
}

// take is the result of a trial that was kept, which is forgotten.
func (k *keptTrials) take(t experiment.Trial) (experiment.Result, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := [2]uint64{uint64(t.Point), t.Seed}
	r, ok := k.results[at]
	delete(k.results, at)
	r.Trial = t
	return r, ok
}

// Stopping says how the number of seeds was found; nil if it was given, and is not the one that the rule stops at.
func (j *Judge) Stopping() *runs.Stopping {
	u := j.s.Until
	if u == nil {
		return nil
	}
	points := make([][]float64, j.s.Points())
	for i := range points {
		points[i] = j.series(u.metric, i)
	}
	step := u.Rule.NextOf(points)
	if !step.Done || step.Seeds != j.s.Seeds.Count {
		return nil
	}
	e := step.Estimate
	return &runs.Stopping{Metric: u.Metric, Unit: u.metric.Unit, Seeds: j.s.Seeds.Count, Reached: step.Reached,
		HalfWidth: finiteOr0((e.High - e.Low) / 2), Worst: step.Worst, Method: experiment.UntilMethod}
}

func finiteOr0(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

var (
	paramUntilRelative   = mechanisms.Param{Key: "relative", Kind: mechanisms.KindProb, Min: "0.01%", Max: "99%", Doc: "Half-width to reach, as a share of the mean."}
	paramUntilConfidence = mechanisms.Param{Key: "confidence", Kind: mechanisms.KindProb, Min: "50%", Max: "99.99%", Default: "95%", Doc: "Of the interval."}
	paramUntilMin        = mechanisms.Param{Key: "min", Kind: mechanisms.KindCount, Min: "2", Max: "1000000", Default: "10", Doc: "Seeds before the first look."}
	paramUntilMax        = mechanisms.Param{Key: "max", Kind: mechanisms.KindCount, Min: "2", Max: "1000000", Doc: "Seeds at most."}
	paramUntilBatch      = mechanisms.Param{Key: "batch", Kind: mechanisms.KindCount, Min: "1", Max: "1000000", Default: "10", Doc: "Seeds added at a time."}
)

// until reads the rule, when the measures are known.
func (l *loader) until() {
	e, ok := l.top["seeds"]
	if !ok || e.value.Kind != yaml.MappingNode {
		return
	}
	for _, x := range l.entries(e.value, "seeds", "") {
		if x.name == "until" {
			l.untilRule(x)
		}
	}
}

func (l *loader) untilRule(e entry) {
	before := len(l.errors)
	u := &Until{Rule: experiment.Until{Min: 10, Batch: 10}, Decided: l.counted}
	given := map[string]entry{}
	count := func(p mechanisms.Param, to *int) func(entry) {
		return func(e entry) {
			given[e.name] = e
			if v, ok := l.value(e, p); ok {
				n, _ := mechanisms.ParseCount(v.Text)
				*to = int(n)
			}
		}
	}
	var width *Expr
	l.fields(e.value, e.path, "metric, half_width or relative, confidence, min, max and batch", map[string]func(entry){
		"metric": func(e entry) {
			given[e.name] = e
			if text, ok := l.metric(e); ok {
				u.Metric, u.metric = text, l.expr(e, l.full())
			}
		},
		"half_width": func(e entry) {
			given[e.name] = e
			if width = l.expr(e, scope{}); width != nil {
				u.HalfWidth, u.Rule.HalfWidth = width.Text, width.Eval(Env{})
				if !(u.Rule.HalfWidth > 0) {
					l.failAt(e.value, e.path, "%s is not above 0", width.Text)
				}
			}
		},
		"relative": func(e entry) {
			given[e.name] = e
			if v, ok := l.value(e, paramUntilRelative); ok {
				u.Relative, u.Rule.HalfWidth, u.Rule.Relative = v.Text, v.Number, true
			}
		},
		"confidence": func(e entry) {
			if v, ok := l.value(e, paramUntilConfidence); ok {
				u.Rule.Confidence = v.Number
			}
		},
		"min": count(paramUntilMin, &u.Rule.Min), "max": count(paramUntilMax, &u.Rule.Max), "batch": count(paramUntilBatch, &u.Rule.Batch),
	})
	for _, key := range []string{"metric", "max"} {
		if _, ok := given[key]; !ok {
			l.failAt(e.key, join(e.path, key), "is missing")
		}
	}
	_, absolute := given["half_width"]
	_, relative := given["relative"]
	switch {
	case absolute == relative:
		l.failAt(e.key, e.path, "want either half_width or relative")
	case width != nil && u.metric != nil && !alike(u.metric.root, width.root):
		l.failAt(given["half_width"].value, given["half_width"].path, "is %s, but %s is %s", unitName(width.Unit), u.Metric, unitName(u.metric.Unit))
	case len(l.errors) == before && u.Rule.Max < u.Rule.Min:
		l.failAt(given["max"].value, given["max"].path, "%d is below the first look, at %d seeds", u.Rule.Max, u.Rule.Min)
	}
	if len(l.errors) > before {
		return
	}
	if err := u.Rule.Check(); err != nil {
		l.failAt(e.value, e.path, "%s", err)
		return
	}
	if !u.Decided {
		l.s.Seeds.Count = u.Rule.Max // at most; Enough says how many
	}
	l.s.Until = u
}

// resolveUntil writes the rule beside the number of seeds, which a finished run knows.
func (s *Scenario) resolveUntil(seeds *mapping) {
	u := s.Until
	if u == nil {
		return
	}
	one := &mapping{}
	one.put("metric", u.Metric)
	one.put("half_width", u.HalfWidth)
	one.put("relative", u.Relative)
	if u.Rule.Confidence != 0 {
		one.put("confidence", fmt.Sprint(u.Rule.Confidence))
	}
	one.put("min", fmt.Sprint(u.Rule.Min))
	one.put("max", fmt.Sprint(u.Rule.Max))
	one.put("batch", fmt.Sprint(u.Rule.Batch))
	seeds.add("until", one)
}
