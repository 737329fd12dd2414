package experiment

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// ar1 is x(n+1) - mean = phi (x(n) - mean) + N(0, 1), from a start; its mean is mean.
func ar1(random *rand.Rand, n int, phi, mean, start float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		start = mean + phi*(start-mean) + random.NormFloat64()
		x[i] = start
	}
	return x
}

// waiting is the waiting time of each customer of an M/M/1 queue with service rate 1 that starts
// empty (Lindley's recursion); its mean in the steady state is rho/(1-rho).
func waiting(random *rand.Rand, n int, rho float64) []float64 {
	w := make([]float64, n)
	for i := 1; i < n; i++ {
		w[i] = max(0, w[i-1]+random.ExpFloat64()-random.ExpFloat64()/rho)
	}
	return w
}

// Coverage is asymptotic: the means of batches of a skewed process are skewed, and 10,000 waiting times are few enough
// for it to show (about 93% cover), so what is held against 95% is |z| < 4, as everywhere.
func TestSteadyState_intervalsCoverTheMeanInAboutNineteenOfTwenty(t *testing.T) {
	const replications = 1000
	for i, c := range []struct {
		name   string
		mean   float64
		series func(random *rand.Rand) []float64
	}{
		{"independent", 5, func(r *rand.Rand) []float64 { return ar1(r, 1000, 0, 5, 5) }},
		{"AR(1) 0.5", 5, func(r *rand.Rand) []float64 { return ar1(r, 2000, 0.5, 5, 5) }},
		{"AR(1) 0.9 from far", 5, func(r *rand.Rand) []float64 { return ar1(r, 8000, 0.9, 5, 100) }},
		{"AR(1) -0.5", 5, func(r *rand.Rand) []float64 { return ar1(r, 2000, -0.5, 5, 5) }},
		{"M/M/1 0.5", 1, func(r *rand.Rand) []float64 { return waiting(r, 10000, 0.5) }},
		{"M/M/1 0.5 long", 1, func(r *rand.Rand) []float64 { return waiting(r, 80000, 0.5) }},
	} {
		if strings.HasSuffix(c.name, "long") && os.Getenv("DOPASIM_LONG") == "" {
			continue
		}
		random := rand.New(rand.NewPCG(1997, uint64(i)))
		hits, plain, passed := 0, 0, 0
		var means, deleted, size, count []float64
		for range replications {
			series := c.series(random)
			b, err := SteadyState(series)
			if err != nil {
				t.Fatal(err)
			}
			if b.Low <= c.mean && c.mean <= b.High {
				hits++
			}
			if b.Independent {
				passed++
			}
			if e := Mean(series); e.Low <= c.mean && c.mean <= e.High {
				plain++
			}
			means, deleted = append(means, b.Mean), append(deleted, float64(b.Warm.Deleted))
			size, count = append(size, float64(b.Size)), append(count, float64(b.N))
		}
		e := Mean(means)
		t.Logf("%s: %d of %d cover (values as if independent: %d), %d found independent; mean %.4f -+ %.4f, truth %v; on average %.0f deleted, %.1f batches of %.0f",
			c.name, hits, replications, plain, passed, e.Mean, e.StdErr(), c.mean, Mean(deleted).Mean, Mean(count).Mean, Mean(size).Mean)
		if z := (float64(hits) - Confidence*replications) / math.Sqrt(replications*Confidence*(1-Confidence)); math.Abs(z) >= 4 {
			t.Errorf("%s: %d of %d intervals cover the mean", c.name, hits, replications)
		}
	}
}

func TestMSER_cutsAKnownWarmUp(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2000))
	for _, c := range []struct {
		name        string
		series      func(i int) float64
		least, most int
		settled     bool
	}{
		// 100 values away, then white noise: at most a few means more than the 100.
		{"step", func(i int) float64 { return step(i < 100, 10) + random.NormFloat64() }, 100, 150, true},
		{"exact step", func(i int) float64 { return step(i < 100, 10) }, 100, 100, true},
		{"constant", func(int) float64 { return 4 }, 0, 0, true},
		// 20 exp(-i/50) is one standard deviation of a mean of five from 0 at i = 190.
		{"decay", func(i int) float64 { return 20*math.Exp(-float64(i)/50) + random.NormFloat64() }, 120, 350, true},
		{"trend", func(i int) float64 { return float64(i) }, 500, 500, false},
	} {
		series := make([]float64, 1000)
		for i := range series {
			series[i] = c.series(i)
		}
		got, err := MSER(series)
		t.Logf("%s: %+v", c.name, got)
		if err != nil || got.Deleted < c.least || got.Deleted > c.most || got.Settled != c.settled {
			t.Errorf("%s: %+v, error %v, want from %d to %d deleted", c.name, got, err, c.least, c.most)
		}
	}
}

func step(is bool, height float64) float64 {
	if is {
		return height
	}
	return 0
}

func TestSteadyState_deletionTakesTheBiasOfTheStartAway(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	var kept, all []float64
	for range 300 {
		series := ar1(random, 1000, 0.9, 5, 100)
		b, err := SteadyState(series)
		if err != nil {
			t.Fatal(err)
		}
		kept, all = append(kept, b.Mean), append(all, moments(series).Mean)
	}
	e, with := Mean(kept), Mean(all)
	t.Logf("mean %.3f -+ %.3f; with the warm-up %.3f; truth 5", e.Mean, e.StdErr(), with.Mean)
	if z := (e.Mean - 5) / e.StdErr(); math.Abs(z) >= 4 || math.Abs(with.Mean-5) < 0.5 {
		t.Errorf("bias %.3f (z %.2f), with the warm-up %.3f", e.Mean-5, z, with.Mean-5)
	}
}

func TestBatchMeans_sayWhenTheSeriesIsTooShortForItsCorrelation(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	b, err := BatchMeans(ar1(random, 200, 0.999, 0, 0))
	if err != nil || b.Independent || b.N != 20 || b.Size != 10 || b.Correlation < 0.5 {
		t.Errorf("%+v, error %v, want 20 batches of 10 that are correlated", b, err)
	}
	if _, err := json.Marshal(b); err != nil {
		t.Error(err)
	}
}

func TestBatchMeans_ofKnownNumbers(t *testing.T) {
	series := make([]float64, 62) // 0, 1, 0, 1, ...: no positive correlation, so 31 batches of 2, all 1/2
	for i := range series {
		series[i] = float64(i % 2)
	}
	b, err := BatchMeans(series)
	if err != nil || b.N != 31 || b.Size != 2 || b.Mean != 0.5 || b.Low != 0.5 || b.SD != 0 || !b.Independent || b.Correlation != 0 {
		t.Errorf("%+v, error %v", b, err)
	}
}

func TestSteadyState_saysWhatIsAllowed(t *testing.T) {
	broken := make([]float64, 300)
	broken[17] = math.NaN()
	for _, c := range []struct {
		series []float64
		want   string
	}{{make([]float64, 199), "a series of 199 values (at least 200)"}, {broken, "value 17 of the series is NaN (finite)"}} {
		if _, err := SteadyState(c.series); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
	if _, err := BatchMeans(make([]float64, 39)); err == nil || !strings.Contains(err.Error(), "39 values (at least 40)") {
		t.Errorf("error %v", err)
	}
}
