package chain_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// run is a journal and how to build the world that it is of.
type run struct {
	stage   func() (*mechanisms.House, *sim.Blobs, error)
	journal []byte
	hash    [32]byte
}

func (r *run) options() chain.Options {
	return chain.Options{
		Stage:   r.stage,
		Journal: func() (io.Reader, error) { return bytes.NewReader(r.journal), nil },
		Hash:    &r.hash,
	}
}

// replay replays it; change may be nil.
func (r *run) replay(t testing.TB, change func(*chain.Options)) *chain.Verdict {
	t.Helper()
	o := r.options()
	if change != nil {
		change(&o)
	}
	v, err := chain.Replay(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (r *run) identical(t testing.TB) *chain.Verdict {
	t.Helper()
	v := r.replay(t, nil)
	if !v.Identical {
		t.Fatalf("not identical: %s", v.Divergence)
	}
	if !v.Whole {
		t.Fatal("the journal was not replayed to its end")
	}
	return v
}

// stager builds a Stage of mechtest, the same each time: the run is made on one, every replay on another.
type stager func() (*mechtest.Stage, error)

// stageOf is the stage of a mechanism alone, with what it needs.
func stageOf(m *mechanisms.Mechanism, params any) stager {
	return func() (*mechtest.Stage, error) { return mechtest.NewStage(m, params, 1) }
}

// trusting is the stage of trust alone.
func trusting(terms trust.Params) stager { return stageOf(trust.Mechanism, &terms) }

// world is what a replay wants of a stage.
func (build stager) world() (*mechanisms.House, *sim.Blobs, error) {
	s, err := build()
	if err != nil {
		return nil, nil, err
	}
	return s.House, nil, nil
}

// hostile is a journal of random calls, a third of them hostile.
func hostile(t testing.TB, build stager, seed uint64, calls int) *run {
	t.Helper()
	s, err := build()
	if err != nil {
		t.Fatal(err)
	}
	w := s.House.World
	var out bytes.Buffer
	w.Journal.SendTo(&out)
	if err := s.Genesis(); err != nil {
		t.Fatal(err)
	}
	gen := calltest.NewGen(s.House, s.People, w.Rand(sim.StreamOf("chain test"), s.People.First, seed))
	for range calls {
		step := gen.Next()
		w.At(step.Call.Now)
		step.Action.DoRow(step.Bound, step.Call, step.Row)
	}
	return finish(t, w, &out, build.world)
}

func finish(t testing.TB, w *sim.World, out *bytes.Buffer, stage func() (*mechanisms.House, *sim.Blobs, error)) *run {
	t.Helper()
	if err := w.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	return &run{stage, out.Bytes(), w.Journal.Sum()}
}

// calls is a journal of given calls on a stage, by mechtest's people.
type calls struct {
	t     testing.TB
	build stager
	stage *mechtest.Stage
	out   bytes.Buffer
}

func newCalls(t testing.TB, build stager) *calls {
	t.Helper()
	s, err := build()
	if err != nil {
		t.Fatal(err)
	}
	c := &calls{t: t, build: build, stage: s}
	s.House.World.Journal.SendTo(&c.out)
	if err := s.Genesis(); err != nil {
		t.Fatal(err)
	}
	return c
}

// do makes person n (from 0) call an action of the stage's last mechanism, or of another, as "token.approve", and gives
// its outcome.
func (c *calls) do(now sim.Second, person int, action string, values ...any) error {
	c.t.Helper()
	b, a, row := c.row(action, values...)
	c.stage.House.World.At(now)
	return a.DoRow(b, mechanisms.Call{Now: now, Who: c.person(person)}, row)
}

// must is do for calls that are not refused.
func (c *calls) must(now sim.Second, person int, action string, values ...any) {
	c.t.Helper()
	if err := c.do(now, person, action, values...); err != nil {
		c.t.Fatalf("%s by person %d: %v", action, person, err)
	}
}

func (c *calls) row(action string, values ...any) (*mechanisms.Bound, mechanisms.Action, []byte) {
	c.t.Helper()
	b := c.stage.Bound
	if of, name, ok := strings.Cut(action, "."); ok {
		b, action = c.stage.House.Find(of), name
	}
	a := b.Mechanism.Action(action)
	row, err := mechanisms.RowOf(a.Args(), values)
	if err != nil {
		c.t.Fatal(err)
	}
	return b, a, row
}

// forge journals a call that never happened.
func (c *calls) forge(now sim.Second, who sim.Agent, outcome uint16, action string, values ...any) {
	c.t.Helper()
	b, a, row := c.row(action, values...)
	code := uint16(slices.Index(c.stage.House.Instances, b)<<8 | a.Index())
	copy(c.stage.House.World.Journal.Row(now, who, code, outcome, len(row)), row)
}

func (c *calls) person(n int) sim.Agent { return c.stage.People.First + sim.Agent(n) }

func (c *calls) run() *run {
	return finish(c.t, c.stage.House.World, &c.out, c.build.world)
}

// market is a journal of agents: consumers, honest and cheating providers, until that many days have passed. Of 60 DPMN
// they run out now and then, so that some offers are refused.
func market(t testing.TB, agentCount uint32, money sim.Amount, days sim.Second, terms trust.Params) *run {
	t.Helper()
	consumers, cheats := agentCount/2, agentCount/10
	build := func() (*mechanisms.House, *sim.Blobs, error) {
		w, err := sim.NewWorld(sim.Config{Seed: 7, Populations: []sim.Group{
			{Name: "token", Size: 1}, {Name: "escrow", Size: 1}, {Name: "consumers", Size: consumers},
			{Name: "honest", Size: agentCount - consumers - cheats}, {Name: "cheating", Size: cheats},
			{Name: "idle", Size: 5},
		}})
		if err != nil {
			return nil, nil, err
		}
		h := mechanisms.NewHouse(w)
		if _, err := h.Add("token", token.Mechanism, token.Mechanism.Defaults(), nil); err != nil {
			return nil, nil, err
		}
		_, err = h.Add("escrow", trust.Mechanism, &terms, nil)
		return h, nil, err
	}
	house, _, err := build()
	if err != nil {
		t.Fatal(err)
	}
	w := house.World
	var out bytes.Buffer
	w.Journal.SendTo(&out)
	markets := &agents.Markets{}
	for _, c := range []struct {
		name string
		card *agents.Card
	}{{"honest", provider.Honest}, {"cheating", provider.Cheating}, {"consumers", consumer.Punisher}, {"idle", nil}} {
		p, _ := w.Population(c.name)
		if err := house.Genesis(p.First, p.Size, money); err != nil {
			t.Fatal(err)
		}
		if c.card == nil {
			continue
		}
		params := c.card.Defaults()
		if p, ok := params.(*consumer.PunisherParams); ok {
			p.Deals = 0 // no end
		}
		if _, err := c.card.Bind(&agents.Build{World: w, House: house, Markets: markets, Population: p}, params); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Run((days * sim.Day).Start()); err != nil {
		t.Fatal(err)
	}
	return finish(t, w, &out, build)
}
