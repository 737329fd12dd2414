package sim

import (
	"encoding"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// CheckpointVersion is the version of what Save writes. Load takes no other.
const CheckpointVersion = 1

// What Save and Load refuse.
var (
	// ErrBusy: the world is not between two instants. Run to a time first, at least to Now.
	ErrBusy = errors.New("a checkpoint is taken between two instants")
	// ErrHidden: part of the world keeps state that no column has.
	ErrHidden = errors.New("a checkpoint cannot hold it")
	// ErrDamaged: the bytes are not those that Save wrote.
	ErrDamaged = errors.New("checkpoint is damaged")
	// ErrVersion: Save wrote them in another version, or on a processor of another byte order.
	ErrVersion = errors.New("checkpoint is of another version")
	// ErrOtherWorld: the world that was saved has another seed, other populations, other columns or other kinds of event.
	ErrOtherWorld = errors.New("checkpoint is of another world")
)

const checkpointMagic = "dopasim\x02" // no text, and no journal

// checkpointHeader is everything but the rows, the pending events and the last rows of the journal. It comes first and is
// checked before anything of a world is changed.
type checkpointHeader struct {
	LittleEndian bool              `json:"little_endian"`
	Seed         uint64            `json:"seed"`
	Now          Time              `json:"now"`
	Second       Second            `json:"second"`
	Events       uint64            `json:"events"`
	Kinds        int               `json:"kinds"`
	Populations  []savedPopulation `json:"populations"`
	Columns      []savedColumn     `json:"columns"`
	Queue        savedQueue        `json:"queue"`
	Journal      savedJournal      `json:"journal"`
}

type savedPopulation struct {
	Name string `json:"name"`
	Size uint32 `json:"size"`
}

// savedJournal is where a journal stands. Chunk is the bytes of the chunk that was being filled.
type savedJournal struct {
	Calls   uint64 `json:"calls"`
	Refused uint64 `json:"refused"`
	Written int64  `json:"written"`
	Rows    uint32 `json:"rows"`
	Chunk   int    `json:"chunk"`
	Hash    []byte `json:"hash"`
}

// Save writes the run as it is now to out: every column, what is pending and in which order, the clock, the counters,
// and the journal's running hash with the rows that it has not hashed yet. A world built alike that loads it goes on
// exactly as this one would have: the same rows of the journal, the same hash, the same state.
//
// Luck needs no saving: it is drawn by key. Notices need none either, as they live for one instant (see Fleeting) and Save
// wants to be between two: Run(t) leaves a world there, at any t. Save changes nothing.
//
// Errors: ErrHidden; ErrBusy, from a handler, after ErrStopped, and while a notice is pending; the Violation of a broken world; a
// journal that was closed or cannot be written; and what out says.
func (w *World) Save(out io.Writer) error {
	events, err := w.atRest()
	if err != nil {
		return err
	}
	head, err := json.Marshal(w.header())
	if err != nil {
		panic("sim: " + err.Error()) // the fields are our own
	}
	if _, err := out.Write(binary.LittleEndian.AppendUint32([]byte(checkpointMagic), CheckpointVersion)); err != nil {
		return err
	}
	blocks := newBlockWriter(out)
	if _, err := blocks.Write(append(binary.LittleEndian.AppendUint32(nil, uint32(len(head))), head...)); err != nil {
		return err
	}
	for _, c := range w.columns {
		if err := c.save(blocks); err != nil {
			return err
		}
	}
	if err := saveRows(blocks, events); err != nil {
		return err
	}
	if _, err := blocks.Write(w.Journal.chunk); err != nil {
		return err
	}
	return blocks.end()
}

// atRest is the pending events of a world that can be saved, or why it cannot.
func (w *World) atRest() ([]Event, error) {
	switch {
	case w.running || !w.queue.between():
		return nil, ErrBusy
	case w.hidden != "":
		return nil, fmt.Errorf("%w: %s keeps what it remembers to itself", ErrHidden, w.hidden)
	case w.broken != nil:
		return nil, w.broken
	case w.Journal.err != nil:
		return nil, fmt.Errorf("write journal: %w", w.Journal.err)
	case w.Journal.chunk == nil:
		return nil, errOver
	}
	events := w.queue.pending()
	for i := range events {
		if w.kinds[events[i].Work>>ArgumentBits].fleeting {
			return nil, ErrBusy
		}
	}
	return events, nil
}

var errOver = errors.New("the journal is closed: the run is over")

func (w *World) header() checkpointHeader {
	j := w.Journal
	h := checkpointHeader{
		LittleEndian: littleEndian(), Seed: w.seed, Now: w.now, Second: w.second, Events: w.events, Kinds: len(w.kinds),
		Queue:   w.queue.saved(),
		Journal: savedJournal{j.calls, j.refused, j.written, j.rows, len(j.chunk), j.hashState()},
	}
	for _, p := range w.populations {
		h.Populations = append(h.Populations, savedPopulation{p.Name, p.Size})
	}
	for _, c := range w.columns {
		h.Columns = append(h.Columns, c.saved())
	}
	return h
}

func littleEndian() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) == 1 }

