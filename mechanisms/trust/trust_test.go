package trust_test

import (
	"path/filepath"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
)

// Every line of every table in testdata holds; see mechtest.Table for how to read and to rewrite them.
func TestTrust_doesWhatItsTablesSay(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { mechtest.Table(t, trust.Mechanism, path) })
	}
}
