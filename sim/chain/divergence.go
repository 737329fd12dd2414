package chain

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Divergence is the first call at which, or after which, the two sides differ.
type Divergence struct {
	Call   uint64 // 1 for the first call; 0 before it
	Number uint64 // of its row in the journal
	Row    string // "second 86400: #12 trust.declare(id=7)"
	What   string // what differs: "outcome", "refusal", "events", "balance of #12", "trust.deals(7)", "supply", ...
	Native string // what the native side has of it
	EVM    string // and the EVM
}

// String writes the divergence on four lines.
func (d Divergence) String() string {
	return fmt.Sprintf("call %d (journal row %d), %s\n  differs: %s\n  native:  %s\n  EVM:     %s",
		d.Call, d.Number, d.Row, d.What, d.Native, d.EVM)
}

// finding is a divergence, and of one in the state where to look for its call.
type finding struct {
	Divergence
	suspects suspects
}

func (r *replay) finding(row sim.Row, what string) *finding {
	return &finding{Divergence: Divergence{Call: r.calls, Number: row.Number, Row: r.rowText(row), What: what}}
}

// state describes the first of the differences and suspects all.
func (f *finding) state(found []difference) {
	first := found[0]
	f.What, f.Native, f.EVM = first.what, first.native, first.evm
	if len(found) > 1 {
		f.What += fmt.Sprintf(" and %d more", len(found)-1)
	}
	for _, d := range found[:min(len(found), maxSuspects)] {
		f.suspects.agents = append(f.suspects.agents, d.suspects.agents...)
		f.suspects.rows = append(f.suspects.rows, d.suspects.rows...)
	}
}

// rowText is a journal row in words.
func (r *replay) rowText(row sim.Row) string {
	b, action, ok := r.house.Resolve(row.Action)
	if !ok || len(row.Args) != action.RowSize() {
		return fmt.Sprintf("second %d", row.Now)
	}
	text := fmt.Sprintf("second %d: #%d %s.%s", row.Now, row.Who, b.Name, action.Name())
	return text + "(" + rowValues(action.Args(), row.Args) + ")"
}

func rowValues(fields []mechanisms.Field, row []byte) string {
	values, err := mechanisms.Values(fields, row)
	if err != nil {
		return err.Error()
	}
	return mechanisms.Text(fields, values)
}

// nativeText is the outcome of the native call and its events.
func (r *replay) nativeText(err error) string {
	if err != nil {
		return "refused: " + err.Error()
	}
	parts := []string{"accepted"}
	for _, e := range r.events {
		parts = append(parts, e.From.Name+"."+e.Event.Name()+"("+rowValues(e.Event.Fields(), e.Row)+")")
	}
	return strings.Join(parts, "; ")
}

// evmText is the same of the EVM's.
func (r *replay) evmText(in *instance, done Result) string {
	if done.Err != nil && !done.Reverted() {
		return "fault: " + done.Err.Error()
	}
	if done.Err != nil {
		name := in.artefact.ErrorName(done.Data)
		if name == "" {
			name = "without a reason"
		}
		return "refused: " + name
	}
	parts := []string{"accepted"}
	for _, l := range done.Logs {
		parts = append(parts, r.logText(l))
	}
	return strings.Join(parts, "; ")
}

// logText is a log in words, as far as it is known: the contract by the name of its instance, agents by number.
func (r *replay) logText(l *types.Log) string {
	for _, in := range r.instances {
		if in.at != l.Address {
			continue
		}
		for i := range in.twin.events {
			if e := &in.twin.events[i]; len(l.Topics) == 1+len(e.indexed) && l.Topics[0] == e.id {
				return in.Name + "." + in.Mechanism.Events[i].Name() + "(" + r.logFields(in.Mechanism.Events[i], e, l) + ")"
			}
		}
		return in.Name + ".unknown event"
	}
	return "event of " + l.Address.String()
}

func (r *replay) logFields(of mechanisms.Event, e *event, l *types.Log) string {
	var topics []byte
	for _, topic := range l.Topics[1:] {
		topics = append(topics, topic[:]...)
	}
	indexed, err := r.decode(e.indexed, topics)
	if err != nil {
		return err.Error()
	}
	data, err := r.decode(e.data, l.Data)
	if err != nil {
		return err.Error()
	}
	var values []any
	for _, f := range of.Fields() { // both kinds in the order of the fields
		if f.Indexed {
			values, indexed = append(values, indexed[0]), indexed[1:]
		} else {
			values, data = append(values, data[0]), data[1:]
		}
	}
	return mechanisms.Text(of.Fields(), values)
}

func (r *replay) rowDiffers(number int, in *instance, v int, id uint64) difference {
	view := &in.views[v]
	d := difference{
		what:     fmt.Sprintf("%s.%s(%d)", in.Name, view.Name(), id),
		native:   rowValues(view.Fields(), view.Row(in.Bound, id)),
		suspects: suspects{rows: []rowName{{number, v, id}}},
	}
	answer, err := r.machine.View(Call{To: in.at, Data: view.ask(id)})
	if err == nil {
		var values []any
		if values, err = r.decode(view.fields, answer); err == nil {
			d.evm = mechanisms.Text(view.Fields(), values)
		}
	}
	if err != nil {
		d.evm = err.Error()
	}
	if d.evm == d.native {
		d.evm += ", but its slots hold something else"
	}
	return d
}

func (r *replay) balanceDiffers(who sim.Agent) difference {
	name := fmt.Sprintf("#%d", who)
	for _, in := range r.instances {
		if in.Account == who {
			name = in.Name
		}
	}
	return difference{
		what:     "balance of " + name,
		native:   fmt.Sprint(int64(r.world.Ledger.Balance(who))),
		evm:      r.money.Balance(r.accounts.Address(who)).Dec(),
		suspects: suspects{agents: []sim.Agent{who}},
	}
}

func (r *replay) allowanceDiffers(k approvalKey) difference {
	native := r.allowance(k)
	return difference{
		what:   fmt.Sprintf("allowance of #%d to #%d", k.owner, k.spender),
		native: native.Big().String(),
		evm:    r.money.Allowance(r.accounts.Address(k.owner), r.accounts.Address(k.spender)).Dec(),
	}
}

// strayDiffers describes a slot that changed although nothing native says why, as the balance, allowance or row that
// lies there if there is one.
func (r *replay) strayDiffers(number int, in *instance, slot common.Hash) difference {
	if r.money != nil && in == r.money.in {
		if slot == slotNumber(totalSupplySlot) {
			return difference{what: "supply", native: fmt.Sprint(int64(r.world.Ledger.Supply())), evm: r.money.Supply().Dec()}
		}
		for _, who := range r.appear {
			if r.balanceSlot(who) == slot {
				return r.balanceDiffers(who)
			}
			for _, spender := range r.money.spenders {
				if k := (approvalKey{who, spender}); r.allowanceSlot(k) == slot {
					return r.allowanceDiffers(k)
				}
			}
		}
	}
	for v := range in.views {
		for id, next := uint64(0), in.views[v].Next(in.Bound); id <= next; id++ {
			key := in.views[v].key(id)
			for n := range in.views[v].slots {
				if SlotPlus(key, n) == slot {
					return r.rowDiffers(number, in, v, id)
				}
			}
		}
	}
	value := r.machine.flat.storage[in.at][slot]
	return difference{
		what: fmt.Sprintf("slot %s of %s", slot, in.Name), native: "nothing native explains a change of it", evm: value.String(),
	}
}
