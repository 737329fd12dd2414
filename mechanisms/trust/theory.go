package trust

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// The closed forms of the trust mechanism. The game: the provider ships well at cost c or junk at no cost; the payer
// then declares a cheat with probability rho and a good delivery with probability phi. Declaring costs a payer its own
// deposit and g, less the price where that is refunded; the quality it got is sunk and does not enter, which is why
// selfish one-shot players never make the mechanism work (subgame perfection, backward induction).
//
// Amounts are in DPMN.

var fates = []string{"kept", "refund", "burned"}

func arg(name, unit, doc string) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: mechanisms.Must}
}

func optional(name, unit, doc string, value float64) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: value}
}

var (
	argC         = arg("c", "DPMN", "provider's cost of a good delivery")
	argR         = arg("r", "DPMN", "price")
	argRho       = arg("rho", "", "probability that a cheated payer declares")
	argPhi       = optional("phi", "", "probability that a satisfied payer declares", 0)
	argTPayer    = arg("t_payer", "DPMN", "payer's deposit")
	argTProvider = arg("t_provider", "DPMN", "provider's deposit")
	argT         = arg("t", "DPMN", "deposit of both sides")
	argG         = optional("g", "DPMN", "cost of sending a declaration", 0)
	argSigma     = arg("sigma", "DPMN", "mean spite, exponentially distributed")
	argD         = optional("d", "", "probability that a cheat is noticed in time", 1)
	argFate      = mechanisms.Arg{Name: "fate", Doc: "where the price goes on a declaration", Choices: fates}
)

const (
	kept   = 0
	refund = 1
)

// declareCost is what a declaration costs the payer beyond what is sunk.
func declareCost(tPayer, g, r, fate float64) float64 {
	if fate == refund {
		return tPayer + g - r
	}
	return tPayer + g
}

// atStake is what a provider loses to a declaration.
func atStake(tProvider, r, fate float64) float64 {
	if fate == kept {
		return tProvider
	}
	return tProvider + r
}

// depositMin is the smallest provider deposit from which on honesty pays at least as much as cheating.
func depositMin(c, rho, phi, r, fate float64) float64 {
	if rho <= phi {
		return math.NaN()
	}
	return math.Max(0, c/(rho-phi)-atStake(0, r, fate))
}

// spiteRho is the share of cheated payers who declare when spite is exponential with mean sigma.
func spiteRho(tPayer, g, sigma, d, r, fate float64) float64 {
	cost := declareCost(tPayer, g, r, fate)
	if cost < 0 {
		return 1 // buyer fraud: declaring pays whatever was delivered
	}
	return d * math.Exp(-cost/sigma)
}

// spiteMargin is the honest provider's payoff less the cheating one's at a symmetric deposit.
func spiteMargin(t, c, sigma, d, g, r, fate float64) float64 {
	rho, phi := spiteRho(t, g, sigma, d, r, fate), 0.0
	if declareCost(t, g, r, fate) < 0 {
		phi = 1
	}
	return (rho-phi)*atStake(t, r, fate) - c
}

// spiteBest is the symmetric deposit that punishes a cheat the most.
func spiteBest(sigma, r, g, fate float64) float64 {
	switch fate {
	case kept:
		return sigma
	case refund:
		best := math.Max(sigma-r, r-g)
		for declareCost(best, g, r, fate) < 0 { // r-g was rounded down, to where buyer fraud pays
			best += math.Nextafter(r, math.Inf(1)) - r
		}
		return best
	}
	return math.Max(0, sigma-r)
}

// band is the interval of symmetric deposits that deter a cheat of gain c; both NaN when none does. low is 0, or the
// deposit below which buyer fraud starts, when deterrence begins there.
func band(c, sigma, d, g, r, fate float64) (low, high float64) {
	margin := func(t float64) float64 { return spiteMargin(t, c, sigma, d, g, r, fate) }
	best := spiteBest(sigma, r, g, fate)
	if !(sigma > 0) || margin(best) < 0 {
		return math.NaN(), math.NaN()
	}
	start := 0.0
	if fate == refund {
		start = math.Max(0, r-g)
	}
	low = start
	if margin(start) < 0 {
		low = bisect(margin, start, best)
	}
	far := best + sigma
	for margin(far) > 0 {
		if far *= 2; math.IsInf(far, 1) {
			return low, far
		}
	}
	return low, bisect(margin, best, far)
}

// bisect finds the root of f between a and b, where its sign changes.
func bisect(f func(float64) float64, a, b float64) float64 {
	left := f(a) < 0
	for range 200 {
		m := (a + b) / 2
		if (f(m) < 0) == left {
			a = m
		} else {
			b = m
		}
	}
	return (a + b) / 2
}

