package runs

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

func TestParquet_saysWhatTheTableSays(t *testing.T) {
	columns := []experiment.Column{{Population: "honest", Metric: "money", Unit: "DPMN", Integer: true},
		{Population: "honest", Metric: "payoff", Unit: "DPMN"}}
	key := NewKey([]byte("x"), "engine", []uint64{1, 2})
	w, err := Create(t.TempDir(), "fraud", key, Options{Columns: columns, Points: 1, Seeds: []uint64{1, 2}, Engine: "engine"})
	if err != nil {
		t.Fatal(err)
	}
	for i, payoff := range []float64{1.5, math.NaN()} {
		r := experiment.Result{Trial: experiment.Trial{Index: i, Seed: uint64(i + 1)}, Rows: []experiment.Row{
			{Column: 0, Time: 60, Int: 1<<62 + int64(i)}, {Column: 1, Time: 60, Final: true, Real: payoff}}}
		if err := w.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	path, err := w.Finish(Summary{Scenario: "fraud"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(path, parquetName))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.Read[metricRecord](bytes.NewReader(text), int64(len(text)))
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if r := rows[2]; r.Seed != 2 || r.Time != 60 || r.Final || r.Unit != baseUnit || r.Integer == nil || *r.Integer != 1<<62+1 || r.Real != nil {
		t.Errorf("amount of the second trial: %+v", r)
	}
	if r := rows[1]; !r.Final || r.Metric != "payoff" || r.Integer != nil || r.Real == nil || *r.Real != 1.5 {
		t.Errorf("payoff of the first trial: %+v", r)
	}
	if r := rows[3]; r.Real != nil {
		t.Errorf("a value that is not defined is %v", *r.Real)
	}
}
