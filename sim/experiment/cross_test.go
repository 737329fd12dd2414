package experiment

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
)

// punishment is the expected punishment under symmetric deposits t, spite Exp(mean sigma) and
// detection d: t d exp(-(t+g)/sigma); its roots at level c bound where deposits deter.
func punishment(t float64) float64 { return t * 0.9 * math.Exp(-(t+0.1)/20) }

// the roots of punishment(t) = c
var deterrence = []struct{ c, low, high float64 }{
	{1, 1.184833, 87.144037}, {2, 2.535186, 68.452708}, {4, 6.042171, 47.121482},
	{5, 8.570460, 38.743069}, {6, 12.546609, 29.944541}, {6.5, 16.883595, 23.478151},
}

func grid(from, to, step float64) []float64 {
	var x []float64
	for v := from; v <= to+1e-9; v += step {
		x = append(x, v)
	}
	return x
}

func of(x []float64, f func(float64) float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = f(x[i])
	}
	return y
}

func TestCross_hasLittleBiasOnACurvedFunction(t *testing.T) {
	for _, step := range []float64{2, 2.5, 5} {
		for _, offset := range []float64{0, 0.3, 0.5, 0.7} {
			x := grid(offset*step, 100, step)
			y := [][]float64{of(x, punishment)}
			for _, root := range deterrence {
				got := Cross(x, y, root.c)
				if x[0] > root.low {
					continue
				}
				if len(got) != 2 || got[0].Direction != "up" || got[1].Direction != "down" {
					t.Errorf("step %g, c=%g: %+v", step, root.c, got)
					continue
				}
				low, high := got[0].Found-root.low, got[1].Found-root.high
				t.Logf("step %g from %g, c=%g: %+.5f %+.5f (line: %+.5f %+.5f)", step, x[0], root.c, low, high,
					line(x, y[0], root.c, root.low), line(x, y[0], root.c, root.high))
				if math.Abs(low) > 0.06 || math.Abs(high) > 0.06 {
					t.Errorf("step %g from %g, c=%g: off by %g and %g", step, x[0], root.c, low, high)
				}
			}
		}
	}
}

// line is the error of linear interpolation at the root.
func line(x, y []float64, level, root float64) float64 {
	for k := range len(x) - 1 {
		if x[k] <= root && root < x[k+1] {
			return x[k] + (level-y[k])/(y[k+1]-y[k])*(x[k+1]-x[k]) - root
		}
	}
	return math.NaN()
}

// noisy is a world of luck shared along the axis (height and slope) and luck of each point.
func noisy(random *rand.Rand, x []float64, seeds int, shared, own float64, f func(float64) float64) [][]float64 {
	y := make([][]float64, seeds)
	for s := range y {
		height, scale := shared*random.NormFloat64(), 1+0.1*random.NormFloat64()
		y[s] = of(x, func(v float64) float64 { return f(v)*scale + height + own*random.NormFloat64() })
	}
	return y
}

func TestCross_intervalsCoverTheTruthInNineteenOfTwenty(t *testing.T) {
	const replications = 1000
	for _, c := range []struct {
		name        string
		step, level float64
		truth       float64
		seeds       int
	}{
		{"between points", 2, 4, 6.042171, 20},
		{"coarse", 5, 4, 6.042171, 20},
		{"five seeds", 2.5, 4, 6.042171, 5},
		{"on a point", 2, punishment(6), 6, 20},
		{"falling", 5, 4, 47.121482, 20},
	} {
		random := rand.New(rand.NewPCG(77, uint64(c.seeds)))
		x := grid(0, 60, c.step)
		hits, up, bias := 0, 0, []float64{}
		var zs []float64
		for range replications {
			for _, found := range Cross(x, noisy(random, x, c.seeds, 0.3, 0.2, punishment), c.level) {
				if math.Abs(found.Found-c.truth) > 10 {
					continue
				}
				up++
				bias = append(bias, found.Found-c.truth)
				zs = append(zs, found.StdErr)
				if found.Low <= c.truth && c.truth <= found.High {
					hits++
				}
			}
		}
		b := Mean(bias)
		t.Logf("%s: %d of %d cover; bias %.4f, spread %.4f, mean s.e. %.4f", c.name, hits, up, b.Mean, b.SD, Mean(zs).Mean)
		if up != replications || !within95(hits, up) {
			t.Errorf("%s: %d of %d intervals cover the root", c.name, hits, up)
		}
		if math.Abs(b.Mean) > b.SD/5 {
			t.Errorf("%s: bias %g against a standard error of %g", c.name, b.Mean, b.SD)
		}
	}
}

func TestCross_findsKnownRootsWithinFourStandardErrors(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	x := grid(0, 100, 4)
	for _, root := range deterrence {
		got := Cross(x, noisy(random, x, 100, 0.05, 0.02, punishment), root.c)
		if len(got) != 2 {
			t.Errorf("c=%g: %d crossings", root.c, len(got))
			continue
		}
		for i, truth := range []float64{root.low, root.high} {
			if z := (got[i].Found - truth) / got[i].StdErr; math.Abs(z) >= 4 || got[i].N != 100 {
				t.Errorf("c=%g: found %+v, truth %g, z %.2f", root.c, got[i], truth, z)
			}
		}
	}
}

