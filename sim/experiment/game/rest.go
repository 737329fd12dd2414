package game

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Stability says what the linear approximation of the dynamics at a rest point says of orbits nearby.
type Stability string

// The kinds of rest points, by the real parts of the eigenvalues of the Jacobian along the simplices. A part within
// 1e-6 of the range of payoffs counts as 0.
const (
	Stable       Stability = "stable"       // all below 0: orbits nearby end here (asymptotically stable)
	Unstable     Stability = "unstable"     // some above 0, none below
	Saddle       Stability = "saddle"       // some above 0, some below
	Centre       Stability = "centre"       // all 0, with imaginary parts: the linear approximation circles, so terms of higher order decide
	Undetermined Stability = "undetermined" // none above 0, some 0: terms of higher order decide, or it belongs to a continuum
)

// stabilityTolerance is how small a real part counts as 0, in units of the range of payoffs.
const stabilityTolerance = 1e-6

// RestPoint is a state in which every strategy that is there earns the mean of its population, so that no share changes.
type RestPoint struct {
	State       State
	Eigenvalues []complex128 // of the Jacobian along the simplices, by rising real part: as many as free shares
	Stability   Stability
	// Corners are not empty where the point is one of a continuum: State is then in its middle, and the continuum is all
	// that lies between the corners, which are rest points themselves but need not be listed as such.
	Corners []State
}

// RestPoints are the rest points on the simplices, vertices first, then those with more strategies. Each is looked for
// in the interior of the face of the strategies that it holds.
//
// For payoffs that are linear in the shares (Symmetric, Bimatrix) they are all there are: every support gives a linear
// system. For others see roots.go: on a face with one free share every change of sign between 400 steps is found, on
// larger faces Newton's method starts from a lattice, so that points can be missed where several are close together, where
// a share is below 1e-6, and where payoffs touch without crossing.
//
// Populations must be small: one of 11, two of 6 each, or of 8 and 4; else the error is ErrLarge.
func (r *Replicator) RestPoints() ([]RestPoint, error) {
	if r.work() > mostPairs {
		return nil, ErrLarge
	}
	var found []RestPoint
	for _, face := range r.faces() {
		if r.roles != nil {
			found = append(found, r.balanced(face)...)
		} else {
			found = append(found, r.roots(face)...)
		}
	}
	return found, nil
}

// work is how many pairs of a face and a part of it in one population there are: what RestPoints visits.
func (r *Replicator) work() float64 {
	total := 0.0
	for b := range r.sizes {
		pairs := 1.0
		for c, n := range r.sizes {
			if c == b {
				pairs *= math.Pow(3, float64(n))
			} else {
				pairs *= math.Pow(2, float64(n))
			}
		}
		total += pairs
	}
	return total
}

// At is a state with its eigenvalues and stability, whether it rests or not: for points of a continuum.
func (r *Replicator) At(s State) RestPoint {
	eigenvalues := r.eigenvalues(s)
	return RestPoint{State: s, Eigenvalues: eigenvalues, Stability: stabilityOf(eigenvalues, stabilityTolerance*r.width)}
}

// faces are the ways to choose the strategies that each population holds, those with fewer strategies first.
func (r *Replicator) faces() [][]set {
	faces := [][]set{{}}
	for b, n := range r.sizes {
		var longer [][]set
		for _, face := range faces {
			for _, s := range subsets(n) {
				longer = append(longer, append(face[:b:b], s))
			}
		}
		faces = longer
	}
	slices.SortStableFunc(faces, func(a, b []set) int { return free(a) - free(b) })
	return faces
}

// free is the number of free shares on a face.
func free(face []set) int {
	n := 0
	for _, s := range face {
		n += s.size() - 1
	}
	return n
}

// balanced are the rest points inside a face for linear payoffs: none, one, or one that stands for a continuum.
func (r *Replicator) balanced(face []set) []RestPoint {
	corners := []State{make(State, len(face))}
	middle := make(State, len(face))
	for b, held := range face {
		other := r.rival(b)
		mixes, full := r.roles[b].alike(held, face[other])
		if !full {
			return nil
		}
		middle[other] = make([]float64, r.sizes[other])
		var longer []State
		for _, mix := range mixes {
			for i, share := range mix {
				middle[other][i] += share / float64(len(mixes))
			}
			for _, c := range corners {
				c = slices.Clone(c)
				c[other] = mix
				longer = append(longer, c)
			}
		}
		corners = longer
	}
	point := r.At(middle)
	if len(corners) > 1 {
		point.Corners = corners
	}
	return []RestPoint{point}
}

// eigenvalues are those of the Jacobian along the simplices, by rising real part. In each population the largest share
// takes up what the others change; one of them is moved by a step to both sides, or up alone where it has no room below.
func (r *Replicator) eigenvalues(s State) []complex128 {
	const step = 1e-5 // velocities are smooth: both formulas are right to 1e-9 of the range of payoffs
	largest := r.largestShares(s)
	var coordinates [][2]int
	for b := range s {
		for i := range s[b] {
			if i != largest[b] {
				coordinates = append(coordinates, [2]int{b, i})
			}
		}
	}
	n := len(coordinates)
	if n == 0 {
		return nil
	}
	velocity := func(at [2]int, by float64) State {
		to := s.clone()
		to[at[0]][at[1]] += by
		to[at[0]][largest[at[0]]] -= by
		return r.Velocity(to)
	}
	jacobian := mat.NewDense(n, n, nil)
	for c, at := range coordinates {
		one, two := velocity(at, step), velocity(at, 2*step)
		central := s[at[0]][at[1]] >= step
		if central {
			two = velocity(at, -step)
		}
		here := r.Velocity(s)
		for k, to := range coordinates {
			a, b, v := one[to[0]][to[1]], two[to[0]][to[1]], here[to[0]][to[1]]
			if central {
				jacobian.Set(k, c, (a-b)/(2*step))
			} else {
				jacobian.Set(k, c, (4*a-b-3*v)/(2*step))
			}
		}
	}
	var eigen mat.Eigen
	if !eigen.Factorize(jacobian, mat.EigenNone) {
		panic("game: the eigenvalues of a Jacobian do not converge")
	}
	values := eigen.Values(nil)
	slices.SortFunc(values, func(a, b complex128) int {
		if real(a) != real(b) {
			return int(math.Copysign(1, real(a)-real(b)))
		}
		return int(math.Copysign(1, imag(a)-imag(b)))
	})
	return values
}

// largestShares is the strategy with the largest share of each population.
func (r *Replicator) largestShares(s State) []int {
	largest := make([]int, len(s))
	for b := range s {
		for i := range s[b] {
			if s[b][i] > s[b][largest[b]] {
				largest[b] = i
			}
		}
	}
	return largest
}

func stabilityOf(eigenvalues []complex128, zero float64) Stability {
	above, below, turns := false, false, len(eigenvalues) > 0
	for _, e := range eigenvalues {
		above = above || real(e) > zero
		below = below || real(e) < -zero
		turns = turns && math.Abs(real(e)) <= zero && math.Abs(imag(e)) > zero
	}
	switch {
	case above && below:
		return Saddle
	case above:
		return Unstable
	case turns:
		return Centre
	case below && real(eigenvalues[len(eigenvalues)-1]) < -zero, len(eigenvalues) == 0:
		return Stable
	}
	return Undetermined
}
