package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/report"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// findOptions are the flags of run --find.
type findOptions struct {
	name   string
	within float64
	budget int
}

func (o *findOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.name, "find", "", "search for a threshold instead of running the sweep: the name of a find, or of what it is searched along")
	f.Float64Var(&o.within, "within", 0.01, "with --find: half-width of the interval to reach, as a fraction of the threshold")
	f.IntVar(&o.budget, "budget", 20_000, "with --find: trials that each search may take")
}

func (o *findOptions) check(s *scenarios.Scenario) (*scenarios.Find, error) {
	f, err := s.FindCalled(o.name)
	switch {
	case err != nil:
		return nil, usage(err)
	case !(o.within > 0 && o.within < 1):
		return nil, usage(fmt.Errorf("--within %v: want a fraction above 0 and below 1, e.g. 0.01", o.within))
	case o.budget < 12*s.SeedsToSearch():
		return nil, usage(fmt.Errorf("--budget %d: want at least %d, twelve points of all seeds", o.budget, 12*s.SeedsToSearch()))
	}
	return f, nil
}

// thresholds searches and prints what it found.
func (o *runOptions) thresholds(cmd *cobra.Command, s *scenarios.Scenario) error {
	f, err := o.find.check(s)
	if err != nil {
		return err
	}
	var found []scenarios.Threshold
	err = s.Thresholds(cmd.Context(), f, scenarios.ThresholdOptions{Within: o.find.within, Budget: o.find.budget, Jobs: o.workers(s)},
		func(x scenarios.Threshold) { found = append(found, x) })
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	if o.json {
		text, err := json.MarshalIndent(found, "", "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s\n", text)
		return err
	}
	crossings, trials, short := make([]runs.Crossing, len(found)), 0, 0
	for i, x := range found {
		crossings[i] = x.Crossing
		trials += x.Trials
		if x.Stop == "budget" {
			short++
		}
	}
	if err := report.Crossings(out, crossings, colour()); err != nil {
		return err
	}
	fmt.Fprintf(out, "95%% intervals by %s\n", experiment.ThresholdMethod)
	fmt.Fprintf(out, "%s; aim: a half-width of %.2g%% of the threshold", counted(trials, "trial"), 100*o.find.within)
	if short > 0 {
		fmt.Fprintf(out, ", which %s did not reach with %s each (--budget)", counted(short, "search"), counted(o.find.budget, "trial"))
	}
	fmt.Fprintln(out)
	return nil
}
