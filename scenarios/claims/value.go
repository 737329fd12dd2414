package claims

import (
	"fmt"
	"math"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// checkValue is the check that burning raises what a token is worth, the part of claim 40 that no run can decide: nothing
// here makes a price. It takes a market capitalisation of supply^e, the assumption of token.price_multiplier, and asks
// for every elasticity and size of the burn whether capitalisation per token rises. CONDITIONAL if it does exactly where
// e < 1 and stays where e = 1.
func checkValue() (runs.Verdict, string, error) {
	form, ok := mechanisms.LookupForm("token.price_multiplier")
	if !ok {
		return "", "", fmt.Errorf("there is no closed form token.price_multiplier")
	}
	const supply, steps = 1e6, 40
	rises, falls, stays := 0, 0, 0
	for i := 0; i <= steps; i++ {
		e := 2 * float64(i) / steps
		for _, burned := range []float64{1, 1e3, 1e5, 5e5, 9e5, 999_999} {
			worth := func(supply float64) float64 { return math.Pow(supply, e) / supply }
			factor := worth(supply-burned) / worth(supply)
			predicted, err := form.Call(map[string]float64{"supply": supply, "x": burned, "e": e})
			if err != nil {
				return "", "", err
			}
			if math.Abs(factor/predicted-1) > 1e-9 {
				return runs.Fails, fmt.Sprintf("at e = %v and %v of %v burned: a token is worth %v of before, theory says %v",
					e, burned, supply, factor, predicted), nil
			}
			switch {
			case math.Abs(factor-1) < 1e-12:
				stays++
			case factor > 1:
				rises++
			default:
				falls++
			}
			if above, want := factor-1, 1-e; want == 0 && math.Abs(above) > 1e-12 || want*above < 0 {
				return runs.Fails, fmt.Sprintf("at e = %v and %v of %v burned: a token is worth %v of before", e, burned, supply, factor), nil
			}
		}
	}
	return runs.Conditional, fmt.Sprintf("rises iff e < 1, for a market capitalisation of supply^e: of %d cases it rises in %d, "+
		"falls in %d and stays in %d (arithmetic on an assumption; no market was run)", rises+falls+stays, rises, falls, stays), nil
}
