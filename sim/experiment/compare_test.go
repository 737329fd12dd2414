package experiment

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
)

func TestCompare_ofKnownNumbers(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name                string
		a, b                []float64
		n                   int
		mean, gain, dz, gav float64
	}{
		// a: variance 10, b: variance 2.5, differences 1, 1, 2, 3, 3: mean 2, variance 1.
		// J(4) = G(2) / (sqrt 2 G(1.5)) = 1 / (sqrt(2) * 0.8862269) = 0.7978846
		{"five pairs", []float64{2, 3, 5, 7, 8}, []float64{1, 2, 3, 4, 5}, 5, 2, 9, 2, 2 * 0.7978845608},
		// Luck against each other: variances 1 and 1, differences -2, 0, 2 of variance 4.
		{"opposed", []float64{1, 2, 3}, []float64{3, 2, 1}, 3, 0, 0.5, 0, 0},
		// J(2) = G(1) / G(0.5) = 0.5641896
		{"half pairs", []float64{1, nan, 2, 6, 9}, []float64{0, 4, 0, 3, math.Inf(1)}, 3, 2, 10, 2, 2 * 0.5641895835},
		{"no spread", []float64{1, 5, 9}, []float64{0, 4, 8}, 3, 1, 0, 0, 0},
		{"spread of rounding only", []float64{0.1 + 0.2, 1e3 + 0.3, 7.3}, []float64{0, 1e3, 7}, 3, 0.3, 0, 0, 0},
		{"two pairs", []float64{1, 3}, []float64{0, 0}, 2, 2, 1, math.Sqrt2, 0},
		{"one pair", []float64{5}, []float64{3}, 1, 2, 0, 0, 0},
		{"nothing", nil, nil, 0, 0, 0, 0, 0},
	} {
		got := Compare(c.a, c.b)
		for what, x := range map[string][2]float64{"mean": {got.Difference.Mean, c.mean}, "gain": {got.VarianceReduction, c.gain},
			"Cohen": {got.Cohen, c.dz}, "Hedges": {got.Hedges, c.gav}} {
			if math.Abs(x[0]-x[1]) > 1e-9 {
				t.Errorf("%s: %s %v, want %v", c.name, what, x[0], x[1])
			}
		}
		if got.Difference.N != c.n {
			t.Errorf("%s: %d pairs, want %d", c.name, got.Difference.N, c.n)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestHedges_isCloseToItsUsualApproximation(t *testing.T) {
	for v := 3.0; v < 1e6; v *= 3 {
		if got, want := hedges(v), 1-3/(4*v-1); math.Abs(got-want) > 0.05/(v*v)+1e-9 {
			t.Errorf("J(%v) = %v, about %v", v, got, want)
		}
	}
}

// Differences are normal with mean 0.4 and deviation 0.5; the mean of d_z over many small samples
// is too high by 1/J(n-1), that of Hedges' is 0.8. Shared luck of variance 4 and own of variance 1/8 a
// side: unpaired differences have 33 times the variance.
func TestCompare_findsEffectAndGainOfCommonRandomNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1981, 1988))
	draw := func(n int) (a, b []float64) {
		for range n {
			shared := 2 * random.NormFloat64()
			a = append(a, 0.4+shared+random.NormFloat64()/math.Sqrt(8))
			b = append(b, shared+random.NormFloat64()/math.Sqrt(8))
		}
		return a, b
	}
	const n = 8
	var d, g []float64
	for range 4000 {
		c := Compare(draw(n))
		d, g = append(d, c.Cohen), append(g, c.Hedges)
	}
	for name, x := range map[string]struct {
		values []float64
		want   float64
	}{"Cohen": {d, 0.8 / hedges(n-1)}, "Hedges": {g, 0.8}} {
		e := Mean(x.values)
		t.Logf("%s: mean %.4f, want %.4f", name, e.Mean, x.want)
		if z := (e.Mean - x.want) / e.StdErr(); math.Abs(z) >= 4 {
			t.Errorf("%s: %+v, want %v, z %.2f", name, e, x.want, z)
		}
	}
	// The logarithm of a ratio of variances has a standard error of about sqrt(4/n).
	c := Compare(draw(4000))
	if z := math.Log(c.VarianceReduction/33) / math.Sqrt(4.0/4000); math.Abs(z) >= 4 {
		t.Errorf("variance reduction %v, want 33, z %.2f", c.VarianceReduction, z)
	}
}
