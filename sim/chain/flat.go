package chain

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/ethereum/go-ethereum/trie"
	"github.com/ethereum/go-ethereum/trie/trienode"
	"github.com/ethereum/go-ethereum/triedb"
)

// flat is go-ethereum's state.Database over Go maps instead of Merkle tries. Between two
// checkpoints its StateDB does everything it does on mainnet (journal, access lists, refunds);
// a checkpoint then writes the accounts and slots that changed into the maps, and nothing is hashed.
// So memory follows the state that is alive, and a checkpoint costs about a microsecond a slot
// where a commit to tries costs tens. Root computes the Merkle root when somebody asks.
type flat struct {
	accounts map[common.Address]*types.StateAccount
	storage  map[common.Address]map[common.Hash]common.Hash // no zero values
	codes    map[common.Hash][]byte

	mu      sync.Mutex                                  // StateDB writes the accounts' tries concurrently
	changed map[common.Address]map[common.Hash]struct{} // slots written by the last checkpoint
}

func newFlat() *flat {
	return &flat{
		accounts: make(map[common.Address]*types.StateAccount),
		storage:  make(map[common.Address]map[common.Hash]common.Hash),
		codes:    make(map[common.Hash][]byte),
		changed:  make(map[common.Address]map[common.Hash]struct{}),
	}
}

// set writes one slot. Zero deletes it.
func (f *flat) set(at common.Address, slot, value common.Hash) {
	slots := f.slots(at)
	if value == (common.Hash{}) {
		delete(slots, slot)
	} else {
		slots[slot] = value
	}
}

func (f *flat) slots(at common.Address) map[common.Hash]common.Hash {
	slots := f.storage[at]
	if slots == nil {
		slots = make(map[common.Hash]common.Hash)
		f.storage[at] = slots
	}
	return slots
}

// addresses are all that have an account, sorted.
func (f *flat) addresses() []common.Address {
	return slices.SortedFunc(maps.Keys(f.accounts), common.Address.Cmp)
}

// alloc is the whole state as a genesis, with the contracts that blocks call by themselves.
func (f *flat) alloc() types.GenesisAlloc {
	alloc := core.SystemContractAllocs()
	for at, account := range f.accounts {
		alloc[at] = types.Account{
			Code: f.codes[common.BytesToHash(account.CodeHash)], Storage: maps.Clone(f.storage[at]),
			Balance: account.Balance.ToBig(), Nonce: account.Nonce,
		}
	}
	return alloc
}

// ---- state.Database

func (f *flat) Type() state.DatabaseType                     { return state.TypeMPT }
func (f *flat) Reader(common.Hash) (state.Reader, error)     { return flatReader{f}, nil }
func (f *flat) OpenTrie(common.Hash) (state.Trie, error)     { return flatTrie{flat: f}, nil }
func (f *flat) TrieDB() *triedb.Database                     { return nil }
func (f *flat) Commit(*state.StateUpdate) error              { return errors.ErrUnsupported }
func (f *flat) Iteratee(common.Hash) (state.Iteratee, error) { return nil, errors.ErrUnsupported }

func (f *flat) OpenStorageTrie(_ common.Hash, at common.Address, _ common.Hash, _ state.Trie) (state.Trie, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	changed := f.changed[at]
	if changed == nil {
		changed = make(map[common.Hash]struct{})
		f.changed[at] = changed
	}
	return flatTrie{flat: f, slots: f.slots(at), changed: changed}, nil
}

// ---- state.Reader

type flatReader struct{ *flat }

func (r flatReader) Account(at common.Address) (*types.StateAccount, error) {
	if account := r.accounts[at]; account != nil {
		return account.Copy(), nil
	}
	return nil, nil
}

func (r flatReader) Storage(at common.Address, slot common.Hash) (common.Hash, error) {
	return r.storage[at][slot], nil
}

func (r flatReader) Has(_ common.Address, hash common.Hash) bool {
	_, ok := r.codes[hash]
	return ok
}

func (r flatReader) Code(_ common.Address, hash common.Hash) []byte { return r.codes[hash] }

func (r flatReader) CodeSize(_ common.Address, hash common.Hash) int { return len(r.codes[hash]) }

// ---- state.Trie

// flatTrie is the account trie, or with slots the trie of one contract. StateDB only ever writes
// to it (reads go through the reader), each storage trie from one goroutine.
type flatTrie struct {
	flat    *flat
	slots   map[common.Hash]common.Hash
	changed map[common.Hash]struct{}
}

func (t flatTrie) UpdateStorage(_ common.Address, slot, value []byte) error {
	key := common.Hash(slot)
	t.slots[key] = common.BytesToHash(value) // value comes without leading zeros
	t.changed[key] = struct{}{}
	return nil
}

func (t flatTrie) DeleteStorage(_ common.Address, slot []byte) error {
	key := common.Hash(slot)
	delete(t.slots, key)
	t.changed[key] = struct{}{}
	return nil
}

func (t flatTrie) UpdateAccount(at common.Address, account *types.StateAccount, _ int) error {
	t.flat.accounts[at] = account.Copy()
	return nil
}

func (t flatTrie) DeleteAccount(at common.Address) error {
	delete(t.flat.accounts, at)
	delete(t.flat.storage, at)
	return nil
}

func (t flatTrie) UpdateContractCode(_ common.Address, hash common.Hash, code []byte) error {
	t.flat.codes[hash] = code
	return nil
}

// Hash stands for every root, of storage too: StateDB only stores it.
func (t flatTrie) Hash() common.Hash { return types.EmptyRootHash }
func (t flatTrie) IsUBT() bool       { return false }

func (t flatTrie) PrefetchAccount([]common.Address) error         { return nil }
func (t flatTrie) PrefetchStorage(common.Address, [][]byte) error { return nil }
func (t flatTrie) Witness() map[string][]byte                     { return nil }
func (t flatTrie) Commit(bool) (common.Hash, *trienode.NodeSet)   { return types.EmptyRootHash, nil }
func (t flatTrie) GetKey([]byte) []byte                           { panic("chain: flatTrie.GetKey") }
func (t flatTrie) NodeIterator([]byte) (trie.NodeIterator, error) { return nil, errors.ErrUnsupported }
func (t flatTrie) Prove([]byte, ethdb.KeyValueWriter) error       { return errors.ErrUnsupported }
func (t flatTrie) GetAccount(common.Address) (*types.StateAccount, error) {
	return nil, errors.ErrUnsupported
}
func (t flatTrie) UpdateAccountBatch([]common.Address, []*types.StateAccount, []int) error {
	return errors.ErrUnsupported
}
func (t flatTrie) UpdateStorageBatch(common.Address, [][]byte, [][]byte) error {
	return errors.ErrUnsupported
}
func (t flatTrie) GetStorage(common.Address, []byte) ([]byte, error) {
	return nil, errors.ErrUnsupported
}
