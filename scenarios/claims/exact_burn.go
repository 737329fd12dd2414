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
	least, most := math.Inf(1), 0.0 // of the factors by which the worth of a token changes: where e < 1, and where e > 1
	for i := 0; i <= 2*steps; i++ {
		e := float64(i) / steps
		for _, burned := range burns {
			worth := func(supply float64) float64 { return math.Pow(supply, e) / supply }
			factor := worth(supply-burned) / worth(supply)
			predicted, err := form.Call(map[string]float64{"supply": supply, "x": burned, "e": e})
			switch {
			case err != nil:
				return "", nil, err
			case math.Abs(factor/predicted-1) > 1e-9:
				said := fmt.Sprintf("a token is worth %v of before at e = %v, theory says %v", factor, e, predicted)
				return runs.Undecided, []runs.Reading{{Verdict: runs.Undecided, Detail: said}}, nil
			case e < 1:
				least = min(least, factor)
			case e > 1:
				most = max(most, factor)
			}
		}
	}
	if least <= 1 || most >= 1 {
		said := fmt.Sprintf("a token is worth %v of before and more where e < 1, %v and less where e > 1", least, most)
		return runs.Undecided, []runs.Reading{{Verdict: runs.Undecided, Detail: said}}, nil
	}
	said := func(bound string, factor float64) string {
		return fmt.Sprintf("%d cases, a token is worth %s %.9f of before; arithmetic, since no market is run", steps*len(burns), bound, factor)
	}
	return runs.Conditional, []runs.Reading{
		{Value: "e < 1", Verdict: runs.Holds, Accepted: true, Detail: said("at least", least)},
		{Value: "e > 1", Verdict: runs.Fails, Accepted: true, Detail: said("at most", most)},
	}, nil
}
