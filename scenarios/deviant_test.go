package scenarios_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// ran runs one trial of a scenario and gives its final metrics.
func ran(t *testing.T, s *scenarios.Scenario) func(of, metric string) float64 {
	t.Helper()
	r, err := s.Run(t.Context(), experiment.Trial{Seed: 1}, nil)
	if err != nil || r.Money != "" {
		t.Fatal(err, r.Money)
	}
	columns := s.Columns()
	return func(of, metric string) float64 {
		for _, row := range r.Rows {
			if c := columns[row.Column]; row.Final && c.Population == of && c.Metric == metric {
				return c.Value(row)
			}
		}
		t.Fatalf("there is no metric %s.%s", of, metric)
		return 0
	}
}

// Sealed votes: the seal of what it saw is revealed later, and the conditional deal is paid by a rule about the delivery.
func TestDeviant_votesUnderSealAndDecidesAsPayer(t *testing.T) {
	get := ran(t, load(t, `dopasim: 1
name: sealed
question: Do tables seal and reveal?
mechanisms:
  vote: {seats: 3, ballots: sealed, penalty: outliers, bond: 1 DPMN}
  deal: {decider: payer}
populations:
  askers: {role: consumer, strategy: asker, size: 1, balance: 100 DPMN, deals: 20, prior: 70%}
  witnesses:
    {role: witness, strategy: deviant, uses: {vote: vote}, size: 5, balance: 100 DPMN, cost: 0.1 DPMN, sensitivity: 100%, specificity: 100%,
     table: "vote.Called: vote.commit(seal=seal(outside.saw)) half ballots.deadline; vote.Committed: vote.reveal(success=outside.saw, salt=0) before ballots.deadline"}
  workers: {role: provider, strategy: deviant, size: 2, balance: 100 DPMN, cost: 4 DPMN, table: "deal.Opened: outside.good in 1h"}
  payers:
    {role: consumer, strategy: deviant, size: 2, balance: 200 DPMN, deals: 5,
     table: "outside.delivered if outside.good: deal.decide(success=true) in 2h"}
`))
	for _, x := range []struct {
		of, metric string
		want       float64
	}{{"vote", "votes", 60}, {"vote", "outliers", 0}, {"askers", "yes_wrong", 0}, {"askers", "no_wrong", 0},
		{"deal", "succeeded", 10}, {"payers", "paid_good", 10}, {"payers", "payoff", 10}, {"workers", "payoff", 6}, {"workers", "deals", 10}} {
		if got := get(x.of, x.metric); got != x.want {
			t.Errorf("%s.%s = %v, want %v", x.of, x.metric, got, x.want)
		}
	}
}

// The luck of another population: two markets side by side see the same demand at the same times, and differ in nothing.
func TestLuck_ofAnotherPopulationMakesTheSameWorldTwice(t *testing.T) {
	get := ran(t, load(t, `dopasim: 1
name: twins
question: Do twins fare alike?
mechanisms:
  left: {use: trust}
  right: {use: trust}
populations:
  honest: {role: provider, strategy: cheating, cheat: 40%, uses: {trust: left}, size: 20, balance: 1000 DPMN}
  consumers: {role: consumer, strategy: punisher, uses: {trust: left}, size: 40, balance: 1000 DPMN, rho: 50%, deals: 5}
  honest2: {role: provider, strategy: cheating, cheat: 40%, uses: {trust: right}, luck: honest, size: 20, balance: 1000 DPMN}
  consumers2: {role: consumer, strategy: punisher, uses: {trust: right}, luck: consumers, size: 40, balance: 1000 DPMN, rho: 50%, deals: 5}
  others: {role: consumer, strategy: punisher, uses: {trust: right}, size: 1, balance: 1000 DPMN, deals: 1}
`, "others.balance=0 DPMN"))
	for _, metric := range []string{"junk", "declared_junk", "total", "deals"} {
		if one, two := get("consumers", metric), get("consumers2", metric); one != two || one == 0 {
			t.Errorf("%s: %v and %v", metric, one, two)
		}
	}
}
