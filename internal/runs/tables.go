package runs

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// The CSV files have a header, commas, "\n" at the end of a line, and quotes only around fields
// that need them (RFC 4180).
const (
	metricsHeader = "scenario,point,seed,time,population,metric,unit,value\n"
	trialsHeader  = "trial,point,seed,hash,calls,refused,events,ties\n"
	theoryHeader  = "figure,curve,panel,x,y\n"
)

const (
	amountUnit = "DPMN"
	baseUnit   = "DPMN/1e9" // of amounts in metrics.csv: whole base units
	endTime    = "end"      // time of a value at the end of the trial
)

// Theory is a point of a curve to be drawn over a figure.
type Theory struct {
	Figure, Curve string
	Panel         string // "" if the figure has one panel
	X, Y          float64
}

// TheoryFile is theory.csv with these points, in this order.
func TheoryFile(points []Theory) File {
	return File{Name: theoryName, Write: func(w io.Writer) error {
		b := []byte(theoryHeader)
		for _, t := range points {
			b = append(b, csvField(t.Figure)+","+csvField(t.Curve)+","+csvField(t.Panel)+","...)
			b = strconv.AppendFloat(b, t.X, 'g', -1, 64)
			b = append(b, ',')
			b = strconv.AppendFloat(b, t.Y, 'g', -1, 64)
			b = append(b, '\n')
		}
		return writeBytes(b)(w)
	}}
}

// metricRows writes the rows of results to metrics.csv. An amount is written in base units, exactly; other
// integers as they are; reals with the fewest digits that read back the same. NaN says that the
// trial did not define the value.
type metricRows struct {
	w       io.Writer
	name    string   // scenario, as a field
	columns []string // ",population,metric,unit," of each column
	integer []bool
	buf     []byte
}

func newMetricRows(w io.Writer, name string, columns []experiment.Column) (*metricRows, error) {
	m := &metricRows{w: w, name: csvField(name)}
	for _, c := range columns {
		unit := c.Unit
		if c.Integer && unit == amountUnit {
			unit = baseUnit
		}
		m.columns = append(m.columns, ","+csvField(c.Population)+","+csvField(c.Metric)+","+csvField(unit)+",")
		m.integer = append(m.integer, c.Integer)
	}
	return m, writeBytes([]byte(metricsHeader))(w)
}

func (m *metricRows) put(r experiment.Result) error {
	start := fmt.Sprintf("%s,%d,%d,", m.name, r.Point, r.Seed)
	b := m.buf[:0]
	for _, row := range r.Rows {
		b = append(b, start...)
		if row.Final {
			b = append(b, endTime...)
		} else {
			b = strconv.AppendInt(b, row.Time, 10)
		}
		b = append(b, m.columns[row.Column]...)
		if m.integer[row.Column] {
			b = strconv.AppendInt(b, row.Int, 10)
		} else {
			b = strconv.AppendFloat(b, row.Real, 'g', -1, 64)
		}
		b = append(b, '\n')
	}
	m.buf = b
	_, err := m.w.Write(b)
	return err
}

// trialRow is a line of trials.csv.
func trialRow(b []byte, r experiment.Result) []byte {
	return fmt.Appendf(b, "%d,%d,%d,%x,%d,%d,%d,%d\n", r.Index, r.Point, r.Seed, r.Hash, r.Calls, r.Refused, r.Events, r.Ties)
}

func csvField(s string) string {
	if !strings.ContainsAny(s, ",\"\r\n") && (s == "" || s[0] != ' ') {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
