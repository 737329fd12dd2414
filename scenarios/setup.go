package scenarios

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Setup is one point of a scenario, spelled out: all that a trial needs beside its seed.
type Setup struct {
	Mechanisms  []MechanismSetup // in building order; the token first
	Populations []PopulationSetup
	Fee         sim.Amount   // cost of sending any action
	Fees        []FeeSetup   // of certain actions, instead of Fee
	Capital     int64        // cost of locked money, parts per billion a year
	Blocks      *BlocksSetup // nil: actions are executed at once
	Evolution   EvolutionSetup
	Horizon     sim.Second // end of the trial; 0 runs until nothing is pending
	Sample      sim.Second // time between two samples of the metrics; 0 samples the end only
	MemoryLimit int64      // bytes a world may take; 0 is no limit
	Trunk       *Trunk     // what its trials go on from; nil for those that begin at second 0
	MaxEvents   uint64     // after which a trial is given up as endless; 0: after 2^36
}

// MechanismSetup is an instance of a mechanism.
type MechanismSetup struct {
	Name      string
	Mechanism *mechanisms.Mechanism
	Params    any // pointer, as from Mechanism.Defaults
	Needs     map[string]string
}

// PopulationSetup is a population.
type PopulationSetup struct {
	Name    string
	Card    *agents.Card
	Size    uint32     // of an evolving one, at the start
	Balance sim.Amount // of each agent at genesis
	Params  any        // pointer, as from Card.Defaults
	Uses    map[string]string
	Luck    string // population whose luck its agents have; "" is its own
}

// FeeSetup is the cost of sending one action.
type FeeSetup struct {
	Instance, Action string
	Fee              sim.Amount
}

// World is a trial, built and ready to run.
type World struct {
	*sim.World
	House      *mechanisms.House
	Strategies []*agents.Bound
	Evolution  *agents.Evolution // nil when no population evolves
	setup      *Setup
	samples    *sim.Column[experiment.Row] // nil when only the end is read
	markets    *agents.Markets
}

// Build builds the world of a trial at second 0, genesis included, whether or not it has a trunk (see Begin). onJournal,
// when not nil, is called before the first journal row, to set a writer. Errors: parameters that do not fit together, money beyond what the supply can hold, more
// memory than allowed (*sim.MemoryError).
func (s *Setup) Build(seed uint64, onJournal func(*sim.Journal)) (w *World, err error) {
	w, err = s.Stage(seed)
	if err != nil {
		return nil, err
	}
	if onJournal != nil {
		onJournal(w.Journal)
	}
	if err := s.genesis(w.House); err != nil {
		return nil, err
	}
	defer sim.RecoverMemory(&err)
	w.markets = &agents.Markets{}
	for _, p := range s.Populations {
		population, _ := w.Population(p.Name)
		b := &agents.Build{World: w.World, House: w.House, Markets: w.markets, Population: population, Uses: p.Uses,
			Evolves: s.Evolution.group(p.Name) != nil}
		bound, err := p.Card.Bind(b, p.Params)
		if err != nil {
			return nil, err
		}
		w.Strategies = append(w.Strategies, bound)
	}
	w.evolve(&s.Evolution)
	if s.Sample > 0 {
		w.sample()
	}
	return w, nil
}

// Stage builds the world with its mechanisms only: no money, no agents. Replay fills it from a journal.
func (s *Setup) Stage(seed uint64) (w *World, err error) {
	defer sim.RecoverMemory(&err)
	c := sim.Config{Seed: seed, Capital: s.Capital, MemoryLimit: s.MemoryLimit, Luck: map[string]string{}}
	for _, m := range s.Mechanisms {
		c.Populations = append(c.Populations, sim.Group{Name: m.Name, Size: 1})
	}
	for _, p := range s.Populations {
		c.Populations = append(c.Populations, sim.Group{Name: p.Name, Size: s.bodies(p)})
		if p.Luck != "" {
			c.Luck[p.Name] = p.Luck
		}
	}
	world, err := sim.NewWorld(c)
	if err != nil {
		return nil, err
	}
	w = &World{World: world, House: mechanisms.NewHouse(world), setup: s}
	for _, m := range s.Mechanisms {
		if _, err := w.House.Add(m.Name, m.Mechanism, m.Params, m.Needs); err != nil {
			return nil, err
		}
	}
	if err := s.fees(w.House); err != nil {
		return nil, err
	}
	return w, s.Blocks.settle(w)
}

func (s *Setup) fees(h *mechanisms.House) error {
	if s.Fee > 0 {
		for _, b := range h.Instances {
			for _, a := range b.Mechanism.Actions {
				h.Charge(b, a, s.Fee)
			}
		}
	}
	for _, f := range s.Fees {
		b := h.Find(f.Instance)
		if b == nil || b.Mechanism.Action(f.Action) == nil {
			return fmt.Errorf("fees: there is no action %s.%s", f.Instance, f.Action)
		}
		h.Charge(b, b.Mechanism.Action(f.Action), f.Fee)
	}
	return nil
}

// genesis mints every population's balance and allows the mechanisms to take what agents agree to, by journalled
// calls, so that a journal re-executes from nothing.
func (s *Setup) genesis(h *mechanisms.House) error {
	for _, p := range s.Populations {
		people, _ := h.World.Population(p.Name)
		if err := h.Genesis(people.First, people.Size, p.Balance); err != nil {
			return fmt.Errorf("population %s: %w", p.Name, err)
		}
	}
	return h.Introduce()
}

// Columns lists the metrics of every trial of the scenario, in the order of Result.Rows.
func (s *Setup) Columns() []experiment.Column {
	var columns []experiment.Column
	add := func(of string, m mechanisms.MetricInfo) {
		columns = append(columns, experiment.Column{Population: of, Metric: m.Name, Unit: m.Unit, Integer: true})
	}
	for _, m := range s.Mechanisms {
		for _, info := range m.Mechanism.Metrics {
			add(m.Name, info)
		}
	}
	for _, p := range s.Populations {
		for _, info := range agents.Common {
			add(p.Name, info)
		}
		for _, info := range p.Card.Metrics {
			add(p.Name, info)
		}
		columns = append(columns, experiment.Column{Population: p.Name, Metric: "payoff", Unit: "DPMN"})
		columns = append(columns, s.Evolution.memberColumns(p.Name)...)
	}
	return append(append(columns, s.Evolution.columns()...), s.Blocks.columns()...)
}

var errHorizon = errors.New("agents act for ever: give the scenario a horizon, or the consumers a number of deals")
