package mechanisms

import (
	"math"
	"math/cmplx"
)

// mostLeft bounds the states of the law of what is left over: it is long for loads near 1, and found up to about 0.9997.
const mostLeft = 1 << 18

// latency is the law of the time to inclusion at fixed intervals, in order of arrival.
type latency struct {
	capacity float64
	arrivals float64   // in an interval
	left     []float64 // probability of each number left over after a block
}

func newLatency(load, capacity float64) (latency, bool) {
	if math.IsNaN(stable(load)) || !(whole(capacity, 1) <= mostInBlock) {
		return latency{}, false
	}
	left := leftLaw(load, capacity)
	return latency{capacity, load * capacity, left}, left != nil
}

// leftLaw is the law of the number left over after a block, Y; nil where it is too long. Y is the maximum of the random
// walk of excess arrivals: compound Poisson, with c[n] = sum over l of P(A_l - l B = n)/l for jumps of n (Spitzer 1956).
// These are the coefficients of -ln(1 - phi(z)), phi(z) = e^(nu(z-1)) z^-B, on a circle between its zeros at 1 and at
// z0 = e^last; the one through the saddle point, 1/load, is the best. They end, to 17 digits, where z0^-n does, and so
// does the law (Kingman's bound).
func leftLaw(load, capacity float64) []float64 {
	if decay(load, capacity) > mostDecay {
		return []float64{1}
	}
	saddle := -math.Log(load)
	last := lastRoot(load, saddle)
	size := 64
	for float64(size)*min(saddle, last-saddle) < 80 {
		if size *= 2; size > mostLeft {
			return nil
		}
	}
	points := make([]complex128, size)
	for j := range points {
		points[j] = minusLog(load, capacity, math.Pi*(2*float64(j)/float64(size)-1))
	}
	fourier(points)
	jumps := make([]complex128, size)
	sum, sign := 0.0, -1.0 // the points begin at an angle of -pi
	for n := 1; n < size/2; n++ {
		c := sign * real(points[n]) / float64(size) * math.Exp(-saddle*float64(n))
		jumps[n] = complex(c, 0)
		sum, sign = sum+c, -sign
	}
	fourier(jumps)
	for j, x := range jumps {
		jumps[j] = cmplx.Conj(cmplx.Exp(x - complex(sum, 0)))
	}
	fourier(jumps)
	law := make([]float64, min(size, int(math.Ceil(mostDecay/last))+1))
	for n := range law {
		law[n] = max(0, real(jumps[n])/float64(size))
	}
	return law
}

// lastRoot is the s above the saddle point at which e^(load (e^s - 1) - s) is 1 again, by Newton's steps from the right.
func lastRoot(load, saddle float64) float64 {
	s := 2 * saddle
	for range 100 {
		next := s - (load*math.Expm1(s)-s)/(load*math.Exp(s)-1)
		if !(next < s) {
			break
		}
		s = next
	}
	return s
}

// minusLog is -ln(1 - phi) at e^(i angle)/load, without loss of digits where phi is near 1.
func minusLog(load, capacity, angle float64) complex128 {
	half := math.Sin(angle / 2)
	a, b := -decay(load, capacity)-2*capacity*half*half, capacity*(math.Sin(angle)-angle)
	half = math.Sin(b / 2)
	return -cmplx.Log(complex(-math.Expm1(a)*math.Cos(b)+2*half*half, -math.Exp(a)*math.Sin(b)))
}

// tail is the probability of a longer time to inclusion than t intervals. An action sent when the share u of an interval is
// over finds Y + N(u) before it and waits floor((Y + N(u))/B) + 1 - u. Averaged over u, with the integral of P(N(u) >= k)
// up to x being E(N(x) - k)^+ / nu, this is P(W > t) = E min((Y + N(x) - m B)^+, B)/nu, m = floor(t), x = m + 1 - t.
func (l latency) tail(t float64) float64 {
	if t <= 0 {
		return 1
	}
	m := math.Floor(t)
	before := (m + 1 - t) * l.arrivals
	if l.arrivals == 0 {
		return max(0, 1-t)
	}
	capped := cappedPoisson(before)
	mean := func(j float64) float64 { // E min(N, j), where it is linear below 0
		switch {
		case j <= 0:
			return j
		case j >= float64(len(capped)):
			return before
		}
		return capped[int(j)]
	}
	sum := 0.0
	for y := len(l.left) - 1; y >= 0; y-- {
		j := m*l.capacity - float64(y)
		if j >= float64(len(capped)) {
			break
		}
		sum += l.left[y] * (mean(j+l.capacity) - mean(j))
	}
	return min(1, sum/l.arrivals)
}

// cappedPoisson is E min(N, j) by j, N Poisson, up to where it is the mean to the last digit.
func cappedPoisson(mean float64) []float64 {
	p := make([]float64, int(mean+12*math.Sqrt(mean)+40))
	mode := int(mean)
	p[mode] = poisson(float64(mode), mean)
	for k := mode - 1; k >= 0; k-- {
		p[k] = p[k+1] * float64(k+1) / mean
	}
	for k := mode + 1; k < len(p); k++ {
		p[k] = p[k-1] * mean / float64(k)
	}
	more := 0.0 // P(N > k)
	for k := len(p) - 1; k >= 0; k-- {
		p[k], more = more, more+p[k]
	}
	sum := 0.0
	for k, x := range p {
		p[k] = sum
		sum += x
	}
	return p
}

// quantile is the time to inclusion that a share q does not exceed, in intervals.
func (l latency) quantile(q float64) float64 {
	switch {
	case q == 0:
		return 0
	case q == 1 && l.arrivals > 0:
		return math.Inf(1)
	case math.IsNaN(share(q)) || q > 1-1e-12 && q < 1: // beyond the digits of the law
		return math.NaN()
	}
	low, high := 0.0, 1.0
	for l.tail(high) > 1-q {
		low, high = high, 2*high
	}
	for range 100 {
		middle := (low + high) / 2
		if middle == low || middle == high || high-low < 1e-13*high {
			break
		}
		if l.tail(middle) > 1-q {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// fourier replaces x, whose length is a power of two, by its discrete Fourier transform: sum over j of
// x[j] e^(-2 pi i j n/len) (Cooley and Tukey 1965).
func fourier(x []complex128) {
	size := len(x)
	for i, j := 1, 0; i < size; i++ { // in the order of reversed bits
		bit := size >> 1
		for ; j&bit != 0; bit >>= 1 {
			j ^= bit
		}
		if j ^= bit; i < j {
			x[i], x[j] = x[j], x[i]
		}
	}
	turns := make([]complex128, size/2)
	for k := range turns {
		turns[k] = cmplx.Rect(1, -2*math.Pi*float64(k)/float64(size))
	}
	for half := 1; half < size; half *= 2 {
		step := size / (2 * half)
		for from := 0; from < size; from += 2 * half {
			for k := range half {
				a, b := x[from+k], x[from+half+k]*turns[k*step]
				x[from+k], x[from+half+k] = a+b, a-b
			}
		}
	}
}

// loadFixed finds, by bisection, the load at which a share q of the actions waits no longer than t: the share of later ones
// rises with the load. NaN when that is so at no load or up to the last that the law is known for.
func loadFixed(a []float64) float64 {
	capacity, q, t, interval := a[0], share(a[1]), a[2], a[3]
	late := func(load float64) float64 { return tailFixed([]float64{load, capacity, t, interval}) - (1 - q) }
	low, high := 1e-9, 0.9995
	if !(late(low) < 0 && late(high) > 0) {
		return math.NaN()
	}
	for range 50 {
		if mid := (low + high) / 2; late(mid) < 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}
