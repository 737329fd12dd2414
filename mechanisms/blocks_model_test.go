package mechanisms

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// gasCase is a small world under blocks, and what is sent in it.
type gasCase struct {
	seed   uint64
	sizes  []uint32 // of three populations
	params BlockParams
	bids   []BidParams // by population of the world
	gas    [2]Gas      // of light and out
	sends  []gasSend
	stop   sim.Time // when a checkpoint is taken
	until  sim.Time
}

type gasSend struct {
	at    sim.Time
	who   sim.Agent
	light bool
	arg   uint64 // for whom, or which lamp
}

func oneOf[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// drawCase draws a case in which few values are possible, so that ties are frequent.
func drawCase(r *rand.Rand, orders ...string) gasCase {
	c := gasCase{seed: r.Uint64(), sizes: []uint32{1 + r.Uint32N(3), 1 + r.Uint32N(3), 1 + r.Uint32N(2)}}
	c.params = BlockParams{
		Interval: sim.Second(1 + r.IntN(12)), Spacing: oneOf(r, "fixed", "fixed", "exponential"),
		GasLimit: 100_000 + r.Uint64N(400_000), Market: oneOf(r, "eip1559", "eip1559", "constant"),
		BaseFee: oneOf(r, 0, 1, 7, 8, Gwei/2, Gwei, 2*Gwei, GasPrice(r.Uint64N(uint64(5*Gwei)))), Ether: 2500 * sim.Token,
		Order: oneOf(r, orders...), Pool: oneOf[uint64](r, 0, 0, 1, 2, 3, 5, 8), Share: oneOf(r, 0, sim.One/2, sim.One),
		Favours: oneOf(r, "", "a", "b"), Censors: oneOf(r, "", "lamp.out", "lamp.light", "lamp.out, lamp.light"),
		From: sim.Second(r.IntN(40)),
	}
	for range 5 { // nobody, lamp, a, b, c
		bid := BidParams{
			Tip: oneOf(r, 0, 1, Gwei/2, Gwei, Gwei, 3*Gwei), Spread: oneOf(r, 0, 0, sim.One/2, sim.One), Cap: Gwei * GasPrice(1+r.IntN(6)),
			BumpAfter: oneOf[sim.Second](r, 0, 0, 2, 5, 9), Bump: oneOf(r, sim.ProbOf(1, 10), sim.ProbOf(1, 2)), Retry: oneOf[sim.Second](r, 0, 0, 1, 4, 5),
		}
		bid.Ceiling = oneOf(r, 0, bid.Cap, 2*bid.Cap, 5*bid.Cap+1)
		c.bids = append(c.bids, bid)
	}
	for i := range c.gas {
		c.gas[i] = Gas{1, 21_000 + r.Uint64N(79_000), 21_000 + r.Uint64N(79_000)}
	}
	n := c.sizes[0] + c.sizes[1] + c.sizes[2]
	length := 20 + r.Int64N(60)
	for range 10 + r.IntN(70) {
		at := sim.Second(r.Int64N(length)).Start() // often the very time of a block
		if r.IntN(3) > 0 {
			at += sim.Time(r.Int64N(1e9))
		}
		c.sends = append(c.sends, gasSend{at, 2 + sim.Agent(r.Uint32N(n)), r.IntN(2) == 0, 1 + r.Uint64N(9)})
	}
	c.until = sim.Second(length + r.Int64N(40)).Start()
	c.stop = sim.Time(r.Int64N(int64(c.until)))
	return c
}

// build is the world of a case; fresh ones send, loaded ones have what is to be sent among their events.
func (c *gasCase) build(tb testing.TB, journal io.Writer, fresh bool) *Instance[lampState] {
	tb.Helper()
	w, err := sim.NewWorld(sim.Config{Seed: c.seed, Populations: []sim.Group{
		{Name: "lamp", Size: 1}, {Name: "a", Size: c.sizes[0]}, {Name: "b", Size: c.sizes[1]}, {Name: "c", Size: c.sizes[2]}}})
	if err != nil {
		tb.Fatal(err)
	}
	w.Journal.SendTo(journal)
	house := NewHouse(w)
	bound, err := house.Add("lamp", lamp, lamp.Defaults(), nil)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := house.Settle(c.params, c.bids, lampGas(func(a Action) Gas { return c.gas[a.Index()] })); err != nil {
		tb.Fatal(err)
	}
	m, _ := InstanceOf[lampState](bound)
	kind := w.Kind(func(e sim.Event) {
		if s := c.sends[e.Argument()]; s.light {
			light.Send(m, s.who, lightArgs{sim.Agent(s.arg)})
		} else {
			out.Send(m, s.who, outArgs{s.arg})
		}
	})
	for i, s := range c.sends {
		if fresh {
			w.Schedule(s.at, s.who, kind, uint64(i))
		}
	}
	return m
}

// run runs a case, in two parts when it is broken at its checkpoint: what is left behind.
func (c *gasCase) run(tb testing.TB, broken bool) (m *Instance[lampState], journal []byte) {
	var out bytes.Buffer
	m = c.build(tb, &out, true)
	if broken {
		var state bytes.Buffer
		if err := cmp.Or(m.World.Run(c.stop), m.World.Save(&state)); err != nil {
			tb.Fatal(err)
		}
		m = c.build(tb, &out, false)
		if err := m.World.Load(&state); err != nil {
			tb.Fatal(err)
		}
	}
	if err := cmp.Or(m.World.Run(c.until), m.House.Check(), m.World.Journal.Close()); err != nil {
		tb.Fatal(err)
	}
	// The clock stands at the last event: let it be at the end.
	m.World.At(c.until.Second())
	if err := m.House.Check(); err != nil {
		tb.Fatal(err)
	}
	return m, out.Bytes()
}

func cases(short, long int) int {
	if _, slow := os.LookupEnv("DOPASIM_LONG"); slow {
		return long
	}
	return short
}

// Whatever is sent and offered, executions, fees, base fees, drops and times are those of a model that keeps what waits in
// a slice and sorts it at every block.
func TestBlocks_areThoseOfANaiveModel(t *testing.T) {
	var sum naiveCounts
	for i := range cases(250, 60_000) {
		c := drawCase(rand.New(rand.NewPCG(uint64(i), 11)), "tips", "tips", "arrival", "adversarial")
		m, journal := c.run(t, false)
		want := runNaive(&c, m.World)
		if err := want.compare(m, journal); err != nil {
			t.Fatalf("case %d: %v\n%+v", i, err, c)
		}
		sum.add(want.naiveCounts)
	}
	t.Logf("%+v", sum)
	if sum.least() < 50 {
		t.Errorf("something hardly ever happens: %+v", sum)
	}
}

// Under every order a run that is saved in mid-backlog and goes on in another world leaves behind what it would have.
func TestBlocks_goOnFromACheckpoint(t *testing.T) {
	for i := range cases(150, 10_000) {
		c := drawCase(rand.New(rand.NewPCG(uint64(i), 12)), "tips", "arrival", "random", "adversarial")
		whole, rows := c.run(t, false)
		parts, same := c.run(t, true)
		if a, b := fmt.Sprint(whole.House.Blocks().Metrics()), fmt.Sprint(parts.House.Blocks().Metrics()); a != b {
			t.Fatalf("case %d: metrics\n%s\n%s", i, a, b)
		}
		if !bytes.Equal(rows, same) || whole.World.Digest() != parts.World.Digest() {
			t.Fatalf("case %d: the journal or the state differs", i)
		}
	}
}

// Under every order an account's actions are executed in the order in which they entered the pool.
func TestBlocks_keepNonces(t *testing.T) {
	for i := range cases(150, 10_000) {
		c := drawCase(rand.New(rand.NewPCG(uint64(i), 13)), "tips", "random", "adversarial")
		c.params.Pool = 0
		slices.SortStableFunc(c.sends, func(a, b gasSend) int { return cmp.Compare(a.at, b.at) })
		for k := range c.sends {
			c.sends[k].light, c.sends[k].arg = false, uint64(k) // the same instant keeps an agent's order
		}
		m, journal := c.run(t, false)
		last := map[sim.Agent]uint64{}
		in := sim.NewJournalReader(bytes.NewReader(journal), m.House.RowSize)
		for {
			row, err := in.Next()
			if err == io.EOF {
				break
			}
			args, _ := Values(out.Args(), row.Args)
			id := args[0].(uint64)
			if before, ok := last[row.Who]; err != nil || ok && before >= id {
				t.Fatalf("case %d: %v, action %d of %d after %d", i, err, id, row.Who, before)
			}
			last[row.Who] = id
		}
	}
}
