package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/chain/parity"
)

// fuzzOptions are the flags of fuzz.
type fuzzOptions struct {
	calls  uint64
	length time.Duration
	seed   uint64
	jobs   int
	out    string
	vector string
	json   bool
}

func newFuzz() *cobra.Command {
	var o fuzzOptions
	cmd := &cobra.Command{
		Use:   "fuzz [MECHANISM...]",
		Short: "Search for differences between mechanisms and their contracts, and for broken invariants",
		Long: `Makes random and hostile calls on mechanisms and on their Solidity contracts in go-ethereum's EVM at once: any action by
any caller, with live, ended and absurd ids, amounts at and around what is held, times at and around every deadline, in
worlds whose parameters are drawn too. Inputs that did something new are kept and changed.

After every call both sides must have the same outcome, events, balances and supply; every 64 calls and at the end the
rows touched, and that no contract changed anything else. Every invariant of the mechanisms must hold, and no call
may take money from anybody but its caller, save what was allowed to the caller. Outcomes are counted by action, and held
against all refusals that the contract's source has for it.

A difference ends with exit code 5; the calls that lead to it, as few as possible, are written below --out as text, which
--vector plays again. With --calls the result depends on the seed alone.`,
		Example: "  dopasim fuzz --calls 10000000\n  dopasim fuzz vote deal --for 8h --seed 7",
		RunE:    func(cmd *cobra.Command, args []string) error { return o.run(cmd, args) },
	}
	f := cmd.Flags()
	f.Uint64Var(&o.calls, "calls", 300_000, "calls to make, in equal shares over the mechanisms")
	f.DurationVar(&o.length, "for", 0, "search for so long instead, such as 90s or 8h")
	f.Uint64Var(&o.seed, "seed", 1, "luck of the search")
	f.IntVar(&o.jobs, "jobs", 0, "inputs played at the same time (default: all cores); with --calls results do not depend on it")
	f.StringVar(&o.out, "out", filepath.Join("runs", "fuzz"), "folder of the calls that lead to differences")
	f.StringVar(&o.vector, "vector", "", "play the calls of a file again instead")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

// fuzzed is what fuzz prints as JSON.
type fuzzed struct {
	Seed       uint64           `json:"seed"`
	Mechanisms []*parity.Result `json:"mechanisms"`
}

func (o *fuzzOptions) run(cmd *cobra.Command, names []string) error {
	given := 0
	for _, flag := range []string{"calls", "for", "vector"} {
		if cmd.Flags().Changed(flag) {
			given++
		}
	}
	if given > 1 {
		return usage(fmt.Errorf("want one of --calls, --for and --vector, not %d", given))
	}
	if o.jobs < 0 {
		return badJobs(o.jobs)
	}
	if o.vector != "" {
		return o.again(cmd)
	}
	all, err := fuzzable(names)
	if err != nil {
		return usage(err)
	}
	if o.calls == 0 || o.length < 0 {
		return usage(fmt.Errorf("want 1 call or more, and no time below zero"))
	}
	done := fuzzed{Seed: o.seed}
	broken := false
	for _, m := range all {
		r, err := o.search(cmd, m, len(all))
		if err != nil {
			return fmt.Errorf("fuzz %s: %w", m.Name, err)
		}
		done.Mechanisms = append(done.Mechanisms, r)
		broken = broken || len(r.Failures) > 0
		if err := o.save(cmd, r); err != nil {
			return err
		}
		if !o.json {
			printFuzzed(cmd.OutOrStdout(), r)
		}
		if cmd.Context().Err() != nil {
			break
		}
	}
	if o.json {
		if err := writeJSON(cmd.OutOrStdout(), done); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(cmd.OutOrStdout(), done.total())
	}
	if broken {
		return &exit{code: exitBroken}
	}
	return cmd.Context().Err()
}

// fuzzable are the mechanisms of these names, all when there are none.
func fuzzable(names []string) (all []*mechanisms.Mechanism, err error) {
	if len(names) == 0 {
		return mechanisms.All(), nil
	}
	for _, name := range names {
		m := mechanisms.Lookup(name)
		if m == nil {
			return nil, fmt.Errorf("there is no mechanism %q (see dopasim list mechanisms)", name)
		}
		all = append(all, m)
	}
	return all, nil
}

// search has its share of the calls or of the time.
func (o *fuzzOptions) search(cmd *cobra.Command, m *mechanisms.Mechanism, of int) (*parity.Result, error) {
	p := parity.Options{Seed: o.seed, Calls: (o.calls + uint64(of) - 1) / uint64(of), Jobs: o.jobs}
	if p.Jobs <= 0 {
		p.Jobs = runtime.GOMAXPROCS(0)
	}
	ctx := cmd.Context()
	if o.length > 0 {
		p.Calls = 0
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.length/time.Duration(of))
		defer cancel()
	}
	next := time.Now().Add(10 * time.Second)
	p.Report = func(r *parity.Result) {
		if now := time.Now(); now.After(next) {
			next = now.Add(10 * time.Second)
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, %s\n", r.Mechanism, counted(r.Calls, "call"), counted(r.Behaviours, "behaviour"))
		}
	}
	return parity.Search(ctx, m, p)
}

