package tidy

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// deterministic says whether the code of a folder must give the same run for the same seed.
func deterministic(folder string) bool {
	return folder == "sim" || folder == "agents" || folder == "mechanisms" ||
		strings.HasPrefix(folder, "agents/") || strings.HasPrefix(folder, "mechanisms/")
}

func position(n ast.Node) token.Position { return fileSet.Position(n.Pos()) }

// uses finds every use of names of the package at an import path.
func uses(f goFile, path string, names []string) []ast.Node {
	local := path[strings.LastIndex(path, "/")+1:]
	imported := false
	for _, s := range f.syntax.Imports {
		if s.Path.Value == `"`+path+`"` {
			imported = true
			if s.Name != nil {
				local = s.Name.Name
			}
		}
	}
	var found []ast.Node
	if !imported {
		return nil
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == local && slices.Contains(names, s.Sel.Name) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

func TestSources_takeNoTimeFromTheClock(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test || !deterministic(f.folder) && !strings.HasPrefix(f.folder, "sim/") {
			continue
		}
		for _, n := range uses(f, "time", []string{"Now", "Since", "Until", "After", "Sleep", "Tick", "NewTimer", "NewTicker"}) {
			t.Errorf("%v: takes the time from the clock", position(n))
		}
	}
}

// Luck comes from the seed: no code of ours draws from the global source, and none seeds one of its own. The peers do
// as simulations elsewhere.
func TestSources_drawNoLuckOfTheirOwn(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.folder == "report/bench/peers/heap" {
			continue
		}
		for _, imported := range f.imports() {
			if strings.HasPrefix(imported, "math/rand") && !f.test {
				t.Errorf("%s imports %s", f.path, imported)
			}
		}
	}
}

// Go may fuse x*y+z and chooses instructions by processor: what decides in the engine are integers.
func TestSources_engineUsesNoTranscendentalFunctions(t *testing.T) {
	inexact := []string{
		"Exp", "Exp2", "Expm1", "Log", "Log2", "Log10", "Log1p", "Pow", "Pow10", "Cbrt", "Gamma", "Lgamma", "Erf", "Erfc", "Erfinv",
		"Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "FMA", "Hypot",
	}
	for _, f := range goFiles(t) {
		if f.folder != "sim" || f.test {
			continue
		}
		for _, n := range uses(f, "math", inexact) {
			t.Errorf("%v: the engine uses an inexact function", position(n))
		}
	}
}

// The order of a map differs from run to run.
func TestSources_doNotRangeOverMaps(t *testing.T) {
	p := newProgram(t)
	for _, f := range goFiles(t) {
		if f.test || !deterministic(f.folder) {
			continue
		}
		info := p.check(f.folder)
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if r, ok := n.(*ast.RangeStmt); ok && (isMap(info, r.X) || isMapIterator(r.X)) {
				t.Errorf("%v: ranges over a map", position(n))
			}
			return true
		})
	}
}

// What belongs to a run lies in its columns: package variables are set where they are declared, in init, and by the
// functions that register.
func TestSources_keepNoRunStateInPackageVariables(t *testing.T) {
	p := newProgram(t)
	for _, f := range goFiles(t) {
		if f.test || !deterministic(f.folder) {
			continue
		}
		info := p.check(f.folder)
		for _, d := range f.syntax.Decls {
			function, ok := d.(*ast.FuncDecl)
			if !ok || function.Name.Name == "init" || strings.HasPrefix(function.Name.Name, "Register") {
				continue
			}
			ast.Inspect(function, func(n ast.Node) bool {
				for _, target := range targets(n) {
					if name, ok := packageVariable(info, target); ok {
						t.Errorf("%v: %s changes package variable %s", position(n), function.Name.Name, name)
					}
				}
				return true
			})
		}
	}
}
