package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
)

// listed is a line of list.
type listed struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	Doc  string `json:"doc"`
}

func newList() *cobra.Command {
	var asJSON, names bool
	cmd := &cobra.Command{
		Use:   "list [scenarios|mechanisms|strategies|forms]",
		Short: "List the scenarios of the library, mechanisms, strategies and closed forms",
		Args:  args(cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs)), ValidArgs: []string{"scenarios", "mechanisms", "strategies", "forms"},
		RunE: func(cmd *cobra.Command, args []string) error {
			what := ""
			if len(args) == 1 {
				what = args[0]
			}
			return list(cmd.OutOrStdout(), catalogue(what), asJSON, names)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&names, "names", false, "print the names only, one a line")
	return cmd
}

func catalogue(what string) []listed {
	var all []listed
	add := func(kind, name, doc string) {
		if what == "" || what == kind {
			all = append(all, listed{kind, name, doc})
		}
	}
	for _, e := range scenarios.Library() {
		add("scenarios", e.Name, e.Question)
	}
	for _, m := range mechanisms.All() {
		add("mechanisms", m.Name, m.Doc)
	}
	for _, c := range agents.All() {
		add("strategies", c.Role+"/"+c.Name, c.Doc)
	}
	for _, o := range mechanisms.FormOwners() {
		for _, f := range o.Forms {
			add("forms", f.Name, f.Doc)
		}
	}
	return all
}

// sentence is the first one of a text: a line of list has no room for more.
func sentence(text string) string {
	if first, _, more := strings.Cut(text, ". "); more {
		return first + "."
	}
	return text
}

func list(w io.Writer, all []listed, asJSON, names bool) error {
	if asJSON {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(all)
	}
	if names {
		for _, l := range all {
			fmt.Fprintln(w, l.Name)
		}
		return nil
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	kind := ""
	for _, l := range all {
		if l.Kind != kind {
			if kind != "" {
				fmt.Fprintln(table)
			}
			fmt.Fprintln(table, l.Kind)
			kind = l.Kind
		}
		fmt.Fprintf(table, "  %s\t%s\n", l.Name, sentence(l.Doc))
	}
	return table.Flush()
}
