package vote_test

import (
	"math"
	"math/bits"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// A second oracle, apart from the closed forms: every combination of votes, one by one, under the rules of the contract.

// What a witness may do.
const (
	failure = iota
	success
	absentee
)

// everyVote visits each combination of what witnesses do and its probability; chances has the probabilities of each
// witness's votes.
func everyVote(chances [][]float64, visit func(votes []int, probability float64)) {
	votes := make([]int, len(chances))
	var next func(i int, probability float64)
	next = func(i int, probability float64) {
		if i == len(votes) {
			visit(votes, probability)
			return
		}
		for vote, chance := range chances[i] {
			if chance > 0 {
				votes[i] = vote
				next(i+1, probability*chance)
			}
		}
	}
	next(0, 1)
}

// alike is n times the same chances.
func alike(n int, chances ...float64) [][]float64 {
	all := make([][]float64, n)
	for i := range all {
		all[i] = chances
	}
	return all
}

func count(votes []int, what int) (n int) {
	for _, v := range votes {
		if v == what {
			n++
		}
	}
	return n
}

// ruling is the contract's rule of decision.
type ruling struct{ coin, ignored bool }

// succeeds is the probability that the votes decide for success.
func (x ruling) succeeds(votes []int) float64 {
	of := len(votes)
	if x.ignored {
		of -= count(votes, absentee)
	}
	switch twice := 2 * count(votes, success); {
	case of == 0 || twice < of:
		return 0
	case twice > of:
		return 1
	case x.coin:
		return 0.5
	}
	return 0
}

// choice is a flag as the index of a choice.
func choice(on bool) float64 {
	if on {
		return 1
	}
	return 0
}

func between(t *rapid.T, name string, low, high float64) float64 {
	return rapid.Float64Range(low, high).Draw(t, name)
}

// same compares a form with a sum over all votes, in which differences lose a few digits.
func same(t *rapid.T, what string, got, want float64) {
	t.Helper()
	if !close(got, want) && !(math.Abs(got-want) < 1e-12) {
		t.Errorf("%s: the form says %v, all votes one by one %v", what, got, want)
	}
}

func TestTheory_decisionsAreThoseOfAllVotesUnderTheRules(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(rt, "n")
		p, q, a := between(rt, "p", 0, 1), between(rt, "q", 0, 1), between(rt, "a", 0, 1)
		rule := ruling{rapid.Bool().Draw(rt, "coin"), rapid.Bool().Draw(rt, "ignored")}
		right := map[int]float64{}
		everyVote(alike(n, a*(1-p), a*p, 1-a), func(votes []int, probability float64) {
			right[success] += probability * rule.succeeds(votes)
		})
		everyVote(alike(n, a*p, a*(1-p), 1-a), func(votes []int, probability float64) {
			right[failure] += probability * (1 - rule.succeeds(votes))
		})
		in := []any{"n", n, "p", p, "a", a, "tie", choice(rule.coin), "absent", choice(rule.ignored)}
		same(rt, "right if success", form(rt, "vote.right_success", in...), right[success])
		same(rt, "right if failure", form(rt, "vote.right_failure", in...), right[failure])
		same(rt, "right", form(rt, "vote.right", append(in, "q", q)...), q*right[success]+(1-q)*right[failure])
	})
}

// Every panel that a lot can draw from a small pool is drawn once.
func TestTheory_lotsAreThoseOfAllPanels(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		honest, colluders, p := rapid.IntRange(0, 7).Draw(rt, "h"), rapid.IntRange(0, 5).Draw(rt, "k"), between(rt, "p", 0, 1)
		pool := honest + colluders
		if pool == 0 {
			return
		}
		n := rapid.IntRange(1, pool).Draw(rt, "n")
		panels, right := 0.0, 0.0
		for set := range 1 << pool {
			if bits.OnesCount(uint(set)) != n {
				continue
			}
			panels++
			right += form(rt, "vote.collusion", "n", n, "k", bits.OnesCount(uint(set)>>honest), "p", p)
		}
		same(rt, "lot", form(rt, "vote.lot", "n", n, "h", honest, "k", colluders, "p", p), right/panels)
	})
}

