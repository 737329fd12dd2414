package scenarios_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/agents/witness"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// Oracle C: deals that a single witness decides, for a fee that it gets whichever way it decides.

// judged is a world of deals that a witness decides for a fee.
func judged(fee float64, populations ...scenarios.PopulationSetup) *scenarios.Setup {
	return conditional(func(p *deal.Params) { p.Decider, p.Fee = "witness", dpmn(fee) }, populations...)
}

// eyes is how well and at what cost a witness sees.
func eyes(p *witness.CommonParams, p1, p0, effort float64) {
	p.Sensitivity, p.Specificity, p.Cost = prob(p1), prob(p0), dpmn(effort)
	p.Delay = mechanisms.MustDist(mechanisms.KindSeconds, "0s")
}

func fair(deals uint32) scenarios.PopulationSetup {
	return people("payers", consumer.Fair, 100, func(p *consumer.FairParams) { p.Deals = deals })
}

// sometimes are providers who deliver good work with probability q.
func sometimes(q float64) scenarios.PopulationSetup {
	return people("sellers", provider.Cheating, 50, func(p *provider.CheatingParams) { p.Cheat = prob(1 - q) })
}

// bribers deliver junk and promise the witness s.
func bribers(s float64) scenarios.PopulationSetup {
	return people("sellers", provider.Briber, 50, func(p *provider.BriberParams) { p.Bribe = dpmn(s) })
}

// counted adds up metrics over n seeds: "population.metric", in this order.
func counted(t *testing.T, s *scenarios.Setup, n int, names ...[2]string) []float64 {
	t.Helper()
	sums := make([]float64, len(names))
	trials(t, s, n, func(get func(of, metric string) float64) float64 {
		for i, name := range names {
			sums[i] += get(name[0], name[1])
		}
		return 0
	})
	return sums
}

// share checks a number of successes in independent tries against a probability: |z| < 4 by the error that theory
// predicts, and one try more, as counts are whole.
func share(t *testing.T, what string, got, tries, want float64) {
	t.Helper()
	sd := math.Sqrt(tries * want * (1 - want))
	if off := math.Abs(got - tries*want); off > 4*sd+1 || want == 0 && got != 0 || want == 1 && got != tries || tries < 1 {
		t.Errorf("%s: %v of %v = %.5f, theory %.5f: %.1f standard errors", what, got, tries, got/tries, want, off/sd)
	}
}

var outcomes = [][2]string{{"payers", "paid_good"}, {"payers", "unpaid_junk"}, {"payers", "unpaid_good"}, {"payers", "paid_junk"}}

// Table C1: errors of an honest witness, and what its word is worth.
func TestWitness_errsAsItsEyesDo(t *testing.T) {
	for _, q := range []float64{0.5, 0.7, 0.9, 0.99} {
		for _, row := range [][2]float64{{0.9, 0.9}, {0.8, 0.8}, {0.99, 0.6}} {
			p1, p0 := row[0], row[1]
			s := judged(1, fair(100), sometimes(q),
				people("witnesses", witness.Diligent, 20, func(p *witness.DiligentParams) { eyes(&p.CommonParams, p1, p0, 0) }))
			n := counted(t, s, 2, outcomes...)
			right, missed, fooled := n[0]+n[1], n[2], n[3]
			args := map[string]float64{"q": q, "p1": p1, "p0": p0}
			of := fmt.Sprintf(" at q = %v, p1 = %v, p0 = %v", q, p1, p0)
			share(t, "errors"+of, missed+fooled, right+missed+fooled, form(t, "deal.witness_error", args))
			share(t, "good work among successes"+of, n[0], n[0]+fooled, form(t, "deal.success_posterior", args))
			share(t, "junk among failures"+of, n[1], n[1]+missed, form(t, "deal.failure_posterior", args))
		}
	}
}

// Table C2: the share of witnesses that sell, when a conscience weighs 20 DPMN on average.
func TestWitness_sellsAboveWhatItsBusinessAndConscienceAreWorth(t *testing.T) {
	for _, row := range [][3]float64{{1, 0, 1}, {1, 0.5, 1}, {1, 0.9, 0.5}, {1, 0.9, 1}, {1, 0.99, 0.5}, {1, 0.99, 1}, {5, 0.99, 1}} {
		for _, stake := range []float64{5, 10, 50, 200} {
			w, delta, d := row[0], row[1], row[2]
			s := judged(w, people("payers", consumer.Fair, 5000, func(p *consumer.FairParams) {
				p.Deals, p.Amount = 1, dpmn(stake)
			}), bribers(stake), people("witnesses", witness.Selfish, 5000, func(p *witness.SelfishParams) {
				eyes(&p.CommonParams, 1, 1, 0)
				p.Continue, p.Exposes, p.Moral = prob(delta), prob(d), mechanisms.MustDist(mechanisms.KindAmount, "exp(20 DPMN)")
			}))
			// A conscience is drawn once for each witness, who may decide several deals: as each of m deals picks one of
			// m witnesses, the variance is doubled, as if half as many had been drawn.
			n := counted(t, s, 4, [2]string{"witnesses", "sold"}, [2]string{"witnesses", "deals"})
			want := form(t, "deal.corrupted", map[string]float64{"s": stake, "w": w, "delta": delta, "d": d, "mu": 20})
			share(t, fmt.Sprintf("sold at s = %v, w = %v, delta = %v, d = %v", stake, w, delta, d), n[0]/2, n[1]/2, want)
			right := form(t, "deal.witness_right", map[string]float64{"p": 1, "s": stake, "w": w, "delta": delta, "d": d, "mu": 20})
			exactly(t, "what is not sold is right", right, 1-want)
		}
	}
}

