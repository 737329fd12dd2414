package scenarios

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Error is one mistake in a scenario.
type Error struct {
	File    string `json:"file"`
	Line    int    `json:"line"`             // from 1; 0 when the whole file is meant
	Column  int    `json:"column"`           // from 1, in characters
	Path    string `json:"path,omitempty"`   // keys from the top: "mechanisms.escrow.price"
	Message string `json:"message"`          // what is wrong and what is wanted
	Source  string `json:"source,omitempty"` // the line of the file
}

// Error is the mistake on one line: "fraud.yaml:6:9: mechanisms.vote.bond: ...".
func (e Error) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
	}
	if e.Path != "" {
		where += ": " + e.Path
	}
	return where + ": " + e.Message
}

// Errors are all mistakes of a scenario, in the order of the file; at least one.
type Errors []Error

// Error is one line for each mistake.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i := range e {
		lines[i] = e[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Text writes each mistake with its line of the file and a caret below it.
func (e Errors) Text(w io.Writer) error {
	for _, x := range e {
		if _, err := fmt.Fprintf(w, "%s\n", x.Error()); err != nil {
			return err
		}
		if x.Source == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "  %s\n  %s^\n", x.Source, caretPad(x.Source, x.Column)); err != nil {
			return err
		}
	}
	return nil
}

// caretPad is as wide as the first column-1 characters of line: tabs stay tabs.
func caretPad(line string, column int) string {
	var pad strings.Builder
	for i, r := range []rune(line) {
		if i >= column-1 {
			break
		}
		if r != '\t' {
			r = ' '
		}
		pad.WriteRune(r)
	}
	return pad.String()
}

// JSON is the mistakes as a JSON array.
func (e Errors) JSON() ([]byte, error) { return json.MarshalIndent(e, "", "  ") }

// didYouMean is ` (did you mean "price"?)` when one of the known names is close to name, else a list of the known ones
// if they are few, else "".
func didYouMean(name string, known []string) string {
	best, distance := "", len([]rune(name))/3+2 // a typo in a short name is one or two letters
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	switch {
	case best != "":
		return fmt.Sprintf(" (did you mean %q?)", best)
	case len(known) > 0 && len(known) <= 12:
		return " (want one of " + strings.Join(known, ", ") + ")"
	}
	return ""
}
