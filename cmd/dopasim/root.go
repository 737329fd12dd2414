package main

import (
	"fmt"
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
4 check found a regression, 5 invariant broken, or mechanism and contract differ (replay, fuzz), 130 or 143 interrupted (resumable).`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: fromEnvironment,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.AddCommand(newInit(), newValidate(), newRun(), newAttack(), newReplay(), newFuzz(), newTest(), newClaims(), newBench(), newCompare(), newCheck(), newInspect(), newSave(), newContinue(), newList(), newTheory(), newSchema(), newDocs(), newVersion())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Run, c.RunE = nil, help
		case "completion":
			c.Args, c.RunE = args(cobra.ExactArgs(1)), func(_ *cobra.Command, args []string) error {
				return usage(fmt.Errorf("completion %s: want bash, zsh, fish or powershell", args[0]))
			}
		}
	}
	return root
}

// help prints the help of a verb; one that is not there is a usage error, unlike in cobra's own.
func help(cmd *cobra.Command, words []string) error {
	about, rest, err := cmd.Root().Find(words)
	if err != nil || len(rest) > 0 {
		return usage(fmt.Errorf("help %s: there is no such verb (see dopasim help)", strings.Join(words, " ")))
	}
	about.InitDefaultHelpFlag()
	return about.Help()
}

// fromEnvironment sets the flags that the command line does not from DOPASIM_*.
func fromEnvironment(cmd *cobra.Command, _ []string) error {
	var first error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := "DOPASIM_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if !ok || f.Changed || first != nil {
			return
		}
		if err := f.Value.Set(value); err != nil {
			first = usage(fmt.Errorf("environment variable %s: %q is not a value for --%s (want %s)", name, value, f.Name, f.Value.Type()))
			return
		}
		f.Changed = true
	})
	return first
}

// args wraps a check of arguments so that its failure is a usage error.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usage(fmt.Errorf("%s: %w (see %s --help)", cmd.Name(), err, cmd.CommandPath()))
		}
		return nil
	}
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
