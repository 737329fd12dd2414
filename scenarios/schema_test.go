package scenarios_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/scenarios"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(scenarios.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("dopasim.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("dopasim.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validates(t *testing.T, s *jsonschema.Schema, content []byte) error {
	t.Helper()
	var doc any
	if err := yaml.Unmarshal(content, &doc); err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

func TestSchema_acceptsTheLibrary(t *testing.T) {
	schema := compiled(t)
	for _, e := range scenarios.Library() {
		content, _ := scenarios.LibraryFile(e.Name)
		if err := validates(t, schema, content); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := validates(t, schema, s.Resolved()); err != nil {
			t.Errorf("%s, resolved: %v", e.Name, err)
		}
	}
	for _, sections := range []string{
		"sweep: {escrow.price: {from: 1 DPMN, to: 2 DPMN, step: 1 DPMN}}", "seeds: {first: 3, count: 2}", "seeds: 5",
		"capital: 0.05", "replay: {points: [0]}", "fees: {escrow.declare: 1 DPMN}",
		"horizon: 9d\nevolution: {every: 2d, rest: 1d, groups: {a: {populations: [honest, cheating], rule: imitation, rate: 5%, scale: 2 DPMN, mutation: 1%}}}",
		"horizon: 9d\nsweep: {honest.cost: [1 DPMN, 2 DPMN]}\nfork: {at: 5d, change: [honest.cost]}",
	} {
		if err := validates(t, schema, []byte(market+sections+"\n")); err != nil {
			t.Errorf("%s: %v", sections, err)
		}
	}
}

func TestSchema_refusesBrokenScenarios(t *testing.T) {
	schema := compiled(t)
	for _, name := range []string{"units", "keys", "version", "claims", "sweep", "list", "evolution", "fork", "fork-late"} {
		content, err := os.ReadFile(filepath.Join("testdata/errors", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if name == "keys" { // a YAML library refuses a key that stands twice by itself
			content = bytes.Replace(content, []byte("question: Which?\n"), nil, 1)
		}
		if validates(t, schema, content) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, sections := range []string{
		"capital: much", "unknown: 1", "figures: [{kind: pie}]", "figures: [{kind: margin, y_scale: cubic}]", "sweep: {escrow.price: []}", "seeds: {cont: 1}",
		"sweep: {escrow.price: {from: 1 DPMN, to: 2 DPMN}}", "find: {x: {metric: y}}", "horizon: 3 days",
		"evolution: {every: 2d}", "evolution: {every: 2d, groups: {a: {populations: [honest]}}}",
		"evolution: {every: 2d, groups: {a: {populations: [honest, cheating], rule: magic}}}",
		"fork: {change: [honest.cost]}", "fork: {at: soon}", "fork: 5d",
	} {
		if validates(t, schema, []byte(market+sections+"\n")) == nil {
			t.Errorf("%s: accepted", sections)
		}
	}
	for before, after := range map[string]string{
		"deposit_payer: 5 DPMN": "deposit_payer: 5 DOPA", "strategy: honest": "strategy: nice", "cost: 4 DPMN": "prise: 4 DPMN",
		"rho: 50%": "rho: half", "use: trust": "use: mistrust", "size: 40": "size: many",
	} {
		if validates(t, schema, bytes.Replace([]byte(market), []byte(before), []byte(after), 1)) == nil {
			t.Errorf("%s: accepted", after)
		}
	}
}
