package main

import (
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "dopasim",
		Short: "Simulate the economy of the Dopamine network and replay it on its contracts",
		Long: `dopasim runs scenarios (YAML files, or those of its library) through the mechanisms of the Dopamine network,
answers the scenario's question with figures and intervals, and replays trials call by call on the
mechanisms' Solidity twins.

Start with: dopasim run trust-fund

Every flag can be set in the environment too: --out as DOPASIM_OUT, and so on.
Exit codes: 0 ok, 1 run-time error, 2 usage or invalid scenario, 3 expectation failed,
5 invariant broken or replay not identical, 130 or 143 interrupted (resumable).`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: fromEnvironment,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.AddCommand(newInit(), newValidate(), newRun(), newReplay(), newTest(), newInspect(), newList(), newSchema(), newDocs(), newVersion())
	return root
}

// fromEnvironment sets the flags that the command line does not from DOPASIM_*.
func fromEnvironment(cmd *cobra.Command, _ []string) error {
	var first error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		value, ok := os.LookupEnv("DOPASIM_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_")))
		if !ok || f.Changed || first != nil {
			return
		}
		first = usage(cmd.Flags().Set(f.Name, value))
	})
	return first
}

// args wraps a check of arguments so that its failure is a usage error.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error { return usage(check(cmd, args)) }
}

// colour says whether to colour what goes to standard output.
func colour() bool {
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	return terminal(os.Stdout)
}

// terminal says whether f is one.
func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