func TestCross_ofSmallCurves(t *testing.T) {
	nan := math.NaN()
	type want struct {
		at        float64
		direction string
	}
	for _, c := range []struct {
		name string
		x, y []float64
		want []want
	}{
		{"nothing", nil, nil, nil},
		{"one point", []float64{1}, []float64{1}, nil},
		{"line", []float64{0, 1, 2}, []float64{-1, 1, 3}, []want{{0.5, "up"}}},
		{"two points", []float64{0, 4}, []float64{1, -3}, []want{{1, "down"}}},
		{"any order", []float64{2, 0, 1}, []float64{3, -1, 1}, []want{{0.5, "up"}}},
		{"zero between signs", []float64{0, 1, 2, 3}, []float64{-1, 0, 1, 2}, []want{{1, "up"}}},
		{"run of zeros", []float64{0, 1, 2, 3}, []float64{2, 0, 0, -1}, []want{{1.5, "down"}}},
		{"touches", []float64{0, 1, 2}, []float64{1, 0, 1}, nil},
		{"starts on the level", []float64{0, 1, 2}, []float64{0, 1, 2}, nil},
		{"ends on the level", []float64{0, 1, 2}, []float64{-2, -1, 0}, nil},
		{"all zero", []float64{0, 1, 2}, []float64{0, 0, 0}, nil},
		{"gap", []float64{0, 1, 2, 3}, []float64{-1, nan, 1, 2}, []want{{1, "up"}}},
		{"all undefined", []float64{0, 1}, []float64{nan, nan}, nil},
		{"jump", []float64{0, 1, 2, 3}, []float64{-1, -1, 1, 1}, []want{{1.5, "up"}}},
		{"peak, then jump", []float64{0, 1, 2, 3, 4}, []float64{100, -0.01, 0.01, 0.02, 0.03}, []want{{0, "down"}, {1.5, "up"}}},
		{"both ways", []float64{0, 1, 2, 3}, []float64{-1, 1, 1, -1}, []want{{0.381966, "up"}, {2.618034, "down"}}},
	} {
		got := Cross(c.x, [][]float64{c.y}, 0)
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v, want %v", c.name, got, c.want)
			continue
		}
		for i, g := range got {
			if c.name != "peak, then jump" || i == 1 {
				if math.Abs(g.Found-c.want[i].at) > 1e-6 {
					t.Errorf("%s: at %v, want %v", c.name, g.Found, c.want[i].at)
				}
			}
			if g.Direction != c.want[i].direction || g.Low != g.Found || g.High != g.Found || g.StdErr != 0 || g.N != 1 {
				t.Errorf("%s: %+v", c.name, g)
			}
		}
	}
}

func TestCross_staysFiniteWhenFewSeedsDefineAPoint(t *testing.T) {
	nan := math.NaN()
	y := [][]float64{{-1, -0.5, nan, 1, nan}, {-1.2, nan, 0.1, 1.1, nan}, {-0.9, nan, 0.2, nan, 3}, {nan, nan, nan, nan, nan}}
	got := Cross([]float64{0, 1, 2, 3, 4}, y, 0) // points 1 and 4 have one value each: skipped
	if len(got) != 1 || got[0].N != 3 || got[0].StdErr <= 0 || got[0].Found <= 0 || got[0].Found >= 2 {
		t.Fatalf("%+v", got)
	}
	if _, err := json.Marshal(got); err != nil {
		t.Error(err)
	}
}

func TestCross_countsCurvesThatLoseTheCrossing(t *testing.T) {
	// The mean just crosses, thanks to seed 2 alone.
	y := [][]float64{{-1, -0.5, -0.2}, {-1, -0.5, -0.2}, {-1, 0.1, 0.6}}
	got := Cross([]float64{0, 1, 2}, y, 0)
	if len(got) != 1 || got[0].Lost != 1 || got[0].High < 2 {
		t.Errorf("%+v, want 1 lost curve and an interval that leaves the sweep", got)
	}
	// Every root is near a point; those that slip past it are not lost.
	y = [][]float64{{-1, -0.1, 1}, {-1, 0.2, 1}, {-1, -0.08, 1}}
	if got := Cross([]float64{0, 1, 2}, y, 0); len(got) != 1 || got[0].Lost != 0 || got[0].N != 3 {
		t.Errorf("%+v, want no lost curve", got)
	}
}

func TestCross_panicsOnMisshapenInput(t *testing.T) {
	for name, call := range map[string]func(){
		"repeat": func() { Cross([]float64{1, 1}, [][]float64{{1, 2}}, 0) },
		"length": func() { Cross([]float64{1, 2}, [][]float64{{1}}, 0) },
		"nan":    func() { Cross([]float64{1, math.NaN(), 2}, [][]float64{{1, 2, 3}}, 0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call()
		}()
	}
}
