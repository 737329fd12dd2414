package experiment

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Confidence is the level of every interval of this package.
const Confidence = 0.95

// IntervalMethod names how Mean and PairedDifference make their intervals.
const IntervalMethod = "mean over seeds, 95% Student t interval with n-1 degrees of freedom"

// Estimate is a mean over independent trials with its 95% interval:
// mean -+ t(0.975, n-1) * sd / sqrt(n). It assumes that trials are independent (distinct seeds)
// and that their mean is close to normal.
//
// All fields are always finite, so that an Estimate can go into JSON. Without two defined values
// there is no interval: N is below 2, Low and High equal Mean and SD is 0. Without any, N and all
// others are 0. Read N (or Interval) before drawing one.
type Estimate struct {
	Mean, Low, High float64
	SD              float64 // standard deviation between seeds (divisor n-1)
	N               int     // seeds that defined the value
}

// Interval reports whether Low and High are an interval.
func (e Estimate) Interval() bool { return e.N >= 2 }

// StdErr is the standard error of the mean; 0 without an interval.
func (e Estimate) StdErr() float64 {
	if e.N < 2 {
		return 0
	}
	return e.SD / math.Sqrt(float64(e.N))
}

// Mean estimates the mean of values, one for each seed. NaN and the infinities mean that the
// trial did not define the value (a rate of nothing): they are left out and N says how many remain.
func Mean(values []float64) Estimate {
	e := moments(values)
	if e.N >= 2 {
		half := studentT(e.N-1) * e.StdErr()
		e.Low, e.High = e.Mean-half, e.Mean+half
	}
	return e
}

// moments is Mean without the interval, whose quantile takes a hundred times as long.
func moments(values []float64) Estimate {
	n, shift, sum := 0, 0.0, 0.0
	for _, v := range values {
		if !finite(v) {
			continue
		}
		if n == 0 {
			shift = v // sums are of differences from a typical value: no cancellation
		}
		n++
		sum += v - shift
	}
	if n == 0 {
		return Estimate{}
	}
	mean := shift + sum/float64(n)
	e := Estimate{Mean: mean, Low: mean, High: mean, N: n}
	if n == 1 {
		return e
	}
	var squares, rest float64
	for _, v := range values {
		if finite(v) {
			squares += (v - mean) * (v - mean)
			rest += v - mean
		}
	}
	// rest is 0 but for rounding of the mean; taking it out is the corrected two-pass algorithm
	// (Chan, Golub & LeVeque 1983).
	variance := (squares - rest*rest/float64(n)) / float64(n-1)
	e.SD = math.Sqrt(max(0, variance))
	return e
}

// PairedDifference estimates the mean of a[i] - b[i] over the seeds that define both. With common
// random numbers the luck that both share cancels. The slices must be of one length.
func PairedDifference(a, b []float64) Estimate {
	if len(a) != len(b) {
		panic(fmt.Sprintf("experiment: paired difference of %d and %d values", len(a), len(b)))
	}
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return Mean(d)
}

// studentT is the two-sided 95% quantile of Student's t: 12.706 for 1 degree of freedom, 1.960 for many.
func studentT(dof int) float64 { return student(dof, Confidence) }

// student is the two-sided quantile of Student's t at a confidence.
func student(dof int, confidence float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(dof)}.Quantile(1 - (1-confidence)/2)
}

func finite(v float64) bool { return math.Abs(v) <= math.MaxFloat64 }
