package mechanisms

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// offer is what one sender bids, a second after the one before it.
type offer struct{ tip, cap GasPrice }

// executed is the order in which one block executes offers, by their number, at a base fee.
func executed(t *testing.T, order string, base GasPrice, offers ...offer) string {
	t.Helper()
	groups := []sim.Group{{Name: "lamp", Size: 1}}
	bids := []BidParams{DefaultBid, DefaultBid}
	for i, o := range offers {
		groups = append(groups, sim.Group{Name: fmt.Sprint(i), Size: 1})
		bids = append(bids, BidParams{Tip: o.tip, Cap: o.cap})
	}
	w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: groups})
	if err != nil {
		t.Fatal(err)
	}
	var journal bytes.Buffer
	w.Journal.SendTo(&journal)
	house := NewHouse(w)
	bound, err := house.Add("lamp", lamp, lamp.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	params := DefaultBlocks
	params.Market, params.BaseFee, params.Order = "constant", base, order
	if _, err := house.Settle(params, bids, lampGas(func(Action) Gas { return Gas{100_000, 100_000, 100_000} })); err != nil {
		t.Fatal(err)
	}
	m, _ := InstanceOf[lampState](bound)
	kind := w.Kind(func(e sim.Event) { out.Send(m, e.Who, outArgs{e.Argument()}) })
	for i := range offers {
		w.Schedule(sim.Second(i).Start(), 2+sim.Agent(i), kind, uint64(i))
	}
	if err := w.Run(params.Interval.Start()); err != nil {
		t.Fatal(err)
	}
	return strings.Join(journalOf(t, m, &journal), " ")
}

// journalOf is the ids of lamps that were to be put out, in the order of execution.
func journalOf(t *testing.T, m *Instance[lampState], journal *bytes.Buffer) (ids []string) {
	t.Helper()
	if err := m.World.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	in := sim.NewJournalReader(journal, m.House.RowSize)
	for {
		row, err := in.Next()
		if err == io.EOF {
			return ids
		}
		if err != nil {
			t.Fatal(err)
		}
		args, _ := Values(out.Args(), row.Args)
		ids = append(ids, fmt.Sprint(args[0]))
	}
}

