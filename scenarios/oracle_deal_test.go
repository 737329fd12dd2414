package scenarios_test

import (
	"fmt"
	"testing"

	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// Oracle B: deals that the payer decides, or that are paid first.

// conditional is a world of one contract of conditional deals.
func conditional(terms func(*deal.Params), populations ...scenarios.PopulationSetup) *scenarios.Setup {
	p := deal.Mechanism.Defaults().(*deal.Params)
	if terms != nil {
		terms(p)
	}
	return &scenarios.Setup{
		Mechanisms: []scenarios.MechanismSetup{
			{Name: "token", Mechanism: token.Mechanism, Params: token.Mechanism.Defaults()},
			{Name: "deal", Mechanism: deal.Mechanism, Params: p},
		},
		Populations: populations,
	}
}

// charged makes deciding cost 0.1 DPMN.
func charged(s *scenarios.Setup) *scenarios.Setup {
	s.Fees = []scenarios.FeeSetup{{Instance: "deal", Action: "decide", Fee: dpmn(0.1)}}
	return s
}

func triggers() scenarios.PopulationSetup {
	return people[provider.TriggerParams]("sellers", provider.Trigger, 100, nil)
}

// perRelation reads what a population got out of a relation.
func perRelation(of string) func(get func(of, metric string) float64) float64 {
	return func(get func(of, metric string) float64) float64 { return get(of, "total") / get(of, "relations") }
}

// game is a repeated deal between payers of worth v and a price of 10.
type repeated struct {
	v, delta, visible float64
	payers, relations uint32
}

// play runs the game with payers of a kind and gives their payoff per relation.
func (g repeated) play(t *testing.T, pays bool) []float64 {
	change := func(p *consumer.ClientParams) {
		p.Value, p.Amount, p.Deals, p.Continue = dpmn(g.v), dpmn(10), g.relations, prob(g.delta)
		if g.visible > 0 {
			p.Partner, p.Visible = "new", prob(g.visible)
		}
	}
	payers := people("payers", consumer.Fair, g.payers, func(p *consumer.FairParams) { change(&p.ClientParams) })
	if !pays {
		payers = people("payers", consumer.Defaulter, g.payers, func(p *consumer.DefaulterParams) { change(&p.ClientParams) })
	}
	payers.Balance = 20_000 * sim.Token
	return trials(t, charged(conditional(nil, triggers(), payers)), 10, perRelation("payers"))
}

// gain is paying less not paying.
func (g repeated) gain(t *testing.T) []float64 {
	pays, defaults := g.play(t, true), g.play(t, false)
	for i := range pays {
		pays[i] -= defaults[i]
	}
	return pays
}

// Table B1: the smallest continuation probability at which paying is worth it.
func TestDeal_payingIsWorthItFromThePatienceThatTheoryNames(t *testing.T) {
	for i, v := range []float64{11, 12.5, 15, 20, 40, 100} {
		if i != 2 && !long() {
			continue
		}
		want := form(t, "deal.pay_delta", map[string]float64{"v": v, "r": 10, "g": 0.1})
		curve := func(delta float64) []float64 {
			g := repeated{v: v, delta: delta, payers: 500, relations: 20}
			if want < 0.2 {
				g.relations = 300 // few go on: a half-width of 2% takes more of them
			}
			return g.gain(t)
		}
		crossing(t, fmt.Sprintf("delta for v = %v", v), odds(want), curve, 0, want, 0.02)
	}
}

// Table B1: among strangers a record that defaults get on with probability q does what coming back does.
func TestDeal_aVisibleRecordDoesWhatComingBackDoes(t *testing.T) {
	for i, row := range [][2]float64{{20, 0.5}, {20, 0.1}, {15, 0.5}, {40, 0.1}, {100, 0.5}} {
		if i > 0 && !long() {
			continue
		}
		v, q := row[0], row[1]
		// The oracle has no fee here.
		want := form(t, "deal.pay_delta_visible", map[string]float64{"v": v, "r": 10, "q": q})
		curve := func(delta float64) []float64 {
			// A payer on the record stays there: one relation each.
			g := repeated{v: v, delta: delta, visible: q, payers: 10_000, relations: 1}
			gain := g.gain(t)
			for i := range gain {
				gain[i] += 0.1 / (1 - delta) // what deciding cost
			}
			return gain
		}
		crossing(t, fmt.Sprintf("delta for v = %v, q = %v", v, q), odds(want), curve, 0, want, 0.03)
	}
}

// Table B2: a provider who is paid first keeps delivering if the customer is worth keeping.
func TestDeal_whoIsPaidFirstDeliversForTheCustomerToComeBack(t *testing.T) {
	for i, c := range []float64{0.5, 1, 2.5, 5, 7.5} {
		if i != 2 && !long() {
			continue
		}
		want := form(t, "deal.prepaid_delta", map[string]float64{"c": c, "r": 10})
		relations := uint32(20)
		if want < 0.2 {
			relations = 200
		}
		curve := func(delta float64) []float64 {
			s := conditional(func(p *deal.Params) { p.Silence = "pay" },
				people("payers", consumer.Trusting, 1000, func(p *consumer.TrustingParams) {
					p.Deals, p.Continue, p.Ends = relations, prob(delta), "junk"
				}),
				people("honest", provider.Honest, 50, func(p *provider.HonestParams) { p.Cost = dpmn(c) }), cheating(50))
			return trials(t, s, 10, func(get func(of, metric string) float64) float64 {
				return perRelation("honest")(get) - perRelation("cheating")(get)
			})
		}
		crossing(t, fmt.Sprintf("delta for c = %v", c), odds(want), curve, 0, want, 0.02)
	}
}

// Table B3: payoffs of whole relations that end at random.
func TestDeal_relationsBringWhatTheoryNames(t *testing.T) {
	for _, delta := range []float64{0, 0.25, 0.49, 0.51, 0.75, 0.9} {
		args := map[string]float64{"v": 20, "r": 10, "delta": delta}
		g := repeated{v: 20, delta: delta, payers: 1000, relations: 5}
		near(t, fmt.Sprintf("paying at delta = %v", delta), addFees(g.play(t, true), delta), form(t, "deal.payer_pays", args))
		for _, total := range g.play(t, false) {
			exactly(t, fmt.Sprintf("not paying at delta = %v", delta), total, 20)
		}
		s := conditional(nil, triggers(), people("payers", consumer.Fair, 1000, func(p *consumer.FairParams) {
			p.Deals, p.Continue = 5, prob(delta)
		}))
		near(t, fmt.Sprintf("providing at delta = %v", delta), trials(t, s, 10, perRelation("sellers")),
			form(t, "deal.provider_total", map[string]float64{"r": 10, "c": 4, "delta": delta}))
	}
}

// addFees takes the cost of deciding out of payoffs per relation.
func addFees(payoffs []float64, delta float64) []float64 {
	for i := range payoffs {
		payoffs[i] += 0.1 / (1 - delta)
	}
	return payoffs
}

// Payers that do what pays them pay from the threshold on, and never below it.
func TestDeal_farsightedPayersFollowTheThreshold(t *testing.T) {
	for _, row := range []struct{ v, visible float64 }{{20, 0}, {15, 0}, {40, 0}, {20, 0.5}, {100, 0.1}} {
		want := form(t, "deal.pay_delta", map[string]float64{"v": row.v, "r": 10, "g": 0.1})
		if row.visible > 0 { // the fee is part of what paying costs
			want = form(t, "deal.pay_delta_visible", map[string]float64{"v": row.v, "r": 10.1, "q": row.visible})
		}
		for _, k := range []float64{0.8, 0.95, 1.05, 1.25} {
			delta := k * want
			if delta >= 0.999 {
				continue
			}
			s := charged(conditional(nil, triggers(), people("payers", consumer.Farsighted, 50, func(p *consumer.FarsightedParams) {
				p.Value, p.Deals, p.Continue = dpmn(row.v), 2, prob(delta)
				if row.visible > 0 {
					p.Partner, p.Visible = "new", prob(row.visible)
				}
			})))
			paid := trials(t, s, 2, func(get func(of, metric string) float64) float64 {
				return get("payers", "paid_good") / (get("payers", "paid_good") + get("payers", "unpaid_good"))
			})
			for _, share := range paid {
				exactly(t, fmt.Sprintf("share of good work paid, v = %v, q = %v, at %v of the threshold", row.v, row.visible, k),
					share, map[bool]float64{true: 1}[k > 1])
			}
		}
	}
}

// Providers earn from good work from the share of fair payers on that theory names: x* = c/r.
func TestDeal_goodWorkPaysFromAShareOfFairPayersOn(t *testing.T) {
	want := form(t, "deal.honest_payers_min", map[string]float64{"c": 4, "r": 10})
	curve := func(x float64) []float64 {
		fair := uint32(10_000*x + 0.5)
		s := conditional(nil, honest(100),
			people("fair", consumer.Fair, fair, func(p *consumer.FairParams) { p.Deals = 2 }),
			people("defaulters", consumer.Defaulter, 10_000-fair, func(p *consumer.DefaulterParams) { p.Deals = 2 }))
		return trials(t, s, 10, func(get func(of, metric string) float64) float64 { return get("honest", "payoff") })
	}
	crossing(t, "share of fair payers", []float64{0.32, 0.38, 0.42, 0.5}, curve, 0, want, 0.02)
}
