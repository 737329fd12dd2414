package all_test

import (
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Everything that a mechanism declares says what it is: docs, schema and error messages are made of it.
func TestMechanisms_documentEverything(t *testing.T) {
	for _, m := range mechanisms.All() {
		want := func(what, doc string) {
			if strings.TrimSpace(doc) == "" {
				t.Errorf("%s: %s has no doc", m.Name, what)
			}
		}
		want("the mechanism", m.Doc)
		for _, a := range m.Actions {
			want("action "+a.Name(), a.Doc())
			for _, f := range a.Args() {
				want("argument "+f.Name+" of "+a.Name(), f.Doc)
			}
		}
		for _, e := range m.Events {
			want("event "+e.Name(), e.Doc())
		}
		for _, v := range m.Views {
			for _, f := range v.Fields() {
				want("field "+f.Name+" of "+v.Name(), f.Doc)
			}
		}
		for _, p := range m.Params() {
			want("parameter "+p.Key, p.Doc)
		}
		for _, r := range m.Reverts {
			want("refusal "+r.Revert.Error(), r.Doc)
		}
		for _, n := range m.Needs {
			want("need "+n.Name, n.Doc)
		}
		for _, x := range append(m.Metrics, m.Invariants...) {
			want("metric or invariant "+x.Name, x.Doc)
		}
	}
	for _, o := range mechanisms.FormOwners() {
		for _, f := range o.Forms {
			if strings.TrimSpace(f.Doc) == "" || strings.TrimSpace(f.Source) == "" {
				t.Errorf("closed form %s has no doc or no source", f.Name)
			}
			for _, a := range f.Args {
				if strings.TrimSpace(a.Doc) == "" {
					t.Errorf("argument %s of closed form %s has no doc", a.Name, f.Name)
				}
			}
		}
	}
}

// Rows refer to views that exist, and names are unique within their kind.
func TestMechanisms_namesFitTogether(t *testing.T) {
	for _, m := range mechanisms.All() {
		views, names := map[string]bool{"": true}, map[string]bool{}
		for _, v := range m.Views {
			views[v.Name()] = true
		}
		once := func(kind, name string) {
			if names[kind+name] {
				t.Errorf("%s: %s %s is declared twice", m.Name, kind, name)
			}
			names[kind+name] = true
		}
		fields := func(of string, all []mechanisms.Field) {
			for _, f := range all {
				if !views[f.Row] {
					t.Errorf("%s: %s of %s names row of %q, which is no view", m.Name, f.Name, of, f.Row)
				}
			}
		}
		for _, a := range m.Actions {
			once("action", a.Name())
			fields(a.Name(), a.Args())
		}
		for _, e := range m.Events {
			once("event", e.Name())
			fields(e.Name(), e.Fields())
		}
		for _, r := range m.Reverts {
			once("refusal", r.Revert.Error())
		}
		for _, x := range m.Metrics {
			once("metric", x.Name)
		}
	}
	owners, forms := map[string]bool{}, map[string]bool{}
	for _, o := range mechanisms.FormOwners() {
		if owners[o.Name] {
			t.Errorf("%s owns closed forms twice", o.Name)
		}
		owners[o.Name] = true
		for _, f := range o.Forms {
			if !strings.HasPrefix(f.Name, o.Name+".") || forms[f.Name] {
				t.Errorf("%s: closed form %s must be called %s.something, once", o.Name, f.Name, o.Name)
			}
			forms[f.Name] = true
		}
	}
}

// The variants of parameters, the defaults among them, are allowed.
func TestMechanisms_variantsAreAllowed(t *testing.T) {
	for _, m := range mechanisms.All() {
		for i, params := range m.Variants() {
			if err := m.Check(params); err != nil {
				t.Errorf("%s, variant %d: %v", m.Name, i, err)
			}
			for _, p := range mechanisms.ParamsOf(params) {
				if err := p.Check(p.Default); err != nil {
					t.Errorf("%s, variant %d: %s: %v", m.Name, i, p.Key, err)
				}
			}
		}
	}
}

// Closed forms neither panic nor hang, whatever they are asked, and are defined at plausible arguments.
func TestMechanisms_closedFormsAreDefined(t *testing.T) {
	for _, o := range mechanisms.FormOwners() {
		for _, f := range o.Forms {
			defined := 0
			for _, x := range points(f.Args, 0.25, 1, 8) {
				if v, err := f.Call(x); err != nil {
					t.Errorf("%s at %v: %v", f.Name, x, err)
				} else if !math.IsNaN(v) {
					defined++
				}
			}
			if defined == 0 {
				t.Errorf("%s is nowhere defined", f.Name)
			}
			for _, x := range points(f.Args, -1, 0, math.MaxFloat64, math.Inf(1)) {
				if _, err := f.Call(x); err != nil {
					t.Errorf("%s at %v: %v", f.Name, x, err)
				}
			}
		}
	}
}

// points are all combinations of the given values for arguments that must be given, and of all choices; arguments
// with a default keep it.
func points(args []mechanisms.Arg, values ...float64) []map[string]float64 {
	all := []map[string]float64{{}}
	for _, a := range args {
		var tries []float64
		switch {
		case len(a.Choices) > 0:
			for i := range a.Choices {
				tries = append(tries, float64(i))
			}
		case math.IsNaN(a.Default):
			tries = values
		default:
			continue
		}
		var next []map[string]float64
		for _, x := range all {
			for _, v := range tries {
				y := map[string]float64{a.Name: v}
				for k, w := range x {
					y[k] = w
				}
				next = append(next, y)
			}
		}
		all = next
	}
	return all
}
