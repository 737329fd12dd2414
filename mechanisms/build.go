package mechanisms

import (
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/internal/ethereum"
	"github.com/dopamine-network/dopasim/sim"
)

// House holds the mechanisms of one world: it gives instances their number and finds them for each other.
type House struct {
	World     *sim.World
	Instances []*Bound
	// record, when set, hears every event emitted (replay and tests).
	record func(Logged)
	// addresses that were asked for: deriving one takes longer than a deal.
	addresses map[sim.Agent]ethereum.Address
	blocks    *Blocks // nil under instant settlement
}

// NewHouse is an empty house in w.
func NewHouse(w *sim.World) *House { return &House{World: w} }

// Build is what an instance is built with.
type Build struct {
	House   *House
	World   *sim.World
	Name    string            // of the instance
	Account sim.Agent         // its account: the vault, the contract's address
	Needs   map[string]string // need -> name of the instance that fills it; default: the need's own name
	bound   *Bound
}

// Bound is an instance without the type of its state.
type Bound struct {
	Mechanism *Mechanism
	Name      string
	Account   sim.Agent
	House     *House
	World     *sim.World
	Params    any      // pointer, as from Defaults
	Needs     []*Bound // what fills each of Mechanism.Needs, in that order; nil for an optional need that nobody fills

	realHashes bool // see HashCommitments

	state   any
	code    uint16       // of its first action: number of the instance << 8
	heard   []any        // slabs by event; nil while nobody listens
	refused []any        // slabs by action; nil while nobody listens
	fees    []sim.Amount // by action: what sending it costs; nil when nothing costs anything
	metrics []func() int64
	checks  []func() error
}

// Instance is a mechanism at work.
type Instance[S any] struct {
	*Bound
	State *S
}

// InstanceOf gives a Bound its type back.
func InstanceOf[S any](b *Bound) (*Instance[S], error) {
	s, ok := b.state.(*S)
	if !ok {
		return nil, fmt.Errorf("%s is a %s, not a %T", b.Name, b.Mechanism.Name, s)
	}
	return &Instance[S]{b, s}, nil
}

// Add builds an instance called name of mechanism m. Errors: a name used twice, no population of that name to be its
// account, parameters that do not fit together, a need that nobody fills.
func (h *House) Add(name string, m *Mechanism, params any, needs map[string]string) (*Bound, error) {
	p, ok := h.World.Population(name)
	if !ok {
		return nil, fmt.Errorf("mechanism %s: it has no account", name)
	}
	if h.Find(name) != nil || len(h.Instances) == 255 {
		return nil, fmt.Errorf("mechanism %s: its name is used twice or there are more than 255", name)
	}
	b := &Build{House: h, World: h.World, Name: name, Account: p.First, Needs: needs}
	bound, err := m.Instantiate(b, params)
	if err != nil {
		return nil, fmt.Errorf("mechanism %s: %w", name, err)
	}
	h.Instances = append(h.Instances, bound)
	return bound, nil
}

// Owner is the instance whose account it is, or nil: a mechanism answers whoever called it.
func (h *House) Owner(account sim.Agent) *Bound {
	for _, b := range h.Instances {
		if b.Account == account {
			return b
		}
	}
	return nil
}

// Find is the instance called name, or nil.
func (h *House) Find(name string) *Bound {
	for _, b := range h.Instances {
		if b.Name == name {
			return b
		}
	}
	return nil
}

// Use is the instance that fills need, seen through the interface I.
func Use[I any](b *Build, need string) (I, error) {
	var none I
	name := b.filler(need)
	found := b.House.Find(name)
	if found == nil {
		return none, fmt.Errorf("needs %s, but there is no mechanism %q before it", need, name)
	}
	i, ok := found.state.(I)
	if !ok {
		return none, fmt.Errorf("needs %s, but %s is a %s", need, name, found.Mechanism.Name)
	}
	return i, nil
}

// UseIf is Use for an optional need: ok is false when nobody fills it.
func UseIf[I any](b *Build, need string) (i I, ok bool, err error) {
	if b.House.Find(b.filler(need)) == nil {
		return i, false, nil
	}
	i, err = Use[I](b, need)
	return i, err == nil, err
}

// filler is the name of the instance that fills need.
func (b *Build) filler(need string) string {
	if name, ok := b.Needs[need]; ok {
		return name
	}
	return need
}

// Bound is the instance being built: its state keeps it to emit events.
func (b *Build) Bound() *Bound { return b.bound }

