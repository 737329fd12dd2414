package all_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/sim"
)

// callsPerVariant is enough for most edges and refusals to be met; what needs others gets as many more for each of them.
// What is rare is given further rounds, with other seeds: the test fails when something is never met.
const (
	callsPerVariant = 15_000
	rounds          = 12
)

// Every mechanism, under every variant of its parameters, keeps the rules of the kit through random and hostile calls.
func TestMechanisms_keepTheRulesUnderHostileCalls(t *testing.T) {
	for _, m := range mechanisms.All() {
		t.Run(m.Name, func(t *testing.T) {
			met := newCoverage(m)
			for round := range uint64(rounds) {
				for i, params := range m.Variants() {
					t.Run(fmt.Sprintf("variant %d", i), func(t *testing.T) { conform(t, m, params, 100*round+uint64(i+1), met) })
				}
				if len(met.missing()) == 0 || t.Failed() {
					break
				}
			}
			if missing := met.missing(); len(missing) > 0 {
				t.Errorf("never met: %s", strings.Join(missing, "; "))
			}
		})
	}
}

// conform makes random calls on one variant and runs their journal again.
func conform(t *testing.T, m *mechanisms.Mechanism, params any, seed uint64, met *coverage) {
	stage, err := mechtest.NewStage(m, params, seed)
	if err != nil {
		t.Fatal(err)
	}
	house, w := stage.House, stage.House.World
	var journal bytes.Buffer
	w.Journal.SendTo(&journal)
	if err := stage.Genesis(); err != nil {
		t.Fatal(err)
	}
	witness := newWitness(t, stage, met)
	gen := calltest.NewGen(house, stage.People, w.Rand(sim.StreamOf("mechtest"), stage.People.First, 0))
	gen.Genesis = true
	for n := range callsPerVariant * max(1, len(house.Instances)-1) {
		step := gen.Next()
		witness.call(step)
		if t.Failed() {
			t.Fatalf("call %d of seed %d, second %d: %s by #%d", n, seed, step.Call.Now, describe(step), step.Call.Who)
		}
	}
	if err := w.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := mechtest.NewStage(m, params, seed)
	if err != nil {
		t.Fatal(err)
	}
	if err := mechtest.Rerun(again, &journal); err != nil {
		t.Fatal(err)
	}
	if again.House.World.Journal.Sum() != w.Journal.Sum() {
		t.Error("the journal, run again, has another hash")
	}
	if again.House.World.Digest() != w.Digest() {
		t.Error("the journal, run again, leads to another state")
	}
}

func describe(s calltest.Step) string {
	values, err := mechanisms.Values(s.Action.Args(), s.Row)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s.%s(%s)", s.Bound.Name, s.Action.Name(), mechanisms.Text(s.Action.Args(), values))
}

// witness makes calls and watches what they do to the rows of the mechanism under test.
type witness struct {
	*testing.T
	*mechtest.Stage
	met    *coverage
	events []mechanisms.Logged
	calls  int
	status []map[uint64]string // by view: status of the rows that have not ended
	next   []uint64
}

func newWitness(t *testing.T, stage *mechtest.Stage, met *coverage) *witness {
	w := &witness{T: t, Stage: stage, met: met}
	for range stage.Bound.Mechanism.Views {
		w.status, w.next = append(w.status, map[uint64]string{}), append(w.next, 1)
	}
	stage.House.Record(func(l mechanisms.Logged) { w.events = append(w.events, l) })
	return w
}

func (w *witness) call(s calltest.Step) {
	world := w.House.World
	// Hashing the whole state takes longer than the rest: from some point on only for some of the calls.
	w.calls++
	hashed := w.calls < 1000 || w.calls%32 == 0
	var before [32]byte
	if hashed {
		before = world.Digest()
	}
	rows := world.Journal.Calls()
	unknown, ended := w.staleID(s)
	w.events = w.events[:0]
	world.At(s.Call.Now)
	err := s.Action.DoRow(s.Bound, s.Call, s.Row)

	if world.Journal.Calls() != rows+1 {
		w.Errorf("journalled %d rows", world.Journal.Calls()-rows)
	}
	if err := w.House.Check(); err != nil {
		w.Errorf("broken: %v", err)
	}
	switch {
	case err != nil && hashed && world.Digest() != before:
		w.Errorf("refused with %v, yet the state changed", err)
	case err != nil && len(w.events) > 0:
		w.Errorf("refused with %v, yet %s was emitted", err, w.events[0].Event.Name())
	case unknown && err != mechanisms.Unknown:
		w.Errorf("the id was never issued, yet it ends with %v", err)
	case ended && err != mechanisms.Closed:
		w.Errorf("the row has ended, yet it ends with %v", err)
	case !unknown && err == mechanisms.Unknown || !ended && err == mechanisms.Closed:
		w.Errorf("refused with %v, yet the row lives", err)
	}
	if s.Bound == w.Bound {
		w.met.outcome(s.Action, err)
	}
	for _, l := range w.events {
		if l.From == w.Bound {
			w.met.event(l.Event)
		}
	}
	w.follow(s)
}

// staleID says whether the call names a row that was never opened, or one that has ended.
func (w *witness) staleID(s calltest.Step) (unknown, ended bool) {
	values, err := mechanisms.Values(s.Action.Args(), s.Row)
	if err != nil {
		w.Fatal(err)
	}
	for i, f := range s.Action.Args() {
		for _, v := range s.Bound.Mechanism.Views {
			if f.Row != "" && f.Row == v.Name() {
				status := v.Status(s.Bound, values[i].(uint64))
				unknown, ended = unknown || status == "", ended || status == mechanisms.Ended
			}
		}
	}
	return unknown, ended && !unknown
}

// follow compares the status of every row with what it was and checks that the action may change it so.
func (w *witness) follow(s calltest.Step) {
	live := 0
	for i, v := range w.Bound.Mechanism.Views {
		for ; w.next[i] < v.Next(w.Bound); w.next[i]++ {
			w.status[i][w.next[i]] = ""
		}
		for id, was := range w.status[i] {
			is := v.Status(w.Bound, id)
			if is != was {
				w.edge(s, mechanisms.Edge{From: was, To: is}, id)
				w.status[i][id] = is
			}
			if is == mechanisms.Ended {
				delete(w.status[i], id)
				if slices.ContainsFunc(v.Row(w.Bound, id), func(b byte) bool { return b != 0 }) {
					w.Errorf("row %d has ended and is still there", id)
				}
			}
		}
		live += len(w.status[i])
	}
	for i, metric := range w.Bound.Mechanism.Metrics {
		if metric.Name == "live" && len(w.status) == 1 && w.Bound.Metric(i) != int64(live) {
			w.Errorf("%d rows live, the metric says %d", live, w.Bound.Metric(i))
		}
	}
}

func (w *witness) edge(s calltest.Step, e mechanisms.Edge, id uint64) {
	if s.Bound != w.Bound {
		return // a mechanism that calls this one; its own edges are declared there
	}
	if !slices.Contains(s.Action.Edges(), e) {
		w.Errorf("row %d went %q -> %q, which %s does not declare", id, e.From, e.To, s.Action.Name())
	}
	w.met.edge(s.Action, e)
}
