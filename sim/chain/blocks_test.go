package chain_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

func inBlocks(o *chain.Options) { o.Blocks = &chain.BlockOptions{} }

// Random and hostile calls on every mechanism are the same natively, in the machine and in blocks.
func TestBlocks_areIdenticalUnderHostileCalls(t *testing.T) {
	for _, m := range mechanisms.All() {
		if m.Artefact == nil {
			continue
		}
		t.Run(m.Name, func(t *testing.T) {
			r := hostile(t, stageOf(m, m.Variants()[0]), 3, 700)
			fast := r.identical(t)
			v := r.replay(t, func(o *chain.Options) { inBlocks(o); o.Every = 200 })
			if !v.Identical || !v.Whole {
				t.Fatal(v.Divergence)
			}
			b := v.Blocks
			v.Blocks = nil
			if !reflect.DeepEqual(v, fast) {
				t.Errorf("in blocks %+v, fast %+v", v, fast)
			}
			if b.Number == 0 || b.Number > v.Calls || b.GasUsed == 0 || b.StateBytes == 0 {
				t.Errorf("%+v", b)
			}
		})
	}
}

// The hash of the last block depends on the journal alone, not on when blocks are inserted nor where they are kept, and
// is that of the blocks which core.GenerateChain makes.
func TestBlocks_haveTheSameHashesEachTime(t *testing.T) {
	r := market(t, 60, 60*sim.Token, 12, trust.Defaults)
	first := r.replay(t, inBlocks)
	if !first.Identical {
		t.Fatal(first.Divergence)
	}
	dir := t.TempDir()
	for _, x := range []struct {
		every int
		where chain.BlockOptions
	}{{1, chain.BlockOptions{}}, {77, chain.BlockOptions{Dir: dir}}, {500, chain.BlockOptions{Archive: true}}} {
		again := r.replay(t, func(o *chain.Options) { o.Every, o.Blocks = x.every, &x.where })
		have, want := again.Blocks, *first.Blocks
		if x.where.Archive {
			want.StateBytes, want.SlotBytes = 0, 0
		}
		if !reflect.DeepEqual(*have, want) {
			t.Errorf("%+v: have %+v, first %+v", x, have, want)
		}
	}
	bare := chain.OpenBareBlocks(t, dir)
	bare.Reset()
	bare.Run(100)
	if bare.Head != first.Blocks.Head {
		t.Errorf("GenerateChain makes the last block %s, replay %s", bare.Head, first.Blocks.Head)
	}
}

// Calls in second 0 are in a block of second 0, the first one, that has the time of genesis.
func TestBlocks_beginAtSecondZero(t *testing.T) {
	c := newCalls(t, trusting(trust.Defaults))
	c.must(0, 0, "open", c.person(1), uint64(1))
	c.must(0, 1, "accept", uint64(1))
	c.must(1, 1, "deliver", uint64(1))
	v := c.run().replay(t, inBlocks)
	if !v.Identical || v.Blocks.Number != 2 || v.Blocks.Time != 1 {
		t.Errorf("%+v, %v", v.Blocks, v.Divergence)
	}
}

// However many calls a second has, they are in one block, and fill no more than half of it: the gas limit is raised as
// often as that takes.
func TestBlocks_holdAllCallsOfASecond(t *testing.T) {
	for _, start := range []uint64{0, 100_000} {
		c := newCalls(t, trusting(trust.Defaults))
		for n := range uint64(300) {
			c.do(5, int(n%7), "open", c.person(7), n)
		}
		v := c.run().replay(t, func(o *chain.Options) { inBlocks(o); o.Blocks.StartAt(start) })
		if b := v.Blocks; !v.Identical || b.Number != 1 || b.GasUsed > b.GasLimit/2 || start > 0 && b.GasLimit%start != 0 {
			t.Errorf("from %d: %+v, %v", start, b, v.Divergence)
		}
	}
}

// Blocks of no calls are none.
func TestBlocks_needNoCalls(t *testing.T) {
	v := newCalls(t, trusting(trust.Defaults)).run().replay(t, inBlocks)
	if !v.Identical || v.Blocks.Number != 0 || v.Blocks.Head != v.Blocks.Genesis || v.Blocks.Head == (common.Hash{}) {
		t.Errorf("%+v, %v", v.Blocks, v.Divergence)
	}
}

// A chain that is not as the machine, here from genesis on, is caught at the first call whose receipt tells, or after
// the block after which the state tells, or in the end.
func TestBlocks_areComparedWithTheMachine(t *testing.T) {
	accounts := chain.NewAccounts()
	slot := func(n byte) common.Hash { return common.Hash{31: n} }
	balance := func(who sim.Agent) common.Hash {
		return chain.MappingSlot(common.BytesToHash(accounts.Address(who).Bytes()), slot(0))
	}
	for _, x := range []struct {
		name string
		slot common.Hash
		call uint64
		what string
		evm  string
	}{
		{"the payer has nothing", balance(3), 1, "status in block 1", "status 0;"},
		{"the provider has nothing", balance(4), 2, "status in block 2", "status 0;"},
		{"the supply is less", slot(2), 5, "supply after block 5", "0x"},
		{"the name is another", slot(3), 12, "storage of token after block 10", "root 0x"},
	} {
		for _, every := range []int{1, 2000} {
			value := common.Hash{31: 1}
			if x.slot == slot(2) {
				value = common.Hash{20: 1} // enough to burn of
			}
			v := threeDeals(t).replay(t, func(o *chain.Options) { inBlocks(o); o.Every = every; o.Blocks.Spoil(x.slot, value) })
			if d := v.Divergence; d == nil || d.Call != x.call || d.What != x.what || !strings.HasPrefix(d.EVM, x.evm) {
				t.Errorf("%s, every %d: want call %d, %s, %s; have\n%v", x.name, every, x.call, x.what, x.evm, d)
			}
		}
	}
}

// Wrong contracts are caught as in fast mode.
func TestBlocks_catchWrongTwins(t *testing.T) {
	for name, script := range map[string]string{
		"burn-one-less": "deals", "silent-row": "deals", "vote-tie-passes": "panel", "vote-late-joiner": "late",
	} {
		change := with(wrongTwin(t, name))
		fast := scripts[script](t).replay(t, change).Divergence
		blocks := scripts[script](t).replay(t, func(o *chain.Options) { change(o); inBlocks(o) }).Divergence
		if fast == nil || blocks == nil || *fast != *blocks {
			t.Errorf("%s: in blocks %v, fast %v", name, blocks, fast)
		}
	}
}
