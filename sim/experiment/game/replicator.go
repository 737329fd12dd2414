package game

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/combin"
)

// State is the shares of the strategies in each population: one population for a symmetric game, two for a bimatrix
// game. Shares of a population add up to 1.
type State [][]float64

func (s State) clone() State {
	c := make(State, len(s))
	for b := range s {
		c[b] = append([]float64(nil), s[b]...)
	}
	return c
}

// Replicator is the replicator equation (Taylor and Jonker 1978) of one or more populations: a share x of a strategy that
// earns f changes by x' = x (f - mean of its population). Time is in units in which a payoff difference of 1 changes
// the odds of two shares by a factor e.
type Replicator struct {
	sizes   []int
	payoffs func(State) [][]float64
	roles   []Payoffs // for payoffs that are linear in the shares; else nil
	width   float64   // the range of payoffs, the yardstick of what counts as 0
}

// Replicator is the dynamics of one population that meets itself at random.
func (g Symmetric) Replicator() *Replicator { return linear(g.Payoffs) }

// Replicator is the dynamics of two populations that meet each other at random (Taylor 1979).
func (g Bimatrix) Replicator() *Replicator { return linear(g.Row, g.Column) }

func linear(roles ...Payoffs) *Replicator {
	r := &Replicator{roles: roles}
	for _, p := range roles {
		r.sizes, r.width = append(r.sizes, p.Own()), max(r.width, p.width)
	}
	r.payoffs = func(s State) [][]float64 {
		earned := make([][]float64, len(roles))
		for b, p := range roles {
			earned[b] = p.Against(s[r.rival(b)])
		}
		return earned
	}
	return r
}

// rival is the population that population b meets: itself if it is alone.
func (r *Replicator) rival(b int) int { return len(r.sizes) - 1 - b }

// NewReplicator is the dynamics of populations of the given numbers of strategies, whose payoffs, of the same shape as
// the state, are any smooth function of the state: for games that are not played in pairs, as a vote of many is not. The
// function must be defined on the whole of the simplices, not outside, and must not keep or change the state.
func NewReplicator(sizes []int, payoffs func(State) [][]float64) (*Replicator, error) {
	r := &Replicator{sizes: sizes, payoffs: payoffs}
	if len(sizes) == 0 {
		return nil, fmt.Errorf("game: a replicator equation without a population")
	}
	for b, n := range sizes {
		if n < 1 || n > mostStrategies {
			return nil, fmt.Errorf("game: population %d has %d strategies; 1 to %d are allowed", b, n, mostStrategies)
		}
	}
	low, high := make([]float64, len(sizes)), make([]float64, len(sizes))
	for b := range sizes {
		low[b], high[b] = math.Inf(1), math.Inf(-1)
	}
	for _, s := range r.lattice(r.wholes(), r.steps(r.wholes(), 2, false), false) {
		earned := payoffs(s)
		if len(earned) != len(sizes) {
			return nil, fmt.Errorf("game: payoffs of %d populations where there are %d", len(earned), len(sizes))
		}
		for b := range earned {
			if len(earned[b]) != sizes[b] {
				return nil, fmt.Errorf("game: %d payoffs in population %d, which has %d strategies", len(earned[b]), b, sizes[b])
			}
			for i, v := range earned[b] {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					return nil, fmt.Errorf("game: payoff %v of strategy %d in population %d at shares %v", v, i, b, s)
				}
				low[b], high[b] = min(low[b], v), max(high[b], v)
			}
		}
	}
	for b := range sizes {
		r.width = max(r.width, high[b]-low[b])
	}
	return r, nil
}

// Velocity is the change of every share per unit of time.
func (r *Replicator) Velocity(s State) State {
	r.mustState(s)
	v := make(State, len(s))
	for b, earned := range r.payoffs(s) {
		mean := dot(earned, s[b])
		v[b] = make([]float64, len(earned))
		for i := range earned {
			v[b][i] = s[b][i] * (earned[i] - mean)
		}
	}
	return v
}

