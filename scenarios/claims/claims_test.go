package claims

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	_ "github.com/dopamine-network/dopasim/agents/all"
	"github.com/dopamine-network/dopasim/internal/runs"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/scenarios"
)

// Every exact check comes out as the list says.
func TestChecks_comeOutAsExpected(t *testing.T) {
	for _, c := range List {
		for _, x := range c.Checks {
			verdict, readings, err := x.Run()
			if err != nil || verdict != x.Want || len(readings) == 0 {
				t.Errorf("claim %d, %s: %s, %v, %v", c.Number, x.Part, verdict, readings, err)
			}
		}
	}
}

// Every scenario here judges a claim of the list, and every claim of the list is judged.
func TestList_isJudged(t *testing.T) {
	judged := map[int]bool{}
	for _, e := range scenarios.Claims() {
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if s.Claim == nil || !slices.ContainsFunc(List, func(c Claim) bool { return c.Number == s.Claim.Number }) {
			t.Errorf("%s judges no claim of the list", e.Name)
			continue
		}
		judged[s.Claim.Number] = true
		if s.Name != e.Name || len(s.NotModelled) == 0 {
			t.Errorf("%s is called %s, or does not say what it leaves out", e.Name, s.Name)
		}
	}
	seen := map[int]bool{}
	for _, c := range List {
		if seen[c.Number] || !judged[c.Number] && len(c.Checks) == 0 && len(c.WorstOf) == 0 {
			t.Errorf("claim %d is listed twice, or nothing judges it", c.Number)
		}
		seen[c.Number] = true
	}
}

// A claim that is made of others has the worst verdict of them, and says whose it is.
func TestBoard_theWorstDecides(t *testing.T) {
	b := Board{Scores: []Score{
		{Number: 44, Expected: runs.Holds, Parts: []Part{{Part: "a", Verdict: runs.Holds, Accepted: true}}},
		{Number: 31, Expected: runs.Underspecified, Parts: []Part{
			{Part: "b", Verdict: runs.Conditional, Accepted: true}, {Part: "c", Verdict: runs.Underspecified, Accepted: true},
			{Part: "d", Verdict: runs.Holds, Accepted: true},
		}},
	}}
	for i := range b.Scores {
		b.settle(&b.Scores[i])
	}
	if s := b.Scores[0]; s.Verdict != runs.Holds || !s.Accepted {
		t.Errorf("%+v", s)
	}
	if s := b.Scores[1]; s.Verdict != runs.Underspecified || s.Decided != "c" || !s.Accepted {
		t.Errorf("%+v", s)
	}
}

// The page names every claim judged, its verdict and what is out of scope.
func TestMarkdown_namesVerdicts(t *testing.T) {
	b, err := Judge(context.Background(), Options{Only: []int{44, 46}})
	if err != nil {
		t.Fatal(err)
	}
	page := b.Markdown()
	for _, want := range []string{"| [44](#claim-44) |", "| HOLDS |", "UNDERSPECIFIED", "vote.slashed = majority", Outside[0].What} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page:\n%s", want, page)
		}
	}
}

func TestJudge_takesTheClaimsThatOneIsMadeOf(t *testing.T) {
	all, err := wanted([]int{2, 31})
	if err != nil || len(all) != 8 || all[0] != 2 || !slices.Contains(all, 42) {
		t.Errorf("%v, %v", all, err)
	}
	if _, err := Judge(context.Background(), Options{Only: []int{999}}); !errors.Is(err, ErrUnknown) {
		t.Errorf("%v", err)
	}
}
