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
	_ = eachExtent(c.Rows, func(bytes []byte) error { // a hash has no errors
		out.Write(bytes)
		return nil
	})
}

type extent struct{ at, n uintptr }

// eachExtent hands the memory of rows to do, in order and without the padding between fields: all at once when there
// is none.
func eachExtent[T any](rows []T, do func([]byte) error) error {
	size := unsafe.Sizeof(*new(T))
	if len(rows) == 0 || size == 0 {
		return nil
	}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(rows))), uintptr(len(rows))*size)
	used := usedBytes(reflect.TypeFor[T](), 0, nil)
	if len(used) == 1 && used[0].n == size {
		return do(bytes)
	}
	for ; len(bytes) > 0; bytes = bytes[size:] {
		for _, u := range used {
			if err := do(bytes[u.at : u.at+u.n]); err != nil {
				return err
			}
		}
	}
	return nil
}

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
