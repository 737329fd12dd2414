package scenarios_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

func BenchmarkBuild(b *testing.B) {
	s, err := scenarios.FromLibrary("outlier-penalty", scenarios.Options{})
	if err != nil {
		b.Fatal(err)
	}
	setup, _ := s.At(0)
	b.ReportAllocs()
	for range b.N {
		if _, err := setup.Build(1, nil); err != nil {
			b.Fatal(err)
		}
	}
}
