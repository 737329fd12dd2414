package main

import (
	"bytes"
	"math"
	"os"
	"testing"
)

func TestTable_committedFileIsFresh(t *testing.T) {
	want, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../sim/variates_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("sim/variates_table.go is stale: run go generate in sim")
	}
}

// The two figures are those of Marsaglia and Tsang (2000), section 4, for 256 layers; the
// area's last printed digits are 399, exactly they are 3975.
func TestZiggurat_matchesPublishedTailAndArea(t *testing.T) {
	x, y := ziggurat()
	start, _ := x[1].Float64()
	area, _ := mul(x[0], y[1]).Float64()
	if math.Abs(start-3.6541528853610088) > 1e-15 || math.Abs(area-0.00492867323399) > 5e-14 {
		t.Errorf("tail starts at %.16f, area %.14f", start, area)
	}
	gap := top(x[1])
	if gap.Sign() != 0 && gap.MantExp(nil) > -100 {
		t.Errorf("the layers miss the top by %g", gap)
	}
}
