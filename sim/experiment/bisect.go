package experiment

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

const (
	fitted    = 6     // points of the line
	squares   = 17.5  // sum of the squares of their places
	clearSign = 0.999 // confidence that makes a sign clear: of a dozen signs at a look, one in a hundred looks has one wrong
	matters   = 0.25  // of a standard error: a departure from the line that moves the root by less is let be
	aLook     = 12    // points that a look costs, about: two ends, four on the way, six for the line
	lever     = 32    // spacings from the middle to where Cross is given the lines; any that are far out
)

var errSpent = errors.New("experiment: the budget is used up")

// finder is a search under way.
type finder struct {
	ThresholdSearch
	seeds    int     // at this look
	level    float64 // confidence of each look
	x        []float64
	y        [][]float64 // [point][seed], level taken off; the points have as many seeds as they were asked for
	trials   int
	from, to float64 // bracket; equal before there is one
	up       bool    // the mean is above the level at to
}

// look brings the bracket up to the seeds of this look, narrows it and makes the interval. With
// errSpent it comes with the bracket that there was.
func (f *finder) look() (Threshold, error) {
	if found, err := f.bracket(); err != nil || !found {
		return Threshold{}, err
	}
	t, err := f.narrow()
	if errors.Is(err, errSpent) {
		t, _ = f.hull() // both ends were run
		return t, err
	}
	return t, err
}

// mean is the estimate, without interval, of the mean above the level at x.
func (f *finder) mean(x float64) (Estimate, error) {
	y, err := f.values(x)
	if err != nil {
		return Estimate{}, err
	}
	e := moments(y)
	if e.N < 2 {
		return Estimate{}, fmt.Errorf("experiment: threshold: %d of %d seeds have a value at %v (at least 2)", e.N, f.seeds, x)
	}
	return e, nil
}

// values are those of the seeds of this look at x.
func (f *finder) values(x float64) ([]float64, error) {
	at, known := slices.BinarySearch(f.x, x)
	if !known {
		f.x, f.y = slices.Insert(f.x, at, x), slices.Insert(f.y, at, nil)
	}
	have := len(f.y[at])
	if have >= f.seeds {
		return f.y[at][:f.seeds], nil
	}
	if f.trials+f.seeds-have > f.Budget {
		return nil, errSpent
	}
	more, err := f.Evaluate(x, have, f.seeds)
	if err != nil {
		return nil, fmt.Errorf("experiment: threshold at %v: %w", x, err)
	}
	if len(more) != f.seeds-have {
		return nil, fmt.Errorf("experiment: threshold at %v: %d values for seeds %d to %d", x, len(more), have, f.seeds-1)
	}
	f.trials += len(more)
	for _, v := range more {
		f.y[at] = append(f.y[at], v-f.Level)
	}
	return f.y[at], nil
}

// bracket finds neighbouring points on both sides of the level: the bracket of the look before,
// wider if more seeds moved the crossing out of it, or anything from Low to High.
func (f *finder) bracket() (bool, error) {
	for f.from < f.to {
		if found, err := f.scan(f.from, f.to); found || err != nil {
			return found, err
		}
		if f.from == f.Low && f.to == f.High {
			break
		}
		a, _ := slices.BinarySearch(f.x, f.from)
		b, _ := slices.BinarySearch(f.x, f.to)
		f.from, f.to = f.x[max(0, a-1)], f.x[min(len(f.x)-1, b+1)]
	}
	if found, err := f.scan(f.Low, f.High); found || err != nil {
		return found, err
	}
	half, quarter := f.Low+(f.High-f.Low)/2, (f.High-f.Low)/4
	return f.scan(f.Low, f.Low+quarter, half, half+quarter, f.High)
}

// scan sets the bracket to the first change of sign between points; those on the level have no sign.
func (f *finder) scan(points ...float64) (bool, error) {
	last, sign := 0.0, 0.0
	for _, x := range points {
		e, err := f.mean(x)
		if err != nil {
			return false, err
		}
		if e.Mean*sign < 0 {
			f.from, f.to, f.up = last, x, e.Mean > 0
			return true, nil
		}
		if e.Mean != 0 {
			last, sign = x, e.Mean
		}
	}
	return false, nil
}

// clear reports whether the sign is clear at every point that was run.
func (f *finder) clear() bool {
	for _, y := range f.y {
		if !isClear(moments(y)) {
			return false
		}
	}
	return true
}

// isClear reports whether the sign of a mean is beyond doubt. Quantiles at that confidence are 8.61
// for five values and 3.29 for many; they take long, so they are asked only between.
func isClear(e Estimate) bool {
	away := math.Abs(e.Mean)
	if e.N < 2 || away <= 3.29*e.StdErr() {
		return false
	}
	return e.N >= 5 && away > 8.62*e.StdErr() || away > student(e.N-1, clearSign)*e.StdErr()
}

