package experiment

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
)

// within95 reports whether hits of n is inside the central 95% of a binomial with p = 0.95. The
// lists of random numbers are frozen: drawn once, never chosen, so it holds always or never.
func within95(hits, n int) bool {
	p := Confidence
	return math.Abs(float64(hits)-p*float64(n)) < 1.96*math.Sqrt(float64(n)*p*(1-p))
}

func TestMean_intervalsCoverTheTruthInNineteenOfTwenty(t *testing.T) {
	const replications, truth = 1000, 3.0
	for _, n := range []int{2, 5, 30} {
		random := rand.New(rand.NewPCG(20260101, uint64(n)))
		hits := 0
		for range replications {
			v := make([]float64, n)
			for i := range v {
				v[i] = truth + 10*random.NormFloat64()
			}
			if e := Mean(v); e.Low <= truth && truth <= e.High {
				hits++
			}
		}
		t.Logf("n=%d: %d of %d", n, hits, replications)
		if !within95(hits, replications) {
			t.Errorf("n=%d: %d of %d intervals cover the mean", n, hits, replications)
		}
	}
}

func TestMean_ofKnownNumbers(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name   string
		values []float64
		want   Estimate
	}{
		{"nothing", nil, Estimate{}},
		{"all undefined", []float64{nan, inf}, Estimate{}},
		{"one", []float64{nan, 7}, Estimate{Mean: 7, Low: 7, High: 7, N: 1}},
		{"equal", []float64{2, 2, 2}, Estimate{Mean: 2, Low: 2, High: 2, N: 3}},
		// t(0.975, 2) = 4.302652729911275, s.e. = 1/sqrt(3)
		{"three", []float64{1, nan, 2, 3}, Estimate{Mean: 2, Low: 2 - 2.484137715, High: 2 + 2.484137715, SD: 1, N: 3}},
		// a variance of 1 far from 0: sum of squares minus square of sums would lose it
		{"far", []float64{1e9, 1e9 + 1, 1e9 + 2}, Estimate{Mean: 1e9 + 1, Low: 1e9 + 1 - 2.484137715, High: 1e9 + 1 + 2.484137715, SD: 1, N: 3}},
	} {
		got := Mean(c.values)
		same := got.N == c.want.N
		for _, d := range []float64{got.Mean - c.want.Mean, got.Low - c.want.Low, got.High - c.want.High, got.SD - c.want.SD} {
			same = same && math.Abs(d) < 1e-6
		}
		if !same {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got.Interval() != (got.N > 1) {
			t.Errorf("%s: interval %v", c.name, got.Interval())
		}
	}
}

func TestPairedDifference_cancelsSharedLuckAndLeavesOutHalfPairs(t *testing.T) {
	e := PairedDifference([]float64{1e6, 5, math.NaN(), 8}, []float64{1e6 - 2, 3, 1, 6})
	if e.N != 3 || math.Abs(e.Mean-2) > 1e-12 || e.SD > 1e-9 {
		t.Errorf("%+v, want mean 2 without spread over 3 pairs", e)
	}
}
