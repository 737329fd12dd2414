package game

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawTable draws payoffs: of a few values alone, where games are often degenerate, or in thousandths, where they hardly
// ever are. Finer differences would be no differences within the package's tolerance.
func drawTable(t *rapid.T, name string, own, other int) [][]float64 {
	entry := rapid.Map(rapid.IntRange(-10_000, 10_000), func(i int) float64 { return float64(i) / 1000 })
	if rapid.Bool().Draw(t, name+" coarse") {
		entry = rapid.Map(rapid.IntRange(-2, 2), func(i int) float64 { return float64(i) })
	}
	return rapid.SliceOfN(rapid.SliceOfN(entry, other, other), own, own).Draw(t, name)
}

func drawPayoffs(t *rapid.T, name string, own, other int) Payoffs {
	p, err := Exact(drawTable(t, name, own, other))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func drawSymmetric(t *rapid.T) Symmetric {
	n := rapid.IntRange(1, 5).Draw(t, "strategies")
	return Symmetric{make([]string, n), drawPayoffs(t, "payoffs", n, n)}
}

func drawBimatrix(t *rapid.T) Bimatrix {
	m, n := rapid.IntRange(1, 4).Draw(t, "rows"), rapid.IntRange(1, 4).Draw(t, "columns")
	return Bimatrix{make([]string, m), make([]string, n), drawPayoffs(t, "row", m, n), drawPayoffs(t, "column", n, m)}
}

func checkMixes(t *rapid.T, mixes [][]float64) {
	for _, mix := range mixes {
		sum := 0.0
		for _, share := range mix {
			if share < 0 {
				t.Fatalf("share %v", share)
			}
			sum += share
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Fatalf("shares add up to %v", sum)
		}
	}
}

// oddOrNone checks what Wilson (1971) and Shapley (1974) proved of games that are not degenerate: they have an odd number
// of equilibria, of which no two are joined.
func oddOrNone(t *rapid.T, e Equilibria) {
	if e.Degenerate {
		return
	}
	if len(e.All)%2 == 0 {
		t.Fatalf("%d equilibria", len(e.All))
	}
	for i, q := range e.All {
		if q.Component != i {
			t.Fatalf("equilibrium %d is in component %d", i, q.Component)
		}
	}
}

func TestEquilibria_ofBimatrixGamesLeaveNoRegretAndThereIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawBimatrix(t)
		e, err := g.Equilibria()
		if err != nil || len(e.All) == 0 {
			t.Fatalf("no equilibrium: %v", err)
		}
		pure := 0
		for _, q := range e.All {
			checkMixes(t, q.Mixes)
			// The regret again, from the tables.
			row, column := g.Row.Against(q.Mixes[1]), g.Column.Against(q.Mixes[0])
			regret := max(largest(row)-dot(row, q.Mixes[0]), largest(column)-dot(column, q.Mixes[1]))
			if regret > 1e-9 || q.Regret > 1e-9 {
				t.Fatalf("regret %v, said to be %v, at %v", regret, q.Regret, q.Mixes)
			}
			if largest(q.Mixes[0]) == 1 && largest(q.Mixes[1]) == 1 {
				pure++
			}
		}
		if pure != len(g.Pure()) {
			t.Fatalf("%d pure equilibria among all, %d alone", pure, len(g.Pure()))
		}
		oddOrNone(t, e)
	})
}

func TestEquilibria_ofSymmetricGamesLeaveNoRegretAndThereIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawSymmetric(t)
		e, err := g.Equilibria()
		if err != nil || len(e.All) == 0 {
			t.Fatalf("no equilibrium: %v", err)
		}
		for _, q := range e.All {
			checkMixes(t, q.Mixes)
			earned := g.Payoffs.Against(q.Mixes[0])
			if regret := largest(earned) - dot(earned, q.Mixes[0]); regret > 1e-9 {
				t.Fatalf("regret %v at %v", regret, q.Mixes)
			}
		}
		oddOrNone(t, e)
	})
}

