package scenarios_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files again")

// TestLoad_saysEverythingThatIsWrong holds the messages for testdata/errors/*.yaml against the .txt files beside them.
func TestLoad_saysEverythingThatIsWrong(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, err = scenarios.Load(content, scenarios.Options{File: filepath.Base(file), MemoryLimit: 8 << 30})
		var list scenarios.Errors
		if !errors.As(err, &list) {
			t.Errorf("%s: got %v, want mistakes", file, err)
			continue
		}
		var got bytes.Buffer
		list.Text(&got)
		golden := strings.TrimSuffix(file, ".yaml") + ".txt"
		if *rewrite {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(golden); err != nil || string(want) != got.String() {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got.String(), want)
		}
	}
}
