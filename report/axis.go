package report

import (
	"cmp"
	"math"
)

// logarithmic is the scale of a figure's axis that asks for a logarithm; otherwise it is linear.
const logarithmic = "log"

// axis is what a scale is made from, once it is known what it has to cover.
type axis struct {
	label string  // what is measured; "" leaves the unit alone
	unit  string  // "s" is marked in a unit that reads well
	pad   float64 // part of its length by which it is widened at both ends
	count int     // of ticks, about
	floor bool    // nothing can be below 0
	log   bool
}

// over is the scale that covers the extent. A log scale covers what is positive; with nothing to cover it is from 1 to 10.
func (a axis) over(e extent) scale {
	switch {
	case a.log:
		return a.logScale(e)
	case a.unit == "s":
		name, seconds := timeUnit(math.Max(math.Abs(e.min), math.Abs(e.max)))
		s := newScale(withUnit(a.label, name), e.min/seconds, e.max/seconds, a.pad, a.count, a.floor)
		s.label = cmp.Or(s.label, name)
		s.time, s.size = name, seconds
		return s.stretched(seconds)
	}
	return newScale(a.named(), e.min, e.max, a.pad, a.count, a.floor)
}

// named is the label with the unit, which is not said twice.
func (a axis) named() string {
	if a.label == a.unit {
		return a.label
	}
	return cmp.Or(withUnit(a.label, a.unit), a.unit)
}

// stretched is the same scale for values that are factor times as large: 2 minutes are at 120 s.
func (s scale) stretched(factor float64) scale {
	s.min, s.max = s.min*factor, s.max*factor
	for i := range s.ticks {
		s.ticks[i].at *= factor
	}
	return s
}

// part is where a value is on the scale: 0 at its lower end, 1 at its upper.
func (s scale) part(v float64) float64 {
	if s.log {
		return logarithm{}.Normalize(s.min, s.max, v)
	}
	return (v - s.min) / (s.max - s.min)
}

// logarithm places values on a log axis. The library's own panics at 0, to which an interval may well reach: what has no
// logarithm is far below the axis, where lines and bands are clipped.
type logarithm struct{}

func (logarithm) Normalize(min, max, x float64) float64 {
	if x <= 0 {
		return -1
	}
	return math.Log(x/min) / math.Log(max/min)
}
