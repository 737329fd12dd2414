package scenarios

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unsafe"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// money is the name of the mechanism that every scenario has, whether it says so or not.
const money = "token"

func (l *loader) mechanisms(root *yaml.Node) {
	e, ok := l.top["mechanisms"]
	var list []entry
	if ok {
		list = l.entries(e.value, e.path, "mechanisms by name")
	}
	if m := mechanisms.Lookup(money); m != nil && !slices.ContainsFunc(list, func(e entry) bool { return useOf(e) == money }) {
		l.names[money] = true
		l.s.Setup.Mechanisms = append(l.s.Setup.Mechanisms, MechanismSetup{Name: money, Mechanism: m, Params: m.Defaults()})
	}
	for _, e := range list {
		if l.member(e) {
			l.mechanism(e)
		}
	}
	if n := len(l.s.Setup.Mechanisms); n > 255 {
		l.failAt(e.key, e.path, "has %d mechanisms (want at most 255)", n)
	}
}

// useOf is the mechanism that an entry of the section names.
func useOf(e entry) string {
	if e.value.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(e.value.Content); i += 2 {
			if e.value.Content[i].Value == "use" {
				return e.value.Content[i+1].Value
			}
		}
	}
	return e.name
}

func (l *loader) mechanism(e entry) {
	m := mechanisms.Lookup(useOf(e))
	if m == nil {
		var known []string
		for _, m := range mechanisms.All() {
			known = append(known, m.Name)
		}
		l.failAt(e.key, e.path, "there is no mechanism %q%s", useOf(e), didYouMean(useOf(e), known))
		return
	}
	setup := MechanismSetup{Name: e.name, Mechanism: m, Params: m.Defaults(), Needs: map[string]string{}}
	handlers := l.paramHandlers(setup.Params)
	handlers["use"] = func(entry) {}
	handlers["needs"] = func(e entry) { l.needs(e, &setup) }
	if e.value.Tag != "!!null" { // "escrow:" alone takes every default
		l.fields(e.value, e.path, "the parameters of the mechanism", handlers)
	}
	for _, n := range m.Needs {
		name := n.Name
		given, ok := setup.Needs[name]
		if ok {
			name = given
		}
		if !(n.Optional && !ok) && !slices.ContainsFunc(l.s.Setup.Mechanisms, func(m MechanismSetup) bool { return m.Name == name }) {
			l.failAt(e.key, e.path, "needs %s (%s), but no mechanism %q stands before it", n.Name, n.Doc, name)
		}
	}
	l.s.Setup.Mechanisms = append(l.s.Setup.Mechanisms, setup)
}

func (l *loader) needs(e entry, setup *MechanismSetup) {
	var known []string
	for _, n := range setup.Mechanism.Needs {
		known = append(known, n.Name)
	}
	for _, n := range l.entries(e.value, e.path, `e.g. "token: token"`) {
		if !slices.Contains(known, n.name) {
			l.unknownKey(n, known)
		} else if text, ok := l.text(n, "the name of a mechanism"); ok {
			setup.Needs[n.name] = text
		}
	}
}

// paramHandlers sets the fields of a struct of parameters from entries of a mapping.
func (l *loader) paramHandlers(params any) map[string]func(entry) {
	handlers := map[string]func(entry){}
	for _, p := range mechanisms.ParamsOf(params) {
		handlers[p.Key] = func(e entry) {
			v, ok := l.value(e, p)
			if !ok {
				return
			}
			if err := mechanisms.SetParam(params, p.Key, v.Text); err != nil {
				l.failAt(e.value, e.path, "%s", err)
			}
		}
	}
	return handlers
}

func (l *loader) populations(root *yaml.Node) {
	e, ok := l.top["populations"]
	if !ok {
		l.failAt(root, "populations", "is missing (want at least one population)")
		return
	}
	list := l.entries(e.value, e.path, "populations by name")
	if len(list) == 0 && e.value.Kind == yaml.MappingNode {
		l.failAt(e.value, e.path, "is empty (want at least one population)")
	}
	supply := sim.Amount(0)
	for _, p := range list {
		if l.member(p) {
			supply = l.population(p, supply)
		}
	}
	if need, limit := l.s.Setup.Need(), l.options.MemoryLimit; limit > 0 && need > limit {
		l.failAt(e.key, e.path, "all agents need about %s, but only %s may be used", memory(float64(need)), memory(float64(limit)))
	}
}

