package mechtest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

var rewrite = flag.Bool("rewrite", false, "write what happened into the text tables, instead of comparing it")

// Table runs a text table of calls on mechanism m and compares what happens with what the file says; with -rewrite it
// writes that into the file. A file is scenarios, each after a line "== title" in a world of its own; what stands
// above the first is done at the start of each of them:
//
//	# a comment
//	set window=40s
//	give anna=100DPMN bob=5DPMN
//	allow anna bob
//
//	== the provider keeps the price of a deal declared unsatisfactory
//	set fate=kept
//	0 anna open provider=bob ref=7,8  -> ok
//	10 bob accept id=1,2              -> ok, ERC20InsufficientBalance
//	51 anna declare id=1              -> TooLate
//	show events
//	money                             -> anna 80, bob 0, vault 25, burned 0
//
// A call is second, sender, action and arguments; what it ends with stands behind the arrow. An argument with commas
// makes as many calls; what they end with is written once when it is the same. give mints; "allow anna" lets every
// mechanism take any amount from anna and "allow anna=bob" lets bob. money shows balances in DPMN, of those who have
// something; "show events" makes every later call of the scenario list what it emitted, indented below it, and
// "show vote.Settled" only events of that name.
//
// What m needs is there too, under its own name: "set vote.keep=1h" sets a parameter of it, and "0 anna beacon.close
// id=1" calls it. People are anna, bob, carl, dora, emil, finn, gina and hans; vault is the account of m, vote and the
// like that of what it needs, nobody the zero address.
//
// A list is written bob+carl, an empty one none. "seal=bob:3:yes:7" is bob's commitment to yes (or no, or a number) on
// row 3 with the salt 7, made by the instance that is called; "bob:3:7" is one to the value 0, none one to nothing. "salt=7" is
// 32 bytes of which the first is 7.
//
// settings, such as "hashing=real", are set at the start of each scenario, before everything else.
func Table(t *testing.T, m *mechanisms.Mechanism, path string, settings ...string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	s := &script{t: t, m: m, path: path, settings: settings}
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		s.line = i + 1
		if strings.HasPrefix(line, "    ") { // events of the call above: made again
			s.said = append(s.said, line)
			continue
		}
		s.compareEvents()
		command, said, arrow := strings.Cut(line, "->")
		happened, shown := s.do(strings.Fields(command))
		if !shown {
			out = append(out, line)
			continue
		}
		if said = strings.TrimSpace(said); !*rewrite && (said != happened || !arrow) {
			t.Errorf("%s:%d: %s-> %s, it says %q", path, s.line, command, happened, said)
		}
		out = append(out, fmt.Sprintf("%-34s -> %s", strings.TrimRight(command, " "), happened))
		out = append(out, s.events...)
	}
	s.compareEvents()
	if *rewrite {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var names = [People]string{"anna", "bob", "carl", "dora", "emil", "finn", "gina", "hans"}

// script is a scenario under way.
type script struct {
	t        *testing.T
	m        *mechanisms.Mechanism
	path     string
	settings []string
	line     int
	first    [][]string     // lines above the first scenario
	params   map[string]any // by the name of the instance; nil before it
	gifts    [][]string     // give and allow lines before the first call, when all parameters are known
	stage    *Stage
	show     []string // names of the events that calls list
	events   []string // of the last call
	said     []string // what the file says they are
}

func (s *script) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s:%d: %s", s.path, s.line, fmt.Sprintf(format, args...))
}

func (s *script) compareEvents() {
	if !*rewrite && !slices.Equal(s.events, s.said) {
		s.t.Errorf("%s:%d: events are\n%s", s.path, s.line, strings.Join(s.events, "\n"))
	}
	s.events, s.said = nil, nil
}

// do runs a line; shown is false for one that has no outcome.
func (s *script) do(words []string) (outcome string, shown bool) {
	if len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return "", false
	}
	if words[0] != "==" && s.params == nil {
		s.first = append(s.first, words)
		return "", false
	}
	switch words[0] {
	case "==":
		s.begin()
		for _, words := range s.first {
			s.do(words)
		}
	case "set":
		for _, w := range words[1:] {
			s.set(w)
		}
	case "give", "allow":
		if s.stage == nil {
			s.gifts = append(s.gifts, words)
			break
		}
		s.genesis(words)
	case "show":
		s.show = words[1:]
	case "money":
		return s.money(), true
	default:
		return s.call(words), true
	}
	return "", false
}

// begin starts a scenario.
func (s *script) begin() {
	s.stage, s.show, s.gifts = nil, nil, nil
	var err error
	if s.params, err = calltest.Defaults(s.m); err != nil {
		s.fail("%v", err)
	}
	for _, setting := range s.settings {
		s.set(setting)
	}
}

