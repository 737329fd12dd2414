package runs

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// The test binary runs itself as the program that gets killed: with DOPASIM_RUNS_CHILD set to a
// root it writes the test's run there, resuming what there is, and says what it does.
func TestMain(m *testing.M) {
	if root := os.Getenv("DOPASIM_RUNS_CHILD"); root != "" {
		if err := child(root); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(root string) error {
	w, err := Resume(root, "fraud", testKey, testOptions())
	if errors.Is(err, ErrNotFound) {
		w, err = Create(root, "fraud", testKey, testOptions())
	}
	if err != nil {
		return err
	}
	done, total := w.Count()
	fmt.Printf("resumed %d of %d\n", done, total)
	d := testDesign()
	d.Skip = w.Has
	said := experiment.SinkFunc(func(r experiment.Result) error { fmt.Println("put", r.Index); return nil })
	if err := experiment.Run(context.Background(), d, runner(w), experiment.Tee(w, said), nil); err != nil {
		return err
	}
	fmt.Println("finishing")
	path, err := finish(w)
	fmt.Println("finished", path)
	return err
}

// until starts the child and kills it with SIGKILL when it has said this many lines; it gives the lines.
func until(t *testing.T, root string, lines int) []string {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "DOPASIM_RUNS_CHILD="+root)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var said []string
	for in := bufio.NewScanner(out); in.Scan(); {
		said = append(said, in.Text())
		if len(said) == lines {
			c.Process.Signal(syscall.SIGKILL)
		}
	}
	c.Wait()
	return said
}

func TestResume_afterSIGKILLGivesTheSameFiles(t *testing.T) {
	want := tree(t, write(t, t.TempDir(), 2))
	root := t.TempDir()
	kills, last := 0, -1
	for attempt := 0; ; attempt++ {
		said := until(t, root, 8)
		var done int
		if _, err := fmt.Sscanf(said[0], "resumed %d of 30", &done); err != nil {
			t.Fatalf("child said %q", said)
		}
		// It had said 7 puts before it was killed, or all that were missing: they are all there.
		if last >= 0 && done < min(last+7, 30) && kills > 0 {
			t.Errorf("attempt %d resumed with %d trials after one that began with %d", attempt, done, last)
		}
		last = done
		if strings.HasPrefix(said[len(said)-1], "finished") {
			break
		}
		if attempt > 30 {
			t.Fatal("never finished")
		}
		kills++
	}
	if kills < 2 {
		t.Errorf("%d kills", kills)
	}
	sameTree(t, "after kills", tree(t, filepath.Join(root, folder("fraud", testKey))), want)
	onlyRun(t, root, filepath.Join(root, folder("fraud", testKey)))
}

func TestResume_afterSIGKILLWithinFinishGivesTheSameFiles(t *testing.T) {
	want := tree(t, write(t, t.TempDir(), 2))
	for range 10 {
		root := t.TempDir()
		until(t, root, 32) // "finishing" is the 32nd line
		_, err := Open(root, "fraud")
		if err != nil && !errors.Is(err, ErrIncomplete) {
			t.Fatalf("after a kill within Finish: %v", err)
		}
		if err != nil {
			if said := until(t, root, 0); len(said) != 3 || said[0] != "resumed 30 of 30" {
				t.Fatalf("child said %q", said)
			}
		}
		sameTree(t, "after a kill", tree(t, filepath.Join(root, folder("fraud", testKey))), want)
		if _, err := Create(root, "fraud", testKey, testOptions()); !errors.Is(err, ErrExists) {
			t.Errorf("create over a complete run: %v", err)
		}
		if list, err := List(root); err != nil || len(list) != 1 || !list[0].Complete {
			t.Errorf("list %+v, %v", list, err)
		}
	}
}

// partial makes a run with the first n trials done and gives its .partial folder.
func partial(t *testing.T, root string, n int) string {
	t.Helper()
	w, err := Create(root, "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	run := runner(w)
	for i := range n {
		r, err := run(t.Context(), testDesign().Trial(i))
		if err == nil {
			err = w.Put(r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.Path() + partialSuffix
}

func TestResume_cutsOffATornRecordWhereverItIsTorn(t *testing.T) {
	root := t.TempDir()
	dir := partial(t, root, 3)
	log := filepath.Join(dir, logName)
	whole, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var last int
	l, _, err := openLog(log, false, func([]byte) error { return nil }, func(at int64, _ []byte) error { last = int(at); return nil })
	if err != nil {
		t.Fatal(err)
	}
	l.f.Close()
	tails := map[string][]byte{"zeros": make([]byte, 4096), "noise": []byte("\xff\xff\xff\xff garbage of a disk"), "bit": append([]byte{}, whole[last:]...)}
	tails["bit"][len(tails["bit"])/2] ^= 4
	for n := last; n < len(whole); n++ {
		tails[fmt.Sprint(n)] = whole[last:n]
	}
	for name, tail := range tails {
		if err := os.WriteFile(log, append(whole[:last:last], tail...), 0o644); err != nil {
			t.Fatal(err)
		}
		w, err := Resume(root, "fraud", testKey, testOptions())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if done, _ := w.Count(); done != 2 || w.Cut() != int64(len(tail)) {
			t.Errorf("%s: %d trials, %d bytes cut of %d", name, done, w.Cut(), len(tail))
		}
		if err := w.Put(trial(testDesign().Trial(2))); err != nil {
			t.Fatal(err)
		}
		w.Close()
		if got, _ := os.ReadFile(log); len(got) != len(whole) {
			t.Fatalf("%s: the log has %d bytes, want %d", name, len(got), len(whole))
		}
	}
}

func TestResume_refusesAnotherProgramKeyOrDesignAndSaysWhich(t *testing.T) {
	root := t.TempDir()
	dir := partial(t, root, 3)
	check := func(what string, err error) {
		t.Helper()
		var m *MismatchError
		if !errors.As(err, &m) || !errors.Is(err, ErrMismatch) || !strings.HasPrefix(m.What, what) || m.Begun == m.Now {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := Resume(root, "fraud", NewKey([]byte("another"), "test", testSeeds), testOptions())
	check("key", err)
	o := testOptions()
	o.Points++
	_, err = Resume(root, "fraud", testKey, o)
	check("design", err)
	o = testOptions()
	o.Columns = o.Columns[:2]
	_, err = Resume(root, "fraud", testKey, o)
	check("list of columns", err)

	var h header
	path := filepath.Join(dir, logName)
	l, _, err := openLog(path, false, func(b []byte) error { return json.Unmarshal(b, &h) }, func(int64, []byte) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	l.f.Close()
	h.Program = strings.Repeat("ab", 32)
	text, _ := json.Marshal(h)
	if l, err = createLog(path, text); err != nil {
		t.Fatal(err)
	}
	l.f.Close()
	_, err = Resume(root, "fraud", testKey, testOptions())
	check("program", err)

	if _, err := Resume(root, "peace", testKey, testOptions()); !errors.Is(err, ErrNotFound) {
		t.Errorf("another name: %v", err)
	}
}

func TestResume_runsATrialAgainWhoseJournalIsGone(t *testing.T) {
	root := t.TempDir()
	dir := partial(t, root, 9)
	if err := os.Remove(filepath.Join(dir, runName, journalName, "7.calls")); err != nil {
		t.Fatal(err)
	}
	w, err := Resume(root, "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	if done, _ := w.Count(); done != 8 || w.Has(testDesign().Trial(7)) {
		t.Errorf("%d trials done", done)
	}
	d := testDesign()
	d.Skip = w.Has
	if err := experiment.Run(t.Context(), d, runner(w), w, nil); err != nil {
		t.Fatal(err)
	}
	path, err := finish(w)
	if err != nil {
		t.Fatal(err)
	}
	sameTree(t, "resumed", tree(t, path), tree(t, write(t, t.TempDir(), 1)))
}

func TestCreate_leavesARunThatIsThereAlone(t *testing.T) {
	root := t.TempDir()
	partial(t, root, 3)
	_, err := Create(root, "fraud", testKey, testOptions())
	var part *IncompleteError
	if !errors.As(err, &part) || part.Done != 3 || part.Total != 30 || part.Command != "dopasim run 'my fraud.yaml' --resume" {
		t.Errorf("partial: %v", err)
	}
	w, err := Resume(root, "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	for _, begin := range []func(string, string, Key, Options) (*Writer, error){Create, Resume} {
		if _, err := begin(root, "fraud", testKey, testOptions()); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
			t.Errorf("locked: %v", err)
		}
	}
	if err := Remove(w.Path() + partialSuffix); !errors.Is(err, ErrLocked) {
		t.Errorf("remove a run that is written: %v", err)
	}
	w.Close()
	if err := Remove(w.Path() + partialSuffix); err != nil {
		t.Error(err)
	}
	path := write(t, root, 1)
	for _, begin := range []func(string, string, Key, Options) (*Writer, error){Create, Resume} {
		var there *ExistsError
		if _, err := begin(root, "fraud", testKey, testOptions()); !errors.As(err, &there) || there.Path != path {
			t.Errorf("complete: %v", err)
		}
	}
	if err := Remove(path); err != nil {
		t.Error(err)
	}
	if _, err := Open(root, "latest"); !errors.Is(err, ErrNotFound) {
		t.Errorf("latest of a removed run: %v", err)
	}
	onlyLink, _ := os.ReadDir(root)
	if len(onlyLink) != 1 {
		t.Errorf("left %v", onlyLink)
	}
}

func TestCreate_takesOverAFolderThatNeverGotALog(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, folder("fraud", testKey)+partialSuffix), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(root, "fraud"); !errors.Is(err, ErrIncomplete) {
		t.Errorf("open: %v", err)
	}
	// and removes what a killed Remove left
	if err := os.MkdirAll(filepath.Join(root, ".old-0123456789ab"+hiddenSuffix, "run"), 0o755); err != nil {
		t.Fatal(err)
	}
	onlyRun(t, root, write(t, root, 2))
}
