package scenarios_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// What the library does not use: the other strategies, drawn panels, sealed votes with coins, imitation among witnesses.
const (
	crowd = `
dopasim: 1
name: crowd
question: Do all who trade under trust go on as if nothing had happened?
horizon: 40d
sample: 5d
fees: {default: 0.1 DPMN}
capital: 10%
mechanisms:
  escrow: {use: trust, start: payment}
populations:
  honest: {role: provider, strategy: honest, size: 20, balance: 2000 DPMN, work: exp(3h)}
  chancers: {role: provider, strategy: opportunist, size: 20, balance: 2000 DPMN, trials: 3, explore: 20%}
  spoilers: {role: provider, strategy: griefer, size: 10, balance: 2000 DPMN}
  griefers: {role: consumer, strategy: griefer, size: 10, balance: 2000 DPMN}
  fair: {role: consumer, strategy: reciprocal, size: 20, balance: 2000 DPMN, spite: exp(5 DPMN), continue: 50%}
  selfish: {role: consumer, strategy: selfish, size: 20, balance: 2000 DPMN, trials: 5, deals: 0}
  misers: {role: holder, strategy: idle, size: 5, balance: 1 DPMN}
`
	lottery = `
dopasim: 1
name: lottery
question: Do panels drawn by lot go on as if nothing had happened?
horizon: 12d
sample: 1d
mechanisms:
  beacon: {}
  vote: {panel: lot, seats: 5, ballots: sealed, tie: coin, absent: slashed, penalty: outliers, bond: 1 DPMN, hashing: real}
  deal: {decider: vote}
populations:
  keepers: {role: keeper, strategy: faithful, size: 3, balance: 2000 DPMN, reveals: 90%}
  providers: {role: provider, strategy: cheating, size: 10, balance: 500 DPMN, cheat: 50%}
  trusting: {role: consumer, strategy: trusting, size: 10, balance: 500 DPMN, every: exp(1d)}
  learners: {role: witness, strategy: opportunist, size: 15, balance: 500 DPMN, trials: 3, availability: 90%}
  friends: {role: witness, strategy: colluder, size: 10, balance: 500 DPMN}
  eyes: {role: witness, strategy: diligent, size: 15, balance: 500 DPMN, stake: 1 DPMN, correlation: 20%, correlated: urn}
`
	imitators = `
dopasim: 1
name: imitators
question: Do witnesses that imitate each other go on as if nothing had happened?
horizon: 30d
sample: 3d
mechanisms:
  vote: {seats: 3}
populations:
  askers: {role: consumer, strategy: asker, size: 5, balance: 5000 DPMN, deals: 0, every: exp(2h)}
  eyes: {role: witness, strategy: diligent, size: 10, balance: 100 DPMN, cost: 0.2 DPMN}
  lazy: {role: witness, strategy: lazy, size: 10, balance: 100 DPMN}
evolution:
  every: 4d
  rest: 2d
  groups:
    witnesses: {populations: [eyes, lazy], rule: imitation, rate: 50%, mutation: 5%}
sweep:
  eyes.stake: [0 DPMN, 2 DPMN]
`
	rush = `
dopasim: 1
name: rush
question: Do blocks go on as if nothing had happened, with a backlog, drops, retries and bumps?
horizon: 8d
sample: 1d
mechanisms:
  escrow: {use: trust, window: 6h}
  vote: {seats: 3}
populations:
  honest: {role: provider, strategy: honest, size: 20, balance: 2000 DPMN, work: exp(3h)}
  fair: {role: consumer, strategy: reciprocal, size: 20, balance: 2000 DPMN, spite: exp(5 DPMN), every: exp(2h), deals: 0}
  askers: {role: consumer, strategy: asker, size: 10, balance: 5000 DPMN, deals: 0, every: exp(3h)}
  eyes: {role: witness, strategy: diligent, size: 20, balance: 200 DPMN, availability: 90%}
blocks:
  interval: 20m
  spacing: exponential
  gas_limit: 450000
  market: constant
  base_fee: 2 gwei
  order: tips
  pool: 30
  share: 50%
  favours: fair
  censors: vote.vote
  bids:
    default: {tip: 1 gwei, spread: 50%, cap: 5 gwei, bump_after: 1h, ceiling: 8 gwei, retry: 2h}
    eyes: {tip: 2 gwei, cap: 3 gwei, retry: 0s}
sweep:
  blocks.order: [tips, random, adversarial]
`
)

