package chain

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/triedb"
	"github.com/ethereum/go-ethereum/triedb/pathdb"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/sim"
)

func TestConfig_isOsakaAndNothingLater(t *testing.T) {
	r := Config().Rules(big.NewInt(1), true, 0)
	if !r.IsOsaka || r.IsAmsterdam || r.IsBogota || r.IsUBT {
		t.Errorf("rules %+v", r)
	}
	if err := Config().CheckConfigForkOrder(); err != nil {
		t.Error(err)
	}
}

func TestAccounts_goBothWays(t *testing.T) {
	a := NewAccounts()
	seed := append([]byte("dopasim"), 0, 0, 0, 0, 0, 0, 1, 2) // 258, 8 bytes big endian
	k, err := crypto.ToECDSA(crypto.Keccak256(seed))
	if err != nil {
		t.Fatal(err)
	}
	want := crypto.PubkeyToAddress(k.PublicKey)
	if have := a.Address(258); have != want || a.Address(258) != want {
		t.Errorf("agent 258 is at %s, want %s", have, want)
	}
	if who, ok := a.Agent(want); who != 258 || !ok {
		t.Errorf("%s is agent %d, %v", want, who, ok)
	}
	if a.Address(0) != (common.Address{}) {
		t.Error("agent 0 is not the zero address")
	}
	if _, ok := a.Agent(common.Address{19: 9}); ok {
		t.Error("an address nobody asked for has an agent")
	}
	vault := common.Address{19: 7}
	a.Place(3, vault)
	if who, _ := a.Agent(vault); who != 3 || a.Address(3) != vault {
		t.Error("a placed agent is elsewhere")
	}
}

// What ERC20 writes into storage is what the contract answers, and the slots are solc's.
func TestERC20_storageIsWhatTheTokenAnswers(t *testing.T) {
	w := newWorld(t, 0, plain())
	a, b := w.accounts.Address(1), w.accounts.Address(2)
	w.must(w.money.SetBalance(a, uint256.NewInt(70)), w.money.SetAllowance(a, b, uint256.NewInt(71)),
		w.money.SetSupply(uint256.NewInt(72)))
	view := func(method string, args ...any) uint64 {
		data, err := w.token.ABI.Pack(method, args...)
		w.must(err)
		out, err := w.View(Call{From: a, To: w.money.At, Data: data})
		w.must(err)
		return new(big.Int).SetBytes(out).Uint64()
	}
	if have := view("balanceOf", a); have != 70 || w.money.Balance(a).Uint64() != 70 {
		t.Errorf("balanceOf answers %d, want 70", have)
	}
	if have := view("allowance", a, b); have != 71 || w.money.Allowance(a, b).Uint64() != 71 {
		t.Errorf("allowance answers %d, want 71", have)
	}
	if have := view("totalSupply"); have != 72 || w.money.Supply().Uint64() != 72 {
		t.Errorf("totalSupply answers %d, want 72", have)
	}
	if have := view("decimals"); have != 9 {
		t.Errorf("decimals answers %d, want 9", have)
	}
	want := map[string]uint64{"_balances": balancesSlot, "_allowances": allowancesSlot, "_totalSupply": totalSupplySlot}
	for _, f := range w.token.Storage.Variables {
		if slot, ok := want[f.Label]; ok && f.Slot != slot {
			t.Errorf("%s is in slot %d, want %d", f.Label, f.Slot, slot)
		}
		delete(want, f.Label)
	}
	if len(want) > 0 {
		t.Errorf("not in the artefact's layout: %v", want)
	}
}

func TestMachine_burnLogsTransferThenBurned(t *testing.T) {
	w := newWorld(t, 0, plain())
	w.fund(1, 50)
	data, err := w.token.ABI.Pack("burn", big.NewInt(20))
	w.must(err)
	result, err := w.Call(Call{From: w.accounts.Address(1), To: w.money.At, Data: data})
	w.must(err, result.Err)
	if len(result.Logs) != 2 || result.Logs[0].Topics[0] != w.token.ABI.Events["Transfer"].ID ||
		result.Logs[1].Topics[0] != w.token.ABI.Events["Burned"].ID {
		t.Errorf("logs %v", result.Logs)
	}
	if w.money.Supply().Uint64() != 30 || w.money.Balance(w.accounts.Address(1)).Uint64() != 30 {
		t.Errorf("supply %s, balance %s, want 30", w.money.Supply(), w.money.Balance(w.accounts.Address(1)))
	}
	if _, ok := w.token.ABI.Methods["burnFrom"]; ok {
		t.Error("the token has burnFrom")
	}
}

