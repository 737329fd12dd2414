package sim

// Slots keep their events in chunks of a common arena: no pointers for the collector to scan, no
// slack beyond a part of a chunk in each occupied slot, and every chunk is used again. The arena
// grows by whole pages, so that growing neither copies the events nor needs room for them twice.
const (
	chunkSize = 16   // events in a chunk
	pageSize  = 2048 // events in a page, 48 KiB
	none      = ^uint32(0)
)

// list is an unordered set of events in the arena: chunks linked from the newest to the oldest, of
// which only the newest may have free cells. The zero value is an empty list.
type list struct {
	end   uint32 // the cell after the newest event; a multiple of chunkSize when its chunk is full
	count uint32
}

// arena is the store of all lists.
type arena struct {
	pages []*[pageSize]Event
	prev  []uint32 // of each chunk: the next older of its list, or the next free one
	free  uint32   // the first free chunk, or none
}

// cells returns the cells of chunk c.
func (a *arena) cells(c uint32) *[chunkSize]Event {
	at := c * chunkSize % pageSize
	return (*[chunkSize]Event)(a.pages[c*chunkSize/pageSize][at : at+chunkSize])
}

// extend links a fresh chunk to l, whose newest one is full, and returns its first cell.
func (a *arena) extend(l *list) uint32 {
	if a.free == none {
		a.grow()
	}
	c := a.free
	a.free = a.prev[c]
	a.prev[c] = none
	if l.count > 0 {
		a.prev[c] = l.end/chunkSize - 1
	}
	return c * chunkSize
}

// grow adds a page of free chunks.
func (a *arena) grow() {
	c := uint32(len(a.prev))
	a.pages = append(a.pages, new([pageSize]Event))
	for range pageSize/chunkSize - 1 {
		c++
		a.prev = append(a.prev, c)
	}
	a.prev = append(a.prev, none)
	a.free = c + 1 - pageSize/chunkSize
}

// room tells whether the newest chunk of l has a free cell.
func (l *list) room() bool { return l.end%chunkSize != 0 }

// put adds e to l, which has room.
func (a *arena) put(l *list, e Event) {
	a.pages[l.end/pageSize][l.end%pageSize] = e
	l.end++
	l.count++
}

// add puts e into the slot of r that its time belongs to, or behind the last slot.
func (a *arena) add(r *rung, e Event) {
	l := &r.over
	slot := (uint64(e.At) - r.start) >> (r.shift & 63)
	if slot < uint64(len(r.slots)) {
		l = &r.slots[slot]
	} else {
		r.overMin = min(r.overMin, uint64(e.At))
	}
	end := l.end
	if end%chunkSize == 0 {
		if end = a.extend(l); l.count == 0 && slot < uint64(len(r.slots)) {
			r.bits[slot/64] |= 1 << (slot % 64)
		}
	}
	a.pages[end/pageSize][end%pageSize] = e
	l.end = end + 1
	l.count++
}

// newest returns the newest chunk of l with its events, for loops of the form
//
//	for c, cells := a.newest(l); c != none; c, cells = a.older(c)
func (a *arena) newest(l list) (uint32, []Event) {
	if l.count == 0 {
		return none, nil
	}
	c := (l.end - 1) / chunkSize
	return c, a.cells(c)[:l.end-c*chunkSize]
}

// older returns the chunk before c in its list with its events.
func (a *arena) older(c uint32) (uint32, []Event) {
	if c = a.prev[c]; c == none {
		return none, nil
	}
	return c, a.cells(c)[:]
}

// drop frees chunk c and returns the one before it in its list with its events.
func (a *arena) drop(c uint32) (uint32, []Event) {
	before, cells := a.older(c)
	a.prev[c] = a.free
	a.free = c
	return before, cells
}

// drain appends the events of l to events and frees its chunks.
func (a *arena) drain(events []Event, l list) []Event {
	for c, cells := a.newest(l); c != none; c, cells = a.drop(c) {
		events = append(events, cells...)
	}
	return events
}
