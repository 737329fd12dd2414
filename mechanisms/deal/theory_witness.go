package deal

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// One witness decides. It sees a signal of the truth, earns the fee w whatever it declares, and has the next deal with
// probability delta unless a false declaration comes to light. A party whom the wrong decision is worth the stake s
// may buy it: a bribe below the income that the witness puts at risk, and its moral cost, is refused.

var (
	argPrior       = arg("q", "", "prior probability that the delivery is good")
	argSensitivity = arg("p1", "", "probability that the witness sees a good delivery as good")
	argSpecificity = arg("p0", "", "probability that the witness sees a bad delivery as bad")
	argAccuracy    = arg("p", "", "accuracy of the witness, the same for both truths")
	argW           = arg("w", "DPMN", "fee of the witness per deal, less its costs")
	argNext        = arg("delta", "", "probability that the witness has a next deal")
	argCaught      = optional("d", "", "probability that a false declaration is detected, which ends its business", 1)
	argStake       = arg("s", "DPMN", "what the wrong decision is worth to the briber")
	argMoral       = optional("m", "DPMN", "moral cost of a false declaration", 0)
	argMeanMoral   = arg("mu", "DPMN", "mean moral cost, exponentially distributed")
	argEffort      = arg("c", "DPMN", "cost of examining a delivery")
)

// atRisk is the income that a witness who lies once loses in expectation.
func atRisk(w, delta, d float64) float64 {
	return share(d) * share(delta) * w / (1 - delta)
}

// corrupted is the share of witnesses who take a bribe of s when moral cost is exponential with mean mu.
func corrupted(s, w, delta, d, mu float64) float64 {
	beyond := s - atRisk(w, delta, d)
	switch {
	case math.IsNaN(beyond) || mu < 0:
		return math.NaN()
	case beyond <= 0:
		return 0
	}
	return -math.Expm1(-beyond / mu)
}

// said is the probability that the witness says what is true, of a truth that has the given prior and of which it sees
// the given share, among all the times that it says so.
func said(prior, seen, otherSeen float64) float64 {
	hit := share(prior) * share(seen)
	return hit / (hit + (1-prior)*(1-share(otherSeen)))
}

// lazyRight is how often the better of the two constant declarations is right.
func lazyRight(q float64) float64 { return max(share(q), 1-q) }

const (
	bayes    = "Bayes' rule"
	exposure = "expected income lost to detection, delta/(1-delta) fees (efficiency wages; Becker and Stigler 1974)"
)

var witnessTheory = []mechanisms.Form{
	{Name: "deal.witness_error", Source: "law of total probability",
		Doc:  "probability that an honest witness decides wrongly",
		Args: []mechanisms.Arg{argPrior, argSensitivity, argSpecificity},
		Value: func(a []float64) float64 {
			return share(a[0])*(1-share(a[1])) + (1-a[0])*(1-share(a[2]))
		}},
	{Name: "deal.success_posterior", Source: bayes,
		Doc:   "probability that the delivery is good when an honest witness declares success",
		Args:  []mechanisms.Arg{argPrior, argSensitivity, argSpecificity},
		Value: func(a []float64) float64 { return said(a[0], a[1], a[2]) }},
	{Name: "deal.failure_posterior", Source: bayes,
		Doc:   "probability that the delivery is bad when an honest witness declares failure",
		Args:  []mechanisms.Arg{argPrior, argSensitivity, argSpecificity},
		Value: func(a []float64) float64 { return said(1-a[0], a[2], a[1]) }},
	{Name: "deal.bribe_threshold", Unit: "DPMN", Source: exposure,
		Doc:   "largest bribe that the witness refuses",
		Args:  []mechanisms.Arg{argW, argNext, argCaught, argMoral},
		Value: func(a []float64) float64 { return atRisk(a[0], a[1], a[2]) + a[3] }},
	{Name: "deal.corrupted", Source: "tail of the exponential distribution at deal.bribe_threshold",
		Doc:   "share of witnesses who sell a wrong decision of worth s",
		Args:  []mechanisms.Arg{argStake, argW, argNext, argCaught, argMeanMoral},
		Value: func(a []float64) float64 { return corrupted(a[0], a[1], a[2], a[3], a[4]) }},
	{Name: "deal.witness_right", Source: "deal.corrupted: a bought decision is wrong",
		Doc:  "probability that the witness decides rightly when one side would pay for the wrong decision",
		Args: []mechanisms.Arg{argAccuracy, argStake, argW, argNext, argCaught, argMeanMoral},
		Value: func(a []float64) float64 {
			return share(a[0]) * (1 - corrupted(a[1], a[2], a[3], a[4], a[5]))
		}},
	{Name: "deal.fee_share_min", Source: exposure,
		Doc:   "smallest fee, as a multiple of the stake, at which a witness without morals cannot be bought",
		Args:  []mechanisms.Arg{argNext, argCaught},
		Value: func(a []float64) float64 { return 1 / atRisk(1, a[0], a[1]) }},
	{Name: "deal.stake_max", Unit: "DPMN", Source: exposure,
		Doc:   "largest stake that a witness without morals can be trusted with",
		Args:  []mechanisms.Arg{argW, argNext, argCaught},
		Value: func(a []float64) float64 { return atRisk(a[0], a[1], a[2]) }},
	{Name: "deal.lazy_right", Source: "a flat fee pays no effort",
		Doc:   "probability that a witness who examines nothing decides rightly: it declares what is likelier beforehand",
		Args:  []mechanisms.Arg{argPrior},
		Value: func(a []float64) float64 { return lazyRight(a[0]) }},
	{Name: "deal.audit_min", Unit: "DPMN", Source: "expected fines avoided by examining (Becker 1968)",
		Doc:  "smallest audit rate times fine for a wrong decision that makes a selfish witness examine; infinite where guessing is as good",
		Args: []mechanisms.Arg{argEffort, argAccuracy, argPrior},
		Value: func(a []float64) float64 {
			better := share(a[1]) - lazyRight(a[2])
			if better <= 0 {
				return math.Inf(1)
			}
			return a[0] / better
		}},
}