// Between two corners of a component that go together in both roles all is equilibrium: here, those that share a mix.
func TestEquilibria_thatShareAMixAreJoinedByEquilibria(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawBimatrix(t)
		e, _ := g.Equilibria()
		for _, a := range e.All {
			for _, b := range e.All {
				if !near(a.Mixes[0], b.Mixes[0]) {
					continue
				}
				if a.Component != b.Component {
					t.Fatalf("components %d and %d share a mix", a.Component, b.Component)
				}
				between := make([]float64, len(a.Mixes[1]))
				for j := range between {
					between[j] = (a.Mixes[1][j] + b.Mixes[1][j]) / 2
				}
				row := g.Row.Against(between)
				if regret := largest(row) - dot(row, a.Mixes[0]); regret > 1e-7 {
					t.Fatalf("regret %v between %v and %v", regret, a.Mixes, b.Mixes)
				}
			}
		}
	})
}

func TestRestPoints_doNotMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawSymmetric(t).Replicator()
		if rapid.Bool().Draw(t, "roles") {
			r = drawBimatrix(t).Replicator()
		}
		for _, p := range restPoints(t, r) {
			checkMixes(t, p.State)
			for _, s := range append(p.Corners, p.State) {
				for _, v := range r.Velocity(s) {
					if norm(v) > 1e-7 {
						t.Fatalf("velocity %v at %v", v, s)
					}
				}
			}
		}
	})
}

// Every symmetric equilibrium rests (the folk theorem of evolutionary game theory), and no stable rest point that is a
// single one is anything but an equilibrium.
func TestRestPoints_areThereForEquilibriaAndStableOnesAreEquilibria(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawSymmetric(t)
		e, _ := g.Equilibria()
		r := g.Replicator()
		points := restPoints(t, r)
		for _, q := range e.All {
			if v := r.Velocity(State{q.Mixes[0]}); norm(v[0]) > 1e-7 {
				t.Fatalf("velocity %v at an equilibrium", v)
			}
			if q.Strict && r.At(State{q.Mixes[0]}).Stability != Stable {
				// A payoff difference within the tolerance of stability is not told from 0.
				if eigen := r.At(State{q.Mixes[0]}).Eigenvalues; real(eigen[len(eigen)-1]) > 1e-5 {
					t.Fatalf("a strict equilibrium has eigenvalues %v", eigen)
				}
			}
		}
		for _, p := range points {
			earned := g.Payoffs.Against(p.State[0])
			if regret := largest(earned) - dot(earned, p.State[0]); p.Stability == Stable && regret > 1e-4 {
				t.Fatalf("%v is stable but leaves regret %v", p.State, regret)
			}
		}
	})
}

// The search for roots of any payoffs finds what the linear systems give, where no rest point is too near another.
func TestRestPoints_areFoundWithoutKnowingThatPayoffsAreLinear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, n := 2, rapid.IntRange(2, 3).Draw(t, "columns")
		g := Bimatrix{make([]string, m), make([]string, n), drawPayoffs(t, "row", m, n), drawPayoffs(t, "column", n, m)}
		r := g.Replicator()
		if rapid.Bool().Draw(t, "one population") {
			r = Symmetric{make([]string, n), drawPayoffs(t, "payoffs", n, n)}.Replicator()
		}
		blind, err := NewReplicator(r.sizes, r.payoffs)
		if err != nil {
			t.Fatal(err)
		}
		found := restPoints(t, blind)
		for _, p := range restPoints(t, r) {
			least := 1.0
			for _, mix := range p.State {
				for _, share := range mix {
					if share > tolerance {
						least = min(least, share)
					}
				}
			}
			if len(p.Corners) > 0 || least < 0.01 || nearlyZero(p) {
				continue
			}
			seen := false
			for _, q := range found {
				seen = seen || nearState(p.State, q.State)
			}
			if !seen {
				t.Fatalf("%+v was not found", p)
			}
		}
	})
}

// nearlyZero says whether a rest point is nearly one of a continuum.
func nearlyZero(p RestPoint) bool {
	for _, e := range p.Eigenvalues {
		if math.Hypot(real(e), imag(e)) < 1e-3 {
			return true
		}
	}
	return false
}
