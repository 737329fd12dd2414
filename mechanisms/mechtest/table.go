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
// makes as many calls; what they end with is written once when it is the same. People are anna, bob, carl and dora;
// vault is the account of the mechanism and nobody the zero address. give mints; "allow anna" lets the mechanism take any amount
// from anna and "allow anna=bob" lets bob. money shows balances in DPMN; "show events" makes every later call of the scenario list what
// it emitted, indented below it.
func Table(t *testing.T, m *mechanisms.Mechanism, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	s := &script{t: t, m: m, path: path}
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

var names = []string{"anna", "bob", "carl", "dora"}

// script is a scenario under way.
type script struct {
	t      *testing.T
	m      *mechanisms.Mechanism
	path   string
	line   int
	first  [][]string // lines above the first scenario
	params any        // nil before it
	gifts  [][]string // give and allow lines before the first call, when all parameters are known
	stage  *Stage
	show   bool
	events []string // of the last call
	said   []string // what the file says they are
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
		s.params, s.stage, s.show, s.gifts = s.m.Defaults(), nil, false, nil
		for _, words := range s.first {
			s.do(words)
		}
	case "set":
		for _, w := range words[1:] {
			if s.stage != nil {
				s.fail("parameters are set before the first call")
			}
			key, value, _ := strings.Cut(w, "=")
			if err := mechanisms.SetParam(s.params, key, value); err != nil {
				s.fail("%s: %v", w, err)
			}
		}
	case "give", "allow":
		if s.stage == nil {
			s.gifts = append(s.gifts, words)
			break
		}
		s.genesis(words)
	case "show":
		s.show = true
	case "money":
		return s.money(), true
	default:
		return s.call(words), true
	}
	return "", false
}

func (s *script) world() *Stage {
	if s.stage == nil {
		var err error
		if s.stage, err = NewStage(s.m, s.params, 1); err != nil {
			s.fail("%v", err)
		}
		s.stage.House.Record(func(l mechanisms.Logged) {
			if values, err := mechanisms.Values(l.Event.Fields(), l.Row); err != nil {
				s.fail("%v", err)
			} else if s.show {
				s.events = append(s.events, "    "+l.From.Name+"."+l.Event.Name()+" "+s.text(l.Event.Fields(), values))
			}
		})
		for _, words := range s.gifts {
			s.genesis(words)
		}
	}
	return s.stage
}

// genesis does a line of give or allow.
func (s *script) genesis(words []string) {
	bank := s.stage.House.Find("token")
	for _, word := range words[1:] {
		name, what, named := strings.Cut(word, "=")
		args := []any{s.agent(name), uint64(1), s.stage.Bound.Account}
		action := bank.Mechanism.Action("grant")
		switch {
		case words[0] == "give":
			action, args[2] = bank.Mechanism.Action("mint"), s.amount(what)
		case named:
			args[2] = s.agent(what)
		}
		row, err := mechanisms.RowOf(action.Args(), args)
		if err == nil {
			err = action.DoRow(bank, mechanisms.Call{Who: sim.Nobody}, row)
		}
		if err != nil {
			s.fail("%s %s: %v", words[0], word, err)
		}
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
	action := s.m.Action(words[2])
	if err != nil || action == nil || len(action.Args()) != len(words)-3 {
		s.fail("no such call")
	}
	values := make([]any, len(action.Args()))
	for i, f := range action.Args() {
		name, text, _ := strings.Cut(words[3+i], "=")
		if name != f.Name {
			s.fail("argument %d is %s, not %s", i+1, f.Name, name)
		}
		values[i] = s.value(f, text)
	}
	row, err := mechanisms.RowOf(action.Args(), values)
	if err != nil {
		s.fail("%v", err)
	}
	w.House.World.At(sim.Second(at))
	err = action.DoRow(w.Bound, mechanisms.Call{Now: sim.Second(at), Who: s.agent(words[1])}, row)
	if broken := w.House.Check(); broken != nil {
		s.fail("%v", broken)
	}
	if err != nil {
		return err.Error()
	}
	return "ok"
}
