package runs

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Run is a complete run folder, verified.
type Run struct {
	Path     string
	Manifest Manifest
	Summary  Summary
}

// Open finds a run (see Locate), verifies it and reads its summary. A partial run is an
// *IncompleteError, a file that is not as it was written a *DamagedError.
func Open(root, ref string) (*Run, error) {
	path, err := Locate(root, ref)
	if err != nil {
		return nil, err
	}
	if !exists(filepath.Join(path, manifestName)) {
		if !isDir(filepath.Join(path, runName)) && !exists(filepath.Join(path, logName)) && isRun(path) {
			return nil, lacksManifest(path)
		}
		return nil, incomplete(path)
	}
	r := &Run{Path: path}
	if r.Manifest, err = Verify(path); err != nil {
		return nil, err
	}
	if r.Summary, err = readSummary(path); err != nil {
		return nil, err
	}
	return r, nil
}

// At reads the summary of the run folder at path without verifying the folder: for figures of a run that was copied
// from somewhere else, or in part.
func At(path string) (*Run, error) {
	s, err := readSummary(path)
	if err != nil {
		return nil, err
	}
	return &Run{Path: path, Summary: s}, nil
}

// Verify compares every file of the complete run at path with the manifest. Files the manifest
// does not list are none of its business.
func Verify(path string) (Manifest, error) {
	m, err := readManifest(path)
	if err != nil {
		return m, err
	}
	for _, name := range []string{scenarioName, summaryName, metricsName, parquetName, trialsName, theoryName} {
		if _, ok := m.Files[name]; !ok {
			return m, &DamagedError{Path: path, File: manifestName, Why: "it does not list " + name}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if why := compare(path, name, m.Files[name]); why != "" {
			return m, &DamagedError{Path: path, File: name, Why: why}
		}
	}
	return m, nil
}

// compare says in words how a file differs from what the manifest has; "" if it does not.
func compare(path, name string, want Contents) string {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return "the manifest names a file outside the folder"
	}
	got, err := readContents(filepath.Join(path, filepath.FromSlash(name)))
	switch {
	case os.IsNotExist(err):
		return fmt.Sprintf("it is missing (the manifest has sha256 %s)", want.SHA256)
	case err != nil:
		return err.Error()
	case got != want:
		return fmt.Sprintf("%d bytes with sha256 %s, the manifest has %d bytes with sha256 %s",
			got.Size, got.SHA256, want.Size, want.SHA256)
	}
	return ""
}

// Scenario is the resolved scenario.
func (r *Run) Scenario() ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(r.Path, scenarioName))
	if err != nil {
		return nil, fmt.Errorf("read run %s: %w", r.Path, err)
	}
	return b, nil
}

// Journal opens the journal of a trial; ErrNotFound if the run kept none of it.
func (r *Run) Journal(trial int) (io.ReadCloser, error) {
	name := fmt.Sprintf("%s/%d%s", journalName, trial, journalSuffix)
	if _, ok := r.Manifest.Files[name]; !ok {
		return nil, fmt.Errorf("read run %s: journal of trial %d: %w", r.Path, trial, ErrNotFound)
	}
	f, err := os.Open(filepath.Join(r.Path, filepath.FromSlash(name)))
	if err != nil {
		return nil, fmt.Errorf("read run %s: %w", r.Path, err)
	}
	return f, nil
}

// Journals are the trials whose journal the run kept, in order.
func (r *Run) Journals() []int {
	var list []int
	for name := range r.Manifest.Files {
		var trial int
		if n, _ := fmt.Sscanf(name, journalName+"/%d"+journalSuffix, &trial); n == 1 {
			list = append(list, trial)
		}
	}
	slices.Sort(list)
	return list
}

// AddReport writes files under report/ into the complete run, over those of that name, and lists
// them in the manifest. They leave the manifest before they are touched and enter it when they
// are whole: a kill in between leaves files nobody vouches for, never a damaged run.
func (r *Run) AddReport(files ...File) error {
	for _, f := range files {
		if err := checkFile(f.Name); err != nil || !strings.HasPrefix(f.Name, reportName+"/") {
			return fmt.Errorf("add to run %s: %q is not a file under %s/", r.Path, f.Name, reportName)
		}
	}
	m, err := readManifest(r.Path) // as it is now: another process may have added files since Open
	if err != nil {
		return err
	}
	listed := false
	for _, f := range files {
		_, ok := m.Files[f.Name]
		listed = listed || ok
		delete(m.Files, f.Name)
	}
	if listed {
		if err := m.write(r.Path); err != nil {
			return fmt.Errorf("add to run %s: %w", r.Path, err)
		}
	}
	for _, f := range files {
		c, err := writeFile(filepath.Join(r.Path, filepath.FromSlash(f.Name)), f.Write)
		if err != nil {
			return fmt.Errorf("add to run %s: write %s: %w", r.Path, f.Name, err)
		}
		m.Files[f.Name] = c
	}
	if err := m.write(r.Path); err != nil {
		return fmt.Errorf("add to run %s: %w", r.Path, err)
	}
	r.Manifest = m
	return nil
}
