package scenarios

import (
	"fmt"
	"math"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Plan is a design of points that is no grid: it makes one axis, whose i-th value sets every varied parameter.
type Plan struct {
	Kind    string // "latin", "halton", "one-at-a-time", "morris" or "sobol"
	Points  int    // points; of one-at-a-time levels, of morris trajectories, of sobol base samples
	Seed    uint64
	Vary    []Varied
	Metrics []string // whose sensitivity morris and sobol find: measures or metrics

	metrics []*Expr
}

// Varied is a parameter between two bounds, as a scenario writes them.
type Varied struct{ Param, Low, High string }

// planKinds with what their points are.
var planKinds = map[string]string{
	"latin": "points of a Latin hypercube", "halton": "points of a scrambled Halton sequence",
	"one-at-a-time": "levels of each parameter, around the scenario's own values",
	"morris":        "trajectories of elementary effects", "sobol": "base samples of Sobol indices",
}

// morrisLevels is the grid of Morris trajectories.
const morrisLevels = 4

// analysed says whether the plan is one that an analysis of sensitivity follows.
func (p *Plan) analysed() bool { return p.Kind == "morris" || p.Kind == "sobol" }

func (p *Plan) morris(f []experiment.Factor) experiment.Morris {
	return experiment.Morris{Factors: f, Trajectories: p.Points, Levels: morrisLevels, Seed: p.Seed}
}

func (p *Plan) sobol(f []experiment.Factor) experiment.Sobol {
	return experiment.Sobol{Factors: f, Samples: p.Points, Seed: p.Seed}
}

// factors are the varied parameters in numbers.
func (s *Scenario) factors() []experiment.Factor {
	factors := make([]experiment.Factor, len(s.Plan.Vary))
	for i, v := range s.Plan.Vary {
		p := s.places[v.Param].param
		factors[i] = experiment.Factor{Name: v.Param, Low: valueOf(p, v.Low).Number, High: valueOf(p, v.High).Number}
	}
	return factors
}

// planned makes the axis of the plan.
func (s *Scenario) planned() (Axis, error) {
	p, f := s.Plan, s.factors()
	var points [][]float64
	var err error
	switch p.Kind {
	case "latin":
		points, err = experiment.LatinHypercube(f, p.Points, p.Seed)
	case "halton":
		points, err = experiment.Halton(f, p.Points, p.Seed)
	case "one-at-a-time":
		base := make([]float64, len(f))
		for i, v := range p.Vary {
			base[i] = s.places[v.Param].read(&s.Setup).Number
		}
		points, _, err = experiment.OneAtATime(f, base, p.Points)
	case "morris":
		points, err = p.morris(f).Design()
	case "sobol":
		points, err = p.sobol(f).Design()
	}
	if err == nil && len(points) > MaxPoints {
		err = fmt.Errorf("has %d points (at most %d)", len(points), MaxPoints)
	}
	a := Axis{planned: true}
	for _, v := range p.Vary {
		a.Keys = append(a.Keys, v.Param)
	}
	for _, point := range points {
		row := make([]mechanisms.Value, len(point))
		for i, x := range point {
			param := s.places[p.Vary[i].Param].param
			row[i] = valueOf(param, textOf(param, x))
		}
		a.rows = append(a.rows, row)
		a.Values = append(a.Values, row[0].Text)
	}
	return a, err
}

// Sensitivities are what the plan's analysis found, one for each of its metrics.
func (j *Judge) Sensitivities() (out []runs.Sensitivity) {
	p := j.s.Plan
	if p == nil || !p.analysed() {
		return nil
	}
	f := j.s.factors()
	points := make([][]float64, j.s.Points())
	for i := range points {
		for _, v := range j.s.Sweep[0].rows[i] {
			points[i] = append(points[i], v.Number)
		}
	}
	for m, e := range p.metrics {
		values := make([]float64, len(points))
		for i := range points {
			values[i] = math.NaN()
			if mean := experiment.Mean(j.series(e, i)); mean.N > 0 {
				values[i] = mean.Mean
			}
		}
		of := experiment.Mean(values)
		s := runs.Sensitivity{Metric: p.Metrics[m], Unit: e.Unit, Kind: p.Kind, Mean: of.Mean, SD: of.SD}
		fill := p.fillSobol
		if p.Kind == "morris" {
			fill = p.fillMorris
		}
		if err := fill(&s, f, points, values); err != nil {
			s.Problem = err.Error()
		}
		out = append(out, s)
	}
	return out
}

func (p *Plan) fillSobol(s *runs.Sensitivity, f []experiment.Factor, _ [][]float64, values []float64) error {
	s.Method = experiment.SobolMethod
	found, err := p.sobol(f).Analyse(values)
	if err != nil {
		return err
	}
	s.N = found.N
	for i, x := range found.Factors {
		s.Factors = append(s.Factors, p.influence(i,
			runs.Between{Value: x.First.Value, Low: x.First.Low, High: x.First.High},
			runs.Between{Value: x.Total.Value, Low: x.Total.Low, High: x.Total.High}))
	}
	return nil
}

func (p *Plan) fillMorris(s *runs.Sensitivity, f []experiment.Factor, points [][]float64, values []float64) error {
	s.Method = fmt.Sprintf("elementary effects of Morris 1991 on %d levels; %s", morrisLevels, experiment.IntervalMethod)
	found, err := p.morris(f).Analyse(points, values)
	if err != nil {
		return err
	}
	s.N = p.Points
	for i, x := range found {
		one := p.influence(i, runs.Between{Value: x.Mu.Mean, Low: x.Mu.Low, High: x.Mu.High},
			runs.Between{Value: x.MuStar.Mean, Low: x.MuStar.Low, High: x.MuStar.High})
		one.Sigma = x.Sigma
		s.Factors = append(s.Factors, one)
	}
	return nil
}

func (p *Plan) influence(i int, main, whole runs.Between) runs.Influence {
	v := p.Vary[i]
	return runs.Influence{Param: v.Param, Low: v.Low, High: v.High, Main: main, Whole: whole}
}
