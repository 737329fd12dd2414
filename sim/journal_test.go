package sim

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// sizes: an action of number n takes n bytes of arguments, up to MaxArgs.
func sizes(action uint16) (int, bool) { return int(action), action <= MaxArgs }

// written is a journal of n rows of different lengths, and its rows as they were made.
func written(t testing.TB, n int) (file []byte, sum [32]byte, want []Row) {
	t.Helper()
	var out bytes.Buffer
	j := newJournal()
	j.SendTo(&out)
	for i := range n {
		row := Row{Number: uint64(i), Now: Second(i * 7), Who: Agent(i % 11), Action: uint16(i % 60), Outcome: uint16(i % 3)}
		args := j.Row(row.Now, row.Who, row.Action, row.Outcome, int(row.Action))
		for k := range args {
			args[k] = byte(i + k)
		}
		row.Args = bytes.Clone(args)
		want = append(want, row)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if j.Calls() != uint64(n) || j.Refused() != uint64(n-(n+2)/3) {
		t.Errorf("%d calls, %d refused", j.Calls(), j.Refused())
	}
	return out.Bytes(), j.Sum(), want
}

// readAll reads a journal to its end or to the first error.
func readAll(file []byte) (rows []Row, sum [32]byte, err error) {
	r := NewJournalReader(bytes.NewReader(file), sizes)
	for {
		row, err := r.Next()
		if err != nil {
			return rows, r.Sum(), err
		}
		row.Args = bytes.Clone(row.Args)
		rows = append(rows, row)
	}
}

func TestJournal_readsBackWhatWasWritten(t *testing.T) {
	for _, n := range []int{0, 1, 5000} { // 5,000 rows are several chunks
		file, sum, want := written(t, n)
		rows, again, err := readAll(file)
		if err != io.EOF || again != sum || len(rows) != n {
			t.Fatalf("%d rows: %d came back, %v, same hash %v", n, len(rows), err, again == sum)
		}
		for i := range rows {
			if fmt.Sprint(rows[i]) != fmt.Sprint(want[i]) {
				t.Fatalf("row %d is %v, want %v", i, rows[i], want[i])
			}
		}
	}
}

// The hash is that of the rows alone: the same with and without a writer, in the middle of a chunk as at its end.
func TestJournal_hashIsThatOfItsRows(t *testing.T) {
	silent, rows := newJournal(), sha256.New()
	for i := range 3000 {
		args := silent.Row(Second(i), 1, 20, 0, 20)
		binary.LittleEndian.PutUint64(args, uint64(i))
		clear(args[8:])
		var row [RowHeader + 20]byte
		binary.LittleEndian.PutUint64(row[:], uint64(i))
		row[8], row[12] = 1, 20
		binary.LittleEndian.PutUint64(row[RowHeader:], uint64(i))
		rows.Write(row[:])
		if i%997 == 0 {
			if got := silent.Sum(); !bytes.Equal(got[:], rows.Sum(nil)) {
				t.Fatalf("the hash after row %d is not that of the rows", i)
			}
		}
	}
	before := silent.Sum()
	if err := silent.Close(); err != nil || silent.Sum() != before {
		t.Errorf("closing changes the hash, or fails: %v", err)
	}
}

// No byte of a journal can be changed, and no part be cut off inside a chunk, without an error that names the place.
func TestJournal_damageIsSeenAndNamed(t *testing.T) {
	file, sum, _ := written(t, 2000)
	for at := 0; at < len(file); at += 101 {
		edited := bytes.Clone(file)
		edited[at] ^= 0x10
		_, again, err := readAll(edited)
		if err == io.EOF && again == sum {
			// The number of rows in a chunk's header is for people; everything else is checked.
			if within := at; within < 4 || within >= 8 {
				t.Fatalf("byte %d is not checked", at)
			}
		}
		if err != io.EOF && !strings.HasPrefix(err.Error(), "journal chunk") && !strings.HasPrefix(err.Error(), "journal row") {
			t.Fatalf("byte %d: the error does not say where: %v", at, err)
		}
	}
	for cut := 1; cut < len(file); cut += 997 {
		_, again, err := readAll(file[:cut])
		if err == nil || errors.Is(err, io.EOF) && again == sum {
			t.Fatalf("cut after %d bytes of %d: %v", cut, len(file), err)
		}
	}
	if _, _, err := readAll(file[:len(file)-1]); err == nil || !strings.Contains(err.Error(), "cut short") {
		t.Errorf("the last byte is missing: %v", err)
	}
}

func TestJournal_unknownActionsAndForeignFilesAreErrors(t *testing.T) {
	var out bytes.Buffer
	j := newJournal()
	j.SendTo(&out)
	j.Row(0, 1, 7, 0, 7)
	j.Row(0, 1, MaxArgs+1, 0, 0)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	rows, _, err := readAll(out.Bytes())
	if len(rows) != 1 || err == nil || err.Error() != "journal row 1: action 0x1001 is not one of this scenario" {
		t.Errorf("%d rows, then %v", len(rows), err)
	}
	if _, _, err := readAll([]byte("scenario,point,seed,time,population,metric")); err == nil || err.Error() != "journal chunk 0: not a journal chunk" {
		t.Errorf("a CSV file: %v", err)
	}
}

type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

// A disk that is full is reported by Close; the run and its hash go on.
func TestJournal_reportsAFullDisk(t *testing.T) {
	j, silent := newJournal(), newJournal()
	j.SendTo(&full{50_000})
	for i := range 10_000 {
		clear(j.Row(Second(i), 1, 8, 0, 8))
		clear(silent.Row(Second(i), 1, 8, 0, 8))
	}
	if j.Sum() != silent.Sum() {
		t.Error("the hash depends on the disk")
	}
	if err := j.Close(); err == nil || err.Error() != "write journal: no space left" {
		t.Errorf("Close: %v", err)
	}
}

func TestJournal_takesTheLargestArguments(t *testing.T) {
	j := newJournal()
	for i := range 40 {
		if n := len(j.Row(Second(i), 1, MaxArgs, 0, MaxArgs)); n != MaxArgs {
			t.Fatalf("room for %d bytes", n)
		}
	}
	if j.Calls() != 40 {
		t.Errorf("%d calls", j.Calls())
	}
}
