package scenarios

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed library/*.yaml claims/*.yaml
var library embed.FS

// Entry is a scenario of the library.
type Entry struct{ Name, Question string }

// Library lists the scenarios that are part of the program, by name, without those that judge claims.
func Library() []Entry { return entriesOf("library") }

// Claims lists the scenarios that judge claims of the paper, by name.
func Claims() []Entry { return entriesOf("claims") }

func entriesOf(folder string) []Entry {
	files, err := library.ReadDir(folder)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	var entries []Entry
	for _, f := range files {
		name, isScenario := strings.CutSuffix(f.Name(), ".yaml")
		if !isScenario {
			continue
		}
		content, _ := library.ReadFile(path.Join(folder, f.Name()))
		entries = append(entries, Entry{name, questionOf(content)})
	}
	// By name, which is not the order of the files: "trust-fund.yaml" comes after "trust-fund-map.yaml".
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return entries
}

// LibraryFile is the text of a scenario of the library, or of one that judges a claim; false if there is none of that
// name.
func LibraryFile(name string) ([]byte, bool) {
	for _, folder := range []string{"library", "claims"} {
		if content, err := library.ReadFile(path.Join(folder, name+".yaml")); err == nil {
			return content, true
		}
	}
	return nil, false
}

// questionOf is the question of a scenario that need not be valid otherwise.
func questionOf(content []byte) string {
	_, root := parse("", content)
	if root == nil {
		return ""
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "question" {
			return strings.Join(strings.Fields(root.Content[i+1].Value), " ")
		}
	}
	return ""
}

// FromLibrary loads a scenario of the library.
func FromLibrary(name string, o Options) (*Scenario, error) {
	content, ok := LibraryFile(name)
	if !ok {
		return nil, fmt.Errorf("there is no scenario %q in the library", name)
	}
	o.File = name + ".yaml"
	return Load(content, o)
}
