package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slow makes tiny.yaml long enough to be interrupted: 300 trials of some 10 ms.
var slow = []string{"run", "tiny.yaml", "--jobs", "1", "--seeds", "100", "--set", "consumers.deals=80", "-q"}

// stage is a folder with tiny.yaml and evolving.yaml in it.
func stage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"tiny.yaml", "evolving.yaml"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// process is dopasim, or a copy of it, under way in a folder.
type process struct {
	*exec.Cmd
	out, err bytes.Buffer
}

func start(t *testing.T, program, dir string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(program, args...)}
	p.Dir, p.Env = dir, plain(os.Environ())
	p.Stdout, p.Stderr = &p.out, &p.err
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// end waits for the process and gives its exit code; -1 if a signal killed it.
func (p *process) end(t *testing.T) int {
	t.Helper()
	err := p.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return p.ProcessState.ExitCode()
}

// dopasim runs the program to its end.
func dopasim(t *testing.T, dir string, args ...string) (code int, p *process) {
	t.Helper()
	p = start(t, "dopasim", dir, args...)
	return p.end(t), p
}

// must runs the program, which has to succeed.
func must(t *testing.T, dir string, args ...string) {
	t.Helper()
	if code, p := dopasim(t, dir, args...); code != 0 {
		t.Fatalf("dopasim %s: exit code %d\n%s", strings.Join(args, " "), code, &p.err)
	}
}

// underWay waits until the run in dir has logged a few trials.
func (p *process) underWay(t *testing.T, dir string) {
	t.Helper()
	for range 10_000 {
		logs, _ := filepath.Glob(filepath.Join(dir, "runs", "*.partial", "log"))
		if len(logs) == 1 {
			if info, err := os.Stat(logs[0]); err == nil && info.Size() > 12_000 {
				return
			}
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("the run does not get under way: %s", &p.err)
}

func latest(dir string) string { return filepath.Join(dir, "runs", "latest") }

func TestRun_interruptedIsResumable(t *testing.T) {
	want := stage(t)
	must(t, want, append(slow, "--journal", "calls")...)
	for _, x := range []struct {
		signal syscall.Signal
		code   int
	}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}, {syscall.SIGKILL, -1}} {
		t.Run(x.signal.String(), func(t *testing.T) {
			t.Parallel()
			dir := stage(t)
			args := append(slow, "--journal", "calls")
			p := start(t, "dopasim", dir, args...)
			p.underWay(t, dir)
			p.Process.Signal(x.signal)
			if code := p.end(t); code != x.code {
				t.Fatalf("exit code %d, want %d\n%s", code, x.code, &p.err)
			}
			command := "dopasim " + strings.Join(args, " ") + " --resume"
			if x.code > 0 && (!strings.Contains(p.err.String(), " of 300 trials are done; continue with: "+command) || p.out.Len() > 0) {
				t.Errorf("stdout %q, stderr %q", &p.out, &p.err)
			}
			// What there is of it is visibly partial.
			code, p := dopasim(t, dir, args...)
			if said := p.err.String(); code != exitUsage || !strings.Contains(said, "is incomplete: ") ||
				!strings.Contains(said, "resume with: "+command+", or begin anew with --force") {
				t.Errorf("without --resume: exit code %d\n%s", code, said)
			}
			if code, p := dopasim(t, dir, "inspect", "tiny"); code != exitFailed || !strings.Contains(p.err.String(), "is incomplete: ") {
				t.Errorf("inspect: exit code %d\n%s", code, &p.err)
			}
			must(t, dir, append(args, "--resume")...)
			if what := differs(latest(want), latest(dir)); what != "" {
				t.Errorf("after --resume %s is not that of an undisturbed run", what)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "runs", "*.partial")); len(left) > 0 {
				t.Error("left over:", left)
			}
		})
	}
}