// save writes what was found.
func (o *fuzzOptions) save(cmd *cobra.Command, r *parity.Result) error {
	for i, v := range r.Failures {
		if err := os.MkdirAll(o.out, 0o755); err != nil {
			return err
		}
		path := filepath.Join(o.out, fmt.Sprintf("%s-%d-%d.txt", r.Mechanism, o.seed, i+1))
		if err := os.WriteFile(path, []byte(v.Text()), 0o644); err != nil {
			return err
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "%s\n  %s\n  repeat:  dopasim fuzz --vector %s\n", v.Failure.What,
			strings.ReplaceAll(v.Failure.Text, "\n", "\n  "), path)
	}
	return nil
}

// again plays a vector.
func (o *fuzzOptions) again(cmd *cobra.Command) error {
	in, err := os.Open(o.vector)
	if err != nil {
		return usage(err)
	}
	defer in.Close()
	v, err := parity.ReadVector(in)
	if err != nil {
		return usage(fmt.Errorf("%s: %w", o.vector, err))
	}
	runner, err := parity.NewRunner(v.Rules.Mechanism, nil)
	if err != nil {
		return err
	}
	g, err := runner.Replay(v.Rules, v.Moves, 1)
	if err != nil {
		return err
	}
	if o.json {
		if err := writeJSON(cmd.OutOrStdout(), map[string]any{"identical": g.Failure == nil, "failure": g.Failure, "calls": len(g.Moves)}); err != nil {
			return err
		}
	}
	if f := g.Failure; f != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s\n%s\n", f.What, f.Text)
		return &exit{code: exitBroken}
	}
	if !o.json {
		fmt.Fprintf(cmd.OutOrStdout(), "identical: %s\n", counted(len(g.Moves), "call"))
	}
	return nil
}

func printFuzzed(w io.Writer, r *parity.Result) {
	fmt.Fprintf(w, "%s: %s, %s, %s refused; %s kept, %s\n", r.Mechanism, counted(r.Executions, "input"),
		counted(r.Calls, "call"), none(r.Refused), counted(r.Corpus, "input"), counted(r.Behaviours, "behaviour"))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, p := range r.Pairs {
		if p.Calls > 0 {
			fmt.Fprintf(table, "  %s\t%s\t%s\n", p.Action, p.Outcome, thousands(p.Calls))
		}
	}
	_ = table.Flush() // into standard output
	if never := r.Never(); len(never) > 0 {
		names := make([]string, len(never))
		for i, p := range never {
			names[i] = p.Action + " " + p.Outcome
		}
		fmt.Fprintf(w, "  never met: %s\n", strings.Join(names, ", "))
	}
}

// total is the last line.
func (f *fuzzed) total() string {
	var calls, refused uint64
	met, pairs, failures := 0, 0, 0
	for _, r := range f.Mechanisms {
		calls, refused, failures = calls+r.Calls, refused+r.Refused, failures+len(r.Failures)
		pairs, met = pairs+len(r.Pairs), met+len(r.Pairs)-len(r.Never())
	}
	verdict := "no difference, no invariant broken"
	if failures > 0 {
		verdict = counted(failures, "difference")
	}
	return fmt.Sprintf("%s: %s on both sides, %s refused; %d of %d pairs of action and outcome met", verdict,
		counted(calls, "call"), none(refused), met, pairs)
}
