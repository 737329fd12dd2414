package main

import "math/big"

// precision of all intermediate values in bits; results need 64.
const precision = 192

func num(n int) *big.Float           { return new(big.Float).SetPrec(precision).SetInt64(int64(n)) }
func add(a, b *big.Float) *big.Float { return num(0).Add(a, b) }
func sub(a, b *big.Float) *big.Float { return num(0).Sub(a, b) }
func mul(a, b *big.Float) *big.Float { return num(0).Mul(a, b) }
func div(a, b *big.Float) *big.Float { return num(0).Quo(a, b) }

// ziggurat is the right edges x and the heights exp(-x*x/2) of the layers, all of one area, whose
// last edge is 0 (Marsaglia and Tsang 2000). The start of the tail is found by the secant method:
// too near, and the layers reach above the curve's top; too far, and they stay below it. Both first
// guesses must be good to four digits, or a layer in between passes the top.
func ziggurat() (x, y []*big.Float) {
	a, _ := num(0).SetString("3.6541")
	b, _ := num(0).SetString("3.6542")
	gapA, gapB := top(a), top(b)
	for range 12 {
		step := div(mul(gapB, sub(b, a)), sub(gapB, gapA))
		a, gapA = b, gapB
		b = sub(b, step)
		if gapB = top(b); gapB.Sign() == 0 || b.Cmp(a) == 0 || step.MantExp(nil) < -140 {
			break
		}
	}
	x, y, _ = stack(b)
	return x, y
}

// top is how far the last layer's ceiling is above the top of the curve, 1.
func top(start *big.Float) *big.Float {
	_, _, ceiling := stack(start)
	return sub(ceiling, num(1))
}

// stack piles the layers up from a tail that starts at start.
func stack(start *big.Float) (x, y []*big.Float, ceiling *big.Float) {
	height := gauss(start)
	area := add(mul(start, height), tail(start))
	x = append(x, div(area, height), start)
	y = append(y, num(0), height)
	for i := 1; i < layers; i++ {
		ceiling = add(y[i], div(area, x[i]))
		if i == layers-1 {
			break
		}
		y = append(y, ceiling)
		x = append(x, num(0).Sqrt(mul(num(-2), ln(ceiling))))
	}
	return append(x, num(0)), append(y, num(1)), ceiling
}

// gauss is exp(-x*x/2).
func gauss(x *big.Float) *big.Float {
	half := div(mul(x, x), num(2))
	return div(num(1), exp(half))
}

// tail is the integral of gauss from x on: sqrt(pi/2) less the integral from 0, which is
// gauss(x) (x + x^3/3 + x^5/(3 5) + x^7/(3 5 7) + ...).
func tail(x *big.Float) *big.Float {
	square, term, sum := mul(x, x), x, x
	for i := 3; term.MantExp(nil) > -precision; i += 2 {
		term = div(mul(term, square), num(i))
		sum = add(sum, term)
	}
	return sub(num(0).Sqrt(div(pi(), num(2))), mul(sum, gauss(x)))
}

// pi by Machin's formula: 16 atan(1/5) - 4 atan(1/239).
func pi() *big.Float {
	atan := func(n int) *big.Float {
		power, square := div(num(1), num(n)), num(-n*n)
		sum := power
		for i := 3; power.MantExp(nil) > -precision; i += 2 {
			power = div(power, square)
			sum = add(sum, div(power, num(i)))
		}
		return sum
	}
	return sub(mul(num(16), atan(5)), mul(num(4), atan(239)))
}

// exp by its series, for 0 <= x < 10.
func exp(x *big.Float) *big.Float {
	term, sum := num(1), num(1)
	for i := 1; term.MantExp(nil) > -precision; i++ {
		term = div(mul(term, x), num(i))
		sum = add(sum, term)
	}
	return sum
}

// ln is e ln 2 + 2 atanh((m-1)/(m+1)) for x = m 2^e, m in [3/4, 3/2).
func ln(x *big.Float) *big.Float {
	m := num(0)
	e := x.MantExp(m)
	if m.Cmp(big.NewFloat(0.75)) < 0 {
		m.SetMantExp(m, 1)
		e--
	}
	result := logSeries(m)
	if e != 0 {
		result = add(result, mul(num(e), ln2))
	}
	return result
}

// ln2 is 2 atanh(1/3).
var ln2 = logSeries(num(2))

// logSeries is ln m = 2 atanh((m-1)/(m+1)).
func logSeries(m *big.Float) *big.Float {
	z := div(sub(m, num(1)), add(m, num(1)))
	square, power, sum := mul(z, z), z, z
	if z.Sign() == 0 {
		return num(0)
	}
	for i := 3; power.MantExp(nil) > -precision; i += 2 {
		power = mul(power, square)
		sum = add(sum, div(power, num(i)))
	}
	return mul(num(2), sum)
}
