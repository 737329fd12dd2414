package all_test

import (
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// coverage is what the calls on a mechanism met, out of what it declares, over all variants.
type coverage struct {
	m    *mechanisms.Mechanism
	seen map[string]bool
}

func newCoverage(m *mechanisms.Mechanism) *coverage { return &coverage{m, map[string]bool{}} }

func edgeName(a mechanisms.Action, e mechanisms.Edge) string {
	return fmt.Sprintf("edge %q -> %q of %s", e.From, e.To, a.Name())
}

func (c *coverage) outcome(a mechanisms.Action, err error) {
	if err == nil {
		c.seen["accepted "+a.Name()] = true
		return
	}
	c.seen["refused "+a.Name()] = true
	c.seen["refusal "+err.Error()] = true
}

func (c *coverage) event(e mechanisms.Event) { c.seen["event "+e.Name()] = true }

func (c *coverage) edge(a mechanisms.Action, e mechanisms.Edge) { c.seen[edgeName(a, e)] = true }

// missing lists what the Spec declares and no call met.
func (c *coverage) missing() []string {
	var all []string
	for _, a := range c.m.Actions {
		if !a.Genesis() {
			all = append(all, "accepted "+a.Name())
		}
		all = append(all, "refused "+a.Name())
		for _, e := range a.Edges() {
			all = append(all, edgeName(a, e))
		}
	}
	for _, r := range c.m.Reverts {
		all = append(all, "refusal "+r.Revert.Error())
	}
	for _, e := range c.m.Events {
		all = append(all, "event "+e.Name())
	}
	return slices.DeleteFunc(all, func(x string) bool { return c.seen[x] })
}
