package sim

import (
	"fmt"
	"io"
	"unsafe"
)

// Column is a growable array of flat rows and the only place where the state of a run may live. That one rule gives
// the memory estimate before a run, the bytes per agent after it and, because a row holds no pointers, a state the
// garbage collector never scans.
type Column[T any] struct {
	Rows []T
	name string
	made int // rows that it was made with
}

// column is what World keeps of a Column.
type column interface {
	size() ColumnSize
	digest(io.Writer)
	saved() savedColumn
	fits(savedColumn) error
	save(io.Writer) error
	load(rows int, in io.Reader) error
}

// ColumnSize says what a column takes.
type ColumnSize struct {
	Name  string
	Rows  int
	Bytes int64
}

// NewColumn adds a column of n zero rows to the run. It panics with a *MemoryError, before allocating, when the
// run's memory limit would be passed (see Config.MemoryLimit).
func NewColumn[T any](w *World, name string, n int) *Column[T] {
	var row T
	w.reserve(name, n, int64(unsafe.Sizeof(row)))
	c := &Column[T]{name: name, made: n, Rows: make([]T, n)}
	largePages(c.Rows)
	w.columns = append(w.columns, c)
	return c
}

func (c *Column[T]) size() ColumnSize {
	var row T
	return ColumnSize{c.name, len(c.Rows), int64(cap(c.Rows)) * int64(unsafe.Sizeof(row))}
}

// MemoryError says that a run would need more memory than it may take.
type MemoryError struct {
	Column string
	Need   int64 // bytes of all columns so far, this one included; saturates
	Limit  int64
}

func (e *MemoryError) Error() string {
	return fmt.Sprintf("needs about %s (column %s), but only %s may be used", gib(e.Need), e.Column, gib(e.Limit))
}

func gib(n int64) string { return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30)) }

func (w *World) reserve(name string, n int, rowBytes int64) {
	need := int64(1<<63 - 1)
	if rowBytes == 0 || int64(n) <= (need-w.reserved)/rowBytes {
		need = w.reserved + int64(n)*rowBytes
	}
	if w.memoryLimit > 0 && need > w.memoryLimit {
		panic(&MemoryError{name, need, w.memoryLimit})
	}
	w.reserved = need
}

// Columns lists the sizes of all columns of the run.
func (w *World) Columns() []ColumnSize {
	sizes := make([]ColumnSize, len(w.columns))
	for i, c := range w.columns {
		sizes[i] = c.size()
	}
	return sizes
}
