package mechanisms

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

func TestParse_readsValuesExactly(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want string // "=" and the base value, or the error
	}{
		{KindAmount, "10 DPMN", "=10000000000"},
		{KindAmount, "0.1 DPMN", "=100000000"},
		{KindAmount, "0.000000001 DPMN", "=1"},
		{KindAmount, "1_000 DPMN", "=1000000000000"},
		{KindAmount, "1DPMN", "=1000000000"},
		{KindAmount, "1.50 DPMN", "=1500000000"},
		{KindAmount, "9223372036.854775807 DPMN", "=9223372036854775807"},
		{KindAmount, "9223372036.854775808 DPMN", `"9223372036.854775808 DPMN" is too large (want at most "9223372036.854775807 DPMN")`},
		{KindAmount, "99999999999999999999999 DPMN", `"99999999999999999999999 DPMN" is too large (want at most "9223372036.854775807 DPMN")`},
		{KindAmount, "0.0000000001 DPMN", `"0.0000000001 DPMN" has more than 9 decimals`},
		{KindAmount, "5 DOPA", `"5 DOPA" is not an amount (want e.g. "5 DPMN")`},
		{KindAmount, "5", `"5" is not an amount (want e.g. "5 DPMN")`},
		{KindAmount, "-5 DPMN", `"-5 DPMN" is negative (want an amount from "0 DPMN" on)`},
		{KindAmount, "1__0 DPMN", `"1__0 DPMN" is not an amount (want e.g. "1 DPMN")`},
		{KindAmount, "", `"" is not an amount (want e.g. "10 DPMN")`},
		{KindAmount, "1e3 DPMN", `"1e3 DPMN" is not an amount (want e.g. "1 DPMN")`},
		{KindSeconds, "3d", "=259200"},
		{KindSeconds, "1h30m", "=5400"},
		{KindSeconds, "250s", "=250"},
		{KindSeconds, "1y", "=31536000"},
		{KindSeconds, "0s", "=0"},
		{KindSeconds, "30m1h", `"30m1h" is not a time (want e.g. "30d")`},
		{KindSeconds, "1.5h", `"1.5h" is not a time (want e.g. "1h30m")`},
		{KindSeconds, "3", `"3" is not a time (want e.g. "3d")`},
		{KindSeconds, "-3d", `"-3d" is not a time (want e.g. "1h30m")`},
		{KindSeconds, "293y", `"293y" is too long (want at most "106751d23h47m16s")`},
		{KindSeconds, "18446744073709551615s", `"18446744073709551615s" is too long (want at most "106751d23h47m16s")`},
		{KindProb, "5%", fmt.Sprintf("=%d", sim.ProbOf(5, 100))},
		{KindProb, "0.05", fmt.Sprintf("=%d", sim.ProbOf(5, 100))},
		{KindProb, "100%", fmt.Sprintf("=%d", sim.One)},
		{KindProb, "1", fmt.Sprintf("=%d", sim.One)},
		{KindProb, "0.333333333333333333333", `"0.333333333333333333333" is not a probability (want e.g. "5%")`},
		{KindProb, "101%", `"101%" is out of range (want a probability from 0% to 100%)`},
		{KindProb, "5 percent", `"5 percent" is not a probability (want e.g. "5%")`},
		{KindCount, "1000", "=1000"},
		{KindCount, "1_000", "=1000"},
		{KindCount, "1e6", "=1000000"},
		{KindCount, "1e+06", "=1000000"},
		{KindCount, "2.5e3", "=2500"},
		{KindCount, "2.5", `"2.5" is not a whole number`},
		{KindCount, "1e-3", `"1e-3" is not a count (want e.g. "1000")`},
		{KindCount, "1e20", `"1e20" is too large (want at most 18446744073709551615)`},
		{KindCount, "0e99999", "=0"},
		{KindCount, "-1", `"-1" is not a count (want e.g. "1000")`},
		{KindFlag, "true", "=1"},
		{KindFlag, "yes", `"yes" is not a yes or no (want "true" or "false")`},
	} {
		n, err := Param{Kind: c.kind}.ordinal(c.text)
		got := fmt.Sprintf("=%d", n)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.kind, c.text, got, c.want)
		}
	}
}

