package experiment

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
)

// luckOf is a world of seeds with luck that every x shares (height and scale of the curve) and luck
// of their own at each x, frozen: the same (world, seed, x) always has the same value.
type luckOf struct {
	world              uint64
	height, scale, own float64
}

func (l luckOf) of(f func(float64) float64) func(float64, int, int) ([]float64, error) {
	return func(x float64, from, to int) ([]float64, error) {
		var values []float64
		for s := from; s < to; s++ {
			shared := rand.New(rand.NewPCG(l.world, uint64(s)))
			v := f(x)*(1+l.scale*shared.NormFloat64()) + l.height*shared.NormFloat64()
			if l.own > 0 {
				v += l.own * rand.New(rand.NewPCG(l.world^math.Float64bits(x), uint64(s))).NormFloat64()
			}
			values = append(values, v)
		}
		return values, nil
	}
}

func TestFindThreshold_intervalsCoverTheTruthAtLeastNineteenTimesOfTwenty(t *testing.T) {
	const replications = 1000
	root := deterrence[2] // level 4
	jump := func(x float64) float64 { return 2*step(x >= 1.234, 1) - 1 }
	for _, c := range []struct {
		name  string // of those in brackets each takes seconds
		luck  luckOf
		f     func(float64) float64
		truth float64
		s     ThresholdSearch
	}{
		{"(shared luck)", luckOf{height: 0.3, scale: 0.1}, punishment, root.low, ThresholdSearch{High: 20, Level: 4, Within: 0.4, Seeds: 10, Budget: 4000}},
		{"own luck too", luckOf{height: 0.3, scale: 0.1, own: 0.3}, punishment, root.low, ThresholdSearch{High: 20, Level: 4, Within: 0.4, Seeds: 10, Budget: 4000}},
		{"own luck alone", luckOf{own: 1}, punishment, root.low, ThresholdSearch{High: 20, Level: 4, Within: 0.4, Seeds: 10, Budget: 8000}},
		{"(falling, relative)", luckOf{height: 0.3, scale: 0.1, own: 0.2}, punishment, root.high, ThresholdSearch{Low: 20, High: 100, Level: 4, Within: 0.05, Relative: true, Seeds: 10, Budget: 4000}},
		{"budget too small", luckOf{height: 0.3, scale: 0.1, own: 0.3}, punishment, root.low, ThresholdSearch{High: 20, Level: 4, Within: 0.01, Seeds: 10, Budget: 300}},
		{"step", luckOf{height: 0.3, own: 0.5}, jump, 1.234, ThresholdSearch{Low: -5, High: 10, Within: 0.05, Seeds: 10, Budget: 1000}},
		{"(step in loud luck)", luckOf{height: 2, own: 2}, jump, 1.234, ThresholdSearch{Low: -5, High: 10, Within: 0.05, Seeds: 10, Budget: 4000}},
		{"(line)", luckOf{height: 1, own: 1}, func(x float64) float64 { return x }, 0.5, ThresholdSearch{Low: -4, High: 10, Level: 0.5, Within: 0.3, Seeds: 10, Budget: 4000}},
	} {
		if c.name[0] == '(' && os.Getenv("DOPASIM_LONG") == "" {
			continue
		}
		hits, within, bracketed := 0, 0, 0
		var trials, off, half, seeds []float64
		for world := range uint64(replications) {
			c.luck.world = world
			c.s.Evaluate = c.luck.of(c.f)
			got, err := FindThreshold(c.s)
			if err != nil {
				t.Fatal(err)
			}
			if got.Trials > c.s.Budget {
				t.Fatalf("%s: %d trials", c.name, got.Trials)
			}
			if got.Stop == StopWithin {
				within++
			}
			trials = append(trials, float64(got.Trials))
			if !got.Bracketed {
				continue
			}
			bracketed++
			if got.Low <= c.truth && c.truth <= got.High {
				hits++
			}
			off, half, seeds = append(off, got.Found-c.truth), append(half, (got.High-got.Low)/2), append(seeds, float64(got.N))
		}
		t.Logf("%s: %d of %d cover, %d within; bias %.4f, spread %.4f, mean half-width %.4f, %.0f trials, %.0f seeds",
			c.name, hits, bracketed, within, Mean(off).Mean, Mean(off).SD, Mean(half).Mean, Mean(trials).Mean, Mean(seeds).Mean)
		n := float64(bracketed)
		if float64(hits) < Confidence*n-1.96*math.Sqrt(n*Confidence*(1-Confidence)) {
			t.Errorf("%s: %d of %d intervals cover the threshold", c.name, hits, bracketed)
		}
	}
}

