package scenarios_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

func attack(t *testing.T, file, population string, budget int, luck uint64) *scenarios.Exploit {
	t.Helper()
	content, err := os.ReadFile("testdata/attack/" + file + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	s := load(t, string(content))
	x, err := s.Search(context.Background(), scenarios.Attack{Population: population, Budget: budget, Seeds: 4, Fresh: 16, Luck: luck})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("start %s\nfound %v: %s\ngain %+v selected %v\ntables %d trials %d climbs %d", x.Start, x.Found(), x.Table, x.Gain, x.Selected, x.Tables, x.Trials, x.Climbs)
	return x
}

func TestAttack_try(t *testing.T) {
	for _, c := range []struct{ f, p string }{{"buyer-fraud", "consumers"}, {"skewed-prior", "witness"}, {"even-prior", "witness"}, {"bribed", "witness"}, {"sound-trust", "providers"}} {
		for luck := range uint64(3) {
			t.Run(fmt.Sprint(c.f, luck), func(t *testing.T) { attack(t, c.f, c.p, 10000, luck) })
		}
	}
}
