package calltest

import (
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// The people of a world: most are rich and let every mechanism take their money.
const (
	people  = 8
	modest  = 5 // holds pocket
	poor    = 6 // holds nothing
	wary    = 7 // holds as much as the rich but lets nobody take it
	fortune = 10_000 * sim.Token
	pocket  = 25 * sim.Token
)

// crowdName is the population that the people are.
const crowdName = "people"

var names = [people]string{"ann", "bob", "cyd", "dan", "eve", "modest", "poor", "wary"}

// World builds the mechanisms and the people, whose money is made too.
func (r Rules) World() (*mechanisms.House, sim.Population, error) {
	all, err := WithNeeds(r.Mechanism)
	if err != nil {
		return nil, sim.Population{}, err
	}
	var groups []sim.Group
	for _, x := range all {
		groups = append(groups, sim.Group{Name: x.Name, Size: 1})
	}
	w, err := sim.NewWorld(sim.Config{Populations: append(groups, sim.Group{Name: crowdName, Size: people})})
	if err != nil {
		return nil, sim.Population{}, err
	}
	h := mechanisms.NewHouse(w)
	for _, x := range all {
		if _, err := h.Add(x.Name, x, r.Params[x.Name], nil); err != nil {
			return nil, sim.Population{}, err
		}
	}
	crowd, _ := w.Population(crowdName)
	return h, crowd, endow(h, crowd.First)
}

// endow makes the money of the people. Where nothing makes money there is none.
func endow(h *mechanisms.House, first sim.Agent) error {
	var spenders []sim.Agent
	var bank mechanisms.Treasury
	for _, b := range h.Instances {
		if t, ok := b.State().(mechanisms.Treasury); ok {
			bank = t
			continue
		}
		spenders = append(spenders, b.Account)
	}
	if bank == nil {
		return nil
	}
	for _, x := range []struct {
		first    sim.Agent
		n        uint32
		money    sim.Amount
		spenders []sim.Agent
	}{
		{first, modest, fortune, spenders}, {first + modest, 1, pocket, spenders}, {first + poor, 1, 0, spenders},
		{first + wary, 1, fortune, nil},
	} {
		if err := bank.Endow(x.first, x.n, x.money, x.spenders); err != nil {
			return err
		}
	}
	return h.Introduce()
}

// NameOf is a person's name, an instance's, "nobody", or an account number.
func NameOf(h *mechanisms.House, crowd sim.Population, who sim.Agent) string {
	if crowd.Contains(who) {
		return names[who-crowd.First]
	}
	if b := h.Owner(who); b != nil {
		return b.Name
	}
	if who == sim.Nobody {
		return "nobody"
	}
	return fmt.Sprintf("#%d", who)
}

// AgentOf is the account that NameOf calls so, but for numbers. An error names what there is not.
func AgentOf(h *mechanisms.House, crowd sim.Population, name string) (sim.Agent, error) {
	if i := slices.Index(names[:], name); i >= 0 {
		return crowd.First + sim.Agent(i), nil
	}
	if b := h.Find(name); b != nil {
		return b.Account, nil
	}
	if name == "nobody" {
		return sim.Nobody, nil
	}
	return 0, fmt.Errorf("there is nobody called %q", name)
}