// Orbit follows the dynamics for a number of steps of length dt by the classical Runge-Kutta method, whose error falls
// with the fourth power of dt, and returns the start and the state after every step. After each step shares below 0
// are set to 0 and the rest is scaled to add up to 1; a strategy that is not there at the start never comes.
func (r *Replicator) Orbit(start State, dt float64, steps int) []State {
	s := start.clone()
	orbit := []State{start.clone()}
	for range steps {
		k1 := r.Velocity(s)
		k2 := r.Velocity(moved(s, k1, dt/2))
		k3 := r.Velocity(moved(s, k2, dt/2))
		k4 := r.Velocity(moved(s, k3, dt))
		s = moved(moved(moved(moved(s, k1, dt/6), k2, dt/3), k3, dt/3), k4, dt/6)
		for b := range s {
			normalised(s[b])
		}
		orbit = append(orbit, s)
	}
	return orbit
}

// moved is the state after a time dt at a velocity.
func moved(s, velocity State, dt float64) State {
	to := s.clone()
	for b := range to {
		for i := range to[b] {
			to[b][i] += dt * velocity[b][i]
		}
	}
	return to
}

func (r *Replicator) mustState(s State) {
	if len(s) != len(r.sizes) {
		panic(fmt.Sprintf("game: a state of %d populations where there are %d", len(s), len(r.sizes)))
	}
	for b := range s {
		if len(s[b]) != r.sizes[b] {
			panic(fmt.Sprintf("game: %d shares in population %d, which has %d strategies", len(s[b]), b, r.sizes[b]))
		}
	}
}

// Lattice are the mixes of n strategies whose shares are multiples of 1/parts, those of the first strategy rising
// slowest. With inside, only those in which every strategy has a share.
func Lattice(n, parts int, inside bool) [][]float64 {
	least := 0
	if inside {
		least = 1
	}
	var all [][]float64
	shares := make([]int, n)
	var fill func(i, left int)
	fill = func(i, left int) {
		if i < n-1 {
			for shares[i] = least; shares[i] <= left-least*(n-1-i); shares[i]++ {
				fill(i+1, left-shares[i])
			}
			return
		}
		if left < least {
			return
		}
		shares[i] = left
		mix := make([]float64, n)
		for k, share := range shares {
			mix[k] = float64(share) / float64(parts)
		}
		all = append(all, mix)
	}
	fill(0, parts)
	return all
}

// lattice are the states on a face, given by the strategies that each population holds, whose shares on it are
// multiples of 1/parts.
func (r *Replicator) lattice(face []set, parts int, inside bool) []State {
	states := []State{{}}
	for b, held := range face {
		var longer []State
		for _, s := range states {
			for _, shares := range Lattice(held.size(), parts, inside) {
				mix := make([]float64, r.sizes[b])
				for k, i := range list(held) {
					mix[i] = shares[k]
				}
				longer = append(longer, append(s[:b:b], mix))
			}
		}
		states = longer
	}
	return states
}

// mostPlaces bounds the lattices that a face is searched by.
const mostPlaces = 500

// steps is how many parts a lattice on a face has: 10, or fewer where it would have more than mostPlaces, but at least
// some number.
func (r *Replicator) steps(face []set, least int, inside bool) int {
	places := func(parts int) float64 {
		n := 1.0
		for _, held := range face {
			free, top := held.size()-1, parts+held.size()-1
			if inside {
				top = parts - 1
			}
			if top < free {
				return 0
			}
			n *= float64(combin.Binomial(top, free))
		}
		return n
	}
	parts := max(least, 10)
	for parts > least && places(parts) > mostPlaces {
		parts--
	}
	return parts
}

// wholes is the face that is the whole state space.
func (r *Replicator) wholes() []set {
	face := make([]set, len(r.sizes))
	for b, n := range r.sizes {
		face[b] = 1<<n - 1
	}
	return face
}
