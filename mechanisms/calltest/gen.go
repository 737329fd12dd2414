package calltest

import (
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Step is a call to be made: World.At(Call.Now) first, then Action.DoRow(Bound, Call, Row).
type Step struct {
	Bound  *mechanisms.Bound
	Action mechanisms.Action
	Call   mechanisms.Call
	Row    []byte
}

// Gen yields calls on the instances of a house: about two thirds are plausible (an action that a live row allows, by
// one of the agents it names, at a time of its own), the rest are hostile (any sender, ids that are 0, ended, next or
// huge, amounts of 0 and MaxAmount, nobody and vaults as arguments). Time never goes back; it prefers the seconds
// before, at and after every deadline, which it finds as the Seconds of a live row plus the times among the
// parameters.
//
// What comes next depends on the state of the house and on the luck alone, so a seed repeats a sequence. Every agent
// in a call has an account in the world, and no vault and no Nobody sends anything: on the chain they cannot either.
type Gen struct {
	// Genesis also yields genesis actions, sent by people, who are refused. They have no counterpart on the chain.
	Genesis bool
	// Blobs are handles to use as arguments beside 0, the empty one.
	Blobs []sim.Blob

	house  *mechanisms.House
	people sim.Population
	luck   Luck
	now    sim.Second
	pools  []*pool
	last   target // of the call before
	burst  int    // calls to come before time passes

	parties []sim.Agent // the sender and the accounts among the arguments so far
}

// target is the row that a call is about.
type target struct {
	*pool
	id     uint64
	values []any
}

// Luck is where a Gen takes its choices from: a sim.Rand, or the bytes of a fuzzer.
type Luck interface {
	Uint64() uint64
	Uint64n(n uint64) uint64 // in [0, n)
	Uniform(low, high int64) int64
}

// NewGen makes the people of a house send calls, by the given luck.
func NewGen(h *mechanisms.House, people sim.Population, luck sim.Rand) *Gen {
	return NewGenOf(h, people, &luck)
}

// NewGenOf is NewGen with luck of another kind.
func NewGenOf(h *mechanisms.House, people sim.Population, luck Luck) *Gen {
	g := &Gen{house: h, people: people, luck: luck}
	for _, b := range h.Instances {
		for _, v := range b.Mechanism.Views {
			g.pools = append(g.pools, &pool{bound: b, view: v, seen: 1, fit: map[string][]mechanisms.Action{}})
		}
	}
	return g
}

// Next is the next call. The one before must have been made.
func (g *Gen) Next() Step {
	g.begin()
	t, ok := g.pick()
	t, aimed := g.pass(t, ok)
	dice := g.below(100)
	switch {
	case ok && (dice < 60 || aimed && dice < 90):
		return g.fitting(t)
	case dice < 75:
		return g.opening()
	}
	return g.any(t, ok)
}

// Of is a call of a given action: plausible, about a row that it fits if there is one, or hostile. Little time passes. The
// call before must have been made.
func (g *Gen) Of(b *mechanisms.Bound, a mechanisms.Action, hostile bool) Step {
	g.begin()
	var fitting []target
	for _, p := range g.pools {
		for _, id := range p.live[max(0, len(p.live)-8):] {
			if p.bound == b && slices.Contains(p.fits(p.view.Status(b, id)), a) {
				fitting = append(fitting, p.row(id))
			}
		}
	}
	t, about := target{}, len(fitting) > 0
	if about {
		t = one(g, fitting...)
	} else {
		t, about = g.live()
	}
	t, _ = g.pass(t, about)
	who := g.person()
	if about && g.below(10) > 0 {
		if named := g.named(t); len(named) > 0 {
			who = one(g, named...)
		}
	}
	return g.step(b, a, who, t, about && t.bound == b, hostile)
}

// begin brings the pools and the clock up to date.
func (g *Gen) begin() {
	for _, p := range g.pools {
		p.update()
	}
	if g.house.World.Second() > g.now {
		g.now = g.house.World.Second()
	}
}

// pick is a live row, of the pools that have one: often that of the call before, so that a row goes through its life,
// else mostly one of the newest, since most of their deadlines are to come. The instance under test, the last of the
// house, has more than its share.
func (g *Gen) pick() (target, bool) {
	t, ok := g.live()
	if last := g.last; last.pool != nil && g.below(10) < 4 && slices.Contains(last.live, last.id) {
		t = last.pool.row(last.id)
	}
	g.last = t
	return t, ok
}

// live is a live row, mostly a new one.
func (g *Gen) live() (target, bool) {
	var full, tested []*pool
	for _, p := range g.pools {
		if len(p.live) == 0 {
			continue
		}
		full = append(full, p)
		if p.bound == g.house.Instances[len(g.house.Instances)-1] {
			tested = append(tested, p)
		}
	}
	if len(full) == 0 {
		return target{}, false
	}
	if len(tested) > 0 && g.below(3) == 0 {
		full = tested
	}
	p := full[g.below(len(full))]
	return p.row(p.live[g.recent(len(p.live))]), true
}

// pass lets time pass: hardly any within a burst of calls, in which a row can go through its life; between two bursts
// to a deadline of a few rows, mostly one of the next, and the call is about that row (aimed).
func (g *Gen) pass(t target, ok bool) (about target, aimed bool) {
	if g.burst > 0 {
		g.burst--
		if g.below(8) == 0 {
			g.now += sim.Second(g.below(30))
		}
		return t, false
	}
	g.burst = g.below(40)
	switch g.below(50) {
	case 0:
		g.now += sim.Second(g.below(int(30 * sim.Day)))
		return t, false
	case 1, 2, 3:
		return t, false
	}
	if !ok {
		return t, false
	}
	var moments []moment
	for i := range 6 {
		if i > 0 {
			t, _ = g.live()
		}
		for _, at := range g.moments(t) {
			moments = append(moments, moment{at, t})
		}
	}
	if len(moments) == 0 {
		return t, false
	}
	slices.SortStableFunc(moments, func(a, b moment) int { return int(a.at - b.at) })
	if g.below(10) < 7 {
		moments = moments[:min(6, len(moments))]
	}
	next := moments[g.below(len(moments))]
	g.now, g.last = next.at, next.target
	return next.target, true
}

// fitting is a call that the row's status allows, nine times in ten by an agent that the row names.
func (g *Gen) fitting(t target) Step {
	fit := t.fits(t.view.Status(t.bound, t.id))
	if len(fit) == 0 {
		return g.any(t, true)
	}
	a := fit[g.below(len(fit))]
	if t.ends(a) && g.below(2) == 0 {
		return g.opening() // so that rows live long enough to meet
	}
	who := g.person()
	if named := g.named(t); len(named) > 0 && g.below(10) > 0 {
		who = named[g.below(len(named))]
	}
	return g.step(t.bound, a, who, t, true, false)
}

// ends says whether an action does nothing but end rows, or leave them where no action finds them.
func (p *pool) ends(a mechanisms.Action) bool {
	return len(a.Edges()) > 0 && !slices.ContainsFunc(a.Edges(), func(e mechanisms.Edge) bool {
		return e.To != mechanisms.Ended && len(p.fits(e.To)) > 0
	})
}

// named are the people that a row names.
func (g *Gen) named(t target) []sim.Agent {
	var named []sim.Agent
	for _, v := range t.values {
		if a, ok := v.(sim.Agent); ok && g.people.Contains(a) {
			named = append(named, a)
		}
	}
	return named
}

// opening is a plausible call of an action that is about no row that is there: one that opens a row or has no edges.
func (g *Gen) opening() Step {
	b := g.house.Instances[g.below(len(g.house.Instances))]
	if g.below(3) == 0 {
		b = g.house.Instances[len(g.house.Instances)-1]
	}
	var fit []mechanisms.Action
	for _, a := range b.Mechanism.Actions {
		if edges := a.Edges(); !a.Genesis() && (len(edges) == 0 || edges[0].From == "") && !aboutRow(a) {
			fit = append(fit, a)
		}
	}
	if len(fit) == 0 {
		return g.any(target{}, false)
	}
	return g.step(b, fit[g.below(len(fit))], g.person(), target{}, false, false)
}

// aboutRow says whether an action names a row.
func aboutRow(a mechanisms.Action) bool {
	return slices.ContainsFunc(a.Args(), func(f mechanisms.Field) bool { return f.Row != "" })
}

// any is a hostile call.
func (g *Gen) any(t target, ok bool) Step {
	b := g.house.Instances[g.below(len(g.house.Instances))]
	if ok && g.below(2) == 0 {
		b = t.bound
	}
	for {
		a := b.Mechanism.Actions[g.below(len(b.Mechanism.Actions))]
		if a.Genesis() && (!g.Genesis || g.below(8) > 0) {
			continue
		}
		who, about := g.person(), ok && g.below(2) == 0
		if named := g.named(t); about && len(named) > 0 && g.below(2) == 0 {
			who = named[g.below(len(named))]
		}
		return g.step(b, a, who, t, about, true)
	}
}

func (g *Gen) step(b *mechanisms.Bound, a mechanisms.Action, who sim.Agent, t target, about, hostile bool) Step {
	fields := a.Args()
	values := make([]any, len(fields))
	g.parties = append(g.parties[:0], who)
	for i, f := range fields {
		if about && f.Row == t.view.Name() && b == t.bound {
			values[i] = t.id
			continue
		}
		if f.Sealed && g.below(8) > 0 {
			if seal, ok := g.seal(b, t, who); ok {
				values[i] = seal
				continue
			}
		}
		values[i] = g.value(b, f, f.Type, who, hostile)
		if party, ok := values[i].(sim.Agent); ok {
			g.parties = append(g.parties, party)
		}
	}
	row, err := mechanisms.RowOf(fields, values)
	if err != nil {
		panic("calltest: " + err.Error())
	}
	return Step{b, a, mechanisms.Call{Now: g.now, Who: who}, row}
}

// seal is a commitment of the sender, or, now and then, one copied from somebody else.
func (g *Gen) seal(b *mechanisms.Bound, t target, who sim.Agent) ([32]byte, bool) {
	if g.below(8) == 0 {
		who = g.person()
	}
	return b.Sample(t.id, who, g.luck.Uint64())
}

func (g *Gen) person() sim.Agent { return g.people.First + sim.Agent(g.below(int(g.people.Size))) }

func (g *Gen) below(n int) int { return int(g.luck.Uint64n(uint64(n))) }
