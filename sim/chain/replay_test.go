package chain_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// Random and hostile calls on every mechanism that has a twin, under every variant of its parameters, are the same on
// both sides.
func TestReplay_isIdenticalUnderHostileCalls(t *testing.T) {
	for _, m := range mechanisms.All() {
		if m.Artefact == nil {
			continue
		}
		for i, params := range m.Variants() {
			t.Run(fmt.Sprintf("%s/%d", m.Name, i), func(t *testing.T) {
				v := hostile(t, stageOf(m, params), uint64(i), 8000).identical(t)
				if v.Calls != 8000 || v.Refused == 0 || v.Refused == v.Calls {
					t.Errorf("%d calls, %d refused", v.Calls, v.Refused)
				}
			})
		}
	}
}

// What agents do is the same on both sides, wherever the checkpoints are.
func TestReplay_isIdenticalUnderAgents(t *testing.T) {
	for i, params := range trust.Mechanism.Variants() {
		r := market(t, 60, 60*sim.Token, 40, *params.(*trust.Params))
		v := r.identical(t)
		if v.Refused == 0 || v.Calls < 500 {
			t.Errorf("variant %d: %d calls, %d refused: the agents are too rich to test refusals", i, v.Calls, v.Refused)
		}
		each := r.replay(t, func(o *chain.Options) { o.Every = 1 })
		if !reflect.DeepEqual(each, v) {
			t.Errorf("variant %d: with a checkpoint after each call %+v, without %+v", i, each, v)
		}
	}
}

// Allowances of their own, limited ones, and those that replace what genesis granted are the same on both sides.
func TestReplay_followsAllowances(t *testing.T) {
	c := newCalls(t, trusting(trust.Defaults))
	vault, seller := c.stage.Bound.Account, c.person(1)
	c.do(1, 0, "token.approve", vault, 30*sim.Token)
	c.do(2, 0, "open", seller, uint64(1)) // leaves 10
	c.do(3, 0, "open", seller, uint64(2)) // refused
	c.do(4, 0, "token.approve", vault, 20*sim.Token)
	c.do(5, 0, "open", seller, uint64(3)) // leaves 0
	c.do(6, 0, "token.approve", seller, 5*sim.Token)
	c.do(7, 1, "token.transferFrom", c.person(0), c.person(7), 2*sim.Token)
	c.do(8, 1, "token.transferFrom", c.person(0), c.person(7), 4*sim.Token) // refused
	c.do(9, 7, "token.approve", vault, sim.MaxAmount)                       // limited, however large
	c.do(10, 7, "open", seller, uint64(4))
	c.do(11, 7, "token.burn", 3*sim.Token)
	v := c.run().replay(t, func(o *chain.Options) { o.Every = 1 })
	if !v.Identical || v.Calls != 11 || v.Refused != 2 {
		t.Errorf("%+v\n%v", v, v.Divergence)
	}
}

// Part of a journal is replayed as far as asked, and not called whole.
func TestReplay_stopsAtMaxCalls(t *testing.T) {
	var reports []uint64
	v := threeDeals(t).replay(t, func(o *chain.Options) {
		o.MaxCalls, o.Every = 7, 3
		o.Report = func(calls uint64) { reports = append(reports, calls) }
	})
	if !v.Identical || v.Whole || v.Calls != 7 || !slices.Equal(reports, []uint64{3, 6, 7}) {
		t.Errorf("%+v, reports %v", v, reports)
	}
}

// A journal that does not say what happened is a divergence, at the row that lies.
func TestReplay_noticesAnEditedJournal(t *testing.T) {
	c := newCalls(t, trusting(trust.Defaults))
	c.do(1, 0, "open", c.person(1), uint64(1))
	late := trust.Mechanism.Outcome(trust.TooLate)
	c.forge(2, c.person(1), late, "accept", uint64(1))
	d := c.run().replay(t, nil).Divergence
	if d == nil || d.Call != 2 || d.What != "outcome in the journal (refused: TooLate)" || !strings.HasPrefix(d.Native, "accepted") {
		t.Errorf("%v", d)
	}
	r := threeDeals(t)
	r.hash[0]++
	if d := r.replay(t, nil).Divergence; d == nil || d.What != "hash of the journal" || !strings.Contains(d.Native, "the run recorded") {
		t.Errorf("%v", d)
	}
}

