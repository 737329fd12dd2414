package scenarios

import (
	"errors"
	"math"
	"math/cmplx"
	"slices"
	"strconv"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/experiment/game"
)

// Game asks what strategies earn against each other. Its strategies are populations, whose sizes it sets.
//
// With one list the game is symmetric: the point (own, other) has Share of all agents of the list, at least one, play own
// and the rest other, and the payoff is that of own. With two lists it has roles: at the point (i, j) all agents of the
// first list play i and all of the second j. Payoffs are those of populations, so what a strategy earns in a mix of several is
// taken to be the mean of what it earns against each.
type Game struct {
	Strategies [][]string // populations
	Share      float64
	Payoff     string // metric of every population

	unit string
}

// pictured says whether the dynamics has two dimensions: three strategies of one population, or two of each of two.
func (g *Game) pictured() bool {
	if len(g.Strategies) == 1 {
		return len(g.Strategies[0]) == 3
	}
	return len(g.Strategies[0]) == 2 && len(g.Strategies[1]) == 2
}

// totals are the agents of each list.
func (g *Game) totals(s *Setup) (n []uint64) {
	for _, list := range g.Strategies {
		sum := uint64(0)
		for _, name := range list {
			sum += uint64(s.population(name).Size)
		}
		n = append(n, sum)
	}
	return n
}

// axis makes the points of the game, own strategy or first role slowest.
func (g *Game) axis(s *Scenario) Axis {
	a := Axis{planned: true}
	for _, list := range g.Strategies {
		for _, name := range list {
			a.Keys = append(a.Keys, name+".size")
		}
	}
	totals := g.totals(&s.Setup)
	add := func(sizes map[string]uint64) {
		row := make([]mechanisms.Value, len(a.Keys))
		for i, key := range a.Keys {
			n := sizes[owner(key)]
			row[i] = mechanisms.Value{Text: strconv.FormatUint(n, 10), Number: float64(n)}
		}
		a.rows = append(a.rows, row)
		a.Values = append(a.Values, row[0].Text)
	}
	first, second := g.Strategies[0], g.Strategies[len(g.Strategies)-1]
	for _, i := range first {
		for _, j := range second {
			if len(g.Strategies) == 2 {
				add(map[string]uint64{i: totals[0], j: totals[1]})
				continue
			}
			few := uint64(max(1, math.Round(g.Share*float64(totals[0]))))
			sizes := map[string]uint64{j: totals[0] - few}
			sizes[i] += few
			add(sizes)
		}
	}
	return a
}

// Game is what the strategies earned against each other, and what follows; nil if the scenario has no game.
func (j *Judge) Game() *runs.Game {
	g := j.s.Game
	if g == nil {
		return nil
	}
	out := &runs.Game{Strategies: g.Strategies, Share: g.Share, Payoff: g.Payoff, Unit: g.unit, Method: game.MarginMethod}
	if len(g.Strategies) == 2 {
		out.Share = 0
	}
	if err := j.play(g, out); err != nil {
		out.Problem = err.Error()
	}
	return out
}

// play fills in the game.
func (j *Judge) play(g *Game, out *runs.Game) error {
	first, err := j.measured(g, 0, out)
	if err != nil {
		return err
	}
	if len(g.Strategies) == 1 {
		x, err := game.NewSymmetric(g.Strategies[0], first)
		if err != nil {
			return err
		}
		return solve(g, x, out)
	}
	second, err := j.measured(g, 1, out)
	if err != nil {
		return err
	}
	x, err := game.NewBimatrix(g.Strategies[0], g.Strategies[1], first, second)
	if err != nil {
		return err
	}
	return solve(g, x, out)
}

// measured are the payoffs of a role, which it notes with the margins of its strategies.
func (j *Judge) measured(g *Game, role int, out *runs.Game) (game.Payoffs, error) {
	own, other := g.Strategies[role], g.Strategies[len(g.Strategies)-1-role]
	values := make([][][]float64, len(own))
	for i, name := range own {
		for k := range other {
			point := i*len(other) + k
			if role == 1 {
				point = k*len(own) + i
			}
			values[i] = append(values[i], j.values(point, name, g.Payoff))
		}
	}
	p, err := game.Measured(values)
	if err != nil {
		return p, err
	}
	table := make([][]runs.Between, len(own))
	for i := range own {
		for k := range other {
			e := p.Estimate(i, k)
			table[i] = append(table[i], runs.Between{Value: e.Mean, Low: e.Low, High: e.High})
			if len(g.Strategies) == 1 && k != i {
				continue // nobody plays i there but the few
			}
			m := p.Margin(i, game.Pure(k, len(other)))
			out.Margins = append(out.Margins, runs.Margin{Role: role, Strategy: own[i], Against: other[k],
				Deviation: own[m.Deviation], Margin: runs.Between{Value: m.Mean, Low: m.Low, High: m.High}, N: m.N})
		}
	}
	out.Payoffs = append(out.Payoffs, table)
	return p, nil
}

// solvable is a game of one role or of two.
type solvable interface {
	Equilibria() (game.Equilibria, error)
	AlphaRank(alpha float64, population int) (game.Ranking, error)
	Replicator() *game.Replicator
}

