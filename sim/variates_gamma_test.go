package sim

import (
	"fmt"
	"math"
	"testing"
)

func TestGamma_hasItsDistribution(t *testing.T) {
	for _, shape := range []uint32{1, 2, 5, gammaProductMax, gammaProductMax + 1, 40, 100} {
		sample := func(r *Rand) float64 { return float64(r.Gamma(shape, 1e15)) / 1e15 }
		name := fmt.Sprint("gamma ", shape)
		distribution(t, name, *draws/4, sample, func(x float64) float64 { return erlang(shape, x*float64(shape)) })
		k := float64(shape)
		moments(t, name, *draws/4, sample, 1, 1/math.Sqrt(k), 2/math.Sqrt(k), 3+6/k)
	}
}

// erlang is 1 - exp(-x) (1 + x + x^2/2! + ... + x^(k-1)/(k-1)!).
func erlang(k uint32, x float64) float64 {
	term, sum := math.Exp(-x), 0.0
	for i := range k {
		sum += term
		term *= x / float64(i+1)
	}
	return 1 - sum
}

func TestBeta_hasItsDistribution(t *testing.T) {
	for _, c := range [][2]uint32{{1, 1}, {2, 1}, {2, 3}, {3, 3}, {1, 9}, {1, 30}, {60, 2}, {45, 50}} {
		a, b := c[0], c[1]
		sample := func(r *Rand) float64 { return r.Beta(a, b).Float() }
		distribution(t, fmt.Sprint("beta ", c), *draws/4, sample, betaCDF(a, b))
	}
}

// betaCDF: of n = a+b-1 uniforms at least a are below x, a binomial tail.
func betaCDF(a, b uint32) func(float64) float64 {
	n := int(a + b - 1)
	logChoose := make([]float64, n+1)
	all, _ := math.Lgamma(float64(n + 1))
	for j := range logChoose {
		in, _ := math.Lgamma(float64(j + 1))
		out, _ := math.Lgamma(float64(n - j + 1))
		logChoose[j] = all - in - out
	}
	return func(x float64) float64 {
		if x <= 0 || x >= 1 {
			return x
		}
		sum, logX, logRest := 0.0, math.Log(x), math.Log1p(-x)
		for j := int(a); j <= n; j++ {
			sum += math.Exp(logChoose[j] + float64(j)*logX + float64(n-j)*logRest)
		}
		return sum
	}
}

func TestGammaAndBeta_ofHugeShapesKeepTheirMoments(t *testing.T) {
	n := *draws / 4
	for _, shape := range []uint32{1000, 1e6, math.MaxUint32} {
		k := float64(shape)
		moments(t, fmt.Sprint("gamma ", shape), n, func(r *Rand) float64 {
			return float64(r.Gamma(shape, 1e18)-1e18) / 1e18
		}, 0, 1/math.Sqrt(k), 2/math.Sqrt(k), 3+6/k)
	}
	for _, c := range [][2]float64{{1000, 1000}, {1e6, 2e5}, {4e9, 4e9}} {
		a, b := c[0], c[1]
		mean := a / (a + b)
		centre := int64(ProbOf(uint64(a), uint64(a+b)))
		sd := math.Sqrt(mean * (1 - mean) / (a + b + 1))
		skew := 2 * (b - a) * math.Sqrt(a+b+1) / ((a + b + 2) * math.Sqrt(a*b))
		moments(t, fmt.Sprint("beta ", c), n, func(r *Rand) float64 {
			return float64(int64(r.Beta(uint32(a), uint32(b)))-centre) / (1 << 63)
		}, 0, sd, skew, 3)
	}
}

// The series against its closed form, where that loses little.
func TestGammaKeep_acceptsWithItsProbability(t *testing.T) {
	const n = 1 << 16
	const d3 = 3*(gammaProductMax+1) - 1
	for _, x := range []float64{-0.9, -0.6, -0.4, -0.1, 0.1, 0.4, 0.6, 0.9} {
		p := math.Exp(-d3 * (x - x*x/2 + x*x*x/3 - math.Log1p(x)))
		r := NewRand(1, 0, Luck(int64(x*10)), 0)
		kept := 0.0
		for range n {
			if r.gammaKeep(d3, uint64(math.Abs(x)*(1<<60)), x < 0) {
				kept++
			}
		}
		if sd := math.Sqrt(n * p * (1 - p)); math.Abs(kept-n*p) > 4*sd+1 {
			t.Errorf("t = %v: kept %v of %v, want %v", x, kept, n, n*p)
		}
	}
}

func TestInverseSqrt_isAccurate(t *testing.T) {
	for _, n := range []uint64{64, 114, 366, 1023, 1024, 1025, 4095, 4096, 9e6, 9*math.MaxUint32 - 3} {
		want := math.Pow(2, 66) / math.Sqrt(float64(n))
		if got := float64(inverseSqrt(n)); math.Abs(got/want-1) > 1e-13 {
			t.Errorf("inverseSqrt(%d) = %.17g, want %.17g", n, got, want)
		}
	}
}

func BenchmarkGamma(b *testing.B) {
	for _, shape := range []uint32{1, 2, 5, 10, 12, 13, 100, 1e6} {
		b.Run(fmt.Sprint(shape), func(b *testing.B) {
			benchmark(b, func(r Rand) int64 { return r.Gamma(shape, 1e9) })
		})
	}
}
func BenchmarkBeta(b *testing.B) {
	for _, c := range [][2]uint32{{1, 1}, {2, 3}, {3, 3}, {7, 7}, {500, 500}} {
		b.Run(fmt.Sprint(c[0], "-", c[1]), func(b *testing.B) {
			benchmark(b, func(r Rand) int64 { return int64(r.Beta(c[0], c[1])) })
		})
	}
}
