package chain

import "github.com/ethereum/go-ethereum/common"

// Spoil makes the genesis of the blocks another than the machine's, in a slot of the first contract, the token.
func (o *BlockOptions) Spoil(slot, value common.Hash) {
	o.spoilt = map[common.Hash]common.Hash{slot: value}
}

// StartAt is the gas limit to begin with; 0 leaves it to the replay.
func (o *BlockOptions) StartAt(limit uint64) { o.limit = limit }
