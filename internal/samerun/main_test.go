package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// run is what a test run is made of.
type run struct {
	burned int64
	payoff float64
	mean   float64
	hash   byte
	answer string
	seeds  int
}

func (r run) write(t *testing.T) string {
	t.Helper()
	columns := []experiment.Column{{Population: "token", Metric: "burned", Unit: "DPMN", Integer: true}, {Population: "honest", Metric: "payoff", Unit: "DPMN"}}
	root, scenario := t.TempDir(), []byte("name: fraud\n")
	seeds := experiment.Seeds(1, r.seeds)
	key := runs.NewKey(scenario, "test", seeds)
	w, err := runs.Create(root, "fraud", key, runs.Options{Scenario: scenario, Columns: columns, Points: 1, Seeds: seeds, Engine: "test"})
	if err != nil {
		t.Fatal(err)
	}
	for i, seed := range seeds {
		err := w.Put(experiment.Result{Trial: experiment.Trial{Index: i, Seed: seed}, Hash: [32]byte{r.hash}, Calls: 7,
			Rows: []experiment.Row{{Column: 0, Final: true, Int: r.burned}, {Column: 1, Final: true, Real: r.payoff}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	summary := runs.Summary{Scenario: "fraud", Answer: r.answer, Method: "none",
		Points: []runs.Point{{Estimates: []runs.Estimate{{Population: "honest", Metric: "payoff", Mean: r.mean, N: 2}}}}}
	path, err := w.Finish(summary, runs.TheoryFile([]runs.Theory{{Figure: "margin", Curve: "margin", X: 1, Y: r.mean}}))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var base = run{burned: 5_000_000_000, payoff: 5.25, mean: 5.25, hash: 1, answer: "5.25", seeds: 2}

func TestCompare_tellsRoundingFromDifference(t *testing.T) {
	for _, x := range []struct {
		name   string
		change func(*run)
		says   string // "" when the runs are the same
	}{
		{"the same", func(*run) {}, ""},
		{"a real in the last digits", func(r *run) { r.payoff *= 1 + 1e-12; r.mean *= 1 - 1e-12 }, ""},
		{"a real in the last digits of nothing", func(r *run) { r.mean += 1e-10 }, ""},
		{"an answer that rounds them", func(r *run) { r.answer = "5.26" }, ""},
		{"a real in the eighth digit", func(r *run) { r.payoff *= 1 + 1e-8 }, "metrics.csv:3 value: 5.25 against 5.2500000525"},
		{"a mean in the eighth digit", func(r *run) { r.mean *= 1 + 1e-8 }, "summary.json.points[0].estimates[0].mean: 5.25 against 5.2500000525"},
		{"one unit of money", func(r *run) { r.burned++ }, "metrics.csv:2 value: 5000000000 against 5000000001"},
		{"a journal", func(r *run) { r.hash = 2 }, "trials.csv:2 hash: 01"},
		{"the seeds", func(r *run) { r.seeds = 3 }, "trials.csv: 3 lines against 4 lines"},
	} {
		t.Run(x.name, func(t *testing.T) {
			other := base
			x.change(&other)
			var out bytes.Buffer
			code := compare(&out, base.write(t), other.write(t))
			switch {
			case x.says == "" && (code != 0 || !strings.HasPrefix(out.String(), "same run: 2 trials, journal ")):
				t.Errorf("exit code %d\n%s", code, &out)
			case x.says != "" && (code != 1 || !strings.Contains(out.String(), x.says)):
				t.Errorf("exit code %d, want 1 and %q\n%s", code, x.says, &out)
			}
		})
	}
}

func TestCompare_followsLatestAndRefusesWhatIsNoRun(t *testing.T) {
	path := base.write(t)
	var out bytes.Buffer
	if code := compare(&out, filepath.Join(filepath.Dir(path), "latest"), path); code != 0 {
		t.Error(&out)
	}
	out.Reset()
	if code := compare(&out, path, t.TempDir()); code != 1 || !strings.Contains(out.String(), "no such run") {
		t.Error(code, &out)
	}
}

func TestDifferences_areCountedBeyondThoseShown(t *testing.T) {
	d := &differences{}
	for i := range 50 {
		d.texts(fmt.Sprint(i), "1", "2")
	}
	if d.n != 50 || len(d.lines) != shown {
		t.Errorf("%d differences, %d shown", d.n, len(d.lines))
	}
}
