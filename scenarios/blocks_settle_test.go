package scenarios_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// free is what blocks cost nothing with, so that only waiting for them is left.
const free = "market: constant, base_fee: 0 gwei, bids: {default: {tip: 0 gwei}}"

// settlement is what came of a trial.
type settlement struct {
	metrics map[string]float64 // "payers.deals": at the end
	calls   map[string]int     // "vote.vote", and "vote.vote: TooLate" for those refused so
	result  experiment.Result
}

// played runs a set-up and reads its journal. Money, invariants and Little's law are checked by Run.
func played(t *testing.T, s *scenarios.Setup, seed uint64) settlement {
	t.Helper()
	var journal bytes.Buffer
	w, err := s.Build(seed, func(j *sim.Journal) { j.SendTo(&journal) })
	if err != nil {
		t.Fatal(err)
	}
	o := settlement{map[string]float64{}, map[string]int{}, experiment.Result{}}
	if o.result, err = w.Run(context.Background(), experiment.Trial{Seed: seed}); err != nil {
		t.Fatal(err)
	}
	if o.result.Money != "" {
		t.Errorf("seed %d: money: %s", seed, o.result.Money)
	}
	columns := s.Columns()
	for _, row := range o.result.Rows {
		if c := columns[row.Column]; row.Final {
			o.metrics[c.Population+"."+c.Metric] = c.Value(row)
		}
	}
	rows := sim.NewJournalReader(&journal, w.House.RowSize)
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return o
		}
		if err != nil {
			t.Fatal(err)
		}
		in, a, _ := w.House.Resolve(row.Action)
		name := in.Name + "." + a.Name()
		if row.Outcome != 0 {
			name += ": " + in.Mechanism.Refusal(row.Outcome).Error()
		}
		o.calls[name]++
	}
}

// loaded is a scenario, with blocks of the given rules where there are any.
func loaded(t *testing.T, name, content, blocks string) *scenarios.Scenario {
	t.Helper()
	if blocks != "" {
		content += fmt.Sprintf("\nblocks: {%s, %s}\n", blocks, free)
	}
	s, err := scenarios.Load([]byte(content), scenarios.Options{File: name + ".yaml"})
	if err != nil {
		fatalText(t, err)
	}
	return s
}

