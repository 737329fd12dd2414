package report

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// viridisStops are eleven equidistant colours of Viridis (van der Walt and Smith 2015, CC0): lightness
// grows evenly, so that it survives grey printing and any colour vision.
var viridisStops = []color.NRGBA{
	{0x44, 0x01, 0x54, 0xff}, {0x48, 0x24, 0x75, 0xff}, {0x41, 0x44, 0x87, 0xff}, {0x35, 0x5f, 0x8d, 0xff},
	{0x2a, 0x78, 0x8e, 0xff}, {0x21, 0x91, 0x8c, 0xff}, {0x22, 0xa8, 0x84, 0xff}, {0x44, 0xbf, 0x70, 0xff},
	{0x7a, 0xd1, 0x51, 0xff}, {0xbd, 0xdf, 0x26, 0xff}, {0xfd, 0xe7, 0x25, 0xff},
}

// signStops run from vermillion (negative) over near-white (zero) to blue (positive), the two series
// colours of a margin figure, with lightness falling evenly to both ends.
var signStops = []color.NRGBA{
	{0x8c, 0x33, 0x00, 0xff}, {0xc6, 0x57, 0x0c, 0xff}, {0xe8, 0x8d, 0x4f, 0xff}, {0xf7, 0xbf, 0x98, 0xff},
	{0xfb, 0xe3, 0xd3, 0xff}, {0xf7, 0xf7, 0xf7, 0xff}, {0xd6, 0xe6, 0xf1, 0xff}, {0x9f, 0xca, 0xe3, 0xff},
	{0x56, 0xa3, 0xd0, 0xff}, {0x1b, 0x75, 0xb2, 0xff}, {0x08, 0x45, 0x7e, 0xff},
}

// speedStops are those of Viridis that show on white, the fast end dark: what moves most has most ink.
var speedStops = []color.NRGBA{
	{0x7a, 0xd1, 0x51, 0xff}, {0x44, 0xbf, 0x70, 0xff}, {0x22, 0xa8, 0x84, 0xff}, {0x21, 0x91, 0x8c, 0xff},
	{0x2a, 0x78, 0x8e, 0xff}, {0x35, 0x5f, 0x8d, 0xff}, {0x41, 0x44, 0x87, 0xff}, {0x48, 0x24, 0x75, 0xff},
	{0x44, 0x01, 0x54, 0xff},
}

// speedColours maps speeds from 0 to the fastest.
func speedColours(fastest float64) colours {
	if !(fastest > 0) {
		fastest = 1
	}
	return colours{0, fastest, speedStops, 0, fastest}
}

// viridis returns the colour at t in [0, 1].
func viridis(t float64) color.NRGBA { return between(viridisStops, t) }

// between interpolates equidistant stops at t in [0, 1].
func between(stops []color.NRGBA, t float64) color.NRGBA {
	t = math.Max(0, math.Min(1, t)) * float64(len(stops)-1)
	i := min(int(t), len(stops)-2)
	part := t - float64(i)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-part) + float64(b)*part)) }
	a, b := stops[i], stops[i+1]
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// colours maps a measure to colours. Where the measure takes both signs, zero is the middle and equal
// amounts on both sides are equally strong; else the range is Viridis from end to end.
type colours struct {
	min, max float64 // of the data
	stops    []color.NRGBA
	low, top float64 // of the stops
}

func newColours(e extent) colours {
	if e.min < 0 && e.max > 0 {
		far := math.Max(-e.min, e.max)
		return colours{e.min, e.max, signStops, -far, far}
	}
	if e.min == e.max {
		e.max = e.min + 1
	}
	return colours{e.min, e.max, viridisStops, e.min, e.max}
}

// of returns the colour of a value.
func (m colours) of(v float64) color.NRGBA {
	return between(m.stops, (v-m.low)/(m.top-m.low))
}

// colourBar explains a map's colours. It covers the data's range and not more, so that no colour is
// explained that the map has not.
type colourBar struct {
	colours colours
	label   string
	ticks   []tick
}

const (
	barGap   = 12
	barWidth = 9
	barSteps = 64
)

func newColourBar(m colours, label string) *colourBar {
	return &colourBar{m, label, ticksIn(m.min, m.max, 6)}
}

// room is the width that the bar takes right of the panels.
func (b *colourBar) room() vg.Length {
	return barGap + barWidth + tickLength + 3 + b.widest() + 4 + sizeLabel*lead
}

func (b *colourBar) widest() vg.Length {
	var widest vg.Length
	for _, t := range b.ticks {
		widest = max(widest, style(sizeSmall, ink).Width(t.label))
	}
	return widest
}

// draw draws the bar right of the edge at.Max.X, over the height of at.
func (b *colourBar) draw(c draw.Canvas, at vg.Rectangle) {
	box := vg.Rectangle{
		Min: vg.Point{X: at.Max.X + barGap, Y: at.Min.Y},
		Max: vg.Point{X: at.Max.X + barGap + barWidth, Y: at.Max.Y},
	}
	y := func(v float64) vg.Length {
		return box.Min.Y + (box.Max.Y-box.Min.Y)*vg.Length((v-b.colours.min)/(b.colours.max-b.colours.min))
	}
	step := (b.colours.max - b.colours.min) / barSteps
	for i := range barSteps {
		low := b.colours.min + float64(i)*step
		// Each step reaches to the top: neighbours that only touch leave a hairline of paper.
		c.FillPolygon(b.colours.of(low+step/2), corners(vg.Rectangle{Min: vg.Point{X: box.Min.X, Y: y(low)}, Max: box.Max}))
	}
	axis := draw.LineStyle{Color: ink, Width: widthAxis}
	c.StrokeLines(axis, append(corners(box), box.Min))
	for _, t := range b.ticks {
		c.StrokeLine2(axis, box.Max.X, y(t.at), box.Max.X+tickLength, y(t.at))
		write(c, style(sizeSmall, ink), draw.XLeft, vg.Point{X: box.Max.X + tickLength + 3, Y: y(t.at) - sizeSmall*0.36}, t.label)
	}
	x := box.Max.X + tickLength + 3 + b.widest() + 4 + sizeLabel
	writeUp(c, style(sizeLabel, ink), vg.Point{X: x, Y: (box.Min.Y + box.Max.Y) / 2}, b.label)
}
