package experiment

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

func effects(t *testing.T, m Morris, f func(x []float64) float64) []Effect {
	t.Helper()
	design, err := m.Design()
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.Analyse(design, known{f: f}.values(design))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestMorris_movesEveryFactorOnceByHalfTheLevels(t *testing.T) {
	for _, levels := range []int{2, 4, 8} {
		m := Morris{Factors: threeFactors, Trajectories: 40, Levels: levels, Seed: 5}
		design, err := m.Design()
		if err != nil {
			t.Fatal(err)
		}
		if len(design) != 40*4 {
			t.Fatalf("%d points", len(design))
		}
		step := float64(levels) / 2 / float64(levels-1)
		for p := 0; p < len(design); p += 4 {
			times := map[int]int{}
			for i := p + 1; i < p+4; i++ {
				for j, f := range threeFactors {
					if design[i][j] == design[i-1][j] {
						continue
					}
					times[j]++
					if moved := math.Abs(design[i][j]-design[i-1][j]) / (f.High - f.Low); math.Abs(moved-step) > 1e-12 {
						t.Errorf("%d levels: factor %d moves by %v of its range, want %v", levels, j, moved, step)
					}
				}
			}
			if !reflect.DeepEqual(times, map[int]int{0: 1, 1: 1, 2: 1}) {
				t.Errorf("%d levels: moves of factors in a trajectory: %v", levels, times)
			}
		}
	}
}

func TestMorris_ofALinearFunctionIsExact(t *testing.T) {
	got := effects(t, Morris{Factors: threeFactors, Trajectories: 10, Levels: 4, Seed: 1},
		func(x []float64) float64 { return 3*x[0] - 5*x[1] + 7 })
	for i, want := range []float64{24, -10, 0} { // slope times range
		e := got[i]
		if math.Abs(e.Mu.Mean-want) > 1e-9 || math.Abs(e.MuStar.Mean-math.Abs(want)) > 1e-9 || e.Sigma > 1e-9 || e.Mu.N != 10 || e.Factor != threeFactors[i].Name {
			t.Errorf("%+v, want mean %v without spread", e, want)
		}
	}
}

func TestMorris_ofKnownEffectsIsWithinFourStandardErrors(t *testing.T) {
	unit := []Factor{{"a", 0, 1}, {"b", 0, 1}, {"c", 0, 1}, {"d", 0, 1}}
	got := effects(t, Morris{Factors: unit, Trajectories: 400, Levels: 4, Seed: 11}, func(x []float64) float64 {
		return x[0]*x[0] + 2*(x[1]-0.5)*(x[2]-0.5)
	})
	// Four levels, steps of 2/3. Of a^2: 2a + 2/3 for the lower end a in {0, 1/3}. Of the product: b has the
	// effect 2(c - 1/2) with c in {0, 1/3, 2/3, 1}: -1, -1/3, 1/3, 1; so has c.
	for i, want := range []struct{ mu, star, sigma float64 }{
		{1, 1, 1.0 / 3}, {0, 2.0 / 3, math.Sqrt(5) / 3}, {0, 2.0 / 3, math.Sqrt(5) / 3}, {0, 0, 0},
	} {
		e := got[i]
		t.Logf("%s: mu %.3f, mu* %.3f, sigma %.3f; want %.3f", e.Factor, e.Mu.Mean, e.MuStar.Mean, e.Sigma, want)
		for _, z := range []float64{e.Mu.Mean - want.mu - 4*e.Mu.StdErr(), want.mu - e.Mu.Mean - 4*e.Mu.StdErr(),
			e.MuStar.Mean - want.star - 4*e.MuStar.StdErr(), want.star - e.MuStar.Mean - 4*e.MuStar.StdErr(),
			math.Abs(e.Sigma-want.sigma) - 0.05} {
			if z > 1e-12 {
				t.Errorf("%s: %+v, want %+v", e.Factor, e, want)
			}
		}
	}
}

func TestMorris_ranksTheFactorsOfTheGFunction(t *testing.T) {
	k := gFunction()
	got := effects(t, Morris{Factors: k.factors, Trajectories: 30, Levels: 4, Seed: 2}, k.f)
	for i := 1; i < 5; i++ { // the last two matter the same
		if got[i].MuStar.Mean >= got[i-1].MuStar.Mean {
			t.Errorf("mu* of %s is %v, of %s %v", got[i-1].Factor, got[i-1].MuStar.Mean, got[i].Factor, got[i].MuStar.Mean)
		}
	}
}

func TestMorris_takesTheStepThatWasRunAndLeavesOutUndefinedValues(t *testing.T) {
	m := Morris{Factors: []Factor{{"count", 1, 6}, {"share", 0, 1}}, Trajectories: 6, Levels: 4, Seed: 9}
	design, err := m.Design()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range design {
		p[0] = math.Round(p[0])
	}
	values := known{f: func(x []float64) float64 { return 2 * x[0] }}.values(design)
	values[0] = math.NaN() // start of a trajectory: part of one effect
	got, err := m.Analyse(design, values)
	if err != nil {
		t.Fatal(err)
	}
	if n := got[0].Mu.N + got[1].Mu.N; n != 11 || math.Abs(got[0].Mu.Mean-10) > 1e-9 || got[0].Sigma > 1e-9 {
		t.Errorf("%+v, want 11 effects, those of count 10", got)
	}
	for _, p := range design {
		p[0] = 3
	}
	if _, err := m.Analyse(design, values); err == nil || !strings.Contains(err.Error(), "factor count goes from 3 to 3") {
		t.Errorf("error %v", err)
	}
}

func TestMorris_saysWhatIsAllowed(t *testing.T) {
	f := threeFactors
	for _, c := range []struct {
		m    Morris
		want string
	}{
		{Morris{Factors: f, Trajectories: 1, Levels: 4}, "1 trajectories (at least 2)"},
		{Morris{Factors: f, Trajectories: 1e6, Levels: 4}, "1000000 trajectories (at most 250000 for 3 factors)"},
		{Morris{Factors: f, Trajectories: 4, Levels: 5}, "5 levels (an even number from 2 to 1000)"},
		{Morris{Trajectories: 4, Levels: 4}, "without factors (at least 1)"},
		{Morris{Factors: f, Trajectories: 2, Levels: 4}, "0 points with 0 values (8 of both)"},
	} {
		if _, err := c.m.Analyse(nil, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v, want %q", c.m, err, c.want)
		}
	}
}
