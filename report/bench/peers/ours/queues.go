package main

import (
	"github.com/dopamine-network/dopasim/report/bench/peers/outcome"
	"github.com/dopamine-network/dopasim/sim"
)

// ring is a line of customers: what is kept of the n-th is in cell n modulo the number of cells, which grows.
type ring[T any] struct {
	cells *sim.Column[T]
	ends  *sim.Column[ends] // one row
}

// ends are ordinals: of the first in the line, and of the one to come.
type ends struct{ head, tail uint64 }

func newRing[T any](w *sim.World, name string) ring[T] {
	return ring[T]{sim.NewColumn[T](w, name, 64), sim.NewColumn[ends](w, name+" ends", 1)}
}

func (r ring[T]) at(n uint64) *T { return &r.cells.Rows[n&uint64(len(r.cells.Rows)-1)] }

func (r ring[T]) push(x T) {
	e := &r.ends.Rows[0]
	if n := uint64(len(r.cells.Rows)); e.tail-e.head == n {
		longer := make([]T, 2*n)
		for i := e.head; i < e.tail; i++ {
			longer[i&(2*n-1)] = *r.at(i)
		}
		r.cells.Rows = longer
	}
	*r.at(e.tail) = x
	e.tail++
}

// pop takes the first out of the line, if there is one.
func (r ring[T]) pop() (x T, ok bool) {
	e := &r.ends.Rows[0]
	if e.head == e.tail {
		return x, false
	}
	e.head++
	return *r.at(e.head - 1), true
}

// counter is a row: what happened at one so far.
type counter struct {
	busy                    bool
	arrived, begun, reneged uint64
	waited                  sim.Time
}

// mm1 serves size customers, one at a time, at 90% load. The check is the mean wait in mean services; theory says 9.
func mm1(size, seed uint64) func() outcome.Outcome {
	w, who := newWorld(seed, "station", 1)
	coming, served := sim.StreamOf("arrival"), sim.StreamOf("service")
	line := newRing[sim.Time](w, "line")
	c := &sim.NewColumn[counter](w, "counter", 1).Rows[0]
	var arrive, leave uint16
	serve := func(came sim.Time) {
		c.waited += w.Now() - came
		r := w.Rand(served, who, c.begun)
		c.begun++
		w.Schedule(w.Now()+sim.Time(r.Exponential(int64(unit))), who, leave, 0)
	}
	next := func() {
		r := w.Rand(coming, who, c.arrived)
		w.Schedule(w.Now()+sim.Time(r.Exponential(int64(unit*10/9))), who, arrive, 0)
	}
	arrive = w.Kind(func(e sim.Event) {
		if c.busy {
			line.push(e.At)
		} else {
			c.busy = true
			serve(e.At)
		}
		if c.arrived++; c.arrived < size {
			next()
		}
	})
	leave = w.Kind(func(sim.Event) {
		var came sim.Time
		if came, c.busy = line.pop(); c.busy {
			serve(came)
		}
	})
	next()
	return func() outcome.Outcome {
		outcome.Must(w.Run(sim.Forever))
		return outcome.Outcome{Done: c.begun, Check: float64(c.waited) / float64(c.begun) / float64(unit)}
	}
}

// bank is SimPy's example "Bank Renege": one counter, customers every Exp(10), who are served for Exp(12) or leave when
// their patience, uniform from 1 to 3, ends before. The check is the share of those who left.
func bank(size, seed uint64) func() outcome.Outcome {
	w, who := newWorld(seed, "bank", 1)
	coming, served, patience := sim.StreamOf("arrival"), sim.StreamOf("service"), sim.StreamOf("patience")
	gone := newRing[bool](w, "line") // of those in the line: did they leave?
	c := &sim.NewColumn[counter](w, "counter", 1).Rows[0]
	var arrive, leave, renege uint16
	serve := func() {
		c.busy = true
		r := w.Rand(served, who, c.begun)
		c.begun++
		w.Schedule(w.Now()+sim.Time(r.Exponential(int64(12*unit))), who, leave, 0)
	}
	next := func(n uint64) {
		r := w.Rand(coming, who, n)
		w.Schedule(w.Now()+sim.Time(r.Exponential(int64(10*unit))), who, arrive, n)
	}
	arrive = w.Kind(func(e sim.Event) {
		if n := e.Argument(); n+1 < size {
			next(n + 1)
		}
		if !c.busy {
			serve()
			return
		}
		r := w.Rand(patience, who, e.Argument())
		place := gone.ends.Rows[0].tail
		w.Schedule(e.At+sim.Time(r.Uniform(int64(unit), int64(3*unit))), who, renege, place)
		gone.push(false)
	})
	leave = w.Kind(func(sim.Event) {
		left, waiting := gone.pop()
		for waiting && left {
			left, waiting = gone.pop()
		}
		if c.busy = waiting; waiting {
			serve()
		}
	})
	renege = w.Kind(func(e sim.Event) {
		if place := e.Argument(); place >= gone.ends.Rows[0].head {
			*gone.at(place) = true
			c.reneged++
		}
	})
	next(0)
	return func() outcome.Outcome {
		outcome.Must(w.Run(sim.Forever))
		return outcome.Outcome{Done: c.begun + c.reneged, Check: float64(c.reneged) / float64(size)}
	}
}
