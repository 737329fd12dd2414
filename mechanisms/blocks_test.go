package mechanisms

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
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

// lampGas is the gas of a house with a lamp alone.
func lampGas(gas func(Action) Gas) [][]Gas {
	row := make([]Gas, len(lamp.Actions))
	for i, a := range lamp.Actions {
		if !a.Genesis() {
			row[i] = gas(a)
		}
	}
	return [][]Gas{row}
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

// Tables N4 and N5: mean time from sending to execution, in intervals. Means over seeds, each after a warm-up of several
// relaxation times, 1/(1-sqrt(rho))^2 intervals.
func TestBlocks_waitAsTheoryOfQueuesSays(t *testing.T) {
	text, err := os.ReadFile("testdata/blocks_n4_n5.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, slow := os.LookupEnv("DOPASIM_LONG")
	rows := 0
	for line := range strings.Lines(string(text)) {
		var q queue
		if n, _ := fmt.Sscan(line, &q.spacing, &q.capacity, &q.rho, &q.w); n < 4 {
			continue
		}
		rows++
		orders := []string{"arrival"}
		if q.capacity == 5 && q.rho < 0.9 { // the order changes no mean
			orders = []string{"arrival", "tips", "random"}
		}
		for _, order := range orders {
			t.Run(fmt.Sprintf("%s/%d/%g/%s", q.spacing, q.capacity, q.rho, order), func(t *testing.T) {
				if !slow && (q.rho > 0.85 || q.capacity > 5 || q.capacity == 2) {
					t.Skip("DOPASIM_LONG runs it")
				}
				relaxation := math.Pow(1-math.Sqrt(q.rho), -2)
				seeds, blocks, warmUp := 8, max(4000, 40*relaxation), max(500, 8*relaxation)
				if !slow {
					blocks, warmUp = 1200, 300
				}
				var waits []float64
				for seed := range seeds {
					waits = append(waits, q.wait(t, uint64(seed), order, sim.Second(blocks), sim.Second(warmUp)))
				}
				mean, sd := stat(waits)
				if z := (mean - q.w) / (sd / math.Sqrt(float64(len(waits)))); math.Abs(z) > 4 {
					t.Errorf("waits %.4f intervals, want %.4f, z %.1f", mean, q.w, z)
				}
			})
		}
	}
	if rows != 40 {
		t.Errorf("%d rows", rows)
	}
}

// queue is a row of the tables.
type queue struct {
	spacing  string
	capacity int
	rho, w   float64
}

// wait is the mean time from sending to execution, in intervals.
func (q queue) wait(t *testing.T, seed uint64, order string, blocks, warmUp sim.Second) float64 {
	m, chain, first := queueHouse(t, seed, 500, func(p *BlockParams, b *BidParams) {
		p.Spacing, p.GasLimit, p.Order, p.From = q.spacing, uint64(q.capacity)*100_000, order, warmUp*p.Interval
		b.Spread = sim.ProbOf(1, 2)
	})
	interval := DefaultBlocks.Interval
	feed(m, first, 500, sim.Time(float64(interval.Start())/(q.rho*float64(q.capacity))))
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