func bindState[P, S any](m *Mechanism, s Spec[P, S], b *Build, params P) (*Bound, error) {
	bound := &Bound{
		Mechanism: m, Name: b.Name, Account: b.Account, House: b.House, World: b.World, Params: &params,
		code: uint16(len(b.House.Instances)) << 8,
	}
	b.bound = bound
	for _, need := range m.Needs {
		bound.Needs = append(bound.Needs, b.House.Find(b.filler(need.Name)))
	}
	slabs := make([]any, len(m.Events)+len(m.Actions))
	bound.heard, bound.refused = slabs[:len(m.Events)], slabs[len(m.Events):]
	state, err := s.New(b, params)
	if err != nil {
		return nil, err
	}
	bound.state = state
	bound.metrics = make([]func() int64, 0, len(s.Metrics))
	for _, x := range s.Metrics {
		bound.metrics = append(bound.metrics, func() int64 { return x.Read(state) })
	}
	for _, x := range s.Invariants {
		bound.checks = append(bound.checks, func() error {
			if err := x.Check(state); err != nil {
				return fmt.Errorf("%s: %s: %w", bound.Name, x.Name, err)
			}
			return nil
		})
	}
	return bound, nil
}

// State is the state behind the instance, as a pointer.
func (b *Bound) State() any { return b.state }

// Metric reads the i-th metric of the instance's mechanism.
func (b *Bound) Metric(i int) int64 { return b.metrics[i]() }

// Check runs the instance's invariants: the first that is broken.
func (b *Bound) Check() error {
	for _, check := range b.checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// Check runs the money check and every instance's invariants.
func (h *House) Check() error {
	if err := h.World.Ledger.Check(); err != nil {
		return err
	}
	for _, b := range h.Instances {
		if err := b.Check(); err != nil {
			return err
		}
	}
	if h.blocks != nil {
		return h.blocks.Check()
	}
	return nil
}

// Record makes every event go to f as well, in order; nil stops it.
func (h *House) Record(f func(Logged)) { h.record = f }

// Charge sets what sending action of instance costs, under instant settlement.
func (h *House) Charge(instance *Bound, action Action, fee sim.Amount) {
	if instance.fees == nil {
		instance.fees = make([]sim.Amount, len(instance.Mechanism.Actions))
	}
	instance.fees[action.Index()] = fee
}

// Resolve is the instance and the action of a journal code.
func (h *House) Resolve(code uint16) (*Bound, Action, bool) {
	instance, action := int(code>>8), int(code&0xff)
	if instance >= len(h.Instances) || action >= len(h.Instances[instance].Mechanism.Actions) {
		return nil, nil, false
	}
	b := h.Instances[instance]
	return b, b.Mechanism.Actions[action], true
}

// RowSize is the size of the arguments of a journal code: what sim.NewJournalReader wants.
func (h *House) RowSize(code uint16) (int, bool) {
	if code == sim.BlobCode {
		return sim.BlobRow, true
	}
	_, a, ok := h.Resolve(code)
	if !ok {
		return 0, false
	}
	return a.RowSize(), true
}

// Fee is what sending the action called name of an instance costs an agent of a population, by its index in the world; in
// blocks, what it would cost in the next one.
func (h *House) Fee(instance *Bound, name string, population int) sim.Amount {
	if h.blocks != nil {
		return h.blocks.estimate(instance, instance.Mechanism.Action(name).Index(), &h.blocks.bids[population])
	}
	if instance.fees == nil {
		return 0
	}
	return instance.fees[instance.Mechanism.Action(name).Index()]
}

// Treasury is the mechanism that makes the money at genesis.
type Treasury interface {
	// Endow gives x to each of n accounts from first on, and allows spenders to take any amount from them, by
	// journalled calls.
	Endow(first sim.Agent, n uint32, x sim.Amount, spenders []sim.Agent) error
}

// Genesis endows the accounts of a population: money, and leave for every mechanism that needs the token to take what
// its actions say. It is an error when the supply would overflow.
func (h *House) Genesis(first sim.Agent, n uint32, x sim.Amount) error {
	var treasury Treasury
	var spenders []sim.Agent
	for _, b := range h.Instances {
		if t, ok := b.state.(Treasury); ok {
			treasury = t
		}
		if b.takesTokens() {
			spenders = append(spenders, b.Account)
		}
	}
	if treasury == nil {
		return fmt.Errorf("no mechanism makes money")
	}
	return treasury.Endow(first, n, x, spenders)
}

// Introduce lets mechanisms take the tokens of those that pay them when they call (Need.Paid), as the constructors of
// these do on the chain. It belongs to genesis.
func (h *House) Introduce() error {
	for _, b := range h.Instances {
		treasury, ok := b.state.(Treasury)
		if !ok {
			continue
		}
		for _, caller := range h.Instances {
			if spenders := caller.paid(); len(spenders) > 0 {
				if err := treasury.Endow(caller.Account, 1, 0, spenders); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// paid are the accounts of what b pays when it calls.
func (b *Bound) paid() (accounts []sim.Agent) {
	for i, need := range b.Mechanism.Needs {
		if need.Paid && b.Needs[i] != nil {
			accounts = append(accounts, b.Needs[i].Account)
		}
	}
	return accounts
}

// money is the name of the need that says that a mechanism takes tokens.
const money = "token"

func (b *Bound) takesTokens() bool {
	return slices.ContainsFunc(b.Mechanism.Needs, func(n Need) bool { return n.Name == money })
}
