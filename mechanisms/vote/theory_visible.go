package vote

import "github.com/dopamine-network/dopasim/mechanisms"

// Votes that later voters see. To copy the first vote is a best response to others who copy it, since an outlier pays;
// witnesses who only want to be right weigh the votes before theirs against their own signal, and from some vote on all
// repeat it (information cascade). Signals are taken as better than a coin.

// cascadeCoin is the probability of the right cascade when one who sees both sides even tosses a coin.
func cascadeCoin(p float64) float64 { return share(p) * (1 + p) / (2 * (1 - p + p*p)) }

// cascadeOwn is the probability of the right cascade when such a one votes its signal: the signals are then seen as
// they are until one side is two ahead.
func cascadeOwn(p float64) float64 { return share(p) * p / (p*p + (1-p)*(1-p)) }

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
}
