package parity

import (
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
)

// most plays of a shrinking: each is of few calls, and what is left then is short enough to read.
const mostPlays = 2000

// Shrink looks for as few calls as possible that fail in the same way, by leaving out ever smaller parts of the calls
// (delta debugging; Zeller and Hildebrandt 2002) and then parameters, which become defaults.
func (r *Runner) Shrink(g *Game) (*Vector, error) {
	s := &shrinking{runner: r, what: g.Failure.What}
	v := &Vector{Rules: g.Rules, Moves: g.Moves, Failure: g.Failure}
	again, err := r.Replay(v.Rules, v.Moves, 1)
	if err != nil {
		return nil, err
	}
	if again.Failure == nil { // it takes the rows between two checks, or does not repeat: as it is then
		return v, nil
	}
	s.what = again.Failure.What // found at the very call now
	s.keep(v, again)
	for part := max(1, len(v.Moves)/2); ; part = max(1, part/2) {
		removed, err := s.without(v, part)
		if err != nil {
			return nil, err
		}
		if part == 1 && !removed || s.plays > mostPlays {
			break
		}
	}
	return v, s.defaults(v)
}

// shrinking is one under way.
type shrinking struct {
	runner *Runner
	what   string
	plays  int
	issued issues // of the vector's moves
}

// keep makes a replay that fails the vector.
func (s *shrinking) keep(v *Vector, g *Game) {
	v.Rules, v.Moves, v.Failure, s.issued = g.Rules, g.Moves, g.Failure, g.issued
	if f := g.Failure.Call; f < len(v.Moves) {
		v.Moves = v.Moves[:f]
	}
}

// fails replays and says whether it still fails in the same way.
func (s *shrinking) fails(rules calltest.Rules, moves []Move) (*Game, error) {
	s.plays++
	g, err := s.runner.Replay(rules, moves, 1)
	if err != nil || g.Failure == nil || g.Failure.What != s.what {
		return nil, err
	}
	return g, nil
}

// without leaves out each part of so many calls that is not needed, from behind.
func (s *shrinking) without(v *Vector, part int) (removed bool, err error) {
	for to := len(v.Moves); to > 0 && s.plays <= mostPlays; to -= part {
		to = min(to, len(v.Moves))
		from := max(0, to-part)
		g, err := s.fails(v.Rules, s.issued.renumbered(v.Moves, from, to))
		if g == nil && err == nil {
			g, err = s.fails(v.Rules, slices.Concat(v.Moves[:from], v.Moves[to:]))
		}
		if err != nil {
			return removed, err
		}
		if g != nil {
			s.keep(v, g)
			removed = true
		}
	}
	return removed, nil
}

// defaults gives each instance, and then each parameter, its default where that changes nothing.
func (s *shrinking) defaults(v *Vector) error {
	for _, m := range s.runner.all {
		rules, err := v.Rules.With(m.Name, func(any) (any, error) { return m.Defaults(), nil })
		if err != nil {
			return err
		}
		if ok, err := s.try(v, rules); ok || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		for _, p := range m.Params() {
			rules, err := v.Rules.With(m.Name, func(params any) (any, error) { return params, mechanisms.SetParam(params, p.Key, p.Default) })
			if err != nil {
				return err
			}
			if _, err := s.try(v, rules); err != nil {
				return err
			}
		}
	}
	return nil
}

// try keeps rules that fail in the same way.
func (s *shrinking) try(v *Vector, rules calltest.Rules) (bool, error) {
	for name, params := range rules.Params {
		for _, m := range s.runner.all {
			if m.Name == name && m.Check(params) != nil {
				return false, nil
			}
		}
	}
	g, err := s.fails(rules, v.Moves)
	if err != nil || g == nil {
		return false, nil // a world that cannot be built is no candidate
	}
	s.keep(v, g)
	return true, nil
}

// Replay makes given calls in a new world of rules, comparing rows after every so many calls. The moves may be of another
// world of the same mechanisms.
func (r *Runner) Replay(rules calltest.Rules, moves []Move, every int) (*Game, error) {
	g := &Game{Rules: rules, Counts: newCounts(r.all)}
	s, f, err := r.open(rules)
	if f != nil || err != nil {
		g.Failure = f
		return g, err
	}
	defer s.pair.Close()
	for _, m := range moves {
		m.Bound = s.house.Find(m.Bound.Name)
		g.Moves = append(g.Moves, m)
		at := &g.Moves[len(g.Moves)-1]
		g.issued.note(s.house)
		_, f, err := s.do(at)
		if f == nil && err == nil && len(g.Moves)%every == 0 {
			f, err = s.check(at)
		}
		if f != nil || err != nil {
			g.Failure = f
			return g, err
		}
		g.Counts.add(at)
	}
	g.Failure, err = s.end()
	return g, err
}
