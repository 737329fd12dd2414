package chain

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/internal/ethereum"
)

const (
	// BlockGasLimit is mainnet's since November 2025. Only the GASLIMIT instruction sees it here: the
	// calls of a Machine are not gathered in blocks.
	BlockGasLimit = 60_000_000

	// CallGasLimit is the most a transaction may carry (EIP-7825, Osaka): 2^24.
	CallGasLimit = params.MaxTxGas
)

// Config returns the rules of the chain: everything up to Osaka from genesis, nothing later (solc
// knows Amsterdam only behind a flag).
func Config() *params.ChainConfig {
	c := *params.MergedTestChainConfig // all forks up to Osaka at 0; a test holds it to that
	c.ChainID = big.NewInt(ethereum.ChainID)
	return &c
}

// Call is a transaction that sends no ether.
type Call struct {
	From, To common.Address
	Data     []byte // selector and arguments
	Time     uint64 // block.timestamp, unix seconds
}

// Result is what a call did. It stays valid after later calls.
type Result struct {
	Err  error        // nil; vm.ErrExecutionReverted; or another fault of the EVM (out of gas, ...)
	Data []byte       // returned, or when reverted the error's selector and arguments
	Logs []*types.Log // in order; none when Err is set
	Gas  uint64       // of the whole transaction: 21000, calldata and refunds included
}

// Reverted says whether the contract refused the call, as opposed to a fault of the EVM.
func (r Result) Reverted() bool { return errors.Is(r.Err, vm.ErrExecutionReverted) }

// Selector returns the first four bytes of the data: when reverted, which error it is. Zero when
// there are fewer.
func (r Result) Selector() (s [4]byte) {
	if len(r.Data) >= len(s) {
		copy(s[:], r.Data)
	}
	return s
}

// Machine executes calls one after another, each as a mainnet transaction with Osaka's rules and
// gas, without what surrounds one: no signatures, no nonce check, no fees (gas price and base fee are
// 0), no blocks. The time is the caller's, call by call. Not safe for concurrent use.
type Machine struct {
	flat    *flat
	rules   params.Rules
	config  *params.ChainConfig
	context vm.BlockContext
	every   int

	state *state.StateDB // nil: no call since the checkpoint
	evm   *vm.EVM        // on that state
	jumps jumpDests
	since int    // calls since the checkpoint
	calls uint64 // all calls and deployments

	message  core.Message
	deployer common.Address
	created  uint64 // deployments so far, the deployer's nonce
}

// NewMachine returns a Machine with an empty state. It makes a checkpoint of its own after `every`
// calls; 0 leaves them to the caller. 1000 to 5000 are good: the calls since a checkpoint keep about
// 1 KiB each, and a row that many of them touch is written once.
func NewMachine(every int) *Machine {
	zero := new(uint256.Int)
	maker := common.BytesToAddress(crypto.Keccak256([]byte("dopasim block maker")))
	m := &Machine{
		flat:   newFlat(),
		config: Config(),
		context: vm.BlockContext{
			CanTransfer: core.CanTransfer,
			Transfer:    core.Transfer,
			GetHash:     func(uint64) common.Hash { return common.Hash{} },
			Coinbase:    maker,
			GasLimit:    BlockGasLimit,
			BlockNumber: big.NewInt(1),
			Difficulty:  new(big.Int),
			BaseFee:     new(big.Int),
			BlobBaseFee: big.NewInt(1),
			Random:      new(common.Hash), // set, so that the rules are those after the merge
		},
		every: every,
		jumps: jumpDests{},
		message: core.Message{
			Value: zero, GasPrice: zero, GasFeeCap: zero, GasTipCap: zero, GasLimit: CallGasLimit,
		},
		deployer: crypto.PubkeyToAddress(DeployerKey().PublicKey),
	}
	// The block maker owns one wei: else each call would create and delete its account for a tip of 0.
	account := types.NewEmptyStateAccount()
	account.Balance.SetOne()
	m.flat.accounts[maker] = account
	m.message.SkipNonceCheck()
	m.rules = m.config.Rules(m.context.BlockNumber, true, 0)
	return m
}

// Calls returns how many calls and deployments the machine has executed.
func (m *Machine) Calls() uint64 { return m.calls }

// Call executes a transaction. The error is the machine's (a call that no block could hold, a state
// it cannot read), never the contract's: that is in Result.Err.
func (m *Machine) Call(c Call) (Result, error) {
	result, err := m.apply(c.From, &c.To, c.Data, c.Time)
	if err != nil {
		return Result{}, fmt.Errorf("call %d of %s by %s: %w", m.calls, c.To, c.From, err)
	}
	if m.every > 0 && m.since >= m.every {
		err = m.Checkpoint()
	}
	return result, err
}

