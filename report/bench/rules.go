package bench

import (
	_ "embed" // the rules
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Class says how a row is judged.
type Class string

// The classes. See Check for how each is judged.
const (
	Exact  Class = "exact"  // the same on every machine: any worsening fails
	Seeded Class = "seeded" // the same at the frozen seeds; when it changes, fresh seeds decide
	Speed  Class = "speed"  // of one machine at one time: only what was measured in turns is compared
)

// Better says which direction of a change is an improvement.
type Better string

// The directions. Same means that any change is a worsening.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
	Same   Better = "same"
)

// sign is +1 where higher is better, -1 where lower is, 0 where neither.
func (b Better) sign() float64 { return map[Better]float64{Higher: 1, Lower: -1}[b] }

// Rule says how rows are judged whose names and unit fit.
type Rule struct {
	Class     Class
	Better    Better
	Tolerance Tolerance // a worsening up to it passes
	Limit     Limit     // what must hold, whatever the baseline is
	Full      bool      // measured by the full suite only
	Name      string    // a pattern: * stands for anything
	Unit      string
	Context   string // "at b = 2 r, n = 5"

	name *regexp.Regexp
}

// Tolerance is an amount in the unit of the row, or a share of the baseline.
type Tolerance struct {
	Absolute, Share float64
}

// of a baseline.
func (t Tolerance) of(old float64) float64 { return t.Absolute + t.Share*math.Abs(old) }

func (t Tolerance) String() string {
	switch {
	case t.Share > 0:
		return short(100*t.Share) + "%"
	case t.Absolute > 0:
		return short(t.Absolute)
	}
	return "none"
}

// Limit is a range that a row must lie in, both ends included; the zero Limit is none.
type Limit struct {
	Low, High float64
	Set       bool
}

func (l Limit) holds(low, high float64) bool { return !l.Set || low >= l.Low && high <= l.High }

func (l Limit) String() string {
	switch {
	case !l.Set:
		return ""
	case math.IsInf(l.High, 1):
		return short(l.Low)
	case math.IsInf(l.Low, -1):
		return short(l.High)
	}
	return short(l.Low) + " to " + short(l.High)
}

// Rules in order: the first that fits a row counts.
type Rules []Rule

//go:embed rules.txt
var committed string

// Committed is the rules of rules.txt.
func Committed() Rules {
	r, err := ParseRules(committed, "report/bench/rules.txt")
	if err != nil {
		panic("bench: " + err.Error())
	}
	return r
}

// Of is the rule of a row.
func (rs Rules) Of(key Key) (Rule, bool) {
	for _, r := range rs {
		if r.Unit == key.Unit && r.name.MatchString(key.Name) {
			return r, true
		}
	}
	return Rule{}, false
}

// ParseRules reads rules, a line each: class | better | tolerance | limit | suite | unit | name | context. Lines that
// begin with # and empty ones are comments. All mistakes are reported at once, with file and line.
func ParseRules(text, file string) (Rules, error) {
	var all Rules
	var mistakes []error
	for i, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		r, err := parseRule(line)
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("%s:%d: %w", file, i+1, err))
		}
		all = append(all, r)
	}
	return all, errors.Join(mistakes...)
}

func parseRule(line string) (r Rule, err error) {
	cells := strings.Split(line, "|")
	if len(cells) != 8 {
		return r, fmt.Errorf("%d columns (want 8: class | better | tolerance | limit | suite | unit | name | context)", len(cells))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	r = Rule{Class: Class(cells[0]), Better: Better(cells[1]), Full: cells[4] == "full", Unit: cells[5], Name: cells[6], Context: cells[7]}
	switch {
	case r.Class != Exact && r.Class != Seeded && r.Class != Speed:
		return r, fmt.Errorf("%q is no class (want exact, seeded or speed)", cells[0])
	case r.Better.sign() == 0 && r.Better != Same:
		return r, fmt.Errorf("%q is no direction (want higher, lower or same)", cells[1])
	case cells[4] != "quick" && cells[4] != "full":
		return r, fmt.Errorf("%q is no suite (want quick or full)", cells[4])
	case r.Unit == "" || r.Name == "":
		return r, errors.New("a rule needs a unit and a name")
	}
	if r.Tolerance, err = parseTolerance(cells[2]); err != nil {
		return r, err
	}
	if r.Class == Exact && r.Tolerance != (Tolerance{}) {
		return r, errors.New("an exact row has no tolerance")
	}
	if r.Class == Speed && r.Tolerance == (Tolerance{}) {
		return r, errors.New("a row of speed needs a tolerance")
	}
	if r.Limit, err = parseLimit(cells[3]); err != nil {
		return r, err
	}
	parts := strings.Split(r.Name, "*")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	r.name = regexp.MustCompile("^" + strings.Join(parts, ".*") + "$")
	return r, nil
}

func parseTolerance(text string) (t Tolerance, err error) {
	if text == "" {
		return t, nil
	}
	number, percent := strings.CutSuffix(text, "%")
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || x <= 0 || math.IsInf(x, 0) {
		return t, fmt.Errorf("%q is no tolerance (want e.g. 0.02 or 10%%)", text)
	}
	if percent {
		return Tolerance{Share: x / 100}, nil
	}
	return Tolerance{Absolute: x}, nil
}

func parseLimit(text string) (l Limit, err error) {
	l = Limit{Low: math.Inf(-1), High: math.Inf(1), Set: text != ""}
	if !l.Set {
		return Limit{}, nil
	}
	low, high, both := strings.Cut(text, "..")
	switch {
	case both:
		l.Low, err = strconv.ParseFloat(strings.TrimSpace(low), 64)
		if err == nil {
			l.High, err = strconv.ParseFloat(strings.TrimSpace(high), 64)
		}
	case strings.HasPrefix(text, ">="):
		l.Low, err = strconv.ParseFloat(strings.TrimSpace(text[2:]), 64)
	case strings.HasPrefix(text, "<="):
		l.High, err = strconv.ParseFloat(strings.TrimSpace(text[2:]), 64)
	default:
		err = errors.New("neither")
	}
	if err != nil || !(l.Low <= l.High) {
		return l, fmt.Errorf("%q is no limit (want >= 0.1, <= 3 or 1.9..2.1)", text)
	}
	return l, nil
}
