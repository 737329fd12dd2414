package game

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// vertex is a corner of the best-response polyhedron of a table: a mix of the other role's strategies that the best
// responses to it determine (von Stengel 2002, definition 2.7).
type vertex struct {
	mix     []float64
	support set // strategies of the other role that the mix holds
	best    set // the table's own strategies that are best responses to it
}

// vertices are all of them, those of smaller support first: for every support, and every set of as many own strategies,
// the mix that makes these earn alike, where it is unique, positive, and no other strategy earns more. That visits
// C(own+other, own) pairs of sets.
func (p Payoffs) vertices() []vertex {
	var found []vertex
	own := subsets(p.Own())
	for _, columns := range subsets(p.Other()) {
		for _, rows := range own {
			if rows.size() != columns.size() {
				continue
			}
			mix, ok := p.solve(rows, columns)
			if !ok {
				continue
			}
			v := vertex{mix, columns, p.best(p.Against(mix))}
			// Support and best responses together are one mix, whichever rows it was solved for.
			known := func(w vertex) bool { return w.support == v.support && w.best == v.best }
			if rows.within(v.best) && !slices.ContainsFunc(found, known) {
				found = append(found, v)
			}
		}
	}
	return found
}

// solve finds the mix of the columns against which all rows earn alike. It says no when there is none, more than one,
// or one with a share that is not positive.
func (p Payoffs) solve(rows, columns set) ([]float64, bool) {
	switch {
	case columns.size() == 1 && rows.size() == 1:
		return Pure(list(columns)[0], p.Other()), true
	case columns.size() > rows.size():
		return nil, false // fewer equations than unknowns
	}
	a, b := p.system(rows, columns)
	var x mat.VecDense
	if n, m := a.Dims(); n == m {
		var lu mat.LU
		lu.Factorize(a)
		if lu.Cond() > 1/tolerance || lu.SolveVecTo(&x, false, b) != nil {
			return nil, false
		}
	} else if !leastSquares(a, b, &x) {
		return nil, false
	}
	mix := make([]float64, p.Other())
	for k, j := range list(columns) {
		if !(x.AtVec(k) > tolerance) {
			return nil, false
		}
		mix[j] = x.AtVec(k)
	}
	return normalised(mix), true
}

// system is the linear system of solve: the unknowns are the shares of the columns and what the rows earn, payoffs are
// measured from the smallest in units of the range, and shares add up to 1.
func (p Payoffs) system(rows, columns set) (*mat.Dense, *mat.VecDense) {
	r, c := list(rows), list(columns)
	a, b := mat.NewDense(len(r)+1, len(c)+1, nil), mat.NewVecDense(len(r)+1, nil)
	for i := range r {
		for j := range c {
			if p.width > 0 {
				a.Set(i, j, (p.mean[r[i]][c[j]]-p.low)/p.width)
			}
		}
		a.Set(i, len(c), -1)
	}
	for j := range c {
		a.Set(len(r), j, 1)
	}
	b.SetVec(len(r), 1)
	return a, b
}

// leastSquares solves a system with more equations than unknowns, where it has one solution.
func leastSquares(a *mat.Dense, b, x *mat.VecDense) bool {
	var qr mat.QR
	qr.Factorize(a)
	if qr.Cond() > 1/tolerance || qr.SolveVecTo(x, false, b) != nil {
		return false
	}
	var rest mat.VecDense
	rest.MulVec(a, x)
	rest.SubVec(&rest, b)
	return mat.Norm(&rest, math.Inf(1)) < tolerance
}

// alike are the corners of the set of mixes of the columns against which all rows earn alike, and whether that set has
// a mix that holds every column. One corner is a single mix, more are a continuum between them.
func (p Payoffs) alike(rows, columns set) (corners [][]float64, full bool) {
	var held set
	for s := columns; s != 0; s = (s - 1) & columns {
		if mix, ok := p.solve(rows, s); ok {
			corners, held = append(corners, mix), held|s
		}
	}
	return corners, held == columns
}

// normalised scales shares so that they add up to 1.
func normalised(mix []float64) []float64 {
	sum := 0.0
	for i := range mix {
		mix[i] = max(0, mix[i])
		sum += mix[i]
	}
	for i := range mix {
		mix[i] /= sum
	}
	return mix
}

// near says whether two mixes are one, within what solving a system may change.
func near(a, b []float64) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-7 {
			return false
		}
	}
	return true
}
