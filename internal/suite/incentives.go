package suite

import (
	"context"
	"fmt"
)

// margin is what honesty earns more than a deviation, or a share that a mechanism is there to keep up: at one point of a
// scenario of the library, a value for each seed.
type margin struct {
	name, unit string
	scenario   string
	set        []string
	what       string  // see figure
	per        float64 // divides: the unit in the unit of the measure; 0 is 1
	seeds      int
}

// everyMargin is the deviations that matter, each where the mechanism is meant to work. Why these points: docs/gate.md.
var everyMargin = []margin{
	{"trust: margin against cheating, price kept", "r", "trust-fund",
		[]string{"escrow.fate=kept", "escrow.deposit_provider=12 DPMN"}, "margin", 10, 16},
	{"trust: margin against cheating, price burned", "r", "trust-fund",
		[]string{"escrow.fate=burned", "escrow.deposit_provider=12 DPMN"}, "margin", 10, 16},
	{"trust: payoff of an honest provider among false complaints", "r", "claim-32-griefers",
		[]string{"escrow.fate=kept", "consumers.phi=16%"}, "margin", 10, 16},
	{"trust: good deliveries declared by selfish buyers", "share", "claim-31-selfish",
		[]string{"escrow.fate=refund", "escrow.deposit_payer=15 DPMN", "escrow.deposit_provider=20 DPMN"}, "declared_good", 1, 6},
	{"deal: margin against not paying", "r", "payer-decides",
		[]string{"fair.continue=85%", "defaulters.continue=85%", "farsighted.continue=85%"}, "margin", 10, 10},
	{"deal: margin against selling a decision", "fee", "single-witness",
		[]string{"honest_payers.amount=5 DPMN", "greedy_payers.amount=5 DPMN", "moral_payers.amount=5 DPMN",
			"honest_sellers.bribe=5 DPMN", "greedy_sellers.bribe=5 DPMN", "moral_sellers.bribe=5 DPMN"}, "margin", 1, 10},
	{"vote: right decisions by majority", "share", "majority",
		[]string{"vote.seats=15", "diligent.correlation=0%", "unruly.correlation=0%", "diligent.availability=100%",
			"unruly.availability=100%"}, "right", 1, 10},
	{"vote.outlier: margin against saying success", "r", "outlier-penalty", bonds("2 DPMN"), "margin", 1, 100},
	{"vote.outlier: margin against tossing a coin", "r", "outlier-penalty", bonds("2 DPMN"), "honest.payoff - coin.payoff", 1, 100},
	{"vote.outlier: margin against staying away", "r", "outlier-penalty", bonds("2 DPMN"), "honest.payoff", 1, 100},
	{"vote.outlier: junk bought with p+epsilon", "share", "p-plus-epsilon",
		[]string{"bribers.bribe=5 DPMN", "promisers.bribe=5 DPMN"}, "bought", 1, 6},
	{"vote.sealed: right decisions among copiers", "share", "sealed-vs-open",
		[]string{"copy.ballots=sealed", "weigh.ballots=sealed", "tricks.ballots=sealed", "copiers.sensitivity=80%",
			"copiers.specificity=80%", "weighers.sensitivity=80%", "weighers.specificity=80%"}, "copied", 1, 12},
	{"vote.lot: right decisions among colluders", "share", "drawn-by-lot",
		[]string{"vote.seats=5", "colluders.size=12"}, "right", 1, 20},
}

// bonds are the settings of the three panels of outlier-penalty.
func bonds(b string) []string {
	return []string{"looking.bond=" + b, "mixed.bond=" + b, "coins.bond=" + b}
}

// margins are measured in groups of one scenario and one setting.
func margins() (all []part) {
	for i := 0; i < len(everyMargin); {
		end := i + 1
		for end < len(everyMargin) && everyMargin[end].scenario == everyMargin[i].scenario &&
			fmt.Sprint(everyMargin[end].set) == fmt.Sprint(everyMargin[i].set) {
			end++
		}
		group := everyMargin[i:end]
		p := part{run: func(ctx context.Context, r *run) error { return r.margins(ctx, group) }}
		for _, m := range group {
			p.names = append(p.names, m.name)
		}
		all, i = append(all, p), end
	}
	return all
}

func (r *run) margins(ctx context.Context, group []margin) error {
	first := group[0]
	r.tell(first.name)
	s, err := r.load(first.scenario, first.seeds, first.set)
	if err != nil {
		return err
	}
	if s.Points() != 1 {
		panic(fmt.Sprintf("suite: %s is measured at %d points", first.name, s.Points()))
	}
	v, err := r.values(ctx, s)
	if err != nil {
		return err
	}
	for _, m := range group {
		values, err := figure(s, v, 0, m.what)
		if err != nil {
			return err
		}
		for i := range values {
			values[i] /= max(1, m.per)
		}
		r.add(m.name, m.unit, values...)
	}
	return nil
}

// boundary is where a scenario of the library finds a threshold: pseudo-values, one for each seed.
type boundary struct {
	scenario string
	set      []string
	seeds    int
	full     bool
	finds    []find
}

type find struct {
	of, name, unit string
	per            float64
}

var everyBoundary = []boundary{
	{"trust-fund", []string{"escrow.fate=kept"}, 6, false, []find{{"deterrence", "trust: deposit that deters cheating", "r", 10}}},
	{"burn", nil, 5, false, []find{{"threshold", "trust: wealth from which a whale burns for gain", "DPMN", 1}}},
	{"outlier-penalty", nil, 100, false, []find{
		{"looks", "vote.outlier: bond from which looking pays", "r", 1},
		{"stays", "vote.outlier: bond from which staying away pays", "r", 1},
	}},
	{"p-plus-epsilon", nil, 3, false, []find{{"price", "vote.outlier: offer that buys a decision with p+epsilon", "r", 1}}},
	{"drawn-by-lot", []string{"vote.seats=5"}, 10, false, []find{{"coin", "vote.lot: colluders that make it a coin", "agents", 1}}},
	{"single-witness", nil, 10, true, []find{{"price", "deal: amount from which a witness sells", "fee", 1}}},
	{"payer-decides", nil, 10, true, []find{{"patience", "deal: patience from which payers pay", "share", 1}}},
	{"schelling-failure", nil, 8, true, []find{{"edge", "vote.outlier: honest share from which honesty spreads", "share", 1}}},
}

func boundaries() (all []part) {
	for _, b := range everyBoundary {
		p := part{full: b.full, run: func(ctx context.Context, r *run) error { return r.boundary(ctx, b) }}
		for _, f := range b.finds {
			p.names = append(p.names, f.name)
		}
		all = append(all, p)
	}
	return all
}

func (r *run) boundary(ctx context.Context, b boundary) error {
	r.tell(b.finds[0].name)
	s, err := r.load(b.scenario, b.seeds, b.set)
	if err != nil {
		return err
	}
	v, err := r.values(ctx, s)
	if err != nil {
		return err
	}
	for _, f := range b.finds {
		if !r.wants(f.name) {
			continue
		}
		values := pseudo(s.Seeds.Count, func(without int) float64 { return crossing(s, v, f.of, without) / f.per })
		r.add(f.name, f.unit, values...)
	}
	return nil
}
