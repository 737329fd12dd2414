package experiment

import (
	"fmt"
	"math"
	"slices"
)

// CrossingMethod names how Cross makes its intervals.
const CrossingMethod = "root of the mean curve, cubic through 4 neighbouring points; " +
	"95% interval by the delete-one jackknife over seeds, Student t with n-1 degrees of freedom"

// Crossing is where the mean curve crosses a level. All fields are finite: with fewer than two
// seeds there is no interval, Low and High equal Found and StdErr is 0.
type Crossing struct {
	Found     float64 // position on the axis
	Low, High float64 // 95% interval
	StdErr    float64
	Direction string // "up": from below the level to above it as x grows; else "down"
	N         int    // seeds behind the crossing
	Lost      int    // leave-one-out curves that no longer cross thereabouts (see Cross)
}

// Cross finds every change of sign of mean(y) - level along x, in order of x. y[s][i] is the value
// of seed s at x[i]; the seeds are the same at every point (common random numbers), so what they
// share moves the whole curve and is part of the interval. x may be in any order, without repeats.
//
// Between the two neighbouring points the curve is interpolated (see newBracket). The interval
// recomputes the root without each seed in turn, x(-s), and takes
//
//	StdErr^2 = (n-1)/n * sum over s of (x(-s) - mean x(-s))^2
//	Low, High = Found -+ t(0.975, n-1) * StdErr
//
// (Efron & Stein 1981; Tukey 1958 for the t). A leave-one-out curve that does not change sign
// between the same two points gets its root by one Newton step from Found:
// x(-s) = Found - curve(-s)(Found) / slope. Usually it has only slipped past a point of the grid,
// and the step is as good as the root. If it does not cross between the neighbouring points either
// it is counted in Lost: many of these say that the seeds are too few to tell whether the curve
// crosses at all.
//
// A value that is not finite is undefined in that trial and left out of the mean of its point. A
// point with fewer than two defined values (one, if there is only one seed) is skipped. Points
// where the mean equals the level exactly are no change of sign in themselves: between opposite
// signs the crossing is at the zero, or in the middle of a run of zeros; a curve that only
// touches the level, or starts or ends on it, does not cross.
func Cross(x []float64, y [][]float64, level float64) []Crossing {
	c := newCurve(x, y, level)
	var out []Crossing
	last := -1 // latest point whose mean is not 0
	for i, m := range c.mean {
		if m == 0 {
			continue
		}
		if last >= 0 && (m > 0) != (c.mean[last] > 0) {
			out = append(out, c.crossing(last, i))
		}
		last = i
	}
	return out
}

// curve is the mean over seeds of y - level at the points that count.
type curve struct {
	x     []float64
	y     [][]float64 // [seed][point], level taken off
	mean  []float64
	count []int // defined values
}

func newCurve(x []float64, y [][]float64, level float64) *curve {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(math.Copysign(1, x[a]-x[b])) })
	c := &curve{y: make([][]float64, len(y))}
	for rank, i := range order {
		if rank > 0 && !(x[i] > x[order[rank-1]]) {
			panic(fmt.Sprintf("experiment: crossing over points %v and %v", x[order[rank-1]], x[i]))
		}
		column := make([]float64, len(y))
		n := 0
		for s := range y {
			if len(y[s]) != len(x) {
				panic(fmt.Sprintf("experiment: crossing over %d points with %d values", len(x), len(y[s])))
			}
			column[s] = y[s][i] - level
			if finite(column[s]) {
				n++
			}
		}
		if n < min(2, len(y)) || n == 0 {
			continue
		}
		c.x = append(c.x, x[i])
		c.mean = append(c.mean, moments(column).Mean)
		c.count = append(c.count, n)
		for s := range y {
			c.y[s] = append(c.y[s], column[s])
		}
	}
	return c
}

// crossing measures the change of sign between points a < b; the means between them, if any, are 0.
func (c *curve) crossing(a, b int) Crossing {
	out := Crossing{Direction: "down"}
	if c.mean[b] > 0 {
		out.Direction = "up"
	}
	if b > a+2 { // a run of zeros: the curve is flat there, any of them would do
		out.Found = (c.x[a+1] + c.x[b-1]) / 2
		c.jackknife(&out, a, b, func(y []float64) (float64, bool) { return c.runRoot(y, a, b) })
		return out
	}
	in := newBracket(c.x, c.mean, b-1) // b == a+2: the zero is the left end
	p := in.fit(c.x, c.mean)
	u := p.root()
	out.Found = in.at + u*in.width
	slope, secant := p.slope(u), c.mean[b]-c.mean[b-1]
	if slope/secant < 0.1 {
		slope = secant // so flat that a Newton step would go astray
	}
	c.jackknife(&out, b-1, b, func(y []float64) (float64, bool) {
		p := in.fit(c.x, y)
		if y[b-1]*y[b] <= 0 {
			return in.at + p.root()*in.width, true
		}
		return in.at + (u-p.value(u)/slope)*in.width, crosses(y, b-2, c.mean[b]) || crosses(y, b, c.mean[b])
	})
	return out
}

// crosses reports whether y changes sign between points k and k+1, towards the sign of to.
func crosses(y []float64, k int, to float64) bool {
	return k >= 0 && k+1 < len(y) && y[k]*to <= 0 && y[k+1]*to > 0
}

// runRoot is the root of a leave-one-out curve when the means strictly between points a and b are
// all 0: a Newton step from their middle, along the line from a to b.
func (c *curve) runRoot(y []float64, a, b int) (float64, bool) {
	sum := 0.0
	for i := a + 1; i < b; i++ {
		sum += y[i]
	}
	slope := (c.mean[b] - c.mean[a]) / (c.x[b] - c.x[a])
	return (c.x[a+1]+c.x[b-1])/2 - sum/float64(b-a-1)/slope, true
}

// jackknife fills in the interval. root gives the root of a leave-one-out curve and whether that
// curve crosses; only seeds with a value between points a and b have a part.
func (c *curve) jackknife(out *Crossing, a, b int, root func(y []float64) (float64, bool)) {
	out.Low, out.High = out.Found, out.Found
	var roots []float64
	lost := 0
	y := make([]float64, len(c.mean))
	for s := range c.y {
		if !c.without(s, y, a, b) {
			continue
		}
		at, ok := root(y)
		if !ok {
			lost++
		}
		roots = append(roots, at)
	}
	out.N = len(roots)
	if out.N < 2 {
		return
	}
	out.Lost = lost
	n := float64(out.N)
	out.StdErr = moments(roots).SD * (n - 1) / math.Sqrt(n) // SD has the divisor n-1
	half := studentT(out.N-1) * out.StdErr
	out.Low, out.High = out.Found-half, out.Found+half
}

// without writes the mean curve without seed s into y and reports whether s had a value at points
// a to b.
func (c *curve) without(s int, y []float64, a, b int) bool {
	part := false
	for i, m := range c.mean {
		y[i] = m
		if v := c.y[s][i]; finite(v) {
			part = part || a <= i && i <= b
			if c.count[i] > 1 {
				y[i] += (m - v) / float64(c.count[i]-1)
			}
		}
	}
	return part
}
