package vote

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Votes that later voters see. To copy the first vote is a best response to others who copy it, since an outlier pays;
// witnesses who only want to be right weigh the votes before theirs against their own signal, and from some vote on all
// repeat it (information cascade). Signals are taken as better than a coin.

// cascadeCoin is the probability of the right cascade when one who sees both sides even tosses a coin.
func cascadeCoin(p float64) float64 { return share(p) * (1 + p) / (2 * (1 - p + p*p)) }

// cascadeOwn is the probability of the right cascade when such a one votes its signal: the signals are then seen as
// they are until one side is two ahead.
func cascadeOwn(p float64) float64 { return share(p) * p / (p*p + (1-p)*(1-p)) }

// cascadeOf is the probability that n voters who see earlier votes decide rightly, one after the other: from two votes
// ahead on all follow, and of one vote ahead against the own signal a coin decides, or the signal itself. n is odd.
func cascadeOf(n int, p float64, coin bool) float64 {
	if math.IsNaN(share(p)) {
		return math.NaN()
	}
	behind, ahead := p, p // probability of a right vote when the right side is one behind, or one ahead
	if coin {
		behind, ahead = p/2, (1+p)/2
	}
	even, minus, plus, right := 1.0, 0.0, 0.0, 0.0
	for range n {
		right += plus * ahead
		even, minus, plus = minus*behind+plus*(1-ahead), even*(1-p), even*p
	}
	return right + plus
}

// byBallots is a probability that depends on whether votes are open or sealed.
func byBallots(open, sealed, ballots float64) float64 {
	if ballots == 0 {
		return open
	}
	return sealed
}

var (
	argBallots     = mechanisms.Arg{Name: "ballots", Doc: "whether votes are seen as they are cast", Choices: []string{"open", "sealed"}}
	argIndifferent = mechanisms.Arg{Name: "indifferent", Doc: "what breaks even beliefs", Choices: []string{"own", "coin"}}
)

const cascade = "information cascade of many voters (Bikhchandani, Hirshleifer and Welch 1992)"

var visibleTheory = []mechanisms.Form{
	{Name: "vote.follow_first", Source: "all votes repeat the first",
		Doc:   "probability that the decision is right when every witness copies the first vote",
		Args:  []mechanisms.Arg{argP},
		Value: func(a []float64) float64 { return share(a[0]) }},
	{Name: "vote.cascade_coin", Source: cascade,
		Doc:   "probability that many witnesses who see earlier votes decide rightly, a coin breaking even beliefs",
		Args:  []mechanisms.Arg{argP},
		Value: func(a []float64) float64 { return cascadeCoin(a[0]) }},
	{Name: "vote.cascade_own", Source: cascade,
		Doc:   "probability that many witnesses who see earlier votes decide rightly, the own signal breaking even beliefs",
		Args:  []mechanisms.Arg{argP},
		Value: func(a []float64) float64 { return cascadeOwn(a[0]) }},
	{Name: "vote.copiers", Source: "vote.follow_first, or vote.majority where there is nothing to copy",
		Doc:   "probability that n witnesses decide rightly who copy the first vote they see and look where they see none",
		Args:  []mechanisms.Arg{argN, argP, argBallots},
		Value: byWitnesses(func(n int, a []float64) float64 { return byBallots(share(a[0]), majority(n, a[0]), a[1]) })},
	{Name: "vote.weighers", Source: "Markov chain of the lead, absorbed at two votes; vote.majority where there is nothing to see",
		Doc:  "probability that n witnesses decide rightly who weigh the votes they see against their own signal",
		Args: []mechanisms.Arg{argOddN, argP, argIndifferent, argBallots},
		Value: byOdd(func(n int, a []float64) float64 {
			return byBallots(cascadeOf(n, a[0], a[1] == 1), majority(n, a[0]), a[2])
		})},
}
