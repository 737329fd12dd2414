package scenarios_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// market is a scenario to which tests append sections.
const market = `dopasim: 1
name: market
question: Which?
mechanisms:
  escrow: {use: trust, deposit_payer: 5 DPMN}
populations:
  honest: {role: provider, strategy: honest, size: 20, balance: 1000 DPMN, cost: 4 DPMN}
  cheating: {role: provider, strategy: cheating, size: 20, balance: 1000 DPMN}
  consumers: {role: consumer, strategy: punisher, size: 40, balance: 1000 DPMN, rho: 50%, deals: 5}
`

func load(t *testing.T, text string, set ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load([]byte(text), scenarios.Options{File: "test.yaml", Set: set})
	if err != nil {
		fatalText(t, err)
	}
	return s
}

func TestSweep_theLastKeyVariesFastest(t *testing.T) {
	s := load(t, market+`sweep:
  escrow.fate: [kept, burned]
  escrow.deposit_payer, escrow.deposit_provider: {from: 0 DPMN, to: 1 DPMN, points: 3}
`)
	var got []string
	for i := range s.Points() {
		var values []string
		for _, x := range s.Point(i).Settings {
			values = append(values, fmt.Sprintf("%s=%s/%g%s", x.Key, x.Value, x.Number, x.Unit))
		}
		got = append(got, strings.Join(values, " "))
		setup, err := s.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if escrow := setup.Mechanisms[1]; escrow.Name != "escrow" {
			t.Fatalf("point %d: %v", i, escrow)
		}
	}
	want := []string{
		"escrow.fate=kept/0choice escrow.deposit_payer=0 DPMN/0DPMN escrow.deposit_provider=0 DPMN/0DPMN",
		"escrow.fate=kept/0choice escrow.deposit_payer=0.5 DPMN/0.5DPMN escrow.deposit_provider=0.5 DPMN/0.5DPMN",
		"escrow.fate=kept/0choice escrow.deposit_payer=1 DPMN/1DPMN escrow.deposit_provider=1 DPMN/1DPMN",
		"escrow.fate=burned/2choice escrow.deposit_payer=0 DPMN/0DPMN escrow.deposit_provider=0 DPMN/0DPMN",
		"escrow.fate=burned/2choice escrow.deposit_payer=0.5 DPMN/0.5DPMN escrow.deposit_provider=0.5 DPMN/0.5DPMN",
		"escrow.fate=burned/2choice escrow.deposit_payer=1 DPMN/1DPMN escrow.deposit_provider=1 DPMN/1DPMN",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s.Trials() != 60 || !slices.Equal(s.Seeds.List(), []uint64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) {
		t.Errorf("%d trials, seeds %v", s.Trials(), s.Seeds.List())
	}
}

func TestSweep_rangesAreExact(t *testing.T) {
	for axis, want := range map[string]string{
		"escrow.price: {from: 0 DPMN, to: 1 DPMN, points: 4}":           "0 DPMN, 0.333333333 DPMN, 0.666666667 DPMN, 1 DPMN",
		"escrow.price: {from: 3 DPMN, to: 1 DPMN, points: 3}":           "3 DPMN, 2 DPMN, 1 DPMN",
		"escrow.price: {from: 0 DPMN, to: 1 DPMN, step: 0.3 DPMN}":      "0 DPMN, 0.3 DPMN, 0.6 DPMN, 0.9 DPMN",
		"escrow.price: {from: 1 DPMN, to: 1.5 DPMN, step: 2 DPMN}":      "1 DPMN",
		"escrow.window: {from: 1h, to: 2h, points: 3}":                  "1h, 1h30m, 2h",
		"consumers.rho: {from: 0%, to: 100%, points: 5}":                "0%, 25%, 50%, 75%, 100%",
		"consumers.rho: {from: 10%, to: 0.3, step: 5%}":                 "10%, 15%, 20%, 25%, 30%",
		"consumers.deals: {from: 1, to: 4, points: 3}":                  "1, 3, 4",
		"consumers.every: {from: 1h, to: 3h, points: 2}":                "1h, 3h",
		"consumers.every: [exp(1h), 'uniform(1h, 2h)']":                 "exp(1h), uniform(1h, 2h)",
		"honest.size: [5, 1_0, 1e2]":                                    "",
		"capital: [0%, 10%]":                                            "0%, 10%",
		"fees.default: {from: 0 DPMN, to: 0.000000002 DPMN, points: 3}": "0 DPMN, 0.000000001 DPMN, 0.000000002 DPMN",
	} {
		s, err := scenarios.Load([]byte(market+"sweep:\n  "+axis+"\n"), scenarios.Options{File: "test.yaml"})
		if want == "" {
			if err == nil {
				t.Errorf("%s: loads", axis)
			}
			continue
		}
		if err != nil {
			fatalText(t, err)
		}
		if got := strings.Join(s.Sweep[0].Values, ", "); got != want {
			t.Errorf("%s: got %s, want %s", axis, got, want)
		}
	}
}

func TestAt_setsEveryKindOfParameter(t *testing.T) {
	s := load(t, market+`fees: {default: 0.1 DPMN, escrow.declare: 0.2 DPMN}
sweep:
  capital: [10%]
  horizon: [5d]
  fees.default: [0.3 DPMN]
  fees.escrow.declare: [0.4 DPMN]
  honest.size: [7]
  honest.balance: [8 DPMN]
  honest.cost: [9 DPMN]
`)
	setup, err := s.At(0)
	if err != nil {
		t.Fatal(err)
	}
	p := setup.Populations[0]
	got := fmt.Sprint(setup.Capital, setup.Horizon, setup.Fee, setup.Fees, p.Size, p.Balance, p.Params)
	if want := "100000000 5d 0.3 DPMN [{escrow declare 0.4 DPMN}] 7 8 DPMN &{{9 DPMN 1h}}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if base := s.Setup.Populations[0]; base.Size != 20 || base.Balance != 1000*sim.Token {
		t.Errorf("the base changed: %+v", base)
	}
}

