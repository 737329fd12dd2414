package game

import (
	"errors"
	"math/big"
)

// Equilibrium is a Nash equilibrium.
type Equilibrium struct {
	// Mixes has one mix for each role; one alone for a symmetric game, in which all play it.
	Mixes   [][]float64
	Payoffs []float64 // of each role
	// Regret is the most that anybody would gain by another strategy: 0 but for rounding.
	Regret float64
	// Strict says that everybody would lose by any other strategy: such an equilibrium is pure, and an asymptotically
	// stable rest point of the replicator dynamics.
	Strict bool
	// Component is the same number for equilibria that a continuum of equilibria joins; counted from 0.
	Component int
}

// Equilibria are the Nash equilibria of a game, those of smaller support first.
type Equilibria struct {
	All []Equilibrium
	// Degenerate says that some mix has more best responses than strategies. Then equilibria can be infinitely many:
	// All has the corners of each component, and the component holds all that lies between corners that go together.
	// In other games All is complete and every equilibrium its own component.
	Degenerate bool
}

// mostPairs bounds the pairs of sets of strategies that an enumeration visits: equilibria of a game of 10 by 10.
const mostPairs = 200_000

// ErrLarge says that a game has too many sets of strategies to enumerate.
var ErrLarge = errors.New("game: too many strategies to enumerate; equilibria need 10 by 10 or fewer, rest points 11, or 6 by 6")

func enumerable(p Payoffs) bool {
	return new(big.Int).Binomial(int64(p.Own()+p.Other()), int64(p.Own())).Cmp(big.NewInt(mostPairs)) <= 0
}

// Pure are the strategies that are best responses to themselves, in ascending order.
func (g Symmetric) Pure() []int {
	var found []int
	for i := range g.Strategies {
		if g.Payoffs.best(g.Payoffs.Against(Pure(i, len(g.Strategies)))).has(i) {
			found = append(found, i)
		}
	}
	return found
}

// Equilibria are the symmetric Nash equilibria: mixes that are best responses to themselves. They are found by
// enumerating supports: the corners of the best-response polyhedron (von Stengel 2002) whose strategies are best
// responses. Every symmetric game has one (Nash 1951).
func (g Symmetric) Equilibria() (Equilibria, error) {
	if !enumerable(g.Payoffs) {
		return Equilibria{}, ErrLarge
	}
	var out Equilibria
	var corners []vertex
	for _, v := range g.Payoffs.vertices() {
		out.Degenerate = out.Degenerate || v.best.size() > v.support.size()
		if !v.support.within(v.best) {
			continue
		}
		earned := g.Payoffs.Against(v.mix)
		e := Equilibrium{Mixes: [][]float64{v.mix}, Payoffs: []float64{dot(earned, v.mix)}, Strict: v.best.size() == 1}
		e.Regret = largest(earned) - e.Payoffs[0]
		out.All, corners = append(out.All, e), append(corners, v)
	}
	// Two go together when all that either holds is best against both: then so are all mixes of them.
	out.join(func(a, b int) bool {
		return (corners[a].support | corners[b].support).within(corners[a].best & corners[b].best)
	})
	return out, nil
}

// Pure are the pairs of strategies, of the first and of the second role, that are best responses to each other.
func (g Bimatrix) Pure() [][2]int {
	var found [][2]int
	for i := range g.Rows {
		for j := range g.Columns {
			row := g.Row.best(g.Row.Against(Pure(j, len(g.Columns))))
			column := g.Column.best(g.Column.Against(Pure(i, len(g.Rows))))
			if row.has(i) && column.has(j) {
				found = append(found, [2]int{i, j})
			}
		}
	}
	return found
}

// Equilibria are the extreme Nash equilibria of a game of two roles, which are all there are unless the game is
// degenerate: the pairs of corners of both best-response polyhedra in which each role's strategies are best responses
// (Mangasarian 1964; Avis, Rosenberg, Savani and von Stengel 2010).
func (g Bimatrix) Equilibria() (Equilibria, error) {
	if !enumerable(g.Row) {
		return Equilibria{}, ErrLarge
	}
	var out Equilibria
	rows, columns := g.Column.vertices(), g.Row.vertices() // mixes of the rows, and of the columns
	for _, v := range append(rows[:len(rows):len(rows)], columns...) {
		out.Degenerate = out.Degenerate || v.best.size() > v.support.size()
	}
	var pairs [][2]int
	for i, x := range rows {
		for j, y := range columns {
			if x.support.within(y.best) && y.support.within(x.best) {
				out.All, pairs = append(out.All, g.equilibrium(x, y)), append(pairs, [2]int{i, j})
			}
		}
	}
	out.join(func(a, b int) bool { return pairs[a][0] == pairs[b][0] || pairs[a][1] == pairs[b][1] })
	return out, nil
}

func (g Bimatrix) equilibrium(x, y vertex) Equilibrium {
	row, column := g.Row.Against(y.mix), g.Column.Against(x.mix)
	e := Equilibrium{Mixes: [][]float64{x.mix, y.mix}, Payoffs: []float64{dot(row, x.mix), dot(column, y.mix)},
		Strict: x.best.size() == 1 && y.best.size() == 1}
	e.Regret = max(largest(row)-e.Payoffs[0], largest(column)-e.Payoffs[1])
	return e
}

// join numbers the components of the graph in which two equilibria are neighbours if they go together.
func (e *Equilibria) join(together func(a, b int) bool) {
	for i := range e.All {
		e.All[i].Component = -1
	}
	next := 0
	for i := range e.All {
		if e.All[i].Component >= 0 {
			continue
		}
		e.All[i].Component = next
		for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
			for k := range e.All {
				if e.All[k].Component < 0 && together(queue[0], k) {
					e.All[k].Component = next
					queue = append(queue, k)
				}
			}
		}
		next++
	}
}
