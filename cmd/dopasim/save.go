package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

func newSave() *cobra.Command {
	var root, at, file string
	var trial int
	cmd := &cobra.Command{
		Use:   "save RUN --at TIME",
		Short: "Save a trial of a run at a time, to go on from there",
		Long: `Simulates a trial of a run up to a time and saves it: everything that decides what comes next, and all that
dopasim continue needs. The file goes into the run folder, or where --file says.
RUN is a folder, a name, the beginning of a key, or latest.`,
		Example: "  dopasim save latest --at 20d\n  dopasim save trust-fund --trial 17 --at 20d --file half.checkpoint",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			second, err := mechanisms.ParseSeconds(at)
			if err != nil {
				return usage(fmt.Errorf("--at: %w", err))
			}
			run, err := openRun(root, args[0])
			if err != nil {
				return err
			}
			p, err := open(run, trial)
			if err != nil {
				return err
			}
			if file == "" {
				file = run.CheckpointPath(trial, second.String())
			}
			return p.save(cmd, second, file)
		},
	}
	f := cmd.Flags()
	f.StringVar(&root, "out", "runs", "folder of the runs")
	f.IntVar(&trial, "trial", 0, "trial, counted from 0: point x seeds + seed")
	f.StringVar(&at, "at", "", "time to save it at, e.g. 20d (required)")
	f.StringVar(&file, "file", "", "file to write (default: one in the run folder)")
	return cmd
}

// save simulates the trial up to a second and writes it to a file.
func (p *played) save(cmd *cobra.Command, at sim.Second, file string) error {
	switch trunk := p.setup.Trunk; {
	case p.setup.Horizon > 0 && at >= p.setup.Horizon:
		return usage(fmt.Errorf("--at %s: trial %d ends at %s (want less)", at, p.trial.Index, p.setup.Horizon))
	case trunk != nil && at < trunk.At:
		return usage(fmt.Errorf("--at %s: trial %d parts from the others at %s (want that or more)", at, p.trial.Index, trunk.At))
	}
	text, err := p.run.Scenario()
	if err != nil {
		return err
	}
	w, err := p.setup.Begin(cmd.Context(), p.trial.Seed, nil)
	if err != nil {
		return err
	}
	if err := w.RunTo(cmd.Context(), at); err != nil {
		return err
	}
	if w.Pending() == 0 {
		return usage(fmt.Errorf("--at %s: nothing is left to happen, trial %d was over at %s (want less)", at, p.trial.Index, w.Second()))
	}
	head := runs.Checkpoint{Engine: engine, Scenario: string(text), Trial: p.trial.Index, Point: p.trial.Point, Seed: p.trial.Seed,
		At: int64(at), Journal: p.hash}
	bytes, err := runs.WriteCheckpoint(file, head, func(out io.Writer) error { return w.Save(out) })
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "trial %d (seed %d) at %s: %s so far, %s to come; %s in %s\n", p.trial.Index, p.trial.Seed, at,
		counted(w.Journal.Calls(), "call"), counted(w.Pending(), "event"), size(float64(bytes)), file)
	fmt.Fprintf(out, "journal so far: %x\n", w.Journal.Sum())
	fmt.Fprintf(out, "go on with: %s\n", runs.Command([]string{"dopasim", "continue", file}))
	return nil
}
