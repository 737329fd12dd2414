package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestRun_writesCommentsAndImportsOnce(t *testing.T) {
	root := t.TempDir()
	write(t, root, "go.mod", "module example.org/m\n\ngo 1.26\n")
	write(t, root, "mechanisms/trust/trust.go", `package trust

// Params of the deal.
type Params struct {
	// Price is what the payer
	// pays.
	Price int
	A, B  int // both
	c     int
}
type other struct{ X int }
`)
	write(t, root, "mechanisms/sealed/Sealed.sol", "// no Go here\n")
	write(t, root, "agents/payer/payer.go", "package payer\n\ntype SpiteParams struct {\n\tX int // y\n}\n")
	write(t, root, "agents/plain/comments_gen.go", "package plain\n")
	write(t, root, "agents/plain/plain.go", "package plain\n")

	stale, err := run(root, true)
	want := []string{
		"agents/all/all_gen.go", "agents/payer/comments_gen.go", "agents/plain/comments_gen.go",
		"mechanisms/all/all_gen.go", "mechanisms/trust/comments_gen.go",
	}
	if err != nil || !slices.Equal(stale, want) {
		t.Fatalf("check: got %q %v, want %q", stale, err, want)
	}
	if _, err := os.Stat(filepath.Join(root, "mechanisms/all")); err == nil {
		t.Fatal("check wrote a file")
	}
	if stale, err = run(root, false); err != nil || !slices.Equal(stale, want) {
		t.Fatalf("run: got %q %v", stale, err)
	}
	if stale, err = run(root, true); err != nil || len(stale) != 0 {
		t.Fatalf("second check: got %q %v", stale, err)
	}
	if _, err := os.Stat(filepath.Join(root, "agents/plain/comments_gen.go")); err == nil {
		t.Error("a file of comments without parameters was left")
	}
	expect(t, root, "mechanisms/trust/comments_gen.go", header+`package trust

import "example.org/m/mechanisms"

func init() {
	mechanisms.RegisterComments("example.org/m/mechanisms/trust.Params", map[string]string{
		"Price": "Price is what the payer pays.",
		"A":     "both",
		"B":     "both",
	})
}
`)
	expect(t, root, "agents/all/all_gen.go", header+`// Package all registers every strategy: import it for its effect.
package all

import (
	_ "example.org/m/agents/payer"
	_ "example.org/m/agents/plain"
)
`)
}

func TestGeneratedFiles_areFresh(t *testing.T) {
	stale, err := run("../..", true)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range stale {
		t.Errorf("%s is stale: run go generate ./...", path)
	}
}

func write(t *testing.T, root, path, content string) {
	t.Helper()
	if err := put(filepath.Join(root, path), []byte(content)); err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, root, path, want string) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(root, path))
	if err != nil || string(got) != want {
		t.Errorf("%s: got %v\n%s\nwant\n%s", path, err, got, want)
	}
}
