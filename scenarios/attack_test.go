package scenarios_test

import (
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// attacked is a scenario of testdata/attack.
func attacked(t *testing.T, file string, set ...string) *scenarios.Scenario {
	t.Helper()
	content, err := os.ReadFile("testdata/attack/" + file + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return load(t, string(content), set...)
}

// search searches as the scenario says, on the frozen seeds that are the scenario's first.
func search(t *testing.T, s *scenarios.Scenario, change ...func(*scenarios.Attack)) *scenarios.Exploit {
	t.Helper()
	a := *s.Attack
	for _, f := range change {
		f(&a)
	}
	x, err := s.Search(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d tables, %d trials, %d climbs; gain %+v: %s", x.Tables, x.Trials, x.Climbs, x.Gain, x.Table)
	if x.Trials > a.Budget {
		t.Errorf("%d trials are more than the budget of %d", x.Trials, a.Budget)
	}
	return x
}

// Oracle F: declaring after good work gains r - tA - g = 10 - 5 - 0.1 DPMN where the price comes back.
func TestAttack_findsBuyerFraudWhereThePriceComesBack(t *testing.T) {
	x := search(t, attacked(t, "buyer-fraud"))
	if !x.Found() || !equals(x.Gain.Mean, 4.9, 1e-9) || !strings.Contains(x.Table.String(), "escrow.declare") {
		t.Errorf("found %v: gain %v of %q, want 4.9 by declaring", x.Found(), x.Gain.Mean, x.Table)
	}
}

// Table E3, n = 5, p = 80%, q = 90%, b = 1: 0.7872 - 0.4288.
func TestAttack_findsConstantVotingUnderASkewedPrior(t *testing.T) {
	x := search(t, attacked(t, "skewed-prior"))
	if !x.Found() || !strings.Contains(x.Table.String(), "vote.vote(success=true)") || strings.Contains(x.Table.String(), "saw") {
		t.Errorf("found %v: %q, want success without looking", x.Found(), x.Table)
	}
	if z := (x.Gain.Mean - 0.3584) / x.Gain.StdErr(); z < -4 || z > 4 {
		t.Errorf("gain %v, want 0.3584 (z = %.1f)", x.Gain.Mean, z)
	}
}

// Oracle E, p + epsilon: a lost vote for success brings 7 - 5, an honest one 1 - 0.2 DPMN. Either half of it, the vote and
// the claim, costs or brings nothing by itself.
func TestAttack_takesTheBribeThatPaysLostVotes(t *testing.T) {
	x := search(t, attacked(t, "bribed"))
	table := x.Table.String()
	if !x.Found() || !equals(x.Gain.Mean, 1.2, 1e-9) || !strings.Contains(table, "vote.vote(success=true)") || !strings.Contains(table, "bribe.claim") {
		t.Errorf("found %v: gain %v of %q, want 1.2 by voting success and claiming", x.Found(), x.Gain.Mean, table)
	}
}

func TestAttack_findsNothingWhereHonestyIsTheBestReply(t *testing.T) {
	for _, file := range []string{"sound-trust", "even-prior"} {
		x := search(t, attacked(t, file))
		if x.Found() || x.Gain.Mean > 0 || x.Tables < 200 {
			t.Errorf("%s: found %v: gain %+v of %q among %d tables", file, x.Found(), x.Gain, x.Table, x.Tables)
		}
	}
}

// The control of the test before: the same search under the same contract, with a deposit below the cost of work. Junk
// saves c = 4 and costs tB = 2 DPMN.
func TestAttack_findsCheatingWhereTheDepositIsTooSmall(t *testing.T) {
	x := search(t, attacked(t, "sound-trust", "escrow.deposit_provider=2 DPMN"))
	if !x.Found() || !equals(x.Gain.Mean, 2, 1e-9) || strings.Contains(x.Table.String(), "outside.good") {
		t.Errorf("found %v: gain %v of %q, want 2 without work", x.Found(), x.Gain.Mean, x.Table)
	}
}

// What a population does, read off its journal, earns what it earns: the search begins where honesty is.
func TestAttack_beginsWithWhatThePopulationDoes(t *testing.T) {
	for file, want := range map[string]string{
		"sound-trust": "escrow.Opened: escrow.accept; escrow.Accepted: outside.good in 1h; escrow.Accepted: escrow.deliver in 1h; " +
			"escrow.Delivered: escrow.settle after deals.deadline+window",
		"even-prior": "vote.Called: vote.vote(success=outside.saw); vote.Called: vote.settle",
	} {
		s := attacked(t, file)
		x := search(t, s, func(a *scenarios.Attack) { a.Budget = 100 })
		if x.Start.String() != want {
			t.Errorf("%s: begins with %q, want %q", file, x.Start, want)
		}
		x.Table = x.Start
		if gain := remeasured(t, s, x); gain.Mean != 0 || gain.SD != 0 {
			t.Errorf("%s: the table of what it does gains %+v, want nothing", file, gain)
		}
	}
}

func equals(x, want, by float64) bool { return math.Abs(x-want) <= by }

// remeasured runs the scenario file of an exploit and gives its gain.
func remeasured(t *testing.T, s *scenarios.Scenario, x *scenarios.Exploit) runs.Estimate {
	t.Helper()
	file := load(t, string(s.Reproduction(x)))
	if err := validates(t, compiled(t), s.Reproduction(x)); err != nil {
		t.Error(err)
	}
	design := experiment.Design{Points: 1, Seeds: file.Seeds.List()}
	results := experiment.NewAggregator(file.Columns(), design)
	run := func(ctx context.Context, trial experiment.Trial) (experiment.Result, error) {
		return file.Run(ctx, trial, nil)
	}
	if err := experiment.Run(context.Background(), design, run, results, nil); err != nil {
		t.Fatal(err)
	}
	summary, _ := file.Summarise(results)
	for _, e := range summary.Expectations {
		if !e.Holds {
			t.Errorf("%s does not hold: %s", e.Line, e.Detail)
		}
	}
	for _, e := range summary.Points[0].Estimates {
		if e.Metric == "gain" {
			return e
		}
	}
	t.Fatal("the file measures no gain")
	return runs.Estimate{}
}

func TestAttack_itsScenarioFileMeasuresTheSame(t *testing.T) {
	for _, file := range []string{"buyer-fraud", "skewed-prior", "bribed"} {
		s := attacked(t, file)
		x := search(t, s, func(a *scenarios.Attack) { a.Budget = 400 })
		got := remeasured(t, s, x)
		if got.N != x.Gain.N || !equals(got.Mean, x.Gain.Mean, 1e-12) || !equals(got.Low, x.Gain.Low, 1e-12) {
			t.Errorf("%s: the file measures %+v, the search %+v", file, got, x.Gain)
		}
	}
}

func TestAttack_dependsOnItsSeedAlone(t *testing.T) {
	s := attacked(t, "bribed")
	var tables []string
	for _, jobs := range []int{1, 3} {
		x := search(t, s, func(a *scenarios.Attack) { a.Budget, a.Jobs = 400, jobs })
		tables = append(tables, x.Table.String())
	}
	if tables[0] != tables[1] {
		t.Errorf("one job finds %q, three %q", tables[0], tables[1])
	}
}

// Other luck of the search on the budgets that the tests above state. Buyer fraud and constant voting are one rule away; the
// bribe takes two that are worth nothing alone, and more luck.
func TestAttack_isNotALuckyOne(t *testing.T) {
	if !long() {
		t.Skip("takes minutes: set DOPASIM_LONG")
	}
	for file, want := range map[string]struct {
		gain float64
		all  int
	}{"buyer-fraud": {4.8, 20}, "skewed-prior": {0.2, 20}, "bribed": {1.1, 20}} {
		found := 0
		for luck := range uint64(20) {
			x := search(t, attacked(t, file), func(a *scenarios.Attack) { a.Luck = 100 + luck })
			if x.Found() && x.Gain.Mean > want.gain {
				found++
			}
		}
		t.Logf("%s: %d of 20", file, found)
		if found < want.all {
			t.Errorf("%s: found %d times of 20, want %d", file, found, want.all)
		}
	}
}

func TestAttack_saysWhatItCannotDo(t *testing.T) {
	s := attacked(t, "buyer-fraud")
	for want, change := range map[string]func(a *scenarios.Attack){
		"attack by nobodies: there is no such population":                                           func(a *scenarios.Attack) { a.Population = "nobodies" },
		"attack by consumers: 30 trials are too few for 4 seeds (want at least 40)":                 func(a *scenarios.Attack) { a.Budget = 30 },
		"attack by consumers: wants 1 seed or more to select and 2 or more to measure, not 4 and 1": func(a *scenarios.Attack) { a.Fresh = 1 },
	} {
		a := *s.Attack
		change(&a)
		if _, err := s.Search(context.Background(), a); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// Every population of the library that can deviate, in a small world: searches end, and their files measure what they say.
// Who deviates in an evolving group, or asks panels without a deal, is told so.
func TestAttack_isPossibleOnTheWholeLibrary(t *testing.T) {
	for _, e := range scenarios.Library() {
		if !long() && e.Name != "payer-decides" {
			continue
		}
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.Sweep = nil
		for i := range s.Setup.Populations {
			s.Setup.Populations[i].Size = min(s.Setup.Populations[i].Size, 12)
		}
		for _, name := range s.Deviating() {
			t.Run(e.Name+"/"+name, func(t *testing.T) {
				a := s.NewAttack(name)
				a.Budget, a.Seeds, a.Fresh = 100, 2, 3
				x, err := s.Search(context.Background(), a)
				var unfit *scenarios.AttackError
				if errors.As(err, &unfit) && (len(s.Setup.Evolution.Groups) > 0 || strings.HasSuffix(name, "askers")) {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("gain %+v: %s (start %s)", x.Gain, x.Table, x.Start)
				if got := remeasured(t, s, x); !equals(got.Mean, x.Gain.Mean, 1e-9) {
					t.Errorf("the file measures %+v, the search %+v", got, x.Gain)
				}
			})
		}
	}
}
