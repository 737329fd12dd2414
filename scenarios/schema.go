package scenarios

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
)

// object is a piece of JSON Schema.
type object = map[string]any

// Schema is the JSON Schema of scenario files (2020-12), made from the registered mechanisms and strategies: for
// editors and documentation. It accepts every valid scenario; Load checks more than it can say.
func Schema() []byte {
	defs := object{"name": object{"type": "string", "pattern": memberName.String()}}
	root := object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"$id":                  "https://github.com/dopamine-network/dopasim/dopasim.schema.json",
		"title":                "dopasim scenario",
		"type":                 "object",
		"additionalProperties": false,
		"required":             []any{"dopasim", "name", "question", "populations"},
		"properties":           topSchema(),
		"$defs":                defs,
	}
	mechanismSchemas(root["properties"].(object), defs)
	populationSchemas(root["properties"].(object), defs)
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic("scenarios: " + err.Error()) // the values are our own
	}
	return append(text, '\n')
}

func described(doc string, o object) object {
	o["description"] = doc
	return o
}

func text(doc string) object { return object{"type": "string", "minLength": 1, "description": doc} }

func listSchema(doc string, items object) object {
	return object{"type": "array", "items": items, "description": doc}
}

// closed is an object with these keys only.
func closed(properties object, required ...any) object {
	o := object{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

// open is an object with keys of its own choice.
func open(doc string, values object) object {
	return object{"type": "object", "additionalProperties": values, "description": doc}
}

func topSchema() object {
	expression := text("An expression over metrics, parameters and closed forms.")
	count, amount := mechanisms.KindCount.Schema, mechanisms.KindAmount.Schema
	return object{
		"dopasim":  described("Version of the format.", object{"enum": []any{FormatVersion, "1"}}),
		"name":     object{"type": "string", "pattern": scenarioName.String(), "maxLength": 64, "description": "Name of the run folder."},
		"question": text("What the scenario answers."),
		"doc":      text("Background."),
		"answer":   text("The answer, with placeholders such as {deterrence}."),
		"seeds": described(paramSeeds.Doc, object{"anyOf": []any{
			count(), closed(object{"first": paramFirst.Schema(), "count": paramSeeds.Schema(),
				"until": closed(object{
					"metric":     text("Measure or metric."),
					"half_width": object{"type": []any{"string", "number"}, "description": "Half-width to reach."},
					"relative":   paramUntilRelative.Schema(), "confidence": paramUntilConfidence.Schema(),
					"min": paramUntilMin.Schema(), "max": paramUntilMax.Schema(), "batch": paramUntilBatch.Schema(),
				}, "metric", "max")}),
		}}),
		"horizon": paramHorizon.Schema(),
		"sample":  paramSample.Schema(),
		"capital": paramCapital.Schema(),
		"fees":    open("Cost of sending actions: default, or <mechanism>.<action>.", amount()),
		blocks:    blocksSchema(),
		evolution: evolutionSchema(),
		"attack":  attackSchema(),
		"sweep":   open("Swept parameters; several keys make a grid, \"a, b\" move together.", sweepSchema()),
		"design":  designSchema(),
		"game":    gameSchema(),
		"fork":    forkSchema(),
		"measure": open("Derived metrics, evaluated in every trial.", expression),
		"theory":  open("Closed forms of measures and metrics.", expression),
		"find":    open("Crossings to look for.", findSchema()),
		"compare": open("Differences between settings, seed by seed.", closed(object{
			"metric": text("Measure or metric."), "a": text("Conditions that pick one side."), "b": text("And the other."),
		}, "metric", "a", "b")),
		"expect":       listSchema("What the run has to bear out.", text("A comparison, e.g. margin > 0 where escrow.fate = kept.")),
		"claim":        claimSchema(),
		"figures":      listSchema("Figures to draw.", figureSchema()),
		"not_modelled": listSchema("What the scenario leaves out.", text("One thing.")),
		"replay": described("Trials worth replaying on a chain.", closed(object{
			"points":    object{"anyOf": []any{object{"enum": []any{"all", "ends"}}, object{"type": "array", "items": count()}}},
			"seeds":     count(),
			"max_calls": paramCalls.Schema(),
		})),
	}
}

func sweepSchema() object {
	value := object{"type": []any{"string", "number", "boolean"}}
	return object{"anyOf": []any{
		object{"type": "array", "items": value, "minItems": 1},
		object{
			"type": "object", "additionalProperties": false, "required": []any{"from", "to"},
			"properties": object{"from": value, "to": value, "step": value, "points": mechanisms.KindCount.Schema()},
			"oneOf":      []any{object{"required": []any{"points"}}, object{"required": []any{"step"}}},
		},
	}}
}

func findSchema() object {
	return closed(object{
		"metric":    text("Measure or metric."),
		"crosses":   object{"type": []any{"string", "number"}, "description": "Level that it crosses; 0 by default."},
		"over":      text("Swept parameter along which it does."),
		"direction": object{"enum": []any{"up", "down"}},
		"predict":   text("What theory says."),
	}, "metric", "over")
}

func gameSchema() object {
	list := object{"type": "array", "items": object{"$ref": "#/$defs/name"}, "minItems": 2, "maxItems": 8}
	return described("A game between strategies, which are populations.", closed(object{
		"strategies": object{"anyOf": []any{list, object{"type": "array", "items": list, "minItems": 1, "maxItems": 2}}},
		"share":      paramGameShare.Schema(),
		"payoff":     text("Metric of every population: what is earned."),
	}, "strategies"))
}

func designSchema() object {
	var kinds []any
	for _, k := range keysOf(planKinds) {
		kinds = append(kinds, k)
	}
	bound := object{"type": []any{"string", "number"}}
	return described("A design of points that is no grid.", closed(object{
		"kind":    object{"enum": kinds},
		"points":  paramPlanPoints.Schema(),
		"seed":    paramPlanSeed.Schema(),
		"vary":    open("Parameters and their bounds.", object{"type": "array", "items": bound, "minItems": 2, "maxItems": 2}),
		"metrics": listSchema("Measures or metrics whose sensitivity morris and sobol find.", text("A name.")),
	}, "kind", "points", "vary"))
}

func claimSchema() object {
	var expected []any
	for _, v := range verdicts {
		expected = append(expected, v)
	}
	return described("The claim of the paper that the scenario judges.", closed(object{
		"number":     paramNumber.Schema(),
		"part":       text("Which part of the claim, where several scenarios judge it."),
		"margin":     text("What the claim says is positive: an expression."),
		"region":     text("Where it says so: conditions on parameters, joined by and."),
		"readings":   text("Swept choice that the paper leaves open: a verdict for each value."),
		"always":     object{"type": "boolean", "description": "One point where the margin is negative refutes the claim."},
		"boundary":   text("The find that says where the sign changes; several are separated by commas."),
		"inequality": text("What a conditional claim depends on."),
		"expected":   object{"enum": expected, "description": "What theory makes of the claim."},
	}, "number", "margin", "expected"))
}

func figureSchema() object {
	var kinds []any
	for _, k := range keysOf(figureKinds) {
		kinds = append(kinds, k)
	}
	return closed(object{
		"kind": object{"enum": kinds}, "name": object{"type": "string", "pattern": scenarioName.String()},
		"title": text("Title."), "x": text("Swept parameter."), "y": text("Swept parameter."),
		"panels": text("Swept parameter with a panel for each value."), "value": text("Measure whose sign a map shows."),
		"series":  listSchema("Metrics or measures.", text("A name.")),
		"x_label": text("Label of the horizontal axis."), "y_label": text("Label of the vertical axis."),
		"x_scale": described("Of the horizontal axis of a margin.", object{"enum": []any{"linear", "log"}}),
		"y_scale": described("Of the vertical axis of a margin or course.", object{"enum": []any{"linear", "log"}}),
	}, "kind")
}

// paramSchemas are the properties for a struct of parameters.
func paramSchemas(params any) object {
	properties := object{}
	for _, p := range mechanisms.ParamsOf(params) {
		properties[p.Key] = p.Schema()
	}
	return properties
}

// mechanismSchemas describes the section mechanisms: an entry is of the mechanism it uses, else of that of its name.
func mechanismSchemas(top, defs object) {
	byName, cases, names := object{}, []any{}, []any{}
	for _, m := range mechanisms.All() {
		properties := paramSchemas(m.Defaults())
		properties["use"] = object{"const": m.Name}
		needs := object{}
		for _, n := range m.Needs {
			needs[n.Name] = text(n.Doc)
		}
		properties["needs"] = closed(needs)
		def := closed(properties)
		def["type"] = []any{"object", "null"}
		defs["mechanism."+m.Name] = described(m.Doc+" ("+m.Source+")", def)
		reference := object{"$ref": "#/$defs/mechanism." + m.Name}
		cases = append(cases, object{
			"if": object{"properties": object{"use": object{"const": m.Name}}}, "then": reference})
		byName[m.Name] = object{"anyOf": []any{reference, object{"required": []any{"use"}, "$ref": "#/$defs/mechanism"}}}
		names = append(names, m.Name)
	}
	defs["mechanism"] = object{
		"type": "object", "required": []any{"use"},
		"properties": object{"use": described("The mechanism.", object{"enum": names})}, "allOf": cases,
	}
	top["mechanisms"] = object{
		"description": "Mechanisms by name, in building order; token is implied.", "type": "object",
		"propertyNames": object{"$ref": "#/$defs/name"}, "properties": byName,
		"additionalProperties": object{"$ref": "#/$defs/mechanism"},
	}
}

// populationSchemas describes the section populations.
func populationSchemas(top, defs object) {
	var roles []any
	var cases []any
	for _, c := range agents.All() {
		properties := paramSchemas(c.Defaults())
		properties["role"], properties["strategy"] = object{"const": c.Role}, object{"const": c.Name}
		properties["size"], properties["balance"] = paramSize.Schema(), paramBalance.Schema()
		delete(properties["size"].(object), "default")
		properties["luck"] = text("Population before it whose luck its agents have: the same world side by side.")
		properties["uses"] = open("Mechanism -> the one it uses, where there are several of a kind.", text("Name of a mechanism."))
		key := strings.Join([]string{"strategy", c.Role, c.Name}, ".")
		defs[key] = described(c.Doc+" ("+c.Source+")", closed(properties, "role", "strategy", "size"))
		cases = append(cases, object{
			"if":   object{"properties": object{"role": object{"const": c.Role}, "strategy": object{"const": c.Name}}},
			"then": object{"$ref": "#/$defs/" + key}})
		if !slices.Contains(roles, any(c.Role)) {
			roles = append(roles, c.Role)
		}
	}
	var strategies []any
	for _, c := range agents.All() {
		if !slices.Contains(strategies, any(c.Name)) {
			strategies = append(strategies, c.Name)
		}
	}
	defs["population"] = object{
		"type": "object", "required": []any{"role", "strategy", "size"}, "allOf": cases,
		"properties": object{"role": object{"enum": roles}, "strategy": object{"enum": strategies}},
	}
	top["populations"] = object{
		"description": "Populations by name.", "type": "object", "minProperties": 1,
		"propertyNames":        object{"$ref": "#/$defs/name"},
		"additionalProperties": object{"$ref": "#/$defs/population"},
	}
}
