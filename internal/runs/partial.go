package runs

import (
	"encoding/json"
	"fmt"
	"path/filepath"
)

// partialRun is how far an unfinished run is.
type partialRun struct {
	header header
	done   int
}

// readPartial reads the log of a .partial folder without changing it.
func readPartial(path string) (partialRun, error) {
	var p partialRun
	seen := map[uint64]bool{}
	l, _, err := openLog(filepath.Join(path, logName), false,
		func(text []byte) error { return json.Unmarshal(text, &p.header) },
		func(_ int64, payload []byte) error {
			r := reading{b: payload}
			seen[r.uvarint()] = true
			return nil
		})
	if err != nil {
		return p, err
	}
	p.done = len(seen)
	return p, l.f.Close()
}

// incomplete is the error for the .partial folder at path.
func incomplete(path string) error {
	p, err := readPartial(path)
	if err != nil {
		return fmt.Errorf("%w: %s holds no finished trial (%v)", ErrIncomplete, path, err)
	}
	return &IncompleteError{Path: path, Done: p.done, Total: p.header.design().Trials(), Command: resumeCommand(p.header.Argv)}
}

// Remove deletes a run, complete or partial. A partial one that another process is writing is
// ErrLocked. A link "latest" that pointed to it is left dangling; Open says so.
func Remove(path string) error {
	if isDir(filepath.Join(path, runName)) || exists(filepath.Join(path, lockName)) {
		l, err := lock(filepath.Join(path, lockName))
		if err != nil {
			return fmt.Errorf("remove run %s: %w", path, err)
		}
		defer l.Close()
	} else if !exists(filepath.Join(path, manifestName)) && !isRun(path) {
		return fmt.Errorf("remove run %s: %w", path, ErrNotFound)
	}
	if err := discard(path); err != nil {
		return fmt.Errorf("remove run %s: %w", path, err)
	}
	return nil
}
