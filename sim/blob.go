package sim

import (
	"encoding/binary"
	"fmt"
)

// Blob is a handle into the run's append-only byte table: what an action passes where Solidity has `bytes`. 0 is the
// empty one.
type Blob uint64

// A blob reaches the journal as rows of BlobCode before the first action that uses it, each with the blob's number
// (8 bytes), the length of its part (1) and the part.
const (
	BlobCode uint16 = 0xffff
	BlobRow         = 64
	blobPart        = BlobRow - 9
)

// Blobs is the byte table.
type Blobs struct {
	bytes *Column[byte]
	ends  *Column[uint64]
	w     *World
}

// NewBlobs adds a byte table to the run.
func NewBlobs(w *World) *Blobs {
	return &Blobs{NewColumn[byte](w, "blobs.bytes", 0), NewColumn[uint64](w, "blobs.ends", 1), w}
}

// Add appends data and journals it.
func (b *Blobs) Add(data []byte) Blob {
	if len(data) == 0 {
		return 0
	}
	n := uint64(len(b.ends.Rows))
	for rest := data; len(rest) > 0; {
		part := rest[:min(len(rest), blobPart)]
		rest = rest[len(part):]
		row := b.w.Journal.Row(b.w.second, Nobody, BlobCode, 0, BlobRow)
		binary.LittleEndian.PutUint64(row, n)
		row[8] = byte(len(part))
		clear(row[9+copy(row[9:], part):])
	}
	b.append(data)
	return Blob(n)
}

func (b *Blobs) append(data []byte) {
	b.bytes.Rows = append(b.bytes.Rows, data...)
	b.ends.Rows = append(b.ends.Rows, uint64(len(b.bytes.Rows)))
}

// AddRow takes the arguments of a BlobCode row back in, and journals it, during replay.
func (b *Blobs) AddRow(args []byte) error {
	n, size := binary.LittleEndian.Uint64(args), int(args[8])
	next := uint64(len(b.ends.Rows))
	if n == 0 || size == 0 || size > blobPart || n != next && n+1 != next {
		return fmt.Errorf("blob row of %d bytes for blob %d, next is %d", size, n, next)
	}
	copy(b.w.Journal.Row(b.w.second, Nobody, BlobCode, 0, BlobRow), args)
	if n == next {
		b.append(args[9 : 9+size])
		return nil
	}
	b.bytes.Rows = append(b.bytes.Rows, args[9:9+size]...)
	b.ends.Rows[n] = uint64(len(b.bytes.Rows))
	return nil
}

// Bytes are the contents of a blob; valid until the next Add.
func (b *Blobs) Bytes(n Blob) []byte {
	if uint64(n) >= uint64(len(b.ends.Rows)) || n == 0 {
		return nil
	}
	return b.bytes.Rows[b.ends.Rows[n-1]:b.ends.Rows[n]]
}
