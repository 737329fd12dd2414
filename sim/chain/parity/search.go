package parity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// Options of a search.
type Options struct {
	Seed  uint64
	Calls uint64 // to make at least, 0: until the context ends
	Jobs  int    // inputs played at once; the result is the same for any number
	// Twins replaces contracts by instance: wrong ones, to prove that they are found.
	Twins map[string]*chain.Artefact
	// Most failures of different kinds end the search; 0: 10.
	Most int
	// Report hears how far it is, now and then; optional.
	Report func(*Result)
}

// Result is what a search did. Figures are of the inputs whose calls were all looked at.
type Result struct {
	Mechanism  string    `json:"mechanism"`
	Executions uint64    `json:"executions"` // inputs played, each in a world of its own
	Calls      uint64    `json:"calls"`
	Refused    uint64    `json:"refused"`
	Corpus     int       `json:"corpus"`     // inputs that did something new
	Behaviours int       `json:"behaviours"` // different (action, outcome, events, gas)
	Pairs      []Pair    `json:"pairs"`      // (action, outcome) of the mechanism itself
	Failures   []*Vector `json:"failures"`   // as few calls as possible of each kind
	Complete   bool      `json:"complete"`   // the context did not end before Calls were made
}

// Never lists the pairs that were not met.
func (r *Result) Never() (never []Pair) {
	for _, p := range r.Pairs {
		if p.Calls == 0 {
			never = append(never, p)
		}
	}
	return never
}

// batch inputs are made from what was known before them, and played at once.
const batch = 64

// search is a search under way.
type search struct {
	Options
	m       *mechanisms.Mechanism
	runners []*Runner
	corpus  corpus
	known   map[uint64]struct{} // behaviours
	counts  *Counts
	result  *Result
	kinds   map[string]bool // of failures
}

// Search plays inputs made by chance and by changing those that did something new, until it has made the calls or the
// context ends, which is no error. It depends on the seed and not on the number of jobs.
func Search(ctx context.Context, m *mechanisms.Mechanism, o Options) (*Result, error) {
	s := &search{Options: o, m: m, known: map[uint64]struct{}{}, kinds: map[string]bool{}, result: &Result{Mechanism: m.Name}}
	if s.Most == 0 {
		s.Most = 10
	}
	for range max(1, o.Jobs) {
		r, err := NewRunner(m, o.Twins)
		if err != nil {
			return nil, err
		}
		s.runners = append(s.runners, r)
	}
	s.counts = newCounts(s.runners[0].all)
	for s.Calls == 0 || s.result.Calls < s.Calls {
		games, inputs, err := s.play(ctx)
		if err != nil {
			return nil, err
		}
		for i, g := range games {
			if s.Calls > 0 && s.result.Calls >= s.Calls {
				break
			}
			if err := s.merge(g, inputs[i]); err != nil {
				return nil, err
			}
			if len(s.result.Failures) >= s.Most {
				return s.finish(true), nil
			}
		}
		if ctx.Err() != nil {
			break
		}
		if s.Report != nil {
			s.Report(s.finish(false))
		}
	}
	return s.finish(ctx.Err() == nil), nil
}

// play makes the next inputs and plays them. When the context ends, it gives the first ones, as far as all are played.
func (s *search) play(ctx context.Context) (games []*Game, inputs [][]byte, err error) {
	games, inputs = make([]*Game, batch), make([][]byte, batch)
	for i := range inputs {
		r := sim.NewRand(s.Seed, parityStream, sim.LuckOf(s.m.Name, 0), s.result.Executions+uint64(i))
		inputs[i] = s.corpus.input(&r)
	}
	var wait sync.WaitGroup
	var next atomic.Int64
	errs := make([]error, batch)
	for _, r := range s.runners {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < batch; i = next.Add(1) - 1 {
				games[i], errs[i] = r.Play(ctx, inputs[i], s.known)
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		if cut := slices.IndexFunc(errs, func(err error) bool { return err != nil }); cut >= 0 {
			return games[:cut], inputs, nil
		}
	}
	return games, inputs, errors.Join(errs...)
}

// merge adds what an input did.
func (s *search) merge(g *Game, input []byte) error {
	s.result.Executions++
	s.counts.merge(g.Counts)
	s.result.Calls, s.result.Refused = s.counts.Calls, s.counts.Refused
	last := 0
	for _, b := range g.Behaviours {
		if _, old := s.known[b.Hash]; !old {
			s.known[b.Hash] = struct{}{}
			last = b.Call
		}
	}
	if last > 0 {
		s.corpus.add(input[:min(len(input), (1+last)*chunkBytes)])
	}
	if f := g.Failure; f != nil && !s.kinds[f.What] {
		s.kinds[f.What] = true
		v, err := s.runners[0].Shrink(g)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Text, err)
		}
		v.Found = fmt.Sprintf("seed %d, input %d", s.Seed, s.result.Executions)
		s.result.Failures = append(s.result.Failures, v)
	}
	return nil
}

func (s *search) finish(complete bool) *Result {
	r := s.result
	r.Corpus, r.Behaviours, r.Complete = s.corpus.added, len(s.known), complete
	r.Pairs = s.counts.pairs(s.m, s.runners[0].twins[s.m.Name])
	return r
}