func TestProbText_readsBackAsTheSameProbability(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0%", "1": "100%", "0.05": "5%", "5%": "5%", "0.125": "12.5%", "0.5": "50%", "0.001": "0.1%", "33.3333%": "33.3333%",
	} {
		p, err := ParseProb(text)
		if err != nil || ProbText(p) != want {
			t.Errorf("%s: got %s %v, want %s", text, ProbText(p), err, want)
		}
	}
	r := sim.NewRand(1, 0, 0, 0)
	for range 2000 {
		p := sim.Prob(r.Uint64n(uint64(sim.One) + 1))
		if back, err := ParseProb(ProbText(p)); back != p || err != nil {
			t.Fatalf("%d -> %s -> %d %v", p, ProbText(p), back, err)
		}
	}
}

func TestDist_readsBackAndHasItsMean(t *testing.T) {
	for _, c := range []struct {
		of   Kind
		text string
		mean float64
	}{
		{KindAmount, "20 DPMN", 20},
		{KindAmount, "exp(20 DPMN)", 20},
		{KindAmount, "uniform(1 DPMN, 3 DPMN)", 2},
		{KindAmount, "normal(10 DPMN, 2 DPMN)", 10.0000029734},
		{KindAmount, "normal(1 DPMN, 2 DPMN)", 2.0182},
		{KindAmount, "gamma(3, 20 DPMN)", 20},
		{KindSeconds, "exp(1h)", 3600},
		{KindSeconds, "uniform(10m, 2h)", 3900},
		{KindProb, "5%", 0.05},
		{KindProb, "uniform(0%, 100%)", 0.5},
		{KindProb, "uniform(90%, 100%)", 0.95},
		{KindProb, "beta(8, 2)", 0.8},
	} {
		d, err := ParseDist(c.of, c.text)
		if err != nil || d.String() != c.text {
			t.Errorf("%s: reads back as %s %v", c.text, d, err)
			continue
		}
		if math.Abs(d.Mean()-c.mean) > 1e-4*c.mean {
			t.Errorf("%s: mean %g, want %g", c.text, d.Mean(), c.mean)
		}
		sum, n := 0.0, 40_000
		for i := range n {
			r := sim.NewRand(7, 1, 2, uint64(i))
			x := d.number(d.Draw(&r))
			if x < 0 {
				t.Fatalf("%s: drew %g", c.text, x)
			}
			sum += x
		}
		if got := sum / float64(n); math.Abs(got-d.Mean()) > 0.025*d.Mean() { // 5 standard errors of the widest law
			t.Errorf("%s: mean of %d draws %g, want %g", c.text, n, got, d.Mean())
		}
	}
}

func TestDist_saysWhatItWants(t *testing.T) {
	for _, c := range []struct {
		of         Kind
		text, want string
	}{
		{KindAmount, "exp(20 DOPA)", `exp: "20 DOPA" is not an amount (want e.g. "20 DPMN")`},
		{KindAmount, "expo(20 DPMN)", `"expo(20 DPMN)" is not a distribution (want e.g. "20 DPMN", "exp(20 DPMN)", ` +
			`"uniform(1 DPMN, 3 DPMN)", "normal(10 DPMN, 2 DPMN)" or "gamma(3, 20 DPMN)")`},
		{KindAmount, "beta(8, 2)", `"beta(8, 2)" is not a distribution (want e.g. "20 DPMN", "exp(20 DPMN)", ` +
			`"uniform(1 DPMN, 3 DPMN)", "normal(10 DPMN, 2 DPMN)" or "gamma(3, 20 DPMN)")`},
		{KindAmount, "uniform(3 DPMN, 1 DPMN)", `uniform: "3 DPMN" is above "1 DPMN"`},
		{KindAmount, "gamma(0, 1 DPMN)", `gamma: shape "0" is out of range (want 1 to 1000000)`},
		{KindProb, "exp(5%)", `"exp(5%)" is not a distribution (want e.g. "5%", "uniform(5%, 10%)" or "beta(8, 2)")`},
		{KindProb, "beta(8, 2", `"beta(8, 2" is not a distribution (want e.g. "5%", "uniform(5%, 10%)" or "beta(8, 2)")`},
	} {
		if _, err := ParseDist(c.of, c.text); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.text, err, c.want)
		}
	}
}

type shared struct{ Patience sim.Second }

type testParams struct {
	shared
	DepositPayer sim.Amount `min:"1 DPMN" max:"20 DPMN"`
	Window       sim.Second `min:"1m" max:"1y"`
	Rho          sim.Prob
	Deals        uint32 `min:"1" unit:"deals"`
	Sealed       bool
	Fate         string `enum:"kept,refund,burned"`
	Boundary     uint8  `enum:"inclusive,exclusive"`
	Spite        Dist   `of:"amount" max:"100 DPMN"`
	MaxDPMNPaid  uint64
	hidden       int
}

