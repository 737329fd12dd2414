package trust_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// game is one deal as an extensive form: enter, ship well or junk, declare or not. It is solved and summed over here
// leaf by leaf, without the closed forms.
type game struct{ v, r, c, g, tPayer, tProvider, fate float64 }

// leaf is the payoffs of payer and provider at the end of a path.
func (x game) leaf(good, declared bool) (payer, provider float64) {
	payer, provider = -x.r, x.r
	if good {
		payer, provider = payer+x.v, provider-x.c
	}
	if !declared {
		return payer, provider
	}
	payer, provider = payer-x.tPayer-x.g, provider-x.tProvider
	switch x.fate {
	case refund:
		payer, provider = payer+x.r, provider-x.r
	case burned:
		provider -= x.r
	}
	return payer, provider
}

// declares is the selfish payer's choice after a delivery.
func (x game) declares(good bool) bool {
	silent, _ := x.leaf(good, false)
	loud, _ := x.leaf(good, true)
	return loud > silent
}

// solve is backward induction: what the provider does if they trade and what comes of it, in the words of Table F1.
func (x game) solve() (choice, outcome string) {
	payerGood, providerGood := x.leaf(true, x.declares(true))
	payerJunk, providerJunk := x.leaf(false, x.declares(false))
	switch {
	case x.declares(true) != x.declares(false):
		return "depends on quality", "trade"
	case x.declares(true):
		choice = "irrelevant"
	case providerGood >= providerJunk:
		choice = "ships well"
	default:
		choice = "cheats"
	}
	switch {
	case max(providerGood, providerJunk) < 0:
		return choice, "B stays out"
	case providerJunk > providerGood && payerJunk < 0, payerGood < 0:
		return choice, "no trade"
	}
	return choice, "trade"
}

// expected is a provider's payoff when a share of the payers declares.
func (x game) expected(good bool, share float64) float64 {
	_, declared := x.leaf(good, true)
	_, silent := x.leaf(good, false)
	return share*declared + (1-share)*silent
}

func drawGame(t *rapid.T) game {
	f := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
	return game{
		v: f("v", 10, 50), r: f("r", 0.5, 20), c: f("c", 0.1, 10), g: f("g", 0, 1),
		tPayer: f("tPayer", 0, 40), tProvider: f("tProvider", 0, 40), fate: rapid.SampledFrom(fates).Draw(t, "fate"),
	}
}

func TestTheory_declarationsOfASelfishPayerNeverDependOnQuality(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawGame(rt)
		if x.declares(true) != x.declares(false) {
			rt.Skip("a tie, rounded two ways")
		}
		cost := mechtest.Value(t, "trust.declare_cost", args("t_payer", x.tPayer, "r", x.r, "g", x.g, "fate", x.fate))
		if math.Abs(cost) > 1e-9 && x.declares(false) != (cost < 0) {
			rt.Errorf("%+v: declares %v at a cost of %v", x, x.declares(false), cost)
		}
		if _, outcome := x.solve(); outcome == "trade" && x.v > x.r && !x.declares(true) {
			rt.Errorf("%+v: selfish players trade", x)
		}
	})
}

func TestTheory_marginsAreDifferencesOfExpectedLeaves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawGame(rt)
		rho, phi := rapid.Float64Range(0, 1).Draw(rt, "rho"), rapid.Float64Range(0, 1).Draw(rt, "phi")
		honest, cheating := x.expected(true, phi), x.expected(false, rho)
		in := func(pairs ...any) map[string]float64 { return args(append(pairs, "r", x.r, "fate", x.fate)...) }
		for name, c := range map[string]struct{ got, want float64 }{
			"honest":   {mechtest.Value(t, "trust.payoff_honest", in("c", x.c, "phi", phi, "t_provider", x.tProvider)), honest},
			"cheating": {mechtest.Value(t, "trust.payoff_cheating", in("rho", rho, "t_provider", x.tProvider)), cheating},
			"margin":   {mechtest.Value(t, "trust.margin", in("c", x.c, "rho", rho, "phi", phi, "t_provider", x.tProvider)), honest - cheating},
		} {
			if !mechtest.Near(c.got, c.want, 1e-9) {
				rt.Errorf("%s: %v, enumeration says %v", name, c.got, c.want)
			}
		}
		// Honesty pays at and above the smallest deposit, and cheating below it.
		least := mechtest.Value(t, "trust.deposit_min", in("c", x.c, "rho", rho, "phi", phi))
		if math.IsNaN(least) != (rho <= phi) {
			rt.Errorf("smallest deposit %v at rho %v, phi %v", least, rho, phi)
		}
		if x.tProvider > least+1e-6 && honest < cheating || x.tProvider < least-1e-6 && honest > cheating {
			rt.Errorf("deposit %v, smallest %v: honest %v, cheating %v", x.tProvider, least, honest, cheating)
		}
		share := mechtest.Value(t, "trust.rho_min", in("c", x.c, "phi", phi, "t_provider", x.tProvider))
		if rho > share+1e-9 && honest < cheating-1e-9 || rho < share-1e-9 && honest > cheating+1e-9 {
			rt.Errorf("rho %v, smallest %v: honest %v, cheating %v", rho, share, honest, cheating)
		}
	})
}

