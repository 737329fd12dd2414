package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// toy is a runner whose result depends on the trial alone.
func toy(_ context.Context, t Trial) (Result, error) {
	v := math.Sin(float64(t.Point*1000) + float64(t.Seed))
	return Result{Hash: [32]byte{byte(t.Index), byte(t.Seed)}, Calls: 2, Events: 3,
		Rows: []Row{{Column: 0, Time: 1, Real: 99}, {Column: 0, Final: true, Real: v}, {Column: 1, Final: true, Int: int64(t.Seed) * baseUnits / 4}}}, nil
}

var toyColumns = []Column{{Population: "fans", Metric: "joy"}, {Population: "fans", Metric: "money", Unit: "DPMN", Integer: true}}

func TestRun_givesTheSameAggregatesForAnyNumberOfJobs(t *testing.T) {
	var want *Aggregator
	for _, jobs := range []int{1, 2, 8} {
		d := Design{Points: 7, Seeds: Seeds(5, 9), Jobs: jobs}
		got := NewAggregator(toyColumns, d)
		if err := Run(t.Context(), d, toy, got, nil); err != nil {
			t.Fatal(err)
		}
		if !got.Complete() {
			t.Fatalf("%d jobs: not complete", jobs)
		}
		got.design.Jobs = 0
		if want == nil {
			want = got
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%d jobs differ from 1", jobs)
		}
	}
	if got := want.Values(3, 1)[2]; got != 1.75 {
		t.Errorf("seed 7 has %v DPMN, want 1.75", got)
	}
}

func TestRun_putsFromOneGoroutineAtATimeAndHoldsFewResults(t *testing.T) {
	const jobs = 4
	var putting, alive, most atomic.Int32
	runner := func(ctx context.Context, tr Trial) (Result, error) {
		for n := alive.Add(1); ; {
			if m := most.Load(); n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		return toy(ctx, tr)
	}
	sink := SinkFunc(func(Result) error {
		if putting.Add(1) != 1 {
			t.Error("two Puts at once")
		}
		runtime.Gosched()
		putting.Add(-1)
		alive.Add(-1)
		return nil
	})
	if err := Run(t.Context(), Design{Points: 500, Seeds: Seeds(0, 10), Jobs: jobs}, runner, sink, nil); err != nil {
		t.Fatal(err)
	}
	if most.Load() > 2*jobs {
		t.Errorf("%d results held at once, want at most %d", most.Load(), 2*jobs)
	}
}

func TestRun_skipsWhatIsDoneAndCountsIt(t *testing.T) {
	d := Design{Points: 4, Seeds: Seeds(1, 5), Jobs: 2, Skip: func(t Trial) bool { return t.Point == 1 || t.Seed == 3 }}
	var put []Trial
	var seen []Progress
	err := Run(t.Context(), d, toy, SinkFunc(func(r Result) error { put = append(put, r.Trial); return nil }),
		func(p Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err)
	}
	for _, tr := range put {
		if d.Skip(tr) {
			t.Errorf("trial %+v was run", tr)
		}
	}
	if first, want := seen[0], (Progress{Done: 8, Total: 20, Skipped: 8}); first != want {
		t.Errorf("first progress %+v, want %+v", first, want)
	}
	if last, want := seen[len(seen)-1], (Progress{Done: 20, Total: 20, Skipped: 8, Calls: 24, Events: 36}); last != want {
		t.Errorf("last progress %+v, want %+v", last, want)
	}
}

func TestRun_takesSomeSeedsThroughAllPointsBeforeTheOthers(t *testing.T) {
	for together, want := range map[int]string{
		0: "0 1 2 3 4 5 6 7 8 9", 5: "0 1 2 3 4 5 6 7 8 9", 1: "0 5 1 6 2 7 3 8 4 9", 2: "0 1 5 6 2 3 7 8 4 9", 3: "0 1 2 5 6 7 3 4 8 9",
	} {
		var order []int
		d := Design{Points: 2, Seeds: Seeds(1, 5), Jobs: 1, Together: together}
		err := Run(t.Context(), d, toy, SinkFunc(func(r Result) error { order = append(order, r.Index); return nil }), nil)
		if got := fmt.Sprint(order); err != nil || got != "["+want+"]" {
			t.Errorf("%d together: %s, %v; want %s", together, got, err, want)
		}
	}
}

func TestRun_cancelledPutsWhatFinishesAndReturnsTheContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var started, finished atomic.Int32
	var put int32
	release := make(chan struct{})
	runner := func(ctx context.Context, tr Trial) (Result, error) {
		started.Add(1)
		switch tr.Index {
		case 0:
			<-release
		case 1: // a runner that gives up
			<-ctx.Done()
			return Result{}, fmt.Errorf("half-way: %w", ctx.Err())
		case 2: // the one that cancels
			cancel()
			close(release)
		}
		finished.Add(1)
		return toy(ctx, tr)
	}
	err := Run(ctx, Design{Points: 100, Seeds: Seeds(0, 100), Jobs: 3}, runner,
		SinkFunc(func(Result) error { put++; return nil }), nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want context.Canceled", err)
	}
	if put != finished.Load() {
		t.Errorf("%d trials finished, %d put", finished.Load(), put)
	}
	if n := started.Load(); n > 10 {
		t.Errorf("%d trials started", n)
	}
}

