package parity

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Vector is calls in a world of rules, found because the two sides parted, kept so that they never do again. Its text is
//
//	# what was found, and how
//	mechanism deal
//	set vote.seats 5
//	20 ann deal.open provider=bob amount=10DPMN ... -> ok
//
// with a line a call: its second, who called, the action of an instance, the arguments and the native outcome.
// Parameters that are not set have their defaults. Amounts are base units or whole DPMN; items of a list are joined by +,
// and none is the empty list; 32 bytes are hexadecimal without the zeros behind them.
type Vector struct {
	Rules   Rules
	Moves   []Move
	Failure *Failure // of a vector read from text: nil
	Found   string   // "seed 7, input 12"
}

// MarshalJSON is the text and what failed.
func (v *Vector) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"what": v.Failure.What, "text": v.Failure.Text, "vector": v.Text()})
}

// Text is the vector to be written to a file.
func (v *Vector) Text() string {
	var out strings.Builder
	if v.Failure != nil {
		for line := range strings.Lines(v.Failure.Text + "\n") {
			fmt.Fprintf(&out, "# %s", line)
		}
	}
	if v.Found != "" {
		fmt.Fprintf(&out, "# found by dopasim fuzz %s: %s\n", v.Rules.Mechanism.Name, v.Found)
	}
	fmt.Fprintf(&out, "mechanism %s\n", v.Rules.Mechanism.Name)
	for _, line := range v.Rules.Settings() {
		fmt.Fprintf(&out, "set %s\n", line)
	}
	for i := range v.Moves {
		fmt.Fprintln(&out, v.Moves[i].text())
	}
	return out.String()
}

func (m *Move) text() string {
	h := m.Bound.House
	crowd, _ := m.Bound.World.Population("people")
	parts := []string{fmt.Sprint(int64(m.Now)), nameOf(h, crowd, m.Who), m.Bound.Name + "." + m.Action.Name()}
	values, err := mechanisms.Values(m.Action.Args(), m.Args)
	if err != nil {
		panic("parity: " + err.Error())
	}
	for i, f := range m.Action.Args() {
		parts = append(parts, f.Name+"="+valueText(h, crowd, values[i]))
	}
	outcome := "ok"
	if err := m.Bound.Mechanism.Refusal(m.Outcome); err != nil {
		outcome = err.Error()
	}
	return strings.Join(append(parts, "->", outcome), " ")
}

func valueText(h *mechanisms.House, crowd sim.Population, v any) string {
	switch x := v.(type) {
	case sim.Agent:
		return nameOf(h, crowd, x)
	case sim.Amount:
		if x != 0 && x%sim.Token == 0 {
			return fmt.Sprintf("%dDPMN", int64(x/sim.Token))
		}
		return fmt.Sprint(int64(x))
	case sim.Second:
		return fmt.Sprint(int64(x))
	case [32]byte:
		return "0x" + hex.EncodeToString(bytes.TrimRight(x[:], "\x00"))
	case []any:
		items := make([]string, len(x))
		for i := range x {
			items[i] = valueText(h, crowd, x[i])
		}
		if len(items) == 0 {
			return "none"
		}
		return strings.Join(items, "+")
	}
	return fmt.Sprint(v)
}

// nameOf is a person's name, an instance's, "nobody", or an account number.
func nameOf(h *mechanisms.House, crowd sim.Population, who sim.Agent) string {
	if crowd.Contains(who) {
		return names[who-crowd.First]
	}
	if b := h.Owner(who); b != nil {
		return b.Name
	}
	if who == sim.Nobody {
		return "nobody"
	}
	return fmt.Sprintf("#%d", who)
}

