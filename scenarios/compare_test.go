package scenarios_test

import (
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

// A comparison has a row for each combination of what is swept beside, and its difference is that of the means.
func TestCompare_isByTheOtherParameters(t *testing.T) {
	s, err := scenarios.Load([]byte(`
dopasim: 1
name: compared
question: What does the fate of the price change?
seeds: 4
mechanisms: {escrow: {use: trust, price: 10 DPMN, deposit_payer: 5 DPMN}}
populations:
  honest:    {role: provider, strategy: honest, size: 20, balance: 500 DPMN, cost: 4 DPMN}
  cheating:  {role: provider, strategy: cheating, size: 20, balance: 500 DPMN, cost: 4 DPMN}
  consumers: {role: consumer, strategy: punisher, size: 40, balance: 500 DPMN, deals: 10, rho: 50%}
sweep:
  escrow.fate: [kept, refund]
  escrow.deposit_provider: [2 DPMN, 8 DPMN, 16 DPMN]
compare:
  fate: {metric: cheating.payoff, a: escrow.fate = refund, b: escrow.fate = kept}
`), scenarios.Options{File: "compared.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := scenarios.Load(s.Resolved(), scenarios.Options{File: "again.yaml"})
	if err != nil || string(again.Resolved()) != string(s.Resolved()) {
		t.Fatalf("resolved, it is another scenario: %v", err)
	}
	rows := allJudged(t, s).Comparisons()
	if len(rows) != 3 {
		t.Fatalf("%d rows, want one for each deposit", len(rows))
	}
	for i, r := range rows {
		if len(r.Where) != 1 || r.Where[0].Value != s.Sweep[1].Values[i] || r.N != 4 {
			t.Errorf("row %d: %+v", i, r)
		}
		// The same buyers complain in both worlds: each complaint moves the price of 10, about one in two.
		if d := r.Difference.Value; math.Abs(d-(r.MeanA-r.MeanB)) > 1e-9 || d > -4 || d < -6 {
			t.Errorf("row %d: difference %v of %v and %v", i, d, r.MeanA, r.MeanB)
		}
	}
}

// Who gives the number of seeds did not have it found by the rule, unless it is the same.
func TestUntil_saysNothingOfANumberThatWasGiven(t *testing.T) {
	s := load(t, strings.Replace(claims, "seeds: 4", "seeds: {until: {metric: margin, half_width: 1 DPMN, min: 3, max: 4}}", 1), "seeds=4")
	for seeds, reached := range map[int]bool{2: false, 3: true, 4: false} {
		s.Seeds.Count = seeds
		if x := s.Judge(measured(s)).Stopping(); (x != nil) != reached || x != nil && !x.Reached {
			t.Errorf("%d seeds: %+v", seeds, x)
		}
	}
	s = load(t, strings.Replace(claims, "seeds: 4", "seeds: {until: {metric: margin, half_width: 0.001 DPMN, min: 3, max: 4}}", 1))
	if x := s.Judge(measured(s)).Stopping(); x == nil || x.Reached || x.Seeds != 4 {
		t.Errorf("all that are allowed: %+v", x)
	}
}