// At equal deposits, the share of declaring payers is counted over 4,000 quantiles of spite; the band is scanned.
func TestTheory_bandsAreWhereAScanFindsThem(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawGame(rt)
		sigma, d := rapid.Float64Range(2, 30).Draw(rt, "sigma"), rapid.Float64Range(0.3, 1).Draw(rt, "d")
		in := func(pairs ...any) map[string]float64 {
			return args(append(pairs, "r", x.r, "sigma", sigma, "d", d, "g", x.g, "fate", x.fate)...)
		}
		const types = 4000
		declaring := 0
		for i := range types {
			spite := -sigma * math.Log((float64(i)+0.5)/types)
			silent, _ := x.leaf(false, false)
			if loud, _ := x.leaf(false, true); loud+spite > silent {
				declaring++
			}
		}
		share := d * float64(declaring) / types
		if !x.declares(false) { // else buyer fraud: everybody declares, whether or not it noticed
			if got := mechtest.Value(t, "trust.spite_rho", in("t_payer", x.tPayer)); math.Abs(got-share) > 1e-3 {
				rt.Errorf("share of declaring payers %v, counted %v", got, share)
			}
		}
		low, high := mechtest.Value(t, "trust.band_low", in("c", x.c)), mechtest.Value(t, "trust.band_high", in("c", x.c))
		most := math.Inf(-1)
		for i := range 2000 {
			deposit := float64(i) / 2000 * 12 * sigma
			margin := mechtest.Value(t, "trust.spite_margin", in("t", deposit, "c", x.c))
			most = max(most, margin)
			inside := deposit >= low && deposit <= high // false where there is no band
			near := math.Abs(deposit-low) < 1e-6 || math.Abs(deposit-high) < 1e-6
			if inside != (margin >= 0) && !near && math.Abs(margin) > 1e-9 {
				rt.Fatalf("deposit %v: margin %v, band from %v to %v", deposit, margin, low, high)
			}
		}
		if top := mechtest.Value(t, "trust.gain_max", in()); most > top-x.c+1e-9 {
			rt.Errorf("a margin of %v is more than the largest, %v", most, top-x.c)
		}
	})
}

// The thresholds of patience are where discounted sums over 20,000 deals change order.
func TestTheory_patienceIsWhereDiscountedSumsCross(t *testing.T) {
	sum := func(each, delta float64) float64 { // from the next deal on
		total, weight := 0.0, delta
		for range 20_000 {
			total, weight = total+weight*each, weight*delta
		}
		return total
	}
	rapid.Check(t, func(rt *rapid.T) {
		x := drawGame(rt)
		if x.c >= x.r {
			rt.Skip("honest work does not pay at all")
		}
		delta := rapid.Float64Range(0.01, 0.99).Draw(rt, "delta")
		// A payer whose record is visible: punish now and trade on, or let it pass and never trade again.
		punish := sum(x.v-x.r, delta) - x.tPayer - x.g
		least := mechtest.Value(t, "trust.credible_delta", args("t_payer", x.tPayer, "surplus", x.v-x.r, "g", x.g))
		if x.v > x.r && math.Abs(delta-least) > 1e-6 && (delta > least) != (punish > 0) {
			rt.Errorf("payer: delta %v, threshold %v, punishing is worth %v", delta, least, punish)
		}
		// A provider (fate kept) whose cheated customer leaves with probability rho.
		rho := rapid.Float64Range(0.01, 1).Draw(rt, "rho")
		stay := x.r - x.c + sum(x.r-x.c, delta)
		cheat := x.r - rho*x.tProvider + (1-rho)*sum(x.r-x.c, delta)
		least = mechtest.Value(t, "trust.provider_delta", args("c", x.c, "r", x.r, "rho", rho, "t_provider", x.tProvider))
		if math.Abs(delta-least) > 1e-6 && (delta > least) != (stay > cheat) {
			rt.Errorf("provider: delta %v, threshold %v, honest %v, cheating %v", delta, least, stay, cheat)
		}
	})
}

// Deposits at which payers with spite s and guilt k tell the truth, and griefing factors, leaf by leaf.
func TestTheory_truthAndGriefAreReadFromTheLeaves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawGame(rt)
		s, k := rapid.Float64Range(0, 20).Draw(rt, "s"), rapid.Float64Range(0, 20).Draw(rt, "k")
		silent, theirs := x.leaf(true, false)
		loud, left := x.leaf(true, true)
		punishes := loud-silent+s > 0 // a cheat; the quality is sunk
		lies := loud-silent-k > 0
		low := mechtest.Value(t, "trust.truthful_low", args("r", x.r, "k", k, "g", x.g, "fate", x.fate))
		high := mechtest.Value(t, "trust.truthful_high", args("r", x.r, "s", s, "g", x.g, "fate", x.fate))
		if math.Abs(x.tPayer-low) > 1e-9 && lies != (x.tPayer < low) || math.Abs(x.tPayer-high) > 1e-9 && punishes != (x.tPayer < high) {
			rt.Errorf("deposit %v: lies %v, punishes %v; truthful from %v to %v", x.tPayer, lies, punishes, low, high)
		}
		in := args("t_payer", x.tPayer, "t_provider", x.tProvider, "r", x.r, "g", x.g, "fate", x.fate)
		harm, cost := theirs-left, silent-loud
		if factor := mechtest.Value(t, "trust.griefing_payer", in); cost > 1e-6 && !mechtest.Near(factor, harm/cost, 1e-6) {
			rt.Errorf("payer's griefing factor %v, not %v", factor, harm/cost)
		}
		// The provider pays g when it declares, and the payer does not.
		harm, cost = silent-loud-x.g, theirs-left+x.g
		if factor := mechtest.Value(t, "trust.griefing_provider", in); cost > 1e-6 && !mechtest.Near(factor, harm/cost, 1e-6) {
			rt.Errorf("provider's griefing factor %v, not %v", factor, harm/cost)
		}
	})
}
