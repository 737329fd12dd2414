package chain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// gauge is a court whose calls are weighed. Its people have more than they need, but for the poor one, who has nothing.
//
// On a first gauge nobody holds anything but who calls, and who is about to pay, and no contract holds anything when it
// is paid for the first time; on a later one everybody does. Once a contract holds something it also holds something of
// others: no call empties it.
type gauge struct {
	*court
	later   bool
	size    int
	others  map[string]bool // contracts that hold what is others'
	rich    bool            // everybody holds plenty, or a little less
	gas     map[string][]uint64
	refused map[string][]refusedCall // on later gauges only
}

type refusedCall struct {
	gas uint64
	why string
}

// People of a gauge: the rest are witnesses.
const (
	giver, taker, passer, poor, firstWitness = 0, 1, 2, 3, 4

	plenty = 1_000_000 * sim.Token
)

func newGauge(t testing.TB, later bool, people int, parts ...part) *gauge {
	g := &gauge{
		court: newCourtOf(t, uint32(people), parts...), later: later, size: people,
		others: map[string]bool{}, gas: map[string][]uint64{}, refused: map[string][]refusedCall{},
	}
	g.must(g.money.SetSupply(uint256.NewInt(uint64(plenty) * uint64(people+len(parts)))))
	if later {
		for _, in := range g.instances {
			g.leave(in)
		}
	}
	return g
}

// leave has a contract hold a base unit more.
func (g *gauge) leave(in *instance) {
	g.others[in.Name] = true
	g.must(g.money.SetBalance(in.at, new(uint256.Int).AddUint64(g.money.Balance(in.at), 1)))
}

// hold has everybody hold plenty, or only those named. The poor one never does.
func (g *gauge) hold(everybody bool, who ...int) {
	if everybody && g.rich {
		return
	}
	g.rich = everybody
	for n := range g.size {
		has := uint64(0)
		if n != poor && (everybody || slices.Contains(who, n)) {
			has = uint64(plenty)
		}
		g.must(g.money.SetBalance(g.person(n), uint256.NewInt(has)))
	}
}

// weigh makes a call that must be accepted and notes its gas. payers pay, though they do not call.
func (g *gauge) weigh(time uint64, who int, action string, args []any, payers ...int) {
	g.Helper()
	g.hold(g.later, append(payers, who)...)
	g.gas[action] = append(g.gas[action], g.accepted(time, who, action, args...).Gas)
	for _, in := range g.instances {
		if !g.others[in.Name] && !g.money.Balance(in.at).IsZero() {
			g.leave(in)
		}
	}
}

// pass makes a call that must be accepted and whose gas is of no interest.
func (g *gauge) pass(time uint64, who int, action string, args ...any) {
	g.Helper()
	g.hold(true)
	g.accepted(time, who, action, args...)
}

func (g *gauge) accepted(time uint64, who int, action string, args ...any) Result {
	g.Helper()
	outcome, done := g.send(time, who, action, args...)
	if outcome != "ok" {
		g.Fatalf("%s: %s", action, outcome)
	}
	return done
}

// refuse makes a call that must be refused in that way and notes its gas.
func (g *gauge) refuse(why string, time uint64, who int, action string, args ...any) {
	g.Helper()
	g.hold(true)
	outcome, done := g.send(time, who, action, args...)
	if outcome != why {
		g.Fatalf("%s: %s, want %s", action, outcome, why)
	}
	g.refused[action] = append(g.refused[action], refusedCall{done.Gas, why})
}

// args are the arguments of a call.
func args(a ...any) []any { return a }

// tariff is the table of gas under construction.
type tariff struct {
	testing.TB
	lines []tariffLine
	// check hears of every line measured, with what the committed table says under the parameters measured.
	check func(have, table mechanisms.Gas, line string)
}

type tariffLine struct {
	action, conditions string
	mechanisms.Gas
	why string // the refusals weighed
}

// have returns the line of an action under conditions, nil if there is none yet.
func (f *tariff) have(action, conditions string) *tariffLine {
	for i := range f.lines {
		if l := &f.lines[i]; l.action == action && l.conditions == conditions {
			return l
		}
	}
	return nil
}

