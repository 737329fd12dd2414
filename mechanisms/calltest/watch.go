package calltest

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Watch sees that no call takes money from anybody whom it is not for. It looks at the native side; that the token's
// contract has the same balances is compared beside it (chain.Pair). For every call:
//
//   - money is conserved: the balances add up to the supply, and what left the supply was burned;
//   - a refused call moves nothing;
//   - nobody but the caller has less than before, save by transferFrom, within what the caller was allowed to take;
//   - a contract is solvent: it holds what it owes, which is its metric "locked";
//   - whoever has more is who the token's own call pays, or is named in a row as it was before the call, which the call
//     changes or ends, or which its arguments or events name;
//   - what a contract pays out or burns it no longer owes, and what it takes from the caller it owes from now on: its
//     balance less its debt never falls, and rises by nothing but what is sent to it outright, or paid by a contract to
//     which it is a party like any other (somebody named it as a witness, say).
//
// Together: an account gains only what the caller gives, what it was allowed to take, or what a contract owed by a row that
// names it; a contract gives nothing that it does not owe, and keeps nothing that it does. Which of those whom a row names
// gets how much is left to the rules of the mechanism.
type Watch struct {
	house  *mechanisms.House
	people sim.Population
	bank   *mechanisms.Bound // nil: no mechanism makes money
	vaults []vault

	before, after figures
	allowed       sim.Amount // of a transferFrom
	rows          ledgerOfRows
	named         []bool // by account: whether a row names it, for the call under way
}

// vault is an instance that may hold money: locked is the place of its metric, -1 when it owes nothing ever.
type vault struct {
	*mechanisms.Bound
	locked int
}

type figures struct {
	balances []sim.Amount // by account
	owed     []sim.Amount // by vault
}

// NewWatch watches a house whose genesis is over. people are those who send calls and are not to lose by others'.
func NewWatch(h *mechanisms.House, people sim.Population) *Watch {
	w := &Watch{house: h, people: people, rows: newLedgerOfRows(h), named: make([]bool, h.World.Accounts())}
	for _, b := range h.Instances {
		if _, ok := b.State().(mechanisms.Treasury); ok {
			w.bank = b
		}
		w.vaults = append(w.vaults, vault{b, slices.IndexFunc(b.Mechanism.Metrics, func(x mechanisms.MetricInfo) bool {
			return x.Name == "locked" && x.Unit == "DPMN"
		})})
	}
	return w
}

func (w *Watch) read(f *figures) {
	f.balances, f.owed = f.balances[:0], f.owed[:0]
	for who := range w.house.World.Accounts() {
		f.balances = append(f.balances, w.house.World.Ledger.Balance(sim.Agent(who)))
	}
	for _, v := range w.vaults {
		owed := sim.Amount(0)
		if v.locked >= 0 {
			owed = sim.Amount(v.Metric(v.locked))
		}
		f.owed = append(f.owed, owed)
	}
}

// transfer is what a call of the token itself moves.
type transfer struct {
	from, to sim.Agent
	x        sim.Amount
	of       bool // of another's money: transferFrom
}

// transferOf reads a call as one of ERC-20's two ways to pay.
func (w *Watch) transferOf(s Step) (t transfer, ok bool) {
	if s.Bound != w.bank {
		return t, false
	}
	values, err := mechanisms.Values(s.Action.Args(), s.Row)
	if err != nil {
		return t, false
	}
	switch s.Action.Name() {
	case "transfer":
		return transfer{s.Call.Who, values[0].(sim.Agent), values[1].(sim.Amount), false}, true
	case "transferFrom":
		return transfer{values[0].(sim.Agent), values[1].(sim.Agent), values[2].(sim.Amount), true}, true
	}
	return t, false
}

// Begin notes how things are before a call that is to be made.
func (w *Watch) Begin(s Step) {
	w.read(&w.before)
	w.allowed = 0
	if t, ok := w.transferOf(s); ok && t.of {
		money := w.bank.State().(interface {
			Allowance(owner, spender sim.Agent) (x sim.Amount, unlimited bool)
		})
		x, unlimited := money.Allowance(t.from, s.Call.Who)
		if unlimited {
			x = sim.MaxAmount
		}
		w.allowed = x
	}
}

// End says what the call did that it may not; nil if nothing. outcome is as in the journal, 0 for a call that is accepted, and
// events are what it emitted.
func (w *Watch) End(s Step, outcome uint16, events []mechanisms.Logged) error {
	if err := w.house.Check(); err != nil {
		return err
	}
	w.read(&w.after)
	if outcome != 0 {
		if !slices.Equal(w.before.balances, w.after.balances) || !slices.Equal(w.before.owed, w.after.owed) {
			return fmt.Errorf("a refused call moved money")
		}
		return nil
	}
	t, moved := w.transferOf(s)
	for who := w.people.First; w.people.Contains(who); who++ {
		lost := w.before.balances[who] - w.after.balances[who]
		if lost <= 0 || who == s.Call.Who || moved && t.of && t.from == who && lost == t.x && lost <= w.allowed {
			continue
		}
		return fmt.Errorf("%s lost %v by a call of %s", NameOf(w.house, w.people, who), lost, NameOf(w.house, w.people, s.Call.Who))
	}
	for i, v := range w.vaults {
		given := w.paid(v.Account, events)
		if moved && t.to == v.Account {
			given = t.x
		}
		surplus := w.after.balances[v.Account] - w.after.owed[i]
		change := surplus - (w.before.balances[v.Account] - w.before.owed[i])
		if surplus < 0 || change < 0 || change > given || moved && change != given {
			return fmt.Errorf("%s holds %v and owes %v, after %v and %v, and was given %v", v.Name,
				w.after.balances[v.Account], w.after.owed[i], w.before.balances[v.Account], w.before.owed[i], given)
		}
	}
	return w.gains(s, t, moved, events)
}

// gains is an error when somebody has more whom no row names that the call is about.
func (w *Watch) gains(s Step, t transfer, moved bool, events []mechanisms.Logged) error {
	clear(w.named)
	name := func(who sim.Agent) {
		if int(who) < len(w.named) { // Nobody is no account
			w.named[who] = true
		}
	}
	if moved {
		name(t.to)
	}
	w.rows.about(s.Bound, s.Action.Args(), s.Row, name)
	for i := range events {
		w.rows.about(events[i].From, events[i].Event.Fields(), events[i].Row, name)
	}
	w.rows.update(name)
	for who := w.people.First; w.people.Contains(who); who++ {
		if got := w.after.balances[who] - w.before.balances[who]; got > 0 && !w.named[who] {
			return fmt.Errorf("%s got %v by a call of %s, and no row named it", NameOf(w.house, w.people, who), got,
				NameOf(w.house, w.people, s.Call.Who))
		}
	}
	return nil
}

// paid is what contracts paid to an account in a call: transfers whose sender is one.
func (w *Watch) paid(to sim.Agent, events []mechanisms.Logged) (sum sim.Amount) {
	for i := range events {
		e := &events[i]
		if e.From != w.bank || e.Event.Name() != "Transfer" { // from, to, value: chain.NewPair has checked it
			continue
		}
		from := sim.Agent(binary.LittleEndian.Uint32(e.Row))
		if sim.Agent(binary.LittleEndian.Uint32(e.Row[4:])) == to && w.house.Owner(from) != nil {
			sum += sim.Amount(binary.LittleEndian.Uint64(e.Row[8:]))
		}
	}
	return sum
}
