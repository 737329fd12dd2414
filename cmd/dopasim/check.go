package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/suite"
	"github.com/dopamine-network/dopasim/report/bench"
)

// checkOptions are the flags of check.
type checkOptions struct {
	benchOptions
	baseline, against, format, out string
	update                         bool
}

func newCheck() *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Judge the benchmark suite against the committed baseline: the gate",
		Long: `Measures the suite of dopasim bench and judges every row against a baseline, by the rules of report/bench/rules.txt.
Exact rows (gas, digests, conservation) have no tolerance, but a direction: cheaper passes. Seeded rows are the same at
the frozen seeds, or fresh seeds decide whether they are worse. Rows of speed are judged in units of a reference kernel of
the same run; with --against, a binary of the baseline's source, both programs are measured in turns and times count too.
Improvements pass and are reported; missing and unknown rows fail. A row that is worse ends with exit code 4.`,
		Example: "  dopasim check\n  dopasim check --against ./dopasim-main --format markdown --out gate.md\n  dopasim check --update",
		Args:    args(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.check(cmd) },
	}
	o.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&o.baseline, "baseline", "", "the baseline (default: "+bench.BaselineFile+", or the one built in)")
	f.StringVar(&o.against, "against", "", "a dopasim of the baseline's source, for rows of speed")
	f.StringVar(&o.format, "format", "text", "text, markdown, junit or json")
	f.StringVar(&o.out, "out", "", "write the report to this file, and text to standard output")
	f.BoolVar(&o.update, "update", false, "write the new baseline and say what changed")
	return cmd
}

func (o *checkOptions) check(cmd *cobra.Command) error {
	if !slices.Contains([]string{"text", "markdown", "junit", "json"}, o.format) {
		return usage(fmt.Errorf("--format %s: want text, markdown, junit or json", o.format))
	}
	if o.against != "" { // before minutes of measuring
		if _, err := exec.LookPath(o.against); err != nil {
			return usage(fmt.Errorf("--against %s: %w", o.against, errors.Unwrap(err)))
		}
	}
	if dir := filepath.Dir(o.out); o.out != "" {
		if _, err := os.Stat(dir); err != nil {
			return usage(fmt.Errorf("--out %s: there is no folder %s", o.out, dir))
		}
	}
	s, err := o.suite(cmd)
	if err != nil {
		return err
	}
	c := bench.Checked{Rules: bench.Committed(), Full: o.full}
	if c.Base, err = o.base(); err != nil {
		return err
	}
	if s.Only != nil {
		c.Only = s.Only.MatchString
	}
	if err := o.measure(cmd.Context(), s, &c); err != nil {
		return err
	}
	c.Fresh = func(names []string) (*bench.Set, error) {
		fresh := s
		fresh.Fresh, fresh.Only = true, oneOf(names)
		return suite.Run(cmd.Context(), fresh)
	}
	v, err := bench.Check(c)
	if err != nil {
		return err
	}
	return o.report(cmd, v, c)
}

// base is the baseline, and makes o.baseline the file that --update writes; "" if there is none.
func (o *checkOptions) base() (*bench.Set, error) {
	if o.baseline == "" {
		if _, err := os.Stat(bench.BaselineFile); err == nil {
			o.baseline = bench.BaselineFile
		}
	}
	if o.baseline == "" {
		if o.update {
			return nil, usage(fmt.Errorf("--update: there is no %s here; name a file by --baseline", bench.BaselineFile))
		}
		return bench.Baseline()
	}
	set, err := bench.ReadFile(o.baseline)
	if errors.Is(err, os.ErrNotExist) && o.update {
		return &bench.Set{}, nil
	}
	return set, usage(err)
}

// measure measures this program; with --against also the other one, in turns.
func (o *checkOptions) measure(ctx context.Context, s suite.Options, c *bench.Checked) (err error) {
	if o.against != "" {
		s.Rounds = 1 // once more to know the names; what counts is measured in turns
	}
	if c.Now, err = suite.Run(ctx, s); err != nil {
		return err
	}
	c.Now.Environment = environment()
	if o.against == "" {
		return nil
	}
	var names []string
	for _, row := range c.Now.Rows {
		if rule, ok := c.Rules.Of(row.Key); ok && rule.Class == bench.Speed {
			names = append(names, row.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	own, err := os.Executable()
	if err != nil {
		return err
	}
	c.Old, c.New = &bench.Set{}, &bench.Set{}
	for round := range o.count {
		turn := []int{0, 1}
		if round%2 == 1 {
			turn = []int{1, 0} // what drifts touches both alike
		}
		for _, of := range turn {
			set := []*bench.Set{c.Old, c.New}[of]
			if err := once(ctx, []string{o.against, own}[of], oneOf(names).String(), set); err != nil {
				return err
			}
		}
	}
	for _, row := range c.New.Rows {
		c.Now.Set(row)
	}
	return nil
}

// once has a program measure rows once, and adds them.
func once(ctx context.Context, program, only string, set *bench.Set) error {
	var said, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, program, "bench", "--only", only, "--count", "1", "--quiet")
	cmd.Stdout, cmd.Stderr = &said, &complaint
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("measure %s: %w: %s", program, err, strings.TrimSpace(complaint.String()))
	}
	one, err := bench.Read(&said, program)
	if err != nil {
		return err
	}
	for _, row := range one.Rows {
		set.Add(row.Key, row.Values...)
	}
	return nil
}

// oneOf matches names, and nothing else.
func oneOf(names []string) *regexp.Regexp {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = regexp.QuoteMeta(n)
	}
	slices.Sort(quoted)
	return regexp.MustCompile("^(" + strings.Join(slices.Compact(quoted), "|") + ")$")
}

// report prints the verdict, or writes the new baseline and says what changed.
func (o *checkOptions) report(cmd *cobra.Command, v *bench.Verdict, c bench.Checked) error {
	out := cmd.OutOrStdout()
	text, err := rendered(v, o.format)
	if err != nil {
		return err
	}
	if o.out != "" {
		if err := os.WriteFile(o.out, text, 0o644); err != nil {
			return err
		}
		text = []byte(v.Text())
	}
	if _, err := out.Write(text); err != nil {
		return err
	}
	if o.update {
		return o.write(cmd.ErrOrStderr(), v, c)
	}
	if v.Passed {
		return nil
	}
	if o.format != "text" && o.out == "" {
		for _, f := range v.Findings {
			if f.Failed {
				fmt.Fprintf(cmd.ErrOrStderr(), "dopasim: %s\n", f.Sentence)
			}
		}
	}
	return &exit{code: exitRegression}
}

// write writes the baseline that a check updates. What is beyond its limit stays a failure: limits are in rules.txt.
func (o *checkOptions) write(out io.Writer, v *bench.Verdict, c bench.Checked) error {
	if err := writeBench(nil, o.baseline, v.Update(c)); err != nil {
		return err
	}
	fmt.Fprintf(out, "wrote %s: %s changed\n", o.baseline, counted(len(v.Moved()), "row"))
	for _, f := range v.Findings {
		if f.Status == bench.Limited || f.Status == bench.Unruled {
			return &exit{exitRegression, fmt.Errorf("no baseline makes this pass: %s", f.Sentence)}
		}
	}
	return nil
}

func rendered(v *bench.Verdict, format string) ([]byte, error) {
	switch format {
	case "markdown":
		return []byte(v.Markdown()), nil
	case "junit":
		return v.JUnit()
	case "json":
		text, err := json.MarshalIndent(v, "", "  ")
		return append(text, '\n'), err
	}
	return []byte(v.Text()), nil
}
