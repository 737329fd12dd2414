package mechanisms

import (
	"math"
	"math/cmplx"
)

// Blocks that take up to B actions each, sent at Poisson times at load rho = arrivals in an interval / B. Whoever is sent
// before a block may be in it: an engine that freezes a block when its predecessor is made adds an interval.
//
// At exponential intervals the number that wait is geometric, P(n) = (1-r) r^n, with rho B = r + ... + r^B: a batch service
// of up to B that does not wait for customers. An action that finds n waiting is in block floor(n/B) + 1 from then on, a
// geometric number of exponential intervals, which is exponential again: of mean 1/(1-r^B) intervals, as L/lam says.
//
// At fixed intervals the number Y left over after a block follows Y' = (Y + A - B)^+, A Poisson of mean nu = rho B.

// waitRoot is -ln r of the geometric number waiting at exponential intervals; infinite where nobody waits.
func waitRoot(load, capacity float64) float64 {
	if load == 0 && whole(capacity, 1) >= 1 {
		return math.Inf(1)
	}
	nu := above(stable(load), 0) * whole(capacity, 1)
	if math.IsNaN(nu) {
		return nu
	}
	// r + ... + r^B = (1-r^B)/(1/r-1) is below r/(1-r) and above B - B(B+1)/2 (-ln r).
	low, high := 2*(1-load)/(capacity+1), math.Log1p(1/nu)
	for range 200 {
		y := math.Sqrt(low) * math.Sqrt(high)
		if -math.Expm1(-capacity*y) > nu*math.Expm1(y) {
			low = y
		} else {
			high = y
		}
	}
	return math.Sqrt(low) * math.Sqrt(high)
}

// waitExponential is the mean time to inclusion at exponential intervals, in intervals. The time is exponential.
func waitExponential(load, capacity float64) float64 {
	return 1 / -math.Expm1(-capacity*waitRoot(load, capacity))
}

// backlogExponential is the mean number waiting at exponential intervals.
func backlogExponential(load, capacity float64) float64 {
	return 1 / math.Expm1(waitRoot(load, capacity))
}

const (
	// mostInBlock bounds what is computed from a root for every action of a block.
	mostInBlock = 1e5
	// leastDecay is where both ways to the left-over of a fixed interval are quick: from there on the series shrinks by
	// half a term.
	leastDecay = 0.7
	// mostDecay is where a left-over is below the last digit of the arrivals.
	mostDecay = 40
)

// decay is B (rho - 1 - ln rho): an overload of the blocks by so much that l successive ones are overrun by it has a
// probability below e^(-l decay) (Chernoff).
func decay(load, capacity float64) float64 { return capacity * deviance(load) }

// deviance is x - 1 - ln x.
func deviance(x float64) float64 {
	if x < 0.9 || x > 1.1 {
		return x - 1 - math.Log(x)
	}
	return x - 1 - math.Log1p(x-1)
}

// leftOver is the mean number left over after a block at fixed intervals, E Y. It is computed for up to 100,000 actions a
// block, and beyond where it is nil to the last digit of the arrivals.
func leftOver(load, capacity float64) float64 {
	if math.IsNaN(stable(load)) || math.IsNaN(whole(capacity, 1)) {
		return math.NaN()
	}
	switch d := decay(load, capacity); {
	case d > mostDecay:
		return 0
	case capacity > mostInBlock:
		return math.NaN()
	case d > leastDecay:
		return leftOverSeries(load, capacity)
	}
	return leftOverRoots(load, capacity)
}

// leftOverRoots is E Y by the roots of z^B = e^(nu(z-1)) within the unit circle (Bailey 1954). It loses digits where
// little is left over.
func leftOverRoots(load, capacity float64) float64 {
	nu := load * capacity
	sum := nu/(2*capacity*(1-load)) - nu/2 - (capacity-1)/2
	for k := 1.0; k < capacity/2; k++ { // the other half are their conjugates
		sum += 2 * real(1/(1-blockRoot(load, 2*math.Pi*k/capacity)))
	}
	if math.Mod(capacity, 2) == 0 {
		sum += real(1 / (1 - blockRoot(load, math.Pi)))
	}
	return sum
}

// blockRoot solves z = w e^(load(z-1)), w = e^(i angle), within the unit circle. The fixed point iteration stays in it, and
// so does Newton's step where it is taken.
func blockRoot(load, angle float64) complex128 {
	w := cmplx.Rect(1, angle)
	z, rho := w, complex(load, 0)
	for range 1000 {
		next := w * cmplx.Exp(rho*(z-1))
		if newton := z - (z-next)/(1-rho*next); cmplx.Abs(newton) <= 1 {
			next = newton
		}
		if cmplx.Abs(next-z) <= 1e-15 {
			return next
		}
		z = next
	}
	return z
}

// leftOverSeries is E Y as the mean maximum of the random walk of excess arrivals, sum over l of E(A_l - l B)^+ / l, A_l
// Poisson of mean l nu (Spitzer 1956). All terms are positive: it keeps its digits where next to nothing is left over.
func leftOverSeries(load, capacity float64) float64 {
	sum := 0.0
	for l := 1.0; ; l++ {
		term := excess(load, l*capacity) / l
		sum += term
		if term <= 1e-17*sum {
			return sum
		}
	}
}

// excess is E(A - k)^+ for A Poisson of mean load k.
func excess(load, k float64) float64 {
	p := poisson(k, load*k)
	sum := 0.0
	for j := 1.0; ; j++ {
		p *= load * k / (k + j)
		sum += j * p
		if j*p <= 1e-17*sum {
			return sum
		}
	}
}

// poisson is the probability of k at a Poisson law of that mean, to the last digits for large ones too (Loader 2000).
func poisson(k, mean float64) float64 {
	switch {
	case mean == 0 && k == 0:
		return 1
	case mean == 0:
		return 0
	case k == 0:
		return math.Exp(-mean)
	}
	return math.Exp(-k*deviance(mean/k)-stirling(k)) / math.Sqrt(2*math.Pi*k)
}

// stirling is ln k! less Stirling's formula for it.
func stirling(k float64) float64 {
	if k < 16 {
		log, _ := math.Lgamma(k + 1)
		return log - (k+0.5)*math.Log(k) + k - 0.5*math.Log(2*math.Pi)
	}
	return (1./12 - (1./360-(1./1260-1./(1680*k*k))/(k*k))/(k*k)) / k
}

// waitFixed is the mean time to inclusion at fixed intervals, in intervals: E Y/nu + 1/2.
func waitFixed(load, capacity float64) float64 {
	if load == 0 && whole(capacity, 1) >= 1 {
		return 0.5
	}
	return leftOver(load, capacity)/(load*capacity) + 0.5
}

// backlogFixed is the mean over time of the number waiting at fixed intervals: E Y + nu/2.
func backlogFixed(load, capacity float64) float64 {
	return leftOver(load, capacity) + load*capacity/2
}