// By tips: what pays the builder most, min(tip, cap - base fee); of equal ones the higher tip, then the earlier.
func TestBlocks_ordersAtTies(t *testing.T) {
	for _, c := range []struct {
		name, order string
		base        GasPrice
		offers      []offer
		want        string
	}{
		{"higher tips first", "tips", 0, []offer{{1, 9}, {3, 9}, {2, 9}}, "1 2 0"},
		{"equal tips by arrival", "tips", 0, []offer{{2, 9}, {2, 9}, {3, 9}, {2, 9}}, "2 0 1 3"},
		{"equal tips of unequal caps by arrival", "tips", 0, []offer{{2, 7}, {2, 9}, {2, 8}}, "0 1 2"},
		{"the cap leaves less than the tip", "tips", 6, []offer{{5, 8}, {3, 9}, {1, 9}}, "1 0 2"},
		{"what is paid is equal: the higher tip", "tips", 6, []offer{{2, 9}, {5, 8}, {3, 8}}, "1 2 0"},
		{"paid and tip are equal: the earlier", "tips", 6, []offer{{2, 8}, {2, 9}, {2, 8}}, "0 1 2"},
		{"a cap below the base fee waits", "tips", 8, []offer{{5, 7}, {0, 8}, {1, 9}}, "2 1"},
		{"zero tips by arrival", "tips", 3, []offer{{0, 9}, {0, 3}, {0, 8}}, "0 1 2"},
		{"a tip is at most its cap", "tips", 0, []offer{{8, 8}, {100, 8}, {9, 9}}, "2 0 1"},
		{"arrival", "arrival", 6, []offer{{1, 9}, {9, 9}, {5, 7}, {5, 5}, {8, 8}}, "0 1 2 4"},
		{"without an adversary's names its blocks are by tips", "adversarial", 0, []offer{{1, 9}, {3, 9}, {2, 9}}, "1 2 0"},
	} {
		if got := executed(t, c.order, c.base, c.offers...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Of those that wait each is as likely to be next: every permutation of five, of two caps, comes as often. chi^2 with 119
// degrees of freedom at a frozen seed.
func TestBlocks_randomOrderIsFair(t *testing.T) {
	const k, rounds = 5, 12_000
	groups := []sim.Group{{Name: "lamp", Size: 1}, {Name: "a", Size: 2}, {Name: "b", Size: 3}}
	w, err := sim.NewWorld(sim.Config{Seed: 5, Populations: groups})
	if err != nil {
		t.Fatal(err)
	}
	var journal bytes.Buffer
	w.Journal.SendTo(&journal)
	house := NewHouse(w)
	bound, err := house.Add("lamp", lamp, lamp.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	params := DefaultBlocks
	params.Order = "random"
	bids := []BidParams{DefaultBid, DefaultBid, {Tip: Gwei, Cap: 20 * Gwei, BumpAfter: 1, Bump: sim.One / 4, Ceiling: 60 * Gwei}, {Cap: 30 * Gwei}}
	if _, err := house.Settle(params, bids, lampGas(func(Action) Gas { return Gas{21_000, 21_000, 21_000} })); err != nil {
		t.Fatal(err)
	}
	m, _ := InstanceOf[lampState](bound)
	kind := w.Kind(func(e sim.Event) { out.Send(m, e.Who, outArgs{e.Argument()}) })
	for round := range rounds {
		for i := range k {
			at := (sim.Second(round) * params.Interval).Start() + sim.Time(1+i)
			w.Schedule(at, 2+sim.Agent(i), kind, uint64(i))
		}
	}
	if err := w.Run((rounds * params.Interval).Start()); err != nil {
		t.Fatal(err)
	}
	ids := journalOf(t, m, &journal)
	seen := map[string]float64{}
	for block := range slices.Chunk(ids, k) {
		seen[strings.Join(block, "")]++
	}
	if len(ids) != k*rounds || len(seen) != 120 {
		t.Fatalf("%d executed, %d permutations", len(ids), len(seen))
	}
	chi := 0.0
	for _, n := range seen {
		chi += (n - rounds/120) * (n - rounds/120) / (rounds / 120)
	}
	if z := (chi - 119) / math.Sqrt(2*119); math.Abs(z) > 4 {
		t.Errorf("chi^2 is %.1f, z %.1f", chi, z)
	}
}

// The numbers of EIP-1559 (go-ethereum's TestCalcBaseFee), and its recursion in exact arithmetic.
func TestNextBaseFee_isThatOfEIP1559(t *testing.T) {
	for _, c := range []struct {
		base        GasPrice
		used, limit uint64
		want        GasPrice
	}{
		{1_000_000_000, 10_000_000, 20_000_000, 1_000_000_000},
		{1_000_000_000, 9_000_000, 20_000_000, 987_500_000},
		{1_000_000_000, 11_000_000, 20_000_000, 1_012_500_000},
		{8, 0, 100_000, 7}, {7, 0, 100_000, 7}, {0, 0, 100_000, 0}, {0, 100_000, 100_000, 1}, {7, 50_001, 100_000, 8},
		{MaxGasPrice, 100_000, 100_000, MaxGasPrice},
	} {
		if got := NextBaseFee(c.base, c.used, c.limit); got != c.want {
			t.Errorf("after %d of %d gas at %d: %d, want %d", c.used, c.limit, c.base, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		limit := 100_000 + r.Uint64N(MaxGasLimit-100_000)
		base, used := GasPrice(r.Uint64N(uint64(MaxGasPrice)/2)>>r.IntN(50)), r.Uint64N(limit+1)
		if got, want := NextBaseFee(base, used, limit), eip1559(base, used, limit); got != want {
			t.Fatalf("after %d of %d gas at %d: %d, want %d", used, limit, base, got, want)
		}
	}
}

// Full blocks raise the base fee by an eighth each: tenfold in 20 (1.125^20 = 10.5). Idle ones lower it as empty blocks do.
func TestBlocks_baseFeeRisesTenfoldInTwentyFullBlocks(t *testing.T) {
	for _, spacing := range []string{"fixed", "exponential"} {
		m, chain, first := queueHouse(t, 3, 200, func(p *BlockParams, b *BidParams) {
			p.Market, p.BaseFee, p.GasLimit, p.Spacing = "eip1559", Gwei, 200_000, spacing
		})
		for i := range 40 {
			out.Send(m, first+sim.Agent(i), outArgs{1})
		}
		want := Gwei
		for metric(chain, "blocks") < 20 {
			if err := m.World.Run(m.World.Now() + 1 + sim.Second(1).Start()); err != nil {
				t.Fatal(err)
			}
			m.World.At(m.World.Now().Second() + 1)
		}
		for range 20 {
			want += want / 8
		}
		if most := chain.stats.Rows[0].BaseMost; most*9/8 < 10*Gwei || most >= 10*Gwei || chain.clock.Rows[0].base != want {
			t.Errorf("%s: the base fee rose to %s, the next is %s, want %s", spacing, most, chain.clock.Rows[0].base, want)
		}
		base, at, number := want, chain.clock.Rows[0].at, chain.clock.Rows[0].number
		for _, after := range []sim.Second{1, 11, 12, 13, 500, 5000} {
			now := (chain.clock.Rows[0].at + after.Start()).Second()
			m.World.At(now)
			for chain.following(number, at) <= now.Start() {
				at = chain.following(number, at)
				number++
				base = NextBaseFee(base, 0, 200_000)
			}
			if got := chain.baseFee(); got != base {
				t.Errorf("%s: the base fee is %d after %s, want %d", spacing, got, after, base)
			}
		}
		out.Send(m, first, outArgs{1}) // the chain catches up
		if c := chain.clock.Rows[0]; c.base != base || c.number != number || c.at != at || c.next <= m.World.Now() {
			t.Errorf("%s: %+v, want block %d at %d with %d", spacing, c, number, at, base)
		}
	}
}

// A tip is its sender's luck: neither other populations nor metrics change it.
func TestBlocks_tipsAreCommonRandomNumbers(t *testing.T) {
	tips := func(groups []sim.Group, look bool) (tips []GasPrice) {
		w, err := sim.NewWorld(sim.Config{Seed: 9, Populations: groups})
		if err != nil {
			t.Fatal(err)
		}
		house := NewHouse(w)
		bound, err := house.Add("lamp", lamp, lamp.Defaults(), nil)
		if err != nil {
			t.Fatal(err)
		}
		bids := make([]BidParams, len(w.Populations()))
		for i := range bids {
			bids[i] = BidParams{Tip: Gwei, Spread: sim.One, Cap: 5 * Gwei}
		}
		chain, err := house.Settle(DefaultBlocks, bids, lampGas(func(Action) Gas { return Gas{21_000, 21_000, 21_000} }))
		if err != nil {
			t.Fatal(err)
		}
		m, _ := InstanceOf[lampState](bound)
		for range 3 {
			for _, p := range w.Populations()[2:] {
				for i := range p.Size {
					out.Send(m, p.First+sim.Agent(i), outArgs{1})
					if look {
						digest := w.Digest()
						chain.Metrics()
						if w.Digest() != digest {
							t.Fatal("metrics change the state")
						}
					}
				}
			}
		}
		people, _ := w.Population("people")
		for _, e := range chain.pool.entries.Rows {
			if people.Contains(e.who) {
				tips = append(tips, e.tip)
			}
		}
		return tips
	}
	want := tips([]sim.Group{{Name: "lamp", Size: 1}, {Name: "people", Size: 4}}, false)
	got := tips([]sim.Group{{Name: "lamp", Size: 1}, {Name: "rivals", Size: 3}, {Name: "people", Size: 4}, {Name: "more", Size: 9}}, true)
	distinct := slices.Compact(slices.Sorted(slices.Values(want)))
	if len(want) != 12 || len(distinct) != 12 || !slices.Equal(got, want) || distinct[11] > 2*Gwei {
		t.Errorf("%d, want %d", got, want)
	}
}
