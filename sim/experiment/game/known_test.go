package game

import (
	"math"
	"slices"
	"testing"
)

// Games of textbooks, whose equilibria and dynamics are known (Weibull 1995; Hofbauer and Sigmund 1998).

func exact(t *testing.T, table [][]float64) Payoffs {
	t.Helper()
	p, err := Exact(table)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func symmetric(t *testing.T, table [][]float64) Symmetric {
	t.Helper()
	g, err := NewSymmetric(make([]string, len(table)), exact(t, table))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// bimatrix takes both tables with the first role's strategies as rows, as textbooks print them.
func bimatrix(t *testing.T, row, column [][]float64) Bimatrix {
	t.Helper()
	turned := make([][]float64, len(column[0]))
	for j := range turned {
		for i := range column {
			turned[j] = append(turned[j], column[i][j])
		}
	}
	g, err := NewBimatrix(make([]string, len(row)), make([]string, len(row[0])), exact(t, row), exact(t, turned))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// rockPaperScissors pays win to who wins and -loss to who loses.
func rockPaperScissors(t *testing.T, win, loss float64) Symmetric {
	return symmetric(t, [][]float64{{0, -loss, win}, {win, 0, -loss}, {-loss, win, 0}})
}

// hawkDove is the fight for a resource v at a cost c of injury.
func hawkDove(t *testing.T, v, c float64) Symmetric {
	return symmetric(t, [][]float64{{(v - c) / 2, v}, {0, v / 2}})
}

func solved(t *testing.T, g interface{ Equilibria() (Equilibria, error) }) Equilibria {
	t.Helper()
	e, err := g.Equilibria()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func close(a, b []float64, within float64) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > within {
			return false
		}
	}
	return len(a) == len(b)
}

func restPoints(t interface{ Fatal(...any) }, r *Replicator) []RestPoint {
	points, err := r.RestPoints()
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// rests finds the rest point at a state of one population.
func rests(t *testing.T, r *Replicator, mixes ...[]float64) RestPoint {
	t.Helper()
	for _, p := range restPoints(t, r) {
		same := len(p.Corners) == 0
		for b := range mixes {
			same = same && close(p.State[b], mixes[b], 1e-9)
		}
		if same {
			return p
		}
	}
	t.Fatalf("no rest point at %v", mixes)
	return RestPoint{}
}

var thirds = []float64{1. / 3, 1. / 3, 1. / 3}

func TestRockPaperScissors_hasOneEquilibriumThatOrbitsCircle(t *testing.T) {
	for _, c := range []struct {
		win  float64
		want Stability
	}{{1, Centre}, {2, Stable}, {0.5, Unstable}} {
		g := rockPaperScissors(t, c.win, 1)
		e := solved(t, g)
		if len(e.All) != 1 || e.Degenerate || !close(e.All[0].Mixes[0], thirds, 1e-12) || len(g.Pure()) != 0 {
			t.Errorf("win %v: %+v", c.win, e)
		}
		r := g.Replicator()
		if points := restPoints(t, r); len(points) != 4 {
			t.Errorf("win %v: %d rest points, want three vertices and the middle", c.win, len(points))
		}
		if p := rests(t, r, thirds); p.Stability != c.want {
			t.Errorf("win %v: the middle is %v with %v", c.win, p.Stability, p.Eigenvalues)
		}
		// The product of the shares is constant, rises to its maximum in the middle, or falls.
		orbit := r.Orbit(State{{0.5, 0.3, 0.2}}, 0.01, 2000)
		first, last := product(orbit[0][0]), product(orbit[2000][0])
		if sign := math.Copysign(1, c.win-1); c.win == 1 && math.Abs(last/first-1) > 1e-9 || c.win != 1 && (last-first)*sign <= 0 {
			t.Errorf("win %v: the product went from %v to %v", c.win, first, last)
		}
	}
}

func product(x []float64) float64 { return x[0] * x[1] * x[2] }

// At the middle of rock, paper, scissors the eigenvalues are (win-loss)/6 +- i (win+loss) sqrt(3)/6, as the Jacobian there
// is the table less its column means over 3.
func TestRockPaperScissors_eigenvaluesAreKnown(t *testing.T) {
	for _, win := range []float64{1, 2, 0.25} {
		p := rests(t, rockPaperScissors(t, win, 1).Replicator(), thirds)
		re, im := -(win-1)/6, (win+1)*math.Sqrt(3)/6
		for i, sign := range []float64{-1, 1} {
			if e := p.Eigenvalues[i]; math.Abs(real(e)-re) > 1e-8 || math.Abs(imag(e)-sign*im) > 1e-8 {
				t.Errorf("win %v: eigenvalue %v, want %v + %vi", win, e, re, sign*im)
			}
		}
	}
}

func TestHawkDove_mixesByValueOverCost(t *testing.T) {
	g := hawkDove(t, 2, 3)
	e := solved(t, g)
	mix := []float64{2. / 3, 1. / 3}
	if len(e.All) != 1 || !close(e.All[0].Mixes[0], mix, 1e-12) || e.All[0].Strict {
		t.Fatalf("equilibria %+v", e)
	}
	r := g.Replicator()
	if s := rests(t, r, mix).Stability; s != Stable {
		t.Errorf("the mix is %v", s)
	}
	for i := range 2 {
		if s := rests(t, r, Pure(i, 2)).Stability; s != Unstable {
			t.Errorf("vertex %d is %v", i, s)
		}
	}
	if end := r.Orbit(State{{0.05, 0.95}}, 0.05, 2000)[2000][0]; !close(end, mix, 1e-9) {
		t.Errorf("the orbit ends at %v", end)
	}
	// Of two who can tell who is who, one is the hawk.
	two := g.Bimatrix()
	if pure := two.Pure(); !slices.Equal(pure, [][2]int{{0, 1}, {1, 0}}) || len(solved(t, two).All) != 3 {
		t.Errorf("as roles: %v", pure)
	}
	if s := rests(t, two.Replicator(), mix, mix).Stability; s != Saddle {
		t.Errorf("as roles the mix is %v", s)
	}
}

func TestStagHunt_hasTwoStableEndsAndAKnownEdge(t *testing.T) {
	g := symmetric(t, [][]float64{{4, 0}, {3, 2}}) // stag pays 4x, hare 3x+2(1-x): alike at x = 2/3
	e := solved(t, g)
	if len(e.All) != 3 || !e.All[0].Strict || !e.All[1].Strict || !close(e.All[2].Mixes[0], []float64{2. / 3, 1. / 3}, 1e-12) {
		t.Fatalf("equilibria %+v", e)
	}
	r := g.Replicator()
	for i := range 2 {
		if s := rests(t, r, Pure(i, 2)).Stability; s != Stable {
			t.Errorf("vertex %d is %v", i, s)
		}
	}
	if s := rests(t, r, []float64{2. / 3, 1. / 3}).Stability; s != Unstable {
		t.Errorf("the edge is %v", s)
	}
	for _, start := range []float64{2./3 - 0.01, 2./3 + 0.01} {
		end := r.Orbit(State{{start, 1 - start}}, 0.05, 1000)[1000][0][0]
		if want := math.Round(start - 2./3 + 0.5); math.Abs(end-want) > 1e-9 {
			t.Errorf("from %v the orbit ends at %v", start, end)
		}
	}
}

func TestMatchingPennies_circleTheirOnlyEquilibrium(t *testing.T) {
	g := bimatrix(t, [][]float64{{1, -1}, {-1, 1}}, [][]float64{{-1, 1}, {1, -1}})
	half := []float64{0.5, 0.5}
	e := solved(t, g)
	if len(e.All) != 1 || len(g.Pure()) != 0 || !close(e.All[0].Mixes[0], half, 1e-12) || !close(e.All[0].Mixes[1], half, 1e-12) {
		t.Fatalf("equilibria %+v", e)
	}
	r := g.Replicator()
	p := rests(t, r, half, half)
	if p.Stability != Centre || len(restPoints(t, r)) != 5 {
		t.Errorf("the middle is %v, of %d rest points", p.Stability, len(restPoints(t, r)))
	}
	// x(1-x)y(1-y) is constant.
	orbit := r.Orbit(State{{0.8, 0.2}, {0.4, 0.6}}, 0.01, 3000)
	first, last := orbit[0], orbit[3000]
	invariant := func(s State) float64 { return s[0][0] * s[0][1] * s[1][0] * s[1][1] }
	if drift := invariant(last)/invariant(first) - 1; math.Abs(drift) > 1e-8 {
		t.Errorf("the invariant drifted by %v", drift)
	}
}

func TestPrisonersDilemma_endsInDefection(t *testing.T) {
	g := symmetric(t, [][]float64{{3, 0}, {5, 1}})
	e := solved(t, g)
	if len(e.All) != 1 || !e.All[0].Strict || !close(e.All[0].Mixes[0], []float64{0, 1}, 0) || !slices.Equal(g.Pure(), []int{1}) {
		t.Fatalf("equilibria %+v", e)
	}
	if m := g.Payoffs.Margin(1, Pure(1, 2)); m.Mean != 1 || m.Deviation != 0 || m.Interval() {
		t.Errorf("margin of defection %+v", m)
	}
	if m := g.Payoffs.Margin(0, Pure(0, 2)); m.Mean != -2 || m.Deviation != 1 {
		t.Errorf("margin of cooperation %+v", m)
	}
	if n := len(restPoints(t, g.Replicator())); n != 2 {
		t.Errorf("%d rest points", n)
	}
}

// Bach or Stravinsky: both go to the one, or to the other, or mix 2/3 and 1/3.
func TestBattleOfTheSexes_hasThreeEquilibria(t *testing.T) {
	e := solved(t, bimatrix(t, [][]float64{{2, 0}, {0, 1}}, [][]float64{{1, 0}, {0, 2}}))
	if len(e.All) != 3 || e.Degenerate {
		t.Fatalf("equilibria %+v", e)
	}
	if m := e.All[2].Mixes; !close(m[0], []float64{2. / 3, 1. / 3}, 1e-12) || !close(m[1], []float64{1. / 3, 2. / 3}, 1e-12) {
		t.Errorf("mixed %v", m)
	}
}

func TestHawkDoveRetaliator_hasAContinuumOfDovesAndRetaliators(t *testing.T) {
	// A retaliator fights hawks and shares with doves (Maynard Smith 1982): doves and retaliators cannot be told apart
	// where there are no hawks.
	g := symmetric(t, [][]float64{{-1, 2, -1}, {0, 1, 1}, {-1, 1, 1}})
	e := solved(t, g)
	if !e.Degenerate {
		t.Error("not reported as degenerate")
	}
	var lines [][]State
	for _, p := range restPoints(t, g.Replicator()) {
		if len(p.Corners) > 0 {
			lines = append(lines, p.Corners)
		}
	}
	if len(lines) != 1 || len(lines[0]) != 2 || !close(lines[0][0][0], []float64{0, 0.5, 0.5}, 0.5) {
		t.Errorf("continua %v", lines)
	}
	// Hawks earn 2y - (1-y) against y doves and the rest retaliators, who earn 1: they stay out up to y = 2/3.
	joined := 0
	for _, a := range e.All {
		if close(a.Mixes[0], []float64{0, 0, 1}, 1e-9) || close(a.Mixes[0], []float64{0, 2. / 3, 1. / 3}, 1e-9) {
			joined++
		}
	}
	if joined != 2 {
		t.Errorf("equilibria %+v", e)
	}
}
