package report

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// phasePage is the figure of a game: where replicator dynamics takes the shares of its strategies, three of one population on a
// simplex, or those of two populations with two each on a square.
func phasePage(f *folder, figure runs.Figure) (*page, error) {
	g := f.summary.Game
	switch {
	case g == nil:
		return nil, errors.New("the run has no game")
	case g.Problem != "":
		return nil, errors.New(g.Problem)
	case g.Portrait == nil:
		return nil, errors.New("only three strategies of one population, or two of each of two, make a picture; or nothing moves")
	}
	sheet := Sheet{Speed: "speed (shares per unit of time)", Foot: fmt.Sprintf(
		"Replicator dynamics of the payoffs measured, %s per point; what is earned in a mix is taken as the mean of what is earned against each. Run %s.",
		counted(len(f.summary.Seeds), "seed"), short(f.summary.Key))}
	p := Portrait{Orbits: g.Portrait.Orbits}
	for _, a := range g.Portrait.Arrows {
		p.Arrows = append(p.Arrows, Arrow(a))
	}
	for _, r := range g.Rest {
		if len(r.Corners) == 0 {
			p.Rest = append(p.Rest, RestPoint{At: placeOf(r.State), Kind: r.Stability})
			continue
		}
		line := RestLine{Stable: r.Stability == KindStable}
		for _, c := range r.Corners {
			line.Points = append(line.Points, placeOf(c))
		}
		if len(line.Points) == 2 {
			p.RestLines = append(p.RestLines, line)
		}
	}
	if len(g.Strategies) == 1 {
		return simplexPage(sheet, []Simplex{{Corners: [3]string(g.Strategies[0]), Portrait: p}})
	}
	return squarePage(sheet, []Square{{X: "share of " + g.Strategies[0][0], Y: "share of " + g.Strategies[1][0], Portrait: p}})
}

// placeOf is where a state of the game lies in its picture.
func placeOf(state [][]float64) []float64 {
	if len(state) == 1 {
		return state[0]
	}
	return []float64{state[0][0], state[1][0]}
}
