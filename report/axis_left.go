package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// leftOut counts what a log axis cannot show, for the footnote: nothing disappears in silence.
type leftOut struct {
	values int     // means, or places on the horizontal axis, of 0 or less
	theory bool    // parts of a closed form
	low    float64 // lowest end of an interval on a vertical log axis
	ends   bool    // there is such an end
}

// note is what the footnote says of a figure with this vertical axis, "" if all is shown.
func (l leftOut) note(y scale) string {
	var what, notes []string
	if l.values == 1 {
		what = append(what, "1 value")
	} else if l.values > 1 {
		what = append(what, fmt.Sprintf("%d values", l.values))
	}
	if l.theory {
		what = append(what, "parts of theory")
	}
	if what != nil {
		notes = append(notes, "Not on a log axis, as 0 or less: "+strings.Join(what, " and "))
	}
	if l.ends && l.low < y.min {
		notes = append(notes, "Some intervals are cut off at the lower edge")
	}
	return strings.Join(notes, ". ")
}

// lowest is how far below a mean its interval lengthens a log axis: one that almost reaches 0 would take all of it.
const lowest = 1.0 / 3

// shown widens heights to hold intervals. On log axes it breaks them where one cannot be shown, as a line across the gap
// would claim a value there.
func (l *leftOut) shown(at []interval, logX, logY bool, heights *extent) (parts [][]interval) {
	var part []interval
	for _, v := range at {
		if logX && v.x <= 0 || logY && v.mean <= 0 {
			l.values++
			if part != nil {
				parts = append(parts, part)
			}
			part = nil
			continue
		}
		low := v.low
		if logY {
			if !l.ends || v.low < l.low {
				l.ends, l.low = true, v.low
			}
			low = math.Max(v.low, v.mean*lowest)
		}
		heights.add(low, v.mean, v.high)
		part = append(part, v)
	}
	if part != nil {
		parts = append(parts, part)
	}
	return parts
}

// last is the rightmost of the intervals that the axes can show, nil if there is none.
func (l *leftOut) last(at []interval, logX, logY bool) *interval {
	for _, v := range slices.Backward(at) {
		if !(logX && v.x <= 0 || logY && v.mean <= 0) {
			return &v
		}
	}
	return nil
}

// form is the parts of a closed form that the axes can show.
func (l *leftOut) form(at []xy, logX, logY bool) (parts [][]xy) {
	var part []xy
	for _, v := range at {
		if !(logX && v.X <= 0 || logY && v.Y <= 0) {
			part = append(part, v)
			continue
		}
		l.theory = true
		if part != nil {
			parts = append(parts, part)
		}
		part = nil
	}
	if part != nil {
		parts = append(parts, part)
	}
	return parts
}
