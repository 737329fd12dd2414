package sim_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

func TestStation_isMM1(t *testing.T) {
	for i, row := range table(t, "mm1.csv") {
		rho := row["rho"]
		l, w := rho/(1-rho), 1/(1-rho)
		// Sojourns are exponential: a twentieth is longer than this.
		quantile := -math.Log(0.05) * w
		t.Run(fmt.Sprintf("rho=%v", rho), func(t *testing.T) {
			printed(t, row, "L", l)
			printed(t, row, "Lq", l*rho)
			printed(t, row, "W", w)
			printed(t, row, "Wq", w*rho)
			printed(t, row, "P(N>=5)", math.Pow(rho, 5))
			printed(t, row, "W95", quantile)
			printed(t, row, "run", runLength(rho, 0.01))
			t.Parallel()
			r := run{seed: uint64(100 + i), servers: 1, load: rho, service: exponential}
			r.limits = [2]sim.Time{units(1), units(quantile)}
			r.agrees(t, numberPresent(l), numberWaiting(l*rho), sojourn(w), wait(w*rho),
				overTime("P(N>=5)", math.Pow(rho, 5), func(t *tally) sim.Time { return t.FiveOrMore }),
				overTime("P(N=0)", 1-rho, func(t *tally) sim.Time { return t.Empty }),
				share("P(W>W95)", 0.05, func(t *tally) int64 { return t.LongSojourns }))
		})
	}
}

// erlangC is the probability of waiting at c servers under a load of a mean services in a mean service (Erlang 1917):
// by Erlang's loss formula B, from B(k) = a B(k-1) / (k + a B(k-1)).
func erlangC(c int, a float64) float64 {
	b := 1.0
	for k := 1; k <= c; k++ {
		b = a * b / (float64(k) + a*b)
	}
	return float64(c) * b / (float64(c) - a*(1-b))
}

func TestStation_isMMc(t *testing.T) {
	for i, row := range table(t, "mmc.csv") {
		c, a := int(row["c"]), row["a"]
		rho := a / float64(c)
		delayed := erlangC(c, a)
		wq := delayed / (float64(c) - a)
		tail := delayed * math.Exp(-(float64(c) - a))
		t.Run(fmt.Sprintf("c=%d,a=%v", c, a), func(t *testing.T) {
			printed(t, row, "rho", rho)
			printed(t, row, "ErlangC", delayed)
			printed(t, row, "Lq", wq*a)
			printed(t, row, "Wq", wq)
			printed(t, row, "W", wq+1)
			printed(t, row, "P(wait>1)", tail)
			t.Parallel()
			// Many servers are never all at rest: cycles begin where the load is found, with no line.
			r := run{seed: uint64(200 + i), servers: c, load: rho, service: exponential, begin: min(int(a), c-1)}
			r.limits = [2]sim.Time{units(1), units(1)}
			r.agrees(t, numberPresent(a*(wq+1)), numberWaiting(a*wq), sojourn(wq+1), wait(wq),
				share("P(wait>0)", delayed, func(t *tally) int64 { return t.Delayed }),
				share("P(wait>1)", tail, func(t *tally) int64 { return t.LongWaits }))
		})
	}
}

func TestStation_isMD1(t *testing.T) {
	constant := func(sim.Rand) sim.Time { return meanService }
	for i, row := range table(t, "md1.csv") {
		rho := row["rho"]
		wq := rho / (2 * (1 - rho)) // Pollaczek and Khinchine
		t.Run(fmt.Sprintf("rho=%v", rho), func(t *testing.T) {
			printed(t, row, "Wq", wq)
			printed(t, row, "Lq", wq*rho)
			printed(t, row, "W", wq+1)
			printed(t, row, "L", (wq+1)*rho)
			printed(t, row, "Wq(M/M/1)", 2*wq)
			t.Parallel()
			r := run{seed: uint64(300 + i), servers: 1, load: rho, service: constant}
			r.agrees(t, numberPresent((wq+1)*rho), numberWaiting(wq*rho), sojourn(wq+1), wait(wq),
				overTime("P(N=0)", 1-rho, func(t *tally) sim.Time { return t.Empty }))
		})
	}
}
