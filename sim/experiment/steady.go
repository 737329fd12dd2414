package experiment

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// SteadyMethod names how SteadyState makes its interval.
const SteadyMethod = "warm-up deleted by MSER-5; means of nonoverlapping batches whose size doubles until von Neumann's " +
	"ratio finds no correlation, merged into about 30; 95% Student t interval over batches"

// What a series must have for these methods, and what they make of it.
const (
	mserBatch      = 5   // values to a mean in MSER-5
	leastSteady    = 200 // values before deletion
	leastBatched   = 40
	leastBatches   = 20
	bestBatches    = 30   // more add little to Student's t (Schmeiser 1982)
	testConfidence = 0.90 // of von Neumann's test: a false alarm costs a doubling, a miss costs coverage
)

// WarmUp is how much of the beginning of a series is not yet typical of its steady state.
type WarmUp struct {
	Deleted int  // values, a multiple of 5
	Settled bool // false: the best cut is at half of the series, so it may not have settled at all; true is no proof: a change late in the series goes unseen
}

// MSER finds the warm-up of a series by MSER-5: of the means of 5 values each, it deletes the first
// d such that the standard error of what is left,
//
//	sqrt(sum over i >= d of (z(i) - mean)^2) / (m-d),
//
// is smallest, d up to half of the m means (White 1997; White, Cobb & Spratt 2000). The series has
// one value per equal step (or customer), all finite, at least 200 of them; else it is an error. A
// series that stays on one value settles where that begins.
func MSER(series []float64) (WarmUp, error) {
	if err := checkSeries(series, leastSteady); err != nil {
		return WarmUp{}, err
	}
	z := batchMeans(series[:len(series)/mserBatch*mserBatch], mserBatch)
	best, cut := math.Inf(1), 0
	// From the end, so that each cut takes one mean more: Welford's update.
	var n, mean, squares float64
	for d := len(z) - 1; d >= 0; d-- {
		n++
		off := z[d] - mean
		mean += off / n
		squares += off * (z[d] - mean)
		if d > len(z)/2 {
			continue
		}
		if score := squares / (n * n); score <= best { // of equals the one that deletes least
			best, cut = score, d
		}
	}
	return WarmUp{Deleted: cut * mserBatch, Settled: cut < len(z)/2}, nil
}

// Batched is the mean of one long series with an interval that allows for its autocorrelation.
type Batched struct {
	Estimate            // SD between batch means; N batches, 20 to 59
	Size        int     // values to a batch
	Independent bool    // von Neumann's test found no correlation at some size with at least 20 batches; false: the interval is too narrow, the series too short
	Correlation float64 // lag-1 autocorrelation of the batch means used
	Warm        WarmUp  // what was deleted before; all 0 from BatchMeans
}

// BatchMeans estimates the mean of a stationary series of at least 40 finite values (else an
// error) by nonoverlapping batch means (Conway 1963; Law & Carson 1979).
//
// The size of batches starts at one value and doubles until von Neumann's ratio (1941) finds their
// means uncorrelated, at one-sided 10% (Fishman & Yarberry 1997):
//
//	C = 1 - sum (y(i)-y(i+1))^2 / (2 sum (y(i)-mean)^2), normal with variance (k-2)/(k^2-1).
//
// The test is made on all batches there are, where it is sharp; then whole batches are merged until
// 30 to 59 are left, which leaves still less correlation, and their means get a Student interval.
// What does not fill a batch is dropped from the beginning.
func BatchMeans(series []float64) (Batched, error) {
	if err := checkSeries(series, leastBatched); err != nil {
		return Batched{}, err
	}
	size, independent := 1, false
	for ; len(series)/size >= leastBatches; size *= 2 {
		if independent = uncorrelated(batchMeans(series, size)); independent {
			break
		}
	}
	if !independent {
		size = len(series) / leastBatches
	} else if k := len(series) / size; k > bestBatches {
		size *= k / bestBatches
	}
	means := batchMeans(series, size)
	return Batched{Estimate: Mean(means), Size: size, Independent: independent, Correlation: lag1(means)}, nil
}

// SteadyState deletes the warm-up of a series (MSER) and estimates the mean of the rest
// (BatchMeans). The series has at least 200 values, all finite; else it is an error.
func SteadyState(series []float64) (Batched, error) {
	warm, err := MSER(series)
	if err != nil {
		return Batched{}, err
	}
	b, err := BatchMeans(series[warm.Deleted:])
	b.Warm = warm
	return b, err
}

func checkSeries(series []float64, least int) error {
	if len(series) < least {
		return fmt.Errorf("experiment: a series of %d values (at least %d)", len(series), least)
	}
	for i, v := range series {
		if !finite(v) {
			return fmt.Errorf("experiment: value %d of the series is %v (finite)", i, v)
		}
	}
	return nil
}

// batchMeans are the means of batches of a size; the values before the first whole batch are left out.
func batchMeans(series []float64, size int) []float64 {
	means := make([]float64, len(series)/size)
	series = series[len(series)%size:]
	for i := range means {
		sum := 0.0
		for _, v := range series[i*size : (i+1)*size] {
			sum += v
		}
		means[i] = sum / float64(size)
	}
	return means
}

// uncorrelated is von Neumann's test against positive correlation of neighbours. Values without
// spread are uncorrelated.
func uncorrelated(y []float64) bool {
	mean := moments(y).Mean
	var steps, squares float64
	for i, v := range y {
		squares += (v - mean) * (v - mean)
		if i > 0 {
			steps += (v - y[i-1]) * (v - y[i-1])
		}
	}
	if squares == 0 {
		return true
	}
	k := float64(len(y))
	c := 1 - steps/(2*squares)
	return c <= distuv.UnitNormal.Quantile(testConfidence)*math.Sqrt((k-2)/(k*k-1))
}

// lag1 is the autocorrelation of neighbours; 0 without spread.
func lag1(y []float64) float64 {
	mean := moments(y).Mean
	var products, squares float64
	for i, v := range y {
		squares += (v - mean) * (v - mean)
		if i > 0 {
			products += (v - mean) * (y[i-1] - mean)
		}
	}
	if squares == 0 {
		return 0
	}
	return products / squares
}
