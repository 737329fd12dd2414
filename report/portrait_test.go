package report

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"github.com/dopamine-network/dopasim/sim/experiment/game"
)

// Portraits of games of textbooks, computed and not drawn by hand.

func symmetric(t *testing.T, table [][]float64) *game.Replicator {
	t.Helper()
	payoffs, err := game.Exact(table)
	if err != nil {
		t.Fatal(err)
	}
	g, err := game.NewSymmetric(make([]string, len(table)), payoffs)
	if err != nil {
		t.Fatal(err)
	}
	return g.Replicator()
}

// onSimplex is the portrait of a game of three strategies, with arrows at multiples of 1/parts and orbits of a duration.
func onSimplex(t *testing.T, title string, r *game.Replicator, parts, duration int, starts ...[]float64) Portrait {
	p := Portrait{Title: title}
	for _, at := range game.Lattice(3, parts, true) {
		p.Arrows = append(p.Arrows, Arrow{at, r.Velocity(game.State{at})[0]})
	}
	for _, start := range starts {
		var orbit [][]float64
		for _, s := range r.Orbit(game.State{start}, 0.02, 50*duration) {
			orbit = append(orbit, s[0])
		}
		p.Orbits = append(p.Orbits, orbit)
	}
	points, err := r.RestPoints()
	if err != nil {
		t.Fatal(err)
	}
	for _, rest := range points {
		if len(rest.Corners) == 0 && rest.Stability != game.Undetermined {
			p.Rest = append(p.Rest, RestPoint{rest.State[0], string(rest.Stability)})
		}
	}
	return p
}

// paperScissors are three games of rock, paper, scissors: winning pays as much as losing costs, more, and less.
func paperScissors(t *testing.T) []Simplex {
	var all []Simplex
	for _, c := range []struct {
		title string
		win   float64
		lasts int
		start []float64
	}{{"win 1, lose 1", 1, 13, []float64{0.6, 0.25, 0.15}}, {"win 2, lose 1", 2, 40, []float64{0.9, 0.06, 0.04}},
		{"win 1, lose 2", 0.5, 45, []float64{0.34, 0.35, 0.31}}} {
		r := symmetric(t, [][]float64{{0, -1, c.win}, {c.win, 0, -1}, {-1, c.win, 0}})
		all = append(all, Simplex{Corners: [3]string{"rock", "paper", "scissors"}, Portrait: onSimplex(t, c.title, r, 11, c.lasts, c.start)})
	}
	return all
}

// retaliator is the game of hawk, dove and retaliator (Maynard Smith 1982): doves and retaliators cannot be told apart
// where there are no hawks, which come in where doves are more than two thirds.
func retaliator(t *testing.T) Simplex {
	r := symmetric(t, [][]float64{{-1, 2, -1}, {0, 1, 1}, {-1, 1, 1}})
	p := onSimplex(t, "", r, 16, 60, []float64{0.7, 0.1, 0.2}, []float64{0.1, 0.3, 0.6}, []float64{0.4, 0.3, 0.3}, []float64{0.02, 0.9, 0.08},
		[]float64{0.86, 0.02, 0.12})
	p.RestLines = []RestLine{{[][]float64{{0, 0, 1}, {0, 2. / 3, 1. / 3}}, true}, {[][]float64{{0, 2. / 3, 1. / 3}, {0, 1, 0}}, false}}
	return Simplex{Corners: [3]string{"hawk", "dove", "retaliator"}, Portrait: p}
}

