package sim

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
)

// Amount is money in base units; a token has 10^9 of them. Money in state is never negative; differences may be.
type Amount int64

// Token is one DPMN in base units: 9 decimals, so that an int64 holds 9.2 billion tokens.
const Token Amount = 1_000_000_000

// MaxAmount is the largest Amount.
const MaxAmount Amount = math.MaxInt64

// Plus is a+b; ok is false on overflow.
func (a Amount) Plus(b Amount) (sum Amount, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

// Minus is a-b; ok is false on overflow.
func (a Amount) Minus(b Amount) (difference Amount, ok bool) {
	difference = a - b
	return difference, (difference < a) == (b > 0)
}

// MulDivDown is a*b/c rounded down, for non-negative a and b and positive c; ok is false when the result does not fit.
// The product is exact (128 bits).
func MulDivDown(a, b, c Amount) (q Amount, ok bool) {
	q, _, ok = mulDiv(a, b, c)
	return q, ok
}

// MulDivUp is a*b/c rounded up, otherwise as MulDivDown.
func MulDivUp(a, b, c Amount) (q Amount, ok bool) {
	q, rest, ok := mulDiv(a, b, c)
	if !ok || rest == 0 {
		return q, ok
	}
	return q.Plus(1)
}

func mulDiv(a, b, c Amount) (q, rest Amount, ok bool) {
	if a < 0 || b < 0 || c <= 0 {
		return 0, 0, false
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return 0, 0, false
	}
	quotient, remainder := bits.Div64(hi, lo, uint64(c))
	if quotient > math.MaxInt64 {
		return 0, 0, false
	}
	return Amount(quotient), Amount(remainder), true
}

// String writes tokens the way scenario files do: "10 DPMN", "0.1 DPMN".
func (a Amount) String() string {
	sign, n := "", uint64(a)
	if a < 0 {
		sign, n = "-", -n
	}
	s := fmt.Sprintf("%s%d", sign, n/uint64(Token))
	if rest := n % uint64(Token); rest != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%09d", rest), "0")
	}
	return s + " DPMN"
}

// Tokens is the amount in DPMN, for reports only.
func (a Amount) Tokens() float64 { return float64(a) / float64(Token) }
