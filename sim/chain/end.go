package chain

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// end compares everything: what is touched at last, all that is alive, the hash of the journal.
func (r *replay) end(ctx context.Context, rows *sim.JournalReader) (*finding, error) {
	if found, err := r.states(ctx); found != nil || err != nil {
		return found, err
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

// states compares the states: what is touched at last, then all that is alive.
func (r *replay) states(ctx context.Context) (*finding, error) {
	if found, err := r.checkpoint(r.last); found != nil || err != nil {
		if found != nil {
			return r.earlier(ctx, found)
		}
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
	if r.blocks != nil {
		if found, err := r.blocks.end(ctx, r); found != nil || err != nil {
			return found, err
		}
	}
	if err := r.house.Check(); err != nil {
		return nil, &sim.Violation{Seed: r.world.Seed(), Event: r.calls, Second: r.last.Now, Err: err}
	}
	return nil, nil
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
		if !in.views[v].derived {
			slots++ // ids begin at 1
		}
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
		want, slot := r.allowance(k), r.allowanceSlot(k)
		_, born := w.in.born[slot] // given by a constructor
		if want == (common.Hash{}) && !born {
			return // counting the slots shows whether it is zero
		}
		if want != (common.Hash{}) {
			n++
		}
		if !r.holds(w.in, slot, want) {
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
