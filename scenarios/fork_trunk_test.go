package scenarios

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"

	_ "github.com/dopamine-network/dopasim/agents/all"
)

const branches = `
dopasim: 1
name: branches
question: Is the past run once?
horizon: 10d
mechanisms:
  escrow: {use: trust}
populations:
  honest: {role: provider, strategy: honest, size: 5, balance: 500 DPMN}
  buyers: {role: consumer, strategy: punisher, size: 5, balance: 500 DPMN}
sweep:
  buyers.rho: [0%, 50%, 100%]
  escrow.price: [5 DPMN, 10 DPMN]
fork: {at: 5d, change: [buyers.rho]}
`

// The first branch runs the trunk, the others go on from what it left, and the last one lets go of it.
func TestFork_runsTheTrunkOnceForEachSeed(t *testing.T) {
	s, err := Load([]byte(branches), Options{})
	if err != nil {
		t.Fatal(err)
	}
	run := func(point int) error {
		_, err := s.Run(context.Background(), experiment.Trial{Point: point, Seed: 1}, nil)
		return err
	}
	if err := run(1); err != nil {
		t.Fatal(err)
	}
	kept := s.trunks.have[trunkKey{1, 1}]
	if kept == nil || len(s.trunks.have) != 1 || kept.left != 2 {
		t.Fatalf("kept after the first branch: %+v", s.trunks.have)
	}
	state := kept.state
	kept.state = []byte("no checkpoint at all")
	if err := run(3); !errors.Is(err, sim.ErrDamaged) {
		t.Errorf("the second branch does not go on from what was kept: %v", err)
	}
	kept.state = state
	if err := run(0); err != nil || len(s.trunks.have) != 2 {
		t.Errorf("another price wants a trunk of its own: %v, %d", err, len(s.trunks.have))
	}
	if err := run(5); err != nil || s.trunks.have[trunkKey{1, 1}] != nil {
		t.Errorf("after the last branch: %v, %+v", err, s.trunks.have)
	}
}

// Trunks that are too large together are forgotten, those first that nobody asked for.
func TestFork_forgetsWhatItCannotKeep(t *testing.T) {
	var k trunks
	key := func(seed uint64) trunkKey { return trunkKey{0, seed} }
	for seed := range uint64(4) {
		k.of(key(seed), 5)
		k.took(key(seed), mostKept/3)
	}
	if len(k.have) != 3 || k.have[key(0)] != nil {
		t.Errorf("%d are kept, of the first %v", len(k.have), k.have[key(0)])
	}
	k.of(key(1), 5)
	k.of(key(9), 5)
	k.took(key(9), 2*mostKept)
	if len(k.have) != 1 || k.have[key(9)] == nil {
		t.Errorf("kept beside a huge one: %v", k.have)
	}
}

// A trial that is told to stop says so, in its trunk as in the rest, and keeps nothing half done.
func TestFork_stopsWhenToldTo(t *testing.T) {
	endless := strings.NewReplacer("horizon: 10d", "horizon: 200y", "at: 5d", "at: 199y", "size: 5, balance: 500 DPMN}\nsweep",
		"size: 5, balance: 500 DPMN, deals: 0}\nsweep").Replace(branches)
	told, tell := context.WithCancel(context.Background())
	tell()
	for _, text := range []string{endless, strings.Replace(endless, "fork:", "# fork:", 1)} {
		s, err := Load([]byte(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Run(told, experiment.Trial{Seed: 1}, nil); !errors.Is(err, context.Canceled) || !errors.Is(err, sim.ErrStopped) {
			t.Errorf("fork %+v: %v", s.Fork, err)
		}
		for _, g := range s.trunks.have {
			if g.state != nil {
				t.Error("it kept a trunk that was not run to its end")
			}
		}
	}
}
