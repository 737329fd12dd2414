package parity

import (
	"math/bits"

	"github.com/dopamine-network/dopasim/sim"
)

// chunkBytes of an input decide about one call: most choices that make one, a byte each. A changed byte so changes one
// call (and those after it only as far as they depend on the state), and a chunk taken out takes out one.
const chunkBytes = 24

// luck takes choices from the bytes of a chunk, and goes on with a stream that the chunk is the key of. It implements
// calltest.Luck.
type luck struct {
	chunk []byte
	rest  sim.Rand
}

var parityStream = sim.StreamOf("parity")

// feed makes the next choices those of a chunk.
func (l *luck) feed(chunk []byte) {
	l.chunk = chunk
	key := uint64(len(chunk))
	for _, b := range chunk {
		key = bits.RotateLeft64(key, 8) ^ uint64(b)
		key = sim.Mix(key + 1)
	}
	l.rest = sim.NewRand(key, parityStream, 0, 0)
}

// take is the next n bytes as a number, false when there are not so many left.
func (l *luck) take(n int) (x uint64, ok bool) {
	if len(l.chunk) < n {
		return 0, false
	}
	for _, b := range l.chunk[:n] {
		x = x<<8 | uint64(b)
	}
	l.chunk = l.chunk[n:]
	return x, true
}

// Uint64 is two bytes spread over all words.
func (l *luck) Uint64() uint64 {
	if x, ok := l.take(2); ok {
		return sim.Mix(x + 1)
	}
	return l.rest.Uint64()
}

// Uint64n is a byte scaled to [0, n) where n is small, so that each choice has bytes that mean it; else Uint64.
func (l *luck) Uint64n(n uint64) uint64 {
	if n == 1 {
		return 0
	}
	if n <= 256 {
		if x, ok := l.take(1); ok {
			return x * n >> 8
		}
	}
	hi, _ := bits.Mul64(l.Uint64(), n)
	return hi
}

// Uniform is an end of the range for the bytes 0 and 255, else anything in it.
func (l *luck) Uniform(low, high int64) int64 {
	switch x, ok := l.take(1); {
	case ok && x == 0:
		return low
	case ok && x == 255:
		return high
	}
	if span := uint64(high) - uint64(low) + 1; span != 0 {
		return int64(uint64(low) + l.Uint64n(span))
	}
	return int64(l.Uint64())
}
