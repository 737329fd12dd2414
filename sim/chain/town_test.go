package chain_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// part is a mechanism of a stage with its parameters, a pointer as from Defaults.
type part struct {
	*mechanisms.Mechanism
	params any
}

// assembled is a stage of the token and the parts, in their order, without anything else that they might need.
func assembled(parts ...part) stager {
	parts = append([]part{{token.Mechanism, token.Mechanism.Defaults()}}, parts...)
	return func() (*mechtest.Stage, error) {
		var groups []sim.Group
		for _, p := range parts {
			groups = append(groups, sim.Group{Name: p.Name, Size: 1})
		}
		groups = append(groups, sim.Group{Name: "people", Size: mechtest.People})
		w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: groups})
		if err != nil {
			return nil, err
		}
		s := &mechtest.Stage{House: mechanisms.NewHouse(w)}
		s.People, _ = w.Population("people")
		for _, p := range parts {
			if s.Bound, err = s.House.Add(p.Name, p.Mechanism, p.params, nil); err != nil {
				return nil, err
			}
		}
		return s, nil
	}
}

// rules are the parameters of a town: deals that votes decide, on one beacon, and bribes for these votes.
type rules struct {
	beacon beacon.Params
	vote   vote.Params
	deal   deal.Params
	bribe  bribe.Params
}

// rulesOf are the defaults, with deals that a vote decides, changed.
func rulesOf(change func(*rules)) rules {
	x := rules{beacon.Defaults, vote.Defaults, deal.Defaults, bribe.Defaults}
	x.deal.Decider = "vote"
	change(&x)
	return x
}

func (x rules) town() stager {
	return assembled(part{beacon.Mechanism, &x.beacon}, part{vote.Mechanism, &x.vote}, part{deal.Mechanism, &x.deal},
		part{bribe.Mechanism, &x.bribe})
}

// drawn are rules drawn at random: every choice, panels of 1 to 5, short and long times.
func drawn(luck sim.Rand) rules {
	x := rulesOf(func(*rules) {})
	for _, p := range []part{{beacon.Mechanism, &x.beacon}, {vote.Mechanism, &x.vote}, {deal.Mechanism, &x.deal}, {bribe.Mechanism, &x.bribe}} {
		for fits := false; !fits; fits = p.Check(p.params) == nil {
			for _, param := range mechanisms.ParamsOf(p.params) {
				text := ""
				switch {
				case param.Kind == mechanisms.KindChoice:
					text = param.Choices[luck.Uint64n(uint64(len(param.Choices)))]
				case param.Key == "seats":
					text = fmt.Sprint(1 + luck.Uint64n(5))
				case param.Kind == mechanisms.KindSeconds:
					text = []string{"1s", "20m", "1d"}[luck.Uint64n(3)]
				case param.Kind == mechanisms.KindAmount:
					text = []string{"0 DPMN", "0.000000007 DPMN", "1 DPMN"}[luck.Uint64n(3)]
				}
				if err := mechanisms.SetParam(p.params, param.Key, text); err != nil {
					panic(err)
				}
			}
		}
	}
	if luck.Uint64n(2) == 0 {
		x.deal.Decider, x.deal.Silence = "vote", "refund"
	}
	return x
}

// Deals, votes, beacon and bribes in one world, under rules drawn at random: random and hostile calls are the same on
// both sides, and each action is both done and refused in some of them.
func TestReplay_isIdenticalUnderRandomRules(t *testing.T) {
	towns, length := 60, 2500
	if os.Getenv("DOPASIM_LONG") != "" {
		towns, length = 240, 20_000
	}
	w, err := sim.NewWorld(sim.Config{Seed: 3, Populations: []sim.Group{{Name: "towns", Size: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for n := range towns {
		x := drawn(w.Rand(sim.StreamOf("chain test"), 1, uint64(n)))
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r := hostile(t, x.town(), uint64(n), length)
			v := r.replay(t, func(o *chain.Options) { o.Every = []int{1, 60, 2000}[n%3] }) // the fewer, the stricter
			if !v.Identical {
				t.Fatalf("%+v\n%s", x, v.Divergence)
			}
			for _, row := range v.Gas {
				kind := row.Kind
				if kind != "refused" {
					kind = "done"
				}
				met[row.Instance+"."+row.Action+" "+kind] = true
			}
		})
	}
	for _, m := range []*mechanisms.Mechanism{beacon.Mechanism, vote.Mechanism, deal.Mechanism, bribe.Mechanism} {
		for _, a := range m.Actions {
			for _, kind := range []string{"done", "refused"} {
				if name := m.Name + "." + a.Name() + " " + kind; !met[name] {
					t.Errorf("no town met %s", name)
				}
			}
		}
	}
}

// Without what it could need, a contract is given the zero address, and does all that needs nothing.
func TestReplay_givesTheZeroAddressForWhatNobodyFills(t *testing.T) {
	open, sealed := vote.Defaults, vote.Defaults
	sealed.Ballots, sealed.Penalty, sealed.Bond = "sealed", "outliers", sim.Token
	payer, second := deal.Defaults, deal.Defaults
	second.Decider, second.Silence, second.Naming = "witness", "witness", "both"
	for i, alone := range []part{{vote.Mechanism, &open}, {vote.Mechanism, &sealed}, {deal.Mechanism, &payer}, {deal.Mechanism, &second}} {
		s, err := assembled(alone)()
		if err != nil {
			t.Fatal(err)
		}
		if needs := s.Bound.Needs; !slices.Contains(needs, nil) {
			t.Errorf("%s: all needs are filled: %v", alone.Name, needs)
		}
		hostile(t, assembled(alone), uint64(i), 3000).identical(t)
	}
}
