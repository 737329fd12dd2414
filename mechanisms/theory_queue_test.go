package mechanisms_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// form is the value of a closed form of the kit; in are pairs of a name and a number.
func form(t rapid.TB, name string, in ...any) float64 {
	t.Helper()
	f, ok := mechanisms.LookupForm(name)
	if !ok {
		t.Fatalf("there is no closed form %s", name)
	}
	args := map[string]float64{}
	for k := 0; k < len(in); k += 2 {
		if n, ok := in[k+1].(int); ok {
			args[in[k].(string)] = float64(n)
		} else {
			args[in[k].(string)] = mechtest.Number(in[k+1])
		}
	}
	v, err := f.Call(args)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// near says whether two numbers agree to a relative error; below 1e-12 to 1e-21.
func near(a, b, tolerance float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= tolerance*math.Max(math.Abs(b), 1e-12)
}

func same(t rapid.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !near(got, want, tolerance) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

// printed checks the rows of a table of oracles: a form for each column that is no argument.
func printed(t *testing.T, id string, tolerance float64, value func(column string, row map[string]any) float64) {
	t.Helper()
	table, ok := mechtest.Oracles(t, "testdata/oracles.json")[id]
	if !ok || len(table.Rows) < 8 {
		t.Fatalf("table %s is missing", id)
	}
	for _, cells := range table.Rows {
		row := map[string]any{}
		for i, name := range table.Head {
			row[name] = cells[i]
		}
		for i, name := range table.Head {
			same(t, id+" "+name, value(name, row), mechtest.Number(cells[i]), tolerance)
		}
	}
}

func TestQueueForms_reproduceThePrintedTables(t *testing.T) {
	printed(t, "N1", 1e-12, func(column string, row map[string]any) float64 {
		rho := row["rho"]
		switch column {
		case "L":
			return form(t, "queue.mm1_length", "rho", rho)
		case "Lq":
			return form(t, "queue.mm1_waiting", "rho", rho)
		case "W":
			return form(t, "queue.mm1_sojourn", "rho", rho)
		case "Wq":
			return form(t, "queue.mm1_wait", "rho", rho)
		case "P(N>=5)":
			return form(t, "queue.mm1_tail", "rho", rho, "k", 5)
		case "W 95%":
			return form(t, "queue.mm1_quantile", "rho", rho, "q", 0.95)
		case "run length":
			const rounded = 1.959964 / 1.959963984540054 // the quantile of the normal law as printed
			return form(t, "queue.mm1_run_length", "rho", rho) * rounded * rounded
		}
		return mechtest.Number(row[column])
	})
	printed(t, "N2", 1e-12, func(column string, row map[string]any) float64 {
		c, rho := row["c"], row["rho"]
		switch column {
		case "Erlang C":
			return form(t, "queue.erlang_c", "servers", c, "offered", row["a"])
		case "Lq":
			return form(t, "queue.mmc_waiting", "servers", c, "rho", rho)
		case "Wq":
			return form(t, "queue.mmc_wait", "servers", c, "rho", rho)
		case "W":
			return form(t, "queue.mmc_sojourn", "servers", c, "rho", rho)
		case "P(wait>1)":
			return form(t, "queue.mmc_tail", "servers", c, "rho", rho, "t", 1)
		}
		return mechtest.Number(row[column])
	})
	printed(t, "N3", 1e-12, func(column string, row map[string]any) float64 {
		rho := row["rho"]
		switch column {
		case "Lq":
			return form(t, "queue.md1_waiting", "rho", rho)
		case "Wq":
			return form(t, "queue.md1_wait", "rho", rho)
		case "W":
			return form(t, "queue.md1_sojourn", "rho", rho)
		case "L":
			return form(t, "queue.md1_length", "rho", rho)
		case "Wq(M/M/1)":
			return form(t, "queue.mm1_wait", "rho", rho)
		}
		return mechtest.Number(row[column])
	})
}

// birthDeath are the probabilities of the numbers in a system with arrivals of rate lam and services of rate 1 each,
// from the balance between neighbours.
func birthDeath(lam float64, servers, most int) []float64 {
	p := make([]float64, most)
	p[0] = 1
	sum := 1.0
	for n := 1; n < most; n++ {
		p[n] = p[n-1] * lam / float64(min(n, servers))
		sum += p[n]
	}
	for n := range p {
		p[n] /= sum
	}
	return p
}

// mean of a law on 0, 1, ...
func mean(p []float64) (sum float64) {
	for n, x := range p {
		sum += float64(n) * x
	}
	return sum
}

// erlang is the probability that k exponential times of mean 1 take longer than t.
func erlang(k int, t float64) float64 {
	term, sum := math.Exp(-t), 0.0
	for i := range k {
		sum += term
		term *= t / float64(i+1)
	}
	return sum
}

func TestQueueForms_agreeWithTheChainOfBirthsAndDeaths(t *testing.T) {
	for servers := 1; servers <= 6; servers++ {
		for _, rho := range []float64{0.05, 0.4, 0.8, 0.93} {
			c := float64(servers)
			p := birthDeath(rho*c, servers, 1200)
			busy, wait, late := 0.0, 0.0, 0.0
			for n := servers; n < len(p); n++ {
				busy += p[n]
				wait += p[n] * float64(n-servers+1) / c
				late += p[n] * erlang(n-servers+1, 0.7*c)
			}
			same(t, "busy", form(t, "queue.erlang_c", "servers", c, "offered", rho*c), busy, 1e-10)
			same(t, "length", form(t, "queue.mmc_length", "servers", c, "rho", rho), mean(p), 1e-10)
			same(t, "wait", form(t, "queue.mmc_wait", "servers", c, "rho", rho, "service", 3), 3*wait, 1e-10)
			same(t, "late", form(t, "queue.mmc_tail", "servers", c, "rho", rho, "t", 2.1, "service", 3), late, 1e-10)
			lost := birthDeath(rho*c, servers, servers+1)
			same(t, "lost", form(t, "queue.erlang_b", "servers", c, "offered", rho*c), lost[servers], 1e-12)
			if servers > 1 {
				continue
			}
			long, stay := 0.0, 0.0
			q := form(t, "queue.mm1_quantile", "rho", rho, "q", 0.9)
			for n, x := range p {
				if n >= 3 {
					long += x
				}
				stay += x * erlang(n+1, q)
			}
			same(t, "three or more", form(t, "queue.mm1_tail", "rho", rho, "k", 3), long, 1e-10)
			same(t, "those who stay longer", stay, 0.1, 1e-10)
		}
	}
}

// What a customer leaves behind: X' = (X-1)^+ + A, A the arrivals in a service.
func TestQueueForms_agreeWithTheChainOfDepartures(t *testing.T) {
	for _, rho := range []float64{0.1, 0.5, 0.85} {
		p := stationary(rho, 1, 400, func(n int) int { return max(n-1, 0) })
		same(t, "M/D/1", form(t, "queue.md1_length", "rho", rho), mean(p), 1e-9)
	}
}

func TestQueueForms_obeyLittle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rho, service := rapid.Float64Range(0.001, 0.999).Draw(t, "rho"), rapid.Float64Range(0.01, 100).Draw(t, "service")
		c := rapid.IntRange(1, 300).Draw(t, "servers")
		rate := rho / service
		for _, queue := range []string{"mm1", "md1", "mmc"} {
			in := []any{"rho", rho}
			if queue == "mmc" {
				in, rate = append(in, "servers", c), rate*float64(c)
			}
			timed := append(in[:len(in):len(in)], "service", service)
			same(t, queue+" L", form(t, "queue."+queue+"_length", in...), rate*form(t, "queue."+queue+"_sojourn", timed...), 1e-9)
			same(t, queue+" Lq", form(t, "queue."+queue+"_waiting", in...), rate*form(t, "queue."+queue+"_wait", timed...), 1e-9)
		}
		same(t, "one server", form(t, "queue.mmc_wait", "servers", 1, "rho", rho), form(t, "queue.mm1_wait", "rho", rho), 1e-9)
	})
}

