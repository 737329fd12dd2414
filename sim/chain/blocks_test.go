package chain_test

import (
	"fmt"
	"reflect"
	"testing"

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
			r := hostile(t, stageOf(m, m.Variants()[0]), 3, 1500)
			fast := r.identical(t)
			v := r.replay(t, func(o *chain.Options) { inBlocks(o); o.Every = 400 })
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
			fmt.Printf("%+v\n", b)
		})
	}
}

// The hash of the last block depends on the journal alone, not on when blocks are inserted nor where they are kept.
func TestBlocks_haveTheSameHashesEachTime(t *testing.T) {
	r := market(t, 60, 60*sim.Token, 40, trust.Defaults)
	first := r.replay(t, inBlocks)
	for _, every := range []int{1, 77} {
		again := r.replay(t, func(o *chain.Options) {
			o.Every = every
			o.Blocks = &chain.BlockOptions{Dir: t.TempDir(), Archive: true}
		})
		if !first.Identical || !reflect.DeepEqual(first.Blocks, again.Blocks) {
			t.Errorf("have %+v, first %+v, %v", again.Blocks, first.Blocks, first.Divergence)
		}
	}
}
