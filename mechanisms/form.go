package mechanisms

import (
	"fmt"
	"math"
)

// Form is a closed form: what theory says a mechanism does.
type Form struct {
	Name   string // "trust.deposit_min"
	Doc    string
	Unit   string // of the value
	Source string // the derivation or the literature
	Args   []Arg
	Value  func(args []float64) float64 // NaN where it is not defined
}

// Arg is an argument of a Form. Amounts are in DPMN, times in seconds, probabilities fractions.
type Arg struct {
	Name    string
	Unit    string
	Doc     string
	Choices []string // for a named choice: the argument is its index
	Default float64  // used when the argument is not given; NaN if it must be
}

// Must marks an argument without default.
var Must = math.NaN()

// Call evaluates the form at named arguments. Errors name an unknown or missing argument.
func (f Form) Call(args map[string]float64) (float64, error) {
	values := make([]float64, len(f.Args))
	used := 0
	for i, a := range f.Args {
		v, ok := args[a.Name]
		if ok {
			used++
		} else {
			v = a.Default
		}
		if math.IsNaN(v) && !ok {
			return 0, fmt.Errorf("%s: argument %s is missing (%s)", f.Name, a.Name, a.Doc)
		}
		values[i] = v
	}
	if used < len(args) {
		return 0, fmt.Errorf("%s: one of the arguments is not known; it takes %s", f.Name, f.Signature())
	}
	return f.Value(values), nil
}

// Signature lists the arguments: "c, rho, phi, r, fate".
func (f Form) Signature() string {
	out := ""
	for i, a := range f.Args {
		if i > 0 {
			out += ", "
		}
		out += a.Name
	}
	return out
}

// FormOwner is what closed forms belong to: their names begin with its name and a dot.
type FormOwner struct {
	Name  string // "trust", "queue"
	Doc   string
	Forms []Form
}

// kitForms are closed forms of what every mechanism stands on, and none has alone.
var kitForms = []FormOwner{
	{"blocks", "Settlement in blocks: time to inclusion, fees, and who is kept out", blockForms},
	{"queue", "Queues with Poisson arrivals, served in order of arrival", queueForms},
}

// FormOwners are all that have closed forms: mechanisms in the order of their names, then the kit's own.
func FormOwners() []FormOwner {
	var all []FormOwner
	for _, m := range registry {
		if len(m.Theory) > 0 {
			all = append(all, FormOwner{m.Name, m.Doc, m.Theory})
		}
	}
	return append(all, kitForms...)
}

// LookupForms is the owner of closed forms called name.
func LookupForms(name string) (FormOwner, bool) {
	for _, o := range FormOwners() {
		if o.Name == name {
			return o, true
		}
	}
	return FormOwner{}, false
}

// LookupForm is the closed form called name, whoever its owner is.
func LookupForm(name string) (Form, bool) {
	for _, o := range FormOwners() {
		for _, f := range o.Forms {
			if f.Name == name {
				return f, true
			}
		}
	}
	return Form{}, false
}
