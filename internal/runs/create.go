package runs

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Options is what a run is of. Scenario, Columns, Points and Seeds must be the same when it is
// resumed; they follow from what was hashed into the key.
type Options struct {
	Scenario []byte // resolved scenario, becomes scenario.yaml
	Columns  []experiment.Column
	Points   int
	Seeds    []uint64
	Engine   string   // engine version, for the manifest
	Argv     []string // command line, for the manifest and for saying how to resume
}

// header is the first record of the log.
type header struct {
	Schema  int                 `json:"schema"`
	Name    string              `json:"name"`
	Key     string              `json:"key"`
	Program string              `json:"program"` // SHA-256 of the executable
	Engine  string              `json:"engine"`
	Points  int                 `json:"points"`
	Seeds   []uint64            `json:"seeds"`
	Columns []experiment.Column `json:"columns"`
	Argv    []string            `json:"argv"`
	Started time.Time           `json:"started"`
}

func (h header) design() experiment.Design {
	return experiment.Design{Points: h.Points, Seeds: h.Seeds}
}

// Create begins a run in root (made if missing) and locks it. It returns an *ExistsError if a
// complete run of that key is there, an *IncompleteError if a partial one is (Resume continues it,
// Remove discards it), and ErrLocked if another process is writing it.
func Create(root, name string, key Key, opts Options) (*Writer, error) {
	return begin(root, name, key, opts, false)
}

// Resume continues the partial run of that name and key. A *MismatchError says what differs if it
// was begun by another program or for something else; ErrNotFound if there is no partial run of
// that name.
func Resume(root, name string, key Key, opts Options) (*Writer, error) {
	return begin(root, name, key, opts, true)
}

func begin(root, name string, key Key, opts Options, resume bool) (*Writer, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	program, err := binaryHash()
	if err != nil {
		return nil, err
	}
	w := &Writer{path: filepath.Join(root, folder(name, key)), opts: opts, journals: map[int]bool{},
		header: header{Schema: SchemaVersion, Name: name, Key: key.String(), Program: program, Engine: opts.Engine,
			Points: opts.Points, Seeds: opts.Seeds, Columns: opts.Columns, Argv: opts.Argv, Started: time.Now().UTC()}}
	w.partial = w.path + partialSuffix
	if err := w.header.check(); err != nil {
		return nil, err
	}
	w.at = make([]int64, w.header.design().Trials())
	w.kept = make([]bool, len(w.at))
	if err := w.enter(root, resume); err != nil {
		return nil, err
	}
	if err := w.openLog(resume); err != nil {
		w.release()
		return nil, err
	}
	return w, nil
}

func (h header) check() error {
	if h.Points < 1 || len(h.Seeds) == 0 {
		return fmt.Errorf("run %s: %d points and %d seeds make no trials", h.Name, h.Points, len(h.Seeds))
	}
	return nil
}

// enter makes the partial folder and locks it.
func (w *Writer) enter(root string, resume bool) error {
	if resume {
		if err := w.findPartial(root); err != nil {
			return err
		}
	} else if err := os.MkdirAll(root, 0o755); err != nil {
		return fmt.Errorf("create run %s: %w", w.path, err)
	} else if exists(filepath.Join(w.path, manifestName)) {
		w.sweep()
		return &ExistsError{Path: w.path}
	} else if exists(w.path) {
		if isRun(w.path) {
			return lacksManifest(w.path)
		}
		return fmt.Errorf("create run %s: there is something else of that name", w.path)
	}
	err := os.Mkdir(w.partial, 0o755)
	if err != nil && !(errors.Is(err, os.ErrExist) && isDir(w.partial)) {
		return fmt.Errorf("create run %s: %w", w.path, err)
	}
	if w.lock, err = lock(filepath.Join(w.partial, lockName)); err != nil {
		return fmt.Errorf("run %s: %w", w.path, err)
	}
	// Looked at again under the lock: the process that held it may have completed the run.
	if exists(w.path) {
		w.release()
		w.sweep()
		return &ExistsError{Path: w.path}
	}
	w.sweep()
	return nil
}

