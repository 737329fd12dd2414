package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// TestMain makes the test binary the program dopasim when it is called so: scripts and tests start it as a process of
// its own, with its signals and exit codes.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dopasim": main})
}

// long says whether to run what takes more than a few seconds.
func long() bool { return os.Getenv("DOPASIM_LONG") != "" }

// plain is the environment without what would change how dopasim behaves.
func plain(env []string) []string {
	return append(slices.DeleteFunc(slices.Clone(env), func(v string) bool { return strings.HasPrefix(v, "DOPASIM_") }), "NO_COLOR=1")
}

// TestScripts runs testdata/script/*.txtar: a newcomer can add one without writing Go. Beside the commands of testscript
// there are
//
//	exits N COMMAND...    runs a command, which has to exit with N
//	edit FILE OLD NEW     replaces a text that stands in the file
//	reseal DIR            makes the manifest of a run folder fit its files again
//	same A B              compares two run folders: all files but the manifest
//
// and the condition [long].
func TestScripts(t *testing.T) {
	tiny, err := os.ReadFile(filepath.Join("testdata", "tiny.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Vars = plain(e.Vars)
			return os.WriteFile(filepath.Join(e.WorkDir, "tiny.yaml"), tiny, 0o644)
		},
		Condition: func(c string) (bool, error) {
			if c == "long" {
				return long(), nil
			}
			return false, fmt.Errorf("there is no condition %q", c)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "edit": edit, "reseal": reseal, "same": same,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil || len(args) < 2 {
		ts.Fatalf("usage: exits N COMMAND...")
	}
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case err == nil && want == 0:
	case errors.As(err, &exit) && exit.ExitCode() == want:
	case err == nil:
		ts.Fatalf("exit code 0, want %d", want)
	default:
		ts.Fatalf("%v, want exit code %d", err, want)
	}
}

func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	path := ts.MkAbs(args[0])
	text, err := os.ReadFile(path)
	ts.Check(err)
	if !bytes.Contains(text, []byte(args[1])) {
		ts.Fatalf("%s does not contain %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(path, bytes.ReplaceAll(text, []byte(args[1]), []byte(args[2])), 0o644))
}

// reseal is what a forger would do.
func reseal(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: reseal DIR")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(rewrite(dir, func(m *runs.Manifest) error {
		for name := range m.Files {
			file, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return err
			}
			m.Files[name] = runs.Contents{Size: int64(len(file)), SHA256: digest(file)}
		}
		return nil
	}))
}

// rewrite changes a manifest and makes its own sum fit.
func rewrite(dir string, change func(*runs.Manifest) error) error {
	path := filepath.Join(dir, "manifest.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var m runs.Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return err
	}
	if err := change(&m); err != nil {
		return err
	}
	for _, sum := range []bool{false, true} {
		m.Sum = ""
		if sum {
			m.Sum = digest(text)
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(m); err != nil {
			return err
		}
		text = b.Bytes()
	}
	return os.WriteFile(path, text, 0o644)
}

// figureless takes the figures out of a run folder and its manifest.
func figureless(t *testing.T, dir string) {
	t.Helper()
	err := rewrite(dir, func(m *runs.Manifest) error {
		maps.DeleteFunc(m.Files, func(name string, _ runs.Contents) bool { return strings.HasPrefix(name, "report/") })
		return os.RemoveAll(filepath.Join(dir, "report"))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	a, b := ts.MkAbs(args[0]), ts.MkAbs(args[1])
	switch what := differs(a, b); {
	case what != "" && !neg:
		ts.Fatalf("%s and %s differ: %s", args[0], args[1], what)
	case what == "" && neg:
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	}
}

// differs names the first file, the manifest aside, that is not the same in two run folders; "" if all are.
func differs(a, b string) string {
	one, err := tree(a)
	if err != nil {
		return err.Error()
	}
	two, err := tree(b)
	if err != nil {
		return err.Error()
	}
	for name, text := range one {
		if other, ok := two[name]; !ok {
			return name + " is missing in the second"
		} else if text != other {
			return name
		}
	}
	for name := range two {
		if _, ok := one[name]; !ok {
			return name + " is missing in the first"
		}
	}
	return ""
}

// tree is the contents of every file below a folder but the manifest; a run with nothing to see is an error.
func tree(dir string) (map[string]string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "manifest.json" {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(text)
		return err
	})
	if err == nil && files["summary.json"] == "" {
		err = fmt.Errorf("%s has no summary.json", dir)
	}
	return files, err
}
