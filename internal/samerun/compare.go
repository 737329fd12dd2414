package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// tolerance of reals, relative to the larger one or to 1.
const tolerance = 1e-9

// shown is how many differences are printed.
const shown = 20

// differences gathers what is not the same.
type differences struct {
	lines    []string // the first ones
	n        int
	integers int // numbers compared
	reals    int
	worst    float64 // largest difference of two reals that are taken as equal
}

func (d *differences) add(where, a, b string) {
	if d.n++; d.n <= shown {
		d.lines = append(d.lines, fmt.Sprintf("%s: %s against %s", where, a, b))
	}
}

// runs compares two runs file by file.
func (d *differences) runs(a, b *runs.Run) error {
	for _, name := range []string{"scenario.yaml", "trials.csv", "metrics.csv", "theory.csv", "summary.json"} {
		one, err := os.ReadFile(filepath.Join(a.Path, name))
		if err != nil {
			return err
		}
		two, err := os.ReadFile(filepath.Join(b.Path, name))
		if err != nil {
			return err
		}
		switch filepath.Ext(name) {
		case ".csv":
			err = d.tables(name, one, two)
		case ".json":
			err = d.documents(name, one, two)
		default:
			if !bytes.Equal(one, two) {
				d.add(name, "one text", "another")
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// tables compares two CSV files field by field.
func (d *differences) tables(name string, a, b []byte) error {
	one, err := csv.NewReader(bytes.NewReader(a)).ReadAll()
	if err != nil {
		return err
	}
	two, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return err
	}
	if len(one) != len(two) {
		d.add(name, fmt.Sprint(len(one), " lines"), fmt.Sprint(len(two), " lines"))
	}
	for i := range min(len(one), len(two)) {
		for j := range min(len(one[i]), len(two[i])) {
			d.texts(fmt.Sprintf("%s:%d %s", name, i+1, one[0][j]), one[i][j], two[i][j])
		}
	}
	return nil
}

// texts compares two fields: numbers as numbers.
func (d *differences) texts(where, a, b string) {
	_, err1 := strconv.ParseInt(a, 10, 64)
	_, err2 := strconv.ParseInt(b, 10, 64)
	x, err3 := strconv.ParseFloat(a, 64)
	y, err4 := strconv.ParseFloat(b, 64)
	switch {
	case err1 == nil && err2 == nil:
		d.integers++
		if a != b {
			d.add(where, a, b)
		}
	case err3 == nil && err4 == nil && len(a) < 32 && len(b) < 32: // longer ones are hashes
		d.reals++
		if off := apart(x, y); off > tolerance {
			d.add(where, a, b)
		} else {
			d.worst = max(d.worst, off)
		}
	case a != b:
		d.add(where, a, b)
	}
}

// apart is how far two reals are from each other, relative to the larger or to 1; two undefined ones are together.
func apart(x, y float64) float64 {
	switch {
	case x == y || math.IsNaN(x) && math.IsNaN(y):
		return 0
	case math.IsNaN(x) || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Inf(1)
	}
	return math.Abs(x-y) / max(1, math.Abs(x), math.Abs(y))
}

// documents compares two JSON documents.
func (d *differences) documents(name string, a, b []byte) error {
	one, err := decode(a)
	if err != nil {
		return err
	}
	two, err := decode(b)
	if err != nil {
		return err
	}
	d.values(name, one, two)
	return nil
}

func decode(text []byte) (v any, err error) {
	in := json.NewDecoder(bytes.NewReader(text))
	in.UseNumber()
	err = in.Decode(&v)
	return v, err
}

// worded are texts with rounded numbers in them: what they round is compared elsewhere.
var worded = []string{"answer", "detail"}

// values compares two JSON values.
func (d *differences) values(where string, a, b any) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || !slices.Equal(slices.Sorted(maps.Keys(x)), slices.Sorted(maps.Keys(y))) {
			d.add(where, text(a), text(b))
			return
		}
		for _, k := range slices.Sorted(maps.Keys(x)) {
			if !slices.Contains(worded, k) {
				d.values(where+"."+k, x[k], y[k])
			}
		}
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			d.add(where, text(a), text(b))
			return
		}
		for i := range x {
			d.values(fmt.Sprintf("%s[%d]", where, i), x[i], y[i])
		}
	case json.Number:
		if y, ok := b.(json.Number); ok {
			d.texts(where, x.String(), y.String())
			return
		}
		d.add(where, text(a), text(b))
	default:
		if a != b {
			d.add(where, text(a), text(b))
		}
	}
}

// text is a JSON value in few characters.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	if len(b) > 60 {
		return string(b[:60]) + "..."
	}
	return string(b)
}
