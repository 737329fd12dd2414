package runs

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpen_findsARunByLinkNameKeyAndPath(t *testing.T) {
	root := t.TempDir()
	path := write(t, root, 2)
	base := filepath.Base(path)
	for _, ref := range []string{"latest", base, "fraud", testKey.Short(), testKey.String()[:4], testKey.String(),
		path, path + "/", filepath.Join(root, "latest"), path + "/../" + base} {
		r, err := Open(root, ref)
		if err != nil {
			t.Errorf("%s: %v", ref, err)
		} else if filepath.Base(r.Path) != base {
			t.Errorf("%s: found %s", ref, r.Path)
		}
	}
	for ref, want := range map[string]string{"peace": "no such run", "fra": "no such run", testKey.String()[:3]: "no such run",
		root: "no manifest.json", path + "/trials.csv": "it is a file", root + "/nothing": "no such run"} {
		if _, err := Open(root, ref); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", ref, err, want)
		}
	}
	if _, err := Open(filepath.Join(root, "nowhere"), "latest"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no root: %v", err)
	}
	if list, err := List(filepath.Join(root, "nowhere")); err != nil || len(list) > 0 {
		t.Errorf("no root: %v %v", list, err)
	}
	other, err := Create(root, "fraud", NewKey(testScenario, "2", testSeeds), testOptions())
	if err != nil {
		t.Fatal(err)
	}
	other.Close()
	if _, err := Open(root, "fraud"); err == nil || !strings.Contains(err.Error(), "2 runs") || !strings.Contains(err.Error(), base) {
		t.Errorf("ambiguous: %v", err)
	}
	list, err := List(root)
	if err != nil || len(list) != 2 || list[0].Complete == list[1].Complete || list[0].Total != 30 || list[1].Total != 30 {
		t.Errorf("list %+v, %v", list, err)
	}
}

func TestOpen_saysHowFarAPartialRunIsAndHowToResume(t *testing.T) {
	root := t.TempDir()
	dir := partial(t, root, 4)
	for _, ref := range []string{"fraud", dir, strings.TrimSuffix(dir, partialSuffix), filepath.Base(dir), testKey.Short()} {
		_, err := Open(root, ref)
		if !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), "incomplete: 4 of 30 trials, resume with: dopasim run 'my fraud.yaml' --resume") {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

func TestVerify_namesTheFileThatWasTruncatedEditedOrRemoved(t *testing.T) {
	root := t.TempDir()
	path := write(t, root, 2)
	for _, name := range []string{"scenario.yaml", "summary.json", "metrics.csv", "trials.csv", "theory.csv", "journal/4.calls", "report/margin.svg", "manifest.json"} {
		file := filepath.Join(path, name)
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		edited := append([]byte{}, good...)
		edited[len(edited)/2] ^= 1
		for how, bad := range map[string][]byte{"truncated": good[:len(good)-1], "emptied": {}, "edited": edited, "longer": append(good[:len(good):len(good)], 'x')} {
			if err := os.WriteFile(file, bad, 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := Open(root, "latest")
			var damaged *DamagedError
			if name == manifestName && how == "truncated" { // only the newline is gone: nothing is lost
				continue
			}
			if !errors.As(err, &damaged) && !strings.Contains(err.Error(), "format is version") || damaged != nil && damaged.File != name {
				t.Errorf("%s %s: %v", name, how, err)
			}
			if damaged != nil && name != manifestName && strings.Count(damaged.Why, "sha256 ") != 2 {
				t.Errorf("%s %s: %v does not give both hashes", name, how, err)
			}
		}
		os.Remove(file)
		if _, err := Open(root, "latest"); err == nil {
			t.Errorf("%s removed: no error", name)
		}
		if err := os.WriteFile(file, good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(root, "latest"); err != nil {
		t.Error(err)
	}
}

func TestManifest_editsThatAreStillJSONShow(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(write(t, root, 2), manifestName)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, edit := range [][2]string{{`"trials": 30`, `"trials": 31`}, {`"complete"`, `"partial"`}, {`"engine": "test"`, `"engine": "best"`}, {`"schema": 1`, `"schema": 2`}} {
		text := strings.Replace(string(b), edit[0], edit[1], 1)
		if text == string(b) {
			t.Fatalf("the manifest has no %s", edit[0])
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(root, "latest"); err == nil {
			t.Errorf("%s: no error", edit[1])
		}
	}
}

func TestAddReport_keepsTheRunVerified(t *testing.T) {
	root := t.TempDir()
	r, err := Open(root, write(t, root, 2))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.AddReport(Bytes("report/margin.svg", []byte("<svg>new</svg>")), Bytes("report/deep/page.html", []byte("hello"))); err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	failing := File{Name: "report/margin.svg", Write: func(io.Writer) error { return boom }}
	if err := r.AddReport(failing); !errors.Is(err, boom) {
		t.Errorf("failing file: %v", err)
	}
	if err := r.AddReport(Bytes("theory.csv", nil)); err == nil {
		t.Error("wrote theory.csv")
	}
	if r, err = Open(root, "latest"); err != nil {
		t.Fatal(err)
	}
	if _, ok := r.Manifest.Files["report/deep/page.html"]; !ok {
		t.Errorf("files %v", r.Manifest.Files)
	}
}
