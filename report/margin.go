package report

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// marginPage is the figure of a threshold: series against one swept parameter with their intervals, the
// closed form of each, and where their difference changes sign, found and predicted. One panel for each
// value of Figure.Panels; all share the vertical axis, so that panels compare.
func marginPage(f *folder, figure runs.Figure) (*page, error) {
	if figure.X == "" || len(figure.Series) == 0 {
		return nil, errors.New("a margin figure needs x and series")
	}
	if len(f.summary.Points) == 0 {
		return nil, errors.New("the run has no points")
	}
	if err := f.checkSeries(figure.Series...); err != nil {
		return nil, err
	}
	unit, err := f.unitOf(figure.Series...)
	if err != nil {
		return nil, err
	}
	groups, note, err := f.groups(figure, figure.X)
	if err != nil {
		return nil, err
	}
	p := &page{cols: columns(len(groups))}
	m := margins{folder: f, figure: figure, heights: newExtent(), logX: figure.XScale == logarithmic, logY: figure.YScale == logarithmic}
	for _, g := range groups {
		pan, err := m.panel(g, len(groups))
		if err != nil {
			return nil, err
		}
		p.panels = append(p.panels, pan)
	}
	if m.heights.empty() && m.left.values == 0 {
		return nil, fmt.Errorf("no seed defined any of %s", listed(figure.Series))
	}
	y := axis{label: cmp.Or(figure.YLabel, marginLabel(figure.Series, unit)), unit: unit, pad: 0.05, count: 6, log: m.logY}.over(m.heights)
	for i := range p.panels {
		p.panels[i].y = y
	}
	if len(groups) == 1 {
		p.ends = m.ends(groups[0])
	}
	p.foot = f.footnote(f.intervals(), note, m.left.note(y))
	p.key = f.marginKey(figure, groups)
	return p, nil
}

// margins is what the panels of a margin figure share.
type margins struct {
	*folder
	figure     runs.Figure
	heights    extent
	logX, logY bool
	left       leftOut
}

// panel collects one panel, of so many, and widens the vertical axis to hold it.
func (m *margins) panel(g group, panels int) (panel, error) {
	figure := m.figure
	if err := sortAlong(g.points, figure.X); err != nil {
		return panel{}, err
	}
	a := axis{pad: 0.03, count: 8, log: m.logX}
	if panels > 1 {
		a.count = 5
	}
	pan := panel{title: g.title(), x: axisOf(g.points, figure.X, a).called(figure.XLabel)}
	if a.log && isChoice(g.points, figure.X) {
		return panel{}, fmt.Errorf("%s is a choice between names, which no log axis has", figure.X)
	}
	if !m.logY {
		m.heights.add(0) // the zero line is what the figure is about
	}
	found := m.crossings(figure.X, figure.Value, g)
	for _, c := range found {
		pan.notes = append(pan.notes, crossingNote(c, pan.x))
		if !c.Missing {
			pan.plot = append(pan.plot, foundMarker(c.Found, c.Low, c.High))
		}
	}
	for i, series := range figure.Series {
		for _, at := range m.left.shown(seriesAlong(g.points, figure.X, series), m.logX, m.logY, &m.heights) {
			if isChoice(g.points, figure.X) {
				at = aside(at, i, len(figure.Series))
				pan.plot = append(pan.plot, bars(at, lookOf(i)), dots(at, i, lookOf(i)))
			} else {
				pan.plot = append(pan.plot, curveOf(at, i)...)
			}
		}
	}
	for i, series := range figure.Series {
		for _, closed := range m.left.form(m.curve(figure.Name, series, g.value()), m.logX, m.logY) {
			pan.plot = append(pan.plot, theoryLine(closed, lookOf(i).theory()))
		}
	}
	for _, c := range found {
		if c.Predicted != nil && !beyond(c, g.points) {
			pan.plot = append(pan.plot, predictedMarker(*c.Predicted))
		}
	}
	return pan, nil
}

// maxDots is how many dots fit on a line before they hide it.
const maxDots = 40

// curveOf draws the i-th series along a number: band, mean, and dots where they fit.
func curveOf(at []interval, i int) []plot.Plotter {
	if len(at) == 0 {
		return nil
	}
	parts := []plot.Plotter{band(at, lookOf(i)), means(at, lookOf(i))}
	if len(at) <= maxDots {
		parts = append(parts, dots(at, i, lookOf(i)))
	}
	return parts
}

