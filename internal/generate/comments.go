package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// paramStruct is a struct type of parameters and the comments of its fields, in order.
type paramStruct struct {
	name   string
	fields [][2]string // name, comment
}

// commentsFile registers the comments of the parameter structs in the folder; nil when it has none.
func commentsFile(root, folder, module string) ([]byte, error) {
	sources, err := goSources(filepath.Join(root, folder))
	if err != nil {
		return nil, err
	}
	var structs []paramStruct
	pkg := ""
	for _, path := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		pkg = file.Name.Name
		structs = append(structs, paramStructs(file)...)
	}
	if len(structs) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	register := "mechanisms.RegisterComments"
	if folder == pkg { // the kit's own
		register = "RegisterComments"
		fmt.Fprintf(&b, "%spackage %s\n\nfunc init() {\n", header, pkg)
	} else {
		fmt.Fprintf(&b, "%spackage %s\n\nimport %q\n\nfunc init() {\n", header, pkg, module+"/mechanisms")
	}
	for _, s := range structs {
		fmt.Fprintf(&b, "%s(%q, map[string]string{\n", register, module+"/"+folder+"."+s.name)
		for _, f := range s.fields {
			fmt.Fprintf(&b, "%q: %q,\n", f[0], f[1])
		}
		b.WriteString("})\n")
	}
	b.WriteString("}\n")
	return format.Source(b.Bytes())
}

// paramStructs finds the exported struct types called Params, or something that ends in it, that have a field.
func paramStructs(file *ast.File) []paramStruct {
	var structs []paramStruct
	for _, decl := range file.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || general.Tok != token.TYPE {
			continue
		}
		for _, spec := range general.Specs {
			named := spec.(*ast.TypeSpec)
			body, ok := named.Type.(*ast.StructType)
			if !ok || !named.Name.IsExported() || !strings.HasSuffix(named.Name.Name, "Params") {
				continue
			}
			if fields := fieldComments(body); len(fields) > 0 {
				structs = append(structs, paramStruct{named.Name.Name, fields})
			}
		}
	}
	return structs
}

func fieldComments(body *ast.StructType) [][2]string {
	var fields [][2]string
	for _, f := range body.Fields.List {
		text := f.Doc.Text()
		if text == "" {
			text = f.Comment.Text()
		}
		for _, name := range f.Names {
			if name.IsExported() {
				fields = append(fields, [2]string{name.Name, strings.Join(strings.Fields(text), " ")})
			}
		}
	}
	return fields
}
