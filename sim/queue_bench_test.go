package sim

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// BenchmarkHold measures the hold model: pop the earliest event, push it again after a delay, with n
// pending throughout. The ratio of two queues in one run counts; the digits depend on the machine.
//
//	go test -run none -bench 'Hold/trust/.*/1e6' ./sim
func BenchmarkHold(b *testing.B) {
	queues := []struct {
		name string
		make func() holder
	}{
		{"slots", func() holder { return newQueue(testTie) }},
		{"four-ary", func() holder { return &fourHeap{} }},
		{"container", func() holder { return &pointerHeap{} }},
	}
	for _, mix := range []string{"exponential", "trust", "ties"} {
		delays := delayTable(mix)
		for _, kind := range queues {
			for _, n := range []int{1e3, 1e5, 1e6, 1e7} {
				b.Run(fmt.Sprintf("%s/%s/1e%d", mix, kind.name, int(math.Log10(float64(n)))), func(b *testing.B) {
					q := kind.make()
					fillResiduals(q, delays, n)
					i := 0
					for range min(n, 200_000) {
						hold(q, delays, &i)
					}
					b.ReportAllocs()
					b.ResetTimer()
					switch q := q.(type) { // direct calls, as the engine's are
					case *queue:
						for range b.N {
							e, _ := q.pop(math.MaxInt64)
							q.push(e.At+delays[i%len(delays)], e.Who, e.Work)
							i++
						}
					case *fourHeap:
						for range b.N {
							e, _ := q.pop(math.MaxInt64)
							q.push(e.At+delays[i%len(delays)], e.Who, e.Work)
							i++
						}
					case *pointerHeap:
						for range b.N {
							e, _ := q.pop(math.MaxInt64)
							q.push(e.At+delays[i%len(delays)], e.Who, e.Work)
							i++
						}
					}
				})
			}
		}
	}
}

// BenchmarkBurst pushes a million events with exponential delays at time 0 and drains them, in a
// queue that has done so before; ns/op is for the push and the pop of one event.
func BenchmarkBurst(b *testing.B) {
	delays, q, i := delayTable("exponential"), newQueue(testTie), 0
	for b.Loop() {
		now := q.now()
		for range 1_000_000 {
			q.push(now+1+delays[i%len(delays)]+Time(i), Agent(i), 0)
			i++
		}
		for q.len() > 0 {
			q.pop(math.MaxInt64)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ns/event")
}

// BenchmarkSmall runs a small simulation from a new queue: 2000 agents, 10,000 events.
func BenchmarkSmall(b *testing.B) {
	delays := delayTable("exponential")
	b.ReportAllocs()
	for b.Loop() {
		q := newQueue(testTie)
		for i := range 2000 {
			q.push(delays[i], Agent(i), 0)
		}
		i := 2000
		for range 10_000 {
			hold(q, delays, &i)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e4, "ns/event")
}

// BenchmarkSeconds has timers at whole seconds, thousands of them at each, amid events at any
// nanosecond.
func BenchmarkSeconds(b *testing.B) {
	for _, n := range []int{1e3, 1e5, 1e6} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			delays, q, i := delayTable("trust"), newQueue(testTie), 0
			for range n {
				q.push(delays[i%len(delays)]%(60*second), Agent(i), 0)
				i++
			}
			b.ReportAllocs()
			for b.Loop() {
				e, _ := q.pop(math.MaxInt64)
				at := e.At + delays[i%len(delays)]%(60*second)
				if i%2 == 0 {
					at = (at/second + 1) * second
				}
				q.push(at, e.Who, e.Work)
				i++
			}
		})
	}
}

const second = Time(1e9)

// holder is what BenchmarkHold needs of a queue.
type holder interface {
	push(at Time, who Agent, work uint64)
	pop(until Time) (Event, bool)
}

func hold(q holder, delays []Time, i *int) {
	e, _ := q.pop(math.MaxInt64)
	q.push(e.At+delays[*i%len(delays)], e.Who, e.Work)
	*i++
}