// punishers is Table M5: honest sellers and punishing buyers, where cheating saves c = 4, a punishment costs a cheat
// D = 10 and who punishes P = 5.
func punishers(t *testing.T) Square {
	t.Helper()
	const c, D, P = 4, 10, 5
	sellers, err := game.Exact([][]float64{{-c, -c}, {-D, 0}})
	if err != nil {
		t.Fatal(err)
	}
	buyers, _ := game.Exact([][]float64{{0, -P}, {0, 0}})
	g, err := game.NewBimatrix(make([]string, 2), make([]string, 2), sellers, buyers)
	if err != nil {
		t.Fatal(err)
	}
	r := g.Replicator()
	state := func(h, z float64) game.State { return game.State{{h, 1 - h}, {z, 1 - z}} }
	s := Square{X: "share of honest sellers", Y: "share of punishing buyers"}
	const n = 15
	for i := range n {
		for j := range n {
			h, z := (float64(i)+0.5)/n, (float64(j)+0.5)/n
			v := r.Velocity(state(h, z))
			s.Arrows = append(s.Arrows, Arrow{[]float64{h, z}, []float64{v[0][0], v[1][0]}})
		}
	}
	for _, start := range [][2]float64{{0.5, 0.9}, {0.1, 0.9}, {0.2, 0.97}, {0.8, 0.6}} {
		var orbit [][]float64
		for _, at := range r.Orbit(state(start[0], start[1]), 0.01, 2000) {
			orbit = append(orbit, []float64{at[0][0], at[1][0]})
		}
		s.Orbits = append(s.Orbits, orbit)
	}
	points, err := r.RestPoints()
	if err != nil {
		t.Fatal(err)
	}
	for _, rest := range points {
		if len(rest.Corners) == 0 && rest.State[0][0] < 1 {
			s.Rest = append(s.Rest, RestPoint{[]float64{rest.State[0][0], rest.State[1][0]}, string(rest.Stability)})
		}
	}
	s.RestLines = []RestLine{{[][]float64{{1, 0}, {1, c / float64(D)}}, false}, {[][]float64{{1, c / float64(D)}, {1, 1}}, true}}
	s.Curves = []Curve{{"honest share at rest", [][]float64{{0, c / float64(D)}, {1, c / float64(D)}}}}
	// The edge of the basin is the orbit into the critical point, where the invariant h z^(-c/P) (1-z)^(-(D-c)/P) is that of
	// (1, c/D).
	log := func(z float64) float64 { return c/float64(P)*math.Log(z) + (D-c)/float64(P)*math.Log1p(-z) }
	edge := Curve{Label: "edge of the basin of honesty"}
	for k := range 201 {
		z := c/float64(D) + (1-c/float64(D))*float64(k)/200
		edge.Points = append(edge.Points, []float64{math.Exp(log(z) - log(c/float64(D))), z})
	}
	s.Curves = append(s.Curves, edge)
	return s
}

// drawnSimplex draws simplices and returns their SVG.
func drawnSimplex(t *testing.T, panels ...Simplex) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "portrait")
	paths, err := DrawSimplex(path, Sheet{Title: "Where it goes", Foot: "By hand."}, panels...)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) != 2 || paths[0] != path+".svg" || paths[1] != path+".png" {
		t.Errorf("wrote %v", paths)
	}
	svg, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(svg)
}

func TestSimplex_showsFieldOrbitsCornersAndRestPoints(t *testing.T) {
	svg := drawnSimplex(t, paperScissors(t)...)
	has(t, svg, "Where it goes", "By hand.", "win 2, lose 1", "stable", "unstable", "saddle", "centre", "orbit", "speed")
	for _, corner := range []string{"rock", "paper", "scissors"} {
		if n := strings.Count(svg, ">"+corner+"</text>"); n != 3 {
			t.Errorf("%q is written %d times, want once a panel", corner, n)
		}
	}
	if strings.Contains(svg, ">undetermined<") {
		t.Error("the key explains a mark that the portrait has not")
	}
	if svg != drawnSimplex(t, paperScissors(t)...) {
		t.Error("drawn twice, the bytes differ")
	}
}

func TestSimplex_drawsLinesOfRestPointsInBothManners(t *testing.T) {
	has(t, drawnSimplex(t, retaliator(t)), "hawk", "dove", "retaliator", "stable continuum", "unstable continuum")
}

func TestSimplex_ofWideNamesHasTwoPanelsInARow(t *testing.T) {
	panels := paperScissors(t)
	for _, c := range []struct {
		left string
		want int
	}{{"rock", 3}, {"witnesses who never look", 2}} {
		for i := range panels {
			panels[i].Corners[0] = c.left
		}
		p, err := simplexPage(Sheet{}, panels)
		if err != nil || p.cols != c.want {
			t.Errorf("%q: %d columns, %v", c.left, p.cols, err)
		}
	}
}

func TestRunsAlong_leavesOutArrowsUnderALineAndNotThoseAcrossIt(t *testing.T) {
	line := []vg.Point{{X: 0, Y: 0}, {X: 50, Y: 0}, {X: 100, Y: 0}}
	for _, c := range []struct {
		from, to vg.Point
		want     bool
	}{
		{vg.Point{X: 40, Y: 1}, vg.Point{X: 50, Y: 2}, true},
		{vg.Point{X: 40, Y: 4}, vg.Point{X: 50, Y: 5}, false},
		{vg.Point{X: 45, Y: -5}, vg.Point{X: 45, Y: 5}, false},
		{vg.Point{X: 103, Y: 0}, vg.Point{X: 110, Y: 0}, false},
	} {
		if have := runsAlong(line, c.from, c.from.Add(c.to).Scale(0.5), c.to); have != c.want {
			t.Errorf("from %v to %v: %v", c.from, c.to, have)
		}
	}
}

