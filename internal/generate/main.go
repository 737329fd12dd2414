// Generate writes the Go files that follow from the folders of mechanisms and agents: comments_gen.go in each folder,
// which hands the comments of parameter fields to the kit, and all_gen.go in mechanisms/all and agents/all, which
// import every folder so that its registration runs. Run it from the root of the module, by go generate ./...
//
// With -check it writes nothing and fails when a file would change.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a file would change")
	root := flag.String("root", ".", "root of the module")
	flag.Parse()
	stale, err := run(*root, *check)
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
	for _, path := range stale {
		if *check {
			fmt.Fprintf(os.Stderr, "generate: %s is stale: run go generate ./...\n", path)
		} else {
			fmt.Println(path)
		}
	}
	if *check && len(stale) > 0 {
		os.Exit(1)
	}
}

// run brings the generated files under root up to date, or only looks when check is set, and returns the paths that
// were stale.
func run(root string, check bool) ([]string, error) {
	files, err := generated(root)
	if err != nil {
		return nil, err
	}
	var stale []string
	for _, path := range slices.Sorted(maps.Keys(files)) {
		full, want := filepath.Join(root, path), files[path]
		have, err := os.ReadFile(full)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if bytes.Equal(have, want) { // a file that is not wanted is nil
			continue
		}
		stale = append(stale, path)
		if check {
			continue
		}
		if err := put(full, want); err != nil {
			return nil, err
		}
	}
	return stale, nil
}

func put(path string, content []byte) error {
	if content == nil {
		return os.Remove(path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}
