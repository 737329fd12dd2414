package vote

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// The bond for outliers. A witness whose vote is the decision earns r, the others lose b: what pays is to agree with the
// majority, and the truth matters as far as it tells how the others vote. An honest witness looks, at cost c, and votes
// what it saw. Unless said otherwise all the others are honest.
//
// A tie of an even number has no majority: either nobody is an outlier, or, since a tie fails the deal, those who voted
// for success are.

var (
	argTied = mechanisms.Arg{Name: "tied", Doc: "who is an outlier at a tie", Choices: []string{"nobody", "success"}}
	argAnyQ = optional("q", "", "prior probability of success; matters only where success voters are outliers at a tie", 0.5)
	argBond = arg("b", "DPMN", "bond that an outlier loses")
	argPaid = arg("r", "DPMN", "reward of a witness who is no outlier")
	argLook = arg("c", "DPMN", "cost of looking at what was delivered")
	argFee  = optional("g", "DPMN", "cost of sending the vote", 0)
)

const tiedSuccess = 1

// agreement is the probability that a vote is no outlier, by the truth and by whether the vote is right.
type agreement struct{ rightIfSuccess, wrongIfSuccess, rightIfFailure, wrongIfFailure float64 }

// agreements are those of one of n witnesses when each of the others votes for success with probability inSuccess if
// that is the truth, and with inFailure if it is not.
func agreements(n int, inSuccess, inFailure, tied float64) agreement {
	need := n / 2 // others that a vote for success needs beside it
	if n%2 == 0 && tied != tiedSuccess {
		need--
	}
	success := func(x float64) float64 { return atLeast(n-1, need, x) }
	failure := func(x float64) float64 { return atLeast(n-1, n-1-n/2, 1-x) }
	return agreement{success(inSuccess), failure(inSuccess), failure(inFailure), success(inFailure)}
}

// amongHonest are the agreements of one witness when the others are honest.
func amongHonest(n int, p, tied float64) agreement { return agreements(n, p, 1-p, tied) }

// right and wrong mix over the truth.
func (x agreement) right(q float64) float64 {
	return share(q)*x.rightIfSuccess + (1-q)*x.rightIfFailure
}

func (x agreement) wrong(q float64) float64 {
	return share(q)*x.wrongIfSuccess + (1-q)*x.wrongIfFailure
}

// honest is the probability that a witness of accuracy p is no outlier.
func (x agreement) honest(p, q float64) float64 { return share(p)*x.right(q) + (1-p)*x.wrong(q) }

// success is that of witnesses who always vote so.
func (x agreement) success(q float64) float64 {
	return share(q)*x.rightIfSuccess + (1-q)*x.wrongIfFailure
}

// gains are what an honest witness agrees more often than one who always votes success, and than one who always votes
// failure: honest - success and honest - failure, rid of what cancels.
func (x agreement) gains(p, q float64) (overSuccess, overFailure float64) {
	inSuccess := x.rightIfSuccess - x.wrongIfSuccess // what being right adds
	inFailure := x.rightIfFailure - x.wrongIfFailure
	overSuccess = (1-share(q))*share(p)*inFailure - q*(1-p)*inSuccess
	overFailure = q*p*inSuccess - (1-q)*(1-p)*inFailure
	return overSuccess, overFailure
}

// truthGain is what voting one's signal adds to agreement over voting against it, after the signal for which it adds
// less.
func (x agreement) truthGain(p, q float64) float64 {
	overSuccess, overFailure := x.gains(p, q) // they differ where the signal says failure, and where it says success
	return min(overFailure/(q*p+(1-q)*(1-p)), overSuccess/((1-q)*p+q*(1-p)))
}

// payoff of a witness who agrees with the majority with the given probability.
func payoff(agree, r, b float64) float64 { return agree*(r+b) - b }

// roundingLeft is what rounding leaves of differences of probabilities that are equal.
const roundingLeft = 1e-15

// bondMin is the bond from which on looking and voting the signal pays as much as the better constant vote; below zero
// where the reward alone is enough, infinite where no bond is.
//
// Deviation: that no bond works once the prior is as sure as a witness holds for witnesses better than a coin. Signals
// that are wrong more often than not agree with each other too, and a bond makes witnesses report them where both
// truths are likelier than a right signal: the contract pays for agreement alone.
func bondMin(x agreement, p, q, r, c float64) float64 {
	overSuccess, overFailure := x.gains(p, q)
	gain := min(overSuccess, overFailure)
	if gain <= roundingLeft {
		return math.Inf(1)
	}
	return c/gain - r
}

