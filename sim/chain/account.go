package chain

import (
	"crypto/ecdsa"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/dopamine-network/dopasim/internal/ethereum"
	"github.com/dopamine-network/dopasim/sim"
)

// Key returns the private key of an agent, ethereum.AgentKey. It is public knowledge: never send anything of value to
// these addresses.
func Key(who sim.Agent) *ecdsa.PrivateKey { return key(ethereum.AgentKey(uint32(who))) }

// DeployerKey returns the private key of the account that deploys the contracts.
func DeployerKey() *ecdsa.PrivateKey { return key(ethereum.DeployerKey()) }

func key(number [32]byte) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(number[:])
	if err != nil { // one hash in 2^127: zero, or above the curve's order
		panic(fmt.Sprintf("chain: %x is no key: %v", number, err))
	}
	return k
}

// Accounts maps agents to addresses and back. An address costs a multiplication on the curve
// (tens of microseconds), so it is derived when it is first asked for and kept. Agent 0 is the zero
// address. Not safe for concurrent use.
type Accounts struct {
	byAgent   []common.Address // zero: not derived yet
	byAddress map[common.Address]sim.Agent
}

// NewAccounts returns an empty map.
func NewAccounts() *Accounts {
	return &Accounts{byAddress: map[common.Address]sim.Agent{{}: 0}}
}

// Address returns the address of an agent.
func (a *Accounts) Address(who sim.Agent) common.Address {
	if who == 0 {
		return common.Address{}
	}
	if int(who) < len(a.byAgent) && a.byAgent[who] != (common.Address{}) {
		return a.byAgent[who]
	}
	at := common.Address(ethereum.AgentAddress(uint32(who)))
	a.set(who, at)
	return at
}

// Place gives an agent an address that no key leads to, a contract's: a mechanism that holds money
// has an account in the native run. It panics when the agent has another address already.
func (a *Accounts) Place(who sim.Agent, at common.Address) {
	if int(who) < len(a.byAgent) && a.byAgent[who] != (common.Address{}) && a.byAgent[who] != at {
		panic(fmt.Sprintf("chain: agent %d is at %s already", who, a.byAgent[who]))
	}
	a.set(who, at)
}

// Agent returns the agent at an address, false when none was derived or placed there.
func (a *Accounts) Agent(at common.Address) (sim.Agent, bool) {
	who, ok := a.byAddress[at]
	return who, ok
}

func (a *Accounts) set(who sim.Agent, at common.Address) {
	for int(who) >= len(a.byAgent) {
		a.byAgent = append(a.byAgent, make([]common.Address, max(64, len(a.byAgent)))...)
	}
	a.byAgent[who] = at
	a.byAddress[at] = who
}
