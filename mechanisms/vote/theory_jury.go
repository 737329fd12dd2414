package vote

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// The votes for success decide if they are more than half: of all witnesses where an absent one counts as a vote for
// failure, of those who voted where it is ignored. The literal rule makes a tie a failure; the other tosses a coin.
// Nobody there is failure under every rule.

var (
	argAvailable = optional("a", "", "probability that a witness votes at all", 1)
	argTie       = mechanisms.Arg{Name: "tie", Doc: "what a tie decides", Choices: []string{"failure", "coin"}}
	argAbsent    = mechanisms.Arg{Name: "absent", Doc: "what an absent vote is", Choices: []string{"failure", "ignored"}}
	argK         = arg("k", "", "colluders, who always vote against the truth")
	argPoolH     = arg("h", "", "honest witnesses in the pool")
	argPoolK     = arg("k", "", "colluders in the pool, who always vote against the truth")
)

// The choices that change the count; the others are the literal rule.
const (
	tieByCoin     = 1
	absentIgnored = 1
)

// majority is the probability that more than half of n independent votes are right.
func majority(n int, p float64) float64 { return atLeast(n, n/2+1, p) }

// halves is the probability that exactly half of n independent votes are right.
func halves(n int, p float64) float64 {
	if n%2 == 1 {
		return 0 * share(p)
	}
	return exactly(n, n/2, p)
}

// succeeds is the probability that n votes decide for success when each is one for success with probability x.
func succeeds(n int, x, tie float64) float64 {
	win := majority(n, x)
	if tie == tieByCoin {
		win += halves(n, x) / 2
	}
	return win
}

// decided is the probability of a decision for success when each witness votes with probability a, and then for success
// with probability x.
func decided(n int, x, a, tie, absent float64) float64 {
	if absent != absentIgnored {
		return succeeds(n, share(x)*share(a), tie)
	}
	win := 0 * share(x) * share(a)
	for present := 1; present <= n; present++ {
		win += exactly(n, present, a) * succeeds(present, x, tie)
	}
	return win
}

// collusion is the probability that the majority is right although k of the n witnesses vote against the truth.
func collusion(n int, k, p float64) float64 {
	against, ok := whole(k, 0, n)
	if !ok {
		return math.NaN()
	}
	return atLeast(n-against, n/2+1, p)
}

// colludersWin is the probability that k colluders and the witnesses who err are more than half.
func colludersWin(n int, k, p float64) float64 {
	against, ok := whole(k, 0, n)
	if !ok {
		return math.NaN()
	}
	return atLeast(n-against, n/2+1-against, 1-p)
}

const (
	condorcet = "binomial tail (Condorcet 1785)"
	counting  = "binomial tail of the counting rule"
)

var juryTheory = []mechanisms.Form{
	{Name: "vote.majority", Source: condorcet,
		Doc:   "probability that more than half of n independent witnesses are right",
		Args:  []mechanisms.Arg{argN, argP},
		Value: byWitnesses(func(n int, a []float64) float64 { return majority(n, a[0]) })},
	{Name: "vote.tie", Source: "central binomial term",
		Doc:   "probability that n independent witnesses are split evenly",
		Args:  []mechanisms.Arg{argN, argP},
		Value: byWitnesses(func(n int, a []float64) float64 { return halves(n, a[0]) })},
	{Name: "vote.right_success", Source: counting,
		Doc:   "probability that n witnesses decide rightly when the truth is success",
		Args:  []mechanisms.Arg{argN, argP, argAvailable, argTie, argAbsent},
		Value: byWitnesses(func(n int, a []float64) float64 { return decided(n, a[0], a[1], a[2], a[3]) })},
	{Name: "vote.right_failure", Source: counting,
		Doc:   "probability that n witnesses decide rightly when the truth is failure",
		Args:  []mechanisms.Arg{argN, argP, argAvailable, argTie, argAbsent},
		Value: byWitnesses(func(n int, a []float64) float64 { return 1 - decided(n, 1-a[0], a[1], a[2], a[3]) })},
	{Name: "vote.right", Source: "vote.right_success and vote.right_failure, mixed by the prior",
		Doc:  "probability that n witnesses decide rightly",
		Args: []mechanisms.Arg{argN, argP, argQ, argAvailable, argTie, argAbsent},
		Value: byWitnesses(func(n int, a []float64) float64 {
			q := share(a[1])
			return q*decided(n, a[0], a[2], a[3], a[4]) + (1-q)*(1-decided(n, 1-a[0], a[2], a[3], a[4]))
		})},
	{Name: "vote.collusion", Source: condorcet + " of the others",
		Doc:   "probability that the majority is right although k of n witnesses vote against the truth",
		Args:  []mechanisms.Arg{argN, argK, argP},
		Value: byWitnesses(func(n int, a []float64) float64 { return collusion(n, a[0], a[1]) })},
	{Name: "vote.colluders_win", Source: condorcet + " of the others",
		Doc:   "probability that k colluders, with the honest witnesses who err, are the majority",
		Args:  []mechanisms.Arg{argN, argK, argP},
		Value: byWitnesses(func(n int, a []float64) float64 { return colludersWin(n, a[0], a[1]) })},
	{Name: "vote.lot", Source: "vote.collusion over the hypergeometric number of colluders among those drawn",
		Doc:   "probability that the majority is right when a lot draws n witnesses of h honest ones and k colluders",
		Args:  []mechanisms.Arg{argN, argPoolH, argPoolK, argP},
		Value: byWitnesses(func(n int, a []float64) float64 { return lot(n, a[0], a[1], a[2]) })},
}

// mostPlaces bounds the pool of a lot: of a larger one the form has no value.
const mostPlaces = 1_000_000

// lot is collusion averaged over how many of the n drawn, without putting back, are among the k colluders of a pool.
func lot(n int, h, k, p float64) float64 {
	honest, okHonest := whole(h, 0, mostPlaces)
	bad, okBad := whole(k, 0, mostPlaces)
	if !okHonest || !okBad || honest+bad < n {
		return math.NaN()
	}
	sum := 0.0
	for j := max(0, n-honest); j <= min(n, bad); j++ {
		sum += hypergeometric(n, j, honest, bad) * collusion(n, float64(j), p)
	}
	return min(sum, 1)
}

// hypergeometric is the probability that j of n drawn without putting back are among the bad ones. Factors above and
// below 1 are multiplied in turns, as in exactly.
func hypergeometric(n, j, honest, bad int) float64 {
	product, drawn := 1.0, 0
	below := func() { // the next draw: the bad ones first, then the others
		left := float64(honest + bad - drawn)
		if drawn < j {
			product *= float64(bad-drawn) / left
		} else {
			product *= float64(honest-(drawn-j)) / left
		}
		drawn++
	}
	for i := 1; i <= j; i++ {
		product *= float64(n-j+i) / float64(i) // the orders in which they can come
		for product > 1 && drawn < n {
			below()
		}
	}
	for drawn < n {
		below()
	}
	return product
}
