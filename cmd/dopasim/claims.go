package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios/claims"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// claimsPage is where the scoreboard lives in the source tree.
const claimsPage = "docs/claims.md"

func newClaims() *cobra.Command {
	var o claims.Options
	var asJSON, quiet bool
	var page string
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "Judge the paper's claims: verdicts, and boundaries found beside those predicted",
		Long: `Judges every claim of the paper that the mechanisms at hand can answer and prints the scoreboard. Where there
is a docs/claims.md it writes that anew; --write names another file. A verdict that is not the expected one is exit code 3.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			bars := newBars(cmd, quiet || asJSON)
			o.Progress = bars.update
			board, err := claims.Judge(cmd.Context(), o)
			bars.done()
			if errors.Is(err, claims.ErrUnknown) {
				return usage(err)
			}
			if err != nil {
				return err
			}
			if err := showClaims(cmd, board, asJSON); err != nil {
				return err
			}
			if page == "" && len(o.Only) == 0 {
				if _, err := os.Stat(claimsPage); err == nil {
					page = claimsPage
				}
			}
			if page != "" {
				if err := os.WriteFile(page, []byte(board.Markdown()), 0o644); err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "wrote %s\n", page)
			}
			for _, s := range board.Scores {
				if !s.Accepted {
					return &exit{exitExpectation, fmt.Errorf("claim %d: %s", s.Number, unaccepted(s.Verdict, s.Expected))}
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.Full, "full", false, "five times as many seeds, and more calls where an exact check draws them")
	f.IntSliceVar(&o.Only, "only", nil, "numbers of the claims to judge (default: all)")
	f.IntVar(&o.Jobs, "jobs", 0, "trials at the same time (default: all cores)")
	f.BoolVar(&asJSON, "json", false, "the scoreboard as JSON")
	f.BoolVar(&quiet, "quiet", false, "no progress")
	f.StringVar(&page, "write", "", "write the scoreboard as Markdown to this file (default: "+claimsPage+", if it is there)")
	return cmd
}

// showClaims prints the scoreboard.
func showClaims(cmd *cobra.Command, b *claims.Board, asJSON bool) error {
	out := cmd.OutOrStdout()
	if asJSON {
		text, err := json.MarshalIndent(b, "", "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s\n", text)
		return err
	}
	for _, s := range b.Scores {
		mark := ""
		if !s.Accepted {
			mark = ": " + unaccepted(s.Verdict, s.Expected)
		}
		fmt.Fprintf(out, "%3d  %-14s  %s (%s)%s\n", s.Number, s.Verdict, s.Says, s.Section, mark)
		for _, p := range s.Parts {
			for _, r := range p.Readings {
				fmt.Fprintf(out, "       %s%s, %s\n", leadOf(p.Part, r.Value), r.Verdict, r.Detail)
			}
		}
		if len(s.Parts) == 0 {
			fmt.Fprintf(out, "       decided by %s\n", s.Decided)
		}
	}
	return nil
}

// unaccepted says what is wrong with a verdict.
func unaccepted(verdict, expected runs.Verdict) string {
	if verdict == expected {
		return fmt.Sprintf("%s, as expected, but a boundary or a part is not where theory has it", verdict)
	}
	return fmt.Sprintf("came out %s, expected %s", verdict, expected)
}

// leadOf is "part, reading: ", of which either may be missing.
func leadOf(part, reading string) string {
	switch {
	case part == "" && reading == "":
		return ""
	case part == "" || reading == "":
		return part + reading + ": "
	}
	return part + ", " + reading + ": "
}

// bars shows a bar for each scenario.
type bars struct {
	cmd   *cobra.Command
	quiet bool
	name  string
	bar   *progress
}

func newBars(cmd *cobra.Command, quiet bool) *bars { return &bars{cmd: cmd, quiet: quiet} }

func (b *bars) update(name string, p experiment.Progress) {
	if name != b.name {
		b.done()
		b.name, b.bar = name, newProgress(b.cmd.ErrOrStderr(), name, b.quiet)
	}
	b.bar.update(p)
}

func (b *bars) done() {
	if b.bar != nil {
		b.bar.done()
		b.bar = nil
	}
}
