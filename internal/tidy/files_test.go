package tidy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// root of the module, from here.
const root = "../.."

// goFile is a source of the module.
type goFile struct {
	path   string // below the root, with slashes
	folder string
	test   bool
	text   string
	syntax *ast.File
}

func (f goFile) generated() bool { return ast.IsGenerated(f.syntax) }

func (f goFile) imports() []string {
	var all []string
	for _, s := range f.syntax.Imports {
		p, _ := strconv.Unquote(s.Path.Value)
		all = append(all, p)
	}
	return all
}

// skipped folders hold nothing of ours, or nothing that is kept.
var skipped = map[string]bool{".git": true, "node_modules": true, "runs": true, "rapid": true}

// files lists what the module consists of, by path below the root.
func files(t *testing.T) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		below = filepath.ToSlash(below)
		switch {
		case d.IsDir() && below != "." && (skipped[d.Name()] && below != "internal/runs" || strings.HasSuffix(below, ".partial")):
			return fs.SkipDir
		case d.Type().IsRegular():
			all = append(all, below)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var (
	fileSet = token.NewFileSet()
	once    sync.Once
	sources []goFile
)

// goFiles parses every Go source of the module, once.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	once.Do(func() {
		for _, p := range files(t) {
			if !strings.HasSuffix(p, ".go") || strings.Contains("/"+p, "/testdata/") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p)))
			if err != nil {
				t.Fatal(err)
			}
			syntax, err := parser.ParseFile(fileSet, p, text, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, goFile{p, path.Dir(p), strings.HasSuffix(p, "_test.go"), string(text), syntax})
		}
	})
	if len(sources) == 0 {
		t.Fatal("there are no sources")
	}
	return sources
}
