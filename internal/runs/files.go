package runs

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Names in a run folder and in its .partial.
const (
	manifestName = "manifest.json"
	scenarioName = "scenario.yaml"
	summaryName  = "summary.json"
	metricsName  = "metrics.csv"
	parquetName  = "metrics.parquet"
	trialsName   = "trials.csv"
	theoryName   = "theory.csv"
	journalName  = "journal" // folder
	reportName   = "report"  // folder
	latestName   = "latest"  // link in the root

	lockName = "lock"
	logName  = "log"
	runName  = "run" // folder
)

// File is a file for a run folder: its name with forward slashes, and what writes it.
type File struct {
	Name  string
	Write func(io.Writer) error
}

// Bytes is a File with these contents.
func Bytes(name string, contents []byte) File { return File{Name: name, Write: writeBytes(contents)} }

func writeBytes(b []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(b); return err }
}

// Contents is what the manifest says of a file.
type Contents struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// writeFile writes a file whole or not at all, and waits for the disk.
func writeFile(path string, write func(io.Writer) error) (Contents, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return Contents{}, err
	}
	f, err := os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return Contents{}, err
	}
	sum := sha256.New()
	count := &counter{}
	out := bufio.NewWriterSize(io.MultiWriter(f, sum, count), 1<<16)
	err = write(out)
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		os.Remove(path + ".tmp")
		return Contents{}, err
	}
	return Contents{Size: count.n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

type counter struct{ n int64 }

func (c *counter) Write(b []byte) (int, error) { c.n += int64(len(b)); return len(b), nil }

// readContents measures a file that is there.
func readContents(path string) (Contents, error) {
	f, err := os.Open(path)
	if err != nil {
		return Contents{}, err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	if err != nil {
		return Contents{}, err
	}
	return Contents{Size: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

// checkFile refuses names that callers may not write: outside the folder, or a file of ours.
func checkFile(name string) error {
	switch name {
	case manifestName, scenarioName, summaryName, metricsName, parquetName, trialsName:
		return fmt.Errorf("file %s is written by the run itself", name)
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) || strings.HasPrefix(name, journalName+"/") || strings.Contains(name, `\`) {
		return fmt.Errorf("file %q is not one a run may be given", name)
	}
	return nil
}

func exists(path string) bool { _, err := os.Lstat(path); return err == nil }

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

const hiddenSuffix = ".removed"

// discard removes a folder, first from sight: nobody meets it half removed.
func discard(path string) error {
	hidden := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+hiddenSuffix)
	if err := os.RemoveAll(hidden); err != nil {
		return err
	}
	if err := os.Rename(path, hidden); err != nil {
		return err
	}
	return os.RemoveAll(hidden)
}
