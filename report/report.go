// Package report turns a run folder into what a reader sees: figures (SVG and PNG) and the page that
// the terminal prints. It reads files only, never live objects, so that every figure can be drawn again,
// by anyone, from a folder that was copied from somewhere else.
//
// Read Draw first; then load.go (what is read), select.go (which points make a panel), canvas.go (how a
// page is laid out) and one file for each kind of figure: margin.go, course.go, supply.go, map.go. Phase portraits, in
// portrait.go, come from plain data, and text, in text.go, stands alone. The same folder gives the same bytes on one machine: there is no clock, no map order and
// no random number in here.
package report

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// kinds holds one function for each kind of figure. To add a kind: one file, one line here.
var kinds = map[string]func(*folder, runs.Figure) (*page, error){
	"course":  coursePage,
	"margin":  marginPage,
	"supply":  supplyPage,
	"map":     mapPage,
	"phase":   phasePage,
	"tornado": tornadoPage,
}

// Draw draws the figures of the run folder dir that are named, or all of them when none is, into
// dir/report/<name>.svg and .png. It returns the paths written, in the order of the summary.
// A figure that cannot be drawn stops it: the error names the figure and what the folder has instead.
func Draw(dir string, figures ...string) ([]string, error) {
	f, err := open(dir)
	if err != nil {
		return nil, err
	}
	wanted, err := choose(f.summary.Figures, figures)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	out := filepath.Join(dir, "report")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	var paths []string
	for _, figure := range wanted {
		written, err := f.draw(figure, out)
		if err != nil {
			return paths, fmt.Errorf("%s: figure %s: %w", dir, figure.Name, err)
		}
		paths = append(paths, written...)
	}
	return paths, nil
}

// choose returns the named figures in the order of the summary; no name means all of them.
func choose(all []runs.Figure, names []string) ([]runs.Figure, error) {
	if len(names) == 0 {
		return all, nil
	}
	known := make([]string, len(all))
	for i, figure := range all {
		known[i] = figure.Name
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("no figure %q (this run has %s)", name, listed(known))
		}
	}
	var chosen []runs.Figure
	for _, figure := range all {
		if slices.Contains(names, figure.Name) {
			chosen = append(chosen, figure)
		}
	}
	return chosen, nil
}

// draw lays one figure out and saves it in every format.
func (f *folder) draw(figure runs.Figure, out string) ([]string, error) {
	// The name comes from a file that may be a stranger's: it must not lead out of the folder.
	if figure.Name == "" || figure.Name != filepath.Base(figure.Name) || strings.HasPrefix(figure.Name, ".") {
		return nil, fmt.Errorf("%q is not a file name", figure.Name)
	}
	build, ok := kinds[figure.Kind]
	if !ok {
		return nil, fmt.Errorf("unknown kind %q (known: %s)", figure.Kind, listed(sortedKeys(kinds)))
	}
	pg, err := build(f, figure)
	if err != nil {
		return nil, err
	}
	pg.title = figure.Title
	if pg.title == "" {
		pg.title = f.summary.Answer
	}
	if pg.title == "" {
		pg.title = f.summary.Question
	}
	return pg.save(filepath.Join(out, figure.Name))
}

// listed joins names for an error message; an empty list reads "none".
func listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// sortedKeys returns the keys of m in order, so that nothing depends on the order of a map.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
