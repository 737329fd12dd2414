package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
)

// The part of the project's README.md between these lines is generated.
const (
	tableBegin = "<!-- generated:mechanisms -->\n"
	tableEnd   = "<!-- /generated:mechanisms -->"
)

// readme is the project's README.md with the table of mechanisms made anew. A tree without one has none.
func readme(root string) ([]page, error) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	before, rest, ok1 := strings.Cut(string(text), tableBegin)
	_, after, ok2 := strings.Cut(rest, tableEnd)
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("README.md has no lines %q and %q", strings.TrimSpace(tableBegin), tableEnd)
	}
	table, err := mechanismTable()
	return []page{{"README.md", before + tableBegin + table + tableEnd + after}}, err
}

// mechanismTable lists the mechanisms, and the questions of the scenarios that use them.
func mechanismTable() (string, error) {
	asked := map[string][]string{}
	for _, e := range scenarios.Library() {
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			return "", err
		}
		for _, m := range s.Setup.Mechanisms {
			name, scenario := m.Mechanism.Name, "`"+e.Name+"`"
			if !slices.Contains(asked[name], scenario) { // it may have several instances
				asked[name] = append(asked[name], scenario)
			}
		}
	}
	var out strings.Builder
	out.WriteString("| mechanism | paper | what it is | scenarios |\n|---|---|---|---|\n")
	for _, m := range mechanisms.All() {
		fmt.Fprintf(&out, "| [%s](mechanisms/%s/README.md) | %s | %s | %s |\n", m.Name, m.Name, m.Source, m.Doc, strings.Join(asked[m.Name], ", "))
	}
	return out.String(), nil
}
