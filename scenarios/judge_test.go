package scenarios_test

import (
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

const claims = market + `seeds: 4
sweep:
  escrow.fate: [kept, burned]
  escrow.deposit_payer, escrow.deposit_provider: {from: 0 DPMN, to: 20 DPMN, points: 5}
measure:
  margin: honest.payoff - cheating.payoff
  twice: 2 * margin
theory:
  margin: trust.margin(c=honest.cost, r=escrow.price, rho=consumers.rho, t_provider=escrow.deposit_provider, fate=escrow.fate)
find:
  deterrence:
    metric: margin
    over: escrow.deposit_provider
    direction: up
    predict: trust.deposit_min(c=honest.cost, r=escrow.price, rho=consumers.rho, fate=escrow.fate)
expect:
  - deterrence ~ predicted
  - deterrence ~ predicted within 0.01%
  - margin ~ theory
  - twice ~ 2 * honest.payoff - 2 * cheating.payoff
  - margin > 0
  - margin > 0 where escrow.deposit_provider >= 10 DPMN and escrow.fate != burned
  - margin < 0 where escrow.fate = kept and escrow.deposit_payer < 8 DPMN
  - margin >= 1 DPMN where escrow.fate = burned
  - honest.deals = cheating.deals
  - honest.payoff = cheating.payoff where escrow.fate = kept and escrow.deposit_provider = 0 DPMN
  - honest.cheats > 0
answer: >-
  From {deterrence where escrow.fate = kept} on; {deterrence}; margins {margin where escrow.fate = kept};
  {margin where escrow.fate = kept and escrow.deposit_provider = 20 DPMN}; c = {honest.cost}.
figures:
  - {kind: margin, x: escrow.deposit_provider, panels: escrow.fate, series: [margin]}
  - {kind: map, x: escrow.deposit_provider, y: escrow.deposit_payer, panels: escrow.fate, value: margin}
`

// measured makes up values that lie around theory: margin = (deposit or deposit + price) / 2 - 4 DPMN, with noise of
// the seeds that is the same at every point.
func measured(s *scenarios.Scenario) scenarios.Values {
	return func(point int, population, metric string) []float64 {
		at := s.Point(point).Settings
		stake := at[2].Number
		if at[0].Value == "burned" {
			stake += 10
		}
		values := make([]float64, s.Seeds.Count)
		for seed := range values {
			noise := []float64{-0.03, 0.01, 0.04, -0.02}[seed]
			switch population + "." + metric {
			case "honest.payoff":
				values[seed] = 6
			case "cheating.payoff":
				values[seed] = 10 - stake/2 + noise
			case "honest.deals", "cheating.deals":
				values[seed] = 100
			default:
				values[seed] = math.NaN()
			}
		}
		return values
	}
}

func TestJudge_findsCrossingsAndTestsExpectations(t *testing.T) {
	s := load(t, claims)
	j := s.Judge(measured(s))
	c := j.Crossings()
	if len(c) != 2 || c[0].Missing || math.Abs(c[0].Found-8) > 0.1 || *c[0].Predicted != 8 || c[0].Where[0].Value != "kept" ||
		!c[1].Missing || *c[1].Predicted != 0 || c[0].Unit != "DPMN" {
		t.Errorf("crossings %+v", c)
	}
	want := []struct {
		holds  bool
		detail string
	}{
		{true, "8 DPMN found (7.899 to 8.101), 8 DPMN predicted at escrow.fate = kept"},
		{false, "8 DPMN found (7.899 to 8.101), 8 DPMN predicted, half-width 1.3% of it at escrow.fate = kept"},
		{true, "-4 against -4, difference 0 (-0.05032 to 0.05032), z = 0.0 at escrow.fate = kept and" + zero},
		{true, "-8 against -8, difference 0 (0 to 0), z = 0.0 at escrow.fate = kept and" + zero},
		{false, "-4 against 0, difference -4 (-4.05 to -3.95) at escrow.fate = kept and" + zero},
		{true, "1 against 0, difference 1 (0.9497 to 1.05) at escrow.fate = kept and" + strings.ReplaceAll(zero, "0 D", "10 D")},
		{true, "-1.5 against 0, difference -1.5 (-1.55 to -1.45) at escrow.fate = kept and" + strings.ReplaceAll(zero, "0 D", "5 D")},
		{false, "1 against 1, difference 0 (-0.05032 to 0.05032) at escrow.fate = burned and" + zero},
		{true, "100 against 100, difference 0 (0 to 0) at escrow.fate = kept and" + zero},
		{false, "6 against 10, difference -4 (-4.05 to -3.95)"},
		{false, "not defined in any trial at escrow.fate = kept and" + zero},
	}
	got := j.Expectations()
	if len(got) != len(want) {
		t.Fatalf("%d expectations", len(got))
	}
	for i, w := range want {
		if got[i].Holds != w.holds || got[i].Detail != w.detail {
			t.Errorf("%s: got %v, %s\nwant %v, %s", got[i].Line, got[i].Holds, got[i].Detail, w.holds, w.detail)
		}
	}
	if got[0].Where != "test.yaml:26" {
		t.Errorf("where is %s", got[0].Where)
	}
}

const zero = " escrow.deposit_payer = 0 DPMN" // of settings that are swept together, the first is named

func TestJudge_answersWithNumbers(t *testing.T) {
	s := load(t, claims)
	j := s.Judge(measured(s))
	want := "From 8.00 DPMN (95% interval 7.90 to 8.10) on; 8.00 DPMN (95% interval 7.90 to 8.10) at escrow.fate = kept; " +
		"no value in the sweep at escrow.fate = burned; margins -4.000 to 6.000 DPMN; 6.000 DPMN; c = 4 DPMN."
	if got := j.Answer(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	e := j.Estimates(9)
	if len(e) != 2 || e[0].Metric != "margin" || e[0].Unit != "DPMN" || math.Abs(e[0].Mean-11) > 1e-9 || e[0].N != 4 {
		t.Errorf("estimates %+v", e)
	}
}

// A metric and a parameter may share a name: measures mean the metric, arguments of closed forms the parameter.
func TestJudge_closedFormsAreOfParameters(t *testing.T) {
	s := load(t, market+`answer: "{consumers.value where escrow.price = 10 DPMN} or {deal.payer_defaults(v=consumers.value)}"
`)
	j := s.Judge(func(int, string, string) []float64 { return []float64{7, 7, 7, 7, 7, 7, 7, 7, 7, 7} })
	if got := j.Answer(); got != "7.000 DPMN or 20 DPMN" && got != "7 DPMN or 20 DPMN" {
		t.Errorf("got %s", got)
	}
}

// TestJudge_fewSeedsAreNotAlarmedMoreOften: Student's t of 5 with 3 degrees of freedom is no rarer than a normal 2.4.
func TestJudge_fewSeedsAreNotAlarmedMoreOften(t *testing.T) {
	s := load(t, strings.Replace(claims, "theory:\n  margin: ", "theory:\n  margin: 0.08 DPMN + ", 1))
	got := s.Judge(measured(s)).Expectations()[2]
	if !got.Holds || !strings.Contains(got.Detail, "z = -2.4") {
		t.Errorf("%v, %s", got.Holds, got.Detail)
	}
	s = load(t, strings.Replace(claims, "theory:\n  margin: ", "theory:\n  margin: 0.8 DPMN + ", 1))
	if got := s.Judge(measured(s)).Expectations()[2]; got.Holds {
		t.Errorf("%v, %s", got.Holds, got.Detail)
	}
}

func TestCurves_areTheClosedForms(t *testing.T) {
	s := load(t, claims)
	panels := map[string]int{}
	for _, c := range s.Curves() {
		panels[c.Figure+"/"+c.Curve+"/"+c.Panel]++
		stake := c.X
		if c.Panel == "burned" {
			stake += 10
		}
		if c.Figure == "margin" && math.Abs(c.Y-(stake/2-4)) > 1e-9 {
			t.Fatalf("%+v", c)
		}
	}
	if panels["margin/margin/kept"] != 201 || panels["margin/margin/burned"] != 201 {
		t.Errorf("%v", panels)
	}

	s = load(t, market+`sweep:
  escrow.deposit_provider: {from: 0 DPMN, to: 40 DPMN, points: 3}
  consumers.rho: {from: 5%, to: 100%, points: 3}
measure: {margin: honest.payoff - cheating.payoff}
theory:
  margin: trust.margin(c=honest.cost, r=escrow.price, rho=consumers.rho, t_provider=escrow.deposit_provider, fate=escrow.fate)
figures:
  - {kind: map, x: escrow.deposit_provider, y: consumers.rho, value: margin}
`)
	curves := s.Curves()
	if len(curves) < 80 {
		t.Errorf("%d points of the boundary", len(curves))
	}
	for _, c := range curves {
		if c.Curve != "boundary" || math.Abs(c.X*c.Y-4) > 1e-6 {
			t.Fatalf("%+v: not on t rho = c", c)
		}
	}
}
