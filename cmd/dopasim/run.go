package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/report"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// runOptions are the flags of run.
type runOptions struct {
	seed    uint64
	seeds   int
	set     []string
	jobs    int
	out     string
	resume  bool
	force   bool
	dryRun  bool
	quiet   bool
	json    bool
	journal string
	memory  int64
}

func newRun() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run FILE|NAME",
		Short: "Run a scenario: its sweep, its seeds, its figures",
		Long: `Runs a scenario file, or one of the library (see dopasim list scenarios), and writes a run folder:
summary.json, metrics.csv, theory.csv, trials.csv, figures under report/, and manifest.json.

The answer is printed at the end. Ctrl-C leaves a resumable run: the same command with --resume continues it.
A run of the same scenario, seeds and engine that is there already is shown, not run again (see --force).`,
		Example: "  dopasim run trust-fund\n  dopasim run my.yaml --set escrow.price='12 DPMN' --seeds 20",
		Args:    args(cobra.ExactArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runScenario(cmd, args[0], &o) },
	}
	f := cmd.Flags()
	f.Uint64Var(&o.seed, "seed", 0, "first seed, instead of the scenario's")
	f.IntVar(&o.seeds, "seeds", 0, "number of seeds, instead of the scenario's")
	f.StringArrayVar(&o.set, "set", nil, "override a value, key=value (may be repeated)")
	f.IntVar(&o.jobs, "jobs", 0, "trials at the same time (default: all cores); results do not depend on it")
	f.StringVar(&o.out, "out", "runs", "folder of the runs")
	f.BoolVar(&o.resume, "resume", false, "continue an interrupted run")
	f.BoolVar(&o.force, "force", false, "run again although a run of the same content is there")
	f.BoolVar(&o.dryRun, "dry-run", false, "only say how many trials there are and what they need")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print the answer only")
	f.BoolVar(&o.json, "json", false, "print the summary as JSON")
	f.StringVar(&o.journal, "journal", "none", "write the journals of all trials: none or calls")
	f.Int64Var(&o.memory, "memory", 0, "most memory that the trials may take together, in MiB (default: three quarters of what is free)")
	return cmd
}

func runScenario(cmd *cobra.Command, name string, o *runOptions) error {
	s, err := o.load(cmd, name)
	if err != nil {
		return err
	}
	if o.dryRun {
		return dryRun(cmd, s)
	}
	path, err := o.simulate(cmd, s)
	if err != nil {
		return err
	}
	run, err := runs.Open(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		return err
	}
	return o.answer(cmd, run)
}

// load reads the scenario with the overrides of the flags.
func (o *runOptions) load(cmd *cobra.Command, name string) (*scenarios.Scenario, error) {
	if o.journal != "none" && o.journal != "calls" {
		return nil, usage(fmt.Errorf("--journal %s: want none or calls", o.journal))
	}
	set := o.set
	if cmd.Flags().Changed("seed") {
		set = append(set, fmt.Sprintf("first=%d", o.seed))
	}
	if cmd.Flags().Changed("seeds") {
		set = append(set, fmt.Sprintf("seeds=%d", o.seeds))
	}
	limit := o.memory << 20
	if limit == 0 {
		limit = freeMemory() / 4 * 3
	}
	s, err := scenarios.Read(name, scenarios.Options{Set: set, MemoryLimit: limit})
	var mistakes scenarios.Errors
	if err != nil && !errors.As(err, &mistakes) {
		return nil, usage(err)
	}
	return s, err
}

func dryRun(cmd *cobra.Command, s *scenarios.Scenario) error {
	w, err := s.World(experiment.Trial{})
	if err != nil {
		return err
	}
	var bytes int64
	for _, c := range w.Columns() {
		bytes += c.Bytes
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %d points x %d seeds = %d trials; a trial has %d accounts and starts with %.1f MiB of state\n",
		s.Name, s.Points(), s.Seeds.Count, s.Trials(), w.Accounts(), float64(bytes)/(1<<20))
	return nil
}

