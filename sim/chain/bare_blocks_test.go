package chain

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/ethereum/go-ethereum/ethdb/pebble"
	"github.com/ethereum/go-ethereum/triedb"
)

// BareBlocks is what a replay in blocks is measured against, and checked with: core.GenerateChain and InsertChain on
// the same transactions at the same times, signed beforehand, comparing nothing.
type BareBlocks struct {
	testing.TB
	genesis *core.Genesis
	blocks  []*types.Block // as the replay left them
	made    ethdb.Database // where GenerateChain keeps its states
	chain   *core.BlockChain
	Head    common.Hash
}

// OpenBareBlocks reads the chain that a replay left in a folder.
func OpenBareBlocks(t testing.TB, dir string) *BareBlocks {
	t.Helper()
	kv, err := pebble.New(dir+"/geth/chaindata", 16, 16, "", false)
	if err != nil {
		t.Fatal(err)
	}
	db, err := rawdb.Open(kv, rawdb.OpenOptions{Ancient: dir + "/geth/chaindata/ancient"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	b := &BareBlocks{TB: t}
	if b.genesis, err = core.ReadGenesis(db); err != nil {
		t.Fatal(err)
	}
	for n := uint64(1); ; n++ {
		hash := rawdb.ReadCanonicalHash(db, n)
		if hash == (common.Hash{}) {
			break
		}
		b.blocks = append(b.blocks, rawdb.ReadBlock(db, hash, n))
	}
	return b
}

// Reset empties both databases and makes all senders unknown again.
func (b *BareBlocks) Reset() {
	b.Helper()
	for i, block := range b.blocks {
		txs := make(types.Transactions, len(block.Transactions()))
		for j, tx := range block.Transactions() {
			text, err := tx.MarshalBinary()
			txs[j] = new(types.Transaction)
			if err := firstOf(err, txs[j].UnmarshalBinary(text)); err != nil {
				b.Fatal(err)
			}
		}
		b.blocks[i] = types.NewBlockWithHeader(block.Header()).WithBody(types.Body{Transactions: txs, Withdrawals: types.Withdrawals{}})
	}
	b.made = rawdb.NewMemoryDatabase()
	tries := triedb.NewDatabase(b.made, triedb.HashDefaults)
	if _, err := b.genesis.Commit(b.made, tries, nil); err != nil {
		b.Fatal(err)
	}
	tries.Close()
	s, err := openStore(BlockOptions{}, b.genesis)
	if err != nil {
		b.Fatal(err)
	}
	if b.chain != nil {
		b.chain.Stop()
	}
	b.chain = s.chain
}

// Run generates and inserts all blocks, so many at a time.
func (b *BareBlocks) Run(each int) {
	b.Helper()
	parent, engine := b.chain.Genesis(), beacon.New(ethash.NewFaker())
	for left := b.blocks; len(left) > 0; left = left[min(each, len(left)):] {
		part := left[:min(each, len(left))]
		made, _ := core.GenerateChain(b.genesis.Config, parent, engine, b.made, len(part), func(i int, g *core.BlockGen) {
			g.SetCoinbase(b.genesis.Coinbase)
			g.OffsetTime(int64(part[i].Time()) - int64(g.Timestamp()))
			for _, tx := range part[i].Transactions() {
				g.AddTx(tx)
			}
		})
		if _, err := b.chain.InsertChain(made); err != nil {
			b.Fatal(err)
		}
		parent = made[len(made)-1]
	}
	b.Head = parent.Hash()
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
