package runs

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// A small run that every test writes: 6 points, 5 seeds, awkward names and values.
var (
	testSeeds    = []uint64{7, 8, 9, 1 << 63, 3}
	testScenario = []byte("question: does it hold?\n")
	testColumns  = []experiment.Column{
		{Population: "consumers, old", Metric: `the "payoff"`, Unit: "DPMN", Integer: true},
		{Population: "vault", Metric: "deals", Integer: true},
		{Population: "", Metric: "rate", Unit: "1/s"},
	}
	testKey = NewKey(testScenario, "test", testSeeds)
)

const testPoints = 6

func testOptions() Options {
	return Options{Scenario: testScenario, Columns: testColumns, Points: testPoints, Seeds: testSeeds, Engine: "test",
		Argv: []string{"/somewhere/dopasim", "run", "my fraud.yaml"}}
}

func testDesign() experiment.Design {
	return experiment.Design{Points: testPoints, Seeds: testSeeds}
}

// trial is a result that depends on nothing but the trial.
func trial(t experiment.Trial) experiment.Result {
	r := experiment.Result{Trial: t, Calls: uint64(t.Index) * 1000, Refused: 3, Events: t.Seed, Ties: uint64(t.Point)}
	binary.LittleEndian.PutUint64(r.Hash[:], uint64(t.Index)*0x9e3779b97f4a7c15)
	if t.Index == 11 {
		r.Money = "supply is 1 base unit short\n"
	}
	for i := range 3 + t.Index%4 {
		r.Rows = append(r.Rows,
			experiment.Row{Column: 0, Time: int64(i) * 86400, Int: math.MinInt64 + int64(i)},
			experiment.Row{Column: 2, Time: int64(i) * 86400, Real: math.Sqrt(float64(t.Index+i)) * 1e-7})
	}
	rate := 1 / float64(t.Index)
	if t.Index%7 == 0 {
		rate = math.NaN()
	}
	r.Rows = append(r.Rows, experiment.Row{Column: 0, Time: 9, Final: true, Int: -1_500_000_000},
		experiment.Row{Column: 1, Final: true, Int: int64(t.Index)}, experiment.Row{Column: 2, Final: true, Real: rate})
	return r
}

// journalBytes is the journal of a trial; every third trial has none.
func journalBytes(t experiment.Trial) []byte {
	if t.Index%3 == 0 {
		return nil
	}
	return bytes.Repeat([]byte{byte(t.Index)}, 1000*t.Index)
}

func runner(w *Writer) experiment.Runner {
	return func(_ context.Context, t experiment.Trial) (experiment.Result, error) {
		if b := journalBytes(t); b != nil {
			f, err := w.Journal(t.Index)
			if err != nil {
				return experiment.Result{}, err
			}
			if _, err := f.Write(b); err != nil {
				return experiment.Result{}, err
			}
			if err := f.Close(); err != nil {
				return experiment.Result{}, err
			}
		}
		return trial(t), nil
	}
}

var testSummary = Summary{Scenario: "fraud", Question: "does a < b?", Points: []Point{{Index: 4}, {Index: 0}}}

func finish(w *Writer) (string, error) {
	return w.Finish(testSummary, TheoryFile([]Theory{{"margin", "closed, form", "", 0.5, 1e-300}, {"margin", "closed, form", "b", 1, -2}}),
		Bytes("report/margin.svg", []byte("<svg/>")))
}

// write makes the whole run in a root of its own and gives the path.
func write(t *testing.T, root string, jobs int) string {
	t.Helper()
	w, err := Create(root, "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	d := testDesign()
	d.Jobs = jobs
	if err := experiment.Run(t.Context(), d, runner(w), w, nil); err != nil {
		t.Fatal(err)
	}
	path, err := finish(w)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// tree is every file of a folder but the manifest, by name.
func tree(t *testing.T, path string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == manifestName {
			return err
		}
		b, err := os.ReadFile(p)
		name, _ := filepath.Rel(path, p)
		files[filepath.ToSlash(name)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameTree(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s: %s is missing", what, name)
		} else if got[name] != want[name] {
			t.Errorf("%s: %s differs", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s should not be there", what, name)
		}
	}
}

// onlyRun checks that root holds the run, the link, and no trace of how they came about.
func onlyRun(t *testing.T, root, path string) {
	t.Helper()
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := fmt.Sprint(names), fmt.Sprint([]string{filepath.Base(path), latestName}); got != want {
		t.Errorf("root holds %s, want %s", got, want)
	}
}
