package scenarios_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// planned is a scenario whose margin is known: of providers who keep the price, rho*t - c beside what griefers take.
func planned(t *testing.T, design string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load([]byte(`
dopasim: 1
name: planned
question: What does the margin depend on?
seeds: 2
mechanisms: {escrow: {use: trust, price: 10 DPMN, deposit_payer: 5 DPMN}}
populations:
  honest:    {role: provider, strategy: honest, size: 20, balance: 500 DPMN, cost: 4 DPMN}
  cheating:  {role: provider, strategy: cheating, size: 20, balance: 500 DPMN, cost: 4 DPMN}
  consumers: {role: consumer, strategy: punisher, size: 40, balance: 500 DPMN, deals: 10, rho: 50%, phi: 0%}
measure: {margin: honest.payoff - cheating.payoff}
design: `+design), scenarios.Options{File: "planned.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := scenarios.Load(s.Resolved(), scenarios.Options{File: "again.yaml"})
	if err != nil || string(again.Resolved()) != string(s.Resolved()) {
		t.Fatalf("resolved, it is another scenario: %v", err)
	}
	return s
}

func allJudged(t *testing.T, s *scenarios.Scenario) *scenarios.Judge {
	t.Helper()
	d := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List()}
	results := experiment.NewAggregator(s.Columns(), d)
	run := func(ctx context.Context, t experiment.Trial) (experiment.Result, error) { return s.Run(ctx, t, nil) }
	if err := experiment.Run(context.Background(), d, run, results, nil); err != nil {
		t.Fatal(err)
	}
	return s.Judge(scenarios.From(results))
}

// Every point of a design sets every varied parameter, each within its bounds and rounded to what a scenario can write.
func TestDesign_pointsSetEveryParameter(t *testing.T) {
	for kind, points := range map[string]int{"latin": 12, "halton": 12, "one-at-a-time": 6} {
		s := planned(t, "{kind: "+kind+", points: "+map[string]string{"latin": "12", "halton": "12", "one-at-a-time": "3"}[kind]+
			", vary: {escrow.deposit_provider: [0 DPMN, 20 DPMN], consumers.rho: [10%, 90%]}}")
		if kind != "one-at-a-time" && s.Points() != points {
			t.Errorf("%s has %d points, want %d", kind, s.Points(), points)
		}
		for i := range s.Points() {
			at := s.Point(i).Settings
			if len(at) != 2 || at[0].Number < 0 || at[0].Number > 20 || at[1].Number < 0.1 || at[1].Number > 0.9 {
				t.Errorf("%s: point %d is %+v", kind, i, at)
			}
			if _, err := s.At(i); err != nil {
				t.Error(err)
			}
		}
	}
}

// The price that a cheat keeps changes nothing; the deposit and the share of complaints do, and together more than alone.
func TestDesign_sobolFindsWhatTheMarginDependsOn(t *testing.T) {
	s := planned(t, `{kind: sobol, points: 64, metrics: [margin],
  vary: {escrow.deposit_provider: [0 DPMN, 20 DPMN], consumers.rho: [10%, 90%], escrow.price: [5 DPMN, 15 DPMN]}}`)
	found := allJudged(t, s).Sensitivities()
	if len(found) != 1 || found[0].Problem != "" || found[0].N != 64 {
		t.Fatalf("%+v", found)
	}
	// The margin is rho*t - c: with t uniform on 0 to 20 and rho on 0.1 to 0.9, variances of the parts are 8.33, 5.33 and 1.78.
	whole := 100.0/12*0.25*4 + 0.64/12*100 + 0.64/12*400/12
	for i, want := range []struct{ main, whole float64 }{
		{100.0 / 12 / whole, (100.0/12 + 0.64/12*400/12) / whole}, {0.64 / 12 * 100 / whole, (0.64/12*100 + 0.64/12*400/12) / whole}, {},
	} {
		f := found[0].Factors[i]
		if math.Abs(f.Main.Value-want.main) > 0.15 || math.Abs(f.Whole.Value-want.whole) > 0.15 {
			t.Errorf("%s: %+v, want about %+v", f.Param, f, want)
		}
	}
}

func TestDesign_morrisRanksParameters(t *testing.T) {
	s := planned(t, `{kind: morris, points: 8, metrics: [margin],
  vary: {escrow.deposit_provider: [0 DPMN, 20 DPMN], escrow.price: [5 DPMN, 15 DPMN]}}`)
	f := allJudged(t, s).Sensitivities()[0].Factors
	// With half of the junk complained about, 20 DPMN more of deposit are 10 DPMN more of margin.
	if math.Abs(f[0].Main.Value-10) > 1 || f[0].Sigma > 2 || f[1].Whole.Value > 1e-9 {
		t.Errorf("%+v", f)
	}
}

// What a design varies cannot be set from outside: the design would no longer be one.
func TestDesign_refusesOverridesOfWhatItVaries(t *testing.T) {
	s := planned(t, "{kind: latin, points: 4, vary: {escrow.price: [5 DPMN, 15 DPMN]}}")
	_, err := scenarios.Load(s.Resolved(), scenarios.Options{Set: []string{"escrow.price=7 DPMN"}})
	if err == nil || !strings.Contains(err.Error(), "varied by the design") {
		t.Errorf("%v", err)
	}
}

// A parameter has one place in the sweep: where a design varies it, no line beside it may.
func TestDesign_refusesASweepOfWhatItVaries(t *testing.T) {
	s := planned(t, "{kind: latin, points: 2000, vary: {escrow.price: [5 DPMN, 15 DPMN]}}")
	for line, want := range map[string]string{
		"  escrow.price: [7 DPMN]\n": "varied by the design already",
		"  escrow.deposit_provider: {from: 0 DPMN, to: 20 DPMN, points: 1000}\n": "more than 1000000 points",
	} {
		_, err := scenarios.Load(append(s.Resolved(), "sweep:\n"+line...), scenarios.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// Beside a design a threshold is searched for at each of its points.
func TestDesign_hasAThresholdAtEachPoint(t *testing.T) {
	s := planned(t, "{kind: latin, points: 2, vary: {consumers.rho: [50%, 60%], consumers.phi: [0%, 1%]}}\n"+
		"sweep: {escrow.deposit_provider: [2 DPMN, 14 DPMN]}\nfind: {deterrence: {metric: margin, over: escrow.deposit_provider}}\n")
	var at []float64
	err := s.Thresholds(context.Background(), &s.Finds[0], scenarios.ThresholdOptions{Within: 0.1, Budget: 100},
		func(x scenarios.Threshold) { at = append(at, x.Where[0].Number) })
	if err != nil || len(at) != 2 || at[0] == at[1] {
		t.Errorf("at %v, %v", at, err)
	}
}
