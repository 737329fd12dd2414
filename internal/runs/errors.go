package runs

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

var (
	// ErrExists: a complete run of the same key is there already. The error is an *ExistsError.
	ErrExists = errors.New("run exists")
	// ErrIncomplete: the run is not finished. The error is an *IncompleteError.
	ErrIncomplete = errors.New("run is incomplete")
	// ErrNotFound: no run goes by that name.
	ErrNotFound = errors.New("no such run")
	// ErrLocked: another process is writing the run.
	ErrLocked = errors.New("run is being written by another process")
	// ErrMismatch: the run was begun by another program or from another scenario. A *MismatchError.
	ErrMismatch = errors.New("run was begun differently")
	// ErrDamaged: a file of the run is not what was written. The error is a *DamagedError.
	ErrDamaged = errors.New("run is damaged")
	// ErrNondeterministic: one trial gave two different results, a bug in the engine or a mechanism.
	ErrNondeterministic = errors.New("one trial gave two different results")
)

// ExistsError says where the complete run is.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string        { return fmt.Sprintf("run %s is complete already", e.Path) }
func (e *ExistsError) Is(target error) bool { return target == ErrExists }

// IncompleteError says how far a run is and how to go on.
type IncompleteError struct {
	Path        string
	Done, Total int
	Command     string // resumes the run; "" if not known
}

func (e *IncompleteError) Error() string {
	s := fmt.Sprintf("run %s is incomplete: %d of %d trials", e.Path, e.Done, e.Total)
	if e.Command != "" {
		s += ", resume with: " + e.Command
	}
	return s
}
func (e *IncompleteError) Is(target error) bool { return target == ErrIncomplete }

// MismatchError says what differs between a partial run and the one that was to resume it.
type MismatchError struct {
	Path  string
	What  string // "program", "key", "seeds", ...
	Begun string // of the partial run
	Now   string
}

func (e *MismatchError) Error() string {
	return fmt.Sprintf("resume run %s: another %s: it was begun with %s, this is %s; finish it as it was begun, or remove it",
		e.Path, e.What, e.Begun, e.Now)
}
func (e *MismatchError) Is(target error) bool { return target == ErrMismatch }

// DamagedError names a file that differs from the manifest.
type DamagedError struct {
	Path string // of the run
	File string
	Why  string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("run %s is damaged: %s: %s", e.Path, e.File, e.Why)
}
func (e *DamagedError) Is(target error) bool { return target == ErrDamaged }

// isRun says whether the folder at path was a complete run once: one that lost its manifest still has its scenario.
func isRun(path string) bool {
	return exists(filepath.Join(path, scenarioName)) && exists(filepath.Join(path, summaryName))
}

// lacksManifest is the error for such a folder.
func lacksManifest(path string) error {
	return &DamagedError{Path: path, File: manifestName, Why: "it is missing"}
}

// resumeCommand is the command line that resumes a run begun with argv.
func resumeCommand(argv []string) string { return Command(argv, "--resume") }

// Command is the line for a shell that runs argv again with more words behind it, unless they stand there already.
// --force, which would discard what there is, is left out. It is "" without argv.
func Command(argv []string, more ...string) string {
	if len(argv) == 0 {
		return ""
	}
	var words []string
	for i, a := range argv {
		if i == 0 {
			a = a[strings.LastIndexAny(a, `/\`)+1:]
		}
		if a != "--force" {
			words = append(words, quoteShell(a))
		}
	}
	if len(more) != 1 || !slices.Contains(argv, more[0]) {
		words = append(words, more...)
	}
	return strings.Join(words, " ")
}

// quoteShell quotes a word for a POSIX shell if it needs to be.
func quoteShell(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t\n\"'`$&|;<>()*?[]#~!{}\\") {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
