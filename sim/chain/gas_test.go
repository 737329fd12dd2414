package chain_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

func TestGasTable_linesUp(t *testing.T) {
	have := chain.GasTable([]chain.GasRow{
		{Instance: "escrow", Action: "open", Kind: "cold", N: 1, Min: 109758, Median: 109758, Max: 109758},
		{Instance: "escrow", Action: "open", Kind: "warm", N: 262627, Min: 92634, Median: 92682, Max: 92682},
	})
	want := "" +
		"| action      | kind |  calls |    min | median |    max |\n" +
		"|-------------|------|-------:|-------:|-------:|-------:|\n" +
		"| escrow.open | cold |      1 | 109758 | 109758 | 109758 |\n" +
		"| escrow.open | warm | 262627 |  92634 |  92682 |  92682 |\n"
	if have != want {
		t.Errorf("have\n%swant\n%s", have, want)
	}
}

// A call is cold when it makes a balance out of nothing, whoever's it is and however often: the vault's when it had
// been emptied, a provider's whose last coin was locked. It costs 17,100 gas for each such slot.
func TestReplay_tellsColdFromWarmFromRefused(t *testing.T) {
	terms := trust.Defaults
	terms.DepositPayer, terms.DepositProvider, terms.Price = 5*sim.Token, 25*sim.Token, 10*sim.Token // all of person 5
	c := newCalls(t, trusting(terms))
	c.do(1, 0, "open", c.person(5), uint64(1))                       // cold: the vault held nothing
	c.do(2, 0, "open", c.person(5), uint64(2))                       // warm
	c.do(3, 5, "accept", uint64(1))                                  // warm
	c.do(4, 5, "accept", uint64(2))                                  // refused: it holds nothing any more
	c.do(5, 5, "deliver", uint64(1))                                 // warm
	c.do(6+3*sim.Day, 0, "settle", uint64(1))                        // cold: the provider held nothing
	c.do(7+3*sim.Day, 0, "expire", uint64(2))                        // warm, and empties the vault
	c.do(8+3*sim.Day, 0, "open", c.person(5), uint64(3))             // cold again
	c.do(9+3*sim.Day, 0, "token.approve", c.person(5), sim.Token)    // cold
	c.do(10+3*sim.Day, 0, "token.approve", c.person(5), 2*sim.Token) // warm
	want := map[string]uint64{
		"trust.open cold": 2, "trust.open warm": 1, "trust.accept warm": 1, "trust.accept refused": 1, "trust.deliver warm": 1,
		"trust.settle cold": 1, "trust.expire warm": 1, "token.approve cold": 1, "token.approve warm": 1,
	}
	gas := map[string]uint64{}
	for _, row := range c.run().identical(t).Gas {
		name := row.Instance + "." + row.Action + " " + row.Kind
		if row.N != want[name] || row.Min > row.Median || row.Median > row.Max {
			t.Errorf("%+v, want %d", row, want[name])
		}
		gas[name] = row.Median
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("no row for %v", want)
	}
	for _, action := range []string{"trust.open", "token.approve"} {
		if have := gas[action+" cold"] - gas[action+" warm"]; have != 17_100 {
			t.Errorf("%s: cold costs %d more than warm, want 17100", action, have)
		}
	}
}

// The gas of several replays is that of all their calls together.
func TestMergeGas_countsAllCalls(t *testing.T) {
	r := threeDeals(t)
	one := r.identical(t).Gas
	two := chain.MergeGas(one, r.replay(t, func(o *chain.Options) { o.MaxCalls = 2 }).Gas)
	if len(two) != len(one) {
		t.Fatalf("%d rows, of one %d", len(two), len(one))
	}
	for i := range two {
		want := one[i].N
		if name := one[i].Action + one[i].Kind; name == "opencold" || name == "acceptwarm" {
			want++
		}
		if two[i].N != want || two[i].Min != one[i].Min || two[i].Max != one[i].Max {
			t.Errorf("%+v, of one %+v", two[i], one[i])
		}
	}
	if again := r.identical(t).Gas; chain.GasTable(again) != chain.GasTable(one) {
		t.Error("merging changed what it merged")
	}
}
