package chain

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// Slots of OpenZeppelin's ERC20 5.x (Token.json, storage): a test compares them with the
// artefact's layout and with what the contract answers.
const (
	balancesSlot    = 0 // mapping(address => uint256)
	allowancesSlot  = 1 // mapping(address => mapping(address => uint256))
	totalSupplySlot = 2 // uint256
)

// ERC20 reads and writes the storage of one OpenZeppelin token without calling it, in base units:
// genesis for a million holders would otherwise be a million transactions, and a checkpoint as many
// calls. Writing emits no events and keeps no sum: who sets balances sets the supply too.
type ERC20 struct {
	Machine *Machine
	At      common.Address
}

// Balance returns what an account holds.
func (t ERC20) Balance(who common.Address) *uint256.Int { return t.read(balanceSlot(who)) }

// Allowance returns how much spender may still move of what owner holds.
func (t ERC20) Allowance(owner, spender common.Address) *uint256.Int {
	return t.read(allowanceSlot(owner, spender))
}

// Supply returns the total supply.
func (t ERC20) Supply() *uint256.Int { return t.read(slotNumber(totalSupplySlot)) }

// SetBalance makes an account hold amount.
func (t ERC20) SetBalance(who common.Address, amount *uint256.Int) error {
	return t.Machine.Poke(t.At, balanceSlot(who), amount.Bytes32())
}

// SetAllowance lets spender move amount of what owner holds; of 2^256-1 OpenZeppelin never
// subtracts.
func (t ERC20) SetAllowance(owner, spender common.Address, amount *uint256.Int) error {
	return t.Machine.Poke(t.At, allowanceSlot(owner, spender), amount.Bytes32())
}

// SetSupply sets the total supply.
func (t ERC20) SetSupply(amount *uint256.Int) error {
	return t.Machine.Poke(t.At, slotNumber(totalSupplySlot), amount.Bytes32())
}

func (t ERC20) read(slot common.Hash) *uint256.Int {
	value := t.Machine.Slot(t.At, slot)
	return new(uint256.Int).SetBytes32(value[:])
}

func balanceSlot(who common.Address) common.Hash {
	return MappingSlot(common.BytesToHash(who[:]), slotNumber(balancesSlot))
}

func allowanceSlot(owner, spender common.Address) common.Hash {
	row := MappingSlot(common.BytesToHash(owner[:]), slotNumber(allowancesSlot))
	return MappingSlot(common.BytesToHash(spender[:]), row)
}

// MappingSlot returns the slot of a mapping's value: keccak256(key || slot of the mapping). A
// struct's further slots follow it (SlotPlus).
func MappingSlot(key, mapping common.Hash) common.Hash {
	return crypto.Keccak256Hash(key[:], mapping[:])
}

// SlotPlus returns the slot n after another, wrapping at 2^256.
func SlotPlus(slot common.Hash, n uint64) common.Hash {
	sum := new(uint256.Int).SetBytes32(slot[:])
	return sum.AddUint64(sum, n).Bytes32()
}

func slotNumber(n uint64) common.Hash { return uint256.NewInt(n).Bytes32() }
