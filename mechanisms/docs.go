package mechanisms

import (
	"fmt"
	"strings"
)

// Readme is the README.md of a mechanism's folder, in Markdown. deviations are the departures from the paper that its
// source notes.
func Readme(m *Mechanism, deviations []string) string {
	d := &page{}
	d.line("# %s", m.Name)
	d.line("")
	d.line("%s", m.Doc)
	d.line("")
	d.line("Source: %s. Contract: [%s.sol](%s.sol). This page is generated from the declaration.", m.Source, m.Contract, m.Contract)
	if m.hasStates() {
		d.section("States")
		d.line("```mermaid")
		d.line("%s```", StateDiagram(m))
	}
	d.section("Parameters")
	d.text(ParamTable(m.Params()))
	if len(m.Needs) > 0 {
		d.section("Needs")
		d.table("need", "what for")
		for _, n := range m.Needs {
			doc := n.Doc
			if n.Optional {
				doc += " (optional)"
			}
			d.row(code(n.Name), doc)
		}
	}
	d.actions(m)
	d.section("Events")
	d.table("event", "fields", "when")
	for _, e := range m.Events {
		d.row(code(e.Name()), fieldList(e.Fields()), e.Doc())
	}
	d.section("Refusals")
	d.table("refusal", "why")
	for _, r := range m.Reverts {
		d.row(code(string(r.Revert)), r.Doc)
	}
	d.section("Metrics")
	d.text(MetricTable(m.Name+".", m.Metrics))
	d.section("Invariants")
	d.table("invariant", "what holds after every call")
	for _, x := range m.Invariants {
		d.row(code(x.Name), x.Doc)
	}
	if len(m.Theory) > 0 {
		d.section("Closed forms")
		d.forms(m.Theory)
	}
	if len(deviations) > 0 {
		d.section("Deviations from the paper")
		for _, x := range deviations {
			d.line("* %s", x)
		}
	}
	return d.String()
}

// StateDiagram draws the statuses of a mechanism's rows and the actions that change them, in Mermaid.
func StateDiagram(m *Mechanism) string {
	d := &page{}
	d.line("stateDiagram-v2")
	state := func(s string) string {
		if s == "" || s == Ended {
			return "[*]"
		}
		return s
	}
	for _, a := range m.Actions {
		for _, e := range a.Edges() {
			d.line("    %s --> %s: %s", state(e.From), state(e.To), a.Name())
		}
	}
	return d.String()
}

func (m *Mechanism) hasStates() bool {
	for _, a := range m.Actions {
		if len(a.Edges()) > 0 {
			return true
		}
	}
	return false
}

// ParamTable is a Markdown table of parameters.
func ParamTable(params []Param) string {
	if len(params) == 0 {
		return "None.\n"
	}
	d := &page{}
	d.table("parameter", "default", "range", "what it is")
	for _, p := range params {
		d.row(code(p.Key), p.Default, p.Range(), p.Doc)
	}
	return d.String()
}

// MetricTable is a Markdown table of metrics whose names start with prefix.
func MetricTable(prefix string, metrics []MetricInfo) string {
	if len(metrics) == 0 {
		return "None.\n"
	}
	d := &page{}
	d.table("metric", "unit", "what it is")
	for _, x := range metrics {
		d.row(code(prefix+x.Name), x.Unit, x.Doc)
	}
	return d.String()
}

func (d *page) actions(m *Mechanism) {
	d.section("Actions")
	d.table("action", "arguments", "what it does")
	for _, a := range m.Actions {
		doc := a.Doc()
		if a.Genesis() {
			doc += " At genesis only."
		}
		d.row(code(a.Name()), fieldList(a.Args()), doc)
	}
}

// fieldList lists fields with their Solidity types, and what they are where that is said.
func fieldList(fields []Field) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = code(f.Solidity() + " " + f.Name)
		if f.Doc != "" {
			parts[i] += " " + f.Doc
		}
	}
	separator := ", "
	if strings.Contains(strings.Join(parts, ""), "` ") {
		separator = "<br>"
	}
	return strings.Join(parts, separator)
}

func code(s string) string { return "`" + s + "`" }

// page is Markdown under construction.
type page struct{ strings.Builder }

func (d *page) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *page) text(s string) { d.WriteString(s) }

func (d *page) section(title string) { d.line("\n## %s\n", title) }

func (d *page) table(head ...string) {
	d.row(head...)
	d.line("|%s", strings.Repeat("---|", len(head)))
}

func (d *page) row(cells ...string) {
	for _, c := range cells {
		d.WriteString("| " + strings.ReplaceAll(c, "|", `\|`) + " ")
	}
	d.line("|")
}
