package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// deviations lists the departures from the paper that the Go sources of a folder note: paragraphs of comments that
// start with "Deviation:".
func deviations(folder string) ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	var found []string
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, group := range file.Comments {
			found = append(found, deviationsOf(group.Text())...)
		}
	}
	return found, nil
}

// deviationsOf takes the paragraphs out of a comment, or the part of a paragraph from the word on.
func deviationsOf(comment string) []string {
	var found []string
	for paragraph := range strings.SplitSeq(comment, "\n\n") {
		if _, text, ok := strings.Cut(paragraph, "Deviation:"); ok {
			found = append(found, strings.Join(strings.Fields(text), " "))
		}
	}
	return found
}
