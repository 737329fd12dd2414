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

// mapRatio is the height of a map to its width.
const mapRatio = 0.86

// boundary is the name of a map's curve in theory.csv.
const boundary = "boundary"

// The two boundaries of a map: on a white rim, as they cross dark and light cells.
var (
	contourLine  = draw.LineStyle{Color: ink, Width: 1.3}
	boundaryLine = draw.LineStyle{Color: mark, Width: 1.6, Dashes: []vg.Length{4, 2.5}}
	whiskerLine  = draw.LineStyle{Color: ink, Width: 2.2}
	rim          = draw.LineStyle{Color: paper, Width: 3.2}
)

// mapPage is a phase diagram: the mean of a measure over two swept parameters as coloured cells, one for
// each simulated point and nothing in between; the contour on which it is zero; and theory's boundary.
func mapPage(f *folder, figure runs.Figure) (*page, error) {
	if figure.X == "" || figure.Y == "" || figure.Value == "" {
		return nil, errors.New("a map needs x, y and value")
	}
	if len(f.summary.Points) == 0 {
		return nil, errors.New("the run has no points")
	}
	if err := f.checkSeries(figure.Value); err != nil {
		return nil, err
	}
	unit, err := f.unitOf(figure.Value)
	if err != nil {
		return nil, err
	}
	groups, note, err := f.groups(figure, figure.X, figure.Y)
	if err != nil {
		return nil, err
	}
	surfaces, values := make([]surface, len(groups)), newExtent()
	for i, g := range groups {
		if surfaces[i], err = surfaceOf(g.points, figure, &values); err != nil {
			return nil, err
		}
	}
	if values.empty() {
		return nil, fmt.Errorf("no seed defined %s", figure.Value)
	}
	m := newColours(values)
	p := &page{cols: columns(len(groups)), foot: f.footnote("Colours: mean over seeds", note), ratio: mapRatio}
	p.bar = newColourBar(m, withUnit(words(figure.Value), unit))
	for i, g := range groups {
		p.panels = append(p.panels, f.mapPanel(figure, g, surfaces[i], m))
	}
	p.key = mapKey(f, figure, groups, surfaces)
	return p, nil
}

// surfaceOf puts the measure on its grid and widens values to hold it.
func surfaceOf(points []runs.Point, figure runs.Figure, values *extent) (surface, error) {
	var xs, ys []float64
	for _, p := range points {
		x, y := settingOf(p, figure.X), settingOf(p, figure.Y)
		if x == nil || y == nil {
			return surface{}, fmt.Errorf("point %d has no setting %q or %q", p.Index, figure.X, figure.Y)
		}
		xs, ys = append(xs, x.Number), append(ys, y.Number)
	}
	s := newSurface(xs, ys)
	for _, p := range points {
		if e, ok := estimate(p, figure.Value); ok {
			s.set(settingOf(p, figure.X).Number, settingOf(p, figure.Y).Number, e.Mean)
			values.add(e.Mean)
		}
	}
	return s, nil
}

// mapPanel is one phase diagram. Its axes end where the outermost cells end.
func (f *folder) mapPanel(figure runs.Figure, g group, s surface, m colours) panel {
	pan := panel{title: g.title(), plain: true}
	pan.x, pan.y = axisOf(g.points, figure.X, axis{count: 6}).called(figure.XLabel), axisOf(g.points, figure.Y, axis{count: 6}).called(figure.YLabel)
	xe, ye := edges(s.xs), edges(s.ys)
	pan.x.min, pan.x.max = xe[0], xe[len(xe)-1]
	pan.y.min, pan.y.max = ye[0], ye[len(ye)-1]
	pan.plot = append(pan.plot, cells(s, xe, ye, m))
	found, closed := s.contours(g, figure), f.curve(figure.Name, boundary, g.value())
	for _, line := range append(slices.Clone(found), closed) {
		pan.plot = append(pan.plot, theoryLine(line, rim))
	}
	for _, line := range found {
		pan.plot = append(pan.plot, theoryLine(line, contourLine))
	}
	pan.plot = append(pan.plot, f.whiskers(figure, g), theoryLine(closed, boundaryLine))
	return pan
}

