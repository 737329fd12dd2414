// Command geth runs the ERC-20 loop of the peers' benchmark on go-ethereum as a chain: a block a step made by
// core.GenerateChain of signed transactions and inserted by InsertChain, balances asked of the state at its head.
package main

import (
	"crypto/ecdsa"
	"math/big"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/report/bench/peers/outcome"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

const agents, endowment = 50, 1_000_000

func main() { outcome.Main(map[string]outcome.Model{"erc20": erc20}) }

// town is the chain, its token and who has what key.
type town struct {
	db    ethdb.Database
	chain *core.BlockChain
	keys  []*ecdsa.PrivateKey
	at    []common.Address
	nonce []uint64
	token *chain.Artefact
	to    common.Address
}

func newTown() *town {
	text, err := os.ReadFile("mechanisms/token/Token.json")
	outcome.Must(err)
	t := &town{db: rawdb.NewMemoryDatabase()}
	t.token, err = chain.ParseArtefact(text)
	outcome.Must(err)
	alloc := core.SystemContractAllocs()
	for i := range sim.Agent(agents) {
		key := chain.Key(1 + i)
		t.keys, t.at, t.nonce = append(t.keys, key), append(t.at, crypto.PubkeyToAddress(key.PublicKey)), append(t.nonce, 0)
		alloc[t.at[i]] = types.Account{Balance: new(big.Int).Mul(big.NewInt(1_000_000), big.NewInt(params.Ether))}
	}
	genesis := &core.Genesis{Config: chain.Config(), GasLimit: chain.BlockGasLimit, BaseFee: big.NewInt(params.InitialBaseFee), Difficulty: new(big.Int), Alloc: alloc}
	t.chain, err = core.NewBlockChain(t.db, genesis, beacon.New(ethash.NewFaker()), core.DefaultConfig().WithArchive(true))
	outcome.Must(err)
	t.to = crypto.CreateAddress(t.at[0], 0)
	return t
}

// transaction is signed by an agent; to nobody for the creation of the token.
func (t *town) transaction(from int, to *common.Address, baseFee *big.Int, method string, args ...any) *types.Transaction {
	data, err := t.token.ABI.Pack(method, args...)
	outcome.Must(err)
	gas := uint64(100_000)
	if to == nil {
		data, gas = append(append([]byte{}, t.token.Bytecode...), data...), 5_000_000
	}
	tx, err := types.SignNewTx(t.keys[from], types.LatestSigner(t.chain.Config()), &types.DynamicFeeTx{
		ChainID: t.chain.Config().ChainID, Nonce: t.nonce[from], GasFeeCap: new(big.Int).Lsh(baseFee, 1), GasTipCap: new(big.Int),
		Gas: gas, To: to, Data: data,
	})
	outcome.Must(err)
	t.nonce[from]++
	return tx
}

// block makes one of what add adds, and inserts it.
func (t *town) block(add func(*core.BlockGen)) {
	parent := t.chain.GetBlockByHash(t.chain.CurrentBlock().Hash())
	blocks, receipts := core.GenerateChain(t.chain.Config(), parent, t.chain.Engine(), t.db, 1, func(_ int, b *core.BlockGen) { add(b) })
	for _, r := range receipts[0] {
		if r.Status != types.ReceiptStatusSuccessful {
			panic("geth: a transaction failed")
		}
	}
	_, err := t.chain.InsertChain(blocks)
	outcome.Must(err)
}

// balances asks the token for those of all agents.
func (t *town) balances() (all []int64) {
	head := t.chain.CurrentBlock()
	state, err := t.chain.StateAt(head.Root, head.Number, head.Time)
	outcome.Must(err)
	evm := vm.NewEVM(core.NewEVMBlockContext(head, t.chain, nil), state, t.chain.Config(), vm.Config{})
	defer evm.Release()
	for _, who := range t.at {
		data, err := t.token.ABI.Pack("balanceOf", who)
		outcome.Must(err)
		message := &core.Message{
			From: who, To: &t.to, Data: data, GasLimit: 100_000, Value: zero(), GasPrice: zero(), GasFeeCap: zero(), GasTipCap: zero(),
		}
		message.SkipNonceCheck()
		evm.Context.BaseFee = new(big.Int)
		result, err := core.ApplyMessage(evm, message, nil)
		outcome.Must(err)
		all = append(all, new(big.Int).SetBytes(result.Return()).Int64())
	}
	return all
}

func zero() *uint256.Int { return new(uint256.Int) }

func erc20(size, _ uint64) func() outcome.Outcome {
	t := newTown()
	t.block(func(b *core.BlockGen) {
		b.AddTx(t.transaction(0, nil, b.BaseFee(), "", t.at[0], big.NewInt(agents*endowment)))
	})
	t.block(func(b *core.BlockGen) {
		for i := 1; i < agents; i++ {
			b.AddTx(t.transaction(0, &t.to, b.BaseFee(), "transfer", t.at[i], big.NewInt(endowment)))
		}
	})
	return func() outcome.Outcome {
		for step := range int(size) {
			have := t.balances()
			t.block(func(b *core.BlockGen) {
				for i := range agents {
					if amount := 1 + (7*i+13*step)%10; have[i] >= int64(amount) {
						to := (i + 1 + (i*i+3*step)%49) % agents
						b.AddTx(t.transaction(i, &t.to, b.BaseFee(), "transfer", t.at[to], big.NewInt(int64(amount))))
					}
				}
			})
		}
		return outcome.Outcome{Done: size * agents, Exact: t.balances()}
	}
}
