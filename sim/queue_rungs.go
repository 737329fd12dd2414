package sim

import "math/bits"

const (
	heapMost    = 192     // events that the heap may hold before they are spread over slots
	heapAgain   = 48      // so few events return to the heap
	sortMost    = 32      // a slot of more events is spread over finer slots instead of sorted
	perSlot     = 4       // events for which a slot is provided
	aheadEvents = 24      // events that are looked at together, see World.Ahead
	slotsMin    = 8       // slots of a rung: each is at most half as wide as the slot it divides
	slotsMost   = 1 << 11 // slots of a rung: their heads stay in the processor's second cache
)

// rung divides a span of time into slots of equal width, a power of two. When time reaches a slot of
// few events it is sorted; a slot of many is divided by a finer rung, whose width is chosen for the
// events found in it. So widths follow the load by themselves, the far future stays coarse, and far
// events enter finer slots when their coarse slot starts, before any handler of that time runs.
type rung struct {
	start   uint64 // of slot 0
	limit   uint64 // first time that belongs to the coarser rung up
	shift   uint8  // log2 of a slot's width in nanoseconds
	next    int    // slots[:next] have been opened and are empty
	seen    int    // slots[:seen] were shown to ahead
	slots   []list
	bits    []uint64 // which slots hold events
	over    list     // events from the end of the slots to limit
	overMin uint64   // earliest time in over
	up      *rung
}

// spread describes times that a rung is to be built for.
type spread struct {
	min, max uint64
	mean     uint64 // of the distances from min
	count    int
}

// measure returns the spread of the events of l, which is not empty.
func (q *queue) measure(l list) spread {
	a := &q.arena
	s := spread{min: endOfTime, count: int(l.count)}
	var high, low, carry uint64 // 128 bits: distances of years times many events pass 64
	for c, cells := a.newest(l); c != none; c, cells = a.older(c) {
		for i := range cells {
			t := uint64(cells[i].At)
			s.min = min(s.min, t)
			s.max = max(s.max, t)
			low, carry = bits.Add64(low, t, 0)
			high += carry
		}
	}
	mean, _ := bits.Div64(high, low, uint64(l.count))
	s.mean = mean - s.min
	return s
}

// nextSlot returns the first slot not yet opened that holds events, or len(r.slots).
func (r *rung) nextSlot() int { return r.slotFrom(r.next) }

// slotFrom returns the first slot from i on that holds events, or len(r.slots).
func (r *rung) slotFrom(i int) int {
	w := i / 64
	if w >= len(r.bits) {
		return len(r.slots)
	}
	word := r.bits[w] &^ (1<<(i%64) - 1)
	for word == 0 {
		if w++; w == len(r.bits) {
			return len(r.slots)
		}
		word = r.bits[w]
	}
	return w*64 + bits.TrailingZeros64(word)
}

// take empties slot i and marks it and those before it as opened.
func (r *rung) take(i int) list {
	l := r.slots[i]
	r.slots[i] = list{}
	r.bits[i/64] &^= 1 << (i % 64)
	r.next = i + 1
	return l
}

// takeOver empties the list behind the slots.
func (r *rung) takeOver() list {
	l := r.over
	r.over, r.overMin = list{}, endOfTime
	return l
}

// divide lays out the empty rung r for events of spread s from start on. At least half of them are
// less than twice the mean away, so at least half get into slots: moving what is behind the slots
// once more is paid for by events that have been popped meanwhile.
func (r *rung) divide(s spread, start uint64) {
	n := min(max(slotsMin, 1<<bits.Len(uint(s.count/perSlot))), slotsMost)
	if n > cap(r.slots) {
		r.slots = make([]list, n)
		r.bits = make([]uint64, max(1, n/64))
	}
	r.slots = r.slots[:n]
	r.bits = r.bits[:max(1, n/64)]
	// Width: the mean times two, divided by n, rounded up to a power of two.
	r.shift = uint8(bits.Len64((2*max(s.mean, 1) - 1) / uint64(n)))
	r.start, r.next, r.seen = start, 0, 0
	r.over, r.overMin = list{}, endOfTime
}

// descend makes a new finest rung, for times before limit.
func (q *queue) descend(limit uint64) *rung {
	r := q.unused
	if r == nil {
		r = new(rung)
	} else {
		q.unused = r.up
	}
	r.up, r.limit = q.last, limit
	q.last = r
	return r
}

// ascend drops the finest rung, which is empty.
func (q *queue) ascend() {
	r := q.last
	q.last = r.up
	r.up = q.unused
	q.unused = r
}

// refill opens the next slot, so that open or heap, both empty now, hold the earliest events. It is
// false, and nothing changes, if all slots start after until.
func (q *queue) refill(until Time) bool {
	if q.last == nil || until < 0 {
		return false
	}
	if q.size <= heapAgain {
		q.gather()
		return q.size > 0
	}
	for {
		r := q.last
		if i := r.nextSlot(); i < len(r.slots) {
			if r.start+uint64(i)<<r.shift > uint64(until) {
				return false
			}
			if q.reveal(r, i) {
				return true
			}
		} else if r.over.count > 0 {
			if r.overMin > uint64(until) {
				return false
			}
			if q.revealOver(r) {
				return true
			}
		} else {
			q.edge = r.limit
			q.ascend()
		}
	}
}

