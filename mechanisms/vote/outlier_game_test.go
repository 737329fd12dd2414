package vote_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A second oracle of the bond for outliers: the contract's rule is applied to every vote, and payoffs are summed.

// panel is a jury with a bond. A prior of success q, and per witness accuracy p, reward r, bond b, cost of looking c.
type panel struct {
	n             int
	p, q, r, b, c float64
	tiedSuccess   bool // at a tie those who voted for success are outliers, and not nobody
}

func drawPanel(t *rapid.T, most int) panel {
	return panel{
		n: rapid.IntRange(1, most).Draw(t, "n"), p: between(t, "p", 0, 1), q: between(t, "q", 0, 1),
		r: between(t, "r", 0.1, 5), b: between(t, "b", 0, 20), c: between(t, "c", 0.001, 1),
		tiedSuccess: rapid.Bool().Draw(t, "tied"),
	}
}

// in adds pairs of argument and number to those that every form about a panel takes.
func (x panel) in(pairs ...any) []any {
	return append(pairs, "n", x.n, "p", x.p, "q", x.q, "tied", choice(x.tiedSuccess))
}

// outlier says whether the contract takes a witness's bond.
func (x panel) outlier(votes []int, witness int) bool {
	switch twice := 2 * count(votes, success); {
	case twice > len(votes):
		return votes[witness] == failure
	case twice < len(votes):
		return votes[witness] == success
	}
	return x.tiedSuccess && votes[witness] == success
}

// strategy is the probabilities of a vote for failure and for success, given the truth.
type strategy func(truth int) []float64

// honest looks and votes what it sees.
func (x panel) honest(truth int) []float64 {
	if truth == success {
		return []float64{1 - x.p, x.p}
	}
	return []float64{x.p, 1 - x.p}
}

// against votes what it sees not to be.
func (x panel) against(truth int) []float64 { return x.honest(success - truth) }

func alwaysSuccess(int) []float64 { return []float64{0, 1} }
func alwaysFailure(int) []float64 { return []float64{1, 0} }
func coin(int) []float64          { return []float64{0.5, 0.5} }

// liar votes against the truth.
func liar(truth int) []float64 {
	if truth == success {
		return []float64{1, 0}
	}
	return []float64{0, 1}
}

// earns is the expected payoff of witness 0, without the cost of looking, and how often it is no outlier, when the
// witnesses play the strategies.
func (x panel) earns(players ...strategy) (payoff, agrees float64) {
	for truth, prior := range []float64{failure: 1 - x.q, success: x.q} {
		chances := make([][]float64, x.n)
		for i := range chances {
			chances[i] = players[i](truth)
		}
		everyVote(chances, func(votes []int, probability float64) {
			if x.outlier(votes, 0) {
				payoff -= prior * probability * x.b
			} else {
				payoff, agrees = payoff+prior*probability*x.r, agrees+prior*probability
			}
		})
	}
	return payoff, agrees
}

// amid is who plays what when one plays own among n-1 who play other.
func (x panel) amid(own, other strategy) []strategy {
	players := []strategy{own}
	for len(players) < x.n {
		players = append(players, other)
	}
	return players
}

func TestTheory_payoffsAreThoseOfAllVotesUnderTheBond(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 9)
		honest, agrees := x.earns(x.amid(x.honest, x.honest)...)
		constant, _ := x.earns(x.amid(alwaysSuccess, x.honest)...)
		tosses, _ := x.earns(x.amid(coin, x.honest)...)
		crowd, _ := x.earns(x.amid(alwaysSuccess, alwaysSuccess)...)
		certain, doubtless := x, x // a vote that is right, and one that is wrong, among honest ones
		certain.p, doubtless.p = 1, 0
		_, right := x.earns(x.amid(certain.honest, x.honest)...)
		_, wrong := x.earns(x.amid(doubtless.honest, x.honest)...)
		same(rt, "agree", form(rt, "vote.agree", x.in()...), agrees)
		same(rt, "agree, right", form(rt, "vote.agree_right", x.in()...), right)
		same(rt, "agree, wrong", form(rt, "vote.agree_wrong", x.in()...), wrong)
		same(rt, "honest", form(rt, "vote.payoff_honest", x.in("r", x.r, "b", x.b, "c", x.c)...), honest-x.c)
		same(rt, "constant", form(rt, "vote.payoff_constant", x.in("r", x.r, "b", x.b)...), constant)
		same(rt, "coin", form(rt, "vote.payoff_coin", x.in("r", x.r, "b", x.b)...), tosses)
		same(rt, "gap", form(rt, "vote.outlier_gap", x.in("r", x.r, "b", x.b, "c", x.c)...), crowd-(honest-x.c))
	})
}

