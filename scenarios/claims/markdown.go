package claims

import (
	"fmt"
	"strings"
)

// Markdown is the scoreboard as a page.
func (b *Board) Markdown() string {
	var out strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	p("# Claims of the paper\n")
	p("What the Dopamine white paper says, judged by simulation and by exact checks. `dopasim claims` writes this page; it")
	p("fails when a verdict is no longer the expected one.\n")
	p("A claim HOLDS when what it says is positive is so at every point of its region (the lower end of the 95%% interval), and")
	p("FAILS when it is negative at every point, or, where it says never or always, at one. It is CONDITIONAL when the sign")
	p("changes inside the region: then the inequality is printed, and the boundary found stands beside the one that theory")
	p("predicts (accepted within four standard errors, with a half-width of at most 2%%). It is UNDERSPECIFIED when the paper")
	p("leaves a rule open and the verdicts differ between readings. A claim made of several has the worst of their verdicts.\n")
	p("Intervals: %s. Claims that are not listed wait for mechanisms that do not exist yet.\n", b.Method)
	p("| # | section | claim | verdict | decided by |")
	p("|---|---|---|---|---|")
	for _, s := range b.Scores {
		verdict := string(s.Verdict)
		if !s.Accepted {
			verdict += " (expected " + string(s.Expected) + ")"
		}
		p("| [%d](#claim-%d) | %s | %s | %s | %s |", s.Number, s.Number, s.Section, s.Says, verdict, s.Decided)
	}
	for _, s := range b.Scores {
		p("\n## Claim %d\n", s.Number)
		p("%s (%s) **%s**\n", s.Says, s.Section, s.Verdict)
		for _, x := range s.Parts {
			part(p, x)
		}
		if others := claim(s.Number).WorstOf; len(others) > 0 {
			p("* Made of claims %s: the worst of them is %s.", numbers(others), s.Decided)
		}
		if s.Note != "" {
			p("\n%s", s.Note)
		}
	}
	p("\n## Out of scope\n")
	p("| statement | why it is not judged |")
	p("|---|---|")
	for _, o := range Outside {
		p("| %s | %s |", o.What, o.Why)
	}
	return out.String()
}

// part writes one part of a claim.
func part(p func(string, ...any), x Part) {
	name := x.Part
	if name == "" {
		name = "the claim"
	}
	how := "exact check"
	if x.Trials > 0 {
		how = fmt.Sprintf("`dopasim run %s`, %d seeds, %d trials", x.Name, x.Seeds, x.Trials)
	}
	p("* **%s**: %s (%s)", name, x.Verdict, how)
	if x.Depends != "" {
		p("  * holds if %s", x.Depends)
	}
	for _, r := range x.Readings {
		said := r.Detail
		if r.Value != "" {
			said = r.Value + ": " + string(r.Verdict) + ", " + said
		}
		p("  * %s", said)
	}
}

func numbers(list []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(list), " ", ", "), "[]")
}
