package scenarios_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/holder"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/scenarios"
)

const supply = 1_000_000.0 // DPMN

// withWhale is a market of one buyer who holds a share h of the supply, one provider, and holders of the rest. Price
// is 0, so that nothing but the burn moves money.
func withWhale(buyer scenarios.PopulationSetup, h, tA, tB float64) *scenarios.Setup {
	seller := people[provider.HonestParams]("seller", provider.Honest, 1, nil)
	others := people[holder.IdleParams]("others", holder.Idle, 100, nil)
	buyer.Balance = dpmn(h * supply)
	seller.Balance = dpmn(tB)
	rest := dpmn(supply) - buyer.Balance - seller.Balance
	others.Balance = rest / 100
	seller.Balance += rest - 100*others.Balance
	return bargain(func(p *trust.Params) {
		p.Price, p.DepositPayer, p.DepositProvider = 0, dpmn(tA), dpmn(tB)
	}, buyer, seller, others)
}

// Table A1 and 3.2.3: a burn raises every other share by exactly S/(S-x), and destroys nothing but the tokens.
func TestBurn_everyOtherShareRisesExactly(t *testing.T) {
	for _, x := range []float64{1, 1000, 10000, 50000, 100000} {
		buyer := people("buyer", consumer.Griefer, 1, func(p *consumer.GrieferParams) { p.Deals = 1 })
		s := withWhale(buyer, 0.2, x/2, x/2)
		trials(t, s, 1, func(get func(of, metric string) float64) float64 {
			exactly(t, "supply + burned", get("token", "supply")+get("token", "burned"), supply)
			exactly(t, "burned", get("token", "burned"), x)
			before := get("others", "holding") / supply
			exactly(t, fmt.Sprintf("multiplier of others' share after burning %v", x),
				get("others", "holding")/get("token", "supply")/before,
				form(t, "token.share_multiplier", map[string]float64{"supply": supply, "x": x}))
			return 0
		})
	}
}

// Table A2: what burning own tokens costs, as a fraction of their worth at the old price.
func TestBurn_whatItCostsTheBurnerIsExact(t *testing.T) {
	for _, h := range []float64{0.001, 0.01, 0.1, 0.25, 0.5} {
		const x = 1000.0
		buyer := people("buyer", consumer.Griefer, 1, func(p *consumer.GrieferParams) { p.Deals = 1 })
		trials(t, withWhale(buyer, h, x, 0), 1, func(get func(of, metric string) float64) float64 {
			cost := h - get("buyer", "holding")/get("token", "supply")
			exactly(t, fmt.Sprintf("cost at h = %v", h), cost/(x/supply),
				form(t, "token.burn_cost", map[string]float64{"supply": supply, "h": h, "x": x}))
			return 0
		})
	}
}

// Table A3: a whale declares other people's deposits away above tA/(tA+tB) of the supply, and not below.
func TestBurn_aWhaleDeclaresAboveItsThreshold(t *testing.T) {
	for _, times := range []float64{0.25, 0.5, 1, 2, 4, 9, 99} {
		tA := 0.002 * supply / (1 + times)
		tB := times * tA
		threshold := form(t, "token.whale_share", map[string]float64{"t_payer": tA, "t_provider": tB})
		for _, k := range []float64{0.8, 0.95, 1.05, 1.25} {
			h := k * threshold
			if h > 0.99 {
				continue // the provider has to own its deposit
			}
			whale := people("whale", consumer.Whale, 1, func(p *consumer.WhaleParams) { p.Deals = 1 })
			trials(t, withWhale(whale, h, tA, tB), 1, func(get func(of, metric string) float64) float64 {
				declares := get("escrow", "declared") == 1
				if declares != (k > 1) {
					t.Errorf("tB/tA = %v, h = %v of the threshold %v: declares is %v", times, k, threshold, declares)
				}
				return 0
			})
		}
		griefer := people("whale", consumer.Griefer, 1, func(p *consumer.GrieferParams) { p.Deals = 1 })
		trials(t, withWhale(griefer, 0.5, tA, tB), 1, func(get func(of, metric string) float64) float64 {
			gain := get("whale", "holding")/get("token", "supply") - 0.5
			want := form(t, "token.whale_gain", map[string]float64{"supply": supply, "h": 0.5, "t_payer": tA, "t_provider": tB})
			if math.Abs(gain-want) > 1e-12 {
				t.Errorf("gain of declaring at tB/tA = %v: %v, theory %v", times, gain, want)
			}
			return 0
		})
	}
}
