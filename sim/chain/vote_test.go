package chain

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
)

// small are rules in amounts that a court's people can pay: reward 10 and bond 20 base units, three named witnesses.
func small(change func(*vote.Params)) *vote.Params {
	p := vote.Defaults
	p.Reward, p.Bond, p.Penalty, p.RevealWithin = 10, 20, "outliers", 100
	change(&p)
	return &p
}

// seal is a commitment to a vote.
func (c *court) seal(seat int64, who int, success byte, salt common.Hash) common.Hash {
	return c.sealOf("vote", seat, who, success, salt)
}

// A lazy witness copies the sealed vote of a diligent one from the chain and, once that one has revealed, reveals the
// same vote with the same salt. It is refused, and comes out as absent.
func TestVote_aCopiedSealCannotBeRevealed(t *testing.T) {
	c := newCourt(t, part{vote.Mechanism, small(func(p *vote.Params) { p.Ballots = "sealed" })})
	const asker, diligent, lazy, third = 0, 1, 2, 3
	c.expect(c.do(0, asker, "vote.open", c.person(asker), common.Address{}, c.people(diligent, lazy, third), uint64(1000), true, uint64(7)))
	salt, other := common.Hash{1: 0xab, 31: 0xcd}, common.Hash{5}
	c.expect(c.do(1, diligent, "vote.commit", id(1), c.seal(1, diligent, 1, salt)))

	seats := c.contract("vote").views[1]
	stored := c.machine.Slot(c.contract("vote").at, SlotPlus(seats.key(1), 1)) // anybody can read it
	if stored != c.seal(1, diligent, 1, salt) {
		t.Fatalf("the chain has %s", stored)
	}
	c.expect(c.do(2, lazy, "vote.commit", id(2), stored), c.do(3, third, "vote.commit", id(3), c.seal(3, third, 0, other)))

	c.expect(c.do(4, diligent, "vote.reveal", id(1), true, salt)) // now the salt is known to all
	if have := c.do(5, lazy, "vote.reveal", id(2), true, salt); have != "WrongSecret" {
		t.Errorf("the copy: %s, want WrongSecret", have)
	}
	if have := c.do(5, lazy, "vote.reveal", id(1), true, salt); have != "NotWitness" {
		t.Errorf("the original by another: %s, want NotWitness", have)
	}
	c.expect(c.do(6, third, "vote.reveal", id(3), false, other), c.do(1001, asker, "vote.settle", id(1)))
	// One of three for success is failure: the diligent and its copy lose, the third earns.
	if have := []uint64{c.holding(diligent), c.holding(lazy), c.holding(third)}; !slices.Equal(have, []uint64{980, 1000, 1010}) {
		t.Errorf("they hold %v", have)
	}
}

// reenter is code that calls back who calls it: settle(1) of the voting contract.
func reenter(c *court) []byte {
	method := c.contract("vote").artefact.ABI.Methods["settle"].ID
	code := append([]byte{byte(vm.PUSH4)}, method...)
	return append(code, byte(vm.PUSH1), 0xe0, byte(vm.SHL), byte(vm.PUSH0), byte(vm.MSTORE), // the selector
		byte(vm.PUSH1), 1, byte(vm.PUSH1), 4, byte(vm.MSTORE), // the ballot
		byte(vm.PUSH0), byte(vm.PUSH0), byte(vm.PUSH1), 36, byte(vm.PUSH0), byte(vm.PUSH0), byte(vm.CALLER), byte(vm.GAS), byte(vm.CALL),
		byte(vm.STOP))
}

// An asker that is a contract and refuses, burns all its gas, returns much or calls back holds up nobody: witnesses and
// payer get the same, and whoever settles pays a bounded price.
func TestVote_aHostileAskerHoldsUpNobody(t *testing.T) {
	outcome := func(code func(*court) []byte) (string, uint64) {
		c := newCourt(t, part{vote.Mechanism, small(func(p *vote.Params) {})})
		c.expect(c.do(0, 0, "vote.open", c.person(4), common.Address{}, c.people(1, 2, 3), uint64(1000), true, uint64(7)))
		c.expect(c.do(1, 1, "vote.vote", id(1), true), c.do(1, 2, "vote.vote", id(2), true), c.do(1, 3, "vote.vote", id(3), false))
		if code != nil {
			c.become(0, code(c)...)
		}
		text, done := c.send(2, 5, "vote.settle", id(1))
		for n := range 5 {
			text += fmt.Sprint(" ", c.holding(n))
		}
		return text + fmt.Sprint(" ", c.money.Balance(c.contract("vote").at), len(done.Logs)), done.Gas
	}
	code := func(ops ...byte) func(*court) []byte { return func(*court) []byte { return ops } }
	want, plain := outcome(nil)
	if want != "ok 970 1010 1010 980 1010 0 9" {
		t.Errorf("of a person that asks: %s", want)
	}
	for name, hostile := range map[string]func(*court) []byte{
		"does nothing":  code(byte(vm.STOP)),
		"refuses":       code(byte(vm.PUSH0), byte(vm.PUSH0), byte(vm.REVERT)),
		"burns its gas": code(byte(vm.INVALID)),
		"answers much":  code(byte(vm.PUSH3), 1, 0, 0, byte(vm.PUSH0), byte(vm.REVERT)), // 64 KiB
		"loops":         code(byte(vm.JUMPDEST), byte(vm.PUSH0), byte(vm.JUMP)),
		"calls back":    reenter,
	} {
		have, gas := outcome(hostile)
		if have != want {
			t.Errorf("%s: %s, want %s", name, have, want)
		}
		if most := plain + 200_000 + 5_000; gas > most {
			t.Errorf("%s: %d gas, of a person %d", name, gas, plain)
		}
	}
}

