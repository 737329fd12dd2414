package agents_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// BenchmarkBlocks runs the market of BenchmarkTrustDeals with actions executed at once and in blocks. One iteration is one
// action in steady state. "instant" and "blocks" are to be compared within one run: their ratio is what blocks cost. Blocks come
// every 12 s; their target, half of the limit, is a quarter above the demand (load 0.8), the best tips come first, and
// tips vary.
func BenchmarkBlocks(b *testing.B) {
	for _, n := range []int{1e4, 1e5, 1e6} {
		for _, mode := range []string{"instant", "blocks"} {
			b.Run(fmt.Sprintf("%s/%.0e", mode, float64(n)), func(b *testing.B) { benchBlocks(b, n, mode) })
		}
	}
}

const actionsOfDeal, gasOfAction = 4, 100_000

func benchBlocks(b *testing.B, n int, mode string) {
	if testing.Short() && n > 1e5 {
		b.Skip("large")
	}
	// A consumer starts a deal every four days.
	perSecond := float64(n) / 2 / float64(4*sim.Day) * actionsOfDeal
	var blocks *mechanisms.Blocks
	w := marketIn(b, n, nil, func(h *mechanisms.House) {
		if mode == "instant" {
			return
		}
		params := mechanisms.DefaultBlocks
		params.GasLimit = uint64(max(1, perSecond*float64(params.Interval)/0.8)) * 2 * gasOfAction
		bid := mechanisms.DefaultBid
		bid.Spread = sim.ProbOf(1, 2)
		bids := make([]mechanisms.BidParams, len(h.World.Populations()))
		for i := range bids {
			bids[i] = bid
		}
		var err error
		one := mechanisms.Gas{First: gasOfAction, Later: gasOfAction, Refused: gasOfAction}
		var gas [][]mechanisms.Gas
		for _, in := range h.Instances {
			gas = append(gas, slices.Repeat([]mechanisms.Gas{one}, len(in.Mechanism.Actions)))
		}
		blocks, err = h.Settle(params, bids, gas)
		if err != nil {
			b.Fatal(err)
		}
	})
	now := (6 * sim.Day).Start() // past the start-up
	if err := w.Run(now); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	calls, events := w.Journal.Calls(), w.Events()
	b.ResetTimer()
	if err := w.Run(now + sim.Time(float64(b.N)/perSecond*1e9)); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	runtime.ReadMemStats(&after)
	actions := float64(w.Journal.Calls() - calls)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/actions, "ns/action")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/actions, "allocs/action")
	b.ReportMetric(float64(w.Events()-events)/actions, "events/action")
	if blocks != nil {
		if err := blocks.Check(); err != nil {
			b.Fatal(err)
		}
		m := blocks.Metrics()
		b.ReportMetric(m[7], "backlog")
		b.ReportMetric(m[1]/m[15], "actions/block")
	}
}