// reveal makes the events of slot i of rung r, which come before all others of the rungs, ready to be
// popped and returns true; or it spreads them over the slots of a new, finer rung.
func (q *queue) reveal(r *rung, i int) bool {
	start := r.start + uint64(i)<<r.shift
	width := uint64(1) << r.shift
	q.edge = min(start+width, r.limit)
	l := r.take(i)
	if l.count <= sortMost {
		q.sortSlot(l, start, r.shift)
		if q.ahead != nil && i >= r.seen {
			q.lookAhead(r)
		}
		return true
	}
	if r.shift == 0 || q.tiesOnly(l) {
		q.next, q.open = 0, q.arena.drain(q.open[:0], l)
		return true
	}
	fine := q.descend(q.edge)
	fine.divide(spread{mean: width / 2, count: int(l.count)}, start)
	q.edge = start
	q.spill(fine, l)
	return false
}

// lookAhead shows ahead the slot that was opened and those after it, until it has seen enough events for their loads
// to overlap. What is pushed into these slots later is not shown.
func (q *queue) lookAhead(r *rung) {
	soon := append(q.soon[:0], q.open...)
	r.seen = r.next
	for len(soon) < aheadEvents {
		i := r.slotFrom(r.seen)
		if i >= len(r.slots) || r.slots[i].count > sortMost {
			break
		}
		for c, cells := q.arena.newest(r.slots[i]); c != none; c, cells = q.arena.older(c) {
			soon = append(soon, cells...)
		}
		r.seen = i + 1
	}
	q.soon = soon
	q.ahead(soon)
}

// revealOver does the same with the events behind the slots of r: the slots of r are laid out anew.
func (q *queue) revealOver(r *rung) bool {
	l := r.takeOver()
	s := q.measure(l)
	if s.min == s.max {
		q.next, q.open = 0, q.arena.drain(q.open[:0], l)
		q.edge = s.max + 1
		return true
	}
	r.divide(s, s.min)
	q.edge = s.min
	q.spill(r, l)
	return false
}

// tiesOnly tells whether all events of l have the same time. It looks further than the newest chunk
// only where that suggests it.
func (q *queue) tiesOnly(l list) bool {
	c, cells := q.arena.newest(l)
	for t := cells[0].At; c != none; c, cells = q.arena.older(c) {
		for i := range cells {
			if cells[i].At != t {
				return false
			}
		}
	}
	return true
}

// spill moves the events of l to r.
func (q *queue) spill(r *rung, l list) {
	a := &q.arena
	slots, start, shift := r.slots, r.start, r.shift&63
	for c, cells := a.newest(l); c != none; c, cells = a.drop(c) {
		for i := range cells {
			e := cells[i]
			slot := (uint64(e.At) - start) >> shift
			if slot < uint64(len(slots)) && slots[slot].room() {
				a.put(&slots[slot], e)
			} else {
				a.add(r, e)
			}
		}
	}
}

// pushEarly takes an event that belongs to the open slot. If there are too many of them, then the
// slot is too wide for what is going on: it is divided.
func (q *queue) pushEarly(e Event) {
	pushHeap(&q.heap, e)
	if len(q.heap) > heapMost {
		q.divideOpen()
	}
}

// divideOpen moves heap and open to a finer rung, which starts now. Each time the slots are at most
// half as wide as the open one was, so it can not go on for ever.
func (q *queue) divideOpen() {
	start := uint64(q.now())
	s := spread{count: len(q.heap) + len(q.open) - q.next}
	// The mean by parts, as the sum may not fit in 64 bits.
	for _, e := range q.heap {
		s.mean += (uint64(e.At) - start) / uint64(s.count)
	}
	for _, e := range q.open[q.next:] {
		s.mean += (uint64(e.At) - start) / uint64(s.count)
	}
	r := q.descend(q.edge)
	r.divide(s, start)
	q.edge = start
	for _, e := range q.heap {
		q.arena.add(r, e)
	}
	for _, e := range q.open[q.next:] {
		q.arena.add(r, e)
	}
	q.heap, q.open, q.next = q.heap[:0], q.open[:0], 0
}

// gather returns the few events of all rungs to the heap.
func (q *queue) gather() {
	q.raw = q.raw[:0]
	for q.last != nil {
		r := q.last
		for i := r.nextSlot(); i < len(r.slots); i = r.nextSlot() {
			q.raw = q.arena.drain(q.raw, r.take(i))
		}
		q.raw = q.arena.drain(q.raw, r.takeOver())
		q.ascend()
	}
	q.edge = endOfTime
	for _, e := range q.raw {
		pushHeap(&q.heap, e)
	}
}
