package vote_test

import (
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// Without a penalty nobody is an outlier, but what nobody earned is still the majority's alone.
func TestVote_onlyWhoVotedAsWasDecidedSharesTheUnspent(t *testing.T) {
	c := newCourt(t, func(p *vote.Params) { p.Unspent = "majority" })
	c.ask(0, 100, 1, 2, 3)
	c.cast(1, 1, 1, true)
	c.cast(1, 2, 2, false)
	c.settle(101, 1) // one for success of three: failure
	for i, want := range map[int]sim.Amount{1: sim.Token, 2: 2 * sim.Token, 3: 0} {
		if got := c.balance(i) - mechtest.Fortune; got != want {
			t.Errorf("witness #%d earned %v, not %v", i, got, want)
		}
	}
	if got := c.balance(0); got != mechtest.Fortune-3*sim.Token {
		t.Errorf("the payer has %v", got)
	}
}

// Sealed votes that could never be revealed are no rule to vote by.
func TestVote_sealedVotesNeedTimeToBeRevealed(t *testing.T) {
	p := vote.Defaults
	p.Ballots, p.RevealWithin = "sealed", 0
	if err := vote.Mechanism.Check(&p); err == nil || !strings.HasPrefix(err.Error(), "reveal_within: ") {
		t.Errorf("sealed and 0s: %v", err)
	}
	if _, err := mechtest.NewStage(vote.Mechanism, &p, 1); err == nil {
		t.Error("a vote was made of it")
	}
	p.RevealWithin = 1
	if err := vote.Mechanism.Check(&p); err != nil {
		t.Errorf("sealed and 1s: %v", err)
	}
	p.Ballots, p.RevealWithin = "open", 0
	if err := vote.Mechanism.Check(&p); err != nil {
		t.Errorf("open and 0s: %v", err)
	}
}

// Rewards are the capital of who put them up: of a person who asks, even if somebody else is the payer.
func TestVote_aPersonLocksItsOwnCapital(t *testing.T) {
	for _, end := range []string{"settle", "cancel"} {
		t.Run(end, func(t *testing.T) {
			c := newCourt(t, func(p *vote.Params) {})
			args := vote.OpenArgs{Payer: c.person(7), Deadline: sim.Year, Begin: end == "settle"}
			for i := range 3 {
				args.Witnesses.Items[i] = c.person(i + 1)
			}
			args.Witnesses.Count = 3
			c.must(vote.Open.Do(c.vote, c.at(0, 0), args))
			ledger := c.House.World.Ledger
			// 3 DPMN for a year, at the 10% of a Stage.
			if asker, payer := ledger.Capital(c.person(0), sim.Year), ledger.Capital(c.person(7), sim.Year); asker != 3*sim.Token/10 || payer != 0 {
				t.Errorf("a year costs the asker %v and the payer %v", asker, payer)
			}
			if end == "settle" {
				c.settle(sim.Year+1, 1)
			} else {
				c.must(vote.Cancel.Do(c.vote, c.at(sim.Year+1, 0), vote.BallotArgs{ID: 1}))
			}
			after := ledger.Capital(c.person(0), sim.Year+1)
			if later := ledger.Capital(c.person(0), 3*sim.Year); later != after {
				t.Errorf("the rewards stayed locked: %v then, %v later", after, later)
			}
		})
	}
}

// A tie waits for its coin; one that comes after its time still decides if nobody has settled without it.
func TestVote_aLateCoinDecidesUntilSomebodySettles(t *testing.T) {
	for _, waits := range []bool{false, true} {
		c := newCourt(t, func(p *vote.Params) { p.Seats, p.Tie, p.CoinWithin = 2, "coin", 10 })
		success := map[uint64]bool{}
		c.House.Record(func(l mechanisms.Logged) {
			if l.From == c.Bound && l.Event.Name() == vote.SettledEvent.Name() {
				values, err := mechanisms.Values(l.Event.Fields(), l.Row)
				if err != nil {
					t.Fatal(err)
				}
				success[values[0].(uint64)] = values[3].(bool)
			}
		})
		c.ask(0, 100, 1, 2)
		c.cast(1, 1, 1, true)
		c.cast(1, 2, 2, false)
		c.settle(2, 1) // tied
		c.refused(vote.Settle.Do(c.vote, c.at(12, 0), vote.BallotArgs{ID: 1}), vote.TooEarly)
		if len(success) != 0 {
			t.Fatal("a tie was decided without its coin")
		}
		share := c.opening(12)
		if waits {
			c.reveal(1813, share)
			// The coin of ballot 1 is the last bit of sim.Mix(word ^ sim.Mix(1)), which is 1 for the word of this secret.
			if word, _ := c.beacon.State.Word(1); sim.Mix(word^sim.Mix(1))&1 != 1 {
				t.Fatal("the secret gives another coin")
			}
		}
		c.settle(1814, 1)
		if success[1] != waits {
			t.Errorf("settled after its time, coin there: %v; success: %v", waits, success[1])
		}
	}
}

// twoVotes are voting contracts a and b of sealed votes, with the given handles, in one world with people.
func twoVotes(t *testing.T, hashing string) (a, b *mechanisms.Instance[vote.State], first sim.Agent) {
	t.Helper()
	var groups []sim.Group
	for _, name := range []string{"token", "a", "b"} {
		groups = append(groups, sim.Group{Name: name, Size: 1})
	}
	w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: append(groups, sim.Group{Name: "people", Size: 4})})
	if err != nil {
		t.Fatal(err)
	}
	house := mechanisms.NewHouse(w)
	if _, err := house.Add("token", token.Mechanism, token.Mechanism.Defaults(), nil); err != nil {
		t.Fatal(err)
	}
	add := func(name string) *mechanisms.Instance[vote.State] {
		p := vote.Defaults
		p.Seats, p.Reward, p.Ballots, p.Hashing = 1, 0, "sealed", hashing
		bound, err := house.Add(name, vote.Mechanism, &p, nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := mechanisms.InstanceOf[vote.State](bound)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	people, _ := w.Population("people")
	return add("a"), add("b"), people.First
}

// A sealed vote names its contract: taken to another one it opens nothing there.
func TestVote_aSealOfOneContractOpensNothingInAnother(t *testing.T) {
	for _, hashing := range []string{"handle", "real"} {
		a, b, first := twoVotes(t, hashing)
		salt := [32]byte{1}
		seal := a.State.SealOf(1, first+1, true, salt)
		for _, m := range []*mechanisms.Instance[vote.State]{a, b} {
			open := vote.OpenArgs{Payer: first, Deadline: 10_000, Begin: true}
			open.Witnesses.Count, open.Witnesses.Items[0] = 1, first+1
			if err := vote.Open.Do(m, mechanisms.Call{Who: first}, open); err != nil {
				t.Fatal(err)
			}
			witness := mechanisms.Call{Who: first + 1}
			if err := vote.Commit.Do(m, witness, vote.CommitArgs{Seat: 1, Seal: seal}); err != nil {
				t.Fatal(err)
			}
			err := vote.Reveal.Do(m, witness, vote.RevealArgs{Seat: 1, Success: true, Salt: salt})
			if m == a && err != nil || m == b && err != vote.WrongSecret {
				t.Errorf("%s: revealed in %s: %v", hashing, m.Name, err)
			}
		}
		if same := a.OnChain(seal) == b.OnChain(seal); same != (hashing == "real") {
			t.Errorf("%s: what the chain has is %x in a and %x in b", hashing, a.OnChain(seal), b.OnChain(seal))
		}
	}
}