// memory writes bytes as "149.0 GiB", or "95 MiB" when they are few.
func memory(bytes float64) string {
	if bytes < 1<<30 {
		return fmt.Sprintf("%.0f MiB", bytes/(1<<20))
	}
	return fmt.Sprintf("%.1f GiB", bytes/(1<<30))
}

// population reads one and returns the supply with its balances.
func (l *loader) population(e entry, supply sim.Amount) sim.Amount {
	card := l.card(e)
	if card == nil {
		return supply
	}
	p := PopulationSetup{Name: e.name, Card: card, Params: card.Defaults(), Uses: map[string]string{}}
	var sized *yaml.Node
	handlers := l.paramHandlers(p.Params)
	handlers["role"] = func(entry) {}
	handlers["strategy"] = func(entry) {}
	handlers["uses"] = func(e entry) { l.uses(e, &p) }
	handlers["luck"] = func(e entry) { l.luck(e, &p) }
	handlers["size"] = func(e entry) { sized = e.value; p.Size = l.size(e, card) }
	handlers["balance"] = func(e entry) {
		if v, ok := l.value(e, paramBalance); ok {
			p.Balance, _ = mechanisms.ParseAmount(v.Text)
		}
	}
	l.fields(e.value, e.path, "role, strategy, size and parameters", handlers)
	if sized == nil {
		l.failAt(e.key, join(e.path, "size"), "is missing (want a number of agents)")
	}
	l.s.Setup.Populations = append(l.s.Setup.Populations, p)
	if p.Size > 0 && p.Balance > (sim.MaxAmount-supply)/sim.Amount(p.Size) {
		l.failAt(e.key, join(e.path, "balance"), "%d agents with %s each are more money than there can be (%s in all)",
			p.Size, p.Balance, sim.MaxAmount)
		return supply
	}
	return supply + p.Balance*sim.Amount(p.Size)
}

// card finds the strategy of a population.
func (l *loader) card(e entry) *agents.Card {
	if e.value.Kind != yaml.MappingNode {
		l.failAt(e.value, e.path, "is not a list of keys and values (want role, strategy, size and parameters)")
		return nil
	}
	named := map[string]*yaml.Node{}
	for i := 0; i+1 < len(e.value.Content); i += 2 {
		named[e.value.Content[i].Value] = e.value.Content[i+1]
	}
	var roles, strategies []string
	role, strategy := named["role"], named["strategy"]
	for _, c := range agents.All() {
		roles = append(roles, c.Role)
		if role != nil && c.Role == role.Value {
			strategies = append(strategies, c.Name)
		}
	}
	roles = slices.Compact(roles) // All is sorted by role
	switch {
	case role == nil:
		l.failAt(e.key, join(e.path, "role"), "is missing (want one of %s)", strings.Join(roles, ", "))
	case !slices.Contains(roles, role.Value):
		l.failAt(role, join(e.path, "role"), "there is no role %q%s", role.Value, didYouMean(role.Value, roles))
	case strategy == nil:
		l.failAt(e.key, join(e.path, "strategy"), "is missing (want one of %s)", strings.Join(strategies, ", "))
	case !slices.Contains(strategies, strategy.Value):
		l.failAt(strategy, join(e.path, "strategy"), "a %s has no strategy %q%s", role.Value, strategy.Value,
			didYouMean(strategy.Value, strategies))
	default:
		return agents.Lookup(role.Value, strategy.Value)
	}
	return nil
}

func (l *loader) uses(e entry, p *PopulationSetup) {
	for _, u := range l.entries(e.value, e.path, `e.g. "trust: escrow"`) {
		name, ok := l.text(u, "the name of a mechanism")
		if !ok {
			continue
		}
		i := slices.IndexFunc(l.s.Setup.Mechanisms, func(m MechanismSetup) bool { return m.Name == name })
		switch {
		case i < 0:
			var known []string
			for _, m := range l.s.Setup.Mechanisms {
				known = append(known, m.Name)
			}
			l.failAt(u.value, u.path, "there is no mechanism called %q%s", name, didYouMean(name, known))
		case l.s.Setup.Mechanisms[i].Mechanism.Name != u.name:
			l.failAt(u.key, u.path, "%s is a %s, not a %s", name, l.s.Setup.Mechanisms[i].Mechanism.Name, u.name)
		default:
			p.Uses[u.name] = name
		}
	}
}

