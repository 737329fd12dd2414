// Command heap runs workloads of the peers' benchmark on container/heap, as simulations in Go are mostly written: a
// heap of pointers to events by (time, order of scheduling), each with the function that handles it, and math/rand/v2.
package main

import (
	"container/heap"
	"math/rand/v2"

	"github.com/dopamine-network/dopasim/report/bench/peers/outcome"
)

type event struct {
	at  float64
	seq uint64
	who int
	do  func(*event)
}

type events []*event

func (q events) Len() int { return len(q) }
func (q events) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].seq < q[j].seq
}
func (q events) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *events) Push(x any)   { *q = append(*q, x.(*event)) }
func (q *events) Pop() any {
	old := *q
	e := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return e
}

// simulation is a clock and what is to come.
type simulation struct {
	now     float64
	pending events
	seq     uint64
	handled uint64
	luck    *rand.Rand
}

func (s *simulation) schedule(after float64, who int, do func(*event)) {
	s.seq++
	heap.Push(&s.pending, &event{s.now + after, s.seq, who, do})
}

func (s *simulation) run(until float64) {
	for len(s.pending) > 0 && s.pending[0].at <= until {
		e := heap.Pop(&s.pending).(*event)
		s.now = e.at
		s.handled++
		e.do(e)
	}
}

func hold(s *simulation, size float64) func() outcome.Outcome {
	const pending = 100_000
	var wake func(*event)
	wake = func(e *event) { s.schedule(s.luck.ExpFloat64(), e.who, wake) }
	for i := range pending {
		s.schedule(s.luck.ExpFloat64(), i, wake)
	}
	return func() outcome.Outcome {
		s.run(size / pending)
		return outcome.Outcome{Done: s.handled, Check: float64(s.handled) / size}
	}
}

func phold(s *simulation, size float64) func() outcome.Outcome {
	const places, pending = 1_000, 10_000
	var receive func(*event)
	send := func() { s.schedule(0.1+s.luck.ExpFloat64(), s.luck.IntN(places), receive) }
	receive = func(*event) { send() }
	for range pending {
		send()
	}
	return func() outcome.Outcome {
		s.run(size / pending * 1.1)
		return outcome.Outcome{Done: s.handled, Check: float64(s.handled) / size}
	}
}

func mm1(s *simulation, size float64) func() outcome.Outcome {
	var arrive, leave func(*event)
	var line []float64
	busy, arrived, begun, waited := false, 0.0, uint64(0), 0.0
	serve := func(came float64) {
		busy = true
		begun++
		waited += s.now - came
		s.schedule(s.luck.ExpFloat64(), 0, leave)
	}
	arrive = func(e *event) {
		if busy {
			line = append(line, e.at)
		} else {
			serve(e.at)
		}
		if arrived++; arrived < size {
			s.schedule(s.luck.ExpFloat64()/0.9, 0, arrive)
		}
	}
	leave = func(*event) {
		if busy = len(line) > 0; busy {
			came := line[0]
			line = line[1:]
			serve(came)
		}
	}
	s.schedule(s.luck.ExpFloat64()/0.9, 0, arrive)
	return func() outcome.Outcome {
		s.run(1e300)
		return outcome.Outcome{Done: begun, Check: waited / float64(begun)}
	}
}

func main() {
	simulated := func(model func(*simulation, float64) func() outcome.Outcome) outcome.Model {
		return func(size, seed uint64) func() outcome.Outcome {
			return model(&simulation{luck: rand.New(rand.NewPCG(seed, 1))}, float64(size))
		}
	}
	outcome.Main(map[string]outcome.Model{"hold": simulated(hold), "phold": simulated(phold), "mm1": simulated(mm1)})
}
