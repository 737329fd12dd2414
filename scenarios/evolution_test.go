package scenarios_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// growing is a market whose sellers evolve.
const growing = market + `horizon: 60d
evolution:
  every: 6d
  groups:
    sellers: {populations: [honest, cheating]}
`

func TestEvolution_defaultsAreResolved(t *testing.T) {
	s := load(t, growing)
	got := string(s.Resolved())
	want := `evolution:
  every: 6d
  rest: 3d
  groups:
    sellers:
      populations: [honest, cheating]
      rule: replicator
      rate: 1%
      scale: 1 DPMN
      mutation: 0%
`
	if !strings.Contains(got, want) {
		t.Errorf("no\n%s\nin\n%s", want, got)
	}
	if again := load(t, got); string(again.Resolved()) != got {
		t.Errorf("resolves to\n%s\nand then to\n%s", got, again.Resolved())
	}
	if strings.Contains(string(load(t, market).Resolved()), "evolution") {
		t.Error("a scenario without evolution resolves to one with it")
	}
}

func TestEvolution_everyParameterCanBeSweptAndSet(t *testing.T) {
	for _, x := range [][2]string{{"evolution.every", "8d"}, {"evolution.rest", "1d"}, {"evolution.sellers.rule", "imitation"},
		{"evolution.sellers.rate", "7%"}, {"evolution.sellers.scale", "3 DPMN"}, {"evolution.sellers.mutation", "2%"},
		{"honest.size", "70"}, {"honest.start", "30%"}} {
		swept := load(t, growing+"sweep: {"+x[0]+": ["+x[1]+"]}\n")
		set := load(t, growing, x[0]+"="+x[1])
		a, err := swept.At(0)
		if err != nil {
			t.Fatal(err)
		}
		b, err := set.At(0)
		if err != nil {
			t.Fatal(err)
		}
		base, _ := load(t, growing).At(0)
		show := func(s *scenarios.Setup) string {
			return fmt.Sprint(s.Evolution, s.Populations[0].Size, s.Populations[1].Size)
		}
		if show(a) != show(b) || show(a) == show(base) {
			t.Errorf("%s: swept %s, set %s, neither %s", x[0], show(a), show(b), show(base))
		}
	}
}

// A starting share moves the sizes of its group, whose number of agents stays; the others keep their proportions.
func TestEvolution_aStartingShareMovesSizes(t *testing.T) {
	three := strings.Replace(growing, "  consumers:", "  griefing: {role: provider, strategy: griefer, size: 60, balance: 1000 DPMN}\n  consumers:", 1)
	three = strings.Replace(three, "[honest, cheating]", "[honest, cheating, griefing]", 1)
	for share, want := range map[string]string{"honest.start=20%": "20 20 60", "honest.start=50%": "50 13 37", "honest.start=97%": "97 1 2",
		"griefing.start=33.3%": "34 33 33", "griefing.start=1%": "50 49 1"} {
		var sizes []string
		for _, p := range load(t, three, share).Setup.Populations[:3] {
			sizes = append(sizes, fmt.Sprint(p.Size))
		}
		if got := strings.Join(sizes, " "); got != want {
			t.Errorf("%s: %s, want %s", share, got, want)
		}
	}
}

func TestEvolution_memoryCountsEveryBody(t *testing.T) {
	sellers := func(s *scenarios.Scenario) int64 {
		return s.Need() - load(t, market, "honest.size=1", "cheating.size=1").Need()
	}
	if alone, evolving := sellers(load(t, market)), sellers(load(t, growing)); alone/38*78 != evolving {
		t.Errorf("%d bytes for 20 and 20 sellers, %d for twice 40", alone, evolving)
	}
	_, err := scenarios.Load([]byte(strings.ReplaceAll(growing, "size: 20", "size: 1000000")), scenarios.Options{File: "big.yaml", MemoryLimit: 300 << 20})
	if err == nil || !strings.Contains(err.Error(), "as many accounts as the group has agents: all need about 366 MiB, but only 300 MiB may be used") {
		t.Error(err)
	}
}