// Table C3: the largest price that one witness without morals secures is where selling pays as much as staying honest.
func TestWitness_businessSecuresAPrice(t *testing.T) {
	for i, row := range [][2]float64{{0.9, 1}, {0.8, 0.5}, {0.5, 1}, {0.95, 1}} {
		if i > 1 && !long() {
			continue
		}
		delta, d := row[0], row[1]
		want := form(t, "deal.stake_max", map[string]float64{"w": 1, "delta": delta, "d": d})
		exactly(t, "fee share", form(t, "deal.fee_share_min", map[string]float64{"delta": delta, "d": d}), 1/want)
		// Where wrong decisions may stay hidden, who sells goes on selling: if one sale does not pay, no number of them does.
		curve := func(stake float64) []float64 {
			honest := bribedRelations(t, stake, delta, d, people("witnesses", witness.Diligent, 50,
				func(p *witness.DiligentParams) { eyes(&p.CommonParams, 1, 1, 0) }))
			sells := bribedRelations(t, stake, delta, d, people("witnesses", witness.Selfish, 50,
				func(p *witness.SelfishParams) { eyes(&p.CommonParams, 1, 1, 0) }))
			for i := range honest {
				honest[i] -= sells[i]
			}
			return honest
		}
		crossing(t, fmt.Sprintf("price at delta = %v, d = %v", delta, d), []float64{0.9 * want, 1.1 * want}, curve, 0, want, 0.02)
	}
}

// bribedRelations gives what witnesses earn from a relation in which junk is delivered each time.
func bribedRelations(t *testing.T, stake, delta, d float64, witnesses scenarios.PopulationSetup) []float64 {
	payers := people("payers", consumer.Fair, 4000, func(p *consumer.FairParams) {
		p.Deals, p.Amount, p.Continue, p.Ends, p.Exposes = 2, dpmn(stake), prob(delta), "exposed", prob(d)
	})
	payers.Balance = 10_000 * sim.Token
	return trials(t, judged(1, payers, bribers(stake), witnesses), 10, perRelation("witnesses"))
}

// Selfish witnesses sell on one side of the threshold and never on the other.
func TestWitness_decidesByTheThreshold(t *testing.T) {
	for _, row := range [][2]float64{{0.5, 1}, {0.9, 0.5}, {0.99, 1}} {
		want := form(t, "deal.bribe_threshold", map[string]float64{"w": 1, "delta": row[0], "d": row[1]})
		for _, k := range []float64{0.8, 0.95, 1.05, 1.25} {
			s := judged(1, people("payers", consumer.Fair, 50, func(p *consumer.FairParams) {
				p.Deals, p.Amount = 4, dpmn(k*want)
			}), bribers(k*want), people("witnesses", witness.Selfish, 20, func(p *witness.SelfishParams) {
				eyes(&p.CommonParams, 1, 1, 0)
				p.Continue, p.Exposes = prob(row[0]), prob(row[1])
			}))
			n := counted(t, s, 2, [2]string{"witnesses", "sold"}, [2]string{"witnesses", "deals"})
			exactly(t, fmt.Sprintf("sold at %v of the threshold for delta = %v, d = %v", k, row[0], row[1]),
				n[0]/n[1], map[bool]float64{true: 1}[k > 1])
		}
	}
}

// Bidding war: equal offers of both sides cancel and the truth wins, but the witness pockets up to the price.
func TestWitness_isPaidBothWaysInABiddingWar(t *testing.T) {
	for _, row := range []struct{ payer, provider, sold, extra float64 }{
		{10, 10, 0, 10}, // as much for the truth as against it
		{10, 12, 1, 12},
		{12, 10, 0, 12},
		{0, 10, 1, 10},
		{10, 0, 0, 0}, // who is right anyway does not pay for it unless it has to
	} {
		s := judged(1, people("payers", consumer.Fair, 50, func(p *consumer.FairParams) {
			p.Deals, p.Bribe = 10, dpmn(row.payer)
		}), bribers(row.provider), people("witnesses", witness.Selfish, 20, func(p *witness.SelfishParams) {
			eyes(&p.CommonParams, 1, 1, 0)
			p.Continue = 0
		}))
		n := counted(t, s, 2, [2]string{"witnesses", "sold"}, [2]string{"witnesses", "deals"}, [2]string{"witnesses", "total"})
		of := fmt.Sprintf(" when the payer offers %v and the provider %v", row.payer, row.provider)
		exactly(t, "sold"+of, n[0]/n[1], row.sold)
		exactly(t, "earned per deal"+of, n[2]/n[1], 1+row.extra)
	}
}

// A witness that is paid whatever it says does not look, and declares what is likelier.
func TestWitness_whoDoesNotLookIsRightAsOftenAsThePrior(t *testing.T) {
	for _, q := range []float64{0.3, 0.5, 0.7, 0.9} {
		says := map[bool]string{true: "success", false: "failure"}[q >= 0.5]
		s := judged(1, fair(100), sometimes(q), people("lazy", witness.Lazy, 20, func(p *witness.LazyParams) {
			eyes(&p.CommonParams, 0.8, 0.8, 0.2)
			p.Says = says
		}))
		n := counted(t, s, 2, append(outcomes, [2]string{"lazy", "total"})...)
		deals := n[0] + n[1] + n[2] + n[3]
		share(t, fmt.Sprintf("right at q = %v", q), n[0]+n[1], deals, form(t, "deal.lazy_right", map[string]float64{"q": q}))
		exactly(t, "earned per deal without looking", n[4]/deals, 1)
	}
}
