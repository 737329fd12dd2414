package bench

import (
	"fmt"
	"strings"
)

// statuses in the order of a report: what fails first.
var statuses = []Status{Worse, Limited, Missing, Stale, Unruled, Improved, Changed, Unjudged, Unchanged}

// Count is how many findings have a status.
func (v *Verdict) Count(s Status) (n int) {
	for _, f := range v.Findings {
		if f.Status == s {
			n++
		}
	}
	return n
}

// Moved are the findings to look at, what fails first: all but unchanged rows and those that were not judged.
func (v *Verdict) Moved() (all []Finding) {
	for _, s := range statuses {
		for _, f := range v.Findings {
			if f.Status == s && s != Unchanged && s != Unjudged {
				all = append(all, f)
			}
		}
	}
	return all
}

// Summary is the verdict in a sentence: "The gate is closed: 1 row worse, 120 unchanged."
func (v *Verdict) Summary() string {
	var parts []string
	for _, s := range statuses {
		if n := v.Count(s); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	verdict := "The gate is open"
	if !v.Passed {
		verdict = "The gate is closed"
	}
	text := fmt.Sprintf("%s: %s.", verdict, strings.Join(parts, ", "))
	if v.Passed && v.Count(Improved)+v.Count(Changed) > 0 {
		text += " The baseline should learn of it: dopasim check --update."
	}
	return text
}

// Text is the report for a terminal: a line for each finding that is not as it was, then the summary.
func (v *Verdict) Text() string {
	var b strings.Builder
	for _, f := range v.Moved() {
		mark := "ok  "
		if f.Failed {
			mark = "FAIL"
		}
		fmt.Fprintf(&b, "%s  %s: %s\n", mark, f.Status, f.Sentence)
	}
	fmt.Fprintf(&b, "%s\n", v.Summary())
	return b.String()
}

// Markdown is the report for a pull request: the summary first, a table of what is not as it was, the rest folded.
func (v *Verdict) Markdown() string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("%s\n", v.Summary())
	if moved := v.Moved(); len(moved) > 0 {
		p("| | row | before | now | |")
		p("|---|---|---:|---:|---|")
		for _, f := range moved {
			mark := "✅ " + string(f.Status)
			if f.Failed {
				mark = "❌ " + string(f.Status)
			}
			p("| %s | %s | %s | %s | %s |", mark, cell(f.Name), cell(f.side(f.Old)), cell(f.side(f.New)), cell(f.remark()))
		}
		p("")
		details(p, "In sentences", func() {
			for _, f := range moved {
				p("* %s", f.Sentence)
			}
		})
	}
	details(p, fmt.Sprintf("All %d rows", len(v.Findings)), func() {
		p("| row | class | status | before | now |")
		p("|---|---|---|---:|---:|")
		for _, f := range v.Findings {
			p("| %s | %s | %s | %s | %s |", cell(f.Name), f.Class, f.Status, cell(f.side(f.Old)), cell(f.side(f.New)))
		}
	})
	details(p, "Measured with", func() {
		for _, e := range v.Environment {
			p("* %s: %s", e.Key, cell(e.Value))
		}
	})
	return b.String()
}

// details is a part that a reader unfolds.
func details(p func(string, ...any), title string, body func()) {
	p("<details><summary>%s</summary>\n", title)
	body()
	p("\n</details>\n")
}

// cell keeps a text within its cell of a table.
func cell(text string) string { return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text) }

// side is one side of a row with its interval, if it has one.
func (f *Finding) side(e *Estimate) string {
	switch {
	case e == nil:
		return "none"
	case e.N > 1 && e.High > e.Low:
		return fmt.Sprintf("%s [%s, %s]", f.number(e.Center), short(e.Low), short(e.High))
	}
	return f.number(e.Center)
}

// remark is what decided, in a few words.
func (f *Finding) remark() string {
	var notes []string
	if t := f.Test; t != nil {
		notes = append(notes, "p = "+probability(t.P))
		if t.Effect != 0 {
			notes = append(notes, fmt.Sprintf("d = %.2f", t.Effect))
		}
	}
	if f.Limit != "" {
		notes = append(notes, "limit "+f.Limit+unitOf(f.Unit))
	}
	return strings.Join(notes, ", ")
}
