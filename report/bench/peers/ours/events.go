package main

import (
	"github.com/dopamine-network/dopasim/report/bench/peers/outcome"
	"github.com/dopamine-network/dopasim/sim"
)

// unit is the unit of time of the workloads.
const unit = sim.Millisecond

const (
	holdPending  = 100_000
	pholdPlaces  = 1_000
	pholdPending = 10 * pholdPlaces
	lookahead    = unit / 10
)

// newWorld is a world with one population.
func newWorld(seed uint64, name string, agents uint32) (*sim.World, sim.Agent) {
	w, err := sim.NewWorld(sim.Config{Seed: seed, Populations: []sim.Group{{Name: name, Size: agents}}})
	outcome.Must(err)
	p, _ := w.Population(name)
	return w, p.First
}

// hold has 10^5 agents, each of whom waits again and again for Exp(1). It runs until about size waits are over; the
// check is waits by agent and unit of time.
func hold(size, seed uint64) func() outcome.Outcome {
	w, first := newWorld(seed, "agents", holdPending)
	delay := sim.StreamOf("delay")
	var wake uint16
	wait := func(who sim.Agent, n uint64) {
		r := w.Rand(delay, who, n)
		w.Schedule(w.Now()+sim.Time(r.Exponential(int64(unit))), who, wake, n+1)
	}
	wake = w.Kind(func(e sim.Event) { wait(e.Who, e.Argument()) })
	for i := range sim.Agent(holdPending) {
		wait(first+i, 0)
	}
	until := sim.Time(size) * unit / holdPending
	return func() outcome.Outcome {
		outcome.Must(w.Run(until))
		done := w.Events()
		return outcome.Outcome{Done: done, Check: float64(done) / holdPending / (float64(until) / float64(unit))}
	}
}

// phold passes 10^4 messages among 1000 places: each travels for 0.1 + Exp(1) to a place drawn at random (Fujimoto
// 1990). The check is moves by message and mean travel.
func phold(size, seed uint64) func() outcome.Outcome {
	w, first := newWorld(seed, "places", pholdPlaces)
	sends := sim.NewColumn[uint64](w, "sends", pholdPlaces)
	travel := sim.StreamOf("travel")
	var receive uint16
	send := func(from sim.Agent) {
		n := &sends.Rows[from-first]
		r := w.Rand(travel, from, *n)
		*n++
		at := w.Now() + lookahead + sim.Time(r.Exponential(int64(unit)))
		w.Schedule(at, first+sim.Agent(r.Uint64n(pholdPlaces)), receive, 0)
	}
	receive = w.Kind(func(e sim.Event) { send(e.Who) })
	for i := range sim.Agent(pholdPending) {
		send(first + i%pholdPlaces)
	}
	until := sim.Time(size) * (unit + lookahead) / pholdPending
	return func() outcome.Outcome {
		outcome.Must(w.Run(until))
		done := w.Events()
		return outcome.Outcome{Done: done, Check: float64(done) / pholdPending / (float64(until) / float64(unit+lookahead))}
	}
}

// wealth is the model of Dragulescu and Yakovenko (2000), the first of Mesa's tutorial: in each of size steps, in an
// order drawn anew, each of 1000 agents who has a unit gives it to somebody. The check is the Gini coefficient at the
// end, exact the sum of all wealth.
func wealth(size, seed uint64) func() outcome.Outcome {
	const agents = 1000
	w, first := newWorld(seed, "agents", agents)
	owned := sim.NewColumn[int64](w, "wealth", agents)
	gift := sim.StreamOf("gift")
	var give uint16
	give = w.Kind(func(e sim.Event) {
		if own := &owned.Rows[e.Who-first]; *own > 0 {
			r := w.Rand(gift, e.Who, e.Argument())
			*own--
			owned.Rows[r.Uint64n(agents)]++
		}
		if n := e.Argument() + 1; n < size {
			w.Schedule(e.At+unit, e.Who, give, n)
		}
	})
	for i := range sim.Agent(agents) {
		owned.Rows[i] = 1
		w.Schedule(0, first+i, give, 0)
	}
	return func() outcome.Outcome {
		outcome.Must(w.Run(sim.Forever))
		return outcome.Outcome{Done: w.Events(), Check: gini(owned.Rows), Exact: []int64{sum(owned.Rows)}}
	}
}
