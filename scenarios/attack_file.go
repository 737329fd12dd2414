package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/agents/deviant"
)

// attacked is what the names of the copies of mechanisms and populations end in.
const attacked = "_attacked"

// Reproduction is a scenario file that measures an exploit again: two worlds side by side in each trial, with the same
// luck. In one everybody does as in s, in the copy the population does what the table says. Its measure gain is the gain of
// the exploit, and with the same seeds the same.
func (s *Scenario) Reproduction(x *Exploit) []byte {
	setup, _ := s.At(0) // Search has asked already
	c := &Scenario{
		Name:     clipped(s.Name, "-exploit"),
		Question: fmt.Sprintf("What do %s gain who do what the search found, in the world of %s?", x.Population, s.Name),
		Doc: fmt.Sprintf("Of %d tables in %d trials the best on seeds %d to %d. What it does:\n\n%s", x.Tables, x.Trials,
			x.First, x.First+uint64(x.Seeds)-1, strings.Join(deviant.Say(x.Table, x.Words), "\n")),
		Answer: Template{Text: "{gain} for each deal."},
		Seeds:  Seeds{x.First + uint64(x.Seeds), x.Fresh},
		Setup:  *setup.twice(x),
		Replay: Replay{Seeds: 1, MaxCalls: 200000, Ends: true},
		NotModelled: append(slices.Clone(s.NotModelled),
			"The search tries rules about one notice at a time; what it did not find may be there all the same."),
	}
	copied := x.Population + attacked
	c.Measures = []Measure{{Name: "gain",
		Expr: &Expr{Text: fmt.Sprintf("(%s.total - %s.total) / %s.deals", copied, x.Population, x.Population)}}}
	if x.Found() {
		c.Expects = []Expect{{Line: "gain > 0"}}
	}
	return c.Resolved()
}

// clipped is a name with an ending that is not too long.
func clipped(name, ending string) string {
	return strings.TrimRight(name[:min(len(name), 64-len(ending))], "-") + ending
}

// twice is the setup with a copy of all mechanisms but the token and of all populations, whose luck is that of the
// originals, and the exploit in the copy.
func (s *Setup) twice(x *Exploit) *Setup {
	c := s.clone()
	name := func(of string) string {
		if slices.ContainsFunc(s.Mechanisms, func(m MechanismSetup) bool { return m.Name == of && m.Mechanism.Name != money }) {
			return of + attacked
		}
		return of
	}
	for _, m := range s.clone().Mechanisms {
		if m.Mechanism.Name == money {
			continue
		}
		m.Name, m.Needs = name(m.Name), s.needs(m, name)
		c.Mechanisms = append(c.Mechanisms, m)
	}
	deviating, _ := s.deviate(slices.IndexFunc(s.Populations, func(p PopulationSetup) bool { return p.Name == x.Population }),
		deviant.Rename(x.Table, name).String()) // Search has asked already
	for i, p := range deviating.clone().Populations {
		uses := s.uses(&s.Populations[i])
		c.Populations[i].Uses = uses
		p.Uses = map[string]string{}
		for m, of := range uses {
			p.Uses[m] = name(of)
		}
		p.Luck, p.Name = p.Name, p.Name+attacked
		if luck := s.Populations[i].Luck; luck != "" {
			p.Luck = luck
		}
		c.Populations = append(c.Populations, p)
	}
	for _, f := range s.Fees {
		c.Fees = append(c.Fees, FeeSetup{name(f.Instance), f.Action, f.Fee})
	}
	return c
}

// needs are the needs of a mechanism, each by the name of what fills it, changed.
func (s *Setup) needs(m MechanismSetup, name func(string) string) map[string]string {
	needs := map[string]string{}
	for _, n := range m.Mechanism.Needs {
		filler := n.Name
		if given, ok := m.Needs[n.Name]; ok {
			filler = given
		}
		if name(filler) != filler {
			needs[n.Name] = name(filler)
		}
	}
	return needs
}

// uses says which mechanisms a population uses where a copy of each would leave it open: those that it names, and, of
// what belongs together with these, the only one of its kind. Of one that names none, every only one.
func (s *Setup) uses(p *PopulationSetup) map[string]string {
	uses := map[string]string{}
	for _, m := range s.Mechanisms {
		kind := m.Mechanism.Name
		only := !slices.ContainsFunc(s.Mechanisms, func(o MechanismSetup) bool { return o.Name != m.Name && o.Mechanism == m.Mechanism })
		if kind != money && only && (len(p.Uses) == 0 || s.together(m.Name, p.Uses)) {
			uses[kind] = m.Name
		}
	}
	for kind, of := range p.Uses {
		uses[kind] = of
	}
	return uses
}

// together says whether a mechanism needs one of those that are used, is needed by one, or by what needs one, and so on.
func (s *Setup) together(name string, used map[string]string) bool {
	group := map[string]string{} // mechanism -> the first of those that it hangs together with
	root := func(of string) string {
		for group[of] != "" {
			of = group[of]
		}
		return of
	}
	for _, m := range s.Mechanisms {
		for _, n := range m.Mechanism.Needs {
			filler := n.Name
			if given, ok := m.Needs[n.Name]; ok {
				filler = given
			}
			if a, b := root(m.Name), root(filler); n.Name != money && a != b && s.mechanism(filler) {
				group[b] = a
			}
		}
	}
	for _, m := range s.Mechanisms {
		if used[m.Mechanism.Name] == m.Name && root(m.Name) == root(name) {
			return true
		}
	}
	return false
}

func (s *Setup) mechanism(name string) bool {
	return slices.ContainsFunc(s.Mechanisms, func(m MechanismSetup) bool { return m.Name == name })
}
