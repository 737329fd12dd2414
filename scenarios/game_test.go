package scenarios_test

import (
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
)

func gameOf(t *testing.T, name string, seeds string) (*scenarios.Scenario, *runs.Game) {
	t.Helper()
	s, err := scenarios.FromLibrary(name, scenarios.Options{Set: []string{"seeds=" + seeds}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := scenarios.Load(s.Resolved(), scenarios.Options{File: "again.yaml"})
	if err != nil || string(again.Resolved()) != string(s.Resolved()) {
		t.Fatalf("resolved, it is another scenario: %v", err)
	}
	g := allJudged(t, s).Game()
	if g == nil || g.Problem != "" {
		t.Fatalf("%+v", g)
	}
	return s, g
}

// What sellers and buyers earn from each other is what the trust fund's rules say, to the unit: nothing in it is luck.
func TestGame_ofTheTrustFundIsItsMatrix(t *testing.T) {
	_, g := gameOf(t, "trust-fund-game", "2")
	const r, c, tA, tB = 10, 4, 5, 10
	want := [][][]float64{
		{{r - c, r - c}, {r - tB, r}},     // sellers: honest, cheating; among punishing, lenient
		{{20 - r, -r - tA}, {20 - r, -r}}, // buyers: punishing, lenient; among honest, cheating
	}
	for role := range want {
		for own := range want[role] {
			for other := range want[role][own] {
				if have := g.Payoffs[role][own][other].Value; math.Abs(have-want[role][own][other]) > 1e-9 {
					t.Errorf("role %d: %s against %s earns %v, want %v", role, g.Strategies[role][own], g.Strategies[1-role][other],
						have, want[role][own][other])
				}
			}
		}
	}
	// Honest sellers stay among at least (c - 0)/tB = 40% of buyers who punish: there the continuum changes.
	stable := 0
	for _, x := range g.Rest {
		if len(x.Corners) == 2 && x.Stability == "stable" {
			stable++
			if z := x.Corners[0][1][0]; math.Abs(z-c/float64(tB)) > 0.005 {
				t.Errorf("honesty rests from %v on, want 0.4", z)
			}
		}
	}
	strict := 0
	for _, e := range g.Equilibria {
		if e.Strict {
			strict++
			if e.Mixes[0][1] != 1 || e.Mixes[1][1] != 1 {
				t.Errorf("strict: %+v", e)
			}
		}
	}
	if stable != 1 || strict != 1 {
		t.Errorf("%d stable continua, %d strict equilibria, want one of each", stable, strict)
	}
}

// Each way to vote keeps the others out, and its margin has the sign that theory gives it.
func TestGame_ofWitnessesHasThreeStrictEquilibria(t *testing.T) {
	s, g := gameOf(t, "witness-game", "6")
	if s.Points() != 9 || len(g.Margins) != 3 {
		t.Fatalf("%d points, %d margins", s.Points(), len(g.Margins))
	}
	for _, m := range g.Margins {
		if m.Margin.Low <= 0 || m.N != 6 {
			t.Errorf("%+v", m)
		}
	}
	for i, list := range g.Payoffs[0] {
		for k := range list {
			if i != k && list[k].Value >= g.Payoffs[0][k][k].Value {
				t.Errorf("%s earns more among %s than those", g.Strategies[0][i], g.Strategies[0][k])
			}
		}
	}
	if g.Portrait == nil || len(g.Portrait.Arrows) < 100 || len(g.Portrait.Orbits) == 0 {
		t.Error("no picture")
	}
}

// The game sets the sizes of its populations: a size from the command line would be none that anybody plays.
func TestGame_refusesOverridesOfItsSizes(t *testing.T) {
	_, err := scenarios.FromLibrary("trust-fund-game", scenarios.Options{Set: []string{"honest.size=4"}})
	if err == nil || !strings.Contains(err.Error(), "set by the game") {
		t.Errorf("%v", err)
	}
}

func TestGame_refusesListsThatMakeNone(t *testing.T) {
	s, err := scenarios.FromLibrary("trust-fund-game", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const own = "strategies:\n    - [honest, cheating]\n    - [punishing, lenient]"
	for lists, want := range map[string]string{
		"strategies: []": "is empty",
		"strategies: [[honest, cheating], [honest, cheating]]": "stands in both lists",
		"strategies: [honest, cheating]":                       "a phase figure shows three strategies",
	} {
		text := strings.Replace(string(s.Resolved()), own, lists, 1)
		if _, err := scenarios.Load([]byte(text), scenarios.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", lists, err)
		}
	}
}

// Where two strategies earn the same everywhere all mixes rest, and nothing comes back to any of them.
func TestGame_withoutADifferenceHasNoStableRest(t *testing.T) {
	s := load(t, market+"seeds: 2\ngame: {strategies: [honest, cheating], payoff: fees}\n")
	for _, x := range allJudged(t, s).Game().Rest {
		if x.Stability != "undetermined" {
			t.Errorf("%+v", x)
		}
	}
}
