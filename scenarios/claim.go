package scenarios

import (
	"fmt"
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Claim says what of the paper a scenario judges. Margin is what the claim says is positive, at every point of Region.
//
// The claim HOLDS when the lower end of the margin's 95% interval is above 0 at every point of the region, and FAILS
// when the upper end is below 0 at every point, or, of a claim that says never or always, at one. It is CONDITIONAL when
// points of both kinds exist; then Boundaries, finds, say where the sign changes, each of which is accepted within four
// standard errors of its prediction and with a half-width of at most 2%; so does the boundary beyond which a claim that
// says always fails. Where Readings, a swept choice, is what the paper leaves
// open, each value gets a verdict, and the claim is UNDERSPECIFIED if they differ.
type Claim struct {
	Number     int
	Part       string // of a claim that several scenarios judge
	Margin     *Expr
	Region     string   // "escrow.price <= 10 DPMN and ..."; "" for every point
	Readings   string   // swept choice; "" if the paper leaves nothing open
	Always     bool     // one point where the margin is negative refutes the claim
	Boundaries []string // finds; none if there is nothing to look for
	Inequality string   // in words or symbols, what a conditional claim depends on
	Expected   runs.Verdict

	region []condition
}

// widest is the largest half-width of a boundary's interval, as a fraction of it, with which a verdict is accepted.
const widest = 0.02

const noPoint = "no point of the sweep matches"

// Claim is the verdict on the scenario's claim; nil if it judges none.
func (j *Judge) Claim() *runs.Claim {
	c := j.s.Claim
	if c == nil {
		return nil
	}
	out := &runs.Claim{
		Number: c.Number, Part: c.Part, Margin: c.Margin.Text, Region: c.Region, Inequality: c.Inequality, Expected: c.Expected,
	}
	for _, reading := range j.readings() {
		out.Readings = append(out.Readings, j.judge(c, reading))
	}
	if len(out.Readings) == 0 { // an override took all of them away
		out.Readings = []runs.Reading{{Verdict: runs.Undecided, Detail: noPoint}}
	}
	out.Verdict, out.Accepted = out.Readings[0].Verdict, true
	for _, r := range out.Readings {
		out.Accepted = out.Accepted && r.Accepted
		switch {
		case out.Verdict == runs.Undecided:
		case r.Verdict == runs.Undecided:
			out.Verdict = runs.Undecided
		case r.Verdict != out.Verdict:
			out.Verdict = runs.Underspecified
		}
	}
	out.Accepted = out.Accepted && out.Verdict == out.Expected
	return out
}

// readings are the conditions that pick the points of each reading.
func (j *Judge) readings() (list [][]condition) {
	c := j.s.Claim
	if c.Readings == "" {
		return [][]condition{c.region}
	}
	axis := j.s.axisOf(c.Readings)
	for i := range j.s.Sweep[axis].Values {
		value := j.s.Sweep[axis].value(j.s.places, c.Readings, i)
		where := append(slices.Clone(c.region), condition{path: c.Readings, op: "=", value: value})
		if _, ok := j.s.allowed(where); ok {
			list = append(list, where)
		}
	}
	return list
}

// judge is the verdict on the points that match.
func (j *Judge) judge(c *Claim, where []condition) runs.Reading {
	var r runs.Reading
	if c.Readings != "" {
		r.Value = c.Readings + " = " + where[len(where)-1].value.Text
	}
	least, most := experiment.Estimate{Low: math.Inf(1)}, experiment.Estimate{High: math.Inf(-1)}
	leastAt, mostAt, positive, negative := 0, 0, 0, 0
	points := j.s.matching(where)
	for _, p := range points {
		m := experiment.Mean(j.series(c.Margin, p))
		if m.N == 0 || !m.Interval() {
			continue // no sign
		}
		if m.Low < least.Low {
			least, leastAt = m, p
		}
		if m.High > most.High {
			most, mostAt = m, p
		}
		none := tiny(m.Mean) // that much may be rounding
		if m.Low > none {
			positive++
		}
		if m.High < -none {
			negative++
		}
	}
	at := func(e experiment.Estimate, p int) string {
		return fmt.Sprintf("%s%s (%s to %s)%s", short(e.Mean), unitSuffix(c.Margin.Unit), short(e.Low), short(e.High), j.s.at(p))
	}
	counts := fmt.Sprintf("above 0 at %d of %d points, below at %d", positive, len(points), negative)
	r.Accepted = true
	switch {
	case len(points) == 0: // where an override took them away
		r.Verdict, r.Detail = runs.Undecided, noPoint
	case positive == len(points):
		r.Verdict, r.Detail = runs.Holds, "at least "+at(least, leastAt)
	case c.Always && negative > 0:
		r.Verdict, r.Detail = runs.Fails, "refuted by "+at(least, leastAt)
		if positive > 0 {
			j.bound(c, where, &r)
		}
	case negative == len(points):
		r.Verdict, r.Detail = runs.Fails, "at most "+at(most, mostAt)
	case positive > 0 && negative > 0:
		r.Verdict, r.Detail = runs.Conditional, counts
		j.bound(c, where, &r)
	default:
		r.Verdict, r.Detail = runs.Undecided, counts
	}
	return r
}

// bound adds where the sign changes to the verdict on a reading with both signs, and whether theory has it there.
func (j *Judge) bound(c *Claim, where []condition, r *runs.Reading) {
	found := 0
	for _, name := range c.Boundaries {
		over := j.s.axisOf(j.s.find(name).Over)
		for i := range j.crossings {
			x := &j.crossings[i]
			value := j.s.valuesOf(x.Where)
			elsewhere := func(w condition) bool { return j.s.axisOf(w.path) != over && !w.holds(value(w.path)) }
			if x.Name != name || slices.ContainsFunc(where, elsewhere) {
				continue
			}
			off, said := j.off(x, widest)
			if x.Predicted == nil && !x.Missing {
				off, said = 0, fmt.Sprintf("%s%s found (%s to %s), none predicted", short(x.Found), unitSuffix(x.Unit), short(x.Low), short(x.High))
			}
			if said == "" {
				continue
			}
			if len(x.Where) > 0 {
				said += " at " + settingsText(x.Where)
			}
			found++
			r.Detail += "; " + said
			r.Accepted = r.Accepted && off < maxZ
		}
	}
	r.Accepted = r.Accepted && (found > 0 || len(c.Boundaries) == 0)
}
