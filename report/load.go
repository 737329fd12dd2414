package report

import (
	"errors"
	"io/fs"
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// folder is a run folder opened for reading.
type folder struct {
	run     *runs.Run
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
	run, err := runs.At(dir)
	if err != nil {
		return nil, err
	}
	theory, err := readTheory(run)
	if err != nil {
		return nil, err
	}
	return &folder{run: run, summary: &run.Summary, theory: theory}, nil
}

// readTheory gathers the curves of theory.csv; consecutive or not, points of one curve keep their order. A run
// without theory may have no such file.
func readTheory(run *runs.Run) ([]curve, error) {
	points, err := run.Theory()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var curves []curve
	index := map[[3]string]int{}
	for _, p := range points {
		if math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0) {
			continue // the form is not defined there
		}
		key := [3]string{p.Figure, p.Curve, p.Panel}
		i, ok := index[key]
		if !ok {
			i = len(curves)
			index[key] = i
			curves = append(curves, curve{figure: p.Figure, name: p.Curve, panel: p.Panel})
		}
		curves[i].at = append(curves[i].at, xy{p.X, p.Y})
	}
	return curves, nil
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
	time  float64 // seconds
	value float64 // amounts in DPMN
}

// samples streams metrics.csv and returns the rows over time of the series asked for, with their units.
// It also returns the name of every series in the file, for the error of a figure that asks for another.
func (f *folder) samples(series []string) (rows map[string][]sample, units map[string]string, known []string, err error) {
	rows, units = map[string][]sample{}, map[string]string{}
	seen := map[string]bool{}
	err = f.run.EachMetric(func(m runs.Metric) error {
		name := seriesName(m.Population, m.Metric)
		seen[name] = true
		if m.Final || !slices.Contains(series, name) {
			return nil
		}
		if !math.IsNaN(m.Value) {
			rows[name] = append(rows[name], sample{m.Point, float64(m.Time), m.Value})
		}
		units[name] = m.Unit
		return nil
	})
	return rows, units, sortedKeys(seen), err
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

// seriesName is how figures name a metric: "population.metric", or the metric alone for a measure of
// the whole scenario.
func seriesName(population, metric string) string {
	if population == "" {
		return metric
	}
	return population + "." + metric
}
