package mechanisms

import (
	"encoding/binary"

	"github.com/dopamine-network/dopasim/internal/ethereum"
	"github.com/dopamine-network/dopasim/sim"
)

// Secret is what a commitment hides until it is revealed. It names the row and the sender, and its hash the contract
// and the chain, so that a commitment copied by somebody else, or taken to another row, contract or chain, can never be
// revealed there.
type Secret struct {
	ID    uint64    // of the row that it is about
	Who   sim.Agent // who commits
	Value uint8     // what it commits to
	Salt  [32]byte  // luck that keeps Value from being guessed; the native handle has room for 16 bytes, the rest is 0
}

// saltBytes of a Salt are used.
const saltBytes = 16

// mark ends every handle that the instance makes: what lacks it was never made by its Seal. It names the instance, as
// the hash names the contract, so that a handle taken to another one cannot be opened there either.
func (b *Bound) mark() [3]byte { return [3]byte{'d', 'p', byte(b.code >> 8)} }

// HashCommitments chooses what the commitments of an instance are, natively: "handle" packs the Secret in plain, which costs
// nanoseconds, and becomes the hash when it is replayed (OnChain); "real" is the hash at once, which costs a deal's
// worth of time. Refusals and events are the same in both. Call it from New.
func (b *Bound) HashCommitments(choice string) { b.realHashes = choice == "real" }

// Seal is the commitment to x, of an instance that has called HashCommitments.
func (b *Bound) Seal(x Secret) (seal [32]byte) {
	if b.realHashes {
		return b.hash(x)
	}
	copy(seal[:], x.Salt[:saltBytes])
	binary.LittleEndian.PutUint64(seal[saltBytes:], x.ID)
	binary.LittleEndian.PutUint32(seal[saltBytes+8:], uint32(x.Who))
	seal[saltBytes+12] = x.Value
	mark := b.mark()
	copy(seal[saltBytes+13:], mark[:])
	return seal
}

// Opens says whether x is what seal commits to.
func (b *Bound) Opens(seal [32]byte, x Secret) bool {
	if b.realHashes {
		return seal == b.hash(x)
	}
	have, ok := b.unpack(seal)
	return ok && have == x
}

// unpack reads a handle of this instance.
func (b *Bound) unpack(seal [32]byte) (x Secret, ok bool) {
	copy(x.Salt[:], seal[:saltBytes])
	x.ID = binary.LittleEndian.Uint64(seal[saltBytes:])
	x.Who = sim.Agent(binary.LittleEndian.Uint32(seal[saltBytes+8:]))
	x.Value = seal[saltBytes+12]
	return x, [3]byte(seal[saltBytes+13:]) == b.mark()
}

// OnChain is what the chain has where the native side has seal: the hash of what a handle holds. Bytes that are no
// handle of this instance cannot be opened natively, and so become a hash that nobody knows an argument of; no commitment stays none.
func (b *Bound) OnChain(seal [32]byte) [32]byte {
	if b.realHashes || seal == [32]byte{} {
		return seal
	}
	if x, ok := b.unpack(seal); ok {
		return b.hash(x)
	}
	return ethereum.Keccak256([]byte("dopasim: no handle"), seal[:])
}

// Sample is a commitment of who about row id that random arguments may well reveal; false if the mechanism has none.
func (b *Bound) Sample(id uint64, who sim.Agent, dice uint64) ([32]byte, bool) {
	if b.Mechanism.sample == nil {
		return [32]byte{}, false
	}
	return b.Mechanism.sample(b.state, id, who, dice), true
}

// hash is keccak256(abi.encode(chain, contract, id, sender, value, salt)), in Solidity
//
//	keccak256(abi.encode(block.chainid, address(this), id, msg.sender, value, salt))
func (b *Bound) hash(x Secret) [32]byte {
	var words [6][32]byte
	binary.BigEndian.PutUint64(words[0][24:], ethereum.ChainID)
	contract, who := b.House.Address(b.Account), b.House.Address(x.Who)
	copy(words[1][12:], contract[:])
	binary.BigEndian.PutUint64(words[2][24:], x.ID)
	copy(words[3][12:], who[:])
	words[4][31] = x.Value
	words[5] = x.Salt
	return ethereum.Keccak256(words[0][:], words[1][:], words[2][:], words[3][:], words[4][:], words[5][:])
}

// Address is what the chain calls an account: an agent's by its key, an instance's as its contract, which are created
// in the order of the house.
func (h *House) Address(who sim.Agent) ethereum.Address {
	if at, ok := h.addresses[who]; ok {
		return at
	}
	at := ethereum.AgentAddress(uint32(who))
	for i, b := range h.Instances {
		if b.Account == who {
			at = ethereum.ContractAddress(uint64(i))
		}
	}
	if h.addresses == nil {
		h.addresses = map[sim.Agent]ethereum.Address{}
	}
	h.addresses[who] = at
	return at
}
