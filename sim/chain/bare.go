package chain

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
)

// Bare is what a replay is measured against: the same calls, packed beforehand, in a loop around core.ApplyMessage that
// compares nothing and never writes anything back.
type Bare struct {
	calls   []Call
	genesis *flat
}

// NewBare packs the calls of a journal. Errors are those of the input, as of Replay.
func NewBare(o Options) (*Bare, error) {
	r := &replay{Options: o, machine: NewMachine(0)}
	var err error
	if r.house, r.blobs, err = o.Stage(); err != nil {
		return nil, err
	}
	r.world, r.accounts = r.house.World, NewAccounts()
	if err := r.deploy(); err != nil {
		return nil, err
	}
	if err := r.survey(context.Background()); err != nil {
		return nil, err
	}
	rows, done, err := r.open()
	if err != nil {
		return nil, err
	}
	defer done()
	b := &Bare{}
	for o.MaxCalls == 0 || uint64(len(b.calls)) < o.MaxCalls {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		bound, action, _ := r.house.Resolve(row.Action)
		if action.Genesis() {
			if _, err := r.genesis(row, bound, action); err != nil {
				return nil, err
			}
			continue
		}
		if found, err := r.begin(); found != nil || err != nil {
			return nil, fmt.Errorf("genesis of the bare loop: %v %w", found, err)
		}
		in := r.instances[r.number[bound]]
		m := &in.methods[action.Index()]
		data, err := r.encode(slices.Clone(m.selector[:]), m.args, row.Args)
		if err != nil {
			return nil, err
		}
		b.calls = append(b.calls, Call{From: r.accounts.Address(row.Who), To: in.at, Data: data, Time: uint64(row.Now)})
	}
	b.genesis = r.machine.flat
	return b, nil
}

// Calls is the number of calls.
func (b *Bare) Calls() int { return len(b.calls) }

// OnFlat is the loop over all calls, once, on the machine's flat state, whose reads cost less than those of go-ethereum's
// tries.
func (b *Bare) OnFlat() (func() error, error) {
	m := NewMachine(0)
	m.flat = b.genesis
	opened, err := state.New(types.EmptyRootHash, m.flat)
	if err != nil {
		return nil, err
	}
	m.state, m.evm = opened, vm.NewEVM(m.context, opened, m.config, vm.Config{})
	return b.loop(m), nil
}

func (b *Bare) loop(m *Machine) func() error {
	return func() error {
		for i := range b.calls {
			c := &b.calls[i]
			m.evm.Context.Time = c.Time
			m.message.From, m.message.To, m.message.Data = c.From, &c.To, c.Data
			m.state.SetTxContext(common.Hash{}, i, 0)
			if _, err := core.ApplyMessage(m.evm, &m.message, nil); err != nil {
				return err
			}
			m.state.Finalise(m.rules)
		}
		return nil
	}
}
