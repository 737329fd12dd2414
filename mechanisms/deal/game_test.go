package deal_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// A second oracle, apart from the closed forms: the repeated deal as a Markov chain over the states "in good standing"
// and "shut out", the single deal leaf by leaf, the witness case by case.

// deal is one deal that the payer decides.
type repeated struct{ v, r, c, g, delta, seen float64 }

// leaf is the payoffs of payer and provider in one deal.
func (x repeated) leaf(good, pays bool) (payer, provider float64) {
	if good {
		payer, provider = x.v, -x.c
	}
	if pays {
		payer, provider = payer-x.r-x.g, provider+x.r
	}
	return payer, provider
}

// chain is the expected sum of payoffs from good standing: each deal earns each, and is followed by another with
// probability delta unless it shuts out, which it does with probability out.
func chain(each, delta, out float64) float64 {
	sum, standing := 0.0, 1.0
	for range 20_000 {
		sum, standing = sum+standing*each, standing*delta*(1-out)
	}
	return sum
}

func drawRepeated(t *rapid.T) repeated {
	f := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
	x := repeated{r: f("r", 0.5, 20), g: f("g", 0, 0.4), delta: f("delta", 0, 0.99), seen: f("seen", 0.01, 1)}
	x.v, x.c = x.r*f("v/r", 1.05, 10), x.r*f("c/r", 0.01, 0.95)
	return x
}

func TestTheory_nobodyPaysOrDeliversOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawRepeated(rt)
		pays := map[bool]bool{}
		for _, good := range []bool{true, false} {
			loud, _ := x.leaf(good, true)
			silent, _ := x.leaf(good, false)
			pays[good] = loud > silent
		}
		_, ships := x.leaf(true, pays[true])
		_, junks := x.leaf(false, pays[false])
		if pays[true] || pays[false] || ships > junks {
			rt.Errorf("%+v: pays %v, shipping well is worth %v, junk %v", x, pays, ships, junks)
		}
		// Among strangers of whom a share always pays, whatever comes, that share has to carry the cost.
		honest := rapid.Float64Range(0, 1).Draw(rt, "honest")
		_, paid := x.leaf(true, true)
		_, unpaid := x.leaf(true, false)
		worth, least := honest*paid+(1-honest)*unpaid, form(rt, "deal.honest_payers_min", "c", x.c, "r", x.r)
		if math.Abs(worth) > 1e-9 && (worth > 0) != (honest > least) {
			rt.Errorf("%+v: delivering is worth %v at a share of %v, smallest %v", x, worth, honest, least)
		}
	})
}

func TestTheory_patienceIsWhereMarkovChainsCross(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawRepeated(rt)
		coop, provider := x.leaf(true, true)
		keeps, _ := x.leaf(true, false)
		near := func(what string, got, want float64) {
			if !mechtest.Near(got, want, 1e-9) {
				rt.Errorf("%+v: %s is worth %v, the chain says %v", x, what, got, want)
			}
		}
		// Pairs that stay together until the payer defaults.
		pays, defaults := chain(coop, x.delta, 0), chain(keeps, x.delta, 1)
		near("paying", form(rt, "deal.payer_pays", "v", x.v, "r", x.r, "delta", x.delta, "g", x.g), pays)
		near("defaulting", form(rt, "deal.payer_defaults", "v", x.v), defaults)
		near("delivering", form(rt, "deal.provider_total", "r", x.r, "c", x.c, "delta", x.delta), chain(provider, x.delta, 0))
		crosses(rt, x.delta, form(rt, "deal.pay_delta", "v", x.v, "r", x.r, "g", x.g), pays, defaults)
		// Strangers who see a default with some probability; no fees.
		x.g = 0
		coop, _ = x.leaf(true, true)
		pays, defaults = chain(coop, x.delta, 0), chain(keeps, x.delta, x.seen)
		near("defaulting unseen", form(rt, "deal.payer_defaults_visible", "v", x.v, "delta", x.delta, "q", x.seen), defaults)
		crosses(rt, x.delta, form(rt, "deal.pay_delta_visible", "v", x.v, "r", x.r, "q", x.seen), pays, defaults)
		// The payer pays first, and the provider ships or is left.
		_, junk := x.leaf(false, true)
		delivers, cheats := chain(provider, x.delta, 0), chain(junk, x.delta, 1)
		near("cheating", form(rt, "deal.prepaid_cheats", "r", x.r), cheats)
		crosses(rt, x.delta, form(rt, "deal.prepaid_delta", "c", x.c, "r", x.r), delivers, cheats)
	})
}

