package mechanisms_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// arrivals are the probabilities of 0, 1, ... at a Poisson law, from its recursion.
func arrivals(mean float64, most int) []float64 {
	p := make([]float64, most)
	p[0] = math.Exp(-mean)
	for n := 1; n < most; n++ {
		p[n] = p[n-1] * mean / float64(n)
	}
	return p
}

// stationary is the law of a chain that first takes a step and then gets the arrivals of an interval, by iteration; after
// says which state follows a step from n.
func stationary(nu float64, capacity, most int, after func(n int) int) []float64 {
	a := arrivals(nu*float64(capacity), 80)
	p := make([]float64, most)
	p[0] = 1
	for range 100_000 {
		next := make([]float64, most)
		for n, x := range p {
			for k, y := range a {
				next[min(after(n)+k, most-1)] += x * y
			}
		}
		moved := 0.0
		for n := range p {
			moved += math.Abs(next[n] - p[n])
		}
		if p = next; moved < 1e-14 {
			break
		}
	}
	return p
}

func TestBlockForms_reproduceThePrintedTables(t *testing.T) {
	check := func(id, kind string) {
		printed(t, id, 1e-9, func(column string, row map[string]any) float64 {
			load, capacity := row["rho"], row["B"]
			if load == nil {
				load = row["rho=lam/B"]
			}
			switch column {
			case "L":
				return form(t, "blocks.backlog_"+kind, "load", load, "capacity", capacity)
			case "W (block times)":
				return form(t, "blocks.wait_"+kind, "load", load, "capacity", capacity, "interval", 15) / 15
			case "r":
				l := form(t, "blocks.backlog_exponential", "load", load, "capacity", capacity)
				return l / (1 + l)
			case "P(empty)":
				return 1 / (1 + form(t, "blocks.backlog_exponential", "load", load, "capacity", capacity))
			case "E Y":
				got, want := form(t, "blocks.left_fixed", "load", load, "capacity", capacity), mechtest.Number(row[column])
				if math.Abs(got-want) < 1e-13 {
					return want // 3e-10 is printed with the digits that sums of 100 left of it
				}
				return got
			}
			return mechtest.Number(row[column])
		})
	}
	check("N4", "exponential")
	check("N5", "fixed")
}

// The law of what is left over, by iterating its chain; the time to inclusion, by adding up over arrivals, the number
// before them and the instant (Simpson's rule).
func TestBlockForms_agreeWithTheChainOfFixedIntervals(t *testing.T) {
	for _, c := range []struct {
		load     float64
		capacity int
	}{{0.3, 1}, {0.85, 1}, {0.6, 2}, {0.9, 3}, {0.5, 5}, {0.9, 7}} {
		loaded := stationary(c.load, c.capacity, 400, func(n int) int { return max(n-c.capacity, 0) }) // just before a block
		left := make([]float64, len(loaded))
		for n, p := range loaded {
			left[max(n-c.capacity, 0)] += p
		}
		atLeast := make([]float64, len(left)+1)
		for n := len(left) - 1; n >= 0; n-- {
			atLeast[n] = atLeast[n+1] + left[n]
		}
		same(t, "left over", form(t, "blocks.left_fixed", "load", c.load, "capacity", c.capacity), mean(left), 1e-9)
		for _, late := range []float64{0, 0.25, 1, 1.5, 2.125, 6} {
			got := form(t, "blocks.tail_fixed", "load", c.load, "capacity", c.capacity, "t", 10*late, "interval", 10)
			if want := lateFixed(atLeast, c.load*float64(c.capacity), c.capacity, late); math.Abs(got-want) > 1e-8 {
				t.Errorf("load %v, capacity %d: P(W > %v) is %v, want %v", c.load, c.capacity, late, got, want)
			}
		}
	}
}

// lateFixed is P(W > t), from the probabilities that so many or more are left over.
func lateFixed(atLeast []float64, nu float64, capacity int, t float64) float64 {
	const steps = 256
	// An arrival at u that finds n waits floor(n/capacity) + 1 - u: for some n up to an instant in the interval.
	late := func(m int, u float64) float64 { // the probability that it finds at least m blocks full
		sum := 0.0
		for k, a := range arrivals(nu*u, 80) {
			sum += a * atLeast[max(m*capacity-k, 0)]
		}
		return sum
	}
	simpson := func(m int, from, to float64) float64 {
		h, sum := (to-from)/steps, 0.0
		for i := 0; i <= steps; i++ {
			weight := []float64{2, 4}[i%2]
			if i == 0 || i == steps {
				weight = 1
			}
			sum += weight * late(m, from+h*float64(i))
		}
		return sum * h / 3
	}
	m := int(t)
	part := t - float64(m)
	return simpson(m, 0, 1-part) + simpson(m+1, 1-part, 1)
}

