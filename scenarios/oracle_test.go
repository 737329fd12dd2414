package scenarios_test

import (
	"context"
	"math"
	"os"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// The tests of this file and its neighbours run populations through the real mechanisms and hold what comes out
// against the closed forms, at frozen seeds: |z| < 4, or exactly where the outcome is exact. They are written
// against Setup, so that a mistake in the YAML reader cannot hide one in the model.

// dpmn is an amount in base units, rounded.
func dpmn(x float64) sim.Amount { return sim.Amount(math.Round(x * float64(sim.Token))) }

// people is a population of a card with changed parameters.
func people[P any](name string, card *agents.Card, size uint32, change func(*P)) scenarios.PopulationSetup {
	p := card.Defaults().(*P)
	if change != nil {
		change(p)
	}
	return scenarios.PopulationSetup{Name: name, Card: card, Size: size, Balance: 100_000 * sim.Token, Params: p}
}

// bargain is a world of one trust contract.
func bargain(terms func(*trust.Params), populations ...scenarios.PopulationSetup) *scenarios.Setup {
	p := trust.Mechanism.Defaults().(*trust.Params)
	p.DepositPayer = 5 * sim.Token
	if terms != nil {
		terms(p)
	}
	return &scenarios.Setup{
		Mechanisms: []scenarios.MechanismSetup{
			{Name: "token", Mechanism: token.Mechanism, Params: token.Mechanism.Defaults()},
			{Name: "escrow", Mechanism: trust.Mechanism, Params: p},
		},
		Populations: populations,
	}
}

// buyers are punishers with the given probabilities.
func buyers(size, deals uint32, rho, phi float64) scenarios.PopulationSetup {
	return people("buyers", consumer.Punisher, size, func(p *consumer.PunisherParams) {
		p.Deals, p.Rho, p.Phi = deals, prob(rho), prob(phi)
	})
}

func prob(x float64) sim.Prob { return sim.ProbOf(uint64(math.Round(x*1e9)), 1e9) }

func honest(size uint32) scenarios.PopulationSetup {
	return people[provider.HonestParams]("honest", provider.Honest, size, nil)
}

func cheating(size uint32) scenarios.PopulationSetup {
	return people[provider.CheatingParams]("cheating", provider.Cheating, size, nil)
}

// trials runs a set-up at n frozen seeds and gives what read makes of each.
func trials(t *testing.T, s *scenarios.Setup, n int, read func(get func(of, metric string) float64) float64) []float64 {
	t.Helper()
	columns := s.Columns()
	values := make([]float64, n)
	d := experiment.Design{Points: 1, Seeds: experiment.Seeds(1, n)}
	sink := experiment.SinkFunc(func(r experiment.Result) error {
		if r.Money != "" {
			t.Errorf("seed %d: money: %s", r.Seed, r.Money)
		}
		values[r.Index] = read(func(of, metric string) float64 {
			for _, row := range r.Rows {
				if c := columns[row.Column]; c.Population == of && c.Metric == metric && row.Final {
					return c.Value(row)
				}
			}
			t.Fatalf("no metric %s.%s", of, metric)
			return 0
		})
		return nil
	})
	run := func(ctx context.Context, trial experiment.Trial) (experiment.Result, error) {
		w, err := s.Build(trial.Seed, nil)
		if err != nil {
			return experiment.Result{}, err
		}
		return w.Run(ctx, trial)
	}
	if err := experiment.Run(context.Background(), d, run, sink, nil); err != nil {
		t.Fatal(err)
	}
	return values
}

// near checks an estimate against theory: |z| < 4.
func near(t *testing.T, what string, values []float64, want float64) {
	t.Helper()
	e := experiment.Mean(values)
	if z := (e.Mean - want) / e.StdErr(); !(math.Abs(z) < 4) && math.Abs(e.Mean-want) > 1e-12 {
		t.Errorf("%s: %v ± %v (n=%d), theory %v: z = %.2f", what, e.Mean, e.StdErr(), e.N, want, z)
	}
}

// exactly checks a value that has no sampling error, to the last base unit.
func exactly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) < 1e-9*math.Max(1, math.Abs(want))) && got != want {
		t.Errorf("%s: %v, theory %v", what, got, want)
	}
}

// crossing sweeps x with the same seeds at every point and checks where the curve crosses level: found within 4
// standard errors of want, with a half-width of at most limit (a fraction of want).
func crossing(t *testing.T, what string, xs []float64, curve func(x float64) []float64, level, want, limit float64) {
	t.Helper()
	var ys [][]float64 // [seed][x]
	for i, x := range xs {
		for s, y := range curve(x) {
			if i == 0 {
				ys = append(ys, make([]float64, len(xs)))
			}
			ys[s][i] = y
		}
	}
	checkCrossing(t, what, xs, ys, level, want, limit)
}

func checkCrossing(t *testing.T, what string, xs []float64, ys [][]float64, level, want, limit float64) {
	t.Helper()
	var best *experiment.Crossing
	for _, c := range experiment.Cross(xs, ys, level) {
		if best == nil || math.Abs(c.Found-want) < math.Abs(best.Found-want) {
			best = &c
		}
	}
	if best == nil {
		t.Errorf("%s: no crossing in [%v, %v], theory %v", what, xs[0], xs[len(xs)-1], want)
		return
	}
	half := (best.High - best.Low) / 2
	if best.StdErr < 1e-9*want { // nothing is random here
		if math.Abs(best.Found-want) > 1e-5*want {
			t.Errorf("%s: found %v exactly, theory %v", what, best.Found, want)
		}
		return
	}
	z := (best.Found - want) / best.StdErr
	t.Logf("%s: found %.5g ± %.2g, theory %.5g, z %.2f", what, best.Found, half, want, z)
	if !(math.Abs(z) < 4) {
		t.Errorf("%s: found %v ± %v, theory %v: z = %.2f", what, best.Found, best.StdErr, want, z)
	}
	if !(half <= limit*want) {
		t.Errorf("%s: half-width %v is more than %v of the crossing %v", what, half, limit, want)
	}
}

func form(t *testing.T, name string, args map[string]float64) float64 {
	t.Helper()
	f, ok := mechanisms.LookupForm(name)
	if !ok {
		t.Fatalf("no form %s", name)
	}
	v, err := f.Call(args)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// long says whether the slow parts run too (CI sets it).
func long() bool { return os.Getenv("DOPASIM_LONG") != "" }

var fates = []string{"kept", "refund", "burned"}
