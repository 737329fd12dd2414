package sim

import "math/bits"

// Gamma has integer shape >= 1 and the given mean >= 0 (so its scale is mean/shape): the sum of
// shape exponentials, Erlang's distribution; standard deviation mean/sqrt(shape). Shape 1 gives the
// same value as Exponential. It panics when shape is 0 or mean < 0.
func (r *Rand) Gamma(shape uint32, mean int64) int64 {
	return scale(r.gammaUnit(shape), mean)
}

// Beta has integer shapes a, b >= 1: mean a/(a+b); the posterior of a probability after a-1
// successes and b-1 failures. It panics when a shape is 0.
//
// For few draws it is an order statistic, exact to 2^-63: the a-th smallest of a+b-1 uniforms. Else
// it is X/(X+Y) of two gammas. Rounded down.
func (r *Rand) Beta(a, b uint32) Prob {
	if a == 0 || b == 0 {
		panic("sim: Beta of shape 0")
	}
	if n := uint64(a) + uint64(b) - 1; n <= betaSortMax {
		return r.orderStatistic(int(a), int(n))
	}
	xHi, xLo := bits.Mul64(r.gammaUnit(a), uint64(a))
	yHi, yLo := bits.Mul64(r.gammaUnit(b), uint64(b))
	sumLo, carry := bits.Add64(xLo, yLo, 0)
	sumHi, _ := bits.Add64(xHi, yHi, carry)

	// Keep the 63 leading bits of the sum, and as many places of x.
	shift := uint(bits.Len64(sumHi)) + 1
	x, sum := shiftRight(xHi, xLo, shift), shiftRight(sumHi, sumLo, shift)
	if x >= sum {
		return One // y is below the last place; this also covers 0/0
	}
	q, _ := bits.Div64(x>>1, x<<63, sum)
	return Prob(q)
}

// betaSortMax is the largest number of uniforms that are sorted rather than replaced by gammas: about
// where the two ways cost the same.
const betaSortMax = 4

// orderStatistic is the k-th smallest (from 1) of n <= betaSortMax uniforms.
func (r *Rand) orderStatistic(k, n int) Prob {
	var sorted [betaSortMax]uint64
	for i := range n {
		u := r.Uint64()
		j := i
		for ; j > 0 && sorted[j-1] > u; j-- {
			sorted[j] = sorted[j-1]
		}
		sorted[j] = u
	}
	return Prob(sorted[k-1] >> 1)
}

// shiftRight is the 128-bit word hi:lo shifted right by 1 to 64 places, which must fit 64 bits.
func shiftRight(hi, lo uint64, shift uint) uint64 { return hi<<(64-shift) | lo>>shift }

// gammaProductMax is the largest shape that is drawn as a product of uniforms: about where the two
// ways cost the same. gammaLarge needs at least 10.
const gammaProductMax = 12

// gammaUnit is a gamma of mean 1 as a unit variate.
func (r *Rand) gammaUnit(shape uint32) uint64 {
	if shape == 0 {
		panic("sim: Gamma of shape 0")
	}
	if shape <= gammaProductMax {
		return r.gammaProduct(shape)
	}
	return r.gammaLarge(shape)
}

// gammaProduct is -ln of a product of shape uniforms, over shape. The product is kept as a mantissa
// in [1/2, 1) and a count of halvings, so that one logarithm serves for all.
func (r *Rand) gammaProduct(shape uint32) uint64 {
	mantissa := r.Uint64() | 1
	lz := bits.LeadingZeros64(mantissa)
	mantissa, halvings := mantissa<<lz, lz
	if shape == 1 {
		return uint64(halvings)*ln2Unit + negLogMantissa(mantissa)
	}
	for range shape - 1 {
		u := r.Uint64() | 1
		lz = bits.LeadingZeros64(u)
		hi, lo := bits.Mul64(mantissa, u<<lz)
		small := 1 - hi>>63
		mantissa = hi<<small | lo>>63&small
		halvings += lz + int(small)
	}
	hi, lo := bits.Mul64(uint64(halvings), ln2Unit)
	lo, carry := bits.Add64(lo, negLogMantissa(mantissa), 0)
	mean, _ := bits.Div64(hi+carry, lo, uint64(shape))
	return mean
}

// gammaLarge is the rejection method of Marsaglia and Tsang (2000) in fixed point: with
// d = shape - 1/3, a normal x and t = x/sqrt(9d), the value d (1+t)^3 is kept with probability
// exp(-g), where g = 3d (t - t^2/2 + t^3/3 - ln(1+t)) = 3d (t^4/4 - t^5/5 + t^6/6 - ...). The
// series, unlike the closed form, loses nothing to cancellation when d is large.
//
// Where |t| >= 1 the proposal is refused: below -1 the method says so; above 1, which is x > 10.6
// for the smallest shape here, it leaves out a probability below 2^-64.
func (r *Rand) gammaLarge(shape uint32) uint64 {
	k := uint64(shape)
	scale := inverseSqrt(9*k - 3)
	for {
		x, sign := r.normalUnit()
		t, _ := bits.Mul64(scale, x) // 66 + 58 - 64 = 60 places
		if t >= 1<<60 || !r.gammaKeep(3*k-1, t, sign != 0) {
			continue
		}
		w := 1<<62 + (t<<2 ^ sign) - sign
		square, _ := bits.Mul64(w, w)    // 60 places
		cube, _ := bits.Mul64(square, w) // 58 places
		return cube - cube/(3*k)         // times d/shape = 1 - 1/(3 shape)
	}
}

// gammaKeep is true with probability exp(-g), for g of gammaLarge, d3 = 3d and |t| of 60 places.
// Nearly always a bound decides: g < 3d t^4/2 for |t| < 1/2, and -ln(1-u) > u.
func (r *Rand) gammaKeep(d3, t uint64, negative bool) bool {
	square, _ := bits.Mul64(t<<4, t<<4)
	fourth, _ := bits.Mul64(square, square) // 64 places
	u := r.Uint64()
	hi, bound := bits.Mul64(d3, fourth/2+2) // 2 for what truncation lost
	if hi == 0 && ^u > bound && t < 1<<59 {
		return true
	}
	var even, odd uint64 // sums of the terms in even and odd powers of t, 60 places
	power := fourth >> 4
	for j := uint64(4); power > 0; j += 2 {
		even += power / j
		power, _ = bits.Mul64(power, t<<4)
		odd += power / (j + 1)
		power, _ = bits.Mul64(power, t<<4)
	}
	g := even + odd
	if !negative {
		g = even - odd
	}
	hi, lo := bits.Mul64(d3, g)
	return hi < 4 && negLog(u) > shiftRight(hi, lo, 60-unit)
}

// inverseSqrt is 1/sqrt(n) to 66 binary places, for 2^6 <= n < 2^62, by Newton's iteration for the
// reciprocal root y of n scaled into [1/4, 1): y <- y (3 - n y^2)/2, which rises to its limit from
// y = 1; eight steps leave an error below 2^-45 for large n and 2^-55 for small.
func inverseSqrt(n uint64) uint64 {
	half := (bits.Len64(n) + 1) / 2
	scaled := n << (64 - 2*half) // 64 places
	y := uint64(1) << 62
	for range 8 {
		square, _ := bits.Mul64(y, y)        // 60 places
		s, _ := bits.Mul64(scaled, square)   // 60 places
		next, _ := bits.Mul64(y, 3<<62-s<<2) // 60 places
		y = next << 1                        // halved, 62 places
	}
	return y >> (half - 4)
}