// rows runs one trial and gives every metric as "time population.metric" -> value; the last is at the time -1.
func rows(t *testing.T, s *scenarios.Setup) map[string]float64 {
	t.Helper()
	w, err := s.Build(1, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := w.Run(context.Background(), experiment.Trial{Seed: 1})
	if err != nil || r.Money != "" {
		t.Fatal(err, r.Money)
	}
	values, columns := map[string]float64{}, s.Columns()
	for _, row := range r.Rows {
		if row.Final {
			row.Time = -1
		}
		c := columns[row.Column]
		values[fmt.Sprintf("%d %s.%s", row.Time, c.Population, c.Metric)] = c.Value(row)
	}
	return values
}

// The shares at the end of a generation are those after it, whatever the order of events of that instant.
func TestEvolution_aSampleAtTheEndOfAGenerationSeesItsOutcome(t *testing.T) {
	var first map[string]float64
	for _, every := range []sim.Second{3, 9, 18, 36} {
		s := evolving(bargain(nil, shoppers("buyers", 100, 1, 0), honest(50), cheating(50)), 8, replicator("sellers", 0.05, "honest", "cheating"))
		s.Sample = every * sim.Hour
		got := rows(t, s)
		if first == nil {
			first = got
		}
		for _, hour := range []int{0, 36, 72} {
			for _, metric := range []string{"honest.share", "cheating.agents", "evolution.generations", "honest.earned"} {
				name := fmt.Sprintf("%d %s", hour*3600, metric)
				if a, b := first[name], got[name]; a != b && !(math.IsNaN(a) && math.IsNaN(b)) {
					t.Errorf("sampled every %dh: %s is %v, else %v", every, name, b, a)
				}
			}
		}
		if got["0 honest.share"] != 0.5 || got["259200 honest.share"] <= 0.5 || got["259200 evolution.generations"] != 8 || got["-1 honest.share"] != got["259200 honest.share"] {
			t.Errorf("shares %v and %v, in the end %v", got["0 honest.share"], got["259200 honest.share"], got["-1 honest.share"])
		}
		if agents := got["-1 honest.agents"] + got["-1 cheating.agents"]; agents != 100 || got["-1 buyers.agents"] != 100 {
			t.Errorf("%v sellers, %v buyers", agents, got["-1 buyers.agents"])
		}
	}
}

// Deals that are under way when their generation ends are counted, so that nobody believes its payoffs.
func TestEvolution_dealsThatOutlastTheirGenerationAreCounted(t *testing.T) {
	s := evolving(bargain(nil, shoppers("buyers", 100, 1, 0), honest(50), cheating(50)), 8, replicator("sellers", 0.05, "honest", "cheating"))
	if n := rows(t, s)["-1 evolution.unfinished"]; n != 0 {
		t.Errorf("%v deals outlast 3 hours of rest", n)
	}
	s.Evolution.Rest = 0
	if n := rows(t, s)["-1 evolution.unfinished"]; n < 50 {
		t.Errorf("%v deals outlast no rest at all", n)
	}
}

// Payoffs of a generation are those of its deals, to the last unit: 6 for the honest, 10 or 0 for a cheat.
func TestEvolution_aGenerationEarnsWhatItsDealsPay(t *testing.T) {
	s := evolving(bargain(func(p *trust.Params) { p.DepositProvider = 10 * sim.Token },
		shoppers("punishing", 90, 1, 0), shoppers("lenient", 10, 0, 0), honest(50), cheating(50)), 3,
		replicator("sellers", 0.01, "honest", "cheating"), replicator("buyers", 0.01, "punishing", "lenient"))
	got := rows(t, s)
	for g := 1; g <= 3; g++ {
		at := func(metric string) float64 { return got[fmt.Sprintf("%d %s", g*9*3600, metric)] }
		exactly(t, "honest", at("honest.earned"), 6)
		exactly(t, "lenient", at("lenient.earned"), -10)
		if x := at("cheating.earned"); x <= 0 || x > 4 {
			t.Errorf("cheating earned %v, with 9 in 10 punished about 1", x)
		}
	}
	if !math.IsNaN(got["0 honest.earned"]) {
		t.Errorf("before the first generation has ended honesty earned %v", got["0 honest.earned"])
	}
}

// Who is dormant begins nothing and is offered nothing, and nobody begins anything while a generation rests.
func TestEvolution_onlyActiveAgentsBeginDealsWhileAGenerationTrades(t *testing.T) {
	s := evolving(bargain(nil, shoppers("punishing", 30, 1, 0), shoppers("lenient", 10, 0, 0), honest(15),
		people[provider.CheatingParams]("cheating", provider.Cheating, 5, nil)), 40,
		scenarios.GroupSetup{Name: "buyers", Populations: []string{"punishing", "lenient"}, Revision: agents.Revision{Rule: agents.Imitation, Rate: 1, Scale: sim.MaxAmount}},
		scenarios.GroupSetup{Name: "sellers", Populations: []string{"honest", "cheating"}, Revision: agents.Revision{Rule: agents.Imitation, Rate: 1, Scale: sim.MaxAmount}})
	active := map[string]uint32{"punishing": 30, "lenient": 10, "honest": 15, "cheating": 5}
	var journal bytes.Buffer
	if _, err := s.Simulate(context.Background(), experiment.Trial{Seed: 1}, &journal); err != nil {
		t.Fatal(err)
	}
	deals := 0
	_, err := s.Play(1, &journal, func(w *scenarios.World, step scenarios.Step) error {
		if step.Action.Name() != "open" {
			return nil
		}
		deals++
		for _, who := range []sim.Agent{step.Call.Who, step.Args[0].(sim.Agent)} {
			p := w.Populations()[w.PopulationOf(who)]
			if p.Size != 40 && p.Size != 20 || uint32(who-p.First) >= active[p.Name] {
				t.Errorf("%s of %d takes part in a deal, %d are active", w.Name(who), p.Size, active[p.Name])
			}
		}
		if time := step.Call.Now % (9 * sim.Hour); time >= 6*sim.Hour {
			t.Errorf("a deal begins %s into a generation", time)
		}
		return nil
	})
	if err != nil || deals < 1000 {
		t.Fatal(deals, err)
	}
}
