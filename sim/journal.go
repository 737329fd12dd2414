package sim

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"sync"
)

// Journal is the record of a run: every action, accepted or refused, in order. It is always hashed and, when a
// writer is set, also written, in checksummed chunks.
//
// A row is flat and little-endian: second (8 bytes), sender (4), action (2: instance<<8 | action), outcome (2: 0 is
// accepted, else the number of the refusal), then the arguments. A chunk is a header of chunkHeader bytes (magic,
// rows, bytes, CRC-32C of the rows) and the rows.
type Journal struct {
	chunk   []byte
	rows    uint32 // in chunk
	calls   uint64
	refused uint64
	written int64 // bytes of the chunks before this one, as they are in a file
	running hash.Hash
	out     io.Writer
	err     error
}

// RowHeader is the size of a journal row without its arguments.
const RowHeader = 16

const (
	chunkBytes  = 32 << 10 // fits the first two levels of cache beside the rest
	chunkHeader = 16
	chunkMagic  = 0x314a4f44 // "DOJ1"
	// MaxArgs is the largest size of the arguments of an action.
	MaxArgs = 4 << 10
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func newJournal() *Journal {
	return &Journal{running: sha256.New(), chunk: *chunks.Get().(*[]byte)}
}

// chunks are the buffers of journals that were closed: a short trial spends less time on its calls than on making one.
var chunks = sync.Pool{New: func() any {
	chunk := make([]byte, 0, chunkBytes)
	return &chunk
}}

// SendTo makes the journal write its chunks to out from now on, beside hashing them; set it before the first row, or
// right after World.Load, when out continues what was written until then.
func (j *Journal) SendTo(out io.Writer) { j.out = out }

// Row appends a row with room for n bytes of arguments, which the caller fills in before the next call. Outcomes are
// known by then, since a row is appended after its action ran.
func (j *Journal) Row(now Second, who Agent, action, outcome uint16, n int) []byte {
	if len(j.chunk)+RowHeader+n > cap(j.chunk) {
		j.flush()
	}
	at := len(j.chunk)
	j.chunk = j.chunk[:at+RowHeader+n]
	row := j.chunk[at:]
	binary.LittleEndian.PutUint64(row, uint64(now))
	binary.LittleEndian.PutUint32(row[8:], uint32(who))
	binary.LittleEndian.PutUint16(row[12:], action)
	binary.LittleEndian.PutUint16(row[14:], outcome)
	j.rows++
	j.calls++
	if outcome != 0 {
		j.refused++
	}
	return row[RowHeader:]
}

func (j *Journal) flush() {
	if len(j.chunk) == 0 {
		return
	}
	j.running.Write(j.chunk)
	j.written += chunkHeader + int64(len(j.chunk))
	if j.out != nil && j.err == nil {
		var head [chunkHeader]byte
		binary.LittleEndian.PutUint32(head[:], chunkMagic)
		binary.LittleEndian.PutUint32(head[4:], j.rows)
		binary.LittleEndian.PutUint32(head[8:], uint32(len(j.chunk)))
		binary.LittleEndian.PutUint32(head[12:], crc32.Checksum(j.chunk, castagnoli))
		if _, j.err = j.out.Write(head[:]); j.err == nil {
			_, j.err = j.out.Write(j.chunk)
		}
	}
	j.chunk, j.rows = j.chunk[:0], 0
}

// Calls is the number of rows; Refused the number of those that were refused.
func (j *Journal) Calls() uint64 { return j.calls }

// Refused is the number of refused actions.
func (j *Journal) Refused() uint64 { return j.refused }

// Written is the number of bytes of all chunks so far, as a writer got them. Rows of the chunk that is being filled are
// not among them.
func (j *Journal) Written() int64 { return j.written }

// hashState is the state of the running hash.
func (j *Journal) hashState() []byte {
	state, err := j.running.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		panic("sim: " + err.Error())
	}
	return state
}

