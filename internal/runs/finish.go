package runs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Finish completes the run: it writes the tables in trial order, the summary and the given files
// (theory.csv by TheoryFile, figures under report/), and the manifest; waits for the disk; and
// renames the folder. The fields of s that the results decide are filled in: Schema, Key, Trials,
// Seeds, Journal, Money, and the Journals of every point.
//
// It returns the path of the run. If only the link "latest" could not be set, the run is complete
// and both path and error are given. After any other error the run is still partial and Finish may be
// called again, in this process or after Resume.
func (w *Writer) Finish(s Summary, files ...File) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return "", fmt.Errorf("finish run %s: it is closed", w.path)
	}
	if w.done < len(w.at) {
		return "", &IncompleteError{Path: w.partial, Done: w.done, Total: len(w.at), Command: resumeCommand(w.header.Argv)}
	}
	if err := w.build(s, files); err != nil {
		return "", fmt.Errorf("finish run %s: %w", w.path, err)
	}
	root := filepath.Dir(w.path)
	err := os.Rename(filepath.Join(w.partial, runName), w.path)
	if err == nil {
		err = syncDir(root)
	}
	if err != nil {
		return "", fmt.Errorf("finish run %s: %w", w.path, err)
	}
	_ = discard(w.partial) // what is left of it does no harm: see sweep
	w.release()
	if err := setLatest(root, filepath.Base(w.path)); err != nil {
		return w.path, fmt.Errorf("run %s is complete; link %s: %w", w.path, latestName, err)
	}
	return w.path, nil
}

// build writes everything into the folder to be.
func (w *Writer) build(s Summary, files []File) error {
	contents := map[string]Contents{}
	write := func(f File) error {
		c, err := writeFile(w.file(filepath.FromSlash(f.Name)), f.Write)
		if err != nil {
			return fmt.Errorf("write %s: %w", f.Name, err)
		}
		contents[f.Name] = c
		return nil
	}
	if err := w.clear(); err != nil {
		return err
	}
	found := newTotals(w.header)
	for _, f := range []File{
		{scenarioName, writeBytes(w.opts.Scenario)},
		{metricsName, w.writeMetrics},
		{parquetName, w.writeParquet},
		{trialsName, func(out io.Writer) error { return w.writeTrials(out, found) }},
		{summaryName, func(out io.Writer) error { return writeSummary(out, found.fill(s)) }},
	} {
		if err := write(f); err != nil {
			return err
		}
	}
	for _, f := range append([]File{TheoryFile(nil)}, files...) {
		if err := checkFile(f.Name); err != nil {
			return err
		}
		if err := write(f); err != nil {
			return err
		}
	}
	if err := w.addJournals(contents); err != nil {
		return err
	}
	if err := w.header.manifest(contents).write(w.file()); err != nil {
		return fmt.Errorf("write %s: %w", manifestName, err)
	}
	return syncTree(w.file())
}

// clear removes what an earlier Finish that did not get to its end has left.
func (w *Writer) clear() error {
	entries, err := os.ReadDir(w.file())
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == journalName {
			continue
		}
		if err := os.RemoveAll(w.file(e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) writeMetrics(out io.Writer) error {
	rows, err := newMetricRows(out, w.header.Name, w.header.Columns)
	if err != nil {
		return err
	}
	return w.each(rows.put)
}

func (w *Writer) writeTrials(out io.Writer, t *totals) error {
	if _, err := io.WriteString(out, trialsHeader); err != nil {
		return err
	}
	var line []byte
	return w.each(func(r experiment.Result) error {
		t.add(r)
		line = trialRow(line[:0], r)
		_, err := out.Write(line)
		return err
	})
}

func writeSummary(out io.Writer, s Summary) error {
	text, err := MarshalSummary(s)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	return err
}

// addJournals adds the journals to the list of files, and removes those of trials that did not get
// to their end.
func (w *Writer) addJournals(contents map[string]Contents) error {
	entries, err := os.ReadDir(w.file(journalName))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	left := 0
	for _, e := range entries {
		path := w.file(journalName, e.Name())
		trial, err := strconv.Atoi(strings.TrimSuffix(e.Name(), journalSuffix))
		if err != nil || trial < 0 || trial >= len(w.kept) || !w.kept[trial] || path != w.journalPath(trial) {
			if err := os.Remove(path); err != nil {
				return err
			}
			continue
		}
		if contents[journalName+"/"+e.Name()], err = readContents(path); err != nil {
			return err
		}
		left++
	}
	if left == 0 {
		return os.Remove(w.file(journalName))
	}
	return nil
}

// syncTree brings the names in a folder and the folders below it to the disk.
func syncTree(path string) error {
	return filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncDir(p)
	})
}

// SetLatest points the link "latest" beside the run at path to it.
func SetLatest(path string) error { return setLatest(filepath.Dir(path), filepath.Base(path)) }

// setLatest points the link at a run, in one step.
func setLatest(root, name string) error {
	tmp := filepath.Join(root, fmt.Sprintf(".%s.%d", latestName, os.Getpid()))
	os.Remove(tmp)
	if err := os.Symlink(name, tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(root, latestName)); err != nil {
		os.Remove(tmp)
		return err
	}
	return nil
}

// totals gathers what the summary says of all trials.
type totals struct {
	header   header
	journal  hash.Hash
	journals [][]string // by point
	money    Money
}

func newTotals(h header) *totals {
	return &totals{header: h, journal: sha256.New(), journals: make([][]string, h.Points), money: Money{Conserved: true}}
}

func (t *totals) add(r experiment.Result) {
	t.journal.Write(r.Hash[:])
	t.journals[r.Point] = append(t.journals[r.Point], hex.EncodeToString(r.Hash[:]))
	t.money.Trials++
	if r.Money == "" {
		return
	}
	if t.money.Conserved {
		t.money.First = fmt.Sprintf("trial %d (point %d, seed %d): %s", r.Index, r.Point, r.Seed, strings.TrimSpace(r.Money))
	}
	t.money.Conserved = false
	t.money.Violations++
}

func (t *totals) fill(s Summary) Summary {
	s.Schema, s.Key, s.Seeds = SchemaVersion, t.header.Key, t.header.Seeds
	s.Trials, s.Money = t.money.Trials, t.money
	s.Journal = hex.EncodeToString(t.journal.Sum(nil))
	s.Points = append([]Point{}, s.Points...)
	for i := range s.Points {
		if p := s.Points[i].Index; p >= 0 && p < len(t.journals) {
			s.Points[i].Journals = t.journals[p]
		}
	}
	return s
}
