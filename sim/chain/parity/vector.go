package parity

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
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
	Rules   calltest.Rules
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
	outcome := "ok"
	if err := m.Bound.Mechanism.Refusal(m.Outcome); err != nil {
		outcome = err.Error()
	}
	return m.step().Text() + " -> " + outcome
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
			rules := calltest.Rules{Mechanism: m, Params: map[string]any{}}
			if err := rules.Fill(); err != nil {
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
				if house, crowd, err = v.Rules.World(); err != nil {
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
	who, err := calltest.AgentOf(h, crowd, words[1])
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
		return calltest.AgentOf(h, crowd, text)
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
