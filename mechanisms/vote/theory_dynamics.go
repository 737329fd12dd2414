package vote

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Two populations of witnesses whose outliers lose a bond: honest ones among those who always vote for success, and
// honest ones among colluders who vote against the truth.

var argHonest = arg("y", "", "share of honest witnesses; the others always vote for success")

// replicatorGap is the payoff of an honest witness less that of one who always votes for success, in a population with
// share y of honest ones. It rises with y: the fewer vote for success unseen, the less that pays.
func replicatorGap(n int, y, p, q, r, b, c, tied float64) float64 {
	unseen := 1 - share(y)
	x := agreements(n, unseen+y*p, unseen+y*(1-p), tied)
	overSuccess, _ := x.gains(p, q)
	return (r+b)*overSuccess - c
}

// basin is the share of honest witnesses below which always voting for success takes over: the root of the gap, by
// bisection. NaN where it always does, so that there is none.
func basin(n int, p, q, r, b, c, tied float64) float64 {
	gap := func(y float64) float64 { return replicatorGap(n, y, p, q, r, b, c, tied) }
	if !(r+b > 0 && gap(0) < 0 && gap(1) > 0) {
		return math.NaN()
	}
	low, high := 0.0, 1.0
	for range 60 {
		if middle := (low + high) / 2; gap(middle) < 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// payoffAgainst is the payoff of an honest witness when k of the others vote against the truth and the rest is honest.
// Numbers are odd: there are no ties.
func payoffAgainst(n int, k, p, r, b, c float64) float64 {
	against, ok := whole(k, 0, n-1)
	if !ok {
		return math.NaN()
	}
	honest, need := n-1-against, n/2 // others on its side that it needs
	agree := share(p)*atLeast(honest, need, p) + (1-p)*atLeast(honest, need-against, 1-p)
	return payoff(agree, r, b) - c
}

const replicator = "replicator dynamics (Taylor and Jonker 1978)"

var dynamicsTheory = []mechanisms.Form{
	{Name: "vote.replicator_gap", Unit: "DPMN", Source: replicator,
		Doc:  "payoff of an honest witness less that of one who always votes for success, where a share y is honest",
		Args: []mechanisms.Arg{argHonest, argN, argP, argQ, argPaid, argBond, argLook, argTied},
		Value: func(a []float64) float64 {
			n, ok := whole(a[1], 1, mostWitnesses)
			if !ok {
				return math.NaN()
			}
			return replicatorGap(n, a[0], a[2], a[3], a[4], a[5], a[6], a[7])
		}},
	{Name: "vote.basin", Source: replicator + "; root of vote.replicator_gap, which is unstable",
		Doc:  "share of honest witnesses below which always voting for success takes over; undefined where it always does",
		Args: []mechanisms.Arg{argN, argP, argQ, argPaid, argBond, argLook, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			return basin(n, a[0], a[1], a[2], a[3], a[4], a[5])
		})},
	{Name: "vote.payoff_colluder", Unit: "DPMN", Source: "vote.colluders_win",
		Doc:  "payoff of each of k colluders who vote against the truth",
		Args: []mechanisms.Arg{argOddN, argK, argP, argPaid, argBond},
		Value: byOdd(func(n int, a []float64) float64 {
			if a[0] == 0 {
				return math.NaN()
			}
			return payoff(colludersWin(n, a[0], a[1]), a[2], a[3])
		})},
	// Deviation: a majority of colluders does not take the bond of every honest witness, only of those who are right;
	// those who err are on the winning side and earn the reward.
	{Name: "vote.payoff_against", Unit: "DPMN", Source: agreeing + ", k of whom vote against the truth",
		Doc:  "payoff of an honest witness against k colluders",
		Args: []mechanisms.Arg{argOddN, optional("k", "", "colluders, who always vote against the truth", 0), argP, argPaid, argBond, argLook},
		Value: byOdd(func(n int, a []float64) float64 {
			return payoffAgainst(n, a[0], a[1], a[2], a[3], a[4])
		})},
}