func TestTheory_majoritiesAreThoseOfAllVotes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, p := rapid.IntRange(1, 11).Draw(rt, "n"), between(rt, "p", 0, 1)
		k := rapid.IntRange(0, n).Draw(rt, "k")
		var more, half, despite, worse float64
		everyVote(alike(n, 1-p, p), func(right []int, probability float64) {
			switch twice := 2 * count(right, 1); {
			case twice > n:
				more += probability
			case twice == n:
				half += probability
			}
			switch against := 2 * (k + count(right[k:], 0)); { // the first k vote against the truth, whatever they see
			case against > n:
				worse += probability
			case against < n:
				despite += probability
			}
		})
		same(rt, "majority", form(rt, "vote.majority", "n", n, "p", p), more)
		same(rt, "tie", form(rt, "vote.tie", "n", n, "p", p), half)
		same(rt, "collusion", form(rt, "vote.collusion", "n", n, "k", k, "p", p), despite)
		same(rt, "colluders", form(rt, "vote.colluders_win", "n", n, "k", k, "p", p), worse)
		// Two more witnesses: the step of Condorcet's theorem.
		if n%2 == 1 {
			step := (2*p - 1) * form(rt, "vote.tie", "n", n+1, "p", p) / 2
			if got := form(rt, "vote.majority", "n", n+2, "p", p) - more; math.Abs(got-step) > 1e-12 {
				rt.Errorf("two more than %d witnesses add %v, want %v", n, got, step)
			}
		}
	})
}

// moments are the mean of the first vote, and the correlation of the first two, of a distribution over all votes.
type moments struct{ total, first, second, both float64 }

func (m *moments) add(right []int, probability float64) {
	m.total += probability
	m.first += probability * float64(right[0])
	m.second += probability * float64(right[1])
	m.both += probability * float64(right[0]*right[1])
}

func (m moments) check(t *rapid.T, p, rho float64) {
	t.Helper()
	correlation := (m.both - m.first*m.second) / math.Sqrt(m.first*(1-m.first)*m.second*(1-m.second))
	for _, c := range [][2]float64{{m.total, 1}, {m.first, p}, {m.second, p}, {correlation, rho}} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("moments %+v, correlation %v: no distribution of accuracy %v and correlation %v", m, correlation, p, rho)
		}
	}
}

// Each model is a distribution over all votes, whose correlation is what the form is asked about.
func TestTheory_correlatedVotesAreSummedOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(rt, "n")
		p, rho := between(rt, "p", 0.05, 0.95), between(rt, "rho", 0.001, 0.95)
		in := []any{"n", n, "p", p, "rho", rho}
		var shock, beta, expansion moments
		var shockRight, betaRight, expansionRight float64
		alpha, other := p*(1/rho-1), (1-p)*(1/rho-1)
		everyVote(alike(n, 0.5, 0.5), func(right []int, _ float64) {
			k := count(right, 1)
			chance := (1 - rho) * math.Pow(p, float64(k)) * math.Pow(1-p, float64(n-k))
			switch k {
			case n:
				chance += rho * p
			case 0:
				chance += rho * (1 - p)
			}
			drawn := math.Exp(mathext.Lbeta(alpha+float64(k), other+float64(n-k)) - mathext.Lbeta(alpha, other))
			shock.add(right, chance)
			beta.add(right, drawn)
			if 2*k > n {
				shockRight, betaRight = shockRight+chance, betaRight+drawn
			}
		})
		shock.check(rt, p, rho)
		beta.check(rt, p, rho)
		same(rt, "common shock", form(rt, "vote.common_shock", in...), shockRight)
		same(rt, "beta-binomial", form(rt, "vote.beta_binomial", in...), betaRight)

		least := 1.0
		everyVote(alike(3, 1-p, p), func(right []int, probability float64) {
			pairs := 0.0
			for i := range 3 {
				for j := range i {
					pairs += (float64(right[i]) - p) * (float64(right[j]) - p) / (p * (1 - p))
				}
			}
			chance := probability * (1 + rho*pairs)
			least = min(least, chance)
			expansion.add(right, chance)
			if count(right, 1) > 1 {
				expansionRight += chance
			}
		})
		expansion.check(rt, p, rho)
		same(rt, "expansion", form(rt, "vote.bahadur", "p", p, "rho", rho), expansionRight)
		if most := form(rt, "vote.bahadur_max", "p", p); math.Abs(rho-most) > 1e-9 && (least < 0) != (rho > most) {
			rt.Errorf("p %v, rho %v, largest %v: the least likely votes have probability %v", p, rho, most, least)
		}
	})
}

