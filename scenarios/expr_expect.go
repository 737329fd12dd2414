package scenarios

import (
	"maps"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// expectation reads
//
//	expr (">" | ">=" | "<" | "<=" | "=") expr ["where" ...]
//	measure "~" "theory" ["where" ...]
//	expr "~" expr ["where" ...]
//	find "~" "predicted" ["within" percentage] ["where" ...]
//
// finds and curves are the names that "predicted" and "theory" go with.
func (p *parser) expectation(finds map[string]bool, curves map[string]*Expr) (x Expect, err *exprError) {
	if p.token.kind == 'a' && finds[p.token.text] {
		x, err = p.prediction()
	} else {
		x, err = p.comparison(curves)
	}
	if err == nil {
		x.conditions, err = p.where()
	}
	if err == nil {
		err = p.end()
	}
	return x, err
}

// prediction reads find ~ predicted [within 2%].
func (p *parser) prediction() (x Expect, err *exprError) {
	x.find, x.op = p.token.text, "~"
	if err = p.advance(); err != nil {
		return x, err
	}
	if !p.is("~") {
		return x, errorAt(p.token.at, "want \"~ predicted\" behind %s", x.find)
	}
	if err = p.advance(); err != nil {
		return x, err
	}
	if !p.is("predicted") {
		return x, errorAt(p.token.at, "want \"predicted\" behind %s ~", x.find)
	}
	if err = p.advance(); err != nil || !p.is("within") {
		return x, err
	}
	if err = p.advance(); err != nil {
		return x, err
	}
	if p.token.kind != 'n' || p.token.unit != "" || p.token.number <= 0 {
		return x, errorAt(p.token.at, "want a percentage such as 2%% behind within")
	}
	x.within = p.token.number
	return x, p.advance()
}

// comparison reads two expressions with a sign between them.
func (p *parser) comparison(curves map[string]*Expr) (x Expect, err *exprError) {
	at := p.token.at
	if x.left, err = p.expr(); err != nil {
		return x, err
	}
	x.op = p.token.text
	if p.token.kind != 's' || !slices.Contains([]string{">", ">=", "<", "<=", "=", "~"}, x.op) {
		return x, errorAt(p.token.at, "want one of >, >=, <, <=, = and ~")
	}
	if err = p.advance(); err != nil {
		return x, err
	}
	if x.op == "~" && p.is("theory") {
		curve, ok := curves[x.left.Text]
		if !ok {
			return x, missingAt(at, "theory."+x.left.Text, "theory has nothing on %q%s", x.left.Text, didYouMean(x.left.Text, slices.Collect(maps.Keys(curves))))
		}
		x.right = curve
		err = p.advance()
	} else {
		right := p.token.at
		if x.right, err = p.expr(); err == nil && !alike(x.left.root, x.right.root) {
			err = errorAt(right, "cannot compare %s with %s", unitName(x.left.Unit), unitName(x.right.Unit))
		}
	}
	if err == nil && !x.left.measured() && !x.right.measured() {
		err = errorAt(at, "nothing in it is measured")
	}
	return x, err
}

// Template is a text with placeholders: {deterrence}, {margin where escrow.fate = kept}.
type Template struct {
	Text  string
	parts []part
}

// part is literal text or a placeholder.
type part struct {
	text       string
	find       string
	expr       *Expr
	conditions []condition
}

// parseTemplate reads a text with placeholders; finds are the names that stand for crossings.
func parseTemplate(text string, finds map[string]bool, s scope) (Template, *exprError) {
	t := Template{Text: text}
	rest, at := text, 0
	for {
		before, after, ok := strings.Cut(rest, "{")
		if before != "" {
			t.parts = append(t.parts, part{text: before})
		}
		if !ok {
			return t, nil
		}
		at += len([]rune(before)) + 1
		inside, after, ok := strings.Cut(after, "}")
		if !ok {
			return t, errorAt(at-1, "want \"}\" for this \"{\"")
		}
		x, err := parsePart(inside, finds, s)
		if err != nil {
			return t, missingAt(at+err.at, err.missing, "%s", err.message)
		}
		t.parts = append(t.parts, x)
		at += len([]rune(inside)) + 1
		rest = after
	}
}

func parsePart(text string, finds map[string]bool, s scope) (x part, err *exprError) {
	p, err := newParser(text, s)
	if err != nil {
		return x, err
	}
	if p.token.kind == 'a' && finds[p.token.text] {
		x.find = p.token.text
		err = p.advance()
	} else {
		x.expr, err = p.expr()
	}
	if err == nil {
		x.conditions, err = p.where()
	}
	if err == nil {
		err = p.end()
	}
	return x, err
}

// metricUnits are the units of all metrics by path: what Setup.Columns lists.
func metricUnits(s *Setup) map[string]string {
	units := map[string]string{}
	for _, c := range s.Columns() {
		units[c.Population+"."+c.Metric] = plainUnit(c.Unit)
	}
	return units
}

// paramUnit is the unit of the parameter at a path as summaries have it.
func (p places) paramUnit(path string) string {
	v := p[path].param
	if v.Kind == mechanisms.KindChoice {
		return "choice"
	}
	return v.Unit
}
