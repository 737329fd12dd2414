package parity

import (
	"fmt"
	"maps"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/sim"
)

// Rules are the parameters of a small world around one mechanism: its own and those of all that it needs, by the names of
// the instances, which are called as their mechanisms are.
type Rules struct {
	Mechanism *mechanisms.Mechanism
	Params    map[string]any // pointers as from Defaults
}

// Defaults are the rules that tests of m begin with.
func Defaults(m *mechanisms.Mechanism) (Rules, error) {
	params, err := calltest.Defaults(m)
	return Rules{m, params}, err
}

// draw takes one of the variants of each mechanism, and half the time changes some parameters of it. Parameters that do
// not fit together are drawn again, and in the end left alone.
func draw(m *mechanisms.Mechanism, l calltest.Luck) (Rules, error) {
	all, err := calltest.WithNeeds(m)
	if err != nil {
		return Rules{}, err
	}
	r, err := Defaults(m)
	if err != nil {
		return Rules{}, err
	}
	for _, x := range all {
		base := r.Params[x.Name]
		if variants := x.Variants(); x == m || l.Uint64n(2) == 0 {
			base = variants[l.Uint64n(uint64(len(variants)))]
		}
		if err := setAll(r.Params[x.Name], base); err != nil {
			return Rules{}, err
		}
		if l.Uint64n(2) == 0 {
			continue
		}
		for range 8 {
			p := x.Defaults()
			if err := setAll(p, base); err != nil {
				return Rules{}, err
			}
			change(p, l)
			if x.Check(p) == nil {
				r.Params[x.Name] = p
				break
			}
		}
	}
	return r, nil
}

// setAll makes parameters equal to others of the same type.
func setAll(params, to any) error {
	have := mechanisms.ParamsOf(params)
	for i, p := range mechanisms.ParamsOf(to) {
		if have[i].Default == p.Default {
			continue
		}
		if err := mechanisms.SetParam(params, p.Key, p.Default); err != nil {
			return fmt.Errorf("parameter %s: %w", p.Key, err)
		}
	}
	return nil
}

// change sets a third of the parameters to values that matter: any choice, the least and the greatest, a little, much.
func change(params any, l calltest.Luck) {
	for _, p := range mechanisms.ParamsOf(params) {
		if l.Uint64n(3) > 0 {
			continue
		}
		var values []string
		switch p.Kind {
		case mechanisms.KindChoice:
			values = p.Choices
		case mechanisms.KindSeconds:
			values = []string{"0s", "1s", "20m", "1d", p.Min}
		case mechanisms.KindAmount:
			values = []string{"0 DPMN", "0.000000007 DPMN", "1 DPMN", "3 DPMN", p.Min}
		case mechanisms.KindFlag:
			values = []string{"true", "false"}
		case mechanisms.KindCount:
			values = []string{"1", "2", "3", "4", "5", p.Min}
		}
		if len(values) == 0 {
			continue
		}
		if l.Uint64n(32) == 0 && p.Max != "" && p.Kind != mechanisms.KindCount { // of seats, it would take all the time
			values = []string{p.Max}
		}
		if text := values[l.Uint64n(uint64(len(values)))]; p.Check(text) == nil {
			if err := mechanisms.SetParam(params, p.Key, text); err != nil {
				panic("parity: " + err.Error())
			}
		}
	}
}

// Settings are the parameters that are not the defaults of the mechanism, as "vote.seats 5", sorted by instance.
func (r Rules) Settings() (lines []string) {
	for _, name := range slices.Sorted(maps.Keys(r.Params)) {
		defaults := mechanisms.Lookup(name).Params()
		for i, p := range mechanisms.ParamsOf(r.Params[name]) {
			if p.Default != defaults[i].Default {
				lines = append(lines, name+"."+p.Key+" "+p.Default)
			}
		}
	}
	return lines
}

// The people of a world: most are rich and let every mechanism take their money.
const (
	people  = 8
	modest  = 5 // holds pocket
	poor    = 6 // holds nothing
	wary    = 7 // holds as much as the rich but lets nobody take it
	fortune = 10_000 * sim.Token
	pocket  = 25 * sim.Token
)

var names = [people]string{"ann", "bob", "cyd", "dan", "eve", "modest", "poor", "wary"}

// world builds the mechanisms and the people, whose money is made too.
func (r Rules) world() (*mechanisms.House, sim.Population, error) {
	all, err := calltest.WithNeeds(r.Mechanism)
	if err != nil {
		return nil, sim.Population{}, err
	}
	var groups []sim.Group
	for _, x := range all {
		groups = append(groups, sim.Group{Name: x.Name, Size: 1})
	}
	w, err := sim.NewWorld(sim.Config{Populations: append(groups, sim.Group{Name: "people", Size: people})})
	if err != nil {
		return nil, sim.Population{}, err
	}
	h := mechanisms.NewHouse(w)
	for _, x := range all {
		if _, err := h.Add(x.Name, x, r.Params[x.Name], nil); err != nil {
			return nil, sim.Population{}, err
		}
	}
	crowd, _ := w.Population("people")
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

// fill gives every instance its mechanism's defaults.
func (r Rules) fill() error {
	all, err := calltest.WithNeeds(r.Mechanism)
	for _, x := range all {
		r.Params[x.Name] = x.Defaults()
	}
	return err
}

// with is the rules with other parameters of one instance, which change makes of a copy.
func (r Rules) with(name string, change func(params any) (any, error)) (Rules, error) {
	copied := mechanisms.Lookup(name).Defaults()
	if err := setAll(copied, r.Params[name]); err != nil {
		return r, err
	}
	made, err := change(copied)
	params := maps.Clone(r.Params)
	params[name] = made
	return Rules{r.Mechanism, params}, err
}

func set(params any, key, text string) error { return mechanisms.SetParam(params, key, text) }
