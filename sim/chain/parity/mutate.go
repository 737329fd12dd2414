package parity

import (
	"slices"

	"github.com/dopamine-network/dopasim/sim"
)

// corpus is the inputs that reached something new, each cut behind the call that did.
type corpus struct {
	inputs [][]byte
	added  int
}

// corpusMost inputs are kept; a newer one takes the place of the oldest.
const corpusMost = 4096

func (c *corpus) add(input []byte) {
	if len(c.inputs) < corpusMost {
		c.inputs = append(c.inputs, input)
	} else {
		c.inputs[c.added%corpusMost] = input
	}
	c.added++
}

func (c *corpus) pick(r *sim.Rand) []byte { return c.inputs[r.Uint64n(uint64(len(c.inputs)))] }

// input is the next one to play: a fresh one, or a changed one of the corpus.
func (c *corpus) input(r *sim.Rand) []byte {
	if len(c.inputs) == 0 || r.Uint64n(4) == 0 {
		return grow(nil, 32<<r.Uint64n(6), r)
	}
	in := slices.Clone(c.pick(r))
	for range 1 + r.Uint64n(4) {
		in = c.change(in, r)
	}
	if r.Uint64n(2) == 0 { // what follows on where something new was
		in = grow(in, 16<<r.Uint64n(5), r)
	}
	return in[:min(len(in), (1+MaxCalls)*chunkBytes)]
}

// grow appends chunks for n calls, after one for rules when there is nothing.
func grow(in []byte, n int, r *sim.Rand) []byte {
	if len(in) == 0 {
		n++
	}
	for range n * chunkBytes / 8 {
		x := r.Uint64()
		for range 8 {
			in = append(in, byte(x))
			x >>= 8
		}
	}
	return in
}

// change makes one change of an input.
func (c *corpus) change(in []byte, r *sim.Rand) []byte {
	calls := len(in)/chunkBytes - 1
	if calls < 2 {
		return grow(in, 8, r)
	}
	at := func(call int) int { return (1 + call) * chunkBytes }
	from := int(r.Uint64n(uint64(calls)))
	to := min(calls, from+1+int(r.Uint64n(1<<r.Uint64n(6))))
	switch r.Uint64n(8) {
	case 0: // other rules
		copy(in, grow(nil, 0, r))
	case 1, 2: // one choice of a call
		in[at(from)+int(r.Uint64n(chunkBytes))] = byte(r.Uint64())
	case 3: // other calls
		copy(in[at(from):at(to)], grow([]byte{0}, to-from, r)[1:])
	case 4: // fewer calls
		in = slices.Delete(in, at(from), at(to))
	case 5: // calls twice
		in = slices.Insert(in, at(to), slices.Clone(in[at(from):at(to)])...)
	case 6: // calls in between
		in = slices.Insert(in, at(from), grow([]byte{0}, to-from, r)[1:]...)
	case 7: // an end of another
		other := c.pick(r)
		if tail := at(int(r.Uint64n(uint64(calls)))); tail < len(other) {
			in = append(in[:at(from)], other[tail:]...)
		}
	}
	return in
}