func quiet(f func(float64) float64) func(float64, int, int) ([]float64, error) { return luckOf{}.of(f) }

func TestFindThreshold_ofKnownFunctionsWithoutLuck(t *testing.T) {
	cubic := func(x float64) float64 { return x*x*x - 2 }
	for _, c := range []struct {
		name      string
		f         func(x float64) float64
		low, high float64
		within    float64
		want      float64 // NaN: none
		direction string
		stop      string
	}{
		{"curve", cubic, 0, 10, 1e-6, math.Cbrt(2), "up", StopWithin},
		{"falling", func(x float64) float64 { return -cubic(x) }, 0, 10, 1e-6, math.Cbrt(2), "down", StopWithin},
		{"line", func(x float64) float64 { return 3 - x }, 0, 10, 0.1, 3, "down", StopWithin},
		{"line with its root in the middle", func(x float64) float64 { return x - 5 }, 0, 10, 0.1, 5, "up", StopWithin},
		{"curve with its root in the middle", func(x float64) float64 { return (x - 5) * (x + 10) }, 0, 10, 0.1, 5, "up", StopWithin},
		{"step", func(x float64) float64 { return step(x >= 7.3, 2) - 1 }, 0, 10, 0.01, 7.3, "up", StopWithin},
		{"step down", func(x float64) float64 { return step(x < -2.9, 5) - 1 }, -3, 10, 0.001, -2.9, "down", StopWithin},
		{"never", func(x float64) float64 { return 1 + x }, 0, 10, 0.01, math.NaN(), "", StopNone},
		{"touches the level at an end", func(x float64) float64 { return x }, 0, 10, 0.01, math.NaN(), "", StopBudget},
		{"peak seen at a quarter", func(x float64) float64 { return 4 - (x-5)*(x-5) }, 0, 10, 0.01, 3, "up", StopWithin},
		{"too fine for the budget", cubic, 0, 10, 1e-300, math.Cbrt(2), "up", StopBudget},
	} {
		s := ThresholdSearch{Evaluate: quiet(c.f), Low: c.low, High: c.high, Within: c.within, Seeds: 5, Budget: 300}
		got, err := FindThreshold(s)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got.Stop != c.stop || got.Direction != c.direction || got.Bracketed == math.IsNaN(c.want) || got.Trials > s.Budget {
			t.Errorf("%s: %+v", c.name, got)
		}
		if !math.IsNaN(c.want) && (got.Low > c.want+1e-12 || got.High < c.want-1e-12) {
			t.Errorf("%s: from %v to %v, truth %v", c.name, got.Low, got.High, c.want)
		}
		if c.stop == StopWithin && got.High-got.Low > 2*c.within {
			t.Errorf("%s: from %v to %v, wanted within %v", c.name, got.Low, got.High, c.within)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestFindThreshold_saysThatThereIsNoCrossingOrThatItCannotTell(t *testing.T) {
	for _, c := range []struct {
		name string
		luck luckOf
		f    func(float64) float64
		stop string
	}{
		{"far below", luckOf{height: 0.5, own: 0.5}, func(x float64) float64 { return -3 + x/10 }, StopNone},
		{"just below: takes more seeds", luckOf{height: 0.5}, func(x float64) float64 { return -0.3 }, StopNone},
	} {
		wrong, trials := 0, 0
		for world := range uint64(200) {
			c.luck.world = world
			got, err := FindThreshold(ThresholdSearch{Evaluate: c.luck.of(c.f), High: 10, Within: 0.1, Seeds: 10, Budget: 5000})
			if err != nil {
				t.Fatal(err)
			}
			if trials += got.Trials; got.Stop != c.stop || got.Bracketed || got.Crossing != (Crossing{}) {
				wrong++
			}
		}
		t.Logf("%s: %d of 200 otherwise, %.0f trials", c.name, wrong, float64(trials)/200)
		if wrong > 2 {
			t.Errorf("%s: %d of 200 do not say %q", c.name, wrong, c.stop)
		}
	}
	// On the level everywhere: whatever the search says, it does not say that it is within.
	got, err := FindThreshold(ThresholdSearch{Evaluate: quiet(func(float64) float64 { return 0 }), High: 10, Within: 0.1, Seeds: 10, Budget: 5000})
	if err != nil || got.Stop != StopBudget || got.Bracketed {
		t.Errorf("%+v, error %v", got, err)
	}
}

func TestFindThreshold_runsNoSeedTwiceAtAPointAndIsTheSameTwice(t *testing.T) {
	inner := luckOf{world: 5, height: 0.3, own: 0.3}.of(punishment)
	s := ThresholdSearch{High: 20, Level: 4, Within: 0.2, Seeds: 10, Budget: 5000}
	next := map[float64]int{}
	trials := 0
	s.Evaluate = func(x float64, from, to int) ([]float64, error) {
		if next[x] != from || to <= from || x < s.Low || x > s.High {
			t.Errorf("asked for seeds %d to %d at %v, had %d", from, to, x, next[x])
		}
		next[x], trials = to, trials+to-from
		return inner(x, from, to)
	}
	first, err := FindThreshold(s)
	if err != nil || first.Trials != trials || first.Stop != StopWithin || !first.Linear || first.N <= 10 {
		t.Errorf("%+v, error %v, %d trials", first, err, trials)
	}
	s.Evaluate = inner
	if again, _ := FindThreshold(s); !reflect.DeepEqual(first, again) {
		t.Errorf("%+v, then %+v", first, again)
	}
}

func TestFindThreshold_leavesOutUndefinedValues(t *testing.T) {
	inner := luckOf{world: 2, height: 0.3, own: 0.1}.of(punishment)
	s := ThresholdSearch{High: 20, Level: 4, Within: 0.5, Seeds: 20, Budget: 5000, Evaluate: func(x float64, from, to int) ([]float64, error) {
		v, _ := inner(x, from, to)
		for i := range v {
			if (from+i)%5 == 3 {
				v[i] = math.NaN()
			}
		}
		return v, nil
	}}
	got, err := FindThreshold(s)
	if err != nil || got.Stop != StopWithin || got.N%4 != 0 || math.Abs(got.Found-deterrence[2].low) > 1 {
		t.Errorf("%+v, error %v", got, err)
	}
	s.Evaluate = quiet(func(float64) float64 { return math.NaN() })
	if _, err := FindThreshold(s); err == nil || !strings.Contains(err.Error(), "0 of 20 seeds have a value at 0 (at least 2)") {
		t.Errorf("error %v", err)
	}
}

func TestFindThreshold_saysWhatIsAllowedAndPassesErrorsOn(t *testing.T) {
	_, err := FindThreshold(ThresholdSearch{Low: 1, High: 1, Level: math.NaN(), Seeds: 4})
	for _, want := range []string{"of no function", "between 1 and 1 (finite, the low one below the high one)", "at level NaN (finite)",
		"within 0 (above 0)", "from 4 seeds (from 5 to 1000000)"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	s := ThresholdSearch{Evaluate: quiet(math.Cbrt), Low: -1, High: 3, Within: 0.1, Seeds: 10, Budget: 119}
	if _, err := FindThreshold(s); err == nil || !strings.Contains(err.Error(), "budget of 119 trials (at least 120 for 10 seeds)") {
		t.Errorf("error %v", err)
	}
	boom := errors.New("boom")
	s.Budget, s.Evaluate = 500, func(float64, int, int) ([]float64, error) { return nil, boom }
	if _, err := FindThreshold(s); !errors.Is(err, boom) || !strings.Contains(err.Error(), "threshold at -1") {
		t.Errorf("error %v", err)
	}
	s.Evaluate = func(float64, int, int) ([]float64, error) { return make([]float64, 3), nil }
	if _, err := FindThreshold(s); err == nil || !strings.Contains(err.Error(), "3 values for seeds 0 to 9") {
		t.Errorf("error %v", err)
	}
}
