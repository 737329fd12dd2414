package calltest

import (
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// WithNeeds is a mechanism behind all that it needs, each by the mechanism of the need's name: the order in which
// instances are added to a house. An error names one that is not registered.
func WithNeeds(m *mechanisms.Mechanism) ([]*mechanisms.Mechanism, error) { return withNeeds(m, nil) }

// withNeeds appends m to all, after everything that it needs.
func withNeeds(m *mechanisms.Mechanism, all []*mechanisms.Mechanism) ([]*mechanisms.Mechanism, error) {
	if slices.Contains(all, m) {
		return all, nil
	}
	for _, need := range m.Needs {
		x := mechanisms.Lookup(need.Name)
		if x == nil {
			return nil, fmt.Errorf("%s needs a %s, which is not registered", m.Name, need.Name)
		}
		var err error
		if all, err = withNeeds(x, all); err != nil {
			return nil, err
		}
	}
	return append(all, m), nil
}

// Defaults are the parameters of m and of all that it needs, by the names of their instances: those that m wants in
// tests, else their defaults.
func Defaults(m *mechanisms.Mechanism) (map[string]any, error) {
	all, err := WithNeeds(m)
	if err != nil {
		return nil, err
	}
	params := map[string]any{}
	for _, x := range all {
		params[x.Name] = x.Defaults()
	}
	for _, need := range m.Needs {
		if need.InTests != nil {
			need.InTests(params[need.Name])
		}
	}
	return params, nil
}
