package chain_test

import (
	"cmp"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// BenchmarkBlocks replays a journal of agents in blocks and, in turns, runs the bare loop: core.GenerateChain and
// InsertChain over the same transactions in the same blocks, signed beforehand, comparing nothing. "/bare" is the time
// of the replay, all of it (addresses, signatures, the native run, the machine, comparing), over that of the loop.
// "/bare-cpu" is the same in processor time, which others on the machine disturb less and several processors do not
// shorten. Each time is the least of its rounds. All in memory. DOPASIM_DAYS is how many days of trade there are.
func BenchmarkBlocks(b *testing.B) {
	days, err := strconv.Atoi(cmp.Or(os.Getenv("DOPASIM_DAYS"), "1"))
	if err != nil {
		b.Fatal(err)
	}
	r := market(b, 1000, 100_000*sim.Token, sim.Second(days), trust.Defaults)
	dir := b.TempDir()
	v := r.replay(b, func(o *chain.Options) { o.Blocks = &chain.BlockOptions{Dir: dir} })
	bare := chain.OpenBareBlocks(b, dir)
	var replay, loop spent
	timed := func(best *spent, f func()) {
		runtime.GC()
		began := spent{b.Elapsed(), processor(b)}
		f()
		best.least(spent{b.Elapsed() - began.wall, processor(b) - began.cpu})
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
	b.ReportMetric(float64(v.Calls), "calls")
	b.ReportMetric(float64(replay.wall.Nanoseconds())/float64(v.Calls), "ns/call")
	b.ReportMetric(float64(replay.cpu.Nanoseconds())/float64(v.Calls), "cpu-ns/call")
	b.ReportMetric(float64(v.Calls)/float64(v.Blocks.Number), "calls/block")
	b.ReportMetric(replay.wall.Seconds()/loop.wall.Seconds(), "/bare")
	b.ReportMetric(replay.cpu.Seconds()/loop.cpu.Seconds(), "/bare-cpu")
}

// spent is time by the clock and of all processors.
type spent struct{ wall, cpu time.Duration }

func (s *spent) least(other spent) {
	if s.wall == 0 {
		*s = other
	}
	s.wall, s.cpu = min(s.wall, other.wall), min(s.cpu, other.cpu)
}

func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
