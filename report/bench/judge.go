package bench

import (
	"math"
	"strings"

	"golang.org/x/perf/benchmath"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

const (
	seededLevel = 0.01 // of the seeded rows of a check together: what refactoring alone may fail
	speedLevel  = 0.01 // of a row of speed; the tolerance comes on top
	confidence  = 0.95 // of the intervals shown
	rounding    = 1e-9 // relative difference of floats that is a processor's, not a change
)

// estimate is what a sample says, as its class is summarised.
func estimate(class Class, values []float64) *Estimate {
	switch class {
	case Seeded:
		mean, half := meanOf(values, confidence)
		return &Estimate{mean, mean - half, mean + half, len(values)}
	case Speed:
		s := benchmath.AssumeNothing.Summary(sample(values), confidence)
		low, high := s.Lo, s.Hi
		if math.IsInf(low, 0) || math.IsInf(high, 0) { // too few for an interval of that confidence
			low, high = s.Center, s.Center
		}
		return &Estimate{s.Center, low, high, len(values)}
	}
	return &Estimate{values[0], values[0], values[0], len(values)}
}

func sample(values []float64) *benchmath.Sample {
	t := benchmath.DefaultThresholds
	t.CompareAlpha = speedLevel
	return benchmath.NewSample(append([]float64(nil), values...), &t)
}

// meanOf is the mean with the half-width of its Student interval; 0 for a single value.
func meanOf(values []float64, confidence float64) (mean, half float64) {
	if len(values) < 2 {
		return values[0], 0
	}
	mean, sd := stat.MeanStdDev(values, nil)
	t := distuv.StudentsT{Sigma: 1, Nu: float64(len(values) - 1)}.Quantile(1 - (1-confidence)/2)
	return mean, t * sd / math.Sqrt(float64(len(values)))
}

// alike says whether two samples are the same, seed by seed, but for rounding.
func alike(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i]-b[i]) > rounding*max(math.Abs(a[i]), math.Abs(b[i])) {
			return false
		}
	}
	return true
}

// seededMethod names how a change of a seeded row is judged.
const seededMethod = "Welch's t, baseline at its frozen seeds against this program at fresh ones"

// seeded judges a row that changed, by its values at fresh seeds.
func (f *Finding) seeded(p pending, fresh []float64, level float64) {
	f.Old, f.New = estimate(Seeded, p.old), estimate(Seeded, fresh)
	t := welch(p.old, fresh, level)
	f.Test = &t
	tolerated := p.rule.Tolerance.of(f.Old.Center)
	low, high := t.Low, t.High // of the change for the better
	switch p.rule.Better {
	case Lower:
		low, high = -t.High, -t.Low
	case Same:
		far := max(t.Low, -t.High) // how far off it is at least; negative when it may be no change
		low, high = -far, -far
	}
	switch {
	case high < -tolerated:
		f.Status = Worse
	case low > 0 && p.rule.Better != Same:
		f.Status = Improved
	default:
		f.Status = Changed
	}
	f.limit(p.rule)
}

// welch compares the means of two samples that need not have one variance (Welch 1947, degrees of freedom after
// Satterthwaite 1946). Where neither varies the difference is exact. The effect is Cohen's d with the root mean square
// of the two standard deviations; 0 where there is no spread.
func welch(old, now []float64, level float64) Test {
	a, va := stat.MeanVariance(old, nil)
	b, vb := stat.MeanVariance(now, nil)
	if len(old) < 2 {
		va = 0
	}
	if len(now) < 2 {
		vb = 0
	}
	t := Test{Method: seededMethod, Difference: b - a, Low: b - a, High: b - a, Level: level, P: 1}
	sa, sb := va/float64(len(old)), vb/float64(len(now))
	se := math.Sqrt(sa + sb)
	if se <= rounding*math.Max(math.Abs(a), math.Abs(b)) {
		if math.Abs(b-a) > rounding*math.Max(math.Abs(a), math.Abs(b)) {
			t.P = 0
		}
		return t
	}
	nu := (sa + sb) * (sa + sb) / (square(sa)/float64(max(len(old)-1, 1)) + square(sb)/float64(max(len(now)-1, 1)))
	student := distuv.StudentsT{Sigma: 1, Nu: nu}
	half := student.Quantile(1-level/2) * se
	t.Low, t.High = b-a-half, b-a+half
	t.P = 2 * student.Survival(math.Abs(b-a)/se)
	t.Effect = (b - a) / math.Sqrt((va+vb)/2)
	return t
}

func square(x float64) float64 { return x * x }

// MachineBound says whether a unit is time or per time: it means something only beside another measurement on the same
// machine.
func MachineBound(unit string) bool {
	return strings.HasSuffix(unit, "/s") || strings.HasPrefix(unit, "ns/") || strings.HasPrefix(unit, "sec/") || unit == "s"
}

// speed judges a row of speed: interleaved, if it was measured so, else by the baseline.
func (c *Checked) speed(f *Finding, rule Rule, base, now Row) {
	old, paired := base.Values, false
	if c.Old != nil && c.New != nil {
		before, ok1 := c.Old.Row(f.Key)
		after, ok2 := c.New.Row(f.Key)
		if paired = ok1 && ok2; paired {
			old, now = before.Values, after
		}
	}
	f.Old, f.New = estimate(Speed, old), estimate(Speed, now.Values)
	if !paired && MachineBound(f.Unit) {
		f.Status = Unjudged
		return
	}
	compared := benchmath.AssumeNothing.Compare(sample(old), sample(now.Values))
	test := Test{Method: "medians, Mann-Whitney U", P: compared.P, Level: speedLevel, Warnings: texts(compared.Warnings)}
	if paired {
		test.Method += ", measured in turns with the baseline's program"
	}
	change := f.New.Center - f.Old.Center
	if f.Old.Center != 0 {
		test.Difference = change / math.Abs(f.Old.Center)
	}
	test.Low, test.High = test.Difference, test.Difference
	f.Test = &test
	tolerated := rule.Tolerance.of(f.Old.Center)
	good := rule.Better.sign() * change
	switch significant := compared.P < speedLevel; {
	case significant && good < -tolerated:
		f.Status = Worse
	case significant && good > tolerated:
		f.Status = Improved
	default:
		f.Status = Unchanged
	}
	// All of the interval is beyond the limit.
	if l := rule.Limit; l.Set && f.Status != Worse && (f.New.High < l.Low || f.New.Low > l.High) {
		f.Status = Limited
	}
}

func texts(warnings []error) string {
	var all []string
	for _, w := range warnings {
		all = append(all, w.Error())
	}
	return strings.Join(all, "; ")
}
