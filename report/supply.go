package report

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// maxLines is how many lines of one panel a reader can follow.
const maxLines = 5

// supplyPage is a figure over time: the mean over seeds of one or more metrics with its interval, a line
// for each point. Several values of Figure.Panels become panels; where they hold one point each they
// become the lines of one panel instead. Each series has a row of panels with its own vertical axis.
func supplyPage(f *folder, figure runs.Figure) (*page, error) {
	if len(figure.Series) == 0 {
		return nil, errors.New("a supply figure needs series")
	}
	if len(f.summary.Points) == 0 {
		return nil, errors.New("the run has no points")
	}
	drawn, note, err := f.supplyLines(figure)
	if err != nil {
		return nil, err
	}
	rows, units, known, err := f.samples(figure.Series)
	if err != nil {
		return nil, err
	}
	for _, series := range figure.Series {
		if len(rows[series]) == 0 {
			return nil, fmt.Errorf("no values over time of series %q (metrics.csv has %s)", series, listed(known))
		}
	}
	p := &page{cols: len(drawn), foot: f.footnote("Intervals: 95%, Student's t over seeds", note)}
	for _, series := range figure.Series {
		p.panels = append(p.panels, supplyRow(figure, series, units[series], drawn, rows[series])...)
	}
	if len(p.panels) == 1 {
		p.ends = supplyEnds(drawn[0], rows[figure.Series[0]])
	}
	if len(drawn[0].lines) > 1 && p.ends == nil {
		p.key = supplyKey(drawn[0])
	}
	return p, nil
}

// lineSet is the lines of one panel.
type lineSet struct {
	title string
	name  string // what tells the lines apart, "" if there is one
	lines []supplyLine
}

// supplyLine is the course of one point.
type supplyLine struct {
	point int
	label string
	look  look
}

// supplyLines chooses which points are drawn, in which panel and with which look.
func (f *folder) supplyLines(figure runs.Figure) (sets []lineSet, note string, err error) {
	axes := []string{figure.X}
	if figure.X == "" {
		// Without an axis every swept parameter tells lines apart.
		axes = slices.DeleteFunc(f.swept(), func(key string) bool { return key == figure.Panels })
	}
	groups, note, err := f.groups(figure, axes...)
	if err != nil {
		return nil, "", err
	}
	if len(groups) > 1 && !slices.ContainsFunc(groups, func(g group) bool { return len(g.points) > 1 }) {
		var points []runs.Point
		for _, g := range groups {
			points = append(points, g.points...)
		}
		groups, axes = []group{{points: points}}, []string{figure.Panels}
	}
	for _, g := range groups {
		if len(axes) == 1 && axes[0] != "" {
			if err := sortAlong(g.points, axes[0]); err != nil {
				return nil, "", err
			}
		}
		if n := len(g.points); n > maxLines && len(sets) == 0 {
			note = strings.TrimPrefix(note+fmt.Sprintf(". %d of %d points drawn", maxLines, n), ". ")
		}
		sets = append(sets, linesOf(g, axes))
	}
	return sets, note, nil
}

// linesOf gives the points of a panel their labels and looks; of many, some at equal distances.
func linesOf(g group, axes []string) lineSet {
	set := lineSet{title: g.title()}
	count := min(len(g.points), maxLines)
	if count > 1 {
		names := make([]string, len(axes))
		for i, key := range axes {
			names[i] = lastWord(key)
		}
		set.name = strings.Join(names, ", ")
	}
	for i := range count {
		p := g.points[0]
		if count > 1 {
			p = g.points[i*(len(g.points)-1)/(count-1)]
		}
		var values []string
		ordered := len(axes) == 1
		for _, key := range axes {
			values = append(values, valueOf(p, key))
			s := settingOf(p, key)
			ordered = ordered && s != nil && s.Unit != choice
		}
		l := lookOf(i)
		if ordered && count > 1 {
			// An ordered parameter gets ordered colours; the lightest end of the scale is too pale for a line.
			l.color = viridis(0.85 * float64(i) / float64(count-1))
		}
		set.lines = append(set.lines, supplyLine{p.Index, strings.Join(values, ", "), l})
	}
	return set
}

