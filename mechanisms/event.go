package mechanisms

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/dopamine-network/dopasim/sim"
)

// Event is an EventType without its type.
type Event interface {
	Name() string
	Doc() string
	Index() int
	Fields() []Field
	bind(m *Mechanism, index int)
	hear(b *Bound, population int, handle func(who sim.Agent, row []byte))
}

// EventType is an event with fields E: the Solidity log, the line in inspect and the notice that wakes an agent.
type EventType[E any] struct {
	name, doc string
	index     int
	layout    layout
	notify    []uintptr // offsets of the agents to notify, in order
}

// NewEvent declares an event. Every sim.Agent field with the tag `notify` gets it as a notice.
func NewEvent[E any](name, doc string) *EventType[E] {
	t := &EventType[E]{name: name, doc: doc, layout: layoutOf(reflect.TypeFor[E]())}
	for _, f := range t.layout.fields {
		if f.Notify && f.Type != Address {
			panic(fmt.Sprintf("mechanisms: event %s: field %s cannot be notified", name, f.Name))
		}
		if f.Notify {
			t.notify = append(t.notify, f.Offset)
		}
	}
	return t
}

func (t *EventType[E]) Name() string                 { return t.name }
func (t *EventType[E]) Doc() string                  { return t.doc }
func (t *EventType[E]) Index() int                   { return t.index }
func (t *EventType[E]) Fields() []Field              { return t.layout.fields }
func (t *EventType[E]) bind(m *Mechanism, index int) { t.index = index }

// Logged is an event that was emitted, for replay, inspect and tests.
type Logged struct {
	From  *Bound
	Event Event
	Row   []byte // its fields, laid out as in a journal row
}

// Emit emits the event from instance b: agents who listen get it as a notice in the next round.
func (t *EventType[E]) Emit(b *Bound, e E) {
	if b.House.record != nil {
		t.log(b, e)
	}
	if b.heard[t.index] == nil {
		return
	}
	s := b.heard[t.index].(*slab[E])
	for _, at := range t.notify {
		who := *(*sim.Agent)(unsafe.Add(unsafe.Pointer(&e), at))
		if s.hears(b.World.PopulationOf(who)) {
			s.notify(b.World, who, e)
		}
	}
}

// log is apart from Emit so that its e escapes to the heap only when events are recorded.
func (t *EventType[E]) log(b *Bound, e E) {
	row := make([]byte, t.layout.size)
	t.layout.put(row, unsafe.Pointer(&e))
	b.House.record(Logged{b, t, row})
}

// On makes handle hear the event, emitted by m, on behalf of the agents of a population (its index in the world).
func On[S, E any](m *Instance[S], t *EventType[E], population int, handle func(sim.Agent, *E)) {
	listen(m.World, &m.heard[t.index], population, handle)
}

// Hear makes handle hear every notice of the event, emitted by b, for the agents of a population, as a journal row of the
// event's fields, before what On has registered hears it. Call it after On.
func Hear(b *Bound, e Event, population int, handle func(who sim.Agent, row []byte)) {
	e.hear(b, population, handle)
}

func (t *EventType[E]) hear(b *Bound, population int, handle func(sim.Agent, []byte)) {
	if b.heard[t.index] == nil {
		b.heard[t.index] = newSlab[E](b.World)
	}
	s := b.heard[t.index].(*slab[E])
	then := s.handlers[population]
	s.handlers[population] = func(who sim.Agent, e *E) {
		row := make([]byte, t.layout.size)
		t.layout.put(row, unsafe.Pointer(e))
		handle(who, row)
		if then != nil {
			then(who, e)
		}
	}
}

// slab keeps the notices of one event of one instance, if anybody hears them, between the round that makes them and the next, which hands
// them out: two buffers that take turns, so that steady state allocates nothing.
type slab[E any] struct {
	kind     uint16
	handlers []func(sim.Agent, *E) // by population
	buffers  [2][]E
	rounds   [2]uint64 // the round in which each buffer was filled
}

func newSlab[E any](w *sim.World) *slab[E] {
	s := &slab[E]{handlers: make([]func(sim.Agent, *E), len(w.Populations()))}
	s.kind = w.Kind(func(e sim.Event) {
		n := e.Argument()
		s.handlers[w.PopulationOf(e.Who)](e.Who, &s.buffers[n&1][n>>1])
	})
	w.Fleeting(s.kind)
	return s
}

// listen makes handle hear what goes through the slab at at, which the first listener makes.
func listen[E any](w *sim.World, at *any, population int, handle func(sim.Agent, *E)) {
	if *at == nil {
		*at = newSlab[E](w)
	}
	s := (*at).(*slab[E])
	if s.handlers[population] != nil {
		panic(fmt.Sprintf("mechanisms: population %d listens twice to %T", population, *new(E)))
	}
	s.handlers[population] = handle
}

func (s *slab[E]) hears(population int) bool { return s.handlers[population] != nil }

func (s *slab[E]) notify(w *sim.World, who sim.Agent, e E) {
	round := w.Round()
	side := round & 1
	if s.rounds[side] != round {
		s.rounds[side], s.buffers[side] = round, s.buffers[side][:0]
	}
	n := uint64(len(s.buffers[side]))
	s.buffers[side] = append(s.buffers[side], e)
	w.Schedule(w.Now(), who, s.kind, n<<1|side)
}
