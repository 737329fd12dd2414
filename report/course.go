package report

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// coursePage is a figure over time of several metrics that share an axis: the mean of each over seeds with its
// interval, and its closed form. One panel for each value of Figure.Panels; all share both axes, so that panels
// compare. Shares are drawn in percent.
func coursePage(f *folder, figure runs.Figure) (*page, error) {
	if len(figure.Series) == 0 {
		return nil, errors.New("a course figure needs series")
	}
	if len(f.summary.Points) == 0 {
		return nil, errors.New("the run has no points")
	}
	key := f.along(figure)
	groups, note, err := f.groups(figure, key)
	if err != nil {
		return nil, err
	}
	rows, units, known, err := f.samples(figure.Series)
	if err != nil {
		return nil, err
	}
	c := courses{rows: rows, heights: newExtent(), times: newExtent(), log: figure.YScale == logarithmic}
	for _, series := range figure.Series {
		if len(rows[series]) == 0 {
			return nil, fmt.Errorf("no values over time of series %q (metrics.csv has %s)", series, listed(known))
		}
		if first := figure.Series[0]; units[series] != units[first] {
			return nil, fmt.Errorf("series %s is in %q but %s in %q: they need two figures", first, units[first], series, units[series])
		}
		for _, s := range rows[series] {
			c.times.add(s.time)
		}
	}
	c.times.add(0)
	c.unit, c.seconds = timeUnit(c.times.max)
	c.factor = 1
	if shares(figure.Series) {
		c.factor = 100
		if !c.log {
			c.heights.add(0, 100)
		}
	}
	p := &page{cols: columns(len(groups))}
	what := "Intervals: 95%, Student's t over seeds"
	if key != "" {
		var pan panel
		if pan, p.key, err = c.many(figure, groups[0], key); err != nil {
			return nil, err
		}
		p.panels = []panel{pan}
		what = "Intervals, of the lines in the key: 95%, Student's t over seeds"
		if f.curve(figure.Name, figure.Series[0], "") != nil {
			note = strings.TrimPrefix(note+". Theory is not drawn over many lines", ". ")
		}
	} else {
		for _, g := range groups {
			p.panels = append(p.panels, c.panel(f, figure, g))
		}
		if len(groups) == 1 {
			p.ends = c.ends(figure, groups[0])
		}
		p.key = f.courseKey(figure, groups)
	}
	x, y := c.axes(figure, units[figure.Series[0]], p.cols)
	for i := range p.panels {
		p.panels[i].x, p.panels[i].y = x, y
	}
	p.foot = f.footnote(what, note, c.left.note(y))
	return p, nil
}

// courses is what the panels of a course figure share.
type courses struct {
	rows           map[string][]sample
	heights, times extent
	unit           string  // of the time axis
	seconds        float64 // in one of them
	factor         float64 // from a metric to the vertical axis
	log            bool    // of the vertical axis
	left           leftOut
}

// shares says whether all series are shares of a whole.
func shares(series []string) bool { return sharedMetric(series) == "share" }

// panel collects one panel and widens the vertical axis to hold it.
func (c *courses) panel(f *folder, figure runs.Figure, g group) panel {
	pan := panel{title: g.title()}
	for i, series := range figure.Series {
		for _, at := range c.left.shown(c.course(series, g), false, c.log, &c.heights) {
			pan.plot = append(pan.plot, band(at, lookOf(i)), means(at, lookOf(i)))
		}
	}
	for i, series := range figure.Series {
		for _, closed := range c.left.form(f.curve(figure.Name, series, g.value()), false, c.log) {
			line := make([]xy, len(closed))
			for k, v := range closed {
				line[k] = xy{v.X / c.seconds, v.Y * c.factor}
				c.heights.add(line[k].Y)
			}
			pan.plot = append(pan.plot, theoryLine(line, lookOf(i).theory()))
		}
	}
	return pan
}

// course is a series at the point of a panel, in the units of the axes.
func (c *courses) course(series string, g group) []interval {
	at := course(c.rows[series], g.points[0].Index, c.seconds)
	for i := range at {
		at[i].mean, at[i].low, at[i].high = c.factor*at[i].mean, c.factor*at[i].low, c.factor*at[i].high
	}
	return at
}

func (c *courses) axes(figure runs.Figure, unit string, cols int) (x, y scale) {
	x = newScale(withUnit("time", c.unit), c.times.min/c.seconds, c.times.max/c.seconds, 0, max(3, 8/cols), true).called(figure.XLabel)
	a := axis{label: cmp.Or(figure.YLabel, marginLabel(figure.Series, unit)), unit: unit, pad: 0.05, count: 6, log: c.log}
	if !shares(figure.Series) {
		return x, a.over(c.heights)
	}
	a.unit = "%"
	if c.log {
		return x, a.over(c.heights)
	}
	return x, newScale(a.named(), 0, 100, 0.02, 5, true)
}

// ends labels the lines of a single panel where they end.
func (c *courses) ends(figure runs.Figure, g group) []end {
	var ends []end
	labels := endLabels(figure)
	for i, series := range figure.Series {
		if at := c.left.last(c.course(series, g), false, c.log); at != nil {
			ends = append(ends, end{at.mean, lookOf(i), labels[i]})
		}
	}
	return ends
}

// courseKey names the series, where a single panel does not name them itself, and theory, where there is any.
func (f *folder) courseKey(figure runs.Figure, groups []group) []entry {
	var key []entry
	if len(groups) > 1 {
		for i, label := range seriesLabels(figure.Series) {
			key = append(key, entry{label, lineSample(lookOf(i), -1)})
		}
	}
	for _, g := range groups {
		for _, series := range figure.Series {
			if f.curve(figure.Name, series, g.value()) != nil {
				return append(key, entry{"theory", strokeSample(lookOf(5).theory())})
			}
		}
	}
	return key
}
