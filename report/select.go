package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// group is the points of one panel: they differ in the axes of the figure and in nothing else.
type group struct {
	panel  *runs.Setting // value of Figure.Panels; nil when the figure has one panel
	points []runs.Point
}

// value is the panel's value as theory.csv and crossings write it, "" for a single panel.
func (g group) value() string {
	if g.panel == nil {
		return ""
	}
	return g.panel.Value
}

// title is what stands over the panel.
func (g group) title() string {
	if g.panel == nil {
		return ""
	}
	return lastWord(g.panel.Key) + ": " + g.panel.Value
}

// groups splits the points of a run into the panels of a figure whose axes are the swept parameters
// given. A parameter that is neither axis nor panel is held at its first value; note says so, because a
// reader could not see it otherwise.
func (f *folder) groups(figure runs.Figure, axes ...string) (groups []group, note string, err error) {
	used := slices.DeleteFunc(append(slices.Clone(axes), figure.Panels), func(key string) bool { return key == "" })
	swept := f.swept()
	for _, key := range used {
		if !slices.Contains(swept, key) {
			return nil, "", fmt.Errorf("%q is not a swept parameter (this run sweeps %s)", key, listed(swept))
		}
	}
	held := slices.DeleteFunc(slices.Clone(swept), func(key string) bool { return slices.Contains(used, key) || f.follows(key, used) })
	first := f.summary.Points[0]
	for _, p := range f.summary.Points {
		if slices.ContainsFunc(held, func(key string) bool { return valueOf(p, key) != valueOf(first, key) }) {
			continue
		}
		groups = place(groups, p, figure.Panels)
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(number(a.panel), number(b.panel)) })
	for _, key := range held {
		note += fmt.Sprintf(", %s = %s", key, valueOf(first, key))
	}
	if note != "" {
		note = "Held: " + note[2:]
	}
	return groups, note, nil
}

// follows says whether a swept parameter has one value for each combination of values of the others named: it is
// swept together with one of them, and cannot be held while that one moves.
func (f *folder) follows(key string, used []string) bool {
	seen := map[string]string{}
	for _, p := range f.summary.Points {
		var at strings.Builder
		for _, u := range used {
			at.WriteString(valueOf(p, u) + "\n")
		}
		if before, ok := seen[at.String()]; ok && before != valueOf(p, key) {
			return false
		}
		seen[at.String()] = valueOf(p, key)
	}
	return true
}

// place adds p to the group of its panel value.
func place(groups []group, p runs.Point, panels string) []group {
	panel := settingOf(p, panels)
	for i := range groups {
		if panel == nil || groups[i].value() == panel.Value {
			groups[i].points = append(groups[i].points, p)
			return groups
		}
	}
	return append(groups, group{panel, []runs.Point{p}})
}

// number orders panels; a single panel has no number and needs no order.
func number(s *runs.Setting) float64 {
	if s == nil {
		return 0
	}
	return s.Number
}

// swept lists the swept parameters in the order of the points' settings. It is empty for a run of one
// point; it needs at least one point.
func (f *folder) swept() []string {
	var keys []string
	for _, p := range f.summary.Points {
		for _, s := range p.Settings {
			if !slices.Contains(keys, s.Key) {
				keys = append(keys, s.Key)
			}
		}
	}
	return keys
}

// settingOf returns a point's setting of a swept parameter, nil if it has none.
func settingOf(p runs.Point, key string) *runs.Setting {
	for i := range p.Settings {
		if p.Settings[i].Key == key {
			return &p.Settings[i]
		}
	}
	return nil
}

// valueOf returns a setting as a scenario writes it.
func valueOf(p runs.Point, key string) string {
	if s := settingOf(p, key); s != nil {
		return s.Value
	}
	return ""
}

// sortAlong orders points by a swept parameter and refuses points that lack it.
func sortAlong(points []runs.Point, key string) error {
	for _, p := range points {
		if settingOf(p, key) == nil {
			return fmt.Errorf("point %d has no setting %q", p.Index, key)
		}
	}
	slices.SortStableFunc(points, func(a, b runs.Point) int {
		return cmp.Compare(settingOf(a, key).Number, settingOf(b, key).Number)
	})
	return nil
}

// estimate returns a series at a point in shown units; ok is false when no seed defined it there.
func estimate(p runs.Point, series string) (e runs.Estimate, ok bool) {
	for _, e := range p.Estimates {
		if seriesName(e.Population, e.Metric) != series {
			continue
		}
		unit, scale := shownUnit(e.Unit)
		e.Unit, e.Mean, e.Low, e.High = unit, e.Mean*scale, e.Low*scale, e.High*scale
		return e, e.N > 0 && !math.IsNaN(e.Mean)
	}
	return runs.Estimate{}, false
}

// checkSeries refuses a series that no point has, and names those there are.
func (f *folder) checkSeries(series ...string) error {
	seen := map[string]bool{}
	for _, p := range f.summary.Points {
		for _, e := range p.Estimates {
			seen[seriesName(e.Population, e.Metric)] = true
		}
	}
	for _, name := range series {
		if !seen[name] {
			return fmt.Errorf("unknown series %q (this run has %s)", name, listed(sortedKeys(seen)))
		}
	}
	return nil
}

// unitOf returns the unit that all series share, or an error: one axis cannot carry two.
func (f *folder) unitOf(series ...string) (string, error) {
	unit, from := "", ""
	for _, name := range series {
		for _, p := range f.summary.Points {
			e, ok := estimate(p, name)
			if ok && from != "" && e.Unit != unit {
				return "", fmt.Errorf("series %s is in %q but %s in %q: they need two figures", from, unit, name, e.Unit)
			}
			if ok {
				unit, from = e.Unit, name
			}
		}
	}
	return unit, nil
}

// crossings returns the crossings along a parameter that belong to a panel: those whose other settings
// are the panel's and the held ones.
func (f *folder) crossings(param, measure string, g group) []runs.Crossing {
	var found []runs.Crossing
	for _, c := range f.summary.Crossings {
		if c.Param != param || measure != "" && c.Metric != measure && c.Name != measure {
			continue
		}
		elsewhere := func(s runs.Setting) bool { return valueOf(g.points[0], s.Key) != s.Value }
		if !slices.ContainsFunc(c.Where, elsewhere) {
			found = append(found, c)
		}
	}
	return found
}

// lastWord is the reading name of a dotted key: "escrow.deposit_provider" is "deposit provider".
func lastWord(key string) string {
	return words(key[strings.LastIndex(key, ".")+1:])
}

// words is a key as a reader says it.
func words(key string) string { return strings.NewReplacer("_", " ", ".", " ").Replace(key) }
