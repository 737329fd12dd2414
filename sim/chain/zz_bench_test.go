package chain_test

import (
	"runtime"
	"syscall"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

func cpu() float64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func BenchmarkZZ(b *testing.B) {
	r := market(b, 1000, 100_000*sim.Token, 90, trust.Defaults)
	bare := chain.NewBare(b, r.options())
	for range 3 {
		for n, f := range []func() func() error{
			func() func() error { return func() error { r.identical(b); return nil } },
			func() func() error { return bare.OnTries(b) },
			func() func() error { return bare.OnFlat(b) },
		} {
			run := f()
			runtime.GC()
			began, e := cpu(), b.Elapsed()
			if err := run(); err != nil {
				b.Fatal(err)
			}
			b.Logf("%d: cpu %.1f us/call wall %.1f", n, (cpu()-began)*1e6/float64(bare.Calls()), (b.Elapsed()-e).Seconds()*1e6/float64(bare.Calls()))
		}
	}
}
