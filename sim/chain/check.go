package chain

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/sim"
)

// difference is something of the state that differs.
type difference struct {
	what, native, evm string
	suspects          suspects
}

// checkpoint compares what was touched since the last one, after the call of row.
func (r *replay) checkpoint(row sim.Row) (*finding, error) {
	if err := r.machine.Checkpoint(); err != nil {
		return nil, err
	}
	r.checked = r.calls
	if r.blocks != nil {
		r.blocks.note(r.machine.flat.changed)
	}
	r.addSuspects()
	var found []difference
	for i, in := range r.instances {
		more, err := r.checkInstance(i, in)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	more, err := r.askGetters()
	if err != nil {
		return nil, err
	}
	found = append(append(found, more...), r.strangers()...)
	r.forget()
	if len(found) == 0 {
		if r.Report != nil {
			r.Report(r.calls)
		}
		return nil, nil
	}
	f := r.finding(row, "")
	f.state(found)
	return f, nil
}

func (r *replay) addSuspects() {
	for _, s := range r.suspects.rows {
		in := r.instances[s.instance]
		in.touched[s.view] = append(in.touched[s.view], s.id)
	}
	if r.money != nil {
		r.money.touched = append(r.money.touched, r.suspects.agents...)
	}
}

// forget starts a new interval.
func (r *replay) forget() {
	for _, in := range r.instances {
		for v := range in.touched {
			in.touched[v] = in.touched[v][:0]
		}
	}
	if w := r.money; w != nil {
		w.touched, w.allowed = w.touched[:0], w.allowed[:0]
	}
}

// checkInstance compares the touched slots of a contract and sees that it changed no others.
func (r *replay) checkInstance(number int, in *instance) ([]difference, error) {
	clear(r.known)
	var found []difference
	for v := range in.views {
		if in.views[v].derived { // its rows come and go with those that they belong to, which no event may tell
			for _, id := range in.touched[v-1] {
				in.eachPart(v, id, func(part uint64) { in.touched[v] = append(in.touched[v], part) })
			}
		}
		ids := in.touched[v]
		slices.Sort(ids)
		ids = slices.Compact(ids)
		in.touched[v] = ids
		for _, id := range ids {
			same, err := r.checkRow(in, v, id)
			if err != nil {
				return nil, err
			}
			if !same {
				found = append(found, r.rowDiffers(number, in, v, id))
			}
		}
		if d, same := r.checkNext(in, v); !same {
			found = append(found, d)
		}
	}
	if r.money != nil && in == r.money.in {
		found = append(found, r.checkMoney()...)
	}
	var stray []common.Hash
	for slot := range r.machine.flat.changed[in.at] {
		if _, ok := r.known[slot]; !ok {
			stray = append(stray, slot)
		}
	}
	slices.SortFunc(stray, common.Hash.Cmp)
	for _, slot := range stray {
		found = append(found, r.strayDiffers(number, in, slot))
	}
	return found, nil
}

// holds says whether a contract's slot has a value, and notes that replay can account for the slot.
func (r *replay) holds(in *instance, slot, value common.Hash) bool {
	r.known[slot] = struct{}{}
	return r.machine.flat.storage[in.at][slot] == value
}

// checkRow compares a row of a view with its slots.
func (r *replay) checkRow(in *instance, v int, id uint64) (bool, error) {
	view := &in.views[v]
	var err error
	if r.slots, err = view.slotsOf(&r.coder, r.slots[:0], view.Row(in.Bound, id)); err != nil {
		return false, fmt.Errorf("%s.%s(%d): %w", in.Name, view.Name(), id, err)
	}
	key, same := view.key(id), true
	for n, want := range r.slots {
		if n > 0 {
			key = SlotPlus(key, 1)
		}
		same = r.holds(in, key, want) && same
	}
	return same, nil
}

func (r *replay) checkNext(in *instance, v int) (difference, bool) {
	view := &in.views[v]
	native := view.Next(in.Bound)
	if view.derived || r.holds(in, view.next, slotNumber(native)) {
		return difference{}, true
	}
	evm := r.machine.flat.storage[in.at][view.next]
	return difference{what: "next id of " + in.Name + "." + view.Name(), native: fmt.Sprint(native), evm: evm.Big().String()}, false
}

// checkMoney compares balances and allowances that were touched, and the supply.
func (r *replay) checkMoney() (found []difference) {
	w := r.money
	slices.Sort(w.touched)
	w.touched = slices.Compact(w.touched)
	for _, who := range w.touched {
		if x := r.world.Ledger.Balance(who); !r.holds(w.in, r.balanceSlot(who), amountSlot(x)) {
			found = append(found, r.balanceDiffers(who))
		}
	}
	slices.SortFunc(w.allowed, approvalKey.compare)
	w.allowed = slices.Compact(w.allowed)
	for _, k := range w.allowed {
		if !r.holds(w.in, r.allowanceSlot(k), r.allowance(k)) {
			found = append(found, r.allowanceDiffers(k))
		}
	}
	if x := r.world.Ledger.Supply(); !r.holds(w.in, slotNumber(totalSupplySlot), amountSlot(x)) {
		found = append(found, difference{what: "supply", native: fmt.Sprint(int64(x)), evm: w.Supply().Dec()})
	}
	return found
}

// strangers are contracts that are nobody's twin and changed something.
func (r *replay) strangers() (found []difference) {
	for at, slots := range r.machine.flat.changed {
		ours := slices.ContainsFunc(r.instances, func(in *instance) bool { return in.at == at })
		if !ours && len(slots) > 0 {
			found = append(found, difference{
				what: "storage of " + at.String(), native: "no such contract", evm: fmt.Sprintf("%d slots changed", len(slots)),
			})
		}
	}
	slices.SortFunc(found, func(a, b difference) int { return cmp.Compare(a.what, b.what) })
	return found
}

func (k approvalKey) compare(other approvalKey) int {
	if c := cmp.Compare(k.owner, other.owner); c != 0 {
		return c
	}
	return cmp.Compare(k.spender, other.spender)
}

// askGetters has the contracts answer for the last row of each view that was touched: storage is read by solc's layout,
// and this shows that the layout is the contract's own.
func (r *replay) askGetters() (found []difference, err error) {
	for i, in := range r.instances {
		for v := range in.views {
			ids := in.touched[v]
			if len(ids) == 0 {
				continue
			}
			id := ids[len(ids)-1]
			answer, err := r.machine.View(Call{To: in.at, Data: in.views[v].ask(id)})
			if err != nil {
				return nil, err
			}
			want, err := r.encode(nil, in.views[v].fields, in.views[v].Row(in.Bound, id))
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(answer, want) {
				found = append(found, r.rowDiffers(i, in, v, id))
			}
		}
	}
	return found, nil
}
