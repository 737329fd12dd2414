package scenarios_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

func ask(t *testing.T, name string, words ...string) []scenarios.Answer {
	t.Helper()
	q, err := scenarios.Ask(name, words)
	if err != nil {
		t.Fatal(err)
	}
	all := q.Answers()
	if len(all) != q.Count() {
		t.Errorf("%d answers, announced %d", len(all), q.Count())
	}
	return all
}

func TestAsk_takesUnitsDefaultsAndChoices(t *testing.T) {
	a := ask(t, "trust.deposit_min", "c=4 DPMN", "r=10", "rho=50%", "phi=0.05", "fate=burned")
	want, err := a[0].Form.Call(map[string]float64{"c": 4, "r": 10, "rho": 0.5, "phi": 0.05, "fate": 2})
	if err != nil || len(a) != 1 || a[0].Value != want {
		t.Errorf("%+v, want %v, %v", a, want, err)
	}
	a = ask(t, "trust.deposit_min", "c=4", "r=10", "rho=0.5")
	if a[0].Value != 8 {
		t.Errorf("by default %v, want 8", a[0].Value)
	}
	if a := ask(t, "trust.detection", "window=1d", "delay=24h"); a[0].Value != -math.Expm1(-1) {
		t.Errorf("a window as long as the delay notices %v", a[0].Value)
	}
}

func TestAsk_answersEveryCombinationTheLastArgumentFastest(t *testing.T) {
	var got []string
	for _, a := range ask(t, "trust.deposit_min", "c=1,2", "r=10", "rho=0.5", "fate=kept,burned") {
		got = append(got, a.Form.Args[0].Text(a.Args[0])+" "+a.Form.Args[4].Text(a.Args[4])+": "+a.Form.Text(a.Value))
	}
	want := "1 DPMN kept: 2 DPMN|1 DPMN burned: 0 DPMN|2 DPMN kept: 4 DPMN|2 DPMN burned: 0 DPMN"
	if text := strings.Join(got, "|"); text != want {
		t.Errorf("%s, want %s", text, want)
	}
}

func TestAsk_tellsAllMistakesAtOnce(t *testing.T) {
	for _, c := range []struct {
		name, words string
		want        []string
	}{
		{"trust.deposit_mni", "", []string{`trust.deposit_mni: there is no closed form of that name (did you mean "trust.deposit_min"?)`}},
		{"deposit_min", "", []string{`deposit_min: there is no closed form of that name (did you mean "trust.deposit_min"?)`}},
		{"trust.deposit_min", "c=4 EUR;rhoo=1;r=10;r=11;fate=burnt,kept,keptt;10", []string{
			`trust.deposit_min: c: "4 EUR" is not an amount (want e.g. "4 DPMN")`,
			`trust.deposit_min: there is no argument "rhoo" (did you mean "rho"?)`,
			`trust.deposit_min: r: is given twice`,
			`trust.deposit_min: fate: "burnt" is not one of the choices (want one of kept, refund, burned) (did you mean "burned"?)`,
			`trust.deposit_min: fate: "keptt" is not one of the choices (want one of kept, refund, burned) (did you mean "kept"?)`,
			`trust.deposit_min: "10" is no argument (want e.g. "c=...")`,
			`trust.deposit_min: rho: is missing: probability that a cheated payer declares`,
		}},
		{"trust.deposit_min", "r=1,000", []string{
			`trust.deposit_min: r: "000" starts with zeros (thousands are written 1_000)`,
			`trust.deposit_min: c: is missing: provider's cost of a good delivery, in DPMN`,
			`trust.deposit_min: rho: is missing: probability that a cheated payer declares`,
		}},
		{"trust.deposit_min", "c=" + strings.Repeat("1,", 39) + "1;r=" + strings.Repeat("1,", 39) + "1;rho=1", []string{
			`trust.deposit_min: more than 1000 combinations of arguments`,
		}},
	} {
		var words []string
		if c.words != "" {
			words = strings.Split(c.words, ";")
		}
		_, err := scenarios.Ask(c.name, words)
		var mistakes scenarios.Errors
		if !errors.As(err, &mistakes) || mistakes.Error() != strings.Join(c.want, "\n") {
			t.Errorf("%s %s:\n%v\nwant\n%s", c.name, c.words, err, strings.Join(c.want, "\n"))
		}
	}
}

func TestAnswer_isJSONEvenWhereItIsNoNumber(t *testing.T) {
	for _, c := range []struct {
		name, words, want string
	}{
		{"trust.rho_min", "c=4;r=10;phi=0.1;t_provider=8;fate=kept",
			`{"name":"trust.rho_min","args":{"c":4,"r":10,"phi":0.1,"t_provider":8,"fate":"kept"},"value":0.6,"unit":"","source":"root of trust.margin"}`},
		{"trust.deposit_min", "c=4;r=10;rho=0.1;phi=0.1",
			`{"name":"trust.deposit_min","args":{"c":4,"r":10,"rho":0.1,"phi":0.1,"fate":"kept"},"value":null,"undefined":true,"unit":"DPMN","source":"root of trust.margin"}`},
		{"trust.griefing_payer", "t_payer=0;t_provider=1;r=10",
			`{"name":"trust.griefing_payer","args":{"t_payer":0,"t_provider":1,"r":10,"g":0,"fate":"kept"},"value":null,"note":"infinite","unit":"","source":"griefing factor: harm to the other per own cost (Buterin 2018)"}`},
	} {
		text, err := json.Marshal(ask(t, c.name, strings.Split(c.words, ";")...)[0])
		if err != nil || string(text) != c.want {
			t.Errorf("%s, %v\nwant %s", text, err, c.want)
		}
	}
}
