package bribe

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// The briber wants one outcome for sure, the target. Under a flat fee a vote is worth nothing to its witness, who sells it
// for any eps. Where outliers lose a bond b, a witness who expects the others to be honest gives up r and risks b.
//
// The p+epsilon contract pays r+b+eps to those who voted for the target and lost. A vote for the target then earns at
// least r whatever the others do, and more than the other vote unless the vote is the one that decides, when both earn
// r: it is dominant. But if all follow it, nobody loses and nothing is paid. What it takes is an escrow that makes the
// promise credible. Amounts are in DPMN.

func arg(name, unit, doc string) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: mechanisms.Must}
}

var (
	argN        = arg("n", "", "witnesses")
	argR        = arg("r", "DPMN", "reward of a witness who is no outlier")
	argB        = arg("b", "DPMN", "bond that an outlier loses")
	argEps      = arg("eps", "DPMN", "what the bribe pays beyond indifference")
	argK        = arg("k", "", "witnesses who vote for the target")
	argContract = mechanisms.Arg{Name: "contract", Doc: "how witnesses are paid", Choices: []string{"flat", "outlier"}}
)

const outlier = 1

// integer is x, or NaN unless it is an integer from least on.
func integer(x, least float64) float64 {
	if x >= least && x == math.Trunc(x) && !math.IsInf(x, 1) {
		return x
	}
	return math.NaN()
}

// sure is the number of votes that are more than half of n.
func sure(n float64) float64 { return math.Floor(integer(n, 1)/2) + 1 }

// cost of buying a sure majority one vote at a time, paid whatever comes out. For less than indifference nobody sells.
func cost(n, r, b, eps, contract float64) float64 {
	if !(eps >= 0) {
		return math.NaN()
	}
	if contract == outlier {
		return sure(n) * (r + b + eps)
	}
	return sure(n) * eps
}

// spent is what the p+epsilon contract pays when k of n witnesses vote for the target; a tie is lost.
func spent(n, k, r, b, eps float64) float64 {
	switch {
	case !(integer(k, 0) <= integer(n, 1)):
		return math.NaN()
	case k > n/2:
		return 0
	}
	return k * (r + b + eps)
}

const pEpsilon = "p+epsilon attack (Buterin 2015)"

// Theory lists the closed forms, for reports, tests and the expectations of scenarios.
var Theory = []mechanisms.Form{
	{Name: "bribe.cost", Unit: "DPMN", Source: "smallest unconditional bribe that a witness cannot lose by, times a majority",
		Doc:   "cost of buying the votes of a sure majority outright",
		Args:  []mechanisms.Arg{argN, argR, argB, argEps, argContract},
		Value: func(a []float64) float64 { return cost(a[0], a[1], a[2], a[3], a[4]) }},
	{Name: "bribe.escrow", Unit: "DPMN", Source: pEpsilon + "; largest value of bribe.spent",
		Doc:   "money that the p+epsilon contract must be able to pay: the bribes of the largest losing side",
		Args:  []mechanisms.Arg{argN, argR, argB, argEps},
		Value: func(a []float64) float64 { return math.Floor(integer(a[0], 1)/2) * (a[1] + a[2] + a[3]) }},
	{Name: "bribe.spent", Unit: "DPMN", Source: pEpsilon,
		Doc:   "money that the p+epsilon contract pays when k witnesses vote for the target: none if it works",
		Args:  []mechanisms.Arg{argN, argK, argR, argB, argEps},
		Value: func(a []float64) float64 { return spent(a[0], a[1], a[2], a[3], a[4]) }},
}
