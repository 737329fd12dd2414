package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
)

func TestText_golden(t *testing.T) {
	for _, name := range []string{"fraud", "phase"} {
		f, err := open(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := Text(&out, f.summary, false); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name, "text.golden")
		if *update {
			if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if out.String() != string(want) {
			t.Errorf("%s: have\n%swant\n%s", name, out.String(), want)
		}
	}
}

// printed is the text of a summary without colour.
func printed(s runs.Summary, color bool) string {
	var out bytes.Buffer
	Text(&out, &s, color)
	return out.String()
}

func TestText_colourIsTheOnlyDifference(t *testing.T) {
	s := fraudRun().summary
	plain, coloured := printed(s, false), printed(s, true)
	if strings.Contains(plain, "\x1b") || !strings.Contains(coloured, "\x1b[1;31mFAIL\x1b[0m") {
		t.Error("escape sequences in the wrong text")
	}
	bare := strings.NewReplacer("\x1b[0m", "", "\x1b[1m", "", "\x1b[2m", "", "\x1b[32m", "", "\x1b[1;31m", "").Replace(coloured)
	if bare != plain {
		t.Error("colour changes the text")
	}
}

func TestText_brokenMoneyIsLoud(t *testing.T) {
	s := runs.Summary{Money: runs.Money{Trials: 1200, Violations: 2, First: "trial 7, seed 3: 1 base unit too many"}, Key: "ab"}
	have := printed(s, false)
	if want := "FAIL  money not conserved: 2 violations in 1200 trials; first: trial 7, seed 3: 1 base unit too many\n"; !strings.Contains(have, want) {
		t.Errorf("have\n%s", have)
	}
}

func TestText_aSinglePointListsItsMetrics(t *testing.T) {
	s := runs.Summary{Points: []runs.Point{{Estimates: []runs.Estimate{
		{Population: "token", Metric: "burned", Unit: "DPMN/1e9", Mean: 12.3456e9, Low: 12.2456e9, High: 12.4456e9, N: 5},
		{Metric: "never", N: 0},
	}}}, Money: runs.Money{Conserved: true}}
	have := printed(s, false)
	for _, want := range []string{"token.burned  12.35 ± 0.10  DPMN\n", "never                    -\n"} {
		if !strings.Contains(have, want) {
			t.Errorf("no %q in\n%s", want, have)
		}
	}
}

func TestPlusMinus_hasTheDigitsTheHalfWidthJustifies(t *testing.T) {
	for _, c := range []struct {
		mean, half float64
		want       string
	}{
		{8.9142, 0.0612, "8.91 ± 0.06"},
		{8.9142, 0.0123, "8.914 ± 0.012"},
		{8.9142, 0.0961, "8.91 ± 0.10"},
		{0.25, 0.0199, "0.25 ± 0.02"},
		{123456.7, 789, "123457 ± 789"},
		{-0.001, 0.3, "0.0 ± 0.3"},
		{1.5, 1.5, "1.5 ± 1.5"},
		{3, 0, "3"},
		{0.1 + 0.2, 0, "0.3"},
	} {
		if have := plusMinus(c.mean, c.half); have != c.want {
			t.Errorf("plusMinus(%v, %v) = %q, want %q", c.mean, c.half, have, c.want)
		}
	}
}
