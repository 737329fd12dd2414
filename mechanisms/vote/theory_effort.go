package vote

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Looking costs c and makes a vote right with probability p; who does not look tosses a coin. A reward that does not
// depend on the vote pays for no look: what is left is a private stake W in a right decision, and that counts only when
// the others are split evenly. Numbers are odd.

var argRatio = arg("ratio", "", "cost of looking over the private stake in a right decision, c/W")

// pivot is the probability that n-1 others, each right with probability x, are split evenly: the vote decides.
func pivot(n int, x float64) float64 { return exactly(n-1, (n-1)/2, x) }

// effortStakeMin is the smallest stake over cost at which looking is a best response to n-1 others who look.
func effortStakeMin(n int, p float64) float64 {
	gain := (share(p) - 0.5) * pivot(n, p)
	if gain <= 0 {
		return math.Inf(1)
	}
	return 1 / gain
}

// effortMixed is the probability of looking in the symmetric equilibrium. The vote is pivotal the less the more others
// look, so there is one: nobody looks, all do, or the gain of looking, (p-1/2) pivot(n, x) W, equals its cost where x is
// the accuracy of a vote that is looked at with that probability.
func effortMixed(n int, p, ratio float64) float64 {
	better := share(p) - 0.5
	relative := ratio / (better * pivot(n, 0.5)) // cost over gain when nobody else looks
	switch {
	case math.IsNaN(better) || !(ratio >= 0):
		return math.NaN()
	case better <= 0 || relative >= 1:
		return 0
	}
	// pivot(n, x) / pivot(n, 1/2) = (4x(1-x))^m, hence:
	ahead := math.Sqrt(1-math.Pow(relative, 2/float64(n-1))) / 2 // x - 1/2
	return min(ahead/better, 1)
}

// effortRight is how often the majority is right in that equilibrium.
func effortRight(n int, p, ratio float64) float64 {
	return majority(n, 0.5+effortMixed(n, p, ratio)*(p-0.5))
}

const freeRiding = "the vote matters only if it is pivotal (free riding on juries: Mukhopadhaya 2003)"

var effortTheory = []mechanisms.Form{
	{Name: "vote.pivot", Source: "central binomial term of the n-1 others",
		Doc:   "probability that one vote decides among n",
		Args:  []mechanisms.Arg{argOddN, arg("x", "", "accuracy of each of the others")},
		Value: byOdd(func(n int, a []float64) float64 { return pivot(n, a[0]) })},
	{Name: "vote.effort_stake_min", Source: freeRiding,
		Doc:   "smallest private stake in a right decision, as a multiple of the cost of looking, that makes looking worth it when all look",
		Args:  []mechanisms.Arg{argOddN, argP},
		Value: byOdd(func(n int, a []float64) float64 { return effortStakeMin(n, a[0]) })},
	{Name: "vote.effort_mixed", Source: freeRiding + "; symmetric mixed equilibrium",
		Doc:   "probability that a witness looks when those who do not toss a coin",
		Args:  []mechanisms.Arg{argOddN, argP, argRatio},
		Value: byOdd(func(n int, a []float64) float64 { return effortMixed(n, a[0], a[1]) })},
	{Name: "vote.effort_right", Source: "vote.majority at the accuracy that vote.effort_mixed leaves",
		Doc:   "probability that the majority is right when witnesses look as often as they care to",
		Args:  []mechanisms.Arg{argOddN, argP, argRatio},
		Value: byOdd(func(n int, a []float64) float64 { return effortRight(n, a[0], a[1]) })},
}
