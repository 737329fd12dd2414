package scenarios

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/agents/deviant"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// deviance is the strategy, in every role that has it, that does what a table says.
const deviance = "deviant"

// Exploit is what a search came to. Gains are of the population, by seed: what its agents earned with the table less what
// they earned by their own strategy in the same world, for each deal that they made by their own.
type Exploit struct {
	Attack
	Role, Strategy string
	First          uint64 // seed of the first trial that selected
	Start          deviant.Table
	Table          deviant.Table
	Words          []deviant.Words // that tables were made of: those of the notices that came
	Selected       float64         // gain on the seeds that selected it: the largest of many, and so too large
	// Gain on fresh seeds, which had no part in the selection.
	Gain   experiment.Estimate
	Tables int // different ones that were tried
	Trials int // in which they were; those without a deviation and the fresh ones come on top
	Climbs int
}

// Found says whether the table gains: the whole interval of the gain on fresh seeds is above 0.
func (x *Exploit) Found() bool { return x.Gain.Interval() && x.Gain.Low > 0 }

// AttackError is why there cannot be such a search.
type AttackError struct {
	Population string
	Err        error
}

func (e *AttackError) Error() string { return fmt.Sprintf("attack by %s: %v", e.Population, e.Err) }
func (e *AttackError) Unwrap() error { return e.Err }

var errSwept = errors.New("a search is for one point, but the scenario sweeps parameters: fix each of them with --set")

// Search looks for the best deviation from the strategy of a population. The same scenario and attack give the same
// exploit. Errors: *AttackError for a population that is not there, evolves, has a role without a deviant or makes no deal,
// a scenario that sweeps, and numbers that are too small; else what a trial, or ctx, says.
func (s *Scenario) Search(ctx context.Context, a Attack) (*Exploit, error) {
	h, err := s.hunt(ctx, a)
	if err != nil {
		return nil, &AttackError{a.Population, err}
	}
	x := &Exploit{Attack: a, Role: h.population().Card.Role, Strategy: h.population().Card.Name, First: s.Seeds.First}
	if x.Start, err = h.watch(); err != nil {
		return nil, err
	}
	if h.honest, err = h.outcomes("", 0, a.Seeds); err != nil {
		return nil, err
	}
	for _, o := range h.honest {
		if o.deals == 0 {
			return nil, &AttackError{a.Population, errIdle}
		}
		h.deviating.MaxEvents = max(h.deviating.MaxEvents, enough*o.events)
	}
	starts := []deviant.Table{nil, x.Start}
	if len(x.Start) == 0 {
		starts = starts[:1]
	}
	search := experiment.Search[deviant.Table]{
		Budget: a.Budget, Replications: a.Seeds, Cohort: cohort, Patience: patience, Starts: starts,
		Key: deviant.Table.String, Random: h.variation.Random, Mutate: h.variation.Mutate, Simpler: h.variation.Simpler,
		Value: h.gains,
	}
	found, err := search.Run()
	if err != nil {
		return nil, err
	}
	x.Table, x.Words = found.Best, h.variation.Words
	x.Tables, x.Trials, x.Climbs = found.Candidates, found.Asked, found.Climbs
	x.Selected = experiment.Mean(found.Values).Mean
	x.Gain, err = h.fresh(found.Best)
	return x, err
}

const (
	cohort   = 32
	patience = 300
	// enough times as many events as without a deviation end a trial: a table may answer its own notices for ever.
	enough = 20
)

// hunt is a search under way.
type hunt struct {
	context.Context
	Attack
	setup     *Setup // of the scenario
	deviating *Setup // with the population as a deviant
	index     int    // of the population
	seeds     []uint64
	variation *deviant.Variation
	words     []deviant.Words
	heard     map[string]bool
	honest    []outcome // by seed of the selection
}

// outcome is what a population came to in a trial.
type outcome struct {
	total, deals int64
	events       uint64
	endless      bool // it was given up
	heard        []string
}

func (s *Scenario) hunt(ctx context.Context, a Attack) (*hunt, error) {
	setup, err := s.At(0)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(setup.Populations, func(p PopulationSetup) bool { return p.Name == a.Population })
	switch {
	case s.Points() > 1:
		return nil, errSwept
	case i < 0:
		return nil, errors.New("there is no such population")
	case len(setup.Evolution.Groups) > 0:
		return nil, errors.New("populations evolve: what a deviation earns would change who deviates")
	case a.Seeds < 1 || a.Fresh < 2:
		return nil, fmt.Errorf("wants 1 seed or more to select and 2 or more to measure, not %d and %d", a.Seeds, a.Fresh)
	case a.Budget < a.least():
		return nil, fmt.Errorf("%d trials are too few for %d seeds (want at least %d)", a.Budget, a.Seeds, a.least())
	}
	h := &hunt{Context: ctx, Attack: a, setup: setup, index: i, seeds: experiment.Seeds(s.Seeds.First, a.Seeds+a.Fresh),
		variation: deviant.NewVariation(a.Luck), heard: map[string]bool{}}
	h.deviating, err = h.setup.deviate(i, deviant.Nothing)
	return h, err
}

func (h *hunt) population() *PopulationSetup { return &h.setup.Populations[h.index] }