// testTie is as dear as a real tie hash: two rounds of multiply and shift.
func testTie(at Time, who Agent) uint64 {
	x := uint64(at) ^ uint64(who)<<40 ^ uint64(who)
	x = (x ^ x>>32) * 0xd6e8feb86659fd93
	x = (x ^ x>>32) * 0xd6e8feb86659fd93
	return x ^ x>>32
}

// delayTable returns delays of a mix, drawn beforehand so that the queue is measured and not the
// generator. 65536 of them take half a mebibyte.
func delayTable(mix string) []Time {
	rng := rand.New(rand.NewPCG(1, 2))
	exp := func(mean Time) Time { return Time(rng.ExpFloat64() * float64(mean)) }
	table := make([]Time, 1<<16)
	for i := range table {
		switch mix {
		case "exponential":
			table[i] = exp(second)
		case "ties":
			table[i] = second
		case "trust":
			table[i] = [4]Time{second, exp(300 * second), exp(3 * 3600 * second), 72 * 3600 * second}[rng.IntN(4)]
		}
	}
	return table
}

// fillResiduals pushes n events as they are pending in the long run: of delays chosen in proportion to
// their length, the part that is left at a random moment. Ties stay together.
func fillResiduals(q holder, delays []Time, n int) {
	rng := rand.New(rand.NewPCG(3, 4))
	longest, shortest := Time(0), Time(math.MaxInt64)
	for _, d := range delays {
		longest, shortest = max(longest, d), min(shortest, d)
	}
	for i := 0; i < n; {
		d := delays[rng.IntN(len(delays))]
		if rng.Float64()*float64(longest) > float64(d) {
			continue
		}
		if shortest < longest {
			d = Time(rng.Float64() * float64(d))
		}
		q.push(d, Agent(i), 0)
		i++
	}
}

// fourHeap is a four-ary heap of values by (time, sequence): what a plain good queue would be.
type fourHeap struct {
	events []Event
	seq    uint32
}

func (h *fourHeap) less(a, b *Event) bool {
	return a.At < b.At || a.At == b.At && before(a.Seq, b.Seq)
}

func (h *fourHeap) push(at Time, who Agent, work uint64) {
	e := Event{At: at, Seq: h.seq, Who: who, Work: work}
	h.seq++
	h.events = append(h.events, e)
	a, i := h.events, len(h.events)-1
	for i > 0 && h.less(&e, &a[(i-1)/4]) {
		a[i] = a[(i-1)/4]
		i = (i - 1) / 4
	}
	a[i] = e
}

func (h *fourHeap) pop(until Time) (Event, bool) {
	if len(h.events) == 0 || h.events[0].At > until {
		return Event{}, false
	}
	top, e := h.events[0], h.events[len(h.events)-1]
	a := h.events[:len(h.events)-1]
	h.events = a
	if len(a) == 0 {
		return top, true
	}
	i := 0
	for 4*i+1 < len(a) {
		least := 4*i + 1
		for k := least + 1; k < min(4*i+5, len(a)); k++ {
			if h.less(&a[k], &a[least]) {
				least = k
			}
		}
		if !h.less(&a[least], &e) {
			break
		}
		a[i] = a[least]
		i = least
	}
	a[i] = e
	return top, true
}

// pointerHeap is container/heap of pointers by (time, sequence): what most simulators use.
type pointerHeap struct {
	events pointers
	seq    uint32
}

func (h *pointerHeap) push(at Time, who Agent, work uint64) {
	heap.Push(&h.events, &Event{At: at, Seq: h.seq, Who: who, Work: work})
	h.seq++
}

func (h *pointerHeap) pop(until Time) (Event, bool) {
	if len(h.events) == 0 || h.events[0].At > until {
		return Event{}, false
	}
	return *heap.Pop(&h.events).(*Event), true
}

type pointers []*Event

func (p pointers) Len() int { return len(p) }
func (p pointers) Less(i, j int) bool {
	return p[i].At < p[j].At || p[i].At == p[j].At && before(p[i].Seq, p[j].Seq)
}
func (p pointers) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p *pointers) Push(x any)   { *p = append(*p, x.(*Event)) }
func (p *pointers) Pop() any {
	old := *p
	e := old[len(old)-1]
	*p = old[:len(old)-1]
	return e
}
