package agents_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/agents/witness"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// juries builds a world in which a third of the agents buy from another third for ever, and the last third decides: five
// witnesses a deal, by majority.
func juries(tb testing.TB, agentCount int) *sim.World {
	tb.Helper()
	third := uint32(agentCount / 3)
	w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: []sim.Group{
		{Name: "token", Size: 1}, {Name: "vote", Size: 1}, {Name: "deal", Size: 1},
		{Name: "consumers", Size: third}, {Name: "cheating", Size: third}, {Name: "witnesses", Size: third},
	}})
	if err != nil {
		tb.Fatal(err)
	}
	house := mechanisms.NewHouse(w)
	rules, terms := vote.Defaults, deal.Defaults
	rules.Seats, rules.Reward, terms.Decider = 5, sim.Token/1000, "vote"
	for _, x := range []struct {
		m      *mechanisms.Mechanism
		params any
	}{{token.Mechanism, token.Mechanism.Defaults()}, {vote.Mechanism, &rules}, {deal.Mechanism, &terms}} {
		if _, err := house.Add(x.m.Name, x.m, x.params, nil); err != nil {
			tb.Fatal(err)
		}
	}
	markets := &agents.Markets{}
	for _, x := range []struct {
		name   string
		card   *agents.Card
		change func(any)
	}{
		{"cheating", provider.Cheating, func(p any) { p.(*provider.CheatingParams).Cheat = sim.ProbOf(1, 5) }},
		{"consumers", consumer.Fair, func(p any) { p.(*consumer.FairParams).Deals, p.(*consumer.FairParams).Amount = 0, sim.Token/1000 }},
		{"witnesses", witness.Diligent, func(any) {}},
	} {
		p, _ := w.Population(x.name)
		if err := house.Genesis(p.First, p.Size, 500*sim.Token); err != nil {
			tb.Fatal(err)
		}
		params := x.card.Defaults()
		x.change(params)
		if _, err := x.card.Bind(&agents.Build{World: w, House: house, Markets: markets, Population: p}, params); err != nil {
			tb.Fatal(err)
		}
	}
	if err := house.Introduce(); err != nil {
		tb.Fatal(err)
	}
	return w
}

// BenchmarkMajorityDeals runs deals that five witnesses decide. One iteration is one deal ended in steady state.
func BenchmarkMajorityDeals(b *testing.B) {
	for _, n := range []int{1e4, 1e5, 1e6} {
		b.Run(fmt.Sprintf("hashed/%.0e", float64(n)), func(b *testing.B) {
			if testing.Short() && n > 1e5 {
				b.Skip("large")
			}
			benchJuries(b, n)
		})
	}
}

func benchJuries(b *testing.B, n int) {
	w := juries(b, n)
	now := (6 * sim.Day).Start()
	if err := w.Run(now); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	perNano := float64(n/3) / float64((4 * sim.Day).Start()) // a consumer starts a deal every four days
	calls, events := w.Journal.Calls(), w.Events()
	b.ResetTimer()
	if err := w.Run(now + sim.Time(float64(b.N)/perNano)); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(w.Events()-events), "ns/event")
	b.ReportMetric(float64(w.Journal.Calls()-calls)/7/b.Elapsed().Seconds(), "deals/s")
	b.ReportMetric(float64(w.Events()-events)/float64(b.N), "events/deal")
	b.ReportMetric(float64(before.HeapAlloc)/float64(n), "B/agent")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(w.Events()-events), "allocs/event")
	if err := w.Ledger.Check(); err != nil {
		b.Fatal(err)
	}
}
