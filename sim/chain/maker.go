package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/consensus/misc/eip4844"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
)

// maker makes blocks that core.GenerateChain would make, on the chain's own state instead of an archive beside it, and
// at any time that the scenario has (docs/decisions/0018).
type maker struct {
	chain  *core.BlockChain
	signer types.Signer
	state  *state.StateDB // after head
	head   *types.Header  // the last that was made
}

// open begins at the chain's head.
func (m *maker) open() (err error) {
	m.head = m.chain.CurrentBlock()
	m.state, err = m.chain.StateAt(m.head.Root, m.head.Number, m.head.Time)
	return err
}

// make executes transactions in the block after the last one. errShort: they take more than half its gas limit.
func (m *maker) make(ctx context.Context, time uint64, txs []*types.Transaction) (*types.Block, types.Receipts, error) {
	config := m.chain.Config()
	h := m.header(time)
	evm := vm.NewEVM(core.NewEVMBlockContext(h, m.chain, &h.Coinbase), m.state, config, vm.Config{})
	defer evm.Release()
	evm.SetJumpDestCache(m.chain.JumpDestCache())
	core.PreExecution(ctx, h.ParentBeaconRoot, m.head, config, evm, h.Number, h.Time)
	pool := core.NewGasPool(h.GasLimit)
	var receipts types.Receipts
	var logs []*types.Log
	for i, tx := range txs {
		message, err := core.TransactionToMessage(tx, m.signer, h.BaseFee)
		if err != nil {
			return nil, nil, fmt.Errorf("transaction %d of second %d: %w", i+1, time, err)
		}
		m.state.SetTxContext(tx.Hash(), i, uint32(i+1))
		receipt, _, err := core.ApplyTransactionWithEVM(ctx, message, pool, m.state, h.Number, common.Hash{}, h.Time, tx, evm)
		switch {
		case errors.Is(err, core.ErrGasLimitReached):
			return nil, nil, errShort
		case err != nil:
			return nil, nil, fmt.Errorf("transaction %d of second %d: %w", i+1, time, err)
		}
		receipts, logs = append(receipts, receipt), append(logs, receipt.Logs...)
	}
	requests, _, err := core.PostExecution(ctx, config, h.Number, h.Time, logs, nil, evm, uint32(len(txs)+1))
	if err != nil {
		return nil, nil, err
	}
	hash := types.CalcRequestsHash(requests)
	h.RequestsHash = &hash
	if h.GasUsed = pool.Used(); h.GasUsed > h.GasLimit/config.ElasticityMultiplier() {
		return nil, nil, errShort
	}
	body := &types.Body{Transactions: txs, Withdrawals: types.Withdrawals{}}
	m.chain.Engine().Finalize(m.chain, h, m.state, body)
	block := core.AssembleBlock(m.chain, h, m.state, body, receipts, nil)
	m.head = block.Header()
	return block, receipts, nil
}

// header is what the block after the last one has before anything is executed.
func (m *maker) header(time uint64) *types.Header {
	config := m.chain.Config()
	excess := eip4844.CalcExcessBlobGas(config, m.head, time)
	return &types.Header{
		ParentHash: m.head.Hash(), UncleHash: types.EmptyUncleHash, Coinbase: m.head.Coinbase, Difficulty: new(big.Int),
		Number: new(big.Int).Add(m.head.Number, common.Big1), GasLimit: m.head.GasLimit, Time: time,
		BaseFee: eip1559.CalcBaseFee(config, m.head), ExcessBlobGas: &excess, BlobGasUsed: new(uint64),
		ParentBeaconRoot: new(common.Hash),
	}
}
