package chain

import (
	"context"
	"io"
	"slices"
	"testing"

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

// NewBare packs the calls of a journal.
func NewBare(t testing.TB, o Options) *Bare {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	r := &replay{Options: o, machine: NewMachine(0)}
	var err error
	r.house, r.blobs, err = o.Stage()
	must(err)
	r.world, r.accounts = r.house.World, NewAccounts()
	must(r.deploy())
	must(r.survey(context.Background()))
	rows, _, err := r.open()
	must(err)
	b := &Bare{}
	for {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		must(err)
		bound, action, _ := r.house.Resolve(row.Action)
		if action.Genesis() {
			_, err := r.genesis(row, bound, action)
			must(err)
			continue
		}
		if found, err := r.begin(); found != nil || err != nil {
			t.Fatal(found, err)
		}
		in := r.instances[r.number[bound]]
		m := &in.methods[action.Index()]
		data, err := r.encode(slices.Clone(m.selector[:]), m.args, row.Args)
		must(err)
		b.calls = append(b.calls, Call{From: r.accounts.Address(row.Who), To: in.at, Data: data, Time: uint64(row.Now)})
	}
	b.genesis = r.machine.flat
	return b
}

// Calls is the number of calls.
func (b *Bare) Calls() int { return len(b.calls) }

// OnTries opens go-ethereum's own state (path scheme); OnFlat the flat one, whose reads cost less.
func (b *Bare) OnTries(t testing.TB) func() error { return b.loop(newTries(t, b.genesis).Machine) }

// OnFlat is like OnTries.
func (b *Bare) OnFlat(t testing.TB) func() error {
	m := NewMachine(0)
	m.flat = b.genesis
	opened, err := state.New(types.EmptyRootHash, m.flat)
	if err != nil {
		t.Fatal(err)
	}
	m.state, m.evm = opened, vm.NewEVM(m.context, opened, m.config, vm.Config{})
	return b.loop(m)
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
