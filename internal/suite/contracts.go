package suite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// mostCalls of a trial are replayed for the gas of its actions.
const mostCalls = 2000

// gas is what the contracts cost: the bills of scripts, and what agents paid in replays of the library.
func gas() []part {
	bills, err := chain.Bills()
	if err != nil {
		panic("suite: " + err.Error())
	}
	scripted := part{run: func(_ context.Context, r *run) error {
		for _, b := range bills {
			r.add("bill: "+b.Name, "gas/first", float64(b.First))
			r.add("bill: "+b.Name, "gas", float64(b.Later))
		}
		return nil
	}}
	for _, b := range bills {
		scripted.names = append(scripted.names, "bill: "+b.Name)
	}
	measured := part{shown: []string{"gas: *"}, run: func(ctx context.Context, r *run) error { return r.gasOfReplays(ctx) }}
	for _, m := range mechanisms.All() {
		for _, a := range m.Actions {
			for _, kind := range []string{"cold", "warm", "refused"} {
				measured.names = append(measured.names, gasName(m.Name, a.Name(), kind))
			}
		}
	}
	return []part{scripted, measured}
}

func gasName(mechanism, action, kind string) string {
	return "gas: " + mechanism + "." + action + " " + kind
}

// played is a trial of a scenario of the library: the first seed at the first and the last point.
type played struct {
	setup   *scenarios.Setup
	trial   experiment.Trial
	result  experiment.Result
	journal []byte
}

// play runs the trials of a scenario that stand for it. Forked ones begin in their trunk.
func (r *run) play(ctx context.Context, name string) (all []played, err error) {
	s, err := r.load(name, 1, nil)
	if err != nil {
		return nil, err
	}
	for _, point := range slices.Compact([]int{0, s.Points() - 1}) {
		setup, err := s.At(point)
		if err != nil {
			return nil, err
		}
		p, err := simulate(ctx, setup, experiment.Trial{Point: point, Seed: s.Seeds.First})
		if err != nil {
			return nil, fmt.Errorf("%s, point %d: %w", name, point, err)
		}
		all = append(all, p)
	}
	return all, nil
}

func simulate(ctx context.Context, setup *scenarios.Setup, trial experiment.Trial) (played, error) {
	var journal bytes.Buffer
	result, err := setup.Simulate(ctx, trial, &journal)
	return played{setup, trial, result, journal.Bytes()}, err
}

// replay is what to replay of a trial.
func (r *run) replay(p played, most uint64) chain.Options {
	return chain.Options{
		Stage: func() (*mechanisms.House, *sim.Blobs, error) {
			w, err := p.setup.Stage(p.trial.Seed)
			if err != nil {
				return nil, nil, err
			}
			return w.House, nil, nil
		},
		Journal:  func() (io.Reader, error) { return bytes.NewReader(p.journal), nil },
		Hash:     &p.result.Hash,
		MaxCalls: most,
		Twins:    r.twins(p.setup),
	}
}

// twins are the contracts to put in the place of those of a set-up, by instance.
func (r *run) twins(s *scenarios.Setup) map[string]*chain.Artefact {
	instead := map[string]*chain.Artefact{}
	for _, m := range s.Mechanisms {
		if a := r.Twins[m.Mechanism.Name]; a != nil {
			instead[m.Name] = a
		}
	}
	return instead
}

// gasOfReplays measures the gas of every action that is called in the library, instances of a mechanism together: the
// median of its calls by kind, and the most that one took.
func (r *run) gasOfReplays(ctx context.Context) error {
	var rows [][]chain.GasRow
	for _, name := range r.library() {
		r.tell("gas: " + name)
		trials, err := r.play(ctx, name)
		if err != nil {
			return err
		}
		for _, p := range trials {
			v, err := chain.Replay(ctx, r.replay(p, mostCalls))
			if err != nil {
				return fmt.Errorf("replay %s: %w", name, err)
			}
			if !v.Identical {
				return fmt.Errorf("replay %s, point %d: not identical: %s", name, p.trial.Point, v.Divergence)
			}
			for i := range v.Gas {
				v.Gas[i].Instance = mechanismOf(p.setup, v.Gas[i].Instance)
			}
			rows = append(rows, v.Gas)
		}
	}
	for _, g := range chain.MergeGas(rows...) {
		name := gasName(g.Instance, g.Action, g.Kind)
		r.add(name, "gas", float64(g.Median))
		r.add(name, "gas/most", float64(g.Max))
	}
	return nil
}

func mechanismOf(s *scenarios.Setup, instance string) string {
	for _, m := range s.Mechanisms {
		if m.Name == instance {
			return m.Mechanism.Name
		}
	}
	panic("suite: there is no instance " + instance)
}

const unconserved = "conservation: trials of the library that lost or made money"

// digests are the journals of the library.
func digests() part {
	p := part{names: []string{unconserved}, run: func(ctx context.Context, r *run) error { return r.digests(ctx) }}
	for _, e := range scenarios.Library() {
		p.names = append(p.names, digestName(e.Name))
	}
	return p
}

func digestName(scenario string) string { return "digest: " + scenario }

func (r *run) digests(ctx context.Context) error {
	lost, all := 0, true
	for _, name := range r.library() {
		if !r.wants(digestName(name)) && !r.wants(unconserved) {
			all = false
			continue
		}
		r.tell(digestName(name))
		trials, err := r.play(ctx, name)
		if err != nil {
			return err
		}
		sum := sha256.New()
		for _, p := range trials {
			sum.Write(p.result.Hash[:])
			if p.result.Money != "" {
				lost++
			}
		}
		r.add(digestName(name), "hash", digest(sum.Sum(nil)))
	}
	if all {
		r.add(unconserved, "trials", float64(lost))
	}
	return nil
}

// digest is the first 48 bits of a hash: a float holds no more than 53 without loss, and files of benchmarks hold floats.
func digest(hash []byte) float64 {
	return float64(binary.BigEndian.Uint64(hash[:8]) >> 16)
}
