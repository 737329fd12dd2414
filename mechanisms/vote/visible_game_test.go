package vote_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A second oracle of visible votes. The public belief, the logarithm of the odds of success after the votes so far, is a
// Markov chain: each voter knows its signal and Bayes' rule, and those who look on know what it would have done after
// either signal.

// beliefs are probabilities of public beliefs when the truth is success; keys are rounded so that equal beliefs meet.
type beliefs map[float64]float64

func rounded(odds float64) float64 { return math.Round(odds*1e9) / 1e9 }

// votes is the probability that a voter votes for success after a signal.
func votes(belief, weight float64, signal int, coin bool) float64 {
	posterior := belief - weight
	if signal == success {
		posterior = belief + weight
	}
	switch {
	case posterior > 1e-6:
		return 1
	case posterior < -1e-6:
		return 0
	case coin:
		return 0.5
	}
	return float64(signal)
}

// next is the beliefs after one more vote.
func (from beliefs) next(p float64, coin bool) beliefs {
	weight, to := math.Log(p/(1-p)), beliefs{}
	for belief, chance := range from {
		high, low := votes(belief, weight, success, coin), votes(belief, weight, failure, coin)
		for _, vote := range []int{failure, success} {
			likely := func(high, low float64) float64 {
				if vote == success {
					return p*high + (1-p)*low
				}
				return p*(1-high) + (1-p)*(1-low)
			}
			ifSuccess := likely(high, low)
			ifFailure := likely(low, high) // signals the other way round
			if ifSuccess > 0 {
				to[rounded(belief+math.Log(ifSuccess/ifFailure))] += chance * ifSuccess
			}
		}
	}
	return to
}

// cascades is the probability that voters end up voting for success when it is the truth.
func cascades(p float64, coin bool) float64 {
	all, weight := beliefs{0: 1}, math.Log(p/(1-p))
	for range 2000 {
		all = all.next(p, coin)
	}
	right := 0.0
	for belief, chance := range all {
		if votes(belief, weight, failure, coin) == 1 { // for success even after the other signal
			right += chance
		}
	}
	return right
}

func TestTheory_cascadesAreThoseOfBayesianVoters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := between(rt, "p", 0.51, 0.95)
		for name, coin := range map[string]bool{"vote.cascade_coin": true, "vote.cascade_own": false} {
			if got, want := form(rt, name, "p", p), cascades(p, coin); math.Abs(got-want) > 1e-6 {
				rt.Errorf("%s at p = %v is %v, the voters end up right with probability %v", name, p, got, want)
			}
		}
	})
}

// To copy the first vote is a best response to others who do: whatever it was, who votes otherwise is an outlier.
func TestTheory_copyingTheFirstVoteIsAnEquilibrium(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 9)
		x.n = max(x.n, 3)
		right := 0.0
		for _, first := range []int{failure, success} {
			seen := make([]int, x.n)
			for i := range seen {
				seen[i] = first
			}
			if x.outlier(seen, 1) {
				rt.Errorf("%+v: a copy of %v is an outlier", x, seen)
			}
			seen[1] = success - first
			if !x.outlier(seen, 1) {
				rt.Errorf("%+v: %v has no outlier", x, seen)
			}
			if first == success { // the truth; failure is the mirror image
				right += x.honest(success)[first]
			}
		}
		same(rt, "right", form(rt, "vote.follow_first", "p", x.p), right)
	})
}

// weighing is the probability that n voters decide rightly, over all signals and coins, by a rule of thumb: from two votes
// ahead on they follow, of one vote ahead against their signal they keep it, or toss a coin.
func weighing(n, lead int, p float64, coin bool) float64 {
	if n == 0 {
		if lead > 0 {
			return 1
		}
		return 0
	}
	sum := 0.0
	for signal, chance := range map[int]float64{1: p, -1: 1 - p} {
		vote := signal
		if lead >= 2 || lead <= -2 {
			vote = lead / max(lead, -lead)
		}
		if coin && (lead == 1 || lead == -1) && signal == -lead {
			sum += chance * (weighing(n-1, lead+1, p, coin) + weighing(n-1, lead-1, p, coin)) / 2
			continue
		}
		sum += chance * weighing(n-1, lead+vote, p, coin)
	}
	return sum
}

func TestTheory_weighersAreEnumerated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 2*rapid.IntRange(0, 5).Draw(t, "half") + 1
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		for i, coin := range []bool{false, true} {
			got := form(t, "vote.weighers", "n", n, "p", p, "indifferent", i, "ballots", 0)
			if want := weighing(n, 0, p, coin); !close(got, want) {
				t.Errorf("n = %d, p = %v, coin %v: %v, enumerated %v", n, p, coin, got, want)
			}
		}
		if got, want := form(t, "vote.copiers", "n", n, "p", p, "ballots", 0), form(t, "vote.follow_first", "p", p); got != want {
			t.Errorf("copiers: %v, want %v", got, want)
		}
		if got, want := form(t, "vote.copiers", "n", n, "p", p, "ballots", 1), form(t, "vote.majority", "n", n, "p", p); got != want {
			t.Errorf("copiers of sealed votes: %v, want %v", got, want)
		}
	})
}
