package scenarios

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Options says how a scenario is loaded.
type Options struct {
	File string   // name for messages
	Set  []string // overrides, "escrow.price=12 DPMN"; of a swept parameter: sweeps it no more
	// MemoryLimit in bytes refuses populations that need more; 0 is no limit. The worlds get it too.
	MemoryLimit int64
}

// Read loads a scenario from a file, from standard input ("-") or, where there is no such file, from the library.
// Errors: Errors for mistakes in the scenario, else what the system says.
func Read(path string, o Options) (*Scenario, error) {
	if o.File == "" {
		o.File = path
	}
	if path == "-" {
		if o.File == "-" {
			o.File = "stdin"
		}
		return readFrom(os.Stdin, o)
	}
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		return readFrom(f, o)
	}
	if content, ok := LibraryFile(path); ok {
		o.File = path + ".yaml"
		return Load(content, o)
	}
	if os.IsNotExist(err) {
		var names []string
		for _, e := range Library() {
			names = append(names, e.Name)
		}
		return nil, fmt.Errorf("there is no file %s and no scenario of that name in the library%s", path, didYouMean(path, names))
	}
	return nil, fmt.Errorf("read scenario: %w", err)
}

func readFrom(r io.Reader, o Options) (*Scenario, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read scenario %s: %w", o.File, err)
	}
	return Load(content, o)
}

// Load checks a scenario. The error is of type Errors and holds every mistake.
func Load(content []byte, o Options) (*Scenario, error) {
	src, root := parse(o.File, content)
	if root == nil {
		return nil, src.result()
	}
	l := &loader{source: src, options: o, top: map[string]entry{}, s: &Scenario{}}
	l.load(root)
	if err := src.result(); err != nil {
		return nil, err
	}
	return l.s, nil
}

// loader checks a file section by section: later ones need the names of earlier ones.
type loader struct {
	*source
	options    Options
	top        map[string]entry
	s          *Scenario
	names      map[string]bool // of instances and populations: they share one space
	owners     map[string]*yaml.Node
	overridden bool // an override changed a parameter
	counted    bool // the number of seeds is given
}

// topKeys in the order in which a resolved scenario has them.
var topKeys = []string{
	"dopasim", "name", "question", "doc", "answer", "seeds", "horizon", "sample", "fees", "blocks", "capital", "mechanisms",
	"populations", "evolution", "attack", "sweep", "design", "game", "fork", "measure", "theory", "find", "compare", "expect", "claim", "figures", "replay", "not_modelled",
}

func (l *loader) load(root *yaml.Node) {
	for _, e := range l.entries(root, "", "a scenario") {
		if !slices.Contains(topKeys, e.name) {
			l.unknownKey(e, topKeys)
			continue
		}
		l.top[e.name] = e
	}
	if !l.version(root) {
		return
	}
	l.texts(root)
	l.seeds()
	l.names, l.owners = map[string]bool{}, map[string]*yaml.Node{}
	l.mechanisms(root)
	l.populations(root)
	l.world()
	l.blocks()
	l.evolution()
	l.attack()
	l.s.places = placesOf(&l.s.Setup)
	l.design()
	l.game()
	l.sweep()
	l.fork()
	l.overrides()
	l.s.base = map[string]mechanisms.Value{}
	for path, p := range l.s.places {
		l.s.base[path] = p.read(&l.s.Setup)
	}
	l.checkPoints()
	l.checkFork()
	l.measures()
	l.designMetrics()
	l.until()
	l.theory()
	l.finds()
	l.compares()
	l.expects()
	l.claim()
	l.answer()
	l.figures()
	l.replay()
	if len(l.errors) == 0 {
		l.rehearse()
	}
}

// section hands the value of a top-level key to read, if it is there.
func (l *loader) section(key string, read func(entry)) {
	if e, ok := l.top[key]; ok {
		read(e)
	}
}

func (l *loader) version(root *yaml.Node) bool {
	e, ok := l.top["dopasim"]
	if !ok {
		l.failAt(root, "dopasim", "is missing (want \"dopasim: %d\", the version of the format)", FormatVersion)
		return true // the rest may well be right
	}
	text, ok := l.text(e, fmt.Sprint(FormatVersion))
	if ok && text != fmt.Sprint(FormatVersion) {
		l.failAt(e.value, e.path, "version %q of the format is not known (want %d)", text, FormatVersion)
	}
	return ok && text == fmt.Sprint(FormatVersion)
}

