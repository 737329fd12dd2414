package experiment

import "math"

// bracket is where a curve changes sign, between two neighbouring points, with the points the curve
// is interpolated through. All leave-one-out curves use the bracket of the full curve, so that the
// choices made here do not jump from one to the next.
type bracket struct {
	at, width float64 // left end and length on the axis
	from, to  int     // points of the polynomial: [from, to), 2 to 4 of them
}

// newBracket chooses the polynomial for the change of sign between points k and k+1.
//
// Four points (two a side, or the nearest four at an edge) give an error of fourth order in the
// grid step, where a straight line has second order; in the middle of the bracket the outer two
// have weights of only -1/16, so noise hardly grows. A curve with a kink or a jump can make the
// polynomial swing: it is taken only if it has a single root in the bracket and leaves the range
// of the two ends by no more than their distance. Otherwise the points at the ends alone, a line.
func newBracket(x, y []float64, k int) bracket {
	b := bracket{at: x[k], width: x[k+1] - x[k]}
	b.from = max(0, min(k-1, len(x)-4))
	b.to = min(len(x), b.from+4)
	if !b.tame(b.fit(x, y), y[k], y[k+1]) {
		b.from, b.to = k, k+2
	}
	return b
}

// cubic is a polynomial of u, the position in a bracket from 0 to 1, lowest power first.
type cubic [4]float64

// fit returns the polynomial through the bracket's points (Newton's divided differences).
func (b bracket) fit(x, y []float64) cubic {
	var node, diff [4]float64
	n := b.to - b.from
	for i := range n {
		node[i] = (x[b.from+i] - b.at) / b.width
		diff[i] = y[b.from+i]
	}
	for step := 1; step < n; step++ {
		for i := n - 1; i >= step; i-- {
			diff[i] = (diff[i] - diff[i-1]) / (node[i] - node[i-step])
		}
	}
	var p cubic // expand diff0 + (u-node0)(diff1 + (u-node1)(diff2 + ...))
	for i := n - 1; i >= 0; i-- {
		for j := 3; j > 0; j-- {
			p[j] = p[j-1] - node[i]*p[j]
		}
		p[0] = diff[i] - node[i]*p[0]
	}
	return p
}

func (p cubic) value(u float64) float64 { return p[0] + u*(p[1]+u*(p[2]+u*p[3])) }
func (p cubic) slope(u float64) float64 { return p[1] + u*(2*p[2]+u*3*p[3]) }

// turns returns where the slope is 0 strictly inside (0, 1), in order.
func (p cubic) turns() []float64 {
	a, b, c := 3*p[3], 2*p[2], p[1]
	var roots []float64
	if a == 0 {
		if b != 0 {
			roots = append(roots, -c/b)
		}
	} else if disc := b*b - 4*a*c; disc > 0 {
		q := -(b + math.Copysign(math.Sqrt(disc), b)) / 2 // no cancellation
		roots = append(roots, q/a)
		if q != 0 {
			roots = append(roots, c/q)
		}
	}
	inside := roots[:0]
	for _, u := range roots {
		if u > 0 && u < 1 {
			inside = append(inside, u)
		}
	}
	if len(inside) == 2 && inside[0] > inside[1] {
		inside[0], inside[1] = inside[1], inside[0]
	}
	return inside
}

// tame reports whether p, which runs from left to right over the bracket, has one root and does
// not swing far out.
func (b bracket) tame(p cubic, left, right float64) bool {
	reach := math.Abs(right - left)
	low, high := min(left, right)-reach, max(left, right)+reach
	changes, last := 0, left
	for _, u := range p.turns() {
		v := p.value(u)
		if v < low || v > high {
			return false
		}
		if v*last < 0 {
			changes++
		}
		last = v
	}
	if right*last < 0 {
		changes++
	}
	return changes <= 1
}

// root finds where p is 0 in [0, 1]; p(0) and p(1) differ in sign. Bisection: 60 halvings are past
// the last bit, and nothing can go wrong.
func (p cubic) root() float64 {
	low, high := 0.0, 1.0
	rising := p.value(1) > p.value(0)
	for range 60 {
		mid := (low + high) / 2
		if (p.value(mid) < 0) == rising {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}
