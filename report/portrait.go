package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// Phase portraits: where shares of strategies go, as arrows on a simplex or on a square, and where they rest. They are
// plain data, as a file may hold them; what computes them is not known here.

// Arrow is the dynamics at one place. Shares of a simplex are three numbers that add up to 1, on a square they are two.
type Arrow struct {
	At       []float64
	Velocity []float64 // change of At per unit of time
}

// Kinds of rest points. Any other name is refused.
const (
	KindStable       = "stable"
	KindUnstable     = "unstable"
	KindSaddle       = "saddle"
	KindCentre       = "centre"
	KindUndetermined = "undetermined"
)

// restKinds in the order of the key.
var restKinds = []string{KindStable, KindUnstable, KindSaddle, KindCentre, KindUndetermined}

// RestPoint is a place where nothing changes: a dot where it is stable, else a ring.
type RestPoint struct {
	At   []float64
	Kind string
}

// RestLine is a continuum of rest points, as a line through the points given: solid where what leaves it comes back to
// it, though not to the same point, else hollow.
type RestLine struct {
	Points [][]float64
	Stable bool
}

// Curve is a named line: where a share is at rest (nullcline), or the edge of a basin.
type Curve struct {
	Label  string
	Points [][]float64
}

// Portrait is what simplex and square have in common.
type Portrait struct {
	Title     string        // of the panel; "" if the sheet has one panel
	Notes     []string      // lines of numbers under the title
	Arrows    []Arrow       // coloured by speed, longer where faster; best on an even lattice of 100 to 250 places
	Orbits    [][][]float64 // places in order of time
	Rest      []RestPoint
	RestLines []RestLine
	Curves    []Curve // the same labels in every panel of a sheet look alike
}

// Simplex is a portrait of three strategies of one population. The first corner is on the left, the second on the right,
// the third on top.
type Simplex struct {
	Corners [3]string
	Portrait
}

// Square is a portrait of two shares from 0 to 1, one for each of two populations. X and Y name them.
type Square struct {
	X, Y string
	Portrait
}

// Sheet is what stands around the panels.
type Sheet struct {
	Title string
	Foot  string // what is drawn, and how it was computed
	Speed string // label of the colours; "" is "speed"
}

// DrawSimplex draws portraits on simplices into path.svg and path.png and returns the paths written. An error says which
// panel and which place is wrong.
func DrawSimplex(path string, sheet Sheet, panels ...Simplex) ([]string, error) {
	p, err := simplexPage(sheet, panels)
	if err != nil {
		return nil, err
	}
	return p.save(path)
}

// DrawSquare draws portraits on the unit square into path.svg and path.png and returns the paths written. An error says
// which panel and which place is wrong.
func DrawSquare(path string, sheet Sheet, panels ...Square) ([]string, error) {
	p, err := squarePage(sheet, panels)
	if err != nil {
		return nil, err
	}
	return p.save(path)
}

// simplexRatio is the height of a simplex' panel to its width: the triangle's, and room for the label on top.
const simplexRatio = 0.93

func simplexPage(sheet Sheet, panels []Simplex) (*page, error) {
	all := make([]Portrait, len(panels))
	for i, s := range panels {
		all[i] = s.Portrait
	}
	p, fastest, err := portraitPage(sheet, all, 3)
	if err != nil {
		return nil, err
	}
	p.ratio = simplexRatio
	if p.cols == 3 && widestPair(panels) > 115 {
		p.cols = 2 // a third of the page is too narrow for the names
	}
	for i, s := range panels {
		d := portraitDrawing{s.Portrait, triangle, speedColours(fastest), fastest, labelsOf(all)}
		p.panels[i].bare = true
		p.panels[i].plot = []plot.Plotter{plotFunc(d.drawEdges), plotFunc(d.draw), cornerLabels(s.Corners)}
	}
	return p, nil
}

// widestPair is the width of the names of two lower corners, where it is largest.
func widestPair(panels []Simplex) vg.Length {
	var widest vg.Length
	label := bold(style(sizeLabel, ink))
	for _, s := range panels {
		widest = max(widest, label.Width(s.Corners[0])+label.Width(s.Corners[1]))
	}
	return widest
}