// Sum is the hash of all rows so far; more may follow.
func (j *Journal) Sum() (sum [32]byte) {
	h := sha256.New()
	if err := h.(encoding.BinaryUnmarshaler).UnmarshalBinary(j.hashState()); err != nil {
		panic("sim: " + err.Error())
	}
	h.Write(j.chunk)
	h.Sum(sum[:0])
	return sum
}

// Close writes what is still buffered and returns the first error of the writer. No row may follow.
func (j *Journal) Close() error {
	j.flush()
	if chunk := j.chunk; chunk != nil {
		j.chunk = nil
		chunks.Put(&chunk)
	}
	if j.err != nil {
		return fmt.Errorf("write journal: %w", j.err)
	}
	return nil
}

// Row is one journal row, read back. Args is valid until the next call of Next.
type Row struct {
	Number  uint64 // 0 for the first row of the journal
	Now     Second
	Who     Agent
	Action  uint16
	Outcome uint16
	Args    []byte
}

// JournalReader reads a written journal back, checking every chunk.
type JournalReader struct {
	in     io.Reader
	sizes  func(action uint16) (int, bool)
	chunk  []byte
	rest   []byte
	number uint64
	chunks int
	sum    hash.Hash
}

// NewJournalReader reads the chunks in; sizes gives the bytes of arguments of an action, false if there is no such
// action.
func NewJournalReader(in io.Reader, sizes func(action uint16) (int, bool)) *JournalReader {
	return &JournalReader{in: in, sizes: sizes, sum: sha256.New()}
}

// Next is the next row; io.EOF after the last. Any other error names the chunk or row that is damaged.
func (r *JournalReader) Next() (Row, error) {
	if len(r.rest) == 0 {
		if err := r.load(); err != nil {
			return Row{}, err
		}
	}
	if len(r.rest) < RowHeader {
		return Row{}, fmt.Errorf("journal row %d: cut short", r.number)
	}
	row := Row{
		Number:  r.number,
		Now:     Second(binary.LittleEndian.Uint64(r.rest)),
		Who:     Agent(binary.LittleEndian.Uint32(r.rest[8:])),
		Action:  binary.LittleEndian.Uint16(r.rest[12:]),
		Outcome: binary.LittleEndian.Uint16(r.rest[14:]),
	}
	n, ok := r.sizes(row.Action)
	if !ok || len(r.rest) < RowHeader+n {
		return Row{}, fmt.Errorf("journal row %d: action %#04x is not one of this scenario", r.number, row.Action)
	}
	row.Args = r.rest[RowHeader : RowHeader+n]
	r.rest = r.rest[RowHeader+n:]
	r.number++
	return row, nil
}

func (r *JournalReader) load() error {
	var head [chunkHeader]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		if err == io.EOF {
			return io.EOF
		}
		return fmt.Errorf("journal chunk %d: cut short", r.chunks)
	}
	n := binary.LittleEndian.Uint32(head[8:])
	if binary.LittleEndian.Uint32(head[:]) != chunkMagic || n > chunkBytes || n == 0 {
		return fmt.Errorf("journal chunk %d: not a journal chunk", r.chunks)
	}
	if cap(r.chunk) < int(n) {
		r.chunk = make([]byte, chunkBytes)
	}
	r.chunk = r.chunk[:n]
	if _, err := io.ReadFull(r.in, r.chunk); err != nil {
		return fmt.Errorf("journal chunk %d: cut short", r.chunks)
	}
	if got, want := crc32.Checksum(r.chunk, castagnoli), binary.LittleEndian.Uint32(head[12:]); got != want {
		return fmt.Errorf("journal chunk %d: checksum is %08x, the file says %08x", r.chunks, got, want)
	}
	r.sum.Write(r.chunk)
	r.rest = r.chunk
	r.chunks++
	return nil
}

// Sum is the hash of all rows read so far, to be held against the one the run recorded.
func (r *JournalReader) Sum() (sum [32]byte) {
	r.sum.Sum(sum[:0])
	return sum
}
