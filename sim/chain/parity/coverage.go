package parity

import (
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// Counts are calls by mechanism, action and outcome.
type Counts struct {
	all            []*mechanisms.Mechanism
	by             [][][]uint64 // by place in all, action and outcome
	Calls, Refused uint64
}

func newCounts(all []*mechanisms.Mechanism) *Counts {
	c := &Counts{all: all}
	for _, m := range all {
		actions := make([][]uint64, len(m.Actions))
		for i := range actions {
			actions[i] = make([]uint64, 1+len(m.Reverts))
		}
		c.by = append(c.by, actions)
	}
	return c
}

func (c *Counts) add(m *Move) {
	c.by[slices.Index(c.all, m.Bound.Mechanism)][m.Action.Index()][m.Outcome]++
	c.Calls++
	if m.Outcome != 0 {
		c.Refused++
	}
}

func (c *Counts) merge(other *Counts) {
	for i := range c.by {
		for j := range c.by[i] {
			for k := range c.by[i][j] {
				c.by[i][j][k] += other.by[i][j][k]
			}
		}
	}
	c.Calls += other.Calls
	c.Refused += other.Refused
}

// Pair is an action with an outcome, and how often it was met.
type Pair struct {
	Action  string `json:"action"`
	Outcome string `json:"outcome"` // ok, or the refusal
	Calls   uint64 `json:"calls"`
}

// pairs are the outcomes of a mechanism's actions: accepted, and every refusal that the contract's function can lead to
// according to its source (Artefact.Reverts). What was met although the source does not show it counts too.
func (c *Counts) pairs(m *mechanisms.Mechanism, a *chain.Artefact) (pairs []Pair) {
	counts := c.by[slices.Index(c.all, m)]
	for i, action := range m.Actions {
		if action.Genesis() {
			continue
		}
		pairs = append(pairs, Pair{action.Name(), "ok", counts[i][0]})
		for k, r := range m.Reverts {
			n := counts[i][k+1]
			if n > 0 || slices.Contains(a.Reverts[action.Name()], string(r.Revert)) {
				pairs = append(pairs, Pair{action.Name(), string(r.Revert), n})
			}
		}
	}
	return pairs
}
