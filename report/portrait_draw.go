package report

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The marks of a portrait, in points.
const (
	arrowWidth  = 0.8
	arrowHead   = 3.4 // length of a head
	radiusRest  = 3
	widthRest   = 1.1
	orbitHeads  = 70 // about this far apart
	roomOnTop   = 13 // for the label of the upper corner
	labelOut    = 5  // how far the labels of the lower corners reach out of their panel
	restLineOut = 3.6
	restLineIn  = 1.7
	roomAround  = 2 // between lines and arrows
)

var (
	orbitLine = draw.LineStyle{Color: ink, Width: 1}
	edgeLine  = draw.LineStyle{Color: ink, Width: widthAxis}
)

// portraitDrawing draws one panel. place takes shares to a point of the panel.
type portraitDrawing struct {
	Portrait
	place   func(at []float64, box vg.Rectangle) vg.Point
	colours colours
	fastest float64
	labels  []string // of the curves of all panels
}

// triangle places three shares: the corners are left, right and on top of an equilateral triangle.
func triangle(at []float64, box vg.Rectangle) vg.Point {
	side := min(box.Max.X-box.Min.X, (box.Max.Y-box.Min.Y-roomOnTop)*2/vg.Length(math.Sqrt(3)))
	left := (box.Min.X + box.Max.X - side) / 2
	return vg.Point{
		X: left + side*vg.Length(at[1]+at[2]/2),
		Y: box.Min.Y + side*vg.Length(at[2]*math.Sqrt(3)/2),
	}
}

// square places two shares.
func square(at []float64, box vg.Rectangle) vg.Point {
	return vg.Point{
		X: box.Min.X + (box.Max.X-box.Min.X)*vg.Length(at[0]),
		Y: box.Min.Y + (box.Max.Y-box.Min.Y)*vg.Length(at[1]),
	}
}

// drawEdges draws the edges of the simplex.
func (d portraitDrawing) drawEdges(c draw.Canvas, _ *plot.Plot) {
	var edge []vg.Point
	for _, corner := range [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}} {
		edge = append(edge, d.place(corner, c.Rectangle))
	}
	c.StrokeLines(edgeLine, edge)
}

// cornerLabels writes the names of the strategies: on top, and under the triangle towards its middle, so that a long
// name stays within its panel.
func cornerLabels(names [3]string) plot.Plotter {
	return plotFunc(func(c draw.Canvas, _ *plot.Plot) {
		label := bold(style(sizeLabel, ink))
		low := c.Min.Y - 2.5 - radiusRest - sizeLabel*0.8
		left, right := triangle([]float64{1, 0, 0}, c.Rectangle), triangle([]float64{0, 1, 0}, c.Rectangle)
		top := triangle([]float64{0, 0, 1}, c.Rectangle)
		write(c, label, draw.XLeft, vg.Point{X: left.X - min(label.Width(names[0])/2, labelOut), Y: low}, names[0])
		write(c, label, draw.XRight, vg.Point{X: right.X + min(label.Width(names[1])/2, labelOut), Y: low}, names[1])
		write(c, label, draw.XCenter, vg.Point{X: top.X, Y: top.Y + radiusRest + 3}, names[2])
	})
}

// draw draws field, curves, orbits and rest points, in this order.
func (d portraitDrawing) draw(c draw.Canvas, _ *plot.Plot) {
	var curves, orbits [][]vg.Point
	for _, curve := range d.Curves {
		curves = append(curves, d.places(curve.Points, c.Rectangle))
	}
	for _, orbit := range d.Orbits {
		orbits = append(orbits, thinned(d.places(orbit, c.Rectangle)))
	}
	rest := make([]vg.Point, len(d.Rest))
	for i, r := range d.Rest {
		rest[i] = d.place(r.At, c.Rectangle)
	}
	d.drawField(c, slices.Concat(curves, orbits))
	for i, line := range curves {
		c.StrokeLines(curveStyle(slices.Index(d.labels, d.Curves[i].Label)), line)
	}
	for _, line := range orbits {
		c.StrokeLines(draw.LineStyle{Color: paper, Width: orbitLine.Width + 1.4}, line)
		c.StrokeLines(orbitLine, line)
	}
	for _, line := range orbits {
		drawHeads(c, line, rest)
	}
	for _, l := range d.RestLines {
		drawRestLine(c, d.places(l.Points, c.Rectangle), l.Stable)
	}
	for i, at := range rest {
		drawRest(c, at, d.Rest[i].Kind)
	}
}

