package report

import (
	"cmp"
	"math"
	"slices"
)

// surface is a measure over a grid of two swept parameters; a missing point is NaN.
type surface struct {
	xs, ys []float64   // ascending
	z      [][]float64 // z[column][row]
}

// newSurface makes an empty surface over the values found.
func newSurface(xs, ys []float64) surface {
	slices.Sort(xs)
	slices.Sort(ys)
	s := surface{xs: slices.Compact(xs), ys: slices.Compact(ys)}
	s.z = make([][]float64, len(s.xs))
	for i := range s.z {
		s.z[i] = slices.Repeat([]float64{math.NaN()}, len(s.ys))
	}
	return s
}

func (s surface) set(x, y, value float64) {
	i, _ := slices.BinarySearch(s.xs, x)
	j, _ := slices.BinarySearch(s.ys, y)
	s.z[i][j] = value
}

// segment is a piece of a contour.
type segment [2]xy

// zero returns the lines on which the surface is zero, by marching squares with linear interpolation
// along the edges of the grid. In a saddle the sign of the mean of the four corners decides which
// corners belong together. Squares with a missing corner have no contour. The library's own contour
// walks a Go map and so draws its paths in an order that differs from run to run.
func (s surface) zero() [][]xy {
	var pieces []segment
	for i := 0; i+1 < len(s.xs); i++ {
		for j := 0; j+1 < len(s.ys); j++ {
			pieces = append(pieces, s.square(i, j)...)
		}
	}
	return chain(pieces)
}

// square returns the contour inside the square whose lower left corner is (i, j).
func (s surface) square(i, j int) []segment {
	corner := [4]xy{{s.xs[i], s.ys[j]}, {s.xs[i+1], s.ys[j]}, {s.xs[i+1], s.ys[j+1]}, {s.xs[i], s.ys[j+1]}}
	z := [4]float64{s.z[i][j], s.z[i+1][j], s.z[i+1][j+1], s.z[i][j+1]}
	var cuts []xy // on the edges in order: below, right, above, left
	for k := range 4 {
		a, b := z[k], z[(k+1)%4]
		if math.IsNaN(a) {
			return nil
		}
		if (a < 0) != (b < 0) {
			cuts = append(cuts, cut(corner[k], corner[(k+1)%4], a, b))
		}
	}
	switch {
	case len(cuts) == 2:
		return []segment{{cuts[0], cuts[1]}}
	case len(cuts) == 4 && ((z[0]+z[1]+z[2]+z[3] < 0) == (z[0] < 0)):
		// The middle goes with the lower left corner: the contour cuts the other two corners off.
		return []segment{{cuts[0], cuts[1]}, {cuts[2], cuts[3]}}
	case len(cuts) == 4:
		return []segment{{cuts[3], cuts[0]}, {cuts[1], cuts[2]}}
	}
	return nil
}

// cut is the zero between two corners. It always starts from the smaller corner, so that both squares
// of an edge get the very same point and their pieces can be joined by equality.
func cut(a, b xy, za, zb float64) xy {
	if cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) > 0 {
		a, b, za, zb = b, a, zb, za
	}
	t := za / (za - zb)
	return xy{a.X + t*(b.X-a.X), a.Y + t*(b.Y-a.Y)}
}

// chain joins segments with equal ends into lines, in the order of their first segment.
func chain(pieces []segment) [][]xy {
	var lines [][]xy
	used := make([]bool, len(pieces))
	for i := range pieces {
		if used[i] {
			continue
		}
		used[i] = true
		line := follow(pieces, used, []xy{pieces[i][0], pieces[i][1]})
		slices.Reverse(line)
		lines = append(lines, follow(pieces, used, line))
	}
	return lines
}

// follow lengthens a line at its end while there is an unused segment that continues it.
func follow(pieces []segment, used []bool, line []xy) []xy {
	for k := 0; k < len(pieces); k++ {
		end := line[len(line)-1]
		if used[k] || (pieces[k][0] != end && pieces[k][1] != end) {
			continue
		}
		next := pieces[k][1]
		if next == end {
			next = pieces[k][0]
		}
		used[k] = true
		line = append(line, next)
		k = -1
	}
	return line
}
