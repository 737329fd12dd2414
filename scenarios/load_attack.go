package scenarios

import (
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// Attack says what to search for: the table of rules with which the agents of a population earn most, where all else
// stays as it is. It is the section attack of a scenario, but for the last two.
type Attack struct {
	Population string
	Budget     int    // trials in which tables are tried
	Seeds      int    // of the trials that select, from the scenario's first on
	Fresh      int    // of those that measure what was selected, the next ones
	Luck       uint64 // of the search itself
	Jobs       int    // trials at the same time; 0: all cores; nothing depends on it
}

// Parameters of an attack.
var (
	paramBudget = mechanisms.Param{Key: "budget", Kind: mechanisms.KindCount, Min: "100", Max: "100000000", Default: "10000",
		Doc: "Trials in which tables are tried."}
	paramSelect = mechanisms.Param{Key: "seeds", Kind: mechanisms.KindCount, Min: "1", Max: "1000", Default: "4",
		Doc: "Seeds that select, from the scenario's first on."}
	paramFresh = mechanisms.Param{Key: "fresh", Kind: mechanisms.KindCount, Min: "2", Max: "1000000", Default: "32",
		Doc: "Seeds that measure what was selected: the next ones."}
)

// count is one of an attack's numbers.
type count struct {
	param mechanisms.Param
	at    *int
}

func (a *Attack) counts() []count {
	return []count{{paramBudget, &a.Budget}, {paramSelect, &a.Seeds}, {paramFresh, &a.Fresh}}
}

// NewAttack is an attack by a population with the default numbers, by the luck of the scenario's first seed.
func (s *Scenario) NewAttack(population string) Attack {
	a := Attack{Population: population, Luck: s.Seeds.First}
	for _, x := range a.counts() {
		n, _ := mechanisms.ParseCount(x.param.Default)
		*x.at = int(n)
	}
	return a
}

// Deviating lists the populations of roles that can deviate.
func (s *Scenario) Deviating() (names []string) {
	for _, p := range s.Setup.Populations {
		if p.Card.Name != deviance && agents.Lookup(p.Card.Role, deviance) != nil {
			names = append(names, p.Name)
		}
	}
	return names
}

// least is the smallest budget for a number of seeds: the starts of a search and some neighbours have to fit in.
func (a *Attack) least() int { return 10 * a.Seeds }

// attack reads whose deviations are to be searched for.
func (l *loader) attack() {
	l.section("attack", func(e entry) {
		a := l.s.NewAttack("")
		given := map[string]entry{}
		note := func(e entry) { given[e.name] = e }
		handlers := map[string]func(entry){"population": note, "role": note}
		for _, x := range a.counts() {
			handlers[x.param.Key] = func(e entry) {
				note(e)
				if v, ok := l.value(e, x.param); ok {
					n, _ := mechanisms.ParseCount(v.Text)
					*x.at = int(n)
				}
			}
		}
		l.fields(e.value, e.path, "population or role, budget, seeds and fresh", handlers)
		p, named := given["population"]
		r, ofRole := given["role"]
		switch {
		case named && ofRole:
			l.failAt(r.key, r.path, "says with population twice who deviates (want one of them)")
		case named:
			a.Population = l.deviating(p)
		case ofRole:
			a.Population = l.onlyOf(r)
		default:
			l.failAt(e.key, join(e.path, "population"), "is missing (want the population whose agents deviate, or its role)")
		}
		if b, ok := given["budget"]; ok && a.Budget < a.least() {
			l.failAt(b.value, b.path, "%d trials are too few for %d seeds (want at least %d)", a.Budget, a.Seeds, a.least())
		}
		if len(l.s.Setup.Evolution.Groups) > 0 {
			l.failAt(e.key, e.path, "populations evolve: what a deviation earns would change who deviates")
		}
		l.s.Attack = &a
	})
}

// onlyOf reads a role that one population has, which is the one that deviates.
func (l *loader) onlyOf(e entry) string {
	role, ok := l.text(e, "a role")
	if !ok {
		return ""
	}
	var all []string
	for _, name := range l.s.Deviating() {
		if l.s.Setup.population(name).Card.Role == role {
			all = append(all, name)
		}
	}
	if len(all) != 1 {
		l.failAt(e.value, e.path, "of populations that can deviate %d have the role %s (want one; else name it with population)",
			len(all), role)
		return ""
	}
	return all[0]
}

// deviating reads the name of a population of a role that can deviate.
func (l *loader) deviating(e entry) string {
	name, ok := l.text(e, "the name of a population")
	if !ok {
		return ""
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
		return ""
	}
	switch card := setup.population(name).Card; {
	case agents.Lookup(card.Role, deviance) == nil:
		l.failAt(e.value, e.path, "%s is a %s, which has no strategy %s to deviate with", name, card.Role, deviance)
	case card.Name == deviance:
		l.failAt(e.value, e.path, "%s deviates already", name)
	}
	return name
}

// resolveAttack writes the section.
func (s *Scenario) resolveAttack(top *mapping) {
	if s.Attack == nil {
		return
	}
	section := &mapping{style: yaml.FlowStyle}
	section.put("population", s.Attack.Population)
	for _, x := range s.Attack.counts() {
		section.put(x.param.Key, strconv.Itoa(*x.at))
	}
	top.add("attack", section)
}

// attackSchema describes the section.
func attackSchema() object {
	properties := object{"population": text("Population whose agents deviate."),
		"role": text("Its role instead, where one population has it.")}
	for _, x := range (&Attack{}).counts() {
		properties[x.param.Key] = x.param.Schema()
	}
	return described("What dopasim attack searches for: the most profitable deviation.", closed(properties))
}
