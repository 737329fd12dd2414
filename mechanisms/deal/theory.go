package deal

import (
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Theory lists the closed forms, for reports, tests and the expectations of scenarios.
var Theory = slices.Concat(payerTheory, witnessTheory)

// The payer decides. The game: the provider ships well at cost c or junk at no cost; the payer sees which, and then
// declares success, which costs g and releases the price r, or stays silent and has it back. What was shipped is sunk:
// in one deal between strangers no payer pays, so no provider ships, whatever the value v. What is left is the shadow
// of later deals, which come with probability delta each.
//
// Amounts are in DPMN.

func arg(name, unit, doc string) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: mechanisms.Must}
}

func optional(name, unit, doc string, value float64) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: value}
}

var (
	argV     = arg("v", "DPMN", "value of a good delivery to the payer")
	argR     = arg("r", "DPMN", "price")
	argC     = arg("c", "DPMN", "provider's cost of a good delivery")
	argG     = optional("g", "DPMN", "cost of sending the declaration that pays", 0)
	argDelta = arg("delta", "", "probability that there is a next deal")
	argSeen  = arg("q", "", "probability that a default is recorded where every later provider sees it")
)

// share is x, or NaN if it is no probability.
func share(x float64) float64 {
	if x >= 0 && x <= 1 {
		return x
	}
	return math.NaN()
}

// total is the expected sum of a payoff over deals that go on with probability delta.
func total(each, delta float64) float64 {
	if each == 0 && delta == 1 {
		return 0
	}
	return each / (1 - share(delta))
}

const (
	grim     = "grim trigger with continuation probability delta (folk theorem)"
	geometry = "geometric series"
)

var payerTheory = []mechanisms.Form{
	{Name: "deal.pay_delta", Source: grim,
		Doc:   "smallest continuation probability at which a payer keeps paying a provider who would leave it; above 1: never",
		Args:  []mechanisms.Arg{argV, argR, argG},
		Value: func(a []float64) float64 { return (a[1] + a[2]) / a[0] }},
	{Name: "deal.pay_delta_visible", Source: "deal.payer_pays against deal.payer_defaults_visible",
		Doc:   "smallest continuation probability at which a payer keeps paying strangers who see its recorded defaults",
		Args:  []mechanisms.Arg{argV, argR, argSeen},
		Value: func(a []float64) float64 { return a[1] / (a[1] + share(a[2])*(a[0]-a[1])) }},
	{Name: "deal.prepaid_delta", Source: grim,
		Doc:   "smallest continuation probability at which a provider who was paid first keeps delivering",
		Args:  []mechanisms.Arg{argC, argR},
		Value: func(a []float64) float64 { return a[0] / a[1] }},
	{Name: "deal.honest_payers_min", Source: "root of the provider's expected payoff, x r - c",
		Doc:   "smallest share of payers who always pay at which delivering to strangers pays",
		Args:  []mechanisms.Arg{argC, argR},
		Value: func(a []float64) float64 { return a[0] / a[1] }},
	{Name: "deal.payer_pays", Unit: "DPMN", Source: geometry,
		Doc:   "payoff, over all its deals, of a payer who always pays an honest provider",
		Args:  []mechanisms.Arg{argV, argR, argDelta, argG},
		Value: func(a []float64) float64 { return total(a[0]-a[1]-a[3], a[2]) }},
	{Name: "deal.payer_defaults", Unit: "DPMN", Source: "the first default ends the relation",
		Doc:   "payoff, over all its deals, of a payer who never pays and is left for it",
		Args:  []mechanisms.Arg{argV},
		Value: func(a []float64) float64 { return a[0] }},
	{Name: "deal.payer_defaults_visible", Unit: "DPMN", Source: geometry + ": a default goes unrecorded with probability 1-q",
		Doc:   "payoff, over all its deals, of a payer who never pays and is refused once a default is recorded",
		Args:  []mechanisms.Arg{argV, argDelta, argSeen},
		Value: func(a []float64) float64 { return total(a[0], share(a[1])*(1-share(a[2]))) }},
	{Name: "deal.provider_total", Unit: "DPMN", Source: geometry,
		Doc:   "payoff, over all its deals, of a provider who always delivers and is always paid",
		Args:  []mechanisms.Arg{argR, argC, argDelta},
		Value: func(a []float64) float64 { return total(a[0]-a[1], a[2]) }},
	{Name: "deal.prepaid_cheats", Unit: "DPMN", Source: "the first junk ends the relation",
		Doc:   "payoff, over all its deals, of a provider who is paid first, ships junk and is left for it",
		Args:  []mechanisms.Arg{argR},
		Value: func(a []float64) float64 { return a[0] }},
}
