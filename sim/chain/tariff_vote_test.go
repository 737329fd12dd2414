package chain

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// deadline of the questions of a script: a day from its begin.
const deadline = now + uint64(sim.Day)

// question is a deal that a vote decides, with so many witnesses; of a lot, none.
func (g *gauge) question(named int) []any {
	return args(g.person(taker), coins(amount), deadline, g.witnesses(named), uint64(77))
}

func (g *gauge) witnesses(n int) []common.Address {
	names := []common.Address{}
	for i := range n {
		names = append(names, g.person(firstWitness+i))
	}
	return names
}

// voting are the parts of a vote that persons ask.
func voting(rules vote.Params) []part {
	luck := beacon.Defaults
	return []part{{beacon.Mechanism, &luck}, {vote.Mechanism, &rules}}
}

// deciding are the parts of a vote and of a deal that it decides.
func deciding(rules vote.Params, naming string) []part {
	terms := deal.Defaults
	terms.Decider, terms.Naming = "vote", naming
	return append(voting(rules), part{deal.Mechanism, &terms})
}

// ballot is what a person asks, who is the payer, with so many witnesses.
func (g *gauge) ballot(named int, begins bool) []any {
	return args(g.person(giver), g.person(taker), g.witnesses(named), deadline, begins, uint64(77))
}

// named is how many witnesses a question names.
func named(p vote.Params) int {
	if p.Panel == "lot" {
		return 0
	}
	return int(p.Seats)
}

// asking weighs how ballots begin: asked for by a person, and by a deal.
func (f *tariff) asking(seats uint8) {
	for _, panel := range []string{"named", "lot"} {
		for _, ballots := range []string{"open", "sealed"} {
			p := vote.Defaults
			p.Seats, p.Panel, p.Ballots = seats, panel, ballots
			f.askingPerson(p)
			f.askingDeal(p)
			f.askingBoth(p)
		}
	}
}

// askingPerson has a person ask, and begin or give up a second and a third ballot later.
func (f *tariff) askingPerson(p vote.Params) {
	on := all(when("seats", p.Seats), when("panel", p.Panel))
	f.add(firstWitness+int(p.Seats), voting(p), func(g *gauge) {
		open := func(begins bool) []any { return g.ballot(named(p), begins) }
		g.weigh(now, giver, "vote.open", open(true))
		g.refuse("TooLate", deadline+1, giver, "vote.open", open(true)...)
		g.refuse(none, now, poor, "vote.open", open(true)...)
		g.pass(now, giver, "vote.open", open(false)...)
		g.pass(now, giver, "vote.open", open(false)...)
		g.refuse("TooLate", deadline+1, giver, "vote.begin", id(2))
		g.weigh(now, giver, "vote.begin", args(id(2)))
		g.refuse("WrongState", now, giver, "vote.begin", id(2))
		g.refuse("WrongState", now, giver, "vote.cancel", id(2))
		g.weigh(now, giver, "vote.cancel", args(id(3)))
		g.refuse("Closed", now, giver, "vote.cancel", id(3))
		g.refuse("Closed", now, giver, "vote.begin", id(3))
	}, [2]string{"vote.open", on}, [2]string{"vote.begin", on}, [2]string{"vote.cancel", all(on, when("ballots", p.Ballots))})
}

// askingDeal opens a deal whose witnesses the payer names; nobody can decide it but the vote.
func (f *tariff) askingDeal(p vote.Params) {
	vote := when("decider", "vote")
	on := all(vote, when("naming", "payer"), when("vote.seats", p.Seats), when("vote.panel", p.Panel))
	f.add(firstWitness+int(p.Seats), deciding(p, "payer"), func(g *gauge) {
		g.dealOpens(p)
		g.refuse("NotDecider", now, giver, "deal.decide", id(1), true)
	}, [2]string{"deal.open", on}, [2]string{"deal.decide", vote})
}

// dealOpens weighs the opening of a deal that a vote decides.
func (g *gauge) dealOpens(p vote.Params) {
	open := g.question(named(p))
	g.weigh(now, giver, "deal.open", open)
	g.refuse("TooLate", deadline+1, giver, "deal.open", open...)
	g.refuse(none, now, poor, "deal.open", open...)
}

