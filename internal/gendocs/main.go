// Gendocs writes the pages that follow from declarations: the README.md of each mechanism's folder, docs/theory.md and
// docs/strategies.md; and the tables of README.md and docs/scenarios.md. Run it from the root of the module, by go generate ./...; it comes after generate, which hands
// the comments of parameters to the declarations.
//
// With -check it writes nothing and fails when a page would change.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dopamine-network/dopasim/agents"
	_ "github.com/dopamine-network/dopasim/agents/all"
	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a page would change")
	root := flag.String("root", ".", "root of the module")
	flag.Parse()
	stale, err := run(*root, *check)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
	for _, path := range stale {
		if *check {
			fmt.Fprintf(os.Stderr, "gendocs: %s is stale: run go generate ./...\n", path)
		} else {
			fmt.Println(path)
		}
	}
	if *check && len(stale) > 0 {
		os.Exit(1)
	}
}

// page is a file, its path below the root of the module, and what it should hold.
type page struct {
	path string
	text string
}

// run brings the pages under root up to date, or only looks when check is set, and returns the paths that were stale.
func run(root string, check bool) ([]string, error) {
	pages, err := pages(root)
	if err != nil {
		return nil, err
	}
	var stale []string
	for _, p := range pages {
		path := filepath.Join(root, p.path)
		have, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if bytes.Equal(have, []byte(p.text)) {
			continue
		}
		stale = append(stale, p.path)
		if check {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(p.text), 0o644); err != nil {
			return nil, err
		}
	}
	return stale, nil
}

func pages(root string) ([]page, error) {
	var all []page
	for _, m := range mechanisms.All() {
		folder := filepath.Join("mechanisms", m.Name)
		found, err := deviations(filepath.Join(root, folder))
		if err != nil {
			return nil, err
		}
		all = append(all, page{filepath.Join(folder, "README.md"), mechanisms.Readme(m, found)})
	}
	all = append(all, page{filepath.Join("docs", "theory.md"), mechanisms.FormsPage()})
	all = append(all, page{filepath.Join("docs", "strategies.md"), agents.Reference(agents.All())})
	table, err := mechanismTable()
	if err != nil {
		return nil, err
	}
	for _, in := range []struct{ path, name, text string }{
		{"README.md", "mechanisms", table},
		{filepath.Join("docs", "scenarios.md"), "blocks", blocksTables()},
	} {
		one, err := part(root, in.path, in.name, in.text)
		if err != nil {
			return nil, err
		}
		all = append(all, one...)
	}
	return all, nil
}
