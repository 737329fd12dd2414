package sim_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// The classical queues, run on the engine and held against their closed forms (Kleinrock 1975, Queueing Systems I).
//
// Each run is cut into cycles that are independent and alike (Crane and Iglehart 1975): a cycle begins with an arrival
// that finds a certain number of customers, fewer than there are servers. With exponential services any such number
// will do, with constant ones only 0. A figure is a ratio of sums over cycles, sum Y / sum X, and under the theory that
// it is R the differences Y - R X are independent with mean 0, so that
//
//	z = sum (Y - R X) / sqrt(sum (Y - R X)^2)
//
// is normal, with no warm-up to delete. The seeds were drawn once and are frozen: |z| < 4.

// figure is a quantity with a closed form.
type figure struct {
	name  string
	y, x  func(t *tally) float64
	value float64
	sum   [3]float64 // of Y, X and (Y - R X)^2
}

func (f *figure) add(t *tally) {
	y, x := f.y(t), f.x(t)
	off := y - f.value*x
	f.sum[0] += y
	f.sum[1] += x
	f.sum[2] += off * off
}

// z is the distance from theory in standard errors, and halfWidth that of a 95% interval as a part of the value.
func (f *figure) z() float64 { return (f.sum[0] - f.value*f.sum[1]) / math.Sqrt(f.sum[2]) }
func (f *figure) halfWidth() float64 {
	return 1.959964 * math.Sqrt(f.sum[2]) / f.sum[1] / f.value
}

func customers(t *tally) float64 { return float64(t.Customers) }
func elapsed(t *tally) float64   { return float64(t.Time) }

// overTime is an area by time, perCustomer a sum of times by customer, in mean services.
func overTime(name string, value float64, y func(t *tally) sim.Time) *figure {
	return &figure{name: name, value: value, x: elapsed, y: func(t *tally) float64 { return float64(y(t)) }}
}

func perCustomer(name string, value float64, y func(t *tally) sim.Time) *figure {
	inUnits := func(t *tally) float64 { return float64(y(t)) / float64(meanService) }
	return &figure{name: name, value: value, x: customers, y: inUnits}
}

// share is the part of the customers that something happened to.
func share(name string, value float64, y func(t *tally) int64) *figure {
	return &figure{name: name, value: value, x: customers, y: func(t *tally) float64 { return float64(y(t)) }}
}

func numberPresent(l float64) *figure {
	return overTime("L", l, func(t *tally) sim.Time { return t.Present })
}
func numberWaiting(lq float64) *figure {
	return overTime("Lq", lq, func(t *tally) sim.Time { return t.Waiting })
}
func sojourn(w float64) *figure {
	return perCustomer("W", w, func(t *tally) sim.Time { return t.Sojourns })
}
func wait(wq float64) *figure {
	return perCustomer("Wq", wq, func(t *tally) sim.Time { return t.Waits })
}

// units is a length of time given in mean services.
func units(x float64) sim.Time { return sim.Time(math.Round(x * float64(meanService))) }

// runLength is the time, in mean services, after which the mean number present of M/M/1 has a 95% interval of a
// half-width, a part of the mean: a time average over t has variance 2 rho (1+rho) / ((1-rho)^4 t) (Whitt 1989).
func runLength(rho, halfWidth float64) float64 {
	return math.Pow(1.959964/halfWidth, 2) * 2 * (1 + rho) / (rho * (1 - rho) * (1 - rho))
}

// precision is the half-width that a run at load rho is made for: 1%, or 5% when tests are to be quick. At the highest
// load, 0.99, 1% would take 1.5 * 10^9 customers, 5% 62 million: there it is 2% and 25%.
func precision(rho float64) float64 {
	long := os.Getenv("DOPASIM_LONG") != ""
	switch {
	case long && rho < 0.99:
		return 0.01
	case long:
		return 0.02
	case rho < 0.99:
		return 0.05
	}
	return 0.25
}

// leastCustomers of a run: rare states are seen often enough for a normal z.
const leastCustomers = 300_000

// run is what a table's row asks for.
type run struct {
	seed    uint64
	servers int
	load    float64 // of each server
	service func(sim.Rand) sim.Time
	begin   int         // how many customers the first of a cycle finds
	limits  [2]sim.Time // of waits and sojourns that count as long
}

// agrees runs a station and holds figures against what they should be. In each cycle that begins with an empty station,
// and in the whole run, the sojourns sum up to the area under the number present: Little's law, exactly.
func (r run) agrees(t *testing.T, figures ...*figure) {
	t.Helper()
	aim := precision(r.load)
	most := max(leastCustomers, uint64(math.Ceil(r.load*runLength(r.load, aim))))
	s, err := newStation(r.seed, r.servers, units(1/(r.load*float64(r.servers))), r.service, most)
	if err != nil {
		t.Fatal(err)
	}
	cycles := 0
	s.begin, s.limits = uint32(r.begin), r.limits
	s.cycle = func(c tally) {
		cycles++
		if r.begin == 0 && (c.Sojourns != c.Present || c.Waits != c.Waiting) {
			t.Errorf("cycle %d: sojourns of %d ns, area %d; waits of %d, area %d", cycles, c.Sojourns, c.Present, c.Waits, c.Waiting)
		}
		for _, f := range figures {
			f.add(&c)
		}
	}
	if err := s.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	all := s.total()
	if all.Customers != int64(most) || all.Sojourns != all.Present || all.Waits != all.Waiting {
		t.Errorf("Little's law: sojourns of %d ns, area %d; waits of %d, area %d", all.Sojourns, all.Present, all.Waits, all.Waiting)
	}
	t.Logf("%d customers in %d cycles; for L within %g%%", most, cycles, 100*aim)
	near(t, aim, figures)
}

// near holds figures of a run that was made for an aim against theory.
func near(t *testing.T, aim float64, figures []*figure) {
	t.Helper()
	for _, f := range figures {
		z, estimate := f.z(), f.sum[0]/f.sum[1]
		t.Logf("%-9s %11.6f, theory %11.6f, off by %+.2f%%, half-width %.2f%%, z = %+.2f",
			f.name, estimate, f.value, 100*(estimate/f.value-1), 100*f.halfWidth(), z)
		if !(math.Abs(z) < 4) {
			t.Errorf("%s = %v, theory %v: z = %v", f.name, estimate, f.value, z)
		}
		if f.name == "L" && f.halfWidth() > 1.2*aim {
			t.Errorf("L is known to %.2f%% only, the run was to give %g%%", 100*f.halfWidth(), 100*aim)
		}
	}
}

// table reads numbers from testdata; those are the specification's, as printed.
func table(t *testing.T, name string) (rows []map[string]float64) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		row := map[string]float64{}
		for i, field := range line {
			if row[lines[0][i]], err = strconv.ParseFloat(field, 64); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// printed says that a closed form is the table's value, to the digits that were printed.
func printed(t *testing.T, row map[string]float64, name string, value float64) {
	t.Helper()
	in, ok := row[name]
	if !ok || math.Abs(in-value) > 1e-5*math.Max(0.06, math.Abs(in)) {
		t.Errorf("%s is %v in the table, %v by its closed form", name, in, value)
	}
}
