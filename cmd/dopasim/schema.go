package main

import (
	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/scenarios"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of scenario files", Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			schema := scenarios.Schema()
			_, err := cmd.OutOrStdout().Write(schema)
			return err
		},
	}
}
