package mechanisms

import (
	"fmt"
	"math"
	"strings"
)

// FormsPage is the page of the closed forms that are no mechanism's, in Markdown.
func FormsPage() string {
	d := &page{}
	d.line("# Closed forms of the kit")
	d.line("")
	d.line("Those of a mechanism are on its own page. `dopasim theory` evaluates all of them, and expressions in scenario files")
	d.line("may call them. This page is generated from the declarations.")
	for _, o := range kitForms {
		d.line("")
		d.owned(o)
	}
	return d.String()
}

// Page is the page of the owner's closed forms, in Markdown.
func (o FormOwner) Page() string {
	d := &page{}
	d.owned(o)
	return d.String()
}

func (d *page) owned(o FormOwner) {
	d.line("## %s\n", o.Name)
	d.line("%s.\n", o.Doc)
	d.forms(o.Forms)
}

// forms are tables of closed forms and of their arguments.
func (d *page) forms(forms []Form) {
	d.line("Amounts are in DPMN, times in seconds, probabilities fractions.")
	d.line("")
	d.table("form", "unit", "what it is", "source")
	for _, f := range forms {
		d.row(code(f.Name+"("+f.Signature()+")"), f.Unit, f.Doc, f.Source)
	}
	d.line("")
	d.table("argument", "unit", "default", "what it is")
	seen := map[string]bool{}
	for _, f := range forms {
		for _, a := range f.Args {
			if key := a.Name + a.Doc; !seen[key] {
				seen[key] = true
				d.row(code(a.Name), a.Unit, a.byDefault(), a.describe())
			}
		}
	}
}

func (a Arg) byDefault() string {
	switch {
	case math.IsNaN(a.Default) || len(a.Choices) > 0:
		return ""
	case a.Default == math.Trunc(a.Default) && math.Abs(a.Default) < 1e15:
		return fmt.Sprintf("%.0f", a.Default)
	}
	return fmt.Sprint(a.Default)
}

func (a Arg) describe() string {
	if len(a.Choices) == 0 {
		return a.Doc
	}
	return a.Doc + ": " + strings.Join(a.Choices, ", ")
}
