package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"unsafe"
)

// Digest is the hash of the whole state of the run: the name, the length and the rows of every column, in the order
// in which they were added. Two worlds of equal digest hold the same money, rows and allowances. Neither the journal,
// the clock nor the events to come are part of it.
func (w *World) Digest() (sum [32]byte) {
	h := sha256.New()
	for _, c := range w.columns {
		c.digest(h)
	}
	h.Sum(sum[:0])
	return sum
}

func (c *Column[T]) digest(out io.Writer) {
	var head [16]byte
	binary.LittleEndian.PutUint64(head[:], uint64(len(c.name)))
	binary.LittleEndian.PutUint64(head[8:], uint64(len(c.Rows)))
	out.Write(head[:])
	io.WriteString(out, c.name)
	size := unsafe.Sizeof(*new(T))
	if len(c.Rows) == 0 || size == 0 {
		return
	}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(c.Rows))), uintptr(len(c.Rows))*size)
	used := usedBytes(reflect.TypeFor[T](), 0, nil)
	if len(used) == 1 && used[0].n == size {
		out.Write(bytes)
		return
	}
	for ; len(bytes) > 0; bytes = bytes[size:] {
		for _, u := range used {
			out.Write(bytes[u.at : u.at+u.n])
		}
	}
}

type extent struct{ at, n uintptr }

// usedBytes are the bytes of a flat type that hold something, in order: all but the padding between its fields, which
// may hold anything. It panics when the type is not flat.
func usedBytes(t reflect.Type, at uintptr, used []extent) []extent {
	switch k := t.Kind(); {
	case k == reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			used = usedBytes(f.Type, at+f.Offset, used)
		}
	case k == reflect.Array:
		for i := range t.Len() {
			used = usedBytes(t.Elem(), at+uintptr(i)*t.Elem().Size(), used)
		}
	case k >= reflect.Bool && k <= reflect.Complex128 && k != reflect.Uintptr:
		if n := len(used); n > 0 && used[n-1].at+used[n-1].n == at {
			used[n-1].n += t.Size()
		} else {
			used = append(used, extent{at, t.Size()})
		}
	default:
		panic(fmt.Sprintf("sim: a column holds a %s, which is not flat", t))
	}
	return used
}