func TestMachine_tellsRefusalFromFault(t *testing.T) {
	w := newWorld(t, 0, plain())
	w.fund(2, 50)
	refused := w.do(0, 1, "accept", big.NewInt(1))
	if !refused.Reverted() || w.outcome(refused) != "Unknown" || len(refused.Logs) != 0 {
		t.Errorf("accept of no deal: %+v", refused)
	}
	if want := w.trust.ABI.Errors["Unknown"].ID; refused.Selector() != [4]byte(want[:4]) {
		t.Errorf("selector %x, want %x", refused.Selector(), want[:4])
	}
	_, err := w.View(w.pack(0, 1, "accept", big.NewInt(1)))
	if !errors.Is(err, vm.ErrExecutionReverted) {
		t.Errorf("a view that reverts: %v", err)
	}
	_, fault, err := w.Deploy([]byte{0xfe}, nil)
	w.must(err)
	if fault.Err == nil || fault.Reverted() || fault.Gas != CallGasLimit {
		t.Errorf("an invalid instruction: %+v", fault)
	}
}

func TestMachine_viewChangesNothing(t *testing.T) {
	w := newWorld(t, 0, plain())
	w.fund(2, 50)
	open := w.pack(5, 1, "open", w.accounts.Address(2), uint64(7))
	first, err := w.Call(open)
	w.must(err, first.Err)
	for range 3 {
		out, err := w.View(w.pack(0, 1, "deals", big.NewInt(1)))
		w.must(err)
		if status := out[3*32-1]; status != 1 {
			t.Fatalf("status %d, want Offered", status)
		}
	}
	second, err := w.Call(open)
	w.must(err, second.Err)
	third, err := w.Call(open)
	w.must(err, third.Err)
	if second.Gas != third.Gas {
		t.Errorf("gas %d right after views, %d without: a view warmed something", second.Gas, third.Gas)
	}
}

func TestMachine_changedListsTheSlotsOfTheLastInterval(t *testing.T) {
	w := newWorld(t, 0, plain())
	w.fund(2, 50)
	w.must(w.Checkpoint())
	if have := w.Changed(w.money.At); len(have) != 0 {
		t.Errorf("pokes changed %v", have)
	}
	result := w.do(5, 1, "open", w.accounts.Address(2), uint64(7))
	w.must(result.Err, w.Checkpoint())
	row := MappingSlot(slotNumber(1), slotNumber(0))
	want := map[common.Hash]bool{slotNumber(1): true, row: true, SlotPlus(row, 1): true} // next, row of deal 1
	for _, slot := range w.Changed(w.at) {
		if !want[slot] {
			t.Errorf("unexpected change of %s", slot)
		}
		delete(want, slot)
	}
	if len(want) > 0 {
		t.Errorf("changes not listed: %v", want)
	}
	if have := w.Changed(w.money.At); len(have) != 3 { // payer, vault, allowance
		t.Errorf("changes of the token: %v", have)
	}
	w.must(w.Checkpoint())
	if have := w.Changed(w.at); len(have) != 0 {
		t.Errorf("changes of an empty interval: %v", have)
	}
}

// tries is the machine with go-ethereum's own state below it: path scheme, a commit now and then.
type tries struct {
	*Machine
	db   *state.MPTDatabase
	root common.Hash
}

func newTries(t testing.TB, genesis *flat) *tries {
	t.Helper()
	disk := rawdb.NewMemoryDatabase()
	c := *pathdb.Defaults
	c.SnapshotNoBuild = true
	db := state.NewMPTDatabase(triedb.NewDatabase(disk, &triedb.Config{PathDB: &c}), nil)
	x := &tries{Machine: NewMachine(0), db: db, root: types.EmptyRootHash}
	x.open(t)
	for at, account := range genesis.accounts {
		x.state.CreateAccount(at)
		x.state.SetBalance(at, account.Balance, tracing.BalanceChangeUnspecified)
		x.state.SetNonce(at, account.Nonce, tracing.NonceChangeUnspecified)
		x.state.SetCode(at, genesis.codes[common.BytesToHash(account.CodeHash)], tracing.CodeChangeUnspecified)
		for slot, value := range genesis.storage[at] {
			x.state.SetState(at, slot, value)
		}
	}
	x.commit(t)
	return x
}