// The limits are those of many witnesses, and the incomplete beta function of another library.
func TestTheory_limitsAreThoseOfManyWitnesses(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, rho := between(rt, "p", 0.01, 0.99), between(rt, "rho", 0.02, 0.999)
		in := []any{"p", p, "rho", rho}
		size := 1/rho - 1
		limit, other := form(rt, "vote.beta_limit", in...), 1-mathext.RegIncBeta(p*size, (1-p)*size, 0.5)
		if math.Abs(limit-other) > 1e-9 {
			rt.Errorf("p %v, rho %v: %v, another library says %v", p, rho, limit, other)
		}
		many := form(rt, "vote.beta_binomial", append(in, "n", 1001)...)
		if math.Abs(many-limit) > 0.01 {
			rt.Errorf("p %v, rho %v: 1001 witnesses are right with probability %v, ever more with %v", p, rho, many, limit)
		}
		many, limit = form(rt, "vote.common_shock", append(in, "n", 1001)...), form(rt, "vote.common_shock_limit", in...)
		if math.Abs(p-0.5) > 0.1 && math.Abs(many-limit) > 1e-6 {
			rt.Errorf("p %v, rho %v: 1001 witnesses are right with probability %v, ever more with %v", p, rho, many, limit)
		}
	})
	for _, c := range []struct{ p, rho, want float64 }{
		{0.3, 0, 0}, {0.5, 0, 0.5}, {0.7, 0, 1}, {0.7, 1, 0.7}, {0, 0.5, 0}, {1, 0.5, 1}, {0.5, 0.3, 0.5},
		{0.5001, 1e-7, 0.7364553705343257}, {0.499, 1e-6, 0.02275010495257101}, // by quadrature, to 30 digits
	} {
		if got := form(t, "vote.beta_limit", "p", c.p, "rho", c.rho); !mechtest.Near(got, c.want, 1e-12) {
			t.Errorf("p %v, rho %v: %v, want %v", c.p, c.rho, got, c.want)
		}
	}
	for p, want := range map[float64]float64{0.3: 0, 0.5: 0.5, 0.7: 1} {
		if got := form(t, "vote.common_shock_limit", "p", p, "rho", 0.0); got != want {
			t.Errorf("ever more witnesses of accuracy %v are right with probability %v", p, got)
		}
	}
}

// Looking makes a vote right with probability p instead of one half; what it adds to the decision is summed over the
// votes of the others.
func TestTheory_effortIsABestResponseToAllVotes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, p, ratio := 2*rapid.IntRange(0, 4).Draw(rt, "m")+1, between(rt, "p", 0.51, 1), between(rt, "ratio", 0.001, 0.3)
		decides := func(own, others float64) (right float64) {
			chances := append(alike(1, 1-own, own), alike(n-1, 1-others, others)...)
			everyVote(chances, func(votes []int, probability float64) {
				if 2*count(votes, 1) > n {
					right += probability
				}
			})
			return right
		}
		adds := func(others float64) float64 { return decides(p, others) - decides(0.5, others) }
		x := between(rt, "x", 0, 1)
		same(rt, "pivot", form(rt, "vote.pivot", "n", n, "x", x), decides(1, x)-decides(0, x))
		same(rt, "gain over stake", 1/form(rt, "vote.effort_stake_min", "n", n, "p", p), adds(p))
		in := []any{"n", n, "p", p, "ratio", ratio}
		e := form(rt, "vote.effort_mixed", in...)
		gain := adds(0.5+e*(p-0.5)) - ratio // of looking, when the others look with probability e
		if e < 1 && gain > 1e-9 || e > 0 && gain < -1e-9 || e < 0 || e > 1 {
			rt.Errorf("n %d, p %v, c/W %v: they look with probability %v, yet looking adds %v", n, p, ratio, e, gain)
		}
		mixed := 0.5 + e*(p-0.5)
		same(rt, "right", form(rt, "vote.effort_right", in...), decides(mixed, mixed))
	})
	for _, p := range []float64{0, 0.3, 0.5} { // looking is no better than a coin
		if e := form(t, "vote.effort_mixed", "n", 3, "p", p, "ratio", 0.1); e != 0 {
			t.Errorf("witnesses of accuracy %v look with probability %v", p, e)
		}
		if least := form(t, "vote.effort_stake_min", "n", 3, "p", p); !math.IsInf(least, 1) {
			t.Errorf("witnesses of accuracy %v look for a stake of %v", p, least)
		}
	}
}
