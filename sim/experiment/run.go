package experiment

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// Design says which trials a run has: every seed at every point.
type Design struct {
	Points int
	Seeds  []uint64         // distinct; the same at every point
	Jobs   int              // trials at a time; 0 or less: GOMAXPROCS
	Skip   func(Trial) bool // nil, or true for trials already finished; asked once a trial, before the first one starts
	// Together is how many seeds are taken through all points before the next ones begin: for runners that keep something
	// for a seed. 0 takes all. Results do not depend on it.
	Together int
}

// Trials is how many trials the design has, skipped ones included.
func (d Design) Trials() int { return d.Points * len(d.Seeds) }

// Trial is the trial with index i, 0 <= i < d.Trials(). All seeds of a point come before the next point.
func (d Design) Trial(i int) Trial {
	return Trial{Index: i, Point: i / len(d.Seeds), Seed: d.Seeds[i%len(d.Seeds)]}
}

// Seeds returns the n seeds first, first+1, ... (wrapping round). Neighbouring seeds give unrelated
// trials because a world hashes its seed before any use.
func Seeds(first uint64, n int) []uint64 {
	seeds := make([]uint64, n)
	for i := range seeds {
		seeds[i] = first + uint64(i)
	}
	return seeds
}

// Progress counts what is finished. It holds no time: a bar brings its own clock.
type Progress struct {
	Done    int // trials finished, skipped ones included
	Total   int // trials of the design
	Skipped int // trials not run because Design.Skip said so
	Calls   uint64
	Events  uint64 // Calls and Events are of the trials run here, not of skipped ones
}

// TrialError is an error of one trial, with what is needed to repeat it.
type TrialError struct {
	Trial Trial
	Err   error
}

func (e *TrialError) Error() string {
	return fmt.Sprintf("trial %d (point %d, seed %d): %v", e.Trial.Index, e.Trial.Point, e.Trial.Seed, e.Err)
}

func (e *TrialError) Unwrap() error { return e.Err }

// Run runs the trials of d, in order of index, d.Jobs at a time, and hands each result to sink.
// Put and progress (which may be nil) are called from the goroutine that called Run. At most two
// results a job are held at any time, so memory does not grow with the number of trials.
//
// The first error of a trial or of the sink stops the rest; a panic in a trial is an error too.
// When ctx is cancelled no further trial starts, those under way see it in their own context, the
// ones that still finish are put, and Run returns the error of ctx. In every case Run returns
// only after all runners have returned.
func Run(ctx context.Context, d Design, run Runner, sink Sink, progress func(Progress)) error {
	if err := d.check(); err != nil {
		return err
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	q := newQueue(d)
	c := collector{sink: sink, report: progress, stop: stop,
		progress: Progress{Done: q.skipped, Total: d.Trials(), Skipped: q.skipped}}
	c.tell()

	finished := make(chan outcome)
	var workers sync.WaitGroup
	for range min(d.jobs(), d.Trials()-q.skipped) {
		workers.Go(func() {
			for inner.Err() == nil {
				t, ok := q.next()
				if !ok {
					return
				}
				finished <- attempt(inner, run, t)
			}
		})
	}
	go func() { workers.Wait(); close(finished) }()
	for o := range finished {
		c.take(inner, o)
	}

	switch left := c.progress.Total - c.progress.Done; {
	case c.failed != nil:
		return c.failed
	case left > 0 && ctx.Err() != nil:
		return ctx.Err()
	case left > 0: // a runner ended its goroutine
		return fmt.Errorf("experiment: %d trials ended without a result", left)
	}
	return nil
}

func (d Design) check() error {
	if d.Points < 1 || len(d.Seeds) < 1 {
		return fmt.Errorf("experiment: a design needs points and seeds, got %d points and %d seeds", d.Points, len(d.Seeds))
	}
	seen := make(map[uint64]bool, len(d.Seeds))
	for _, s := range d.Seeds {
		if seen[s] {
			return fmt.Errorf("experiment: seed %d is there twice: its trials would be counted as independent", s)
		}
		seen[s] = true
	}
	return nil
}

func (d Design) jobs() int {
	if d.Jobs > 0 {
		return d.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// turn is the index of the trial that is handed out n-th.
func (d Design) turn(n int) int {
	seeds := len(d.Seeds)
	if d.Together <= 0 || d.Together >= seeds {
		return n
	}
	block, within := n/(d.Points*d.Together), n%(d.Points*d.Together)
	first := block * d.Together
	size := min(d.Together, seeds-first) // of the last block less
	return within/size*seeds + first + within%size
}

// queue hands out the trials that are not skipped, in order of turn.
type queue struct {
	mu      sync.Mutex
	design  Design
	skip    []bool // nil: none
	skipped int
	at      int
}

func newQueue(d Design) *queue {
	q := &queue{design: d}
	if d.Skip == nil {
		return q
	}
	// Asked now, not while trials finish: a sink that also answers Skip needs no lock.
	q.skip = make([]bool, d.Trials())
	for i := range q.skip {
		if d.Skip(d.Trial(i)) {
			q.skip[i] = true
			q.skipped++
		}
	}
	return q
}

func (q *queue) next() (Trial, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.at < q.design.Trials() {
		i := q.design.turn(q.at)
		q.at++
		if q.skip == nil || !q.skip[i] {
			return q.design.Trial(i), true
		}
	}
	return Trial{}, false
}

type outcome struct {
	trial  Trial
	result Result
	err    error
}

func attempt(ctx context.Context, run Runner, t Trial) (o outcome) {
	o.trial = t
	defer func() {
		if p := recover(); p != nil {
			o.err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	o.result, o.err = run(ctx, t)
	o.result.Trial = t
	return o
}

type collector struct {
	sink     Sink
	report   func(Progress)
	stop     context.CancelFunc
	progress Progress
	failed   *TrialError // of the lowest trial index among those seen, so that it rarely depends on timing
	closed   bool        // the sink refused a result: it gets no more
}

func (c *collector) take(ctx context.Context, o outcome) {
	if o.err == nil && !c.closed {
		if err := c.sink.Put(o.result); err != nil {
			o.err, c.closed = err, true
		} else {
			c.progress.Done++
			c.progress.Calls += o.result.Calls
			c.progress.Events += o.result.Events
			c.tell()
			return
		}
	}
	if o.err == nil || ctx.Err() != nil && errors.Is(o.err, ctx.Err()) {
		return // finished too late, or gave up because it was told to
	}
	if c.failed == nil || o.trial.Index < c.failed.Trial.Index {
		c.failed = &TrialError{Trial: o.trial, Err: o.err}
	}
	c.stop()
}

func (c *collector) tell() {
	if c.report != nil {
		c.report(c.progress)
	}
}

// Tee is a Sink that hands every result to each of sinks in turn and stops at the first error.
func Tee(sinks ...Sink) Sink { return tee(sinks) }

type tee []Sink

func (t tee) Put(r Result) error {
	for _, s := range t {
		if err := s.Put(r); err != nil {
			return err
		}
	}
	return nil
}

// SinkFunc makes a Sink of a function.
type SinkFunc func(Result) error

// Put calls f.
func (f SinkFunc) Put(r Result) error { return f(r) }
