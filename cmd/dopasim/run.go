package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

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
	passing bool // the folder goes when the command ends
	find    findOptions
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
		Example: "  dopasim run trust-fund\n  dopasim run my.yaml --set escrow.price='12 DPMN' --seeds 20\n  dopasim run trust-fund --find deposit_provider",
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
	o.find.flags(cmd)
	return cmd
}

func runScenario(cmd *cobra.Command, name string, o *runOptions) error {
	s, err := o.load(cmd, name)
	if err != nil {
		return err
	}
	switch {
	case o.dryRun:
		return dryRun(cmd, s)
	case o.find.name != "":
		return o.thresholds(cmd, s)
	}
	run, err := o.simulate(cmd, s)
	if err != nil {
		return err
	}
	return o.answer(cmd, run)
}

// check refuses flags that make no sense, alone or together.
func (o *runOptions) check() error {
	switch {
	case o.journal != "none" && o.journal != "calls":
		return usage(fmt.Errorf("--journal %s: want none or calls", o.journal))
	case o.jobs < 0:
		return badJobs(o.jobs)
	case o.memory < 0:
		return usage(fmt.Errorf("--memory %d: want a number of MiB", o.memory))
	case o.force && o.resume:
		return usage(errors.New("--force begins anew and --resume continues: want one of them"))
	}
	return nil
}

// load reads the scenario with the overrides of the flags.
func (o *runOptions) load(cmd *cobra.Command, name string) (*scenarios.Scenario, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	set := slices.Clone(o.set)
	if cmd.Flags().Changed("seed") {
		set = append(set, fmt.Sprintf("first=%d", o.seed))
	}
	if cmd.Flags().Changed("seeds") {
		if o.seeds < 1 {
			return nil, usage(fmt.Errorf("--seeds %d: want 1 or more", o.seeds))
		}
		set = append(set, fmt.Sprintf("seeds=%d", o.seeds))
	}
	if o.memory == 0 {
		o.memory = freeMemory() / 4 * 3 >> 20
	}
	s, err := scenarios.Read(name, scenarios.Options{Set: set, MemoryLimit: o.memory << 20})
	var mistakes scenarios.Errors
	if err != nil && !errors.As(err, &mistakes) {
		return nil, usage(err)
	}
	return s, err
}

