package scenarios

import (
	"context"
	"fmt"
	"io"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Columns lists the metrics of every trial.
func (s *Scenario) Columns() []experiment.Column { return s.Setup.Columns() }

// World builds the world of a trial at second 0.
func (s *Scenario) World(t experiment.Trial) (*World, error) {
	setup, err := s.setupAt(t.Point)
	if err != nil {
		return nil, err
	}
	w, err := setup.Build(t.Seed, nil)
	if err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return w, nil
}

// setupAt is At, remembered for the next trial.
func (s *Scenario) setupAt(point int) (*Setup, error) {
	at := s.latest.Load()
	if at == nil || at.point != point {
		setup, err := s.At(point)
		if err != nil {
			return nil, err
		}
		at = &pointSetup{point, setup}
		s.latest.Store(at)
	}
	return at.setup, nil
}

// Run runs one trial: an experiment.Runner, but for the journal, which is written when it is not nil.
func (s *Scenario) Run(ctx context.Context, t experiment.Trial, journal io.Writer) (experiment.Result, error) {
	setup, err := s.setupAt(t.Point)
	if err != nil {
		return experiment.Result{}, err
	}
	w, err := s.begin(ctx, t, setup, journal)
	if err != nil {
		return experiment.Result{}, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return w.Run(ctx, t)
}

// Summarise turns the results of all trials into the summary of the run, and the curves of theory that its figures
// show. What only the run folder knows (key, hashes, money) is left to it.
func (s *Scenario) Summarise(results *experiment.Aggregator) (runs.Summary, []runs.Theory) {
	j := s.Judge(From(results))
	columns := s.Columns()
	summary := runs.Summary{
		Scenario: s.Name, Question: s.Question, Answer: j.Answer(), NotModelled: s.NotModelled,
		Method: experiment.IntervalMethod, Crossings: j.Crossings(), Stopping: j.Stopping(), Comparisons: j.Comparisons(), Expectations: j.Expectations(), Claim: j.Claim(), Sensitivity: j.Sensitivities(), Game: j.Game(), Figures: s.Figures,
	}
	for i := range s.Points() {
		p := runs.Point{Index: i, Settings: s.Point(i).Settings, Estimates: j.Estimates(i)}
		for c := range columns {
			if s.Plan != nil && s.Plan.analysed() {
				break // thousands of points, of which the tables have all
			}
			p.Estimates = append(p.Estimates, runs.NewEstimate(columns[c], results.Estimate(i, c)))
		}
		summary.Points = append(summary.Points, p)
	}
	return summary, s.Curves()
}
