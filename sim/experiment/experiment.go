// Package experiment runs many trials of anything that can be run twice: replications, sweeps, searches and, later,
// stopping rules and games. It knows nothing of YAML or of mechanisms.
//
// Read Trial, Result and Sink first, then Run.
package experiment

import "context"

// Trial is one run: a point of the design and a seed.
type Trial struct {
	Index int    // position in the design: Point*len(seeds) + seed number
	Point int    // point of the design
	Seed  uint64 // world seed; the same seeds at every point (common random numbers)
}

// Column describes one metric of a trial; the same list for every trial of a run.
type Column struct {
	Population string // population or mechanism instance; "" for a measure of the scenario
	Metric     string
	Unit       string // "DPMN" for amounts (stored as base units when Integer), "s", "" ...
	Integer    bool   // values are exact int64 in Row.Int, else float64 in Row.Real
}

// Row is one value of one metric at one time of the trial.
type Row struct {
	Column int   // index into the columns of the run
	Time   int64 // seconds since the scenario's start
	Final  bool  // the value at the end of the trial, the one that is averaged over seeds
	Int    int64
	Real   float64
}

// Result is what a trial leaves behind.
type Result struct {
	Trial
	Hash    [32]byte // journal hash
	Calls   uint64   // accepted and refused actions
	Refused uint64
	Events  uint64 // events of the queue
	Ties    uint64 // events that shared their instant with another
	Money   string // "" if money was conserved, else what was found
	Rows    []Row
}

// Runner runs one trial. It must be safe for concurrent use and depend on nothing but the trial.
type Runner func(ctx context.Context, t Trial) (Result, error)

// Sink receives results. Put is called from one goroutine at a time, in any order of trials.
type Sink interface {
	Put(Result) error
}