// ReadVector reads a vector's text. Errors name the line and what is wrong with it.
func ReadVector(in io.Reader) (*Vector, error) {
	v := &Vector{}
	var house *mechanisms.House
	var crowd sim.Population
	scan := bufio.NewScanner(in)
	for n := 1; scan.Scan(); n++ {
		fail := func(err error) error { return fmt.Errorf("line %d: %w", n, err) }
		words := strings.Fields(scan.Text())
		switch {
		case len(words) == 0 || strings.HasPrefix(words[0], "#"):
		case words[0] == "mechanism" && len(words) == 2:
			m := mechanisms.Lookup(words[1])
			if m == nil {
				return nil, fail(fmt.Errorf("there is no mechanism %q", words[1]))
			}
			rules := Rules{m, map[string]any{}}
			if err := rules.fill(); err != nil {
				return nil, fail(err)
			}
			v.Rules = rules
		case v.Rules.Mechanism == nil:
			return nil, fail(fmt.Errorf("want mechanism NAME first"))
		case words[0] == "set" && len(words) > 2:
			name, key, _ := strings.Cut(words[1], ".")
			params, ok := v.Rules.Params[name]
			if !ok {
				return nil, fail(fmt.Errorf("there is no instance %q", name))
			}
			if err := mechanisms.SetParam(params, key, strings.Join(words[2:], " ")); err != nil {
				return nil, fail(err)
			}
		default:
			if house == nil {
				var err error
				if house, crowd, err = v.Rules.world(); err != nil {
					return nil, fail(err)
				}
			}
			m, err := readMove(house, crowd, words)
			if err != nil {
				return nil, fail(err)
			}
			v.Moves = append(v.Moves, m)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, err
	}
	if v.Rules.Mechanism == nil {
		return nil, fmt.Errorf("no mechanism is named")
	}
	return v, nil
}

// readMove reads a call.
func readMove(h *mechanisms.House, crowd sim.Population, words []string) (m Move, err error) {
	arrow := slices.Index(words, "->")
	if arrow < 3 || len(words) != arrow+2 {
		return m, fmt.Errorf("want SECOND WHO INSTANCE.ACTION NAME=VALUE ... -> OUTCOME")
	}
	now, err := strconv.ParseInt(words[0], 10, 64)
	if err != nil {
		return m, err
	}
	who, err := agentOf(h, crowd, words[1])
	if err != nil {
		return m, err
	}
	instance, action, _ := strings.Cut(words[2], ".")
	b := h.Find(instance)
	if b == nil || b.Mechanism.Action(action) == nil {
		return m, fmt.Errorf("there is no action %s", words[2])
	}
	m = Move{Now: sim.Second(now), Who: who, Bound: b, Action: b.Mechanism.Action(action)}
	fields, args := m.Action.Args(), words[3:arrow]
	if len(args) != len(fields) {
		return m, fmt.Errorf("%s takes %d arguments, not %d", words[2], len(fields), len(args))
	}
	values := make([]any, len(fields))
	for i, f := range fields {
		text, ok := strings.CutPrefix(args[i], f.Name+"=")
		if !ok {
			return m, fmt.Errorf("argument %d of %s is %s=..., not %s", i+1, words[2], f.Name, args[i])
		}
		if values[i], err = readValue(h, crowd, f, f.Type, text); err != nil {
			return m, fmt.Errorf("%s: %w", args[i], err)
		}
	}
	if m.Args, err = mechanisms.RowOf(fields, values); err != nil {
		return m, err
	}
	if words[arrow+1] != "ok" {
		known := slices.IndexFunc(b.Mechanism.Reverts, func(r mechanisms.Refusal) bool { return string(r.Revert) == words[arrow+1] })
		if known < 0 {
			return m, fmt.Errorf("%s does not refuse with %s", instance, words[arrow+1])
		}
		m.Outcome = uint16(known + 1)
	}
	return m, nil
}

func readValue(h *mechanisms.House, crowd sim.Population, f mechanisms.Field, t mechanisms.Type, text string) (any, error) {
	switch t {
	case mechanisms.Address:
		return agentOf(h, crowd, text)
	case mechanisms.Money:
		if whole, ok := strings.CutSuffix(text, "DPMN"); ok {
			n, err := strconv.ParseInt(whole, 10, 64)
			return sim.Amount(n) * sim.Token, err
		}
		n, err := strconv.ParseInt(text, 10, 64)
		return sim.Amount(n), err
	case mechanisms.Seconds:
		n, err := strconv.ParseInt(text, 10, 64)
		return sim.Second(n), err
	case mechanisms.Bool:
		return strconv.ParseBool(text)
	case mechanisms.Bytes32:
		var x [32]byte
		data, err := hex.DecodeString(strings.TrimPrefix(text, "0x"))
		copy(x[:], data)
		return x, err
	case mechanisms.List:
		items := []any{}
		for item := range strings.SplitSeq(text, "+") {
			if text == "none" {
				break
			}
			x, err := readValue(h, crowd, f, f.Elem, item)
			if err != nil {
				return nil, err
			}
			items = append(items, x)
		}
		return items, nil
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if t == mechanisms.Bytes {
		return sim.Blob(n), err
	}
	return n, err
}

func agentOf(h *mechanisms.House, crowd sim.Population, name string) (sim.Agent, error) {
	if i := slices.Index(names[:], name); i >= 0 {
		return crowd.First + sim.Agent(i), nil
	}
	if b := h.Find(name); b != nil {
		return b.Account, nil
	}
	if name == "nobody" {
		return sim.Nobody, nil
	}
	return 0, fmt.Errorf("there is nobody called %q", name)
}
