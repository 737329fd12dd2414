package scenarios

import (
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// figureKinds are the figures that a report can draw, with the keys that each must have.
var figureKinds = map[string][]string{
	"course":  {"series"},
	"margin":  {"x", "series"},
	"supply":  {"series"},
	"map":     {"x", "y", "value"},
	"phase":   {},
	"tornado": {"series"},
}

func (l *loader) figures() {
	names := map[string]bool{}
	l.section("figures", func(e entry) {
		for _, item := range l.items(e.value, e.path, "figures") {
			f, ok := l.figure(item)
			if !ok {
				continue
			}
			if names[f.Name] {
				l.failAt(item.value, e.path, "two figures are called %q (give one a name)", f.Name)
			}
			names[f.Name] = true
			l.s.Figures = append(l.s.Figures, f)
		}
	})
}

func (l *loader) figure(e entry) (f runs.Figure, ok bool) {
	before := len(l.errors)
	given := map[string]bool{}
	word := func(to *string) func(entry) {
		return func(e entry) {
			given[e.name] = true
			if text, ok := l.text(e, "a text"); ok {
				*to = strings.Join(strings.Fields(text), " ")
			}
		}
	}
	axis := func(to *string) func(entry) {
		return func(e entry) {
			word(to)(e)
			if *to != "" {
				l.swept(e.value, e.path, *to)
			}
		}
	}
	l.fields(e.value, e.path, "kind, name, x, y, panels, series, value, title, x_label, y_label, x_scale and y_scale", map[string]func(entry){
		"kind": word(&f.Kind), "name": word(&f.Name), "title": word(&f.Title),
		"x_label": word(&f.XLabel), "y_label": word(&f.YLabel),
		"x_scale": word(&f.XScale), "y_scale": word(&f.YScale),
		"x": axis(&f.X), "y": axis(&f.Y), "panels": axis(&f.Panels),
		"series": func(e entry) {
			given[e.name] = true
			for _, item := range l.items(e.value, e.path, "metrics or measures") {
				if text, ok := l.metric(item); ok {
					f.Series = append(f.Series, text)
				}
			}
		},
		"value": func(e entry) { given[e.name] = true; f.Value, _ = l.metric(e) },
	})
	if e.value.Kind != yaml.MappingNode {
		return f, false
	}
	wants, known := figureKinds[f.Kind]
	if !known {
		l.failAt(e.value, e.path, "there is no kind of figure %q%s", f.Kind, didYouMean(f.Kind, keysOf(figureKinds)))
		return f, false
	}
	for _, key := range wants {
		if !given[key] {
			l.failAt(e.value, e.path, "a %s wants %s", f.Kind, key)
		}
	}
	l.scale(e, f, "x_scale", &f.XScale)
	l.scale(e, f, "y_scale", &f.YScale)
	if f.Kind == "supply" || f.Kind == "course" {
		l.overTime(e, f)
	}
	if p := l.s.Plan; f.Kind == "tornado" && (p == nil || !p.analysed()) {
		l.failAt(e.value, e.path, "a tornado shows sensitivities: give the scenario a morris or sobol design")
	} else if f.Kind == "tornado" {
		for _, name := range f.Series {
			if !slices.Contains(p.Metrics, name) {
				l.failAt(e.value, e.path, "%s is not among the metrics of the design", name)
			}
		}
	}
	if f.Kind == "phase" && l.s.Game == nil {
		l.failAt(e.value, e.path, "a phase figure shows where a game goes: give the scenario a game")
	} else if f.Kind == "phase" && !l.s.Game.pictured() {
		l.failAt(e.value, e.path, "a phase figure shows three strategies of one population, or two of each of two")
	}
	if f.Name == "" {
		f.Name = f.Kind
	}
	if !scenarioName.MatchString(f.Name) {
		l.failAt(e.value, e.path, "%q is not a name of a figure (want a-z, 0-9 and hyphens)", f.Name)
	}
	return f, len(l.errors) == before
}

// logKinds are the kinds of figures whose axes may be logarithmic.
var logKinds = map[string][]string{"x_scale": {"margin"}, "y_scale": {"course", "margin"}}

// scale checks the scale of an axis; a linear one, the default, becomes "".
func (l *loader) scale(e entry, f runs.Figure, key string, scale *string) {
	switch given := *scale; {
	case given == "linear":
		*scale = ""
	case given == "":
	case given != "log":
		l.failAt(e.value, e.path, "%s: %q is not a scale (want linear or log)", key, given)
	case !slices.Contains(logKinds[key], f.Kind):
		l.failAt(e.value, e.path, "a %s figure has no %s: log (only %s)", f.Kind, key, strings.Join(logKinds[key], " and "))
	case key == "x_scale" && f.X != "" && l.s.axisOf(f.X) >= 0 && l.s.places.paramUnit(f.X) == "choice":
		l.failAt(e.value, e.path, "x_scale: log wants numbers, but %s is a choice between names (only linear)", f.X)
	}
}

// overTime checks a figure over time: only metrics are recorded, and only with a sample.
func (l *loader) overTime(e entry, f runs.Figure) {
	if l.s.Setup.Sample == 0 {
		l.failAt(e.value, e.path, "a %s figure runs over time: give the scenario a sample, e.g. \"sample: 1d\"", f.Kind)
	}
	for _, name := range f.Series {
		if l.measure(name) != nil {
			l.failAt(e.value, e.path, "%s is a measure, which is known at the end only: a %s figure draws metrics", name, f.Kind)
		}
	}
}

// metric reads the name of a measure or metric.
func (l *loader) metric(e entry) (string, bool) {
	text, ok := l.text(e, "the name of a measure or metric")
	if !ok {
		return "", false
	}
	full := l.full()
	if _, ok := full.measures[text]; ok {
		return text, true
	}
	if _, ok := full.metrics[text]; ok {
		return text, true
	}
	if l.follows(text) {
		return "", false
	}
	l.failAt(e.value, e.path, "there is no measure or metric %q%s", text, didYouMean(text, keysOf(full.measures, full.metrics)))
	return "", false
}

// keysOf is the sorted keys of maps.
func keysOf[V any](sets ...map[string]V) []string {
	var keys []string
	for _, m := range sets {
		keys = slices.AppendSeq(keys, maps.Keys(m))
	}
	slices.Sort(keys)
	return keys
}
