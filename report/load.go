package report

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// folder is a run folder opened for reading.
type folder struct {
	dir     string
	summary *runs.Summary
	theory  []curve
}

// curve is one line of closed form from theory.csv.
type curve struct {
	figure, name, panel string
	at                  []xy
}

// xy is a point in axis units.
type xy struct{ X, Y float64 }

// open reads summary.json, and theory.csv if the run has one. metrics.csv can be large: figures that
// need it stream it themselves.
func open(dir string) (*folder, error) {
	path := filepath.Join(dir, "summary.json")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("open run: %w", err)
	}
	s := new(runs.Summary)
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if s.Schema != runs.SchemaVersion {
		return nil, fmt.Errorf("read %s: schema %d, this program reads schema %d", path, s.Schema, runs.SchemaVersion)
	}
	theory, err := readTheory(filepath.Join(dir, "theory.csv"))
	if err != nil {
		return nil, err
	}
	return &folder{dir: dir, summary: s, theory: theory}, nil
}

// readTheory reads figure,curve,panel,x,y rows; consecutive or not, rows of one curve keep their order.
// A run without theory has no such file.
func readTheory(path string) ([]curve, error) {
	var curves []curve
	index := map[[3]string]int{}
	err := readCSV(path, []string{"figure", "curve", "panel", "x", "y"}, func(row []string) error {
		x, err := strconv.ParseFloat(row[3], 64)
		if err != nil {
			return fmt.Errorf("x: %w", err)
		}
		y, err := strconv.ParseFloat(row[4], 64)
		if err != nil {
			return fmt.Errorf("y: %w", err)
		}
		if math.IsNaN(x+y) || math.IsInf(x+y, 0) {
			return nil // the form is not defined there
		}
		key := [3]string{row[0], row[1], row[2]}
		i, ok := index[key]
		if !ok {
			i = len(curves)
			index[key] = i
			curves = append(curves, curve{figure: row[0], name: row[1], panel: row[2]})
		}
		curves[i].at = append(curves[i].at, xy{x, y})
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return curves, err
}

// curve returns the theory drawn over a figure's panel. A curve without a panel serves every panel.
func (f *folder) curve(figure, name, panel string) []xy {
	for _, wanted := range []string{panel, ""} {
		for _, c := range f.theory {
			if c.figure == figure && c.name == name && c.panel == wanted {
				return c.at
			}
		}
	}
	return nil
}

// sample is one value of one metric on the way: a row of metrics.csv that is not final.
type sample struct {
	point int
	seed  string
	time  float64 // seconds
	value float64 // DPMN where the file has base units
}

// samples streams metrics.csv and returns the rows over time of the series asked for, with their units.
// It also returns the name of every series in the file, for the error of a figure that asks for another.
func (f *folder) samples(series []string) (rows map[string][]sample, units map[string]string, known []string, err error) {
	rows, units = map[string][]sample{}, map[string]string{}
	seen := map[string]bool{}
	header := []string{"scenario", "point", "seed", "time", "population", "metric", "unit", "value"}
	err = readCSV(filepath.Join(f.dir, "metrics.csv"), header, func(row []string) error {
		name := seriesName(row[4], row[5])
		seen[name] = true
		if row[3] == "end" || !slices.Contains(series, name) {
			return nil
		}
		s, unit, err := parseSample(row)
		if err != nil {
			return err
		}
		if !math.IsNaN(s.value) {
			rows[name] = append(rows[name], s)
		}
		units[name] = unit
		return nil
	})
	return rows, units, sortedKeys(seen), err
}

// parseSample converts one row of metrics.csv.
func parseSample(row []string) (sample, string, error) {
	point, err := strconv.Atoi(row[1])
	if err != nil {
		return sample{}, "", fmt.Errorf("point: %w", err)
	}
	time, err := strconv.ParseFloat(row[3], 64)
	if err != nil {
		return sample{}, "", fmt.Errorf("time: %w", err)
	}
	value, err := strconv.ParseFloat(row[7], 64)
	if err != nil {
		return sample{}, "", fmt.Errorf("value: %w", err)
	}
	unit, scale := shownUnit(row[6])
	return sample{point, row[2], time, value * scale}, unit, nil
}

// baseUnit marks integer amounts: 10^9 base units to one DPMN.
const baseUnit = "DPMN/1e9"

// shownUnit returns the unit a reader sees and the factor that leads to it.
func shownUnit(unit string) (string, float64) {
	if unit == baseUnit {
		return "DPMN", 1e-9
	}
	return unit, 1
}

// readCSV calls do with each row of a file whose first line is header. The row is reused.
func readCSV(path string, header []string, do func(row []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open run: %w", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.ReuseRecord = true
	r.FieldsPerRecord = len(header)
	for line := 1; ; line++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) && line > 1 {
			return nil
		}
		if err == nil && line == 1 {
			err = sameHeader(row, header)
		} else if err == nil {
			err = do(row)
		}
		if err != nil {
			return fmt.Errorf("read %s:%d: %w", path, line, err)
		}
	}
}

// sameHeader checks the first line of a file: a changed layout must not be read as numbers.
func sameHeader(row, header []string) error {
	for i, name := range header {
		if row[i] != name {
			return fmt.Errorf("column %d is %q, want %q", i+1, row[i], name)
		}
	}
	return nil
}

// seriesName is how figures name a metric: "population.metric", or the metric alone for a measure of
// the whole scenario.
func seriesName(population, metric string) string {
	if population == "" {
		return metric
	}
	return population + "." + metric
}
