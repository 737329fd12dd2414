package scenarios

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// evolution reads how populations grow and shrink.
func (l *loader) evolution() {
	l.section(evolution, func(e entry) {
		l.owners[evolution] = e.key
		setup := &l.s.Setup.Evolution
		given := map[string]entry{}
		note := func(e entry) { given[e.name] = e }
		l.fields(e.value, e.path, "every, rest and groups", map[string]func(entry){"every": note, "rest": note, "groups": note})
		if x, ok := given["every"]; ok {
			setup.Every = l.span(x, paramEvery)
			setup.Rest = setup.Every / 2
		} else {
			l.failAt(e.key, join(e.path, "every"), "is missing (want the length of a generation, e.g. \"10d\")")
		}
		if x, ok := given["rest"]; ok {
			if setup.Rest = l.span(x, paramRest); setup.Every > 0 && setup.Rest >= setup.Every {
				l.failAt(x.value, x.path, "%s of a generation of %s leave no time to trade (want less)", setup.Rest, setup.Every)
			}
		}
		if x, ok := given["groups"]; ok {
			l.groups(x)
		} else {
			l.failAt(e.key, join(e.path, "groups"), "is missing (want groups of populations by name)")
		}
		if _, ok := l.top["horizon"]; !ok {
			l.failAt(e.key, e.path, "generations follow each other for ever: give the scenario a horizon, e.g. \"horizon: 1y\"")
		}
	})
}

// span reads a time; 0 when it is none.
func (l *loader) span(e entry, p mechanisms.Param) sim.Second {
	v, ok := l.value(e, p)
	if !ok {
		return 0
	}
	s, _ := mechanisms.ParseSeconds(v.Text)
	return s
}

func (l *loader) groups(e entry) {
	list := l.entries(e.value, e.path, "groups by name")
	if len(list) == 0 && e.value.Kind == yaml.MappingNode {
		l.failAt(e.value, e.path, "is empty (want at least one group)")
	}
	for _, g := range list {
		if !memberName.MatchString(g.name) || len(g.name) > 64 {
			l.failAt(g.key, g.path, "%q is not a name (want at most 64 of a-z, 0-9 and _, a letter first)", g.name)
			continue
		}
		l.group(g)
	}
}

// group reads one group of populations.
func (l *loader) group(e entry) {
	g := GroupSetup{Name: e.name}
	handlers := map[string]func(entry){}
	for _, x := range revision {
		set := func(text string) {
			if err := x.write(&g, text); err != nil {
				panic("scenarios: " + x.param.Key + ": " + err.Error()) // value has read it already
			}
		}
		set(x.param.Default)
		handlers[x.param.Key] = func(e entry) {
			if v, ok := l.value(e, x.param); ok {
				set(v.Text)
			}
		}
	}
	listed := false
	handlers["populations"] = func(e entry) {
		listed = true
		items := l.items(e.value, e.path, "names of populations")
		for _, item := range items {
			l.join(item, &g)
		}
		if len(items) < 2 && e.value.Kind == yaml.SequenceNode {
			l.failAt(e.value, e.path, "is too short (want at least 2 populations, for agents to change between)")
		}
	}
	l.fields(e.value, e.path, "populations, rule, rate, scale and mutation", handlers)
	if !listed {
		l.failAt(e.key, join(e.path, "populations"), "is missing (want at least 2 populations, e.g. \"[honest, cheating]\")")
	}
	l.s.Setup.Evolution.Groups = append(l.s.Setup.Evolution.Groups, g)
}