// setup is a point of a scenario.
func setup(t *testing.T, s *scenarios.Scenario, point int) *scenarios.Setup {
	t.Helper()
	at, err := s.At(point)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// settled are the scenarios of the library that blocks can settle and whose deals do not depend on what was earned before.
func settled() (names []string) {
	other := regexp.MustCompile(`(?m)^(fees|blocks|evolution|game|attack):`)
	for _, e := range scenarios.Library() {
		if content, _ := scenarios.LibraryFile(e.Name); !other.Match(content) {
			names = append(names, e.Name)
		}
	}
	return names
}

// Metamorphic: in blocks with room to spare everything happens, some seconds later. The same deals are made and end, the
// same witnesses are absent, all money comes back, and agents earn the same but for luck that goes to another deal, as
// those of one payer may change places.
func TestBlocks_withRoomToSpareTheLibraryComesOutAsUnderInstantSettlement(t *testing.T) {
	seeds := uint64(4)
	if long() {
		seeds = 16
	}
	for _, name := range settled() {
		content, _ := scenarios.LibraryFile(name)
		now, later := loaded(t, name, string(content), ""), loaded(t, name, string(content), "interval: 12s")
		for _, point := range []int{0, now.Points() - 1} {
			t.Run(fmt.Sprintf("%s/%d", name, point), func(t *testing.T) {
				a, b := setup(t, now, point), setup(t, later, point)
				earned := map[string][]float64{} // in blocks more than instantly, by population and seed
				for seed := range seeds {
					x, y := played(t, a, seed+1), played(t, b, seed+1)
					alike(t, b, x, y)
					for _, p := range b.Populations {
						more := y.metrics[p.Name+".total"] - x.metrics[p.Name+".total"]
						earned[p.Name] = append(earned[p.Name], more/float64(max(1, int(p.Size))))
					}
				}
				for _, p := range b.Populations {
					near(t, p.Name+" earns more", earned[p.Name], 0)
				}
			})
		}
	}
}

// alike checks what blocks may not change.
func alike(t *testing.T, s *scenarios.Setup, now, later settlement) {
	t.Helper()
	same := func(metric string) {
		if x, y := now.metrics[metric], later.metrics[metric]; x != y {
			t.Errorf("seed %d: %s is %v in blocks, %v instantly", later.result.Seed, metric, y, x)
		}
	}
	unruly, seats := false, 0.0
	for _, p := range s.Populations {
		unruly = unruly || p.Card.Name == "unruly"
		if p.Card.Role == "witness" { // who of several populations sits where is luck
			seats += later.metrics[p.Name+".deals"] - now.metrics[p.Name+".deals"]
			if later.metrics[p.Name+".deals"] == now.metrics[p.Name+".deals"] {
				same(p.Name + ".absent")
			}
			continue
		}
		same(p.Name + ".deals")
		if p.Card.Role == "consumer" && p.Card.Name != "asker" {
			same(p.Name + ".relations")
			same(p.Name + ".unmatched")
		}
	}
	if seats != 0 {
		t.Errorf("witnesses were called to %v seats more", seats)
	}
	for _, m := range s.Mechanisms {
		if _, ok := now.metrics[m.Name+".locked"]; ok {
			same(m.Name + ".locked")
		}
	}
	for _, none := range []string{"blocks.backlog", "blocks.lost"} {
		if later.metrics[none] != 0 {
			t.Errorf("%s is %v", none, later.metrics[none])
		}
	}
	// Only the unruly send what is refused: a second vote, a foreign one, one that is late. In which of the ways it is wrong
	// depends on whether the first was executed already, and the number on who sits where.
	x, y := float64(now.result.Refused)/float64(now.result.Calls), float64(later.result.Refused)/float64(later.result.Calls)
	if math.Abs(y-x) > 0.01 || !unruly && y > 0 {
		t.Errorf("%.2f%% were refused in blocks, %.2f%% instantly: %v", 100*y, 100*x, refusals(later))
	}
}

// refusals lists what was refused and why, and how often.
func refusals(o settlement) (list []string) {
	for name, n := range o.calls {
		if strings.Contains(name, ": ") {
			list = append(list, fmt.Sprintf("%s %d", name, n))
		}
	}
	slices.Sort(list)
	return list
}

// Where blocks have too little room, votes, deliveries and openings come too late and a full pool drops some: that is
// what load does. But consumers go on buying, everything comes to its end, and no money stays behind.
func TestBlocks_withoutRoomDeadlinesAreMissedAndNothingStalls(t *testing.T) {
	for _, c := range []struct{ name, blocks string }{
		{"sealed-vs-open", "interval: 2m, gas_limit: 600000"},
		{"sealed-vs-open", "interval: 2m, gas_limit: 600000, pool: 50"},
		{"majority", "interval: 4m, gas_limit: 700000"},
		{"majority", "interval: 4m, gas_limit: 700000, pool: 50, spacing: exponential"},
		{"drawn-by-lot", "interval: 5m, gas_limit: 600000, pool: 50"},
		{"p-plus-epsilon", "interval: 30m, gas_limit: 350000"},
		{"p-plus-epsilon", "interval: 30m, gas_limit: 350000, pool: 50, order: random"},
		{"single-witness", "interval: 5m, gas_limit: 600000, pool: 50"},
		{"trust-fund", "interval: 10m, gas_limit: 150000"},
		{"trust-fund", "interval: 10m, gas_limit: 150000, pool: 50, order: arrival"},
	} {
		t.Run(c.name+"/"+c.blocks, func(t *testing.T) {
			content, _ := scenarios.LibraryFile(c.name)
			s := loaded(t, c.name, string(content), c.blocks)
			last := setup(t, s, s.Points()-1)
			now := played(t, setup(t, loaded(t, c.name, string(content), ""), s.Points()-1), 1)
			later := played(t, last, 1)
			m := later.metrics
			if m["blocks.late"] == 0 || m["blocks.backlog"] != 0 {
				t.Errorf("%v late, %v still wait", m["blocks.late"], m["blocks.backlog"])
			}
			if limited := strings.Contains(c.blocks, "pool"); limited != (m["blocks.lost"] > 0) {
				t.Errorf("%v lost", m["blocks.lost"])
			}
			t.Logf("latency %.0f s, %d calls instead of %d, lost %v: %v", m["blocks.latency_mean"], later.result.Calls,
				now.result.Calls, m["blocks.lost"], refusals(later))
			for _, p := range last.Populations {
				if p.Card.Role == "consumer" && p.Card.Name != "asker" && m[p.Name+".relations"] != now.metrics[p.Name+".relations"] &&
					!strings.HasPrefix(c.name, "single") {
					t.Errorf("%s began %v relations, instantly %v", p.Name, m[p.Name+".relations"], now.metrics[p.Name+".relations"])
				}
			}
			for _, in := range last.Mechanisms {
				// In the pool of a vote witnesses keep what they stand for: those who got in at all.
				if locked := m[in.Name+".locked"]; locked != 0 && (c.name != "drawn-by-lot" || locked != now.metrics[in.Name+".locked"]) {
					t.Errorf("%s still holds %v DPMN", in.Name, locked)
				}
			}
		})
	}
}

// atOnce has ballots of which every witness votes at once: all votes of a ballot are in one block.
const atOnce = `
dopasim: 1
name: at-once
question: Who has the votes counted?
mechanisms: {vote: {seats: 5, reward: 1 DPMN, bond: 1 DPMN, keep: %s, ballots: %s}}
populations:
  askers:    {role: consumer, strategy: asker, size: 4, balance: 5000 DPMN, deals: 20, within: 2d}
  witnesses: {role: witness, strategy: diligent, size: 12, balance: 1000 DPMN, delay: 0s}
`

func TestBlocks_ofThoseWhoseVotesWereTheLastOneHasThemCounted(t *testing.T) {
	for _, ballots := range []string{"open", "sealed"} {
		for _, keep := range []string{"0s", "1d"} {
			s := loaded(t, "at-once", fmt.Sprintf(atOnce, keep, ballots), "interval: 12s")
			o := played(t, setup(t, s, 0), 1)
			if o.result.Refused != 0 || o.calls["vote.settle"] != 80 || o.metrics["vote.locked"] != 0 {
				t.Errorf("%s, kept %s: %d counts, %v locked, refused %v", ballots, keep, o.calls["vote.settle"],
					o.metrics["vote.locked"], refusals(o))
			}
		}
	}
}

func TestBlocks_oneKeeperClosesARound(t *testing.T) {
	content, _ := scenarios.LibraryFile("drawn-by-lot")
	o := played(t, setup(t, loaded(t, "drawn-by-lot", string(content), "interval: 12s"), 0), 1)
	if o.calls["beacon.close"] != 1000 || len(refusals(o)) != 0 {
		t.Errorf("closed %d rounds of 1000, refused %v", o.calls["beacon.close"], refusals(o))
	}
}

// Griefers wait for the end of the window: in blocks not for its last second, which hardly ever has one.
func TestBlocks_griefersDeclareBeforeTheWindowIsOver(t *testing.T) {
	const content = `
dopasim: 1
name: grief
question: Do griefers come in time?
mechanisms: {escrow: {use: trust, price: 10 DPMN}}
populations:
  %s
`
	for _, people := range []string{
		"honest: {role: provider, strategy: honest, size: 4, balance: 5000 DPMN}\n" +
			"  griefers: {role: consumer, strategy: griefer, size: 10, balance: 5000 DPMN, deals: 10}",
		"griefers: {role: provider, strategy: griefer, size: 4, balance: 5000 DPMN}\n" +
			"  buyers: {role: consumer, strategy: punisher, size: 10, balance: 5000 DPMN, deals: 10, rho: 0%, phi: 0%}",
	} {
		o := played(t, setup(t, loaded(t, "grief", fmt.Sprintf(content, people), "interval: 12s"), 0), 1)
		if o.calls["escrow.declare"] != 100 || o.result.Refused != 0 {
			t.Errorf("%d of 100 declared, refused %v", o.calls["escrow.declare"], refusals(o))
		}
	}
}