// Journals that no run writes are errors with the row, not panics.
func TestReplay_refusesImpossibleJournals(t *testing.T) {
	for _, x := range []struct {
		name string
		last func(c *calls)
		want string
	}{
		{"an agent too many", func(c *calls) { c.forge(2, 4000, 0, "accept", uint64(1)) }, "journal row 5: agent 4000, but the world has 11 accounts"},
		{"as an argument", func(c *calls) { c.forge(2, 3, 0, "open", sim.Agent(99), uint64(1)) }, "journal row 5: agent 99, but"},
		{"a negative time", func(c *calls) { c.forge(-2, 3, 0, "accept", uint64(1)) }, "journal row 5: second -2"},
		{"a negative amount", func(c *calls) { c.forge(2, 3, 0, "token.burn", sim.Amount(-1)) }, "journal row 5: token.burn: amount: -1 is negative"},
		{"genesis again", func(c *calls) { c.forge(2, 0, 0, "token.mint", sim.Agent(3), uint64(1), sim.Amount(1)) },
			"journal row 5: token.mint, an action of genesis, after the first call"},
		{"a blob", func(c *calls) { c.stage.House.World.Journal.Row(2, 0, sim.BlobCode, 0, sim.BlobRow) },
			"journal row 5: a blob, but the world has no byte table"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := newCalls(t, trusting(trust.Defaults))
			if rows := c.stage.House.World.Journal.Calls(); rows != 4 {
				t.Fatalf("genesis has %d rows, the test thinks 4", rows)
			}
			c.do(1, 0, "open", c.person(1), uint64(1))
			x.last(c)
			_, err := chain.Replay(context.Background(), c.run().options())
			if err == nil || !strings.HasPrefix(err.Error(), x.want) {
				t.Errorf("have %v, want %s", err, x.want)
			}
		})
	}
}

// What the input lacks is an error before anything runs.
func TestReplay_saysWhatIsMissing(t *testing.T) {
	r := threeDeals(t)
	o := r.options()
	o.Twins = map[string]*chain.Artefact{"escrow": nil}
	if _, err := chain.Replay(context.Background(), o); err == nil || !strings.Contains(err.Error(), `"escrow", which is no mechanism of this world`) {
		t.Errorf("a twin of nothing: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	o = r.options()
	o.Every, o.Report = 3, func(uint64) { cancel() }
	if _, err := chain.Replay(ctx, o); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
	o = r.options()
	o.Journal = func() (io.Reader, error) { return bytes.NewReader(r.journal[:len(r.journal)-1]), nil }
	if _, err := chain.Replay(context.Background(), o); err == nil || err.Error() != "journal chunk 0: cut short" {
		t.Errorf("cut short: %v", err)
	}
}

// A change of the native state that no event tells and no call touches is seen in the end.
func TestReplay_comparesEverythingInTheEnd(t *testing.T) {
	r := threeDeals(t)
	var house *mechanisms.House
	o := r.options()
	o.Stage = func() (h *mechanisms.House, b *sim.Blobs, err error) {
		h, b, err = r.stage()
		house = h
		return h, b, err
	}
	o.Every = 6
	o.Report = func(calls uint64) {
		if p, _ := house.World.Population("people"); calls == 6 {
			house.World.Ledger.Move(p.First+2, p.First+4, 1) // 2 calls no more, 4 never does
		}
	}
	v, err := chain.Replay(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if v.Identical || v.Divergence.Call != 12 || v.Divergence.What != "balance of #5 and 1 more" {
		t.Errorf("%v", v.Divergence)
	}
}
