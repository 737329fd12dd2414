package token_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// The printed tables of oracle A.
func TestTheory_reproducesTheTablesOfBurning(t *testing.T) {
	tables := mechtest.Oracles(t, "testdata/oracles.json")
	check := func(id string, row []any, column int, got float64) {
		if want := mechtest.Number(row[column]); !mechtest.Near(got, want, 1e-9) {
			t.Errorf("%s %v: %v, want %v", id, row, got, want)
		}
	}
	const supply = 1e6
	for _, row := range tables["A1"].Rows {
		got := mechtest.Value(t, "token.share_multiplier", map[string]float64{"supply": supply, "x": mechtest.Number(row[0])})
		check("A1", row, 1, got)
		check("A1", row, 2, 100*(got-1))
		price := map[string]float64{"supply": supply, "x": mechtest.Number(row[0]), "e": 0}
		check("A1 price at a constant market capitalisation", row, 1, mechtest.Value(t, "token.price_multiplier", price))
	}
	for _, row := range tables["A2"].Rows {
		check("A2", row, 1, mechtest.Value(t, "token.burn_cost",
			map[string]float64{"supply": supply, "h": mechtest.Number(row[0]), "x": 1000}))
	}
	for _, row := range tables["A3"].Rows {
		payer := 0.002 * supply / (1 + mechtest.Number(row[0]))
		deposits := map[string]float64{"t_payer": payer, "t_provider": 0.002*supply - payer}
		check("A3", row, 1, mechtest.Value(t, "token.whale_share", deposits))
		deposits["supply"], deposits["h"] = supply, 0.5
		check("A3", row, 2, 1e6*mechtest.Value(t, "token.whale_gain", deposits))
	}
	if len(tables["A1"].Rows)*len(tables["A2"].Rows)*len(tables["A3"].Rows) == 0 {
		t.Error("a table is missing")
	}
}

// Random points against what burning does to a list of balances.
func TestTheory_agreesWithBalancesOfBurners(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		me := rapid.Float64Range(1, 1000).Draw(rt, "me")
		others := rapid.Float64Range(1, 1000).Draw(rt, "others")
		x := me * rapid.Float64Range(0, 0.9).Draw(rt, "part")
		loss := others * rapid.Float64Range(0, 0.9).Draw(rt, "loss")
		supply := me + others
		value := func(name string, args map[string]float64) float64 { return mechtest.Value(t, name, args) }

		if got, want := value("token.share_multiplier", map[string]float64{"supply": supply, "x": x}), (others/(supply-x))/(others/supply); !mechtest.Near(got, want, 1e-9) {
			rt.Errorf("share multiplier %v, not %v", got, want)
		}
		// Market capitalisation 1: a token is worth 1/supply before and 1/(supply-x) after.
		if x > 1e-3 {
			cost := (me/supply - (me-x)/(supply-x)) / (x / supply)
			if got := value("token.burn_cost", map[string]float64{"supply": supply, "h": me / supply, "x": x}); !mechtest.Near(got, cost, 1e-6) {
				rt.Errorf("burn cost %v, not %v", got, cost)
			}
		}
		gain := (me-x)/(supply-x-loss) - me/supply
		deposits := map[string]float64{"t_payer": x, "t_provider": loss}
		whole := map[string]float64{"t_payer": x, "t_provider": loss, "supply": supply, "h": me / supply}
		if got := value("token.whale_gain", whole); !mechtest.Near(got, gain, 1e-9) {
			rt.Errorf("whale's gain %v, not %v", got, gain)
		}
		threshold := value("token.whale_share", deposits)
		if h := me / supply; x+loss > 1e-3 && math.Abs(h-threshold) > 1e-9 && (h > threshold) != (gain > 0) {
			rt.Errorf("gain %v at a share of %v, threshold %v", gain, h, threshold)
		}
		// The price of a token moves with (supply after / supply before) to the power e, shared by what is left.
		e := rapid.Float64Range(-1, 2).Draw(rt, "e")
		after := supply - x
		price := (math.Pow(after, e) / after) / (math.Pow(supply, e) / supply)
		if got := value("token.price_multiplier", map[string]float64{"supply": supply, "x": x, "e": e}); !mechtest.Near(got, price, 1e-9) {
			rt.Errorf("price multiplier %v, not %v", got, price)
		}
	})
}
