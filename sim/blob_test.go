package sim

import (
	"bytes"
	"io"
	"testing"
)

// Blobs reach the journal before they are used, and come back from it the same.
func TestBlobs_comeBackFromTheJournal(t *testing.T) {
	var journal bytes.Buffer
	w := people(t, 1)
	w.Journal.SendTo(&journal)
	blobs := NewBlobs(w)
	var texts [][]byte
	for _, n := range []int{1, blobPart - 1, blobPart, blobPart + 1, 0, 1000} {
		text := bytes.Repeat([]byte{byte(n), 7, 0}, n)[:n]
		texts = append(texts, text)
		id := blobs.Add(text)
		if (id == 0) != (n == 0) || !bytes.Equal(blobs.Bytes(id), text) {
			t.Errorf("%d bytes came back as %d, under %d", n, len(blobs.Bytes(id)), id)
		}
	}
	if err := w.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	again := people(t, 1)
	copies := NewBlobs(again)
	rows := NewJournalReader(&journal, func(action uint16) (int, bool) { return BlobRow, action == BlobCode })
	for {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := copies.AddRow(row.Args); err != nil {
			t.Fatal(err)
		}
	}
	n := Blob(0)
	for _, text := range texts {
		if len(text) == 0 {
			continue
		}
		if n++; !bytes.Equal(copies.Bytes(n), text) {
			t.Errorf("blob %d is another one", n)
		}
	}
	if again.Digest() != w.Digest() || again.Journal.Sum() != w.Journal.Sum() {
		t.Error("the second world is another one")
	}
}

func TestBlobs_unknownHandlesAreEmpty(t *testing.T) {
	b := NewBlobs(people(t, 1))
	b.Add([]byte("x"))
	for _, n := range []Blob{0, 2, 1 << 40, 1<<64 - 1} {
		if got := b.Bytes(n); got != nil {
			t.Errorf("blob %d is %q", n, got)
		}
	}
}

func TestBlobs_rowsOutOfOrderAreRefused(t *testing.T) {
	for name, change := range map[string]func([]byte){
		"a gap":         func(row []byte) { row[0] = 2 },
		"the past":      func(row []byte) { row[0] = 0; row[7] = 0xff },
		"the empty one": func(row []byte) { row[0] = 0 },
		"no bytes":      func(row []byte) { row[8] = 0 },
		"out of range":  func(row []byte) { row[8] = BlobRow },
	} {
		b := NewBlobs(people(t, 1))
		row := make([]byte, BlobRow)
		row[0], row[8] = 1, 5
		change(row)
		if err := b.AddRow(row); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
