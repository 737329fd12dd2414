package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// mostAnswers bounds the combinations of a Question.
const mostAnswers = 1000

// Question asks a closed form at given arguments, some of them at several values: it has an answer for each
// combination.
type Question struct {
	Form   mechanisms.Form
	values [][]float64 // by argument
	given  []bool      // by argument: not left to its default
}

// Answer is the value of a closed form at one combination of arguments.
type Answer struct {
	Form  mechanisms.Form
	Args  []float64
	Value float64 // NaN where the form is not defined
}

// Ask makes a question of a form's name and words such as "r=10", "rho=50%", "fate=kept" or "n=3,5,7", in the notation
// of scenario files; numbers may do without their unit. All mistakes are told at once, as Errors whose file is the form.
func Ask(name string, words []string) (*Question, error) {
	f, ok := mechanisms.LookupForm(name)
	if !ok {
		hint := formHint(name)
		if hint == "" {
			hint = " (see dopasim theory)"
		}
		return nil, Errors{{File: name, Message: "there is no closed form of that name" + hint}}
	}
	q := &Question{Form: f, values: make([][]float64, len(f.Args)), given: make([]bool, len(f.Args))}
	var mistakes Errors
	for _, word := range words {
		mistakes = append(mistakes, q.take(word)...)
	}
	for i, a := range f.Args {
		switch {
		case q.given[i]:
		case math.IsNaN(a.Default):
			mistakes = append(mistakes, Error{File: name, Path: a.Name, Message: "is missing: " + a.About()})
		default:
			q.values[i] = []float64{a.Default}
		}
	}
	if len(mistakes) == 0 && q.Count() > mostAnswers {
		mistakes = Errors{{File: name, Message: fmt.Sprintf("more than %d combinations of arguments", mostAnswers)}}
	}
	if len(mistakes) > 0 {
		return nil, mistakes
	}
	return q, nil
}

// take reads one word of the question.
func (q *Question) take(word string) (mistakes Errors) {
	fail := func(path, format string, args ...any) {
		mistakes = append(mistakes, Error{File: q.Form.Name, Path: path, Message: fmt.Sprintf(format, args...)})
	}
	key, list, ok := strings.Cut(word, "=")
	key = strings.TrimSpace(key)
	i := slices.IndexFunc(q.Form.Args, func(a mechanisms.Arg) bool { return a.Name == key })
	switch {
	case !ok:
		fail("", "%q is no argument (want e.g. \"%s=...\")", word, q.Form.Args[0].Name)
		return mistakes
	case i < 0:
		fail("", "there is no argument %q%s", key, didYouMean(key, argNames(q.Form)))
		return mistakes
	case q.given[i]:
		fail(key, "is given twice")
		return mistakes
	}
	q.given[i] = true
	a := q.Form.Args[i]
	for text := range strings.SplitSeq(list, ",") {
		v, err := a.Parse(text)
		if err != nil {
			fail(key, "%s%s", err, choiceHint(mechanisms.Param{Kind: mechanisms.KindChoice, Choices: a.Choices}, text))
			continue
		}
		q.values[i] = append(q.values[i], v)
	}
	return mistakes
}

func argNames(f mechanisms.Form) (names []string) {
	for _, a := range f.Args {
		names = append(names, a.Name)
	}
	return names
}

// formHint is what a name that no closed form has may mean: one that is spelled alike, or called so by its owner.
func formHint(name string) string {
	var known []string
	for _, o := range mechanisms.FormOwners() {
		for _, f := range o.Forms {
			if known = append(known, f.Name); f.Name == o.Name+"."+name {
				return fmt.Sprintf(" (did you mean %q?)", f.Name)
			}
		}
	}
	return didYouMean(name, known)
}

// Count is the number of answers, at most one more than are ever given.
func (q *Question) Count() int {
	n := 1
	for _, v := range q.values {
		n = min(n*len(v), mostAnswers+1)
	}
	return n
}

// Varies says whether the argument was given several values.
func (q *Question) Varies(arg int) bool { return len(q.values[arg]) > 1 }

// Given says whether the argument was given, and not left to its default.
func (q *Question) Given(arg int) bool { return q.given[arg] }

// Answers are the form's values in the order of the arguments, the last of which changes fastest.
func (q *Question) Answers() []Answer {
	all := make([]Answer, q.Count())
	for i := range all {
		args, rest := make([]float64, len(q.values)), i
		for k := len(args) - 1; k >= 0; k-- {
			args[k] = q.values[k][rest%len(q.values[k])]
			rest /= len(q.values[k])
		}
		all[i] = Answer{q.Form, args, q.Form.Value(args)}
	}
	return all
}

// MarshalJSON writes the answer with the name of the form, all arguments in their order, choices by their names, and the
// source. JSON has no number for a value that is not finite: it is null, and "undefined" or "note" says why.
func (a Answer) MarshalJSON() ([]byte, error) {
	value, note := &a.Value, ""
	if math.IsNaN(a.Value) || math.IsInf(a.Value, 0) {
		value = nil
	}
	if math.IsInf(a.Value, 0) {
		note = mechanisms.Form{}.Text(a.Value)
	}
	return json.Marshal(struct {
		Name      string   `json:"name"`
		Args      argList  `json:"args"`
		Value     *float64 `json:"value"`
		Undefined bool     `json:"undefined,omitempty"`
		Note      string   `json:"note,omitempty"`
		Unit      string   `json:"unit"`
		Source    string   `json:"source"`
	}{a.Form.Name, argList{a.Form.Args, a.Args}, value, math.IsNaN(a.Value), note, a.Form.Unit, a.Form.Source})
}

// argList is named arguments as a JSON object in their order.
type argList struct {
	args   []mechanisms.Arg
	values []float64
}

func (l argList) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, a := range l.args {
		value := any(l.values[i])
		if len(a.Choices) > 0 {
			value = a.Text(l.values[i])
		}
		text, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("argument %s: %w", a.Name, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", a.Name, text)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
