package chain

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"
)

// leaf is one entry of a Merkle Patricia trie: a hashed key and its value in RLP.
type leaf struct {
	key   common.Hash
	value []byte
}

// root returns the state root of the yellow paper (appendix D), computed from nothing.
func (f *flat) root() common.Hash {
	leaves := make([]leaf, 0, len(f.accounts))
	for at, account := range f.accounts {
		full := account.Copy()
		full.Root = storageRoot(f.storage[at])
		leaves = append(leaves, newLeaf(at[:], full))
	}
	return rootOf(leaves)
}

func storageRoot(slots map[common.Hash]common.Hash) common.Hash {
	leaves := make([]leaf, 0, len(slots))
	for slot, value := range slots {
		leaves = append(leaves, newLeaf(slot[:], common.TrimLeftZeroes(value[:])))
	}
	return rootOf(leaves)
}

func newLeaf(key []byte, value any) leaf {
	encoded, err := rlp.EncodeToBytes(value)
	if err != nil {
		panic(fmt.Sprintf("chain: encode %T: %v", value, err))
	}
	return leaf{crypto.Keccak256Hash(key), encoded}
}

func rootOf(leaves []leaf) common.Hash {
	if len(leaves) == 0 {
		return types.EmptyRootHash
	}
	slices.SortFunc(leaves, func(a, b leaf) int { return bytes.Compare(a.key[:], b.key[:]) })
	t := trie.NewStackTrie(nil)
	for _, l := range leaves {
		if err := t.Update(l.key[:], l.value); err != nil {
			panic(fmt.Sprintf("chain: trie: %v", err)) // keys out of order
		}
	}
	return t.Hash()
}