// luck reads whose luck a population has: that of one that stands before it and has a luck of its own.
func (l *loader) luck(e entry, p *PopulationSetup) {
	name, ok := l.text(e, "the name of a population")
	if !ok {
		return
	}
	var known []string
	for _, other := range l.s.Setup.Populations {
		if other.Luck == "" {
			known = append(known, other.Name)
		}
	}
	if !slices.Contains(known, name) {
		l.failAt(e.value, e.path, "no population %q with a luck of its own stands before it%s", name, didYouMean(name, known))
		return
	}
	p.Luck = name
}

// size reads the number of agents, refusing what memory cannot hold before anything is allocated.
func (l *loader) size(e entry, card *agents.Card) uint32 {
	text, ok := l.text(e, "a number of agents")
	if !ok {
		return 0
	}
	n, err := mechanisms.ParseCount(text)
	switch {
	case err != nil:
		l.failAt(e.value, e.path, "%s", err)
	case n == 0:
		l.failAt(e.value, e.path, "the population is empty (want at least 1)")
	case l.tooMany(n, card) != "":
		l.failAt(e.value, e.path, "%s", l.tooMany(n, card))
	default:
		return uint32(n)
	}
	return 0
}

// tooMany says why there cannot be n agents with a strategy; "" if there can.
func (l *loader) tooMany(n uint64, card *agents.Card) string {
	bytes := float64(n) * float64(agentBytes(card))
	switch limit := float64(l.options.MemoryLimit); {
	case n > math.MaxUint32-1:
		return fmt.Sprintf("%d agents are too many: needs about %.0f GiB, and a world holds %d accounts", n, bytes/(1<<30),
			uint32(math.MaxUint32-1))
	case limit > 0 && bytes > limit:
		return fmt.Sprintf("%d agents need about %s, but only %s may be used", n, memory(bytes), memory(limit))
	}
	return ""
}

// cardOfSize is the strategy of the population whose size key is; nil when key is no size.
func (l *loader) cardOfSize(key string) *agents.Card {
	for _, p := range l.s.Setup.Populations {
		if key == p.Name+".size" {
			return p.Card
		}
	}
	return nil
}

// liveBytes is what an agent takes beside its account and its strategy's state, as measured in markets of 10^4 to 10^7
// agents (80 to 115 bytes in all): pending events, deals under way, slack.
const liveBytes = 64

// agentBytes is about what an agent with that strategy takes.
func agentBytes(card *agents.Card) int64 {
	return int64(unsafe.Sizeof(sim.Account{})) + card.State + liveBytes
}

// Need is about how many bytes the agents of a trial take, at the point with most of them among the first maxChecked.
func (s *Scenario) Need() int64 {
	most := int64(0)
	for i := range min(s.Points(), maxChecked) {
		if setup, err := s.At(i); err == nil {
			most = max(most, setup.Need())
		}
	}
	return most
}

// Need is about how many bytes the agents of a world take.
func (s *Setup) Need() int64 {
	total := int64(0)
	for _, p := range s.Populations {
		total += int64(s.bodies(p)) * agentBytes(p.Card)
	}
	return total
}

// rehearse builds the world of the first point with one agent in each population: whatever a strategy or a mechanism
// has to say against the scenario is said now.
func (l *loader) rehearse() {
	setup, err := l.s.At(0)
	if err == nil {
		for i := range setup.Populations {
			setup.Populations[i].Size = 1
		}
		_, err = setup.Build(l.s.Seeds.First, nil)
	}
	var m *misfit
	switch {
	case errors.As(err, &m):
		l.misfit(m)
	case err != nil:
		l.failAt(l.top["populations"].key, "populations", "%s", strings.TrimPrefix(fmt.Sprint(err), "populations: "))
	}
}