// Killed at any moment, the figures' included, a run is finished by the same command with --resume.
func TestRun_killedAnywhereIsFinishedByResume(t *testing.T) {
	args := []string{"run", "tiny.yaml", "-q"}
	want := stage(t)
	begun := time.Now()
	must(t, want, args...)
	whole, kills := time.Since(begun), 8
	if long() {
		kills = 150
	}
	for i := range kills {
		dir := stage(t)
		p := start(t, "dopasim", dir, args...)
		time.Sleep(whole * time.Duration(i+1) / time.Duration(kills))
		p.Process.Kill()
		p.end(t)
		code, p := dopasim(t, dir, append(args, "--resume")...)
		if code == exitUsage && strings.Contains(p.err.String(), "no such run") { // killed before there was anything
			code, p = dopasim(t, dir, args...)
		}
		if code != 0 {
			t.Fatalf("kill %d: exit code %d\n%s", i, code, &p.err)
		}
		if what := differs(latest(want), latest(dir)); what != "" {
			t.Errorf("kill %d: %s is not that of an undisturbed run", i, what)
		}
	}
}

// A kill between the last trial and the figures leaves a complete run without them: whoever looks next draws them.
func TestRun_withoutItsFiguresGetsThem(t *testing.T) {
	want, dir := stage(t), stage(t)
	must(t, want, "run", "tiny.yaml", "-q")
	none := stage(t)
	must(t, none, "run", "tiny.yaml", "-q")
	// The folder as it is right after it was renamed: the manifest lists no figures yet.
	figureless(t, latest(none))
	if err := os.Rename(filepath.Join(none, "runs"), filepath.Join(dir, "runs")); err != nil {
		t.Fatal(err)
	}
	must(t, dir, "run", "tiny.yaml", "-q", "--resume")
	if what := differs(latest(want), latest(dir)); what != "" {
		t.Error(what)
	}
}

func TestRun_resumeWantsSomethingToResume(t *testing.T) {
	dir := stage(t)
	code, p := dopasim(t, dir, "run", "tiny.yaml", "--resume")
	if code != exitUsage || !strings.Contains(p.err.String(), "no such run") {
		t.Errorf("exit code %d\n%s", code, &p.err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "runs")); len(left) > 0 {
		t.Error("written:", left)
	}
}

// Another program might go on otherwise: it refuses, and so does another scenario under the same name.
func TestRun_resumeRefusesAnotherProgramOrScenario(t *testing.T) {
	dir := stage(t)
	p := start(t, "dopasim", dir, slow...)
	p.underWay(t, dir)
	p.Process.Kill()
	p.end(t)

	other := start(t, anotherBuild(t), dir, append(slow, "--resume")...)
	if code := other.end(t); code != exitUsage || !strings.Contains(other.err.String(), "another program: it was begun with sha256 ") {
		t.Errorf("another program: exit code %d\n%s", code, &other.err)
	}
	changed := append(slow, "--resume", "--set", "escrow.price=11 DPMN")
	if code, p := dopasim(t, dir, changed...); code != exitUsage || !strings.Contains(p.err.String(), "another key (its scenario, seeds or engine differ)") {
		t.Errorf("another scenario: exit code %d\n%s", code, &p.err)
	}
	// With --force the other program begins anew, and gives the same bytes.
	other = start(t, anotherBuild(t), dir, append(slow, "--force")...)
	if code := other.end(t); code != 0 {
		t.Fatalf("--force: exit code %d\n%s", code, &other.err)
	}
	want := stage(t)
	must(t, want, slow...)
	if what := differs(latest(want), latest(dir)); what != "" {
		t.Error(what)
	}
}

// anotherBuild is a copy of the program with one more byte at its end, which is never loaded.
func anotherBuild(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("dopasim")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "dopasim")
	if err := os.WriteFile(copied, append(program, 0), 0o755); err != nil {
		t.Fatal(err)
	}
	return copied
}

// Two processes do not write one run.
func TestRun_isWrittenByOneProcess(t *testing.T) {
	dir := stage(t)
	endless := append(slices.Clone(slow), "--seeds", "5000") // it is interrupted long before its end
	p := start(t, "dopasim", dir, endless...)
	p.underWay(t, dir)
	for _, more := range [][]string{nil, {"--resume"}, {"--force"}} {
		code, second := dopasim(t, dir, append(slices.Clone(endless), more...)...)
		if code != exitFailed || !strings.Contains(second.err.String(), "being written by another process") {
			t.Errorf("%v: exit code %d\n%s", more, code, &second.err)
		}
	}
	p.Process.Signal(os.Interrupt)
	if code := p.end(t); code != exitInterrupted {
		t.Errorf("the first: exit code %d\n%s", code, &p.err)
	}
}
