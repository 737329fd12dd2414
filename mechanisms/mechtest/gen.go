package mechtest

import (
	"reflect"
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
	luck   sim.Rand
	now    sim.Second
	pools  []*pool
	last   target // of the call before
}

// pool is the live rows of a view of an instance.
type pool struct {
	bound *mechanisms.Bound
	view  mechanisms.View
	live  []uint64
	seen  uint64 // next id when live was last brought up to date
}

// target is the row that a call is about.
type target struct {
	*pool
	id     uint64
	values []any
}

// NewGen makes the people of a house send calls, by the given luck.
func NewGen(h *mechanisms.House, people sim.Population, luck sim.Rand) *Gen {
	g := &Gen{house: h, people: people, luck: luck}
	for _, b := range h.Instances {
		for _, v := range b.Mechanism.Views {
			g.pools = append(g.pools, &pool{bound: b, view: v, seen: 1})
		}
	}
	return g
}

// Next is the next call. The one before must have been made.
func (g *Gen) Next() Step {
	for _, p := range g.pools {
		p.update()
	}
	if g.house.World.Second() > g.now {
		g.now = g.house.World.Second()
	}
	t, ok := g.pick()
	aimed := g.pass(t, ok)
	dice := g.below(100)
	switch {
	case ok && (dice < 60 || aimed && dice < 90):
		return g.fitting(t)
	case dice < 75:
		return g.opening()
	}
	return g.any(t, ok)
}

func (p *pool) update() {
	kept := p.live[:0]
	for _, id := range p.live {
		if p.view.Status(p.bound, id) != mechanisms.Ended {
			kept = append(kept, id)
		}
	}
	p.live = kept
	for next := p.view.Next(p.bound); p.seen < next; p.seen++ {
		if p.view.Status(p.bound, p.seen) != mechanisms.Ended {
			p.live = append(p.live, p.seen)
		}
	}
}

// pick is a live row, of the pools that have one: mostly that of the call before, so that a row goes through its life,
// else half the time the newest, since most of its deadlines are to come.
func (g *Gen) pick() (target, bool) {
	var full []*pool
	for _, p := range g.pools {
		if len(p.live) > 0 {
			full = append(full, p)
		}
	}
	if len(full) == 0 {
		return target{}, false
	}
	p := full[g.below(len(full))]
	id := p.live[len(p.live)-1]
	switch last := g.last; {
	case last.pool != nil && g.below(10) < 7 && slices.Contains(last.live, last.id):
		p, id = last.pool, last.id
	case g.below(2) == 0:
		id = p.live[g.below(len(p.live))]
	}
	values, err := mechanisms.Values(p.view.Fields(), p.view.Row(p.bound, id))
	if err != nil {
		panic("mechtest: " + err.Error())
	}
	g.last = target{p, id, values}
	return g.last, true
}

// pass lets time pass: half the time none or a little, else to a deadline of the row, seldom far. aimed says
// that it is a deadline's time.
func (g *Gen) pass(t target, ok bool) (aimed bool) {
	dice := g.below(100)
	switch {
	case dice < 40:
	case dice < 55:
		g.now += sim.Second(g.below(30))
	case dice < 98 && ok:
		moments := g.moments(t)
		if g.below(3) == 0 {
			moments = moments[:min(3, len(moments))]
		}
		if len(moments) > 0 {
			g.now = moments[g.below(len(moments))]
			return true
		}
	case dice == 99:
		g.now += sim.Second(g.below(int(30 * sim.Day)))
	}
	return false
}

// moments are the seconds around the deadlines of a row that are still to come, the next first.
func (g *Gen) moments(t target) []sim.Second {
	var moments []sim.Second
	periods := append(periodsOf(t.bound.Params), 0)
	for _, v := range t.values {
		from, ok := v.(sim.Second)
		if !ok {
			continue
		}
		for _, period := range periods {
			for d := sim.Second(-1); d <= 1; d++ {
				if at := from + period + d; at >= g.now && at <= g.now+sim.Year {
					moments = append(moments, at)
				}
			}
		}
	}
	slices.Sort(moments)
	return slices.Compact(moments)
}

// periodsOf are the times among parameters, which are a pointer as from Defaults.
func periodsOf(params any) []sim.Second { return paramsOf[sim.Second](params) }

func paramsOf[T any](params any) (found []T) {
	v := reflect.ValueOf(params).Elem()
	for i := range v.NumField() {
		if x, ok := v.Field(i).Interface().(T); ok {
			found = append(found, x)
		}
	}
	return found
}

// fitting is a call that the row's status allows, nine times in ten by an agent that the row names.
func (g *Gen) fitting(t target) Step {
	status := t.view.Status(t.bound, t.id)
	var fit []mechanisms.Action
	for _, a := range t.bound.Mechanism.Actions {
		for _, e := range a.Edges() {
			if e.From == status {
				fit = append(fit, a)
			}
		}
	}
	if len(fit) == 0 {
		return g.any(t, true)
	}
	who := g.person()
	if named := g.named(t); len(named) > 0 && g.below(10) > 0 {
		who = named[g.below(len(named))]
	}
	return g.step(t.bound, fit[g.below(len(fit))], who, t, true, false)
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
	var fit []mechanisms.Action
	for _, a := range b.Mechanism.Actions {
		edges := a.Edges()
		if !a.Genesis() && (len(edges) == 0 || edges[0].From == "") {
			fit = append(fit, a)
		}
	}
	if len(fit) == 0 {
		return g.any(target{}, false)
	}
	return g.step(b, fit[g.below(len(fit))], g.person(), target{}, false, false)
}

// any is a hostile call.
func (g *Gen) any(t target, ok bool) Step {
	b := g.house.Instances[g.below(len(g.house.Instances))]
	for {
		a := b.Mechanism.Actions[g.below(len(b.Mechanism.Actions))]
		if a.Genesis() && (!g.Genesis || g.below(8) > 0) {
			continue
		}
		return g.step(b, a, g.person(), t, ok && g.below(2) == 0, true)
	}
}

func (g *Gen) step(b *mechanisms.Bound, a mechanisms.Action, who sim.Agent, t target, about, hostile bool) Step {
	fields := a.Args()
	values := make([]any, len(fields))
	for i, f := range fields {
		if about && f.Row == t.view.Name() && b == t.bound {
			values[i] = t.id
			continue
		}
		values[i] = g.value(b, f, f.Type, who, hostile)
	}
	row, err := mechanisms.RowOf(fields, values)
	if err != nil {
		panic("mechtest: " + err.Error())
	}
	return Step{b, a, mechanisms.Call{Now: g.now, Who: who}, row}
}

func (g *Gen) person() sim.Agent { return g.people.First + sim.Agent(g.below(int(g.people.Size))) }

func (g *Gen) below(n int) int { return int(g.luck.Uint64n(uint64(n))) }
