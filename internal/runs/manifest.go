package runs

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Manifest is manifest.json: where a run comes from and what its files are. It is the only file
// with wall-clock data, and the last one written.
type Manifest struct {
	Schema   int                 `json:"schema"`
	Name     string              `json:"name"`
	Key      string              `json:"key"`
	Status   string              `json:"status"` // always "complete": an incomplete run has no manifest
	Trials   int                 `json:"trials"`
	Points   int                 `json:"points"`
	Seeds    int                 `json:"seeds"`
	Engine   string              `json:"engine"`
	Commit   string              `json:"commit,omitempty"` // of the program's source; "" if the build did not record it
	Dirty    bool                `json:"dirty"`            // the source had changes that were not committed
	Program  string              `json:"program"`          // SHA-256 of the executable
	Go       string              `json:"go"`
	OS       string              `json:"os"`
	Arch     string              `json:"arch"`
	AMD64    string              `json:"goamd64,omitempty"`
	CPUs     int                 `json:"cpus"`
	Argv     []string            `json:"argv"`
	Started  time.Time           `json:"started"` // of the first process, if it was resumed
	Finished time.Time           `json:"finished"`
	Files    map[string]Contents `json:"files"`
	Sum      string              `json:"sum"` // SHA-256 of this file with an empty sum
}

const statusComplete = "complete"

func (h header) manifest(files map[string]Contents) Manifest {
	argv := h.Argv
	if argv == nil {
		argv = []string{}
	}
	return Manifest{
		Schema: SchemaVersion, Name: h.Name, Key: h.Key, Status: statusComplete,
		Trials: h.design().Trials(), Points: h.Points, Seeds: len(h.Seeds),
		Engine: h.Engine, Commit: buildSetting("vcs.revision"), Dirty: buildSetting("vcs.modified") == "true",
		Program: h.Program, Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH, AMD64: buildSetting("GOAMD64"),
		CPUs: runtime.NumCPU(), Argv: argv, Started: h.Started, Finished: time.Now().UTC(), Files: files,
	}
}

// text is the file's contents, sum included.
func (m Manifest) text() ([]byte, error) {
	m.Sum = ""
	bare, err := marshal(m)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(bare)
	m.Sum = hex.EncodeToString(sum[:])
	return marshal(m)
}

func (m Manifest) write(path string) error {
	text, err := m.text()
	if err == nil {
		_, err = writeFile(filepath.Join(path, manifestName), writeBytes(text))
	}
	return err
}

// readManifest reads and checks the manifest of a complete run.
func readManifest(path string) (Manifest, error) {
	var m Manifest
	b, err := os.ReadFile(filepath.Join(path, manifestName))
	if err != nil {
		return m, fmt.Errorf("read run %s: %w", path, err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, &DamagedError{Path: path, File: manifestName, Why: err.Error()}
	}
	if m.Schema != SchemaVersion {
		return m, fmt.Errorf("read run %s: its format is version %d, this program reads version %d", path, m.Schema, SchemaVersion)
	}
	want := m
	want.Sum = ""
	bare, err := marshal(want)
	if err != nil {
		return m, fmt.Errorf("read run %s: %w", path, err)
	}
	if sum := sha256.Sum256(bare); hex.EncodeToString(sum[:]) != m.Sum {
		return m, &DamagedError{Path: path, File: manifestName, Why: fmt.Sprintf("sha256 is %x, it says %s of itself", sum, m.Sum)}
	}
	if m.Status != statusComplete {
		return m, &DamagedError{Path: path, File: manifestName, Why: fmt.Sprintf("status %q", m.Status)}
	}
	return m, nil
}