// Load makes w what was saved. w must have been built as the saved world was, and not have run: what its columns and its
// queue held is gone afterwards, but its hooks and handlers stay. So a world that was built with other settings goes on
// under these; that is a fork, and it is the caller's to know which settings the state does not depend on.
//
// Errors: ErrVersion and ErrOtherWorld, which says what differs, leave w as it was. After ErrDamaged, or an error of in,
// w is half of each and must not be used. in is read up to the end of the checkpoint and no further.
func (w *World) Load(in io.Reader) error {
	if w.running {
		return ErrBusy
	}
	blocks, h, err := readHeader(in)
	if err != nil {
		return err
	}
	if err := w.accepts(h); err != nil {
		return err
	}
	for i, c := range w.columns {
		if err := c.load(h.Columns[i].Rows, blocks); err != nil {
			return err
		}
	}
	events := make([]Event, h.Queue.Events)
	if err := loadRows(blocks, events); err != nil {
		return err
	}
	for _, e := range events {
		if int(e.Work>>ArgumentBits) >= len(w.kinds) || int(e.Who) >= w.Accounts() {
			return fmt.Errorf("%w: an event is for nobody", ErrDamaged)
		}
	}
	queue, err := w.queue.restored(h.Queue, events)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := w.Journal.load(h.Journal, blocks); err != nil {
		return err
	}
	if err := blocks.end(); err != nil {
		return err
	}
	w.queue, w.now, w.second, w.events, w.broken = queue, h.Now, h.Second, h.Events, nil
	return nil
}

// readHeader reads the header, and makes the reader of what follows.
func readHeader(in io.Reader) (*blockReader, *checkpointHeader, error) {
	var first [len(checkpointMagic) + 4]byte
	blocks := newBlockReader(in)
	if _, err := io.ReadFull(in, first[:]); err != nil {
		return nil, nil, blocks.short(err)
	}
	if string(first[:len(checkpointMagic)]) != checkpointMagic {
		return nil, nil, fmt.Errorf("%w: it does not begin as a checkpoint does", ErrDamaged)
	}
	if v := binary.LittleEndian.Uint32(first[len(checkpointMagic):]); v != CheckpointVersion {
		return nil, nil, fmt.Errorf("%w: it has version %d, this program reads %d", ErrVersion, v, CheckpointVersion)
	}
	var size [4]byte
	if err := blocks.full(size[:]); err != nil {
		return nil, nil, err
	}
	n := binary.LittleEndian.Uint32(size[:])
	if n > maxHeader {
		return nil, nil, fmt.Errorf("%w: a header of %d bytes", ErrDamaged, n)
	}
	text := make([]byte, n)
	if err := blocks.full(text); err != nil {
		return nil, nil, err
	}
	h := &checkpointHeader{}
	if err := json.Unmarshal(text, h); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if h.LittleEndian != littleEndian() {
		return nil, nil, fmt.Errorf("%w: it is from a processor of another byte order", ErrVersion)
	}
	if h.Queue.Events < 0 || h.Journal.Chunk < 0 || h.Journal.Chunk > chunkBytes {
		return nil, nil, fmt.Errorf("%w: its lengths make no sense", ErrDamaged)
	}
	return blocks, h, nil
}

// maxHeader is more than any world needs: about a hundred bytes a column and a population.
const maxHeader = 64 << 20

// load continues the journal that was saved.
func (j *Journal) load(s savedJournal, in *blockReader) error {
	if j.chunk == nil {
		return errOver
	}
	chunk := j.chunk[:s.Chunk]
	if err := in.full(chunk); err != nil {
		return err
	}
	if err := j.running.(encoding.BinaryUnmarshaler).UnmarshalBinary(s.Hash); err != nil {
		return fmt.Errorf("%w: state of the journal's hash: %w", ErrDamaged, err)
	}
	j.chunk, j.rows, j.calls, j.refused, j.written, j.err = chunk, s.Rows, s.Calls, s.Refused, s.Written, nil
	return nil
}
