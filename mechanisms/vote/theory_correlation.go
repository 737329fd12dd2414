package vote

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Three ways for votes to have accuracy p and pairwise correlation rho: all share one draw with probability rho (common
// shock); the second-order expansion for three witnesses; accuracy itself is drawn, once for the deal, from a beta
// distribution of mean p.

var argCorrelation = arg("rho", "", "correlation of every two votes")

// bahadurMax is the correlation above which the expansion gives some of the eight outcomes of three votes a negative
// probability: first those where two votes are on the likelier side and one is not.
func bahadurMax(p float64) float64 {
	likelier := max(share(p), 1-p)
	return likelier / (3*likelier - 1)
}

// betaBinomial is the probability that more than half of n votes are right when accuracy is drawn from a beta
// distribution. The votes come one by one from Pólya's urn: the more were right, the likelier is the next.
func betaBinomial(n int, p, rho float64) float64 {
	if rho == 1 {
		return share(p) // the urn is empty before the first vote, which all others then repeat
	}
	own := 1 - share(rho)
	right := make([]float64, n+1) // by number of right votes
	right[0] = 1
	for cast := range n {
		total := own + rho*float64(cast)
		for k := cast; k >= 0; k-- {
			before := right[k]
			right[k+1] += before * (own*share(p) + rho*float64(k)) / total
			right[k] = before * (own*(1-p) + rho*float64(cast-k)) / total
		}
	}
	win := 0.0
	for _, x := range right[n/2+1:] {
		win += x
	}
	return win
}

// normalBelow is the correlation below which the beta distribution is normal to more digits than are kept.
const normalBelow = 1e-10

// betaLimit is the probability that an accuracy drawn from the beta distribution is above one half.
func betaLimit(p, rho float64) float64 {
	switch {
	case math.IsNaN(share(p)) || math.IsNaN(share(rho)):
		return math.NaN()
	case p == 0 || p == 1 || rho == 1:
		return p
	case p == 0.5:
		return p // by symmetry
	case rho < normalBelow:
		return math.Erfc((1-2*p)/math.Sqrt(8*p*(1-p)*rho)) / 2
	}
	size := 1/rho - 1
	if p < 0.5 {
		return betaTail(1-p, size)
	}
	return 1 - betaTail(p, size)
}

// betaTail is the probability that a beta variate of mean p > 1/2 and parameters p*size, (1-p)*size is below one half:
// the regularised incomplete beta function at 1/2, by its continued fraction (modified Lentz; DLMF 8.17.22).
func betaTail(p, size float64) float64 {
	a, b := p*size, (1-p)*size
	// The weight before the fraction, 2^-size / B(a, b): of Stirling's formula only the divergence of p from 1/2 is left,
	// which keeps the digits that large logarithms would lose.
	lean := 2*p - 1
	divergence := ((1+lean)*math.Log1p(lean) + (1-lean)*math.Log1p(-lean)) / 2
	front := math.Exp(-size*divergence+stirlingRest(size)-stirlingRest(a)-stirlingRest(b)) *
		math.Sqrt(a/size*b/(2*math.Pi))
	const tiny = 1e-300
	bounded := func(x float64) float64 {
		if math.Abs(x) < tiny {
			return tiny
		}
		return x
	}
	c, d := 1.0, 1/bounded(1-(a+b)/(a+1)/2)
	fraction := d
	for m := 1.0; m < 1e6; m++ { // about sqrt(size) rounds are enough
		even := m * (b - m) / ((a + 2*m - 1) * (a + 2*m)) / 2
		odd := -(a + m) * (a + b + m) / ((a + 2*m) * (a + 2*m + 1)) / 2
		before := fraction
		for _, term := range []float64{even, odd} {
			d, c = 1/bounded(1+term*d), bounded(1+term/c)
			fraction *= c * d
		}
		if math.Abs(fraction-before) <= 1e-16*math.Abs(fraction) {
			break
		}
	}
	return min(front*fraction/a, 1)
}

// stirlingRest is what Stirling's formula leaves of the logarithm of the gamma function.
func stirlingRest(z float64) float64 {
	if z < 16 {
		value, _ := math.Lgamma(z)
		return value - ((z-0.5)*math.Log(z) - z + 0.5*math.Log(2*math.Pi))
	}
	return (1.0/12 - (1.0/360-(1.0/1260-1/(1680*z*z))/(z*z))/(z*z)) / z
}

const urn = "beta-binomial distribution, as Pólya's urn (Eggenberger and Pólya 1923)"

var correlationTheory = []mechanisms.Form{
	{Name: "vote.common_shock", Source: "mixture: one draw for all with probability rho, else independent draws",
		Doc:   "probability that more than half of n witnesses are right when a common shock correlates them",
		Args:  []mechanisms.Arg{argN, argP, argCorrelation},
		Value: byWitnesses(func(n int, a []float64) float64 { return share(a[1])*a[0] + (1-a[1])*majority(n, a[0]) })},
	{Name: "vote.common_shock_limit", Source: "vote.common_shock, with the law of large numbers for independent draws",
		Doc:  "probability that ever more witnesses decide rightly when a common shock correlates them",
		Args: []mechanisms.Arg{argP, argCorrelation},
		Value: func(a []float64) float64 {
			p, independent := share(a[0]), 0.5
			if p != 0.5 {
				independent = math.Round(p)
			}
			return share(a[1])*p + (1-a[1])*independent
		}},
	{Name: "vote.bahadur", Source: "second-order expansion of three correlated votes (Bahadur 1961)",
		Doc:  "probability that the majority of 3 witnesses is right; no distribution has it above the correlation vote.bahadur_max",
		Args: []mechanisms.Arg{argP, argCorrelation},
		Value: func(a []float64) float64 {
			p, rho := a[0], share(a[1])
			return majority(3, p) - 3*rho*p*(1-p)*(2*p-1)
		}},
	{Name: "vote.bahadur_max", Source: "no vote of the second-order expansion may have a negative probability",
		Doc:   "largest correlation for which vote.bahadur describes votes",
		Args:  []mechanisms.Arg{argP},
		Value: func(a []float64) float64 { return bahadurMax(a[0]) }},
	{Name: "vote.beta_binomial", Source: urn,
		Doc:   "probability that more than half of n witnesses are right when their accuracy is drawn, once for all, from a beta distribution",
		Args:  []mechanisms.Arg{argN, argP, argCorrelation},
		Value: byWitnesses(func(n int, a []float64) float64 { return betaBinomial(n, a[0], a[1]) })},
	{Name: "vote.beta_limit", Source: "regularised incomplete beta function at 1/2",
		Doc:   "probability that ever more witnesses decide rightly when their accuracy is drawn, once for all, from a beta distribution",
		Args:  []mechanisms.Arg{argP, argCorrelation},
		Value: func(a []float64) float64 { return betaLimit(a[0], a[1]) }},
}
