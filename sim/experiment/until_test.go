package experiment

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestUntil_looksGrowByHalfInWholeBatches(t *testing.T) {
	for _, c := range []struct {
		u    Until
		want []int
	}{
		{Until{HalfWidth: 1, Min: 10, Max: 100, Batch: 10}, []int{10, 20, 30, 50, 80, 100}},
		{Until{HalfWidth: 1, Min: 2, Max: 12, Batch: 1}, []int{2, 3, 4, 6, 9, 12}},
		{Until{HalfWidth: 1, Min: 5, Max: 1000, Batch: 400}, []int{5, 405, 805, 1000}},
		{Until{HalfWidth: 1, Min: 7, Max: 7, Batch: 3}, []int{7}},
	} {
		if got := c.u.Looks(); !slices.Equal(got, c.want) {
			t.Errorf("%+v: looks %v, want %v", c.u, got, c.want)
		}
	}
}

// run adds seeds as the rule asks, and some more than asked for.
func (u Until) run(draw func() float64, more int) (Step, []float64) {
	var values []float64
	for {
		step := u.Next(values)
		if step.Done {
			return step, values
		}
		for len(values) < step.Seeds+more {
			values = append(values, draw())
		}
	}
}

// naive looks after every batch with a plain interval and stops at the first narrow one.
func (u Until) naive(draw func() float64) Estimate {
	var values []float64
	for {
		for range u.Batch {
			values = append(values, draw())
		}
		e := moments(values)
		// No quantile is below that of the normal distribution: most looks need none.
		if len(values) < u.Min || 1.95*e.StdErr() > u.allowed(e.Mean) && len(values) < u.Max {
			continue
		}
		if e = Mean(values); (e.High-e.Low)/2 <= u.allowed(e.Mean) || len(values) >= u.Max {
			return e
		}
	}
}

func TestUntil_intervalsCoverTheMeanAtLeastAsOftenAsTheySay(t *testing.T) {
	const replications = 1000
	normal := func(r *rand.Rand) float64 { return 3 + r.NormFloat64() }
	skewed := func(r *rand.Rand) float64 { return r.ExpFloat64() }
	for i, c := range []struct {
		name string
		u    Until
		draw func(r *rand.Rand) float64
		mean float64
	}{
		{"normal", Until{HalfWidth: 0.25, Min: 10, Max: 1000, Batch: 5}, normal, 3},
		{"normal, few seeds at first", Until{HalfWidth: 0.5, Min: 4, Max: 400, Batch: 1}, normal, 3},
		{"normal, relative", Until{HalfWidth: 0.1, Relative: true, Min: 10, Max: 1000, Batch: 10}, normal, 3},
		{"normal, 80%", Until{HalfWidth: 0.2, Confidence: 0.8, Min: 10, Max: 1000, Batch: 5}, normal, 3},
		{"exponential", Until{HalfWidth: 0.25, Min: 20, Max: 1000, Batch: 5}, skewed, 1},
		{"exponential, relative", Until{HalfWidth: 0.2, Relative: true, Min: 20, Max: 1000, Batch: 10}, skewed, 1},
		{"exponential, budget too small", Until{HalfWidth: 0.05, Min: 20, Max: 60, Batch: 10}, skewed, 1},
	} {
		random := rand.New(rand.NewPCG(1965, uint64(i)))
		hits, plain, close, reached := 0, 0, 0, 0
		var seeds []float64
		for range replications {
			step, _ := c.u.run(func() float64 { return c.draw(random) }, 0)
			e := step.Estimate
			if e.Low <= c.mean && c.mean <= e.High {
				hits++
			}
			allowed := c.u.HalfWidth
			if c.u.Relative {
				allowed *= c.mean
			}
			if math.Abs(e.Mean-c.mean) <= allowed {
				close++
			}
			if step.Reached {
				reached++
			}
			seeds = append(seeds, float64(step.Seeds))
			if e := c.u.naive(func() float64 { return c.draw(random) }); e.Low <= c.mean && c.mean <= e.High {
				plain++
			}
		}
		t.Logf("%s: %d of %d cover (plain 95%% intervals at the first narrow one: %d), %d as near as asked; reached %d, mean of %.0f seeds", c.name, hits, replications, plain, close, reached, Mean(seeds).Mean)
		p := c.u.confidence()
		least := p*replications - 1.96*math.Sqrt(replications*p*(1-p))
		if float64(hits) < least {
			t.Errorf("%s: %d of %d intervals cover the mean, less than %.0f", c.name, hits, replications, least)
		}
		if reached == replications && float64(close) < least {
			t.Errorf("%s: %d of %d means are as near as asked, less than %.0f", c.name, close, replications, least)
		}
	}
}