func ratio(harm, cost float64) float64 {
	if cost <= 0 {
		return math.Inf(1) // it pays for itself
	}
	return harm / cost
}

const backward = "backward induction on the game of 3.4; the payer's declaration cannot depend on sunk quality"
const repeated = "grim trigger with continuation probability delta (folk theorem)"

// Theory lists the closed forms, for reports, tests and the expectations of scenarios.
var Theory = append([]mechanisms.Form{
	{Name: "trust.declare_cost", Unit: "DPMN", Source: backward,
		Doc:   "what declaring costs a selfish payer; it declares always if negative and never if positive",
		Args:  []mechanisms.Arg{argTPayer, argR, argG, argFate},
		Value: func(a []float64) float64 { return declareCost(a[0], a[2], a[1], a[3]) }},
	{Name: "trust.margin", Unit: "DPMN", Source: "expected payoffs at given rho and phi",
		Doc:   "payoff of an honest provider less that of a cheating one, per deal",
		Args:  []mechanisms.Arg{argC, argR, argRho, argPhi, argTProvider, argFate},
		Value: func(a []float64) float64 { return (a[2]-a[3])*atStake(a[4], a[1], a[5]) - a[0] }},
	{Name: "trust.payoff_honest", Unit: "DPMN", Source: "expected payoff at given phi",
		Doc:   "payoff of an honest provider per deal, without fees and cost of capital",
		Args:  []mechanisms.Arg{argC, argR, argPhi, argTProvider, argFate},
		Value: func(a []float64) float64 { return a[1] - a[0] - a[2]*atStake(a[3], a[1], a[4]) }},
	{Name: "trust.payoff_cheating", Unit: "DPMN", Source: "expected payoff at given rho",
		Doc:   "payoff of a cheating provider per deal, without fees and cost of capital",
		Args:  []mechanisms.Arg{argR, argRho, argTProvider, argFate},
		Value: func(a []float64) float64 { return a[0] - a[1]*atStake(a[2], a[0], a[3]) }},
	{Name: "trust.deposit_min", Unit: "DPMN", Source: "root of trust.margin",
		Doc:   "smallest provider deposit that deters cheating: c/(rho-phi), less the price where the provider loses it",
		Args:  []mechanisms.Arg{argC, argR, argRho, argPhi, argFate},
		Value: func(a []float64) float64 { return depositMin(a[0], a[2], a[3], a[1], a[4]) }},
	{Name: "trust.rho_min", Unit: "", Source: "root of trust.margin",
		Doc:   "smallest share of punished cheats that deters cheating",
		Args:  []mechanisms.Arg{argC, argR, argPhi, argTProvider, argFate},
		Value: func(a []float64) float64 { return a[2] + a[0]/atStake(a[3], a[1], a[4]) }},
	{Name: "trust.spite_rho", Unit: "", Source: "tail of the exponential distribution",
		Doc:   "share of cheats punished when spite is exponential",
		Args:  []mechanisms.Arg{argTPayer, argR, argSigma, argD, argG, argFate},
		Value: func(a []float64) float64 { return spiteRho(a[0], a[4], a[2], a[3], a[1], a[5]) }},
	{Name: "trust.spite_margin", Unit: "DPMN", Source: "trust.margin at trust.spite_rho",
		Doc:   "honest less cheating payoff when both sides deposit t and spite is exponential",
		Args:  []mechanisms.Arg{argT, argC, argR, argSigma, argD, argG, argFate},
		Value: func(a []float64) float64 { return spiteMargin(a[0], a[1], a[3], a[4], a[5], a[2], a[6]) }},
	{Name: "trust.spite_best", Unit: "DPMN", Source: "maximum of trust.spite_margin: above it more deposit deters less",
		Doc:   "symmetric deposit that punishes cheats the most",
		Args:  []mechanisms.Arg{argR, argSigma, argG, argFate},
		Value: func(a []float64) float64 { return spiteBest(a[1], a[0], a[2], a[3]) }},
	{Name: "trust.band_low", Unit: "DPMN", Source: "lower root of trust.spite_margin",
		Doc:   "smallest symmetric deposit that deters cheating",
		Args:  []mechanisms.Arg{argC, argR, argSigma, argD, argG, argFate},
		Value: func(a []float64) float64 { low, _ := band(a[0], a[2], a[3], a[4], a[1], a[5]); return low }},
	{Name: "trust.band_high", Unit: "DPMN", Source: "upper root of trust.spite_margin",
		Doc:   "largest symmetric deposit that deters cheating",
		Args:  []mechanisms.Arg{argC, argR, argSigma, argD, argG, argFate},
		Value: func(a []float64) float64 { _, high := band(a[0], a[2], a[3], a[4], a[1], a[5]); return high }},
	{Name: "trust.gain_max", Unit: "DPMN", Source: "trust.spite_margin at trust.spite_best",
		Doc:  "largest gain from cheating that some symmetric deposit deters",
		Args: []mechanisms.Arg{argR, argSigma, argD, argG, argFate},
		Value: func(a []float64) float64 {
			return spiteMargin(spiteBest(a[1], a[0], a[3], a[4]), 0, a[1], a[2], a[3], a[0], a[4])
		}},
	{Name: "trust.griefing_payer", Unit: "", Source: "griefing factor: harm to the other per own cost (Buterin 2018)",
		Doc:  "griefing factor of a payer's false declaration; infinite when it pays",
		Args: []mechanisms.Arg{argTPayer, argTProvider, argR, argG, argFate},
		Value: func(a []float64) float64 {
			return ratio(atStake(a[1], a[2], a[4]), declareCost(a[0], a[3], a[2], a[4]))
		}},
	// Deviation: where the price is burned, a provider who declares gives up the price as well, so its cost is
	// tB + r + g as under a refund; to leave the price out would make its griefing look cheaper than runs show.
	{Name: "trust.griefing_provider", Unit: "", Source: "griefing factor: harm to the other per own cost (Buterin 2018)",
		Doc:  "griefing factor of a provider's declaration; negative when the payer gains by it",
		Args: []mechanisms.Arg{argTPayer, argTProvider, argR, argG, argFate},
		Value: func(a []float64) float64 {
			if a[4] == refund {
				return (a[0] - a[2]) / (a[1] + a[2] + a[3])
			}
			return a[0] / (a[1] + a[3] + atStake(0, a[2], a[4]))
		}},
	{Name: "trust.credible_delta", Unit: "", Source: repeated,
		Doc:   "smallest continuation probability at which a payer with a visible record punishes every cheat",
		Args:  []mechanisms.Arg{argTPayer, arg("surplus", "DPMN", "payer's gain per later deal, v - r"), argG},
		Value: func(a []float64) float64 { return (a[0] + a[2]) / (a[0] + a[2] + a[1]) }},
	{Name: "trust.provider_delta", Unit: "", Source: repeated,
		Doc:  "smallest continuation probability at which a provider who loses a cheated customer stays honest",
		Args: []mechanisms.Arg{argC, argR, argRho, argTProvider},
		Value: func(a []float64) float64 {
			short := a[0] - a[2]*a[3]
			if short <= 0 {
				return 0
			}
			return short / (short + a[2]*(a[1]-a[0]))
		}},
	{Name: "trust.truthful_low", Unit: "DPMN", Source: "-k < declare cost < s",
		Doc:  "smallest payer deposit at which a payer with guilt k makes no false declaration",
		Args: []mechanisms.Arg{argR, arg("k", "DPMN", "disutility of a false declaration"), argG, argFate},
		Value: func(a []float64) float64 {
			if a[3] == refund {
				return math.Max(0, a[0]-a[1]-a[2])
			}
			return 0
		}},
	{Name: "trust.truthful_high", Unit: "DPMN", Source: "-k < declare cost < s",
		Doc:  "largest payer deposit at which a payer with spite s punishes every cheat",
		Args: []mechanisms.Arg{argR, arg("s", "DPMN", "utility of punishing a cheat"), argG, argFate},
		Value: func(a []float64) float64 {
			if a[3] == refund {
				return math.Max(0, a[0]+a[1]-a[2])
			}
			return math.Max(0, a[1]-a[2])
		}},
	{Name: "trust.detection", Unit: "", Source: "exponential detection delay",
		Doc:   "probability that a cheat is noticed inside the window",
		Args:  []mechanisms.Arg{arg("window", "s", "length of the window"), arg("delay", "s", "mean time to notice a cheat")},
		Value: func(a []float64) float64 { return -math.Expm1(-a[0] / a[1]) }},
	{Name: "trust.capital_cost", Unit: "DPMN", Source: "simple interest",
		Doc:   "cost of capital of a deposit over its lock",
		Args:  []mechanisms.Arg{argT, arg("locked", "s", "time locked"), arg("rate", "", "interest per year of 365 days")},
		Value: func(a []float64) float64 { return a[0] * a[2] * a[1] / (365 * 24 * 3600) }},
}, evolutionTheory...)