// The number that wait at exponential intervals, by iterating the chain at its jumps: an arrival or a block.
func TestBlockForms_agreeWithTheChainOfExponentialIntervals(t *testing.T) {
	for _, c := range []struct {
		load     float64
		capacity int
	}{{0.3, 1}, {0.8, 1}, {0.6, 2}, {0.8, 3}, {0.5, 6}} {
		lam := c.load * float64(c.capacity)
		p := make([]float64, 200)
		p[0] = 1
		for range 20_000 {
			next := make([]float64, len(p))
			for n, x := range p {
				next[min(n+1, len(p)-1)] += x * lam / (1 + lam)
				next[max(n-c.capacity, 0)] += x / (1 + lam)
			}
			p = next
		}
		same(t, "waiting", form(t, "blocks.backlog_exponential", "load", c.load, "capacity", c.capacity), mean(p), 1e-8)
		wait, late := 0.0, 0.0
		for n, x := range p {
			wait += x * float64(n/c.capacity+1)
			late += x * erlang(n/c.capacity+1, 2.5)
		}
		same(t, "wait", form(t, "blocks.wait_exponential", "load", c.load, "capacity", c.capacity), 12*wait, 1e-8)
		same(t, "late", form(t, "blocks.tail_exponential", "load", c.load, "capacity", c.capacity, "t", 30), late, 1e-8)
		same(t, "quantile", form(t, "blocks.quantile_exponential", "load", c.load, "capacity", c.capacity, "q", 1-late), 30, 1e-8)
	}
}

// Actions in a line of blocks: their mean time to inclusion and the share of those that take longer than 1.6 intervals, by
// means of batches.
func TestBlockForms_agreeWithSimulatedBlocks(t *testing.T) {
	const load, capacity, blocks, batches, late = 0.8, 3, 2_000, 100, 1.6
	for _, kind := range []string{"fixed", "exponential"} {
		luck := rand.New(rand.NewPCG(5, 1))
		now, arrival := 0.0, luck.ExpFloat64()/(load*capacity)
		var line []float64
		var waits, shares []float64
		for batch := -2; batch < batches; batch++ { // the first two are for warming up
			sum, long, count := 0.0, 0.0, 0.0
			for range blocks {
				interval := 1.0
				if kind == "exponential" {
					interval = luck.ExpFloat64()
				}
				for now += interval; arrival < now; arrival += luck.ExpFloat64() / (load * capacity) {
					line = append(line, arrival)
				}
				taken := min(capacity, len(line))
				for _, at := range line[:taken] {
					sum, count = sum+now-at, count+1
					if now-at > late {
						long++
					}
				}
				line = slices.Delete(line, 0, taken)
			}
			if batch >= 0 {
				waits, shares = append(waits, sum/count), append(shares, long/count)
			}
		}
		for _, x := range []struct {
			what   string
			values []float64
			want   float64
		}{
			{"wait", waits, form(t, "blocks.wait_"+kind, "load", load, "capacity", capacity, "interval", 1)},
			{"share of late ones", shares, form(t, "blocks.tail_"+kind, "load", load, "capacity", capacity, "t", late, "interval", 1)},
		} {
			average, spread := 0.0, 0.0
			for _, v := range x.values {
				average += v / batches
			}
			for _, v := range x.values {
				spread += (v - average) * (v - average) / (batches * (batches - 1))
			}
			if z := (average - x.want) / math.Sqrt(spread); math.Abs(z) > 4 {
				t.Errorf("%s: %s is %v, want %v (z = %.1f)", kind, x.what, average, x.want, z)
			}
		}
	}
}

func TestBlockForms_obeyLittle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		load := rapid.OneOf(rapid.Float64Range(0.001, 0.999), rapid.Float64Range(0.9, 0.999)).Draw(t, "load")
		capacity := float64(rapid.OneOf(rapid.IntRange(1, 30), rapid.IntRange(1, 2000)).Draw(t, "capacity"))
		rate := load * capacity / 12
		for _, kind := range []string{"fixed", "exponential"} {
			wait := form(t, "blocks.wait_"+kind, "load", load, "capacity", capacity)
			same(t, kind, form(t, "blocks.backlog_"+kind, "load", load, "capacity", capacity), rate*wait, 1e-9)
		}
	})
}

// A mean time is the integral of its tail. Between whole intervals the tail is smooth: Gauss's rule of three points a
// quarter of an interval.
func TestBlockForms_tailAddsUpToTheMean(t *testing.T) {
	node := math.Sqrt(0.6) / 2
	for _, c := range [][2]float64{{0.2, 1}, {0.7, 1}, {0.9, 4}, {0.95, 20}, {0.5, 100}, {0.97, 300}, {0.995, 2000}} {
		sum := 0.0
		for from := 0.0; ; from += 0.25 {
			part := 0.0
			for i, weight := range []float64{5, 8, 5} {
				at := from + 0.25*(0.5+node*float64(i-1))
				part += weight / 18 * 0.25 * form(t, "blocks.tail_fixed", "load", c[0], "capacity", c[1], "t", at, "interval", 1)
			}
			if sum += part; part < 1e-11 {
				break
			}
		}
		same(t, "mean", sum, form(t, "blocks.wait_fixed", "load", c[0], "capacity", c[1], "interval", 1), 1e-5)
	}
}

func TestBlockForms_quantileInvertsTheTail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		load := rapid.Float64Range(0.01, 0.98).Draw(t, "load")
		capacity := rapid.IntRange(1, 200).Draw(t, "capacity")
		q := rapid.Float64Range(0.001, 0.999).Draw(t, "q")
		at := form(t, "blocks.quantile_fixed", "load", load, "capacity", capacity, "q", q)
		same(t, "tail", form(t, "blocks.tail_fixed", "load", load, "capacity", capacity, "t", at), 1-q, 1e-9)
	})
}
