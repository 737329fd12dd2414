package scenarios

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Resolved writes the scenario with every default and override in it. It loads to the same scenario, and the same
// scenario always gives the same bytes: the content key is made of them.
func (s *Scenario) Resolved() []byte {
	top := &mapping{}
	top.put("dopasim", strconv.Itoa(FormatVersion))
	top.put("name", s.Name)
	top.put("question", s.Question)
	top.put("doc", s.Doc)
	top.put("answer", s.Answer.Text)
	seeds := &mapping{style: yaml.FlowStyle}
	seeds.put("first", strconv.FormatUint(s.Seeds.First, 10))
	if s.Until == nil || s.Until.Decided {
		seeds.put("count", strconv.Itoa(s.Seeds.Count))
	}
	s.resolveUntil(seeds)
	top.add("seeds", seeds)
	setup := &s.Setup
	top.put("horizon", setup.Horizon.String())
	top.put("sample", setup.Sample.String())
	fees := &mapping{}
	fees.put("default", setup.Fee.String())
	for _, f := range setup.Fees {
		fees.put(f.Instance+"."+f.Action, f.Fee.String())
	}
	if setup.Blocks == nil { // blocks ask for their own
		top.add("fees", fees)
	}
	s.resolveBlocks(top)
	top.put("capital", capitalText(setup.Capital))
	s.resolveMembers(top)
	s.resolveEvolution(top)
	s.resolveAttack(top)
	s.resolveSweep(top)
	s.resolveFork(top)
	s.resolveClaims(top)
	s.resolveOutput(top)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(top.node()); err != nil {
		panic("scenarios: " + err.Error()) // the nodes are our own
	}
	return b.Bytes()
}

func (s *Scenario) resolveMembers(top *mapping) {
	members := &mapping{}
	for _, m := range s.Setup.Mechanisms {
		one := &mapping{}
		one.put("use", m.Mechanism.Name)
		one.words("needs", m.Needs)
		one.params(m.Params)
		members.add(m.Name, one)
	}
	top.add("mechanisms", members)
	people := &mapping{}
	for _, p := range s.Setup.Populations {
		one := &mapping{}
		one.put("role", p.Card.Role)
		one.put("strategy", p.Card.Name)
		one.put("size", strconv.FormatUint(uint64(p.Size), 10))
		one.put("balance", p.Balance.String())
		one.words("uses", p.Uses)
		one.put("luck", p.Luck)
		one.params(p.Params)
		people.add(p.Name, one)
	}
	top.add("populations", people)
}

func (s *Scenario) resolveSweep(top *mapping) {
	sweep := &mapping{}
	for _, a := range s.Sweep {
		if a.planned {
			s.resolvePlanned(top)
			continue
		}
		key := ""
		for i, k := range a.Keys {
			if i > 0 {
				key += ", "
			}
			key += k
		}
		if a.Range == nil {
			sweep.add(key, listOf(yaml.FlowStyle, a.Values))
			continue
		}
		r := &mapping{style: yaml.FlowStyle}
		r.put("from", a.Range.From)
		r.put("to", a.Range.To)
		r.put("points", strconv.Itoa(a.Range.Points))
		sweep.add(key, r)
	}
	top.add("sweep", sweep)
}

// resolvePlanned writes what made the planned axis.
func (s *Scenario) resolvePlanned(top *mapping) {
	if g := s.Game; g != nil {
		one, lists := &mapping{}, &sequence{}
		for _, list := range g.Strategies {
			lists.items = append(lists.items, listOf(yaml.FlowStyle, list).node())
		}
		one.add("strategies", lists)
		if len(g.Strategies) == 1 {
			one.put("share", mechanisms.ProbText(sim.ProbOf(uint64(math.Round(g.Share*ppb)), ppb)))
		}
		one.put("payoff", g.Payoff)
		top.add("game", one)
		return
	}
	p := s.Plan
	one, vary := &mapping{}, &mapping{}
	one.put("kind", p.Kind)
	one.put("points", strconv.Itoa(p.Points))
	one.put("seed", strconv.FormatUint(p.Seed, 10))
	for _, v := range p.Vary {
		vary.add(v.Param, listOf(yaml.FlowStyle, []string{v.Low, v.High}))
	}
	one.add("vary", vary)
	one.add("metrics", listOf(yaml.FlowStyle, p.Metrics))
	top.add("design", one)
}

