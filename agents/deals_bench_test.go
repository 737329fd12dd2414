package agents_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// market builds a world in which half of the agents buy from the other half for ever: 10% of the providers cheat,
// half of the cheats are punished. Demand of a consumer arrives every four days on average, a deal takes three.
func market(tb testing.TB, agentCount int, journal io.Writer) *sim.World {
	tb.Helper()
	return marketIn(tb, agentCount, journal, nil)
}

// marketIn is market with a house that settle, when there is one, makes settle in blocks.
func marketIn(tb testing.TB, agentCount int, journal io.Writer, settle func(*mechanisms.House)) *sim.World {
	tb.Helper()
	consumers, cheats := uint32(agentCount/2), uint32(agentCount/20)
	honest := uint32(agentCount) - consumers - cheats
	w, err := sim.NewWorld(sim.Config{Seed: 1, Populations: []sim.Group{
		{Name: "token", Size: 1}, {Name: "escrow", Size: 1},
		{Name: "consumers", Size: consumers}, {Name: "honest", Size: honest}, {Name: "cheating", Size: cheats},
	}})
	if err != nil {
		tb.Fatal(err)
	}
	if journal != nil {
		w.Journal.SendTo(journal)
	}
	house := mechanisms.NewHouse(w)
	money, err := house.Add("token", token.Mechanism, token.Mechanism.Defaults(), nil)
	if err != nil {
		tb.Fatal(err)
	}
	// Small amounts, so that nobody runs out of money however many deals the benchmark asks for.
	terms := trust.Defaults
	terms.Price, terms.DepositPayer, terms.DepositProvider = sim.Token/1000, sim.Token/1000, sim.Token/1000
	escrow, err := house.Add("escrow", trust.Mechanism, &terms, nil)
	if err != nil {
		tb.Fatal(err)
	}
	bank, err := mechanisms.InstanceOf[token.State](money)
	if err != nil {
		tb.Fatal(err)
	}
	people, _ := w.Population("consumers")
	genesis := mechanisms.Call{Who: sim.Nobody}
	all := uint32(agentCount)
	// At 10^7 agents 800 DPMN each come close to the int64 limit of the supply.
	if err := token.Mint.Do(bank, genesis, token.MintArgs{First: people.First, Count: all, Amount: 500 * sim.Token}); err != nil {
		tb.Fatal(err)
	}
	if err := token.Grant.Do(bank, genesis, token.GrantArgs{First: people.First, Count: all, Spender: escrow.Account}); err != nil {
		tb.Fatal(err)
	}
	if settle != nil {
		settle(house)
	}
	markets := &agents.Markets{}
	bind := func(name string, c *agents.Card, change func(any)) {
		p, _ := w.Population(name)
		params := c.Defaults()
		change(params)
		b := &agents.Build{World: w, House: house, Markets: markets, Population: p}
		if _, err := c.Bind(b, params); err != nil {
			tb.Fatal(err)
		}
	}
	bind("honest", provider.Honest, func(any) {})
	bind("cheating", provider.Cheating, func(any) {})
	bind("consumers", consumer.Punisher, func(p any) { p.(*consumer.PunisherParams).Deals = 0 })
	return w
}

// BenchmarkTrustDeals runs deals through the real mechanism, ledger and utility columns. One iteration is one deal
// ended in steady state. "hashed" hashes the journal, "written" writes it too.
func BenchmarkTrustDeals(b *testing.B) {
	for _, n := range []int{1e4, 1e5, 1e6, 1e7} {
		for _, mode := range []string{"hashed", "written"} {
			b.Run(fmt.Sprintf("%s/%.0e", mode, float64(n)), func(b *testing.B) { benchDeals(b, n, mode == "written") })
		}
	}
}

func benchDeals(b *testing.B, n int, written bool) {
	if testing.Short() && n > 1e5 {
		b.Skip("large")
	}
	var out io.Writer
	if written {
		out = &counter{}
	}
	w := market(b, n, out)
	// Past the start-up: every consumer has bought, the first deals have ended.
	now := (6 * sim.Day).Start()
	if err := w.Run(now); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	// A consumer starts a deal every four days.
	perNano := float64(n) / 2 / float64((4 * sim.Day).Start())
	calls, events := w.Journal.Calls(), w.Events()
	b.ResetTimer()
	until := now + sim.Time(float64(b.N)/perNano)
	if err := w.Run(until); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	runtime.ReadMemStats(&after)
	elapsed := float64(b.Elapsed().Nanoseconds())
	b.ReportMetric(elapsed/float64(w.Events()-events), "ns/event")
	b.ReportMetric(float64(w.Journal.Calls()-calls)/4/b.Elapsed().Seconds(), "deals/s")
	b.ReportMetric(float64(w.Events()-events)/float64(b.N), "events/deal")
	b.ReportMetric(float64(before.HeapAlloc)/float64(n), "B/agent")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(w.Events()-events), "allocs/event")
	if err := w.Ledger.Check(); err != nil {
		b.Fatal(err)
	}
}

// counter counts what is written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
