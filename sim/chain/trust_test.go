package chain

import (
	"fmt"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/sim"
)

// Every line of testdata/trust.txt holds.
func TestTrust_doesWhatItsTableSays(t *testing.T) {
	text, err := os.ReadFile("testdata/trust.txt")
	if err != nil {
		t.Fatal(err)
	}
	var w *world
	seen := map[string]bool{}
	for i, line := range strings.Split(string(text), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if words[0] == "case" {
			w = newWorld(t, 3, caseRules(t, words[1:])) // checkpoints of its own, so rows are reread
			w.fund(3, 100)
			continue
		}
		if want, have := w.step(words, seen); have != want {
			t.Errorf("testdata/trust.txt:%d: %s: have %s, want %s", i+1, line, have, want)
		}
	}
	for name := range w.trust.ABI.Events {
		if !seen[name] {
			t.Errorf("no line has event %s", name)
		}
	}
	for name := range w.trust.ABI.Errors {
		if !seen[name] && name != "BadParams" && (!strings.HasPrefix(name, "ERC20") || strings.HasPrefix(name, "ERC20Insufficient")) {
			t.Errorf("no line has error %s", name)
		}
	}
}

// step executes a line and returns what it expects and what happened.
func (w *world) step(words []string, seen map[string]bool) (want, have string) {
	number := func(i int) uint64 {
		n, err := strconv.ParseUint(words[i], 10, 64)
		w.must(err)
		return n
	}
	switch words[0] {
	case "allow":
		w.must(w.money.SetAllowance(w.accounts.Address(sim.Agent(number(1))), w.at, uint256.NewInt(number(2))))
		return "", ""
	case "hold":
		w.must(w.money.SetBalance(w.accounts.Address(sim.Agent(number(1))), uint256.NewInt(number(2))))
		return "", ""
	case "money":
		var held []any
		for who := sim.Agent(1); who <= 3; who++ {
			held = append(held, w.money.Balance(w.accounts.Address(who)))
		}
		held = append(held, w.money.Balance(w.at), w.money.Supply())
		return strings.Join(words[1:], " "), strings.TrimSpace(fmt.Sprintln(held...))
	}
	args := []any{new(big.Int).SetUint64(number(3))}
	if words[2] == "open" {
		args = []any{w.accounts.Address(sim.Agent(number(3))), uint64(77)}
	}
	have = w.outcome(w.do(number(0), sim.Agent(number(1)), words[2], args...))
	seen[have] = true
	return words[4], have
}

