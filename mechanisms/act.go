package mechanisms

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/dopamine-network/dopasim/sim"
)

// Call is what a mechanism knows of who calls it: whole seconds only, and never luck.
type Call struct {
	Now sim.Second
	Who sim.Agent
}

// Edge is a change of a row's status; "" is a row that does not exist yet, "ended" one that is gone.
type Edge struct{ From, To string }

// Ended is the status of a row that is gone.
const Ended = "ended"

// Action is an Act without its types: what the chain, the docs and the tests work with.
type Action interface {
	Name() string
	Doc() string
	Index() int
	Edges() []Edge
	Args() []Field
	Genesis() bool
	RowSize() int
	// DoRow runs the action with arguments in the form of a journal row, and journals it.
	DoRow(b *Bound, c Call, row []byte) error
	// SendRow is how an agent that does not know the action's types sends it; see Act.Send.
	SendRow(b *Bound, who sim.Agent, row []byte)
	// execute runs what waited for its block.
	execute(b *Bound, c Call, row []byte) error
	bind(m *Mechanism, index int)
}

// Act is an action on state S with arguments A, a flat struct of the closed set of types.
type Act[S, A any] struct {
	name, doc string
	edges     []Edge
	do        func(*S, Call, A) error
	genesis   bool
	mechanism *Mechanism
	index     int
	layout    layout
}

// NewAct declares an action. edges are the changes of status that it may make, "Offered -> Accepted", several
// separated by commas; nothing before the arrow for an action that opens a row, "ended" behind it for one that ends
// it, and "" for an action that changes no row's status. do makes all its checks before its first write, checks
// money last, and returns a declared Revert or nil.
func NewAct[S, A any](name, doc, edges string, do func(*S, Call, A) error) *Act[S, A] {
	return &Act[S, A]{name: name, doc: doc, edges: parseEdges(edges), do: do, layout: layoutOf(reflect.TypeFor[A]())}
}

// NewGenesis declares an action that only Nobody sends, before second 0: it sets up balances and the like, and has no
// counterpart on the chain, where replay puts its effect straight into storage.
func NewGenesis[S, A any](name, doc string, do func(*S, Call, A) error) *Act[S, A] {
	a := NewAct(name, doc, "", do)
	a.genesis = true
	return a
}

func parseEdges(text string) []Edge {
	var edges []Edge
	for part := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		from, to, ok := strings.Cut(part, "->")
		if !ok {
			panic(fmt.Sprintf("mechanisms: %q is not an edge such as \"Offered -> Accepted\"", part))
		}
		edges = append(edges, Edge{strings.TrimSpace(from), strings.TrimSpace(to)})
	}
	return edges
}

func (a *Act[S, A]) Name() string  { return a.name }
func (a *Act[S, A]) Doc() string   { return a.doc }
func (a *Act[S, A]) Index() int    { return a.index }
func (a *Act[S, A]) Edges() []Edge { return a.edges }
func (a *Act[S, A]) Args() []Field { return a.layout.fields }
func (a *Act[S, A]) Genesis() bool { return a.genesis }
func (a *Act[S, A]) RowSize() int  { return a.layout.size }

func (a *Act[S, A]) bind(m *Mechanism, index int) { a.mechanism, a.index = m, index }

// Send is how an agent acts: now under instant settlement, in a later block under block settlement. What came of it
// reaches the agent as notices; a refusal too (see OnRefused). Sending costs the action's fee, also when refused.
func (a *Act[S, A]) Send(m *Instance[S], who sim.Agent, args A) {
	a.send(m.Bound, m.State, who, args)
}

func (a *Act[S, A]) send(b *Bound, state *S, who sim.Agent, args A) {
	if blocks := b.House.blocks; blocks != nil {
		a.layout.put(blocks.submit(b, a.index, who), unsafe.Pointer(&args))
		return
	}
	if b.fees != nil {
		b.World.Ledger.Charge(who, b.fees[a.index])
	}
	if err := a.run(b, state, Call{b.World.Second(), who}, &args); err != nil {
		a.refuse(b, who, args, err)
	}
}

// Do runs the action and journals it: for tests and replay, which want the outcome at once.
func (a *Act[S, A]) Do(m *Instance[S], c Call, args A) error {
	return a.run(m.Bound, m.State, c, &args)
}

func (a *Act[S, A]) run(b *Bound, state *S, c Call, args *A) error {
	err := a.do(state, c, *args)
	outcome := uint16(0)
	if err != nil {
		outcome = b.Mechanism.Outcome(err)
	}
	row := b.World.Journal.Row(c.Now, c.Who, b.code|uint16(a.index), outcome, a.layout.size)
	a.layout.put(row, unsafe.Pointer(args))
	return err
}

// execute implements Action.
func (a *Act[S, A]) execute(b *Bound, c Call, row []byte) error {
	state, args := a.read(b, row)
	err := a.run(b, state, c, &args)
	if err != nil {
		a.refuse(b, c.Who, args, err)
	}
	return err
}

// DoRow implements Action.
func (a *Act[S, A]) DoRow(b *Bound, c Call, row []byte) error {
	state, args := a.read(b, row)
	return a.run(b, state, c, &args)
}

// SendRow implements Action.
func (a *Act[S, A]) SendRow(b *Bound, who sim.Agent, row []byte) {
	state, args := a.read(b, row)
	a.send(b, state, who, args)
}

// read gives an instance and a row their types back.
func (a *Act[S, A]) read(b *Bound, row []byte) (state *S, args A) {
	state, ok := b.state.(*S)
	if !ok || len(row) != a.layout.size {
		panic(fmt.Sprintf("mechanisms: %s.%s called on %s with %d bytes", a.mechanism.Name, a.name, b.Mechanism.Name, len(row)))
	}
	a.layout.get(unsafe.Pointer(&args), row)
	return state, args
}

// Refused is the notice of a refusal.
type Refused[A any] struct {
	Args A
	Why  Revert
}

// OnRefused makes handle hear refusals of an action sent by agents of a population.
func (a *Act[S, A]) OnRefused(m *Instance[S], population int, handle func(sim.Agent, *Refused[A])) {
	listen(m.World, &m.refused[a.index], population, handle)
}

func (a *Act[S, A]) refuse(b *Bound, who sim.Agent, args A, err error) {
	if b.refused[a.index] == nil {
		return
	}
	if s := b.refused[a.index].(*slab[Refused[A]]); s.hears(b.World.PopulationOf(who)) {
		s.notify(b.World, who, Refused[A]{args, err.(Revert)})
	}
}
