package scenarios

import (
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// mostPlayers is how many agents all strategies of a role may have together.
const mostPlayers = 100_000_000

var paramGameShare = mechanisms.Param{Key: "share", Kind: mechanisms.KindProb, Default: "5%", Min: "0.01%", Max: "50%",
	Doc: "Share of the agents that deviate, at least one, in a symmetric game."}

// game reads the game that a scenario plays, and makes its axis.
func (l *loader) game() {
	before := len(l.errors)
	l.section("game", func(e entry) {
		g := &Game{Share: 0.05, Payoff: "payoff"}
		given := map[string]entry{}
		l.fields(e.value, e.path, "strategies, share and payoff", map[string]func(entry){
			"strategies": func(e entry) { given[e.name] = e; l.gameLists(e, g) },
			"share": func(e entry) {
				given[e.name] = e
				if v, ok := l.value(e, paramGameShare); ok {
					g.Share = v.Number
				}
			},
			"payoff": func(e entry) { given[e.name] = e; g.Payoff, _ = l.text(e, "a metric of populations") },
		})
		if _, ok := given["strategies"]; !ok && e.value.Kind == yaml.MappingNode {
			l.failAt(e.key, join(e.path, "strategies"), "is missing (want e.g. \"[honest, cheating]\", or two such lists for two roles)")
		}
		for _, key := range []string{"sweep", "design", evolution} {
			if x, ok := l.top[key]; ok {
				l.failAt(x.key, x.path, "a game sets the points itself (want no %s)", key)
			}
		}
		if x, ok := given["share"]; ok && len(g.Strategies) == 2 {
			l.failAt(x.key, x.path, "belongs to a game of one list: with two roles everybody plays the same")
		}
		if len(l.errors) == before {
			l.gamePayoff(g, given)
		}
		if len(l.errors) > before {
			return
		}
		l.s.Game = g
		l.s.Sweep = append(l.s.Sweep, g.axis(l.s))
	})
}

// gameLists reads one list of populations, or two.
func (l *loader) gameLists(e entry, g *Game) {
	items := l.items(e.value, e.path, "populations, or two lists of them")
	if len(items) == 0 {
		if e.value.Kind == yaml.SequenceNode {
			l.failAt(e.value, e.path, "is empty (want at least 2 populations)")
		}
		return
	}
	if items[0].value.Kind != yaml.SequenceNode {
		g.Strategies = [][]string{l.gameList(e)}
		return
	}
	if len(items) > 2 {
		l.failAt(e.value, e.path, "has %d lists (want one, or two for two roles)", len(items))
	}
	for _, item := range items[:min(2, len(items))] {
		g.Strategies = append(g.Strategies, l.gameList(item))
	}
	for _, name := range g.Strategies[len(g.Strategies)-1] {
		if len(g.Strategies) == 2 && slices.Contains(g.Strategies[0], name) {
			l.failAt(e.value, e.path, "%q stands in both lists: a population has one role in a game", name)
		}
	}
}

// gameList reads the populations of one role: at least two (one will do where the other role has the choice), of one role,
// each once.
func (l *loader) gameList(e entry) (names []string) {
	role := ""
	for _, item := range l.items(e.value, e.path, "populations") {
		name, ok := l.text(item, "a population")
		if !ok {
			continue
		}
		at := slices.IndexFunc(l.s.Setup.Populations, func(p PopulationSetup) bool { return p.Name == name })
		switch {
		case at < 0:
			var known []string
			for _, p := range l.s.Setup.Populations {
				known = append(known, p.Name)
			}
			l.failAt(item.value, e.path, "there is no population %q%s", name, didYouMean(name, known))
			continue
		case slices.Contains(names, name):
			l.failAt(item.value, e.path, "%q stands twice", name)
		case role != "" && l.s.Setup.Populations[at].Card.Role != role:
			l.failAt(item.value, e.path, "%s is a %s, the others are %ss: roles have lists of their own", name, l.s.Setup.Populations[at].Card.Role, role)
		}
		role = l.s.Setup.Populations[at].Card.Role
		names = append(names, name)
	}
	if len(names) < 2 && e.value.Kind == yaml.SequenceNode {
		l.failAt(e.value, e.path, "is too short (want at least 2 populations)")
	}
	if len(names) > 8 {
		l.failAt(e.value, e.path, "has %d populations (want at most 8)", len(names))
	}
	return names
}

// gamePayoff checks that every strategy has the metric.
func (l *loader) gamePayoff(g *Game, given map[string]entry) {
	units := metricUnits(&l.s.Setup)
	for _, list := range g.Strategies {
		for _, name := range list {
			unit, ok := units[name+"."+g.Payoff]
			if e, said := given["payoff"]; !ok && said {
				l.failAt(e.value, e.path, "%s has no metric %q", name, g.Payoff)
				return
			}
			g.unit = unit
		}
	}
	for _, n := range g.totals(&l.s.Setup) {
		if n > mostPlayers {
			l.failAt(l.top["game"].key, "game", "has %d agents in one role (want at most %d)", n, mostPlayers)
		}
	}
}
