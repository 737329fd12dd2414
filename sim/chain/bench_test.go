package chain

import (
	"math/big"
	"runtime"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"

	"github.com/dopamine-network/dopasim/sim"
)

// The three benchmarks execute the same calls: a thousand agents, each deal an open, accept, deliver
// and settle, 250 deals alive at a time. Compare them within one run; MiB/100k is what the state
// keeps after a collection.

// BenchmarkBare is the yardstick: core.ApplyMessage on one StateDB that never writes anything back.
func BenchmarkBare(b *testing.B) {
	w, calls := benchWorld(b)
	x := newTries(b, w.flat)
	measure(b, func(i int) error {
		c := &calls[i]
		x.evm.Context.Time = c.Time
		x.message.From, x.message.To, x.message.Data = c.From, &c.To, c.Data
		x.state.SetTxContext(common.Hash{}, i, 0)
		r, err := core.ApplyMessage(x.evm, &x.message, nil)
		if err == nil {
			err = r.Err
		}
		x.state.Finalise(x.rules)
		return err
	})
	runtime.KeepAlive(x)
	runtime.KeepAlive(calls)
}

// BenchmarkMachine checkpoints every 2000 calls.
func BenchmarkMachine(b *testing.B) {
	w, calls := benchWorld(b)
	w.every = 2000
	measure(b, func(i int) error {
		r, err := w.Call(calls[i])
		if err == nil {
			err = r.Err
		}
		return err
	})
	runtime.KeepAlive(w)
	runtime.KeepAlive(calls)
}

// BenchmarkTries is what the machine would cost on go-ethereum's own tries (path scheme).
func BenchmarkTries(b *testing.B) {
	w, calls := benchWorld(b)
	x := newTries(b, w.flat)
	measure(b, func(i int) error {
		r, err := x.Call(calls[i])
		if err == nil {
			err = r.Err
		}
		if i%2000 == 1999 {
			x.commit(b)
		}
		return err
	})
	runtime.KeepAlive(x)
	runtime.KeepAlive(calls)
}

func BenchmarkAddress(b *testing.B) {
	a := NewAccounts()
	for i := range b.N {
		a.Address(sim.Agent(i + 1))
	}
}

func benchWorld(b *testing.B) (*world, []Call) {
	const agents, alive = 1000, 250
	w := newWorld(b, 0, plain().with("AcceptWithin", 1<<40).with("DeliverWithin", 1<<40))
	w.fund(agents, 1<<50)
	calls := make([]Call, b.N)
	var arg [1]any
	for i := range calls {
		wave, phase, j := i/(4*alive), i%(4*alive)/alive, i%alive
		payer := sim.Agent(1 + (wave*alive+j)%agents)
		provider := sim.Agent(1 + (wave*alive*7+j*3+1)%agents)
		if provider == payer {
			provider = 1 + provider%agents
		}
		time := uint64(1000 * (1 + i))
		arg[0] = big.NewInt(int64(wave*alive + j + 1))
		switch phase {
		case 0:
			calls[i] = w.pack(time, payer, "open", w.accounts.Address(provider), uint64(i))
		case 1:
			calls[i] = w.pack(time, provider, "accept", arg[:]...)
		case 2:
			calls[i] = w.pack(time, provider, "deliver", arg[:]...)
		case 3:
			calls[i] = w.pack(time, payer, "settle", arg[:]...)
		}
	}
	return w, calls
}

func measure(b *testing.B, call func(i int) error) {
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	before := heap()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if err := call(i); err != nil {
			b.Fatalf("call %d: %v", i, err)
		}
	}
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
	b.ReportMetric((heap()-before)/(1<<20)*1e5/float64(b.N), "MiB/100k")
}
