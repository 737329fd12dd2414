package runs

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// NewEstimate is an experiment's estimate of a column in the form of summary.json.
func NewEstimate(c experiment.Column, e experiment.Estimate) Estimate {
	return Estimate{Population: c.Population, Metric: c.Metric, Unit: c.Unit,
		Mean: e.Mean, Low: e.Low, High: e.High, SD: e.SD, N: e.N}
}

// NewCrossing is an experiment's crossing in the form of summary.json; the caller adds what
// crosses and along which parameter.
func NewCrossing(c experiment.Crossing) Crossing {
	return Crossing{Direction: c.Direction, Found: c.Found, Low: c.Low, High: c.High, StdErr: c.StdErr,
		N: c.N, Lost: c.Lost, Method: experiment.CrossingMethod}
}

// fewSeeds are too few for their standard error to be taken at its word: Student's t has heavy tails.
const fewSeeds = 8

// Against is c beside the position that theory predicts, Z standard errors away; of fewer than 8 seeds, Z is the
// NormalScore of that. There is no Z without a standard error.
func (c Crossing) Against(predicted float64) Crossing {
	c.Predicted, c.Z = &predicted, nil
	if c.StdErr > 0 && c.N > 1 {
		z := (c.Found - predicted) / c.StdErr
		if c.N < fewSeeds {
			z = NormalScore(z, c.N)
		}
		c.Z = &z
	}
	return c
}

// farZ is the largest normal score: tails beyond it are below what a float holds.
const farZ = 37

// NormalScore is the z that a normal variate exceeds as often as Student's t with n-1 degrees of freedom exceeds t: a
// deviation in standard errors that were estimated from n seeds, made comparable between few seeds and many. It is
// finite: at most 37 either way.
func NormalScore(t float64, n int) float64 {
	tail := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.CDF(-math.Abs(t))
	z := math.Min(-distuv.UnitNormal.Quantile(tail), farZ)
	return math.Copysign(math.Max(z, 0), t)
}
