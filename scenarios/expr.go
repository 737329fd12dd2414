package scenarios

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Expr is a formula over parameters, metrics, measures and closed forms, checked when the scenario is loaded.
//
//	expr = term {("+" | "-") term}
//	term = factor {("*" | "/") factor}
//	factor = number | path | measure | "time" | form "(" [name "=" expr {"," name "=" expr}] ")" | "(" expr ")" | "-" factor
//
// Numbers carry units ("10 DPMN", "5%", "1h30m"); amounts are in DPMN, times in seconds. Sums and comparisons want
// equal units. Where a path names both a metric and a parameter ("consumers.value"), measures and expectations mean
// the metric, but arguments of closed forms the parameter; theory and predictions, which know no metrics, always the
// parameter. In theory, time is seconds since the start: along a figure over time that of the figure, everywhere else
// the end of the trial.
type Expr struct {
	Text string
	Unit string // "DPMN", "s" or ""
	root *node
}

// op is what a node does.
type op byte

const (
	opNumber  op = 'n'
	opParam   op = 'p'
	opMetric  op = 'm'
	opMeasure op = 'd'
	opTime    op = 't'
	opForm    op = 'f'
	opMinus   op = '_' // of one operand
	opPlus    op = '+'
	opLess    op = '-'
	opTimes   op = '*'
	opOver    op = '/'
)

// node is a part of an expression.
type node struct {
	op     op
	at     int
	unit   string
	number float64
	name   string // path of a parameter, name of a measure
	owner  string // population or instance of a metric
	metric string
	form   mechanisms.Form
	args   []*node   // operands, or arguments of a form: nil for a default
	index  []float64 // of a named choice handed to a form: the form's number for each of the parameter's
}

// Env is what an expression is evaluated in: amounts in DPMN, times in seconds.
type Env struct {
	Param   func(path string) float64
	Metric  func(population, metric string) float64 // nil where there are none; NaN when not defined
	Measure func(name string) float64
	Time    float64
}

// Eval is the value of e; NaN when something in it is not defined.
func (e *Expr) Eval(v Env) float64 { return e.root.eval(v) }

func (n *node) eval(v Env) float64 {
	switch n.op {
	case opNumber:
		return n.number
	case opParam:
		x := v.Param(n.name)
		if n.index != nil {
			if i := int(x); i >= 0 && i < len(n.index) {
				return n.index[i]
			}
			return math.NaN()
		}
		return x
	case opMetric:
		return v.Metric(n.owner, n.metric)
	case opMeasure:
		return v.Measure(n.name)
	case opTime:
		return v.Time
	case opForm:
		return n.call(v)
	case opMinus:
		return -n.args[0].eval(v)
	}
	a, b := n.args[0].eval(v), n.args[1].eval(v)
	// The conversions keep the compiler from fusing operations, so that every processor gives the same result.
	switch n.op {
	case opPlus:
		return float64(a + b)
	case opLess:
		return float64(a - b)
	case opTimes:
		return float64(a * b)
	}
	if b == 0 {
		return math.NaN()
	}
	return float64(a / b)
}

func (n *node) call(v Env) float64 {
	values := make([]float64, len(n.args))
	for i, a := range n.args {
		if a == nil {
			values[i] = n.form.Args[i].Default
		} else {
			values[i] = a.eval(v)
		}
		if math.IsNaN(values[i]) {
			return math.NaN()
		}
	}
	return n.form.Value(values)
}

// walk visits every node.
func (n *node) walk(visit func(*node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, a := range n.args {
		a.walk(visit)
	}
}

// measured says whether the expression needs something measured.
func (e *Expr) measured() bool {
	found := false
	e.root.walk(func(n *node) { found = found || n.op == opMetric || n.op == opMeasure })
	return found
}

// timed says whether the expression reads the time.
func (e *Expr) timed() bool {
	found := false
	e.root.walk(func(n *node) { found = found || n.op == opTime })
	return found
}

// reads says whether the expression reads the parameter.
func (e *Expr) reads(path string) bool {
	found := false
	e.root.walk(func(n *node) { found = found || n.op == opParam && n.name == path })
	return found
}
