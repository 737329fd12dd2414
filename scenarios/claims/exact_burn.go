package claims

import (
	"fmt"
	"math"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// burnedValue is the part of claim 40 that no run can decide, since nothing here makes a price: what a token is worth
// after a burn, where the market capitalisation is supply^e (the assumption of token.price_multiplier). It computes
// capitalisation per token before and after for many elasticities e and sizes of the burn.
func burnedValue() (runs.Verdict, []runs.Reading, error) {
	form, ok := mechanisms.LookupForm("token.price_multiplier")
	if !ok {
		return "", nil, fmt.Errorf("there is no closed form token.price_multiplier")
	}
	const supply, steps = 1e6, 20
	burns := []float64{1, 1e3, 1e5, 5e5, 9e5, 999_999}
	least, most := math.Inf(1), 0.0 // factor of the worth of a token: the least below e = 1, the most above
	for i := 0; i <= 2*steps; i++ {
		if i == steps {
			continue // e = 1: nothing changes
		}
		e := float64(i) / steps
		for _, burned := range burns {
			worth := func(supply float64) float64 { return math.Pow(supply, e) / supply }
			factor := worth(supply-burned) / worth(supply)
			predicted, err := form.Call(map[string]float64{"supply": supply, "x": burned, "e": e})
			if err != nil {
				return "", nil, err
			}
			if math.Abs(factor/predicted-1) > 1e-9 {
				return runs.Undecided, []runs.Reading{{Verdict: runs.Undecided, Detail: fmt.Sprintf(
					"a token is worth %v of before at e = %v, theory says %v", factor, e, predicted)}}, nil
			}
			if e < 1 {
				least = min(least, factor)
			} else {
				most = max(most, factor)
			}
		}
	}
	below, above := runs.Fails, runs.Holds
	if least > 1 {
		below = runs.Holds
	}
	if most < 1 {
		above = runs.Fails
	}
	verdict := runs.Conditional
	if below == above {
		verdict = below
	}
	said := func(side string, v runs.Verdict, factor float64) runs.Reading {
		return runs.Reading{Value: side, Verdict: v, Accepted: true, Detail: fmt.Sprintf(
			"a token is worth %s %.9f of before, in %d cases with a market capitalisation of supply^e; arithmetic, no market was run",
			map[bool]string{true: "at least", false: "at most"}[v == runs.Holds], factor, steps*len(burns))}
	}
	return verdict, []runs.Reading{said("e < 1", below, least), said("e > 1", above, most)}, nil
}
