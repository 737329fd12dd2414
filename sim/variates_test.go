package sim

import (
	"flag"
	"fmt"
	"math"
	"math/bits"
	"testing"
)

// A long check of the two tables: go test ./sim -run 'Exponential|Normal' -draws 1000000000
var draws = flag.Int("draws", 500_000, "sample size of the tests of distributions")

func TestVariates_goldenValuesStay(t *testing.T) {
	r := NewRand(1, 2, 3, 4)
	got := []int64{
		r.Exponential(1e9), r.Exponential(1e18), r.Normal(0, 1e9), r.Normal(5, 1e18),
		r.Gamma(2, 1e9), r.Gamma(gammaProductMax, 1e9), r.Gamma(1000, 1e9),
		int64(r.Beta(1, 1)), int64(r.Beta(3, 5)), int64(r.Beta(50, 2)), r.Uniform(-1e9, 1e9),
	}
	want := []int64{
		896096392, 2567440532173940831, 23176144, 755016830099281272,
		1278554685, 533208229, 1000944836,
		8268281977726563021, 5135086859118671308, 8620428346867854706, 604221692,
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestNegLog_relativeErrorIsBelow1e11(t *testing.T) {
	worst := 0.0
	check := func(u uint64) {
		lz := bits.LeadingZeros64(u | 1)
		v := float64(^((u | 1) << lz)) / (1 << 64)
		want := float64(lz)*math.Ln2 - math.Log1p(-v)
		got := float64(negLog(u)) / (1 << unit)
		// 2^-58 is the last place of the result: it counts where the result itself is tiny.
		if err := math.Abs(got-want) - 2.0/(1<<unit); err > 0 {
			worst = max(worst, err/want)
		}
	}
	r := NewRand(1, 0, 0, 0)
	for i := range 1_000_000 {
		check(r.Uint64())
		check(^uint64(0) - r.Uint64()>>(i%64))   // near 1
		check(r.Uint64()>>(i%56) | 1<<(63-i%56)) // segments of every octave
	}
	t.Logf("worst relative error %.2g", worst)
	if worst > 1e-11 {
		t.Errorf("relative error %g", worst)
	}
	check(0)
	check(1)
	if got := negLog(math.MaxUint64); got != 0 {
		t.Errorf("negLog of the largest word = %d, want 0", got)
	}
}

// distribution compares a sample with an exact distribution function: chi-square over 1000 bins of
// equal probability, and the largest difference of the functions at the bins' edges (Kolmogorov and
// Smirnov), whose sqrt(n)-fold exceeds 2.23 once in 10000.
func distribution(t *testing.T, name string, n int, sample func(r *Rand) float64, cdf func(float64) float64) {
	t.Helper()
	const bins = 1000
	var counts [bins]int
	r := NewRand(2024, StreamOf(name), 0, 0)
	for range n {
		counts[min(bins-1, int(cdf(sample(&r))*bins))]++
	}
	expected := float64(n) / bins
	chi, far, cumulated := 0.0, 0.0, 0
	for i, c := range counts {
		chi += (float64(c) - expected) * (float64(c) - expected) / expected
		cumulated += c
		far = max(far, math.Abs(float64(cumulated)-expected*float64(i+1))/math.Sqrt(float64(n)))
	}
	z := (chi - (bins - 1)) / math.Sqrt(2*(bins-1))
	t.Logf("%s: %d draws, chi-square z = %.2f, Kolmogorov %.2f", name, n, z, far)
	within(t, name+" chi-square", z, 4)
	within(t, name+" Kolmogorov", far, 2.23)
}

// moments compares the first four moments about the exact mean with the exact ones.
func moments(t *testing.T, name string, n int, sample func(r *Rand) float64, mean, sd, skew, kurtosis float64) {
	t.Helper()
	r := NewRand(2025, StreamOf(name), 0, 0)
	var s1, s2, s3 float64
	for range n {
		x := (sample(&r) - mean) / sd
		s1, s2, s3 = s1+x, s2+x*x, s3+x*x*x
	}
	root := math.Sqrt(float64(n))
	within(t, name+" mean", s1/root, 4)
	within(t, name+" variance", (s2/root-root)/math.Sqrt(kurtosis-1), 4)
	// Var of x^3 is 15 for a normal; used for near-normal variates only.
	if kurtosis < 3.1 {
		within(t, name+" skewness", (s3/root-skew*root)/math.Sqrt(16), 4)
	}
}

func TestExponential_hasItsDistribution(t *testing.T) {
	sample := func(r *Rand) float64 { return float64(r.Exponential(1e15)) / 1e15 }
	distribution(t, "exponential", *draws, sample, func(x float64) float64 { return -math.Expm1(-x) })
	moments(t, "exponential", *draws, sample, 1, 1, 2, 9)
}

// The rounded exponential of mean 3 is the difference of the distribution function half a unit
// below and above; at 0, half of it.
func TestExponential_roundsToNearest(t *testing.T) {
	const n = 1 << 18
	var counts [12]float64
	r := NewRand(1, 0, 0, 0)
	for range n {
		counts[min(11, r.Exponential(3))]++
	}
	chi, below := 0.0, 0.0
	for k, c := range counts {
		upTo := -math.Expm1(-(float64(k) + 0.5) / 3)
		if k == 11 {
			upTo = 1
		}
		expected := n * (upTo - below)
		chi += (c - expected) * (c - expected) / expected
		below = upTo
	}
	within(t, "chi-square", (chi-11)/math.Sqrt(22), 4)
}

func TestNormal_hasItsDistribution(t *testing.T) {
	sample := func(r *Rand) float64 { return float64(r.Normal(0, 1e15)) / 1e15 }
	distribution(t, "normal", *draws, sample, func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 })
	moments(t, "normal", *draws, sample, 0, 1, 0, 3)
}

// Beyond 3 and beyond 3.66, where the tail begins, the share must be right too.
func TestNormal_hasItsTails(t *testing.T) {
	n := 2 * *draws
	limits := []float64{3, 3.66, 4}
	hits := make([]float64, len(limits))
	r := NewRand(1, 0, 0, 0)
	for range n {
		x := math.Abs(float64(r.Normal(0, 1e15)) / 1e15)
		for i, limit := range limits {
			if x > limit {
				hits[i]++
			}
		}
	}
	for i, limit := range limits {
		expected := float64(n) * math.Erfc(limit/math.Sqrt2)
		within(t, fmt.Sprintf("beyond %v", limit), (hits[i]-expected)/math.Sqrt(expected), 4)
	}
}

func TestVariates_edges(t *testing.T) {
	r := NewRand(1, 0, 0, 0)
	high := 0
	for range 1000 {
		if r.Exponential(0) != 0 || r.Gamma(3, 0) != 0 || r.Normal(-7, 0) != -7 {
			t.Fatal("a variate without spread is its mean")
		}
		if r.Exponential(math.MaxInt64) < 0 || r.Gamma(2, math.MaxInt64) < 0 {
			t.Fatal("overflow")
		}
		if x := r.Exponential(math.MaxInt64); x == math.MaxInt64 {
			high++
		}
		if r.Normal(math.MaxInt64, 1e18) < 0 || r.Normal(math.MinInt64, 1e18) > 0 {
			t.Fatal("Normal wrapped round")
		}
	}
	within(t, "saturated share, exp(-1)", (float64(high)-367.9)/math.Sqrt(367.9*0.632), 4)

	first := r
	if a, b := first.Exponential(1e9), r.Gamma(1, 1e9); a != b {
		t.Errorf("Exponential %d, Gamma of shape 1 %d", a, b)
	}
	for _, c := range []struct {
		x    uint64
		size int64
		want int64
	}{
		{1 << unit, 7, 7},
		{1 << (unit - 1), 1, 1},
		{1<<(unit-1) - 1, 1, 0},
		{1 << unit, math.MaxInt64, math.MaxInt64},
		{1<<unit + 1<<20, math.MaxInt64, math.MaxInt64},
		{1<<64 - 1, math.MaxInt64, math.MaxInt64},
	} {
		if got := scale(c.x, c.size); got != c.want {
			t.Errorf("scale(%#x, %d) = %d, want %d", c.x, c.size, got, c.want)
		}
	}
}

func TestRandom_refusesMeaninglessArguments(t *testing.T) {
	r := NewRand(1, 0, 0, 0)
	for name, call := range map[string]func(){
		"Uint64n(0)":      func() { r.Uint64n(0) },
		"Uniform(1, 0)":   func() { r.Uniform(1, 0) },
		"Exponential(-1)": func() { r.Exponential(-1) },
		"Normal(0, -1)":   func() { r.Normal(0, -1) },
		"Gamma(0, 1)":     func() { r.Gamma(0, 1) },
		"Gamma(1, -1)":    func() { r.Gamma(1, -1) },
		"Beta(0, 1)":      func() { r.Beta(0, 1) },
		"Beta(1, 0)":      func() { r.Beta(1, 0) },
		"ProbOf(2, 1)":    func() { ProbOf(2, 1) },
		"ProbOf(0, 0)":    func() { ProbOf(0, 0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s did not panic", name)
				}
			}()
			call()
		}()
	}
}

func TestVariates_allocateNothing(t *testing.T) {
	n := uint64(0)
	if allocs := testing.AllocsPerRun(100, func() {
		r := NewRand(1, 2, 3, n)
		sink += uint64(r.Exponential(1e9)+r.Normal(0, 1e9)+r.Gamma(3, 1e9)+r.Gamma(99, 1e9)) +
			uint64(r.Beta(2, 3)) + uint64(r.Beta(99, 99)) + r.Uint64n(7) + Hash64(n, n)
		n++
	}); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func BenchmarkExponential(b *testing.B) {
	benchmark(b, func(r Rand) int64 { return r.Exponential(1e9) })
}
func BenchmarkNormal(b *testing.B) { benchmark(b, func(r Rand) int64 { return r.Normal(0, 1e9) }) }
func BenchmarkUniform(b *testing.B) {
	benchmark(b, func(r Rand) int64 { return r.Uniform(0, 999) })
}
