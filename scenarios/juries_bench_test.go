package scenarios_test

import (
	"context"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// BenchmarkJuries runs trials of 100 juries each of the outlier scenario's kind: world, votes and metrics. One iteration
// is one jury.
func BenchmarkJuries(b *testing.B) {
	s, err := scenarios.FromLibrary("outlier-penalty", scenarios.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i += 100 {
		if _, err := s.Run(context.Background(), experiment.Trial{Point: i * s.Points() / b.N, Seed: uint64(i)}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
