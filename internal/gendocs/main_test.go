package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestDeviations_areFoundInComments(t *testing.T) {
	folder := t.TempDir()
	source := `// Package x is an example.
package x

// F does it.
//
// Deviation: the paper says
// otherwise.
//
// More about F.
func F() {
	_ = 1 // Deviation: and here.
}

const text = "Deviation: not in a string"
`
	for name, text := range map[string]string{"x.go": source, "x_test.go": "package x\n\n// Deviation: not in a test.\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := deviations(folder)
	if want := []string{"the paper says otherwise.", "and here."}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

func TestRun_writesOnceAndThenFindsNothingStale(t *testing.T) {
	root := t.TempDir()
	if stale, err := run(root, true); err != nil || len(stale) < 3 {
		t.Fatalf("an empty folder: %q, %v", stale, err)
	}
	if entries, _ := os.ReadDir(root); len(entries) > 0 {
		t.Error("-check writes")
	}
	if stale, err := run(root, false); err != nil || len(stale) < 3 {
		t.Fatalf("%q, %v", stale, err)
	}
	if stale, err := run(root, true); err != nil || len(stale) > 0 {
		t.Errorf("stale after writing: %q, %v", stale, err)
	}
	page, err := os.ReadFile(filepath.Join(root, "mechanisms", "trust", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# trust\n", "```mermaid\nstateDiagram-v2\n    [*] --> Offered: open\n", "    Watched --> [*]: declare\n",
		"| `fate` | kept | kept, refund, burned | ", "| `address provider` who shall deliver<br>`uint64 ref` ", "| `TooLate` | ",
		"`trust.declared`", "`trust.deposit_min(c, r, rho, phi, fate)`", "| `phi` |  | 0 | ",
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("README of trust has no %q", want)
		}
	}
	theory, err := os.ReadFile(filepath.Join(root, "docs", "theory.md"))
	if err != nil || !strings.Contains(string(theory), "| `queue.mm1_wait(rho, service)` | s |") || !strings.Contains(string(theory), "\n## blocks\n") {
		t.Errorf("closed forms: %v", err)
	}
	strategies, err := os.ReadFile(filepath.Join(root, "docs", "strategies.md"))
	if err != nil || !strings.Contains(string(strategies), "### provider/honest") {
		t.Errorf("strategies: %v", err)
	}
}
