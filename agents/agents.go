// Package agents is the kit of strategies: how the populations of a scenario act through the mechanisms. A strategy
// is one stateless value per population; what differs between agents lives in columns. Strategies react to notices
// and timers and never to the return value of what they send, so that the same strategy runs under instant and under
// block settlement.
//
// Read Strategy and Build first, then Market, where consumers find providers and goods change hands outside the
// chain, then Evolution, which lets populations grow and shrink with what they earn. The folders below hold the
// strategies of each role.
package agents

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Strategy declares how one kind of agent acts, with parameters P.
type Strategy[P any] struct {
	Role   string // "provider": the folder below agents
	Name   string // "honest"
	Doc    string // one sentence
	Source string // section of the paper or of the literature
	Params P      // defaults, described as a mechanism's are
	// Metrics are the counters that the strategy keeps for its population.
	Metrics []mechanisms.MetricInfo
	// State is the bytes that the strategy keeps per agent, for the memory estimate.
	State int64
	// New binds the strategy to the population of b: its notices, timers and state.
	New func(b *Build, p P) error
}

// Card is a registered strategy without its type.
type Card struct {
	Role, Name, Doc, Source string
	Metrics                 []mechanisms.MetricInfo
	State                   int64

	defaults func() any
	build    func(*Build, any) error
}

// Defaults is a pointer to a fresh copy of the default parameters.
func (c *Card) Defaults() any { return c.defaults() }

// Params describes the parameters.
func (c *Card) Params() []mechanisms.Param { return mechanisms.ParamsOf(c.defaults()) }

// Common are the metrics that every population has, whatever its strategy.
var Common = []mechanisms.MetricInfo{
	{Name: "agents", Doc: "agents of the population; of an evolving one, those that are active"},
	{Name: "deals", Doc: "deals that its agents took part in"},
	{Name: "money", Unit: "DPMN", Doc: "change of its money since genesis"},
	{Name: "holding", Unit: "DPMN", Doc: "money it holds, outside vaults"},
	{Name: "value", Unit: "DPMN", Doc: "worth, to itself, of what it received"},
	{Name: "effort", Unit: "DPMN", Doc: "cost of the work it did"},
	{Name: "fees", Unit: "DPMN", Doc: "cost of the actions it sent"},
	{Name: "capital", Unit: "DPMN", Doc: "cost of its money while it was locked"},
	{Name: "total", Unit: "DPMN", Doc: "payoff of all its agents: money + value - effort - fees - capital"},
}

var registry []*Card

// Register adds a strategy to the registry; it panics on a mistake in the declaration.
func Register[P any](s Strategy[P]) *Card {
	if s.Role == "" || s.Name == "" || s.Doc == "" || s.Source == "" || Lookup(s.Role, s.Name) != nil {
		panic(fmt.Sprintf("agents: strategy %s/%s: a field is missing or it is registered twice", s.Role, s.Name))
	}
	c := &Card{
		Role: s.Role, Name: s.Name, Doc: s.Doc, Source: s.Source, Metrics: s.Metrics, State: s.State,
		defaults: func() any { p := s.Params; return &p },
		build:    func(b *Build, p any) error { return s.New(b, *p.(*P)) },
	}
	registry = append(registry, c)
	slices.SortFunc(registry, func(a, b *Card) int { return strings.Compare(a.Role+"/"+a.Name, b.Role+"/"+b.Name) })
	return c
}

// Lookup is the strategy name of a role, or nil.
func Lookup(role, name string) *Card {
	for _, c := range registry {
		if c.Role == role && c.Name == name {
			return c
		}
	}
	return nil
}

// All lists the registered strategies by role and name.
func All() []*Card { return slices.Clone(registry) }

// Build is what a strategy is bound with: its population and the world around it.
type Build struct {
	World      *sim.World
	House      *mechanisms.House
	Markets    *Markets
	Population sim.Population
	Index      int               // of the population in the world
	Evolves    bool              // whether it grows and shrinks: some of its accounts may be dormant
	Uses       map[string]string // mechanism -> instance, where there is more than one of a kind

	// Inside is what the strategy shows of itself to whoever built the world; most show nothing.
	Inside any

	card     *Card
	key      sim.LuckKey
	counters *sim.Column[int64] // [0] is deals, then the card's metrics
	active   *uint32            // agents that may begin something new: the first so many
}

