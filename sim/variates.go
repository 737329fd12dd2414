package sim

import "math/bits"

//go:generate go run ../internal/tables

// Variates with integers only. Every one of them is a "unit" variate in fixed point, 58 bits after
// the point (unit below), scaled at the end by one exact 64 x 64 -> 128 bit product and rounded to
// the nearest integer, halves away from zero. Results beyond int64 saturate. The tables are
// committed (variates_table.go) and come from internal/tables, which computes them with math/big.
//
// A variate of a coarse unit is a rounded one: Exponential(1) has mean 0.9595, not 1. Choose a unit
// (nanoseconds, base units) that makes the mean at least 100; the bias is then below 1e-5 of it.

// unit is the number of bits after the point of a unit variate: 6 bits remain for its integer part,
// enough for the largest exponential, 64 ln 2 = 44.4.
const unit = 58

const (
	maxInt64 = 1<<63 - 1
	third    = 0x5555555555555555 // 1/3 in units of 2^-64
)

// Exponential has the given mean >= 0 (a mean inter-arrival time, say). It costs one draw.
//
// By inversion, -mean ln U, with the logarithm of negLog: relative error below 1e-11. The largest
// value is 44.4 means; the tail cut off has probability 2^-64. It panics when mean < 0.
func (r *Rand) Exponential(mean int64) int64 {
	return scale(negLog(r.Uint64()), mean)
}

// Normal has the given mean and standard deviation sd >= 0. It costs 1.02 draws on average.
//
// By the ziggurat of 256 layers (Marsaglia and Tsang 2000), with layer, sign and position taken
// from disjoint bits of the draw (Doornik 2005). It panics when sd < 0.
func (r *Rand) Normal(mean, sd int64) int64 {
	z, sign := r.normalUnit()
	dist := (scale(z, sd) ^ int64(sign)) - int64(sign)
	sum := mean + dist
	switch {
	case dist > 0 && sum < mean:
		return maxInt64
	case dist < 0 && sum > mean:
		return -maxInt64 - 1
	}
	return sum
}

// scale is x*size rounded to the nearest integer, for a unit variate x; it saturates.
func scale(x uint64, size int64) int64 {
	if size < 0 {
		panic("sim: negative mean or deviation of a random variate")
	}
	hi, lo := bits.Mul64(x, uint64(size))
	lo, carry := bits.Add64(lo, 1<<(unit-1), 0)
	hi += carry
	if hi >= 1<<(unit-1) {
		return maxInt64
	}
	return int64(hi<<(64-unit) | lo>>unit)
}

// negLog is -ln(u/2^64) as a unit variate: a unit exponential when u is uniform. The relative error
// is below 1e-11 (compared with math.Log1p in the tests), so no sample short of 10^20 values could
// see it. To keep 0 out of the logarithm and 1 in reach, u is odd and has a one after its last bit
// when shifted to the left: it stands for u + 2^-lz, where lz is its number of leading zeros. For
// u = 0 the result is 64 ln 2.
//
// u/2^64 = 2^-lz (1-v) with v in [0, 1/2). The 8 leading bits of v name a segment, of which the table
// gives -ln(1-v) at its start and the reciprocal of 1-v there; what is left of v is a small ratio r,
// and -ln(1-r) = r + r^2/2 + r^3/3 + r^4/4, of which every term is positive, so that small results
// keep their relative precision.
func negLog(u uint64) uint64 {
	u |= 1
	lz := bits.LeadingZeros64(u)
	return uint64(lz)*ln2Unit + negLogMantissa(u<<lz)
}

// negLogMantissa is -ln((m+1)/2^64) as a unit variate for m >= 2^63.
func negLogMantissa(m uint64) uint64 {
	v := ^m
	segment := &logTable[v>>55&255]
	// v's other 55 bits, times a reciprocal of 63 places; r has 72, as r < 2^-8.
	r, _ := bits.Mul64(v<<9, segment.reciprocal)
	square, _ := bits.Mul64(r, r)                 // 80 places
	cubic, _ := bits.Mul64(r, third+r>>10)        // r/3 + r^2/4, 72 places
	rest, _ := bits.Mul64(square, 1<<63+cubic>>8) // r^2/2 + r^3/3 + r^4/4, 80 places
	return segment.negLog + (r+rest>>8)>>(72-unit)
}

// normalUnit is the size of a standard normal as a unit variate, and its sign: 0 or, for negative,
// all ones, so that (z ^ sign) - sign has the sign without a branch that nobody can predict.
func (r *Rand) normalUnit() (z, sign uint64) {
	for {
		u := r.Uint64()
		layer := u & 255
		z, _ = bits.Mul64(u&^511, normalX[layer])
		sign = -(u >> 8 & 1)
		if z < normalX[layer+1] { // 98.8% of draws: inside the layer above too
			return z, sign
		}
		if layer == 0 {
			return r.normalTail(), sign
		}
		// The wedge: a height between the layer's floor and ceiling, under the curve or not.
		y, _ := bits.Mul64(r.Uint64(), normalY[layer+1]-normalY[layer])
		if negLog(normalY[layer]+y) > halfSquare(z) {
			return z, sign
		}
	}
}

// normalTail is a standard normal beyond the base of the ziggurat (Marsaglia 1964).
func (r *Rand) normalTail() uint64 {
	for {
		x, _ := bits.Mul64(negLog(r.Uint64()), normalTailScale)
		if negLog(r.Uint64()) > halfSquare(x) {
			return normalX[1] + x
		}
	}
}

// halfSquare is x*x/2 for unit variates x below 11; it saturates beyond.
func halfSquare(x uint64) uint64 {
	hi, lo := bits.Mul64(x, x)
	if hi >= 1<<(unit+1) {
		return 1<<64 - 1
	}
	return hi<<(63-unit) | lo>>(unit+1)
}
