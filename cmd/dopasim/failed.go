package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// failed says how to repeat a trial that went wrong; a broken invariant has an exit code of its own.
func failed(err error) error {
	var trial *experiment.TrialError
	if !errors.As(err, &trial) {
		return err
	}
	code := exitFailed
	var broken *sim.Violation
	if errors.As(err, &broken) {
		code = exitBroken
	}
	return &exit{code, fmt.Errorf("%w\nrepeat it with: %s", err,
		runs.Command(os.Args, "--seed", fmt.Sprint(trial.Trial.Seed), "--seeds", "1"))}
}
