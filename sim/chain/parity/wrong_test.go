package parity

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/dopamine-network/dopasim/mechanisms"
)

var update = flag.Bool("update", false, "write the vectors of wrong contracts anew")

// budget of calls in which every wrong contract is found.
const budget = 500_000

// around are the mechanisms in whose worlds a wrong contract is looked for, where it is not its own: a vote that tells
// nobody is only missed by who asked it, and a token that cuts what contracts pay needs a contract that pays.
var around = map[string]string{"vote-untold": "deal", "silent-unit": "trust"}

// The search finds every contract of internal/contracts/wrong.mjs, each of which differs in a few words from the right
// one, and writes as few calls as possible that show it.
func TestSearch_findsEveryWrongContract(t *testing.T) {
	names := []string{"burn-one-less", "last-second-late", "silent-slot", "beacon-hasty", "deal-fee-to-provider", "vote-any-sender"}
	if long() {
		names = wrongNames(t)
	}
	needed := make([]uint64, len(names))
	t.Run("all", func(t *testing.T) {
		for i, name := range names {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				needed[i] = findsWrong(t, name)
			})
		}
	})
	var table strings.Builder
	out := tabwriter.NewWriter(&table, 0, 0, 1, ' ', tabwriter.AlignRight)
	for i, name := range names {
		fmt.Fprintf(out, "%s\t%d\t\n", name, needed[i])
	}
	out.Flush()
	t.Logf("calls until each was found:\n%s", table.String())
}

func wrongNames(t testing.TB) (names []string) {
	files, err := filepath.Glob(filepath.Join("..", "testdata", "wrong", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no wrong contracts")
	}
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".json"))
	}
	return names
}

func findsWrong(t *testing.T, name string) uint64 {
	twins := twinsOf(t, name)
	m := mechanisms.Lookup(slices.Collect(maps.Keys(twins))[0])
	if other, ok := around[name]; ok {
		m = mechanisms.Lookup(other)
	}
	r, err := Search(t.Context(), m, Options{Seed: 3, Calls: budget, Jobs: 1, Twins: twins, Most: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Failures) == 0 {
		t.Errorf("not found in %d calls", r.Calls)
		return r.Calls
	}
	if v := r.Failures[0]; *update {
		path := filepath.Join("testdata", "wrong", name+".txt")
		if err := os.WriteFile(path, []byte(v.Text()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return r.Calls
}

// The calls that the search kept show each wrong contract, and both sides agree on them with the right one.
func TestVectors_tellWrongContractsFromRight(t *testing.T) {
	for _, name := range wrongNames(t) {
		t.Run(name, func(t *testing.T) {
			v := readVector(t, filepath.Join("testdata", "wrong", name+".txt"))
			playVector(t, v)
			r, err := NewRunner(v.Rules.Mechanism, twinsOf(t, name))
			if err != nil {
				t.Fatal(err)
			}
			g, err := r.Replay(v.Rules, v.Moves, 1)
			if err != nil {
				t.Fatal(err)
			}
			if g.Failure == nil {
				t.Error("the wrong contract passes")
			}
		})
	}
}
