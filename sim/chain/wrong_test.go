package chain_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// wrongTwin reads a contract that differs from its mechanism on purpose; ABI and layout are the right one's.
func wrongTwin(t testing.TB, name string) (instance string, a *chain.Artefact) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "wrong", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if a, err = chain.ParseArtefact(text); err != nil {
		t.Fatal(err)
	}
	instance = strings.ToLower(a.Name)
	right, err := chain.ParseArtefact(mechanisms.Lookup(instance).Artefact)
	if err != nil {
		t.Fatal(err)
	}
	a.ABI, a.Storage = right.ABI, right.Storage
	return instance, a
}

func with(instance string, a *chain.Artefact) func(*chain.Options) {
	return func(o *chain.Options) { o.Twins = map[string]*chain.Artefact{instance: a} }
}

// threeDeals is one deal declared, one settled and one expired, with an accept in its last second.
func threeDeals(t testing.TB) *run {
	c := newCalls(t, trusting(trust.Defaults))
	seller := c.person(1)
	c.do(10, 0, "open", seller, uint64(71))               // call 1
	c.do(20, 1, "accept", uint64(1))                      // 2
	c.do(30, 1, "deliver", uint64(1))                     // 3
	c.do(40, 2, "declare", uint64(1))                     // 4: NotParty
	c.do(50, 0, "declare", uint64(1))                     // 5
	c.do(60, 0, "open", seller, uint64(72))               // 6
	c.do(60+sim.Hour, 1, "accept", uint64(2))             // 7: in the last second
	c.do(4000, 1, "deliver", uint64(2))                   // 8
	c.do(4001+3*sim.Day, 3, "settle", uint64(2))          // 9: in the first second after the window
	c.do(4001+3*sim.Day, 0, "open", seller, uint64(73))   // 10
	c.do(4002+3*sim.Day+sim.Hour, 3, "expire", uint64(3)) // 11
	c.do(4002+3*sim.Day+sim.Hour, 3, "expire", uint64(3)) // 12: Closed
	return c.run()
}

// The right twins pass where the wrong ones below fail.
func TestReplay_passesTheRightTwins(t *testing.T) {
	v := threeDeals(t).identical(t)
	if v.Calls != 12 || v.Refused != 2 {
		t.Errorf("%d calls, %d refused, want 12 and 2", v.Calls, v.Refused)
	}
}

// Every wrong twin is caught at its first diverging call, and the difference is named.
func TestReplay_catchesWrongTwins(t *testing.T) {
	r := threeDeals(t)
	tested := map[string]bool{}
	for _, c := range []struct {
		name              string
		call              uint64
		row               string
		what, native, evm string // parts of the text
	}{
		{"burn-one-less", 5, "second 50: #3 trust.declare(id=1)", "events",
			"token.Burned(holder=#2, amount=20 DPMN)", "token.Burned(holder=#2, amount=19.999999999 DPMN)"},
		{"last-second-late", 7, "second 3660: #4 trust.accept(id=2)", "outcome", "accepted; trust.Accepted(id=2", "refused: TooLate"},
		{"missing-event", 3, "second 30: #4 trust.deliver(id=1)", "events", "trust.Delivered(id=1, payer=#3, provider=#4, ref=71)", "accepted"},
		{"twice-event", 2, "second 20: #4 trust.accept(id=1)", "events", "accepted; trust.Accepted(", "); trust.Accepted("},
		{"wrong-refusal", 4, "second 40: #5 trust.declare(id=1)", "refusal", "refused: NotParty", "refused: NotPayer"},
		{"settle-one-off", 9, "second 263201: #6 trust.settle(id=2)", "events",
			"to=#3, value=10 DPMN)", "to=#3, value=9.999999999 DPMN)"},
		{"silent-unit", 5, "second 50: #3 trust.declare(id=1)", "balance of trust and 1 more", "0", "1"},
		{"silent-deadline", 3, "second 30: #4 trust.deliver(id=1)", "trust.deals(1)", "deadline=30s", "deadline=31s"},
		{"silent-row", 9, "second 263201: #6 trust.settle(id=2)", "trust.deals(2)", "payer=#0", "payer=#3"},
		{"silent-slot", 1, "second 10: #3 trust.open(provider=#4, ref=71)", "slot 0x", "nothing native explains", "0x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tested[c.name] = true
			v := r.replay(t, with(wrongTwin(t, c.name)))
			d := v.Divergence
			if v.Identical || d == nil {
				t.Fatal("it passed")
			}
			if d.Call != c.call || d.Row != c.row || !strings.Contains(d.What, c.what) ||
				!strings.Contains(d.Native, c.native) || !strings.Contains(d.EVM, c.evm) {
				t.Errorf("want call %d, %s, with %q, %q, %q; have\n%s", c.call, c.row, c.what, c.native, c.evm, d)
			}
		})
	}
	files, err := filepath.Glob("testdata/wrong/*.json")
	if err != nil || len(files) != len(tested) {
		t.Errorf("%d wrong twins are tested of %d, %v", len(tested), len(files), err)
	}
}

// However long the journal and wherever its checkpoints, the calls before the one that is named are the same on both
// sides, and with it they are not.
func TestReplay_namesTheFirstDivergingCall(t *testing.T) {
	journals := map[string]*run{"escrow": market(t, 40, 60*sim.Token, 30, trust.Defaults), "trust": hostile(t, trusting(trust.Defaults), 5, 8000)}
	files, _ := filepath.Glob("testdata/wrong/*.json")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		of, twin := wrongTwin(t, name)
		for contract, r := range journals {
			instance := of
			if of == "trust" {
				instance = contract
			}
			d := r.replay(t, func(o *chain.Options) { with(instance, twin)(o); o.Every = 700 }).Divergence
			if d == nil {
				if contract == "escrow" && (name == "last-second-late" || name == "wrong-refusal") {
					continue // agents do neither
				}
				t.Errorf("%s passed on %s", name, contract)
				continue
			}
			for _, calls := range []uint64{d.Call - 1, d.Call} {
				v := r.replay(t, func(o *chain.Options) { with(instance, twin)(o); o.Every, o.MaxCalls = 1, calls })
				if calls > 0 && v.Identical != (calls < d.Call) {
					t.Errorf("%s on %s: identical after call %d: %v; the first diverging call is %d", name, contract, calls, v.Identical, d.Call)
				}
			}
		}
	}
}

// The wrong twins are of the sources in the tree.
func TestWrongTwins_areOfTheseSources(t *testing.T) {
	files, _ := filepath.Glob("testdata/wrong/*.json")
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
