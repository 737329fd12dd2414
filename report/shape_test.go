package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// labels of ticks, for comparing.
func labels(ticks []tick) string {
	var all []string
	for _, t := range ticks {
		all = append(all, t.label)
	}
	return strings.Join(all, " ")
}

func TestTicks_stepsAreOneTwoFive(t *testing.T) {
	for _, c := range []struct {
		min, max float64
		count    int
		want     string
	}{
		{0, 16, 8, "0 2 4 6 8 10 12 14 16"},
		{-12.3, 10.9, 6, "−10 −5 0 5 10"},
		{0.01, 0.34, 6, "0.05 0.10 0.15 0.20 0.25 0.30"},
		{0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{-0.5, 0.5, 2, "−0.5 0.0 0.5"},
		{0, 25000, 5, "0 5000 10,000 15,000 20,000 25,000"},
		{2.0002, 2.0011, 3, "2.0005 2.0010"},
	} {
		if have := labels(ticksIn(c.min, c.max, c.count)); have != c.want {
			t.Errorf("ticksIn(%v, %v, %d) = %s, want %s", c.min, c.max, c.count, have, c.want)
		}
	}
}

func TestScale_ofOneValueHasALength(t *testing.T) {
	for _, v := range []float64{0, 5, -3e9, 1e-9} {
		if s := newScale("", v, v, 0.05, 5, true); !(s.min < v && v < s.max) && !(v == 0 && s.max > 0) || len(s.ticks) == 0 {
			t.Errorf("newScale(%v) = %+v", v, s)
		}
	}
}

// sampled makes a surface of a function on an n by n grid over [-1, 1].
func sampled(n int, f func(x, y float64) float64) surface {
	var at []float64
	for i := range n {
		at = append(at, -1+2*float64(i)/float64(n-1))
	}
	s := newSurface(slices.Clone(at), slices.Clone(at))
	for _, x := range at {
		for _, y := range at {
			s.set(x, y, f(x, y))
		}
	}
	return s
}

func TestZero_ofACircleIsOneClosedLineOnIt(t *testing.T) {
	lines := sampled(40, func(x, y float64) float64 { return x*x + y*y - 0.5 }).zero()
	if len(lines) != 1 {
		t.Fatalf("%d lines, want 1", len(lines))
	}
	line := lines[0]
	if line[0] != line[len(line)-1] {
		t.Error("the circle is open")
	}
	for _, p := range line {
		if r := math.Hypot(p.X, p.Y); math.Abs(r-math.Sqrt(0.5)) > 0.002 {
			t.Errorf("%v is at %v from the centre", p, r)
		}
	}
}

func TestZero_ofASaddleNeverCrossesItself(t *testing.T) {
	for _, lift := range []float64{-0.1, 0.1} {
		lines := sampled(2, func(x, y float64) float64 { return x*y + lift }).zero()
		if len(lines) != 2 {
			t.Fatalf("lift %v: %d lines, want 2", lift, len(lines))
		}
		for _, line := range lines {
			// With the middle positive each line cuts off a negative corner, where x and y differ in sign.
			if sum := (line[0].X + line[1].X) * (line[0].Y + line[1].Y); (sum < 0) != (lift > 0) {
				t.Errorf("lift %v: line %v cuts off the wrong corner", lift, line)
			}
		}
	}
}

func TestZero_stopsAtMissingPoints(t *testing.T) {
	s := sampled(3, func(x, y float64) float64 { return x - 0.5 })
	s.z[2][2] = math.NaN()
	lines := s.zero()
	if len(lines) != 1 || len(lines[0]) != 2 {
		t.Errorf("got %v, want the lower half alone", lines)
	}
}

func TestSpread_keepsOrderGapAndBounds(t *testing.T) {
	at := []vg.Length{10, 10.5, 11, 98, 99}
	spread(at, 8, 0, 100)
	for i := range at {
		if at[i] < 0 || at[i] > 100+1e-9 || i > 0 && at[i]-at[i-1] < 8-1e-9 {
			t.Fatalf("spread to %v", at)
		}
	}
}

func TestColours_putZeroInTheMiddleOfBothSigns(t *testing.T) {
	m := newColours(extent{-2, 10})
	if m.of(0) != signStops[5] || m.of(10) != signStops[10] {
		t.Errorf("zero is %v, the top %v", m.of(0), m.of(10))
	}
	if m := newColours(extent{1, 3}); m.of(1) != viridisStops[0] || m.of(3) != viridisStops[10] {
		t.Error("one sign does not use the whole of Viridis")
	}
}

func TestMeanAndHalf_isStudentsInterval(t *testing.T) {
	// t(0.975, 4) = 2.776445; mean 3, sd sqrt(2.5): half-width 2.776445*sqrt(2.5/5).
	mean, half := meanAndHalf([]float64{1, 2, 3, 4, 5})
	if mean != 3 || math.Abs(half-2.776445*math.Sqrt(0.5)) > 1e-6 {
		t.Errorf("got %v ± %v", mean, half)
	}
	if _, half := meanAndHalf([]float64{7}); half != 0 {
		t.Errorf("one value has the half-width %v", half)
	}
}

func TestWrap_keepsLinesInsideTheWidth(t *testing.T) {
	s := style(sizeTitle, ink)
	for _, line := range wrap(s, strings.Repeat("deposit ", 40), 200) {
		if s.Width(line) > 200 {
			t.Errorf("%q is %v wide", line, s.Width(line))
		}
	}
}
