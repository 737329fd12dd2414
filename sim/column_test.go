package sim

import (
	"errors"
	"strings"
	"testing"
)

type padded struct {
	a uint8
	b uint64
	c [2]struct {
		d uint16
		e bool
		f uint32
	}
}

func TestDigest_dependsOnEveryRowNameAndLength(t *testing.T) {
	seen := map[[32]byte]string{}
	add := func(what string, change func(w *World)) {
		w := people(t, 2)
		change(w)
		d := w.Digest()
		if other, ok := seen[d]; ok {
			t.Errorf("%s has the digest of %s", what, other)
		}
		seen[d] = what
	}
	add("an empty world", func(*World) {})
	add("money", func(w *World) { w.Ledger.Mint(1, 1, 5) })
	add("the money of another", func(w *World) { w.Ledger.Mint(2, 1, 5) })
	add("a column", func(w *World) { NewColumn[uint64](w, "x", 1) })
	add("a column of another name", func(w *World) { NewColumn[uint64](w, "y", 1) })
	add("a longer column", func(w *World) { NewColumn[uint64](w, "x", 2) })
	add("a column with something in it", func(w *World) { NewColumn[uint64](w, "x", 1).Rows[0] = 1 })
	add("the last byte of a padded row", func(w *World) { NewColumn[padded](w, "x", 3).Rows[2].c[1].f = 1 << 24 })
	add("the first byte of a padded row", func(w *World) { NewColumn[padded](w, "x", 3).Rows[2].a = 1 })
	add("a padded column", func(w *World) { NewColumn[padded](w, "x", 3) })
}

func TestDigest_isTheSameForTheSameState(t *testing.T) {
	build := func(detour bool) [32]byte {
		w := people(t, 3)
		c := NewColumn[padded](w, "x", 2)
		w.Ledger.Mint(1, 3, 100)
		if detour { // money that comes back, rows overwritten, a longer capacity, other calls in the journal
			w.Ledger.Move(1, 2, 50)
			w.Ledger.Move(2, 1, 50)
			c.Rows[0] = padded{a: 9, b: 9}
			c.Rows[0] = padded{}
			c.Rows = append(c.Rows, padded{a: 1})[:2]
			w.Journal.Row(1, 1, 0, 0, 0)
			w.At(Day)
		}
		c.Rows[1] = padded{a: 1, b: 2}
		return w.Digest()
	}
	if build(false) != build(true) {
		t.Error("equal states have different digests")
	}
}

// What lies between the fields of a row is not state.
func TestDigest_leavesOutPadding(t *testing.T) {
	w := people(t, 1)
	c := NewColumn[padded](w, "x", 1)
	before := w.Digest()
	bytes := rowBytes(&c.Rows[0])
	bytes[1], bytes[7], bytes[19] = 0xff, 0xff, 0xff // behind a, and behind e
	if w.Digest() != before {
		t.Error("padding is part of the digest")
	}
	bytes[8] = 1
	if w.Digest() == before {
		t.Error("b is not part of the digest")
	}
}

func TestDigest_refusesRowsWithPointers(t *testing.T) {
	w := people(t, 1)
	NewColumn[struct{ s string }](w, "texts", 1)
	defer func() {
		if p, ok := recover().(string); !ok || !strings.Contains(p, "not flat") {
			t.Errorf("a column of strings: %v", p)
		}
	}()
	w.Digest()
}

func TestColumn_sizesAndGrowth(t *testing.T) {
	w := people(t, 1)
	c := NewColumn[uint32](w, "counts", 3)
	c.Rows = append(c.Rows, 0)
	sizes := w.Columns()
	last := sizes[len(sizes)-1]
	if last.Name != "counts" || last.Rows != 4 || last.Bytes < 16 {
		t.Errorf("size is %+v", last)
	}
}

// A run that does not fit is refused before anything is allocated.
func TestColumn_memoryLimitIsCheckedBeforeAllocating(t *testing.T) {
	_, err := NewWorld(Config{MemoryLimit: 1 << 30, Populations: []Group{{"crowd", 4_000_000_000}}})
	var memory *MemoryError
	if !errors.As(err, &memory) || memory.Limit != 1<<30 || memory.Need < 1e11 {
		t.Fatalf("4 billion accounts in 1 GiB: %v", err)
	}
	if want := "needs about 119.2 GiB (column ledger.accounts), but only 1.0 GiB may be used"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	w := world(t, Config{MemoryLimit: 1 << 20})
	func() {
		var err error
		defer func() {
			if !errors.As(err, &memory) {
				t.Errorf("a column of 2^62 rows: %v", err)
			}
		}()
		defer RecoverMemory(&err)
		NewColumn[[8]uint64](w, "huge", 1<<62)
	}()
}