func TestUntil_dependsOnTheFirstValuesOnly(t *testing.T) {
	u := Until{HalfWidth: 0.3, Min: 6, Max: 500, Batch: 4}
	for seed := range uint64(20) {
		draw := func() func() float64 { return rand.New(rand.NewPCG(1, seed)).NormFloat64 }
		exact, _ := u.run(draw(), 0)
		ahead, values := u.run(draw(), 37)
		if exact != ahead || len(values) < ahead.Seeds {
			t.Errorf("%+v, with more seeds than asked for %+v", exact, ahead)
		}
	}
}

func TestUntil_goesOnForTheWorstPoint(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	u := Until{HalfWidth: 0.5, Min: 10, Max: 300, Batch: 10}
	points := make([][]float64, 3)
	for i, spread := range []float64{0.1, 1, 0.5} {
		for range 300 {
			points[i] = append(points[i], spread*random.NormFloat64())
		}
	}
	all, one := u.NextOf(points), u.Next(points[1])
	if !all.Done || !all.Reached || all.Worst != 1 || all.Seeds != one.Seeds || all.Estimate != one.Estimate {
		t.Errorf("%+v, want what point 1 needs by itself, %+v", all, one)
	}
	points[2] = points[2][:5]
	if got := u.NextOf(points); got.Done || got.Seeds != 10 || got.Look != 0 {
		t.Errorf("%+v, want 10 seeds at every point first", got)
	}
}

func TestUntil_countsUndefinedValuesAsSeedsAndEndsAtMax(t *testing.T) {
	u := Until{HalfWidth: 1, Min: 4, Max: 9, Batch: 2}
	nan := math.NaN()
	got := u.Next([]float64{nan, nan, nan, 5, nan, nan, nan, nan, nan, nan})
	if !got.Done || got.Reached || got.Seeds != 9 || got.Estimate.N != 1 {
		t.Errorf("%+v, want no interval at 9 seeds", got)
	}
	got = u.Next([]float64{5, nan, 5, 5})
	if !got.Done || !got.Reached || got.Seeds != 4 || got.Estimate.N != 3 {
		t.Errorf("%+v, want the end at 4 seeds", got)
	}
	zero := Until{HalfWidth: 0.1, Relative: true, Min: 2, Max: 3, Batch: 1}.Next(make([]float64, 3))
	if !zero.Done || zero.Reached {
		t.Errorf("%+v: no share of a mean of 0 is reached", zero)
	}
}

func TestUntil_saysWhatIsAllowed(t *testing.T) {
	err := Until{HalfWidth: 1, Relative: true, Confidence: 1, Min: 1, Max: 0}.Check()
	for _, want := range []string{"half-width 1 (above 0; relative ones below 1)", "confidence 1 (0 for 0.95, or from 0.5 to below 1)",
		"from 1 to 0 seeds (at least 2, at most 1000000", "batches of 0 seeds (at least 1)"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if err := (Until{HalfWidth: math.NaN(), Min: 2, Max: 2, Batch: 1}).Check(); err == nil {
		t.Error("a half-width that is no number is accepted")
	}
}
