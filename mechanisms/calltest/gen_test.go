package calltest_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// play makes n calls on the trust mechanism and lists them.
func play(t *testing.T, seed uint64, n int, see func(*mechtest.Stage, calltest.Step, error)) []string {
	t.Helper()
	stage, err := mechtest.NewStage(trust.Mechanism, trust.Mechanism.Defaults(), seed)
	if err != nil {
		t.Fatal(err)
	}
	if err := stage.Genesis(); err != nil {
		t.Fatal(err)
	}
	w := stage.House.World
	gen := calltest.NewGen(stage.House, stage.People, w.Rand(sim.StreamOf("test"), stage.People.First, 0))
	var calls []string
	for range n {
		s := gen.Next()
		w.At(s.Call.Now)
		err := s.Action.DoRow(s.Bound, s.Call, s.Row)
		calls = append(calls, fmt.Sprintf("%d %d %s.%s %x %v", s.Call.Now, s.Call.Who, s.Bound.Name, s.Action.Name(), s.Row, err))
		see(stage, s, err)
	}
	return calls
}

func TestGen_aSeedRepeatsASequence(t *testing.T) {
	nothing := func(*mechtest.Stage, calltest.Step, error) {}
	a, b, c := play(t, 1, 500, nothing), play(t, 1, 500, nothing), play(t, 2, 500, nothing)
	if !slices.Equal(a, b) {
		t.Error("the same seed gives other calls")
	}
	if slices.Equal(a, c) {
		t.Error("another seed gives the same calls")
	}
}

// The sequence is worth its time: about half of the calls are accepted, every deadline is met to the second, time
// does not go back, and only people who exist send anything.
func TestGen_isPlausibleAndHostile(t *testing.T) {
	accepted, last := 0, sim.Second(0)
	met := map[string]bool{}
	const n = 5000
	play(t, 3, n, func(stage *mechtest.Stage, s calltest.Step, err error) {
		if s.Call.Now < last || !stage.People.Contains(s.Call.Who) || s.Action.Genesis() {
			t.Fatalf("second %d after %d, sender #%d, action %s", s.Call.Now, last, s.Call.Who, s.Action.Name())
		}
		last = s.Call.Now
		if err == nil {
			accepted++
		}
		met[fmt.Sprint(err)] = true
	})
	if accepted < n/4 || accepted > n*3/4 {
		t.Errorf("%d of %d calls are accepted", accepted, n)
	}
	for _, want := range []error{
		nil, mechanisms.Unknown, mechanisms.Closed, trust.TooEarly, trust.TooLate, trust.NotParty, trust.SelfDeal, trust.NoProvider,
	} {
		if !met[fmt.Sprint(want)] {
			t.Errorf("%v was never met", want)
		}
	}
	if last > 100*sim.Year {
		t.Errorf("time ran away to %v", last)
	}
}

func TestGen_meetsEveryDeadlineToTheSecond(t *testing.T) {
	terms := trust.Defaults
	met := map[string]bool{}
	var before trust.Deal
	stage, err := mechtest.NewStage(trust.Mechanism, &terms, 10)
	if err != nil {
		t.Fatal(err)
	}
	if err := stage.Genesis(); err != nil {
		t.Fatal(err)
	}
	m, err := mechanisms.InstanceOf[trust.State](stage.Bound)
	if err != nil {
		t.Fatal(err)
	}
	gen := calltest.NewGen(stage.House, stage.People, stage.House.World.Rand(1, stage.People.First, 0))
	for range 60_000 {
		s := gen.Next()
		if values, err := mechanisms.Values(s.Action.Args(), s.Row); err == nil && s.Action.Args()[0].Row != "" {
			before = m.State.Deal(values[0].(uint64))
			deadline := before.Deadline
			if before.Status == trust.Watched {
				deadline += terms.Window
			}
			if d := s.Call.Now - deadline; before.Status != trust.None && d >= -1 && d <= 1 {
				met[fmt.Sprintf("%s %+d", s.Action.Name(), d)] = true
			}
		}
		stage.House.World.At(s.Call.Now)
		_ = s.Action.DoRow(s.Bound, s.Call, s.Row)
	}
	for _, action := range []string{"accept", "deliver", "declare", "settle", "expire"} {
		for d := -1; d <= 1; d++ {
			if key := fmt.Sprintf("%s %+d", action, d); !met[key] {
				t.Errorf("never called: %s", key)
			}
		}
	}
}

// Every type of argument has plausible and hostile values, all of which fit a row.
func TestGen_hasValuesOfEveryType(t *testing.T) {
	stage, err := mechtest.NewStage(trust.Mechanism, trust.Mechanism.Defaults(), 5)
	if err != nil {
		t.Fatal(err)
	}
	gen := calltest.NewGen(stage.House, stage.People, stage.House.World.Rand(1, stage.People.First, 0))
	gen.Blobs = []sim.Blob{3}
	scalar := map[mechanisms.Type]uintptr{
		mechanisms.Uint8: 1, mechanisms.Uint16: 2, mechanisms.Uint32: 4, mechanisms.Uint64: 8, mechanisms.Bool: 1,
		mechanisms.Address: 4, mechanisms.Money: 8, mechanisms.Seconds: 8, mechanisms.Bytes32: 32, mechanisms.Bytes: 8,
	}
	for kind, size := range scalar {
		fields := []mechanisms.Field{
			{Name: "x", Type: kind, Size: size},
			{Name: "list", Type: mechanisms.List, Elem: kind, Max: 3, ElemAt: 32, ElemLen: size, Size: 32 + 3*size},
		}
		seen := map[string]bool{}
		for i := range 400 {
			values := make([]any, len(fields))
			for k, f := range fields {
				values[k] = gen.Value(stage.Bound, f, f.Type, stage.People.First, i%2 == 0)
			}
			row, err := mechanisms.RowOf(fields, values)
			if err != nil {
				t.Fatal(err)
			}
			back, err := mechanisms.Values(fields, row)
			if err != nil || fmt.Sprint(back) != fmt.Sprint(values) {
				t.Fatalf("%v came back as %v, %v", values, back, err)
			}
			seen[string(bytes.Clone(row[:size]))] = true
		}
		if len(seen) < 2 {
			t.Errorf("type %s: only %d values", kind.Solidity(), len(seen))
		}
	}
	huge := false
	for range 200 {
		huge = huge || gen.Value(stage.Bound, mechanisms.Field{Row: "deals"}, mechanisms.Uint64, stage.People.First, true) == uint64(math.MaxUint64)
	}
	if !huge {
		t.Error("no id is absurd")
	}
}
