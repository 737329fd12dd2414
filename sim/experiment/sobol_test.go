package experiment

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// known is a function with known Sobol indices.
type known struct {
	name         string
	factors      []Factor
	f            func(x []float64) float64
	first, total []float64
	variance     float64
}

// ishigami is sin x1 + a sin^2 x2 + b x3^4 sin x1 with a = 7, b = 0.1 (Ishigami & Homma 1990).
func ishigami() known {
	const a, b = 7.0, 0.1
	pi4, pi8 := math.Pow(math.Pi, 4), math.Pow(math.Pi, 8)
	v1, v2, v13 := math.Pow(1+b*pi4/5, 2)/2, a*a/8, b*b*pi8*8/225
	v := v1 + v2 + v13
	return known{"Ishigami",
		[]Factor{{"x1", -math.Pi, math.Pi}, {"x2", -math.Pi, math.Pi}, {"x3", -math.Pi, math.Pi}},
		func(x []float64) float64 {
			return math.Sin(x[0]) + a*math.Pow(math.Sin(x[1]), 2) + b*math.Pow(x[2], 4)*math.Sin(x[0])
		}, []float64{v1 / v, v2 / v, 0}, []float64{(v1 + v13) / v, v2 / v, v13 / v}, v}
}

// gFunction is the product of (|4x-2| + a) / (1 + a) (Saltelli & Sobol 1995).
func gFunction() known {
	a := []float64{0, 1, 4.5, 9, 99, 99}
	k := known{name: "g-function", f: func(x []float64) float64 {
		y := 1.0
		for i, v := range x {
			y *= (math.Abs(4*v-2) + a[i]) / (1 + a[i])
		}
		return y
	}}
	all := 1.0
	for i := range a {
		k.factors = append(k.factors, Factor{string(rune('a' + i)), 0, 1})
		all *= 1 + 1/(3*(1+a[i])*(1+a[i]))
	}
	k.variance = all - 1
	for i := range a {
		v := 1 / (3 * (1 + a[i]) * (1 + a[i]))
		k.first = append(k.first, v/k.variance)
		k.total = append(k.total, v*all/(1+v)/k.variance)
	}
	return k
}

func (k known) values(points [][]float64) []float64 {
	y := make([]float64, len(points))
	for i, p := range points {
		y[i] = k.f(p)
	}
	return y
}

