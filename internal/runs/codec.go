package runs

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// A trial's record: every field of its Result, and whether it left a journal file.
//
//	trial, point uvarint; seed 8 bytes; hash 32 bytes; calls, refused, events, ties uvarint;
//	journal 1 byte; money uvarint length and bytes; rows uvarint; each row:
//	flags 1 byte; column uvarint; time varint; [int varint] if flagInt; [real 8 bytes] if flagReal
const (
	flagFinal = 1 << iota
	flagInt
	flagReal
)

var errRecord = errors.New("record does not decode")

func appendResult(b []byte, r experiment.Result, journal bool) []byte {
	b = binary.AppendUvarint(b, uint64(r.Index))
	b = binary.AppendUvarint(b, uint64(r.Point))
	b = binary.LittleEndian.AppendUint64(b, r.Seed)
	b = append(b, r.Hash[:]...)
	for _, n := range [...]uint64{r.Calls, r.Refused, r.Events, r.Ties} {
		b = binary.AppendUvarint(b, n)
	}
	if journal {
		b = append(b, 1)
	} else {
		b = append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(r.Money)))
	b = append(b, r.Money...)
	b = binary.AppendUvarint(b, uint64(len(r.Rows)))
	for _, row := range r.Rows {
		b = appendRow(b, row)
	}
	return b
}

func appendRow(b []byte, row experiment.Row) []byte {
	var flags byte
	real := math.Float64bits(row.Real)
	if row.Final {
		flags |= flagFinal
	}
	if row.Int != 0 {
		flags |= flagInt
	}
	if real != 0 {
		flags |= flagReal
	}
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(row.Column))
	b = binary.AppendVarint(b, row.Time)
	if flags&flagInt != 0 {
		b = binary.AppendVarint(b, row.Int)
	}
	if flags&flagReal != 0 {
		b = binary.LittleEndian.AppendUint64(b, real)
	}
	return b
}

// reading takes a record apart; after the first thing missing, all reads give zero and bad is set.
type reading struct {
	b   []byte
	bad bool
}

func (r *reading) take(n uint64) []byte {
	if r.bad || n > uint64(len(r.b)) {
		r.bad = true
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reading) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad = true
	}
	r.take(uint64(max(n, 0)))
	return v
}

func (r *reading) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad = true
	}
	r.take(uint64(max(n, 0)))
	return v
}

func (r *reading) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reading) fixed64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// readResult decodes a record into out, reusing the space of out.Rows.
func readResult(b []byte, out *experiment.Result) (journal bool, err error) {
	r := reading{b: b}
	rows := out.Rows[:0]
	*out = experiment.Result{Trial: experiment.Trial{Index: int(r.uvarint()), Point: int(r.uvarint()), Seed: r.fixed64()}}
	copy(out.Hash[:], r.take(32))
	out.Calls, out.Refused, out.Events, out.Ties = r.uvarint(), r.uvarint(), r.uvarint(), r.uvarint()
	journal = r.byte() == 1
	out.Money = string(r.take(r.uvarint()))
	for n := r.uvarint(); n > 0 && !r.bad; n-- {
		flags := r.byte()
		row := experiment.Row{Final: flags&flagFinal != 0, Column: int(r.uvarint()), Time: r.varint()}
		if flags&flagInt != 0 {
			row.Int = r.varint()
		}
		if flags&flagReal != 0 {
			row.Real = math.Float64frombits(r.fixed64())
		}
		rows = append(rows, row)
	}
	out.Rows = rows
	if r.bad || len(r.b) > 0 {
		return false, errRecord
	}
	return journal, nil
}
