package scenarios_test

import (
	"bytes"
	"errors"
	"os"
	"testing"

	_ "github.com/dopamine-network/dopasim/agents/all"
	"github.com/dopamine-network/dopasim/internal/runs"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/scenarios"
)

// key is the content key of a run of s.
func key(s *scenarios.Scenario, engine string) runs.Key {
	return runs.NewKey(s.Resolved(), engine, s.Seeds.List())
}

func TestLibrary_loadsAndResolvesToItself(t *testing.T) {
	for _, e := range scenarios.Library() {
		if e.Question == "" {
			t.Errorf("%s asks nothing", e.Name)
		}
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			fatalText(t, err)
		}
		if s.Name != e.Name {
			t.Errorf("%s is called %s", e.Name, s.Name)
		}
		once := s.Resolved()
		again, err := scenarios.Load(once, scenarios.Options{File: "resolved.yaml"})
		if err != nil {
			t.Errorf("%s", once)
			fatalText(t, err)
		}
		if twice := again.Resolved(); !bytes.Equal(once, twice) {
			t.Errorf("%s: resolved\n%s\nresolves to\n%s", e.Name, once, twice)
		}
		if key(s, "1") != key(again, "1") || key(s, "1") == key(s, "2") {
			t.Errorf("%s: the key does not depend on the scenario and the engine alone", e.Name)
		}
	}
}

func fatalText(t *testing.T, err error) {
	t.Helper()
	var list scenarios.Errors
	if errors.As(err, &list) {
		list.Text(os.Stderr)
	}
	t.Fatal(err)
}
