package scenarios

import (
	"fmt"
	"path/filepath"
	"strings"
)

func (l *loader) findNames() map[string]bool {
	names := map[string]bool{}
	for _, f := range l.s.Finds {
		names[f.Name] = true
	}
	return names
}

func (l *loader) expects() {
	curves := map[string]*Expr{}
	for _, c := range l.s.Theory {
		curves[c.Name] = c.Expr
	}
	clean := len(l.errors) == 0 // else the sweep may be incomplete
	l.section("expect", func(e entry) {
		for _, item := range l.items(e.value, e.path, `lines such as "margin > 0 where escrow.fate = kept"`) {
			text, ok := l.text(item, "a comparison")
			if !ok {
				continue
			}
			x, err := l.expectation(text, curves)
			if err != nil {
				l.failExpr(item, err)
				continue
			}
			x.Line = strings.Join(strings.Fields(text), " ")
			x.Where = fmt.Sprintf("%s:%d", filepath.Base(l.file), item.value.Line)
			if clean && l.matches(item, x) {
				l.s.Expects = append(l.s.Expects, x)
			}
		}
	})
}

func (l *loader) expectation(text string, curves map[string]*Expr) (Expect, *exprError) {
	p, err := newParser(text, l.full())
	if err != nil {
		return Expect{}, err
	}
	return p.expectation(l.findNames(), curves)
}

// matches says whether the expectation speaks of any point. One that does not is a mistake, unless an override took
// its points away: then it is dropped.
func (l *loader) matches(e entry, x Expect) bool {
	f := l.s.find(x.find)
	if f != nil && f.Predict == nil {
		l.failAt(e.value, e.path, "%s has no prediction (give it predict:)", x.find)
		return false
	}
	if f != nil {
		for _, c := range x.conditions {
			if l.s.axisOf(c.path) == l.s.axisOf(f.Over) {
				l.failAt(e.value, e.path, "%s is what %s is searched along", c.path, x.find)
				return false
			}
		}
		if l.overridden && len(l.s.Sweep[l.s.axisOf(f.Over)].Values) < 2 {
			return false
		}
	}
	if _, ok := l.s.allowed(x.conditions); ok {
		return true
	}
	if !l.overridden {
		l.failAt(e.value, e.path, "no point of the sweep matches its where")
	}
	return false
}

// find is the search called name, or nil.
func (s *Scenario) find(name string) *Find {
	for i := range s.Finds {
		if s.Finds[i].Name == name {
			return &s.Finds[i]
		}
	}
	return nil
}

func (l *loader) answer() {
	clean := len(l.errors) == 0
	l.section("answer", func(e entry) {
		text, ok := l.text(e, "a sentence")
		if !ok {
			return
		}
		t, err := parseTemplate(strings.Join(strings.Fields(text), " "), l.findNames(), l.full())
		if err != nil {
			if strings.Contains(e.value.Value, "\n") || strings.Join(strings.Fields(text), " ") != text {
				err.at = 0
			}
			l.failExpr(e, err)
			return
		}
		for _, x := range t.parts {
			if _, ok := l.s.allowed(x.conditions); clean && !ok && !l.overridden {
				l.failAt(e.value, e.path, "no point of the sweep matches a where in it")
			}
		}
		l.s.Answer = t
	})
}
