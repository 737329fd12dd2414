package bench

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/perf/benchmath"
)

// Pair is a row of two files side by side.
type Pair struct {
	Key
	A        *Estimate `json:"a"` // null when only the other file has the row
	B        *Estimate `json:"b"`
	Change   *float64  `json:"change"` // relative; null when one side is missing or A is 0
	P        *float64  `json:"p"`      // null when a side is missing
	Differs  bool      `json:"differs"`
	Better   bool      `json:"better"` // as the rule of the row says; false when there is none
	Method   string    `json:"method"`
	Warnings []string  `json:"warnings,omitempty"`
}

// Comparison is two files compared, rows in the order of the first.
type Comparison struct {
	A, B  string
	Pairs []Pair `json:"pairs"`
}

// compareLevel is the level at which a difference is marked.
const compareLevel = 0.05

// Compare summarises every row of two sets and tests whether they differ: medians and the U test, as benchstat does;
// means and a t test for seeded rows; exact rows as they are. Rows that no rule names are taken for speed.
func Compare(a, b *Set, rules Rules) (c Comparison) {
	var keys []Key
	for _, set := range []*Set{a, b} {
		for _, row := range set.Rows {
			if !slices.Contains(keys, row.Key) {
				keys = append(keys, row.Key)
			}
		}
	}
	for _, key := range keys {
		c.Pairs = append(c.Pairs, compare(a, b, key, rules))
	}
	return c
}

func compare(a, b *Set, key Key, rules Rules) Pair {
	rule, ok := rules.Of(key)
	if !ok {
		rule = Rule{Class: Speed, Better: Same}
	}
	p := Pair{Key: key}
	assume := map[Class]benchmath.Assumption{Exact: benchmath.AssumeExact, Seeded: benchmath.AssumeNormal, Speed: benchmath.AssumeNothing}[rule.Class]
	p.Method = map[Class]string{Exact: "exact", Seeded: "mean, t test", Speed: "median, U test"}[rule.Class]
	var samples []*benchmath.Sample
	for i, set := range []*Set{a, b} {
		row, ok := set.Row(key)
		if !ok {
			continue
		}
		e := estimate(rule.Class, row.Values)
		*[]**Estimate{&p.A, &p.B}[i] = e
		samples = append(samples, benchmath.NewSample(slices.Clone(row.Values), &benchmath.Thresholds{CompareAlpha: compareLevel}))
	}
	if p.A == nil || p.B == nil {
		return p
	}
	if p.A.Center != 0 {
		change := (p.B.Center - p.A.Center) / math.Abs(p.A.Center)
		p.Change = &change
	}
	test := assume.Compare(samples[0], samples[1])
	for _, w := range test.Warnings {
		p.Warnings = append(p.Warnings, w.Error())
	}
	if rule.Class == Exact || slices.Equal(samples[0].Values, samples[1].Values) || math.IsNaN(test.P) {
		test.P = 1 // the t test of samples that do not vary says nothing
		if p.A.Center != p.B.Center {
			test.P = 0
		}
	}
	p.P = &test.P
	p.Differs = test.P < compareLevel
	p.Better = p.Differs && rule.Better.sign()*(p.B.Center-p.A.Center) > 0
	return p
}

// table is a comparison as cells: row, A, B, change, p.
func (c Comparison) table() [][]string {
	rows := [][]string{{"row", "A", "B", "change", "p"}}
	for _, p := range c.Pairs {
		f := Finding{Key: p.Key}
		change, value := "", ""
		if p.Change != nil && p.Unit != hash {
			change = fmt.Sprintf("%+.2f%%", 100**p.Change)
		}
		if p.P != nil {
			value = "p=" + probability(*p.P) + fmt.Sprintf(" n=%d+%d", p.A.N, p.B.N)
			if !p.Differs {
				change = "~"
			}
		}
		rows = append(rows, []string{p.Name, f.side(p.A), f.side(p.B), change, value})
	}
	return rows
}

// Text is the comparison for a terminal. ~ stands for a change that is not significant at 5%.
func (c Comparison) Text() string {
	rows := c.table()
	var width [5]int
	for _, cells := range rows {
		for i, x := range cells {
			width[i] = max(width[i], len([]rune(x)))
		}
	}
	var b strings.Builder
	for _, cells := range rows {
		line := ""
		for i, x := range cells {
			if i == 0 {
				line += fmt.Sprintf("%-*s", width[i], x)
				continue
			}
			line += fmt.Sprintf("  %*s", width[i], x)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// Markdown is the comparison as a table.
func (c Comparison) Markdown() string {
	var b strings.Builder
	for i, cells := range c.table() {
		for j := range cells {
			cells[j] = cell(cells[j])
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if i == 0 {
			b.WriteString("|---|---:|---:|---:|---|\n")
		}
	}
	return b.String()
}