// Bind binds a strategy to a population. params is a pointer as from Defaults.
func (c *Card) Bind(b *Build, params any) (*Bound, error) {
	b.card, b.key = c, b.Population.Key()
	b.counters = sim.NewColumn[int64](b.World, b.Population.Name+".counters", 1+len(c.Metrics))
	b.active = &sim.NewColumn[uint32](b.World, b.Population.Name+".active", 1).Rows[0]
	*b.active = b.Population.Size
	for i, p := range b.World.Populations() {
		if p.Name == b.Population.Name {
			b.Index = i
		}
	}
	if err := c.build(b, params); err != nil {
		return nil, fmt.Errorf("population %s: %w", b.Population.Name, err)
	}
	return &Bound{c, b}, nil
}

// Bound is a strategy at work.
type Bound struct {
	Card *Card
	b    *Build
}

// Counter reads the strategy's i-th metric.
func (b *Bound) Counter(i int) int64 { return b.b.counters.Rows[1+i] }

// Deals is the number of deals that the population took part in.
func (b *Bound) Deals() int64 { return b.b.counters.Rows[0] }

// Inside is what the strategy shows of itself; nil for most.
func (b *Bound) Inside() any { return b.b.Inside }

// Population is the population the strategy is bound to.
func (b *Bound) Population() sim.Population { return b.b.Population }

// Counter is the place of one of the strategy's declared metrics.
func (b *Build) Counter(name string) *int64 {
	for i, m := range b.card.Metrics {
		if m.Name == name {
			return &b.counters.Rows[1+i]
		}
	}
	panic(fmt.Sprintf("agents: strategy %s/%s does not declare metric %q", b.card.Role, b.card.Name, name))
}

// DealCount is the place of the count of deals.
func (b *Build) DealCount() *int64 { return &b.counters.Rows[0] }

// Rand is the n-th private luck of an agent of the population in a stream.
func (b *Build) Rand(s sim.Stream, who sim.Agent, n uint64) sim.Rand {
	return sim.NewRand(b.World.Seed(), s, b.key.Luck(uint64(who-b.Population.First)), n)
}

// Timer registers what happens when a timer of the population goes off.
func (b *Build) Timer(handle func(who sim.Agent, argument uint64)) Timer {
	kind := b.World.Kind(func(e sim.Event) { handle(e.Who, e.Argument()) })
	return Timer{b.World, kind}
}

// Ahead registers what loads the rows that the timer will need; see sim.World.Ahead.
func (t Timer) Ahead(first, second func(who sim.Agent, argument uint64) uint64) {
	wrap := func(f func(sim.Agent, uint64) uint64) func(sim.Event) uint64 {
		if f == nil {
			return nil
		}
		return func(e sim.Event) uint64 { return f(e.Who, e.Argument()) }
	}
	t.world.Ahead(t.kind, wrap(first), wrap(second))
}

// Timer wakes agents.
type Timer struct {
	world *sim.World
	kind  uint16
}

// At wakes who at a time, or now if that is past; argument must fit 48 bits.
func (t Timer) At(at sim.Time, who sim.Agent, argument uint64) {
	t.world.Schedule(max(at, t.world.Now()), who, t.kind, argument)
}

// After wakes who after a number of nanoseconds.
func (t Timer) After(delay sim.Time, who sim.Agent, argument uint64) {
	t.world.Schedule(t.world.Now().After(delay), who, t.kind, argument)
}

// Instance is the instance of mechanism m that the population uses: the one it names in Uses, else the only one.
func Instance[S any](b *Build, m *mechanisms.Mechanism) (*mechanisms.Instance[S], error) {
	if name, ok := b.Uses[m.Name]; ok {
		found := b.House.Find(name)
		if found == nil {
			return nil, fmt.Errorf("uses %s, which is not a mechanism of the scenario", name)
		}
		return mechanisms.InstanceOf[S](found)
	}
	var only *mechanisms.Bound
	for _, i := range b.House.Instances {
		if i.Mechanism != m {
			continue
		}
		if only != nil {
			return nil, fmt.Errorf("there is more than one %s: name the one it uses (uses: {%s: %s})", m.Name, m.Name, only.Name)
		}
		only = i
	}
	if only == nil {
		return nil, fmt.Errorf("needs a %s among the mechanisms", m.Name)
	}
	return mechanisms.InstanceOf[S](only)
}
