package chain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// DefaultEvery is the calls between two checkpoints when Options say nothing.
const DefaultEvery = 2000

// Options say what to replay. A replay asks for one stage and reads the journal twice: for who appears in it, and to
// execute it. After a difference it does so once more, to find the first call.
type Options struct {
	// Stage builds the world of the run anew: its mechanisms, no money and no agents. blobs is its byte table, nil if
	// it has none.
	Stage func() (house *mechanisms.House, blobs *sim.Blobs, err error)
	// Journal opens the written journal from its start. A reader that is an io.Closer is closed.
	Journal func() (io.Reader, error)
	Hash    *[32]byte // of the journal, as the run recorded it; nil: only compared with what replay journals itself

	Every    int                // calls between two checkpoints; 0: DefaultEvery. 1 sees every state in between
	MaxCalls uint64             // 0: all. Of a journal cut short the hash is not compared
	Report   func(calls uint64) // progress, at every checkpoint; optional

	// Blocks asks for blocks beside the machine; nil: fast mode, without them.
	Blocks *BlockOptions

	// Twins replaces the contracts of instances, by name: deliberately wrong ones, to prove that replay can fail.
	Twins map[string]*Artefact
}

// Verdict is what a replay found.
type Verdict struct {
	Identical  bool        // both sides did the same, as far as Calls
	Whole      bool        // the journal was replayed to its end and its hash compared
	Calls      uint64      // executed on both sides; genesis and blob rows are not calls
	Refused    uint64      // of these, by both
	Divergence *Divergence // nil when Identical
	Gas        []GasRow    // by instance, action and kind
	// MiBPer100k is how much the state that is alive grew, for every 100,000 calls: the contracts' storage at some 100
	// bytes a slot. It is counted, not measured, so that it is the same in every run.
	MiBPer100k float64
	Blocks     *Blocks `json:",omitempty"` // nil in fast mode
}

// Replay executes a journal natively and, call by call, in the EVM, and compares: the outcome of every call (also with
// the journal's), its events in order with all fields; at every checkpoint the balances, allowances and rows touched
// since the last, the supply, and that no contract changed a slot beside these; in the end every balance, allowance
// and live row, every slot of every contract, and the hash of the journal.
//
// block.timestamp is the second of the scenario: a contract's stored times equal the native ones. Balances and
// allowances of genesis are poked into the token's storage, for agents that appear in the journal.
//
// With Blocks, the same calls are also transactions in blocks of a go-ethereum chain, whose genesis is the state that the
// machine has after its own: one block for each second that has calls. The receipt of every call must say what the call
// did in the machine, logs and gas included; the slots that changed must be the same whenever blocks are inserted, and
// all accounts in the end.
//
// When they differ, a second pass replays from the start with a checkpoint after every call, and stops at the first
// call at which, or after which, the sides differ: a wrong row may have gone unnoticed until it changed an outcome. The
// error is about the input (a damaged journal, a contract that does not fit, a cancelled context); that the sides
// differ is a Divergence.
func Replay(ctx context.Context, o Options) (*Verdict, error) {
	if o.Every <= 0 {
		o.Every = DefaultEvery
	}
	r, found, err := passes(ctx, o, suspects{})
	if err != nil {
		return nil, err
	}
	result := r.result()
	if found == nil {
		return result, nil
	}
	o.Every, o.MaxCalls, o.Report = 1, found.Call, nil
	if o.Blocks != nil { // those on disk are of the first pass
		o.Blocks = &BlockOptions{limit: o.Blocks.limit, spoilt: o.Blocks.spoilt}
	}
	_, exact, err := passes(ctx, o, found.suspects)
	if err != nil {
		return nil, err
	}
	if exact == nil { // only what the end of the whole journal shows: its hash
		exact = found
	}
	result.Identical, result.Divergence = false, &exact.Divergence
	return result, nil
}

// suspects are where two states were found to differ: the second pass compares them after every call, touched or not.
type suspects struct {
	agents []sim.Agent
	rows   []rowName
}

// maxSuspects of a kind are enough to find the call that parted the states.
const maxSuspects = 64

type rowName struct {
	instance, view int
	id             uint64
}

// replay is one pass over a journal.
type replay struct {
	Options
	suspects suspects
	coder
	house     *mechanisms.House
	world     *sim.World
	machine   *Machine
	instances []*instance
	number    map[*mechanisms.Bound]int
	money     *wallet // nil: no mechanism is a treasury

	appear  []sim.Agent // who is on the chain: senders and arguments of calls, and the mechanisms' accounts
	events  []mechanisms.Logged
	data    []byte // calldata
	scratch []byte // encoded events and rows
	slots   []common.Hash
	known   map[common.Hash]struct{} // slots explained at a checkpoint

	blocks *blocks // nil in fast mode
	crowd  uint64  // most calls of one second

	last           sim.Row
	calls, refused uint64
	checked        uint64 // calls at the last checkpoint
	begun          bool   // genesis is over
	slotsBefore    int    // slots at genesis
	whole          bool
}

// instance is a mechanism at work on both sides.
type instance struct {
	*mechanisms.Bound
	*twin
	at      common.Address
	born    map[common.Hash]common.Hash // storage when it was deployed
	touched [][]uint64                  // by view: ids since the last checkpoint
	links   [][]link                    // by view
	linked  bool                        // whether there are any
	gas     []gasCount                  // by action
}