// add runs a script on a first and on a later gauge of so many people, and adds a line for each of the actions that have
// none yet under their conditions. An action that the script has refused only costs as much as that, always.
func (f *tariff) add(people int, parts []part, script func(*gauge), wanted ...[2]string) {
	f.Helper()
	wanted = slices.DeleteFunc(wanted, func(w [2]string) bool { return f.have(w[0], w[1]) != nil })
	if len(wanted) == 0 {
		return
	}
	first, later := newGauge(f, false, people, parts...), newGauge(f, true, people, parts...)
	script(first)
	script(later)
	for _, w := range wanted {
		no := later.refused[w[0]]
		if len(no) == 0 {
			f.Fatalf("%s: no refusal weighed", w[0])
		}
		l := tariffLine{action: w[0], conditions: w[1], why: reasons(no)}
		l.Refused = median(refusedGas(no))
		l.First, l.Later = l.Refused, l.Refused
		if yes := first.gas[w[0]]; len(yes) > 0 {
			l.First, l.Later = median(yes), median(later.gas[w[0]])
		}
		f.lines = append(f.lines, l)
		if !*update { // else the table is that of the last build
			of, name, _ := strings.Cut(l.action, ".")
			b := later.house.Find(of)
			gas, err := b.Gas(b.Mechanism.Action(name))
			later.must(err)
			f.check(l.Gas, gas, l.action+" "+l.conditions)
		}
	}
}

func reasons(of []refusedCall) string {
	var why []string
	for _, r := range of {
		if !slices.Contains(why, r.why) {
			why = append(why, r.why)
		}
	}
	return strings.Join(why, ",")
}

func refusedGas(of []refusedCall) (gas []uint64) {
	for _, r := range of {
		gas = append(gas, r.gas)
	}
	return gas
}

// median is the lower one of an even number.
func median(of []uint64) uint64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[(len(sorted)-1)/2]
}

// text is the file: by mechanism and action as they are declared, then as measured.
func (f *tariff) text() string {
	var order []string
	for _, m := range mechanisms.All() {
		for _, a := range m.Actions {
			order = append(order, m.Name+"."+a.Name())
		}
	}
	lines := slices.Clone(f.lines)
	slices.SortStableFunc(lines, func(a, b tariffLine) int {
		return cmp.Compare(slices.Index(order, a.action), slices.Index(order, b.action))
	})
	width := 0
	for _, l := range lines {
		width = max(width, len(l.conditions))
	}
	var out strings.Builder
	out.WriteString(gasHead)
	fmt.Fprintf(&out, "# %-16s %-*s %9s %9s %9s  %s\n", "action", width, "conditions", "first", "later", "refused", "refused with")
	for _, l := range lines {
		fmt.Fprintf(&out, "%-18s %-*s %9d %9d %9d  %s\n", l.action, width, l.conditions, l.First, l.Later, l.Refused, l.why)
	}
	return out.String()
}

const gasHead = `# Gas of a transaction of each action, measured on the contracts (21000 and calldata included, refunds deducted): the
# median of the calls of a script. "go test ./sim/chain -run Gas -update" writes this file; mechanisms/gas.go says how it
# is read, sim/chain/tariff_test.go what is measured.
#
# first    whoever is paid held nothing, nor did the contract when it was first paid; an allowance that is set was zero
# later    everybody held something
# refused  the call was refused, in one of the ways named last
`

// when is a condition: on a choice or a count, or on whether there is any of an amount or of a duration.
func when(key string, value any) string {
	some := false
	switch v := value.(type) {
	case sim.Amount:
		some = v > 0
	case sim.Second:
		some = v > 0
	default:
		return fmt.Sprintf("%s=%v", key, value)
	}
	if some {
		return key + ">0"
	}
	return key + "=0"
}

// all wants every condition to hold; "-" stands for none.
func all(conditions ...string) string {
	if len(conditions) == 0 {
		return "-"
	}
	return strings.Join(conditions, ",")
}
