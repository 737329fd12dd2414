package runs

import "github.com/dopamine-network/dopasim/sim/experiment"

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

// Against is c beside the position that theory predicts. There is no Z without a standard error.
func (c Crossing) Against(predicted float64) Crossing {
	c.Predicted, c.Z = &predicted, nil
	if c.StdErr > 0 {
		z := (c.Found - predicted) / c.StdErr
		c.Z = &z
	}
	return c
}
