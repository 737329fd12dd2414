package consumer

import (
	"math/bits"

	"github.com/dopamine-network/dopasim/sim"
)

// gains says whether a holding is a larger share of the supply after than before; exact, all non-negative.
func gains(before, supplyBefore, after, supplyAfter sim.Amount) bool {
	hi1, lo1 := bits.Mul64(uint64(after), uint64(supplyBefore))
	hi2, lo2 := bits.Mul64(uint64(before), uint64(supplyAfter))
	return hi1 > hi2 || hi1 == hi2 && lo1 > lo2
}
