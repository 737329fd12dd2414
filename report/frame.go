package report

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// plotFunc is a Plotter made of a function. It has no data range: our axes are set, not grown.
type plotFunc func(c draw.Canvas, plt *plot.Plot)

func (f plotFunc) Plot(c draw.Canvas, plt *plot.Plot) { f(c, plt) }

// frame draws the axes of a panel around the data, in place of the library's own: the canvas it gets is
// the data's rectangle, and drawing outside of it is not clipped.
type frame struct {
	x, y scale
	left bool // has the labels of the vertical axis; the other panels of a row share them
	grid bool
}

// under draws what lies below the data: grid and zero line.
func (f frame) under(c draw.Canvas, plt *plot.Plot) {
	if !f.grid {
		return
	}
	x, y := plt.Transforms(&c)
	for _, at := range f.x.minor {
		c.StrokeLine2(draw.LineStyle{Color: lightGrid, Width: widthGrid}, x(at), c.Min.Y, x(at), c.Max.Y)
	}
	for _, at := range f.y.minor {
		c.StrokeLine2(draw.LineStyle{Color: lightGrid, Width: widthGrid}, c.Min.X, y(at), c.Max.X, y(at))
	}
	for _, t := range f.y.ticks {
		c.StrokeLine2(draw.LineStyle{Color: grid, Width: widthGrid}, c.Min.X, y(t.at), c.Max.X, y(t.at))
	}
	if !f.y.log && f.y.min < 0 && f.y.max > 0 {
		c.StrokeLine2(draw.LineStyle{Color: ink, Width: widthAxis}, c.Min.X, y(0), c.Max.X, y(0))
	}
}

// over draws axis lines, ticks and labels.
func (f frame) over(c draw.Canvas, plt *plot.Plot) {
	x, y := plt.Transforms(&c)
	axis := draw.LineStyle{Color: ink, Width: widthAxis}
	small := style(sizeSmall, ink)
	c.StrokeLine2(axis, c.Min.X, c.Min.Y, c.Max.X, c.Min.Y)
	c.StrokeLine2(axis, c.Min.X, c.Min.Y, c.Min.X, c.Max.Y)
	for _, t := range f.x.ticks {
		c.StrokeLine2(axis, x(t.at), c.Min.Y-tickLength, x(t.at), c.Min.Y)
		write(c, small, draw.XCenter, vg.Point{X: x(t.at), Y: c.Min.Y - tickLength - 1.5 - sizeSmall*0.8}, t.label)
	}
	var widest vg.Length
	for _, t := range f.y.ticks {
		c.StrokeLine2(axis, c.Min.X-tickLength, y(t.at), c.Min.X, y(t.at))
		if f.left {
			at := vg.Point{X: c.Min.X - tickLength - 2, Y: y(t.at) - sizeSmall*0.36}
			write(c, small, draw.XRight, at, t.label)
			widest = max(widest, small.Width(t.label))
		}
	}
	if f.left {
		writeUp(c, style(sizeLabel, ink), vg.Point{X: c.Min.X - tickLength - 7 - widest, Y: c.Center().Y}, f.y.label)
	}
}

// drawEnds writes the direct labels right of the data, each at the height of its line's end, moved apart
// where they would overlap.
func drawEnds(c draw.Canvas, y scale, ends []end) {
	if len(ends) == 0 {
		return
	}
	sorted := slices.Clone(ends)
	slices.SortStableFunc(sorted, func(a, b end) int {
		if a.y < b.y {
			return -1
		}
		return 1
	})
	at := make([]vg.Length, len(sorted))
	for i, e := range sorted {
		at[i] = c.Y(y.part(e.y))
	}
	spread(at, sizeSmall*1.15, c.Min.Y, c.Max.Y)
	for i, e := range sorted {
		write(c, style(sizeSmall, darker(e.look.color)), draw.XLeft, vg.Point{X: c.Max.X + 6, Y: at[i] - sizeSmall*0.36}, e.label)
	}
}

// spread moves ascending positions apart to at least gap, with as little movement as a pass up and a
// pass down give, and keeps them within [low, high] if there is room.
func spread(at []vg.Length, gap, low, high vg.Length) {
	for pass := 0; pass < 8; pass++ {
		for i := 1; i < len(at); i++ {
			if short := gap - (at[i] - at[i-1]); short > 0 {
				at[i-1] -= short / 2
				at[i] += short / 2
			}
		}
	}
	at[0] = max(at[0], low)
	for i := 1; i < len(at); i++ {
		at[i] = max(at[i], at[i-1]+gap)
	}
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = min(at[i], high-vg.Length(len(at)-1-i)*gap)
	}
}

// darker makes a series' colour readable as text on white.
func darker(c color.NRGBA) color.NRGBA {
	c.R, c.G, c.B = c.R/4*3, c.G/4*3, c.B/4*3
	return c
}