// join adds a population to a group: its agents and those of the others must be able to change places.
func (l *loader) join(e entry, g *GroupSetup) {
	name, ok := l.text(e, "the name of a population")
	if !ok {
		return
	}
	setup := &l.s.Setup
	var known []string
	for _, p := range setup.Populations {
		known = append(known, p.Name)
	}
	if !slices.Contains(known, name) {
		if !l.follows(name + ".size") {
			l.failAt(e.value, e.path, "there is no population %q%s", name, didYouMean(name, known))
		}
		return
	}
	if in := setup.Evolution.group(name); in != nil {
		l.failAt(e.value, e.path, "%s is in group %s already", name, in.Name)
		return
	}
	if slices.Contains(g.Populations, name) {
		l.failAt(e.value, e.path, "%s stands twice", name)
		return
	}
	if len(g.Populations) > 0 {
		p, first := setup.population(name), setup.population(g.Populations[0])
		switch {
		case p.Card.Role != first.Card.Role:
			l.failAt(e.value, e.path, "%s is a %s and %s a %s: agents change their strategy, not their role", name, p.Card.Role,
				first.Name, first.Card.Role)
			return
		case p.Balance != first.Balance:
			l.failAt(e.value, e.path, "%s has a balance of %s and %s of %s: who changes its strategy keeps its money", name, p.Balance,
				first.Name, first.Balance)
		}
	}
	g.Populations = append(g.Populations, name)
}

// checkGenerations asks whether generations fit at the points of the sweep, and whether memory holds all bodies.
func (l *loader) checkGenerations() {
	if len(l.s.Setup.Evolution.Groups) == 0 {
		return
	}
	for i := range min(l.s.Points(), maxChecked) {
		setup, err := l.s.At(i)
		if err != nil {
			l.misfit(err)
			return
		}
		if need, limit := setup.Need(), l.options.MemoryLimit; limit > 0 && need > limit {
			l.failAt(l.owners[evolution], evolution, "each population of a group has as many accounts as the group has agents: "+
				"all need about %s, but only %s may be used%s", memory(float64(need)), memory(float64(limit)), l.s.at(i))
			return
		}
	}
}

// starts says whether each of the swept starting shares of a population leaves somebody everywhere; it does when key is
// no such share.
func (l *loader) starts(e entry, key string, shares []string) bool {
	name, ok := strings.CutSuffix(key, "."+paramStart.Key)
	if !ok || l.s.Setup.Evolution.group(name) == nil {
		return true
	}
	for _, text := range shares {
		if err := l.s.places[key].write(l.s.Setup.clone(), text); err != nil {
			l.failAt(e.value, e.path, "%s", err)
			return false
		}
	}
	return true
}

// moved are the parameters that a swept starting share moves, with that share: they have no value of their own along
// the sweep. Those that are swept too have.
func (s *Scenario) moved() map[string]string {
	moved := map[string]string{}
	for _, a := range s.Sweep {
		for _, key := range a.Keys {
			name, ok := strings.CutSuffix(key, "."+paramStart.Key)
			g := s.Setup.Evolution.group(name)
			if !ok || g == nil {
				continue
			}
			for _, p := range g.Populations {
				for _, other := range []string{p + "." + paramStart.Key, p + "." + paramSize.Key} {
					if s.axisOf(other) < 0 {
						moved[other] = key
					}
				}
			}
		}
	}
	return moved
}

// movedError says that a formula or a condition reads a parameter that another one moves.
func movedError(at int, path, by string) *exprError {
	return errorAt(at, "%s changes with %s, which is swept: write it in terms of that", path, by)
}

// resolveEvolution writes the section.
func (s *Scenario) resolveEvolution(top *mapping) {
	e := &s.Setup.Evolution
	if len(e.Groups) == 0 {
		return
	}
	groups := &mapping{}
	for i := range e.Groups {
		g := &mapping{}
		g.add("populations", listOf(yaml.FlowStyle, e.Groups[i].Populations))
		for _, x := range revision {
			g.put(x.param.Key, x.read(&e.Groups[i]))
		}
		groups.add(e.Groups[i].Name, g)
	}
	section := &mapping{}
	section.put("every", e.Every.String())
	section.put("rest", e.Rest.String())
	section.add("groups", groups)
	top.add(evolution, section)
}

// evolutionSchema describes the section.
func evolutionSchema() object {
	group := object{"populations": object{"type": "array", "items": text("Name of a population."), "minItems": 2,
		"description": "Populations that agents change between; of one role, with one balance."}}
	for _, x := range revision {
		group[x.param.Key] = x.param.Schema()
	}
	return described("Populations that grow and shrink with what they earn.", closed(object{
		"every":  paramEvery.Schema(),
		"rest":   paramRest.Schema(),
		"groups": open("Groups by name.", closed(group, "populations")),
	}, "every", "groups"))
}