func TestSet_overridesAndFixesSweptParameters(t *testing.T) {
	text := market + `sweep:
  escrow.fate: [kept, refund, burned]
  escrow.deposit_payer, escrow.deposit_provider: [1 DPMN, 2 DPMN]
measure: {margin: honest.payoff - cheating.payoff}
expect:
  - margin > 0 where escrow.fate = kept
  - margin > 0 where escrow.fate = burned
figures:
  - {kind: margin, x: escrow.deposit_provider, panels: escrow.fate, series: [margin], x_scale: log, y_scale: linear}
replay: {points: [5]}
`
	s := load(t, text, "escrow.fate=burned", "escrow.deposit_payer=3 DPMN", "seeds=3", "first=7", "horizon=2d", "honest.size=1_000")
	if s.Points() != 2 || s.Seeds != (scenarios.Seeds{First: 7, Count: 3}) || s.Setup.Horizon != 2*sim.Day || s.Setup.Populations[0].Size != 1000 {
		t.Errorf("%d points, %+v, %s, %d", s.Points(), s.Seeds, s.Setup.Horizon, s.Setup.Populations[0].Size)
	}
	last := s.Point(1).Settings
	want := []runs.Setting{
		{Key: "escrow.fate", Value: "burned", Number: 2, Unit: "choice"},
		{Key: "escrow.deposit_payer", Value: "3 DPMN", Number: 3, Unit: "DPMN"},
		{Key: "escrow.deposit_provider", Value: "2 DPMN", Number: 2, Unit: "DPMN"},
	}
	if !slices.Equal(last, want) {
		t.Errorf("settings %v, want %v", last, want)
	}
	if len(s.Expects) != 1 || !strings.Contains(s.Expects[0].Line, "burned") {
		t.Errorf("expectations %v", s.Expects)
	}
	if f := s.Figures[0]; f.XScale != "log" || f.YScale != "" {
		t.Errorf("scales %q and %q, want log and linear, which is \"\"", f.XScale, f.YScale)
	}
	again := load(t, string(s.Resolved()))
	if string(again.Resolved()) != string(s.Resolved()) {
		t.Errorf("resolved\n%s\nthen\n%s", s.Resolved(), again.Resolved())
	}
}

