package bench

import (
	"fmt"
	"slices"
	"strings"
)

// Key names a row: what was measured, and in which unit.
type Key struct {
	Name string `json:"name"` // "vote.outlier: margin against p+epsilon"
	Unit string `json:"unit"` // "r"
}

func (k Key) String() string { return k.Name + " [" + k.Unit + "]" }

// Row is the measurements of one key, at least one: of a class with seeds one for each frozen seed, in the order of the
// seeds; of speed one for each round; of an exact one a single value.
type Row struct {
	Key
	Values []float64
}

// Setting is a line of the environment: "goarch", "amd64".
type Setting struct{ Key, Value string }

// Set is the rows of a run of the suite, in the order in which they were measured, and the environment of the run.
type Set struct {
	Environment []Setting
	Rows        []Row

	at map[Key]int
}

// Add appends values to the row of a key, which it makes if there is none.
func (s *Set) Add(key Key, values ...float64) {
	if s.at == nil {
		s.at = map[Key]int{}
	}
	i, ok := s.at[key]
	if !ok {
		i = len(s.Rows)
		s.at[key] = i
		s.Rows = append(s.Rows, Row{Key: key})
	}
	s.Rows[i].Values = append(s.Rows[i].Values, values...)
}

// Row is the row of a key.
func (s *Set) Row(key Key) (Row, bool) {
	i, ok := s.at[key]
	if !ok {
		return Row{}, false
	}
	return s.Rows[i], true
}

// Set replaces the row of a key, or adds it.
func (s *Set) Set(row Row) {
	if i, ok := s.at[row.Key]; ok {
		s.Rows[i] = row
		return
	}
	s.Add(row.Key, row.Values...)
}

// Drop removes the rows of keys.
func (s *Set) Drop(keys []Key) {
	rows := slices.DeleteFunc(slices.Clone(s.Rows), func(r Row) bool { return slices.Contains(keys, r.Key) })
	*s = Set{Environment: s.Environment}
	for _, r := range rows {
		s.Add(r.Key, r.Values...)
	}
}

// CheckName is an error for a name that a file cannot hold: written with / for ": " and _ for spaces it has to come
// back as it was.
func CheckName(name string) error {
	switch {
	case name == "" || strings.ContainsAny(name, "_/\t\n") || strings.Contains(name, "  "):
	case strings.TrimSpace(name) != name || strings.ToLower(name[:1]) != name[:1]:
	case strings.Count(name, ":") != strings.Count(name, ": "):
	case endsInNumber(name):
		return fmt.Errorf("row %q: a name must not end in - and a number, which benchmarks use for processors", name)
	default:
		return nil
	}
	return fmt.Errorf("row %q: want a lower-case letter first, single spaces, and no _ or /", name)
}

func endsInNumber(name string) bool {
	at := strings.LastIndexByte(name, '-')
	return at >= 0 && at+1 < len(name) && strings.Trim(name[at+1:], "0123456789") == ""
}

var (
	encoder = strings.NewReplacer(": ", "/", " ", "_")
	decoder = strings.NewReplacer("/", ": ", "_", " ")
)

// encode is a name as a benchmark's, without the word Benchmark: "Vote.outlier/margin_against_p+epsilon".
func encode(name string) string {
	name = encoder.Replace(name)
	return strings.ToUpper(name[:1]) + name[1:]
}

// decode is the name behind a benchmark's.
func decode(name string) string {
	name = decoder.Replace(name)
	if name == "" {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}
