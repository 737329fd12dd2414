package scenarios_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// forked parts at 20 days in what consumers do and what sending costs; how deals are paid is swept from the start.
const forked = `
dopasim: 1
name: forked
question: What if punishers tire after twenty days?
seeds: 3
horizon: 40d
sample: 8d
mechanisms:
  escrow: {use: trust}
populations:
  honest:   {role: provider, strategy: honest, size: 20, balance: 5000 DPMN}
  cheating: {role: provider, strategy: cheating, size: 20, balance: 5000 DPMN}
  buyers:   {role: consumer, strategy: punisher, size: 40, balance: 5000 DPMN, rho: 100%, deals: 0}
sweep:
  escrow.fate: [kept, burned]
  buyers.rho: [100%, 0%, 50%]
  fees.default: [0 DPMN, 0.5 DPMN]
fork: {at: 20d, change: [buyers.rho, fees.default]}
`

func results(t *testing.T, s *scenarios.Scenario, journals map[int]*bytes.Buffer) []experiment.Result {
	t.Helper()
	d := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List(), Jobs: 4}
	all := make([]experiment.Result, d.Trials())
	run := func(ctx context.Context, trial experiment.Trial) (experiment.Result, error) {
		if journals == nil {
			return s.Run(ctx, trial, nil)
		}
		return s.Run(ctx, trial, journals[trial.Index])
	}
	sink := experiment.SinkFunc(func(r experiment.Result) error { all[r.Index] = r; return nil })
	if err := experiment.Run(context.Background(), d, run, sink, nil); err != nil {
		t.Fatal(err)
	}
	return all
}

// Points that share a trunk give what each gives with a trunk of its own, journals included.
func TestFork_sharedTrunksGiveWhatEachPointGivesAlone(t *testing.T) {
	s := load(t, forked)
	journals := map[int]*bytes.Buffer{}
	for i := range s.Trials() {
		journals[i] = &bytes.Buffer{}
	}
	written, shared := results(t, s, journals), results(t, load(t, forked), nil)
	distinct := map[[32]byte]bool{}
	for _, r := range shared {
		setup, err := s.At(r.Point)
		if err != nil {
			t.Fatal(err)
		}
		var journal bytes.Buffer
		alone, err := setup.Simulate(context.Background(), r.Trial, &journal)
		if err != nil {
			t.Fatal(err)
		}
		if same := fmt.Sprint(alone); same != fmt.Sprint(r) || same != fmt.Sprint(written[r.Index]) {
			t.Errorf("point %d, seed %d: shared and alone differ", r.Point, r.Seed)
		}
		if !bytes.Equal(journal.Bytes(), journals[r.Index].Bytes()) {
			t.Errorf("point %d, seed %d: another journal", r.Point, r.Seed)
		}
		hash, err := setup.Play(r.Seed, &journal, func(*scenarios.World, scenarios.Step) error { return nil })
		if err != nil || hash != r.Hash {
			t.Errorf("point %d, seed %d: its journal plays to %x, %v; want %x", r.Point, r.Seed, hash, err, r.Hash)
		}
		distinct[r.Hash] = true
	}
	// Fees and the fate of the price change payoffs, and nobody's mind here: calls depend on rho and the seed.
	if want := 3 * s.Seeds.Count; len(distinct) != want {
		t.Errorf("%d different journals, want %d", len(distinct), want)
	}
}

