package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/dopamine-network/dopasim/sim"
)

// BlockOptions ask for a replay in blocks: beside the native run and the machine, every call is a signed transaction in
// a block of a go-ethereum chain.
type BlockOptions struct {
	// Dir is where the chain's database is kept, laid out as geth keeps its own; it must be empty. "": in memory.
	Dir string
	// Archive keeps the state at every block, so that it can be asked for later; else only the last one is kept.
	Archive bool

	limit  uint64                      // gas of a block; 0: by the number of calls
	spoilt map[common.Hash]common.Hash // slots of the first contract that tests make others at genesis
}

// Blocks is the chain that a replay in blocks left. Equal journals give equal hashes.
type Blocks struct {
	Head, Genesis common.Hash
	Number        uint64 // of the last block
	Time          uint64 // of the last block, the second of the scenario
	GasUsed       uint64 // by all transactions
	GasLimit      uint64 // of every block
	Contracts     []Contract
	// StateBytes is what the state at the last block takes in the database: trie nodes, accounts and slots, with their keys.
	// SlotBytes is how much of it the contracts' slots came to take since genesis, which may be less than nothing. Both are 0
	// of an archive.
	StateBytes uint64
	SlotBytes  int64
	// BlockBytes is the headers and transactions in RLP.
	BlockBytes uint64
	// Rows is how many rows were made of the view RowsOf, "trust.deals": the first of the last mechanism that has one.
	Rows   uint64
	RowsOf string
}

// Contract is a mechanism's.
type Contract struct {
	Name    string // of the instance
	Kind    string // of the contract, as in Solidity
	Address common.Address
}

// blocks is the chain of a replay as it grows. Calls wait until their second is over, blocks until there are enough of
// them; then they are made, inserted and compared.
type blocks struct {
	BlockOptions
	signer  *signer
	store   *store // nil before genesis
	maker   *maker
	waiting []planned
	calls   int // in waiting
	dirty   map[common.Address]map[common.Hash]struct{}
	report  Blocks
}

// planned is a block to make.
type planned struct {
	time  uint64
	calls []queued
}

// queued is a call to put into a block, and what it did in the machine.
type queued struct {
	row    sim.Row
	number uint64 // 1 for the first
	in     *instance
	data   []byte
	done   Result
}

// errShort says that a block holds more gas than half the limit.
var errShort = errors.New("the gas limit of the blocks is too low for the calls of a second")

// blockGasLimit is a gas limit for blocks of so many calls: mainnet's, or so many times twice that until half of it
// holds them. That a call takes no more than this is a guess, which errShort corrects.
func blockGasLimit(calls uint64) uint64 {
	const guess = 250_000
	limit := uint64(BlockGasLimit)
	for limit/2 < calls*guess {
		limit *= 2
	}
	return limit
}

func newBlocks(o BlockOptions, crowd uint64) *blocks {
	if o.limit == 0 {
		o.limit = blockGasLimit(crowd)
	}
	return &blocks{BlockOptions: o}
}

// open makes the chain's genesis of the state that the machine has.
func (b *blocks) open(r *replay) error {
	g := &core.Genesis{
		Config: r.machine.config, GasLimit: b.limit, BaseFee: startFee(), Coinbase: r.machine.context.Coinbase,
		Difficulty: common.Big0, Alloc: r.machine.flat.alloc(),
	}
	for _, who := range r.appear {
		if r.house.Owner(who) == nil {
			at := r.accounts.Address(who)
			account := g.Alloc[at]
			account.Balance = endowment()
			g.Alloc[at] = account
		}
	}
	for slot, value := range b.spoilt {
		g.Alloc[r.instances[0].at].Storage[slot] = value
	}
	var err error
	if b.store, err = openStore(b.BlockOptions, g); err != nil {
		return err
	}
	b.signer = newSigner(g.Config)
	b.maker = &maker{chain: b.store.chain, signer: b.signer.Signer}
	b.dirty = map[common.Address]map[common.Hash]struct{}{}
	b.report = Blocks{GasLimit: b.limit, Genesis: b.store.chain.Genesis().Hash()}
	for _, in := range r.instances {
		b.report.Contracts = append(b.report.Contracts, Contract{in.Name, in.artefact.Name, in.at})
	}
	_, slots, err := b.store.size(b.report.Contracts)
	if err != nil {
		return err
	}
	b.report.SlotBytes = -int64(slots)
	return b.maker.open()
}

