package runs

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Writer writes one run. It is an experiment.Sink; its methods may be called from any goroutine.
type Writer struct {
	path    string // of the run when complete
	partial string
	opts    Options
	header  header
	lock    *os.File
	cut     int64

	mu       sync.Mutex
	log      *trialLog
	at       []int64      // offset of each trial's record in the log; 0: not finished
	done     int          // trials with a record
	kept     []bool       // trials whose journal file belongs to the run
	journals map[int]bool // journals closed whose result has not come yet
	closed   bool
}

func (w *Writer) checkResult(r experiment.Result) error {
	d := w.header.design()
	if r.Index < 0 || r.Index >= d.Trials() || d.Trial(r.Index) != r.Trial {
		return fmt.Errorf("trial %d (point %d, seed %d) is not of this run", r.Index, r.Point, r.Seed)
	}
	for _, row := range r.Rows {
		if row.Column < 0 || row.Column >= len(w.header.Columns) {
			return fmt.Errorf("trial %d has a row of column %d, the run has %d", r.Index, row.Column, len(w.header.Columns))
		}
	}
	return nil
}

// Put appends a result to the log. When it returns the result survives the end of the process
// (not yet a power cut: only Finish and Close wait for the disk). A second, equal result of a
// trial is ignored; a different one is ErrNondeterministic. After an error the run is as before.
func (w *Writer) Put(r experiment.Result) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return fmt.Errorf("write run %s: it is closed", w.path)
	}
	if err := w.checkResult(r); err != nil {
		return fmt.Errorf("write run %s: %w", w.path, err)
	}
	journal := w.journals[r.Index]
	if w.at[r.Index] != 0 {
		return w.again(r, journal)
	}
	at, err := w.log.add(func(b []byte) []byte { return appendResult(b, r, journal) })
	if err != nil {
		return fmt.Errorf("write run %s: %w; %d of %d trials are kept", w.path, err, w.done, len(w.at))
	}
	delete(w.journals, r.Index)
	w.at[r.Index], w.kept[r.Index] = at, journal
	w.done++
	return nil
}

func (w *Writer) again(r experiment.Result, journal bool) error {
	before, err := w.log.read(w.at[r.Index], nil)
	if err != nil {
		return fmt.Errorf("write run %s: %w", w.path, err)
	}
	var old experiment.Result
	had, err := readResult(before, &old)
	if err != nil {
		return fmt.Errorf("write run %s: %w", w.path, err)
	}
	if !bytes.Equal(appendResult(nil, old, had), appendResult(nil, r, had)) {
		return fmt.Errorf("write run %s: trial %d (point %d, seed %d): %w: journal %x and %x",
			w.path, r.Index, r.Point, r.Seed, ErrNondeterministic, old.Hash, r.Hash)
	}
	return nil
}

// Has reports whether the run has a trial's result already; it fits experiment.Design.Skip.
func (w *Writer) Has(t experiment.Trial) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return t.Index >= 0 && t.Index < len(w.at) && w.at[t.Index] != 0
}

// Done says for each trial whether it is finished.
func (w *Writer) Done() []bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	done := make([]bool, len(w.at))
	for i, at := range w.at {
		done[i] = at != 0
	}
	return done
}

// Count is how many trials are finished, and of how many.
func (w *Writer) Count() (done, total int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.done, len(w.at)
}

// Cut is how many bytes of a torn record Resume cut off the log: 0 unless the run was killed
// while it wrote one.
func (w *Writer) Cut() int64 { return w.cut }

// Path is where the run will be once complete.
func (w *Writer) Path() string { return w.path }

// Each gives every finished trial in trial order. Rows are valid only during the call; Put must
// not be called from it.
func (w *Writer) Each(do func(experiment.Result) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.each(do)
}

func (w *Writer) each(do func(experiment.Result) error) error {
	var r experiment.Result
	var buf []byte
	for i, at := range w.at {
		if at == 0 {
			continue
		}
		var err error
		if buf, err = w.log.read(at, buf); err == nil {
			_, err = readResult(buf, &r)
		}
		if err == nil && r.Index != i {
			err = errRecord
		}
		if err != nil {
			return fmt.Errorf("read run %s: trial %d: %w", w.partial, i, err)
		}
		if err := do(r); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the writing and leaves a run that Resume can continue. After Finish it does nothing.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return nil
	}
	err := w.log.f.Sync()
	w.release()
	if err != nil {
		return fmt.Errorf("close run %s: %w", w.partial, err)
	}
	return nil
}

// release lets go of the log and the lock.
func (w *Writer) release() {
	w.closed = true
	for _, c := range []io.Closer{w.logCloser(), w.lock} {
		c.Close()
	}
}

func (w *Writer) logCloser() io.Closer {
	if w.log == nil {
		return io.NopCloser(nil)
	}
	return w.log.f
}
