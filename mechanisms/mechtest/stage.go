package mechtest

import (
	"fmt"
	"io"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// The people of a Stage: most are rich and let every mechanism take their money.
const (
	People = 8
	Modest = 5 // holds Pocket
	Poor   = 6 // holds nothing
	Wary   = 7 // holds as much as the rich but lets nobody take it
)

// Money of the people at genesis.
const (
	Fortune = 10_000 * sim.Token
	Pocket  = 25 * sim.Token
)

// Stage is a small world with one instance of a mechanism, instances of what it needs, and a few people.
type Stage struct {
	House  *mechanisms.House
	Bound  *mechanisms.Bound
	People sim.Population
}

// NewStage builds the world without money: Genesis makes that. params is a pointer as from m.Defaults. Each need is
// filled by the mechanism of its name; instances are called as their mechanisms are.
func NewStage(m *mechanisms.Mechanism, params any, seed uint64) (*Stage, error) {
	all, err := calltest.Defaults(m)
	if err != nil {
		return nil, err
	}
	all[m.Name] = params
	return newStage(m, all, seed)
}

// newStage is NewStage with the parameters of every instance, by its name.
func newStage(m *mechanisms.Mechanism, params map[string]any, seed uint64) (*Stage, error) {
	all, err := calltest.WithNeeds(m)
	if err != nil {
		return nil, err
	}
	var groups []sim.Group
	for _, x := range all {
		groups = append(groups, sim.Group{Name: x.Name, Size: 1})
	}
	groups = append(groups, sim.Group{Name: "people", Size: People})
	// Locked money costs 10% a year here, so that the cost of capital is part of what is compared.
	w, err := sim.NewWorld(sim.Config{Seed: seed, Populations: groups, Capital: 100_000_000})
	if err != nil {
		return nil, err
	}
	s := &Stage{House: mechanisms.NewHouse(w)}
	s.People, _ = w.Population("people")
	for _, x := range all {
		if s.Bound, err = s.House.Add(x.Name, x, params[x.Name], nil); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Genesis mints the people's money and lets every mechanism take it, through journalled calls; without a token in
// the house it does nothing.
func (s *Stage) Genesis() error {
	bound := s.House.Find(token.Mechanism.Name)
	if bound == nil {
		return nil
	}
	bank, err := mechanisms.InstanceOf[token.State](bound)
	if err != nil {
		return err
	}
	first := s.People.First
	genesis := mechanisms.Call{Who: sim.Nobody}
	for _, a := range []token.MintArgs{
		{First: first, Count: Modest, Amount: Fortune}, {First: first + Modest, Count: 1, Amount: Pocket},
		{First: first + Wary, Count: 1, Amount: Fortune},
	} {
		if err := token.Mint.Do(bank, genesis, a); err != nil {
			return err
		}
	}
	for _, b := range s.House.Instances {
		if b == bound {
			continue
		}
		if err := token.Grant.Do(bank, genesis, token.GrantArgs{First: first, Count: Wary, Spender: b.Account}); err != nil {
			return err
		}
	}
	return s.House.Introduce()
}

// Rerun does the calls of a written journal again, from nothing: stage must be new, without Genesis. Errors: a
// damaged journal, an unknown action, a call that ends otherwise than it did.
func Rerun(stage *Stage, journal io.Reader) error {
	house := stage.House
	rows := sim.NewJournalReader(journal, house.RowSize)
	for {
		row, err := rows.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		bound, action, ok := house.Resolve(row.Action)
		if !ok {
			return fmt.Errorf("row %d: no action has code %#04x", row.Number, row.Action)
		}
		house.World.At(row.Now)
		got := action.DoRow(bound, mechanisms.Call{Now: row.Now, Who: row.Who}, row.Args)
		if want := bound.Mechanism.Refusal(row.Outcome); got != want {
			return fmt.Errorf("row %d: %s.%s ends with %v, the journal says %v", row.Number, bound.Name, action.Name(), got, want)
		}
	}
}