// supplyRow draws one series in all panels, which share its vertical axis.
func supplyRow(figure runs.Figure, series, unit string, sets []lineSet, rows []sample) []panel {
	heights, times := newExtent(), newExtent()
	for _, s := range rows {
		times.add(s.time)
	}
	timeUnit, seconds := timeUnit(times.max)
	panels := make([]panel, len(sets))
	for i, set := range sets {
		panels[i].title = set.title
		if len(figure.Series) > 1 {
			panels[i].title = strings.TrimPrefix(set.title+", "+called(series), ", ")
		}
		for _, line := range set.lines {
			at := course(rows, line.point, seconds)
			for _, v := range at {
				heights.add(v.low, v.mean, v.high)
			}
			panels[i].plot = append(panels[i].plot, band(at, line.look), means(at, line.look))
		}
	}
	if heights.min > 0 && heights.min < heights.max/2 {
		heights.add(0)
	}
	y := axis{label: called(series), unit: unit, pad: 0.04, count: 5, floor: true}.over(heights)
	x := newScale(withUnit("time", timeUnit), times.min/seconds, times.max/seconds, 0, max(3, 8/len(sets)), true)
	for i := range panels {
		panels[i].x, panels[i].y = x, y
	}
	return panels
}

// timeUnit is the largest unit of which a run lasts at least two.
func timeUnit(longest float64) (name string, seconds float64) {
	for _, u := range []struct {
		name    string
		seconds float64
	}{{"days", 86400}, {"hours", 3600}, {"minutes", 60}} {
		if longest >= 2*u.seconds {
			return u.name, u.seconds
		}
	}
	return "s", 1
}

// course returns the mean over seeds of one point at each time with its interval, times in the unit given.
func course(rows []sample, point int, seconds float64) []interval {
	at := map[float64][]float64{}
	for _, s := range rows {
		if s.point == point {
			at[s.time] = append(at[s.time], s.value)
		}
	}
	var line []interval
	for time, values := range at {
		mean, half := meanAndHalf(values)
		line = append(line, interval{time / seconds, mean, mean - half, mean + half})
	}
	slices.SortFunc(line, func(a, b interval) int { return cmp.Compare(a.x, b.x) })
	return line
}

// meanAndHalf returns the mean of independent values and the half-width of its 95% interval by Student's
// t with n-1 degrees of freedom, which assumes that means over seeds are about normal. One value has no
// interval: its half-width is 0.
func meanAndHalf(values []float64) (mean, half float64) {
	mean, sd := stat.MeanStdDev(values, nil)
	if len(values) < 2 {
		return mean, 0
	}
	t := distuv.StudentsT{Sigma: 1, Nu: float64(len(values) - 1)}.Quantile(0.975)
	return mean, t * sd / math.Sqrt(float64(len(values)))
}

// longestEnd is how long a direct label may be before it takes too much of the width: then there is a key.
const longestEnd = 90

// supplyEnds labels the lines of a single panel where they end, if the labels are short.
func supplyEnds(set lineSet, rows []sample) []end {
	var ends []end
	for _, line := range set.lines {
		at := course(rows, line.point, 1)
		label := set.name + ": " + line.label
		if len(set.lines) == 1 || len(at) == 0 || style(sizeSmall, ink).Width(label) > longestEnd {
			return nil
		}
		ends = append(ends, end{at[len(at)-1].mean, line.look, label})
	}
	return ends
}

// supplyKey names the lines once for all panels.
func supplyKey(set lineSet) []entry {
	key := []entry{{label: set.name + ":"}}
	for _, line := range set.lines {
		key = append(key, entry{line.label, lineSample(line.look, -1)})
	}
	return key
}
