package scenarios

import (
	"context"
	"fmt"
	"io"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Columns lists the metrics of every trial.
func (s *Scenario) Columns() []experiment.Column { return s.Setup.Columns() }

// World builds the world of a trial, ready to run.
func (s *Scenario) World(t experiment.Trial) (*World, error) { return s.world(t, nil) }

func (s *Scenario) world(t experiment.Trial, onJournal func(*sim.Journal)) (*World, error) {
	at := s.latest.Load()
	if at == nil || at.point != t.Point {
		setup, err := s.At(t.Point)
		if err != nil {
			return nil, err
		}
		at = &pointSetup{t.Point, setup}
		s.latest.Store(at)
	}
	w, err := at.setup.Build(t.Seed, onJournal)
	if err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return w, nil
}

// Run runs one trial: an experiment.Runner, but for the journal, which is written when it is not nil.
func (s *Scenario) Run(ctx context.Context, t experiment.Trial, journal io.Writer) (experiment.Result, error) {
	w, err := s.world(t, func(j *sim.Journal) {
		if journal != nil {
			j.SendTo(journal)
		}
	})
	if err != nil {
		return experiment.Result{}, err
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
		Method: experiment.IntervalMethod, Crossings: j.Crossings(), Expectations: j.Expectations(), Claim: j.Claim(), Sensitivity: j.Sensitivities(), Figures: s.Figures,
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