// However little gas whoever settles gives, the deal hears of the decision or nothing happens at all.
func TestVote_whoSettlesCannotKeepTheDecisionFromTheDeal(t *testing.T) {
	terms := deal.Defaults
	terms.Decider = "vote"
	settled, refused := 0, map[string]int{}
	for gas := uint64(60_000); gas <= 700_000; gas += 5_000 {
		c := newCourt(t, part{vote.Mechanism, small(func(p *vote.Params) {})}, part{deal.Mechanism, &terms})
		c.expect(c.do(0, 0, "deal.open", c.person(4), id(100), uint64(1000), c.people(1, 2, 3), uint64(9)))
		c.expect(c.do(1, 1, "vote.vote", id(1), true), c.do(1, 2, "vote.vote", id(2), true), c.do(1, 3, "vote.vote", id(3), true))
		c.machine.message.GasLimit = gas
		outcome, _ := c.send(2, 5, "vote.settle", id(1))
		paid := c.holding(4) == 1100
		if paid != (outcome == "ok") {
			t.Fatalf("with %d gas: %s, and the provider was paid: %v", gas, outcome, paid)
		}
		if outcome == "ok" {
			settled++
		} else {
			refused[outcome]++
		}
	}
	if settled == 0 || refused["LowGas"] == 0 || refused["out of gas"] == 0 {
		t.Errorf("%d settled, refused %v: not every case was met", settled, refused)
	}
}

// Constructors take the choices of the parameters and no others.
func TestContracts_refuseParametersOutOfRange(t *testing.T) {
	for _, name := range []string{"beacon", "vote", "deal", "bribe"} {
		c := newCourt(t, part{beacon.Mechanism, &beacon.Defaults}, part{vote.Mechanism, &vote.Defaults},
			part{deal.Mechanism, &deal.Defaults}, part{bribe.Mechanism, &bribe.Defaults})
		in := c.contract(name)
		right, err := in.construct(in.Bound, c.accounts, c.machine.deployer)
		c.must(err)
		params := onChain(in.Bound)
		first := len(right)/word - len(params)
		refused := func(args []byte) string {
			_, done, err := c.machine.Deploy(in.artefact.Bytecode, args)
			c.must(err)
			if done.Err == nil {
				return "" // the data is the code
			}
			return in.artefact.ErrorName(done.Data)
		}
		with := func(key string, value int64) (args []byte) {
			args = slices.Clone(right)
			for i, p := range params {
				if p.Key == key {
					big.NewInt(value).FillBytes(args[(first+i)*word : (first+i+1)*word])
				}
			}
			return args
		}
		if have := refused(right); have != "" {
			t.Errorf("%s: the defaults: %s", name, have)
		}
		for _, p := range params {
			if n := int64(len(p.Choices)); n > 0 && refused(with(p.Key, n)) != "BadParams" {
				t.Errorf("%s: %s %d is taken", name, p.Key, n)
			}
		}
		nobody := func(args []byte) []byte { clear(args[word : 2*word]); return args } // instead of the second need
		for what, args := range map[string][]byte{
			"beacon no time to commit": with("commit_within", 0), "beacon no time to reveal": with("reveal_within", 0),
			"vote no seats": with("seats", 0), "vote more named than can be": with("seats", vote.MaxNamed+1),
			"vote a lot without a beacon": nobody(with("panel", 1)), "vote a coin without a beacon": nobody(with("tie", 1)),
			"deal a vote without one": nobody(with("decider", 2)),
		} {
			if of, _, _ := strings.Cut(what, " "); of == name && refused(args) != "BadParams" {
				t.Errorf("%s is taken", what)
			}
		}
	}
}
