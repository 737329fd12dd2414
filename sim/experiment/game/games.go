package game

import (
	"fmt"
	"math/bits"
)

// Symmetric is a game of one population that meets itself: what a strategy earns depends on it and on the strategy it
// meets, and not on who is who.
type Symmetric struct {
	Strategies []string
	Payoffs    Payoffs // row against column
}

// NewSymmetric makes a game of named strategies. The table must be square and no larger than 16 strategies.
func NewSymmetric(strategies []string, payoffs Payoffs) (Symmetric, error) {
	if n := len(strategies); payoffs.Own() != n || payoffs.Other() != n {
		return Symmetric{}, fmt.Errorf("game: %d strategies, but a table of %d x %d payoffs", n, payoffs.Own(), payoffs.Other())
	}
	return Symmetric{strategies, payoffs}, tooMany(len(strategies))
}

// Bimatrix is a game of two roles, as sellers and buyers are.
type Bimatrix struct {
	Rows, Columns []string // strategies of the first and of the second role
	Row           Payoffs  // of the first role: own strategy against the second role's
	Column        Payoffs  // of the second role: own strategy against the first role's, so transposed to Row
}

// NewBimatrix makes a game of two roles with named strategies, no more than 16 each.
func NewBimatrix(rows, columns []string, row, column Payoffs) (Bimatrix, error) {
	m, n := len(rows), len(columns)
	if row.Own() != m || row.Other() != n {
		return Bimatrix{}, fmt.Errorf("game: the first role has %d strategies and meets %d, but a table of %d x %d payoffs", m, n, row.Own(), row.Other())
	}
	if column.Own() != n || column.Other() != m {
		return Bimatrix{}, fmt.Errorf("game: the second role has %d strategies and meets %d, but a table of %d x %d payoffs", n, m, column.Own(), column.Other())
	}
	return Bimatrix{rows, columns, row, column}, tooMany(max(m, n))
}

// Bimatrix is the game of two roles in which both have the population's strategies: its equilibria are those in which
// two members may play differently.
func (g Symmetric) Bimatrix() Bimatrix {
	return Bimatrix{g.Strategies, g.Strategies, g.Payoffs, g.Payoffs}
}

// mostStrategies bounds what enumerates sets of strategies.
const mostStrategies = 16

func tooMany(n int) error {
	if n > mostStrategies {
		return fmt.Errorf("game: %d strategies; at most %d can be enumerated", n, mostStrategies)
	}
	return nil
}

// set is a set of strategies: bit i is strategy i.
type set uint32

func (s set) has(i int) bool    { return s>>i&1 == 1 }
func (s set) size() int         { return bits.OnesCount32(uint32(s)) }
func (s set) within(t set) bool { return s&^t == 0 }

// list is the members in ascending order.
func list(s set) []int {
	members := make([]int, 0, s.size())
	for ; s != 0; s &= s - 1 {
		members = append(members, bits.TrailingZeros32(uint32(s)))
	}
	return members
}

// subsets are the sets of n strategies that are not empty, smaller ones first.
func subsets(n int) []set {
	all := make([]set, 0, 1<<n-1)
	for size := 1; size <= n; size++ {
		for s := set(1); s < 1<<n; s++ {
			if s.size() == size {
				all = append(all, s)
			}
		}
	}
	return all
}