func (x *tries) open(t testing.TB) {
	opened, err := state.New(x.root, x.db)
	if err != nil {
		t.Fatal(err)
	}
	x.state, x.evm = opened, vm.NewEVM(x.context, opened, x.config, vm.Config{})
}

func (x *tries) commit(t testing.TB) {
	root, err := x.state.Commit(x.rules, x.calls)
	if err != nil {
		t.Fatal(err)
	}
	x.root = root
	x.open(t)
}

// The flat state gives what go-ethereum's tries give: results, gas, logs, and at every checkpoint
// the state root.
func TestMachine_flatStateEqualsTries(t *testing.T) {
	const agents, calls, every = 12, 4000, 150
	w := newWorld(t, 0, plain())
	w.fund(agents, 700)
	w.must(w.Checkpoint())
	x := newTries(t, w.flat)
	x.calls = w.calls
	if w.Root() != x.root {
		t.Fatalf("genesis: root %s, tries %s", w.Root(), x.root)
	}
	luck := rand.New(rand.NewPCG(1, 2))
	seen := map[string]int{}
	for i := range uint64(calls) {
		call := w.random(luck, i, agents)
		have, err := w.Call(call)
		w.must(err)
		want, err := x.Call(call)
		w.must(err)
		for _, l := range want.Logs {
			l.TxIndex, l.Index = 0, 0
		}
		for _, l := range have.Logs {
			l.TxIndex, l.Index = 0, 0
		}
		if !reflect.DeepEqual(have, want) {
			t.Fatalf("call %d: have %+v, tries %+v", i, have, want)
		}
		seen[w.outcome(have)]++
		if (i+1)%every == 0 {
			w.must(w.Checkpoint())
			x.commit(t)
			if w.Root() != x.root {
				t.Fatalf("after call %d: root %s, tries %s", i, w.Root(), x.root)
			}
		}
	}
	for _, want := range []string{
		"Opened", "Accepted", "Delivered", "Declared", "Settled", "Expired", "Unknown", "Closed", "WrongState",
		"NotProvider", "TooEarly", "TooLate", "ERC20InsufficientAllowance",
	} {
		if seen[want] == 0 {
			t.Errorf("no call had outcome %s: %v", want, seen)
		}
	}
}

// random returns an action of some agent on a recent deal, 5 seconds after the last: half of the time
// one that the deal is waiting for, by one of its parties.
func (w *world) random(luck *rand.Rand, i uint64, agents int) Call {
	time, who := 5*i, sim.Agent(1+luck.IntN(agents))
	actions := []string{"accept", "deliver", "complete", "declare", "settle", "expire"}
	if luck.IntN(4) == 0 {
		return w.pack(time, who, "open", w.accounts.Address(sim.Agent(luck.IntN(agents+1))), i)
	}
	next := w.Slot(w.at, slotNumber(1))
	last := new(big.Int).SetBytes(next[:]).Int64()
	id := big.NewInt(max(0, last-luck.Int64N(8))) // now and then one that does not exist
	call := w.pack(time, who, actions[luck.IntN(len(actions))], id)
	row := MappingSlot(common.BigToHash(id), slotNumber(0))
	word := w.Slot(w.at, row)
	due := map[byte][]string{1: {"accept"}, 2: {"deliver"}, 4: {"settle", "declare"}}[word[32-1-28]] // by status
	if len(due) == 0 || luck.IntN(2) == 0 {
		return call
	}
	call = w.pack(time, who, due[luck.IntN(len(due))], id)
	if luck.IntN(4) > 0 { // the provider, or the payer
		word = w.Slot(w.at, SlotPlus(row, 1))
	}
	call.From = common.BytesToAddress(word[12:])
	return call
}

// Message fields the machine relies on stay what they are.
func TestMachine_chargesWhatMainnetCharges(t *testing.T) {
	w := newWorld(t, 0, plain())
	call := w.pack(0, 1, "accept", big.NewInt(1))
	result, err := w.Call(call)
	w.must(err)
	intrinsic, err := core.IntrinsicGas(call.Data, nil, nil, call.From, &call.To, nil, w.rules)
	w.must(err)
	if intrinsic < 21000 || result.Gas <= intrinsic {
		t.Errorf("gas %d, of which intrinsic %d", result.Gas, intrinsic)
	}
	long := make([]byte, 49153) // EIP-3860: 2 x 24576 bytes of init code at most
	if _, _, err := w.Deploy(long, nil); !errors.Is(err, vm.ErrMaxInitCodeSizeExceeded) {
		t.Errorf("deploy of %d bytes: %v", len(long), err)
	}
}
