package runs

import (
	"errors"
	"fmt"
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

// resumeCommand is the command line that resumes a run begun with argv.
func resumeCommand(argv []string) string {
	if len(argv) == 0 {
		return ""
	}
	words := make([]string, 0, len(argv)+1)
	resumes := false
	for i, a := range argv {
		if i == 0 {
			a = a[strings.LastIndexAny(a, `/\`)+1:]
		}
		resumes = resumes || a == "--resume"
		words = append(words, quoteShell(a))
	}
	if !resumes {
		words = append(words, "--resume")
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
