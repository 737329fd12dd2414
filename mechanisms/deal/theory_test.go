package deal_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// form is the value of a closed form of the package; in are pairs of a name and a number (a table's cell or a float64).
func form(t rapid.TB, name string, in ...any) float64 {
	t.Helper()
	i := slices.IndexFunc(deal.Theory, func(f mechanisms.Form) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("there is no closed form %s", name)
	}
	args := map[string]float64{}
	for k := 0; k < len(in); k += 2 {
		args[in[k].(string)] = mechtest.Number(in[k+1])
	}
	v, err := deal.Theory[i].Call(args)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// oracle checks a row of a printed table.
type oracle struct {
	*testing.T
	table mechtest.OracleTable
	row   []any
}

// is compares a cell with what theory says. Small numbers have to agree in their digits, too.
func (o oracle) is(column int, got float64) {
	o.Helper()
	want := mechtest.Number(o.row[column])
	if !mechtest.Near(got, want, 1e-9) || math.Abs(got-want) > 1e-9*math.Abs(want)+1e-14 {
		o.Errorf("%s %v: %s is %v, want %v", o.table.ID, o.row, o.table.Head[column], got, want)
	}
}

// runs is the number of independent runs for which the half-width of a 95% interval is a hundredth of the unit that the
// variance is measured in.
func runs(variance float64) float64 { return math.Ceil(math.Pow(1.959964/0.01, 2) * variance) }

// The printed tables of oracles B and C.
func TestTheory_reproducesTheTablesOfPayersAndSingleWitnesses(t *testing.T) {
	tables := mechtest.Oracles(t, "testdata/oracles.json")
	for id, check := range map[string]func(oracle){
		"B1": payer, "B2": prepaid, "B3": totals, "C1": errors, "C2": bribes, "C3": fees,
	} {
		t.Run(id, func(t *testing.T) {
			if len(tables[id].Rows) == 0 {
				t.Fatal("the table is missing")
			}
			for _, row := range tables[id].Rows {
				check(oracle{t, tables[id], row})
			}
		})
	}
}

func payer(o oracle) {
	v := o.row[0]
	o.is(1, form(o, "deal.pay_delta", "v", v, "r", 10.0))
	o.is(2, form(o, "deal.pay_delta", "v", v, "r", 10.0, "g", 0.1))
	o.is(3, form(o, "deal.pay_delta_visible", "v", v, "r", 10.0, "q", 0.5))
	o.is(4, form(o, "deal.pay_delta_visible", "v", v, "r", 10.0, "q", 0.1))
}

func prepaid(o oracle) {
	o.is(1, form(o, "deal.prepaid_delta", "c", o.row[0], "r", 10.0))
	o.is(1, form(o, "deal.honest_payers_min", "c", o.row[0], "r", 10.0))
	o.is(2, form(o, "deal.prepaid_cheats", "r", 10.0)-form(o, "deal.provider_total", "r", 10.0, "c", o.row[0], "delta", 0.0))
}

func totals(o oracle) {
	delta := o.row[0]
	pays, defaults := form(o, "deal.payer_pays", "v", 20.0, "r", 10.0, "delta", delta), form(o, "deal.payer_defaults", "v", 20.0)
	o.is(1, pays)
	o.is(2, defaults)
	o.is(3, form(o, "deal.provider_total", "r", 10.0, "c", 4.0, "delta", delta))
	if (pays >= defaults) != o.row[4].(bool) {
		o.Errorf("B3 %v: pays %v, defaults %v", o.row, pays, defaults)
	}
	// The title rounds (1.959964/0.01)^2 up to 38415; the column does not, and so is one less at delta = 0.75.
	o.is(5, runs(mechtest.Number(delta)))
}

func errors(o oracle) {
	in := []any{"q", o.row[0], "p1", o.row[1], "p0", o.row[2]}
	wrong := form(o, "deal.witness_error", in...)
	o.is(3, wrong)
	o.is(4, form(o, "deal.success_posterior", in...))
	o.is(5, form(o, "deal.failure_posterior", in...))
	o.is(6, runs(wrong*(1-wrong)))
}

func bribes(o oracle) {
	in := []any{"w", o.row[0], "delta", o.row[1], "d", o.row[2]}
	o.is(3, form(o, "deal.bribe_threshold", in...))
	o.is(3, form(o, "deal.stake_max", in...))
	for i, stake := range []float64{5, 10, 50, 200} {
		sold := form(o, "deal.corrupted", append(slices.Clone(in), "s", stake, "mu", 20.0)...)
		o.is(4+i, sold)
		right := form(o, "deal.witness_right", append(slices.Clone(in), "s", stake, "mu", 20.0, "p", 0.9)...)
		if want := 0.9 * (1 - mechtest.Number(o.row[4+i])); !mechtest.Near(right, want, 1e-9) {
			o.Errorf("C2 %v: right with probability %v at stake %v, want %v", o.row, right, stake, want)
		}
	}
}

func fees(o oracle) {
	o.is(1, form(o, "deal.stake_max", "w", 1.0, "delta", o.row[0]))
	o.is(2, form(o, "deal.fee_share_min", "delta", o.row[0]))
}

func TestTheory_hasNoValueForWhatIsNoProbability(t *testing.T) {
	for _, bad := range []float64{-0.1, 1.1, math.Inf(1), math.NaN()} {
		for name, in := range map[string][]any{
			"deal.pay_delta_visible":      {"v", 20.0, "r", 10.0, "q", bad},
			"deal.payer_pays":             {"v", 20.0, "r", 10.0, "delta", bad},
			"deal.payer_defaults_visible": {"v", 20.0, "delta", 0.5, "q", bad},
			"deal.provider_total":         {"r", 10.0, "c", 4.0, "delta", bad},
			"deal.witness_error":          {"q", 0.5, "p1", 0.9, "p0", bad},
			"deal.success_posterior":      {"q", 0.5, "p1", bad, "p0", 0.9},
			"deal.failure_posterior":      {"q", bad, "p1", 0.9, "p0", 0.9},
			"deal.bribe_threshold":        {"w", 1.0, "delta", bad},
			"deal.corrupted":              {"s", 50.0, "w", 1.0, "delta", 0.9, "d", bad, "mu", 20.0},
			"deal.witness_right":          {"p", bad, "s", 50.0, "w", 1.0, "delta", 0.9, "mu", 20.0},
			"deal.lazy_right":             {"q", bad},
			"deal.audit_min":              {"c", 1.0, "p", bad, "q", 0.5},
		} {
			if v := form(t, name, in...); !math.IsNaN(v) {
				t.Errorf("%s%v is %v", name, in, v)
			}
		}
	}
}

func TestTheory_limitsOfAWitnessAreThoseOfItsBusiness(t *testing.T) {
	for name, c := range map[string]struct{ got, want float64 }{
		"a witness who stays for ever has no price":  {form(t, "deal.bribe_threshold", "w", 1.0, "delta", 1.0), math.Inf(1)},
		"a witness of one deal sells for its morals": {form(t, "deal.bribe_threshold", "w", 1.0, "delta", 0.0, "m", 3.0), 3},
		"nobody sells at its threshold":              {form(t, "deal.corrupted", "s", 9.0, "w", 9.0, "delta", 0.5, "mu", 0.0), 0},
		"without morals everybody sells above it":    {form(t, "deal.corrupted", "s", 10.0, "w", 9.0, "delta", 0.5, "mu", 0.0), 1},
		"no audit makes a guess worse than it is":    {form(t, "deal.audit_min", "c", 1.0, "p", 0.8, "q", 0.2), math.Inf(1)},
		"who is paid nothing for ever has nothing":   {form(t, "deal.payer_pays", "v", 10.0, "r", 10.0, "delta", 1.0), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}
