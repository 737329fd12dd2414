package sim

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// bazaar is a world that uses everything a world has: money, capital, rows that end, blobs, padding, ties, rounds.
type bazaar struct {
	*World
	visits *Column[visit]
	deals  *Rows[visit]
	open   *Column[uint64]
	blobs  *Blobs
	kind   uint16
	grid   Time // times are multiples of it: the coarser, the more ties
}

// visit has padding between its fields and behind them.
type visit struct {
	small uint8
	count uint64
	last  uint16
}

var streamBazaar = StreamOf("bazaar")

func newBazaar(t rapid.TB, seed uint64, agents uint32, grid Time) *bazaar {
	w := world(t, Config{Seed: seed, Capital: 1e8, Populations: []Group{{"people", agents}, {"others", 3}}})
	b := &bazaar{
		World: w, grid: grid, visits: NewColumn[visit](w, "visits", w.Accounts()), deals: NewRows[visit](w, "deals"),
		open: NewColumn[uint64](w, "open", 0), blobs: NewBlobs(w),
	}
	w.Ledger.Mint(1, agents+3, 1000*Token)
	b.kind = w.Kind(b.handle)
	for i := range agents {
		w.Schedule(Time(i)*grid/7, Agent(1+i), b.kind, uint64(i))
	}
	return b
}

// handle does something that depends on the luck and the state of the agent.
func (b *bazaar) handle(e Event) {
	v := &b.visits.Rows[e.Who]
	r := b.Rand(streamBazaar, e.Who, v.count)
	v.count++
	v.small = uint8(r.Uint64())
	other := Agent(1 + r.Uint64n(uint64(b.Accounts()-1)))
	refused := uint16(0)
	if !b.Ledger.Move(e.Who, other, Amount(r.Uint64n(uint64(300*Token)))) {
		refused = 1
	}
	b.Ledger.Lock(e.Who, Token, b.Second())
	row := b.Journal.Row(b.Second(), e.Who, 7, refused, 200)
	clear(row[copy(row, fmt.Sprint(e.Argument())):])
	switch r.Uint64n(4) {
	case 0:
		id, row := b.deals.Open()
		row.count = v.count
		b.open.Rows = append(b.open.Rows, id)
	case 1:
		if n := len(b.open.Rows); n > 0 {
			i := r.Uint64n(uint64(n))
			b.deals.Close(b.open.Rows[i])
			b.open.Rows[i] = b.open.Rows[n-1]
			b.open.Rows = b.open.Rows[:n-1]
		}
	case 2:
		b.blobs.Add([]byte(strings.Repeat("x", int(r.Uint64n(90)))))
	}
	if b.Round()%3 == 0 {
		b.Schedule(b.Now(), other, b.kind, 1) // a next round of the same instant
		return
	}
	delay := Time(1+r.Uint64n(50)) * b.grid
	if r.Uint64n(8) == 0 {
		delay *= 1000
	}
	b.Schedule(b.Now().After(delay), e.Who, b.kind, v.count)
}

// state is everything that two equal runs share.
func (b *bazaar) state() string {
	return fmt.Sprintf("%x %x at %d: %d events, %d ties, round %d, %d pending, %d calls, %d refused, %d bytes written, capital %d",
		b.Digest(), b.Journal.Sum(), b.Now(), b.Events(), b.Ties(), b.Round(), b.Pending(), b.Journal.Calls(),
		b.Journal.Refused(), b.Journal.Written(), b.Ledger.Capital(1, b.Second()+Year))
}

func saved(t rapid.TB, w *World) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := w.Save(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// However often a run is saved, dropped and continued in a new world, nothing tells it from one that never stopped: not
// its state, not its journal, not the bytes of a later checkpoint.
func TestCheckpoint_continuingEqualsNeverHavingStopped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		agents := rapid.Uint32Range(1, 400).Draw(t, "agents")
		grid := Time(rapid.SampledFrom([]int64{1, 1000, 1e9, 86400e9}).Draw(t, "grid"))
		stops := rapid.SliceOfN(rapid.Int64Range(0, 30), 1, 4).Draw(t, "stops")
		var whole, parts bytes.Buffer
		unbroken, now := newBazaar(t, seed, agents, grid), newBazaar(t, seed, agents, grid)
		unbroken.Journal.SendTo(&whole)
		now.Journal.SendTo(&parts)
		until := Time(0)
		for _, stop := range stops {
			until = until.After(Time(stop) * grid)
			for _, b := range []*bazaar{unbroken, now} {
				if err := b.Run(until); err != nil {
					t.Fatal(err)
				}
			}
			at := saved(t, now.World)
			next := newBazaar(t, seed, agents, grid)
			in := bytes.NewReader(append(at, "what follows"...))
			if err := next.Load(in); err != nil {
				t.Fatal(err)
			}
			if rest, _ := io.ReadAll(in); string(rest) != "what follows" {
				t.Fatalf("it left %q", rest)
			}
			if !bytes.Equal(at, saved(t, unbroken.World)) {
				t.Fatalf("at %d a continued run saves other bytes than an unbroken one", until)
			}
			if int64(parts.Len()) != next.Journal.Written() {
				t.Fatalf("%d bytes are written, it says %d", parts.Len(), next.Journal.Written())
			}
			next.Journal.SendTo(&parts)
			now = next
			if got, want := now.state(), unbroken.state(); got != want {
				t.Fatalf("loaded at %d:\n%s\nunbroken:\n%s", until, got, want)
			}
		}
		until = until.After(20 * grid)
		for _, b := range []*bazaar{unbroken, now} {
			if err := errors.Join(b.Run(until), b.Ledger.Check()); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := now.state(), unbroken.state(); got != want {
			t.Fatalf("continued to %d:\n%s\nunbroken:\n%s", until, got, want)
		}
		if err := errors.Join(now.Journal.Close(), unbroken.Journal.Close()); err != nil || !bytes.Equal(whole.Bytes(), parts.Bytes()) {
			t.Fatalf("the parts of the journal are not the whole: %v", err)
		}
	})
}

