package deviant

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// rule is a Rule with its meaning.
type rule struct {
	when  func(n *notice) sim.Time
	holds func(n *notice) bool // nil: always
	do    func(n *notice)
}

// compile gives a rule its meaning; the error names the word that is not known and those that are.
func (m *Machine) compile(r Rule) (h *hearing, out rule, err error) {
	fail := func(what, word string, known []string) (*hearing, rule, error) {
		return nil, out, fmt.Errorf("rule %q: there is no %s %q here (want one of %s)", r, what, word, strings.Join(known, ", "))
	}
	at := slices.IndexFunc(m.hearings, func(h *hearing) bool { return h.name == r.On })
	if at < 0 {
		var known []string
		for _, h := range m.hearings {
			known = append(known, h.name)
		}
		return fail("notice", r.On, known)
	}
	h = m.hearings[at]
	if r.If != "" {
		bit, _ := strings.CutPrefix(r.If, "not ")
		if !slices.Contains(m.bits(h), bit) {
			return fail("bit", bit, m.bits(h))
		}
		out.holds = m.truth(h, r.If)
	}
	verbs := m.acts(h)
	i := slices.IndexFunc(verbs, func(v Verb) bool { return v.Name == r.Do })
	if i < 0 {
		var known []string
		for _, v := range verbs {
			known = append(known, v.Name)
		}
		return fail("action", r.Do, known)
	}
	var ok bool
	if out.when, ok = m.when(h, r.When); !ok {
		return fail("time", r.When, append([]string{"in 1h"}, m.whens(h)[1:]...))
	}
	words := map[string]string{}
	for _, arg := range r.With {
		name, value, _ := strings.Cut(arg, "=")
		words[name] = value
	}
	for _, c := range verbs[i].Args {
		if !slices.Contains(c.Values, words[c.Name]) {
			return fail("value of "+c.Name, words[c.Name], c.Values)
		}
	}
	if len(words) > len(verbs[i].Args) {
		return nil, out, fmt.Errorf("rule %q: %s takes %d arguments beside the rows that it is about", r, r.Do, len(verbs[i].Args))
	}
	out.do = m.act(h, r.Do, words)
	return h, out, nil
}

// act is the action of a name: outside the chain, or of an instance.
func (m *Machine) act(h *hearing, name string, words map[string]string) func(n *notice) {
	owner, verb, _ := strings.Cut(name, ".")
	if owner == outside {
		i := slices.IndexFunc(m.body.Acts, func(a Act) bool { return a.Name == verb })
		from, _ := m.find(h, m.body.Acts[i].About)
		return func(n *notice) {
			if id := from.id(n); id != 0 {
				m.body.Acts[i].Do(n.who, id)
			}
		}
	}
	b := m.house.Find(owner)
	a := b.Mechanism.Action(verb)
	args := make([]func(n *notice, row uint64) any, len(a.Args()))
	for i, f := range a.Args() {
		if to, is := m.named(b, f); is && f.Type == mechanisms.Uint64 {
			from, _ := m.find(h, to)
			args[i] = func(n *notice, _ uint64) any { return from.id(n) }
			continue
		}
		args[i] = m.value(h, b, f, words[f.Name])
	}
	return func(n *notice) {
		values, about := make([]any, len(args)), uint64(0)
		for i, arg := range args {
			values[i] = arg(n, about)
			if id, is := values[i].(uint64); is && about == 0 {
				about = id
			}
			if f := a.Args()[i]; (f.Row != "" || f.Like != "") && values[i] == uint64(0) {
				return // there is no such row
			}
		}
		if row, err := mechanisms.RowOf(a.Args(), values); err == nil { // a number may be too large for its argument
			a.SendRow(b, n.who, row)
		}
	}
}

