package tidy

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/dopamine-network/dopasim"

// arrow says what the packages of a folder may import: folders of this module, and other modules beside the standard
// library. A pattern ends in /* for the folders directly below, in /... for all below; "any" is everything.
type arrow struct {
	from  string
	to    []string
	third []string
}

// arrows point down only; the first that fits a folder counts.
var arrows = []arrow{
	{from: "cmd/*", to: []string{"any"}, third: []string{"any"}},
	{from: "internal/gendocs", to: []string{"agents", "agents/all", "mechanisms", "mechanisms/all", "scenarios"}},
	{from: "internal/runs", to: []string{"sim/experiment"}, third: []string{"any"}},
	{from: "internal/luckstream", to: []string{"sim"}},
	{from: "internal/samerun", to: []string{"internal/runs"}},
	{from: "internal/ethereum", third: []string{"golang.org/x/crypto/sha3", "github.com/decred/dcrd/dcrec/secp256k1/v4"}},
	{from: "internal/suite", to: []string{"report/bench", "scenarios", "sim/chain", "sim/experiment", "mechanisms", "sim"}},
	{from: "internal/*"},
	{from: "scenarios", to: []string{"internal/runs", "sim/experiment", "sim/experiment/game", "agents", "agents/deviant", "mechanisms", "sim"}, third: []string{"any"}},
	{from: "scenarios/claims", to: []string{"scenarios", "internal/runs", "sim/experiment", "mechanisms", "mechanisms/*", "sim"}},
	{from: "report/bench/peers/...", to: []string{"report/bench/peers/outcome", "sim/chain", "sim"}, third: []string{"any"}},
	{from: "report/bench/peers", to: []string{"report/bench/peers/outcome"}},
	{from: "report/...", to: []string{"internal/runs", "report"}, third: []string{"any"}},
	{from: "report", to: []string{"internal/runs"}, third: []string{"any"}},
	{from: "sim/chain/...", to: []string{"sim/chain", "internal/runs", "internal/ethereum", "mechanisms", "mechanisms/calltest", "sim"}, third: []string{"any"}},
	{from: "sim/chain", to: []string{"sim/chain/...", "internal/runs", "internal/ethereum", "mechanisms", "sim"}, third: []string{"any"}},
	{from: "sim/experiment/game", to: []string{"sim/experiment"}, third: []string{"gonum.org/v1/gonum/..."}},
	{from: "sim/experiment", third: []string{"gonum.org/v1/gonum/..."}},
	{from: "agents/all", to: []string{"agents/*"}},
	{from: "agents/deviant", to: []string{"agents", "mechanisms", "sim"}},
	{from: "agents/*", to: []string{"agents", "agents/deviant", "mechanisms", "mechanisms/*", "sim"}},
	{from: "agents", to: []string{"mechanisms", "sim"}},
	{from: "mechanisms/all", to: []string{"mechanisms/*"}},
	{from: "mechanisms/*", to: []string{"mechanisms", "mechanisms/*", "sim"}},
	{from: "mechanisms", to: []string{"internal/ethereum", "sim"}},
	{from: "sim"},
	{from: "."},
}

// only lists imports that are for some folders alone, tests included.
var only = []arrow{
	{from: "sim/chain", third: []string{"github.com/ethereum/go-ethereum/..."}},
	{from: "scenarios", third: []string{"gopkg.in/yaml.v3"}},
}

func fits(folder string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if under, ok := strings.CutSuffix(p, "/..."); ok {
			return strings.HasPrefix(folder, under+"/")
		}
		if under, ok := strings.CutSuffix(p, "/*"); ok {
			return path.Dir(folder) == under
		}
		return p == folder || p == "any"
	})
}

func arrowOf(folder string) (arrow, bool) {
	for _, a := range arrows {
		if fits(folder, []string{a.from}) {
			return a, true
		}
	}
	return arrow{}, false
}

func TestImports_pointDownOnly(t *testing.T) {
	for _, f := range goFiles(t) {
		a, known := arrowOf(f.folder)
		if !known {
			t.Errorf("%s: the folder has no place among the arrows", f.path)
			continue
		}
		for _, imported := range f.imports() {
			inside, ours := strings.CutPrefix(imported, module+"/")
			switch {
			case f.test:
				// Tests may know more, but the engine's know the engine alone: below it there is nothing.
				if ours && f.folder == "sim" && inside != "sim" {
					t.Errorf("%s imports %s", f.path, inside)
				}
			case ours && !fits(inside, a.to):
				t.Errorf("%s imports %s; %s may import %s", f.path, inside, a.from, strings.Join(append(a.to, "the standard library"), ", "))
			case !ours && strings.Contains(strings.Split(imported, "/")[0], ".") && !fits(imported, a.third):
				t.Errorf("%s imports %s; %s takes no such module", f.path, imported, a.from)
			}
		}
	}
}

func TestImports_ofTheChainAndOfYAMLStayInTheirPlace(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, imported := range f.imports() {
			for _, o := range only {
				inside := f.folder == o.from || strings.HasPrefix(f.folder, o.from+"/")
				peer := f.folder == "report/bench/peers/geth" // go-ethereum as it is, to compare with
				if fits(imported, o.third) && !inside && !peer && !(f.test && o.from == "scenarios") {
					t.Errorf("%s imports %s, which is for %s", f.path, imported, o.from)
				}
			}
		}
	}
}

// A mechanism is known by its registry: who is imported for that effect is imported by commands, tools and tests.
func TestImports_ofRegistriesAreForCommandsAndTests(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, s := range f.syntax.Imports {
			imported, _ := strconv.Unquote(s.Path.Value)
			registry := imported == module+"/mechanisms/all" || imported == module+"/agents/all"
			mechtest := imported == module+"/mechanisms/mechtest"
			if f.test || !registry && !mechtest {
				continue
			}
			if mechtest || s.Name == nil || s.Name.Name != "_" || !fits(f.folder, []string{"cmd/*", "internal/gendocs"}) {
				t.Errorf("%s imports %s", f.path, imported)
			}
		}
	}
}
