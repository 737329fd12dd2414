package deviant

import (
	"strings"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Machine does what a table says, for the agents of a population.
type Machine struct {
	*scene
	build *agents.Build
	rules [][]rule // by hearing
	heard []int64  // notices, by hearing
	wake  agents.Timer
	// pending are actions that wait for their time; free are unused places among them.
	pending []pending
	free    []uint64
	purse   []purse // by agent
	minds   bool    // whether a rule asks what became of its money
}

// notice is what an agent was told.
type notice struct {
	*hearing
	who       sim.Agent
	at        sim.Time
	values    []any
	deadlines []sim.Second // of its rows, in the order of hearing.rows and rowAt.seconds
	won       bool
	seen      []int8 // by sense: 0 not looked yet, 1 no, 2 yes
}

// pending is a rule that waits.
type pending struct {
	notice *notice
	rule   *rule
}

// purse is what an agent knows of its luck: its money when a row of its ended last, and whether it had grown since the
// one before.
type purse struct {
	money sim.Amount
	won   bool
}

// Bind makes the agents of b act by a table. The role has bound what is outside the chain before. An error says which
// rule has no meaning in this house.
func Bind(b *agents.Build, body Body, text string) (*Machine, error) {
	t, err := Parse(text)
	if err != nil {
		return nil, err
	}
	m := &Machine{scene: newScene(b.House, body), build: b, purse: make([]purse, b.Population.Size)}
	m.rules, m.heard = make([][]rule, len(m.hearings)), make([]int64, len(m.hearings))
	for _, r := range t {
		m.minds = m.minds || strings.Contains(r.If+strings.Join(r.With, ""), "won")
		h, compiled, err := m.compile(r)
		if err != nil {
			return nil, err
		}
		m.rules[h.index] = append(m.rules[h.index], compiled)
	}
	m.wake = b.Timer(m.wakes)
	for _, h := range m.hearings {
		if h.from != nil {
			mechanisms.Hear(h.from, h.event, b.Index, func(who sim.Agent, row []byte) { m.hears(h, who, row) })
		}
	}
	b.Inside = m
	b.World.Hides("a deviant")
	return m, nil
}

// Words is what a table can say in this house.
func (m *Machine) Words() []Words { return m.words() }

// Heard lists the notices that came so far, by name, in the order of the house.
func (m *Machine) Heard() (names []string) {
	for i, h := range m.hearings {
		if m.heard[i] > 0 {
			names = append(names, h.name)
		}
	}
	return names
}

// Tell is a notice from outside the chain, about a row.
func (m *Machine) Tell(who sim.Agent, name string, id uint64) {
	for _, h := range m.hearings {
		if h.name == outside+"."+name {
			m.heard[h.index]++
			m.told(h, who, []any{id})
		}
	}
}

func (m *Machine) hears(h *hearing, who sim.Agent, row []byte) {
	m.heard[h.index]++
	if len(m.rules[h.index]) > 0 || m.minds {
		m.told(h, who, decoded(h, row))
	}
}

func decoded(h *hearing, row []byte) []any {
	values, err := mechanisms.Values(h.fields, row)
	if err != nil {
		panic("deviant: " + err.Error())
	}
	return values
}

// told acts on a notice, now or later.
func (m *Machine) told(h *hearing, who sim.Agent, values []any) {
	won := m.counts(h, who, values)
	if len(m.rules[h.index]) == 0 {
		return
	}
	n := &notice{hearing: h, who: who, at: m.build.World.Now(), values: values, deadlines: deadlinesOf(h, values), won: won}
	for i := range m.rules[h.index] {
		r := &m.rules[h.index][i]
		if at := r.when(n); at > n.at {
			m.wake.At(at, who, m.wait(pending{n, r}))
		} else {
			r.acts(n)
		}
	}
}

// counts keeps the purse: whether the money had grown with the last row that ended.
func (m *Machine) counts(h *hearing, who sim.Agent, values []any) bool {
	p := &m.purse[who-m.build.Population.First]
	if len(h.rows) > 0 && h.from != nil {
		r := h.rows[0]
		if r.view.Status(r.Bound, values[r.field].(uint64)) == mechanisms.Ended {
			money := m.build.World.Ledger.Balance(who)
			p.won, p.money = money > p.money, money
		}
	}
	return p.won
}

// deadlinesOf are the times that the rows of a notice have; 0 for rows that are gone.
func deadlinesOf(h *hearing, values []any) (times []sim.Second) {
	for _, r := range h.rows {
		if len(r.seconds) == 0 {
			continue
		}
		row := rowOf(r.Bound, r.view, values[r.field].(uint64))
		for _, i := range r.seconds {
			times = append(times, row[i].(sim.Second))
		}
	}
	return times
}

// wait keeps an action until its time; the number finds it again.
func (m *Machine) wait(p pending) uint64 {
	if n := len(m.free); n > 0 {
		at := m.free[n-1]
		m.free = m.free[:n-1]
		m.pending[at] = p
		return at
	}
	m.pending = append(m.pending, p)
	return uint64(len(m.pending) - 1)
}

func (m *Machine) wakes(_ sim.Agent, at uint64) {
	p := m.pending[at]
	m.pending[at] = pending{}
	m.free = append(m.free, at)
	p.rule.acts(p.notice)
}

func (r *rule) acts(n *notice) {
	if r.holds == nil || r.holds(n) {
		r.do(n)
	}
}

// senses is what a sense tells about a row of the notice: it looks once.
func (n *notice) senses(body *Body, i int, from source) bool {
	if n.seen == nil {
		n.seen = make([]int8, len(body.Senses))
	}
	if n.seen[i] == 0 {
		n.seen[i] = 1
		if id := from.id(n); id != 0 && body.Senses[i].See(n.who, id) {
			n.seen[i] = 2
		}
	}
	return n.seen[i] == 2
}
