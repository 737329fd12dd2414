package scenarios

import (
	"fmt"
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// maxZ is how many standard errors an estimate may be off what theory says: a false alarm in 16,000 tests.
const maxZ = 4

// Expectations says how every expect line came out.
//
// a > b: the lower end of the 95% interval of a - b over the seeds is above 0 at every point that the where clause
// matches; <, >= and <= likewise. a = b: equal in every trial, to 9 digits. a ~ b: |z| < 4 at every point, where z is
// the normal score of Student's t of a - b, so that few seeds are no more often alarmed than many. find ~ predicted:
// every crossing has such a z from its prediction, and there is one wherever theory puts one inside
// the sweep.
func (j *Judge) Expectations() []runs.Expectation {
	var out []runs.Expectation
	for i := range j.s.Expects {
		x := &j.s.Expects[i]
		r := runs.Expectation{Line: x.Line, Where: x.Where}
		if x.find != "" {
			r.Holds, r.Detail = j.predicted(x)
		} else {
			r.Holds, r.Detail = j.compared(x)
		}
		out = append(out, r)
	}
	return out
}

// compared tests a comparison at every matching point; the detail is the point where it holds least.
func (j *Judge) compared(x *Expect) (holds bool, detail string) {
	points := j.s.matching(x.conditions)
	worst, at := math.Inf(1), -1
	holds = true
	for _, p := range points {
		left, right := j.series(x.left, p), j.series(x.right, p)
		margin, said := x.test(left, right)
		if said == "" {
			return false, "not defined in any trial" + j.s.at(p)
		}
		if margin < worst || at < 0 {
			worst, at, detail = margin, p, said
		}
		if strict := x.op == ">" || x.op == "<"; margin < 0 || strict && margin == 0 {
			holds = false
		}
	}
	if at < 0 {
		return false, "no point matches"
	}
	if len(points) > 1 {
		detail += j.s.at(at)
	}
	return holds, detail
}

// test is how far the comparison is from failing, and the numbers; said is "" when no trial defines them.
func (x *Expect) test(left, right []float64) (margin float64, said string) {
	d := experiment.PairedDifference(left, right)
	if d.N == 0 {
		return 0, ""
	}
	l, r := experiment.Mean(left), experiment.Mean(right)
	said = fmt.Sprintf("%s against %s, difference %s (%s to %s)", short(l.Mean), short(r.Mean), short(d.Mean), short(d.Low), short(d.High))
	if !d.Interval() {
		said += ", one seed and no interval"
	}
	switch x.op {
	case ">", ">=":
		return d.Low, said
	case "<", "<=":
		return -d.High, said
	case "=":
		return equal(left, right), said
	}
	z := zScore(d, math.Abs(l.Mean))
	return maxZ - math.Abs(z), said + fmt.Sprintf(", z = %.1f", z)
}

// equal is 0 if all trials have equal values, to 9 digits, else minus the largest difference.
func equal(left, right []float64) float64 {
	worst := 0.0
	for i := range left {
		if d := math.Abs(left[i] - right[i]); d > tiny(left[i]) {
			worst = max(worst, d)
		}
	}
	return -worst
}

// tiny is the difference that rounding may make.
func tiny(scale float64) float64 { return 1e-9 * max(1, math.Abs(scale)) }

// zScore is the z of d, whose true mean is 0 if what is expected holds.
func zScore(d experiment.Estimate, scale float64) float64 {
	if math.Abs(d.Mean) <= tiny(scale) {
		return 0
	}
	if d.StdErr() == 0 {
		return math.Copysign(math.Inf(1), d.Mean)
	}
	return runs.NormalScore(d.Mean/d.StdErr(), d.N)
}

// predicted tests the crossings of a find; the detail is the one that is furthest off, or the first that fails.
func (j *Judge) predicted(x *Expect) (holds bool, detail string) {
	worst, tested := -1.0, 0
	for i := range j.crossings {
		c := &j.crossings[i]
		if c.Name != x.find {
			continue
		}
		value := j.s.valuesOf(c.Where)
		if slices.ContainsFunc(x.conditions, func(w condition) bool { return !w.holds(value(w.path)) }) {
			continue
		}
		off, said := j.off(c, x.within)
		if said != "" && len(c.Where) > 0 {
			said += " at " + settingsText(c.Where)
		}
		if !c.Missing {
			tested++
		}
		if off >= maxZ {
			return false, said
		}
		if off > worst && said != "" {
			worst, detail = off, said
		}
	}
	if tested == 0 {
		return false, "no crossing found anywhere"
	}
	return true, detail
}

// off is by how many standard errors a crossing is off its prediction: maxZ or more when it fails. said is "" when
// theory and the run agree that there is nothing to find.
func (j *Judge) off(c *runs.Crossing, within float64) (off float64, said string) {
	unit := unitSuffix(c.Unit)
	switch {
	case c.Missing && (c.Predicted == nil || !j.inside(c)):
		return 0, ""
	case c.Missing:
		return math.Inf(1), fmt.Sprintf("no crossing found, %s%s predicted", short(*c.Predicted), unit)
	case c.Predicted == nil:
		return math.Inf(1), fmt.Sprintf("%s%s found, none predicted", short(c.Found), unit)
	}
	d := math.Abs(c.Found - *c.Predicted)
	said = fmt.Sprintf("%s%s found (%s to %s), %s%s predicted", short(c.Found), unit, short(c.Low), short(c.High), short(*c.Predicted), unit)
	if half := (c.High - c.Low) / 2; within > 0 && half > within*math.Abs(c.Found) {
		return math.Inf(1), said + fmt.Sprintf(", half-width %.2g%% of it", 100*half/math.Abs(c.Found))
	}
	switch {
	case d <= tiny(c.Found):
		return 0, said
	case c.StdErr == 0:
		return math.Inf(1), said + ", no standard error"
	}
	return math.Abs(*c.Z), said + fmt.Sprintf(", z = %.1f", *c.Z)
}

// inside says whether the prediction lies inside the sweep, ends not included.
func (j *Judge) inside(c *runs.Crossing) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for i := range j.s.Sweep[j.s.axisOf(c.Param)].Values {
		x := j.s.number(c.Param, i)
		low, high = min(low, x), max(high, x)
	}
	return *c.Predicted > low && *c.Predicted < high
}