// Deploy runs a constructor (bytecode followed by the packed arguments) as the deployer's next
// transaction at time 0, and returns the contract's address: keccak256(rlp(deployer, nonce)), so
// the nth contract is always at the same place.
func (m *Machine) Deploy(bytecode, args []byte) (common.Address, Result, error) {
	at := crypto.CreateAddress(m.deployer, m.created)
	m.created++
	result, err := m.apply(m.deployer, nil, slices.Concat(bytecode, args), 0)
	if err != nil {
		return common.Address{}, Result{}, fmt.Errorf("deploy %d bytes: %w", len(bytecode), err)
	}
	return at, result, nil
}

func (m *Machine) apply(from common.Address, to *common.Address, data []byte, time uint64) (Result, error) {
	if err := m.ready(); err != nil {
		return Result{}, err
	}
	m.evm.Context.Time = time
	m.message.From, m.message.To, m.message.Data = from, to, data
	m.calls++
	m.since++
	id := common.Hash(uint256.NewInt(m.calls).Bytes32()) // stands for the transaction's hash
	m.state.SetTxContext(id, m.since, 0)
	done, err := core.ApplyMessage(m.evm, &m.message, nil)
	if err != nil {
		return Result{}, err
	}
	m.state.Finalise(m.rules)
	if err := m.state.Error(); err != nil {
		return Result{}, err
	}
	return Result{
		Err:  done.Err,
		Data: done.ReturnData,
		Logs: m.state.GetLogs(id, m.context.BlockNumber.Uint64(), common.Hash{}, time),
		Gas:  done.UsedGas,
	}, nil
}

// View executes a call that changes nothing and returns its data; a revert is an error that wraps
// vm.ErrExecutionReverted. It costs no gas and counts as no call.
func (m *Machine) View(c Call) ([]byte, error) {
	if err := m.ready(); err != nil {
		return nil, err
	}
	m.evm.Context.Time = c.Time
	m.evm.SetTxContext(vm.TxContext{Origin: c.From, GasPrice: m.message.GasPrice})
	m.state.Prepare(m.rules, c.From, m.context.Coinbase, &c.To, vm.ActivePrecompiles(m.rules), nil)
	before := m.state.Snapshot()
	data, _, err := m.evm.StaticCall(c.From, c.To, c.Data, vm.NewGasBudget(CallGasLimit, 0))
	m.state.RevertToSnapshot(before)
	m.state.Finalise(m.rules)
	if err != nil {
		return nil, fmt.Errorf("view %x of %s: %w", c.Data, c.To, err)
	}
	return data, nil
}

// Slot returns a storage slot of a contract; zero when there is none.
func (m *Machine) Slot(contract common.Address, slot common.Hash) common.Hash {
	if m.state == nil {
		return m.flat.storage[contract][slot]
	}
	return m.state.GetState(contract, slot)
}

// Poke sets a storage slot of a contract outside any call, as genesis does. The first poke after a
// call makes a checkpoint.
func (m *Machine) Poke(contract common.Address, slot, value common.Hash) error {
	if m.state != nil {
		if err := m.Checkpoint(); err != nil {
			return err
		}
	}
	m.flat.set(contract, slot, value)
	return nil
}

// Checkpoint writes what changed since the last one into the flat state and forgets everything
// else, so that memory follows the state that is alive.
func (m *Machine) Checkpoint() error {
	clear(m.flat.changed)
	if m.state == nil {
		return nil
	}
	m.state.IntermediateRoot(m.rules) // finalises and writes to the flat tries; their root is a constant
	err := m.state.Error()
	m.evm.Release()
	m.state, m.evm, m.since = nil, nil, 0
	if err != nil {
		return fmt.Errorf("checkpoint after call %d: %w", m.calls, err)
	}
	return nil
}

// Changed returns the slots of a contract that differ between the last two checkpoints, sorted: a
// replay that can account for each of them has missed no write. Pokes do not count.
func (m *Machine) Changed(contract common.Address) []common.Hash {
	return slices.SortedFunc(maps.Keys(m.flat.changed[contract]), common.Hash.Cmp)
}

// Root returns the Merkle root of the state at the last checkpoint, the one a mainnet node would
// have. It hashes the whole state: microseconds an account and slot.
func (m *Machine) Root() common.Hash { return m.flat.root() }

// ready opens the state of the last checkpoint and an EVM on it.
func (m *Machine) ready() error {
	if m.state != nil {
		return nil
	}
	opened, err := state.New(types.EmptyRootHash, m.flat)
	if err != nil {
		return fmt.Errorf("open state: %w", err)
	}
	m.state = opened
	m.evm = vm.NewEVM(m.context, m.state, m.config, vm.Config{})
	m.evm.SetJumpDestCache(m.jumps)
	return nil
}

// jumpDests keeps what the EVM found out about code, by its hash: else each EVM, one a checkpoint, would find out again.
type jumpDests map[common.Hash]vm.BitVec

func (j jumpDests) Load(code common.Hash) (vm.BitVec, bool) {
	bits, ok := j[code]
	return bits, ok
}

func (j jumpDests) Store(code common.Hash, bits vm.BitVec) { j[code] = bits }