// simulate runs all trials that are not done yet and completes the run folder.
func (o *runOptions) simulate(cmd *cobra.Command, s *scenarios.Scenario) (run *runs.Run, err error) {
	each, err := o.enough(cmd, s)
	if err != nil {
		return nil, err
	}
	columns, seeds := s.Columns(), s.Seeds.List()
	key := runs.NewKey(s.Resolved(), engine, seeds)
	w, err := o.begin(s.Name, key, runs.Options{Scenario: s.Resolved(), Columns: columns, Points: s.Points(),
		Seeds: seeds, Engine: engine, Argv: os.Args})
	var exists *runs.ExistsError
	if errors.As(err, &exists) {
		return o.again(cmd, exists.Path)
	}
	if err != nil {
		return nil, begun(err)
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	design := experiment.Design{Points: s.Points(), Seeds: seeds, Jobs: o.workers(s), Skip: w.Has}
	if s.Fork.At > 0 {
		design.Together = design.Jobs // no more pasts are kept than are run at a time
	}
	results := experiment.NewAggregator(columns, design)
	if err := w.Each(results.Put); err != nil {
		return nil, err
	}
	bar := newProgress(cmd.ErrOrStderr(), s.Name, o.quiet)
	err = experiment.Run(cmd.Context(), design, o.runner(s, w, each), experiment.Tee(w, results), bar.update)
	bar.done()
	if err != nil {
		return nil, o.interrupted(cmd, w, err)
	}
	return o.finish(cmd, s, w, results)
}

// workers is how many trials run at the same time: no more than the memory holds.
func (o *runOptions) workers(s *scenarios.Scenario) int {
	jobs := o.jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return int(max(1, min(int64(jobs), o.memory<<20/max(1, s.Need()))))
}

// begun gives an error of beginning a run its exit code: the user's are those that another command line mends.
func begun(err error) error {
	switch {
	case errors.Is(err, runs.ErrIncomplete):
		return usage(fmt.Errorf("%w, or begin anew with --force", err))
	case errors.Is(err, runs.ErrMismatch), errors.Is(err, runs.ErrNotFound):
		return usage(err)
	}
	return err
}

// again takes the run that is there already. One that was killed after its last trial gets the figures it lacks.
func (o *runOptions) again(cmd *cobra.Command, path string) (*runs.Run, error) {
	run, err := runs.Open(filepath.Dir(path), filepath.Base(path))
	if errors.Is(err, runs.ErrDamaged) {
		return nil, fmt.Errorf("%w; --force runs it again", err)
	}
	if err != nil {
		return nil, err
	}
	if o.journal != "none" && len(run.Journals()) == 0 {
		return nil, usage(fmt.Errorf("run %s is there already, without journals: --force runs it again", path))
	}
	if err := draw(run); err != nil {
		return nil, err
	}
	if !o.quiet && !o.json {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s is there already: shown again (--force runs it again)\n", path)
	}
	return run, runs.SetLatest(path)
}

func (o *runOptions) begin(name string, key runs.Key, opts runs.Options) (*runs.Writer, error) {
	if o.resume {
		return runs.Resume(o.out, name, key, opts)
	}
	w, err := runs.Create(o.out, name, key, opts)
	if !o.force || err == nil {
		return w, err
	}
	var exists *runs.ExistsError
	var incomplete *runs.IncompleteError
	var damaged *runs.DamagedError
	switch {
	case errors.As(err, &exists):
		err = runs.Remove(exists.Path)
	case errors.As(err, &incomplete):
		err = runs.Remove(incomplete.Path)
	case errors.As(err, &damaged):
		err = runs.Remove(damaged.Path)
	}
	if err != nil {
		return nil, err
	}
	return runs.Create(o.out, name, key, opts)
}

// runner runs a trial, with its journal written if asked for.
func (o *runOptions) runner(s *scenarios.Scenario, w *runs.Writer, each experiment.Runner) experiment.Runner {
	return func(ctx context.Context, t experiment.Trial) (r experiment.Result, err error) {
		if o.journal == "none" {
			return each(ctx, t)
		}
		out, err := w.Journal(t.Index)
		if err != nil {
			return r, err
		}
		if r, err = s.Run(ctx, t, out); err != nil {
			return r, err // the journal of half a trial never gets its name
		}
		return r, out.Close()
	}
}

// interrupted says how to go on.
func (o *runOptions) interrupted(cmd *cobra.Command, w *runs.Writer, err error) error {
	done, total := w.Count()
	if errors.Is(err, context.Canceled) {
		fmt.Fprintf(cmd.ErrOrStderr(), "interrupted: %s of %s are done; %s\n", thousands(done), counted(total, "trial"), o.goOn())
		return context.Canceled
	}
	return failed(err)
}

// goOn is how to continue an interrupted run.
func (o *runOptions) goOn() string {
	if o.passing {
		return "they are not kept"
	}
	return "continue with: " + runs.Command(os.Args, "--resume")
}

// finish analyses the results, completes the folder and draws the figures.
func (o *runOptions) finish(cmd *cobra.Command, s *scenarios.Scenario, w *runs.Writer, results *experiment.Aggregator) (*runs.Run, error) {
	summary, theory := s.Summarise(results)
	path, err := w.Finish(summary, runs.TheoryFile(theory))
	if err != nil && path == "" {
		return nil, err
	}
	if err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "dopasim: %v\n", err)
	}
	run, err := runs.Open(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		return nil, err
	}
	return run, draw(run)
}

// draw draws the figures that a complete run lacks and adds them to it.
func draw(run *runs.Run) error {
	drawn := func(f runs.Figure) bool { _, ok := run.Manifest.Files["report/"+f.Name+".svg"]; return ok }
	if !slices.ContainsFunc(run.Summary.Figures, func(f runs.Figure) bool { return !drawn(f) }) {
		return nil
	}
	paths, err := report.Draw(run.Path)
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
		answer := run.Summary.Answer
		if answer == "" { // the scenario has no answer line
			answer = counted(run.Summary.Trials, "trial") + " in " + run.Path
		}
		fmt.Fprintf(out, "%s: %s\n", run.Summary.Scenario, answer)
	default:
		if err := report.Text(out, &run.Summary, colour()); err != nil {
			return err
		}
		fmt.Fprintf(out, "\nrun folder: %s\n", run.Path)
	}
	if !run.Summary.Money.Conserved {
		return &exit{exitBroken, fmt.Errorf("money was not conserved: %s", run.Summary.Money.First)}
	}
	if c := run.Summary.Claim; c != nil && !c.Accepted {
		return &exit{exitExpectation, fmt.Errorf("claim %d: %s", c.Number, unaccepted(c.Verdict, c.Expected))}
	}
	for _, e := range run.Summary.Expectations {
		if !e.Holds {
			return &exit{exitExpectation, fmt.Errorf("%s: expectation failed: %s (%s)", e.Where, e.Line, e.Detail)}
		}
	}
	return nil
}
