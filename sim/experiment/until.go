package experiment

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// UntilMethod names how Until decides and makes its intervals.
const UntilMethod = "seeds added until the half-width is reached; looks fixed in advance, each by half again as many seeds; " +
	"Student t intervals with the error divided evenly by the number of looks (Bonferroni)"

// Until adds seeds in batches until the interval of a mean is narrow enough.
//
// Who looks after every batch and stops at the first narrow interval stops, more often than not,
// where the spread came out too small, and then covers too rarely (Law & Kelton 1982). Here the
// looks are fixed before the first value: at Min seeds, and from then on at the first multiple of
// Batch above Min by which the seeds have grown by half; the last at Max. With J looks each has an
// interval at 1 - (1-Confidence)/J, so that all J hold the mean at once with probability
// Confidence (Bonferroni), the one where it stopped among them, whatever made it stop. That asks
// nothing of the data but what each Student interval asks, and unlike Chow & Robbins (1965) or
// Stein (1945) it needs neither a width that goes to 0 nor normal values or an absolute width. The
// price is width: with 10 looks 2.8 standard errors instead of 2.0, twice the seeds.
//
// Two limits: values that are all equal give an interval of no width, so Min must be large enough
// to see what is rare; and Student intervals of very skewed values cover too rarely below some 30
// seeds.
type Until struct {
	HalfWidth  float64 // above 0; in units of the value, or a share of the mean if Relative (below 1)
	Relative   bool    // stops at h/(1+h) of the estimated mean, which is h of the true one (Law 2015, 9.4.1); never at a mean of 0
	Confidence float64 // from 0.5 to below 1; 0: 0.95
	Min, Max   int     // seeds: 2 <= Min <= Max
	Batch      int     // seeds added at a time, at least 1
}

// Step says what to do next.
type Step struct {
	Seeds    int      // seeds wanted in all; when Done, those that count: the first so many
	Done     bool     // no more seeds are wanted
	Reached  bool     // because the half-width is small enough; if Done without, Max is used up
	Estimate Estimate // over the seeds looked at last, its interval widened for all looks; empty before the first look
	Look     int      // looks so far
	Worst    int      // point that keeps it going, or has the widest interval when Done; 0 for a single point
}

// Check says everything that is wrong with the rule.
func (u Until) Check() error {
	var wrong []error
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf("experiment: "+format, args...)) }
	if !(u.HalfWidth > 0) || !finite(u.HalfWidth) || u.Relative && u.HalfWidth >= 1 {
		bad("half-width %v (above 0; relative ones below 1)", u.HalfWidth)
	}
	if u.Confidence != 0 && !(u.Confidence >= 0.5 && u.Confidence < 1) {
		bad("confidence %v (0 for %v, or from 0.5 to below 1)", u.Confidence, Confidence)
	}
	if u.Min < 2 || u.Max < u.Min || u.Max > MaxPoints {
		bad("from %d to %d seeds (at least 2, at most %d, and not more at first than at last)", u.Min, u.Max, MaxPoints)
	}
	if u.Batch < 1 {
		bad("batches of %d seeds (at least 1)", u.Batch)
	}
	return errors.Join(wrong...)
}

// Looks are the numbers of seeds at which the rule looks, increasing, from Min to Max. It panics
// if Check finds a mistake.
func (u Until) Looks() []int {
	if err := u.Check(); err != nil {
		panic(err.Error())
	}
	var looks []int
	for n := u.Min; n < u.Max; {
		looks = append(looks, n)
		batches := (n/2 + u.Batch - 1) / u.Batch // half again as many, at least one batch
		n += max(1, batches) * u.Batch
	}
	return append(looks, u.Max)
}

// Next says how many seeds a point needs, given the values of its seeds so far in their order; NaN
// and the infinities are undefined and count as seeds, but not as values. It depends on nothing but
// rule and values, and looks at the first values again just as when there were no more, so it
// does not matter how many seeds were run beyond those asked for.
func (u Until) Next(values []float64) Step { return u.NextOf([][]float64{values}) }

// NextOf is Next for points that share their seeds: it goes on until every point is narrow
// enough. Confidence is that of each point by itself.
func (u Until) NextOf(points [][]float64) Step {
	if len(points) == 0 {
		panic("experiment: stopping rule over no points")
	}
	looks := u.Looks()
	have := len(points[0])
	for _, p := range points {
		have = min(have, len(p))
	}
	level := 1 - (1-u.confidence())/float64(len(looks))
	step := Step{Seeds: looks[0]}
	for i, n := range looks {
		step.Seeds = n
		if have < n {
			return step
		}
		last := i+1 == len(looks) || have < looks[i+1]
		step.look(u, points, n, level, last)
		if step.Look = i + 1; step.Reached {
			break
		}
	}
	step.Done = true
	return step
}

// look estimates every point from its first n seeds, with intervals at a level. Where it is not
// the last look, intervals that even the normal quantile makes too wide are left at that: a
// quantile of Student's takes long, and it is never lower.
func (s *Step) look(u Until, points [][]float64, n int, level float64, last bool) {
	normal := distuv.UnitNormal.Quantile(1 - (1-level)/2)
	widest := -1.0
	for i, p := range points {
		e := moments(p[:n])
		over, allowed := math.Inf(1), u.allowed(e.Mean)
		if e.N >= 2 {
			half := normal * e.StdErr()
			if last || half <= allowed {
				half = student(e.N-1, level) * e.StdErr()
			}
			e.Low, e.High = e.Mean-half, e.Mean+half
			if allowed > 0 {
				over = half / allowed
			}
		}
		if over > widest {
			widest, s.Worst, s.Estimate = over, i, e
		}
	}
	s.Reached = widest <= 1
}

// allowed is the half-width that is small enough.
func (u Until) allowed(mean float64) float64 {
	if u.Relative {
		return u.HalfWidth / (1 + u.HalfWidth) * math.Abs(mean)
	}
	return u.HalfWidth
}

func (u Until) confidence() float64 {
	if u.Confidence == 0 {
		return Confidence
	}
	return u.Confidence
}
