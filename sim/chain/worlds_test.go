package chain_test

import (
	"bytes"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// pair is a world with a token under another name, two trusts of different terms and a byte table.
func pair() (*mechanisms.House, *sim.Blobs, error) {
	w, err := sim.NewWorld(sim.Config{Populations: []sim.Group{
		{Name: "money", Size: 1}, {Name: "dear", Size: 1}, {Name: "cheap", Size: 1}, {Name: "people", Size: 3},
	}})
	if err != nil {
		return nil, nil, err
	}
	blobs := sim.NewBlobs(w)
	h := mechanisms.NewHouse(w)
	if _, err := h.Add("money", token.Mechanism, token.Mechanism.Defaults(), nil); err != nil {
		return nil, nil, err
	}
	for _, name := range []string{"dear", "cheap"} {
		terms := trust.Defaults
		if name == "cheap" {
			terms.Price, terms.Fate = sim.Token, "burned"
		}
		if _, err := h.Add(name, trust.Mechanism, &terms, map[string]string{"token": "money"}); err != nil {
			return nil, nil, err
		}
	}
	return h, blobs, nil
}

// Instances have names, contracts and rows of their own; blobs are rows of the journal and no calls.
func TestReplay_keepsInstancesApart(t *testing.T) {
	h, blobs, err := pair()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	h.World.Journal.SendTo(&out)
	people, _ := h.World.Population("people")
	if err := h.Genesis(people.First, people.Size, 100*sim.Token); err != nil {
		t.Fatal(err)
	}
	blobs.Add(bytes.Repeat([]byte("goods"), 40))
	payer, seller := people.First, people.First+1
	for now, step := range []struct {
		who    sim.Agent
		action string
		values []any
	}{
		{payer, "open", []any{seller, uint64(1)}}, {seller, "accept", []any{uint64(1)}},
		{seller, "deliver", []any{uint64(1)}}, {payer, "declare", []any{uint64(1)}},
	} {
		blobs.Add([]byte("more goods"))
		for _, name := range []string{"dear", "cheap"} {
			b := h.Find(name)
			a := b.Mechanism.Action(step.action)
			row, err := mechanisms.RowOf(a.Args(), step.values)
			if err != nil {
				t.Fatal(err)
			}
			h.World.At(sim.Second(now))
			if err := a.DoRow(b, mechanisms.Call{Now: sim.Second(now), Who: step.who}, row); err != nil {
				t.Fatal(err)
			}
		}
	}
	r := finish(t, h.World, &out, pair)
	if v := r.identical(t); v.Calls != 8 {
		t.Errorf("%d calls, want 8", v.Calls)
	}
	_, wrong := wrongTwin(t, "burn-one-less")
	if d := r.replay(t, with("cheap", wrong)).Divergence; d == nil || d.Call != 8 || d.Row != "second 3: #4 cheap.declare(id=1)" {
		t.Errorf("wrong cheap: %v", d)
	}
	if d := r.replay(t, with("dear", wrong)).Divergence; d == nil || d.Call != 7 || d.Row != "second 3: #4 dear.declare(id=1)" {
		t.Errorf("wrong dear: %v", d)
	}
}

// A journal of genesis alone, and one of nothing, are replayed too.
func TestReplay_needsNoCalls(t *testing.T) {
	r := newCalls(t, trusting(trust.Defaults)).run() // genesis only
	if v := r.identical(t); v.Calls != 0 || v.MiBPer100k != 0 {
		t.Errorf("%+v", v)
	}
	empty := &run{stage: r.stage, hash: emptyHash(t)}
	if v := empty.identical(t); v.Calls != 0 {
		t.Errorf("%+v", v)
	}
}

func emptyHash(t *testing.T) [32]byte {
	h, _, err := pair()
	if err != nil {
		t.Fatal(err)
	}
	return h.World.Journal.Sum()
}
