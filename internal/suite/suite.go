// Package suite measures what the gate judges: one suite of benchmarks of the engine, the replay, the contracts and the
// incentives, as rows of report/bench. How a row is judged is said by report/bench/rules.txt; here is only how it is
// measured. Read Options and parts first; every part has a file.
package suite

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"

	"github.com/dopamine-network/dopasim/report/bench"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// Options says what to measure. The zero value measures the quick suite in one round.
type Options struct {
	Only   *regexp.Regexp // names to measure; nil for all
	Full   bool           // the rows that take longer too
	Rounds int            // of rows of speed; 0 is 1
	Fresh  bool           // seeds that the frozen ones do not contain, twice as many
	Jobs   int            // trials at a time; 0 for all cores
	// Library is which scenarios are played for gas, digests and conservation; nil for all of the library.
	Library []string

	// What a gate must notice is put in by these; nil or empty measures what is there.
	Queue   func(delays, pending []int64) Queue // in the place of the engine's event queue, in nanoseconds
	Twins   map[string]*chain.Artefact          // contracts, by mechanism, in the place of its own
	Setting map[string][]string                 // by scenario: further settings, "looking.bond=1 DPMN"

	Report func(row string) // called before something is measured; optional
}

// part measures some rows.
type part struct {
	names []string // of all rows that it may yield
	shown []string // as a list shows them, where names are more than there are
	full  bool
	run   func(ctx context.Context, r *run) error
}

// run is one run of the suite.
type run struct {
	Options
	set *bench.Set
}

// add notes values, unless they were not asked for. A value that is not finite is left out with its row: a boundary that
// is gone is missing.
func (r *run) add(name, unit string, values ...float64) {
	if !r.wants(name) || slices.ContainsFunc(values, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }) {
		return
	}
	for i, x := range values {
		values[i] = rounded(x)
	}
	r.set.Add(bench.Key{Name: name, Unit: unit}, values...)
}

// rounded is x with 12 digits, unless it is whole: more are a processor's.
func rounded(x float64) float64 {
	if x == math.Trunc(x) {
		return x
	}
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if err != nil {
		panic("suite: " + err.Error())
	}
	return y
}

func (r *run) wants(name string) bool { return r.Only == nil || r.Only.MatchString(name) }

func (r *run) tell(what string) {
	if r.Report != nil {
		r.Report(what)
	}
}

// library is the scenarios to play.
func (o *Options) library() []string {
	if o.Library != nil {
		return o.Library
	}
	var names []string
	for _, e := range scenarios.Library() {
		names = append(names, e.Name)
	}
	return names
}

// parts is the suite, in the order in which it is measured: what depends on the machine comes first, before the memory
// is full.
func parts() []part {
	all := []part{speed()}
	all = append(all, gas()...)
	all = append(all, digests())
	all = append(all, margins()...)
	return append(all, boundaries()...)
}

// Run measures the suite. The environment is left to the caller. Errors: of the scenarios and of the replay; a replay
// that is not identical is one.
func Run(ctx context.Context, o Options) (*bench.Set, error) {
	r := &run{Options: o, set: &bench.Set{}}
	r.Rounds = max(1, r.Rounds)
	for _, p := range parts() {
		if p.full && !o.Full || !slices.ContainsFunc(p.names, r.wants) {
			continue
		}
		if err := p.run(ctx, r); err != nil {
			return nil, err
		}
	}
	if len(r.set.Rows) == 0 {
		return nil, fmt.Errorf("no row is called %s", o.Only)
	}
	return r.set, nil
}

// List is the names of the rows, in the order in which they are measured. Of the gas of replays it shows a pattern.
func List(o Options) (names []string) {
	for _, p := range parts() {
		if p.full && !o.Full {
			continue
		}
		shown := p.shown
		if shown == nil {
			shown = p.names
		}
		for _, n := range shown {
			if o.Only == nil || o.Only.MatchString(n) {
				names = append(names, n)
			}
		}
	}
	return names
}
