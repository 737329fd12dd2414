package scenarios

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// scope is what the names in an expression may mean.
type scope struct {
	places   places
	moved    map[string]string // parameters that a swept one moves; see Scenario.moved
	metrics  map[string]string // path -> unit; nil where there are none
	measures map[string]string // name -> unit
	timed    bool              // knows the time
}

// parser reads one expression or expectation.
type parser struct {
	lexer
	scope
	token  token
	depth  int
	inForm int // closed forms around the current token: their arguments are parameters first
}

// maxDepth bounds the nesting of expressions, and so the stack.
const maxDepth = 100

func newParser(text string, s scope) (*parser, *exprError) {
	p := &parser{lexer: lexer{text: []rune(text)}, scope: s}
	return p, p.advance()
}

func (p *parser) advance() (err *exprError) {
	p.token, err = p.next()
	return err
}

// is says whether the current token is a sign or a word of the language.
func (p *parser) is(text string) bool {
	return p.token.kind != 0 && p.token.kind != 'n' && p.token.text == text
}

func (p *parser) end() *exprError {
	if p.token.kind != 0 {
		return errorAt(p.token.at, "unexpected %q", p.token.text)
	}
	return nil
}

// parseExpr reads text as one expression.
func parseExpr(text string, s scope) (*Expr, *exprError) {
	p, err := newParser(text, s)
	if err != nil {
		return nil, err
	}
	e, err := p.expr()
	if err != nil {
		return nil, err
	}
	return e, p.end()
}

// expr reads an expression and remembers its text.
func (p *parser) expr() (*Expr, *exprError) {
	from := p.token.at
	n, err := p.sum()
	if err != nil {
		return nil, err
	}
	if n.unit == "choice" {
		return nil, errorAt(n.at, "%s is a choice, not a number", n.name)
	}
	text := strings.Join(strings.Fields(string(p.text[from:p.token.at])), " ")
	return &Expr{Text: text, Unit: n.unit, root: n}, nil
}

func (p *parser) sum() (*node, *exprError) {
	return p.chain("+-", p.product, func(op op, a, b *node) (string, *exprError) {
		if !alike(a, b) {
			return "", errorAt(b.at, "cannot add %s to %s", unitName(b.unit), unitName(a.unit))
		}
		return sameUnit(a, b), nil
	})
}

func (p *parser) product() (*node, *exprError) {
	return p.chain("*/", p.factor, func(op op, a, b *node) (string, *exprError) {
		switch {
		case a.unit == "choice" || b.unit == "choice":
			return "", errorAt(b.at, "a choice is not a number")
		case b.unit == "":
			return a.unit, nil
		case op == opTimes && a.unit == "":
			return b.unit, nil
		case op == opOver && a.unit == b.unit:
			return "", nil
		}
		return "", errorAt(b.at, "cannot multiply or divide %s by %s", unitName(a.unit), unitName(b.unit))
	})
}

// chain reads operands joined by the signs, from left to right.
func (p *parser) chain(signs string, operand func() (*node, *exprError), unit func(op, *node, *node) (string, *exprError)) (*node, *exprError) {
	left, err := operand()
	for err == nil && p.token.kind == 's' && strings.Contains(signs, p.token.text) {
		sign, at := op(p.token.text[0]), p.token.at
		if err = p.advance(); err != nil {
			break
		}
		var right *node
		if right, err = operand(); err != nil {
			break
		}
		n := &node{op: sign, at: at, args: []*node{left, right}}
		if n.unit, err = unit(sign, left, right); err == nil {
			left = n
		}
	}
	return left, err
}

