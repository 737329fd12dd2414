package runs

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// metricRecord is a row of metrics.parquet: what metrics.csv says, in types. Integers (amounts in base units among
// them) are in Integer, reals in Real; the other is null, both are when the trial did not define the value.
type metricRecord struct {
	Scenario   string   `parquet:"scenario,dict"`
	Point      int32    `parquet:"point"`
	Seed       uint64   `parquet:"seed"`
	Time       int64    `parquet:"time,delta"` // seconds
	Final      bool     `parquet:"final"`      // the value at the end of the trial
	Population string   `parquet:"population,dict"`
	Metric     string   `parquet:"metric,dict"`
	Unit       string   `parquet:"unit,dict"`
	Integer    *int64   `parquet:"integer,optional"`
	Real       *float64 `parquet:"real,optional"`
}

// rowGroup bounds the memory that a Parquet file takes while it is written.
const rowGroup = 200_000

// writeParquet writes the rows of all trials, in trial order, to metrics.parquet.
func (w *Writer) writeParquet(out io.Writer) error {
	p := parquet.NewGenericWriter[metricRecord](out, parquet.Compression(&zstd.Codec{}), parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.CreatedBy("dopasim", w.header.Engine, ""))
	var records []metricRecord
	err := w.each(func(r experiment.Result) error {
		records = records[:0]
		for i := range r.Rows {
			records = append(records, w.record(r, &r.Rows[i]))
		}
		_, err := p.Write(records)
		return err
	})
	if err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	return p.Close()
}

func (w *Writer) record(r experiment.Result, row *experiment.Row) metricRecord {
	c := w.header.Columns[row.Column]
	m := metricRecord{Scenario: w.header.Name, Point: int32(r.Point), Seed: r.Seed, Time: row.Time, Final: row.Final,
		Population: c.Population, Metric: c.Metric, Unit: c.Unit}
	switch {
	case c.Integer:
		n := row.Int
		m.Integer = &n
		if m.Unit == amountUnit {
			m.Unit = baseUnit
		}
	case row.Real == row.Real: // not NaN
		x := row.Real
		m.Real = &x
	}
	return m
}
