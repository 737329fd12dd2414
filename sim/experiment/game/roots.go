package game

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// Rest points for payoffs that are not linear in the shares: roots of the differences of payoffs on a face.

// scanSteps is how fine a face with one free share is searched.
const scanSteps = 400

// leastShare is the smallest share in a rest point with several free shares.
const leastShare = 1e-6

// roots are the rest points found inside a face.
func (r *Replicator) roots(face []set) []RestPoint {
	switch free(face) {
	case 0:
		return []RestPoint{r.At(r.lattice(face, 1, false)[0])}
	case 1:
		return r.scan(face)
	}
	return r.newton(face)
}

// gaps are what the strategies on a face earn more than the first of their population there, for all others on it.
func (r *Replicator) gaps(face []set, s State) []float64 {
	earned := r.payoffs(s)
	var gaps []float64
	for b, held := range face {
		on := list(held)
		for _, i := range on[1:] {
			gaps = append(gaps, earned[b][i]-earned[b][on[0]])
		}
	}
	return gaps
}

// place is the state with given shares of those strategies on a face that gaps names; the first of each population takes
// the rest.
func (r *Replicator) place(face []set, shares []float64) State {
	s := make(State, len(face))
	for b, held := range face {
		s[b] = make([]float64, r.sizes[b])
		on := list(held)
		rest := 1.0
		for _, i := range on[1:] {
			s[b][i] = shares[0]
			rest -= shares[0]
			shares = shares[1:]
		}
		s[b][on[0]] = rest
	}
	return s
}

// scan finds the roots along an edge: changes of sign between neighbours, by bisection, and runs of zeros, which are a
// continuum.
func (r *Replicator) scan(face []set) []RestPoint {
	exact := func(x float64) float64 { return r.gaps(face, r.place(face, []float64{x}))[0] }
	gap := func(x float64) float64 {
		if v := exact(x); math.Abs(v) > 1e-12*r.width {
			return v
		}
		return 0
	}
	at := func(i int) float64 { return float64(i) / scanSteps }
	var found []RestPoint
	for i := 0; i < scanSteps; i++ {
		a, b := gap(at(i)), gap(at(i+1))
		switch {
		case a == 0:
			last := i
			for last < scanSteps && gap(at(last+1)) == 0 {
				last++
			}
			point := r.At(r.place(face, []float64{(at(i) + at(last)) / 2}))
			if last > i {
				point.Corners = []State{r.place(face, []float64{at(i)}), r.place(face, []float64{at(last)})}
			}
			if last > i || i > 0 { // a single zero at the end is the vertex
				found = append(found, point)
			}
			i = last
		case a*b < 0:
			found = append(found, r.At(r.place(face, []float64{bisect(exact, at(i), at(i+1))})))
		}
	}
	return found
}

// bisect is the root between two places where f has opposite signs: 60 halvings are past the last bit.
func bisect(f func(float64) float64, low, high float64) float64 {
	rising := f(high) > 0
	for range 60 {
		if middle := (low + high) / 2; (f(middle) < 0) == rising {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// newton finds roots on a face with several free shares, by Newton's method from the points of a lattice. Where payoffs
// are alike on the whole lattice, the face is a continuum.
func (r *Replicator) newton(face []set) []RestPoint {
	starts := r.starts(face)
	alike := true
	for _, s := range starts {
		for _, g := range r.gaps(face, s) {
			alike = alike && math.Abs(g) <= 1e-12*r.width
		}
	}
	if alike {
		point := r.At(starts[len(starts)-1])
		point.Corners = r.lattice(face, 1, false)
		return []RestPoint{point}
	}
	var found []RestPoint
	for _, start := range starts {
		s, ok := r.descend(face, start)
		if ok && !slices.ContainsFunc(found, func(p RestPoint) bool { return nearState(p.State, s) }) {
			found = append(found, r.At(s))
		}
	}
	return found
}

// starts are places all over the inside of a face: a lattice, and the middle last.
func (r *Replicator) starts(face []set) []State {
	least := 1
	middle := make(State, len(face))
	for b, held := range face {
		least = max(least, held.size())
		middle[b] = make([]float64, r.sizes[b])
		for _, i := range list(held) {
			middle[b][i] = 1 / float64(held.size())
		}
	}
	return append(r.lattice(face, r.steps(face, least, true), true), middle)
}

// descend is Newton's method from a state inside a face. A step that would leave the face, or that does not lessen the
// largest gap, is halved; it says no where none is left.
func (r *Replicator) descend(face []set, start State) (State, bool) {
	var shares []float64
	for b, held := range face {
		for _, i := range list(held)[1:] {
			shares = append(shares, start[b][i])
		}
	}
	n := len(shares)
	gaps := func(y, x []float64) { copy(y, r.gaps(face, r.place(face, x))) }
	here := r.gaps(face, start)
	for range 50 {
		if norm(here) <= 1e-13*r.width {
			break
		}
		jacobian := mat.NewDense(n, n, nil)
		fd.Jacobian(jacobian, gaps, shares, &fd.JacobianSettings{Formula: fd.Central, Step: min(1e-6, r.room(face, shares)/2)})
		var step mat.VecDense
		if step.SolveVec(jacobian, mat.NewVecDense(n, here)) != nil {
			break
		}
		next, there, ok := r.shorten(face, shares, here, step.RawVector().Data)
		if !ok {
			break
		}
		shares, here = next, there
	}
	// What ends at the face's edge tends to a root there, which is another face's.
	return r.place(face, shares), norm(here) <= 1e-9*r.width && r.room(face, shares) > leastShare
}

// shorten halves a step until it stays inside and lessens the largest gap.
func (r *Replicator) shorten(face []set, shares, here, step []float64) (next, there []float64, ok bool) {
	for scale := 1.0; scale > 1e-6; scale /= 2 {
		next = make([]float64, len(shares))
		for i := range next {
			next[i] = shares[i] - scale*step[i]
		}
		if r.room(face, next) <= tolerance {
			continue
		}
		if there = r.gaps(face, r.place(face, next)); norm(there) < norm(here) {
			return next, there, true
		}
	}
	return nil, nil, false
}

// room is the smallest share on a face.
func (r *Replicator) room(face []set, shares []float64) float64 {
	s := r.place(face, shares)
	least := 1.0
	for b, held := range face {
		for _, i := range list(held) {
			least = min(least, s[b][i])
		}
	}
	return least
}

func norm(values []float64) float64 {
	most := 0.0
	for _, v := range values {
		most = max(most, math.Abs(v))
	}
	return most
}

func nearState(a, b State) bool {
	for i := range a {
		if !near(a[i], b[i]) {
			return false
		}
	}
	return true
}