// With an odd number the prior does not matter to honest witnesses, and the arguments about ties never do.
func TestTheory_priorsAndTiesMatterOnlyWhereThereAreTies(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 12)
		bare := []any{"n", x.n, "p", x.p, "r", x.r, "b", x.b, "c", x.c}
		full := append([]any{"q", x.q, "tied", choice(x.tiedSuccess)}, bare...)
		if a, b := form(rt, "vote.payoff_honest", bare...), form(rt, "vote.payoff_honest", full...); (x.n%2 == 1 || !x.tiedSuccess) && !close(a, b) {
			rt.Errorf("%+v: %v, without prior and rule of ties %v", x, b, a)
		}
	})
}

// Everybody voting alike is an equilibrium, strict from three witnesses on, that pays more than honesty.
func TestTheory_votingAlikeIsABetterPaidEquilibrium(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 9)
		for _, all := range []strategy{alwaysSuccess, alwaysFailure} {
			alike, _ := x.earns(x.amid(all, all)...)
			for _, other := range []strategy{alwaysSuccess, alwaysFailure, coin, x.honest, x.against} {
				if deviates, _ := x.earns(x.amid(other, all)...); deviates > alike+1e-12 {
					rt.Errorf("%+v: deviating earns %v, not %v", x, deviates, alike)
				}
			}
			if x.n > 2 {
				alone := map[bool]strategy{true: alwaysFailure, false: alwaysSuccess}[all(success)[success] == 1]
				if deviates, _ := x.earns(x.amid(alone, all)...); math.Abs(deviates+x.b) > 1e-9 {
					rt.Errorf("%+v: who votes alone earns %v", x, deviates)
				}
			}
			if honest, _ := x.earns(x.amid(x.honest, x.honest)...); alike < honest-1e-12 {
				rt.Errorf("%+v: honest witnesses earn %v, who vote alike %v", x, honest, alike)
			}
		}
		// If all toss a coin, every strategy earns the same at odd numbers: mixing is an equilibrium, too.
		if x.n%2 == 1 {
			tosses, _ := x.earns(x.amid(coin, coin)...)
			if other, _ := x.earns(x.amid(x.honest, coin)...); math.Abs(other-tosses) > 1e-9 {
				rt.Errorf("%+v: among coins, honesty earns %v, a coin %v", x, other, tosses)
			}
		}
	})
}

// Within the window of bonds, and only there, honesty is a best response to honesty that pays its costs.
func TestTheory_bondsWorkWhereEnumeratedPayoffsSay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 8)
		fee := between(rt, "g", 0, 0.2)
		low := form(rt, "vote.outlier_bond_min", x.in("r", x.r, "c", x.c)...)
		high := form(rt, "vote.outlier_bond_max", x.in("r", x.r, "c", x.c, "g", fee)...)
		margins := func(b float64) (effort, participation float64) {
			x := x
			x.b = b
			honest, _ := x.earns(x.amid(x.honest, x.honest)...)
			best := math.Inf(-1)
			for _, lazy := range []strategy{alwaysSuccess, alwaysFailure, coin} {
				constant, _ := x.earns(x.amid(lazy, x.honest)...)
				best = max(best, constant)
			}
			return honest - x.c - best, honest - x.c - fee
		}
		// Payoffs are linear in the bond, negative ones too: thresholds are roots, and signs change there.
		if effort, _ := margins(low); low < 1e6 && math.Abs(effort) > 1e-9*max(1, low) {
			rt.Errorf("%+v: at the smallest bond %v looking adds %v", x, low, effort)
		}
		if _, joining := margins(high); math.Abs(high) < 1e6 && !(math.Abs(joining) < 1e-9*max(1, math.Abs(high))) {
			rt.Errorf("%+v: at the largest bond %v joining is worth %v", x, high, joining)
		}
		for _, b := range []float64{0, 0.1, 1, 5, 25, 100, x.b} {
			effort, joining := margins(b)
			if math.Abs(effort) > 1e-7 && (effort > 0) != (b > low) {
				rt.Errorf("%+v: smallest bond %v, at %v looking adds %v", x, low, b, effort)
			}
			if math.Abs(joining) > 1e-7 && (joining > 0) != (b < high) {
				rt.Errorf("%+v: largest bond %v, at %v joining is worth %v", x, high, b, joining)
			}
		}
	})
}

