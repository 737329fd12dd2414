package scenarios

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// verdicts are those that can be expected.
var verdicts = []string{string(runs.Holds), string(runs.Conditional), string(runs.Fails), string(runs.Underspecified)}

var paramNumber = mechanisms.Param{Key: "number", Kind: mechanisms.KindCount, Doc: "Number of the claim.", Min: "1", Max: "1000"}

// claim reads the claim that the scenario judges.
func (l *loader) claim() {
	clean := len(l.errors) == 0
	l.section("claim", func(e entry) {
		c := &Claim{}
		given := map[string]entry{}
		word := func(to *string) func(entry) {
			return func(e entry) {
				given[e.name] = e
				*to, _ = l.text(e, "a text")
			}
		}
		expected, boundary := "", ""
		l.fields(e.value, e.path, "number, part, margin, region, readings, always, boundary, inequality and expected", map[string]func(entry){
			"number": func(e entry) {
				given[e.name] = e
				if v, ok := l.value(e, paramNumber); ok {
					n, _ := mechanisms.ParseCount(v.Text)
					c.Number = int(n)
				}
			},
			"always": func(e entry) {
				text, ok := l.text(e, "true or false")
				if ok && text != "true" && text != "false" {
					l.failAt(e.value, e.path, "%q is neither true nor false", text)
				}
				c.Always = text == "true"
			},
			"margin": func(e entry) { given[e.name] = e; c.Margin = l.expr(e, l.full()) },
			"part":   word(&c.Part), "inequality": word(&c.Inequality), "region": word(&c.Region), "readings": word(&c.Readings),
			"boundary": word(&boundary), "expected": word(&expected),
		})
		for _, key := range []string{"number", "margin", "expected"} {
			if _, ok := given[key]; !ok && e.value.Kind == yaml.MappingNode {
				l.failAt(e.key, join(e.path, key), "is missing")
			}
		}
		if x, ok := given["expected"]; ok && expected != "" && !slices.Contains(verdicts, expected) {
			l.failAt(x.value, x.path, "%q is no verdict%s", expected, didYouMean(expected, verdicts))
		}
		c.Expected = runs.Verdict(expected)
		for _, name := range strings.FieldsFunc(boundary, func(r rune) bool { return r == ',' }) {
			c.Boundaries = append(c.Boundaries, strings.TrimSpace(name))
		}
		l.claimPoints(c, given, clean)
		l.s.Claim = c
	})
}

// claimPoints checks the parts of a claim that name points of the sweep, or a find.
func (l *loader) claimPoints(c *Claim, given map[string]entry, clean bool) {
	if e, ok := given["region"]; ok && c.Region != "" {
		c.Region, c.region = l.conditions(e)
		if _, ok := l.s.allowed(c.region); clean && !ok && !l.overridden {
			l.failAt(e.value, e.path, "no point of the sweep matches it")
		}
	}
	if e, ok := given["readings"]; ok && c.Readings != "" && l.swept(e.value, e.path, c.Readings) {
		if kind := l.s.places[c.Readings].param.Kind; kind != mechanisms.KindChoice && kind != mechanisms.KindFlag {
			l.failAt(e.value, e.path, "%s is no choice: readings are the values of one", c.Readings)
		}
	}
	for _, name := range c.Boundaries {
		if e := given["boundary"]; clean && l.s.find(name) == nil {
			l.failAt(e.value, e.path, "there is no find %q%s", name, didYouMean(name, keysOf(l.findNames())))
		}
	}
}
