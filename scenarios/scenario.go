package scenarios

import (
	"sync/atomic"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// FormatVersion is the value of the key dopasim: the version of the file format.
const FormatVersion = 1

// Scenario is a checked scenario: everything in it can be run.
type Scenario struct {
	Name        string
	Question    string
	Doc         string
	Answer      Template
	Seeds       Seeds
	Until       *Until // how many seeds are enough; nil when their number is given
	Setup       Setup  // without the sweep: the base of every point
	Sweep       []Axis
	Game        *Game // whose strategies are measured against each other; the first axis is what it made
	Plan        *Plan // of the points, when they are no grid; the first axis is what it made
	Fork        Fork
	Measures    []Measure
	Theory      []Curve
	Finds       []Find
	Compares    []Compare
	Expects     []Expect
	Claim       *Claim // of the paper, that it judges; nil if none
	Figures     []runs.Figure
	Replay      Replay
	Attack      *Attack // what to search for; nil if nothing
	NotModelled []string

	latest atomic.Pointer[pointSetup]  // of the trial that began last: the next is mostly of the same point
	trunks trunks                      // of a fork
	places places                      // of every parameter, by path
	base   map[string]mechanisms.Value // of every parameter, without the sweep
}

// pointSetup is the setup of a point. It is not changed any more.
type pointSetup struct {
	point int
	setup *Setup
}

// Seeds are Count world seeds from First on; the same at every point (common random numbers).
type Seeds struct {
	First uint64
	Count int
}

// List is the seeds.
func (s Seeds) List() []uint64 { return experiment.Seeds(s.First, s.Count) }

// Axis is one swept dimension: Keys take Values[0], Values[1], ... together.
type Axis struct {
	Keys   []string // "escrow.deposit_provider"
	Values []string // as a scenario writes them
	Range  *Range   // what the values were made from, nil for a list

	numbers []mechanisms.Value   // parsed, in the kind of Keys[0]
	planned bool                 // a plan made it: every key has values of its own
	rows    [][]mechanisms.Value // of a planned one, in the order of Keys
}

// Range is evenly spaced values, both ends included.
type Range struct {
	From, To string
	Points   int
}

// Measure is a derived metric, evaluated in every trial.
type Measure struct {
	Name string
	Expr *Expr
	Unit string
}

// Curve is a closed form that belongs to a measure or to a metric: "margin", "honest.payoff".
type Curve struct {
	Name string
	Expr *Expr
}

// Find asks where a measure crosses a level along a swept parameter.
type Find struct {
	Name      string
	Metric    string // measure, or population.metric
	Crosses   *Expr  // a constant
	Over      string // swept parameter
	Direction string // "up", "down" or "" for both
	Predict   *Expr  // nil if theory has nothing to say

	metric *Expr
	level  float64
}

// Expect is a line that the run has to bear out.
type Expect struct {
	Line  string
	Where string // file:line, without the folder: run folders are the same wherever the file lies

	op          string
	left, right *Expr   // of a comparison
	find        string  // of "deterrence ~ predicted"
	within      float64 // largest half-width of a crossing's interval, as a fraction of it; 0 for any
	conditions  []condition
}

// Replay says which trials are worth replaying on a chain.
type Replay struct {
	Points   []int // nil with Ends or for all
	Ends     bool  // the first and the last
	Seeds    int
	MaxCalls uint64
}

// Point is one combination of the swept parameters.
type Point struct {
	Index    int
	Settings []runs.Setting
}
