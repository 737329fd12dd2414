package chain_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
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

// The right twins pass where the wrong ones below fail.
func TestReplay_passesTheRightTwins(t *testing.T) {
	for name, want := range map[string][2]uint64{ // calls, refused
		"deals": {12, 2}, "round": {12, 4}, "panel": {16, 2}, "lot": {14, 0}, "late": {9, 1}, "persons": {8, 2}, "jury": {8, 0}, "bribes": {14, 4},
	} {
		if v := scripts[name](t).identical(t); v.Calls != want[0] || v.Refused != want[1] {
			t.Errorf("%s: %d calls, %d refused, want %v", name, v.Calls, v.Refused, want)
		}
	}
}

// Every wrong twin is caught at its first diverging call, and the difference is named.
func TestReplay_catchesWrongTwins(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range []struct {
		script, name      string
		call              uint64
		row               string
		what, native, evm string // parts of the text
	}{
		{"deals", "burn-one-less", 5, "second 50: #3 trust.declare(id=1)", "events",
			"token.Burned(holder=#2, amount=20 DPMN)", "token.Burned(holder=#2, amount=19.999999999 DPMN)"},
		{"deals", "last-second-late", 7, "second 3660: #4 trust.accept(id=2)", "outcome", "accepted; trust.Accepted(id=2", "refused: TooLate"},
		{"deals", "missing-event", 3, "second 30: #4 trust.deliver(id=1)", "events", "trust.Delivered(id=1, payer=#3, provider=#4, ref=71)", "accepted"},
		{"deals", "twice-event", 2, "second 20: #4 trust.accept(id=1)", "events", "accepted; trust.Accepted(", "); trust.Accepted("},
		{"deals", "wrong-refusal", 4, "second 40: #5 trust.declare(id=1)", "refusal", "refused: NotParty", "refused: NotPayer"},
		{"deals", "settle-one-off", 9, "second 263201: #6 trust.settle(id=2)", "events",
			"to=#3, value=10 DPMN)", "to=#3, value=9.999999999 DPMN)"},
		{"deals", "silent-unit", 5, "second 50: #3 trust.declare(id=1)", "balance of trust and 1 more", "0", "1"},
		{"deals", "silent-deadline", 3, "second 30: #4 trust.deliver(id=1)", "trust.deals(1)", "deadline=30s", "deadline=31s"},
		{"deals", "silent-row", 9, "second 263201: #6 trust.settle(id=2)", "trust.deals(2)", "payer=#0", "payer=#3"},
		{"deals", "silent-slot", 1, "second 10: #3 trust.open(provider=#4, ref=71)", "slot 0x", "nothing native explains", "0x"},
		{"round", "beacon-adds", 5, "second 1820: #4 beacon.reveal(id=2,", "beacon.rounds(1)", "word=144115188075855872", "word=2594073385365405696"},
		{"round", "beacon-any-sender", 6, "second 1830: #7 beacon.reveal(id=3,", "outcome", "refused: NotKeeper", "accepted; beacon.Revealed(id=3, keeper=#5"},
		{"round", "beacon-hasty", 7, "second 1840: #7 beacon.close(id=1)", "outcome", "refused: TooEarly", "accepted; beacon.Drawn(id=1"},
		{"round", "beacon-forgives", 10, "second 3611: #7 beacon.sweep(id=3)", "events", "token.Burned(holder=#2", "to=#5, value=10 DPMN)"},
		{"panel", "vote-tie-passes", 8, "", "events", "success=false, voted=2, yes=1", "success=true, voted=2, yes=1"},
		{"panel", "vote-outlier-keeps-bond", 16, "", "outcome", "accepted; vote.Settled(", "refused: ERC20InsufficientBalance"},
		{"panel", "vote-any-sender", 5, "", "outcome", "refused: NotWitness", "accepted; vote.Voted("},
		{"panel", "vote-last-second-late", 3, "", "outcome", "accepted; vote.Committed(", "refused: TooLate"},
		{"lot", "vote-seated-twice", 12, "", "events", "", ""},
		{"late", "vote-late-joiner", 8, "", "outcome", "refused: PoolTooSmall", "accepted; vote.Called("},
		{"lot", "vote-silent-place", 13, "", "vote.places(", "seats=0", "seats=1"},
		{"jury", "vote-untold", 7, "", "events", "deal.Decided(id=1", "accepted; vote.Settled("},
		{"jury", "deal-no-allowance", 0, "", "allowance of #4 to #3", "115792089237316195423570985008687907853269984665640564039457584007913129639935", "0"},
		{"persons", "deal-fee-to-provider", 2, "", "events", "to=#7, value=1 DPMN", "to=#6, value=1 DPMN"},
		{"persons", "deal-stand-in-early", 4, "", "outcome", "refused: TooEarly", "accepted; deal.Decided(id=2"},
		{"persons", "deal-silence-pays", 8, "", "events", "success=false", "success=true"},
		{"bribes", "bribe-pays-winners", 7, "", "outcome", "refused: NotLost", "accepted; bribe.Claimed(id=2"},
		{"bribes", "bribe-silent-paid", 8, "", "bribe.offers(1)", "paid=1", "paid=0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tested[c.name] = true
			v := scripts[c.script](t).replay(t, with(wrongTwin(t, c.name)))
			d := v.Divergence
			if v.Identical || d == nil {
				t.Fatal("it passed")
			}
			if d.Call != c.call || !strings.HasPrefix(d.Row, c.row) || !strings.Contains(d.What, c.what) ||
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
	variant := func(m *mechanisms.Mechanism, n int) stager { return stageOf(m, m.Variants()[n]) }
	journals := []struct {
		*run
		mechanisms string // with instances of their own names, but for escrow
	}{
		{market(t, 40, 60*sim.Token, 30, trust.Defaults), "token escrow"},
		{hostile(t, trusting(trust.Defaults), 5, 8000), "token trust"},
		{hostile(t, variant(beacon.Mechanism, 0), 2, 20_000), "token beacon"},
		{hostile(t, variant(vote.Mechanism, 1), 5, 8000), "token beacon vote"},      // named, with bonds
		{hostile(t, variant(vote.Mechanism, 4), 5, 16_000), "token beacon vote"},    // drawn by lot
		{hostile(t, variant(deal.Mechanism, 2), 5, 8000), "token beacon vote deal"}, // two witnesses
		{hostile(t, variant(deal.Mechanism, 5), 5, 8000), "token beacon vote deal"}, // a vote
		{oneRound(t), "token beacon"},                                               // what luck hardly ever does
		{lateJoiner(t), "token beacon vote"},
		{oneLot(t), "token beacon vote"},
		{hostile(t, variant(bribe.Mechanism, 0), 6, 20_000), "token beacon vote bribe"},
	}
	files, _ := filepath.Glob("testdata/wrong/*.json")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			of, twin := wrongTwin(t, name)
			caught := 0
			for i, j := range journals {
				instance := of
				if i == 0 && of == "trust" {
					instance = "escrow"
				}
				if caught < 2 && slices.Contains(strings.Fields(j.mechanisms), instance) && j.parts(t, instance, twin) {
					caught++
				}
			}
			if caught == 0 {
				t.Error("it passed on all journals")
			}
		})
	}
}

// parts says whether a twin is caught on a journal, and checks that the call named is the first at which the sides part.
func (r *run) parts(t *testing.T, instance string, twin *chain.Artefact) bool {
	d := r.replay(t, func(o *chain.Options) { with(instance, twin)(o); o.Every = 700 }).Divergence
	if d == nil {
		return false // nobody does what it does otherwise
	}
	for _, calls := range []uint64{d.Call - 1, d.Call} {
		if d.Call == 0 || calls == 0 {
			continue
		}
		v := r.replay(t, func(o *chain.Options) { with(instance, twin)(o); o.Every, o.MaxCalls = 100, calls })
		if v.Identical != (calls < d.Call) {
			t.Errorf("identical after call %d: %v; the first diverging call is %d", calls, v.Identical, d.Call)
		}
	}
	return true
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