func (k known) indices(t *testing.T, s Sobol) Indices {
	t.Helper()
	s.Factors = k.factors
	design, err := s.Design()
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Analyse(k.values(design))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSobol_findsKnownIndices(t *testing.T) {
	for _, k := range []known{ishigami(), gFunction()} {
		got := k.indices(t, Sobol{Samples: 4096, Seed: 1})
		if math.Abs(got.Variance/k.variance-1) > 0.02 || got.N != 4096 {
			t.Errorf("%s: variance %v of %d samples, truth %v", k.name, got.Variance, got.N, k.variance)
		}
		for i, s := range got.Factors {
			for order, x := range map[string]struct {
				Index
				truth float64
			}{"first": {s.First, k.first[i]}, "total": {s.Total, k.total[i]}} {
				off := x.Value - x.truth
				t.Logf("%s %s %s: %+.4f, truth %.4f, s.e. %.4f", k.name, s.Factor, order, x.Value, x.truth, x.StdErr)
				if math.Abs(off) > 0.02 || math.Abs(off) >= 4*x.StdErr {
					t.Errorf("%s %s %s: %+v, truth %v", k.name, s.Factor, order, x.Index, x.truth)
				}
			}
		}
	}
}

// cover counts which intervals hold the truth: first and total order of each factor in turn.
func (k known) cover(got Indices, hits []int) {
	for i, s := range got.Factors {
		if s.First.Low <= k.first[i] && k.first[i] <= s.First.High {
			hits[2*i]++
		}
		if s.Total.Low <= k.total[i] && k.total[i] <= s.Total.High {
			hits[2*i+1]++
		}
	}
}

// often is n, or ten times as many in a long run of the tests.
func often(n int) int {
	if os.Getenv("DOPASIM_LONG") != "" {
		return 10 * n
	}
	return n
}

func rate(hits []int, replications int) float64 {
	all := 0
	for _, h := range hits {
		all += h
	}
	return float64(all) / float64(replications*len(hits))
}

func TestSobol_intervalsCoverTheTruthMoreOftenThanNominal(t *testing.T) {
	replications := often(100)
	for _, k := range []known{ishigami(), gFunction()} {
		hits := make([]int, 2*len(k.factors))
		for seed := range uint64(replications) {
			k.cover(k.indices(t, Sobol{Samples: 256, Seed: seed, Resamples: 400}), hits)
		}
		t.Logf("%s: %.3f of intervals cover; of %d each %v", k.name, rate(hits, replications), replications, hits)
		if rate(hits, replications) < 0.97 {
			t.Errorf("%s: %.3f of the intervals cover the truth", k.name, rate(hits, replications))
		}
	}
}

// The bootstrap itself, on points that are independent as it takes them to be.
func TestSobol_intervalsOverIndependentPointsCoverAtAboutTheNominalRate(t *testing.T) {
	replications := often(100)
	for _, k := range []known{ishigami(), gFunction()} {
		random := rand.New(rand.NewPCG(2010, 1999))
		hits := make([]int, 2*len(k.factors))
		for seed := range uint64(replications) {
			s := Sobol{Factors: k.factors, Samples: 256, Seed: seed, Resamples: 400}
			design, err := s.Design()
			if err != nil {
				t.Fatal(err)
			}
			for sample := range slices.Chunk(design, len(k.factors)+2) {
				for i, f := range k.factors {
					a, b := f.at(random.Float64()), f.at(random.Float64())
					for j, p := range sample {
						p[i] = a
						if j == 1 || j == 2+i {
							p[i] = b
						}
					}
				}
			}
			got, err := s.Analyse(k.values(design))
			if err != nil {
				t.Fatal(err)
			}
			k.cover(got, hits)
		}
		t.Logf("%s: %.3f of intervals cover; of %d each %v", k.name, rate(hits, replications), replications, hits)
		if r := rate(hits, replications); r < 0.92 || r > 0.97 {
			t.Errorf("%s: %.3f of the intervals cover the truth", k.name, r)
		}
	}
}

func TestSobol_ofFewerSamplesBeginsOneOfMore(t *testing.T) {
	few, err1 := Sobol{Factors: threeFactors, Samples: 10, Seed: 6}.Design()
	more, err2 := Sobol{Factors: threeFactors, Samples: 40, Seed: 6}.Design()
	if err1 != nil || err2 != nil || !reflect.DeepEqual(few, more[:50]) {
		t.Errorf("the 50 points of 10 samples are not the first of 40 samples (%v, %v)", err1, err2)
	}
}

func TestSobol_takesOneFactorOfEachPointFromTheOther(t *testing.T) {
	design, err := Sobol{Factors: threeFactors, Samples: 8, Seed: 3}.Design()
	if err != nil {
		t.Fatal(err)
	}
	for sample := range slices.Chunk(design, 5) {
		for i := range threeFactors {
			want := slices.Clone(sample[0])
			want[i] = sample[1][i]
			if !slices.Equal(sample[2+i], want) {
				t.Errorf("A %v, B %v, AB(%d) %v", sample[0], sample[1], i, sample[2+i])
			}
		}
	}
}

func TestSobol_leavesOutSamplesWithAnUndefinedValueAndIsTheSameTwice(t *testing.T) {
	k := ishigami()
	s := Sobol{Factors: k.factors, Samples: 64, Seed: 3}
	design, err := s.Design()
	if err != nil {
		t.Fatal(err)
	}
	values := k.values(design)
	values[0], values[7], values[5*63+4] = math.NaN(), math.Inf(1), math.NaN()
	got, err := s.Analyse(values)
	if again, _ := s.Analyse(values); err != nil || got.N != 61 || !reflect.DeepEqual(got, again) {
		t.Errorf("%+v, error %v, want 61 samples and the same again", got, err)
	}
	if _, err := json.Marshal(got); err != nil {
		t.Error(err)
	}
}

func TestSobol_saysWhatIsAllowed(t *testing.T) {
	f := threeFactors
	nan := slices.Repeat([]float64{math.NaN()}, 40)
	for _, c := range []struct {
		s      Sobol
		values []float64
		want   string
	}{
		{Sobol{Samples: 8}, nil, "without factors (at least 1)"},
		{Sobol{Factors: f, Samples: 7}, nil, "from 7 samples (from 8 to 200000 for 3 factors)"},
		{Sobol{Factors: f, Samples: 8, Resamples: 50}, nil, "50 resamples (0 for 1000, or from 100 to 100000)"},
		{Sobol{Factors: f, Samples: 8}, make([]float64, 39), "of 39 values (40 for 8 samples of 3 factors)"},
		{Sobol{Factors: f, Samples: 8}, make([]float64, 40), "never varies"},
		{Sobol{Factors: f, Samples: 8}, nan, "0 of 8 base samples have all values defined (at least 8)"},
	} {
		if _, err := c.s.Analyse(c.values); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v, want %q", c.s, err, c.want)
		}
	}
}