// set sets a parameter of the mechanism, "keep=1h", or of one that it needs, "vote.keep=1h".
func (s *script) set(setting string) {
	if s.stage != nil {
		s.fail("parameters are set before the first call")
	}
	key, value, _ := strings.Cut(setting, "=")
	of, name, dotted := strings.Cut(key, ".")
	if !dotted {
		of, name = s.m.Name, key
	}
	params, ok := s.params[of]
	if !ok {
		s.fail("%s: there is no mechanism %s here", setting, of)
	}
	if err := mechanisms.SetParam(params, name, value); err != nil {
		s.fail("%s: %v", setting, err)
	}
}

func (s *script) world() *Stage {
	if s.stage == nil {
		var err error
		if s.stage, err = newStage(s.m, s.params, 1); err != nil {
			s.fail("%v", err)
		}
		s.stage.House.Record(func(l mechanisms.Logged) {
			name := l.From.Name + "." + l.Event.Name()
			if !slices.Contains(s.show, "events") && !slices.Contains(s.show, name) {
				return
			}
			values, err := mechanisms.Values(l.Event.Fields(), l.Row)
			if err != nil {
				s.fail("%v", err)
			}
			s.events = append(s.events, "    "+name+" "+s.text(l.Event.Fields(), values))
		})
		if err := s.stage.House.Introduce(); err != nil {
			s.fail("%v", err)
		}
		for _, words := range s.gifts {
			s.genesis(words)
		}
	}
	return s.stage
}

// genesis does a line of give or allow.
func (s *script) genesis(words []string) {
	for _, word := range words[1:] {
		name, what, named := strings.Cut(word, "=")
		who := s.agent(name)
		switch {
		case words[0] == "give":
			s.bank(word, "mint", who, uint64(1), s.amount(what))
		case named:
			s.bank(word, "grant", who, uint64(1), s.agent(what))
		default:
			for _, b := range s.stage.House.Instances {
				if b.Mechanism != token.Mechanism || b == s.stage.Bound {
					s.bank(word, "grant", who, uint64(1), b.Account)
				}
			}
		}
	}
}

// bank makes a genesis call on the token.
func (s *script) bank(word, action string, args ...any) {
	bank := s.stage.House.Find(token.Mechanism.Name)
	do := bank.Mechanism.Action(action)
	row, err := mechanisms.RowOf(do.Args(), args)
	if err == nil {
		err = do.DoRow(bank, mechanisms.Call{Who: sim.Nobody}, row)
	}
	if err != nil {
		s.fail("%s: %v", word, err)
	}
}

// call makes a call, or one for each item of an argument with commas.
func (s *script) call(words []string) string {
	for i := 3; i < len(words); i++ {
		name, list, _ := strings.Cut(words[i], "=")
		if !strings.Contains(list, ",") {
			continue
		}
		var outcomes []string
		for item := range strings.SplitSeq(list, ",") {
			one := slices.Clone(words)
			one[i] = name + "=" + item
			outcomes = append(outcomes, s.call(one))
		}
		if slices.Equal(outcomes[1:], outcomes[:len(outcomes)-1]) {
			return outcomes[0]
		}
		return strings.Join(outcomes, ", ")
	}
	return s.callOnce(words)
}

func (s *script) callOnce(words []string) string {
	if len(words) < 3 {
		s.fail("a call is second, sender, action and arguments")
	}
	w := s.world()
	at, err := strconv.Atoi(words[0])
	bound, action := s.action(words[2])
	if err != nil || action == nil || len(action.Args()) != len(words)-3 {
		s.fail("no such call")
	}
	values := make([]any, len(action.Args()))
	for i, f := range action.Args() {
		name, text, _ := strings.Cut(words[3+i], "=")
		if name != f.Name {
			s.fail("argument %d is %s, not %s", i+1, f.Name, name)
		}
		values[i] = s.value(bound, f, text)
	}
	row, err := mechanisms.RowOf(action.Args(), values)
	if err != nil {
		s.fail("%v", err)
	}
	w.House.World.At(sim.Second(at))
	err = action.DoRow(bound, mechanisms.Call{Now: sim.Second(at), Who: s.agent(words[1])}, row)
	if broken := w.House.Check(); broken != nil {
		s.fail("%v", broken)
	}
	if err != nil {
		return err.Error()
	}
	return "ok"
}

// action is an action of the mechanism, "open", or of an instance that it needs, "vote.open"; nil if there is none.
func (s *script) action(name string) (*mechanisms.Bound, mechanisms.Action) {
	bound := s.stage.Bound
	if of, what, dotted := strings.Cut(name, "."); dotted {
		bound, name = s.stage.House.Find(of), what
	}
	if bound == nil {
		return nil, nil
	}
	return bound, bound.Mechanism.Action(name)
}
