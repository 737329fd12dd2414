package report

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// interval is a mean with its interval at one place of the horizontal axis.
type interval struct{ x, mean, low, high float64 }

// band fills the intervals as one polygon: along the upper ends and back along the lower ones.
func band(at []interval, l look) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, y := plt.Transforms(&c)
		ring := make([]vg.Point, 0, 2*len(at))
		for _, i := range at {
			ring = append(ring, vg.Point{X: x(i.x), Y: y(i.high)})
		}
		for k := len(at) - 1; k >= 0; k-- {
			ring = append(ring, vg.Point{X: x(at[k].x), Y: y(at[k].low)})
		}
		// Clipped, as on a log axis an interval may reach down to 0.
		c.FillPolygon(l.band(), c.ClipPolygonXY(ring))
	})
}

// means joins the means by a line.
func means(at []interval, l look) plot.Plotter {
	line := make(plotter.XYs, len(at))
	for i, v := range at {
		line[i] = plotter.XY{X: v.x, Y: v.mean}
	}
	return &plotter.Line{XYs: line, LineStyle: l.line()}
}

// bars strokes each interval by itself: between named choices there is nothing that a band could cover.
func bars(at []interval, l look) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, y := plt.Transforms(&c)
		for _, i := range at {
			c.StrokeLine2(draw.LineStyle{Color: l.color, Width: widthLine}, x(i.x), max(y(i.low), c.Min.Y), x(i.x), y(i.high))
		}
	})
}

// aside moves the i-th of n series a little to the side, where all of them stand over the same name.
func aside(at []interval, i, n int) []interval {
	moved := slices.Clone(at)
	for k := range moved {
		moved[k].x += 0.12 * (float64(i) - float64(n-1)/2)
	}
	return moved
}

// theoryLine draws a closed form.
func theoryLine(at []xy, s draw.LineStyle) plot.Plotter {
	line := make(plotter.XYs, len(at))
	for i, v := range at {
		line[i] = plotter.XY(v)
	}
	return &plotter.Line{XYs: line, LineStyle: s}
}

// dots marks the places that were simulated: between them the line is only drawn.
func dots(at []interval, shape int, l look) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, y := plt.Transforms(&c)
		for _, i := range at {
			drawDot(c, vg.Point{X: x(i.x), Y: y(i.mean)}, shape, l)
		}
	})
}

// drawDot draws a small filled mark with a white rim; the shape is the third cue after colour and dash.
func drawDot(c draw.Canvas, at vg.Point, shape int, l look) {
	var outline vg.Path
	if sides := []int{0, 4, 3, 4, 3, 0}[shape%6]; sides == 0 {
		outline.Move(vg.Point{X: at.X + radiusDot, Y: at.Y})
		outline.Arc(at, radiusDot, 0, 2*math.Pi)
	} else {
		start := []float64{0, math.Pi / 4, math.Pi / 2, 0, -math.Pi / 2, 0}[shape%6]
		r := vg.Length(radiusDot * 1.25)
		for i := range sides {
			sin, cos := math.Sincos(start + 2*math.Pi*float64(i)/float64(sides))
			corner := vg.Point{X: at.X + r*vg.Length(cos), Y: at.Y + r*vg.Length(sin)}
			if i == 0 {
				outline.Move(corner)
			} else {
				outline.Line(corner)
			}
		}
	}
	outline.Close()
	c.SetLineStyle(draw.LineStyle{Color: paper, Width: 1})
	c.Stroke(outline)
	c.SetColor(l.color)
	c.Fill(outline)
}

// The lines of a crossing: found is solid over its shaded interval; predicted is dashed with a triangle
// on the upper edge of the panel, so that it shows where it lies on the line found.
var (
	foundLine     = draw.LineStyle{Color: ink, Width: 0.9}
	predictedLine = draw.LineStyle{Color: mark, Width: 1.1, Dashes: []vg.Length{3, 2}}
)

// foundMarker draws where a crossing was found, with its interval.
func foundMarker(at, low, high float64) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, _ := plt.Transforms(&c)
		box := vg.Rectangle{
			Min: vg.Point{X: max(x(low), c.Min.X), Y: c.Min.Y},
			Max: vg.Point{X: min(x(high), c.Max.X), Y: c.Max.Y},
		}
		if box.Min.X < box.Max.X {
			c.FillPolygon(shade, corners(box))
		}
		if c.ContainsX(x(at)) { // not between 0 and the first value of a log axis
			c.StrokeLine2(foundLine, x(at), c.Min.Y, x(at), c.Max.Y)
		}
	})
}

// predictedMarker draws where theory puts a crossing; outside of the axis there is nothing to draw.
func predictedMarker(at float64) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, _ := plt.Transforms(&c)
		if !c.ContainsX(x(at)) {
			return
		}
		c.StrokeLine2(predictedLine, x(at), c.Min.Y, x(at), c.Max.Y)
		drawTriangle(c, vg.Point{X: x(at), Y: c.Max.Y})
	})
}

// drawTriangle draws the mark of a prediction, its tip at at.
func drawTriangle(c draw.Canvas, at vg.Point) {
	c.FillPolygon(mark, []vg.Point{at, {X: at.X - 2.8, Y: at.Y + 4.6}, {X: at.X + 2.8, Y: at.Y + 4.6}})
}

// foundSample and predictedSample are the markers in the key.
func foundSample(c draw.Canvas, box vg.Rectangle) {
	mid := (box.Min.X + box.Max.X) / 2
	wide := vg.Rectangle{Min: vg.Point{X: mid - 5, Y: box.Min.Y - 2}, Max: vg.Point{X: mid + 5, Y: box.Max.Y + 2}}
	c.FillPolygon(shade, corners(wide))
	c.StrokeLine2(foundLine, mid, wide.Min.Y, mid, wide.Max.Y)
}

func predictedSample(c draw.Canvas, box vg.Rectangle) {
	mid := (box.Min.X + box.Max.X) / 2
	c.StrokeLine2(predictedLine, mid, box.Min.Y-2, mid, box.Max.Y)
	drawTriangle(c, vg.Point{X: mid, Y: box.Max.Y - 2})
}