func (p *parser) factor() (*node, *exprError) {
	if p.depth++; p.depth > maxDepth {
		return nil, errorAt(p.token.at, "is nested too deeply")
	}
	defer func() { p.depth-- }()
	t := p.token
	if t.kind == 0 {
		return nil, errorAt(t.at, "ends too early (want a number, a name or a formula)")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch {
	case t.kind == 'n':
		return &node{op: opNumber, at: t.at, number: t.number, unit: t.unit}, nil
	case t.kind == 'a' && p.is("("):
		return p.form(t)
	case t.kind == 'a':
		return p.name(t)
	case t.text == "-":
		n, err := p.factor()
		if err != nil {
			return nil, err
		}
		if n.unit == "choice" {
			return nil, errorAt(n.at, "a choice is not a number")
		}
		return &node{op: opMinus, at: t.at, unit: n.unit, args: []*node{n}}, nil
	case t.text == "(":
		n, err := p.sum()
		if err != nil {
			return nil, err
		}
		if !p.is(")") {
			return nil, errorAt(p.token.at, "want \")\" for the \"(\" before it")
		}
		return n, p.advance()
	}
	return nil, errorAt(t.at, "unexpected %q (want a number, a name or a formula)", t.text)
}

// name is a metric, a measure or a parameter.
func (p *parser) name(t token) (*node, *exprError) {
	_, isParam := p.places[t.text]
	if unit, ok := p.metrics[t.text]; ok && (p.inForm == 0 || !isParam) {
		of, metric := owner(t.text), t.text[len(owner(t.text))+1:]
		return &node{op: opMetric, at: t.at, unit: unit, owner: of, metric: metric}, nil
	}
	if unit, ok := p.measures[t.text]; ok {
		return &node{op: opMeasure, at: t.at, unit: unit, name: t.text}, nil
	}
	if t.text == "time" && p.timed {
		return &node{op: opTime, at: t.at, unit: "s"}, nil
	}
	if place, ok := p.places[t.text]; ok {
		if by, ok := p.moved[t.text]; ok {
			return nil, movedError(t.at, t.text, by)
		}
		return &node{op: opParam, at: t.at, unit: unitOf(place.param), name: t.text}, nil
	}
	known := slices.Concat(p.places.paths(), slices.Collect(maps.Keys(p.metrics)), slices.Collect(maps.Keys(p.measures)))
	return nil, missingAt(t.at, t.text, "there is no %q here%s", t.text, didYouMean(t.text, known))
}

// unitOf is the unit of a parameter in expressions: counts of things are plain numbers.
func unitOf(p mechanisms.Param) string {
	switch p.Unit {
	case "DPMN", "s", "choice":
		return p.Unit
	}
	return ""
}

// form is a closed form with named arguments; the current token is "(".
func (p *parser) form(t token) (*node, *exprError) {
	f, ok := mechanisms.LookupForm(t.text)
	if !ok {
		return nil, errorAt(t.at, "there is no closed form %q%s", t.text, formHint(t.text))
	}
	n := &node{op: opForm, at: t.at, unit: plainUnit(f.Unit), form: f, args: make([]*node, len(f.Args))}
	if err := p.advance(); err != nil {
		return nil, err
	}
	p.inForm++
	defer func() { p.inForm-- }()
	for !p.is(")") {
		if err := p.argument(n); err != nil {
			return nil, err
		}
		if p.is(",") {
			if err := p.advance(); err != nil {
				return nil, err
			}
		} else if !p.is(")") {
			return nil, errorAt(p.token.at, "want \",\" or \")\" in the arguments of %s", f.Name)
		}
	}
	for i, a := range f.Args {
		if n.args[i] == nil && math.IsNaN(a.Default) {
			return nil, errorAt(t.at, "%s wants the argument %s (%s)", f.Name, a.Name, a.Doc)
		}
	}
	return n, p.advance()
}

// argument reads name=expr, or name=choice.
func (p *parser) argument(n *node) *exprError {
	t, f := p.token, n.form
	i := slices.IndexFunc(f.Args, func(a mechanisms.Arg) bool { return a.Name == t.text })
	if t.kind != 'a' || i < 0 {
		return errorAt(t.at, "%s has no argument %q%s", f.Name, t.text, didYouMean(t.text, argNames(f)))
	}
	if n.args[i] != nil {
		return errorAt(t.at, "%s is given twice", t.text)
	}
	if err := p.advance(); err != nil {
		return err
	}
	if !p.is("=") {
		return errorAt(p.token.at, "want \"=\" behind %s", t.text)
	}
	if err := p.advance(); err != nil {
		return err
	}
	var err *exprError
	if a := f.Args[i]; a.Choices != nil {
		n.args[i], err = p.choice(a)
	} else if n.args[i], err = p.sum(); err == nil && n.args[i].unit != plainUnit(a.Unit) && !isZero(n.args[i]) {
		err = errorAt(n.args[i].at, "%s of %s is %s, not %s", a.Name, f.Name, unitName(plainUnit(a.Unit)), unitName(n.args[i].unit))
	}
	return err
}

// choice is a word of the argument's, or a parameter with such words.
func (p *parser) choice(a mechanisms.Arg) (*node, *exprError) {
	t := p.token
	if i := slices.Index(a.Choices, t.text); i >= 0 && t.kind == 'a' {
		return &node{op: opNumber, at: t.at, number: float64(i), unit: "choice"}, p.advance()
	}
	place, ok := p.places[t.text]
	if !ok || place.param.Kind != mechanisms.KindChoice {
		return nil, errorAt(t.at, "%q is not a value of %s (want one of %s)", t.text, a.Name, strings.Join(a.Choices, ", "))
	}
	n := &node{op: opParam, at: t.at, unit: "choice", name: t.text}
	for _, c := range place.param.Choices {
		i := slices.Index(a.Choices, c)
		if i < 0 {
			return nil, errorAt(t.at, "%s may be %s, which %s does not know", t.text, c, a.Name)
		}
		n.index = append(n.index, float64(i))
	}
	return n, p.advance()
}

// plainUnit is a form's unit as expressions have it.
func plainUnit(unit string) string {
	if unit == "DPMN" || unit == "s" {
		return unit
	}
	return ""
}

func unitName(unit string) string {
	switch unit {
	case "DPMN":
		return "an amount"
	case "s":
		return "a time"
	case "choice":
		return "a choice"
	}
	return "a plain number"
}

// alike says whether the two can be added or compared: a plain 0 goes with everything.
func alike(a, b *node) bool {
	return a.unit != "choice" && b.unit != "choice" && (a.unit == b.unit || isZero(a) || isZero(b))
}

func isZero(n *node) bool { return n.op == opNumber && n.number == 0 }

func sameUnit(a, b *node) string {
	if a.unit != "" {
		return a.unit
	}
	return b.unit
}
