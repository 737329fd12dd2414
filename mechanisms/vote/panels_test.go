package vote_test

import (
	"fmt"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// court is a vote and its beacon, among the people of a Stage: #0 asks, the next witness.
type court struct {
	*testing.T
	*mechtest.Stage
	vote   *mechanisms.Instance[vote.State]
	beacon *mechanisms.Instance[beacon.State]
}

// newCourt is a vote with the defaults as changed; a round of its beacon takes secrets for 30 minutes.
func newCourt(t *testing.T, change func(*vote.Params)) *court {
	t.Helper()
	p := vote.Defaults
	change(&p)
	stage, err := mechtest.NewStage(vote.Mechanism, &p, 1)
	if err != nil {
		t.Fatal(err)
	}
	c := &court{T: t, Stage: stage}
	c.must(stage.Genesis())
	c.vote, err = mechanisms.InstanceOf[vote.State](stage.Bound)
	c.must(err)
	c.beacon, err = mechanisms.InstanceOf[beacon.State](stage.House.Find("beacon"))
	c.must(err)
	return c
}

// must stops the test at a refusal, or when an invariant is broken.
func (c *court) must(err error) {
	c.Helper()
	if err == nil {
		err = c.House.Check()
	}
	if err != nil {
		c.Fatal(err)
	}
}

// refused stops the test unless err is what is wanted.
func (c *court) refused(err error, want mechanisms.Revert) {
	c.Helper()
	if err != want {
		c.Fatalf("it ends with %v, not with %v", err, want)
	}
}

func (c *court) person(i int) sim.Agent { return c.People.First + sim.Agent(i) }

// at is a call of person i at second now.
func (c *court) at(now sim.Second, i int) mechanisms.Call {
	c.House.World.At(now)
	return mechanisms.Call{Now: now, Who: c.person(i)}
}

func (c *court) balance(i int) sim.Amount { return c.House.World.Ledger.Balance(c.person(i)) }

// ask opens a ballot of #0 with these witnesses; none where they are drawn by lot.
func (c *court) ask(now, deadline sim.Second, witnesses ...int) {
	c.Helper()
	args := vote.OpenArgs{Payer: c.person(0), Deadline: deadline, Begin: true}
	for _, i := range witnesses {
		args.Witnesses.Items[args.Witnesses.Count] = c.person(i)
		args.Witnesses.Count++
	}
	c.must(vote.Open.Do(c.vote, c.at(now, 0), args))
}

func (c *court) cast(now sim.Second, i int, seat uint64, success bool) {
	c.Helper()
	c.must(vote.Vote.Do(c.vote, c.at(now, i), vote.VoteArgs{Seat: seat, Success: success}))
}

func (c *court) settle(now sim.Second, ballot uint64) {
	c.Helper()
	c.must(vote.Settle.Do(c.vote, c.at(now, 0), vote.BallotArgs{ID: ballot}))
}

func (c *court) draw(now sim.Second, ballot uint64) {
	c.Helper()
	c.must(vote.Draw.Do(c.vote, c.at(now, 0), vote.BallotArgs{ID: ballot}))
}

func (c *court) join(now sim.Second, i int, place uint64) {
	c.Helper()
	c.must(vote.Join.Do(c.vote, c.at(now, i), vote.JoinArgs{Place: place}))
}

// secret is what #0, the only keeper, commits to.
var secret = [32]byte{4}

// opening begins a round of the beacon, whose secret #0 knows; share is its id.
func (c *court) opening(now sim.Second) (share uint64) {
	c.Helper()
	call := c.at(now, 0)
	round := uint64(c.beacon.State.Coming(now))
	seal := c.beacon.State.Seal(mechanisms.Secret{ID: round, Who: call.Who, Salt: secret})
	c.must(beacon.Commit.Do(c.beacon, call, beacon.CommitArgs{Round: round, Seal: seal}))
	return round // one secret a round
}

// reveal makes the word of that round public.
func (c *court) reveal(now sim.Second, share uint64) {
	c.Helper()
	c.must(beacon.Reveal.Do(c.beacon, c.at(now, 0), beacon.RevealArgs{ID: share, Secret: secret}))
	c.must(beacon.Close.Do(c.beacon, c.at(now, 0), beacon.RoundArgs{ID: share}))
}

// A place whose witness was struck off for one ballot still counts the seat that it has in another: nobody gets the
// place before that ends, and who joins then has no seat to answer for.
func TestVote_aStruckPlaceKeepsCountingItsSeats(t *testing.T) {
	c := newCourt(t, func(p *vote.Params) { p.Panel, p.Seats, p.Absent = "lot", 1, "slashed" })
	place := func(want vote.Place) {
		t.Helper()
		if got := c.vote.State.Place(1); got != want {
			t.Fatalf("place 1 is %+v, not %+v", got, want)
		}
	}
	c.join(0, 1, 0)
	share := c.opening(0)
	c.ask(1, 10_000)
	c.ask(1, 20_000)
	c.reveal(1801, share)
	c.draw(1802, 1)
	c.draw(1802, 2)
	place(vote.Place{Witness: c.person(1), Seats: 2, Status: vote.Member, Since: 1})

	c.settle(10_001, 1) // absent from the first: struck off
	place(vote.Place{Seats: 1, Status: vote.Free})
	for _, i := range []int{1, 2} {
		c.refused(vote.Join.Do(c.vote, c.at(10_002, i), vote.JoinArgs{Place: 1}), vote.PlaceTaken)
	}
	c.refused(vote.Resign.Do(c.vote, c.at(10_002, 1), vote.PlaceArgs{ID: 1}), vote.NotWitness)

	before := c.balance(1)
	c.cast(10_003, 1, 2, true) // it still sits in the second
	c.settle(10_004, 2)
	if got := c.balance(1) - before; got != vote.Defaults.Reward {
		t.Errorf("the vote in the second ballot earned %v, not the reward", got)
	}
	place(vote.Place{Status: vote.Free})
	c.join(10_005, 2, 1)
	place(vote.Place{Witness: c.person(2), Status: vote.Member, Since: 2})
	c.must(vote.Resign.Do(c.vote, c.at(10_006, 2), vote.PlaceArgs{ID: 1}))
	if got := c.balance(2); got != mechtest.Fortune {
		t.Errorf("who took the place over has %v, not what it had", got)
	}
}

// A witness absent from two ballots is struck off by the first and has nothing to lose in the second, whoever holds its
// place by then.
func TestVote_aSuccessorAnswersForNoEarlierAbsence(t *testing.T) {
	c := newCourt(t, func(p *vote.Params) { p.Panel, p.Seats, p.Absent = "lot", 1, "slashed" })
	c.join(0, 1, 0)
	share := c.opening(0)
	c.ask(1, 10_000)
	c.ask(1, 10_000)
	c.reveal(1801, share)
	c.draw(1802, 1)
	c.draw(1802, 2)
	c.settle(10_001, 1)
	c.settle(10_001, 2)
	c.join(10_001, 2, 1)
	if got, want := c.House.World.Ledger.Burned(), vote.Defaults.Standing; got != want {
		t.Errorf("%v burned, not one standing", got)
	}
	if got, want := c.vote.State.Place(1), (vote.Place{Witness: c.person(2), Status: vote.Member, Since: 2}); got != want {
		t.Errorf("place 1 is %+v, not %+v", got, want)
	}
}

// Once the word is public nobody turns the lot by joining, at new places or at one that became free: the panel is who it
// would have been, or, for a seat whose witness resigned, somebody who had joined before.
func TestVote_joiningAfterTheWordDoesNotTurnTheLot(t *testing.T) {
	drawn := func(late func(*court)) sim.Agent {
		c := newCourt(t, func(p *vote.Params) { p.Panel, p.Seats = "lot", 1 })
		for i := range 3 {
			c.join(0, i+1, 0)
		}
		share := c.opening(0)
		c.ask(1, 10_000)
		c.reveal(1801, share)
		late(c)
		c.draw(1803, 1)
		return c.vote.State.Seat(1).Witness - c.People.First
	}
	first := drawn(func(*court) {})
	for n := 1; n <= 8; n++ {
		if got := drawn(func(c *court) {
			for range n {
				c.join(1802, 4, 0)
			}
		}); got != first {
			t.Errorf("%d new places turned the lot from #%d to #%d", n, first, got)
		}
	}
	for place := uint64(1); place <= 3; place++ {
		leave := func(c *court) {
			c.must(vote.Resign.Do(c.vote, c.at(1802, int(place)), vote.PlaceArgs{ID: place}))
		}
		left := drawn(leave)
		got := drawn(func(c *court) {
			leave(c)
			c.join(1802, 4, place)
		})
		if got != left || place != uint64(first) && got != first || got == 4 {
			t.Errorf("joining place %d turned the lot from #%d to #%d", place, left, got)
		}
	}
}

// The rewards of a panel that never was drawn are the payer's, whoever gets what nobody earned.
func TestVote_aPanelNeverDrawnGivesTheRewardsBack(t *testing.T) {
	for _, unspent := range []string{"payer", "majority", "burned"} {
		for _, cause := range []string{"no word", "pool too small"} {
			t.Run(fmt.Sprintf("unspent %s, %s", unspent, cause), func(t *testing.T) {
				c := newCourt(t, func(p *vote.Params) { p.Panel, p.Seats, p.Unspent = "lot", 3, unspent })
				c.join(0, 1, 0)
				before := c.balance(0)
				c.ask(1, 10_000)
				if cause == "pool too small" {
					c.reveal(1802, c.opening(1))
					c.refused(vote.Draw.Do(c.vote, c.at(1803, 0), vote.BallotArgs{ID: 1}), vote.PoolTooSmall)
				}
				c.settle(10_001, 1)
				if got, burned := c.balance(0), c.House.World.Ledger.Burned(); got != before || burned != 0 {
					t.Errorf("the payer has %v of %v back, %v burned", got, before, burned)
				}
			})
		}
	}
}
