package experiment

import (
	"errors"
	"fmt"
	"math"
)

// ThresholdMethod names how FindThreshold searches and makes its interval.
const ThresholdMethod = "bisection on common random numbers while signs are clear (at 99.9%), then a line through 6 points " +
	"around the crossing; interval by the delete-one jackknife over seeds, Student t, error divided by the number of looks (Bonferroni)"

// ThresholdSearch says where the mean of a noisy function of x crosses a level, and how well that has to be known.
type ThresholdSearch struct {
	// Evaluate returns the values at x of the seeds with numbers from, ..., to-1: the same seeds
	// at every x, and the same value whenever it is asked. Values that are not finite are
	// undefined. Its errors end the search.
	Evaluate  func(x float64, from, to int) ([]float64, error)
	Low, High float64 // where to look; finite, Low < High
	Level     float64
	Within    float64 // half-width of the interval to reach, above 0; on the axis, or a share of the threshold if Relative
	Relative  bool
	Seeds     int // at first, at least 5; they double as long as they are too few
	Budget    int // trials (seeds at points) that may be spent, at least 12*Seeds
}

// Why a search ended.
const (
	StopWithin = "within"      // the interval is narrow enough
	StopBudget = "budget"      // the next step would pass the budget
	StopNone   = "no crossing" // at five points from Low to High the mean is clearly on one side of the level
)

// Threshold is where the mean crosses the level, as far as a search found out. All fields are finite.
type Threshold struct {
	Crossing          // all 0 unless Bracketed; Low and High are 95% whatever the number of looks
	Bracketed bool    // signs on both sides of the level were seen
	Stop      string  // StopWithin, StopBudget or StopNone
	From, To  float64 // the last bracket: the points that the interval was made from lie within
	Trials    int     // spent
	Linear    bool    // a line fitted the points; false: the interval takes in the whole bracket
}

// FindThreshold searches for a crossing of a function whose mean is on one side of the level at
// Low and on the other at High and roughly monotone between; with several crossings it finds one.
// If Low and High are on one side it also looks at the three quarter points.
//
// With the seeds at hand it halves the bracket as long as the sign in the middle is clear, at
// 99.9%; there the noise takes over and halving on would follow it. In that bracket it takes
// six new points, fits each seed a line by least squares and has Cross find the root of the mean
// line and the jackknife's standard error: what the seeds share is part of it, and their own luck
// at six points is averaged. The interval is widened to the side to which a parabola would move the
// root, by as much: a line over a bracket that noise keeps wide is biased by the curve. Where the six means leave the line by more than luck and enough to
// matter, as at a jump, it keeps halving by the sign alone, down to Within, and the interval takes
// in the whole bracket.
//
// If the interval is too wide the seeds are doubled, as often as the width asks for, and the
// search goes on from the bracket; the seeds that were run are kept. Each of the J looks that the
// budget allows has an interval at 1 - 0.05/J, so the one where it stops covers in 95% or more (see
// Until). An error says what in s is not allowed, what Evaluate said, or at which x fewer than two
// seeds have a value.
func FindThreshold(s ThresholdSearch) (Threshold, error) {
	if err := s.check(); err != nil {
		return Threshold{}, err
	}
	f := &finder{ThresholdSearch: s, seeds: s.Seeds}
	looks := 1
	for n := s.Seeds; n <= s.Budget/(2*aLook); n *= 2 {
		looks++
	}
	f.level = 1 - (1-Confidence)/float64(looks)
	var last Threshold
	for {
		t, err := f.look()
		spent := errors.Is(err, errSpent)
		switch {
		case err != nil && !spent:
			return Threshold{}, err
		case spent && last.Bracketed:
			t = last // of the look before, which was whole
		}
		t.Trials, t.Stop = f.trials, StopBudget
		half, allowed := (t.High-t.Low)/2, f.allowed(t.Found)
		switch {
		case spent:
			return t, nil
		case t.Bracketed && half <= allowed:
			t.Stop = StopWithin
			return t, nil
		case !t.Bracketed && f.clear():
			t.Stop = StopNone
			return t, nil
		case !f.more(half, allowed):
			return t, nil
		}
		last = t
	}
}

func (s ThresholdSearch) check() error {
	var wrong []error
	bad := func(format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("experiment: threshold "+format, args...))
	}
	if s.Evaluate == nil {
		bad("of no function")
	}
	if !finite(s.Low) || !finite(s.High) || !finite(s.High-s.Low) || !(s.Low < s.High) {
		bad("between %v and %v (finite, the low one below the high one)", s.Low, s.High)
	}
	if !finite(s.Level) {
		bad("at level %v (finite)", s.Level)
	}
	if !(s.Within > 0) || !finite(s.Within) {
		bad("within %v (above 0)", s.Within)
	}
	if s.Seeds < 5 || s.Seeds > MaxPoints {
		bad("from %d seeds (from 5 to %d)", s.Seeds, MaxPoints)
	} else if s.Budget < aLook*s.Seeds {
		bad("with a budget of %d trials (at least %d for %d seeds)", s.Budget, aLook*s.Seeds, s.Seeds)
	}
	return errors.Join(wrong...)
}

// allowed is the half-width that is narrow enough at x.
func (s ThresholdSearch) allowed(x float64) float64 {
	if s.Relative {
		return s.Within * math.Abs(x)
	}
	return s.Within
}

// more doubles the seeds, several times where the interval is that much too wide, and reports
// whether the budget is likely to carry another look.
func (f *finder) more(half, allowed float64) bool {
	times := 1
	if allowed > 0 && half > allowed {
		times = max(1, int(2*math.Log2(half/allowed))) // the width goes with the root of the seeds
	}
	n := f.seeds
	for range times {
		if 2*n > (f.Budget-f.trials)/aLook {
			break
		}
		n *= 2
	}
	grown := n > f.seeds
	f.seeds = n
	return grown
}