// smallSetups are all scenarios of the library and those above with few agents and not too long, at their first, middle and
// last point.
func smallSetups(t *testing.T) map[string]*scenarios.Setup {
	t.Helper()
	small := map[string]*scenarios.Setup{}
	add := func(s *scenarios.Scenario, err error) {
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []int{0, s.Points() / 2, s.Points() - 1} {
			setup, err := s.At(i)
			if err != nil {
				t.Fatal(err)
			}
			for j := range setup.Populations {
				setup.Populations[j].Size = min(setup.Populations[j].Size, 25)
			}
			setup.Horizon = min(setup.Horizon, 70*sim.Day)
			small[fmt.Sprintf("%s/%d", s.Name, i)] = setup
		}
	}
	for _, e := range scenarios.Library() {
		add(scenarios.FromLibrary(e.Name, scenarios.Options{}))
	}
	for _, text := range []string{crowd, lottery, imitators, rush} {
		add(scenarios.Load([]byte(text), scenarios.Options{}))
	}
	return small
}

// A scenario with a new mechanism or strategy goes into the library, or above.
func TestCheckpoint_isTriedOnEverythingRegistered(t *testing.T) {
	tried := map[any]bool{}
	for _, s := range smallSetups(t) {
		for _, m := range s.Mechanisms {
			tried[m.Mechanism] = true
		}
		for _, p := range s.Populations {
			tried[p.Card] = true
		}
	}
	for _, m := range mechanisms.All() {
		if !tried[m] {
			t.Errorf("mechanism %s is in none of the scenarios", m.Name)
		}
	}
	for _, c := range agents.All() {
		if !tried[c] && c.Name != "deviant" { // see TestCheckpoint_refusesDeviants
			t.Errorf("strategy %s/%s is in none of the scenarios", c.Role, c.Name)
		}
	}
}

// What a deviant is about to do is in no column: a world with one is not saved half.
func TestCheckpoint_refusesDeviants(t *testing.T) {
	s, err := scenarios.Load([]byte(strings.Replace(crowd, "strategy: selfish, size: 20, balance: 2000 DPMN, trials: 5, deals: 0",
		`strategy: deviant, size: 20, balance: 2000 DPMN, table: "escrow.Delivered: escrow.declare"`, 1)), scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	setup, err := s.At(0)
	if err != nil {
		t.Fatal(err)
	}
	w, err := setup.Build(1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.RunTo(context.Background(), sim.Day); err != nil {
		t.Fatal(err)
	}
	if err := w.Save(io.Discard); !errors.Is(err, sim.ErrHidden) {
		t.Errorf("%v", err)
	}
}

// outcome is all that a trial leaves behind, and the state it ends in.
func outcome(t *testing.T, w *scenarios.World) string {
	t.Helper()
	r, err := w.Run(context.Background(), experiment.Trial{Seed: w.Seed()})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%+v\nstate %x at %d", r, w.Digest(), w.Now())
}

// Whatever a trial is made of, saved at random times and continued in new worlds it leaves behind what it would have
// without a stop: nothing that matters lies outside of what is saved.
func TestCheckpoint_everyScenarioGoesOnAsIfNothingHadHappened(t *testing.T) {
	small := smallSetups(t)
	for i, name := range slices.Sorted(maps.Keys(small)) {
		setup, luck := small[name], rand.New(rand.NewPCG(uint64(i), 7))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seed := uint64(100 + i)
			var whole bytes.Buffer
			unbroken, err := setup.Build(seed, func(j *sim.Journal) { j.SendTo(&whole) })
			if err != nil {
				t.Fatal(err)
			}
			want := outcome(t, unbroken)
			stops := make([]sim.Time, 4)
			for i := range stops {
				stops[i] = sim.Time(luck.Int64N(int64(unbroken.Now()) + 1))
			}
			slices.Sort(stops)
			var parts bytes.Buffer
			now, err := setup.Build(seed, func(j *sim.Journal) { j.SendTo(&parts) })
			if err != nil {
				t.Fatal(err)
			}
			for _, stop := range stops {
				var state bytes.Buffer
				if err := now.World.Run(stop); err != nil {
					t.Fatal(err)
				}
				if err := now.Save(&state); err != nil {
					t.Fatal(err)
				}
				if now, err = setup.From(seed, &state, &parts); err != nil {
					t.Fatal(err)
				}
			}
			if got := outcome(t, now); got != want {
				t.Errorf("stopped at %v:\n%.300s\nunbroken:\n%.300s", stops, got, want)
			}
			if !bytes.Equal(whole.Bytes(), parts.Bytes()) {
				t.Error("the parts of the journal are not the whole")
			}
		})
	}
}
