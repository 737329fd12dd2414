package game

import "math"

// order is a positive number c exp(-alpha w), kept as w and log c. With a finite alpha all is in log c, so that nothing
// is too small or too large; the relative error is about 1e-16 times the largest logarithm. In the limit of large alpha a sum keeps its leading terms alone:
// those of the smallest w. Sums, products and quotients of leading terms are the leading terms of sums, products and
// quotients, as nothing is ever subtracted.
type order struct{ power, log float64 }

// none is the number 0.
var none = order{power: math.Inf(1)}

func (a order) plus(b order, tie float64) order {
	switch {
	case math.IsInf(b.power, 1) || a.power < b.power-tie:
		return a
	case math.IsInf(a.power, 1) || b.power < a.power-tie:
		return b
	}
	most := max(a.log, b.log)
	return order{min(a.power, b.power), most + math.Log(math.Exp(a.log-most)+math.Exp(b.log-most))}
}

func (a order) times(b order) order { return order{a.power + b.power, a.log + b.log} }

// over is a quotient; the divisor is not 0.
func (a order) over(b order) order {
	if math.IsInf(a.power, 1) {
		return none
	}
	return order{a.power - b.power, a.log - b.log}
}

// value is the number, in the limit where the power is not 0; it must not be negative.
func (a order) value(tie float64) float64 {
	if a.power > tie {
		return 0
	}
	return math.Exp(a.log)
}

// chain is a table of rates of n states, all 0.
func chain(n int) [][]order {
	rates := make([][]order, n)
	for i := range rates {
		rates[i] = make([]order, n)
		for j := range rates[i] {
			rates[i][j] = none
		}
	}
	return rates
}

// stationary is the stationary distribution of the Markov chain that leaves state i for j at rates[i][j], which it uses
// up. Every state must be reachable from every other. Rates times a constant give the same; the diagonal does not count.
//
// It is the algorithm of Grassmann, Taksar and Heyman (1985): states are taken out one by one, and what went through them
// is added to the others. It never subtracts, so that every mass has a small relative error (O'Cinneide 1993), and rates
// may differ by any factor.
func stationary(rates [][]order, tie float64) []float64 {
	n := len(rates)
	for k := n - 1; k > 0; k-- {
		out := none
		for j := range k {
			out = out.plus(rates[k][j], tie)
		}
		for i := range k {
			rates[i][k] = rates[i][k].over(out)
			for j := range k {
				if i != j && !math.IsInf(rates[i][k].power, 1) {
					rates[i][j] = rates[i][j].plus(rates[i][k].times(rates[k][j]), tie)
				}
			}
		}
	}
	weights := []order{{}}
	total := weights[0]
	for k := 1; k < n; k++ {
		w := none
		for i := range k {
			w = w.plus(weights[i].times(rates[i][k]), tie)
		}
		weights = append(weights, w)
		total = total.plus(w, tie)
	}
	mass := make([]float64, n)
	for i, w := range weights {
		mass[i] = w.over(total).value(tie)
	}
	return mass
}