// pass replays the journal once.
func pass(ctx context.Context, o Options, s suspects) (*replay, *finding, error) {
	r := &replay{Options: o, suspects: s, machine: NewMachine(0), known: map[common.Hash]struct{}{}}
	var err error
	if r.house, r.blobs, err = o.Stage(); err != nil {
		return nil, nil, err
	}
	r.world, r.accounts = r.house.World, NewAccounts()
	if err := r.deploy(); err != nil {
		return nil, nil, err
	}
	if err := r.survey(ctx); err != nil {
		return nil, nil, err
	}
	if o.Blocks != nil {
		r.blocks = newBlocks(*o.Blocks, r.crowd)
	}
	r.house.Record(func(l mechanisms.Logged) { r.events = append(r.events, l) })
	defer r.house.Record(nil)
	found, err := r.run(ctx)
	if r.blocks != nil {
		err = errors.Join(err, r.blocks.close(r))
	}
	return r, found, err
}

// deploy creates the contracts, in the order of the house, so that what one needs is there before it.
func (r *replay) deploy() error {
	for name := range r.Twins {
		if r.house.Find(name) == nil {
			return fmt.Errorf("a contract is given for %q, which is no mechanism of this world", name)
		}
	}
	r.number = map[*mechanisms.Bound]int{}
	for i, b := range r.house.Instances {
		a := r.Twins[b.Name]
		if a == nil {
			var err error
			if a, err = artefactOf(b.Mechanism); err != nil {
				return err
			}
		}
		t, err := newTwin(b.Mechanism, a)
		if err != nil {
			return err
		}
		t.bind(b)
		args, err := t.construct(b, r.accounts, r.machine.deployer)
		if err != nil {
			return err
		}
		at, done, err := r.machine.Deploy(a.Bytecode, args)
		if err != nil || done.Err != nil {
			return fmt.Errorf("deploy %s as %s: %v %s %w", a.Name, b.Name, done.Err, a.ErrorName(done.Data), err)
		}
		r.accounts.Place(b.Account, at)
		in := &instance{Bound: b, twin: t, at: at, touched: make([][]uint64, len(t.views)), gas: make([]gasCount, len(t.methods))}
		r.instances = append(r.instances, in)
		r.number[b] = i
		in.links = r.links(in)
		r.appear = append(r.appear, b.Account)
		if err := r.bindMoney(in, i); err != nil {
			return err
		}
	}
	if err := r.machine.Checkpoint(); err != nil {
		return err
	}
	for _, in := range r.instances {
		in.born = maps.Clone(r.machine.flat.storage[in.at])
	}
	return nil
}

// run replays every row and compares the ends.
func (r *replay) run(ctx context.Context) (*finding, error) {
	rows, closeRows, err := r.open()
	if err != nil {
		return nil, err
	}
	defer closeRows()
	for {
		if r.MaxCalls > 0 && r.calls == r.MaxCalls {
			break
		}
		row, err := rows.Next()
		if err == io.EOF {
			r.whole = true
			break
		}
		if err != nil {
			return nil, err
		}
		found, err := r.blocksBefore(ctx, row)
		if err != nil {
			return nil, err
		}
		r.last = row
		if found == nil {
			found, err = r.row(row)
		}
		if err != nil {
			return nil, fmt.Errorf("journal row %d: %w", row.Number, err)
		}
		if found == nil && r.calls-r.checked >= uint64(r.Every) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			found, err = r.checkpoint(row)
			if err != nil {
				return nil, err
			}
		}
		if found != nil {
			return r.earlier(ctx, found)
		}
	}
	if found, err := r.begin(); found != nil || err != nil { // of a journal without calls
		return found, err
	}
	return r.end(ctx, rows)
}

// row replays one row: a part of a blob, an action of genesis or a call.
func (r *replay) row(row sim.Row) (*finding, error) {
	if row.Now < 0 {
		return nil, fmt.Errorf("second %d", row.Now)
	}
	r.world.At(row.Now)
	if row.Action == sim.BlobCode {
		if r.blobs == nil {
			return nil, fmt.Errorf("a blob, but the world has no byte table")
		}
		return nil, r.blobs.AddRow(row.Args)
	}
	b, action, _ := r.house.Resolve(row.Action) // the reader has checked it
	if action.Genesis() {
		return r.genesis(row, b, action)
	}
	if found, err := r.begin(); found != nil || err != nil {
		return found, err
	}
	return r.call(row, r.instances[r.number[b]], action)
}

// open opens the journal.
func (r *replay) open() (*sim.JournalReader, func(), error) {
	in, err := r.Journal()
	if err != nil {
		return nil, nil, err
	}
	done := func() {}
	if c, ok := in.(io.Closer); ok {
		done = func() { c.Close() }
	}
	return sim.NewJournalReader(in, r.house.RowSize), done, nil
}

func (r *replay) result() *Verdict {
	result := &Verdict{Identical: true, Whole: r.whole, Calls: r.calls, Refused: r.refused, Gas: r.gasRows()}
	if r.calls > 0 {
		grown := r.slotCount() - r.slotsBefore
		result.MiBPer100k = float64(grown) * slotBytes / (1 << 20) * 1e5 / float64(r.calls)
	}
	if r.blocks != nil {
		result.Blocks = &r.blocks.report
	}
	return result
}

// slotBytes is about what a slot takes in a Go map from 32 bytes to 32 bytes.
const slotBytes = 100

func (r *replay) slotCount() (n int) {
	for _, in := range r.instances {
		n += len(r.machine.flat.storage[in.at])
	}
	return n
}
