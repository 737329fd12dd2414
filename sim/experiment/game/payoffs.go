package game

import (
	"fmt"
	"math"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// tolerance is how near payoffs count as equal and how small a share counts as none: payoffs in units of the range of
// their table, shares as they are.
const tolerance = 1e-9

// Payoffs is what one role earns: a row for each strategy of its own, a column for each of the other role.
type Payoffs struct {
	mean  [][]float64
	seeds [][][]float64 // by row, column and seed; nil where payoffs are exact
	low   float64       // the smallest mean
	width float64       // the largest less the smallest
}

// Exact is a table of payoffs that are known without error. All must be finite; the table is copied.
func Exact(payoff [][]float64) (Payoffs, error) {
	p := Payoffs{mean: make([][]float64, len(payoff))}
	for i := range payoff {
		p.mean[i] = append([]float64(nil), payoff[i]...)
	}
	return p.checked()
}

// Measured is a table of payoffs by row, column and seed. Means are over the seeds that define an entry: NaN and the
// infinities are left out, as in experiment.Mean, but every entry needs one seed that defines it. All entries have the
// same number of seeds, in one order, so that differences are paired (common random numbers). The values are not copied.
func Measured(values [][][]float64) (Payoffs, error) {
	p := Payoffs{mean: make([][]float64, len(values)), seeds: values}
	for i := range values {
		p.mean[i] = make([]float64, len(values[i]))
		for j, entry := range values[i] {
			if len(entry) != len(values[0][0]) {
				return Payoffs{}, fmt.Errorf("game: entry %d, %d has %d seeds, the first has %d", i, j, len(entry), len(values[0][0]))
			}
			e := experiment.Mean(entry)
			if e.N == 0 {
				return Payoffs{}, fmt.Errorf("game: no seed defines entry %d, %d", i, j)
			}
			p.mean[i][j] = e.Mean
		}
	}
	return p.checked()
}

// checked is p with its range, or what is wrong with its shape.
func (p Payoffs) checked() (Payoffs, error) {
	if len(p.mean) == 0 || len(p.mean[0]) == 0 {
		return Payoffs{}, fmt.Errorf("game: a table of payoffs needs a strategy on both sides")
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i, row := range p.mean {
		if len(row) != len(p.mean[0]) {
			return Payoffs{}, fmt.Errorf("game: row %d has %d payoffs, the first has %d", i, len(row), len(p.mean[0]))
		}
		for j, v := range row {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return Payoffs{}, fmt.Errorf("game: payoff %d, %d is %v; it must be finite", i, j, v)
			}
			low, high = min(low, v), max(high, v)
		}
	}
	p.low, p.width = low, high-low
	return p, nil
}

// Own and Other are the numbers of strategies of the role that earns and of the one that it meets.
func (p Payoffs) Own() int   { return len(p.mean) }
func (p Payoffs) Other() int { return len(p.mean[0]) }

// Mean is what strategy own earns against strategy other.
func (p Payoffs) Mean(own, other int) float64 { return p.mean[own][other] }

// Estimate is the same with its interval; an exact payoff has none.
func (p Payoffs) Estimate(own, other int) experiment.Estimate {
	if p.seeds == nil {
		v := p.mean[own][other]
		return experiment.Estimate{Mean: v, Low: v, High: v}
	}
	return experiment.Mean(p.seeds[own][other])
}

// Against is what each strategy earns against a mix of the other role's.
func (p Payoffs) Against(mix []float64) []float64 {
	p.mustMix(mix, p.Other())
	earned := make([]float64, p.Own())
	for i, row := range p.mean {
		earned[i] = dot(row, mix)
	}
	return earned
}

// seedsAgainst is what a strategy earns against a mix, one value for each seed. A strategy that the mix does not hold
// does not matter, even where no payoff against it is defined.
func (p Payoffs) seedsAgainst(own int, mix []float64) []float64 {
	earned := make([]float64, len(p.seeds[own][0]))
	for j, share := range mix {
		if share == 0 {
			continue
		}
		for s, v := range p.seeds[own][j] {
			earned[s] += share * v
		}
	}
	return earned
}

// BestResponses are the strategies that earn most against a mix of the other role's, in ascending order. Payoffs that
// differ by no more than 1e-9 of the range of the table count as equal.
func (p Payoffs) BestResponses(mix []float64) []int {
	return list(p.best(p.Against(mix)))
}

// best is the set of the largest payoffs.
func (p Payoffs) best(earned []float64) set {
	most := largest(earned)
	var s set
	for i, v := range earned {
		if v >= most-tolerance*p.width {
			s |= 1 << i
		}
	}
	return s
}

func (p Payoffs) mustMix(mix []float64, size int) {
	if len(mix) != size {
		panic(fmt.Sprintf("game: a mix of %d strategies where there are %d", len(mix), size))
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func largest(values []float64) float64 {
	most := math.Inf(-1)
	for _, v := range values {
		most = max(most, v)
	}
	return most
}

// Pure is the mix of one strategy alone, of size strategies.
func Pure(strategy, size int) []float64 {
	mix := make([]float64, size)
	mix[strategy] = 1
	return mix
}
