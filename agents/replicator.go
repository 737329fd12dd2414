package agents

import (
	"math"
	"math/bits"

	"github.com/dopamine-network/dopasim/sim"
)

// Rules of revision.
const (
	Replicator = "replicator"
	Imitation  = "imitation"
)

// Whole is a share of everything: shares are counted in parts per trillion, so that no step is lost that is far
// smaller than an agent.
const Whole = 1_000_000_000_000

// replicate is a step of the replicator equation (Taylor and Jonker 1978) of length Rate, with payoffs in units of
// Scale: a share x of payoff p becomes x + x Rate (p - mean) / Scale, the mean weighted by shares. It is Euler's
// method on x' = x (p - mean), with an error of the order of Rate.
//
// A share stops at 0. A population that made no deal has no payoff: its share stays, and it is left out of the mean.
// Then a part Mutation of every share is spread evenly over the group. A share of less than half an agent dies out.
// All rounding is to parts per trillion.
func replicate(rows []Member, size uint32, r Revision) {
	mean, ok := meanPayoff(rows)
	for i := range rows {
		if ok && rows[i].Traded > 0 {
			rows[i].Share = grown(rows[i].Share, rows[i].Earned-mean, r)
		}
	}
	settle(rows)
	mutate(rows, r.Mutation)
	apportion(rows, size)
}

// meanPayoff is the mean payoff per deal of those who made deals, weighted by share; false without any.
func meanPayoff(rows []Member) (int64, bool) {
	weight, mean := int64(0), int64(0)
	for i := range rows {
		if rows[i].Traded > 0 {
			weight += rows[i].Share
		}
	}
	if weight == 0 {
		return 0, false
	}
	for i := range rows {
		if rows[i].Traded > 0 {
			mean += scaled(rows[i].Earned, rows[i].Share, weight)
		}
	}
	return mean, true
}

// grown is a share after growth by Rate x above / Scale.
func grown(share, above int64, r Revision) int64 {
	rate, scale := parts(r.Rate), int64(r.Scale)
	growth := scaled(above, rate, scale) // in parts of Whole
	step := scaled(growth, share, Whole)
	return max(0, min(Whole, share+step))
}

// parts is a probability in parts of Whole, to the nearest.
func parts(p sim.Prob) int64 {
	hi, lo := bits.Mul64(uint64(p), Whole)
	lo, carry := bits.Add64(lo, uint64(sim.One)/2, 0)
	return int64((hi+carry)<<1 | lo>>63)
}

// scaled is a*b/c rounded towards 0, for b >= 0 and c > 0; it stops at half of the range of int64, so that two of
// them can be added.
func scaled(a, b, c int64) int64 {
	const most = math.MaxInt64 / 2
	q, ok := sim.MulDivDown(sim.Amount(max(a, -a)), sim.Amount(b), sim.Amount(c))
	if !ok || q > most {
		q = most
	}
	if a < 0 {
		return -int64(q)
	}
	return int64(q)
}

// settle makes shares add up to Whole again, in proportion; what rounding leaves goes to the largest.
func settle(rows []Member) {
	sum, largest := int64(0), 0
	for i := range rows {
		sum += rows[i].Share
		if rows[i].Share > rows[largest].Share {
			largest = i
		}
	}
	left := int64(Whole)
	for i := range rows {
		if sum != Whole {
			rows[i].Share = scaled(rows[i].Share, Whole, sum)
		}
		left -= rows[i].Share
	}
	rows[largest].Share += left
}

// mutate spreads a part of every share evenly over the group.
func mutate(rows []Member, part sim.Prob) {
	if part == 0 {
		return
	}
	each := parts(part) / int64(len(rows))
	for i := range rows {
		rows[i].Share += each - scaled(rows[i].Share, parts(part), Whole)
	}
	settle(rows)
}

// apportion turns shares into numbers of agents that add up to size: rounded down, and what is left to the largest
// remainders (Hamilton's method). What has no agent then has died out.
func apportion(rows []Member, size uint32) {
	left := size
	remainders := make([]uint64, len(rows))
	for i := range rows {
		whole := scaled(rows[i].Share, int64(size), Whole)
		// Below Whole, so that the rest is exact although the products may not fit.
		remainders[i] = uint64(rows[i].Share)*uint64(size) - uint64(whole)*Whole
		rows[i].Agents = uint32(whole)
		left -= uint32(whole)
	}
	for ; left > 0; left-- {
		next := 0
		for i := range remainders {
			if remainders[i] > remainders[next] {
				next = i
			}
		}
		rows[next].Agents++
		remainders[next] = 0
	}
	for i := range rows {
		if rows[i].Agents == 0 {
			rows[i].Share = 0
		}
	}
	settle(rows)
}
