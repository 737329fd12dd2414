package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/report/bench"
)

func newCompare() *cobra.Command {
	var asJSON, markdown bool
	cmd := &cobra.Command{
		Use:   "compare A B",
		Short: "Compare two files of benchmarks, row by row, with intervals and tests",
		Long: `Reads two files in the Go benchmark format and prints each row of both: the median or mean with its 95% interval, the
change, and the p-value of a test (U test for speed, t test for seeded rows). ~ stands for a change that is not
significant at 5%. It judges nothing; dopasim check does.`,
		Example: "  dopasim bench --out new.txt\n  dopasim compare report/bench/baseline.txt new.txt",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON && markdown {
				return usage(fmt.Errorf("compare: --json and --markdown exclude each other"))
			}
			var sets [2]*bench.Set
			for i, path := range args {
				var err error
				if sets[i], err = bench.ReadFile(path); err != nil {
					return usage(err)
				}
				if len(sets[i].Rows) == 0 {
					return usage(fmt.Errorf("%s: there are no benchmarks in it", path))
				}
			}
			c := bench.Compare(sets[0], sets[1], bench.Committed())
			c.A, c.B = args[0], args[1]
			out := cmd.OutOrStdout()
			switch {
			case asJSON:
				e := json.NewEncoder(out)
				e.SetIndent("", "  ")
				return e.Encode(c)
			case markdown:
				_, err := fmt.Fprint(out, c.Markdown())
				return err
			}
			_, err := fmt.Fprint(out, c.Text())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print a Markdown table")
	return cmd
}
