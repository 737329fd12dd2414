package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
)

func newTheory() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "theory [FORM [KEY=VALUE...] | MECHANISM | queue | blocks]",
		Short: "Print what a closed form says at given arguments",
		Long: `Evaluates a closed form: what theory says a mechanism does, or a queue, or settlement in blocks. Without a form it lists
all of them, or those of a mechanism, of queue or of blocks, as they are called: arguments with a default may be left
out.

Values are written as in scenario files (10 DPMN, 3d, 50%, kept), and numbers may do without their unit: amounts are in
DPMN, times in seconds. Several values of an argument, with commas between them, make a table with a line for every
combination; the last argument changes fastest.

--json prints name, args (all of them, as numbers or names of choices), value, unit and source: one object, or an array
where an argument has several values. A value that JSON has no number for is null: with "undefined": true where the
form is not defined, with a "note" where it is infinite.`,
		Example: "  dopasim theory\n  dopasim theory trust\n  dopasim theory trust.deposit_min c='4 DPMN' r='10 DPMN' rho=50%\n" +
			"  dopasim theory trust.deposit_min c=4 r=10 rho=0.25,0.5,1 fate=kept,burned",
		ValidArgsFunction: completeForm,
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			if len(args) == 0 {
				return listForms(out, mechanisms.FormOwners(), asJSON)
			}
			if owner, ok := formOwner(args[0]); ok && len(args) == 1 {
				return listForms(out, []mechanisms.FormOwner{owner}, asJSON)
			}
			q, err := scenarios.Ask(args[0], args[1:])
			if err != nil {
				return err
			}
			all := q.Answers()
			switch {
			case !asJSON:
				return printAnswers(out, q, all)
			case len(all) == 1:
				return writeJSON(out, all[0])
			}
			return writeJSON(out, all)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// formOwner is what closed forms belong to by its name; a mechanism may have none.
func formOwner(name string) (mechanisms.FormOwner, bool) {
	if owner, ok := mechanisms.LookupForms(name); ok {
		return owner, true
	}
	m := mechanisms.Lookup(name)
	return mechanisms.FormOwner{Name: name}, m != nil
}

func writeJSON(w io.Writer, what any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(what)
}

// printAnswers prints the value of a form above its arguments, or a table of values below those that do not vary.
func printAnswers(w io.Writer, q *scenarios.Question, all []scenarios.Answer) error {
	f, value := q.Form, ""
	if len(all) == 1 {
		value = f.Text(all[0].Value)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%s\t%s\t%s\n", f.Name, value, f.Doc)
	for i, a := range f.Args {
		value := a.Text(all[0].Args[i])
		switch {
		case q.Varies(i):
			value = ""
		case !q.Given(i):
			value += " (default)"
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\n", a.Name, value, a.About())
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if len(all) > 1 {
		if err := printTable(w, q, all); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "source: %s\n", f.Source)
	return err
}

// printTable prints a line for every combination of the arguments that vary.
func printTable(w io.Writer, q *scenarios.Question, all []scenarios.Answer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(cell func(i int, a mechanisms.Arg) string, last string) {
		for i, a := range q.Form.Args {
			if q.Varies(i) {
				fmt.Fprintf(table, "%s\t", cell(i, a))
			}
		}
		fmt.Fprintln(table, last)
	}
	fmt.Fprintln(table)
	line(func(_ int, a mechanisms.Arg) string { return a.Name }, q.Form.Name)
	for _, x := range all {
		line(func(i int, a mechanisms.Arg) string { return a.Text(x.Args[i]) }, q.Form.Text(x.Value))
	}
	fmt.Fprintln(table)
	return table.Flush()
}

// described is a closed form in the listing.
type described struct {
	Name   string         `json:"name"`
	Doc    string         `json:"doc"`
	Unit   string         `json:"unit"`
	Source string         `json:"source"`
	Args   []describedArg `json:"args"`
}

type describedArg struct {
	Name    string   `json:"name"`
	Unit    string   `json:"unit"`
	Doc     string   `json:"doc"`
	Choices []string `json:"choices,omitempty"`
	Default any      `json:"default"` // null: must be given
}

func describe(f mechanisms.Form) described {
	d := described{f.Name, f.Doc, f.Unit, f.Source, []describedArg{}}
	for _, a := range f.Args {
		arg := describedArg{Name: a.Name, Unit: a.Unit, Doc: a.Doc, Choices: a.Choices}
		switch {
		case len(a.Choices) > 0:
			arg.Default = a.Text(a.Default)
		case !math.IsNaN(a.Default):
			arg.Default = a.Default
		}
		d.Args = append(d.Args, arg)
	}
	return d
}

// listForms lists the closed forms of their owners, as they are called.
func listForms(w io.Writer, all []mechanisms.FormOwner, asJSON bool) error {
	forms := []described{}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, o := range all {
		if i > 0 {
			fmt.Fprintln(table)
		}
		fmt.Fprintln(table, o.Name)
		for _, f := range o.Forms {
			forms = append(forms, describe(f))
			fmt.Fprintf(table, "  %s\t%s\n", f.Usage(), sentence(f.Doc))
		}
	}
	if asJSON {
		return writeJSON(w, forms)
	}
	return table.Flush()
}

// completeForm completes the name of a form, its arguments that are not given yet, and their choices.
func completeForm(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	var found []string
	if len(args) == 0 {
		for _, l := range catalogue("forms") {
			if strings.HasPrefix(l.Name, word) {
				found = append(found, l.Name+"\t"+sentence(l.Doc))
			}
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
	f, _ := mechanisms.LookupForm(args[0])
	for _, a := range f.Args {
		given := slices.ContainsFunc(args[1:], func(x string) bool { return strings.HasPrefix(x, a.Name+"=") })
		for _, choice := range a.Choices {
			if text := a.Name + "=" + choice; !given && strings.HasPrefix(text, word) && word != "" {
				found = append(found, text)
			}
		}
		if text := a.Name + "="; !given && strings.HasPrefix(text, word) && (len(a.Choices) == 0 || word == "") {
			found = append(found, text+"\t"+a.About())
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