var (
	scenarioName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	memberName   = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// reserved are names that mean something in expressions or in paths.
var reserved = []string{"nobody", "fees", "theory", "predicted", "and", "where", "within", "capital", "horizon", "true", "false",
	evolution, blocks, "time"}

func (l *loader) texts(root *yaml.Node) {
	for key, to := range map[string]*string{"name": &l.s.Name, "question": &l.s.Question} {
		e, ok := l.top[key]
		if !ok {
			l.failAt(root, key, "is missing")
			continue
		}
		if text, ok := l.text(e, "a text"); ok {
			*to = strings.Join(strings.Fields(text), " ")
		}
	}
	if e, ok := l.top["name"]; ok && l.s.Name != "" && (!scenarioName.MatchString(l.s.Name) || len(l.s.Name) > 64) {
		l.failAt(e.value, e.path, "%q is not a name (want at most 64 of a-z, 0-9 and single hyphens)", l.s.Name)
	}
	l.section("doc", func(e entry) {
		if text, ok := l.text(e, "a text"); ok {
			l.s.Doc = trimLines(text)
		}
	})
	l.section("not_modelled", func(e entry) {
		for _, item := range l.items(e.value, e.path, "texts") {
			if text, ok := l.text(item, "a text"); ok {
				l.s.NotModelled = append(l.s.NotModelled, strings.Join(strings.Fields(text), " "))
			}
		}
	})
}

// trimLines takes white space off the ends of lines, so that the text is written back as it is.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\r")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// member checks the name of an instance or a population.
func (l *loader) member(e entry) bool {
	switch {
	case !memberName.MatchString(e.name) || len(e.name) > 64:
		l.failAt(e.key, e.path, "%q is not a name (want at most 64 of a-z, 0-9 and _, a letter first)", e.name)
	case slices.Contains(reserved, e.name):
		l.failAt(e.key, e.path, "%q is a word of the language: choose another name", e.name)
	case l.names[e.name]:
		l.failAt(e.key, e.path, "%q is the name of a mechanism already: choose another", e.name)
	default:
		l.names[e.name] = true
		l.owners[e.name] = e.key
		return true
	}
	return false
}

func (l *loader) seeds() {
	l.s.Seeds = Seeds{1, 10}
	read := func(e entry, p mechanisms.Param) (uint64, bool) {
		v, ok := l.value(e, p)
		n, _ := mechanisms.ParseCount(v.Text)
		return n, ok
	}
	count := func(e entry) {
		if n, ok := read(e, paramSeeds); ok {
			l.s.Seeds.Count, l.counted = int(n), true
		}
	}
	l.section("seeds", func(e entry) {
		if e.value.Kind != yaml.MappingNode {
			count(e)
			return
		}
		l.fields(e.value, e.path, "first, count and until", map[string]func(entry){
			"count": count,
			"until": func(entry) {}, // read when there are measures
			"first": func(e entry) {
				if n, ok := read(e, paramFirst); ok {
					l.s.Seeds.First = n
				}
			},
		})
	})
}

// world reads what belongs to no mechanism: fees, capital, horizon, sample.
func (l *loader) world() {
	setup := &l.s.Setup
	setup.MemoryLimit = l.options.MemoryLimit
	l.section("horizon", func(e entry) {
		if v, ok := l.value(e, paramHorizon); ok {
			setup.Horizon, _ = mechanisms.ParseSeconds(v.Text)
		}
	})
	l.section("sample", func(e entry) {
		if v, ok := l.value(e, paramSample); ok {
			setup.Sample, _ = mechanisms.ParseSeconds(v.Text)
		}
		if setup.Sample > 0 && setup.Horizon == 0 {
			l.failAt(e.value, e.path, "samples need a horizon, or the mean over trials would lose those that end early: "+
				"give the scenario one, e.g. \"horizon: 60d\"")
		}
	})
	l.section("capital", func(e entry) {
		if v, ok := l.value(e, paramCapital); ok {
			setup.Capital, _ = parseCapital(v.Text)
		}
	})
	l.section("fees", func(e entry) {
		for _, f := range l.entries(e.value, e.path, `e.g. "default: 0.1 DPMN"`) {
			l.fee(f)
		}
	})
}

func (l *loader) fee(e entry) {
	v, ok := l.value(e, paramFee)
	fee, _ := mechanisms.ParseAmount(v.Text)
	if e.name == "default" {
		l.s.Setup.Fee = fee
		return
	}
	instance, action, known := l.action(e, []string{"default"})
	if ok && known {
		l.s.Setup.Fees = append(l.s.Setup.Fees, FeeSetup{instance, action, fee})
	}
}

// action is the action that a key names: "escrow.declare"; others are what else it might be.
func (l *loader) action(e entry, others []string) (instance, action string, ok bool) {
	actions := l.actions()
	if !slices.Contains(actions, e.name) {
		l.failAt(e.key, e.path, "there is no action %q%s", e.name, didYouMean(e.name, append(actions, others...)))
		return "", "", false
	}
	instance, action, _ = strings.Cut(e.name, ".")
	return instance, action, true
}

// actions lists what agents can send: "escrow.declare".
func (l *loader) actions() []string { return l.s.Setup.actions() }

func (s *Setup) actions() []string {
	var names []string
	for _, m := range s.Mechanisms {
		for _, a := range m.Mechanism.Actions {
			if !a.Genesis() {
				names = append(names, m.Name+"."+a.Name())
			}
		}
	}
	return names
}
