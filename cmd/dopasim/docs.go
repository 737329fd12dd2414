package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
)

func newDocs() *cobra.Command {
	return &cobra.Command{
		Use:   "docs [MECHANISM | strategies | queue | blocks | FORM]",
		Short: "Print the documentation generated from the code, as Markdown",
		Long: `Prints the page of a mechanism (parameters, states, actions, events, refusals, metrics, invariants, closed forms),
of all strategies, of the closed forms of queues or of blocks, or of one closed form. Without an argument it lists what there is.`,
		Example: "  dopasim docs trust\n  dopasim docs strategies\n  dopasim docs trust.deposit_min",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return list(cmd.OutOrStdout(), append(catalogue("mechanisms"), append(catalogue("strategies"), catalogue("forms")...)...), false, false)
			}
			return docs(cmd.OutOrStdout(), args[0])
		},
	}
}

func docs(out io.Writer, topic string) error {
	if topic == "strategies" || strings.Contains(topic, "/") {
		_, err := io.WriteString(out, agents.Reference(agents.All()))
		return err
	}
	if m := mechanisms.Lookup(topic); m != nil {
		_, err := io.WriteString(out, mechanisms.Readme(m, nil))
		return err
	}
	if o, ok := mechanisms.LookupForms(topic); ok {
		_, err := io.WriteString(out, o.Page())
		return err
	}
	f, ok := mechanisms.LookupForm(topic)
	if !ok {
		return usage(fmt.Errorf("docs %s: no mechanism or closed form of that name (see dopasim docs)", topic))
	}
	fmt.Fprintf(out, "%s(%s)\n\n%s%s.\nSource: %s.\n\n", f.Name, f.Signature(), f.Doc, inUnit(f.Unit), f.Source)
	for _, a := range f.Args {
		fmt.Fprintf(out, "  %-12s %s\n", a.Name, a.About())
	}
	return nil
}

// inUnit is ", in DPMN"; nothing for a pure number.
func inUnit(unit string) string {
	if unit == "" {
		return ""
	}
	return ", in " + unit
}
