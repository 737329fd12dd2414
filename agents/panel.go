package agents

import (
	"slices"

	"github.com/dopamine-network/dopasim/sim"
)

// bench is a population of witnesses that sit on panels, as many of them as are active.
type bench struct {
	part
	seats uint8 // of every panel, whatever the others have
	fills bool  // whether it shares the other seats with the others
}

// Attend lists a population of witnesses: seats of every panel are its own, and where it fills, its agents are as likely
// as those of the others that do to get one of the seats that are left.
func (m *Market) Attend(b *Build, seats uint8, fills bool) {
	m.benches = append(m.benches, bench{partOf(b), seats, fills})
}

// Panel fills seats with different witnesses; false when there are not enough of them.
func (m *Market) Panel(r *sim.Rand, seats []sim.Agent) bool {
	taken := 0
	for i := range m.benches {
		b := &m.benches[i]
		for range b.seats {
			if taken == len(seats) || !m.sit(r, seats, taken, b) {
				return false
			}
			taken++
		}
	}
	for ; taken < len(seats); taken++ {
		if !m.sit(r, seats, taken, nil) {
			return false
		}
	}
	return true
}

// sit fills the next seat with a witness of a bench, or of any that fills, who has none yet.
func (m *Market) sit(r *sim.Rand, seats []sim.Agent, taken int, of *bench) bool {
	for range 64 { // enough for a panel that takes almost all witnesses there are
		who, ok := m.witness(r, of)
		if !ok {
			return false
		}
		if !slices.Contains(seats[:taken], who) {
			seats[taken] = who
			return true
		}
	}
	return false
}

// witness is a fair random witness of a bench, or of all that fill.
func (m *Market) witness(r *sim.Rand, of *bench) (sim.Agent, bool) {
	total := uint64(0)
	for i := range m.benches {
		if b := &m.benches[i]; b == of || of == nil && b.fills {
			total += uint64(*b.active)
		}
	}
	if total == 0 {
		return sim.Nobody, false
	}
	n := r.Uint64n(total)
	for i := range m.benches {
		b := &m.benches[i]
		if b != of && (of != nil || !b.fills) {
			continue
		}
		active := uint64(*b.active)
		if n < active {
			return b.first + sim.Agent(n), true
		}
		n -= active
	}
	panic("agents: a witness is left over")
}
