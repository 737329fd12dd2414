package chain

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// tariffFile is the table that block settlement charges by.
const tariffFile = "../../mechanisms/gas.txt"

// The table is what the contracts use, and read as it was measured.
func TestGas_tableIsFresh(t *testing.T) {
	f := &tariff{TB: t, check: func(have, table mechanisms.Gas, line string) {
		if have != table {
			t.Errorf("%s: measured %d, in the table %d", line, have, table)
		}
	}}
	f.token()
	f.trust()
	f.beacon()
	for _, seats := range []uint8{1, 3, 5, 9, 15, 21} { // each is compared with each other before it
		f.asking(seats)
	}
	for _, seats := range []uint8{1, 3, 9, 15, 21} { // the more, the more often a draw meets a witness twice
		f.lots(seats)
	}
	for _, seats := range []uint8{3, 21, 1} { // 1 last, as lines that do not depend on it are of a panel that disagrees
		f.settling(seats)
	}
	f.deal()
	f.bribe()
	fresh(t, tariffFile, f.text())
}

// Between the panels that were measured straight lines are within 0.5% of what a panel uses; of a draw, which is luck,
// within 2%.
func TestGas_ofOtherPanelsIsNearALine(t *testing.T) {
	if *update {
		t.Skip("the table is that of the last build")
	}
	f := &tariff{TB: t}
	f.check = func(have, table mechanisms.Gas, line string) {
		most := uint64(200)
		if strings.HasPrefix(line, "vote.draw ") {
			most = 50
		}
		read := []uint64{table.First, table.Later, table.Refused}
		for i, measured := range []uint64{have.First, have.Later, have.Refused} {
			if off := max(read[i], measured) - min(read[i], measured); off > measured/most {
				t.Errorf("%s, column %d: measured %d, in the table %d", line, i+1, measured, read[i])
			}
		}
	}
	f.asking(7)
	f.settling(7)
	f.lots(7)
	if len(f.lines) < 40 {
		t.Errorf("%d lines compared", len(f.lines))
	}
}

// Every action that anybody can send has a line for every instance: a mechanism is not done before it has.
func TestGas_ofEveryActionOfEveryMechanism(t *testing.T) {
	if *update {
		t.Skip("the table is that of the last build")
	}
	for _, m := range mechanisms.All() {
		if m == token.Mechanism {
			continue // part of every court
		}
		for i, params := range m.Variants() {
			c := newCourt(t, defaults(m, params)...)
			for _, in := range c.instances {
				for _, a := range in.Mechanism.Actions {
					gas, err := in.Bound.Gas(a)
					if err != nil {
						t.Errorf("variant %d: %v", i, err)
					}
					switch {
					case a.Genesis() && gas != mechanisms.Gas{}:
						t.Errorf("%s.%s: genesis uses %+v", in.Name, a.Name(), gas)
					case !a.Genesis() && (gas.Refused <= 21_000 || gas.Later < gas.Refused || gas.First < gas.Later):
						t.Errorf("variant %d: %s.%s: %+v", i, in.Name, a.Name(), gas)
					}
				}
			}
		}
	}
}

// now is when scripts begin: late enough for a second to be as long in calldata as in most of a run.
const now = uint64(40 * sim.Day)

const (
	none   = "ERC20InsufficientBalance"
	amount = 10 * sim.Token
)

func coins(x sim.Amount) any { return id(int64(x)) }

func (f *tariff) token() {
	f.add(firstWitness, nil, func(g *gauge) {
		to, x := g.person(taker), coins(amount)
		g.weigh(now, giver, "token.transfer", args(to, x))
		g.refuse(none, now, poor, "token.transfer", to, x)
		if g.later {
			g.pass(now, giver, "token.approve", g.person(passer), coins(2*amount))
		}
		g.weigh(now, giver, "token.approve", args(g.person(passer), coins(5*amount)))
		g.refuse("ERC20InvalidSpender", now, giver, "token.approve", common.Address{}, x)
		g.weigh(now, passer, "token.transferFrom", args(g.person(giver), to, x), giver)
		g.refuse("ERC20InsufficientAllowance", now, taker, "token.transferFrom", g.person(giver), to, x)
		g.weigh(now, giver, "token.burn", args(x))
		g.refuse(none, now, poor, "token.burn", x)
	}, [2]string{"token.transfer", "-"}, [2]string{"token.approve", "-"}, [2]string{"token.transferFrom", "-"}, [2]string{"token.burn", "-"})
}

func (f *tariff) trust() {
	for _, start := range []string{"delivery", "deadline", "payment"} {
		for _, fate := range []string{"kept", "refund", "burned"} {
			for _, undelivered := range []string{"refund", "forfeit"} {
				for _, deposits := range [][2]sim.Amount{{amount, amount}, {amount, 0}, {0, amount}, {0, 0}} {
					p := trust.Defaults
					p.Start, p.Fate, p.Undelivered, p.DepositPayer, p.DepositProvider = start, fate, undelivered, deposits[0], deposits[1]
					if trust.Mechanism.Check(&p) == nil { // a price that was paid can only be kept
						f.trustOf(p)
					}
				}
			}
		}
	}
}