// marginEnds labels the lines of a single panel where they end.
func (m *margins) ends(g group) []end {
	var ends []end
	labels := endLabels(m.figure)
	for i, series := range m.figure.Series {
		if at := m.left.last(seriesAlong(g.points, m.figure.X, series), m.logX, m.logY); at != nil {
			ends = append(ends, end{at.mean, lookOf(i), labels[i]})
		}
	}
	return ends
}

// seriesAlong returns a series at the points that define it, in their order.
func seriesAlong(points []runs.Point, key, series string) []interval {
	var at []interval
	for _, p := range points {
		if e, ok := estimate(p, series); ok {
			at = append(at, interval{settingOf(p, key).Number, e.Mean, e.Low, e.High})
		}
	}
	return at
}

// beyond says whether theory puts a crossing that was not found at or beyond the ends of the sweep: there is nothing
// to mark then.
func beyond(c runs.Crossing, points []runs.Point) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		if x := settingOf(p, c.Param); x != nil {
			low, high = min(low, x.Number), max(high, x.Number)
		}
	}
	return c.Missing && (*c.Predicted <= low || *c.Predicted >= high)
}

// shortUnits are for notes, which have to fit over a narrow panel.
var shortUnits = map[string]string{"minutes": "min", "hours": "h", "days": "d"}

// crossingNote is a crossing in numbers; a time is in the unit of the axis it is on, if that has one.
func crossingNote(c runs.Crossing, x scale) string {
	if c.Missing && c.Throughout != "" {
		return called(c.Metric) + " is " + c.Throughout + " throughout"
	}
	size, unit := 1.0, ""
	switch {
	case x.size > 0:
		unit, size = x.time, x.size
	case c.Unit == "s":
		unit, size = timeUnit(math.Abs(cmp.Or(c.Found, value(c.Predicted))))
	case c.Unit == "gwei":
		unit = c.Unit
	}
	if short, ok := shortUnits[unit]; ok {
		unit = short
	}
	half := (c.High - c.Low) / 2 / size
	note := "no crossing inside the sweep"
	if !c.Missing {
		note = "crosses at " + quantity(minus(plusMinus(c.Found/size, half)), unit)
	}
	if c.Predicted != nil && size > 1 && half <= 0 {
		note += ", predicted " + strconv.FormatFloat(*c.Predicted/size, 'g', 4, 64)
	} else if c.Predicted != nil {
		note += ", predicted " + minus(like(*c.Predicted/size, half))
	}
	if c.Missing && c.Predicted != nil {
		note = quantity(note, unit)
	}
	return note
}

// value is what a pointer points to, 0 if to nothing.
func value(p *float64) float64 {
	if p == nil {
		return 0
	}
	return *p
}

// marginKey explains series and, where any panel has them, theory and crossings.
func (f *folder) marginKey(figure runs.Figure, groups []group) []entry {
	var key []entry
	for i, label := range seriesLabels(figure.Series) {
		if len(groups) == 1 {
			break // a single panel has its series labelled directly
		}
		sample := lineSample(lookOf(i), i)
		if isChoice(groups[0].points, figure.X) {
			sample = dotSample(lookOf(i), i)
		}
		key = append(key, entry{label, sample})
	}
	var theory, found, predicted bool
	for _, g := range groups {
		for _, series := range figure.Series {
			theory = theory || f.curve(figure.Name, series, g.value()) != nil
		}
		for _, c := range f.crossings(figure.X, figure.Value, g) {
			found = found || !c.Missing
			predicted = predicted || c.Predicted != nil && !beyond(c, g.points)
		}
	}
	if theory {
		key = append(key, entry{"theory", strokeSample(lookOf(5).theory())})
	}
	if found {
		key = append(key, entry{"crossing found, 95% interval", foundSample})
	}
	if predicted {
		key = append(key, entry{"crossing predicted", predictedSample})
	}
	return key
}

// footnote says how often each point was run, what the bands or colours are, what is not on the axes,
// and which run it is.
func (f *folder) footnote(what string, notes ...string) string {
	parts := []string{fmt.Sprintf("n = %d seeds per point.", len(f.summary.Seeds))}
	for _, part := range slices.Concat([]string{what}, notes, []string{"Run " + short(f.summary.Key)}) {
		if part != "" {
			parts = append(parts, strings.TrimSuffix(part, ".")+".")
		}
	}
	return strings.Join(parts, " ")
}

// intervals names the method of the summary's intervals.
func (f *folder) intervals() string {
	if f.summary.Method == "" {
		return "Intervals: 95%"
	}
	return "Intervals: " + f.summary.Method
}

// short is as much of a hash as a folder's name has.
func short(hash string) string { return hash[:min(12, len(hash))] }
