package mechanisms

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// crowded is a chain in mid-backlog, with what a full pool drops, retries and bumps.
func crowded(t *testing.T) *Blocks {
	t.Helper()
	m, chain, first := queueHouse(t, 4, 40, func(p *BlockParams, b *BidParams) {
		p.GasLimit, p.Pool, p.Order = 300_000, 12, "tips"
		b.Spread, b.BumpAfter, b.Retry = sim.One/2, 20, 30
	})
	chain.bids[2].Retry = 0 // of the people
	rivals, _ := m.World.Population("rivals")
	feed(m, first, 40+int(rivals.Size), sim.Second(3).Start())
	if err := m.World.Run(sim.Hour.Start()); err != nil {
		t.Fatal(err)
	}
	s := chain.stats.Rows[0]
	if least := min(s.Dropped-s.Lost, s.Lost, s.Bumps, s.Included, s.Waiting); least == 0 {
		t.Fatalf("something never happened: %+v", s)
	}
	return chain
}

// Little's law and the count of what was sent hold after drops, retries and bumps, and whatever goes wrong breaks them.
func TestBlocks_checkSeesWhateverGoesWrong(t *testing.T) {
	waits := func(b *Blocks) *waiting {
		i := slices.IndexFunc(b.pool.entries.Rows, func(e waiting) bool { return e.state != vacant })
		return &b.pool.entries.Rows[i]
	}
	for _, c := range []struct {
		what string
		do   func(*Blocks)
		want string // of the error; "" is none
	}{
		{"nothing", func(*Blocks) {}, ""},
		{"a nanosecond was not waited", func(b *Blocks) { b.stats.Rows[0].Spent.lo-- }, "add up to"},
		{"one was executed without its time", func(b *Blocks) { b.count(-1); b.stats.Rows[0].Included++; waits(b).state = vacant }, "add up to"},
		{"one came without being counted", func(b *Blocks) { b.pool.open(2) }, "add up to"},
		{"one was sent later than it was", func(b *Blocks) { waits(b).sent++ }, "add up to"},
		{"one was lost that still waits", func(b *Blocks) { b.stats.Rows[0].Lost++ }, "are counted as waiting"},
		{"one was counted twice", func(b *Blocks) { b.stats.Rows[0].Sent++ }, "are counted as waiting"},
		{"one left without being counted", func(b *Blocks) {
			e := waits(b)
			b.stats.Rows[0].spent(b.world.Now() - e.sent)
			e.state = vacant
		}, "are counted as waiting"},
	} {
		b := crowded(t)
		c.do(b)
		err := b.house.Check()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}

// A chain on which nothing was sent has no means; one that is to be measured later has none either.
func TestBlocks_metricsOfNothingAreUndefined(t *testing.T) {
	_, chain, _ := queueHouse(t, 1, 1, func(p *BlockParams, _ *BidParams) { p.From, p.Market, p.BaseFee = 100, "eip1559", Gwei })
	for _, name := range []string{"latency_mean", "latency_50", "latency_99", "gas_price", "backlog_mean"} {
		if v := metric(chain, name); !math.IsNaN(v) {
			t.Errorf("%s is %g", name, v)
		}
	}
	for _, name := range []string{"sent", "blocks", "fees", "latency_max", "backlog_max"} {
		if v := metric(chain, name); v != 0 {
			t.Errorf("%s is %g", name, v)
		}
	}
	if v := metric(chain, "base_fee"); v != 1 {
		t.Errorf("the base fee is %g", v)
	}
	chain.world.At(120) // ten empty blocks later
	if v := metric(chain, "base_fee"); math.Abs(v-math.Pow(0.875, 10)) > 1e-6 {
		t.Errorf("the base fee is %g", v)
	}
	if v := metric(chain, "backlog_mean"); v != 0 {
		t.Errorf("the backlog is %g", v)
	}
	if len(chain.Metrics()) != len(BlockMetrics) {
		t.Error("metrics lack names")
	}
}

// Quantiles are within 1% of those of the sorted times.
func TestLatencies_quantilesAreRightToOnePercent(t *testing.T) {
	w, err := sim.NewWorld(sim.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var l latencies
	l.init(w)
	r := rand.New(rand.NewPCG(3, 3))
	var times []float64
	for range 50_000 {
		x := sim.Time(r.ExpFloat64() * math.Pow(10, 8+3*r.Float64()))
		l.add(x)
		times = append(times, float64(x))
	}
	slices.Sort(times)
	for _, q := range []float64{0.01, 0.5, 0.95, 0.99, 1} {
		want := times[int(math.Ceil(q*float64(len(times))))-1]
		if got := l.quantile(q); math.Abs(got-want) > 0.01*want+1000 {
			t.Errorf("quantile %g is %g, want %g", q, got, want)
		}
	}
	l.add(sim.Forever)
	if got := l.quantile(1); got != float64(sim.Forever) {
		t.Errorf("the longest is %g", got)
	}
	for step := range octaves << stepBits {
		if low, high := bounds(step); low >= high || step > 0 && lowOf(step-1) != low {
			t.Fatalf("step %d is from %g to %g", step, low, high)
		}
	}
}

// lowOf is where a step ends, and the next begins.
func lowOf(s int) float64 { _, high := bounds(s); return high }

// What does not fit together is refused with its name.
func TestSettle_refuses(t *testing.T) {
	for _, c := range []struct {
		change func(*BlockParams)
		want   string
	}{
		{func(p *BlockParams) { p.GasLimit = 100_000 }, "lamp.out takes 120000 gas, more than the 100000 of a block"},
		{func(p *BlockParams) { p.Order, p.Favours = "adversarial", "friends" }, `favours: there is no population "friends"`},
		{func(p *BlockParams) { p.Order, p.Censors = "adversarial", "lamp.out, lamp.dim" }, `censors: there is no action "lamp.dim"`},
		{func(p *BlockParams) { p.Order, p.Censors = "adversarial", "lamp" }, `censors: there is no action "lamp"`},
		{func(p *BlockParams) { p.Favours, p.Censors = "friends", "lamp" }, ""}, // under another order they say nothing
	} {
		m := lampHouse(t)
		params := DefaultBlocks
		c.change(&params)
		_, err := m.House.Settle(params, make([]BidParams, 4), lampGas(func(a Action) Gas {
			return Gas{100_000, 90_000, 100_000 + 20_000*uint64(a.Index())}
		}))
		if got := errText(err); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