func defaults() *testParams {
	return &testParams{
		DepositPayer: 5 * sim.Token, Window: sim.Day, Rho: sim.One / 2, Deals: 10, Fate: "kept", Boundary: 1,
		Spite: MustDist(KindAmount, "exp(20 DPMN)"),
	}
}

func TestParamsOf_describesEveryExportedField(t *testing.T) {
	RegisterComments("github.com/dopamine-network/dopasim/mechanisms.testParams", map[string]string{"Window": "How long."})
	defer delete(comments, "github.com/dopamine-network/dopasim/mechanisms.testParams")
	var got strings.Builder
	for _, p := range ParamsOf(defaults()) {
		fmt.Fprintf(&got, "%s %s unit=%s min=%s max=%s default=%s %v %s\n",
			p.Key, p.Kind, p.Unit, p.Min, p.Max, p.Default, p.Choices, p.Doc)
	}
	want := `patience seconds unit=s min= max= default=0s [] 
deposit_payer amount unit=DPMN min=1 DPMN max=20 DPMN default=5 DPMN [] 
window seconds unit=s min=1m max=1y default=1d [] How long.
rho prob unit= min= max= default=50% [] 
deals count unit=deals min=1 max= default=10 [] 
sealed flag unit= min= max= default=false [] 
fate choice unit=choice min= max= default=kept [kept refund burned] 
boundary choice unit=choice min= max= default=exclusive [inclusive exclusive] 
spite dist unit=DPMN min= max=100 DPMN default=exp(20 DPMN) [] 
max_dpmn_paid count unit= min= max= default=0 [] 
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

func TestSetParam_refusesWithTheRangeAllowed(t *testing.T) {
	for _, c := range []struct{ key, text, want string }{
		{"deposit_payer", "30 DPMN", `"30 DPMN" is out of range (want 1 DPMN to 20 DPMN)`},
		{"deposit_payer", "0 DPMN", `"0 DPMN" is out of range (want 1 DPMN to 20 DPMN)`},
		{"window", "2y", `"2y" is out of range (want 1m to 1y)`},
		{"deals", "0", `"0" is out of range (want at least 1)`},
		{"deals", "4294967296", `"4294967296" is too large (want at most 4294967295)`},
		{"fate", "burnt", `"burnt" is not one of the choices (want one of kept, refund, burned)`},
		{"spite", "exp(200 DPMN)", `"exp(200 DPMN)" is out of range (want at most 100 DPMN)`},
		{"hidden", "1", `there is no parameter "hidden"`},
	} {
		p := defaults()
		if err := SetParam(p, c.key, c.text); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.key, err, c.want)
		}
		if *p != *defaults() {
			t.Errorf("%s: a refused value was set", c.key)
		}
	}
}

func TestSetParam_setsWhatGetParamReads(t *testing.T) {
	for _, c := range []struct {
		key, text string
		want      Value
	}{
		{"deposit_payer", "7.50 DPMN", Value{"7.5 DPMN", 7.5, "DPMN"}},
		{"patience", "90s", Value{"1m30s", 90, "s"}},
		{"rho", "0.25", Value{"25%", 0.25, ""}},
		{"deals", "1e3", Value{"1000", 1000, "deals"}},
		{"sealed", "true", Value{"true", 1, ""}},
		{"fate", "burned", Value{"burned", 2, "choice"}},
		{"boundary", "inclusive", Value{"inclusive", 0, "choice"}},
		{"spite", "normal(3 DPMN,0 DPMN)", Value{"normal(3 DPMN, 0 DPMN)", 3, "DPMN"}},
	} {
		p := defaults()
		if err := SetParam(p, c.key, c.text); err != nil {
			t.Errorf("%s: %v", c.key, err)
			continue
		}
		got, err := GetParam(p, c.key)
		if err != nil || got != c.want {
			t.Errorf("%s: got %v %v, want %v", c.key, got, err, c.want)
		}
		param, _ := Find(ParamsOf(p), c.key)
		if parsed, err := param.Parse(c.text); err != nil || parsed != c.want {
			t.Errorf("%s: Parse gives %v %v, want %v", c.key, parsed, err, c.want)
		}
	}
}

func TestSchema_patternsTakeExamplesAndDefaults(t *testing.T) {
	for _, p := range ParamsOf(defaults()) {
		pattern, ok := p.Schema()["pattern"].(string)
		if !ok {
			continue
		}
		re := regexp.MustCompile(pattern)
		for _, text := range append([]any{p.Default}, p.Schema()["examples"].([]any)...) {
			if !re.MatchString(text.(string)) {
				t.Errorf("%s: pattern %s refuses %q", p.Key, pattern, text)
			}
		}
	}
}
