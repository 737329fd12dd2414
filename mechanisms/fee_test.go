package mechanisms

import (
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

func TestFee_inBlocksIsWhatThePopulationBidsAtTheNextBaseFee(t *testing.T) {
	for _, c := range []struct {
		base, tip, cap, wants GasPrice
	}{
		{0, 0, Gwei, 0}, {Gwei, 2 * Gwei, 9 * Gwei, 3 * Gwei}, {8 * Gwei, 2 * Gwei, 9 * Gwei, 9 * Gwei},
	} {
		m, blocks, _ := queueHouse(t, 1, 1, func(p *BlockParams, b *BidParams) {
			p.BaseFee, b.Cap = c.base, c.cap
		})
		blocks.bids[popB].Tip, blocks.bids[popA].Tip = c.tip, 0
		want := c.wants.cost(100_000, blocks.Ether)
		if fee := m.House.Fee(m.Bound, "out", popB); fee != want {
			t.Errorf("base fee %s, tip %s, cap %s: costs %v, want %v", c.base, c.tip, c.cap, fee, want)
		}
	}
}

// Blocks that nobody wanted anything of were empty, and the base fee fell.
func TestFee_knowsOfTheEmptyBlocksSince(t *testing.T) {
	m, blocks, _ := queueHouse(t, 1, 1, func(p *BlockParams, b *BidParams) {
		p.Market, p.BaseFee, b.Tip = "eip1559", 8*Gwei, 0
	})
	w := m.World
	w.Schedule(blocks.Interval.Start(), sim.Nobody, w.Kind(func(sim.Event) {}), 0)
	before := m.House.Fee(m.Bound, "out", popA)
	if err := w.Run(blocks.Interval.Start()); err != nil {
		t.Fatal(err)
	}
	if after := m.House.Fee(m.Bound, "out", popA); before != (8*Gwei).cost(100_000, blocks.Ether) || after != (7*Gwei).cost(100_000, blocks.Ether) {
		t.Errorf("%v, then %v", before, after)
	}
}
