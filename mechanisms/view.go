package mechanisms

import (
	"reflect"
	"unsafe"
)

// View reads the rows of a mechanism from outside: replay compares them with the contract's, tests follow their
// status.
type View interface {
	Name() string
	Fields() []Field
	Statuses() []string
	// Next is the id that the next opened row gets.
	Next(b *Bound) uint64
	// Row is the row of id, laid out as a journal row; all zero when it never was or has ended.
	Row(b *Bound, id uint64) []byte
	// Status names the status of row id: "" if it was never opened, "ended" if it is gone.
	Status(b *Bound, id uint64) string
}

type view[S, R any] struct {
	name     string
	layout   layout
	statuses []string
	next     func(*S) uint64
	row      func(*S, uint64) R
	status   func(R) uint8
}

// NewView declares the rows that the Solidity getter name(uint256 id) returns as a struct of the same fields in the
// same order. statuses[i] names status i; 0 is "no row".
func NewView[S, R any](name string, statuses []string, next func(*S) uint64, row func(*S, uint64) R, status func(R) uint8) View {
	return &view[S, R]{name, layoutOf(reflect.TypeFor[R]()), statuses, next, row, status}
}

func (v *view[S, R]) Name() string         { return v.name }
func (v *view[S, R]) Fields() []Field      { return v.layout.fields }
func (v *view[S, R]) Statuses() []string   { return v.statuses }
func (v *view[S, R]) Next(b *Bound) uint64 { return v.next(b.state.(*S)) }

func (v *view[S, R]) Row(b *Bound, id uint64) []byte {
	r := v.row(b.state.(*S), id)
	out := make([]byte, v.layout.size)
	v.layout.put(out, unsafe.Pointer(&r))
	return out
}

func (v *view[S, R]) Status(b *Bound, id uint64) string {
	s := b.state.(*S)
	if id == 0 || id >= v.next(s) {
		return ""
	}
	if n := v.status(v.row(s, id)); n != 0 {
		return v.statuses[n]
	}
	return Ended
}