func TestFork_isPartOfTheResolvedScenarioAndOfTheCommandLine(t *testing.T) {
	s := load(t, forked)
	again := load(t, string(s.Resolved()))
	if fmt.Sprint(again.Fork) != fmt.Sprint(s.Fork) || s.Fork.At != 20*sim.Day || len(s.Fork.Change) != 2 {
		t.Errorf("%+v, resolved and loaded again %+v", s.Fork, again.Fork)
	}
	all := "[buyers.rho fees.default]"
	for _, x := range []struct{ text, set, want string }{
		{forked, "fork.at=5d", "{5d " + all + "}"},
		{forked, "fork.at=0s", "{0s " + all + "}"},
		{strings.Split(strings.Replace(forked, "escrow.fate: [kept, burned]", "honest.cost: [1 DPMN]", 1), "fork:")[0], "fork.at=5d", "{5d [honest.cost buyers.rho fees.default]}"},
	} {
		s := load(t, x.text, x.set)
		if got := fmt.Sprint(s.Fork); got != x.want {
			t.Errorf("--set %s: %s, want %s", x.set, got, x.want)
		}
	}
	for set, want := range map[string]string{
		"fork.at=40d": "fork: 40d is not before the end of the trial (want less than the horizon, 40d)",
		"fork.at=so":  `fork.at: "so" is not a time`,
		"fork.a=4d":   `there is no parameter "fork.a" (did you mean "fork.at"?)`,
	} {
		if _, err := scenarios.Load([]byte(forked), scenarios.Options{Set: []string{set}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("--set %s: %v", set, err)
		}
	}
}

// Where nothing changes at the fork, the trial is the one that never stopped.
func TestFork_withoutAChangeIsTheUnbrokenTrial(t *testing.T) {
	s := load(t, forked)
	plain := load(t, strings.ReplaceAll(forked, "fork:", "# fork:"))
	for _, point := range []int{0, 6} { // buyers.rho = 100%, no fee: as in the trunk, for both fates
		for _, seed := range s.Seeds.List() {
			trial := experiment.Trial{Point: point, Seed: seed}
			got, err := s.Run(context.Background(), trial, nil)
			if err != nil {
				t.Fatal(err)
			}
			setup, _ := s.At(point)
			trunk, err := setup.Trunk.Setup.Simulate(context.Background(), trial, &bytes.Buffer{})
			if err != nil || fmt.Sprint(got) != fmt.Sprint(trunk) {
				t.Errorf("point %d, seed %d: %x, %d calls; the trunk to its end %x, %d calls, %v", point, seed, got.Hash, got.Calls, trunk.Hash, trunk.Calls, err)
			}
			if swept, err := plain.Run(context.Background(), trial, nil); err != nil || fmt.Sprint(got) != fmt.Sprint(swept) {
				t.Errorf("point %d, seed %d: %x, %d calls; without a fork %x, %d calls, %v", point, seed, got.Hash, got.Calls, swept.Hash, swept.Calls, err)
			}
		}
	}
}

// Samples before the fork are the trunk's, the same at every point; afterwards they part.
func TestFork_samplesShareThePast(t *testing.T) {
	s := load(t, forked)
	all := results(t, s, nil)
	until := func(r experiment.Result, day int64) (rows []experiment.Row) {
		for _, row := range r.Rows {
			if row.Time <= day*86400 && !row.Final {
				rows = append(rows, row)
			}
		}
		return rows
	}
	first, other := all[0], all[2*s.Seeds.Count] // of one seed, rho = 100% and 0%
	if a, b := until(first, 16), until(other, 16); fmt.Sprint(a) != fmt.Sprint(b) || len(a) != 3*len(s.Columns()) {
		t.Errorf("%d samples before the fork, %d at another point", len(a), len(b))
	}
	if fmt.Sprint(until(first, 40)) == fmt.Sprint(until(other, 40)) {
		t.Error("nothing comes of the fork")
	}
}

// ahead are the parameters whose first draws are made at second 0, before a fork there: the two differ by these draws.
// Others are refused where they change what a trial remembers.
var (
	ahead   = []string{"every"}
	refused = []string{"stake"}
)

// Forked at second 0, before anything has happened, a trial with a changed parameter is the trial that had it from the
// start. This is how it shows that everything that may change at a fork is read when it is used: whatever is kept of the
// trunk's value, in a column or in an event, makes a difference. It is tried with all parameters of all strategies.
func TestFork_atTheStartIsASweep(t *testing.T) {
	small := smallSetups(t)
	tried, differ := map[string]bool{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(small)) {
		first := strings.HasSuffix(name, "/0")
		if !long() && (!first || strings.HasPrefix(name, "schelling") || strings.HasPrefix(name, "trust-fund-")) {
			continue
		}
		base := *small[name]
		base.Horizon = 6 * sim.Day
		before := hash(t, &base)
		for i, p := range base.Populations {
			for _, param := range p.Card.Params() {
				id := p.Card.Role + "/" + p.Card.Name + "." + param.Key
				value, ok := another(param, p.Params)
				if param.Fixed != "" || tried[id] || !ok {
					continue
				}
				changed := with(t, base, i, param.Key, value)
				after := hash(t, &changed)
				if before == after {
					continue // it makes no difference here; maybe elsewhere
				}
				tried[id] = true
				changed.Trunk = &scenarios.Trunk{Setup: &base}
				if hash(t, &changed) == after {
					continue
				}
				differ[param.Key] = true
				if !slices.Contains(append(ahead, refused...), param.Key) {
					t.Errorf("%s: %s = %s from a fork at second 0 on is not the same as from the start", name, id, value)
				}
			}
		}
	}
	for _, key := range ahead {
		if !differ[key] {
			t.Errorf("%s is not drawn ahead", key)
		}
	}
	if len(tried) < 120 {
		t.Errorf("only %d parameters made a difference anywhere", len(tried))
	}
}

// with is a set-up in which a parameter of a population has another value.
func with(t *testing.T, s scenarios.Setup, population int, key, value string) scenarios.Setup {
	t.Helper()
	s.Populations = slices.Clone(s.Populations)
	p := &s.Populations[population]
	params := p.Card.Defaults()
	reflect.ValueOf(params).Elem().Set(reflect.ValueOf(p.Params).Elem())
	p.Params = params
	if err := mechanisms.SetParam(params, key, value); err != nil {
		t.Fatal(err)
	}
	return s
}

// hash is what a trial comes to, or why it cannot be run.
func hash(t *testing.T, s *scenarios.Setup) string {
	t.Helper()
	r, err := s.Simulate(context.Background(), experiment.Trial{Seed: 5}, &bytes.Buffer{})
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%x %v", r.Hash, r.Rows)
}

// another value of a parameter than the one it has; false when none comes to mind.
func another(p mechanisms.Param, params any) (string, bool) {
	have, err := mechanisms.GetParam(params, p.Key)
	if err != nil {
		return "", false
	}
	candidates := map[mechanisms.Kind][]string{
		mechanisms.KindAmount: {"3 DPMN", "7 DPMN"}, mechanisms.KindSeconds: {"2h", "5h"}, mechanisms.KindProb: {"30%", "45%"},
		mechanisms.KindCount: {"2", "3"}, mechanisms.KindFlag: {"true", "false"}, mechanisms.KindChoice: p.Choices,
		mechanisms.KindDist: {map[mechanisms.Kind]string{mechanisms.KindAmount: "exp(2 DPMN)", mechanisms.KindSeconds: "exp(2h)",
			mechanisms.KindProb: "uniform(5%, 50%)"}[p.Of]},
	}[p.Kind]
	for _, c := range candidates {
		if v, err := p.Parse(c); err == nil && v.Text != have.Text {
			return v.Text, true
		}
	}
	return "", false
}

// A threshold is searched for in forked worlds where the sweep is of such: here nothing is left to happen at the fork.
func TestFork_holdsForThresholds(t *testing.T) {
	s, err := scenarios.Load([]byte(`
dopasim: 1
name: forked
question: Does it matter how often buyers complain when all is over?
seeds: 5
horizon: 100d
mechanisms: {escrow: {use: trust, price: 10 DPMN, deposit_provider: 10 DPMN}}
populations:
  honest:    {role: provider, strategy: honest, size: 5, balance: 500 DPMN, cost: 4 DPMN}
  cheating:  {role: provider, strategy: cheating, size: 5, balance: 500 DPMN, cost: 4 DPMN}
  consumers: {role: consumer, strategy: punisher, size: 10, balance: 500 DPMN, deals: 5, rho: 100%}
sweep: {consumers.rho: [0%, 100%]}
fork: {at: 99d}
measure: {margin: honest.payoff - cheating.payoff}
find: {f: {metric: margin, over: consumers.rho}}
`), scenarios.Options{File: "forked.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Thresholds(context.Background(), &s.Finds[0], scenarios.ThresholdOptions{Within: 0.1, Budget: 60}, func(x scenarios.Threshold) {
		if !x.Missing || x.Method != experiment.ThresholdMethod {
			t.Errorf("%+v", x)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
