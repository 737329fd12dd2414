package sim

// Rows holds the rows of things that are opened, live for a while and end: deals, ballots, listings. Ids start at 1
// and only grow; the row of an ended thing is recycled, so memory follows what is alive and not what ever was.
//
// Ids are grouped in pages of pageRows. A page's memory returns to the free list when its last row ends.
type Rows[T any] struct {
	directory *Column[uint32] // page of ids -> 1 + slot, 0 when every row of the page has ended
	slots     *Column[T]      // pageRows rows a slot
	alive     *Column[uint16] // live rows by slot, plus one while the page is still being filled
	free      *Column[uint32] // slots to use again
	head      *Column[rowsHead]
}

type rowsHead struct {
	next uint64 // the id that Open gives next
	live int64
}

const (
	pageShift = 7
	pageRows  = 1 << pageShift
)

// NewRows adds the columns of a Rows to the run.
func NewRows[T any](w *World, name string) *Rows[T] {
	r := &Rows[T]{
		directory: NewColumn[uint32](w, name+".pages", 0),
		slots:     NewColumn[T](w, name, 0),
		alive:     NewColumn[uint16](w, name+".alive", 0),
		free:      NewColumn[uint32](w, name+".free", 0),
		head:      NewColumn[rowsHead](w, name+".head", 1),
	}
	r.head.Rows[0].next = 1
	return r
}

// Open starts a new row: its id and the zeroed row, valid until the next Open.
func (r *Rows[T]) Open() (id uint64, row *T) {
	head := &r.head.Rows[0]
	id = head.next
	page, within := id>>pageShift, id&(pageRows-1)
	if int(page) == len(r.directory.Rows) {
		r.directory.Rows = append(r.directory.Rows, r.slot())
	}
	slot := r.directory.Rows[page] - 1
	head.next++
	head.live++
	r.alive.Rows[slot]++
	if within == pageRows-1 {
		r.alive.Rows[slot]-- // no further id will come to this page
	}
	return id, &r.slots.Rows[int(slot)<<pageShift|int(within)]
}

// slot is 1 + the index of a free, zeroed slot, counted as being filled.
func (r *Rows[T]) slot() uint32 {
	if n := len(r.free.Rows); n > 0 {
		s := r.free.Rows[n-1]
		r.free.Rows = r.free.Rows[:n-1]
		r.alive.Rows[s] = 1
		return s + 1
	}
	s := uint32(len(r.alive.Rows))
	r.alive.Rows = append(r.alive.Rows, 1)
	if need := (int(s) + 1) << pageShift; need > cap(r.slots.Rows) {
		// Doubling while they are few, since many runs are short; then by an eighth only: at 10^7 live rows a doubling
		// would waste more memory than it saves time.
		grown := make([]T, len(r.slots.Rows), max(need+need/8, min(2*cap(r.slots.Rows), 64*pageRows)))
		largePages(grown)
		copy(grown, r.slots.Rows)
		r.slots.Rows = grown
	}
	r.slots.Rows = r.slots.Rows[:(int(s)+1)<<pageShift]
	return s + 1
}

// Issued says whether id was ever given out.
func (r *Rows[T]) Issued(id uint64) bool { return id-1 < r.head.Rows[0].next-1 }

// Row is the row of id, or nil if it has ended or was never opened; valid until the next Open.
func (r *Rows[T]) Row(id uint64) *T {
	if !r.Issued(id) {
		return nil
	}
	slot := r.directory.Rows[id>>pageShift]
	if slot == 0 {
		return nil
	}
	return &r.slots.Rows[int(slot-1)<<pageShift|int(id&(pageRows-1))]
}

// Close ends a live row and zeroes it. A row that is zero already counts as ended: a mechanism's live rows have a
// status that is not zero.
func (r *Rows[T]) Close(id uint64) {
	row := r.Row(id)
	var zero T
	*row = zero
	page := id >> pageShift
	slot := r.directory.Rows[page] - 1
	r.head.Rows[0].live--
	r.alive.Rows[slot]--
	if r.alive.Rows[slot] == 0 {
		r.directory.Rows[page] = 0
		r.free.Rows = append(r.free.Rows, slot)
	}
}

// Live is the number of rows that have not ended.
func (r *Rows[T]) Live() int { return int(r.head.Rows[0].live) }

// Next is the id that the next Open gives.
func (r *Rows[T]) Next() uint64 { return r.head.Rows[0].next }
