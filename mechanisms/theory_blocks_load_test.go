package mechanisms_test

import (
	"math"
	"testing"
)

func TestBlocks_loadIsTheInverseOfTheQuantile(t *testing.T) {
	for _, load := range []float64{0.8, 0.95} {
		for _, capacity := range []float64{1, 10} {
			at := form(t, "blocks.quantile_fixed", "load", load, "capacity", capacity, "q", 0.99)
			if at < 12.5 { // shorter waits are those within an interval
				continue
			}
			same(t, "load", form(t, "blocks.load_fixed", "capacity", capacity, "q", 0.99, "t", at), load, 1e-8)
		}
	}
	same(t, "never so late", form(t, "blocks.load_fixed", "capacity", 1, "q", 0.5, "t", 1e9), math.NaN(), 0)
	same(t, "always later", form(t, "blocks.load_fixed", "capacity", 1, "q", 0.99, "t", 1), math.NaN(), 0)
}
