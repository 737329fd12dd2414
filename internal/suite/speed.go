package suite

import (
	"context"
	_ "embed" // the workloads
	"fmt"
	"runtime"
	"slices"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// kernel is something that is measured round by round, in turns with the others.
type kernel struct {
	names []string
	begin func(ctx context.Context, r *run) (round func() error, err error)
}

// speed measures all kernels in turns: each round begins with the reference, and every kernel is also given in units of
// the reference of its own round.
func speed() part {
	kernels := everyKernel()
	p := part{run: func(ctx context.Context, r *run) error { return r.speed(ctx, kernels) }}
	for _, k := range kernels {
		p.names = append(p.names, k.names...)
	}
	return p
}

func everyKernel() (all []kernel) {
	for _, mix := range mixes {
		all = append(all, holding(mix))
	}
	return append(all,
		dealing("deals: trust", trustDeals, 4, 25_000),
		dealing("deals: majority", majorityDeals, 7, 10_000),
		replaying())
}

func (r *run) speed(ctx context.Context, kernels []kernel) error {
	var rounds []func() error
	for _, k := range kernels {
		if !slices.ContainsFunc(k.names, r.wants) {
			continue
		}
		r.tell(k.names[0])
		round, err := k.begin(ctx, r)
		if err != nil {
			return err
		}
		rounds = append(rounds, round)
	}
	for n := range r.Rounds {
		r.tell(fmt.Sprintf("speed, round %d of %d", n+1, r.Rounds))
		for _, round := range rounds {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := round(); err != nil {
				return err
			}
		}
	}
	return nil
}

// timed is how many seconds of the processor f takes, in all of its threads: what other programs take does not count.
// The garbage of others is collected before.
func timed(f func() error) (float64, error) {
	runtime.GC()
	began := processorTime()
	err := f()
	return (processorTime() - began).Seconds(), err
}

// holds of a round: 100,000 pending events come round twice, and the reference takes a tenth of a second.
const holds = 200_000

// pace is the seconds that a queue takes for one hold.
func pace(q Queue, times int) (float64, error) {
	done := 0
	seconds, err := timed(func() (err error) {
		done, err = q.Hold(times)
		return err
	})
	return seconds / float64(max(1, done)), err
}

// holding is the engine's queue against container/heap, on the same delays.
func holding(mix string) kernel {
	name := "hold: " + mix + " delays, 100000 pending"
	return kernel{[]string{name}, func(_ context.Context, r *run) (func() error, error) {
		delays := delaysOf(mix)
		pending := residuals(delays, pendingEvents)
		made := r.Queue
		if made == nil {
			made = EngineQueue
		}
		ours, reference := made(delays, pending), HeapQueue(delays, pending)
		for _, q := range []Queue{ours, reference} { // until nothing of the start is left
			if _, err := q.Hold(pendingEvents); err != nil {
				return nil, err
			}
		}
		return func() error {
			theirs, err := pace(reference, holds)
			if err != nil {
				return err
			}
			own, err := pace(ours, holds)
			if err != nil {
				return err
			}
			r.add(name, "x", theirs/own)
			r.add(name, "events/s", 1/own)
			return nil
		}, nil
	}}
}

var (
	//go:embed workloads/trust.yaml
	trustDeals []byte
	//go:embed workloads/majority.yaml
	majorityDeals []byte
)

// dealing is a world in which deals go on for ever, in steady state; calls of the journal make one deal, and buyers
// start one every four days each. The reference is the hold of container/heap at exponential delays.
func dealing(name string, workload []byte, calls, buyers int) kernel {
	return kernel{[]string{name}, func(ctx context.Context, r *run) (func() error, error) {
		s, err := scenarios.Load(workload, scenarios.Options{File: name})
		if err != nil {
			return nil, err
		}
		setup, err := s.At(0)
		if err != nil {
			return nil, err
		}
		before := heapInUse()
		w, err := setup.Build(1, nil)
		if err != nil {
			return nil, err
		}
		day := 6 * sim.Day // past the start: every buyer has bought, the first deals have ended
		if err := w.RunTo(ctx, day); err != nil {
			return nil, err
		}
		bytes := (heapInUse() - before) / float64(w.Accounts())
		delays := delaysOf("exponential")
		reference := HeapQueue(delays, residuals(delays, pendingEvents))
		return func() error {
			theirs, err := pace(reference, holds/2)
			if err != nil {
				return err
			}
			made, events, allocations := w.Journal.Calls(), w.Events(), allocated()
			day += 2 * sim.Day // half a deal for every buyer
			seconds, err := timed(func() error { return w.RunTo(ctx, day) })
			if err != nil {
				return err
			}
			deals := float64(w.Journal.Calls()-made) / float64(calls)
			r.add(name, "refs", seconds/deals/theirs)
			r.add(name, "deals/s", deals/seconds)
			r.add(name, "B/agent", bytes)
			r.add(name, "allocs/event", (allocated()-allocations)/float64(w.Events()-events))
			return w.Ledger.Check()
		}, nil
	}}
}

func heapInUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func allocated() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Mallocs)
}

// replaying is a replay against the bare loop around core.ApplyMessage over the same calls.
func replaying() kernel {
	const name = "replay: trust deals"
	const calls = 8000
	return kernel{[]string{name}, func(ctx context.Context, r *run) (func() error, error) {
		s, err := scenarios.FromLibrary("trust-fund", scenarios.Options{})
		if err != nil {
			return nil, err
		}
		setup, err := s.At(0)
		if err != nil {
			return nil, err
		}
		p, err := simulate(ctx, setup, experiment.Trial{Seed: 1})
		if err != nil {
			return nil, err
		}
		o := r.replay(p, calls)
		o.Twins = nil
		bare, err := chain.NewBare(o)
		if err != nil {
			return nil, err
		}
		return func() error {
			loop, err := bare.OnFlat()
			if err != nil {
				return err
			}
			theirs, err := timed(loop)
			if err != nil {
				return err
			}
			seconds, err := timed(func() error {
				v, err := chain.Replay(ctx, o)
				if err == nil && !v.Identical {
					err = fmt.Errorf("replay of trust-fund: not identical: %s", v.Divergence)
				}
				return err
			})
			if err != nil {
				return err
			}
			r.add(name, "bare", seconds/theirs)
			r.add(name, "calls/s", float64(bare.Calls())/seconds)
			return nil
		}, nil
	}}
}
