package main

import (
	"fmt"
	"math"
	"slices"
)

// workload is a model that several programs have, and what its figures must be.
type workload struct {
	name  string
	what  string
	units string // what Done counts
	check string // what Check is
	value float64
	// off is the standard error of Check, as a part of the value, in a run of a size.
	off   func(size float64) float64
	exact func(size uint64) []int64
}

var workloads = []workload{
	{name: "hold", units: "event", check: "events of an agent by unit of time",
		what:  "10^5 agents, each of whom waits again and again for Exp(1)",
		value: 1, off: func(size float64) float64 { return 1 / math.Sqrt(size) }},
	{name: "phold", units: "event", check: "moves of a message by mean travel",
		what: "10^4 messages among 1,000 places, each travels for 0.1 + Exp(1) to a place drawn at random",
		// A renewal process: its count varies less than Poisson's; at the beginning no message has come half of its way.
		value: 1, off: func(size float64) float64 { return 1/math.Sqrt(size) + 0.001 }},
	{name: "mm1", units: "customer", check: "mean wait, in mean services",
		what:  "M/M/1 at 90% load",
		value: 9, off: func(size float64) float64 { return 1.1 * math.Sqrt(380/size) }},
	{name: "bank", units: "customer", check: "share of customers who left",
		what:  "SimPy's example Bank Renege: M/M/1 with customers every Exp(10), services of Exp(12) and patience from 1 to 3",
		value: reneging(), off: func(size float64) float64 { return 2 / math.Sqrt(size) }},
	{name: "wealth", units: "step of an agent", check: "Gini coefficient at the end",
		what: "Boltzmann wealth: 1,000 agents, 1,000 steps, in each who has a unit gives it to somebody",
		// One unit each in the mean, geometric in the long run: 2/3. After 1,000 steps not quite.
		value: 2.0 / 3, off: func(float64) float64 { return 0.025 },
		exact: func(uint64) []int64 { return []int64{1000} }},
	{name: "erc20", units: "balanceOf and transfer", check: "all balances, exactly",
		what:  "verbs' ERC-20 loop: 50 agents look at their balance and send some of it, a block a step",
		exact: balances},
}

// same says what is wrong with the figures of a peer: the mean over rounds is more than 4 standard errors from theory.
func (w workload) same(l line) error {
	mean := 0.0
	for _, o := range l.outcomes {
		mean += o.Check / float64(len(l.outcomes))
		if w.exact != nil && !slices.Equal(o.Exact, w.exact(l.size)) {
			return fmt.Errorf("%v, which should be %v", o.Exact, w.exact(l.size))
		}
	}
	if w.off == nil {
		return nil
	}
	most := 4 * w.off(float64(l.size)*float64(len(l.outcomes)))
	if off := mean/w.value - 1; !(math.Abs(off) <= most) {
		return fmt.Errorf("%s is %v, which should be within %.1f%% of %v", w.check, mean, 100*most, w.value)
	}
	return nil
}

// reneging is the share of customers who leave a single server with rates of arrivals 1/10 and of services 1/12 when
// their patience, uniform from 1 to 3, is shorter than the work ahead. The work ahead has the density
// v(x) = c exp(-x/12 + H(x)/10), H the integral of the share that is patient for x or longer (Baccelli and Hebuterne 1981);
// none is ahead with probability 10 c.
func reneging() float64 {
	const dx = 1e-4
	joined, all := 10.0, 10.0
	h := 0.0
	for x := dx / 2; x < 400; x += dx {
		patient := min(1, max(0, (3-x)/2))
		h += patient * dx
		v := math.Exp(-x/12+h/10) * dx
		all += v
		joined += v * patient
	}
	return 1 - joined/all
}

// balances are those of 50 accounts with a million each, after so many steps.
func balances(steps uint64) []int64 {
	b := slices.Repeat([]int64{1_000_000}, 50)
	for step := range steps {
		for i := range uint64(50) {
			amount := int64(1 + (7*i+13*step)%10)
			b[i] -= amount
			b[(i+1+(i*i+3*step)%49)%50] += amount
		}
	}
	return b
}
