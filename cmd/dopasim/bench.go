package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/suite"
	"github.com/dopamine-network/dopasim/report/bench"
)

// benchOptions are the flags of bench and of check that say what is measured.
type benchOptions struct {
	only  string
	count int
	full  bool
	jobs  int
	quiet bool
}

// defaultRounds of rows of speed: enough for the U test to tell at 1%, and for an interval of the median.
const defaultRounds = 8

func (o *benchOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.only, "only", "", "measure the rows whose name matches this regular expression")
	f.IntVar(&o.count, "count", defaultRounds, "rounds of the rows of speed")
	f.BoolVar(&o.full, "full", false, "the rows that take minutes too")
	f.IntVar(&o.jobs, "jobs", 0, "trials at the same time (default: all cores)")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
}

// suite are the options of the suite that the flags stand for.
func (o *benchOptions) suite(cmd *cobra.Command) (s suite.Options, err error) {
	if o.count < 1 {
		return s, usage(fmt.Errorf("--count %d: want 1 round or more", o.count))
	}
	if o.jobs < 0 {
		return s, badJobs(o.jobs)
	}
	s = suite.Options{Full: o.full, Rounds: o.count, Jobs: o.jobs}
	if o.only != "" {
		if s.Only, err = regexp.Compile(o.only); err != nil {
			return s, usage(fmt.Errorf("--only %s: %w", o.only, err))
		}
	}
	if len(suite.List(s)) == 0 {
		return s, usage(fmt.Errorf("--only %s: no row has such a name (see dopasim bench --list)", o.only))
	}
	if !o.quiet {
		s.Report = steps(cmd.ErrOrStderr())
	}
	return s, nil
}

// steps tells what is measured, when it takes a while: at most a line in five seconds.
func steps(out io.Writer) func(string) {
	next := time.Now().Add(5 * time.Second)
	return func(what string) {
		if now := time.Now(); now.After(next) {
			next = now.Add(5 * time.Second)
			fmt.Fprintln(out, "measuring "+what)
		}
	}
}

func newBench() *cobra.Command {
	var o benchOptions
	var out string
	var list bool
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure the benchmark suite: gas, digests, incentive margins, boundaries, speed",
		Long: `Measures the suite and prints it in the Go benchmark format, which benchstat reads: gas of every action, digests of the
library's journals, what honesty earns more than each deviation (a value for each frozen seed), where thresholds lie,
and the speed of the engine and of replay, each round beside a reference kernel.
dopasim check judges the same rows against the committed baseline; how a row is judged is in report/bench/rules.txt.`,
		Example: "  dopasim bench --list\n  dopasim bench --only 'margin|gas' --out new.txt",
		Args:    args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := o.suite(cmd)
			if err != nil {
				return err
			}
			if list {
				for _, name := range suite.List(s) {
					fmt.Fprintln(cmd.OutOrStdout(), name)
				}
				return nil
			}
			set, err := suite.Run(cmd.Context(), s)
			if err != nil {
				return err
			}
			set.Environment = environment()
			return writeBench(cmd.OutOrStdout(), out, set)
		},
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&out, "out", "-", "write to this file (-: standard output)")
	cmd.Flags().BoolVar(&list, "list", false, "print the names of the rows and measure nothing")
	return cmd
}

// writeBench writes a set to a file, or to out for "-".
func writeBench(out io.Writer, path string, set *bench.Set) error {
	if path == "-" || path == "" {
		return set.Write(out, bench.Committed())
	}
	var text bytes.Buffer // all or nothing: a baseline must not be left half written
	if err := set.Write(&text, bench.Committed()); err != nil {
		return err
	}
	return os.WriteFile(path, text.Bytes(), 0o644)
}

// environment is what a measurement may depend on beside the source.
func environment() []bench.Setting {
	v := version()
	level, commit := "", v["commit"]
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "GOAMD64" {
				level = s.Value
			}
		}
	}
	all := []bench.Setting{
		{Key: "goos", Value: v["os"]}, {Key: "goarch", Value: v["arch"]}, {Key: "cpu", Value: processor()},
		{Key: "cores", Value: fmt.Sprint(runtime.GOMAXPROCS(0))}, {Key: "goamd64", Value: level},
		{Key: "go", Value: v["go"]}, {Key: "engine", Value: v["engine"]}, {Key: "commit", Value: commit},
	}
	return slices.DeleteFunc(all, func(s bench.Setting) bool { return s.Value == "" })
}

// processor is the model of the processor, as Go's own benchmarks name it; "" where the system does not say.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