// trustOf settles the first deal, declares the second, and lets the third, accepted, expire.
func (f *tariff) trustOf(p trust.Params) {
	begin, given := when("start", p.Start), when("deposit_provider", p.DepositProvider)
	both := all(when("deposit_payer", p.DepositPayer), given)
	wanted := [][2]string{
		{"trust.open", "-"}, {"trust.accept", given}, {"trust.deliver", begin},
		{"trust.declare", all(begin, when("fate", p.Fate), both)},
		{"trust.settle", all(begin, both)},
		{"trust.expire", all(when("undelivered", p.Undelivered), given)},
	}
	if p.Start == "payment" {
		wanted = append(wanted, [2]string{"trust.complete", "-"})
	}
	const day = uint64(sim.Day)
	f.add(firstWitness, []part{{trust.Mechanism, &p}}, func(g *gauge) {
		open := args(g.person(taker), uint64(77))
		deliver := func(n int64) {
			g.pass(now, giver, "trust.open", open...)
			g.pass(now+1, taker, "trust.accept", id(n))
			g.pass(now+2, taker, "trust.deliver", id(n))
			if p.Start == "payment" {
				g.pass(now+3, giver, "trust.complete", id(n))
			}
		}
		g.weigh(now, giver, "trust.open", open)
		g.refuse(none, now, poor, "trust.open", open...)
		g.refuse("TooEarly", now, passer, "trust.expire", id(1))
		g.refuse("TooLate", now+day, taker, "trust.accept", id(1))
		g.weigh(now+1, taker, "trust.accept", args(id(1)))
		g.refuse("WrongState", now+1, taker, "trust.accept", id(1))
		g.refuse("WrongState", now+1, giver, "trust.complete", id(1))
		g.refuse("TooLate", now+2*day, taker, "trust.deliver", id(1))
		g.weigh(now+2, taker, "trust.deliver", args(id(1)))
		g.refuse("WrongState", now+2, taker, "trust.deliver", id(1))
		if p.Start == "payment" {
			g.weigh(now+3, giver, "trust.complete", args(id(1)))
			g.refuse("WrongState", now+3, giver, "trust.complete", id(1))
		}
		g.refuse("TooEarly", now+4, passer, "trust.settle", id(1))
		g.refuse("TooLate", now+9*day, giver, "trust.declare", id(1))
		g.weigh(now+9*day, passer, "trust.settle", args(id(1)))
		for _, action := range []string{"accept", "deliver", "complete", "declare", "settle", "expire"} {
			g.refuse("Closed", now+9*day, giver, "trust."+action, id(1))
		}
		deliver(2)
		g.weigh(now+day+2, giver, "trust.declare", args(id(2)))
		g.pass(now, giver, "trust.open", open...)
		g.pass(now+1, taker, "trust.accept", id(3))
		g.weigh(now+3*day, passer, "trust.expire", args(id(3)))
	}, wanted...)
}

// beacon weighs as first the secret that opens a round, as later another of the round.
func (f *tariff) beacon() {
	for _, deposit := range []sim.Amount{0, amount} {
		p := beacon.Defaults
		p.Deposit = deposit
		given := when("deposit", deposit)
		f.add(firstWitness, []part{{beacon.Mechanism, &p}}, func(g *gauge) {
			secret := [32]byte{1, 2, 3}
			commit := func(who int) []any { return args(uint64(1), g.sealOf("beacon", 1, who, 0, secret)) }
			if g.later {
				g.pass(now, passer, "beacon.commit", commit(passer)...)
				g.weigh(now+1, giver, "beacon.commit", commit(giver))
			} else {
				g.weigh(now, passer, "beacon.commit", commit(passer))
				g.pass(now+1, giver, "beacon.commit", commit(giver)...)
			}
			g.refuse("WrongRound", now+3600, giver, "beacon.commit", commit(giver)...)
			if deposit > 0 {
				g.refuse(none, now+1, poor, "beacon.commit", commit(poor)...)
			}
			g.refuse("TooEarly", now+1, passer, "beacon.reveal", id(1), secret)
			g.refuse("TooLate", now+7200, passer, "beacon.reveal", id(1), secret)
			g.weigh(now+2000, passer, "beacon.reveal", args(id(1), secret))
			g.refuse("Closed", now+2000, passer, "beacon.reveal", id(1), secret)
			g.refuse("TooEarly", now+2000, taker, "beacon.close", id(1))
			g.weigh(now+7200, taker, "beacon.close", args(id(1)))
			g.refuse("WrongState", now+7200, taker, "beacon.close", id(1))
			g.refuse("TooEarly", now+2000, taker, "beacon.sweep", id(2))
			g.weigh(now+7200, taker, "beacon.sweep", args(id(2)))
			g.refuse("Closed", now+7200, taker, "beacon.sweep", id(2))
		}, [2]string{"beacon.commit", given}, [2]string{"beacon.reveal", given}, [2]string{"beacon.close", "-"}, [2]string{"beacon.sweep", given})
	}
}

