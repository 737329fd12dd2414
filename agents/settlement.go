package agents

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// What settlement in blocks asks of strategies: to send some blocks ahead of a deadline, to hear of what they sent by
// notices only, and to look again after what may have been lost. Under instant settlement there is nothing to do.

// ahead is how many mean intervals ahead of a deadline an action is sent: the next of blocks at exponential intervals takes
// longer in exp(-5) = 0.7% of cases.
const ahead = 5

// InBlocks says whether what agents send waits for a block.
func (b *Build) InBlocks() bool { return b.House.Blocks() != nil }

// Lead is how long before its last second an action has to be sent to be in time, in blocks that have room for it; 0 where
// it is executed at once.
func (b *Build) Lead() sim.Second {
	blocks := b.House.Blocks()
	if blocks == nil {
		return 0
	}
	return ahead * blocks.Interval
}

// Again wakes who once more, when what it has just sent should have been executed long ago: a full pool may have dropped
// it. Where nothing is dropped, that would only send twice what waits, and it does nothing.
func (b *Build) Again(t Timer, who sim.Agent, argument uint64) {
	if blocks := b.House.Blocks(); blocks != nil && blocks.Pool > 0 {
		t.After(max(sim.Day, 2*ahead*blocks.Interval).Start(), who, argument)
	}
}

// Fee gives what sending an action of an instance costs agents of the population: in blocks, in the next one.
func (b *Build) Fee(instance *mechanisms.Bound, action string) func() sim.Amount {
	if b.InBlocks() {
		return func() sim.Amount { return b.House.Fee(instance, action, b.Index) }
	}
	fee := b.House.Fee(instance, action, b.Index)
	return func() sim.Amount { return fee }
}
