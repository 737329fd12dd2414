package chain

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
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
	if r.Report != nil {
		r.Report(r.calls)
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
	if more, err := r.askGetters(); err != nil || len(more) > 0 {
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	r.forget()
	if len(found) == 0 {
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
	if r.holds(in, view.next, slotNumber(native)) {
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

// end compares everything: what is touched at last, then all that is alive.
func (r *replay) end(rows *sim.JournalReader) (*finding, error) {
	if found, err := r.checkpoint(r.last); found != nil || err != nil {
		return found, err
	}
	var found []difference
	for i, in := range r.instances {
		more, err := r.compareAll(i, in)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	if len(found) > 0 {
		f := r.finding(r.last, "")
		f.state(found)
		return f, nil
	}
	if err := r.house.Check(); err != nil {
		return nil, err
	}
	if !r.whole {
		return nil, nil
	}
	read, made := rows.Sum(), r.world.Journal.Sum()
	f := r.finding(r.last, "hash of the journal")
	switch {
	case r.Hash != nil && read != *r.Hash:
		f.Native, f.EVM = fmt.Sprintf("the run recorded %x", *r.Hash), fmt.Sprintf("the journal read has %x", read)
	case made != read:
		f.Native, f.EVM = fmt.Sprintf("replay journals %x", made), fmt.Sprintf("the journal read has %x", read)
	default:
		return nil, nil
	}
	return f, nil
}

// compareAll compares every row that is alive, the money of all who appear, and counts the slots: what is stored beside
// these must be as it was deployed.
func (r *replay) compareAll(number int, in *instance) (found []difference, err error) {
	clear(r.known)
	slots := 0 // that are not zero
	for v := range in.views {
		view := &in.views[v]
		for id, next := uint64(1), view.Next(in.Bound); id < next; id++ {
			if view.Status(in.Bound, id) == mechanisms.Ended {
				continue
			}
			clear(r.known) // it would grow with the rows
			same, err := r.checkRow(in, v, id)
			if err != nil {
				return nil, err
			}
			if !same {
				found = append(found, r.rowDiffers(number, in, v, id))
			}
			slots += notZero(r.slots)
		}
	}
	clear(r.known)
	for v := range in.views {
		if d, same := r.checkNext(in, v); !same {
			found = append(found, d)
		}
		slots += notZero([]common.Hash{slotNumber(in.views[v].Next(in.Bound))})
	}
	if r.money != nil && in == r.money.in {
		more, n := r.compareMoney()
		found, slots = append(found, more...), slots+n
	}
	for slot, value := range in.born {
		if _, ok := r.known[slot]; ok {
			continue
		}
		slots++
		if have := r.machine.flat.storage[in.at][slot]; have != value {
			found = append(found, r.strayDiffers(number, in, slot))
		}
	}
	if have := len(r.machine.flat.storage[in.at]); have != slots && len(found) == 0 {
		found = append(found, difference{
			what: "slots of " + in.Name, native: fmt.Sprintf("%d to account for", slots), evm: fmt.Sprintf("%d in use", have),
		})
	}
	return found, nil
}

func notZero(slots []common.Hash) (n int) {
	for i := range slots {
		if slots[i] != (common.Hash{}) {
			n++
		}
	}
	return n
}

// compareMoney compares all balances and allowances; n is the slots that are not zero. Who never appeared on the chain
// must hold natively what it held at genesis: their sum must be.
func (r *replay) compareMoney() (found []difference, n int) {
	w, ledger := r.money, r.world.Ledger
	var held sim.Amount
	allowed := func(k approvalKey) {
		want := r.allowance(k)
		if want == (common.Hash{}) {
			return // counting the slots shows whether it is zero
		}
		n++
		if r.machine.flat.storage[w.At][r.allowanceSlot(k)] != want {
			found = append(found, r.allowanceDiffers(k))
		}
	}
	for _, who := range r.appear {
		x := ledger.Balance(who)
		held += x
		if x > 0 {
			n++
		}
		if r.machine.flat.storage[w.At][r.balanceSlot(who)] != amountSlot(x) {
			found = append(found, r.balanceDiffers(who))
		}
		for _, spender := range w.spenders {
			allowed(approvalKey{who, spender})
		}
	}
	for k := range w.approved {
		if _, done := slices.BinarySearch(w.spenders, k.spender); !done {
			allowed(k)
		}
	}
	slices.SortStableFunc(found, func(a, b difference) int { return cmp.Compare(a.what, b.what) })
	x := ledger.Supply()
	if !r.holds(w.in, slotNumber(totalSupplySlot), amountSlot(x)) {
		found = append(found, difference{what: "supply", native: fmt.Sprint(int64(x)), evm: w.Supply().Dec()})
	}
	if x > 0 {
		n++
	}
	if rest, was := x-held, ledger.Genesis()-w.endowed; rest != was {
		found = append(found, difference{
			what: "money of agents that never called", native: fmt.Sprint(int64(rest)), evm: fmt.Sprint(int64(was)),
		})
	}
	return found, n
}
