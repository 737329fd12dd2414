package chain_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// The closed form of the base fee against go-ethereum's, block by block.
func TestBaseFee_isWhatTheChainCharges(t *testing.T) {
	form, ok := mechanisms.LookupForm("blocks.base_fee")
	if !ok {
		t.Fatal("there is no blocks.base_fee")
	}
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.OneOf(rapid.Int64Range(5_000, 100_000_000), rapid.Just[int64](60_000_000)).Draw(t, "gas limit")
		used := rapid.OneOf(rapid.Int64Range(0, limit), rapid.Just(limit), rapid.Just(limit/2)).Draw(t, "gas used")
		wei := rapid.OneOf(rapid.Int64Range(0, 1_000_000_000_000), rapid.Int64Range(0, 100)).Draw(t, "base fee")
		blocks := rapid.IntRange(0, 60).Draw(t, "blocks")
		parent := &types.Header{Number: big.NewInt(1), GasLimit: uint64(limit), GasUsed: uint64(used), BaseFee: big.NewInt(wei)}
		for range blocks {
			parent.BaseFee = eip1559.CalcBaseFee(params.MergedTestChainConfig, parent)
		}
		got, err := form.Call(map[string]float64{
			"start": float64(wei) / 1e9, "n": float64(blocks), "fullness": float64(used) / float64(limit), "gas_limit": float64(limit),
		})
		want, _ := new(big.Float).SetInt(parent.BaseFee).Float64()
		if err != nil || got != want/1e9 {
			t.Errorf("%v gwei after %d blocks, %v; the chain charges %v wei", got, blocks, err, parent.BaseFee)
		}
	})
}
