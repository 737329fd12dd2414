package chain

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// compareDirty compares the slots that the machine changed with those in the state of the last block.
func (b *blocks) compareDirty(r *replay) *finding {
	for number, in := range r.instances {
		for _, slot := range slices.SortedFunc(maps.Keys(b.dirty[in.at]), common.Hash.Cmp) {
			want, have := r.machine.flat.storage[in.at][slot], b.maker.state.GetState(in.at, slot)
			if want != have {
				d := r.strayDiffers(number, in, slot)
				return b.stateDiffers(r, d.what, want.String()+" in fast mode, which is as natively", have.String())
			}
		}
	}
	return nil
}

// stateDiffers is a difference after the last of the waiting calls: which of them, receipts do not tell.
func (b *blocks) stateDiffers(r *replay, what, native, evm string) *finding {
	f := r.finding(r.last, fmt.Sprintf("%s after block %d", what, b.maker.head.Number))
	f.Native, f.EVM = native, evm
	if len(b.waiting) > 0 {
		last := b.last()
		f.Call, f.Number, f.Row = last.number, last.row.Number, r.rowText(last.row)
	}
	return f
}

// end flushes what waits and compares all accounts of the machine with those after the last block: nonces, code and, by
// their Merkle roots, every slot of every contract.
func (b *blocks) end(ctx context.Context, r *replay) (*finding, error) {
	if found, err := b.flush(ctx, r); found != nil || err != nil {
		return found, err
	}
	flat := r.machine.flat
	for _, at := range flat.addresses() {
		want := flat.accounts[at]
		root, have := storageRoot(flat.storage[at]), b.maker.state.GetStorageRoot(at)
		if have == (common.Hash{}) {
			have = types.EmptyRootHash
		}
		switch {
		case want.Nonce != b.maker.state.GetNonce(at):
			return b.stateDiffers(r, "nonce of "+at.String(), fmt.Sprint(want.Nonce), fmt.Sprint(b.maker.state.GetNonce(at))), nil
		case common.BytesToHash(want.CodeHash) != b.maker.state.GetCodeHash(at):
			return b.stateDiffers(r, "code of "+at.String(), fmt.Sprintf("hash %x", want.CodeHash), "hash "+b.maker.state.GetCodeHash(at).String()), nil
		case root != have:
			return b.stateDiffers(r, "storage of "+r.nameOf(at), "root "+root.String(), "root "+have.String()), nil
		}
	}
	return nil, nil
}

func (r *replay) nameOf(at common.Address) string {
	for _, in := range r.instances {
		if in.at == at {
			return in.Name
		}
	}
	return at.String()
}

// close settles the chain and describes it.
func (b *blocks) close(r *replay) error {
	if b.store == nil {
		return nil
	}
	head := b.store.chain.CurrentBlock()
	b.report.Head, b.report.Number, b.report.Time = head.Hash(), head.Number.Uint64(), head.Time
	for _, in := range r.instances {
		if len(in.views) > 0 {
			view := in.views[0]
			b.report.Rows, b.report.RowsOf = view.Next(in.Bound)-1, in.Name+"."+view.Name()
		}
	}
	if err := b.store.settle(); err != nil {
		return err
	}
	all, slots, err := b.store.size(b.report.Contracts)
	if err != nil {
		return err
	}
	b.report.StateBytes = all
	b.report.SlotBytes += int64(slots)
	return b.store.close()
}