// Fixed columns keep their memory: strategies hold pointers into them.
func TestCheckpoint_loadsFixedColumnsInPlace(t *testing.T) {
	b, c := newBazaar(t, 1, 5, 1), newBazaar(t, 1, 5, 1)
	if err := b.Run(30); err != nil {
		t.Fatal(err)
	}
	row := &c.visits.Rows[2]
	if err := c.Load(bytes.NewReader(saved(t, b.World))); err != nil {
		t.Fatal(err)
	}
	if row != &c.visits.Rows[2] || row.count == 0 {
		t.Errorf("the row is %+v, somewhere else", row)
	}
}

func TestCheckpoint_isRefusedInTheMiddleOfAnInstant(t *testing.T) {
	b := newBazaar(t, 1, 70_000, 1)
	var inside error
	kind := b.Kind(func(Event) { inside = b.Save(io.Discard) })
	b.Schedule(0, 1, kind, 0)
	if err := b.Run(0); err != nil || !errors.Is(inside, ErrBusy) {
		t.Errorf("from a handler: %v, %v", err, inside)
	}
	notice := b.Kind(func(Event) {})
	b.Fleeting(notice)
	b.Schedule(1, 1, notice, 0)
	if err := b.Save(io.Discard); !errors.Is(err, ErrBusy) {
		t.Errorf("with a notice pending: %v", err)
	}
	b.Stop = func() bool { return true }
	if err := b.Run(Forever); !errors.Is(err, ErrStopped) {
		t.Fatal(err)
	}
	if b.queue.between() {
		t.Fatal("it stopped between two instants by chance: choose other numbers")
	}
	if err := b.Save(io.Discard); !errors.Is(err, ErrBusy) {
		t.Errorf("after a stop: %v", err)
	}
	b.Stop = nil
	if err := errors.Join(b.Run(b.Now()), b.Save(io.Discard)); err != nil {
		t.Errorf("when the instant is over: %v", err)
	}
}

