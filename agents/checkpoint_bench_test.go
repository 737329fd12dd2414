package agents_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

// BenchmarkCheckpoint saves and loads a market in steady state: accounts, deals under way, timers.
func BenchmarkCheckpoint(b *testing.B) {
	for _, n := range []int{1e4, 1e6} {
		if testing.Short() && n > 1e4 {
			continue
		}
		w := market(b, n, nil)
		if err := w.Run((6 * sim.Day).Start()); err != nil {
			b.Fatal(err)
		}
		var state bytes.Buffer
		if err := w.Save(&state); err != nil {
			b.Fatal(err)
		}
		report := func(b *testing.B) {
			b.SetBytes(int64(state.Len()))
			b.ReportMetric(float64(state.Len())/float64(n), "B/agent")
		}
		b.Run(fmt.Sprintf("save/%.0e", float64(n)), func(b *testing.B) {
			for b.Loop() {
				if err := w.Save(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			report(b)
		})
		b.Run(fmt.Sprintf("load/%.0e", float64(n)), func(b *testing.B) {
			fresh := market(b, n, nil)
			b.ResetTimer()
			for b.Loop() {
				if err := fresh.Load(bytes.NewReader(state.Bytes())); err != nil {
					b.Fatal(err)
				}
			}
			report(b)
		})
	}
}
