package main

import (
	"context"
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

func TestRun_givesTheSameBytesForAnyNumberOfWorkers(t *testing.T) {
	for _, name := range []string{"tiny.yaml", "evolving.yaml"} {
		var first string
		for _, jobs := range []string{"1", "2", "8"} {
			dir := stage(t)
			must(t, dir, "run", name, "-q", "--journal", "calls", "--jobs", jobs)
			if first == "" {
				first = dir
				continue
			}
			if what := differs(latest(first), latest(dir)); what != "" {
				t.Errorf("%s: with %s jobs %s is not that of one", name, jobs, what)
			}
		}
		if name == "evolving.yaml" { // accounts that are dormant at first are there on the chain too
			must(t, first, "replay", "latest")
		}
	}
}

// The scenarios of the library too, with figures of every kind.
func TestRun_givesTheSameBytesForTheLibrary(t *testing.T) {
	if !long() {
		t.Skip("takes a minute: set DOPASIM_LONG")
	}
	for _, e := range scenarios.Library() {
		one, many := t.TempDir(), t.TempDir()
		// Few seeds: what is expected of many need not hold.
		for dir, jobs := range map[string]string{one: "1", many: "8"} {
			if code, p := dopasim(t, dir, "run", e.Name, "-q", "--seeds", "2", "--jobs", jobs); code != 0 && code != exitExpectation {
				t.Fatalf("%s: exit code %d\n%s", e.Name, code, &p.err)
			}
		}
		if what := differs(latest(one), latest(many)); what != "" {
			t.Errorf("%s: with 8 jobs %s is not that of one", e.Name, what)
		}
	}
}

// tiny is testdata/tiny.yaml, changed.
func tiny(t *testing.T, changes ...string) *scenarios.Scenario {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "tiny.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenarios.Load([]byte(strings.NewReplacer(changes...).Replace(string(text))), scenarios.Options{File: "tiny.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// results runs all trials of a scenario.
func results(t *testing.T, s *scenarios.Scenario) []experiment.Result {
	t.Helper()
	d := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List()}
	all := make([]experiment.Result, d.Trials())
	var mu sync.Mutex
	keep := experiment.SinkFunc(func(r experiment.Result) error {
		mu.Lock()
		defer mu.Unlock()
		all[r.Index] = r
		return nil
	})
	run := func(ctx context.Context, trial experiment.Trial) (experiment.Result, error) {
		return s.Run(ctx, trial, nil)
	}
	if err := experiment.Run(context.Background(), d, run, keep, nil); err != nil {
		t.Fatal(err)
	}
	return all
}

// Hidden use of the global sources would show, as would a dependence on the number of processors.
func TestTrials_takeNothingFromTheGlobalSourceOrTheProcessors(t *testing.T) {
	s := tiny(t)
	want := results(t, s)
	for _, processors := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(processors)
		stop, drawing := make(chan struct{}), sync.WaitGroup{}
		drawing.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
					_, _ = rand.Int63(), randv2.Uint64()
					runtime.Gosched()
				}
			}
		})
		got := results(t, s)
		close(stop)
		drawing.Wait()
		runtime.GOMAXPROCS(before)
		for i := range want {
			if got[i].Hash != want[i].Hash {
				t.Errorf("%d processors, trial %d: journal %x, want %x", processors, i, got[i].Hash, want[i].Hash)
			}
		}
	}
}

// measured is what a trial's own agents and mechanism did, by metric; that of the whole economy (the supply) aside.
func measured(s *scenarios.Scenario, r experiment.Result) map[string]string {
	columns, m := s.Columns(), map[string]string{}
	for _, row := range r.Rows {
		switch c := columns[row.Column]; c.Population {
		case "honest", "cheating", "consumers", "escrow":
			m[c.Population+"."+c.Metric] = fmt.Sprint(row.Final, row.Time, row.Int, row.Real)
		}
	}
	return m
}

// Luck belongs to the agent, not to its number or to the order of calls: who joins changes nobody else's.
func TestTrials_areTheSameForTheOthersWhenSomebodyJoins(t *testing.T) {
	const populations = "populations:\n"
	// Everything that can be drawn is.
	drawn := []string{"strategy: cheating, ", "strategy: cheating, cheat: 50%, work: exp(3h), ",
		"strategy: punisher, size: 40", "strategy: punisher, notices: 80%, delay: exp(2h), continue: 30%, size: 40"}
	for _, x := range []struct {
		name    string
		changes []string
	}{
		{"idle holders, with numbers before the others'",
			[]string{populations, populations + "  idlers: {role: holder, strategy: idle, size: 1000, balance: 7 DPMN}\n"}},
		{"idle holders after the others",
			[]string{"\nsweep:\n", "  idlers: {role: holder, strategy: idle, size: 3, balance: 7 DPMN}\n\nsweep:\n"}},
		{"another mechanism, that nobody uses",
			[]string{"mechanisms:\n", "mechanisms:\n  spare: {use: trust, price: 1 DPMN}\n",
				"cost: 4 DPMN}", "cost: 4 DPMN, uses: {trust: escrow}}", "rho: 60%}", "rho: 60%, uses: {trust: escrow}}"}},
		{"another mechanism with a market of its own",
			[]string{"mechanisms:\n", "mechanisms:\n  spare: {use: trust, price: 1 DPMN}\n",
				"cost: 4 DPMN}", "cost: 4 DPMN, uses: {trust: escrow}}",
				"rho: 60%}", "rho: 60%, uses: {trust: escrow}}\n" +
					"  sellers: {role: provider, strategy: honest, size: 9, balance: 50 DPMN, uses: {trust: spare}}\n" +
					"  buyers: {role: consumer, strategy: punisher, size: 9, balance: 50 DPMN, deals: 4, uses: {trust: spare}}"}},
		{"another measure", []string{"measure:\n", "measure:\n  share: cheating.deals / honest.deals\n"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			alone, joined := tiny(t, drawn...), tiny(t, append(x.changes, drawn...)...)
			if string(alone.Resolved()) == string(joined.Resolved()) {
				t.Fatal("the scenario was not changed")
			}
			want, got := results(t, alone), results(t, joined)
			for i := range want {
				before, after := measured(alone, want[i]), measured(joined, got[i])
				if len(before) < 40 || len(before) != len(after) {
					t.Fatalf("%d metrics, and %d", len(before), len(after))
				}
				for name := range before {
					if before[name] != after[name] {
						t.Errorf("trial %d: %s was %s and is %s", i, name, before[name], after[name])
					}
				}
			}
		})
	}
}
