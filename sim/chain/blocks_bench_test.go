package chain_test

import (
	"math"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// BenchmarkBlocks replays a journal of agents in blocks and, in turns, runs the bare loop: core.GenerateChain and
// InsertChain over the same transactions in the same blocks, signed beforehand, comparing nothing. "/bare" is the time
// of the replay, all of it (addresses, signatures, the native run, the machine, comparing), over that of the loop.
// Each time is the quickest of its rounds. All in memory.
func BenchmarkBlocks(b *testing.B) {
	r := market(b, 1000, 100_000*sim.Token, 3, trust.Defaults)
	dir, err := os.MkdirTemp(b.TempDir(), "")
	if err != nil {
		b.Fatal(err)
	}
	v := r.replay(b, func(o *chain.Options) { o.Blocks = &chain.BlockOptions{Dir: dir} })
	bare := chain.OpenBareBlocks(b, dir)
	replay, loop := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	timed := func(best *time.Duration, f func()) {
		runtime.GC()
		began := b.Elapsed()
		f()
		*best = min(*best, b.Elapsed()-began)
	}
	b.ResetTimer()
	for calls := 0; calls < b.N || calls == 0; calls += int(v.Calls) {
		timed(&replay, func() {
			if again := r.replay(b, inBlocks); again.Blocks.Head != v.Blocks.Head {
				b.Fatal("another head")
			}
		})
		b.StopTimer()
		bare.Reset()
		b.StartTimer()
		timed(&loop, func() { bare.Run(1000) })
	}
	if bare.Head != v.Blocks.Head {
		b.Fatal("GenerateChain makes another head")
	}
	b.ReportMetric(0, "ns/op") // of both loops together: means nothing
	b.ReportMetric(float64(replay.Nanoseconds())/float64(v.Calls), "ns/call")
	b.ReportMetric(float64(v.Calls)/replay.Seconds(), "calls/s")
	b.ReportMetric(float64(v.Calls)/float64(v.Blocks.Number), "calls/block")
	b.ReportMetric(replay.Seconds()/loop.Seconds(), "/bare")
}
