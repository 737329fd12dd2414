package tidy

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Lines that a file should not pass: what is longer is read by nobody in one sitting. Generated files may.
const (
	mostLines     = 350
	mostTestLines = 450
)

// long lists the files that are longer, with the reason.
var long = map[string]string{}

func TestFiles_canBeReadInOneSitting(t *testing.T) {
	for _, f := range goFiles(t) {
		most := mostLines
		if f.test {
			most = mostTestLines
		}
		if n := strings.Count(f.text, "\n"); n > most && !f.generated() && long[f.path] == "" {
			t.Errorf("%s has %d lines, more than %d", f.path, n, most)
		}
	}
}

// textual says whether a file is ours to read: no pictures, no compiled contracts, no lists of checksums.
func textual(p string) bool {
	switch path.Ext(p) {
	case ".go", ".md", ".sol", ".yaml", ".yml", ".txt", ".txtar", ".mjs", ".js", ".ts", ".html", ".css", ".mod", "":
		return true
	}
	return false
}

// Nothing speaks of the machine it was written on, and nothing is left to do in silence.
func TestFiles_speakOfNoMachineAndLeaveNothingToDo(t *testing.T) {
	banned := []string{"/wo" + "rk/", "/ro" + "ot/", "/t" + "mp/", "TO" + "DO", "FIX" + "ME"}
	for _, p := range files(t) {
		if !textual(p) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, p))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(text, 0) >= 0 {
			continue // a program built here
		}
		for i, line := range bytes.Split(text, []byte("\n")) {
			for _, word := range banned {
				if bytes.Contains(line, []byte(word)) {
					t.Errorf("%s:%d: %s", p, i+1, word)
				}
			}
		}
	}
}

// Every generator of generate.go, asked with -check, finds nothing to write.
func TestFiles_thatAreGeneratedAreFresh(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "generate.go"))
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for line := range strings.Lines(string(text)) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "//go:generate ")
		if !ok {
			continue
		}
		words := append(strings.Fields(command), "-check")
		run := exec.Command(words[0], words[1:]...)
		run.Dir = root
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", strings.Join(words, " "), err, out)
		}
		ran++
	}
	if ran < 2 {
		t.Errorf("generate.go runs %d generators", ran)
	}
}
