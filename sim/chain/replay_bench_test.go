package chain_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// BenchmarkReplay replays a journal of agents and, in turns, executes the same calls in a bare loop around
// core.ApplyMessage: on go-ethereum's own tries and on the machine's flat state. "/tries" and "/flat" are the time of
// the replay, all of it (addresses, deployment, genesis, the native run, comparing), over the time of the loop alone.
func BenchmarkReplay(b *testing.B) {
	r := market(b, 1000, 100_000*sim.Token, 90, trust.Defaults)
	bare := chain.NewBare(b, r.options())
	var spent [3]time.Duration
	timed := func(n int, f func() error) {
		runtime.GC()
		began := b.Elapsed()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		spent[n] += b.Elapsed() - began
	}
	b.ResetTimer()
	calls := 0
	for calls < b.N || calls == 0 {
		timed(0, func() error { r.identical(b); return nil })
		timed(1, bare.OnTries(b))
		timed(2, bare.OnFlat(b))
		calls += bare.Calls()
	}
	b.ReportMetric(float64(spent[0].Nanoseconds())/float64(calls), "ns/call")
	b.ReportMetric(float64(calls)/spent[0].Seconds(), "calls/s")
	b.ReportMetric(spent[0].Seconds()/spent[1].Seconds(), "/tries")
	b.ReportMetric(spent[0].Seconds()/spent[2].Seconds(), "/flat")
	b.ReportMetric(float64(bare.Calls()), "journal")
}
