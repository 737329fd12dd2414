package runs

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

const journalSuffix = ".calls"

// Journal opens the file for a trial's journal, journal/<trial>.calls. It gets that name when it
// is closed, and until then a temporary one. Close it before the trial's result is put; a trial
// that stops half-way must not close it (what is left is removed by Finish, or overwritten).
func (w *Writer) Journal(trial int) (io.WriteCloser, error) {
	if trial < 0 || trial >= len(w.at) {
		return nil, fmt.Errorf("write run %s: no trial %d", w.path, trial)
	}
	path := w.journalPath(trial)
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	var f *os.File
	if err == nil {
		f, err = os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	}
	if err != nil {
		return nil, fmt.Errorf("write run %s: journal of trial %d: %w", w.path, trial, err)
	}
	return &journal{run: w, trial: trial, path: path, f: f, out: bufio.NewWriterSize(f, 1<<16)}, nil
}

func (w *Writer) journalPath(trial int) string {
	return w.file(journalName, strconv.Itoa(trial)+journalSuffix)
}

// file is the path of a file of the run while it is written.
func (w *Writer) file(names ...string) string {
	return filepath.Join(append([]string{w.partial, runName}, names...)...)
}

type journal struct {
	run    *Writer
	trial  int
	path   string
	f      *os.File
	out    *bufio.Writer
	err    error
	closed bool
}

func (j *journal) Write(b []byte) (int, error) {
	n, err := j.out.Write(b)
	if err != nil {
		j.err = fmt.Errorf("write run %s: journal of trial %d: %w", j.run.path, j.trial, err)
		return n, j.err
	}
	return n, nil
}

// Close gives the file its name. It waits for the disk, so that a trial in the log has its journal
// even after a power cut. A journal that could not be written whole does not get the name.
func (j *journal) Close() error {
	if j.closed {
		return j.err
	}
	j.closed = true
	err := j.err
	if err == nil {
		err = j.out.Flush()
	}
	if err == nil {
		err = j.f.Sync()
	}
	if err = errors.Join(err, j.f.Close()); err == nil {
		err = os.Rename(j.path+".tmp", j.path)
	}
	if err != nil {
		os.Remove(j.path + ".tmp")
		if j.err == nil {
			j.err = fmt.Errorf("write run %s: journal of trial %d: %w", j.run.path, j.trial, err)
		}
		return j.err
	}
	j.run.mu.Lock()
	j.run.journals[j.trial] = true
	j.run.mu.Unlock()
	return nil
}
