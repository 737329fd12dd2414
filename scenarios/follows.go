package scenarios

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// follows says whether name is missing only because what the file says about it was refused: one typo in a population
// must not be followed by a complaint about every line that speaks of that population. It is false as long as there
// are no mistakes, so that none is ever lost.
func (l *loader) follows(name string) bool {
	if name == "" || len(l.errors) == 0 {
		return false
	}
	if curve, ok := strings.CutPrefix(name, "theory."); ok {
		return l.declares("theory", curve)
	}
	member := owner(name)
	switch {
	case l.declares("populations", member):
		return !slices.ContainsFunc(l.s.Setup.Populations, func(p PopulationSetup) bool { return p.Name == member })
	case l.declares("mechanisms", member):
		return !slices.ContainsFunc(l.s.Setup.Mechanisms, func(m MechanismSetup) bool { return m.Name == member })
	case l.declares("measure", name):
		return l.measure(name) == nil
	case l.declares("find", name):
		return l.s.find(name) == nil
	}
	return false
}

// declares says whether a section of the file has a line for name, right or wrong.
func (l *loader) declares(section, name string) bool {
	e, ok := l.top[section]
	if !ok || e.value.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(e.value.Content); i += 2 {
		if e.value.Content[i].Value == name {
			return true
		}
	}
	return false
}