// bondMax is the bond up to which an honest witness earns at least what looking and sending cost; below zero where it
// does not even without a bond.
func bondMax(agree, r, c, g float64) float64 {
	surplus := r*agree - c - g
	if agree == 1 && surplus == 0 {
		return math.Inf(1)
	}
	return surplus / (1 - agree)
}

const (
	agreeing = "binomial tail of the n-1 others"
	expected = "expected over the votes of the others, who are honest"
)

var outlierTheory = []mechanisms.Form{
	{Name: "vote.agree_right", Source: agreeing,
		Doc:   "probability that a right vote is no outlier among honest witnesses",
		Args:  []mechanisms.Arg{argN, argP, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 { return amongHonest(n, a[0], a[2]).right(a[1]) })},
	{Name: "vote.agree_wrong", Source: agreeing,
		Doc:   "probability that a wrong vote is no outlier among honest witnesses",
		Args:  []mechanisms.Arg{argN, argP, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 { return amongHonest(n, a[0], a[2]).wrong(a[1]) })},
	{Name: "vote.agree", Source: "vote.agree_right and vote.agree_wrong, mixed by the accuracy",
		Doc:   "probability that an honest witness is no outlier among honest witnesses",
		Args:  []mechanisms.Arg{argN, argP, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 { return amongHonest(n, a[0], a[2]).honest(a[0], a[1]) })},
	{Name: "vote.payoff_honest", Unit: "DPMN", Source: expected,
		Doc:  "payoff of a witness who looks and votes what it saw",
		Args: []mechanisms.Arg{argN, argP, argPaid, argBond, argLook, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			return payoff(amongHonest(n, a[0], a[5]).honest(a[0], a[4]), a[1], a[2]) - a[3]
		})},
	{Name: "vote.payoff_constant", Unit: "DPMN", Source: expected,
		Doc:  "payoff of a witness who always votes for success",
		Args: []mechanisms.Arg{argN, argP, argQ, argPaid, argBond, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			return payoff(amongHonest(n, a[0], a[4]).success(a[1]), a[2], a[3])
		})},
	{Name: "vote.payoff_coin", Unit: "DPMN", Source: expected,
		Doc:  "payoff of a witness who tosses a coin",
		Args: []mechanisms.Arg{argN, argP, argPaid, argBond, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			x := amongHonest(n, a[0], a[4])
			return payoff((x.right(a[3])+x.wrong(a[3]))/2, a[1], a[2])
		})},
	{Name: "vote.truth_gain", Unit: "DPMN", Source: expected + ", given the signal (Bayes' rule)",
		Doc:  "what voting a signal adds to the payoff over voting against it, after the signal for which it adds less",
		Args: []mechanisms.Arg{argN, argP, argQ, argPaid, argBond, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			return (a[2] + a[3]) * amongHonest(n, a[0], a[4]).truthGain(a[0], a[1])
		})},
	{Name: "vote.outlier_bond_min", Unit: "DPMN", Source: "vote.payoff_honest against the better constant vote",
		Doc:  "smallest bond that makes looking a best response; negative where the reward alone does, infinite where no bond does",
		Args: []mechanisms.Arg{argN, argP, argQ, argPaid, argLook, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			return bondMin(amongHonest(n, a[0], a[4]), a[0], a[1], a[2], a[3])
		})},
	{Name: "vote.outlier_bond_max", Unit: "DPMN", Source: "root of vote.payoff_honest less the cost of sending",
		Doc:  "largest bond at which an honest witness takes part; negative where it does not even without one",
		Args: []mechanisms.Arg{argN, argP, argPaid, argLook, argFee, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			return bondMax(amongHonest(n, a[0], a[5]).honest(a[0], a[4]), a[1], a[2], a[3])
		})},
	{Name: "vote.outlier_gap", Unit: "DPMN", Source: "r - vote.payoff_honest",
		Doc:  "what each witness earns more where all always vote for success than where all are honest",
		Args: []mechanisms.Arg{argN, argP, argPaid, argBond, argLook, argAnyQ, argTied},
		Value: byWitnesses(func(n int, a []float64) float64 {
			agree := amongHonest(n, a[0], a[5]).honest(a[0], a[4])
			return (a[1]+a[2])*(1-agree) + a[3]
		})},
}
