package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// tick is a mark on an axis.
type tick struct {
	at    float64
	label string
}

// scale is an axis: what it covers, where it is marked and what it measures.
type scale struct {
	min, max float64
	ticks    []tick
	minor    []float64 // light lines between ticks, of a log scale
	label    string    // with the unit
	log      bool
	time     string  // unit in which a linear scale of times is marked, with its size in seconds
	size     float64 // 0 if it is not one of times
}

// newScale covers [min, max] widened by pad of its length on both sides, with about count ticks at steps
// of 1, 2 or 5 times a power of ten: the steps that people can halve in their heads.
//
// A scale that starts at zero is not widened below it where zero is a floor: nothing can be there.
func newScale(label string, min, max, pad float64, count int, floor bool) scale {
	if !(min < max) {
		half := math.Max(math.Abs(min)/2, 0.5)
		min, max = min-half, max+half
	}
	wide := (max - min) * pad
	s := scale{min: min - wide, max: max + wide, label: label}
	if min == 0 && floor {
		s.min = 0
	}
	s.ticks = ticksIn(s.min, s.max, count)
	return s
}

// ticksIn returns the multiples of a 1-2-5 step inside [min, max]. They are counted in whole steps, as a
// sum of steps would drift and write 0.30000000000000004.
func ticksIn(min, max float64, count int) []tick {
	step, digits := stepFor((max - min) / float64(count))
	var ticks []tick
	for i := math.Ceil(min/step - 1e-9); i*step <= max+step*1e-9; i++ {
		ticks = append(ticks, tick{i * step, minus(thousands(strconv.FormatFloat(i*step, 'f', digits, 64)))})
	}
	return ticks
}

// stepFor returns the 1-2-5 step nearest to width by ratio and the decimals that its multiples need.
func stepFor(width float64) (step float64, digits int) {
	width /= math.Sqrt2 // the first step above this one is at most about as far above width as below it
	exponent := math.Floor(math.Log10(width))
	power := math.Pow(10, exponent)
	digits = int(math.Max(0, -exponent))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= width*(1-1e-9) {
			return m * power, digits
		}
	}
	return 10 * power, int(math.Max(0, -exponent-1))
}

// minus writes a true minus sign, which is as wide as a plus, and no sign on zero.
func minus(number string) string {
	if strings.Trim(number, "-0.") == "" {
		return strings.TrimPrefix(number, "-")
	}
	return strings.Replace(number, "-", "\u2212", 1)
}

// thousands puts commas into numbers of five digits and more.
func thousands(number string) string {
	whole, rest, _ := strings.Cut(number, ".")
	digits := strings.TrimPrefix(whole, "-")
	if len(digits) < 5 {
		return number
	}
	for i := len(whole) - 3; i > len(whole)-len(digits); i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

// choice is the unit of a setting that is a name and not a number.
const choice = "choice"

// isChoice reports whether a swept parameter is a named choice.
func isChoice(points []runs.Point, key string) bool {
	s := settingOf(points[0], key)
	return s != nil && s.Unit == choice
}

// axisOf is the axis of a swept parameter over the given points: numbers with their unit, or the names
// of a choice. A log axis covers the numbers above 0.
func axisOf(points []runs.Point, key string, a axis) scale {
	e := newExtent()
	var names []tick
	for _, p := range points {
		s := settingOf(p, key)
		a.unit = s.Unit
		if s.Number > 0 || !a.log {
			e.add(s.Number)
		}
		if name := (tick{s.Number, s.Value}); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if a.unit != choice {
		a.label = words(key)
		return a.over(e)
	}
	// Names need half a step of room on both sides.
	return scale{min: e.min - 0.5, max: e.max + 0.5, ticks: names, label: lastWord(key)}
}

// called is the scale under another name, with the unit it had; "" keeps its own.
func (s scale) called(name string) scale {
	if name == "" {
		return s
	}
	unit := ""
	if _, rest, ok := strings.Cut(s.label, " ("); ok {
		unit = " (" + rest
	}
	s.label = name + unit
	return s
}

// withUnit writes "deposit (DPMN)", or the label alone for a pure number; nothing for no label.
func withUnit(label, unit string) string {
	if unit == "" || label == "" {
		return label
	}
	return label + " (" + unit + ")"
}

// extent widens [min, max] to hold the values given; it starts as (+Inf, -Inf).
type extent struct{ min, max float64 }

func newExtent() extent { return extent{math.Inf(1), math.Inf(-1)} }

func (e *extent) add(values ...float64) {
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			e.min, e.max = math.Min(e.min, v), math.Max(e.max, v)
		}
	}
}

func (e extent) empty() bool { return e.min > e.max }
