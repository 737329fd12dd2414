package deviant

import (
	"regexp"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// mostRules of a table that a search makes.
const mostRules = 8

// Variation makes tables from words by luck. All luck is its own: the same seed gives the same tables, for the same words
// in the same order of calls.
type Variation struct {
	Words []Words // of the notices that may be used; not empty
	luck  sim.Rand
}

var streamVary = sim.StreamOf("deviant.vary")

// NewVariation varies by the luck of a seed.
func NewVariation(seed uint64) *Variation {
	return &Variation{luck: sim.NewRand(seed, streamVary, sim.LuckOf("deviant", 0), 0)}
}

func (v *Variation) below(n int) int { return int(v.luck.Uint64n(uint64(n))) }

func pick[T any](v *Variation, from []T) T { return from[v.below(len(from))] }

// Random is a table of one to four rules.
func (v *Variation) Random() Table {
	t := make(Table, 1+v.below(4))
	for i := range t {
		t[i] = v.rule()
	}
	return t
}

// rule is any rule: half of the time at once, a quarter of the time under a condition.
func (v *Variation) rule() Rule {
	w := pick(v, v.Words)
	r := Rule{On: w.Notice, When: v.moment(w)}
	if v.below(4) == 0 {
		r.If = v.bit(w)
	}
	v.verb(w, &r)
	return r
}

func (v *Variation) moment(w Words) string {
	if v.below(2) == 0 {
		return ""
	}
	return pick(v, w.Whens)
}

func (v *Variation) bit(w Words) string {
	bit := pick(v, w.Bits)
	if v.below(2) == 0 {
		return "not " + bit
	}
	return bit
}

// verb sets an action with any arguments.
func (v *Variation) verb(w Words, r *Rule) {
	a := pick(v, w.Acts)
	r.Do, r.With = a.Name, nil
	for _, c := range a.Args {
		r.With = append(r.With, c.Name+"="+v.value(c))
	}
}

// value is one of an argument's, half of the time one of the first two: those do not depend on anything.
func (v *Variation) value(c Choice) string {
	if v.below(2) == 0 {
		return c.Values[v.below(min(2, len(c.Values)))]
	}
	return pick(v, c.Values)
}

// Mutate is a neighbour of a table: one change, or, one time in three, two at once.
func (v *Variation) Mutate(t Table) Table {
	t = v.change(t.Clone())
	for v.below(2) == 0 {
		t = v.change(t)
	}
	return t
}

// change adds a rule, or takes one away, moves it, or changes it as a whole or a part of it.
func (v *Variation) change(t Table) Table {
	if len(t) == 0 || len(t) < mostRules && v.below(4) == 0 {
		return slices.Insert(t, v.below(len(t)+1), v.rule())
	}
	at := v.below(len(t))
	r := &t[at]
	i := slices.IndexFunc(v.Words, func(w Words) bool { return w.Notice == r.On })
	part := v.below(7)
	if i < 0 {
		part %= 2 // of a notice that does not come there is nothing to change
	}
	switch part {
	case 0:
		return slices.Delete(t, at, at+1)
	case 1:
		*r = v.rule()
	case 2:
		other := v.below(len(t))
		t[at], t[other] = t[other], t[at]
	case 3:
		r.When = v.moment(v.Words[i])
	case 4:
		if r.If = v.bit(v.Words[i]); v.below(2) == 0 {
			r.If = ""
		}
	case 5:
		v.verb(v.Words[i], r)
	case 6:
		v.argument(v.Words[i], r)
	}
	return t
}

// argument changes one argument of a rule; its action where it has none.
func (v *Variation) argument(w Words, r *Rule) {
	a := slices.IndexFunc(w.Acts, func(a Verb) bool { return a.Name == r.Do })
	if a < 0 || len(w.Acts[a].Args) == 0 {
		v.verb(w, r)
		return
	}
	i := v.below(len(w.Acts[a].Args))
	r.With[i] = w.Acts[a].Args[i].Name + "=" + v.value(w.Acts[a].Args[i])
}

// Simpler are the tables that say less: without one of the rules, or with one that has no condition, acts at once, perhaps
// on another notice, or whose argument is one of the first two values, which depend on nothing.
func (v *Variation) Simpler(t Table) (all []Table) {
	for i := range t {
		all = append(all, slices.Delete(t.Clone(), i, i+1))
	}
	with := func(i int, change func(r *Rule)) {
		c := t.Clone()
		change(&c[i])
		all = append(all, c)
	}
	for i, r := range t {
		if r.If != "" {
			with(i, func(r *Rule) { r.If = "" })
		}
		for _, w := range v.Words {
			does := slices.ContainsFunc(w.Acts, func(a Verb) bool { return a.Name == r.Do })
			if r.When != "" && does && r.If == "" && len(r.With) == 0 || w.Notice == r.On && r.When != "" {
				with(i, func(r *Rule) { r.On, r.When = w.Notice, "" })
			}
			if w.Notice == r.On {
				v.plainer(w, r, func(k int, word string) { with(i, func(r *Rule) { r.With[k] = word }) })
			}
		}
	}
	return all
}

// plainer hands out the arguments of a rule that can be one of their first two values instead.
func (v *Variation) plainer(w Words, r Rule, take func(k int, word string)) {
	a := slices.IndexFunc(w.Acts, func(a Verb) bool { return a.Name == r.Do })
	if a < 0 {
		return
	}
	for k, c := range w.Acts[a].Args {
		first := c.Values[:min(2, len(c.Values))]
		if slices.Contains(first, strings.TrimPrefix(r.With[k], c.Name+"=")) {
			continue
		}
		for _, word := range first {
			take(k, c.Name+"="+word)
		}
	}
}

// instance is the name of one in a word: what stands before its first dot.
var instance = regexp.MustCompile(`(^|[^a-z0-9_.])([a-z][a-z0-9_]*)\.`)

// Rename is the table for a house whose instances have other names.
func Rename(t Table, name func(string) string) Table {
	change := func(word string) string {
		return instance.ReplaceAllStringFunc(word, func(found string) string {
			m := instance.FindStringSubmatch(found)
			return m[1] + name(m[2]) + "."
		})
	}
	t = t.Clone()
	for i := range t {
		r := &t[i]
		r.On, r.If, r.Do = change(r.On), change(r.If), change(r.Do)
		for k := range r.With {
			r.With[k] = change(r.With[k])
		}
	}
	return t
}
