package witness

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// memory is what a witness keeps in mind of the seats that it holds. It has room for a few: who holds more forgets the
// oldest.
type memory struct {
	seats [remembered]held
}

const remembered = 8

// held is a seat: its id, 0 when it is nothing, the deal's reference, and what the strategy noted.
type held struct {
	seat, ref uint64
	did       uint8
}

// remembers makes the desk remember seats until they are paid.
func (d *desk) remembers() {
	if d.memory != nil {
		return
	}
	d.memory = sim.NewColumn[memory](d.World, d.Population.Name+".memory", int(d.Population.Size))
	mechanisms.On(d.votes, vote.PaidEvent, d.Index, d.wasPaid)
}

// remember keeps a seat and its deal in mind.
func (d *desk) remember(c *call) {
	if d.memory == nil {
		return
	}
	m := &d.memory.Rows[c.who-d.Population.First]
	at := 0
	for i := range m.seats {
		if m.seats[i].seat == 0 {
			at = i
			break
		}
		if m.seats[i].seat < m.seats[at].seat {
			at = i
		}
	}
	if old := m.seats[at]; old.seat != 0 {
		d.asked.End(old.ref)
	}
	m.seats[at] = held{seat: c.seat, ref: c.ref}
	c.deal.Keep()
}

// noted adds what the strategy did to the memory of a seat.
func (d *desk) noted(c *call, did uint8) {
	m := &d.memory.Rows[c.who-d.Population.First]
	for i := range m.seats {
		if m.seats[i].seat == c.seat {
			m.seats[i].did = did
		}
	}
}

// wasPaid hears how a ballot ended.
func (d *desk) wasPaid(who sim.Agent, e *vote.PaidFields) {
	m := &d.memory.Rows[who-d.Population.First]
	for i := range m.seats {
		if m.seats[i].seat != e.Seat {
			continue
		}
		h := m.seats[i]
		m.seats[i] = held{}
		if deal := d.asked.Deal(h.ref); deal != nil && e.Success == (deal.Goods == agents.Good) {
			d.World.Ledger.Receive(who, d.Stake)
		}
		if d.learns != nil {
			d.learns(h, e)
		}
		d.asked.End(h.ref)
		return
	}
}
