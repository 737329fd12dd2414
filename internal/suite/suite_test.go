package suite_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "github.com/dopamine-network/dopasim/agents/all"
	"github.com/dopamine-network/dopasim/internal/suite"
	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/report/bench"
	"github.com/dopamine-network/dopasim/sim/chain"
)

func measure(t *testing.T, o suite.Options) *bench.Set {
	t.Helper()
	set, err := suite.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// check judges what one suite measures against what another does.
func check(t *testing.T, base, now suite.Options) *bench.Verdict {
	t.Helper()
	v, err := bench.Check(bench.Checked{Rules: bench.Committed(), Base: measure(t, base), Now: measure(t, now),
		Fresh: func(names []string) (*bench.Set, error) {
			for i := range names {
				names[i] = regexp.QuoteMeta(names[i])
			}
			fresh := now
			fresh.Fresh, fresh.Only = true, regexp.MustCompile("^("+strings.Join(names, "|")+")$")
			return suite.Run(context.Background(), fresh)
		}})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// expect looks for one finding of a row and unit.
func expect(t *testing.T, v *bench.Verdict, name, unit string, status bench.Status, says ...string) {
	t.Helper()
	for _, f := range v.Findings {
		if f.Name != name || f.Unit != unit {
			continue
		}
		if f.Status != status || f.Failed != status.Failed() {
			t.Errorf("%s, want %s: %s", f.Status, status, f.Sentence)
		}
		for _, s := range says {
			if !strings.Contains(f.Sentence, s) {
				t.Errorf("%q does not say %q", f.Sentence, s)
			}
		}
		return
	}
	t.Errorf("no finding of %s [%s]", name, unit)
}

// priced reads a contract that does the same as the right one for other gas.
func priced(t *testing.T, name string) *chain.Artefact {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "sim", "chain", "testdata", "priced", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := chain.ParseArtefact(text)
	if err != nil {
		t.Fatal(err)
	}
	right, err := chain.ParseArtefact(mechanisms.Lookup(strings.ToLower(a.Name)).Artefact)
	if err != nil {
		t.Fatal(err)
	}
	a.ABI, a.Storage = right.ABI, right.Storage
	return a
}

// A loop of the vote's contract that costs more closes the gate, though it does the same; one that costs less does not.
func TestCheck_catchesADearerLoop(t *testing.T) {
	gas := suite.Options{Only: regexp.MustCompile("^gas: vote"), Library: []string{"outlier-penalty"}}
	with := func(name string) suite.Options {
		o := gas
		o.Twins = map[string]*chain.Artefact{"vote": priced(t, name)}
		return o
	}
	v := check(t, gas, with("vote-dearer"))
	expect(t, v, "gas: vote.settle warm", "gas", bench.Worse, "gas: vote.settle warm rose from ", " in replays of the library")
	if v.Passed {
		t.Error("the dearer contract passes")
	}
	v = check(t, gas, with("vote-cheaper"))
	expect(t, v, "gas: vote.settle warm", "gas", bench.Improved, "fell from ")
	if !v.Passed {
		t.Errorf("the cheaper contract fails: %s", v.Text())
	}
	if v := check(t, gas, gas); !v.Passed || v.Count(bench.Unchanged) != len(v.Findings) {
		t.Errorf("the same contract: %s", v.Text())
	}
}

// A bond too small to make witnesses look closes the gate; a larger one that makes them look more does not.
func TestCheck_catchesAWeakerPenalty(t *testing.T) {
	const name = "vote.outlier: margin against saying success"
	margin := suite.Options{Only: regexp.MustCompile("^" + name)}
	with := func(bond string) suite.Options {
		o := margin
		o.Setting = map[string][]string{"outlier-penalty": {"looking.bond=" + bond, "mixed.bond=" + bond, "coins.bond=" + bond}}
		return o
	}
	v := check(t, margin, with("0.3 DPMN"))
	expect(t, v, name, "r", bench.Worse, "fell from 0.275 r to 0.0", "(limit 0.15 r) at b = 2 r, n = 5", "on 200 fresh seeds")
	if v.Passed {
		t.Error("the weaker penalty passes")
	}
	v = check(t, margin, with("3 DPMN"))
	expect(t, v, name, "r", bench.Improved, "rose from 0.275 r to ")
	if !v.Passed {
		t.Errorf("the stronger penalty fails: %s", v.Text())
	}
}

// A queue as slow as container/heap closes the gate, a faster one than the baseline's does not. The engine is six times
// as fast, and both are measured in turns, so that noise of the machine cannot decide.
func TestCheck_catchesASlowerQueue(t *testing.T) {
	const name = "hold: exponential delays, 100000 pending"
	engine := suite.Options{Only: regexp.MustCompile("^" + name), Rounds: 6}
	slow := engine
	slow.Queue = suite.HeapQueue
	v := check(t, engine, slow)
	expect(t, v, name, "x", bench.Worse, "fell from ", "(", "limit 3x)")
	expect(t, v, name, "events/s", bench.Unjudged)
	if v.Passed {
		t.Error("the slower queue passes")
	}
	v = check(t, slow, engine)
	expect(t, v, name, "x", bench.Improved, "rose from ")
	if !v.Passed {
		t.Errorf("the faster queue fails: %s", v.Text())
	}
}

// Both queues hold the events that they were given, in order of time.
func TestQueues_holdAlike(t *testing.T) {
	for _, made := range []func(delays, pending []int64) suite.Queue{suite.EngineQueue, suite.HeapQueue} {
		q := made([]int64{5e9, 1e9, 300e9, 1e9}, []int64{1e9, 2e9, 1e9})
		for _, times := range []int{1, 10, 1000} { // gaps between events are long against a step of the clock
			if done, err := q.Hold(times); err != nil || done < times || done > times+1000 {
				t.Errorf("%T: %d of %d holds, %v", q, done, times, err)
			}
		}
	}
}

// Every row has a rule, and a name that a file can hold; every rule has a row.
func TestSuite_isRuled(t *testing.T) {
	base, err := bench.Baseline()
	if err != nil {
		t.Fatal(err)
	}
	rules := bench.Committed()
	used := map[string]bool{}
	var names []string
	for _, row := range base.Rows {
		names = append(names, row.Name)
		rule, ok := rules.Of(row.Key)
		if !ok {
			t.Errorf("no rule for %s", row.Key)
		}
		used[rule.Name+rule.Unit] = true
	}
	for _, r := range rules {
		if !used[r.Name+r.Unit] {
			t.Errorf("no row for the rule of %s [%s]", r.Name, r.Unit)
		}
	}
	for _, name := range suite.List(suite.Options{Full: true}) {
		if name == "gas: *" {
			continue
		}
		if err := bench.CheckName(name); err != nil {
			t.Error(err)
		}
		if !slices.Contains(names, name) {
			t.Errorf("%s is not in the baseline; run dopasim check --full --update", name)
		}
	}
}

// The baseline's seeds are not among the fresh ones, and the same seeds give the same values whatever the workers.
func TestSuite_isTheSameAtTheFrozenSeeds(t *testing.T) {
	base, err := bench.Baseline()
	if err != nil {
		t.Fatal(err)
	}
	o := suite.Options{Only: regexp.MustCompile("^vote.lot: right|^trust: margin against cheating, price kept"), Jobs: 1}
	for _, row := range measure(t, o).Rows {
		was, ok := base.Row(row.Key)
		if !ok || !slices.Equal(was.Values, row.Values) {
			t.Errorf("%s: %v, in the baseline %v", row.Key, row.Values, was.Values)
		}
		fresh := o
		fresh.Fresh = true
		now, _ := measure(t, fresh).Row(row.Key)
		if len(now.Values) != 2*len(row.Values) || slices.Equal(now.Values[:len(row.Values)], row.Values) {
			t.Errorf("%s at fresh seeds: %v", row.Key, now.Values)
		}
	}
}

func TestRun_refusesWhatIsNotThere(t *testing.T) {
	if _, err := suite.Run(context.Background(), suite.Options{Only: regexp.MustCompile("nonsense")}); err == nil {
		t.Error("no row was measured, and no error")
	}
	o := suite.Options{Only: regexp.MustCompile("tossing"), Setting: map[string][]string{"outlier-penalty": {"nobody.bond=1 DPMN"}}}
	if _, err := suite.Run(context.Background(), o); err == nil || !strings.Contains(err.Error(), "nobody.bond") {
		t.Errorf("%v", err)
	}
}

// The twins of another price are of the sources in the tree.
func TestPricedTwins_areOfTheseSources(t *testing.T) {
	files, err := filepath.Glob("../../sim/chain/testdata/priced/*.json")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var a chain.Artefact
		if err := json.Unmarshal(text, &a); err != nil {
			t.Fatal(err)
		}
		stale, err := a.Stale(os.DirFS("../.."))
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range stale {
			t.Errorf("%s changed since %s was compiled; run node internal/contracts/build.mjs", unit, file)
		}
	}
}
