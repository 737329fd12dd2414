package mechanisms

// Patterns of the values as JSON Schema writes them (ECMA 262).
const (
	numberPattern  = `[0-9][0-9_]*(\.[0-9]+)?`
	amountPattern  = numberPattern + ` ?DPMN`
	secondsPattern = `([0-9]+[ywdhms])+`
	gasPattern     = numberPattern + ` ?gwei`
	probPattern    = numberPattern + ` ?%?`
)

// Schema is the piece of JSON Schema that a value of this kind must satisfy: a pattern, a description and examples.
// Ranges and choices belong to a Param; see Param.Schema.
func (k Kind) Schema() map[string]any {
	switch k {
	case KindAmount:
		return stringSchema(amountPattern, "An amount of money in DPMN with at most 9 decimals.", "10 DPMN", "0.1 DPMN")
	case KindSeconds:
		return stringSchema(secondsPattern, "A time in whole seconds; y is 365 days.", "3d", "1h30m", "45s")
	case KindProb:
		return map[string]any{
			"description": "A probability, as a percentage or a fraction.",
			"examples":    []any{"5%", 0.05},
			"anyOf": []any{
				map[string]any{"type": "string", "pattern": "^" + probPattern + "$"},
				map[string]any{"type": "number", "minimum": 0, "maximum": 1},
			},
		}
	case KindCount:
		return map[string]any{
			"description": "A whole number that is not negative.",
			"examples":    []any{1000, "1_000", "1e6"},
			"anyOf": []any{
				map[string]any{"type": "integer", "minimum": 0},
				map[string]any{"type": "string", "pattern": `^` + numberPattern + `([eE]\+?[0-9]+)?$`},
			},
		}
	case KindGasPrice:
		return stringSchema(gasPattern, "A price of gas in gwei (10^-9 ether) with at most 9 decimals.", "1 gwei", "0.05 gwei")
	case KindFlag:
		return map[string]any{"type": "boolean"}
	case KindChoice, KindText:
		return map[string]any{"type": "string"}
	}
	return map[string]any{
		"description": "A value, or a distribution that it is drawn from.",
		"examples":    []any{"20 DPMN", "exp(20 DPMN)", "uniform(1 DPMN, 3 DPMN)", "beta(8, 2)"},
		"type":        []any{"string", "number"},
	}
}

// Schema is the piece of JSON Schema for the parameter: its kind's, with choices, default and doc.
func (p Param) Schema() map[string]any {
	s := p.Kind.Schema()
	if p.Kind == KindDist {
		s = p.distSchema()
	}
	if p.Kind == KindChoice {
		var names []any
		for _, c := range p.Choices {
			names = append(names, c)
		}
		s["enum"] = names
	}
	if p.Doc != "" {
		s["description"] = p.Doc
	}
	if p.Min != "" || p.Max != "" {
		s["description"] = s["description"].(string) + " Range: " + p.Range() + "."
	}
	if p.Kind == KindFlag {
		s["default"] = p.Default == "true"
	} else {
		s["default"] = p.Default
	}
	return s
}

func (p Param) distSchema() map[string]any {
	value, example := amountPattern, "exp(20 DPMN)"
	law := `(exp|uniform|normal|gamma)`
	switch p.Of {
	case KindSeconds:
		value, example = secondsPattern, "exp(1h)"
	case KindProb:
		value, law, example = probPattern, `(uniform|beta)`, "beta(8, 2)"
	}
	s := stringSchema(`(`+value+`|`+law+`\(.*\))`, "A value, or a distribution that it is drawn from.", p.Default, example)
	if p.Of == KindProb { // 0.05 without quotes is a number in YAML
		pattern := map[string]any{"type": s["type"], "pattern": s["pattern"]}
		delete(s, "type")
		delete(s, "pattern")
		s["anyOf"] = []any{pattern, map[string]any{"type": "number", "minimum": 0, "maximum": 1}}
	}
	return s
}

func stringSchema(pattern, description string, examples ...any) map[string]any {
	return map[string]any{
		"type": "string", "pattern": "^" + pattern + "$", "description": description, "examples": examples,
	}
}
