package runs_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
)

func TestCheckpoint_comesBackWithItsState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "a.checkpoint")
	c := runs.Checkpoint{Engine: "toy/1", Scenario: "name: toy\n", Trial: 7, Point: 3, Seed: 1 << 63, At: 86400, Journal: "ab12"}
	n, err := runs.WriteCheckpoint(path, c, func(w io.Writer) error { _, err := io.WriteString(w, "the state"); return err })
	if info, err2 := os.Stat(path); err != nil || err2 != nil || info.Size() != n {
		t.Fatalf("%d bytes, %v, %v", n, err, err2)
	}
	got, state, err := runs.OpenCheckpoint(path)
	if err != nil || got != c {
		t.Fatalf("%+v, %v", got, err)
	}
	defer state.Close()
	if rest, err := io.ReadAll(state); err != nil || string(rest) != "the state" {
		t.Errorf("%q, %v", rest, err)
	}
}

func TestCheckpoint_isWrittenWholeOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.checkpoint")
	full := errors.New("disk is full")
	if _, err := runs.WriteCheckpoint(path, runs.Checkpoint{}, func(io.Writer) error { return full }); !errors.Is(err, full) {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestCheckpoint_findsDamageInItsHead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.checkpoint")
	if _, _, err := runs.OpenCheckpoint(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	if _, err := runs.WriteCheckpoint(path, runs.Checkpoint{Scenario: strings.Repeat("x", 99)}, func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		for _, bad := range [][]byte{good[:i], append(append(append([]byte{}, good[:i]...), good[i]^1), good[i+1:]...)} {
			if err := os.WriteFile(path, bad, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, _, err := runs.OpenCheckpoint(path); !errors.Is(err, runs.ErrDamaged) {
				t.Errorf("%d bytes, damaged at %d: %v", len(bad), i, err)
			}
		}
	}
}
