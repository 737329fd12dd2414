package sim

import (
	"cmp"
	"math/bits"
	"slices"
)

// sortSlot frees l, the at most sortMost events of a slot that starts at start and is 1<<shift wide,
// and puts them into open by time. It sorts numbers of time in the slot and place in raw, which is
// faster than to sort events.
func (q *queue) sortSlot(l list, start uint64, shift uint8) {
	q.raw = q.arena.drain(q.raw[:0], l)
	raw := q.raw
	q.next = 0
	if shift > 64-placeBits {
		q.open = append(q.open[:0], raw...)
		slices.SortFunc(q.open, func(a, b Event) int { return cmp.Compare(a.At, b.At) })
		return
	}
	var keys [1 << placeBits]uint64
	for i := range raw {
		k := (uint64(raw[i].At)-start)<<placeBits | uint64(i)
		j := i
		for j > 0 && keys[(j-1)%len(keys)] > k {
			keys[j%len(keys)] = keys[(j-1)%len(keys)]
			j--
		}
		keys[j%len(keys)] = k
	}
	open := q.open[:0]
	for i := range raw {
		open = append(open, raw[keys[i%len(keys)]%(1<<placeBits)])
	}
	q.open = open
}

// placeBits number the events of a slot that is sorted.
const placeBits = 5

// tieKey is what decides within a group, and where its event is.
type tieKey struct {
	hash uint64
	seq  uint32
	from uint32
}

func compareTies(a, b tieKey) int {
	if a.hash != b.hash {
		return cmp.Compare(a.hash, b.hash)
	}
	return int(int32(a.seq - b.seq))
}

// tieKeys sorts groups. It keeps its memory for the next.
type tieKeys struct {
	keys, other []tieKey
	ends        []uint32
}

// sort appends the events, all of one time and round, to dst by (hash, sequence). Each hash is
// computed once.
func (t *tieKeys) sort(dst, events []Event, tie func(Time, Agent) uint64) []Event {
	if len(events) == 1 {
		return append(dst, events[0])
	}
	keys := t.keys[:0]
	for i := range events {
		e := &events[i]
		keys = append(keys, tieKey{hash: tie(e.At, e.Who), seq: e.Seq, from: uint32(i)})
	}
	t.keys = keys
	if len(keys) > tiesFew {
		keys = t.bucket(keys)
	} else {
		insertTies(keys)
	}
	for i := range keys {
		dst = append(dst, events[keys[i].from])
	}
	return dst
}

const tiesFew = 24 // a group, or part of one, that insertion sorts fast

// bucket sorts many keys: hashes are evenly spread, so their first bits put nearly every key where
// it belongs.
func (t *tieKeys) bucket(keys []tieKey) []tieKey {
	width := min(bits.Len(uint(len(keys)))-2, 14)
	shift := 64 - width
	t.ends = slices.Grow(t.ends[:0], 1<<width)[:1<<width]
	t.other = slices.Grow(t.other[:0], len(keys))[:len(keys)]
	ends, other := t.ends, t.other
	clear(ends)
	for i := range keys {
		ends[keys[i].hash>>shift]++
	}
	sum := uint32(0)
	for i, n := range ends {
		ends[i] = sum
		sum += n
	}
	for _, k := range keys {
		b := k.hash >> shift
		other[ends[b]] = k
		ends[b]++
	}
	from := uint32(0)
	for _, end := range ends {
		if part := other[from:end]; len(part) > tiesFew {
			slices.SortFunc(part, compareTies)
		} else {
			insertTies(part)
		}
		from = end
	}
	return other
}

// insertTies sorts few keys.
func insertTies(keys []tieKey) {
	for i := 1; i < len(keys); i++ {
		k, j := keys[i], i
		for j > 0 && compareTies(k, keys[j-1]) < 0 {
			keys[j] = keys[j-1]
			j--
		}
		keys[j] = k
	}
}
