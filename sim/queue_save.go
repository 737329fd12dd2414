package sim

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"
)

// pending returns all pending events in the order in which pop would return them. It sorts slot by slot, from the next
// one outwards, which takes far less time than to sort all of them.
func (q *queue) pending() []Event {
	all := make([]Event, 0, q.size)
	all = append(all, q.group[q.turn:]...)
	part := func(events []Event) { all = append(all, events...) }
	list := func(l list) {
		for c, cells := q.arena.newest(l); c != none; c, cells = q.arena.older(c) {
			all = append(all, cells...)
		}
	}
	// Each part is sorted on its own: all of it comes before all of the next.
	sorted := func(add func()) {
		from := len(all)
		add()
		q.order(all[from:])
	}
	sorted(func() { part(q.late) })
	sorted(func() { part(q.open[q.next:]); part(q.heap) })
	for r := q.last; r != nil; r = r.up {
		for i := r.nextSlot(); i < len(r.slots); i = r.slotFrom(i + 1) {
			sorted(func() { list(r.slots[i]) })
		}
		sorted(func() { list(r.over) })
	}
	return all
}

// order sorts events. Many of them, as those behind the last slot, are spread by time first, as bucket does with hashes:
// what is then sorted lies in the cache.
func (q *queue) order(events []Event) {
	if len(events) <= ordered {
		slices.SortFunc(events, q.compare)
		return
	}
	low, high := events[0].At, events[0].At
	for i := range events {
		low, high = min(low, events[i].At), max(high, events[i].At)
	}
	width := min(bits.Len(uint(len(events)/8)), 18)
	shift := max(0, bits.Len64(uint64(high-low))-width)
	ends := make([]int, 1<<width)
	for i := range events {
		ends[uint64(events[i].At-low)>>shift]++
	}
	sum := 0
	for i, n := range ends {
		ends[i] = sum
		sum += n
	}
	spread := make([]Event, len(events))
	for i := range events {
		b := uint64(events[i].At-low) >> shift
		spread[ends[b]] = events[i]
		ends[b]++
	}
	from := 0
	for _, end := range ends {
		slices.SortFunc(spread[from:end], q.compare)
		from = end
	}
	copy(events, spread)
}

// ordered are so few events that they are sorted at once.
const ordered = 1 << 10

// compare is the order of events of one round, or of instants that have not started.
func (q *queue) compare(a, b Event) int {
	if a.At != b.At {
		return cmp.Compare(a.At, b.At)
	}
	return compareTies(tieKey{hash: q.tie(a.At, a.Who), seq: a.Seq}, tieKey{hash: q.tie(b.At, b.Who), seq: b.Seq})
}

// between tells whether no instant is under way: everything pending is later than what was popped last.
func (q *queue) between() bool { return q.turn == len(q.group) && len(q.late) == 0 }

// savedQueue is a queue between two instants, beside its events. How these lie in slots is not part of it: that never
// decides their order.
type savedQueue struct {
	At      Time   `json:"at"`       // of the last event that was popped; -1 before the first
	NextSeq uint32 `json:"next_seq"` // number that the next event gets
	Events  int    `json:"events"`
	Rounds  uint64 `json:"rounds"`
	Tied    uint64 `json:"tied"`
}

func (q *queue) saved() savedQueue { return savedQueue{q.at, q.seq, q.size, q.rounds, q.tied} }

// errEarly says that events are not what a queue can hold.
var errEarly = errors.New("an event is not later than what was handled already")

// restored is a queue like q that holds the events of a saved one instead.
func (q *queue) restored(s savedQueue, events []Event) (*queue, error) {
	fresh := newQueue(q.tie)
	fresh.ahead = q.ahead
	fresh.at, fresh.rounds, fresh.tied = s.At, s.Rounds, s.Tied
	for _, e := range events {
		if e.At <= s.At || e.At < 0 {
			return nil, errEarly
		}
		fresh.seq = e.Seq // push gives its number to the event
		fresh.push(e.At, e.Who, e.Work)
	}
	fresh.seq = s.NextSeq
	return fresh, nil
}
