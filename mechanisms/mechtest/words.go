package mechtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// How a Table writes and reads agents, amounts and arguments.

func (s *script) value(f mechanisms.Field, text string) any {
	switch f.Type {
	case mechanisms.Address:
		return s.agent(text)
	case mechanisms.Money:
		return s.amount(text)
	case mechanisms.Bool:
		return text == "true"
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		s.fail("%s: %v", f.Name, err)
	}
	if f.Type == mechanisms.Seconds {
		return sim.Second(n)
	}
	return n
}

// amount reads "10DPMN", or a plain number of base units.
func (s *script) amount(text string) sim.Amount {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return sim.Amount(n)
	}
	x, err := mechanisms.ParseAmount(text)
	if err != nil {
		s.fail("%v", err)
	}
	return x
}

func (s *script) agent(name string) sim.Agent {
	w := s.world()
	switch i := slices.Index(names, name); {
	case i >= 0:
		return w.People.First + sim.Agent(i)
	case name == "nobody":
		return sim.Nobody
	case name == "vault":
		return w.Bound.Account
	}
	s.fail("there is no %s (want one of %s, vault, nobody)", name, strings.Join(names, ", "))
	return sim.Nobody
}

func (s *script) nameOf(who sim.Agent) string {
	w := s.world()
	switch {
	case who == sim.Nobody:
		return "nobody"
	case who == w.Bound.Account:
		return "vault"
	case w.People.Contains(who) && int(who-w.People.First) < len(names):
		return names[who-w.People.First]
	}
	return fmt.Sprintf("#%d", who)
}

func (s *script) text(fields []mechanisms.Field, values []any) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		switch v := values[i].(type) {
		case sim.Agent:
			parts[i] = f.Name + "=" + s.nameOf(v)
		case sim.Amount:
			parts[i] = f.Name + "=" + tokens(v)
		default:
			parts[i] = fmt.Sprintf("%s=%v", f.Name, v)
		}
	}
	return strings.Join(parts, " ")
}

// money lists what the people, the vault and the fire hold, without those who never had anything.
func (s *script) money() string {
	l := s.world().House.World.Ledger
	var parts []string
	for _, name := range append(slices.Clone(names), "vault") {
		if x := l.Balance(s.agent(name)); x != 0 || name == "vault" {
			parts = append(parts, name+" "+tokens(x))
		}
	}
	return strings.Join(append(parts, "burned "+tokens(l.Burned())), ", ")
}

func tokens(x sim.Amount) string { return strings.TrimSuffix(x.String(), " DPMN") }