// simulate runs all trials that are not done yet and completes the run folder.
func (o *runOptions) simulate(cmd *cobra.Command, s *scenarios.Scenario) (string, error) {
	columns, seeds := s.Columns(), s.Seeds.List()
	key := runs.NewKey(s.Resolved(), engine, seeds)
	w, err := o.begin(s.Name, key, runs.Options{Scenario: s.Resolved(), Columns: columns, Points: s.Points(),
		Seeds: seeds, Engine: engine, Argv: os.Args})
	var exists *runs.ExistsError
	if errors.As(err, &exists) {
		if !o.quiet {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s is there already: shown again (--force runs it again)\n", exists.Path)
		}
		return exists.Path, runs.SetLatest(exists.Path)
	}
	if err != nil {
		return "", usage(err)
	}
	defer w.Close()
	design := experiment.Design{Points: s.Points(), Seeds: seeds, Jobs: o.jobs, Skip: w.Has}
	results := experiment.NewAggregator(columns, design)
	if err := w.Each(results.Put); err != nil {
		return "", err
	}
	bar := newProgress(cmd.ErrOrStderr(), s.Name, o.quiet)
	err = experiment.Run(cmd.Context(), design, o.runner(s, w), experiment.Tee(w, results), bar.update)
	bar.done()
	if err != nil {
		return "", o.interrupted(cmd, w, err)
	}
	return o.finish(cmd, s, w, results)
}

func (o *runOptions) begin(name string, key runs.Key, opts runs.Options) (*runs.Writer, error) {
	if o.resume {
		return runs.Resume(o.out, name, key, opts)
	}
	w, err := runs.Create(o.out, name, key, opts)
	var exists *runs.ExistsError
	if o.force && errors.As(err, &exists) {
		if err := runs.Remove(exists.Path); err != nil {
			return nil, err
		}
		return runs.Create(o.out, name, key, opts)
	}
	return w, err
}

// runner runs a trial, with its journal written if asked for.
func (o *runOptions) runner(s *scenarios.Scenario, w *runs.Writer) experiment.Runner {
	return func(ctx context.Context, t experiment.Trial) (r experiment.Result, err error) {
		if o.journal == "none" {
			return s.Run(ctx, t, nil)
		}
		out, err := w.Journal(t.Index)
		if err != nil {
			return r, err
		}
		r, err = s.Run(ctx, t, out)
		return r, errors.Join(err, out.Close())
	}
}

// interrupted says how to go on.
func (o *runOptions) interrupted(cmd *cobra.Command, w *runs.Writer, err error) error {
	done, total := w.Count()
	if errors.Is(err, context.Canceled) {
		fmt.Fprintf(cmd.ErrOrStderr(), "interrupted: %d of %d trials are done; continue with --resume\n", done, total)
		return context.Canceled
	}
	var trial *experiment.TrialError
	if errors.As(err, &trial) {
		return &exit{exitFailed, fmt.Errorf("%w\nrepeat it with: dopasim %s --seed %d --seeds 1", err, strings.Join(os.Args[1:], " "), trial.Trial.Seed)}
	}
	return err
}

// finish analyses the results, completes the folder and draws the figures.
func (o *runOptions) finish(cmd *cobra.Command, s *scenarios.Scenario, w *runs.Writer, results *experiment.Aggregator) (string, error) {
	summary, theory := s.Summarise(results)
	path, err := w.Finish(summary, runs.TheoryFile(theory))
	if err != nil && path == "" {
		return "", err
	}
	if err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "dopasim: %v\n", err)
	}
	return path, draw(path)
}

// draw draws the figures of a complete run and adds them to it.
func draw(path string) error {
	run, err := runs.Open(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		return err
	}
	paths, err := report.Draw(path)
	if err != nil {
		return fmt.Errorf("draw figures: %w", err)
	}
	var files []runs.File
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		files = append(files, runs.Bytes("report/"+filepath.Base(p), text))
	}
	return run.AddReport(files...)
}

// answer prints what the run found; expectations that failed and money that was lost make the exit code.
func (o *runOptions) answer(cmd *cobra.Command, run *runs.Run) error {
	out := cmd.OutOrStdout()
	switch {
	case o.json:
		text, err := runs.MarshalSummary(run.Summary)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s", text)
	case o.quiet:
		fmt.Fprintf(out, "%s: %s\n", run.Summary.Scenario, run.Summary.Answer)
	default:
		if err := report.Text(out, &run.Summary, colour()); err != nil {
			return err
		}
		fmt.Fprintf(out, "\nrun folder: %s\n", run.Path)
	}
	if !run.Summary.Money.Conserved {
		return &exit{exitBroken, fmt.Errorf("money was not conserved: %s", run.Summary.Money.First)}
	}
	for _, e := range run.Summary.Expectations {
		if !e.Holds {
			return &exit{exitExpectation, fmt.Errorf("%s: expectation failed: %s (%s)", e.Where, e.Line, e.Detail)}
		}
	}
	return nil
}
