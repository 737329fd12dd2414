package suite

import (
	"container/heap"
	"fmt"
	"math"
	"time"

	"github.com/dopamine-network/dopasim/sim"
)

// Queue is a queue of pending events at work: the hold model (Jones 1986). Hold pops the earliest event and pushes it
// again after a delay, about so many times, and says how often it did.
type Queue interface {
	Hold(times int) (done int, err error)
}

const pendingEvents = 100_000

// mixes are the delays of the hold model: exponential ones; those of trust deals (a second, minutes, hours, three days);
// and events that all happen at the same instants.
var mixes = []string{"exponential", "trust", "ties"}

// delaysOf are delays of a mix in nanoseconds, drawn beforehand so that the queue is measured and not the generator.
func delaysOf(mix string) []int64 {
	const second = int64(time.Second)
	luck := sim.NewRand(1, sim.StreamOf("hold"), sim.LuckOf(mix, 0), 0)
	delays := make([]int64, 1<<16)
	for i := range delays {
		switch mix {
		case "exponential":
			delays[i] = luck.Exponential(second)
		case "trust":
			delays[i] = [4]int64{second, luck.Exponential(300 * second), luck.Exponential(3 * 3600 * second), 72 * 3600 * second}[luck.Uint64n(4)]
		case "ties":
			delays[i] = second
		default:
			panic("suite: no mix " + mix)
		}
	}
	return delays
}

// residuals are when n events are pending in the long run: of delays chosen in proportion to their length, the part that
// is left at a random moment. Ties stay together.
func residuals(delays []int64, n int) []int64 {
	luck := sim.NewRand(1, sim.StreamOf("residuals"), sim.LuckOf("hold", 0), 0)
	shortest, longest := int64(math.MaxInt64), int64(0)
	for _, d := range delays {
		shortest, longest = min(shortest, d), max(longest, d)
	}
	var pending []int64
	for len(pending) < n {
		d := delays[luck.Uint64n(uint64(len(delays)))]
		if luck.Uniform(0, longest) > d {
			continue
		}
		if shortest < longest {
			d = luck.Uniform(0, d)
		}
		pending = append(pending, d)
	}
	return pending
}

// engineQueue is the engine's queue behind its public API: a world whose agents have one timer each.
type engineQueue struct {
	world *sim.World
	pace  float64  // events in a nanosecond of the world
	until sim.Time // what it ran to: the clock stays at the last event, behind it
}

// EngineQueue is the queue of sim.World.
func EngineQueue(delays, pending []int64) Queue {
	w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: []sim.Group{{Name: "agents", Size: uint32(len(pending))}}})
	if err != nil {
		panic("suite: " + err.Error())
	}
	agents, _ := w.Population("agents")
	var kind uint16
	next := 0
	kind = w.Kind(func(e sim.Event) {
		w.Schedule(e.At.After(sim.Time(delays[next&(len(delays)-1)])), e.Who, kind, 0)
		next++
	})
	mean := 0.0
	for _, d := range delays {
		mean += float64(d) / float64(len(delays))
	}
	for i, at := range pending {
		w.Schedule(sim.Time(at), agents.First+sim.Agent(i), kind, 0)
	}
	return &engineQueue{world: w, pace: float64(len(pending)) / mean}
}

func (q *engineQueue) Hold(times int) (int, error) {
	before := q.world.Events()
	for q.world.Events()-before < uint64(times) {
		ahead := float64(times) - float64(q.world.Events()-before)
		q.until += sim.Time(max(ahead/q.pace, float64(time.Second)/10))
		if err := q.world.Run(q.until); err != nil {
			return 0, fmt.Errorf("hold: %w", err)
		}
	}
	return int(q.world.Events() - before), nil
}

// heapQueue is container/heap of pointers by (time, number): what most simulators use, and the kernel that everything is
// held against.
type heapQueue struct {
	events heapEvents
	delays []int64
	next   int
	number uint64
}

type heapEvent struct {
	at     int64
	number uint64
	who    uint32
}

type heapEvents []*heapEvent

func (h heapEvents) Len() int { return len(h) }
func (h heapEvents) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].number < h[j].number
}
func (h heapEvents) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *heapEvents) Push(x any)   { *h = append(*h, x.(*heapEvent)) }
func (h *heapEvents) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

// HeapQueue is the reference kernel.
func HeapQueue(delays, pending []int64) Queue {
	q := &heapQueue{delays: delays}
	for i, at := range pending {
		q.push(at, uint32(i))
	}
	return q
}

func (q *heapQueue) push(at int64, who uint32) {
	heap.Push(&q.events, &heapEvent{at, q.number, who})
	q.number++
}

func (q *heapQueue) Hold(times int) (int, error) {
	for range times {
		e := heap.Pop(&q.events).(*heapEvent)
		q.push(e.at+q.delays[q.next&(len(q.delays)-1)], e.who)
		q.next++
	}
	return times, nil
}
