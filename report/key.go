package report

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// entry is one part of the key: a sample of what it explains and its name. Without a sample it is a
// heading of the entries after it.
type entry struct {
	label  string
	sample func(c draw.Canvas, box vg.Rectangle)
}

const (
	sampleWidth  = 20
	sampleHeight = 6
	keyGap       = 14
)

// width of an entry with its sample.
func (e entry) width() vg.Length {
	return e.indent() + style(sizeSmall, ink).Width(e.label)
}

// indent is where an entry's name starts.
func (e entry) indent() vg.Length {
	if e.sample == nil {
		return 0
	}
	return sampleWidth + 4
}

// keyRows returns how many rows the key takes.
func (p *page) keyRows(width vg.Length) int {
	rows := 0
	p.eachEntry(width, func(_ entry, _ vg.Length, row int) { rows = row + 1 })
	return rows
}

// drawKey draws the key downwards and to the right from its top left corner.
func (p *page) drawKey(c draw.Canvas, at vg.Point, width vg.Length) {
	p.eachEntry(width, func(e entry, x vg.Length, row int) {
		base := at.Y - vg.Length(row)*(sizeSmall*lead+3) - sizeSmall
		low := base + sizeSmall*0.36 - sampleHeight/2
		if e.sample != nil {
			e.sample(c, vg.Rectangle{
				Min: vg.Point{X: at.X + x, Y: low},
				Max: vg.Point{X: at.X + x + sampleWidth, Y: low + sampleHeight},
			})
		}
		write(c, style(sizeSmall, ink), draw.XLeft, vg.Point{X: at.X + x + e.indent(), Y: base}, e.label)
	})
}

// eachEntry places the entries from left to right, a new row where the width ends.
func (p *page) eachEntry(width vg.Length, do func(e entry, x vg.Length, row int)) {
	x, row := vg.Length(0), 0
	for _, e := range p.key {
		if x > 0 && x+e.width() > width {
			x, row = 0, row+1
		}
		do(e, x, row)
		x += e.width() + keyGap
	}
}

// lineSample shows a series: band, mean, and the dot at each swept value.
func lineSample(l look, dot int) func(draw.Canvas, vg.Rectangle) {
	return func(c draw.Canvas, box vg.Rectangle) {
		if dot >= 0 {
			c.FillPolygon(l.band(), corners(box))
		}
		across(c, l.line(), box)
		if dot >= 0 {
			drawDot(c, vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, dot, l)
		}
	}
}

// dotSample shows a series over named choices: a dot with its interval.
func dotSample(l look, dot int) func(draw.Canvas, vg.Rectangle) {
	return func(c draw.Canvas, box vg.Rectangle) {
		at := vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}
		c.StrokeLine2(draw.LineStyle{Color: l.color, Width: widthLine}, at.X, box.Min.Y-1, at.X, box.Max.Y+1)
		drawDot(c, at, dot, l)
	}
}

// strokeSample shows a line across the sample.
func strokeSample(styles ...draw.LineStyle) func(draw.Canvas, vg.Rectangle) {
	return func(c draw.Canvas, box vg.Rectangle) {
		for _, s := range styles {
			across(c, s, box)
		}
	}
}

// across strokes a horizontal line through the middle of a box.
func across(c draw.Canvas, s draw.LineStyle, box vg.Rectangle) {
	y := (box.Min.Y + box.Max.Y) / 2
	c.StrokeLine2(s, box.Min.X, y, box.Max.X, y)
}

// corners lists a box's corners in order.
func corners(b vg.Rectangle) []vg.Point {
	return []vg.Point{b.Min, {X: b.Max.X, Y: b.Min.Y}, b.Max, {X: b.Min.X, Y: b.Max.Y}}
}
