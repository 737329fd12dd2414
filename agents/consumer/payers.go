package consumer

import (
	"math/bits"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/sim"
)

// FairParams of the fair payer.
type FairParams struct{ ClientParams }

// Fair pays for good work.
var Fair = agents.Register(agents.Strategy[FairParams]{
	Role: "consumer", Name: "fair", Source: "3.2.4.1, Diagram 5; oracle B",
	Doc: "Opens conditional deals; where it decides, it declares success for good work and keeps silent about junk. " +
		"Where others decide, this is all a payer does.",
	Params:  FairParams{client},
	Metrics: clientMetrics, State: 8,
	New: func(b *agents.Build, p FairParams) error {
		_, err := newClient(b, p.ClientParams, func(_ sim.Agent, d *agents.Deal) verdict {
			if d.Goods == agents.Good {
				return success
			}
			return silence
		})
		return err
	},
})

// DefaulterParams of the defaulting payer.
type DefaulterParams struct {
	ClientParams
	// Whether it declares failure, or keeps silent until the deadline.
	Declares bool
}

// Defaulter never pays.
var Defaulter = agents.Register(agents.Strategy[DefaulterParams]{
	Role: "consumer", Name: "defaulter", Source: "3.2.4.1, Diagram 5; oracle B: the one-shot best reply",
	Doc:     "Opens conditional deals and never declares success, whatever was delivered.",
	Params:  DefaulterParams{ClientParams: client},
	Metrics: clientMetrics, State: 8,
	New: func(b *agents.Build, p DefaulterParams) error {
		_, err := newClient(b, p.ClientParams, func(sim.Agent, *agents.Deal) verdict {
			if p.Declares {
				return failure
			}
			return silence
		})
		return err
	},
})

// TrustingParams of the trusting payer.
type TrustingParams struct{ ClientParams }

// Trusting leaves everything to silence.
var Trusting = agents.Register(agents.Strategy[TrustingParams]{
	Role: "consumer", Name: "trusting", Source: "oracle B: the deal that is paid first; reading R-1",
	Doc: "Opens conditional deals and keeps silent. Where silence pays, that is to pay before the delivery: its only " +
		"threat is to go elsewhere (ends: junk).",
	Params:  TrustingParams{client},
	Metrics: clientMetrics, State: 8,
	New: func(b *agents.Build, p TrustingParams) error {
		_, err := newClient(b, p.ClientParams, func(sim.Agent, *agents.Deal) verdict { return silence })
		return err
	},
})

// FarsightedParams of the farsighted payer.
type FarsightedParams struct{ ClientParams }

// Farsighted pays as long as its future is worth it.
var Farsighted = agents.Register(agents.Strategy[FarsightedParams]{
	Role: "consumer", Name: "farsighted", Source: "oracle B: best reply to providers that stop once they were not paid",
	Doc: "Pays for good work if what it would lose by not paying, the rest of the relation or its name on the record, is " +
		"worth more than the price; otherwise never.",
	Params:  FarsightedParams{client},
	Metrics: clientMetrics, State: 8,
	New: func(b *agents.Build, p FarsightedParams) error {
		seen := sim.One // with the same provider every default is seen
		if p.Partner == "new" {
			seen = p.Visible
		}
		var fee func() sim.Amount
		d, err := newClient(b, p.ClientParams, func(_ sim.Agent, row *agents.Deal) verdict {
			if row.Goods == agents.Good && worthPaying(p.Value, p.Amount, fee(), p.Continue, seen) {
				return success
			}
			return silence
		})
		if err != nil {
			return err
		}
		fee = b.Fee(d.contract.Bound, "decide")
		return nil
	},
})

// worthPaying compares paying for ever, (v-r-g)/(1-delta), with never paying, v/(1-delta(1-seen)), where each default
// ends the dealings with probability seen. It is exact: both sides are multiplied out in 128 bits.
func worthPaying(v, r, g sim.Amount, delta, seen sim.Prob) bool {
	if v-r-g <= 0 {
		return false
	}
	stays := sim.Prob(times(uint64(delta), uint64(sim.One-seen)))
	hi1, lo1 := bits.Mul64(uint64(v-r-g), uint64(sim.One-stays))
	hi2, lo2 := bits.Mul64(uint64(v), uint64(sim.One-delta))
	return hi1 > hi2 || hi1 == hi2 && lo1 >= lo2
}

// times is the product of two probabilities, rounded down.
func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi<<1 | lo>>63
}