func caseRules(t *testing.T, words []string) rules {
	r := plain()
	for _, word := range words {
		field, value, ok := strings.Cut(word, "=")
		if !ok {
			continue // of the case's name
		}
		n, err := strconv.ParseUint(value, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains([]string{"Price", "DepositPayer", "DepositProvider"}, field) {
			r = r.with(field, new(big.Int).SetUint64(n))
		} else {
			r = r.with(field, n)
		}
	}
	return r
}

func TestTrust_refusesBadParams(t *testing.T) {
	trust := artefact(t, "trust", "Trust")
	for _, c := range []struct {
		name string
		rules
		want string
	}{
		{"plain", plain(), ""},
		{"last of each", plain().with("Fate", 2).with("Windows", 1).with("Start", 2).with("Undelivered", 1).with("Boundary", 1), ""},
		{"fate 3", plain().with("Fate", 3), "BadParams"},
		{"windows 2", plain().with("Windows", 2), "BadParams"},
		{"start 3", plain().with("Start", 3), "BadParams"},
		{"undelivered 2", plain().with("Undelivered", 2), "BadParams"},
		{"boundary 2", plain().with("Boundary", 2), "BadParams"},
		{"paid and kept", plain().with("Start", 1), ""},
		{"paid and refunded", plain().with("Start", 1).with("Fate", 1), "BadParams"},
		{"paid and burned", plain().with("Start", 1).with("Fate", 2), "BadParams"},
	} {
		args, err := trust.ABI.Pack("", common.Address{19: 1}, c.rules)
		if err != nil {
			t.Fatal(err)
		}
		_, result, err := NewMachine(0).Deploy(trust.Bytecode, args)
		if err != nil {
			t.Fatal(err)
		}
		if have := trust.ErrorName(result.Data); (result.Err != nil) != (c.want != "") || c.want != "" && have != c.want {
			t.Errorf("%s: %v %s, want %q", c.name, result.Err, have, c.want)
		}
	}
}

// The event of an action comes before the token's, and says who and with which reference.
func TestTrust_logsWhoAndRef(t *testing.T) {
	w := newWorld(t, 0, plain())
	w.fund(3, 100)
	one := big.NewInt(1)
	steps := []struct {
		event string
		logs  int // Trust's and the token's
		Result
	}{
		{"Opened", 2, w.do(0, 1, "open", w.accounts.Address(2), uint64(1<<63+5))},
		{"Accepted", 2, w.do(0, 2, "accept", one)},
		{"Delivered", 1, w.do(0, 2, "deliver", one)},
		{"Declared", 4, w.do(0, 2, "declare", one)}, // Transfer to zero, Burned, Transfer of the price
	}
	for _, s := range steps {
		w.must(s.Err)
		l := s.Logs[0]
		if l.Address != w.at || len(s.Logs) != s.logs {
			t.Fatalf("%s: %d logs, the first by %s", s.event, len(s.Logs), l.Address)
		}
		payer, provider := common.BytesToAddress(l.Topics[2][:]), common.BytesToAddress(l.Topics[3][:])
		fields, err := w.trust.ABI.Unpack(s.event, l.Data)
		w.must(err)
		if l.Topics[0] != w.trust.ABI.Events[s.event].ID || l.Topics[1] != slotNumber(1) ||
			payer != w.accounts.Address(1) || provider != w.accounts.Address(2) || fields[0] != uint64(1<<63+5) {
			t.Errorf("%s: topics %v, fields %v", s.event, l.Topics, fields)
		}
		if s.event == "Declared" && fields[1] != w.accounts.Address(2) {
			t.Errorf("declared by %v, want agent 2", fields[1])
		}
	}
}

// No token call is made for an amount of zero.
func TestTrust_movesNoZeroAmounts(t *testing.T) {
	nothing := new(big.Int)
	w := newWorld(t, 0, plain().with("Price", nothing).with("DepositPayer", nothing).with("DepositProvider", nothing))
	one := big.NewInt(1)
	for _, r := range []Result{
		w.do(0, 1, "open", w.accounts.Address(2), uint64(1)), w.do(0, 2, "accept", one), w.do(0, 2, "deliver", one),
		w.do(200, 3, "settle", one),
	} {
		w.must(r.Err)
		if len(r.Logs) != 1 {
			t.Errorf("%s: %d logs, want its own only", w.outcome(r), len(r.Logs))
		}
	}
}

// A row is two slots and is gone when the deal is over.
func TestTrust_rowsLieWhereTheLayoutSays(t *testing.T) {
	w := newWorld(t, 0, plain())
	w.fund(2, 100)
	fields := map[string]Field{}
	for _, f := range w.trust.Storage.Structs["struct Trust.Deal"] {
		fields[f.Label] = f
	}
	read := func(label string) *uint256.Int {
		f := fields[label]
		word := w.Slot(w.at, SlotPlus(MappingSlot(slotNumber(1), slotNumber(0)), f.Slot))
		bits := map[string]uint{"address": 160, "uint64": 64, "uint8": 8}[f.Type]
		value := new(uint256.Int).SetBytes32(word[:])
		value.Rsh(value, 8*f.Offset)
		mask := new(uint256.Int).SetAllOne()
		return value.And(value, mask.Rsh(mask, 256-bits))
	}
	w.must(w.do(1000, 1, "open", w.accounts.Address(2), uint64(77)).Err)
	w.must(w.do(1010, 2, "accept", big.NewInt(1)).Err)
	payer, provider := w.accounts.Address(1), w.accounts.Address(2)
	for label, want := range map[string]*uint256.Int{
		"payer": new(uint256.Int).SetBytes(payer[:]), "provider": new(uint256.Int).SetBytes(provider[:]),
		"deadline": uint256.NewInt(1110), "status": uint256.NewInt(2), "ref": uint256.NewInt(77),
	} {
		if have := read(label); !have.Eq(want) {
			t.Errorf("%s is %s, want %s", label, have, want)
		}
	}
	w.must(w.do(1111, 2, "expire", big.NewInt(1)).Err, w.Checkpoint())
	if n := len(w.flat.storage[w.at]); n != 1 {
		t.Errorf("%d slots left, want 1 (next)", n)
	}
}

// The gas of each action: of agents that never held a balance in this token, and of later deals.
// The third column is a later deal when the vault was left empty, so that its balance goes from zero.
func trustGas(t *testing.T) string {
	var out strings.Builder
	fmt.Fprintln(&out, "# gas of a transaction (21000 and calldata included, refunds deducted); -update writes it anew")
	fmt.Fprintf(&out, "%-34s %9s %9s %9s\n", "action", "first", "later", "vault 0")
	for _, c := range []struct {
		name  string
		rules rules
		steps []string // time who action
	}{
		{"", plain(), []string{"0 1 open", "0 2 accept", "0 2 deliver", "200 3 settle"}},
		{"kept: ", plain(), []string{"0 1 open", "0 2 accept", "0 2 deliver", "0 1 declare"}},
		{"refund: ", plain().with("Fate", 1), []string{"0 1 open", "0 2 accept", "0 2 deliver", "0 1 declare"}},
		{"burned: ", plain().with("Fate", 2), []string{"0 1 open", "0 2 accept", "0 2 deliver", "0 1 declare"}},
		{"payment: ", plain().with("Start", 1), []string{"0 1 open", "0 2 accept", "0 2 deliver", "0 1 complete", "200 3 settle"}},
		{"offered: ", plain(), []string{"0 1 open", "200 3 expire"}},
		{"accepted: ", plain(), []string{"0 1 open", "0 2 accept", "200 3 expire"}},
		{"forfeit: ", plain().with("Undelivered", 1), []string{"0 1 open", "0 2 accept", "200 3 expire"}},
	} {
		w := newWorld(t, 0, c.rules)
		w.fund(4, 1000)
		w.must(w.money.SetBalance(w.accounts.Address(2), uint256.NewInt(4))) // all of it goes into its deposit
		var gas [3][]uint64
		id := int64(0)
		deal := func() (used []uint64) {
			id++
			for _, step := range c.steps {
				var time uint64
				var who sim.Agent
				var action string
				_, err := fmt.Sscan(step, &time, &who, &action)
				w.must(err)
				args := []any{big.NewInt(id)}
				if action == "open" {
					args = []any{w.accounts.Address(2), uint64(77)}
				}
				r := w.do(time, who, action, args...)
				w.must(r.Err)
				used = append(used, r.Gas)
			}
			return used
		}
		gas[0] = deal() // the vault is empty, next is 1, the provider holds nothing but its deposit
		w.must(w.money.SetBalance(w.accounts.Address(2), uint256.NewInt(1000)))
		gas[2] = deal()                                                  // the vault is empty again
		w.must(w.do(0, 4, "open", w.accounts.Address(3), uint64(1)).Err) // keeps something in the vault
		id++
		gas[1] = deal()
		for i, step := range c.steps {
			name := c.name + strings.Fields(step)[2]
			fmt.Fprintf(&out, "%-34s %9d %9d %9d\n", name, gas[0][i], gas[1][i], gas[2][i])
		}
	}
	return out.String()
}
