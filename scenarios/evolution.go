package scenarios

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// EvolutionSetup lets populations grow and shrink with what they earn; see agents.Evolution. The zero value lets none.
type EvolutionSetup struct {
	Every  sim.Second // length of a generation
	Rest   sim.Second // its last part, in which no new deal begins
	Groups []GroupSetup
}

// GroupSetup is populations between which agents change; their sizes are what they start with.
type GroupSetup struct {
	Name        string
	Populations []string
	agents.Revision
}

const evolution = "evolution" // key of the section, owner of its parameters and metrics

// Parameters of a section evolution; those from rule on belong to a group.
var (
	paramEvery = mechanisms.Param{Key: "every", Kind: mechanisms.KindSeconds, Unit: "s", Min: "1s", Default: "10d",
		Doc: "Length of a generation."}
	paramRest = mechanisms.Param{Key: "rest", Kind: mechanisms.KindSeconds, Unit: "s",
		Doc: "Last part of a generation, in which no new deal begins and those under way end; half of it by default."}
	paramRule = mechanisms.Param{Key: "rule", Kind: mechanisms.KindChoice, Unit: "choice", Default: agents.Replicator,
		Choices: []string{agents.Replicator, agents.Imitation}, Doc: "How shares follow payoffs."}
	paramRate = mechanisms.Param{Key: "rate", Kind: mechanisms.KindProb, Min: "0.0001%", Default: "1%",
		Doc: "Growth of a share in a generation when its payoff per deal is scale above the mean (replicator); " +
			"share of the agents who look at another one (imitation)."}
	paramScale = mechanisms.Param{Key: "scale", Kind: mechanisms.KindAmount, Unit: "DPMN", Min: "0.000000001 DPMN",
		Max: "1000000000 DPMN", Default: "1 DPMN", Doc: "Difference of payoffs per deal that rate is for; " +
			"imitation is certain from there on."}
	paramMutation = mechanisms.Param{Key: "mutation", Kind: mechanisms.KindProb, Default: "0%",
		Doc: "Share of the agents who change to a strategy of the group at random in a generation."}
	paramStart = mechanisms.Param{Key: "start", Kind: mechanisms.KindProb,
		Doc: "Share of its group that a population starts with: moves the sizes of all of the group."}
)

// group is the group of a population, or nil.
func (e *EvolutionSetup) group(population string) *GroupSetup {
	for i := range e.Groups {
		if slices.Contains(e.Groups[i].Populations, population) {
			return &e.Groups[i]
		}
	}
	return nil
}

// bodies is how many accounts a population has: in a group, as many as the group has agents.
func (s *Setup) bodies(p PopulationSetup) uint32 {
	g := s.Evolution.group(p.Name)
	if g == nil {
		return p.Size
	}
	return uint32(min(s.groupSize(g), math.MaxUint32-1)) // of two such populations there are too many for a world
}

// groupSize is the number of agents of all populations of a group.
func (s *Setup) groupSize(g *GroupSetup) uint64 {
	total := uint64(0)
	for _, name := range g.Populations {
		total += uint64(s.population(name).Size)
	}
	return total
}

func (s *Setup) population(name string) *PopulationSetup {
	i := slices.IndexFunc(s.Populations, func(p PopulationSetup) bool { return p.Name == name })
	return &s.Populations[i]
}

// checkEvolution says what about generations does not fit together.
func (s *Setup) checkEvolution() error {
	e := &s.Evolution
	if len(e.Groups) == 0 {
		return nil
	}
	if s.Horizon == 0 {
		return errors.New("generations follow each other for ever: give the scenario a horizon, e.g. \"horizon: 1y\"")
	}
	if e.Rest >= e.Every {
		return fmt.Errorf("a generation of %s rests for %s and never trades", e.Every, e.Rest)
	}
	supply := sim.Amount(0)
	for _, p := range s.Populations {
		n := sim.Amount(s.bodies(p))
		if n > 0 && p.Balance > (sim.MaxAmount-supply)/n {
			return fmt.Errorf("%s has %d accounts, as many as its group has agents, and with %s each there is more money "+
				"than there can be (%s in all)", p.Name, n, p.Balance, sim.MaxAmount)
		}
		supply += p.Balance * n
	}
	return nil
}

// evolve starts the evolution of a world whose strategies are bound.
func (w *World) evolve(e *EvolutionSetup) {
	if len(e.Groups) == 0 {
		return
	}
	var groups []agents.Group
	for _, g := range e.Groups {
		group := agents.Group{Revision: g.Revision}
		for i, p := range w.setup.Populations {
			if slices.Contains(g.Populations, p.Name) {
				group.Members = append(group.Members, w.Strategies[i])
				group.Sizes = append(group.Sizes, p.Size)
			}
		}
		groups = append(groups, group)
	}
	w.Evolution = agents.NewEvolution(w.Strategies, e.Every, e.Rest, groups)
}

// Metrics of an evolving population, and of evolution itself.
var (
	evolving = []mechanisms.MetricInfo{
		{Name: "share", Doc: "share of its group"},
		{Name: "earned", Unit: "DPMN", Doc: "payoff per deal in the last generation, not defined without deals"},
	}
	generations = []mechanisms.MetricInfo{
		{Name: "generations", Doc: "generations that have ended"},
		{Name: "unfinished", Doc: "deals under way when their generation ended, over all generations"},
	}
)

// memberColumns are the metrics of an evolving population beside its others.
func (e *EvolutionSetup) memberColumns(population string) (columns []experiment.Column) {
	if e.group(population) != nil {
		for _, m := range evolving {
			columns = append(columns, experiment.Column{Population: population, Metric: m.Name, Unit: m.Unit})
		}
	}
	return columns
}

// columns are the metrics of evolution itself.
func (e *EvolutionSetup) columns() (columns []experiment.Column) {
	if len(e.Groups) > 0 {
		for _, m := range generations {
			columns = append(columns, experiment.Column{Population: evolution, Metric: m.Name, Unit: m.Unit, Integer: true})
		}
	}
	return columns
}

// share and payoff of the last generation, as memberColumns lists them.
func memberValues(m agents.Member) [2]float64 {
	earned := math.NaN()
	if m.Traded > 0 {
		earned = sim.Amount(m.Earned).Tokens()
	}
	return [2]float64{float64(m.Share) / agents.Whole, earned}
}
