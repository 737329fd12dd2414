package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/scenarios"
)

// testsuite and testcase are JUnit's.
type testsuite struct {
	XMLName  xml.Name   `xml:"testsuite"`
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Cases    []testcase `xml:"testcase"`
}

type testcase struct {
	Class   string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	Failure *failure `xml:"failure,omitempty"`
}

type failure struct {
	Message string `xml:"message,attr"`
}

func newTest() *cobra.Command {
	var junit, out string
	var jobs int
	cmd := &cobra.Command{
		Use:   "test [FILE|DIR|NAME...]",
		Short: "Run scenarios and check their expectations and the money",
		Long: `Runs each scenario and checks its expect lines and that money was conserved. A folder stands for its *.yaml files;
without an argument the library is tested. The runs are kept only with --out.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			names, err := scenarioNames(args)
			if err != nil {
				return usage(err)
			}
			passing := out == ""
			if passing {
				if out, err = os.MkdirTemp("", "dopasim-test-*"); err != nil {
					return err
				}
				defer os.RemoveAll(out)
			}
			return test(cmd, names, &runOptions{out: out, jobs: jobs, journal: "none", quiet: true, passing: passing}, junit)
		},
	}
	cmd.Flags().StringVar(&junit, "junit", "", "write a JUnit report to this file")
	cmd.Flags().StringVar(&out, "out", "", "keep the runs in this folder")
	cmd.Flags().IntVar(&jobs, "jobs", 0, "trials at the same time (default: all cores)")
	return cmd
}

func scenarioNames(args []string) (names []string, err error) {
	if len(args) == 0 {
		for _, e := range scenarios.Library() {
			names = append(names, e.Name)
		}
		return names, nil
	}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			names = append(names, arg)
			continue
		}
		files, err := filepath.Glob(filepath.Join(arg, "*.yaml"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("there are no scenarios (*.yaml) in %s", arg)
		}
		slices.Sort(files)
		names = append(names, files...)
	}
	return names, nil
}

func test(cmd *cobra.Command, names []string, o *runOptions, junit string) error {
	s := testsuite{Name: "dopasim"}
	for _, name := range names {
		cases, err := testOne(cmd, name, o)
		if err != nil {
			return err
		}
		for _, c := range cases {
			s.Tests++
			mark := "PASS"
			if c.Failure != nil {
				s.Failures++
				mark = "FAIL"
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s  %s: %s\n", mark, c.Class, c.Name)
			if c.Failure != nil {
				fmt.Fprintf(cmd.OutOrStdout(), "      %s\n", c.Failure.Message)
			}
		}
		s.Cases = append(s.Cases, cases...)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%d passed, %d failed\n", s.Tests-s.Failures, s.Failures)
	if junit != "" {
		text, err := xml.MarshalIndent(s, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(junit, append([]byte(xml.Header), text...), 0o644); err != nil {
			return err
		}
	}
	if s.Failures > 0 {
		return &exit{code: exitExpectation}
	}
	return nil
}

// testOne runs one scenario: a case for each expectation, and one for the money.
func testOne(cmd *cobra.Command, name string, o *runOptions) (cases []testcase, err error) {
	s, err := o.load(cmd, name)
	if err != nil {
		return nil, err
	}
	run, err := o.simulate(cmd, s)
	if err != nil {
		return nil, err
	}
	for _, e := range run.Summary.Expectations {
		c := testcase{Class: s.Name, Name: e.Line}
		if !e.Holds {
			c.Failure = &failure{e.Where + ": " + e.Detail}
		}
		cases = append(cases, c)
	}
	if claim := run.Summary.Claim; claim != nil {
		c := testcase{Class: s.Name, Name: fmt.Sprintf("claim %d: %s", claim.Number, claim.Verdict)}
		if !claim.Accepted {
			c.Failure = &failure{fmt.Sprintf("expected %s: %s", claim.Expected, claim.Readings[0].Detail)}
		}
		cases = append(cases, c)
	}
	money := testcase{Class: s.Name, Name: fmt.Sprintf("money is conserved in %s", counted(run.Summary.Trials, "trial"))}
	if !run.Summary.Money.Conserved {
		money.Failure = &failure{strings.TrimSpace(run.Summary.Money.First)}
	}
	return append(cases, money), nil
}
