package mechanisms_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFees_areGasTimesItsPrice(t *testing.T) {
	// 76,500 gas at 2 gwei are 153,000 gwei, 0.000153 ether.
	same(t, "fee", form(t, "blocks.fee", "gas", 76_500, "gas_price", 2, "ether", 3000), 0.459, 1e-14)
	deal := []any{"gas", 6 * 76_500, "gas_price", 2, "ether", 3000, "share", 0.01}
	same(t, "price", form(t, "blocks.smallest_price", deal...), 275.4, 1e-14)
	same(t, "price in a channel", form(t, "blocks.smallest_price", append(deal, "payments", 1000)...), 0.2754, 1e-14)
	same(t, "capacity", form(t, "blocks.capacity", "gas_limit", 60e6, "gas", 459_000), 60e6/459e3/12, 1e-14)
	same(t, "actions", form(t, "blocks.actions", "gas_limit", 60e6, "gas", 76_500), 784, 0)
	same(t, "censored", form(t, "blocks.censored", "share", 0.3, "blocks", 5), 0.00243, 1e-14)
	same(t, "in no block", form(t, "blocks.censored", "share", 0, "blocks", 0), 1, 0)
}

func TestBaseFee_risesTenfoldInTwentyFullBlocks(t *testing.T) {
	same(t, "an eighth", form(t, "blocks.base_fee", "start", 8, "n", 1), 9, 0)
	same(t, "an eighth less", form(t, "blocks.base_fee", "start", 8, "n", 1, "fullness", 0), 7, 0)
	same(t, "at the target", form(t, "blocks.base_fee", "start", 8, "n", 100, "fullness", 0.5), 8, 0)
	same(t, "one wei at least", form(t, "blocks.base_fee", "start", 1e-9, "n", 3), 4e-9, 1e-15)
	same(t, "none at zero", form(t, "blocks.base_fee", "start", 0, "n", 3, "fullness", 0), 0, 0)
	if a, b := form(t, "blocks.base_fee", "start", 1, "n", 19), form(t, "blocks.base_fee", "start", 1, "n", 20); a >= 10 || b < 10 {
		t.Errorf("%v after 19 full blocks, %v after 20", a, b)
	}
	same(t, "full", form(t, "blocks.blocks_to_multiply", "factor", 10), 20, 0)
	same(t, "nearly full", form(t, "blocks.blocks_to_multiply", "factor", 10, "fullness", 0.91), 24, 0)
	same(t, "empty", form(t, "blocks.blocks_to_multiply", "factor", 0.5, "fullness", 0), 6, 0)
	same(t, "a power", form(t, "blocks.blocks_to_multiply", "factor", 1.125*1.125), 2, 0)
	same(t, "nothing", form(t, "blocks.blocks_to_multiply", "factor", 1, "fullness", 0.5), 0, 0)
	same(t, "never", form(t, "blocks.blocks_to_multiply", "factor", 2, "fullness", 0.5), math.Inf(1), 0)
	same(t, "falling", form(t, "blocks.blocks_to_multiply", "factor", 2, "fullness", 0.4), math.Inf(1), 0)
}

func TestBaseFee_takesTheBlocksThatItIsSaidToTake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		factor := rapid.Float64Range(0.01, 1000).Draw(t, "factor")
		fullness := rapid.Float64Range(0.6, 1).Draw(t, "fullness")
		if factor < 1 {
			fullness = 1 - fullness
		}
		n := form(t, "blocks.blocks_to_multiply", "factor", factor, "fullness", fullness)
		reached := func(n float64) bool {
			const start, rounding = 1e6, 1e-6 // gwei: far above a wei
			end := form(t, "blocks.base_fee", "start", start, "n", n, "fullness", fullness) / start
			return factor > 1 && end >= factor*(1-rounding) || factor < 1 && end <= factor*(1+rounding)
		}
		if n > 0 && (!reached(n) || reached(n-1) && !nearly(factor, fullness, n-1)) {
			t.Errorf("factor %v at fullness %v is said to take %v blocks", factor, fullness, n)
		}
	})
}

// nearly says whether so many blocks miss the factor by no more than rounding.
func nearly(factor, fullness, n float64) bool {
	return math.Abs(math.Pow(1+(2*fullness-1)/8, n)/factor-1) < 2e-6
}

func TestSqueeze_paysForEveryBlockAtItsBaseFee(t *testing.T) {
	const limit, tip, ether = 30_000_000, 2, 2500
	for _, blocks := range []int{0, 1, 10, 50} {
		want := 0.0
		for i := range blocks {
			want += form(t, "blocks.fee", "gas", limit, "gas_price", tip+form(t, "blocks.base_fee", "start", 3, "n", i), "ether", ether)
		}
		got := form(t, "blocks.squeeze_cost", "gas_limit", limit, "blocks", blocks, "start", 3, "tip", tip, "ether", ether)
		same(t, "cost", got, want, 1e-12)
		same(t, "price", form(t, "blocks.squeeze_price", "gas_limit", limit, "blocks", blocks, "start", 3),
			form(t, "blocks.base_fee", "start", 3, "n", blocks), 0)
	}
}

func TestFees_areUndefinedWhereTheyMakeNoSense(t *testing.T) {
	undefined := func(name string, in ...any) {
		t.Helper()
		same(t, name, form(t, "blocks."+name, in...), math.NaN(), 0)
	}
	undefined("fee", "gas", -1, "gas_price", 1, "ether", 1)
	undefined("fee", "gas", 1, "gas_price", -1, "ether", 1)
	undefined("smallest_price", "gas", 1, "gas_price", 1, "ether", 1, "share", 0)
	undefined("smallest_price", "gas", 1, "gas_price", 1, "ether", 1, "share", 1.5)
	undefined("smallest_price", "gas", 1, "gas_price", 1, "ether", 1, "share", 0.1, "payments", 0)
	undefined("capacity", "gas_limit", 1, "gas", 0)
	undefined("actions", "gas_limit", 1, "gas", 0)
	undefined("base_fee", "start", -1, "n", 1)
	undefined("base_fee", "start", 1, "n", 1.5)
	undefined("base_fee", "start", 1, "n", 1e6)
	undefined("base_fee", "start", 1, "n", 1, "fullness", 1.1)
	undefined("base_fee", "start", 1, "n", 1, "gas_limit", 1)
	undefined("base_fee", "start", math.Inf(1), "n", 1)
	undefined("blocks_to_multiply", "factor", 0)
	undefined("blocks_to_multiply", "factor", 2, "fullness", 2)
	undefined("censored", "share", 1.1, "blocks", 1)
	undefined("censored", "share", 0.1, "blocks", 0.5)
	undefined("squeeze_cost", "gas_limit", 30e6, "blocks", 2, "start", 1, "tip", -1, "ether", 1)
	undefined("growth", "load", -1, "capacity", 5)
	same(t, "beyond all numbers", form(t, "blocks.base_fee", "start", 1, "n", 10_000), math.Inf(1), 0)
}
