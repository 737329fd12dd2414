package experiment

import (
	"errors"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// SobolMethod names how Sobol estimates indices and makes their intervals.
const SobolMethod = "Sobol indices: first order by Saltelli 2010, total by Jansen 1999, on scrambled Halton points; " +
	"95% percentile bootstrap interval over base samples"

// Sobol divides the variance of a value between factors that are independent and uniform within
// their bounds (Sobol 1993). For Samples base samples it takes two points A and B each and, for
// each factor i, the point AB(i): A with factor i from B (Saltelli et al. 2010, Variance based
// sensitivity analysis of model output), so Samples * (len(Factors)+2) points in all.
//
// Design gives the points, any runner their values, Analyse the indices: the points of a Sobol{...}
// are always the same, and those of fewer samples are the first ones of more.
type Sobol struct {
	Factors   []Factor // up to 500
	Samples   int      // base samples, at least 8; a few hundred for a ranking, thousands for two digits
	Seed      uint64
	Resamples int // of the bootstrap; 0: 1000, else at least 100
}

// Index is a share of variance with its 95% interval. All fields are finite.
type Index struct {
	Value, Low, High float64
	StdErr           float64 // standard deviation of the resampled values
}

// Sensitivity is what Sobol finds out about one factor.
type Sensitivity struct {
	Factor string
	First  Index // share of the variance that would go if this factor were known; may come out just below 0
	Total  Index // share that would stay if all other factors were known, so with all interactions; 0: no influence at all
}

// Indices is the result of a Sobol analysis.
type Indices struct {
	Factors        []Sensitivity // in the order of Sobol.Factors
	Mean, Variance float64       // of the value over the factors
	N              int           // base samples with all values defined
}

// Design is the points [point][factor]: for each base sample A, B, AB(1), ..., AB(k).
func (s Sobol) Design() ([][]float64, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	k := len(s.Factors)
	unit := halton(s.Samples, 2*k, s.Seed)
	var points [][]float64
	for n := range s.Samples {
		row := unit.RawRowView(n)
		a, b := scale(s.Factors, row[:k]), scale(s.Factors, row[k:])
		points = append(points, a, b)
		for i := range k {
			ab := slices.Clone(a)
			ab[i] = b[i]
			points = append(points, ab)
		}
	}
	return points, nil
}

func (s Sobol) check() error {
	if err := check(s.Factors, 1); err != nil {
		return err
	}
	k := len(s.Factors)
	switch most := MaxPoints / (k + 2); {
	case k > maxDimensions/2:
		return fmt.Errorf("experiment: Sobol indices of %d factors (at most %d)", k, maxDimensions/2)
	case s.Samples < 8 || s.Samples > most:
		return fmt.Errorf("experiment: Sobol indices from %d samples (from 8 to %d for %d factors)", s.Samples, most, k)
	case s.Resamples != 0 && (s.Resamples < 100 || s.Resamples > 100_000):
		return fmt.Errorf("experiment: Sobol indices with %d resamples (0 for 1000, or from 100 to 100000)", s.Resamples)
	}
	return nil
}

// Analyse takes the value at each point of Design, in the same order, and estimates
//
//	First(i) = mean of (f(B)-m) (f(AB(i))-f(A)) / V      Total(i) = mean of (f(A)-f(AB(i)))^2 / (2 V)
//
// with m and V mean and variance of all f(A) and f(B). A base sample with a value that is not
// finite is left out. The interval has the 2.5% and 97.5% quantiles of the indices of Resamples
// samples drawn with replacement, from a source of its own that belongs to Seed. The bootstrap
// takes base samples as independent; Halton points do better than that, so the intervals are
// rather too wide than too narrow. A value that is an average over few seeds has noise: with the
// same seeds at every point what they share is no part of the indices, what they do not share
// counts as interaction and raises Total.
//
// It is an error if fewer than 8 base samples remain or if the value never varies.
func (s Sobol) Analyse(values []float64) (Indices, error) {
	if err := s.check(); err != nil {
		return Indices{}, err
	}
	k := len(s.Factors)
	if len(values) != s.Samples*(k+2) {
		return Indices{}, fmt.Errorf("experiment: Sobol indices of %d values (%d for %d samples of %d factors)", len(values), s.Samples*(k+2), s.Samples, k)
	}
	base := newBases(values, k)
	n := len(base.rows)
	if n < 8 {
		return Indices{}, fmt.Errorf("experiment: %d of %d base samples have all values defined (at least 8)", n, s.Samples)
	}
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = 1
	}
	found := make([]float64, 2*k)
	variance := base.indices(weights, found)
	if !(variance > 0) {
		return Indices{}, errors.New("experiment: Sobol indices of a value that never varies")
	}
	out := Indices{Mean: base.mean, Variance: variance, N: n, Factors: make([]Sensitivity, k)}
	drawn := s.bootstrap(base)
	for i, f := range s.Factors {
		out.Factors[i] = Sensitivity{f.Name, percentiles(found[i], drawn[i]), percentiles(found[k+i], drawn[k+i])}
	}
	return out, nil
}

