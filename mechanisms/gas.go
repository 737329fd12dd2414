package mechanisms

import (
	_ "embed"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Gas is what a transaction of one action uses, in units of gas: the 21,000 of every transaction and its calldata
// included, refunds deducted. Each is the median of the calls measured.
type Gas struct {
	First   uint64 // every balance that it pays into, and an allowance that it sets, was zero: 17,100 more for each
	Later   uint64 // steady state: whoever is paid held something
	Refused uint64 // it was refused
}

// gasText is measured on the contracts by the tests of package sim/chain; "go test ./sim/chain -run Gas -update"
// writes it anew. A line is
//
//	action  conditions  first  later  refused  how the refused calls were refused
//
// with conditions on the parameters of the instance, "panel=lot,bond>0", or on those of the instance that fills one of
// its needs, "vote.seats=3"; "-" stands for none. An amount or a duration is compared with 0 only. "caller=deal" holds
// where a deal calls the instance and pays for that (Need.Paid), "caller=none" where no mechanism does.
//
//go:embed gas.txt
var gasText string

// gasTable is gasText by action, "vote.settle".
var gasTable = sync.OnceValue(func() map[string][]gasLine {
	table, err := parseGas(gasText)
	if err != nil {
		panic("mechanisms: " + err.Error())
	}
	return table
})

type gasLine struct {
	text       string // of the conditions
	conditions []gasCondition
	Gas
}

// gasCondition says that a parameter, "seats" or "vote.seats", has a value or is above 0.
type gasCondition struct {
	name     string
	positive bool
	value    string
}

// gasPoint is a line at a value of the parameter of kind count that it depends on.
type gasPoint struct {
	at uint64
	Gas
}

// Gas is what a transaction of an action uses under the parameters of the instance and of those that fill its needs.
// Of the lines whose conditions hold, those with the most are taken. A parameter that no line of the action names is
// taken not to matter. Lines that differ in one count only (seats) are joined by straight lines, and the first and the
// last of these go on beyond; the result is rounded to the nearest integer. A genesis action is no transaction and uses
// none. It reads and compares text: call it once, when a run is set up.
//
// Errors: no line fits; it names the action and lists what the lines want.
func (b *Bound) Gas(a Action) (Gas, error) {
	if a.Genesis() {
		return Gas{}, nil
	}
	name := b.Mechanism.Name + "." + a.Name()
	gas, err := b.gasOf(gasTable()[name])
	if err != nil {
		return Gas{}, fmt.Errorf("gas of %s of %s: %w", name, b.Name, err)
	}
	return gas, nil
}

func (b *Bound) gasOf(lines []gasLine) (Gas, error) {
	r := gasReader{b, map[string]gasValue{}}
	var points []gasPoint
	most := -1
	count := "" // the parameter that points differ in
	for _, l := range lines {
		key, at, holds, err := r.holds(l)
		if err != nil {
			return Gas{}, err
		}
		if !holds || len(l.conditions) < most {
			continue
		}
		if len(l.conditions) > most {
			most, count, points = len(l.conditions), key, nil
		}
		if key != count {
			return Gas{}, fmt.Errorf("lines with conditions on %q and on %q fit equally well", count, key)
		}
		points = append(points, gasPoint{at, l.Gas})
	}
	if len(points) == 0 {
		return Gas{}, fmt.Errorf("the table has no line for its parameters; %s", wanted(lines))
	}
	slices.SortFunc(points, func(x, y gasPoint) int { return int(x.at) - int(y.at) })
	for i := range points[1:] {
		if points[i].at == points[i+1].at {
			return Gas{}, fmt.Errorf("two lines fit equally well; %s", wanted(lines))
		}
	}
	if count == "" {
		return points[0].Gas, nil
	}
	x, err := r.read(count)
	if err != nil {
		return Gas{}, err
	}
	return interpolate(points, uint64(x.Number), count)
}

// gasReader reads the parameters that lines name, each once.
type gasReader struct {
	*Bound
	known map[string]gasValue
}

// gasValue is the value of a parameter, and its kind; 0 when nobody fills the need.
type gasValue struct {
	Value
	kind Kind
}

// holds says whether the conditions of a line hold, but for one on a count: that is named, with its value.
func (r gasReader) holds(l gasLine) (count string, at uint64, holds bool, err error) {
	for _, c := range l.conditions {
		v, err := r.read(c.name)
		if err != nil {
			return "", 0, false, err
		}
		switch v.kind {
		case 0: // of a need that nobody fills
			return "", 0, false, nil
		case KindCount:
			if count != "" || c.positive {
				return "", 0, false, fmt.Errorf("line %q: one condition count=number is allowed", l.text)
			}
			count = c.name
			if at, err = strconv.ParseUint(c.value, 10, 64); err != nil {
				return "", 0, false, fmt.Errorf("line %q: %w", l.text, err)
			}
		case KindChoice, KindFlag:
			if c.positive || c.value != v.Text {
				return "", 0, false, nil
			}
		default:
			if c.value != "0" {
				return "", 0, false, fmt.Errorf("line %q: %s can be =0 or >0", l.text, c.name)
			}
			if c.positive == (v.Number == 0) {
				return "", 0, false, nil
			}
		}
	}
	return count, at, true, nil
}

// read is the value of a parameter, "seats" or "vote.seats".
func (r gasReader) read(name string) (v gasValue, err error) {
	v, ok := r.known[name]
	if ok {
		return v, nil
	}
	if name == "caller" {
		v = gasValue{Value{Text: r.caller()}, KindChoice}
	} else if v, err = r.param(name); err != nil {
		return v, err
	}
	r.known[name] = v
	return v, nil
}

func (r gasReader) param(name string) (v gasValue, err error) {
	of, key := r.Bound, name
	if need, rest, ok := strings.Cut(name, "."); ok {
		i := slices.IndexFunc(r.Mechanism.Needs, func(n Need) bool { return n.Name == need })
		if i < 0 {
			return v, fmt.Errorf("there is no need %q", need)
		}
		if of, key = r.Needs[i], rest; of == nil {
			return v, nil
		}
	}
	p, ok := Find(ParamsOf(of.Params), key)
	switch {
	case !ok:
		return v, fmt.Errorf("%s has no parameter %q", of.Mechanism.Name, key)
	case p.Kind == KindText || p.Kind == KindDist:
		return v, fmt.Errorf("gas cannot depend on %s, which is %s", name, p.Kind)
	}
	return gasValue{p.read(reflect.ValueOf(of.Params).Elem().FieldByIndex(p.index)), p.Kind}, nil
}

// caller is the name of the first mechanism that calls the instance and pays for that, or "none".
func (b *Bound) caller() string {
	for _, other := range b.House.Instances {
		for i, need := range other.Mechanism.Needs {
			if need.Paid && other.Needs[i] == b {
				return other.Mechanism.Name
			}
		}
	}
	return "none"
}

// interpolate is the gas at a count, between points in ascending order.
func interpolate(points []gasPoint, at uint64, count string) (Gas, error) {
	for _, p := range points {
		if p.at == at {
			return p.Gas, nil
		}
	}
	if len(points) == 1 {
		return Gas{}, fmt.Errorf("measured at %s=%d only, wanted at %d", count, points[0].at, at)
	}
	i := 1
	for i < len(points)-1 && points[i].at < at {
		i++
	}
	p, q := points[i-1], points[i]
	line := func(y, z uint64) uint64 {
		return uint64(max(int64(y)+nearest((int64(z)-int64(y))*(int64(at)-int64(p.at)), int64(q.at-p.at)), 0))
	}
	return Gas{line(p.First, q.First), line(p.Later, q.Later), line(p.Refused, q.Refused)}, nil
}

// nearest is x/y for y > 0, rounded to the nearest integer, halves away from zero.
func nearest(x, y int64) int64 {
	if x < 0 {
		return -nearest(-x, y)
	}
	return (2*x + y) / (2 * y)
}

func wanted(lines []gasLine) string {
	if len(lines) == 0 {
		return "it has none at all"
	}
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	return "it has " + strings.Join(texts, " | ")
}

func parseGas(text string) (map[string][]gasLine, error) {
	table := map[string][]gasLine{}
	for i, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		l, err := parseGasLine(words)
		if err != nil {
			return nil, fmt.Errorf("gas.txt:%d: %w", i+1, err)
		}
		table[words[0]] = append(table[words[0]], l)
	}
	return table, nil
}

func parseGasLine(words []string) (l gasLine, err error) {
	if len(words) != 6 {
		return l, fmt.Errorf("%d columns, want 6", len(words))
	}
	for i, to := range []*uint64{&l.First, &l.Later, &l.Refused} {
		if *to, err = strconv.ParseUint(words[2+i], 10, 64); err != nil {
			return l, err
		}
	}
	l.text = words[1]
	if l.text == "-" {
		return l, nil
	}
	for part := range strings.SplitSeq(l.text, ",") {
		c, err := parseGasCondition(part)
		if err != nil {
			return l, err
		}
		l.conditions = append(l.conditions, c)
	}
	return l, nil
}

func parseGasCondition(text string) (c gasCondition, err error) {
	at := strings.IndexAny(text, "=>")
	if at <= 0 || at == len(text)-1 {
		return c, fmt.Errorf("%q is no condition such as bond>0 or vote.panel=lot", text)
	}
	return gasCondition{text[:at], text[at] == '>', text[at+1:]}, nil
}