// sweep removes what a kill at the very end of Finish or Remove leaves: nothing of it is needed, so
// errors are not either.
func (w *Writer) sweep() {
	hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(w.path), ".*"+hiddenSuffix))
	for _, h := range hidden {
		os.RemoveAll(h)
	}
	if !isDir(w.partial) || !exists(w.path) {
		return
	}
	if l, err := lock(filepath.Join(w.partial, lockName)); err == nil {
		_ = discard(w.partial)
		l.Close()
	}
}

// findPartial looks for the folder to resume.
func (w *Writer) findPartial(root string) error {
	if isDir(w.partial) {
		return nil
	}
	if exists(filepath.Join(w.path, manifestName)) {
		return &ExistsError{Path: w.path}
	}
	others, _ := filepath.Glob(filepath.Join(root, w.header.Name+"-*"+partialSuffix))
	for _, p := range others {
		if other, err := readPartial(p); err == nil && other.header.Name == w.header.Name {
			return &MismatchError{Path: p, What: "key (its scenario, seeds or engine differ)",
				Begun: other.header.Key, Now: w.header.Key}
		}
	}
	return fmt.Errorf("resume run %s: %w", w.path, ErrNotFound)
}

// openLog reads the log that is there, or writes a new one. A partial folder without a log is
// what a kill within Create leaves: it holds nothing, and is taken over.
func (w *Writer) openLog(resume bool) error {
	path := filepath.Join(w.partial, logName)
	if !exists(path) {
		return w.newLog(path)
	}
	if !resume {
		return incomplete(w.partial)
	}
	l, torn, err := openLog(path, true, w.sameHeader, w.found)
	if err != nil {
		return fmt.Errorf("resume run %s: %w", w.path, err)
	}
	w.log, w.cut = l, torn
	return nil
}

func (w *Writer) newLog(path string) error {
	text, err := json.Marshal(w.header)
	if err == nil {
		err = os.MkdirAll(filepath.Join(w.partial, runName), 0o755)
	}
	if err == nil {
		_, err = writeFile(w.file(scenarioName), writeBytes(w.opts.Scenario))
	}
	if err == nil {
		w.log, err = createLog(path, text)
	}
	if err == nil {
		err = syncDir(w.partial)
	}
	if err != nil {
		return fmt.Errorf("create run %s: %w", w.path, err)
	}
	return nil
}

// sameHeader compares the log's header with this run's, and takes over when it was started.
func (w *Writer) sameHeader(text []byte) error {
	var h header
	if err := json.Unmarshal(text, &h); err != nil {
		return err
	}
	now := w.header
	differs := func(what, begun, is string) error {
		return &MismatchError{Path: w.partial, What: what, Begun: begun, Now: is}
	}
	switch {
	case h.Schema != now.Schema:
		return differs("format", fmt.Sprintf("version %d", h.Schema), fmt.Sprintf("version %d", now.Schema))
	case h.Key != now.Key:
		return differs("key (its scenario, seeds or engine differ)", h.Key, now.Key)
	case h.Program != now.Program:
		return differs("program", "sha256 "+h.Program, "sha256 "+now.Program)
	case h.Points != now.Points || !slices.Equal(h.Seeds, now.Seeds):
		return differs("design", fmt.Sprintf("%d points and seeds %v", h.Points, h.Seeds), fmt.Sprintf("%d points and seeds %v", now.Points, now.Seeds))
	case !slices.Equal(h.Columns, now.Columns):
		return differs("list of columns", fmt.Sprintf("%v", h.Columns), fmt.Sprintf("%v", now.Columns))
	}
	w.header.Started = h.Started
	return nil
}

// found takes a record of an earlier process into the index.
func (w *Writer) found(at int64, payload []byte) error {
	var r experiment.Result
	journal, err := readResult(payload, &r)
	if err == nil {
		err = w.checkResult(r)
	}
	if err != nil {
		return fmt.Errorf("record at byte %d: %w", at, err)
	}
	if journal && !exists(w.journalPath(r.Index)) {
		return nil // the trial runs again, for its journal
	}
	if w.at[r.Index] == 0 {
		w.done++
	}
	w.at[r.Index], w.kept[r.Index] = at, journal
	return nil
}
