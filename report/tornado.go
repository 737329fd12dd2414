package report

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// Halves of the height of a bar, in rows.
const (
	wholeHalf = 0.32
	mainHalf  = 0.15
)

// tornadoPage is the figure of a sensitivity: a bar for each varied parameter, the most important on top. Of Sobol
// indices the wide bar is the total index and the narrow one the first order; of Morris the wide one is mu* and the
// narrow one, which has a sign, mu. A panel for each series.
func tornadoPage(f *folder, figure runs.Figure) (*page, error) {
	if len(figure.Series) == 0 {
		return nil, errors.New("a tornado needs series")
	}
	p := &page{cols: columns(len(figure.Series)), ratio: loneRatio}
	for _, name := range figure.Series {
		i := slices.IndexFunc(f.summary.Sensitivity, func(s runs.Sensitivity) bool { return s.Metric == name })
		if i < 0 {
			return nil, fmt.Errorf("the run has no sensitivity of %q: name it in design.metrics", name)
		}
		s := f.summary.Sensitivity[i]
		if s.Problem != "" {
			return nil, fmt.Errorf("sensitivity of %s: %s", name, s.Problem)
		}
		p.panels = append(p.panels, tornadoPanel(s, figure, len(figure.Series) > 1))
		p.key = tornadoKey(s)
		unit := "base sample"
		if s.Kind == "morris" {
			unit = "trajectory"
		}
		p.foot = fmt.Sprintf("n = %d seeds per point, %s. %s. Run %s.",
			len(f.summary.Seeds), counted(s.N, unit), s.Method, short(f.summary.Key))
	}
	return p, nil
}

func tornadoPanel(s runs.Sensitivity, figure runs.Figure, named bool) panel {
	factors := slices.Clone(s.Factors)
	slices.SortStableFunc(factors, func(a, b runs.Influence) int { // the most important last, which is on top
		switch {
		case a.Whole.Value < b.Whole.Value:
			return -1
		case a.Whole.Value > b.Whole.Value:
			return 1
		}
		return 0
	})
	width := newExtent()
	width.add(0)
	rows := scale{min: 0.5, max: float64(len(factors)) + 0.5} // from 1: a line at 0 would be the zero line
	for i, x := range factors {
		width.add(x.Main.Low, x.Main.High, x.Whole.Low, x.Whole.High, x.Main.Value, x.Whole.Value)
		rows.ticks = append(rows.ticks, tick{float64(i + 1), fmt.Sprintf("%s, %s to %s", words(x.Param), x.Low, x.High)})
	}
	label := "share of the variance of " + words(s.Metric)
	if s.Kind == "morris" {
		label = withUnit("change of "+words(s.Metric)+" over the range", s.Unit)
	}
	pan := panel{x: newScale(label, width.min, width.max, 0.03, 6, width.min >= 0).called(figure.XLabel), y: rows}
	if named {
		pan.title = words(s.Metric)
	}
	pan.plot = append(pan.plot, plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, y := plt.Transforms(&c)
		for i, f := range factors {
			row := float64(i + 1)
			bar := func(b runs.Between, half, aside float64, l look, fill bool) {
				box := vg.Rectangle{
					Min: vg.Point{X: x(math.Min(0, b.Value)), Y: y(row - half)}, Max: vg.Point{X: x(math.Max(0, b.Value)), Y: y(row + half)},
				}
				paint := l.band()
				if fill {
					paint = l.color
				}
				c.FillPolygon(paint, corners(box))
				whisker(c, x(b.Low), x(b.High), y(row+aside))
			}
			bar(f.Whole, wholeHalf, 0.06, lookOf(0), false)
			bar(f.Main, mainHalf, -0.06, lookOf(1), true)
		}
		c.StrokeLine2(draw.LineStyle{Color: ink, Width: widthAxis}, x(0), y(rows.min), x(0), y(rows.max))
	}))
	return pan
}

// whisker strokes an interval, with ends.
func whisker(c draw.Canvas, low, high, y vg.Length) {
	s := draw.LineStyle{Color: ink, Width: widthAxis}
	c.StrokeLine2(s, low, y, high, y)
	for _, x := range []vg.Length{low, high} {
		c.StrokeLine2(s, x, y-1.8, x, y+1.8)
	}
}

func tornadoKey(s runs.Sensitivity) []entry {
	names := []string{"total: with all interactions", "first order: alone"}
	if s.Kind == "morris" {
		names = []string{"mean size of an effect (mu*)", "mean effect (mu)"}
	}
	sample := func(paint look, solid bool) func(draw.Canvas, vg.Rectangle) {
		return func(c draw.Canvas, box vg.Rectangle) {
			color := paint.band()
			if solid {
				color = paint.color
			}
			c.FillPolygon(color, corners(box))
		}
	}
	return []entry{
		{names[0], sample(lookOf(0), false)}, {names[1], sample(lookOf(1), true)},
		{"95% interval", func(c draw.Canvas, box vg.Rectangle) {
			whisker(c, box.Min.X, box.Max.X, (box.Min.Y+box.Max.Y)/2)
		}},
	}
}
