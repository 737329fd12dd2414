package experiment_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// letters searches for words: the value of one is the number of places where it agrees with the target, and some noise
// that depends on the replication alone.
func letters(target string, budget int) (s *experiment.Search[string], dearest *int) {
	luck := uint64(1)
	below := func(n int) int { // a linear congruence is luck enough
		luck = luck*6364136223846793005 + 1442695040888963407
		return int(luck >> 33 % uint64(n))
	}
	dearest = new(int)
	letter := func() string { return string(rune('a' + below(4))) }
	return &experiment.Search[string]{
		Budget: budget, Replications: 4, Cohort: 8, Patience: 60, Starts: []string{strings.Repeat("a", len(target))},
		Key: func(w string) string { return w },
		Random: func() (w string) {
			for range target {
				w += letter()
			}
			return w
		},
		Mutate: func(w string) string {
			i := below(len(w))
			return w[:i] + letter() + w[i+1:]
		},
		Simpler: func(string) []string { return nil },
		Value: func(w string, from, to int) (values []float64, err error) {
			*dearest += to - from
			for r := from; r < to; r++ {
				v := float64(r)
				for i := range w {
					if w[i] == target[i] {
						v++
					}
				}
				values = append(values, v)
			}
			return values, nil
		},
	}, dearest
}

func TestSearch_findsTheBestWithinItsBudget(t *testing.T) {
	s, asked := letters("abcddcbaab", 4000)
	f, err := s.Run()
	if err != nil || f.Best != "abcddcbaab" || !slices.Equal(f.Values, []float64{10, 11, 12, 13}) {
		t.Fatalf("found %+v, %v", f, err)
	}
	if f.Asked != *asked || *asked > 4000 || f.Climbs < 2 || f.Candidates < 100 {
		t.Errorf("found %+v after %d values", f, *asked)
	}
}

func TestSearch_givesTheSameEveryTime(t *testing.T) {
	first, second := "", ""
	for _, to := range []*string{&first, &second} {
		s, _ := letters("dcbadcbadcba", 300)
		f, err := s.Run()
		if err != nil {
			t.Fatal(err)
		}
		*to = fmt.Sprint(f)
	}
	if first != second {
		t.Errorf("found %s, then %s", first, second)
	}
}

func TestSearch_prefersWhatIsSimpler(t *testing.T) {
	s, _ := letters("abcd", 60)
	value, tries := s.Value, 0
	s.Value = func(w string, from, to int) ([]float64, error) { return value(strings.TrimSuffix(w, "!"), from, to) }
	s.Starts = []string{"abcd!"}
	s.Mutate = func(w string) string { return w }
	s.Random = func() string { tries++; return fmt.Sprintf("%04d", tries) }
	s.Simpler = func(w string) []string {
		if w == "abcd!" {
			return []string{"bbcd", "abcd"}
		}
		return nil
	}
	if f, err := s.Run(); err != nil || f.Best != "abcd" {
		t.Errorf("found %+v, %v", f, err)
	}
}

func TestSearch_endsWithAnErrorOfAValue(t *testing.T) {
	broken := errors.New("broken")
	s, _ := letters("abcd", 2000)
	value, n := s.Value, 0
	s.Value = func(w string, from, to int) ([]float64, error) {
		if n++; n > 40 {
			return nil, broken
		}
		return value(w, from, to)
	}
	if _, err := s.Run(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	s, _ = letters("abcd", 8)
	if _, err := s.Run(); err == nil || !strings.Contains(err.Error(), "wants a budget above 8") {
		t.Errorf("got %v", err)
	}
}

// Where there is nothing else left to try the search ends, with much of its budget unspent.
func TestSearch_endsWhenEverythingWasTried(t *testing.T) {
	s, asked := letters("ab", 1_000_000)
	f, err := s.Run()
	if err != nil || f.Best != "ab" || *asked > 16*4 {
		t.Errorf("found %+v after %d values, %v", f, *asked, err)
	}
}