func TestSet_saysWhatIsWrong(t *testing.T) {
	_, err := scenarios.Load([]byte(market), scenarios.Options{File: "test.yaml", Set: []string{
		"escrow.prise=5 DPMN", "escrow.price=5", "escrow.price", "seeds=0",
	}})
	want := `--set: escrow.prise: there is no parameter "escrow.prise" (did you mean "escrow.price"?)
--set: escrow.price: "5" is not an amount (want e.g. "5 DPMN")
--set: escrow.price: want key=value, e.g. "escrow.price=12 DPMN"
--set: seeds: "0" is out of range (want 1 to 1000000)`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestResolved_holdsEveryDefault(t *testing.T) {
	got := string(load(t, market).Resolved())
	for _, line := range []string{
		"seeds: {first: 1, count: 10}", "horizon: 0s", "capital: 0%", "  token:\n    use: token", "    fate: kept",
		"    window: 3d", "    deposit_payer: 5 DPMN", "    every: exp(4d)", "    phi: 0%", "  max_calls: 200000",
	} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("no %q in\n%s", line, got)
		}
	}
	if a, b := load(t, market), load(t, market, "escrow.price=11 DPMN"); key(a, "1") == key(b, "1") {
		t.Error("two scenarios have one key")
	}
	if a, b := load(t, market), load(t, strings.ReplaceAll(market, "5 DPMN", "5.000 DPMN")); key(a, "1") != key(b, "1") {
		t.Error("one scenario has two keys")
	}
}

func TestLoad_refusesLargeFiles(t *testing.T) {
	_, err := scenarios.Load(make([]byte, scenarios.MaxBytes+1), scenarios.Options{File: "x.yaml"})
	if err == nil || err.Error() != "x.yaml: is larger than 1048576 bytes" {
		t.Error(err)
	}
}

func TestRead_suggestsNamesOfTheLibrary(t *testing.T) {
	_, err := scenarios.Read("trust-fnd", scenarios.Options{})
	want := `there is no file trust-fnd and no scenario of that name in the library (did you mean "trust-fund"?)`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if s, err := scenarios.Read("burn", scenarios.Options{}); err != nil || s.Name != "burn" {
		t.Error(s, err)
	}
}

func FuzzLoad_neverPanics(f *testing.F) {
	f.Add([]byte(market))
	for _, e := range scenarios.Library() {
		content, _ := scenarios.LibraryFile(e.Name)
		f.Add(content)
	}
	f.Add([]byte("dopasim: 1\nsweep: {a: {from: 1, to: 2, points: 1}}\nfind: {x: [}"))
	f.Add([]byte(market + "evolution: {every: 1d, groups: {sellers: {populations: [honest, cheating]}}}\nhorizon: 9d\nsweep: {honest.start: [0%]}"))
	f.Add([]byte("answer: '{a'\nmeasure: {m: ((((1}\n? [a]\n: b\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := scenarios.Load(content, scenarios.Options{File: "fuzz.yaml", MemoryLimit: 1 << 30})
		if err != nil {
			return
		}
		once := s.Resolved()
		again, err := scenarios.Load(once, scenarios.Options{File: "resolved.yaml", MemoryLimit: 1 << 30})
		if err != nil {
			t.Fatalf("%s\nresolves to\n%s\n%v", content, once, err)
		}
		if string(again.Resolved()) != string(once) {
			t.Fatalf("%s\nresolves to\n%s\nand then to\n%s", content, once, again.Resolved())
		}
	})
}
