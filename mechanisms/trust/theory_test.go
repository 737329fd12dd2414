package trust_test

import (
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// args makes named arguments of pairs of a name and a number (a table's cell or a float64).
func args(pairs ...any) map[string]float64 {
	m := map[string]float64{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = mechtest.Number(pairs[i+1])
	}
	return m
}

const (
	kept   = 0.0
	refund = 1.0
	burned = 2.0
)

var fates = []float64{kept, refund, burned}

// oracle checks the cells of a printed table against closed forms.
type oracle struct {
	*testing.T
	table mechtest.OracleTable
}

func (o oracle) is(row []any, column int, name string, in map[string]float64) {
	o.Helper()
	if got, want := mechtest.Value(o, name, in), mechtest.Number(row[column]); !mechtest.Near(got, want, 1e-9) {
		o.Errorf("%s %v: %s at %v is %v, want %v", o.table.ID, row, o.table.Head[column], in, got, want)
	}
}

// The printed tables F1 to F9 of oracle F.
func TestTheory_reproducesTheTablesOfTheTrustFund(t *testing.T) {
	tables := mechtest.Oracles(t, "testdata/oracles.json")
	for id, check := range map[string]func(oracle, []any){
		"F1": selfish, "F2": deterrence, "F3": spite, "F4": band, "F5": griefing, "F6": credible, "F7": reputation,
		"F8": truthful, "F9": detection,
	} {
		t.Run(id, func(t *testing.T) {
			if len(tables[id].Rows) == 0 {
				t.Fatal("the table is missing")
			}
			for _, row := range tables[id].Rows {
				check(oracle{t, tables[id]}, row)
			}
		})
	}
}

func selfish(o oracle, row []any) {
	fate := map[string]float64{"F1 r kept by B": kept, "F2 r refunded": refund, "F3 r burned": burned}[row[0].(string)]
	in := args("t_payer", row[1], "r", 10.0, "g", 0.1, "fate", fate)
	o.is(row, 2, "trust.declare_cost", in)
	always := mechtest.Value(o, "trust.declare_cost", in) < 0
	if want := row[3] == "always declares F"; always != want {
		o.Errorf("F1 %v: declares %v", row, always)
	}
	// Selfish play never supports the honest outcome: the payer cheats, or stays out of a market of buyer fraud.
	game := game{v: 20, r: 10, c: 4, g: 0.1, tPayer: mechtest.Number(row[1]), tProvider: 10, fate: fate}
	choice, outcome := game.solve()
	if choice != row[4] || outcome != row[5] {
		o.Errorf("F1 %v: backward induction says %q, %q", row, choice, outcome)
	}
}

func deterrence(o oracle, row []any) {
	in := func(fate float64) map[string]float64 {
		return args("c", 4.0, "r", 10.0, "rho", row[0], "phi", row[1], "fate", fate)
	}
	o.is(row, 2, "trust.deposit_min", in(kept))
	o.is(row, 3, "trust.deposit_min", in(refund))
	o.is(row, 3, "trust.deposit_min", in(burned))
	deposit := mechtest.Value(o, "trust.deposit_min", in(kept))
	honest := args("c", 4.0, "r", 10.0, "phi", row[1], "t_provider", deposit, "fate", kept)
	if got, want := 6-mechtest.Value(o, "trust.payoff_honest", honest), mechtest.Number(row[4]); !mechtest.Near(got, want, 1e-9) {
		o.Errorf("F2 %v: false alarms cost %v", row, got)
	}
	honest["rho"] = mechtest.Number(row[0])
	if margin := mechtest.Value(o, "trust.margin", honest); !mechtest.Near(margin, 0, 1e-9) {
		o.Errorf("F2 %v: the margin at the smallest deposit is %v", row, margin)
	}
}

func spite(o oracle, row []any) {
	at := func(pairs ...any) map[string]float64 {
		return args(append(pairs, "r", 10.0, "sigma", 20.0, "d", 0.9, "g", 0.1, "fate", kept)...)
	}
	o.is(row, 1, "trust.spite_rho", at("t_payer", row[0]))
	o.is(row, 2, "trust.spite_margin", at("t", row[0], "c", 0.0))
	unlike := mechtest.Number(row[0]) * mechtest.Value(o, "trust.spite_rho", at("t_payer", 0.0))
	if want := mechtest.Number(row[3]); !mechtest.Near(unlike, want, 1e-9) {
		o.Errorf("F3 %v: asymmetric deposits punish by %v", row, unlike)
	}
	if deters := mechtest.Value(o, "trust.spite_margin", at("t", row[0], "c", 4.0)) >= 0; deters != row[4] {
		o.Errorf("F3 %v: deters %v", row, deters)
	}
}

func band(o oracle, row []any) {
	at := func(pairs ...any) map[string]float64 {
		return args(append(pairs, "r", 10.0, "sigma", 20.0, "d", 0.9, "g", 0.1, "fate", kept)...)
	}
	o.is(row, 1, "trust.band_low", at("c", row[0]))
	o.is(row, 2, "trust.band_high", at("c", row[0]))
	o.is(row, 3, "trust.gain_max", at())
}

func griefing(o oracle, row []any) {
	at := func(fate float64) map[string]float64 {
		return args("t_payer", row[0], "t_provider", row[1], "r", 10.0, "g", 0.1, "fate", fate)
	}
	for i, fate := range fates {
		o.is(row, 2+i, "trust.griefing_payer", at(fate))
	}
	o.is(row, 5, "trust.griefing_provider", at(kept))
	o.is(row, 6, "trust.griefing_provider", at(refund))
}

func credible(o oracle, row []any) {
	o.is(row, 1, "trust.credible_delta", args("t_payer", row[0], "surplus", 10.0, "g", 0.1))
	o.is(row, 2, "trust.declare_cost", args("t_payer", row[0], "r", 10.0, "g", 0.1, "fate", kept))
}

func reputation(o oracle, row []any) {
	o.is(row, 2, "trust.provider_delta", args("c", 4.0, "r", 10.0, "t_provider", row[0], "rho", row[1]))
}

func truthful(o oracle, row []any) {
	o.is(row, 2, "trust.truthful_low", args("r", 10.0, "k", row[1], "g", 0.1, "fate", refund))
	high := args("r", 10.0, "s", row[0], "g", 0.1, "fate", refund)
	o.is(row, 3, "trust.truthful_high", high)
	// Column 4 is printed without g, and 0 where no deposit above the price is tolerated.
	extra := mechtest.Value(o, "trust.truthful_high", args("r", 10.0, "s", row[0], "g", 0.0, "fate", refund)) - 10
	if want := mechtest.Number(row[4]); !mechtest.Near(math.Max(0, extra), want, 1e-9) {
		o.Errorf("F8 %v: tolerates %v above the price", row, extra)
	}
	for _, fate := range []float64{kept, burned} {
		o.is(row, 5, "trust.truthful_high", args("r", 10.0, "s", row[0], "g", 0.1, "fate", fate))
	}
}

func detection(o oracle, row []any) {
	const hour = 3600.0
	window := mechtest.Number(row[0]) * hour
	o.is(row, 1, "trust.detection", args("window", window, "delay", 5*hour))
	d := mechtest.Value(o, "trust.detection", args("window", window, "delay", 5*hour))
	in := args("c", 4.0, "r", 10.0, "rho", d, "phi", 0.0, "fate", kept)
	o.is(row, 2, "trust.deposit_min", in)
	deposit := mechtest.Value(o, "trust.deposit_min", in)
	o.is(row, 3, "trust.capital_cost", args("t", deposit, "locked", window, "rate", 0.1))
}
