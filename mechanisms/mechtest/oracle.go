package mechtest

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// OracleTable is a printed table of theory: what closed forms and simulations must reproduce.
type OracleTable struct {
	ID    string
	Title string
	Head  []string
	Rows  [][]any // float64, string, bool or nil; "inf" is a string
}

// Oracles reads the tables of a JSON file, by their id.
func Oracles(t *testing.T, path string) map[string]OracleTable {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []OracleTable
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	tables := map[string]OracleTable{}
	for _, x := range list {
		tables[x.ID] = x
	}
	return tables
}

// Number is a cell of a table: NaN for null, infinity for "inf".
func Number(cell any) float64 {
	switch x := cell.(type) {
	case float64:
		return x
	case string:
		if x == "inf" {
			return math.Inf(1)
		}
	}
	return math.NaN()
}

// Near says whether two numbers agree to a relative (below 1, absolute) error; NaN agrees with NaN, an infinity with
// itself.
func Near(a, b, tolerance float64) bool {
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.IsNaN(a) && math.IsNaN(b)
	}
	return a == b || math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

// Value is the closed form called name at named arguments.
func Value(t testing.TB, name string, args map[string]float64) float64 {
	t.Helper()
	f, ok := mechanisms.LookupForm(name)
	if !ok {
		t.Fatalf("there is no closed form %s", name)
	}
	v, err := f.Call(args)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
