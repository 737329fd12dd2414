package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// maxColumns is how many metrics a table of points shows when the figures do not choose them.
const maxColumns = 4

// table is rows of text in aligned columns. Columns that are empty in all rows are left out.
type table struct {
	columns []string
	right   []bool // aligned to the right
	rows    [][]string
	after   []string // lines under the table
}

func (t *table) add(row ...string) { t.rows = append(t.rows, row) }

// print writes the table and an empty line.
func (t *table) print(p printer) {
	for i := range t.columns {
		t.alignHalves(i)
	}
	widths := make([]int, len(t.columns))
	for i := range t.columns {
		for _, row := range t.rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		if widths[i] > 0 {
			widths[i] = max(widths[i], utf8.RuneCountInString(t.columns[i]))
		}
	}
	p.line("%s", p.strong(t.join(t.columns, widths)))
	for _, row := range t.rows {
		p.line("%s", t.join(row, widths))
	}
	for _, line := range t.after {
		p.line("%s", p.dim(line))
	}
	p.line("")
}

// alignHalves pads the half-widths of a column to one length, so that its "±" stand under each other.
func (t *table) alignHalves(column int) {
	longest := 0
	half := func(cell string) (before, half, unit string, ok bool) {
		before, rest, ok := strings.Cut(cell, " ± ")
		half, unit, _ = strings.Cut(rest, " ")
		return before, half, unit, ok
	}
	for _, row := range t.rows {
		_, h, _, _ := half(row[column])
		longest = max(longest, len(h))
	}
	for _, row := range t.rows {
		if before, h, unit, ok := half(row[column]); ok {
			row[column] = before + " ± " + h + strings.Repeat(" ", longest-len(h))
			if unit != "" {
				row[column] += " " + unit
			}
		}
	}
}

// join pads the cells of one row.
func (t *table) join(row []string, widths []int) string {
	var cells []string
	for i, cell := range row {
		if widths[i] == 0 {
			continue
		}
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i < len(t.right) && t.right[i] {
			cells = append(cells, pad+cell)
		} else {
			cells = append(cells, cell+pad)
		}
	}
	return strings.TrimRight(strings.Join(cells, "  "), " ")
}

// shownMetrics chooses the columns of a table of points: all metrics if they are few; else those that
// figures and crossings name, as the question is about them; else the first ones. left is how many of
// the metrics are not shown.
func shownMetrics(s *runs.Summary) (shown []string, left int) {
	var all []string
	for _, p := range s.Points {
		for _, e := range p.Estimates {
			if name := seriesName(e.Population, e.Metric); !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	if len(all) <= maxColumns {
		return all, 0
	}
	var named []string
	for _, f := range s.Figures {
		named = append(append(named, f.Series...), f.Value)
	}
	for _, c := range s.Crossings {
		named = append(named, c.Metric)
	}
	for _, name := range named {
		if slices.Contains(all, name) && !slices.Contains(shown, name) {
			shown = append(shown, name)
		}
	}
	if len(shown) == 0 {
		shown = all[:maxColumns]
	}
	return shown, len(all) - len(shown)
}

// unitIn returns the unit of a series at the first point that has it.
func unitIn(points []runs.Point, series string) string {
	for _, p := range points {
		if e, ok := estimate(p, series); ok {
			return e.Unit
		}
	}
	return ""
}

// settings writes what is fixed as "fate = kept, bond = 5 DPMN".
func settings(all []runs.Setting) string {
	var parts []string
	for _, s := range all {
		parts = append(parts, lastWord(s.Key)+" = "+s.Value)
	}
	return strings.Join(parts, ", ")
}

// quantity writes a number with its unit.
func quantity(number, unit string) string {
	if unit == "" || unit == choice {
		return number
	}
	return number + " " + unit
}

// counted writes "1 trial", "27 trials", "12,500 trials".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	plural := noun + "s"
	if stem, ok := strings.CutSuffix(noun, "ry"); ok {
		plural = stem + "ries" // trajectories
	}
	return thousands(fmt.Sprint(n)) + " " + plural
}

// folded breaks text at spaces into lines of at most width runes.
func folded(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line+" "+word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}
