package mechanisms_test

import (
	"math"
	"testing"
)

func TestBlockForms_areUndefinedWithoutASteadyState(t *testing.T) {
	for _, c := range [][2]float64{{1, 5}, {1.5, 5}, {-0.1, 5}, {0.5, 0}, {0.5, 2.5}, {0.5, math.Inf(1)}, {math.Inf(1), 5}} {
		for _, kind := range []string{"fixed", "exponential"} {
			in := []any{"load", c[0], "capacity", c[1]}
			for name, x := range map[string]float64{
				"wait":     form(t, "blocks.wait_"+kind, in...),
				"backlog":  form(t, "blocks.backlog_"+kind, in...),
				"tail":     form(t, "blocks.tail_"+kind, append(in, "t", 1)...),
				"quantile": form(t, "blocks.quantile_"+kind, append(in, "q", 0.5)...),
			} {
				same(t, name+" "+kind, x, math.NaN(), 0)
			}
		}
	}
	for _, kind := range []string{"fixed", "exponential"} {
		in := []any{"load", 0.5, "capacity", 5}
		same(t, "no interval", form(t, "blocks.wait_"+kind, append(in, "interval", 0)...), math.NaN(), 0)
		same(t, "before it was sent", form(t, "blocks.tail_"+kind, append(in, "t", -1)...), math.NaN(), 0)
		same(t, "more than all", form(t, "blocks.quantile_"+kind, append(in, "q", 1.5)...), math.NaN(), 0)
		same(t, "all", form(t, "blocks.quantile_"+kind, append(in, "q", 1)...), math.Inf(1), 0)
		same(t, "none", form(t, "blocks.quantile_"+kind, append(in, "q", 0)...), 0, 0)
	}
	same(t, "too long a law", form(t, "blocks.quantile_fixed", "load", 0.99999, "capacity", 5, "q", 0.5), math.NaN(), 0)
	same(t, "too many roots", form(t, "blocks.wait_fixed", "load", 0.9999, "capacity", 1e6), math.NaN(), 0)
}

// Nobody waits for others at small loads or in large blocks: half an interval is left on average of a fixed one, all of an
// exponential one.
func TestBlockForms_waitForTheNextBlockOnlyAtSmallLoads(t *testing.T) {
	for _, c := range [][2]float64{{0, 1}, {1e-12, 1}, {1e-300, 7}, {1e-9, 2000}, {0.3, 2000}, {0.9, 1e5}, {0.9, 1e9}, {0.5, 1e300}} {
		wait := form(t, "blocks.wait_fixed", "load", c[0], "capacity", c[1], "interval", 10)
		same(t, "fixed", wait, 5, 1e-11)
		if c[1] <= 1e5 {
			half := form(t, "blocks.tail_fixed", "load", c[0], "capacity", c[1], "t", 5, "interval", 10)
			same(t, "tail", half, 0.5, 1e-9)
		}
	}
	for _, c := range [][2]float64{{0, 1}, {1e-12, 1}, {1e-300, 7}, {0.001, 2000}} {
		same(t, "exponential", form(t, "blocks.wait_exponential", "load", c[0], "capacity", c[1], "interval", 10), 10, 1e-9)
	}
}

// At loads near 1 blocks of any size are as a Brownian motion: E Y is about nu/(2(B-nu)), the number waiting at exponential
// intervals about the same with the spread of the intervals, 1/(1-rho) times (B+1)/2.
func TestBlockForms_growAsTheyShouldNearSaturation(t *testing.T) {
	for _, capacity := range []float64{1, 2, 50, 2000} {
		const idle = 1e-7
		left := form(t, "blocks.left_fixed", "load", 1-idle, "capacity", capacity)
		same(t, "left over", left, 1/(2*idle), 1e-3)
		waiting := form(t, "blocks.backlog_exponential", "load", 1-idle, "capacity", capacity)
		same(t, "waiting", waiting, (capacity+1)/(2*idle), 1e-3)
	}
	same(t, "growth", form(t, "blocks.growth", "load", 3, "capacity", 60, "interval", 12), 10, 1e-15)
	same(t, "no growth", form(t, "blocks.growth", "load", 0.5, "capacity", 60), 0, 0)
}

// More load makes longer waits; larger blocks at the same load shorter ones.
func TestBlockForms_areMonotone(t *testing.T) {
	for _, kind := range []string{"fixed", "exponential"} {
		value := func(load, capacity float64) float64 {
			return form(t, "blocks.wait_"+kind, "load", load, "capacity", capacity)
		}
		for _, capacity := range []float64{1, 3, 40, 700} {
			for load := 0.01; load < 0.98; load += 0.01 {
				if a, b := value(load, capacity), value(load+0.01, capacity); !(a <= b*(1+1e-13)) {
					t.Errorf("%s: %v at load %v and %v above it (capacity %v)", kind, a, load, b, capacity)
				}
				if a, b := value(load, capacity), value(load, capacity+1); !(a >= b*(1-1e-13)) {
					t.Errorf("%s: %v at capacity %v and %v above it (load %v)", kind, a, capacity, b, load)
				}
			}
		}
	}
}