// askingBoth opens deals to whose witnesses the provider has to agree: it does to the first, and the second expires.
func (f *tariff) askingBoth(p vote.Params) {
	vote, panel := when("decider", "vote"), all(when("vote.seats", p.Seats), when("vote.panel", p.Panel))
	f.add(firstWitness+int(p.Seats), deciding(p, "both"), func(g *gauge) {
		g.dealOpens(p)
		g.refuse("TooLate", deadline+1, taker, "deal.agree", id(1))
		g.weigh(now, taker, "deal.agree", args(id(1)))
		g.refuse("WrongState", now, taker, "deal.agree", id(1))
		g.refuse("VoteDecides", now, passer, "deal.expire", id(1))
		g.pass(now, giver, "deal.open", g.question(named(p))...)
		g.refuse("TooEarly", now, passer, "deal.expire", id(2))
		g.weigh(deadline+1, passer, "deal.expire", args(id(2)))
		g.refuse("Closed", deadline+1, passer, "deal.expire", id(2))
		g.refuse("Closed", deadline+1, taker, "deal.agree", id(2))
	},
		[2]string{"deal.open", all(vote, when("naming", "both"), panel)}, [2]string{"deal.agree", all(vote, panel)},
		[2]string{"deal.expire", all(vote, panel, when("vote.ballots", p.Ballots))})
}

// lots weighs the pool and draws from it: nine ballots from 64 members, as a draw that meets a witness twice takes longer.
func (f *tariff) lots(seats uint8) {
	const members, ballots = 64, 9
	for _, standing := range []sim.Amount{0, 5 * sim.Token} {
		p := vote.Defaults
		p.Seats, p.Panel, p.Standing = seats, "lot", standing
		put := when("standing", standing)
		f.add(firstWitness+members+1, voting(p), func(g *gauge) {
			g.weigh(now, firstWitness, "vote.join", args(uint64(0)))
			g.refuse("PlaceTaken", now, giver, "vote.join", uint64(1))
			if standing > 0 {
				g.refuse(none, now, poor, "vote.join", uint64(0))
			}
			for i := 1; i < members; i++ {
				g.pass(now, firstWitness+i, "vote.join", uint64(0))
			}
			for range ballots {
				g.pass(now+1, giver, "vote.open", g.ballot(0, true)...)
			}
			g.refuse("TooEarly", now+1, passer, "vote.draw", id(1))
			g.word()
			g.refuse("TooLate", deadline+1, passer, "vote.draw", id(1))
			for i := range int64(ballots) {
				g.weigh(now+3*3600, passer, "vote.draw", args(id(1+i)))
			}
			g.refuse("WrongState", now+3*3600, passer, "vote.draw", id(1))
			g.pass(now+4*3600, firstWitness+members, "vote.join", uint64(0))
			g.refuse("NotWitness", now+4*3600, passer, "vote.resign", id(1))
			g.refuse("StillSeated", now+4*3600, g.sitting(1), "vote.resign", id(g.place(1)))
			g.weigh(now+4*3600, firstWitness+members, "vote.resign", args(id(members+1)))
			g.refuse("NotWitness", now+4*3600, firstWitness+members, "vote.resign", id(members+1))
		}, [2]string{"vote.draw", when("seats", seats)}, [2]string{"vote.join", put}, [2]string{"vote.resign", put})
	}
}

// word has the first round of the beacon drawn, an hour after the script's begin.
func (g *gauge) word() {
	secret := [32]byte{1, 2, 3}
	g.pass(now+2, passer, "beacon.commit", uint64(1), g.sealOf("beacon", 1, passer, 0, secret))
	g.pass(now+2000, passer, "beacon.reveal", id(1), secret)
	g.pass(now+2001, passer, "beacon.close", id(1))
}

// chair is the first slot of a seat: witness, place and status from the right.
func (g *gauge) chair(seat int64) common.Hash {
	votes := g.contract("vote")
	return g.machine.Slot(votes.at, votes.views[1].key(uint64(seat)))
}

// sitting is the person on a seat.
func (g *gauge) sitting(seat int64) int {
	chair := g.chair(seat)
	who, _ := g.accounts.Agent(common.BytesToAddress(chair[12:]))
	return int(who - g.first)
}

// place is the place in the pool of who is on a seat.
func (g *gauge) place(seat int64) int64 {
	chair := g.chair(seat)
	return new(big.Int).SetBytes(chair[4:12]).Int64()
}

// settling weighs votes and their settlement, under all rules that much of its gas depends on.
func (f *tariff) settling(seats uint8) {
	for _, panel := range []string{"named", "lot"} {
		for _, ballots := range []string{"open", "sealed"} {
			for _, bond := range []sim.Amount{0, 2 * sim.Token} {
				for _, keep := range []sim.Second{0, sim.Hour} {
					p := vote.Defaults
					p.Seats, p.Panel, p.Ballots, p.Bond, p.Keep = seats, panel, ballots, bond, keep
					if bond > 0 {
						p.Penalty = "outliers"
					}
					f.settlingOf(p, "deal")
					f.settlingOf(p, "none")
				}
			}
		}
	}
}