// crosses checks that honesty is worth more above the threshold and less below it.
func crosses(t *rapid.T, delta, threshold, honest, other float64) {
	t.Helper()
	if math.Abs(delta-threshold) > 1e-6 && (delta > threshold) != (honest > other) {
		t.Errorf("delta %v, threshold %v: honest %v, otherwise %v", delta, threshold, honest, other)
	}
}

// The four cases of truth and signal.
func TestTheory_errorsOfAWitnessAreSummedCaseByCase(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := func(name string) float64 { return rapid.Float64Range(0.01, 0.99).Draw(rt, name) }
		q, p1, p0 := f("q"), f("p1"), f("p0")
		joint := map[[2]bool]float64{} // truth, signal
		for _, truth := range []bool{true, false} {
			prior, sees := 1-q, 1-p0
			if truth {
				prior, sees = q, p1
			}
			joint[[2]bool{truth, true}], joint[[2]bool{truth, false}] = prior*sees, prior*(1-sees)
		}
		tt, tf, ft, ff := joint[[2]bool{true, true}], joint[[2]bool{true, false}], joint[[2]bool{false, true}], joint[[2]bool{false, false}]
		in := []any{"q", q, "p1", p1, "p0", p0}
		for name, want := range map[string]float64{
			"deal.witness_error": tf + ft, "deal.success_posterior": tt / (tt + ft), "deal.failure_posterior": ff / (ff + tf),
		} {
			if got := form(rt, name, in...); !mechtest.Near(got, want, 1e-12) {
				rt.Errorf("%s%v is %v, counted %v", name, in, got, want)
			}
		}
		if got, want := form(rt, "deal.lazy_right", "q", q), max(tt+tf, ft+ff); !mechtest.Near(got, want, 1e-12) {
			rt.Errorf("a lazy witness is right with probability %v, counted %v", got, want)
		}
	})
}

// A witness without morals compares the bribe with its income as a Markov chain that a detected lie ends; moral cost is
// counted over 4,000 quantiles.
func TestTheory_witnessesSellWhereTheBribeOutweighsTheirBusiness(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(rt, name) }
		w, delta, d, s, mu, p := f("w", 0.1, 5), f("delta", 0, 0.99), f("d", 0.05, 1), f("s", 0.5, 100), f("mu", 1, 40), f("p", 0.5, 1)
		future := chain(w, delta, 0) - w
		honest, lying := w+future, w+(1-d)*future // without the bribe
		threshold := form(rt, "deal.bribe_threshold", "w", w, "delta", delta, "d", d)
		if !mechtest.Near(threshold, honest-lying, 1e-9) {
			rt.Errorf("sells from %v on, a lie costs %v", threshold, honest-lying)
		}
		least := form(rt, "deal.fee_share_min", "delta", delta, "d", d) // a lie costs a multiple of the fee
		if math.Abs(w/s-least) > 1e-9*least && (w/s > least) != (honest > lying+s) {
			rt.Errorf("fee share %v, smallest %v: honest %v, bought %v", w/s, least, honest, lying+s)
		}
		const types = 4000
		sold := 0
		for i := range types {
			if moral := -mu * math.Log((float64(i)+0.5)/types); lying+s-moral > honest {
				sold++
			}
		}
		share := float64(sold) / types
		in := []any{"s", s, "w", w, "delta", delta, "d", d, "mu", mu}
		if got := form(rt, "deal.corrupted", in...); math.Abs(got-share) > 1e-3 {
			rt.Errorf("a share of %v sells, counted %v", got, share)
		}
		if got := form(rt, "deal.witness_right", append(in, "p", p)...); math.Abs(got-p*(1-share)) > 1e-3 {
			rt.Errorf("right with probability %v, counted %v", got, p*(1-share))
		}
	})
}

// A wrong decision is fined with a probability: looking pays where the fines that it avoids outweigh it.
func TestTheory_auditsPayFromTheSmallestExpectedFineOn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(rt, name) }
		c, p, q, fine := f("c", 0.01, 5), f("p", 0.5, 1), f("q", 0, 1), f("fine", 0, 50)
		looks := -c - fine*(1-p)
		guesses := max(-fine*(1-q), -fine*q) // always success, always failure
		least := form(rt, "deal.audit_min", "c", c, "p", p, "q", q)
		if math.Abs(looks-guesses) > 1e-9 && (looks > guesses) != (fine > least) {
			rt.Errorf("c %v, p %v, q %v: fine %v, smallest %v, looking is worth %v, guessing %v", c, p, q, fine, least, looks, guesses)
		}
	})
}
