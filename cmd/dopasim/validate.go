package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/scenarios"
)

func newValidate() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check scenarios and show all mistakes at once",
		Long:  "Checks scenarios strictly: unknown keys, units, ranges, names, expressions. - reads standard input.",
		Args:  args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			if format != "text" && format != "json" {
				return usage(fmt.Errorf("--format %s: want text or json", format))
			}
			return validate(cmd, files, format == "json")
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

func validate(cmd *cobra.Command, files []string, asJSON bool) error {
	all := scenarios.Errors{}
	bad := 0
	for _, file := range files {
		s, err := scenarios.Read(file, scenarios.Options{})
		var mistakes scenarios.Errors
		switch {
		case errors.As(err, &mistakes):
			all = append(all, mistakes...)
			bad++
		case err != nil:
			return usage(err)
		case !asJSON:
			fmt.Fprintf(cmd.OutOrStdout(), "%s: ok, %s\n", file, design(s))
		}
	}
	if asJSON {
		text, err := all.JSON()
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%s\n", text)
	} else if err := all.Text(cmd.ErrOrStderr()); err != nil {
		return err
	}
	if bad > 0 {
		return &exit{code: exitUsage}
	}
	return nil
}
