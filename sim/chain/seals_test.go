package chain_test

import (
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// hashings are what commitments are natively; on the chain both are hashes.
var hashings = []string{"handle", "real"}

// A witness copies another's sealed vote and reveals what that one has revealed. Both sides refuse it, natively also
// where a sealed vote is a handle, which says in plain whose it is; and the handle is stored as the hash that it stands
// for: replay compares the slots after every call.
func TestReplay_aCopiedVoteIsRefusedOnBothSides(t *testing.T) {
	for _, hashing := range hashings {
		rules := vote.Defaults
		rules.Ballots, rules.Penalty, rules.Bond, rules.Hashing = "sealed", "outliers", sim.Token, hashing
		c := newCalls(t, stageOf(vote.Mechanism, &rules))
		votes, err := mechanisms.InstanceOf[vote.State](c.stage.Bound)
		if err != nil {
			t.Fatal(err)
		}
		c.must(0, 0, "open", c.person(0), sim.Nobody, c.who(1, 2, 3), sim.Day, true, uint64(7))
		theirs := votes.State.SealOf(1, c.person(1), true, secret(0xab))
		c.must(1, 1, "commit", uint64(1), theirs)
		c.must(2, 2, "commit", uint64(2), votes.State.Seat(1).Seal) // as anybody can read it
		c.must(3, 3, "commit", uint64(3), votes.State.SealOf(3, c.person(3), true, secret(0xcd)))
		c.must(4, 1, "reveal", uint64(1), true, secret(0xab))
		if err := c.do(5, 2, "reveal", uint64(2), true, secret(0xab)); err != vote.WrongSecret {
			t.Errorf("%s: the copy: %v", hashing, err)
		}
		c.must(6, 3, "reveal", uint64(3), true, secret(0xcd))
		c.must(sim.Day+1, 0, "settle", uint64(1))
		v := c.run().replay(t, func(o *chain.Options) { o.Every = 1 })
		if !v.Identical || v.Refused != 1 {
			t.Errorf("%s: %d refused; %v", hashing, v.Refused, v.Divergence)
		}
	}
}

// A keeper copies another's secret, or its own of the round before: neither can be revealed.
func TestReplay_aCopiedSecretIsRefusedOnBothSides(t *testing.T) {
	for _, hashing := range hashings {
		rules := beacon.Defaults
		rules.Hashing = hashing
		c := newCalls(t, stageOf(beacon.Mechanism, &rules))
		b, err := mechanisms.InstanceOf[beacon.State](c.stage.Bound)
		if err != nil {
			t.Fatal(err)
		}
		seal := b.State.Seal(mechanisms.Secret{ID: 1, Who: c.person(1), Salt: secret(9)})
		c.must(0, 1, "commit", uint64(1), seal)
		c.must(1, 2, "commit", uint64(1), seal)
		reveal := 30*sim.Minute + 1
		c.must(reveal, 1, "reveal", uint64(1), secret(9))
		if err := c.do(reveal, 2, "reveal", uint64(2), secret(9)); err != beacon.WrongSecret {
			t.Errorf("%s: the copy: %v", hashing, err)
		}
		c.must(sim.Day, 1, "commit", uint64(2), seal)
		if err := c.do(sim.Day+reveal, 1, "reveal", uint64(3), secret(9)); err != beacon.WrongSecret {
			t.Errorf("%s: that of the round before: %v", hashing, err)
		}
		v := c.run().replay(t, func(o *chain.Options) { o.Every = 1 })
		if !v.Identical || v.Refused != 2 {
			t.Errorf("%s: %d refused; %v", hashing, v.Refused, v.Divergence)
		}
	}
}

// Both kinds of commitments become the same hash on the chain.
func TestReplay_handlesAndHashesAreTheSameOnTheChain(t *testing.T) {
	var onChain [2][32]byte
	for i, hashing := range hashings {
		rules := vote.Defaults
		rules.Ballots, rules.Hashing = "sealed", hashing
		s, err := stageOf(vote.Mechanism, &rules)()
		if err != nil {
			t.Fatal(err)
		}
		native := s.Bound.State().(*vote.State).SealOf(5, s.People.First, true, secret(3))
		onChain[i] = s.Bound.OnChain(native)
		if same := native == onChain[i]; same != (hashing == "real") {
			t.Errorf("%s: natively %x, on the chain %x", hashing, native, onChain[i])
		}
	}
	if onChain[0] != onChain[1] {
		t.Errorf("on the chain %x of a handle, %x of a hash", onChain[0], onChain[1])
	}
}

// A contract lets others take its tokens in its constructor. Where that was forgotten natively, or on the chain
// (deal-no-allowance, among the wrong twins), replay says so before the first call.
func TestReplay_comparesTheAllowancesOfConstructors(t *testing.T) {
	terms := deal.Defaults
	terms.Decider = "vote"
	build := stageOf(deal.Mechanism, &terms)
	right := newCalls(t, build)
	right.must(1, 0, "open", right.person(1), 5*sim.Token, sim.Hour, right.who(2, 3, 4), uint64(7))
	right.run().identical(t)

	forgetful := &calls{t: t, build: build}
	var err error
	if forgetful.stage, err = build(); err != nil {
		t.Fatal(err)
	}
	forgetful.stage.House.World.Journal.SendTo(&forgetful.out)
	bank, err := mechanisms.InstanceOf[token.State](forgetful.stage.House.Find("token"))
	if err != nil {
		t.Fatal(err)
	}
	if err := token.Mint.Do(bank, mechanisms.Call{}, token.MintArgs{First: forgetful.person(0), Count: 1, Amount: 5}); err != nil {
		t.Fatal(err)
	}
	forgetful.must(1, 0, "token.transfer", forgetful.person(1), sim.Amount(5))
	d := forgetful.run().replay(t, nil).Divergence
	if d == nil || d.Call != 0 || !strings.HasPrefix(d.What, "allowance of #4 to #3") || d.Native != "0" {
		t.Errorf("%v", d)
	}
}
