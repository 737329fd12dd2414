package scenarios

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// maxEvents ends a trial without horizon that would never end.
const maxEvents = 1 << 36

// Run runs the world to its end and reads the metrics: mechanisms first, then populations, as Setup.Columns lists
// them. A broken invariant is an error; money that is not conserved is said in Result.Money.
func (w *World) Run(ctx context.Context, t experiment.Trial) (experiment.Result, error) {
	r := experiment.Result{Trial: t}
	end := sim.Forever
	if w.setup.Horizon > 0 {
		end = w.setup.Horizon.Start()
	}
	if err := w.run(ctx, end); err != nil {
		return r, err
	}
	if err := w.Ledger.Check(); err != nil {
		r.Money = err.Error()
	} else if err := w.House.Check(); err != nil {
		w.Break(err)
		return r, w.World.Run(end) // which now only gives what Break was given
	}
	if w.samples != nil {
		r.Rows = w.samples.Rows
	}
	r.Rows = w.read(r.Rows, true)
	if err := w.Journal.Close(); err != nil {
		return r, err
	}
	r.Hash = w.Journal.Sum()
	r.Calls, r.Refused = w.Journal.Calls(), w.Journal.Refused()
	r.Events, r.Ties = w.Events(), w.Ties()
	return r, nil
}

// RunTo runs the world up to a second, the first nanosecond of it included: then it can be saved. When ctx ends first, the
// error is sim.ErrStopped and that of ctx.
func (w *World) RunTo(ctx context.Context, at sim.Second) error { return w.run(ctx, at.Start()) }

func (w *World) run(ctx context.Context, until sim.Time) error {
	most := cmp.Or(w.setup.MaxEvents, maxEvents)
	w.Stop = func() bool { return ctx.Err() != nil || w.Events() > most }
	err := w.World.Run(until)
	switch {
	case !errors.Is(err, sim.ErrStopped):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %w", err, ctx.Err())
	}
	return errHorizon
}

// sample reads the metrics every Sample seconds from now until the horizon, and checks the invariants. It goes on when
// nothing is pending any more, so that all trials have the same samples.
func (w *World) sample() {
	w.samples = sim.NewColumn[experiment.Row](w.World, "samples", 0)
	var kind uint16
	kind = w.Kind(func(sim.Event) {
		if err := w.House.Check(); err != nil {
			w.Break(err)
			return
		}
		w.samples.Rows = w.read(w.samples.Rows, false)
		if next := w.Now().After(w.setup.Sample.Start()); next <= w.setup.Horizon.Start() {
			w.Schedule(next, sim.Nobody, kind, 0)
		}
	})
	w.Schedule(0, sim.Nobody, kind, 0)
}

// read appends one row per column.
func (w *World) read(rows []experiment.Row, final bool) []experiment.Row {
	w.Evolution.Turn()
	row := experiment.Row{Time: int64(w.Second()), Final: final}
	put := func(n int64) {
		row.Int, row.Real = n, 0
		rows = append(rows, row)
		row.Column++
	}
	putReal := func(x float64) {
		row.Int, row.Real = 0, x
		rows = append(rows, row)
		row.Column++
	}
	for _, b := range w.House.Instances {
		for i := range b.Mechanism.Metrics {
			put(b.Metric(i))
		}
	}
	for i, s := range w.Strategies {
		sum := w.sum(i)
		for _, n := range sum.common() {
			put(n)
		}
		for j := range s.Card.Metrics {
			put(s.Counter(j))
		}
		putReal(sum.payoff())
		if m, ok := w.Evolution.Member(s); ok {
			for _, x := range memberValues(m) {
				putReal(x)
			}
		}
	}
	if w.Evolution != nil {
		put(w.Evolution.Generations())
		put(w.Evolution.Unfinished())
	}
	for _, x := range blockValues(w.House.Blocks()) {
		putReal(x)
	}
	return rows
}

// sums are the books of a population.
type sums struct {
	size, deals, money int64
	agents.Books
}

// common lists the metrics of agents.Common, in its order.
func (s sums) common() [9]int64 {
	return [9]int64{s.size, s.deals, s.money, s.Holding, s.Value, s.Effort, s.Fees, s.Capital, s.total()}
}

func (s sums) total() int64 { return s.Wealth() - s.Holding + s.money }

// payoff is DPMN per deal, not defined without deals.
func (s sums) payoff() float64 {
	if s.deals == 0 {
		return math.NaN()
	}
	return float64(s.total()) / float64(s.deals) / float64(sim.Token)
}

func (w *World) sum(population int) sums {
	bound := w.Strategies[population]
	size := int64(bound.Population().Size)
	s := sums{size: size, deals: bound.Deals(), Books: bound.Books()}
	s.money = s.Holding - int64(w.setup.Populations[population].Balance)*size
	if m, ok := w.Evolution.Member(bound); ok {
		s.size = int64(m.Agents) // the others are dormant
	}
	return s
}
