package chain

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// part is a mechanism of a court with its parameters, a pointer as from Defaults.
type part struct {
	*mechanisms.Mechanism
	params any
}

// court is the contracts of a few mechanisms, and the token before them, with nothing native beside them: what a client
// sees. Its people hold 1000 base units each and let every contract take them.
type court struct {
	testing.TB
	*replay
	first sim.Agent // of the people
}

// citizens are the people of a court.
const citizens = 10

func newCourt(t testing.TB, parts ...part) *court {
	t.Helper()
	return newCourtOf(t, citizens, parts...)
}

// newCourtOf is newCourt with so many people.
func newCourtOf(t testing.TB, people uint32, parts ...part) *court {
	t.Helper()
	parts = append([]part{{token.Mechanism, token.Mechanism.Defaults()}}, parts...)
	var groups []sim.Group
	for _, p := range parts {
		groups = append(groups, sim.Group{Name: p.Name, Size: 1})
	}
	w, err := sim.NewWorld(sim.Config{Populations: append(groups, sim.Group{Name: "people", Size: people})})
	if err != nil {
		t.Fatal(err)
	}
	c := &court{TB: t, replay: &replay{machine: NewMachine(0), house: mechanisms.NewHouse(w), world: w}}
	all, _ := w.Population("people")
	c.first, c.accounts = all.First, NewAccounts()
	for _, p := range parts {
		_, err := c.house.Add(p.Name, p.Mechanism, p.params, nil)
		c.must(err)
	}
	c.must(c.deploy(), c.money.SetSupply(uint256.NewInt(1000*uint64(people))))
	for n := range int(people) {
		c.must(c.money.SetBalance(c.person(n), uint256.NewInt(1000)))
		for _, in := range c.instances {
			c.must(c.money.SetAllowance(c.person(n), in.at, new(uint256.Int).SetAllOne()))
		}
	}
	return c
}

func (c *court) must(errs ...error) {
	c.Helper()
	for _, err := range errs {
		if err != nil {
			c.Fatal(err)
		}
	}
}

// person is the address of person n.
func (c *court) person(n int) common.Address { return c.accounts.Address(c.first + sim.Agent(n)) }

// people are the addresses of some of them.
func (c *court) people(n ...int) (all []common.Address) {
	for _, n := range n {
		all = append(all, c.person(n))
	}
	return all
}

// contract is an instance.
func (c *court) contract(name string) *instance { return c.instances[c.number[c.house.Find(name)]] }

// do has person n call an action, "vote.open", and names what came of it: "ok", or the error.
func (c *court) do(time uint64, n int, action string, args ...any) string {
	c.Helper()
	outcome, _ := c.send(time, n, action, args...)
	return outcome
}

// send is do, with all that came of it.
func (c *court) send(time uint64, n int, action string, args ...any) (string, Result) {
	c.Helper()
	of, name, _ := strings.Cut(action, ".")
	in := c.contract(of)
	data, err := in.artefact.ABI.Pack(name, args...)
	c.must(err)
	done, err := c.machine.Call(Call{From: c.person(n), To: in.at, Data: data, Time: time})
	c.must(err)
	switch {
	case done.Reverted():
		return in.artefact.ErrorName(done.Data), done
	case done.Err != nil:
		return done.Err.Error(), done
	}
	return "ok", done
}

// expect fails the test when outcomes are not "ok".
func (c *court) expect(outcomes ...string) {
	c.Helper()
	for i, o := range outcomes {
		if o != "ok" {
			c.Fatalf("step %d: %s", i, o)
		}
	}
}

// become puts code at the address of person n, as if it had been a contract from the start.
func (c *court) become(n int, code ...byte) {
	c.Helper()
	c.must(c.machine.Checkpoint())
	account := types.NewEmptyStateAccount()
	account.CodeHash = crypto.Keccak256(code)
	c.machine.flat.codes[common.BytesToHash(account.CodeHash)] = code
	c.machine.flat.accounts[c.person(n)] = account
}

// holding is what person n holds.
func (c *court) holding(n int) uint64 { return c.money.Balance(c.person(n)).Uint64() }

// sealOf is a commitment as any client makes it: keccak256 of six words.
func (c *court) sealOf(contract string, row int64, who int, value byte, salt common.Hash) common.Hash {
	return crypto.Keccak256Hash(
		common.LeftPadBytes(c.machine.config.ChainID.Bytes(), 32), common.LeftPadBytes(c.contract(contract).at[:], 32),
		common.LeftPadBytes(id(row).Bytes(), 32), common.LeftPadBytes(c.person(who).Bytes(), 32),
		common.LeftPadBytes([]byte{value}, 32), salt[:])
}

func id(n int64) *big.Int { return big.NewInt(n) }