func TestCheckpoint_isRefusedWhenTheRunIsBrokenOrOver(t *testing.T) {
	b := newBazaar(t, 1, 500, 1)
	b.Journal.SendTo(brokenWriter{})
	if err := b.Run(5000); err != nil {
		t.Fatal(err)
	}
	if err := b.Save(io.Discard); err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("without a journal: %v", err)
	}
	b = newBazaar(t, 1, 5, 1)
	if err := b.Save(brokenWriter{}); err == nil || err.Error() != "disk is full" {
		t.Errorf("on a full disk: %v", err)
	}
	b.Break(errors.New("money is lost"))
	if err := b.Save(io.Discard); err == nil || !strings.Contains(err.Error(), "money is lost") {
		t.Errorf("broken: %v", err)
	}
	b = newBazaar(t, 1, 5, 1)
	at := saved(t, b.World)
	if err := b.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{b.Save(io.Discard), b.Load(bytes.NewReader(at))} {
		if err == nil || err.Error() != "the journal is closed: the run is over" {
			t.Errorf("over: %v", err)
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk is full") }

// Any changed, lost or added byte is found.
func TestCheckpoint_findsEveryDamage(t *testing.T) {
	b := newBazaar(t, 1, 20, 1)
	if err := b.Run(300); err != nil {
		t.Fatal(err)
	}
	good := saved(t, b.World)
	load := func(p []byte) error { return newBazaar(t, 1, 20, 1).Load(bytes.NewReader(p)) }
	for i := 0; i < len(good); i += 1 + i/60 {
		bad := bytes.Clone(good)
		bad[i] ^= 1 << (i % 8)
		if err := load(bad); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrVersion) {
			t.Fatalf("byte %d of %d changed: %v", i, len(good), err)
		}
		if err := load(good[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at byte %d of %d: %v", i, len(good), err)
		}
	}
	bad := bytes.Clone(good)
	bad[len(checkpointMagic)]++
	if err := load(bad); !errors.Is(err, ErrVersion) || err.Error() != "checkpoint is of another version: it has version 2, this program reads 1" {
		t.Errorf("another version: %v", err)
	}
}

// Blocks of equal size can not change places.
func TestCheckpoint_blocksKeepTheirPlaces(t *testing.T) {
	var out bytes.Buffer
	w := newBlockWriter(&out)
	two := append(bytes.Repeat([]byte{1}, blockBytes), bytes.Repeat([]byte{2}, blockBytes)...)
	if _, err := w.Write(two); err != nil || w.end() != nil {
		t.Fatal(err)
	}
	const block = blockBytes + blockHead
	swapped := bytes.Clone(out.Bytes())
	copy(swapped, out.Bytes()[block:2*block])
	copy(swapped[block:], out.Bytes()[:block])
	for want, p := range map[string][]byte{"": out.Bytes(), "checkpoint is damaged: block 0 has checksum": swapped} {
		r, got := newBlockReader(bytes.NewReader(p)), make([]byte, len(two))
		err := r.full(got)
		if err == nil {
			err = r.end()
		}
		if want == "" && (err != nil || !bytes.Equal(got, two)) || want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestCheckpoint_refusesAnotherWorld(t *testing.T) {
	at := saved(t, newBazaar(t, 1, 20, 1).World)
	for want, w := range map[string]func() *World{
		"its seed is 1, not 2": func() *World { return newBazaar(t, 2, 20, 1).World },
		"it has population people (20), which this world has not; it lacks population people (21)": func() *World {
			return newBazaar(t, 1, 21, 1).World
		},
		"it lacks column moods": func() *World {
			b := newBazaar(t, 1, 20, 1)
			NewColumn[uint8](b.World, "moods", 3)
			return b.World
		},
		"it has column open, which this world has not": func() *World {
			b := newBazaar(t, 1, 20, 1)
			b.columns = deleteColumn(b.columns, "open")
			return b.World
		},
		"its columns are in another order": func() *World {
			b := newBazaar(t, 1, 20, 1)
			b.columns[0], b.columns[1] = b.columns[1], b.columns[0]
			return b.World
		},
		"rows of column open have other fields": func() *World {
			b := newBazaar(t, 1, 20, 1)
			for i, c := range b.columns {
				if c.saved().Name == "open" {
					b.columns[i] = &Column[int64]{name: "open"}
				}
			}
			return b.World
		},
		"column visits has 24 rows there and 25 here": func() *World {
			b := newBazaar(t, 1, 20, 1)
			b.visits.Rows = append(b.visits.Rows, visit{})
			return b.World
		},
		"it has 2 kinds of event, not 3": func() *World {
			b := newBazaar(t, 1, 20, 1)
			b.Kind(func(Event) {})
			return b.World
		},
	} {
		world := w()
		before := world.Digest()
		err := world.Load(bytes.NewReader(at))
		if !errors.Is(err, ErrOtherWorld) || !strings.HasPrefix(err.Error(), "checkpoint is of another world: "+want) {
			t.Errorf("got %v, want %s", err, want)
		}
		if world.Digest() != before {
			t.Errorf("%s: it was changed before it was refused", want)
		}
	}
}

func deleteColumn(columns []column, name string) (kept []column) {
	for _, c := range columns {
		if c.saved().Name != name {
			kept = append(kept, c)
		}
	}
	return kept
}

// Bytes are what a million agents with a deal each have.
func BenchmarkCheckpoint(b *testing.B) {
	for _, agents := range []uint32{1e4, 1e6} {
		if testing.Short() && agents > 1e4 {
			continue
		}
		world := newBazaar(b, 1, agents, 1000)
		if err := world.Run(60_000); err != nil {
			b.Fatal(err)
		}
		at := saved(b, world.World)
		report := func(b *testing.B) {
			b.SetBytes(int64(len(at)))
			b.ReportMetric(float64(len(at))/float64(agents), "B/agent")
		}
		b.Run(fmt.Sprintf("save/%.0e", float64(agents)), func(b *testing.B) {
			for b.Loop() {
				if err := world.Save(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			report(b)
		})
		b.Run(fmt.Sprintf("load/%.0e", float64(agents)), func(b *testing.B) {
			fresh := newBazaar(b, 1, agents, 1000)
			for b.Loop() {
				if err := fresh.Load(bytes.NewReader(at)); err != nil {
					b.Fatal(err)
				}
			}
			report(b)
		})
	}
}
