package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// dryRun says how many trials there are and what they need.
func dryRun(cmd *cobra.Command, s *scenarios.Scenario) error {
	w, err := s.World(experiment.Trial{})
	if err != nil {
		return err
	}
	var bytes int64
	for _, c := range w.Columns() {
		bytes += c.Bytes
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %s; a trial has %s and starts with %s of state\n",
		s.Name, design(s), counted(w.Accounts(), "account"), size(float64(bytes)))
	return nil
}

// design is "63 points x 10 seeds = 630 trials, which part at 20d".
func design(s *scenarios.Scenario) string {
	most := ""
	if s.Until != nil && !s.Until.Decided {
		most = "at most "
	}
	text := fmt.Sprintf("%s x %s%s = %s", counted(s.Points(), "point"), most, counted(s.Seeds.Count, "seed"), counted(s.Trials(), "trial"))
	if s.Fork.At > 0 {
		text += fmt.Sprintf(", which part at %s", s.Fork.At)
	}
	return text
}
