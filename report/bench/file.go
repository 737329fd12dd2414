package bench

import (
	"bytes"
	_ "embed" // the baseline and the rules
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"golang.org/x/perf/benchfmt"
)

//go:embed baseline.txt
var baseline []byte

// BaselineFile is where the committed baseline lies in the source tree.
const BaselineFile = "report/bench/baseline.txt"

// Baseline is the committed baseline, as it was when the program was built.
func Baseline() (*Set, error) { return Read(bytes.NewReader(baseline), BaselineFile) }

// ReadFile reads a file in the Go benchmark format.
func ReadFile(path string) (*Set, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(f, path)
}

// Read reads the Go benchmark format. The environment is that of the last row. Lines that are no benchmarks are left
// out, as the format demands; a benchmark line that cannot be read, or a value that is not finite, is an error with its
// file and line.
func Read(r io.Reader, name string) (*Set, error) {
	s := &Set{}
	reader := benchfmt.NewReader(r, name)
	var broken []error
	for reader.Scan() {
		switch x := reader.Result().(type) {
		case *benchfmt.SyntaxError:
			broken = append(broken, x)
		case *benchfmt.Result:
			broken = append(broken, s.take(x))
		}
	}
	if err := errors.Join(append(broken, reader.Err())...); err != nil {
		return nil, fmt.Errorf("read benchmarks: %w", err)
	}
	return s, nil
}

func (s *Set) take(x *benchfmt.Result) error {
	for _, v := range x.Values {
		value, unit := v.Value, v.Unit
		if v.OrigUnit != "" { // as written: ns stay ns
			value, unit = v.OrigValue, v.OrigUnit
		}
		if math.IsNaN(value) || math.IsInf(value, 0) {
			file, line := x.Pos()
			return fmt.Errorf("%s:%d: %v %s is no measurement", file, line, value, unit)
		}
		s.Add(Key{decode(x.Name.String()), unit}, value)
	}
	s.Environment = s.Environment[:0]
	for _, c := range x.Config {
		s.Environment = append(s.Environment, Setting{c.Key, string(c.Value)})
	}
	return nil
}

// Write writes the set in the Go benchmark format: the environment, what rules say of units, and a line for every
// value. Rows of one name and as many values share their lines.
func (s *Set) Write(w io.Writer, rules Rules) error {
	out := benchfmt.NewWriter(w)
	result := &benchfmt.Result{Iters: 1}
	for _, e := range s.Environment {
		result.Config = append(result.Config, benchfmt.Config{Key: e.Key, Value: []byte(e.Value), File: true})
	}
	for _, u := range s.units(rules) {
		if err := out.Write(u); err != nil {
			return err
		}
	}
	for i := 0; i < len(s.Rows); {
		first, end := s.Rows[i], i+1
		if err := CheckName(first.Name); err != nil {
			return err
		}
		for end < len(s.Rows) && s.Rows[end].Name == first.Name && len(s.Rows[end].Values) == len(first.Values) {
			end++
		}
		result.Name = benchfmt.Name(encode(first.Name))
		for n := range first.Values {
			result.Values = result.Values[:0]
			for _, row := range s.Rows[i:end] {
				result.Values = append(result.Values, benchfmt.Value{Value: row.Values[n], Unit: row.Unit})
			}
			if err := out.Write(result); err != nil {
				return err
			}
		}
		i = end
	}
	return nil
}

// units are what can be said of a unit whatever the row: benchstat takes it into account.
func (s *Set) units(rules Rules) (all []*benchfmt.UnitMetadata) {
	type about struct {
		better Better
		exact  bool
	}
	var order []string
	known := map[string]about{}
	mixed := map[string]bool{}
	for _, row := range s.Rows {
		rule, ok := rules.Of(row.Key)
		if !ok {
			continue
		}
		is := about{rule.Better, rule.Class == Exact}
		if had, ok := known[row.Unit]; ok && had != is {
			mixed[row.Unit] = true
		} else if !ok {
			known[row.Unit] = is
			order = append(order, row.Unit)
		}
	}
	for _, unit := range slices.DeleteFunc(order, func(u string) bool { return mixed[u] }) {
		is := known[unit]
		if is.better != Same {
			all = append(all, metadata(unit, "better", string(is.better)))
		}
		if is.exact {
			all = append(all, metadata(unit, "assume", "exact"))
		}
	}
	return all
}

func metadata(unit, key, value string) *benchfmt.UnitMetadata {
	return &benchfmt.UnitMetadata{UnitMetadataKey: benchfmt.UnitMetadataKey{Unit: unit, Key: key}, OrigUnit: unit, Value: value}
}