// After a signal, a witness compares the two votes by what the signal says of the truth and so of the others.
func TestTheory_signalsAreVotedWhereBayesSaysSo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 9)
		x.p, x.q = between(rt, "accuracy", 0.01, 0.99), between(rt, "prior", 0.01, 0.99)
		least := math.Inf(1)
		for _, signal := range []int{failure, success} {
			given := x
			seen := x.q*x.honest(success)[signal] + (1-x.q)*x.honest(failure)[signal]
			given.q = x.q * x.honest(success)[signal] / seen
			vote := map[int]strategy{failure: alwaysFailure, success: alwaysSuccess}
			truth, _ := given.earns(x.amid(vote[signal], x.honest)...)
			lie, _ := given.earns(x.amid(vote[success-signal], x.honest)...)
			least = min(least, truth-lie)
		}
		same(rt, "truth", form(rt, "vote.truth_gain", x.in("r", x.r, "b", x.b)...), least)
		if edge := min(x.p-x.q, x.p-(1-x.q)); x.n%2 == 1 && x.n > 1 && x.p > 0.5 && math.Abs(edge) > 1e-6 && (least > 0) != (edge > 0) {
			rt.Errorf("%+v: the truth adds %v", x, least)
		}
	})
}

// The others are drawn one by one: honest and right, honest and wrong, or of those who always vote for success.
func TestTheory_basinsEndWhereEnumeratedPayoffsCross(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 7)
		gap := func(y float64) float64 {
			crowd := func(truth int) []float64 {
				honest := x.honest(truth)
				return []float64{y * honest[failure], y * honest[success], 1 - y} // the last: success, unseen
			}
			mixed := func(own strategy) (payoff float64) {
				for truth, prior := range []float64{failure: 1 - x.q, success: x.q} {
					chances := append([][]float64{own(truth)}, alike(x.n-1, crowd(truth)...)...)
					everyVote(chances, func(drawn []int, probability float64) {
						votes := make([]int, len(drawn))
						for i, v := range drawn {
							votes[i] = min(v, success)
						}
						if x.outlier(votes, 0) {
							payoff -= prior * probability * x.b
						} else {
							payoff += prior * probability * x.r
						}
					})
				}
				return payoff
			}
			return mixed(x.honest) - x.c - mixed(alwaysSuccess)
		}
		in := x.in("r", x.r, "b", x.b, "c", x.c)
		y := between(rt, "y", 0, 1)
		same(rt, "replicator", form(rt, "vote.replicator_gap", append(in, "y", y)...), gap(y))
		rest := form(rt, "vote.basin", in...)
		if all := gap(1); math.IsNaN(rest) != (all < 0) && math.Abs(all) > 1e-9 {
			rt.Fatalf("%+v: the basin ends at %v, where all are honest honesty adds %v", x, rest, all)
		}
		if math.IsNaN(rest) {
			rest = 1
		}
		for _, at := range []float64{0, rest - 1e-3, rest + 1e-3, y} {
			if add := gap(at); at >= 0 && at <= 1 && math.Abs(add) > 1e-9 && (add > 0) != (at > rest) {
				rt.Errorf("%+v: the basin ends at %v, at %v honesty adds %v", x, rest, at, add)
			}
		}
	})
}

func TestTheory_colludersEarnWhatAllVotesSay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawPanel(rt, 4)
		x.n = 2*x.n - 1
		k := rapid.IntRange(0, x.n-1).Draw(rt, "k")
		players := x.amid(x.honest, x.honest)
		for i := range k {
			players[1+i] = liar
		}
		honest, _ := x.earns(players...)
		in := []any{"n", x.n, "p", x.p, "r", x.r, "b", x.b}
		same(rt, "honest", form(rt, "vote.payoff_against", append(in, "k", k, "c", x.c)...), honest-x.c)
		players[0] = liar
		colluder, _ := x.earns(players...)
		same(rt, "colluder", form(rt, "vote.payoff_colluder", append(in, "k", k+1)...), colluder)
		if 2*(k+1) > x.n && math.Abs(colluder-x.r) > 1e-9 {
			rt.Errorf("%+v: a majority of colluders earns %v each", x, colluder)
		}
		if 2*k > x.n && math.Abs(honest-(x.r*(1-x.p)-x.b*x.p)) > 1e-9 {
			rt.Errorf("%+v: honest witnesses earn %v against a majority of colluders", x, honest)
		}
	})
}