func squarePage(sheet Sheet, panels []Square) (*page, error) {
	all := make([]Portrait, len(panels))
	for i, s := range panels {
		all[i] = s.Portrait
		if s.X != panels[0].X || s.Y != panels[0].Y {
			return nil, fmt.Errorf("panel %d has the axes %q and %q, the first %q and %q: they need two figures", i, s.X, s.Y, panels[0].X, panels[0].Y)
		}
	}
	p, fastest, err := portraitPage(sheet, all, 2)
	if err != nil {
		return nil, err
	}
	p.ratio = 1
	for i, s := range panels {
		d := portraitDrawing{s.Portrait, square, speedColours(fastest), fastest, labelsOf(all)}
		p.panels[i].plain = true
		p.panels[i].x = scale{min: 0, max: 1, ticks: ticksIn(0, 1, 5), label: s.X}
		p.panels[i].y = scale{min: 0, max: 1, ticks: ticksIn(0, 1, 5), label: s.Y}
		p.panels[i].plot = []plot.Plotter{plotFunc(d.draw)}
	}
	return p, nil
}

// portraitPage is a page whose panels have titles alone; it checks that all places have size numbers and returns the
// highest speed.
func portraitPage(sheet Sheet, panels []Portrait, size int) (*page, float64, error) {
	if len(panels) == 0 {
		return nil, 0, fmt.Errorf("a portrait needs a panel")
	}
	fastest, arrows := 0.0, 0
	p := &page{title: sheet.Title, foot: sheet.Foot, cols: columns(len(panels))}
	for i, panel := range panels {
		if err := panel.check(size); err != nil {
			return nil, 0, fmt.Errorf("panel %d: %w", i, err)
		}
		for _, a := range panel.Arrows {
			fastest = max(fastest, speed(a.Velocity))
		}
		arrows += len(panel.Arrows)
		p.panels = append(p.panels, newPanel(panel))
	}
	if arrows > 0 {
		p.bar = newColourBar(speedColours(fastest), cmp.Or(sheet.Speed, "speed"))
	}
	p.key = portraitKey(panels)
	return p, fastest, nil
}

func newPanel(p Portrait) panel { return panel{title: p.Title, notes: p.Notes} }

// check says what is wrong with the places of a portrait.
func (p Portrait) check(size int) error {
	for i, a := range p.Arrows {
		if err := checkPlace(a.At, size); err != nil {
			return fmt.Errorf("arrow %d: %w", i, err)
		}
		if len(a.Velocity) != size || !allFinite(a.Velocity) {
			return fmt.Errorf("arrow %d: velocity %v; it needs %d finite numbers", i, a.Velocity, size)
		}
	}
	for i, r := range p.Rest {
		if err := checkPlace(r.At, size); err != nil {
			return fmt.Errorf("rest point %d: %w", i, err)
		}
		if !slices.Contains(restKinds, r.Kind) {
			return fmt.Errorf("rest point %d: unknown kind %q (known: %s)", i, r.Kind, listed(restKinds))
		}
	}
	lines := slices.Clone(p.Orbits)
	for _, l := range p.RestLines {
		lines = append(lines, l.Points)
	}
	for _, c := range p.Curves {
		lines = append(lines, c.Points)
	}
	for i, line := range lines {
		for k, at := range line {
			if err := checkPlace(at, size); err != nil {
				return fmt.Errorf("line %d, counted over orbits, lines of rest points and curves: place %d: %w", i, k, err)
			}
		}
	}
	return nil
}

// checkPlace says what is wrong with shares: of a simplex they add up to 1, all are from 0 to 1.
func checkPlace(at []float64, size int) error {
	sum := 0.0
	for _, v := range at {
		if !(v >= -1e-6 && v <= 1+1e-6) {
			return fmt.Errorf("share %v in %v; shares are from 0 to 1", v, at)
		}
		sum += v
	}
	if len(at) != size {
		return fmt.Errorf("%d shares in %v; it needs %d", len(at), at, size)
	}
	if size == 3 && math.Abs(sum-1) > 1e-6 {
		return fmt.Errorf("shares %v add up to %v, not 1", at, sum)
	}
	return nil
}

func allFinite(values []float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// speed is the length of a velocity.
func speed(velocity []float64) float64 {
	sum := 0.0
	for _, v := range velocity {
		sum += v * v
	}
	return math.Sqrt(sum)
}

// labelsOf are the names of the curves of all panels, each once.
func labelsOf(panels []Portrait) []string {
	var labels []string
	for _, p := range panels {
		for _, c := range p.Curves {
			if !slices.Contains(labels, c.Label) {
				labels = append(labels, c.Label)
			}
		}
	}
	return labels
}
