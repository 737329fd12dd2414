package chain

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
)

// The gas of each action of each contract is what it was.
func TestGas_ofEveryAction(t *testing.T) { golden(t, "gas.txt", trustGas(t)+dealGas(t)) }

// bill is what a deal costs on a court, twice: when the contracts hold nothing yet, and when they hold what is others'.
type bill struct {
	*court
	round int // 0 the first deal, 1 a later one
	names []string
	gas   [2][]uint64
}

// pay has a call made, so many seconds after the round began, that must be accepted. One without a name is not listed.
func (b *bill) pay(name string, second uint64, who int, action string, args ...any) {
	b.Helper()
	outcome, done := b.send(second+uint64(b.round)*1_000_000, who, action, args...)
	if outcome != "ok" {
		b.Fatalf("%s: %s", action, outcome)
	}
	if name == "" {
		return
	}
	if b.round == 0 {
		b.names = append(b.names, name)
	}
	b.gas[b.round] = append(b.gas[b.round], done.Gas)
}

// nth is an id: of the n-th thing of a round with so many of them.
func (b *bill) nth(n, ofRound int64) int64 { return n + int64(b.round)*ofRound }

// at is a deadline, so many seconds after the round began.
func (b *bill) at(second uint64) uint64 { return second + uint64(b.round)*1_000_000 }

// A person pays in bills: payer 0, provider 1, witnesses from 2 on, anybody else 9.
const payer, provider, anybody = 0, 1, 9

// open opens a deal for these witnesses, with deadline 1000.
func (b *bill) open(witnesses ...int) {
	b.pay("deal.open", 0, payer, "deal.open", b.person(provider), id(100), b.at(1000), b.people(witnesses...), uint64(7))
}

// ballots has n witnesses vote openly, the last against the others, and settles.
func (b *bill) ballots(n int) {
	for i := range n {
		name := map[int]string{0: "vote.vote", n - 1: "vote.vote, the last"}[i]
		b.pay(name, 10, 2+i, "vote.vote", id(b.nth(int64(1+i), int64(n))), i < n-1)
	}
	b.pay("vote.settle", 20, anybody, "vote.settle", id(b.nth(1, 1)))
}

// draw fills the pool with six witnesses and has a ballot's panel drawn.
func (b *bill) draw(ballot int64) {
	secret := [32]byte{1, 2, 3}
	b.pay("beacon.commit", 1, anybody, "beacon.commit", uint64(b.nth(1, 1)), b.sealOf("beacon", b.nth(1, 1), anybody, 0, secret))
	b.pay("beacon.reveal", 100, anybody, "beacon.reveal", id(b.nth(1, 1)), secret)
	b.pay("beacon.close", 101, anybody, "beacon.close", id(b.nth(1, 1)))
	b.pay("vote.draw", 102, anybody, "vote.draw", id(ballot))
}