// bootstrap is the indices of resampled base samples, [index][resample].
func (s Sobol) bootstrap(base *bases) [][]float64 {
	resamples := s.Resamples
	if resamples == 0 {
		resamples = 1000
	}
	source := luck(s.Seed, resampling)
	n, count := len(base.rows), 2*base.factors
	drawn := make([][]float64, count)
	weights, found := make([]float64, n), make([]float64, count)
	for range resamples {
		clear(weights)
		for range n {
			weights[below(source, n)]++
		}
		if base.indices(weights, found) > 0 { // else all that was drawn has one value
			for i, v := range found {
				drawn[i] = append(drawn[i], v)
			}
		}
	}
	return drawn
}

// bases are the values of the base samples, with the mean taken off.
type bases struct {
	factors int
	mean    float64
	rows    [][]float64 // A, B, AB(1), ..., AB(factors)
}

func newBases(values []float64, factors int) *bases {
	b := &bases{factors: factors}
	var ends []float64
	for row := range slices.Chunk(slices.Clone(values), factors+2) {
		if !slices.ContainsFunc(row, func(v float64) bool { return !finite(v) }) {
			b.rows = append(b.rows, row)
			ends = append(ends, row[0], row[1])
		}
	}
	b.mean = moments(ends).Mean
	for _, row := range b.rows {
		for i := range row {
			row[i] -= b.mean
		}
	}
	return b
}

// indices writes the first-order indices and then the total ones into out, each base sample
// counted as often as its weight says, and returns the variance; without one out is undefined.
func (b *bases) indices(weights, out []float64) float64 {
	clear(out)
	var n, sum, squares float64
	for r, row := range b.rows {
		w := weights[r]
		if w == 0 {
			continue
		}
		n += w
		sum += w * (row[0] + row[1])
		squares += w * (row[0]*row[0] + row[1]*row[1])
	}
	mean := sum / (2 * n)
	variance := squares/(2*n) - mean*mean
	for r, row := range b.rows {
		w := weights[r]
		if w == 0 {
			continue
		}
		for i, ab := range row[2:] {
			d := ab - row[0]
			out[i] += w * (row[1] - mean) * d
			out[b.factors+i] += w * d * d
		}
	}
	for i := range b.factors {
		out[i] /= n * variance
		out[b.factors+i] /= 2 * n * variance
	}
	return variance
}

// percentiles is value with the interval of what was drawn.
func percentiles(value float64, drawn []float64) Index {
	if len(drawn) < 2 {
		return Index{Value: value, Low: value, High: value}
	}
	slices.Sort(drawn)
	tail := (1 - Confidence) / 2
	return Index{Value: value, StdErr: moments(drawn).SD,
		Low:  min(value, stat.Quantile(tail, stat.Empirical, drawn, nil)),
		High: max(value, stat.Quantile(1-tail, stat.Empirical, drawn, nil))}
}
