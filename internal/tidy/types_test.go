package tidy

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strings"
	"testing"
)

// program type-checks packages of this module from their sources. Other packages count as empty and the errors that
// follow are ignored: enough to tell maps and package variables of ours, in a second.
type program struct {
	*testing.T
	packages map[string]*types.Package
	infos    map[string]*types.Info
}

func newProgram(t *testing.T) *program {
	return &program{t, map[string]*types.Package{}, map[string]*types.Info{}}
}

// check is what is known of the identifiers and expressions in a folder.
func (p *program) check(folder string) *types.Info {
	p.load(folder)
	return p.infos[folder]
}

// Import implements types.Importer.
func (p *program) Import(name string) (*types.Package, error) {
	if folder, ours := strings.CutPrefix(name, module+"/"); ours {
		return p.load(folder), nil
	}
	empty := types.NewPackage(name, strings.TrimPrefix(path.Base(name), "go-"))
	empty.MarkComplete()
	return empty, nil
}

func (p *program) load(folder string) *types.Package {
	if done, ok := p.packages[folder]; ok {
		return done
	}
	var syntax []*ast.File
	for _, f := range goFiles(p.T) {
		if f.folder == folder && !f.test {
			syntax = append(syntax, f.syntax)
		}
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: p, Error: func(error) {}, DisableUnusedImportCheck: true}
	checked, _ := config.Check(module+"/"+folder, fileSet, syntax, info)
	p.packages[folder], p.infos[folder] = checked, info
	return checked
}

func isMap(info *types.Info, x ast.Expr) bool {
	known, ok := info.Types[x]
	if !ok || known.Type == nil {
		return false
	}
	_, is := known.Type.Underlying().(*types.Map)
	return is
}

// isMapIterator says whether x is maps.Keys and the like, whose order is that of the map.
func isMapIterator(x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := s.X.(*ast.Ident)
	return ok && from.Name == "maps"
}

// targets are the expressions that a statement changes.
func targets(n ast.Node) []ast.Expr {
	switch s := n.(type) {
	case *ast.AssignStmt:
		if s.Tok != token.DEFINE {
			return s.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{s.X}
	}
	return nil
}

// packageVariable is the name of the package variable that an expression is part of.
func packageVariable(info *types.Info, x ast.Expr) (string, bool) {
	for {
		switch e := x.(type) {
		case *ast.SelectorExpr:
			if v, ok := info.Uses[e.Sel].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v.Name(), true // of another package
			}
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.ParenExpr:
			x = e.X
		case *ast.Ident:
			v, ok := info.Uses[e].(*types.Var)
			if ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v.Name(), true
			}
			return "", false
		default:
			return "", false
		}
	}
}
