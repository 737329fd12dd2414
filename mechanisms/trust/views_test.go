package trust_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// everyTerms lists all allowed combinations of the choices, with amounts and windows that differ from each other.
func everyTerms() []trust.Params {
	var all []trust.Params
	for _, fate := range []string{"kept", "refund", "burned"} {
		for _, start := range []string{"delivery", "payment", "deadline"} {
			for _, windows := range []string{"common", "each"} {
				for _, boundary := range []string{"inclusive", "exclusive"} {
					p := trust.Defaults
					p.Price, p.DepositPayer, p.DepositProvider = 10*sim.Token, 4*sim.Token, 6*sim.Token
					p.Window, p.WindowProvider = 40, 50
					p.Fate, p.Start, p.Windows, p.Boundary = fate, start, windows, boundary
					if trust.Mechanism.Check(&p) == nil {
						all = append(all, p)
					}
				}
			}
		}
	}
	return all
}

// watched is a stage with one deal, from the first of the people to the second, whose window has started.
func watched(t *testing.T, p trust.Params) (*mechtest.Stage, *mechanisms.Instance[trust.State]) {
	t.Helper()
	stage, err := mechtest.NewStage(trust.Mechanism, &p, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := stage.Genesis(); err != nil {
		t.Fatal(err)
	}
	m, err := mechanisms.InstanceOf[trust.State](stage.Bound)
	if err != nil {
		t.Fatal(err)
	}
	payer := mechanisms.Call{Who: stage.People.First}
	provider, one := mechanisms.Call{Who: payer.Who + 1}, trust.DealArgs{ID: 1}
	errs := []error{
		trust.Open.Do(m, payer, trust.OpenArgs{Provider: provider.Who}), trust.Accept.Do(m, provider, one), trust.Deliver.Do(m, provider, one),
	}
	if p.Start == "payment" {
		errs = append(errs, trust.Complete.Do(m, payer, one))
	}
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	return stage, m
}

// What strategies read from the contract is what the contract does.
func TestViews_sayWhatTheContractDoes(t *testing.T) {
	all := everyTerms()
	if len(all) != 28 {
		t.Errorf("%d combinations of choices", len(all))
	}
	for _, p := range all {
		t.Run(fmt.Sprintf("%s %s %s %s", p.Fate, p.Start, p.Windows, p.Boundary), func(t *testing.T) {
			stage, m := watched(t, p)
			ledger, s, one := stage.House.World.Ledger, m.State, trust.DealArgs{ID: 1}
			payer, provider := stage.People.First, stage.People.First+1
			last := s.LastSecond(s.Deal(1), payer)
			theirs := s.LastSecond(s.Deal(1), provider)

			// Settled: everybody has everything back but the price.
			at := mechanisms.Call{Now: s.Deal(1).Deadline + s.Longest(), Who: provider}
			if p.Boundary == "inclusive" {
				at.Now++
			}
			if err := trust.Settle.Do(m, mechanisms.Call{Now: at.Now - 1, Who: provider}, one); err != trust.TooEarly {
				t.Errorf("settled a second before the longest window ends: %v", err)
			}
			if err := trust.Settle.Do(m, at, one); err != nil {
				t.Fatal(err)
			}
			paid, earned := ledger.Balance(payer), ledger.Balance(provider)
			if paid != mechtest.Fortune-p.Price || earned != mechtest.Fortune+p.Price || s.Locks() != p.Price+p.DepositPayer {
				t.Errorf("payer holds %v, provider %v", paid, earned)
			}

			// Declared in the last second, and what that costs beyond a settled deal.
			stage, m = watched(t, p)
			ledger, s = stage.House.World.Ledger, m.State
			if err := trust.Declare.Do(m, mechanisms.Call{Now: last + 1, Who: payer}, one); err != trust.TooLate {
				t.Errorf("declared after the last second: %v", err)
			}
			if err := trust.Declare.Do(m, mechanisms.Call{Now: last, Who: payer}, one); err != nil {
				t.Fatal(err)
			}
			if cost := paid - ledger.Balance(payer); cost != s.DeclareCost() {
				t.Errorf("declaring costs the payer %v, DeclareCost says %v", cost, s.DeclareCost())
			}
			if stake := earned - ledger.Balance(provider); stake != s.ProviderStake() {
				t.Errorf("it costs the provider %v, ProviderStake says %v", stake, s.ProviderStake())
			}
			if ledger.Burned() != s.Destroyed() {
				t.Errorf("it burns %v, Destroyed says %v", ledger.Burned(), s.Destroyed())
			}

			// Each side has a last second of its own.
			_, m = watched(t, p)
			if err := trust.Declare.Do(m, mechanisms.Call{Now: theirs + 1, Who: provider}, one); err != trust.TooLate {
				t.Errorf("the provider declared after its last second: %v", err)
			}
			if err := trust.Declare.Do(m, mechanisms.Call{Now: theirs, Who: provider}, one); err != nil {
				t.Errorf("the provider could not declare in its last second: %v", err)
			}

			// The closed forms say the same; with start: payment the price is gone, as with fate: kept.
			fate := map[string]float64{"kept": kept, "refund": refund, "burned": burned}[p.Fate]
			cost := mechtest.Value(t, "trust.declare_cost", args("t_payer", 4.0, "r", 10.0, "fate", fate))
			if cost != s.DeclareCost().Tokens() {
				t.Errorf("theory says that declaring costs %v, the contract %v", cost, s.DeclareCost())
			}
		})
	}
}

func TestTrust_refusesTermsThatDoNotFitTogether(t *testing.T) {
	for _, fate := range []string{"refund", "burned"} {
		p := trust.Defaults
		p.Start, p.Fate = "payment", fate
		err := trust.Mechanism.Check(&p)
		if err == nil || !strings.HasPrefix(err.Error(), "fate: "+fate) || !strings.Contains(err.Error(), "fate: kept") {
			t.Errorf("start: payment with fate: %s: %v", fate, err)
		}
		if _, err := mechtest.NewStage(trust.Mechanism, &p, 1); err == nil {
			t.Error("it is built all the same")
		}
	}
}

// The capital that a deal ties up costs its owner from the lock to the end of the deal, and nobody anything after it.
func TestTrust_lockedMoneyCostsUntilTheDealEnds(t *testing.T) {
	for _, end := range []string{"settle", "declare", "expire"} {
		p := trust.Defaults
		p.Price, p.DepositPayer, p.DepositProvider = 10*sim.Token, 4*sim.Token, 6*sim.Token
		stage, m := watched(t, p)
		ledger, one := stage.House.World.Ledger, trust.DealArgs{ID: 1}
		payer, provider := stage.People.First, stage.People.First+1
		call, wait := mechanisms.Call{Now: sim.Day, Who: payer}, sim.Day
		var err error
		switch end {
		case "declare":
			err = trust.Declare.Do(m, call, one)
		case "settle":
			call.Now, wait = 3*sim.Day+1, 3*sim.Day+1
			err = trust.Settle.Do(m, call, one)
		case "expire": // another deal, which is accepted and never delivered, beside one that is declared at once
			_ = trust.Declare.Do(m, mechanisms.Call{Who: payer}, one)
			one.ID = 2
			_ = trust.Open.Do(m, mechanisms.Call{Who: payer}, trust.OpenArgs{Provider: provider})
			_ = trust.Accept.Do(m, mechanisms.Call{Who: provider}, one)
			call.Now, wait = sim.Day+1, sim.Day+1
			err = trust.Expire.Do(m, call, one)
		}
		if err != nil {
			t.Fatalf("%s: %v", end, err)
		}
		for who, locked := range map[sim.Agent]sim.Amount{payer: 14 * sim.Token, provider: 6 * sim.Token} {
			cost := ledger.Capital(who, call.Now)
			want := locked.Tokens() * 0.1 * float64(wait) / float64(sim.Year)
			if !mechtest.Near(cost.Tokens(), want, 1e-8) || ledger.Capital(who, call.Now+sim.Year) != cost {
				t.Errorf("%s: the capital of #%d costs %v, want %v; a year later %v", end, who, cost, want, ledger.Capital(who, call.Now+sim.Year))
			}
		}
	}
}
