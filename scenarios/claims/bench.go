package claims

import (
	"fmt"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// bench is a small world without agents, in which an exact check makes calls itself: a token, mechanisms on it, and a
// few rich people who let them take their money.
type bench struct {
	house  *mechanisms.House
	people sim.Agent
	events []mechanisms.Logged
}

const (
	people  = 6
	fortune = 1000 * sim.Token
)

// ware is a mechanism for a bench, called by its name.
type ware struct {
	of     *mechanisms.Mechanism
	params any
}

func newBench(wares ...ware) (*bench, error) {
	wares = append([]ware{{token.Mechanism, token.Mechanism.Defaults()}}, wares...)
	var groups []sim.Group
	for _, x := range wares {
		groups = append(groups, sim.Group{Name: x.of.Name, Size: 1})
	}
	groups = append(groups, sim.Group{Name: "people", Size: people})
	w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: groups})
	if err != nil {
		return nil, err
	}
	b := &bench{house: mechanisms.NewHouse(w)}
	for _, x := range wares {
		if _, err := b.house.Add(x.of.Name, x.of, x.params, nil); err != nil {
			return nil, err
		}
	}
	crowd, _ := w.Population("people")
	b.people = crowd.First
	if err := b.house.Genesis(crowd.First, crowd.Size, fortune); err != nil {
		return nil, err
	}
	b.house.Record(func(l mechanisms.Logged) { b.events = append(b.events, l) })
	return b, b.house.Introduce()
}

// person is the i-th of the people.
func (b *bench) person(i int) sim.Agent { return b.people + sim.Agent(i) }

// gain is what the i-th of the people has more than at genesis.
func (b *bench) gain(i int) sim.Amount { return b.house.World.Ledger.Balance(b.person(i)) - fortune }

// at is a call of the i-th of the people at a second.
func (b *bench) at(now sim.Second, i int) mechanisms.Call {
	b.house.World.At(now)
	return mechanisms.Call{Now: now, Who: b.person(i)}
}

// count is how many events of that name, "deal.Decided", were emitted.
func (b *bench) count(name string) int {
	n := 0
	for _, l := range b.events {
		if l.From.Name+"."+l.Event.Name() == name {
			n++
		}
	}
	return n
}

// metric is a number that a mechanism counts.
func (b *bench) metric(mechanism, name string) int64 {
	bound := b.house.Find(mechanism)
	for i, m := range bound.Mechanism.Metrics {
		if m.Name == name {
			return bound.Metric(i)
		}
	}
	panic("claims: " + mechanism + " has no metric " + name)
}

// sound is an error when money is lost or an invariant is broken.
func (b *bench) sound() error {
	if err := b.house.World.Ledger.Check(); err != nil {
		return err
	}
	return b.house.Check()
}

// of is the instance of a mechanism, as its actions take it.
func of[S any](b *bench, m *mechanisms.Mechanism) *mechanisms.Instance[S] {
	i, err := mechanisms.InstanceOf[S](b.house.Find(m.Name))
	if err != nil {
		panic(fmt.Sprintf("claims: %v", err))
	}
	return i
}
