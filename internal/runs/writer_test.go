package runs

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

func TestWriter_filesAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	var want map[string]string
	for _, jobs := range []int{1, 2, 8} {
		root := filepath.Join(t.TempDir(), "deep", "runs")
		path := write(t, root, jobs)
		onlyRun(t, root, path)
		if got := tree(t, path); want == nil {
			want = got
		} else {
			sameTree(t, "jobs", got, want)
		}
	}
	for _, name := range []string{"scenario.yaml", "summary.json", "metrics.csv", "trials.csv", "theory.csv", "journal/1.calls", "report/margin.svg"} {
		if want[name] == "" {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestWriter_metricsAreTidyExactAndInTrialOrder(t *testing.T) {
	files := tree(t, write(t, t.TempDir(), 2))
	lines := strings.Split(files["metrics.csv"], "\n")
	for i, want := range []string{
		"scenario,point,seed,time,population,metric,unit,value",
		`fraud,0,7,0,"consumers, old","the ""payoff""",DPMN/1e9,-9223372036854775808`,
		"fraud,0,7,0,,rate,1/s,0",
		`fraud,0,7,86400,"consumers, old","the ""payoff""",DPMN/1e9,-9223372036854775807`,
		"fraud,0,7,86400,,rate,1/s,1e-07",
		`fraud,0,7,172800,"consumers, old","the ""payoff""",DPMN/1e9,-9223372036854775806`,
		"fraud,0,7,172800,,rate,1/s,1.4142135623730952e-07",
		`fraud,0,7,end,"consumers, old","the ""payoff""",DPMN/1e9,-1500000000`,
		"fraud,0,7,end,vault,deals,,0",
		"fraud,0,7,end,,rate,1/s,NaN",
		`fraud,0,8,0,"consumers, old","the ""payoff""",DPMN/1e9,-9223372036854775808`,
	} {
		if lines[i] != want {
			t.Errorf("line %d is %q, want %q", i+1, lines[i], want)
		}
	}
	if got, want := strings.SplitAfter(files["trials.csv"], "\n")[:3], []string{
		"trial,point,seed,hash,calls,refused,events,ties\n",
		"0,0,7,0000000000000000000000000000000000000000000000000000000000000000,0,3,7,0\n",
		"1,0,8,157c4a7fb979379e000000000000000000000000000000000000000000000000,1000,3,8,0\n",
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("trials.csv %q", got)
	}
	if got, want := files["theory.csv"], "figure,curve,panel,x,y\nmargin,\"closed, form\",,0.5,1e-300\nmargin,\"closed, form\",b,1,-2\n"; got != want {
		t.Errorf("theory.csv %q", got)
	}
}

func TestRun_readsBackWhatWasWritten(t *testing.T) {
	root := t.TempDir()
	path := write(t, root, 2)
	r, err := Open(root, "latest")
	if err != nil {
		t.Fatal(err)
	}
	if r.Path != path || r.Manifest.Trials != 30 || r.Manifest.Key != testKey.String() || r.Manifest.Go == "" || len(r.Manifest.Argv) != 3 {
		t.Errorf("%s: %+v", r.Path, r.Manifest)
	}
	s := r.Summary
	if s.Key != testKey.String() || s.Trials != 30 || len(s.Journal) != 64 || len(s.Points[1].Journals) != 5 || s.Points[1].Journals[1][:8] != "157c4a7f" {
		t.Errorf("summary %+v", s)
	}
	if want := (Money{Trials: 30, Violations: 1, First: "trial 11 (point 2, seed 8): supply is 1 base unit short"}); s.Money != want {
		t.Errorf("money %+v", s.Money)
	}
	d, at := testDesign(), 0
	var rows []Metric
	if err := r.EachMetric(func(m Metric) error { rows = append(rows, m); return nil }); err != nil {
		t.Fatal(err)
	}
	for i := range d.Trials() {
		for _, row := range trial(d.Trial(i)).Rows {
			m, c := rows[at], testColumns[row.Column]
			same := m.Value == c.Value(row) || math.IsNaN(m.Value) && math.IsNaN(row.Real)
			if !same || m.Unit != c.Unit || m.Metric != c.Metric || m.Population != c.Population || m.Final != row.Final ||
				m.Seed != d.Trial(i).Seed || m.Point != d.Trial(i).Point || !row.Final && m.Time != row.Time || c.Integer && m.Int != row.Int {
				t.Fatalf("row %d: %+v, want %+v of %+v", at, m, row, c)
			}
			at++
		}
	}
	n := 0
	err = r.EachTrial(func(got experiment.Result) error {
		want := trial(d.Trial(n))
		if want.Rows, want.Money = nil, ""; !reflect.DeepEqual(got, want) {
			t.Errorf("trial %d: %+v", n, got)
		}
		n++
		return nil
	})
	if err != nil || n != 30 {
		t.Errorf("%d trials, %v", n, err)
	}
	if th, err := r.Theory(); err != nil || len(th) != 2 || th[0] != (Theory{"margin", "closed, form", "", 0.5, 1e-300}) {
		t.Errorf("theory %+v, %v", th, err)
	}
	if b, err := r.Scenario(); err != nil || string(b) != string(testScenario) {
		t.Errorf("scenario %q, %v", b, err)
	}
	if got := r.Journals(); len(got) != 20 || got[0] != 1 || got[19] != 29 {
		t.Errorf("journals %v", got)
	}
	if _, err := r.Journal(3); !errors.Is(err, ErrNotFound) {
		t.Errorf("journal 3: %v", err)
	}
}

func TestWriter_eachGivesWholeResultsInTrialOrder(t *testing.T) {
	w, err := Create(t.TempDir(), "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	d := testDesign()
	for _, i := range []int{29, 4, 11, 0} {
		if err := w.Put(trial(d.Trial(i))); err != nil {
			t.Fatal(err)
		}
	}
	want := []int{0, 4, 11, 29}
	err = w.Each(func(r experiment.Result) error {
		full := trial(d.Trial(want[0]))
		for i := range full.Rows { // NaN differs from itself
			if math.IsNaN(full.Rows[i].Real) && math.IsNaN(r.Rows[i].Real) {
				full.Rows[i].Real, r.Rows[i].Real = 0, 0
			}
		}
		if !reflect.DeepEqual(r, full) {
			t.Errorf("trial %d: %+v, want %+v", want[0], r, full)
		}
		want = want[1:]
		return nil
	})
	if err != nil || len(want) > 0 {
		t.Errorf("%v, %v left", err, want)
	}
	if done, total := w.Count(); done != 4 || total != 30 || !w.Done()[4] || w.Done()[5] {
		t.Errorf("%d of %d", done, total)
	}
}

func TestPut_refusesStrangersAndReportsADifferentSecondResult(t *testing.T) {
	w, err := Create(t.TempDir(), "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	d := testDesign()
	r := trial(d.Trial(4))
	for name, bad := range map[string]experiment.Result{
		"seed":   {Trial: experiment.Trial{Index: 4, Point: 0, Seed: 4}},
		"index":  {Trial: experiment.Trial{Index: 30}},
		"column": {Trial: d.Trial(1), Rows: []experiment.Row{{Column: 3}}},
	} {
		if err := w.Put(bad); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for range 2 {
		if err := w.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	r.Hash[31] = 1
	if err := w.Put(r); !errors.Is(err, ErrNondeterministic) || !strings.Contains(err.Error(), "trial 4 (point 0, seed 3)") {
		t.Errorf("error %v", err)
	}
	var early *IncompleteError
	if _, err := finish(w); !errors.As(err, &early) || early.Done != 1 || early.Total != 30 {
		t.Errorf("finished early: %v", err)
	}
	w.Close()
	if err := w.Put(trial(d.Trial(5))); err == nil {
		t.Error("a closed run took a result")
	}
}

func TestFinish_refusesANumberThatIsNotFiniteAndCanBeTriedAgain(t *testing.T) {
	root := t.TempDir()
	w, err := Create(root, "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	if err := experiment.Run(t.Context(), testDesign(), runner(w), w, nil); err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	bad := Summary{Points: []Point{{}, {Estimates: []Estimate{{}, {Low: nan}}}}}
	if _, err := w.Finish(bad); err == nil || !strings.Contains(err.Error(), "points[1].estimates[1].low (NaN)") {
		t.Errorf("error %v", err)
	}
	if _, err := w.Finish(Summary{Crossings: []Crossing{{Z: &nan}}}); err == nil || !strings.Contains(err.Error(), "crossings[0].z") {
		t.Errorf("error %v", err)
	}
	for _, name := range []string{"../x", "/x", "metrics.csv", "manifest.json", "journal/1.calls", `a\b`, "."} {
		if _, err := w.Finish(Summary{}, Bytes(name, nil)); err == nil {
			t.Fatalf("wrote %s", name)
		}
	}
	if _, err := w.Finish(Summary{}, Bytes("report/of an earlier attempt", nil), Bytes("../x", nil)); err == nil {
		t.Error("no error")
	}
	path, err := finish(w)
	if err != nil {
		t.Fatal(err)
	}
	sameTree(t, "after failures", tree(t, path), tree(t, write(t, t.TempDir(), 1)))
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestFinish_leavesOutJournalsOfTrialsThatDidNotEnd(t *testing.T) {
	w, err := Create(t.TempDir(), "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	torn, err := w.Journal(0) // never closed
	if err != nil {
		t.Fatal(err)
	}
	torn.Write([]byte("half"))
	d := testDesign()
	for i := range d.Trials() {
		if err := w.Put(trial(d.Trial(i))); err != nil {
			t.Fatal(err)
		}
	}
	late, err := w.Journal(5)
	if err != nil {
		t.Fatal(err)
	}
	if err := late.Close(); err != nil {
		t.Fatal(err)
	}
	path, err := finish(w)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(path, journalName)); !os.IsNotExist(err) {
		t.Errorf("the run has journals: %v", err)
	}
}

func TestMarshalSummary_isStableAndHasNoNull(t *testing.T) {
	z := 1.5
	s := Summary{Question: "a < b & c?", Points: []Point{{}}, Crossings: []Crossing{{Z: &z}}}
	a, err := MarshalSummary(s)
	b, _ := MarshalSummary(s)
	if err != nil || string(a) != string(b) || strings.Contains(string(a), "null") || !strings.Contains(string(a), `"a < b & c?"`) {
		t.Errorf("%v\n%s", err, a)
	}
	if s.Points[0].Journals != nil {
		t.Error("the caller's summary was changed")
	}
}

func TestCrossing_againstTheoryHasAZOnlyWithAStandardError(t *testing.T) {
	c := NewCrossing(experiment.Crossing{Found: 8, Low: 6, High: 10, StdErr: 0.5, N: 9, Direction: "up"}).Against(7)
	if *c.Z != 2 || *c.Predicted != 7 || c.Method == "" || c.N != 9 {
		t.Errorf("%+v", c)
	}
	// Of few seeds the normal score: Student's t of 4 degrees of freedom passes 2 more often than a normal does.
	if c = NewCrossing(experiment.Crossing{Found: 8, StdErr: 0.5, N: 5, Direction: "up"}).Against(7); math.Abs(*c.Z-1.5713) > 0.001 {
		t.Errorf("z %v of 5 seeds", *c.Z)
	}
	if c = NewCrossing(experiment.Crossing{Found: 8, N: 1}).Against(7); c.Z != nil {
		t.Errorf("z %v", *c.Z)
	}
	// The tail of Student's t with 1 degree of freedom is arctan(1/t)/pi; with many it is the normal's.
	for _, x := range []struct {
		t, z float64
		n    int
	}{{0, 0, 5}, {1, 0.67449, 2}, {-1, -0.67449, 2}, {4, 4, 1e9}, {1e300, 37, 1000}, {4.5, 1.4787, 2}} {
		if z := NormalScore(x.t, x.n); math.Abs(z-x.z) > 1e-3 {
			t.Errorf("t = %v of %d seeds: z = %v, want %v", x.t, x.n, z, x.z)
		}
	}
	if e := NewEstimate(testColumns[0], experiment.Mean([]float64{1, 3})); e.Mean != 2 || e.N != 2 || e.Unit != "DPMN" {
		t.Errorf("%+v", e)
	}
}
