package main

import (
	"context"
	"errors"
	"fmt"

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
	each, err := s.Enough(cmd.Context(), run, o.workers(s), bar.update)
	bar.done()
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(cmd.ErrOrStderr(), "interrupted while seeds were added until there are enough: of these nothing is kept")
		return nil, context.Canceled
	case err != nil:
		return nil, failed(err)
	case o.journal != "none":
		return run, nil // trials run again for their journals: their results need not be kept
	}
	return each, nil
}