func TestRun_makesAPanicAnErrorThatNamesPointAndSeed(t *testing.T) {
	runner := func(ctx context.Context, tr Trial) (Result, error) {
		if tr.Index == 7 {
			panic("vault is empty")
		}
		return toy(ctx, tr)
	}
	err := Run(t.Context(), Design{Points: 3, Seeds: Seeds(40, 5), Jobs: 1}, runner, SinkFunc(func(Result) error { return nil }), nil)
	var trial *TrialError
	if !errors.As(err, &trial) || trial.Trial != (Trial{Index: 7, Point: 1, Seed: 42}) {
		t.Fatalf("error %v", err)
	}
	for _, want := range []string{"trial 7 (point 1, seed 42)", "panic: vault is empty", "run_test.go"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
}

func TestRun_stopsAtTheFirstErrorOfATrialOrTheSink(t *testing.T) {
	boom := errors.New("boom")
	var ran atomic.Int32
	d := Design{Points: 1000, Seeds: Seeds(0, 10), Jobs: 2}
	failing := func(ctx context.Context, tr Trial) (Result, error) {
		ran.Add(1)
		if tr.Index >= 5 {
			return Result{}, boom
		}
		return toy(ctx, tr)
	}
	err := Run(t.Context(), d, failing, SinkFunc(func(Result) error { return nil }), nil)
	if !errors.Is(err, boom) || !strings.Contains(err.Error(), "trial 5 ") {
		t.Errorf("error %v, want boom of trial 5", err)
	}
	if n := ran.Load(); n > 20 {
		t.Errorf("%d trials ran", n)
	}
	puts := 0
	err = Run(t.Context(), d, toy, SinkFunc(func(Result) error { puts++; return boom }), nil)
	if !errors.Is(err, boom) || puts != 1 {
		t.Errorf("error %v after %d puts, want boom after 1", err, puts)
	}
}

func TestRun_doesNotHangWhenARunnerEndsItsGoroutine(t *testing.T) {
	runner := func(context.Context, Trial) (Result, error) { runtime.Goexit(); return Result{}, nil }
	err := Run(t.Context(), Design{Points: 1, Seeds: Seeds(0, 3), Jobs: 2}, runner, SinkFunc(func(Result) error { return nil }), nil)
	if err == nil || !strings.Contains(err.Error(), "3 trials ended without a result") {
		t.Errorf("error %v", err)
	}
}

func TestRun_refusesADesignWithoutTrialsOrWithASeedTwice(t *testing.T) {
	for _, d := range []Design{{Points: 0, Seeds: Seeds(0, 2)}, {Points: 2}, {Points: 1, Seeds: []uint64{1, 2, 1}}} {
		if err := Run(t.Context(), d, toy, SinkFunc(func(Result) error { return nil }), nil); err == nil {
			t.Errorf("%+v was run", d)
		}
	}
}

func TestSeeds_areConsecutive(t *testing.T) {
	if got := Seeds(math.MaxUint64, 3); !reflect.DeepEqual(got, []uint64{math.MaxUint64, 0, 1}) {
		t.Error(got)
	}
}

func TestAggregator_refusesStrangersAndRepeats(t *testing.T) {
	d := Design{Points: 2, Seeds: Seeds(1, 2)}
	a := NewAggregator(toyColumns, d)
	good := Result{Trial: d.Trial(3), Money: "1 short", Rows: []Row{{Column: 0, Final: true, Real: 4}}}
	if err := Tee(a, SinkFunc(func(Result) error { return nil })).Put(good); err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]Result{
		"repeat": good, "index": {Trial: Trial{Index: 4}}, "seed": {Trial: Trial{Index: 0, Seed: 9}},
		"column": {Trial: d.Trial(0), Rows: []Row{{Column: 2, Final: true}}},
	} {
		if err := a.Put(r); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if v := a.Values(1, 0); !math.IsNaN(v[0]) || v[1] != 4 {
		t.Errorf("values %v", v)
	}
	if got := a.Totals().First; got != "trial 3 (point 1, seed 2): 1 short" {
		t.Errorf("violation %q", got)
	}
	if a.Column("fans", "money") != 1 || a.Column("fans", "rage") != -1 {
		t.Error("columns are not found by name")
	}
	if e := a.Estimate(0, 0); e != (Estimate{}) {
		t.Errorf("estimate of nothing: %+v", e)
	}
}

func TestColumn_valueRoundsAmountsOnce(t *testing.T) {
	c := Column{Unit: "DPMN", Integer: true}
	for base, want := range map[int64]float64{0: 0, 1: 1e-9, -1_500_000_000: -1.5, 9_007_199_254_740_993: 9007199.254740993,
		math.MaxInt64: 9223372036.854775807, 123_456_789_012_345_678: 123456789.012345678} {
		if got := c.Value(Row{Int: base}); got != want {
			t.Errorf("%d base units: %v, want %v", base, got, want)
		}
	}
}

// The cost of the harness itself: a trial that does nothing, all jobs.
func BenchmarkRun(b *testing.B) {
	d := Design{Points: (b.N + 9) / 10, Seeds: Seeds(0, 10)}
	b.ReportAllocs()
	nothing := func(context.Context, Trial) (Result, error) { return Result{}, nil }
	if err := Run(context.Background(), d, nothing, SinkFunc(func(Result) error { return nil }), nil); err != nil {
		b.Fatal(err)
	}
}
