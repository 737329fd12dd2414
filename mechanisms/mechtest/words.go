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

// value reads an argument of a call on bound.
func (s *script) value(bound *mechanisms.Bound, f mechanisms.Field, text string) any {
	if f.Type != mechanisms.List {
		return s.scalar(bound, f, f.Type, text)
	}
	items := []any{}
	if text == "none" {
		return items
	}
	for item := range strings.SplitSeq(text, "+") {
		items = append(items, s.scalar(bound, f, f.Elem, item))
	}
	return items
}

func (s *script) scalar(bound *mechanisms.Bound, f mechanisms.Field, kind mechanisms.Type, text string) any {
	switch kind {
	case mechanisms.Address:
		return s.agent(text)
	case mechanisms.Money:
		return s.amount(text)
	case mechanisms.Bool:
		if text != "true" && text != "false" {
			s.fail("%s: %q is neither true nor false", f.Name, text)
		}
		return text == "true"
	case mechanisms.Bytes32:
		if f.Sealed {
			return s.seal(bound, text)
		}
		return s.salt(text)
	case mechanisms.Seconds:
		return sim.Second(s.number(f.Name, text, 63))
	}
	return s.number(f.Name, text, 64)
}

func (s *script) number(name, text string, bits int) uint64 {
	n, err := strconv.ParseUint(text, 10, bits)
	if err != nil {
		s.fail("%s: %v", name, err)
	}
	return n
}

// seal reads "bob:3:yes:7": who commits, to which row, what, and the salt; none is 32 zeros.
func (s *script) seal(bound *mechanisms.Bound, text string) [32]byte {
	if text == "none" {
		return [32]byte{}
	}
	parts := strings.Split(text, ":")
	if len(parts) == 3 {
		parts = slices.Insert(parts, 2, "no")
	}
	if len(parts) != 4 {
		s.fail("seal: %q is not who:row:value:salt or who:row:salt", text)
	}
	x := mechanisms.Secret{ID: s.number("row", parts[1], 64), Who: s.agent(parts[0]), Salt: s.salt(parts[3])}
	switch parts[2] {
	case "yes":
		x.Value = 1
	case "no":
	default:
		x.Value = uint8(s.number("value", parts[2], 8))
	}
	return bound.Seal(x)
}

// salt reads the first of 32 bytes.
func (s *script) salt(text string) [32]byte { return [32]byte{byte(s.number("salt", text, 8))} }

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
	switch i := slices.Index(names[:], name); {
	case i >= 0:
		return w.People.First + sim.Agent(i)
	case name == "nobody":
		return sim.Nobody
	case name == "vault":
		return w.Bound.Account
	}
	if b := w.House.Find(name); b != nil {
		return b.Account
	}
	s.fail("there is no %s (want one of %s, vault, nobody or a mechanism)", name, strings.Join(names[:], ", "))
	return sim.Nobody
}

func (s *script) nameOf(who sim.Agent) string {
	w := s.world()
	switch {
	case who == sim.Nobody:
		return "nobody"
	case who == w.Bound.Account:
		return "vault"
	case w.People.Contains(who):
		return names[who-w.People.First]
	}
	if b := w.House.Owner(who); b != nil {
		return b.Name
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

// money lists what the people, the vault, the other mechanisms and the fire hold, without those who have nothing.
func (s *script) money() string {
	w := s.world()
	l := w.House.World.Ledger
	held := append(slices.Clone(names[:]), "vault")
	for _, b := range w.House.Instances {
		if b != w.Bound {
			held = append(held, b.Name)
		}
	}
	var parts []string
	for _, name := range held {
		if x := l.Balance(s.agent(name)); x != 0 || name == "vault" {
			parts = append(parts, name+" "+tokens(x))
		}
	}
	return strings.Join(append(parts, "burned "+tokens(l.Burned())), ", ")
}

func tokens(x sim.Amount) string { return strings.TrimSuffix(x.String(), " DPMN") }