// deal weighs deals that persons decide: the first is decided a success, the second expires.
func (f *tariff) deal() {
	for _, decider := range []string{"payer", "witness"} {
		for _, silence := range []string{"refund", "pay", "witness"} {
			for _, naming := range []string{"payer", "both"} {
				for _, fee := range []sim.Amount{0, sim.Token} {
					p := deal.Defaults
					p.Decider, p.Silence, p.Naming, p.Fee = decider, silence, naming, fee
					f.dealOf(p)
				}
			}
		}
	}
}

func (f *tariff) dealOf(p deal.Params) {
	who, silent := when("decider", p.Decider), when("silence", p.Silence)
	ends := all(who, silent, when("fee", p.Fee))
	wanted := [][2]string{
		{"deal.open", all(who, silent, when("naming", p.Naming))}, {"deal.decide", ends}, {"deal.expire", ends},
	}
	both := p.Naming == "both"
	if both {
		wanted = append(wanted, [2]string{"deal.agree", all(who, silent)})
	}
	f.add(firstWitness+2, []part{{deal.Mechanism, &p}}, func(g *gauge) {
		by, names := giver, []common.Address{}
		if p.Decider == "witness" {
			by, names = firstWitness, g.people(firstWitness)
		}
		if p.Silence == "witness" {
			names = append(names, g.person(firstWitness+1))
		}
		open := args(g.person(taker), coins(amount), now+1000, names, uint64(77))
		g.weigh(now, giver, "deal.open", open)
		g.refuse(none, now, poor, "deal.open", open...)
		g.refuse("TooLate", now+1001, giver, "deal.open", open...)
		if both {
			g.refuse("WrongState", now, by, "deal.decide", id(1), true)
			g.refuse("TooLate", now+1001, taker, "deal.agree", id(1))
			g.weigh(now+1, taker, "deal.agree", args(id(1)))
			g.refuse("WrongState", now+1, taker, "deal.agree", id(1))
		}
		g.refuse("TooEarly", now+2, passer, "deal.expire", id(1))
		g.refuse("TooLate", now+1001, by, "deal.decide", id(1), true)
		g.weigh(now+2, by, "deal.decide", args(id(1), true))
		g.refuse("Closed", now+2, by, "deal.decide", id(1), true)
		g.refuse("Closed", now+1001, passer, "deal.expire", id(1))
		g.pass(now, giver, "deal.open", open...)
		if both {
			g.refuse("Closed", now+1, taker, "deal.agree", id(1))
			g.pass(now+1, taker, "deal.agree", id(2))
		}
		g.weigh(now+1001+uint64(sim.Day), passer, "deal.expire", args(id(2)))
	}, wanted...)
}

// bribe has a witness bribed whose vote is in vain, so that it may claim under either condition.
func (f *tariff) bribe() {
	rules, terms := vote.Defaults, deal.Defaults
	rules.Keep, terms.Decider = sim.Hour, "vote"
	parts := []part{{vote.Mechanism, &rules}, {deal.Mechanism, &terms}, {bribe.Mechanism, &bribe.Defaults}}
	f.add(firstWitness+3, parts, func(g *gauge) {
		g.pass(now, giver, "deal.open", g.question(3)...)
		g.refuse(none, now, poor, "bribe.offer", uint64(1), false, coins(sim.Token), uint8(3))
		g.weigh(now, taker, "bribe.offer", args(uint64(1), false, coins(sim.Token), uint8(3)))
		g.refuse("NotDecided", now, passer, "bribe.claim", id(1), uint64(3))
		g.refuse("TooEarly", now, taker, "bribe.withdraw", id(1))
		for i := range 3 {
			g.pass(now, firstWitness+i, "vote.vote", id(int64(1+i)), i < 2)
		}
		g.pass(now, passer, "vote.settle", id(1))
		g.refuse("NoBallot", now, taker, "bribe.offer", uint64(1), false, coins(sim.Token), uint8(3))
		g.refuse("OtherVote", now, passer, "bribe.claim", id(1), uint64(1))
		g.weigh(now, passer, "bribe.claim", args(id(1), uint64(3)))
		g.refuse("PaidAlready", now, passer, "bribe.claim", id(1), uint64(3))
		g.pass(now+3601, passer, "vote.clear", id(1))
		g.weigh(now+3602, taker, "bribe.withdraw", args(id(1)))
		g.refuse("Closed", now+3602, taker, "bribe.withdraw", id(1))
	}, [2]string{"bribe.offer", "-"}, [2]string{"bribe.claim", "-"}, [2]string{"bribe.withdraw", "-"})
}

// defaults are the parts that a mechanism needs, and it with these parameters.
func defaults(m *mechanisms.Mechanism, params any) (parts []part) {
	for _, need := range m.Needs {
		other := mechanisms.Lookup(need.Name)
		if need.Name == "token" {
			continue
		}
		p := other.Defaults()
		if need.InTests != nil {
			need.InTests(p)
		}
		parts = append(parts, defaults(other, p)...)
	}
	return append(parts, part{m, params})
}
