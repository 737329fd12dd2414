package mechanisms

import (
	"encoding/binary"
	"fmt"

	"github.com/dopamine-network/dopasim/sim"
)

// RowOf lays out values as a journal row: the inverse of Values, which says what Go type each field wants.
func RowOf(fields []Field, values []any) ([]byte, error) {
	if len(values) != len(fields) {
		return nil, fmt.Errorf("%d values for %d fields", len(values), len(fields))
	}
	var row []byte
	for i, f := range fields {
		at := len(row)
		row = append(row, make([]byte, f.Size)...)
		if err := f.put(row[at:], values[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return row, nil
}

func (f Field) put(b []byte, v any) error {
	if f.Type != List {
		return putScalar(f.Type, b, v)
	}
	items, ok := v.([]any)
	if !ok || len(items) > f.Max {
		return fmt.Errorf("%v is not a list of at most %d", v, f.Max)
	}
	b[0] = byte(len(items))
	for i, item := range items {
		at := f.ElemAt + uintptr(i)*f.ElemLen
		if err := putScalar(f.Elem, b[at:at+f.ElemLen], item); err != nil {
			return err
		}
	}
	return nil
}

func putScalar(t Type, b []byte, v any) error {
	var n uint64
	var of Type // what v is, where it is not a plain number
	switch v := v.(type) {
	case uint64:
		n, of = v, Uint64
	case bool:
		of = Bool
		if v {
			n = 1
		}
	case sim.Agent:
		n, of = uint64(v), Address
	case sim.Amount:
		n, of = uint64(v), Money
	case sim.Second:
		n, of = uint64(v), Seconds
	case sim.Blob:
		n, of = uint64(v), Bytes
	case [32]byte:
		of = Bytes32
		copy(b, v[:])
	}
	number := t >= Uint8 && t <= Uint64
	switch {
	case of != t && (of != Uint64 || !number):
		return fmt.Errorf("%v (%T) is not a %s", v, v, t.Solidity())
	case of == Bytes32:
		return nil
	case len(b) < 8 && n>>(8*len(b)) != 0:
		return fmt.Errorf("%d does not fit %s", n, t.Solidity())
	}
	var whole [8]byte
	binary.LittleEndian.PutUint64(whole[:], n)
	copy(b, whole[:])
	return nil
}
