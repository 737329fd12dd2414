package parity

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/sim/chain"
)

func long() bool { return os.Getenv("DOPASIM_LONG") != "" }

// Every registered mechanism and its contract do the same, whatever is called, under parameters of all kinds, and no call
// takes money from anybody whom it is not for.
func TestSearch_findsNoDifference(t *testing.T) {
	calls := uint64(4000)
	if long() {
		calls = 400_000
	}
	for _, m := range mechanisms.All() {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			r, err := Search(t.Context(), m, Options{Seed: 11, Calls: calls, Jobs: 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range r.Failures {
				t.Error(v.Text())
			}
			if r.Calls < calls || !r.Complete || r.Refused == 0 || r.Refused == r.Calls || r.Corpus == 0 {
				t.Errorf("%+v", r)
			}
		})
	}
}

func searched(t *testing.T, m string, o Options) []byte {
	t.Helper()
	r, err := Search(t.Context(), mechanisms.Lookup(m), o)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The result is that of the seed: not of how many inputs are played at once, nor of how often.
func TestSearch_isThatOfTheSeed(t *testing.T) {
	o := Options{Seed: 5, Calls: 6000, Twins: twinsOf(t, "vote-tie-passes")}
	one := searched(t, "vote", o)
	o.Jobs = 3
	if three := searched(t, "vote", o); !bytes.Equal(one, three) {
		t.Errorf("one at a time:\n%s\nthree:\n%s", one, three)
	}
	o.Seed = 6
	if other := searched(t, "vote", o); bytes.Equal(one, other) {
		t.Error("another seed gives the same")
	}
}

// Who stops a search is told what it did.
func TestSearch_thatIsStoppedSaysWhatItDid(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r, err := Search(ctx, mechanisms.Lookup("token"), Options{Seed: 1, Jobs: 1, Report: func(*Result) { cancel() }})
	if err != nil || r.Complete || r.Executions == 0 || r.Calls == 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// twinsOf are a deliberately wrong contract (internal/contracts/wrong.mjs) in the place of the right one.
func twinsOf(t testing.TB, name string) map[string]*chain.Artefact {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", "wrong", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := chain.ParseArtefact(text)
	if err != nil {
		t.Fatal(err)
	}
	m := mechanisms.Lookup(strings.ToLower(wrong.Name))
	right, err := chain.ParseArtefact(m.Artefact)
	if err != nil {
		t.Fatal(err)
	}
	wrong.ABI, wrong.Storage, wrong.Reverts = right.ABI, right.Storage, right.Reverts
	return map[string]*chain.Artefact{m.Name: wrong}
}