// value is what a word means as an argument; row is the id that the action is about.
func (s *scene) value(h *hearing, b *mechanisms.Bound, f mechanisms.Field, word string) func(n *notice, row uint64) any {
	constant := func(v any) func(*notice, uint64) any { return func(*notice, uint64) any { return v } }
	if name, is := strings.CutPrefix(word, "."); is && f.Type != mechanisms.Bool {
		at := fieldOf(h.fields, name)
		return func(n *notice, _ uint64) any { return n.values[at] }
	}
	switch f.Type {
	case mechanisms.Bool:
		truth := s.truth(h, word)
		return func(n *notice, _ uint64) any { return truth(n) }
	case mechanisms.Bytes32:
		inside, sealed := strings.CutPrefix(word, "seal(")
		if !sealed {
			return constant([32]byte{})
		}
		truth := s.truth(h, strings.TrimSuffix(inside, ")"))
		return func(n *notice, row uint64) any {
			dice := uint64(0)
			if truth(n) {
				dice = 1
			}
			seal, _ := b.Sample(row, n.who, dice)
			return seal
		}
	case mechanisms.Bytes:
		return constant(sim.Blob(0))
	case mechanisms.List:
		return constant([]any{})
	case mechanisms.Address:
		if word == "me" {
			return func(n *notice, _ uint64) any { return n.who }
		}
		return constant(sim.Nobody)
	case mechanisms.Seconds:
		return func(*notice, uint64) any { return b.World.Second() }
	}
	if f.Type == mechanisms.Money {
		return constant(sim.Amount(s.number(word)))
	}
	return constant(s.number(word))
}

// number is a count or an amount in base units: digits, or a parameter.
func (s *scene) number(word string) uint64 {
	if n, err := strconv.ParseUint(word, 10, 64); err == nil {
		return n
	}
	owner, key, _ := strings.Cut(word, ".")
	p, _ := mechanisms.Find(s.params[s.house.Find(owner)], key)
	if a, err := mechanisms.ParseAmount(p.Default); err == nil {
		return uint64(a)
	}
	n, _ := mechanisms.ParseCount(p.Default)
	return n
}

// truth is what a word for yes or no means.
func (s *scene) truth(h *hearing, word string) func(n *notice) bool {
	if word, not := strings.CutPrefix(word, "not "); not {
		is := s.truth(h, word)
		return func(n *notice) bool { return !is(n) }
	}
	switch {
	case word == "true" || word == "false":
		return func(*notice) bool { return word == "true" }
	case word == "first":
		return func(n *notice) bool { return n.values[h.first] == any(n.who) }
	case word == "won":
		return func(n *notice) bool { return n.won }
	case word[0] == '.':
		at := fieldOf(h.fields, word[1:])
		return func(n *notice) bool { return n.values[at].(bool) }
	}
	owner, name, _ := strings.Cut(word, ".")
	if owner == outside {
		i := slices.IndexFunc(s.body.Senses, func(x Sense) bool { return x.Name == name })
		from, _ := s.find(h, s.body.Senses[i].About)
		return func(n *notice) bool { return n.senses(&s.body, i, from) }
	}
	name, field, deeper := strings.Cut(name, ".")
	from, _ := s.find(h, Row{s.house.Find(owner), name})
	if !deeper {
		return func(n *notice) bool { return from.id(n) != 0 }
	}
	at := fieldOf(from.by.view.Fields(), field)
	return func(n *notice) bool {
		id := from.id(n)
		return id != 0 && from.by.values(id)[at].(bool)
	}
}

func fieldOf(fields []mechanisms.Field, name string) int {
	return slices.IndexFunc(fields, func(f mechanisms.Field) bool { return f.Name == name })
}

// when is the time that a word means; false when there is no such word. Deadlines are those that the rows have as the
// notice comes; what is past is now.
func (s *scene) when(h *hearing, word string) (func(n *notice) sim.Time, bool) {
	how, what, _ := strings.Cut(word, " ")
	switch {
	case word == "":
		return func(n *notice) sim.Time { return n.at }, true
	case how == "in":
		delay, err := mechanisms.ParseSeconds(what)
		return func(n *notice) sim.Time { return n.at.After(delay.Start()) }, err == nil
	case !slices.Contains(s.whens(h), word):
		return nil, false
	}
	name, param, _ := strings.Cut(what, "+")
	more, at := sim.Second(0), 0
	for _, r := range h.rows {
		for _, i := range r.seconds {
			if r.View+"."+r.view.Fields()[i].Name == name {
				if p, ok := mechanisms.Find(s.params[r.Bound], param); ok {
					more, _ = mechanisms.ParseSeconds(p.Default)
				}
				return moment(how, at, more), true
			}
			at++
		}
	}
	return nil, false
}

// moment is a time around the deadline at a place among those of the notice.
func moment(how string, at int, more sim.Second) func(n *notice) sim.Time {
	return func(n *notice) sim.Time {
		end := n.deadlines[at] + more
		switch how {
		case "half":
			return n.at + max(0, end.Start()-n.at)/2
		case "before":
			return max(end-1, 0).Start()
		case "after":
			return end.Over()
		}
		return end.Start()
	}
}
