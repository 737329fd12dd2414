package experiment

import (
	"crypto/sha256"
	"fmt"
	"math"
)

// Aggregator is a Sink that keeps the final value of every column for every trial, so that
// estimates, crossings and derived measures can be made at the end, from all seeds together and
// so independent of the order in which trials finished. It needs 8 bytes a column and 32 a trial,
// whatever the length of the trials.
type Aggregator struct {
	columns []Column
	design  Design
	values  []float64  // [point][column][seed]; NaN: not defined
	hashes  [][32]byte // by trial
	seen    []bool     // by trial
	totals  Totals
}

// Totals are sums over all trials put.
type Totals struct {
	Trials                       int
	Calls, Refused, Events, Ties uint64
	Violations                   int    // trials whose money was not conserved
	First                        string // the violation with the lowest trial index
	first                        int
}

// NewAggregator makes an empty one for the trials of d with these columns.
func NewAggregator(columns []Column, d Design) *Aggregator {
	a := &Aggregator{columns: columns, design: d,
		values: make([]float64, d.Trials()*len(columns)),
		hashes: make([][32]byte, d.Trials()), seen: make([]bool, d.Trials())}
	for i := range a.values {
		a.values[i] = math.NaN()
	}
	return a
}

// Put takes the final rows of a result. A trial may come only once, a column at most once in it.
func (a *Aggregator) Put(r Result) error {
	if r.Index < 0 || r.Index >= len(a.seen) || a.design.Trial(r.Index) != r.Trial {
		return fmt.Errorf("experiment: trial %d (point %d, seed %d) is not of the design", r.Index, r.Point, r.Seed)
	}
	if a.seen[r.Index] {
		return fmt.Errorf("experiment: trial %d came twice", r.Index)
	}
	seed := r.Index % len(a.design.Seeds)
	for _, row := range r.Rows {
		if !row.Final {
			continue
		}
		if row.Column < 0 || row.Column >= len(a.columns) {
			return fmt.Errorf("experiment: trial %d has a row of column %d, there are %d", r.Index, row.Column, len(a.columns))
		}
		a.Values(r.Point, row.Column)[seed] = a.columns[row.Column].Value(row)
	}
	a.seen[r.Index] = true
	a.hashes[r.Index] = r.Hash
	a.totals.add(r)
	return nil
}

func (t *Totals) add(r Result) {
	t.Trials++
	t.Calls += r.Calls
	t.Refused += r.Refused
	t.Events += r.Events
	t.Ties += r.Ties
	if r.Money == "" {
		return
	}
	t.Violations++
	if t.First == "" || r.Index < t.first {
		t.first = r.Index
		t.First = fmt.Sprintf("trial %d (point %d, seed %d): %s", r.Index, r.Point, r.Seed, r.Money)
	}
}

// baseUnits to one DPMN.
const baseUnits = 1_000_000_000

// Value is the value of row as a float64 in c.Unit. An amount is split into whole tokens and the
// rest before it becomes a float, so it is rounded once, to the nearest 1e-16 of its size.
func (c Column) Value(row Row) float64 {
	switch {
	case !c.Integer:
		return row.Real
	case c.Unit == "DPMN":
		return float64(row.Int/baseUnits) + float64(row.Int%baseUnits)/baseUnits
	}
	return float64(row.Int)
}

// Values are the final values of a column at a point, one for each seed in the order of the
// design; NaN where the trial did not define it. The slice is the aggregator's own.
func (a *Aggregator) Values(point, column int) []float64 {
	n := len(a.design.Seeds)
	at := (point*len(a.columns) + column) * n
	return a.values[at : at+n : at+n]
}

// Estimate is the mean of a column at a point over the seeds.
func (a *Aggregator) Estimate(point, column int) Estimate { return Mean(a.Values(point, column)) }

// Curve gathers value, a function of the point that returns one number for each seed, into the
// form that Cross takes. For a plain column: a.Curve(points, func(p int) []float64 { return
// a.Values(p, column) }).
func (a *Aggregator) Curve(points []int, value func(point int) []float64) [][]float64 {
	y := make([][]float64, len(a.design.Seeds))
	for s := range y {
		y[s] = make([]float64, len(points))
	}
	for i, p := range points {
		for s, v := range value(p) {
			y[s][i] = v
		}
	}
	return y
}

// Column finds a column by population and metric; -1 if there is none.
func (a *Aggregator) Column(population, metric string) int {
	for i, c := range a.columns {
		if c.Population == population && c.Metric == metric {
			return i
		}
	}
	return -1
}

// Totals are the sums over the trials put so far.
func (a *Aggregator) Totals() Totals { return a.totals }

// Complete reports whether every trial of the design was put.
func (a *Aggregator) Complete() bool { return a.totals.Trials == len(a.seen) }

// Hashes are the journal hashes at a point, one for each seed.
func (a *Aggregator) Hashes(point int) [][32]byte {
	n := len(a.design.Seeds)
	return a.hashes[point*n : (point+1)*n]
}

// Journal is the SHA-256 of all trials' journal hashes in trial order.
func (a *Aggregator) Journal() [32]byte {
	h := sha256.New()
	for _, x := range a.hashes {
		h.Write(x[:])
	}
	return [32]byte(h.Sum(nil))
}
