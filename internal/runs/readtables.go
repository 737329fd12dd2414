package runs

import (
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Metric is a row of metrics.csv.
type Metric struct {
	experiment.Column // Unit is "DPMN" for amounts, as the run's columns have it
	Scenario          string
	Point             int
	Seed              uint64
	Time              int64 // seconds; 0 if Final
	Final             bool  // the value at the end of the trial
	Int               int64 // if Integer; base units for amounts
	Value             float64
}

// EachMetric reads metrics.csv from front to back. Value is in DPMN for amounts; Integer is set
// where the text is a whole number, which a real column's value may be too: only amounts in base
// units are marked as such in the file.
func (r *Run) EachMetric(do func(Metric) error) error {
	return r.table(metricsName, metricsHeader, func(f []string, p *parse) error {
		m := Metric{Scenario: f[0], Point: p.int(f[1]), Seed: p.uint(f[2]),
			Column: experiment.Column{Population: f[4], Metric: f[5], Unit: f[6]}}
		if m.Final = f[3] == endTime; !m.Final {
			m.Time = p.int64(f[3])
		}
		if i, err := strconv.ParseInt(f[7], 10, 64); err == nil {
			m.Int, m.Integer = i, true
		}
		if m.Unit == baseUnit {
			m.Unit = amountUnit
			p.int64(f[7])
			m.Value = m.Column.Value(experiment.Row{Int: m.Int})
		} else {
			m.Value = p.float(f[7])
		}
		if p.err != nil {
			return p.err
		}
		return do(m)
	})
}

// EachTrial reads trials.csv in trial order. Rows and Money are not in it.
func (r *Run) EachTrial(do func(experiment.Result) error) error {
	return r.table(trialsName, trialsHeader, func(f []string, p *parse) error {
		t := experiment.Result{Trial: experiment.Trial{Index: p.int(f[0]), Point: p.int(f[1]), Seed: p.uint(f[2])},
			Calls: p.uint(f[4]), Refused: p.uint(f[5]), Events: p.uint(f[6]), Ties: p.uint(f[7])}
		if n, err := hex.Decode(t.Hash[:], []byte(f[3])[:min(64, len(f[3]))]); err != nil || n != 32 {
			return fmt.Errorf("%q is not a journal hash", f[3])
		}
		if p.err != nil {
			return p.err
		}
		return do(t)
	})
}

// Theory reads theory.csv.
func (r *Run) Theory() ([]Theory, error) {
	var list []Theory
	err := r.table(theoryName, theoryHeader, func(f []string, p *parse) error {
		list = append(list, Theory{Figure: f[0], Curve: f[1], Panel: f[2], X: p.float(f[3]), Y: p.float(f[4])})
		return p.err
	})
	return list, err
}

// table reads a CSV file of the run; an error names the line.
func (r *Run) table(name, header string, row func([]string, *parse) error) error {
	f, err := os.Open(filepath.Join(r.Path, name))
	if err != nil {
		return fmt.Errorf("read run %s: %w", r.Path, err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.ReuseRecord = true
	for first := true; ; first = false {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) && !first {
			return nil
		}
		if err == nil && first {
			if got := strings.Join(fields, ",") + "\n"; got != header {
				err = fmt.Errorf("header %q, want %q", got, header)
			}
		} else if err == nil {
			err = row(fields, &parse{})
		}
		if err != nil {
			line := 1 // where there are no fields the error is of the CSV reader, and says the line
			if len(fields) > 0 {
				line, _ = in.FieldPos(0)
			}
			return fmt.Errorf("read run %s: %s:%d: %w", r.Path, name, line, err)
		}
	}
}

// parse turns fields into numbers and keeps the first error.
type parse struct{ err error }

func (p *parse) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *parse) int(s string) int { return int(p.int64(s)) }

func (p *parse) int64(s string) int64 {
	v, err := strconv.ParseInt(s, 10, 64)
	p.keep(err)
	return v
}

func (p *parse) uint(s string) uint64 {
	v, err := strconv.ParseUint(s, 10, 64)
	p.keep(err)
	return v
}

func (p *parse) float(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	p.keep(err)
	return v
}
