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
	restLineOut = 3.6
	restLineIn  = 1.7
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
		low := c.Min.Y - 4 - radiusRest - sizeLabel*0.8
		left, right := triangle([]float64{1, 0, 0}, c.Rectangle), triangle([]float64{0, 1, 0}, c.Rectangle)
		top := triangle([]float64{0, 0, 1}, c.Rectangle)
		half := label.Width("m")
		write(c, label, draw.XLeft, vg.Point{X: max(left.X-label.Width(names[0])/2, left.X-half), Y: low}, names[0])
		write(c, label, draw.XRight, vg.Point{X: min(right.X+label.Width(names[1])/2, right.X+half), Y: low}, names[1])
		write(c, label, draw.XCenter, vg.Point{X: top.X, Y: top.Y + radiusRest + 3}, names[2])
	})
}

// draw draws field, curves, orbits and rest points, in this order.
func (d portraitDrawing) draw(c draw.Canvas, _ *plot.Plot) {
	d.drawField(c)
	for _, curve := range d.Curves {
		line := d.places(curve.Points, c.Rectangle)
		c.StrokeLines(draw.LineStyle{Color: paper, Width: widthLine + 1.6}, line)
		c.StrokeLines(curveStyle(slices.Index(d.labels, curve.Label)), line)
	}
	for _, orbit := range d.Orbits {
		line := thinned(d.places(orbit, c.Rectangle))
		c.StrokeLines(draw.LineStyle{Color: paper, Width: orbitLine.Width + 1.4}, line)
		c.StrokeLines(orbitLine, line)
		drawHeads(c, line)
	}
	for _, l := range d.RestLines {
		drawRestLine(c, d.places(l.Points, c.Rectangle), l.Stable)
	}
	for _, r := range d.Rest {
		drawRest(c, d.place(r.At, c.Rectangle), r.Kind)
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
// 0.85 of the distance between neighbours: direction shows where it is slow, and no arrow reaches the next one.
func (d portraitDrawing) drawField(c draw.Canvas) {
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
		drawArrow(c, at[i].Sub(half), at[i].Add(half), draw.LineStyle{Color: d.colours.of(v), Width: arrowWidth})
	}
}

// nearest is the smallest distance between two of the points.
func nearest(at []vg.Point) vg.Length {
	least := vg.Length(math.Inf(1))
	for i := range at {
		for _, b := range at[:i] {
			least = min(least, distance(at[i], b))
		}
	}
	if len(at) < 2 {
		return 20
	}
	return least
}

func distance(a, b vg.Point) vg.Length {
	return vg.Length(math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)))
}

// drawArrow draws a shaft with a filled head at its end; a short arrow has a smaller head.
func drawArrow(c draw.Canvas, from, to vg.Point, s draw.LineStyle) {
	length := distance(from, to)
	head := min(arrowHead, length*0.6)
	neck := to.Sub(to.Sub(from).Scale(head / length * 0.8))
	c.StrokeLine2(s, from.X, from.Y, neck.X, neck.Y)
	drawHead(c, from, to, head, s)
}

// drawHead draws a head with its tip at to.
func drawHead(c draw.Canvas, from, to vg.Point, head vg.Length, s draw.LineStyle) {
	along := to.Sub(from).Scale(head / distance(from, to))
	across := vg.Point{X: -along.Y, Y: along.X}.Scale(0.36)
	back := to.Sub(along)
	c.FillPolygon(s.Color, []vg.Point{to, back.Add(across), to.Sub(along.Scale(0.75)), back.Sub(across)})
}

// drawHeads puts heads on an orbit, evenly and at least one, where it is long enough to have a direction.
func drawHeads(c draw.Canvas, line []vg.Point) {
	total := vg.Length(0)
	for i := 1; i < len(line); i++ {
		total += distance(line[i-1], line[i])
	}
	if total < 4*arrowHead {
		return
	}
	gap := total / max(1, vg.Length(math.Round(float64(total/orbitHeads))))
	next, run := gap/2, vg.Length(0)
	for i := 1; i < len(line); i++ {
		run += distance(line[i-1], line[i])
		if run >= next {
			drawHead(c, line[i-1], line[i], arrowHead*1.35, orbitLine)
			next += gap
		}
	}
}

// thinned leaves out places that lie within a third of a point of the last one kept: an orbit that comes to rest has
// thousands.
func thinned(line []vg.Point) []vg.Point {
	var kept []vg.Point
	for i, at := range line {
		if i == 0 || i == len(line)-1 || distance(at, kept[len(kept)-1]) > 0.34 {
			kept = append(kept, at)
		}
	}
	return kept
}

// drawRest draws a rest point: a dot, a ring, a diamond for a saddle, a ring with a point for a centre, a grey ring.
func drawRest(c draw.Canvas, at vg.Point, kind string) {
	line := draw.LineStyle{Color: ink, Width: widthRest}
	outline := circle(at, radiusRest)
	switch kind {
	case KindSaddle:
		r := vg.Length(radiusRest * 1.25)
		outline = vg.Path{}
		outline.Move(vg.Point{X: at.X + r, Y: at.Y})
		outline.Line(vg.Point{X: at.X, Y: at.Y + r})
		outline.Line(vg.Point{X: at.X - r, Y: at.Y})
		outline.Line(vg.Point{X: at.X, Y: at.Y - r})
		outline.Close()
	case KindUndetermined:
		line.Color = faint
	}
	c.SetLineStyle(draw.LineStyle{Color: paper, Width: widthRest + 1.6})
	c.Stroke(outline)
	c.SetColor(paper)
	if kind == KindStable {
		c.SetColor(ink)
	}
	c.Fill(outline)
	c.SetLineStyle(line)
	c.Stroke(outline)
	if kind == KindCentre {
		c.SetColor(ink)
		c.Fill(circle(at, radiusRest*0.36))
	}
}

func circle(at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: at.X + radius, Y: at.Y})
	p.Arc(at, radius, 0, 2*math.Pi)
	p.Close()
	return p
}

// drawRestLine draws a continuum of rest points in the manner of their dots and rings.
func drawRestLine(c draw.Canvas, line []vg.Point, stable bool) {
	c.StrokeLines(draw.LineStyle{Color: ink, Width: restLineOut}, line)
	if !stable {
		c.StrokeLines(draw.LineStyle{Color: paper, Width: restLineIn}, line)
	}
}

// curveStyle is the look of the i-th named line: those of series, without blue, which the field has.
func curveStyle(i int) draw.LineStyle {
	l := lookOf(1 + i%4)
	return l.line()
}

// portraitKey explains the marks that the panels have.
func portraitKey(panels []Portrait) []entry {
	var key []entry
	add := func(label string, sample func(draw.Canvas, vg.Rectangle)) {
		if !slices.ContainsFunc(key, func(e entry) bool { return e.label == label }) {
			key = append(key, entry{label, sample})
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
	for _, stable := range []bool{true, false} {
		for _, p := range panels {
			if slices.ContainsFunc(p.RestLines, func(l RestLine) bool { return l.Stable == stable }) {
				add(map[bool]string{true: "line of stable rest points", false: "line of unstable ones"}[stable],
					func(c draw.Canvas, box vg.Rectangle) {
						y := (box.Min.Y + box.Max.Y) / 2
						drawRestLine(c, []vg.Point{{X: box.Min.X, Y: y}, {X: box.Max.X, Y: y}}, stable)
					})
			}
		}
	}
	for i, label := range labelsOf(panels) {
		add(label, strokeSample(curveStyle(i)))
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
	return key
}
