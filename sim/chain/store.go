package chain

import (
	"fmt"
	"math/big"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/ethereum/go-ethereum/ethdb/pebble"
)

// store is a chain and its database: by path, where a slot that changes replaces the old one, or as an archive by hash.
// (Archives by path exist too, but geth's index of them waits for a head of today.)
type store struct {
	db    ethdb.Database
	chain *core.BlockChain
}

// Caches of the database, in MiB.
const (
	readCache  = 32
	trieCache  = 32
	writeCache = 64
)

// keptHistory is for how many blocks the database could go back. Nobody asks it to, but each time that many have passed
// since the state was written, it has to be written again.
const keptHistory = 10_000

// openStore makes a chain with nothing but genesis. In a folder it is laid out as geth lays out its own, so that geth's
// node can serve it later.
func openStore(o BlockOptions, g *core.Genesis) (*store, error) {
	config := core.DefaultConfig()
	config.TrieCleanLimit, config.TrieDirtyLimit = trieCache, writeCache
	config.TxLookupLimit = 0 // all
	if o.Archive {
		config.ArchiveMode, config.SnapshotLimit = true, 0
	} else {
		config.StateScheme, config.SnapshotLimit = rawdb.PathScheme, trieCache
		config.TrieNoAsyncFlush, config.TrienodeHistory, config.StateHistory = true, -1, keptHistory
	}
	s := &store{db: rawdb.NewMemoryDatabase()}
	if o.Dir != "" {
		dir := filepath.Join(o.Dir, "geth", "chaindata")
		if entries, err := os.ReadDir(o.Dir); err != nil || len(entries) > 0 {
			return nil, fmt.Errorf("the folder of the chain, %s, must be there and empty: %w", o.Dir, err)
		}
		kv, err := pebble.New(dir, readCache, 64, "", false)
		if err != nil {
			return nil, err
		}
		if s.db, err = rawdb.Open(kv, rawdb.OpenOptions{Ancient: filepath.Join(dir, "ancient")}); err != nil {
			return nil, err
		}
		config.TrieJournalDirectory = filepath.Join(o.Dir, "geth", "triedb")
	}
	var err error
	if s.chain, err = core.NewBlockChain(s.db, g, engine{beacon.New(ethash.NewFaker())}, config); err != nil {
		s.db.Close()
		return nil, err
	}
	return s, nil
}

// empty removes a chain that was given up.
func (o BlockOptions) empty() error {
	if o.Dir == "" {
		return nil
	}
	return os.RemoveAll(filepath.Join(o.Dir, "geth"))
}

// insert has the chain execute and check blocks that were made. One at second 0 goes alone, see engine.
func (s *store) insert(made []*types.Block) error {
	if len(made) > 1 && made[0].Time() == 0 {
		if _, err := s.chain.InsertChain(made[:1]); err != nil {
			return err
		}
		made = made[1:]
	}
	_, err := s.chain.InsertChain(made)
	return err
}

// settle writes the whole state of the last block into the database.
func (s *store) settle() error {
	head := s.chain.CurrentBlock()
	if s.archive() || head.Number.Sign() == 0 {
		return nil // it is there
	}
	return s.chain.TrieDB().Commit(head.Root, false)
}

func (s *store) archive() bool { return s.chain.TrieDB().Scheme() != rawdb.PathScheme }

// size is what the settled state takes in the database: trie nodes, accounts and slots, with their keys. slots is the part
// of it that the slots of contracts take. Of an archive both are 0: its nodes do not say what they belong to.
func (s *store) size(contracts []Contract) (all, slots uint64, err error) {
	if s.archive() {
		return 0, 0, nil
	}
	owners := map[common.Hash]bool{}
	for _, c := range contracts {
		owners[crypto.Keccak256Hash(c.Address[:])] = true
	}
	for _, prefix := range [][]byte{
		rawdb.TrieNodeAccountPrefix, rawdb.SnapshotAccountPrefix, rawdb.TrieNodeStoragePrefix, rawdb.SnapshotStoragePrefix,
	} {
		ofSlots := prefix[0] == rawdb.TrieNodeStoragePrefix[0] || prefix[0] == rawdb.SnapshotStoragePrefix[0]
		each := s.db.NewIterator(prefix, nil)
		for each.Next() {
			key, n := each.Key(), uint64(len(each.Key())+len(each.Value()))
			all += n
			if ofSlots && len(key) > common.HashLength && owners[common.Hash(key[1:1+common.HashLength])] {
				slots += n
			}
		}
		each.Release()
		if err := each.Error(); err != nil {
			return 0, 0, err
		}
	}
	return all, slots, nil
}

// close ends the chain; what is in a folder stays there.
func (s *store) close() error {
	s.chain.Stop()
	return s.db.Close()
}

// engine is the rules of consensus since the merge.
//
// Deviation: a first block at second 0, where scenarios may have calls, has the time of genesis; live chains want each
// block to be later than the one before. Contracts see the scenario's own seconds so, and nothing else is relaxed.
type engine struct{ *beacon.Beacon }

// VerifyHeaders checks a batch; such a block must come alone.
func (e engine) VerifyHeaders(chain consensus.ChainHeaderReader, headers []*types.Header) (chan<- struct{}, <-chan error) {
	if len(headers) != 1 || headers[0].Time != 0 || headers[0].Number.Cmp(big.NewInt(1)) != 0 {
		return e.Beacon.VerifyHeaders(chain, headers)
	}
	later := types.CopyHeader(headers[0])
	later.Time = 1
	checked := make(chan error, 1)
	checked <- e.VerifyHeader(chain, later)
	return make(chan struct{}, 1), checked
}
