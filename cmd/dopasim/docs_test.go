package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/scenarios"
)

// example is a command that a document shows, with the output that it shows below it.
type example struct {
	line    int
	command string
	exit    int
	output  []string
}

var (
	fenced   = regexp.MustCompile("^```(console|sh)\\s*$")
	prompted = regexp.MustCompile(`^\$ (go run \./cmd/dopasim|dopasim)(\s|$)`)
	exiting  = regexp.MustCompile(`#.*\bexit (\d+)\b`)
	notRun   = regexp.MustCompile(`#.*\bnot run\b`)
)

// examples finds the commands of dopasim in the console and sh blocks of a document. What a comment behind a command
// says counts: "# exit 3" is the exit code expected instead of 0, "# not run" leaves it out. Other commands are left
// out too, with what is shown below them.
func examples(text string) (all []example) {
	inside, last := false, -1
	for i, line := range strings.Split(text, "\n") {
		switch {
		case !inside:
			inside, last = fenced.MatchString(line), -1
		case strings.HasPrefix(line, "```"):
			inside = false
		case prompted.MatchString(line) && !notRun.MatchString(line):
			e := example{line: i + 1, command: prompted.ReplaceAllString(line, "dopasim$2")}
			if m := exiting.FindStringSubmatch(line); m != nil {
				e.exit, _ = strconv.Atoi(m[1])
			}
			last = len(all)
			all = append(all, e)
		case strings.HasPrefix(line, "$"):
			last = -1
		case last >= 0 && strings.TrimSpace(line) != "" && strings.TrimSpace(line) != "...":
			all[last].output = append(all[last].output, line)
		}
	}
	return all
}

// run executes an example in a folder, by a shell as a reader would.
func (e example) run(t *testing.T, name, dir string) {
	t.Helper()
	c := exec.Command("sh", "-c", e.command)
	c.Dir, c.Env = dir, plain(os.Environ())
	if !long() {
		c.Env = append(c.Env, "DOPASIM_SEEDS=4", "DOPASIM_MAX_CALLS=5000") // where the command does not say how many
	}
	said, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if code := c.ProcessState.ExitCode(); code != e.exit {
		t.Fatalf("%s:%d: %s\nexit code %d, want %d\n%s", name, e.line, e.command, code, e.exit, said)
	}
	for _, line := range e.output {
		if !strings.Contains("\n"+string(said)+"\n", "\n"+line+"\n") {
			t.Errorf("%s:%d: %s\ndoes not print the line\n%s\nbut\n%s", name, e.line, e.command, line, said)
		}
	}
}

// documents are README.md and all of docs.
func documents(t *testing.T) []string {
	t.Helper()
	root := filepath.Join("..", "..")
	found := []string{filepath.Join(root, "README.md")}
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".md" {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The commands of a document run one after the other in one empty folder, as its reader has it.
func TestDocuments_showCommandsThatWork(t *testing.T) {
	shown := 0
	for _, path := range documents(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, filepath.Join("..", "..")+string(filepath.Separator)))
		all := examples(string(text))
		if shown += len(all); len(all) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for _, e := range all {
				e.run(t, name, dir)
			}
		})
	}
	if shown < 5 {
		t.Errorf("%d commands in all documents: are they not found?", shown)
	}
}

// README.md says what there is: every verb and every scenario of the library.
func TestReadme_namesVerbsAndScenarios(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	prose, _, _ := strings.Cut(string(text), "<!-- generated:mechanisms -->")
	for _, c := range newRoot().Commands() {
		if name := c.Name(); name != "help" && name != "completion" && !strings.Contains(string(text), "dopasim "+name) {
			t.Errorf("there is nothing about dopasim %s", name)
		}
	}
	for _, e := range scenarios.Library() {
		if !strings.Contains(prose, "`"+e.Name+"`") {
			t.Errorf("there is nothing about %s before the table of mechanisms", e.Name)
		}
	}
}

func TestExamples_areFoundInTheirBlocks(t *testing.T) {
	got := examples(strings.Join([]string{
		"$ dopasim outside", "```console", "$ go run ./cmd/dopasim run trust-fund   # the answer", "one", "...", "", "two",
		"$ go test ./...", "ok", "$ dopasim run x # exit 3: an expectation fails", "$ dopasim serve # not run", "never", "```",
		"```yaml", "$ dopasim no", "```", "```sh", "$ dopasim", "$ dopasimulate", "```"}, "\n"))
	want := []example{
		{line: 3, command: "dopasim run trust-fund   # the answer", output: []string{"one", "two"}},
		{line: 10, command: "dopasim run x # exit 3: an expectation fails", exit: 3},
		{line: 18, command: "dopasim"},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].line != want[i].line || got[i].command != want[i].command || got[i].exit != want[i].exit ||
			strings.Join(got[i].output, "|") != strings.Join(want[i].output, "|") {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}
