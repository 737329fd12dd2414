package game

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// MarginMethod names how Margin makes its intervals.
const MarginMethod = "paired differences over seeds; simultaneous 95% Student t intervals for all deviations (Bonferroni), " +
	"of which the margin's takes the lowest lower and the lowest upper end"

// Margin is the incentive margin of a strategy: what it earns less what the best deviation earns. Above 0 nobody gains
// by deviating.
//
// Which deviation is best is not known but measured. So every deviation gets an interval so wide that all of them hold
// at once with 95% (Bonferroni: each at 1 - 0.05/deviations), and the margin, which is the smallest of the true
// differences, then lies between the smallest lower and the smallest upper end. Mean is the smallest of the mean
// differences: where deviations are as good as each other within their errors it is too low on average, which is why it
// must be read with its interval.
type Margin struct {
	Strategy  int
	Deviation int // the one with the smallest mean difference; -1 if there is none
	Mean      float64
	Low, High float64 // equal to Mean without an interval
	N         int     // seeds behind the deviation that has the fewest; 0 for exact payoffs, where Mean is exact
	// Each has a difference for every deviation in ascending order, with its simultaneous interval.
	Each []Difference
}

// Difference is what a strategy earns less what a deviation earns.
type Difference struct {
	Deviation int
	experiment.Estimate
}

// Interval reports whether Low and High are an interval.
func (m Margin) Interval() bool { return m.N >= 2 }

// Margin is the incentive margin of a strategy where the other role plays a mix; in a symmetric game that is what the
// rest of the population plays. A strategy without alternatives has an infinite margin.
func (p Payoffs) Margin(strategy int, against []float64) Margin {
	p.mustMix(against, p.Other())
	m := Margin{Strategy: strategy, Deviation: -1, Mean: math.Inf(1), Low: math.Inf(1), High: math.Inf(1)}
	for i := range p.mean {
		if i == strategy {
			continue
		}
		d := p.difference(strategy, i, against)
		if d.Mean < m.Mean {
			m.Mean, m.Deviation = d.Mean, i
		}
		if len(m.Each) == 0 || d.N < m.N {
			m.N = d.N
		}
		m.Low, m.High = min(m.Low, d.Low), min(m.High, d.High)
		m.Each = append(m.Each, Difference{i, d})
	}
	if m.N < 2 {
		m.Low, m.High = m.Mean, m.Mean
	}
	return m
}

// difference is what strategy a earns less what b earns, with its share of the simultaneous interval.
func (p Payoffs) difference(a, b int, against []float64) experiment.Estimate {
	if p.seeds == nil {
		d := dot(p.mean[a], against) - dot(p.mean[b], against)
		return experiment.Estimate{Mean: d, Low: d, High: d}
	}
	e := experiment.PairedDifference(p.seedsAgainst(a, against), p.seedsAgainst(b, against))
	if e.N >= 2 {
		outside := (1 - experiment.Confidence) / float64(p.Own()-1)
		half := distuv.StudentsT{Sigma: 1, Nu: float64(e.N - 1)}.Quantile(1-outside/2) * e.StdErr()
		e.Low, e.High = e.Mean-half, e.Mean+half
	}
	return e
}
