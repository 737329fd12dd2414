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
	for _, b := range []int{1000, 2000, 4000} {
		for _, c := range []struct{ f, p string }{{"buyer-fraud", "consumers"}, {"skewed-prior", "witness"}, {"bribed", "witness"}} {
			for luck := range uint64(6) {
				if c.f != "bribed" && luck > 2 || c.f != "bribed" && b > 1000 {
					continue
				}
				t.Run(fmt.Sprint(c.f, b, " ", luck), func(t *testing.T) { attack(t, c.f, c.p, b, luck) })
			}
		}
	}
}