func (d portraitDrawing) places(line [][]float64, box vg.Rectangle) []vg.Point {
	points := make([]vg.Point, len(line))
	for i, at := range line {
		points[i] = d.place(at, box)
	}
	return points
}

// drawField draws the arrows, each with its middle at its place. Lengths grow with the root of the speed, from 0.3 to
// 0.85 of the distance between neighbours: direction shows where it is slow, and no arrow reaches the next one. Arrows
// that a line runs along are left out: what it does not cover of them would look like dirt.
func (d portraitDrawing) drawField(c draw.Canvas, lines [][]vg.Point) {
	var at []vg.Point
	for _, a := range d.Arrows {
		at = append(at, d.place(a.At, c.Rectangle))
	}
	spacing := nearest(at)
	for i, a := range d.Arrows {
		v := speed(a.Velocity)
		if v <= 1e-9*d.fastest {
			continue
		}
		// Places are linear in the shares: the tip is where the velocity leads, scaled.
		ahead := make([]float64, len(a.At))
		for k := range ahead {
			ahead[k] = a.At[k] + a.Velocity[k]/v
		}
		tip := d.place(ahead, c.Rectangle).Sub(at[i])
		length := spacing * vg.Length(0.3+0.55*math.Sqrt(v/d.fastest))
		half := tip.Scale(length / 2 / vg.Length(math.Hypot(float64(tip.X), float64(tip.Y))))
		from, to := at[i].Sub(half), at[i].Add(half)
		if !slices.ContainsFunc(lines, func(line []vg.Point) bool { return runsAlong(line, from, at[i], to) }) {
			drawArrow(c, from, to, draw.LineStyle{Color: d.colours.of(v), Width: arrowWidth})
		}
	}
}

// curveStyle is the look of the i-th named line: those of series, without blue, which the field has.
func curveStyle(i int) draw.LineStyle {
	l := lookOf(1 + i%4)
	return l.line()
}

// portraitKey explains the marks that the panels have, lines first: they begin where the text above begins.
func portraitKey(panels []Portrait) []entry {
	var key []entry
	add := func(label string, sample func(draw.Canvas, vg.Rectangle)) {
		if !slices.ContainsFunc(key, func(e entry) bool { return e.label == label }) {
			key = append(key, entry{label, sample})
		}
	}
	for _, p := range panels {
		if len(p.Orbits) > 0 {
			add("orbit", func(c draw.Canvas, box vg.Rectangle) {
				across(c, orbitLine, box)
				y := (box.Min.Y + box.Max.Y) / 2
				drawHead(c, vg.Point{X: box.Min.X, Y: y}, vg.Point{X: box.Min.X + sampleWidth*0.65, Y: y}, arrowHead*1.35, orbitLine)
			})
		}
	}
	for i, label := range labelsOf(panels) {
		add(label, strokeSample(curveStyle(i)))
	}
	for _, stable := range []bool{true, false} {
		for _, p := range panels {
			if slices.ContainsFunc(p.RestLines, func(l RestLine) bool { return l.Stable == stable }) {
				add(map[bool]string{true: "stable continuum", false: "unstable continuum"}[stable],
					func(c draw.Canvas, box vg.Rectangle) {
						y := (box.Min.Y + box.Max.Y) / 2
						drawRestLine(c, []vg.Point{{X: box.Min.X, Y: y}, {X: box.Max.X, Y: y}}, stable)
					})
			}
		}
	}
	for _, kind := range restKinds {
		for _, p := range panels {
			if slices.ContainsFunc(p.Rest, func(r RestPoint) bool { return r.Kind == kind }) {
				add(kind, func(c draw.Canvas, box vg.Rectangle) {
					drawRest(c, vg.Point{X: box.Max.X - radiusRest - 3, Y: (box.Min.Y + box.Max.Y) / 2}, kind)
				})
			}
		}
	}
	return key
}