func TestQueueForms_areUndefinedWithoutASteadyState(t *testing.T) {
	for _, rho := range []float64{1, 1.5, -0.1, math.Inf(1)} {
		for _, name := range []string{"mm1_length", "mm1_waiting", "mm1_sojourn", "mm1_wait", "mm1_run_length", "md1_length", "md1_waiting", "md1_sojourn", "md1_wait"} {
			same(t, name, form(t, "queue."+name, "rho", rho), math.NaN(), 0)
		}
		for _, name := range []string{"mmc_length", "mmc_waiting", "mmc_sojourn", "mmc_wait"} {
			same(t, name, form(t, "queue."+name, "servers", 3, "rho", rho), math.NaN(), 0)
		}
	}
	undefined := func(name string, in ...any) {
		t.Helper()
		same(t, name, form(t, "queue."+name, in...), math.NaN(), 0)
	}
	undefined("mm1_tail", "rho", 0.5, "k", 1.5)
	undefined("mm1_tail", "rho", 0.5, "k", -1)
	undefined("mm1_quantile", "rho", 0.5, "q", 1.01)
	undefined("mm1_wait", "rho", 0.5, "service", -1)
	undefined("erlang_b", "servers", 0, "offered", 1)
	undefined("erlang_b", "servers", 2.5, "offered", 1)
	undefined("erlang_c", "servers", 2, "offered", 2)
	undefined("mmc_tail", "servers", 2, "rho", 0.5, "t", -1)
	same(t, "q = 1", form(t, "queue.mm1_quantile", "rho", 0.5, "q", 1), math.Inf(1), 0)
	same(t, "many servers that lose", form(t, "queue.erlang_b", "servers", 1, "offered", 3), 0.75, 1e-15)
}