// deviate is the setup with a population that does what a table says, with the parameters that its strategy shares with
// the deviant.
func (s *Setup) deviate(population int, table string) (*Setup, error) {
	c := s.clone()
	p := &c.Populations[population]
	card := agents.Lookup(p.Card.Role, deviance)
	if card == nil || p.Card == card {
		return nil, fmt.Errorf("a %s has no strategy %s to deviate with from %s", p.Card.Role, deviance, p.Card.Name)
	}
	params := card.Defaults()
	own := mechanisms.ParamsOf(p.Params)
	for _, x := range mechanisms.ParamsOf(params) {
		if had, ok := mechanisms.Find(own, x.Key); ok && had.Kind == x.Kind {
			if err := mechanisms.SetParam(params, x.Key, had.Default); err != nil {
				return nil, fmt.Errorf("%s of %s: %w", x.Key, p.Card.Name, err)
			}
		}
	}
	p.Card, p.Params = card, params
	return c, mechanisms.SetParam(params, "table", table)
}

// watch reads off a trial without a deviation what the population does, as a table; it also finds the words.
func (h *hunt) watch() (deviant.Table, error) {
	other, err := h.deviating.Build(h.seeds[0], nil)
	if err != nil { // its strategy does without the contracts that a deviant wants
		return nil, &AttackError{h.Population, err}
	}
	machine := other.Strategies[h.index].Inside().(*deviant.Machine)
	h.words = machine.Words()
	var journal bytes.Buffer
	w, err := h.setup.Build(h.seeds[0], func(j *sim.Journal) { j.SendTo(&journal) })
	if err != nil {
		return nil, err
	}
	people := w.Strategies[h.index].Population()
	r := deviant.Record(w.House, w.markets, people, w.PopulationOf(people.First), machine)
	if _, err := w.Run(h, experiment.Trial{Seed: h.seeds[0]}); err != nil {
		return nil, err
	}
	if err := r.Read(&journal); err != nil {
		return nil, err
	}
	h.listen(r.Heard())
	return r.Table(), nil
}

// listen adds notices that came to those that tables are made of: most that a house has never come.
func (h *hunt) listen(notices []string) {
	for _, name := range notices {
		h.heard[name] = true
	}
	h.variation.Words = slices.DeleteFunc(slices.Clone(h.words), func(w deviant.Words) bool { return !h.heard[w.Notice] })
}

// gains of a table in the trials of the seeds from, ..., to-1 of the selection, in DPMN for each deal.
func (h *hunt) gains(t deviant.Table, from, to int) ([]float64, error) {
	deviating, err := h.outcomes(t.String(), from, to)
	if err != nil {
		return nil, err
	}
	for _, x := range deviating {
		if slices.ContainsFunc(x.heard, func(name string) bool { return !h.heard[name] }) {
			h.listen(x.heard)
		}
	}
	return gains(deviating, h.honest[from:to]), nil
}

var errIdle = errors.New("the population makes no deal by its own strategy, so that there is nothing to gain on")

func gains(deviating, honest []outcome) []float64 {
	gains := make([]float64, len(honest))
	for i, x := range honest {
		if deviating[i].endless {
			gains[i] = math.Inf(-1)
			continue
		}
		gains[i] = float64(deviating[i].total-x.total) / float64(x.deals) / float64(sim.Token)
	}
	return gains
}

// fresh measures a table on the seeds that had no part in its selection.
func (h *hunt) fresh(t deviant.Table) (experiment.Estimate, error) {
	honest, err := h.outcomes("", h.Seeds, len(h.seeds))
	if err != nil {
		return experiment.Estimate{}, err
	}
	deviating, err := h.outcomes(t.String(), h.Seeds, len(h.seeds))
	if err != nil {
		return experiment.Estimate{}, err
	}
	for i, x := range deviating {
		if x.endless {
			return experiment.Estimate{}, fmt.Errorf("seed %d, table %q: %w", h.seeds[h.Seeds+i], t, errHorizon)
		}
	}
	return experiment.Mean(gains(deviating, honest)), nil
}

// outcomes of the trials of the seeds from, ..., to-1: with a table, or without a deviation ("").
func (h *hunt) outcomes(table string, from, to int) ([]outcome, error) {
	setup := h.setup
	if table != "" {
		setup = h.deviating.clone()
		if err := mechanisms.SetParam(setup.Populations[h.index].Params, "table", table); err != nil {
			return nil, err
		}
	}
	all, errs := make([]outcome, to-from), make([]error, to-from)
	jobs := h.Jobs
	if jobs < 1 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var workers sync.WaitGroup
	for first := range min(jobs, len(all)) {
		workers.Go(func() {
			for i := first; i < len(all); i += jobs {
				all[i], errs[i] = h.trial(setup, h.seeds[from+i])
			}
		})
	}
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("seed %d, table %q: %w", h.seeds[from+i], table, err)
		}
	}
	return all, nil
}

// trial runs one; money that is not conserved is an error, since a table may be what loses it.
func (h *hunt) trial(setup *Setup, seed uint64) (x outcome, err error) {
	w, err := setup.Build(seed, nil)
	if err != nil {
		return x, err
	}
	r, err := w.Run(h, experiment.Trial{Seed: seed})
	if errors.Is(err, errHorizon) && setup.MaxEvents > 0 {
		return outcome{endless: true}, nil
	}
	if err != nil {
		return x, err
	}
	if r.Money != "" {
		return x, errors.New(r.Money)
	}
	sum := w.sum(h.index)
	x = outcome{total: sum.total(), deals: sum.deals, events: r.Events}
	if m, ok := w.Strategies[h.index].Inside().(*deviant.Machine); ok {
		x.heard = m.Heard()
	}
	return x, nil
}
