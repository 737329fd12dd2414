package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Answer is the scenario's answer with its numbers: crossings with their 95% intervals, means over seeds, and a range
// where several points match.
func (j *Judge) Answer() string {
	var b strings.Builder
	for _, x := range j.s.Answer.parts {
		switch {
		case x.find != "":
			b.WriteString(j.sayCrossings(x))
		case x.expr != nil:
			b.WriteString(j.sayValue(x))
		default:
			b.WriteString(x.text)
		}
	}
	return b.String()
}

func (j *Judge) sayCrossings(x part) string {
	var found []*runs.Crossing
	for i := range j.crossings {
		c := &j.crossings[i]
		value := j.s.valuesOf(c.Where)
		if c.Name == x.find && !slices.ContainsFunc(x.conditions, func(w condition) bool { return !w.holds(value(w.path)) }) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return "(not in this run)"
	}
	var said []string
	for _, c := range found {
		text := "no value in the sweep"
		if !c.Missing {
			text = withUnit(rounded(c.Found, (c.High-c.Low)/2), c.Found, c.Unit)
			if c.N > 1 && c.High > c.Low {
				half := (c.High - c.Low) / 2
				text += fmt.Sprintf(" (95%% interval %s to %s)", rounded(c.Low, half), rounded(c.High, half))
			}
		}
		if len(found) > 1 && len(c.Where) > 0 {
			text += " at " + settingsText(c.Where)
		}
		said = append(said, text)
	}
	return strings.Join(said, "; ")
}

// sayValue is the mean at the matching points: one number, or the least and the largest.
func (j *Judge) sayValue(x part) string {
	low, high, half := math.Inf(1), math.Inf(-1), 0.0
	for _, p := range j.s.matching(x.conditions) {
		e := experiment.Mean(j.series(x.expr, p))
		if e.N > 0 {
			low, high, half = min(low, e.Mean), max(high, e.Mean), max(half, (e.High-e.Low)/2)
		}
	}
	switch {
	case low > high:
		return "(not in this run)"
	case rounded(low, half) == rounded(high, half):
		return withUnit(rounded(low, half), low, x.expr.Unit)
	}
	return rounded(low, half) + " to " + withUnit(rounded(high, half), high, x.expr.Unit)
}

// rounded writes x with the decimals that an interval of that half-width justifies: two digits of the half-width.
func rounded(x, half float64) string {
	if !(half > 0) || math.IsInf(half, 0) {
		return short(x)
	}
	decimals := 1 - int(math.Floor(math.Log10(half)))
	return strconv.FormatFloat(x, 'f', min(max(decimals, 0), 9), 64)
}

// short writes x with four digits, or as a whole number when it has more.
func short(x float64) string {
	if math.Abs(x) >= 1000 && math.Abs(x) < 1e15 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

// withUnit adds the unit: a time is written as one.
func withUnit(text string, x float64, unit string) string {
	if unit == "s" && math.Abs(x) < 1e15 {
		return sim.Second(math.Round(x)).String()
	}
	return text + unitSuffix(unit)
}

func unitSuffix(unit string) string {
	if unit == "" || unit == "choice" {
		return ""
	}
	return " " + unit
}