// solve adds what follows from the payoffs.
func solve(g *Game, x solvable, out *runs.Game) error {
	found, err := x.Equilibria()
	rank, rankErr := x.AlphaRank(math.Inf(1), ranked)
	if err := errors.Join(err, rankErr); err != nil {
		return err
	}
	note(out, found, rank, g)
	return portrait(out, x.Replicator())
}

// ranked is the population size of alpha-rank.
const ranked = 50

func note(out *runs.Game, found game.Equilibria, rank game.Ranking, g *Game) {
	out.Degenerate = found.Degenerate
	for _, e := range found.All {
		mixes := e.Mixes
		if len(g.Strategies) == 1 {
			mixes = mixes[:1]
		}
		out.Equilibria = append(out.Equilibria, runs.Equilibrium{Mixes: mixes, Payoffs: e.Payoffs, Strict: e.Strict})
	}
	for _, i := range rank.Order() {
		var profile []string
		for role, s := range rank.Profiles[i] {
			profile = append(profile, g.Strategies[role][s])
		}
		out.Ranking = append(out.Ranking, runs.Ranked{Profile: profile, Mass: rank.Mass[i]})
	}
}

// pieces are the parts of a continuum of rest points from one end to the other: what leaves the stable ones across it comes
// back, though not to the same point.
func pieces(r *game.Replicator, from, to game.State) (list []runs.Rest) {
	const steps = 400
	at := func(i int) game.State {
		t := float64(i) / steps
		s := game.State{}
		for b := range from {
			var mix []float64
			for k := range from[b] {
				mix = append(mix, (1-t)*from[b][k]+t*to[b][k])
			}
			s = append(s, mix)
		}
		return s
	}
	across := func(i int) game.Stability { // by the eigenvalues but the one along the continuum, which is 0
		values := r.At(at(i)).Eigenvalues
		along := 0
		for k, v := range values {
			if cmplx.Abs(v) < cmplx.Abs(values[along]) {
				along = k
			}
		}
		if len(values) == 1 {
			return game.Undetermined // there is no across: everything rests
		}
		for k, v := range values {
			if k != along && real(v) >= 0 {
				return game.Unstable
			}
		}
		return game.Stable
	}
	begin, kind := 0, across(1)
	add := func(end int) {
		list = append(list, runs.Rest{State: at((begin + end) / 2), Stability: string(kind), Corners: [][][]float64{at(begin), at(end)}})
	}
	for i := 2; i < steps; i++ {
		if k := across(i); k != kind {
			add(i)
			begin, kind = i, k
		}
	}
	add(steps)
	return list
}

// spot is where a state lies in the picture: three shares, or those of the first strategy of each role.
func spot(s game.State) []float64 {
	if len(s) == 1 {
		return slices.Clone(s[0])
	}
	return []float64{s[0][0], s[1][0]}
}

// drawn are the states of a picture: where arrows stand, and where orbits start. There are none unless it has two dimensions.
func drawn(strategies [][]string) (lattice, starts []game.State) {
	switch {
	case len(strategies) == 1 && len(strategies[0]) == 3:
		for _, mix := range game.Lattice(3, 17, true) {
			lattice = append(lattice, game.State{mix})
		}
		for _, mix := range game.Lattice(3, 5, true) {
			starts = append(starts, game.State{mix})
		}
	case len(strategies) == 2 && len(strategies[0]) == 2 && len(strategies[1]) == 2:
		square := func(x, y float64) game.State { return game.State{{x, 1 - x}, {y, 1 - y}} }
		for i := range 14 {
			for k := range 14 {
				lattice = append(lattice, square((float64(i)+0.5)/14, (float64(k)+0.5)/14))
			}
		}
		for _, at := range [][2]float64{{0.1, 0.9}, {0.5, 0.9}, {0.2, 0.5}, {0.8, 0.6}, {0.8, 0.2}, {0.5, 0.1}} {
			starts = append(starts, square(at[0], at[1]))
		}
	}
	return lattice, starts
}

// portrait adds the rest points, and the picture of the dynamics where it has two dimensions.
func portrait(out *runs.Game, r *game.Replicator) error {
	rest, err := r.RestPoints()
	if err != nil {
		return err
	}
	for _, x := range rest {
		if len(x.Corners) == 2 {
			out.Rest = append(out.Rest, pieces(r, x.Corners[0], x.Corners[1])...)
			continue
		}
		one := runs.Rest{State: x.State, Stability: string(x.Stability)}
		for _, c := range x.Corners {
			one.Corners = append(one.Corners, c)
		}
		out.Rest = append(out.Rest, one)
	}
	lattice, starts := drawn(out.Strategies)
	if lattice == nil {
		return nil
	}
	p := &runs.Portrait{}
	fastest := 0.0
	for _, s := range lattice {
		a := runs.Arrow{At: spot(s), Velocity: spot(r.Velocity(s))}
		p.Arrows = append(p.Arrows, a)
		for _, v := range a.Velocity {
			fastest = max(fastest, math.Abs(v))
		}
	}
	if fastest == 0 {
		return nil // nothing moves
	}
	const steps, kept = 4000, 4
	for _, s := range starts {
		var orbit [][]float64
		for i, x := range r.Orbit(s, 0.01/fastest, steps) {
			if i%kept == 0 {
				orbit = append(orbit, spot(x))
			}
		}
		p.Orbits = append(p.Orbits, orbit)
	}
	out.Portrait = p
	return nil
}
