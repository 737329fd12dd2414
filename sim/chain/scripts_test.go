package chain_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// scripts are short journals in which everything that a deliberately wrong twin does otherwise happens; the number at a
// call is its place.
var scripts = map[string]func(testing.TB) *run{
	"deals": threeDeals, "round": oneRound, "panel": twoBallots, "lot": oneLot, "late": lateJoiner, "persons": personsDecide, "jury": juryDecides,
	"bribes": twoBribes,
}

// threeDeals is one deal of trust declared, one settled and one expired, with an accept in its last second.
func threeDeals(t testing.TB) *run {
	c := newCalls(t, trusting(trust.Defaults))
	seller := c.person(1)
	c.do(10, 0, "open", seller, uint64(71))               // call 1
	c.do(20, 1, "accept", uint64(1))                      // 2
	c.do(30, 1, "deliver", uint64(1))                     // 3
	c.do(40, 2, "declare", uint64(1))                     // 4: NotParty
	c.do(50, 0, "declare", uint64(1))                     // 5
	c.do(60, 0, "open", seller, uint64(72))               // 6
	c.do(60+sim.Hour, 1, "accept", uint64(2))             // 7: in the last second
	c.do(4000, 1, "deliver", uint64(2))                   // 8
	c.do(4001+3*sim.Day, 3, "settle", uint64(2))          // 9: in the first second after the window
	c.do(4001+3*sim.Day, 0, "open", seller, uint64(73))   // 10
	c.do(4002+3*sim.Day+sim.Hour, 3, "expire", uint64(3)) // 11
	c.do(4002+3*sim.Day+sim.Hour, 3, "expire", uint64(3)) // 12: Closed
	return c.run()
}

// secret has one byte that enters the word of a round.
func secret(first byte) [32]byte { return [32]byte{first} }

// oneRound is a round of three keepers, one of whom does not reveal.
func oneRound(t testing.TB) *run {
	c := newCalls(t, stageOf(beacon.Mechanism, beacon.Mechanism.Defaults()))
	s, err := mechanisms.InstanceOf[beacon.State](c.stage.Bound)
	if err != nil {
		t.Fatal(err)
	}
	seal := func(n int, first byte) [32]byte {
		return s.State.Seal(mechanisms.Secret{ID: 1, Who: c.person(n), Salt: secret(first)})
	}
	c.must(10, 0, "commit", uint64(1), seal(0, 0x11))        // call 1
	c.must(20, 1, "commit", uint64(1), seal(1, 0x13))        // 2
	c.must(30, 2, "commit", uint64(1), seal(2, 0x77))        // 3
	c.must(1811, 0, "reveal", uint64(1), secret(0x11))       // 4: in the first second
	c.must(1820, 1, "reveal", uint64(2), secret(0x13))       // 5: 0x11 ^ 0x13
	c.do(1830, 4, "reveal", uint64(3), secret(0x77))         // 6: NotKeeper
	c.do(1840, 4, "close", uint64(1))                        // 7: TooEarly
	c.do(3610, 4, "sweep", uint64(3))                        // 8: TooEarly, it is the last second
	c.must(3611, 4, "close", uint64(1))                      // 9
	c.must(3611, 4, "sweep", uint64(3))                      // 10
	c.do(3612, 2, "reveal", uint64(3), secret(0x77))         // 11: Closed
	c.must(3613, 2, "commit", uint64(2), [32]byte{'n', 'o'}) // 12
	return c.run()
}

// who are witnesses, as open wants them.
func (c *calls) who(people ...int) []any {
	names := []any{}
	for _, n := range people {
		names = append(names, c.person(n))
	}
	return names
}

