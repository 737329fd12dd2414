package all_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/sim"
)

// A mechanism that is saved now and then, and goes on in another world, answers every call as the one did that never
// stopped, under every variant of its parameters: its columns are all of its state.
func TestMechanisms_goOnFromACheckpoint(t *testing.T) {
	for _, m := range mechanisms.All() {
		for i, params := range m.Variants() {
			t.Run(fmt.Sprintf("%s/variant %d", m.Name, i), func(t *testing.T) { goesOn(t, m, params, uint64(i+1)) })
		}
	}
}

func goesOn(t *testing.T, m *mechanisms.Mechanism, params any, seed uint64) {
	stage := func() *mechtest.Stage {
		s, err := mechtest.NewStage(m, params, seed)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	unbroken := stage()
	var journal bytes.Buffer
	unbroken.House.World.Journal.SendTo(&journal)
	if err := unbroken.Genesis(); err != nil {
		t.Fatal(err)
	}
	w := unbroken.House.World
	gen := calltest.NewGen(unbroken.House, unbroken.People, w.Rand(sim.StreamOf("mechtest"), unbroken.People.First, 0))
	for range 2000 {
		step := gen.Next()
		w.At(step.Call.Now)
		_ = step.Action.DoRow(step.Bound, step.Call, step.Row) // refusals are compared below, from the journal
	}
	if err := w.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	now, luck := stage(), w.Rand(sim.StreamOf("checkpoint"), unbroken.People.First, 0)
	rows := sim.NewJournalReader(&journal, now.House.RowSize)
	for {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if luck.Uint64n(100) == 0 {
			var state bytes.Buffer
			if err := now.House.World.Save(&state); err != nil {
				t.Fatal(err)
			}
			now = stage()
			if err := now.House.World.Load(&state); err != nil {
				t.Fatal(err)
			}
		}
		bound, action, _ := now.House.Resolve(row.Action)
		now.House.World.At(row.Now)
		got := action.DoRow(bound, mechanisms.Call{Now: row.Now, Who: row.Who}, row.Args)
		if want := bound.Mechanism.Refusal(row.Outcome); got != want {
			t.Fatalf("call %d: %s.%s ends with %v, and without a stop with %v", row.Number, bound.Name, action.Name(), got, want)
		}
	}
	if now.House.World.Journal.Sum() != w.Journal.Sum() || now.House.World.Digest() != w.Digest() {
		t.Error("it leads to another state")
	}
}
