package mechanisms

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	argAmount = Arg{Name: "r", Unit: "DPMN", Doc: "price", Default: Must}
	argTime   = Arg{Name: "window", Unit: "s", Doc: "length", Default: 3600}
	argShare  = Arg{Name: "rho", Doc: "share", Default: 0.25}
	argRate   = Arg{Name: "rate", Unit: "deals/s", Doc: "arrivals", Default: Must}
	argFate   = Arg{Name: "fate", Doc: "where it goes", Choices: []string{"kept", "refund"}}
)

func TestArg_readsNumbersAndWhatItsUnitAllows(t *testing.T) {
	for _, c := range []struct {
		arg  Arg
		text string
		want float64
	}{
		{argAmount, "10", 10}, {argAmount, "10 DPMN", 10}, {argAmount, "10DPMN", 10}, {argAmount, "-0.5 DPMN", -0.5},
		{argAmount, "1_000", 1000}, {argAmount, "1e6 DPMN", 1e6}, {argAmount, " 0.1 ", 0.1},
		{argTime, "3d", 3 * 86400}, {argTime, "1h30m", 5400}, {argTime, "90", 90}, {argTime, "0.5", 0.5},
		{argShare, "0.62", 0.62}, {argShare, ".62", 0.62}, {argShare, "62%", 0.62}, {argShare, "12.5 %", 0.125}, {argShare, "2.5e-3", 0.0025},
		{argShare, "0", 0}, {argShare, "-1", -1}, {argRate, "3 deals/s", 3}, {argRate, "3", 3},
		{argFate, "kept", 0}, {argFate, "refund", 1},
	} {
		if got, err := c.arg.Parse(c.text); err != nil || got != c.want {
			t.Errorf("%s=%s is %v, %v; want %v", c.arg.Name, c.text, got, err, c.want)
		}
	}
}

func TestArg_saysWhatItWants(t *testing.T) {
	for _, c := range []struct {
		arg        Arg
		text, want string
	}{
		{argAmount, "4 EUR", `"4 EUR" is not an amount (want e.g. "4 DPMN")`},
		{argAmount, "50%", `"50%" is not an amount (want e.g. "50 DPMN")`},
		{argAmount, "", `"" is not an amount (want e.g. "10 DPMN")`},
		{argTime, "3 weeks", `"3 weeks" is not a time (want e.g. "3d")`},
		{argShare, "10 DPMN", `"10 DPMN" is not a number (want e.g. "0.5" or "50%")`},
		{argAmount, "000", `"000" starts with zeros (thousands are written 1_000)`},
		{argShare, "inf", `"inf" is not a number`}, {argShare, "NaN", `"NaN" is not a number`},
		{argShare, "0x1p-2", `is not a number`}, {argShare, "1_00", `is not a number`}, {argShare, "1e999", `is not a number`},
		{argShare, "-", `is not a number`}, {argShare, "%", `is not a number`},
		{argRate, "3 deals", `"3 deals" is not a number (want e.g. "10 deals/s")`},
		{argFate, "burnt", `"burnt" is not one of the choices (want one of kept, refund)`},
	} {
		if got, err := c.arg.Parse(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s=%s is %v, %v; want %s", c.arg.Name, c.text, got, err, c.want)
		}
	}
}

func TestArg_readsWhatItWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arg := rapid.SampledFrom([]Arg{argAmount, argTime, argShare, argRate}).Draw(t, "arg")
		v := rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Float64Range(0, 1)).Draw(t, "value")
		if arg.Unit == "s" {
			v = math.Abs(math.Trunc(v))
		}
		text := arg.Text(v)
		if back, err := arg.Parse(text); err != nil || math.Abs(back-v) > 1e-14*math.Abs(v) {
			t.Errorf("%v is written %q, which is %v, %v", v, text, back, err)
		}
	})
}

func TestForm_writesItsCallAndItsValues(t *testing.T) {
	f := Form{Name: "x.y", Unit: "DPMN", Args: []Arg{argAmount, argTime, argShare, argFate}}
	if got, want := f.Usage(), "x.y(r, window=1h, rho=0.25, fate=kept)"; got != want {
		t.Errorf("called as %s, want %s", got, want)
	}
	for v, want := range map[float64]string{
		8: "8 DPMN", 80.0 / 9: "8.888888889 DPMN", 1e6: "1000000 DPMN", 0.1 + 0.2: "0.3 DPMN", 1e-7: "1e-07 DPMN",
		math.Inf(1): "infinite DPMN", math.Inf(-1): "minus infinite DPMN",
	} {
		if got := f.Text(v); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
	if got := f.Text(math.NaN()); got != "undefined" {
		t.Errorf("NaN is written %q", got)
	}
	for _, c := range []struct {
		arg  Arg
		want string
	}{{argAmount, "price, in DPMN"}, {argShare, "share"}, {argFate, "where it goes (kept, refund)"}} {
		if got := c.arg.About(); got != c.want {
			t.Errorf("%s is %q, want %q", c.arg.Name, got, c.want)
		}
	}
}
