package chain_test

import (
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// BenchmarkReplay replays a journal of agents and, in turns, executes the same calls in a bare loop around
// core.ApplyMessage that compares nothing and never writes back: on go-ethereum's own tries and on the machine's flat
// state, whose reads cost less. "/tries" and "/flat" are the time of the replay, all of it (addresses, deployment,
// genesis, the native run, comparing), over that of the loop alone. Each time is the quickest of its rounds: others
// use the processor too. Ask for at least -benchtime 400000x.
func BenchmarkReplay(b *testing.B) {
	r := market(b, 1000, 100_000*sim.Token, 90, trust.Defaults)
	bare, err := chain.NewBare(r.options())
	if err != nil {
		b.Fatal(err)
	}
	best := [3]time.Duration{math.MaxInt64, math.MaxInt64, math.MaxInt64}
	timed := func(n int, f func() error) {
		runtime.GC()
		began := b.Elapsed()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		best[n] = min(best[n], b.Elapsed()-began)
	}
	b.ResetTimer()
	for calls := 0; calls < b.N || calls == 0; calls += bare.Calls() {
		timed(0, func() error { r.identical(b); return nil })
		timed(1, bare.OnTries(b))
		flat, err := bare.OnFlat()
		if err != nil {
			b.Fatal(err)
		}
		timed(2, flat)
	}
	b.ReportMetric(0, "ns/op") // of three loops together: means nothing
	b.ReportMetric(float64(best[0].Nanoseconds())/float64(bare.Calls()), "ns/call")
	b.ReportMetric(float64(bare.Calls())/best[0].Seconds(), "calls/s")
	b.ReportMetric(best[0].Seconds()/best[1].Seconds(), "/tries")
	b.ReportMetric(best[0].Seconds()/best[2].Seconds(), "/flat")
}
