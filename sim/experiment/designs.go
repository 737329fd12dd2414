package experiment

import (
	"errors"
	"fmt"
	"math"
	"math/bits"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext/prng"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"
)

// MaxPoints is the largest number of points of a design.
const MaxPoints = 1_000_000

// maxDimensions is how many primes samplemv.Halton has.
const maxDimensions = 1000

// Factor is an input that a design varies, between bounds that are both part of it.
//
// Every value is a float64: who makes an integer of it rounds the points, and hands the rounded
// ones to the analysis where that takes points (Morris). Low bits may differ between processors
// (fused multiply-add), so a caller whose trials must be the same everywhere rounds as well.
type Factor struct {
	Name      string
	Low, High float64 // finite, Low < High
}

// LatinHypercube makes points [point][factor] such that each factor, divided into as many equal
// cells as there are points, has one point in each cell, at a uniform place in it (McKay, Beckman
// & Conover 1979). Points: 1 to MaxPoints. The same seed gives the same points.
func LatinHypercube(factors []Factor, points int, seed uint64) ([][]float64, error) {
	if err := check(factors, points); err != nil {
		return nil, err
	}
	unit := mat.NewDense(points, len(factors), nil)
	samplemv.LatinHypercube{Q: distmv.NewUnitUniform(len(factors), nil), Src: luck(seed, designing)}.Sample(unit)
	return scaled(factors, unit), nil
}

// Halton makes points [point][factor] of the Halton sequence, its digits scrambled at random (Owen
// 2017, A randomized Halton algorithm): evenly spread, each point uniform, and the first points of
// a longer sequence of the same seed are the shorter one. Points: 1 to MaxPoints; factors: up to
// 1000. Even spread shows from about the square of the largest base on, the k-th prime for k factors.
func Halton(factors []Factor, points int, seed uint64) ([][]float64, error) {
	if err := check(factors, points); err != nil {
		return nil, err
	}
	if len(factors) > maxDimensions {
		return nil, fmt.Errorf("experiment: a Halton design of %d factors (at most %d)", len(factors), maxDimensions)
	}
	return scaled(factors, halton(points, len(factors), seed)), nil
}

func halton(points, dimensions int, seed uint64) *mat.Dense {
	unit := mat.NewDense(points, dimensions, nil)
	samplemv.Halton{Kind: samplemv.Owen, Q: distmv.NewUnitUniform(dimensions, nil), Src: luck(seed, designing)}.Sample(unit)
	return unit
}

// OneAtATime makes the base point and then, factor by factor, the points that differ from it in
// this factor alone: levels values (at least 2) equally spaced from Low to High, without one that
// equals the base. varied[i] is the factor that point i varies, -1 for the base. The base lies
// within the bounds. Interactions between factors do not show in such a design (see Morris).
func OneAtATime(factors []Factor, base []float64, levels int) (points [][]float64, varied []int, err error) {
	if err := check(factors, 1); err != nil {
		return nil, nil, err
	}
	if len(base) != len(factors) {
		return nil, nil, fmt.Errorf("experiment: a base of %d values for %d factors", len(base), len(factors))
	}
	if levels < 2 || levels > MaxPoints/len(factors) {
		return nil, nil, fmt.Errorf("experiment: %d levels (from 2 to %d for %d factors)", levels, MaxPoints/len(factors), len(factors))
	}
	for i, f := range factors {
		if !(base[i] >= f.Low && base[i] <= f.High) {
			return nil, nil, fmt.Errorf("experiment: base of factor %s is %v, not within its bounds, %v to %v", f.Name, base[i], f.Low, f.High)
		}
	}
	points, varied = [][]float64{append([]float64(nil), base...)}, []int{-1}
	for i, f := range factors {
		for level := range levels {
			value := f.at(float64(level) / float64(levels-1))
			if math.Abs(value-base[i]) <= 1e-12*(f.High-f.Low) {
				continue // the base itself, but for rounding
			}
			p := append([]float64(nil), base...)
			p[i] = value
			points, varied = append(points, p), append(varied, i)
		}
	}
	return points, varied, nil
}

// check says everything that is wrong with factors and a number of points.
func check(factors []Factor, points int) error {
	var wrong []error
	if len(factors) == 0 {
		wrong = append(wrong, errors.New("experiment: a design without factors (at least 1)"))
	}
	if points < 1 || points > MaxPoints {
		wrong = append(wrong, fmt.Errorf("experiment: a design of %d points (from 1 to %d)", points, MaxPoints))
	}
	seen := map[string]bool{}
	for i, f := range factors {
		switch {
		case f.Name == "":
			wrong = append(wrong, fmt.Errorf("experiment: factor %d has no name", i))
		case seen[f.Name]:
			wrong = append(wrong, fmt.Errorf("experiment: factor %s is there twice", f.Name))
		case !finite(f.Low) || !finite(f.High) || !finite(f.High-f.Low) || !(f.Low < f.High):
			wrong = append(wrong, fmt.Errorf("experiment: bounds of factor %s are %v and %v (finite, the low one below the high one)", f.Name, f.Low, f.High))
		}
		seen[f.Name] = true
	}
	return errors.Join(wrong...)
}

// at is the value at place u of the range, 0 to 1; the bounds are exact.
func (f Factor) at(u float64) float64 {
	if u >= 1 {
		return f.High
	}
	return min(f.High, f.Low+float64(u*(f.High-f.Low))) // the conversion keeps it from being fused
}

func scaled(factors []Factor, unit *mat.Dense) [][]float64 {
	n, _ := unit.Dims()
	points := make([][]float64, n)
	for i := range points {
		points[i] = scale(factors, unit.RawRowView(i))
	}
	return points
}

func scale(factors []Factor, unit []float64) []float64 {
	p := make([]float64, len(factors))
	for i, f := range factors {
		p[i] = f.at(unit[i])
	}
	return p
}

// What luck is drawn for, so that no two purposes share it.
const (
	designing = iota
	resampling
)

// luck is a source for a seed and a purpose: xoshiro256** (Blackman & Vigna 2018). It is not that
// of worlds: a design may have the seed of a trial.
func luck(seed, purpose uint64) *prng.Xoshiro256starstar {
	return prng.NewXoshiro256starstar(prng.NewSplitMix64(seed).Uint64() ^ purpose)
}

// below draws an integer from 0 to n-1. The high half of a 128-bit product is uniform to one part
// in 2^64/n, which no sample here can tell.
func below(source *prng.Xoshiro256starstar, n int) int {
	high, _ := bits.Mul64(source.Uint64(), uint64(n))
	return int(high)
}
