package deal_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// Every line of every table in testdata holds, whatever sealed votes are natively; see mechtest.Table for how to read and
// to rewrite them.
func TestDeal_doesWhatItsTablesSay(t *testing.T) {
	for _, hashing := range []string{"handle", "real"} {
		t.Run(hashing, func(t *testing.T) { mechtest.Tables(t, deal.Mechanism, "vote.hashing="+hashing) })
	}
}

// The rewards that a deal puts up for its vote are the payer's capital, as the amount is: 13 DPMN for a year, at the 10%
// of a Stage.
func TestDeal_locksThePayersCapitalForTheVoteToo(t *testing.T) {
	p := deal.Defaults
	p.Decider = "vote"
	stage, err := mechtest.NewStage(deal.Mechanism, &p, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := stage.Genesis(); err != nil {
		t.Fatal(err)
	}
	m, err := mechanisms.InstanceOf[deal.State](stage.Bound)
	if err != nil {
		t.Fatal(err)
	}
	votes, err := mechanisms.InstanceOf[vote.State](stage.House.Find("vote"))
	if err != nil {
		t.Fatal(err)
	}
	payer := stage.People.First
	args := deal.OpenArgs{Provider: payer + 1, Amount: 10 * sim.Token, Deadline: sim.Year}
	args.Witnesses.Count = 3
	for i := range 3 {
		args.Witnesses.Items[i] = payer + 2 + sim.Agent(i)
	}
	if err := deal.Open.Do(m, mechanisms.Call{Who: payer}, args); err != nil {
		t.Fatal(err)
	}
	ledger := stage.House.World.Ledger
	if got := ledger.Capital(payer, sim.Year); got != 13*sim.Token/10 {
		t.Errorf("a year costs the payer %v", got)
	}
	for _, who := range []sim.Agent{payer + 1, m.Account, votes.Account} {
		if got := ledger.Capital(who, sim.Year); got != 0 {
			t.Errorf("a year costs #%d %v", who, got)
		}
	}
	stage.House.World.At(sim.Year + 1)
	if err := vote.Settle.Do(votes, mechanisms.Call{Now: sim.Year + 1, Who: payer}, vote.BallotArgs{ID: 1}); err != nil {
		t.Fatal(err)
	}
	if then, later := ledger.Capital(payer, sim.Year+1), ledger.Capital(payer, 3*sim.Year); then != later {
		t.Errorf("something stayed locked: %v then, %v later", then, later)
	}
}
