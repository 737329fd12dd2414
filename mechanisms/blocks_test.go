package mechanisms

import (
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// queueHouse is a house with a lamp whose actions take 100,000 gas each, and n agents.
func queueHouse(tb testing.TB, seed uint64, n int, change func(*BlockParams, *BidParams)) (*Instance[lampState], *Blocks, sim.Agent) {
	tb.Helper()
	w, err := sim.NewWorld(sim.Config{Seed: seed, Populations: []sim.Group{{Name: "lamp", Size: 1}, {Name: "people", Size: uint32(n)}, {Name: "rivals", Size: 3}}})
	if err != nil {
		tb.Fatal(err)
	}
	house := NewHouse(w)
	bound, err := house.Add("lamp", lamp, &lampParams{Limit: 100}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	params, bid := DefaultBlocks, DefaultBid
	params.Market, params.BaseFee = "constant", 0
	if change != nil {
		change(&params, &bid)
	}
	bids := make([]BidParams, len(w.Populations()))
	for i := range bids {
		bids[i] = bid
	}
	blocks, err := house.Settle(params, bids, [][]Gas{slices.Repeat([]Gas{{100_000, 100_000, 100_000}}, 3)})
	if err != nil {
		tb.Fatal(err)
	}
	m, _ := InstanceOf[lampState](bound)
	people, _ := w.Population("people")
	return m, blocks, people.First
}

// feed sends actions at the times of a Poisson process, each by the next agent in turn.
func feed(m *Instance[lampState], first sim.Agent, n int, mean sim.Time) {
	w := m.World
	i := uint64(0)
	var kind uint16
	kind = w.Kind(func(sim.Event) {
		out.Send(m, first+sim.Agent(i%uint64(n)), outArgs{1})
		i++
		r := w.Rand(sim.StreamOf("feed"), sim.Nobody, i)
		w.Schedule(w.Now().After(sim.Time(r.Exponential(int64(mean)))), sim.Nobody, kind, 0)
	})
	w.Schedule(0, sim.Nobody, kind, 0)
}

// Tables N4 and N5: mean time from sending to execution, in intervals. Means over seeds, each after a warm-up.
func TestBlocks_waitAsTheoryOfQueuesSays(t *testing.T) {
	for _, c := range []struct {
		spacing  string
		capacity int
		rho, w   float64
	}{
		{"exponential", 1, 0.5, 2}, {"exponential", 2, 0.8, 3.843980}, {"exponential", 5, 0.5, 1.396195},
		{"fixed", 1, 0.5, 1}, {"fixed", 1, 0.8, 2.5}, {"fixed", 5, 0.8, 0.789060}, {"fixed", 10, 0.9, 0.844582}, {"fixed", 100, 0.95, 0.553446},
	} {
		for _, order := range []string{"arrival", "tips", "random"} {
			t.Run(fmt.Sprintf("%s/%d/%g/%s", c.spacing, c.capacity, c.rho, order), func(t *testing.T) {
				if _, slow := os.LookupEnv("DOPASIM_LONG"); !slow && (c.rho > 0.85 || order != "arrival" && c.capacity != 5) {
					t.Skip("DOPASIM_LONG runs it")
				}
				var waits []float64
				for seed := range uint64(12) {
					waits = append(waits, wait(t, seed, c.spacing, order, c.capacity, c.rho))
				}
				mean, sd := stat(waits)
				if z := (mean - c.w) / (sd / math.Sqrt(float64(len(waits)))); math.Abs(z) > 4 {
					t.Errorf("waits %.4f intervals, want %.4f, z %.1f", mean, c.w, z)
				}
			})
		}
	}
}

// wait is the mean time from sending to execution, in intervals, at a load.
func wait(t *testing.T, seed uint64, spacing, order string, capacity int, rho float64) float64 {
	const blocks, warmUp = 4000, 500
	m, chain, first := queueHouse(t, seed, 500, func(p *BlockParams, b *BidParams) {
		p.Spacing, p.GasLimit, p.Order, p.From = spacing, uint64(capacity)*100_000, order, warmUp*p.Interval
		b.Spread = sim.ProbOf(1, 2)
	})
	interval := DefaultBlocks.Interval
	feed(m, first, 500, sim.Time(float64(interval.Start())/(rho*float64(capacity))))
	if err := m.World.Run((interval * blocks).Start()); err != nil {
		t.Fatal(err)
	}
	if err := m.House.Check(); err != nil {
		t.Fatal(err)
	}
	return metric(chain, "latency_mean") / float64(interval)
}

func stat(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, math.Sqrt(sd)
}

func metric(b *Blocks, name string) float64 {
	return b.Metrics()[slices.IndexFunc(BlockMetrics, func(m MetricInfo) bool { return m.Name == name })]
}