// narrow halves the bracket down to the noise, or to Within, and makes the interval.
func (f *finder) narrow() (Threshold, error) {
	for {
		middle := f.from + (f.to-f.from)/2
		left, right := f.from+(middle-f.from)/2, middle+(f.to-middle)/2
		tiny := left <= f.from || right >= f.to || left >= middle || right <= middle // no numbers between
		if tiny || f.to-f.from <= f.allowed(middle) {
			return f.hull()
		}
		e, err := f.mean(middle)
		if err != nil {
			return Threshold{}, err
		}
		if isClear(e) {
			f.cut(middle, e.Mean)
			continue
		}
		l, err1 := f.mean(left)
		r, err2 := f.mean(right)
		if err := errors.Join(err1, err2); err != nil {
			return Threshold{}, err
		}
		if isClear(l) && isClear(r) && l.Mean*r.Mean < 0 {
			f.from, f.to = left, right
			continue
		}
		t, fits, err := f.line()
		if fits || err != nil {
			return t, err
		}
		f.cut(middle, e.Mean)
	}
}

// cut leaves the half of the bracket that has the crossing, mean being that of the middle.
func (f *finder) cut(middle, mean float64) {
	if mean > 0 == f.up {
		f.to = middle
	} else {
		f.from = middle
	}
}

// line is the threshold by a line through the middles of six equal parts of the bracket, and
// whether it fits them. These are points of their own: the ends of the bracket are where luck
// made signs clear, and a line through them would be too steep.
func (f *finder) line() (Threshold, bool, error) {
	var y [fitted][]float64
	spacing := (f.to - f.from) / fitted
	middle := f.from + (f.to-f.from)/2
	for i := range y {
		v, err := f.values(middle + place(i)*spacing)
		if err != nil {
			return Threshold{}, false, err
		}
		y[i] = v
	}
	lines := linesThrough(y)
	found := Cross([]float64{middle - lever*spacing, middle + lever*spacing}, lines.ends, 0)
	if len(found) != 1 || found[0].Found < f.from || found[0].Found > f.to || !lines.fit(y) {
		return Threshold{}, false, nil
	}
	t := f.threshold(found[0], true)
	if shift := bend(y, (t.Found-middle)/spacing) * spacing; finite(shift) {
		t.Low, t.High = t.Low+min(0, shift), t.High+max(0, shift)
	}
	return t, true, nil
}

// lines are the lines by least squares, one for each seed; NaN for a seed with an undefined value.
type lines struct {
	ends      [][]float64 // [seed]: far out to the left and to the right
	heights   []float64   // in the middle
	residuals [fitted][]float64
}

func linesThrough(y [fitted][]float64) lines {
	var l lines
	for s := range y[0] {
		height, slope := 0.0, 0.0
		for i := range y {
			height += y[i][s] / fitted
			slope += place(i) * y[i][s] / squares
		}
		l.ends = append(l.ends, []float64{height - lever*slope, height + lever*slope})
		l.heights = append(l.heights, height)
		for i := range y {
			l.residuals[i] = append(l.residuals[i], y[i][s]-height-place(i)*slope)
		}
	}
	return l
}

// fit reports whether no mean leaves the line by more than luck, than what matters and than rounding.
func (l lines) fit(y [fitted][]float64) bool {
	enough := matters * moments(l.heights).StdErr()
	rounding := 1e-12 * (math.Abs(moments(y[0]).Mean) + math.Abs(moments(y[fitted-1]).Mean))
	for i := range l.residuals {
		if r := moments(l.residuals[i]); isClear(r) && math.Abs(r.Mean) > max(enough, rounding) {
			return false
		}
	}
	return true
}

// bend is how far the parabola by least squares has its root from that of the line, which is at u:
// both in spacings, by one Newton step.
func bend(y [fitted][]float64, u float64) float64 {
	const meanSquare, sum = squares / fitted, 112.0 / 3 // sum: of (square - meanSquare)^2
	var slope, curvature float64
	for i := range y {
		mean, p := moments(y[i]).Mean, place(i)
		slope += p * mean / squares
		curvature += (p*p - meanSquare) * mean / sum
	}
	return -curvature * (u*u - meanSquare) / slope
}

// place is where point i of the line lies, in spacings from the middle: -2.5, -1.5, ..., 2.5.
func place(i int) float64 { return float64(i) - (fitted-1)/2.0 }

// hull is the threshold by the two ends of the bracket; its interval takes in all of it.
func (f *finder) hull() (Threshold, error) {
	left, err1 := f.values(f.from)
	right, err2 := f.values(f.to)
	if err := errors.Join(err1, err2); err != nil {
		return Threshold{}, err
	}
	y := make([][]float64, len(left))
	for s := range y {
		y[s] = []float64{left[s], right[s]}
	}
	found := Cross([]float64{f.from, f.to}, y, 0)
	if len(found) == 0 { // the mean is the level itself at a point that was cut at, now the left end or the right
		c := Crossing{Found: f.from, Direction: "down", N: moments(left).N}
		if moments(left).Mean != 0 {
			c.Found = f.to
		}
		if f.up {
			c.Direction = "up"
		}
		found = []Crossing{c}
	}
	return f.threshold(found[0], false), nil
}

// threshold is a crossing with an interval at the confidence of a look.
func (f *finder) threshold(c Crossing, linear bool) Threshold {
	c.Low, c.High = c.Found, c.Found
	if c.N >= 2 {
		half := student(c.N-1, f.level) * c.StdErr
		c.Low, c.High = c.Found-half, c.Found+half
	}
	if !linear {
		c.Low, c.High = min(c.Low, f.from), max(c.High, f.to)
	}
	return Threshold{Crossing: c, Bracketed: true, From: f.from, To: f.to, Linear: linear}
}