// whiskers draws the intervals of the crossings that the run found along either axis: how far the
// contour may be off.
func (f *folder) whiskers(figure runs.Figure, g group) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, y := plt.Transforms(&c)
		for _, cross := range f.summary.Crossings {
			if !onMap(cross, figure) {
				continue
			}
			var ends []vg.Point
			if at, ok := placed(cross, figure.Y, g); ok && cross.Param == figure.X {
				ends = []vg.Point{{X: x(cross.Low), Y: y(at)}, {X: x(cross.High), Y: y(at)}}
			} else if at, ok := placed(cross, figure.X, g); ok && cross.Param == figure.Y {
				ends = []vg.Point{{X: x(at), Y: y(cross.Low)}, {X: x(at), Y: y(cross.High)}}
			}
			c.StrokeLines(whiskerLine, c.ClipLinesXY(ends)...)
		}
	})
}

// onMap reports whether a crossing is one of the map's measure along one of its axes.
func onMap(c runs.Crossing, figure runs.Figure) bool {
	return !c.Missing && (c.Metric == figure.Value || c.Name == figure.Value) && (c.Param == figure.X || c.Param == figure.Y)
}

// contours are the zero lines of a surface; there are none between named choices.
func (s surface) contours(g group, figure runs.Figure) [][]xy {
	if isChoice(g.points, figure.X) || isChoice(g.points, figure.Y) {
		return nil
	}
	return s.zero()
}

// placed returns where on the other axis a crossing lies, if its remaining settings are the panel's.
func placed(cross runs.Crossing, axis string, g group) (at float64, ok bool) {
	for _, s := range cross.Where {
		if s.Key == axis {
			at, ok = s.Number, true
		} else if valueOf(g.points[0], s.Key) != s.Value {
			return 0, false
		}
	}
	return at, ok
}

// edges returns the borders of the cells around ascending values: half-way between neighbours, and as
// far outside of the last value as inside.
func edges(at []float64) []float64 {
	if len(at) == 1 {
		return []float64{at[0] - 0.5, at[0] + 0.5}
	}
	n := len(at)
	e := []float64{at[0] - (at[1]-at[0])/2}
	for i := 1; i < n; i++ {
		e = append(e, (at[i-1]+at[i])/2)
	}
	return append(e, at[n-1]+(at[n-1]-at[n-2])/2)
}

// cells fills one rectangle for each point; points without a value are pale grey.
func cells(s surface, xe, ye []float64, m colours) plot.Plotter {
	return plotFunc(func(c draw.Canvas, plt *plot.Plot) {
		x, y := plt.Transforms(&c)
		for i := range s.xs {
			for j := range s.ys {
				fill := blank
				if !math.IsNaN(s.z[i][j]) {
					fill = m.of(s.z[i][j])
				}
				// Each cell reaches under its right and upper neighbours, as cells that only touch leave a
				// hairline of paper; the outermost ones end at the axis.
				far := vg.Point{X: min(x(xe[i+1])+0.4, c.Max.X), Y: min(y(ye[j+1])+0.4, c.Max.Y)}
				c.FillPolygon(fill, corners(vg.Rectangle{Min: vg.Point{X: x(xe[i]), Y: y(ye[j])}, Max: far}))
			}
		}
	})
}

// mapKey explains the lines that the map has.
func mapKey(f *folder, figure runs.Figure, groups []group, surfaces []surface) []entry {
	var key []entry
	for i, s := range surfaces {
		if len(s.contours(groups[i], figure)) > 0 {
			key = append(key, entry{words(figure.Value) + " = 0, found", strokeSample(contourLine)})
			if slices.ContainsFunc(f.summary.Crossings, func(c runs.Crossing) bool { return onMap(c, figure) }) {
				key[0] = entry{words(figure.Value) + " = 0, found, with 95% intervals", contourSample}
			}
			break
		}
	}
	for _, g := range groups {
		if f.curve(figure.Name, boundary, g.value()) != nil {
			key = append(key, entry{"boundary predicted", strokeSample(boundaryLine)})
			break
		}
	}
	return key
}

// contourSample shows a contour with the interval of one crossing.
func contourSample(c draw.Canvas, box vg.Rectangle) {
	across(c, contourLine, box)
	box.Min.X, box.Max.X = box.Min.X+6, box.Max.X-6
	across(c, whiskerLine, box)
}