func (s *Scenario) resolveClaims(top *mapping) {
	measures := &mapping{}
	for _, m := range s.Measures {
		measures.put(m.Name, m.Expr.Text)
	}
	top.add("measure", measures)
	theory := &mapping{}
	for _, c := range s.Theory {
		theory.put(c.Name, c.Expr.Text)
	}
	top.add("theory", theory)
	finds := &mapping{}
	for _, f := range s.Finds {
		one := &mapping{}
		one.put("metric", f.Metric)
		one.put("crosses", f.Crosses.Text)
		one.put("over", f.Over)
		one.put("direction", f.Direction)
		if f.Predict != nil {
			one.put("predict", f.Predict.Text)
		}
		finds.add(f.Name, one)
	}
	top.add("find", finds)
	compares := &mapping{}
	for _, c := range s.Compares {
		one := &mapping{}
		one.put("metric", c.Metric)
		one.put("a", c.A)
		one.put("b", c.B)
		compares.add(c.Name, one)
	}
	top.add("compare", compares)
	var lines []string
	for _, x := range s.Expects {
		lines = append(lines, x.Line)
	}
	top.add("expect", listOf(0, lines))
	s.resolveClaim(top)
}

func (s *Scenario) resolveClaim(top *mapping) {
	c := s.Claim
	if c == nil {
		return
	}
	one := &mapping{}
	one.put("number", strconv.Itoa(c.Number))
	one.put("part", c.Part)
	one.put("margin", c.Margin.Text)
	one.put("region", c.Region)
	one.put("readings", c.Readings)
	if c.Always {
		one.put("always", "true")
	}
	one.put("boundary", strings.Join(c.Boundaries, ", "))
	one.put("inequality", c.Inequality)
	one.put("expected", string(c.Expected))
	top.add("claim", one)
}

func (s *Scenario) resolveOutput(top *mapping) {
	figures := &sequence{}
	for _, f := range s.Figures {
		one := &mapping{}
		for _, kv := range [][2]string{{"kind", f.Kind}, {"name", f.Name}, {"x", f.X}, {"y", f.Y}, {"panels", f.Panels},
			{"value", f.Value}, {"title", f.Title}, {"x_label", f.XLabel}, {"y_label", f.YLabel}, {"x_scale", f.XScale}, {"y_scale", f.YScale}} {
			one.put(kv[0], kv[1])
		}
		one.add("series", listOf(yaml.FlowStyle, f.Series))
		figures.items = append(figures.items, one.node())
	}
	top.add("figures", figures)
	replay := &mapping{}
	switch r := s.Replay; {
	case r.Points != nil:
		var points []string
		for _, p := range r.Points {
			points = append(points, strconv.Itoa(p))
		}
		replay.add("points", listOf(yaml.FlowStyle, points))
	case r.Ends:
		replay.put("points", "ends")
	default:
		replay.put("points", "all")
	}
	replay.put("seeds", strconv.Itoa(s.Replay.Seeds))
	replay.put("max_calls", strconv.FormatUint(s.Replay.MaxCalls, 10))
	top.add("replay", replay)
	top.add("not_modelled", listOf(0, s.NotModelled))
}

// noder is a part of a YAML document; nil when there is nothing in it.
type noder interface{ node() *yaml.Node }

// mapping is keys and values in a given order; those without a value are left out.
type mapping struct {
	content []*yaml.Node
	style   yaml.Style
}

func (m *mapping) put(key, value string) {
	if value != "" {
		m.content = append(m.content, scalar(key), scalar(value))
	}
}

func (m *mapping) add(key string, value noder) {
	if n := value.node(); n != nil {
		m.content = append(m.content, scalar(key), n)
	}
}

// words adds a mapping of words, sorted.
func (m *mapping) words(key string, words map[string]string) {
	w := &mapping{style: yaml.FlowStyle}
	for _, k := range slices.Sorted(maps.Keys(words)) {
		w.put(k, words[k])
	}
	m.add(key, w)
}

// params adds every parameter of a struct.
func (m *mapping) params(params any) {
	for _, p := range mechanisms.ParamsOf(params) {
		m.put(p.Key, p.Default)
	}
}

func (m *mapping) node() *yaml.Node {
	if len(m.content) == 0 {
		return nil
	}
	return &yaml.Node{Kind: yaml.MappingNode, Style: m.style, Content: m.content}
}

// sequence is a list.
type sequence struct {
	items []*yaml.Node
	style yaml.Style
}

func (s *sequence) node() *yaml.Node {
	if len(s.items) == 0 {
		return nil
	}
	return &yaml.Node{Kind: yaml.SequenceNode, Style: s.style, Content: s.items}
}

func listOf(style yaml.Style, texts []string) *sequence {
	s := &sequence{style: style}
	for _, t := range texts {
		s.items = append(s.items, scalar(t))
	}
	return s
}

// scalar is a text, quoted only where YAML would otherwise read something else than a value of that text.
func scalar(text string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(text)
	if _, err := fmt.Sscanf(text, "%d", new(int)); err == nil && onlyDigits(text) || text == "true" || text == "false" {
		n.Tag = "" // numbers and flags need no quotes
	}
	return n
}

func onlyDigits(text string) bool {
	for _, r := range text {
		if !isDigit(r) {
			return false
		}
	}
	return text != ""
}
