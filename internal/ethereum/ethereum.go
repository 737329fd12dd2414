// Package ethereum is the little of Ethereum that the native side shares with the chain: the hash, and who has which
// address. It holds nothing of go-ethereum, so that a mechanism can be asked for a real commitment without an EVM; a
// test of package chain holds both to go-ethereum's.
package ethereum

import (
	"encoding/binary"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	"golang.org/x/crypto/sha3"
)

// ChainID is the number of the chain that replays run on: the usual one of private chains.
const ChainID = 1337

// Address is an account's.
type Address = [20]byte

// Keccak256 is the hash of the parts, one after the other, as Ethereum has it: Keccak before it became SHA-3, which the
// standard library's SHA3-256 is not.
func Keccak256(parts ...[]byte) (sum [32]byte) {
	h := sha3.NewLegacyKeccak256()
	for _, p := range parts {
		h.Write(p)
	}
	h.Sum(sum[:0])
	return sum
}

// AgentKey is the private key of an agent: keccak256("dopasim" || number as 8 bytes, big endian). It is public
// knowledge: nothing of value must ever lie at its address.
func AgentKey(who uint32) [32]byte {
	return Keccak256(binary.BigEndian.AppendUint64([]byte("dopasim"), uint64(who)))
}

// DeployerKey is the private key of the account that creates the contracts.
func DeployerKey() [32]byte { return Keccak256([]byte("dopasim deployer")) }

// AgentAddress is the address of an agent; agent 0 is nobody, the zero address. It takes a multiplication on the curve:
// tens of microseconds.
func AgentAddress(who uint32) Address {
	if who == 0 {
		return Address{}
	}
	return addressOf(AgentKey(who))
}

func addressOf(key [32]byte) Address {
	public := secp256k1.PrivKeyFromBytes(key[:]).PubKey().SerializeUncompressed()
	sum := Keccak256(public[1:])
	return Address(sum[12:])
}

// ContractAddress is where the deployer's n-th contract lies, counted from 0: the last 20 bytes of
// keccak256(rlp(deployer, n)).
func ContractAddress(n uint64) Address {
	from := addressOf(DeployerKey())
	nonce := rlp(n)
	list := append([]byte{0xc0 + byte(1+len(from)+len(nonce)), 0x80 + byte(len(from))}, from[:]...)
	sum := Keccak256(append(list, nonce...))
	return Address(sum[12:])
}

// rlp is a number as recursive length prefix has it: without leading zeros, itself below 128.
func rlp(n uint64) []byte {
	var word [8]byte
	binary.BigEndian.PutUint64(word[:], n)
	short := word[:]
	for len(short) > 0 && short[0] == 0 {
		short = short[1:]
	}
	if len(short) == 1 && short[0] < 0x80 {
		return short
	}
	return append([]byte{0x80 + byte(len(short))}, short...)
}
