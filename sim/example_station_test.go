package sim_test

import (
	"fmt"

	"github.com/dopamine-network/dopasim/sim"
)

// meanService is the unit of time of queueing theory: fine enough that rounding to nanoseconds shows nowhere, coarse
// enough that 10^9 services fit into a Time.
const meanService = sim.Millisecond

// station is customers in front of equal servers, first come, first served: a whole model on the engine. What a run
// changes is in columns, luck belongs to the ordinals of the customers, and all that is measured is integers.
type station struct {
	*sim.World
	servers uint32
	gap     sim.Time                // mean time between arrivals, which are a Poisson process
	service func(sim.Rand) sim.Time // draws the length of a service
	limits  [2]sim.Time             // a wait or sojourn longer than these is counted as long

	who            sim.Agent // the station is an agent
	arrive, leave  uint16    // kinds of event
	coming, served sim.Stream
	state          *sim.Column[stationState] // one row
	line           *sim.Column[sim.Time]     // when those who wait came: a ring

	begin uint32      // a cycle begins with an arrival that finds so many customers
	cycle func(tally) // is told what happened in each whole cycle; may be nil
}

// stationState is the row of a station.
type stationState struct {
	Present       uint32 // customers, waiting or served
	Whole         bool   // a cycle has begun
	Arrived, Most uint64 // customers so far; how many there will be
	Begun         uint64 // services so far
	Head, Tail    uint64 // places in the ring, ever growing: of the next to be served, behind the last to come
	Since         sim.Time
	Now, Before   tally // since the cycle began; in the cycles before
}

// tally is what happened in a span of time. Present and Waiting are areas, integrals of a number of customers over time.
type tally struct {
	Customers, LongWaits, LongSojourns, Delayed int64
	Waits, Sojourns                             sim.Time // sums over the customers who came
	Time, Present, Waiting                      sim.Time
	Empty, FiveOrMore                           sim.Time // time with no customer, with at least five
}

// newStation is an empty station, to be run until most customers have come and gone.
func newStation(seed uint64, servers int, gap sim.Time, service func(sim.Rand) sim.Time, most uint64) (*station, error) {
	w, err := sim.NewWorld(sim.Config{Seed: seed, Populations: []sim.Group{{Name: "station", Size: 1}}})
	if err != nil {
		return nil, err
	}
	p, _ := w.Population("station")
	s := &station{
		World: w, servers: uint32(servers), gap: gap, service: service, who: p.First,
		coming: sim.StreamOf("arrival"), served: sim.StreamOf("service"),
		state: sim.NewColumn[stationState](w, "station", 1),
		line:  sim.NewColumn[sim.Time](w, "line", 64),
	}
	s.arrive, s.leave = w.Kind(s.arrival), w.Kind(s.departure)
	s.state.Rows[0].Most = most
	s.next(0)
	return s, nil
}

// exponential services have the mean that is the unit of time.
func exponential(r sim.Rand) sim.Time { return sim.Time(r.Exponential(int64(meanService))) }

// next schedules the arrival of the n-th customer.
func (s *station) next(n uint64) {
	r := s.Rand(s.coming, s.who, n)
	s.Schedule(s.Now()+sim.Time(r.Exponential(int64(s.gap))), s.who, s.arrive, 0)
}

func (s *station) arrival(sim.Event) {
	st := &s.state.Rows[0]
	s.pass(st)
	if st.Present == s.begin {
		s.endCycle(st)
	}
	st.Present++
	st.Now.Customers++
	if st.Present <= s.servers {
		s.serve(st, s.Now())
	} else {
		s.queue(st, s.Now())
	}
	if st.Arrived++; st.Arrived < st.Most {
		s.next(st.Arrived)
	}
}

func (s *station) departure(sim.Event) {
	st := &s.state.Rows[0]
	s.pass(st)
	st.Present--
	if st.Head != st.Tail {
		came := s.line.Rows[st.Head%uint64(len(s.line.Rows))]
		st.Head++
		s.serve(st, came)
	}
}

// pass adds the time since the last event to the areas.
func (s *station) pass(st *stationState) {
	d, n := s.Now()-st.Since, st.Present
	st.Since = s.Now()
	t := &st.Now
	t.Time += d
	t.Present += d * sim.Time(n)
	switch {
	case n == 0:
		t.Empty += d
	case n >= 5:
		t.FiveOrMore += d
	}
	if n > s.servers {
		t.Waiting += d * sim.Time(n-s.servers)
	}
}

// queue puts a customer at the end of the line, and makes the ring longer when it is full.
func (s *station) queue(st *stationState, came sim.Time) {
	if n := uint64(len(s.line.Rows)); st.Tail-st.Head == n {
		longer := make([]sim.Time, 2*n)
		for i := st.Head; i < st.Tail; i++ {
			longer[i%(2*n)] = s.line.Rows[i%n]
		}
		s.line.Rows = longer
	}
	s.line.Rows[st.Tail%uint64(len(s.line.Rows))] = came
	st.Tail++
}

// serve begins the service of who came at a time. How long the sojourn will be is known from here on.
func (s *station) serve(st *stationState, came sim.Time) {
	length := s.service(s.Rand(s.served, s.who, st.Begun))
	s.Schedule(s.Now()+length, s.who, s.leave, 0)
	st.Begun++
	t, wait := &st.Now, s.Now()-came
	t.Waits += wait
	t.Sojourns += wait + length
	if wait > 0 {
		t.Delayed++
		if wait > s.limits[0] {
			t.LongWaits++
		}
	}
	if wait+length > s.limits[1] {
		t.LongSojourns++
	}
}

// endCycle closes a cycle. No customer waits when another begins, so that all who came in it have begun their service.
func (s *station) endCycle(st *stationState) {
	if st.Whole && s.cycle != nil {
		s.cycle(st.Now)
	}
	st.Before.add(st.Now)
	st.Now, st.Whole = tally{}, true
}

func (t *tally) add(u tally) {
	t.Customers += u.Customers
	t.LongWaits += u.LongWaits
	t.LongSojourns += u.LongSojourns
	t.Delayed += u.Delayed
	t.Waits += u.Waits
	t.Sojourns += u.Sojourns
	t.Time += u.Time
	t.Present += u.Present
	t.Waiting += u.Waiting
	t.Empty += u.Empty
	t.FiveOrMore += u.FiveOrMore
}

// total is what happened so far.
func (s *station) total() tally {
	t := s.state.Rows[0].Before
	t.add(s.state.Rows[0].Now)
	return t
}

// A queue with one server that is busy 90% of the time (M/M/1): in the long run customers stay for ten services.
func Example_station() {
	s, err := newStation(1, 1, meanService*10/9, exponential, 1_000_000)
	if err != nil {
		panic(err)
	}
	if err := s.Run(sim.Forever); err != nil {
		panic(err)
	}
	t := s.total()
	fmt.Println(t.Customers, "customers,", s.Events(), "events")
	fmt.Printf("mean sojourn %.2f services, mean number present %.2f\n",
		float64(t.Sojourns)/float64(t.Customers)/float64(meanService), float64(t.Present)/float64(t.Time))
	fmt.Println("Little's law to the nanosecond:", t.Sojourns == t.Present)
	// Output:
	// 1000000 customers, 2000000 events
	// mean sojourn 10.20 services, mean number present 9.18
	// Little's law to the nanosecond: true
}
