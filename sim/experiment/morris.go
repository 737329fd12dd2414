package experiment

import (
	"fmt"
	"math"
)

// Morris screens many factors with few points (Morris 1991, Factorial sampling plans for
// preliminary computational experiments): trajectories through a grid of Levels values a factor,
// each of which moves every factor once, in random order, by Levels/2 steps of the grid. Every
// move gives an elementary effect of the factor it moved.
//
// Design gives the points, any runner their values, Analyse the effects: the points of a
// Morris{...} are always the same.
type Morris struct {
	Factors      []Factor
	Trajectories int // at least 2; the literature takes 10 to 50
	Levels       int // even, 2 to 1000; the literature takes 4
	Seed         uint64
}

// Effect is what Morris finds out about one factor, in units of the value: an elementary effect
// is the change of the value, divided by the share of the factor's range by which the factor moved.
type Effect struct {
	Factor string
	Mu     Estimate // of the elementary effects; N of them, one a trajectory
	MuStar Estimate // of their sizes: importance, also where effects of both signs cancel (Campolongo, Cariboni & Saltelli 2007)
	Sigma  float64  // their standard deviation: nonlinearity or interactions; 0 for a linear factor
}

// Design is the points [point][factor], a trajectory of len(Factors)+1 points after the other.
func (m Morris) Design() ([][]float64, error) {
	points, _, err := m.walk()
	return points, err
}

// walk is the design and the factor that each point moved since the point before it; -1 where a
// trajectory starts.
func (m Morris) walk() (points [][]float64, moved []int, err error) {
	if m.Trajectories < 2 {
		return nil, nil, fmt.Errorf("experiment: Morris with %d trajectories (at least 2)", m.Trajectories)
	}
	if m.Levels < 2 || m.Levels > 1000 || m.Levels%2 != 0 {
		return nil, nil, fmt.Errorf("experiment: Morris with %d levels (an even number from 2 to 1000)", m.Levels)
	}
	k := len(m.Factors)
	if m.Trajectories > MaxPoints/(k+1) {
		return nil, nil, fmt.Errorf("experiment: Morris with %d trajectories (at most %d for %d factors)", m.Trajectories, MaxPoints/(k+1), k)
	}
	if err := check(m.Factors, 1); err != nil {
		return nil, nil, err
	}
	source := luck(m.Seed, designing)
	level, unit, order := make([]int, k), make([]float64, k), make([]int, k)
	put := func(factor int) {
		for i, l := range level {
			unit[i] = float64(l) / float64(m.Levels-1)
		}
		points, moved = append(points, scale(m.Factors, unit)), append(moved, factor)
	}
	for range m.Trajectories {
		for i := range k {
			level[i] = below(source, m.Levels)
			j := below(source, i+1) // shuffle from the inside out
			order[i], order[j] = order[j], i
		}
		put(-1)
		for _, i := range order {
			// From every level there is one such step that stays on the grid.
			if level[i] < m.Levels/2 {
				level[i] += m.Levels / 2
			} else {
				level[i] -= m.Levels / 2
			}
			put(i)
		}
	}
	return points, moved, nil
}

// Analyse takes the points that were run, in the order of Design but perhaps rounded, and their
// values, and gives the effects in the order of Factors. A value that is not finite is undefined:
// the one or two effects that it is part of are left out. The intervals are Student intervals over
// trajectories, which are independent; effects may be far from normal, so with a dozen
// trajectories they are rough. It is an error if rounding left a factor where it was.
func (m Morris) Analyse(points [][]float64, values []float64) ([]Effect, error) {
	_, moved, err := m.walk()
	if err != nil {
		return nil, err
	}
	if len(points) != len(moved) || len(values) != len(moved) {
		return nil, fmt.Errorf("experiment: Morris over %d points with %d values (%d of both)", len(points), len(values), len(moved))
	}
	effects := make([][]float64, len(m.Factors))
	for p, i := range moved {
		if i < 0 {
			continue
		}
		f := m.Factors[i]
		step := (points[p][i] - points[p-1][i]) / (f.High - f.Low)
		if step == 0 || !finite(step) {
			return nil, fmt.Errorf("experiment: Morris: factor %s goes from %v to %v between points %d and %d (it has to move)", f.Name, points[p-1][i], points[p][i], p-1, p)
		}
		effects[i] = append(effects[i], (values[p]-values[p-1])/step)
	}
	out := make([]Effect, len(m.Factors))
	for i, f := range m.Factors {
		sizes := make([]float64, len(effects[i]))
		for j, e := range effects[i] {
			sizes[j] = math.Abs(e)
		}
		mu := Mean(effects[i])
		out[i] = Effect{Factor: f.Name, Mu: mu, MuStar: Mean(sizes), Sigma: mu.SD}
	}
	return out, nil
}
