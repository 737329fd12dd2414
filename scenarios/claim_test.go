package scenarios_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
)

// claimed is the verdict on the made-up values of measured, where the margin changes sign at a deposit of 8 DPMN where
// the price is kept, and nowhere where it is burned.
func claimed(t *testing.T, section string) *runs.Claim {
	t.Helper()
	s := load(t, claims+"claim:\n  number: 31\n  margin: margin\n"+section)
	c := s.Judge(measured(s)).Claim()
	if c == nil {
		t.Fatal("no claim")
	}
	return c
}

func TestClaim_hasTheWorstOfTheVerdictsOnItsReadings(t *testing.T) {
	c := claimed(t, "  readings: escrow.fate\n  boundary: deterrence\n  expected: UNDERSPECIFIED\n")
	if c.Verdict != runs.Underspecified || !c.Accepted || len(c.Readings) != 2 {
		t.Fatalf("%+v", c)
	}
	kept, burned := c.Readings[0], c.Readings[1]
	if kept.Verdict != runs.Conditional || !strings.Contains(kept.Detail, "8 DPMN predicted") {
		t.Errorf("kept: %+v", kept)
	}
	if burned.Verdict != runs.Holds {
		t.Errorf("burned: %+v", burned)
	}
}

// One point refutes a claim that says always; where it holds elsewhere, the boundary says where that ends.
func TestClaim_refutedOneShowsItsBoundary(t *testing.T) {
	region := "  region: escrow.fate = kept\n  always: true\n  expected: FAILS\n"
	for _, row := range []struct {
		predict  string
		accepted bool
	}{
		{"trust.deposit_min(c=honest.cost, r=escrow.price, rho=consumers.rho, fate=escrow.fate)", true},
		{"12 DPMN", false},
	} {
		text := strings.Replace(claims, "trust.deposit_min(c=honest.cost, r=escrow.price, rho=consumers.rho, fate=escrow.fate)", row.predict, 1)
		s := load(t, text+"claim:\n  number: 41\n  margin: margin\n  boundary: deterrence\n"+region)
		c := s.Judge(measured(s)).Claim()
		if c.Verdict != runs.Fails || c.Accepted != row.accepted || !strings.Contains(c.Readings[0].Detail, " found (") {
			t.Errorf("%s predicted: %+v", row.predict, c)
		}
	}
	c := claimed(t, region)
	if c.Verdict != runs.Fails || !c.Accepted || strings.Contains(c.Readings[0].Detail, "found") {
		t.Errorf("no boundary: %+v", c)
	}
}

func TestClaim_acceptsSeveralBoundariesOnlyTogether(t *testing.T) {
	second := strings.Replace(claims, "expect:\n", `  half:
    metric: margin
    crosses: 1 DPMN
    over: escrow.deposit_provider
    predict: PREDICT
expect:
`, 1)
	for predict, accepted := range map[string]bool{"10 DPMN": true, "14 DPMN": false} {
		s := load(t, strings.Replace(second, "PREDICT", predict, 1)+`claim:
  number: 31
  margin: margin
  region: escrow.fate = kept
  boundary: deterrence, half
  expected: CONDITIONAL
`)
		c := s.Judge(measured(s)).Claim()
		detail := c.Readings[0].Detail
		if c.Verdict != runs.Conditional || c.Accepted != accepted || strings.Count(detail, " found (") != 2 {
			t.Errorf("%s predicted: %+v", predict, c)
		}
	}
}

func TestClaim_namesTheFindThatIsMissing(t *testing.T) {
	text := claims + "claim:\n  number: 31\n  margin: margin\n  boundary: deterrence, deterence\n  expected: FAILS\n"
	_, err := scenarios.Load([]byte(text), scenarios.Options{File: "test.yaml"})
	var list scenarios.Errors
	if !errors.As(err, &list) {
		t.Fatalf("loaded: %v", err)
	}
	var said bytes.Buffer
	list.Text(&said)
	if want := `there is no find "deterence"`; !strings.Contains(said.String(), want) || !strings.Contains(said.String(), `"deterrence"`) {
		t.Errorf("%s\nwant %s and a suggestion", said.String(), want)
	}
}

func TestClaims_loadAndResolveToThemselves(t *testing.T) {
	for _, e := range scenarios.Claims() {
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			fatalText(t, err)
		}
		if s.Name != e.Name || s.Claim == nil || e.Question == "" {
			t.Errorf("%s is called %s, asks %q and judges %v", e.Name, s.Name, e.Question, s.Claim)
		}
		once := s.Resolved()
		again, err := scenarios.Load(once, scenarios.Options{File: "resolved.yaml"})
		if err != nil {
			t.Errorf("%s", once)
			fatalText(t, err)
		}
		if twice := again.Resolved(); !bytes.Equal(once, twice) {
			t.Errorf("%s: resolved\n%s\nresolves to\n%s", e.Name, once, twice)
		}
	}
}

// An override may leave a claim no point to be judged at: it holds nowhere then, not everywhere.
func TestClaim_withoutAPointIsUndecided(t *testing.T) {
	for _, readings := range []string{"", "  readings: escrow.fate\n"} {
		s := load(t, claims+"claim:\n  number: 31\n  margin: margin\n  region: consumers.rho > 90%\n"+readings+"  expected: HOLDS\n",
			"consumers.rho=50%")
		c := s.Judge(measured(s)).Claim()
		if c.Verdict != runs.Undecided || c.Accepted || len(c.Readings) != 1 || !strings.Contains(c.Readings[0].Detail, "no point") {
			t.Errorf("%s: %+v", readings, c)
		}
	}
}

// 0.1 + 0.2 is a little more than 0.3 in floating point: no claim holds by that.
func TestClaim_roundingIsNoSign(t *testing.T) {
	s := load(t, claims+"claim:\n  number: 31\n  margin: 0.1 * honest.payoff + 0.2 * honest.payoff - 0.3 * honest.payoff\n  expected: HOLDS\n")
	if c := s.Judge(measured(s)).Claim(); c.Verdict != runs.Undecided {
		t.Errorf("%+v", c)
	}
}
