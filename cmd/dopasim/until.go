package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// enough finds how many seeds a scenario takes that says until when, and is how its trials are run then.
func (o *runOptions) enough(cmd *cobra.Command, s *scenarios.Scenario) (experiment.Runner, error) {
	run := func(ctx context.Context, t experiment.Trial) (experiment.Result, error) { return s.Run(ctx, t, nil) }
	if s.Until == nil || s.Until.Decided {
		return run, nil
	}
	bar := newProgress(cmd.ErrOrStderr(), s.Name+", seeds", o.quiet)
	defer bar.done()
	return s.Enough(cmd.Context(), run, o.workers(s), bar.update)
}
