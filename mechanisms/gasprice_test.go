package mechanisms

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

func TestParseGasPrice_readsExactlyAndSaysWhatItWants(t *testing.T) {
	for _, c := range []struct{ text, want string }{ // "=" and the price in wei, or the error
		{"1 gwei", "=1000000000"},
		{"0 gwei", "=0"},
		{"0.05 gwei", "=50000000"},
		{"0.000000001 gwei", "=1"},
		{"1.50gwei", "=1500000000"},
		{" 1_000 gwei ", "=1000000000000"},
		{"1000000 gwei", "=1000000000000000"},
		{"1000000.000000001 gwei", `"1000000.000000001 gwei" is too large (want at most "1000000 gwei")`},
		{"99999999999999999999999 gwei", `"99999999999999999999999 gwei" is too large (want at most "1000000 gwei")`},
		{"18446744074 gwei", `"18446744074 gwei" is too large (want at most "1000000 gwei")`},
		{"0.0000000001 gwei", `"0.0000000001 gwei" has more than 9 decimals`},
		{"5", `"5" is not a price of gas (want e.g. "5 gwei")`},
		{"5 wei", `"5 wei" is not a price of gas (want e.g. "5 gwei")`},
		{"-5 gwei", `"-5 gwei" is not a price of gas (want e.g. "1 gwei")`},
		{"1e3 gwei", `"1e3 gwei" is not a price of gas (want e.g. "1 gwei")`},
		{"", `"" is not a price of gas (want e.g. "1 gwei")`},
	} {
		n, err := Param{Kind: KindGasPrice}.ordinal(c.text)
		got := fmt.Sprintf("=%d", n)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestGasPrice_readsBackAsWritten(t *testing.T) {
	pattern := regexp.MustCompile(KindGasPrice.Schema()["pattern"].(string))
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 2000 {
		p := GasPrice(r.Uint64N(uint64(MaxGasPrice)+1)) >> (i % 50)
		if back, err := ParseGasPrice(p.String()); err != nil || back != p || !pattern.MatchString(p.String()) {
			t.Fatalf("%d -> %s -> %d %v", p, p, back, err)
		}
	}
	for _, text := range KindGasPrice.Schema()["examples"].([]any) {
		if _, err := ParseGasPrice(text.(string)); err != nil || !pattern.MatchString(text.(string)) {
			t.Errorf("example %s: %v", text, err)
		}
	}
}

func TestGasPrice_isAKindOfParameter(t *testing.T) {
	bid := DefaultBid
	p, ok := Find(ParamsOf(&bid), "cap")
	if !ok || p.Kind != KindGasPrice || p.Unit != "gwei" || p.Default != "100 gwei" || p.Min != "0.001 gwei" {
		t.Errorf("%+v", p)
	}
	if err := SetParam(&bid, "cap", "2.50 gwei"); err != nil || bid.Cap != 5*Gwei/2 {
		t.Errorf("%d %v", bid.Cap, err)
	}
	if v, err := GetParam(&bid, "cap"); err != nil || v != (Value{"2.5 gwei", 2.5, "gwei"}) {
		t.Errorf("%v %v", v, err)
	}
	const want = `"0.0001 gwei" is out of range (want at least 0.001 gwei)`
	if err := SetParam(&bid, "cap", "0.0001 gwei"); err == nil || err.Error() != want || bid.Cap != 5*Gwei/2 {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := SetParam(&bid, "tip", "2000000 gwei"); err == nil || bid.Tip != DefaultBid.Tip {
		t.Errorf("%v, tip is %s", err, bid.Tip)
	}
}

// Arithmetic at random, against integers of any size.
func TestGasPrice_isExactAndSaturates(t *testing.T) {
	n := func(x uint64) *big.Int { return new(big.Int).SetUint64(x) }
	wei := n(weiPerEther)
	r := rand.New(rand.NewPCG(2, 2))
	for i := range 20_000 {
		p := GasPrice(r.Uint64N(uint64(MaxGasPrice)+1)) >> (i % 40)
		gas, ether := r.Uint64N(MaxGasLimit+1), r.Uint64N(1_000_000*uint64(sim.Token)+1)
		fee := new(big.Int).Mul(n(uint64(p)), new(big.Int).Mul(n(gas), n(ether)))
		fee.Add(fee, wei).Sub(fee, n(1)).Div(fee, wei)
		want := sim.MaxAmount
		if fee.IsInt64() {
			want = sim.Amount(fee.Int64())
		}
		if got := p.cost(gas, sim.Amount(ether)); got != want {
			t.Fatalf("%d gas at %d and %d: %d, want %d", gas, p, ether, got, want)
		}
		a, b := r.Uint64()>>(i%60), 1+r.Uint64()>>(i%50)
		q := new(big.Int).Mul(n(uint64(p)), n(a))
		q.Div(q, n(b))
		times := MaxGasPrice
		if q.Cmp(n(uint64(MaxGasPrice))) < 0 {
			times = GasPrice(q.Uint64())
		}
		if got := p.times(a, b); got != times {
			t.Fatalf("%d times %d/%d: %d, want %d", p, a, b, got, times)
		}
	}
}
