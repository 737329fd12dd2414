package experiment

import (
	"fmt"
	"math"
)

// Comparison is a[i] - b[i] over seeds that both share, and what sharing them was worth. All
// fields are finite; see each for what 0 means.
type Comparison struct {
	Difference Estimate // N is the pairs that both define

	// VarianceReduction is (var a + var b) / var(a-b): how many times as many seeds a comparison
	// with seeds of its own for each side would need. 1: sharing gained nothing; below 1: it hurt.
	// 0: the differences have no spread (or there are fewer than two), so there is no ratio.
	VarianceReduction float64
	// Cohen is d_z = mean / standard deviation of the differences (Cohen 1988), the effect size of
	// paired data. 0 also where the differences have no spread.
	Cohen float64
	// Hedges is d_z without its bias in small samples: d_z * J(n-1), J(v) = G(v/2) / (sqrt(v/2)
	// G((v-1)/2)) with G the gamma function (Hedges 1981). 0 also with fewer than three pairs.
	Hedges float64
}

// Compare compares a with b seed by seed. The slices must be of one length; a pair with a value
// that is not finite is left out.
func Compare(a, b []float64) Comparison {
	if len(a) != len(b) {
		panic(fmt.Sprintf("experiment: comparison of %d and %d values", len(a), len(b)))
	}
	c := Comparison{Difference: PairedDifference(a, b)}
	d := c.Difference
	// Below that, the spread is rounding of the values subtracted.
	var left, right []float64
	size := 0.0
	for i := range a {
		if finite(a[i] - b[i]) {
			left, right = append(left, a[i]), append(right, b[i])
			size = max(size, math.Abs(a[i]), math.Abs(b[i]))
		}
	}
	if d.N < 2 || d.SD <= 1e-15*size {
		return c
	}
	sa, sb := moments(left).SD/d.SD, moments(right).SD/d.SD
	c.VarianceReduction = sa*sa + sb*sb
	c.Cohen = d.Mean / d.SD
	if d.N >= 3 {
		c.Hedges = c.Cohen * hedges(float64(d.N-1))
	}
	return c
}

// hedges is J(v), the factor that makes d unbiased; v above 1.
func hedges(v float64) float64 {
	high, _ := math.Lgamma(v / 2)
	low, _ := math.Lgamma((v - 1) / 2)
	return math.Exp(high-low) / math.Sqrt(v/2)
}
