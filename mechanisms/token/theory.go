package token

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

func arg(name, unit, doc string) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: mechanisms.Must}
}

const constantCap = "shares of the supply, at a market capitalisation that does not depend on the supply"

// Theory lists the closed forms of burning. h is a holder's share of the supply before the burn.
var Theory = []mechanisms.Form{
	{Name: "token.share_multiplier", Source: "exact: S/(S-x)",
		Doc:   "factor by which the share of every holder who did not burn rises",
		Args:  []mechanisms.Arg{arg("supply", "DPMN", "supply before"), arg("x", "DPMN", "tokens burned")},
		Value: func(a []float64) float64 { return a[0] / (a[0] - a[1]) }},
	{Name: "token.price_multiplier", Source: "market capitalisation ~ supply^e",
		Doc: "factor by which the price of a token rises when demand reacts to supply with elasticity e",
		Args: []mechanisms.Arg{arg("supply", "DPMN", "supply before"), arg("x", "DPMN", "tokens burned"),
			{Name: "e", Doc: "elasticity of the market capitalisation in the supply"}},
		Value: func(a []float64) float64 { return math.Pow(a[0]/(a[0]-a[1]), 1-a[2]) }},
	{Name: "token.burn_cost", Source: constantCap,
		Doc: "what burning own tokens costs the burner, as a fraction of their worth at the old price",
		Args: []mechanisms.Arg{arg("supply", "DPMN", "supply before"), arg("h", "", "burner's share of it"),
			arg("x", "DPMN", "tokens burned")},
		Value: func(a []float64) float64 { return (a[0] - a[1]*a[0]) / (a[0] - a[2]) }},
	{Name: "token.whale_share", Source: constantCap + "; root of token.whale_gain",
		Doc: "share of the supply from which on burning both deposits pays the one who declares",
		Args: []mechanisms.Arg{arg("t_payer", "DPMN", "deposit of the one who declares"),
			arg("t_provider", "DPMN", "deposit of the other")},
		Value: func(a []float64) float64 { return a[0] / (a[0] + a[1]) }},
	{Name: "token.whale_gain", Source: constantCap,
		Doc: "gain of the one who declares, as a fraction of the market capitalisation",
		Args: []mechanisms.Arg{arg("supply", "DPMN", "supply before"), arg("h", "", "share of the one who declares, deposit included"),
			arg("t_payer", "DPMN", "its deposit"), arg("t_provider", "DPMN", "deposit of the other")},
		Value: func(a []float64) float64 {
			own := a[1] * a[0]
			return (own-a[2])/(a[0]-a[2]-a[3]) - a[1]
		}},
}