func TestSquare_showsAxesFieldAndCurves(t *testing.T) {
	path := filepath.Join(t.TempDir(), "square")
	var drawings [2][]byte
	for i := range drawings {
		paths, err := DrawSquare(path, Sheet{Title: "Punishers", Speed: "speed (1/d)"}, punishers(t))
		if err != nil {
			t.Fatal(err)
		}
		drawings[i], _ = os.ReadFile(paths[0])
	}
	has(t, string(drawings[0]), "Punishers", "share of honest sellers", "share of punishing buyers", "honest share at rest",
		"edge of the basin of honesty", "speed (1/d)", "0.4", "stable continuum")
	if !bytes.Equal(drawings[0], drawings[1]) {
		t.Error("drawn twice, the bytes differ")
	}
}

func TestPortrait_errorsSayWhichPlaceIsWrong(t *testing.T) {
	triangle := func(p Portrait) error { _, err := simplexPage(Sheet{}, []Simplex{{}, {Portrait: p}}); return err }
	_, none := squarePage(Sheet{}, nil)
	_, axes := squarePage(Sheet{}, []Square{{X: "a"}, {X: "b"}})
	for _, c := range []struct {
		err  error
		want string
	}{
		{none, "needs a panel"},
		{axes, `panel 1 has the axes "b" and "", the first "a" and ""`},
		{triangle(Portrait{Arrows: []Arrow{{At: []float64{0.5, 0.5}}}}), "panel 1: arrow 0: 2 shares in [0.5 0.5]; it needs 3"},
		{triangle(Portrait{Arrows: []Arrow{{[]float64{1, 0, 0}, []float64{0, math.NaN(), 0}}}}), "velocity [0 NaN 0]; it needs 3 finite numbers"},
		{triangle(Portrait{Rest: []RestPoint{{[]float64{0.2, 0.2, 0.2}, KindStable}}}), "rest point 0: shares [0.2 0.2 0.2] add up to 0.6"},
		{triangle(Portrait{Rest: []RestPoint{{[]float64{1, 0, 0}, "sink"}}}), `unknown kind "sink" (known: stable, unstable, saddle, centre, undetermined)`},
		{triangle(Portrait{Orbits: [][][]float64{{{1, 0, 0}, {2, -1, 0}}}}), "place 1: share 2 in [2 -1 0]; shares are from 0 to 1"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("got %v, want %s", c.err, c.want)
		}
	}
}

func TestTriangle_isEquilateralAndInsideItsPanel(t *testing.T) {
	for _, size := range [][2]vg.Length{{300, 280}, {100, 93}, {300, 100}} {
		box := vg.Rectangle{Min: vg.Point{X: 10, Y: 20}, Max: vg.Point{X: 10 + size[0], Y: 20 + size[1]}}
		a, b, c := triangle([]float64{1, 0, 0}, box), triangle([]float64{0, 1, 0}, box), triangle([]float64{0, 0, 1}, box)
		if ab, bc, ca := distance(a, b), distance(b, c), distance(c, a); math.Abs(float64(ab-bc))+math.Abs(float64(bc-ca)) > 1e-9 {
			t.Errorf("sides %v, %v, %v", ab, bc, ca)
		}
		if a.X < box.Min.X-1e-9 || b.X > box.Max.X+1e-9 || c.Y > box.Max.Y-roomOnTop+1e-9 || a.Y != box.Min.Y {
			t.Errorf("corners %v, %v, %v leave %v", a, b, c, box)
		}
		if middle := triangle([]float64{1. / 3, 1. / 3, 1. / 3}, box); distance(middle, a)-distance(middle, c) > 1e-9 {
			t.Error("the middle is not in the middle")
		}
	}
}

func TestThinned_keepsBothEndsAndTheWayBetween(t *testing.T) {
	var line []vg.Point
	for i := range 1001 {
		line = append(line, vg.Point{X: vg.Length(i) / 100})
	}
	kept := thinned(line)
	if len(kept) > 31 || kept[0] != line[0] || kept[len(kept)-1] != line[1000] {
		t.Errorf("%d of 1001 kept, from %v to %v", len(kept), kept[0], kept[len(kept)-1])
	}
	if one := thinned(line[:1]); len(one) != 1 {
		t.Errorf("one place becomes %d", len(one))
	}
}
