package mechtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Tables runs every Table of testdata/*.txt on m, with the given settings, and asks that refusals.txt meets every refusal
// that m declares.
func Tables(t *testing.T, m *mechanisms.Mechanism, settings ...string) {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { Table(t, m, path, settings...) })
	}
	text, err := os.ReadFile("testdata/refusals.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range unmet(m, string(text)) {
		t.Errorf("refusals.txt never meets %s", name)
	}
}

// unmet are the refusals of m that stand behind no arrow of a table.
func unmet(m *mechanisms.Mechanism, table string) (names []string) {
	met := map[string]bool{}
	for line := range strings.Lines(table) {
		_, said, _ := strings.Cut(line, "->")
		for outcome := range strings.SplitSeq(said, ",") {
			met[strings.TrimSpace(outcome)] = true
		}
	}
	for _, r := range m.Reverts {
		if !met[r.Revert.Error()] {
			names = append(names, r.Revert.Error())
		}
	}
	return names
}