// add queues a call that the machine has executed.
func (b *blocks) add(q queued) {
	q.row.Args, q.data = slices.Clone(q.row.Args), slices.Clone(q.data)
	time := uint64(q.row.Now)
	if n := len(b.waiting); n == 0 || b.waiting[n-1].time != time {
		b.waiting = append(b.waiting, planned{time: time})
	}
	last := &b.waiting[len(b.waiting)-1]
	last.calls = append(last.calls, q)
	b.calls++
}

// due says whether the waiting blocks are complete and enough, when the next call comes at now.
func (b *blocks) due(now sim.Second, every int) bool {
	return b.calls >= every && b.waiting[len(b.waiting)-1].time != uint64(now)
}

// last is the latest call that waits.
func (b *blocks) last() queued {
	calls := b.waiting[len(b.waiting)-1].calls
	return calls[len(calls)-1]
}

// note remembers what the machine changed until its last checkpoint.
func (b *blocks) note(changed map[common.Address]map[common.Hash]struct{}) {
	for at, slots := range changed {
		if b.dirty[at] == nil {
			b.dirty[at] = map[common.Hash]struct{}{}
		}
		for slot := range slots {
			b.dirty[at][slot] = struct{}{}
		}
	}
}

// flush makes the waiting blocks, inserts them, and compares their receipts and the state after them with the machine's,
// which has been compared with the native side. The machine must be at a checkpoint after the last of the calls.
func (b *blocks) flush(ctx context.Context, r *replay) (*finding, error) {
	if b.calls == 0 {
		return nil, nil
	}
	if err := b.signer.sign(b.waiting, r.accounts); err != nil {
		return nil, err
	}
	var made []*types.Block
	for _, p := range b.waiting {
		block, receipts, err := b.maker.make(ctx, p.time, b.signer.next(len(p.calls)))
		if err != nil {
			return nil, err
		}
		for i := range p.calls {
			if found := r.receiptDiffers(&p.calls[i], receipts[i], block); found != nil {
				return found, nil
			}
		}
		b.report.GasUsed += block.GasUsed()
		b.report.BlockBytes += block.Size()
		made = append(made, block)
	}
	if err := b.store.insert(made); err != nil {
		return nil, fmt.Errorf("blocks up to second %d: %w", b.waiting[len(b.waiting)-1].time, err)
	}
	if err := b.maker.open(); err != nil {
		return nil, err
	}
	found := b.compareDirty(r)
	clear(b.dirty)
	b.waiting, b.calls = b.waiting[:0], 0
	return found, nil
}

// receiptDiffers compares a receipt with what the call did in the machine: status, gas and logs are the same, since
// what a transaction has beside a call (signature, nonce, fee) costs no gas of its own.
func (r *replay) receiptDiffers(q *queued, have *types.Receipt, block *types.Block) *finding {
	what := ""
	switch status := q.done.Err == nil; {
	case status != (have.Status == types.ReceiptStatusSuccessful):
		what = "status"
	case !sameLogs(q.done.Logs, have.Logs):
		what = "logs"
	case q.done.Gas != have.GasUsed:
		what = "gas"
	default:
		return nil
	}
	f := r.finding(q.row, fmt.Sprintf("%s in block %d", what, block.NumberU64()))
	f.Call = q.number
	f.Native = fmt.Sprintf("%s; %d gas in fast mode, which is as natively", r.evmText(q.in, q.done), q.done.Gas)
	in := Result{Logs: have.Logs, Gas: have.GasUsed}
	f.EVM = fmt.Sprintf("%s; %d gas", r.evmText(q.in, in), have.GasUsed)
	if have.Status != types.ReceiptStatusSuccessful {
		f.EVM = fmt.Sprintf("status 0; %d gas", have.GasUsed)
	}
	return f
}

func sameLogs(a, b []*types.Log) bool {
	return slices.EqualFunc(a, b, func(x, y *types.Log) bool {
		return x.Address == y.Address && slices.Equal(x.Topics, y.Topics) && bytes.Equal(x.Data, y.Data)
	})
}
