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

// part is a page with what stands between its lines "<!-- generated:name -->" and "<!-- /generated:name -->" made anew. A
// tree without the page has none.
func part(root, path, name, text string) ([]page, error) {
	have, err := os.ReadFile(filepath.Join(root, path))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	begin, end := "<!-- generated:"+name+" -->\n", "<!-- /generated:"+name+" -->"
	before, rest, ok1 := strings.Cut(string(have), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("%s has no lines %q and %q", path, strings.TrimSpace(begin), end)
	}
	return []page{{path, before + begin + text + end + after}}, nil
}

// blocksTables are the keys of a scenario's blocks, those of bids, and the metrics.
func blocksTables() string {
	params, bid := mechanisms.DefaultBlocks, mechanisms.DefaultBid
	return mechanisms.ParamTable(mechanisms.ParamsOf(&params)) + "\n" +
		"`bids` says what the wallets of a population offer, and `default` what those of all others do:\n\n" +
		mechanisms.ParamTable(mechanisms.ParamsOf(&bid)) + "\n" +
		"The metrics are those of the whole chain:\n\n" + mechanisms.MetricTable("blocks.", mechanisms.BlockMetrics)
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
