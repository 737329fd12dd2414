package agents

import (
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Which is the one of several mechanisms that the population uses: the one it names in Uses, else the only one that the
// scenario has. A strategy that works with more than one asks it.
func Which(b *Build, of ...*mechanisms.Mechanism) (*mechanisms.Mechanism, error) {
	var found []*mechanisms.Mechanism
	for _, m := range of {
		if _, named := b.Uses[m.Name]; named {
			return m, nil
		}
		for _, i := range b.House.Instances {
			if i.Mechanism == m {
				found = append(found, m)
				break
			}
		}
	}
	var names []string
	for _, m := range of {
		names = append(names, m.Name)
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("needs a %s among the mechanisms", strings.Join(names, " or a "))
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("there is more than one contract that it can use: name one, e.g. uses: {%s: NAME}", found[0].Name)
}