// twoBallots is a tie and a decision against one outlier, both sealed, with the last seal in the last second.
func twoBallots(t testing.TB) *run {
	rules := vote.Defaults
	rules.Ballots, rules.Penalty, rules.Bond, rules.Absent = "sealed", "outliers", 2*sim.Token, "ignored"
	c := newCalls(t, stageOf(vote.Mechanism, &rules))
	s, err := mechanisms.InstanceOf[vote.State](c.stage.Bound)
	if err != nil {
		t.Fatal(err)
	}
	seal := func(seat uint64, n int, success bool) [32]byte {
		return s.State.SealOf(seat, c.person(n), success, secret(9))
	}
	panel, nobody := c.who(1, 2, 3), sim.Nobody
	c.must(0, 0, "open", c.person(0), nobody, panel, 2*sim.Hour, true, uint64(71))       // call 1
	c.must(10, 1, "commit", uint64(1), seal(1, 1, true))                                 // 2
	c.must(sim.Hour, 2, "commit", uint64(2), seal(2, 2, false))                          // 3: in the last second
	c.do(sim.Hour+1, 3, "commit", uint64(3), seal(3, 3, true))                           // 4: TooLate
	c.do(sim.Hour+2, 2, "reveal", uint64(1), true, secret(9))                            // 5: NotWitness
	c.must(sim.Hour+3, 1, "reveal", uint64(1), true, secret(9))                          // 6
	c.must(sim.Hour+4, 2, "reveal", uint64(2), false, secret(9))                         // 7
	c.must(2*sim.Hour+1, 4, "settle", uint64(1))                                         // 8: a tie
	c.must(3*sim.Hour, 0, "open", c.person(0), nobody, panel, sim.Day, true, uint64(72)) // 9
	for n, success := range []bool{true, true, false} {                                  // 10, 11, 12
		seat := uint64(4 + n)
		c.must(4*sim.Hour, 1+n, "commit", seat, seal(seat, 1+n, success))
	}
	for n, success := range []bool{true, true, false} { // 13, 14, 15: no more are sealed
		c.must(5*sim.Hour, 1+n, "reveal", uint64(4+n), success, secret(9))
	}
	c.must(6*sim.Hour, 4, "settle", uint64(2)) // 16
	return c.run()
}

// oneLot is a panel of two that is drawn from a pool in which one witness has most of the places; it votes and leaves.
func oneLot(t testing.TB) *run {
	rules := vote.Defaults
	rules.Panel, rules.Seats = "lot", 2
	c := newCalls(t, stageOf(vote.Mechanism, &rules))
	s, err := mechanisms.InstanceOf[beacon.State](c.stage.House.Find("beacon"))
	if err != nil {
		t.Fatal(err)
	}
	for range 6 { // calls 1 to 6
		c.must(1, 1, "join", uint64(0))
	}
	c.must(2, 2, "join", uint64(0))                                                     // 7
	c.must(3, 0, "open", c.person(0), sim.Nobody, c.who(), 2*sim.Day, true, uint64(71)) // 8
	seal := s.State.Seal(mechanisms.Secret{ID: 1, Who: c.person(3), Salt: secret(0x44)})
	c.must(4, 3, "beacon.commit", uint64(1), seal)                     // 9
	c.must(sim.Hour-1000, 3, "beacon.reveal", uint64(1), secret(0x44)) // 10
	c.must(sim.Hour, 4, "beacon.close", uint64(1))                     // 11
	c.must(sim.Hour, 4, "draw", uint64(1))                             // 12
	c.must(2*sim.Day+1, 4, "settle", uint64(1))                        // 13: nobody voted
	c.must(2*sim.Day+2, 2, "resign", uint64(7))                        // 14
	return c.run()
}

// lateJoiner is a pool of one, whose only member makes room for somebody else when the word of a lot is known.
func lateJoiner(t testing.TB) *run {
	rules := vote.Defaults
	rules.Panel, rules.Seats = "lot", 1
	c := newCalls(t, stageOf(vote.Mechanism, &rules))
	s, err := mechanisms.InstanceOf[beacon.State](c.stage.House.Find("beacon"))
	if err != nil {
		t.Fatal(err)
	}
	c.must(1, 1, "join", uint64(0))                                                     // call 1
	c.must(3, 0, "open", c.person(0), sim.Nobody, c.who(), 2*sim.Day, true, uint64(71)) // 2
	seal := s.State.Seal(mechanisms.Secret{ID: 1, Who: c.person(3), Salt: secret(0x44)})
	c.must(4, 3, "beacon.commit", uint64(1), seal)                     // 3
	c.must(sim.Hour-1000, 3, "beacon.reveal", uint64(1), secret(0x44)) // 4
	c.must(sim.Hour, 4, "beacon.close", uint64(1))                     // 5
	c.must(sim.Hour, 1, "resign", uint64(1))                           // 6
	c.must(sim.Hour, 2, "join", uint64(1))                             // 7
	c.do(sim.Hour, 4, "draw", uint64(1))                               // 8: PoolTooSmall
	c.must(2*sim.Day+1, 4, "settle", uint64(1))                        // 9
	return c.run()
}

