package runs

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// fullDisk takes a number of bytes and then no more, in the middle of a write.
type fullDisk struct {
	logFile
	room int
}

func (f *fullDisk) WriteAt(b []byte, at int64) (int, error) {
	n := min(len(b), f.room)
	f.room -= n
	if _, err := f.logFile.WriteAt(b[:n], at); err != nil {
		return 0, err
	}
	if n < len(b) {
		return n, &os.PathError{Op: "write", Path: "log", Err: syscall.ENOSPC}
	}
	return n, nil
}

func TestPut_onAFullDiskKeepsWhatIsThereAndCanGoOn(t *testing.T) {
	root := t.TempDir()
	w, err := Create(root, "fraud", testKey, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	d := testDesign()
	disk := &fullDisk{logFile: w.log.f, room: 600}
	w.log.f = disk
	put := 0
	for ; err == nil; put++ {
		err = w.Put(trial(d.Trial(put)))
	}
	put--
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "no space left on device") || !strings.Contains(err.Error(), "of 30 trials are kept") {
		t.Errorf("error %v", err)
	}
	if put < 1 {
		t.Fatalf("%d trials put", put)
	}
	disk.room = 1 << 20 // somebody made room
	for i := put; i < 30; i++ {
		if err := w.Put(trial(d.Trial(i))); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	if w, err = Resume(root, "fraud", testKey, testOptions()); err != nil {
		t.Fatal(err)
	}
	if done, _ := w.Count(); done != 30 || w.Cut() != 0 {
		t.Errorf("%d trials, %d bytes cut", done, w.Cut())
	}
	full := File{Name: "report/a.svg", Write: func(out io.Writer) error {
		out.Write([]byte("half"))
		return syscall.ENOSPC
	}}
	if _, err := w.Finish(testSummary, full); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "report/a.svg") {
		t.Errorf("finish on a full disk: %v", err)
	}
	if exists(w.Path()) {
		t.Error("the run looks complete")
	}
	if _, err := finish(w); err != nil {
		t.Error(err)
	}
}

func TestCreate_saysWhatIsWrongWithTheRoot(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(file, "fraud", testKey, testOptions()); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("root is a file: %v", err)
	}
	if _, err := Create(filepath.Join(file, "below"), "fraud", testKey, testOptions()); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("root is below a file: %v", err)
	}
	if err := os.WriteFile(filepath.Join(root, folder("fraud", testKey)), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(root, "fraud", testKey, testOptions()); err == nil || !strings.Contains(err.Error(), "something else of that name") {
		t.Errorf("a file of the run's name: %v", err)
	}
	if err := os.WriteFile(filepath.Join(root, folder("peace", testKey)+partialSuffix), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(root, "peace", testKey, testOptions()); !errors.Is(err, os.ErrExist) {
		t.Errorf("a file of the partial's name: %v", err)
	}
	for _, name := range []string{"", "a/b", "..", ".x", "-x", "a b", strings.Repeat("x", 101), "é"} {
		if _, err := Create(root, name, testKey, testOptions()); err == nil || !strings.Contains(err.Error(), "run name") {
			t.Errorf("name %q: %v", name, err)
		}
	}
	if _, err := Create(root, "fraud", testKey, Options{}); err == nil {
		t.Error("a run without trials was created")
	}
	if os.Geteuid() == 0 {
		return // permissions do not bind root
	}
	closed := filepath.Join(root, "closed")
	if err := os.Mkdir(closed, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(closed, "fraud", testKey, testOptions()); !errors.Is(err, os.ErrPermission) {
		t.Errorf("read-only root: %v", err)
	}
}

func FuzzReadResult_neverPanics(f *testing.F) {
	f.Add(appendResult(nil, trial(testDesign().Trial(3)), true))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		r := trial(testDesign().Trial(0))
		journal, err := readResult(b, &r)
		if err != nil {
			return
		}
		again := trial(testDesign().Trial(1))
		if _, err := readResult(appendResult(nil, r, journal), &again); err != nil {
			t.Error(err)
		}
	})
}

func TestKey_dependsOnEveryPart(t *testing.T) {
	keys := map[Key]string{}
	for name, k := range map[string]Key{
		"a": NewKey([]byte("ab"), "c", []uint64{1}), "b": NewKey([]byte("a"), "bc", []uint64{1}),
		"c": NewKey([]byte("ab"), "c", []uint64{1, 0}), "d": NewKey([]byte("ab"), "c", nil),
	} {
		if other, ok := keys[k]; ok {
			t.Errorf("%s and %s have one key", name, other)
		}
		keys[k] = name
	}
	if _, err := json.Marshal(keys); err == nil && len(testKey.Short()) != 12 {
		t.Error(testKey.Short())
	}
}

// The cost of the log: a result of 200 rows.
func BenchmarkPut(b *testing.B) {
	o := testOptions()
	o.Points = (b.N + 4) / 5
	w, err := Create(b.TempDir(), "fraud", testKey, o)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	r := trial(testDesign().Trial(0))
	for len(r.Rows) < 200 {
		r.Rows = append(r.Rows, r.Rows[:min(len(r.Rows), 200-len(r.Rows))]...)
	}
	b.ReportAllocs()
	b.ResetTimer()
	d := w.header.design()
	for i := range b.N {
		r.Trial = d.Trial(i)
		if err := w.Put(r); err != nil {
			b.Fatal(err)
		}
	}
}
