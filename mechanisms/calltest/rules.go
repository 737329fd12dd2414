package calltest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Rules are the parameters of a small world around one mechanism: its own and those of all that it needs, by the names of
// the instances, which are called as their mechanisms are.
type Rules struct {
	Mechanism *mechanisms.Mechanism
	Params    map[string]any // pointers as from Defaults
}

// VariantRules are the i-th variant of m, among what it needs as tests of m begin with it.
func VariantRules(m *mechanisms.Mechanism, i int) (Rules, error) {
	params, err := Defaults(m)
	if err != nil {
		return Rules{}, err
	}
	return Rules{m, params}, setAll(params[m.Name], m.Variants()[i])
}

// DrawRules takes one of the variants of each mechanism, and half the time changes some parameters of it. Parameters that do
// not fit together are drawn again, and in the end left alone.
func DrawRules(m *mechanisms.Mechanism, l Luck) (Rules, error) {
	all, err := WithNeeds(m)
	if err != nil {
		return Rules{}, err
	}
	params, err := Defaults(m)
	if err != nil {
		return Rules{}, err
	}
	r := Rules{m, params}
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
func change(params any, l Luck) {
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
				panic("calltest: " + err.Error())
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

// Fill gives every instance its mechanism's defaults.
func (r Rules) Fill() error {
	all, err := WithNeeds(r.Mechanism)
	for _, x := range all {
		r.Params[x.Name] = x.Defaults()
	}
	return err
}

// With is the rules with other parameters of one instance, which change makes of a copy.
func (r Rules) With(name string, change func(params any) (any, error)) (Rules, error) {
	copied := mechanisms.Lookup(name).Defaults()
	if err := setAll(copied, r.Params[name]); err != nil {
		return r, err
	}
	made, err := change(copied)
	params := maps.Clone(r.Params)
	params[name] = made
	return Rules{r.Mechanism, params}, err
}
