package scenarios

import (
	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
)

var (
	paramPlanPoints = mechanisms.Param{Key: "points", Kind: mechanisms.KindCount, Min: "1", Max: "1000000",
		Doc: "Points; of one-at-a-time levels, of morris trajectories, of sobol base samples."}
	paramPlanSeed = mechanisms.Param{Key: "seed", Kind: mechanisms.KindCount, Min: "0", Max: "1000000000000",
		Default: "1", Doc: "Luck of the design, not of the worlds."}
)

// design reads a design of points that is no grid, and makes its axis.
func (l *loader) design() {
	before := len(l.errors)
	l.section("design", func(e entry) {
		p := &Plan{Seed: 1}
		given := map[string]entry{}
		count := func(param mechanisms.Param, to func(uint64)) func(entry) {
			return func(e entry) {
				given[e.name] = e
				if v, ok := l.value(e, param); ok {
					n, _ := mechanisms.ParseCount(v.Text)
					to(n)
				}
			}
		}
		l.fields(e.value, e.path, "kind, points, seed, vary and metrics", map[string]func(entry){
			"kind": func(e entry) {
				given[e.name] = e
				text, ok := l.text(e, "a kind of design")
				if _, known := planKinds[text]; ok && !known {
					l.failAt(e.value, e.path, "there is no design %q%s", text, didYouMean(text, keysOf(planKinds)))
				}
				p.Kind = text
			},
			"points":  count(paramPlanPoints, func(n uint64) { p.Points = int(n) }),
			"seed":    count(paramPlanSeed, func(n uint64) { p.Seed = n }),
			"vary":    func(e entry) { given[e.name] = e; l.vary(e, p) },
			"metrics": func(e entry) { given[e.name] = e }, // read when there are measures
		})
		for _, key := range []string{"kind", "points", "vary"} {
			if _, ok := given[key]; !ok && e.value.Kind == yaml.MappingNode {
				l.failAt(e.key, join(e.path, key), "is missing")
			}
		}
		if m, ok := given["metrics"]; ok != p.analysed() && len(l.errors) == before {
			if ok {
				l.failAt(m.key, m.path, "only morris and sobol analyse metrics, not %s", p.Kind)
			} else {
				l.failAt(e.key, join(e.path, "metrics"), "is missing (want the metrics whose sensitivity to find)")
			}
		}
		if s, ok := l.top["sweep"]; ok && p.analysed() {
			l.failAt(s.key, s.path, "a %s design stands alone (want no sweep)", p.Kind)
		}
		if len(l.errors) > before {
			return
		}
		l.s.Plan = p
		axis, err := l.s.planned()
		if err != nil {
			l.failAt(e.value, e.path, "%s", err)
			return
		}
		l.s.Sweep = append(l.s.Sweep, axis)
	})
}

// vary reads the parameters and their bounds.
func (l *loader) vary(e entry, p *Plan) {
	list := l.entries(e.value, e.path, `parameters and bounds, e.g. "escrow.price: [5 DPMN, 20 DPMN]"`)
	if len(list) == 0 && e.value.Kind == yaml.MappingNode {
		l.failAt(e.value, e.path, "is empty (want at least one parameter)")
	}
	for _, x := range list {
		if !l.known(x.key, x.path, x.name) {
			continue
		}
		param := l.s.places[x.name].param
		if kind := param.Kind; kind == mechanisms.KindChoice || kind == mechanisms.KindFlag {
			l.failAt(x.key, x.path, "%s is a choice: nothing lies between two values of it", x.name)
			continue
		}
		items := l.items(x.value, x.path, "two bounds")
		if x.value.Kind == yaml.SequenceNode && len(items) != 2 {
			l.failAt(x.value, x.path, "has %d bounds (want two, the lower and the upper)", len(items))
			continue
		}
		var bounds []mechanisms.Value
		for _, item := range items {
			if v, ok := l.value(item, param); ok {
				bounds = append(bounds, v)
			}
		}
		if len(bounds) != 2 {
			continue
		}
		if !(bounds[0].Number < bounds[1].Number) {
			l.failAt(x.value, x.path, "%s is not below %s", bounds[0].Text, bounds[1].Text)
			continue
		}
		p.Vary = append(p.Vary, Varied{x.name, bounds[0].Text, bounds[1].Text})
	}
}

// designMetrics reads whose sensitivity a design finds, when the measures are known.
func (l *loader) designMetrics() {
	p := l.s.Plan
	if p == nil || !p.analysed() {
		return
	}
	for _, e := range l.entries(l.top["design"].value, "design", "") {
		if e.name != "metrics" {
			continue
		}
		items := l.items(e.value, e.path, "measures or metrics")
		if len(items) == 0 {
			l.failAt(e.value, e.path, "is empty (want at least one measure or metric)")
		}
		for _, item := range items {
			if text, ok := l.metric(item); ok {
				p.Metrics = append(p.Metrics, text)
				p.metrics = append(p.metrics, l.expr(item, l.full()))
			}
		}
	}
}