// bills are the deals whose gas is listed.
var bills = []struct {
	name  string
	rules func(*vote.Params)
	terms func(*deal.Params)
	deal  func(b *bill)
}{
	{"payer", nil, func(p *deal.Params) { p.Decider = "payer" }, func(b *bill) {
		b.open()
		b.pay("deal.decide", 10, payer, "deal.decide", id(b.nth(1, 1)), true)
	}},
	{"witness", nil, func(p *deal.Params) { p.Decider, p.Fee = "witness", 5 }, func(b *bill) {
		b.open(2)
		b.pay("deal.decide", 10, 2, "deal.decide", id(b.nth(1, 1)), true)
	}},
	{"two witnesses", nil, func(p *deal.Params) { p.Decider, p.Silence, p.Fee = "witness", "witness", 5 }, func(b *bill) {
		b.open(2, 3)
		b.pay("deal.expire", 1000+86_401, anybody, "deal.expire", id(b.nth(1, 1)))
	}},
	{"vote of 3", nil, nil, func(b *bill) { b.open(2, 3, 4); b.ballots(3) }},
	{"vote of 5", func(p *vote.Params) { p.Seats = 5 }, nil, func(b *bill) { b.open(2, 3, 4, 5, 6); b.ballots(5) }},
	{"vote of 3, bonds", outliers, nil, func(b *bill) { b.open(2, 3, 4); b.ballots(3) }},
	{"vote of 5, bonds", func(p *vote.Params) { outliers(p); p.Seats = 5 }, nil, func(b *bill) { b.open(2, 3, 4, 5, 6); b.ballots(5) }},
	{"vote of 3, sealed, bonds", func(p *vote.Params) { outliers(p); p.Ballots = "sealed" }, nil, func(b *bill) {
		b.open(2, 3, 4)
		for i := range 3 {
			seat := b.nth(int64(1+i), 3)
			b.pay(map[int]string{0: "vote.commit"}[i], 10, 2+i, "vote.commit", id(seat), b.sealOf("vote", seat, 2+i, 1, common.Hash{9}))
		}
		for i := range 3 {
			b.pay(map[int]string{0: "vote.reveal"}[i], 11, 2+i, "vote.reveal", id(b.nth(int64(1+i), 3)), true, common.Hash{9})
		}
		b.pay("vote.settle", 20, anybody, "vote.settle", id(b.nth(1, 1)))
	}},
	{"vote of 3, by lot", func(p *vote.Params) { p.Panel, p.Standing = "lot", 50 }, nil, func(b *bill) {
		for i := 2; i < 8; i++ {
			b.pay(map[int]string{2: "vote.join"}[i], 0, i, "vote.join", uint64(0))
		}
		b.open()
		b.draw(b.nth(1, 1))
		votes := b.contract("vote")
		for i := range 3 {
			seat := b.nth(int64(1+i), 3)
			witness := b.machine.Slot(votes.at, votes.views[1].key(uint64(seat)))
			who, _ := b.accounts.Agent(common.BytesToAddress(witness[12:]))
			b.pay(map[int]string{0: "vote.vote"}[i], 200, int(who-b.first), "vote.vote", id(seat), true)
		}
		b.pay("vote.settle", 201, anybody, "vote.settle", id(b.nth(1, 1)))
		b.pay("vote.resign", 300, 2, "vote.resign", id(b.nth(1, 6)))
	}},
	{"vote of 3, agreed", nil, func(p *deal.Params) { p.Naming = "both" }, func(b *bill) {
		b.open(2, 3, 4)
		b.pay("deal.agree", 5, provider, "deal.agree", id(b.nth(1, 2)))
		b.pay("", 5, payer, "deal.open", b.person(provider), id(100), b.at(1000), b.people(2, 3, 4), uint64(8))
		b.pay("deal.expire", 1001, anybody, "deal.expire", id(b.nth(2, 2)))
	}},
	{"vote of 3, kept, bribed", func(p *vote.Params) { outliers(p); p.Keep = 100 }, nil, func(b *bill) {
		b.open(2, 3, 4)
		b.pay("bribe.offer", 5, provider, "bribe.offer", uint64(b.nth(1, 1)), false, id(7), uint8(3))
		b.ballots(3)
		b.pay("bribe.claim", 30, anybody, "bribe.claim", id(b.nth(1, 1)), uint64(b.nth(3, 3)))
		b.pay("vote.clear", 121, anybody, "vote.clear", id(b.nth(1, 1)))
		b.pay("bribe.withdraw", 122, provider, "bribe.withdraw", id(b.nth(1, 1)))
	}},
}

func outliers(p *vote.Params) { p.Penalty, p.Bond = "outliers", 20 }

// dealGas lists them.
func dealGas(t *testing.T) string {
	var out strings.Builder
	fmt.Fprintf(&out, "\n%-52s %9s %9s\n", "action", "first", "later")
	for _, c := range bills {
		rules, terms, luck := vote.Defaults, deal.Defaults, beacon.Defaults
		rules.Reward, rules.RevealWithin = 10, 500
		terms.Decider, luck.Deposit, luck.CommitWithin, luck.RevealWithin = "vote", 10, 50, 500
		if c.rules != nil {
			c.rules(&rules)
		}
		if c.terms != nil {
			c.terms(&terms)
		}
		b := &bill{court: newCourt(t, part{beacon.Mechanism, &luck}, part{vote.Mechanism, &rules}, part{deal.Mechanism, &terms},
			part{bribe.Mechanism, &bribe.Defaults})}
		c.deal(b)
		for _, in := range b.instances { // what others have there
			b.must(b.money.SetBalance(in.at, new(uint256.Int).AddUint64(b.money.Balance(in.at), 1)))
		}
		b.round = 1
		c.deal(b)
		for i, name := range b.names {
			fmt.Fprintf(&out, "%-52s %9d %9d\n", c.name+": "+name, b.gas[0][i], b.gas[1][i])
		}
	}
	return out.String()
}
