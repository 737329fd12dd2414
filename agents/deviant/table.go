// Package deviant is a strategy that knows no mechanism: a table of rules, each of which says what to send when a notice
// comes. What can stand in a table, its words, follows from the Specs of the house alone (Words), so that a search over
// tables knows no attack by name.
//
// Read Table and Rule here, then scene.go, which finds out what notices, rows and actions there are; words.go, which
// lists what can be said; compile.go, which gives it a meaning; machine.go, which acts; record.go, which reads a table
// off what another strategy did. The roles bind it in their own folders: what they do outside the chain is in a Body.
package deviant

import (
	"fmt"
	"slices"
	"strings"
)

// Nothing is the text of the table without rules.
const Nothing = "nothing"

// Table is what an agent does: its rules, in the order in which they act on the same notice.
type Table []Rule

// Rule is one thing to do. Its text is
//
//	NOTICE [if [not] BIT]: ACTION[(ARGUMENT=VALUE, ...)] [WHEN]
//
// as in "vote.Called if bribe.offers: vote.vote(success=true) before ballots.deadline".
type Rule struct {
	On   string   // notice: "escrow.Delivered", "outside.delivered"
	If   string   // bit that must hold when it acts, perhaps after "not "; "" always acts
	Do   string   // action: "escrow.declare", "outside.good"
	With []string // "success=true": the arguments that are no ids of rows, which the notice gives
	When string   // "" at once, "in 1h", "before deals.deadline", "after deals.deadline+window"
}

// String is the rule's text.
func (r Rule) String() string {
	var b strings.Builder
	b.WriteString(r.On)
	if r.If != "" {
		b.WriteString(" if " + r.If)
	}
	b.WriteString(": " + r.Do)
	if len(r.With) > 0 {
		b.WriteString("(" + strings.Join(r.With, ", ") + ")")
	}
	if r.When != "" {
		b.WriteString(" " + r.When)
	}
	return b.String()
}

// String is the table's text, which Parse reads; rules are parted by semicolons.
func (t Table) String() string {
	if len(t) == 0 {
		return Nothing
	}
	rules := make([]string, len(t))
	for i, r := range t {
		rules[i] = r.String()
	}
	return strings.Join(rules, "; ")
}

// Clone is a copy that shares nothing with t.
func (t Table) Clone() Table {
	c := slices.Clone(t)
	for i := range c {
		c[i].With = slices.Clone(c[i].With)
	}
	return c
}

// Parse reads a table. It knows the form only; Bind says which words there are.
func Parse(text string) (Table, error) {
	text = strings.Join(strings.Fields(text), " ")
	if text == Nothing || text == "" {
		return nil, nil
	}
	var t Table
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		r, err := parseRule(part)
		if err != nil {
			return nil, err
		}
		t = append(t, r)
	}
	return t, nil
}

func parseRule(text string) (r Rule, err error) {
	head, rest, ok := strings.Cut(text, ":")
	rest = strings.TrimSpace(rest)
	if !ok || rest == "" {
		return r, fmt.Errorf("rule %q says nothing to do (want e.g. \"escrow.Delivered: escrow.declare\")", text)
	}
	r.On, r.If, _ = strings.Cut(strings.TrimSpace(head), " if ")
	r.If = strings.TrimSpace(r.If)
	if strings.Contains(r.On, " ") || r.On == "" {
		return r, fmt.Errorf("rule %q: %q is not a notice (want e.g. \"escrow.Delivered\")", text, r.On)
	}
	end := strings.IndexAny(rest, " (")
	if end < 0 {
		end = len(rest)
	}
	r.Do, rest = rest[:end], rest[end:]
	if strings.HasPrefix(rest, "(") {
		inside, after, ok := brackets(rest)
		if !ok {
			return r, fmt.Errorf("rule %q: a bracket is not closed", text)
		}
		for arg := range strings.SplitSeq(inside, ",") {
			r.With = append(r.With, strings.TrimSpace(arg))
		}
		rest = after
	}
	r.When = strings.TrimSpace(rest)
	return r, nil
}

// brackets is what stands in the brackets that text starts with, and behind them.
func brackets(text string) (inside, after string, ok bool) {
	depth := 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return text[1:i], text[i+1:], true
		}
	}
	return "", "", false
}