// personsDecide is three deals: decided by the witness, by the second one, and by nobody.
func personsDecide(t testing.TB) *run {
	terms := deal.Defaults
	terms.Decider, terms.Silence = "witness", "witness"
	c := newCalls(t, stageOf(deal.Mechanism, &terms))
	open := func(now sim.Second) {
		c.must(now, 0, "open", c.person(1), 50*sim.Token, now+sim.Hour, c.who(2, 3), uint64(71))
	}
	open(10)                                             // call 1
	c.must(20, 2, "decide", uint64(1), true)             // 2
	open(30)                                             // 3
	c.do(40, 3, "decide", uint64(2), false)              // 4: TooEarly
	c.must(31+sim.Hour, 3, "decide", uint64(2), false)   // 5
	open(2 * sim.Hour)                                   // 6
	c.do(3*sim.Hour+sim.Day, 4, "expire", uint64(3))     // 7: TooEarly, it is the last second
	c.must(3*sim.Hour+sim.Day+1, 4, "expire", uint64(3)) // 8
	return c.run()
}

// juryDecides is two deals that a vote decides: one succeeds, to one the provider does not agree.
func juryDecides(t testing.TB) *run {
	terms := deal.Defaults
	terms.Decider, terms.Naming = "vote", "both"
	c := newCalls(t, stageOf(deal.Mechanism, &terms))
	for n := range uint64(2) { // calls 1 and 2
		c.must(10, 0, "open", c.person(1), 50*sim.Token, sim.Day, c.who(2, 3, 4), 71+n)
	}
	c.must(20, 1, "agree", uint64(1)) // 3
	for n := range 3 {                // 4, 5, 6
		c.must(30, 2+n, "vote.vote", uint64(1+n), n < 2)
	}
	c.must(40, 0, "vote.settle", uint64(1))   // 7
	c.must(sim.Day+1, 1, "expire", uint64(2)) // 8
	return c.run()
}

// twoBribes is a bribe for either side of a tied vote of two, of which the one in vain pays.
func twoBribes(t testing.TB) *run {
	c := newCalls(t, stageOf(bribe.Mechanism, bribe.Mechanism.Defaults()))
	c.must(10, 0, "vote.open", c.person(0), sim.Nobody, c.who(1, 2), sim.Hour, true, uint64(71)) // call 1
	c.must(20, 3, "offer", uint64(1), true, 5*sim.Token, uint64(2))                              // 2
	c.must(20, 4, "offer", uint64(1), false, 5*sim.Token, uint64(2))                             // 3
	c.must(30, 1, "vote.vote", uint64(1), true)                                                  // 4
	c.must(30, 2, "vote.vote", uint64(2), false)                                                 // 5
	c.must(40, 0, "vote.settle", uint64(1))                                                      // 6: a tie is failure
	c.do(50, 2, "claim", uint64(2), uint64(2))                                                   // 7: NotLost
	c.must(50, 1, "claim", uint64(1), uint64(1))                                                 // 8
	c.do(50, 1, "claim", uint64(1), uint64(1))                                                   // 9: PaidAlready
	c.do(50, 2, "claim", uint64(1), uint64(2))                                                   // 10: OtherVote
	c.do(60, 3, "withdraw", uint64(1))                                                           // 11: TooEarly
	c.must(sim.Day, 0, "vote.clear", uint64(1))                                                  // 12
	c.must(sim.Day, 3, "withdraw", uint64(1))                                                    // 13
	c.must(sim.Day, 4, "withdraw", uint64(2))                                                    // 14
	return c.run()
}
