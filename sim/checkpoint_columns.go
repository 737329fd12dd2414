package sim

import (
	"fmt"
	"hash/crc32"
	"io"
	"reflect"
	"slices"
	"strings"
)

// savedColumn is what a checkpoint says of a column before its rows.
type savedColumn struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	Layout uint32 `json:"layout"` // CRC-32C of the names, kinds and places of a row's fields
}

func (c *Column[T]) saved() savedColumn {
	return savedColumn{c.name, len(c.Rows), crc32.Checksum([]byte(layoutText(reflect.TypeFor[T]())), castagnoli)}
}

// layoutText describes a flat type down to its fields: types of equal text hold the same in the same places.
func layoutText(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct:
		var b strings.Builder
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Fprintf(&b, "%s %d %s;", f.Name, f.Offset, layoutText(f.Type))
		}
		return fmt.Sprintf("{%s}%d", &b, t.Size())
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), layoutText(t.Elem()))
	}
	return t.Kind().String() + fmt.Sprint(t.Size())
}

// fits says why the rows that were saved cannot become the column's. Columns that are made with more than a row have one
// for each agent, or for something else that was counted when the world was built: they never grow.
func (c *Column[T]) fits(s savedColumn) error {
	have := c.saved()
	switch {
	case s.Layout != have.Layout:
		return fmt.Errorf("rows of column %s have other fields", s.Name)
	case s.Rows < 0 || c.made > 1 && s.Rows != have.Rows:
		return fmt.Errorf("column %s has %d rows there and %d here", s.Name, s.Rows, have.Rows)
	}
	return nil
}

func (c *Column[T]) save(out io.Writer) error { return saveRows(out, c.Rows) }

func saveRows[T any](out io.Writer, rows []T) error {
	return eachExtent(rows, func(bytes []byte) error {
		_, err := out.Write(bytes)
		return err
	})
}

// load replaces the rows, in place if there are as many: strategies keep pointers into columns that do not grow.
func (c *Column[T]) load(rows int, in io.Reader) error {
	if rows != len(c.Rows) {
		c.Rows = make([]T, rows)
		largePages(c.Rows)
	}
	return loadRows(in, c.Rows)
}

func loadRows[T any](in io.Reader, rows []T) error {
	return eachExtent(rows, func(bytes []byte) error {
		_, err := in.Read(bytes)
		return err
	})
}

// accepts says what keeps w from becoming what was saved.
func (w *World) accepts(h *checkpointHeader) error {
	other := func(format string, args ...any) error {
		return fmt.Errorf("%w: "+format, append([]any{ErrOtherWorld}, args...)...)
	}
	if h.Seed != w.seed {
		return other("its seed is %d, not %d", h.Seed, w.seed)
	}
	var there, here []string
	for _, p := range h.Populations {
		there = append(there, fmt.Sprintf("%s (%d)", p.Name, p.Size))
	}
	for _, p := range w.populations {
		here = append(here, fmt.Sprintf("%s (%d)", p.Name, p.Size))
	}
	if d := difference("population", there, here); d != "" {
		return other("%s", d)
	}
	there, here = nil, nil
	for _, c := range h.Columns {
		there = append(there, c.Name)
	}
	for _, c := range w.columns {
		here = append(here, c.saved().Name)
	}
	if d := difference("column", there, here); d != "" {
		return other("%s", d)
	}
	for i, c := range w.columns {
		if err := c.fits(h.Columns[i]); err != nil {
			return other("%w", err)
		}
	}
	if h.Kinds != len(w.kinds) {
		return other("it has %d kinds of event, not %d", h.Kinds, len(w.kinds))
	}
	return nil
}

// difference names what two lists do not share; "" when they are the same.
func difference(what string, there, here []string) string {
	if slices.Equal(there, here) {
		return ""
	}
	missing := func(from, in []string) (names []string) {
		for _, n := range from {
			if !slices.Contains(in, n) {
				names = append(names, n)
			}
		}
		return names
	}
	var parts []string
	if extra := missing(there, here); len(extra) > 0 {
		parts = append(parts, fmt.Sprintf("it has %s %s, which this world has not", what, strings.Join(extra, ", ")))
	}
	if lacks := missing(here, there); len(lacks) > 0 {
		parts = append(parts, fmt.Sprintf("it lacks %s %s", what, strings.Join(lacks, ", ")))
	}
	if len(parts) == 0 {
		return "its " + what + "s are in another order: " + strings.Join(there, ", ")
	}
	return strings.Join(parts, "; ")
}
