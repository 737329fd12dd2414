package scenarios

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// entry is a value of the file with its key and the path that leads to it.
type entry struct {
	key   *yaml.Node // nil for items of a list
	value *yaml.Node
	path  string
	name  string // of the key
}

// entries lists the keys of a mapping, refusing anything else, keys that are not plain and keys that stand twice.
func (s *source) entries(n *yaml.Node, path, want string) []entry {
	if n.Kind != yaml.MappingNode {
		s.failAt(n, path, "is not a list of keys and values (want %s)", want)
		return nil
	}
	var list []entry
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		at := join(path, k.Value)
		switch {
		case k.Kind != yaml.ScalarNode || k.Value == "":
			s.failAt(k, path, "a key must be a word")
		case k.Tag == "!!merge":
			s.failAt(k, path, "merge key << is not supported (write the keys out)")
		case seen[k.Value]:
			s.failAt(k, at, "stands twice")
		default:
			seen[k.Value] = true
			list = append(list, entry{k, v, at, k.Value})
		}
	}
	return list
}

// items lists the items of a sequence.
func (s *source) items(n *yaml.Node, path, want string) []entry {
	if n.Kind != yaml.SequenceNode {
		s.failAt(n, path, "is not a list (want %s)", want)
		return nil
	}
	list := make([]entry, len(n.Content))
	for i, v := range n.Content {
		list[i] = entry{value: v, path: path}
	}
	return list
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// fields hands each entry of a mapping to the handler of its key; keys without one are unknown.
func (s *source) fields(n *yaml.Node, path, want string, handlers map[string]func(entry)) {
	for _, e := range s.entries(n, path, want) {
		if h, ok := handlers[e.name]; ok {
			h(e)
			continue
		}
		s.unknownKey(e, keysOf(handlers))
	}
}

func (s *source) unknownKey(e entry, known []string) {
	s.failAt(e.key, e.path, "unknown key %q%s", e.name, didYouMean(e.name, known))
}

// text is the value of a scalar that is not empty; ok is false, and said, otherwise.
func (s *source) text(e entry, want string) (string, bool) {
	switch {
	case e.value.Kind != yaml.ScalarNode:
		s.failAt(e.value, e.path, "is not a single value (want %s)", want)
	case e.value.Tag == "!!null" || strings.TrimSpace(e.value.Value) == "":
		n := e.value
		if e.key != nil && n.Column == 0 {
			n = e.key
		}
		s.failAt(n, e.path, "has no value (want %s)", want)
	default:
		return strings.TrimSpace(e.value.Value), true
	}
	return "", false
}

// value reads a scalar as a value of p: its canonical form.
func (s *source) value(e entry, p mechanisms.Param) (mechanisms.Value, bool) {
	text, ok := s.text(e, wanted(p))
	if !ok {
		return mechanisms.Value{}, false
	}
	v, err := p.Parse(text)
	if err != nil {
		s.failAt(e.value, e.path, "%s%s", err, choiceHint(p, text))
		return v, false
	}
	return v, true
}

// wanted says how a value of p is written.
func wanted(p mechanisms.Param) string {
	switch p.Kind {
	case mechanisms.KindAmount:
		return `e.g. "5 DPMN"`
	case mechanisms.KindSeconds:
		return `e.g. "1h30m"`
	case mechanisms.KindProb:
		return `e.g. "5%"`
	case mechanisms.KindFlag:
		return `"true" or "false"`
	case mechanisms.KindChoice:
		return "one of " + strings.Join(p.Choices, ", ")
	case mechanisms.KindDist:
		return `e.g. "exp(20 DPMN)"`
	}
	return `e.g. "1000"`
}

// choiceHint adds a "did you mean" to a wrong choice.
func choiceHint(p mechanisms.Param, text string) string {
	if p.Kind != mechanisms.KindChoice {
		return ""
	}
	if hint := didYouMean(text, p.Choices); strings.Contains(hint, "did you mean") {
		return hint
	}
	return ""
}
