package report

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// runsAlong says whether a line comes within roomAround of one of the points of an arrow, from its end to its tip, in
// nearly the same direction.
func runsAlong(line []vg.Point, arrow ...vg.Point) bool {
	ahead := arrow[len(arrow)-1].Sub(arrow[0])
	for i := 1; i < len(line); i++ {
		piece := line[i].Sub(line[i-1])
		if math.Abs(float64(ahead.X*piece.Y-ahead.Y*piece.X)) > 0.6*math.Sqrt(float64(ahead.Dot(ahead)*piece.Dot(piece))) {
			continue
		}
		for _, p := range arrow {
			if toSegment(p, line[i-1], line[i]) < roomAround {
				return true
			}
		}
	}
	return false
}

// toSegment is the distance of p from the segment between a and b.
func toSegment(p, a, b vg.Point) vg.Length {
	along := b.Sub(a)
	part := vg.Length(0)
	if squared := along.Dot(along); squared > 0 {
		part = max(0, min(1, p.Sub(a).Dot(along)/squared))
	}
	return distance(p, a.Add(along.Scale(part)))
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

// drawHeads puts heads on an orbit, evenly and at least one, where it is long enough to have a direction; none on a rest
// point, which would hide it.
func drawHeads(c draw.Canvas, line, rest []vg.Point) {
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
		if run < next {
			continue
		}
		next += gap
		onRest := func(at vg.Point) bool { return distance(at, line[i]) < radiusRest+1.5*arrowHead }
		if !slices.ContainsFunc(rest, onRest) {
			drawHead(c, line[i-1], line[i], arrowHead*1.35, orbitLine)
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
