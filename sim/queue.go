package sim

import "math"

// Event is one entry of the queue. It has four fields and must stay so: Go keeps structs of up to
// four fields in registers, a fifth doubled the cost of an event (27 -> 55 ns).
type Event struct {
	At   Time
	Seq  uint32 // order of pushing; wraps, so compare with before
	Who  Agent
	Work uint64 // kind<<48 | argument
}

// before tells whether sequence number a was given out before b. Numbers wrap after 2^32 pushes, so
// it is right as long as fewer than 2^31 pushes lie between two events of one group.
func before(a, b uint32) bool { return int32(a-b) < 0 }

// queue holds the pending events and returns them by (time, round, tie hash, sequence).
//
// Nothing here is sorted before it must be. From the next event outwards:
//
//	group   the rest of the (time, round) group that is being handled, in final order
//	late    pushed for now while now is running: the next round of the same instant
//	open    the slot that time has reached, sorted by time          (queue_sort.go)
//	heap    what was pushed into that slot after it was opened      (queue_heap.go)
//	rungs   slots not yet reached, unsorted, coarser rung by rung   (queue_rungs.go)
//	arena   the memory in which slots keep their events             (queue_arena.go)
//
// Everything before edge is in open or heap, everything else in rungs. While few events are pending
// there are no rungs, edge is the end of time, and the queue is just the heap.
//
// Time and heap order say nothing about ties. Only when an instant starts are its events taken out
// together, and only if there are several are they hashed: nanosecond times rarely tie.
type queue struct {
	edge  uint64 // end of what is in open and heap; unsigned, as the end of time is past MaxInt64
	last  *rung  // the finest rung, where the next slot to open is; nil while few are pending
	at    Time   // time of the last popped event; -1 before the first
	size  int
	seq   uint32
	arena arena

	next int // open[:next] is done
	open []Event
	heap []Event

	turn  int // group[:turn] is done
	group []Event
	late  []Event

	rounds, tied uint64

	tie    func(at Time, who Agent) uint64
	ahead  func([]Event) // sees events some time before they are popped, see lookAhead; may be nil
	soon   []Event
	unused *rung // a list, linked by up, of rungs to use again
	raw    []Event
	keys   tieKeys
}

// endOfTime is the first instant that a Time can not express.
const endOfTime = uint64(math.MaxInt64) + 1

// newQueue returns an empty queue at time 0. tie is the hash that decides between events of the same
// time and round: hash(seed, time, luck of the agent). It must be a pure function.
func newQueue(tie func(at Time, who Agent) uint64) *queue {
	return &queue{edge: endOfTime, at: -1, tie: tie, arena: arena{free: none}}
}

// push schedules work for who. An event for the instant that is running joins its next round.
// Scheduling into the past is a programmer's mistake.
func (q *queue) push(at Time, who Agent, work uint64) {
	e := Event{At: at, Seq: q.seq, Who: who, Work: work}
	if at <= q.at || at < 0 {
		q.pushNow(e)
		return
	}
	q.seq++
	q.size++
	t := uint64(at)
	if t < q.edge {
		q.pushEarly(e)
		return
	}
	r := q.last
	for t >= r.limit {
		r = r.up
	}
	// The common case of add, without the call: the chunk has room.
	if slot := (t - r.start) >> (r.shift & 63); slot < uint64(len(r.slots)) && r.slots[slot].room() {
		q.arena.put(&r.slots[slot], e)
		return
	}
	q.arena.add(r, e)
}

// pushNow takes an event for the running instant.
func (q *queue) pushNow(e Event) {
	if e.At < q.at || e.At < 0 {
		panic("sim: event scheduled before now")
	}
	q.seq++
	q.size++
	q.late = append(q.late, e)
}

// pop removes and returns the earliest event that is not later than until, or false if there is none.
func (q *queue) pop(until Time) (Event, bool) {
	if q.turn < len(q.group) || len(q.late) > 0 {
		return q.popGroup(until)
	}
	if q.next == len(q.open) && len(q.heap) == 0 && !q.refill(until) {
		return Event{}, false
	}
	if q.next >= len(q.open) || len(q.heap) > 0 && q.heap[0].At <= q.open[q.next].At {
		return q.popMixed(until)
	}
	e := q.open[q.next]
	if q.next+1 < len(q.open) && q.open[q.next+1].At == e.At {
		return q.popMixed(until)
	}
	if e.At > until {
		return Event{}, false
	}
	q.next++
	q.size--
	q.at = e.At
	q.rounds++
	return e, true
}

// popMixed starts the next instant when the heap has a part in it or several events share it.
func (q *queue) popMixed(until Time) (Event, bool) {
	t, run := q.instant()
	if t > until {
		return Event{}, false
	}
	q.at = t
	q.rounds++
	ties := q.open[q.next : q.next+run]
	q.next += run
	if len(q.heap) > 0 && q.heap[0].At == t {
		first := popHeap(&q.heap)
		if run == 0 && (len(q.heap) == 0 || q.heap[0].At != t) {
			q.size--
			return first, true
		}
		// late is empty between two instants: it serves to bring both parts together.
		both := append(append(q.late, ties...), first)
		for len(q.heap) > 0 && q.heap[0].At == t {
			both = append(both, popHeap(&q.heap))
		}
		ties, q.late = both, both[:0]
	}
	q.form(ties)
	return q.popGroup(until)
}

// instant returns the next time in open and heap and how many events of open have it.
func (q *queue) instant() (t Time, run int) {
	if q.next == len(q.open) {
		return q.heap[0].At, 0
	}
	t = q.open[q.next].At
	if len(q.heap) > 0 && q.heap[0].At < t {
		return q.heap[0].At, 0
	}
	for q.next+run < len(q.open) && q.open[q.next+run].At == t {
		run++
	}
	return t, run
}

// popGroup returns the next event of the running instant: of this round, else of the next one.
func (q *queue) popGroup(until Time) (Event, bool) {
	if q.at > until {
		return Event{}, false
	}
	if q.turn == len(q.group) {
		q.rounds++
		q.form(q.late)
		q.late = q.late[:0]
	}
	e := q.group[q.turn]
	q.turn++
	q.size--
	return e, true
}

// form makes the events, all of one time and round, the current group.
func (q *queue) form(events []Event) {
	q.turn = 0
	q.group = q.keys.sort(q.group[:0], events, q.tie)
	if len(events) > 1 {
		q.tied += uint64(len(events))
	}
}

// len returns the number of pending events.
func (q *queue) len() int { return q.size }

// now returns the time of the last popped event, 0 before the first.
func (q *queue) now() Time { return max(q.at, 0) }

// round returns how many groups of the same time and round have started.
func (q *queue) round() uint64 { return q.rounds }

// ties returns how many popped or current events shared their time and round with another.
func (q *queue) ties() uint64 { return q.tied }
