package mechanisms

import (
	"math"
	"testing"
)

// What is left over has three ways to it: roots, the maximum of a random walk, and the whole law.
func TestLeftOver_isTheSameInEveryWay(t *testing.T) {
	for _, capacity := range []float64{1, 2, 3, 10, 101, 500, 2000} {
		for _, load := range []float64{0.35, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999} {
			series := math.NaN()
			if decay(load, capacity) > 0.01 { // terms that shrink so slowly are many
				series = leftOverSeries(load, capacity)
			}
			roots := leftOverRoots(load, capacity)
			law, total, left := leftLaw(load, capacity), 0.0, 0.0
			for n, p := range law {
				total += p
				left += float64(n) * p
			}
			digits := 1e-10 * (1 + capacity/100)
			if math.Abs(roots-left) > digits*max(1, roots) || math.Abs(total-1) > 1e-12 {
				t.Errorf("load %v, capacity %v: roots say %v, the law (of %d states, sum %v) %v", load, capacity, roots, len(law), total, left)
			}
			if math.Abs(roots-series) > digits*max(1, roots) {
				t.Errorf("load %v, capacity %v: roots say %v, the series %v", load, capacity, roots, series)
			}
		}
	}
}

func TestPoisson_keepsItsDigits(t *testing.T) {
	for _, mean := range []float64{0.01, 1, 17, 400} {
		p, sum := math.Exp(-mean), 0.0
		for k := 0.0; k < 2000; k++ {
			got := poisson(k, mean)
			if sum += got; math.Abs(got-p) > 1e-14*(30-math.Log(p))*p {
				t.Errorf("mean %v: P(%v) is %v, want %v", mean, k, got, p)
				break
			}
			if p *= mean / (k + 1); p < 1e-300 {
				break
			}
		}
		if math.Abs(sum-1) > 1e-13 {
			t.Errorf("mean %v: the probabilities add up to %v", mean, sum)
		}
	}
	if got := poisson(0, 0); got != 1 {
		t.Errorf("nothing at mean 0: %v", got)
	}
}
