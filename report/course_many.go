package report

import (
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// fewCourses are those of a sweep without panels from which only the first is drawn, as figures of it always were: a
// supply figure shows all of so few by name.
const fewCourses = 8

// along is the swept parameter that colours the lines of a course of one series without panels, "" if there is none: the
// one that the figure names, else the first number of more than fewCourses values.
func (f *folder) along(figure runs.Figure) string {
	if figure.Panels != "" || len(figure.Series) != 1 {
		return ""
	}
	for _, key := range f.swept() {
		if figure.X != "" && key != figure.X || isChoice(f.summary.Points, key) {
			continue
		}
		if g, _, err := f.groups(runs.Figure{}, key); err == nil && len(g[0].points) > fewCourses {
			return key
		}
	}
	return ""
}

// many draws the course at every point of a panel, coloured by the swept parameter in the order of its values. The key has
// the first, the middle and the last, whose intervals are drawn: those of all would cover each other.
func (c *courses) many(figure runs.Figure, g group, key string) (pan panel, names []entry, err error) {
	if err := sortAlong(g.points, key); err != nil {
		return panel{}, nil, err
	}
	last := len(g.points) - 1
	named := []int{0, last / 2, last}
	names = []entry{{label: words(key) + ":"}}
	for i, p := range g.points {
		l := look{color: viridis(0.85 * float64(i) / float64(last))} // the lightest end is too pale for a line
		for _, at := range c.left.shown(c.course(figure.Series[0], group{points: []runs.Point{p}}), false, c.log, &c.heights) {
			if slices.Contains(named, i) {
				pan.plot = append(pan.plot, band(at, l))
			}
			pan.plot = append(pan.plot, means(at, l))
		}
		if slices.Contains(named, i) {
			names = append(names, entry{valueOf(p, key), lineSample(l, -1)})
		}
	}
	names = append(names, entry{label: fmt.Sprintf("(%d lines)", last+1)})
	return pan, names, nil
}