// settlingOf has all witnesses vote for success, but for the last of several; a deal asks, or a person (none).
func (f *tariff) settlingOf(p vote.Params, caller string) {
	on, bond := all(when("seats", p.Seats), when("panel", p.Panel), when("ballots", p.Ballots)), when("bond", p.Bond)
	settle := all(on, when("caller", caller), when("keep", p.Keep))
	if p.Penalty == "outliers" { // without a bond to lose it is within 0.2% of no penalty
		settle = all(settle, when("penalty", p.Penalty), bond)
	}
	wanted := [][2]string{{"vote.settle", settle}}
	if p.Ballots == "sealed" {
		wanted = append(wanted, [2]string{"vote.commit", bond}, [2]string{"vote.reveal", "-"})
	} else {
		wanted = append(wanted, [2]string{"vote.vote", bond})
	}
	if p.Keep > 0 {
		wanted = append(wanted, [2]string{"vote.clear", on})
	}
	people := firstWitness + int(p.Seats)
	if p.Panel == "lot" {
		people += int(p.Seats)
	}
	parts := voting(p)
	if caller == "deal" {
		parts = deciding(p, "payer")
	}
	f.add(people, parts, func(g *gauge) {
		if p.Panel == "lot" {
			for i := firstWitness; i < people; i++ {
				g.pass(now, i, "vote.join", uint64(0))
			}
		}
		if caller == "deal" {
			g.pass(now+1, giver, "deal.open", g.question(named(p))...)
		} else {
			g.pass(now+1, giver, "vote.open", g.ballot(named(p), true)...)
		}
		if p.Panel == "lot" {
			g.word()
			g.pass(now+2002, passer, "vote.draw", id(1))
		}
		g.refuse("TooEarly", now+4000, passer, "vote.settle", id(1))
		after := g.cast(p)
		g.weigh(now+4000, passer, "vote.settle", args(id(1)))
		if p.Keep > 0 {
			g.refuse("TooEarly", now+4000, passer, "vote.clear", id(1))
			g.refuse("WrongState", now+4000, passer, "vote.settle", id(1))
			g.weigh(now+2*3600+4000, passer, "vote.clear", args(id(1)))
			g.refuse("Closed", now+2*3600+4000, passer, "vote.clear", id(1))
		}
		g.refuse("Closed", now+4*3600, passer, "vote.settle", id(1))
		after()
	}, wanted...)
}

// cast has everybody vote, and returns who is late.
func (g *gauge) cast(p vote.Params) (after func()) {
	last := int64(p.Seats)
	salt := common.Hash{1: 0xab, 31: 0xcd}
	first := g.sitting(1)
	if p.Ballots == "open" {
		ballot := args(id(1), true)
		g.refuse("TooLate", deadline+1, first, "vote.vote", ballot...)
		for seat := int64(1); seat <= last; seat++ {
			g.weigh(now+3000, g.sitting(seat), "vote.vote", args(id(seat), seat < max(last, 2)))
		}
		g.refuse("VotedAlready", now+3000, first, "vote.vote", ballot...)
		return func() { g.refuse("Closed", now+4*3600, first, "vote.vote", ballot...) }
	}
	seal := args(id(1), g.sealOf("vote", 1, first, 1, salt))
	ballot := args(id(1), true, salt)
	g.refuse("TooLate", deadline+1, first, "vote.commit", seal...)
	for seat := int64(1); seat <= last; seat++ {
		who, value := g.sitting(seat), byte(1)
		if seat == max(last, 2) {
			value = 0
			g.refuse("TooEarly", now+3000, first, "vote.reveal", ballot...)
		}
		g.weigh(now+3000, who, "vote.commit", args(id(seat), g.sealOf("vote", seat, who, value, salt)))
	}
	g.refuse("VotedAlready", now+3000, first, "vote.commit", seal...)
	g.refuse("TooLate", deadline+1, first, "vote.reveal", ballot...)
	for seat := int64(1); seat <= last; seat++ {
		g.weigh(now+3001, g.sitting(seat), "vote.reveal", args(id(seat), seat < max(last, 2), salt))
	}
	return func() {
		g.refuse("Closed", now+4*3600, first, "vote.commit", seal...)
		g.refuse("Closed", now+4*3600, first, "vote.reveal", ballot...)
	}
}
