package parity

import (
	"context"

	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/sim"
)

const (
	// MaxCalls of an input are made; what lies behind them is not looked at.
	MaxCalls = 2000
	// checkEvery so many calls the rows are compared; outcome, events and money are after each.
	checkEvery = 64
)

// Game is what came of an input.
type Game struct {
	Rules   calltest.Rules
	Moves   []Move
	Failure *Failure // nil: no difference, and all invariants hold
	Counts  *Counts
	// Behaviours are what the calls did, each as a hash of action, outcome, events and gas, with the first call that did
	// it: those that the search has not seen before.
	Behaviours []Behaviour

	issued issues // of a Replay
}

// Behaviour is one kind of what a call can do.
type Behaviour struct {
	Hash uint64
	Call int // from 1
}

// Play makes the calls of an input: its first 24 bytes are the rules of the world, every 24 after them a call. known
// filters the behaviours that are reported; it may be nil. An error is a cancelled context, or a world that cannot be
// built.
func (r *Runner) Play(ctx context.Context, input []byte, known map[uint64]struct{}) (*Game, error) {
	l := &luck{}
	l.feed(input[:min(chunkBytes, len(input))])
	rules, err := calltest.DrawRules(r.m, l)
	if err != nil {
		return nil, err
	}
	g := &Game{Rules: rules, Counts: newCounts(r.all)}
	s, f, err := r.open(rules)
	if f != nil || err != nil {
		g.Failure = f
		return g, err
	}
	defer s.pair.Close()
	gen := calltest.NewGenOf(s.house, s.people, l)
	err = g.play(ctx, s, input, known, func(chunk []byte) calltest.Step {
		l.feed(chunk)
		return gen.Next()
	})
	return g, err
}

// play makes the calls that next says, until the input ends or the sides part.
func (g *Game) play(ctx context.Context, s *stage, input []byte, known map[uint64]struct{}, next func([]byte) calltest.Step) error {
	seen := map[uint64]struct{}{}
	for at := chunkBytes; at < len(input) && len(g.Moves) < MaxCalls; at += chunkBytes {
		step := next(input[at:min(at+chunkBytes, len(input))])
		g.Moves = append(g.Moves, Move{
			Now: step.Call.Now, Who: step.Call.Who, Bound: step.Bound, Action: step.Action, Args: step.Row,
		})
		m := &g.Moves[len(g.Moves)-1]
		done, f, err := s.do(m)
		if f == nil && err == nil && len(g.Moves)%checkEvery == 0 {
			if f, err = s.check(m); err == nil {
				err = ctx.Err()
			}
		}
		if f != nil || err != nil {
			g.Failure = f
			return err
		}
		g.Counts.add(m)
		hash := sim.Hash64(uint64(m.Bound.Account)<<32|uint64(m.Action.Index())<<16|uint64(m.Outcome), uint64(done.Gas), uint64(len(s.pair.Events())))
		if _, old := known[hash]; old {
			continue
		}
		if _, old := seen[hash]; !old {
			seen[hash] = struct{}{}
			g.Behaviours = append(g.Behaviours, Behaviour{hash, len(g.Moves)})
		}
	}
	var err error
	g.Failure, err = s.end()
	return err
}
