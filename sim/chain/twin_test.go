package chain

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/sim"
)

// Every mechanism that has a contract is matched by it, name by name and type by type.
func TestTwins_matchTheirSpecs(t *testing.T) {
	for _, m := range mechanisms.All() {
		if m.Artefact == nil {
			continue
		}
		if err := CheckTwin(m); err != nil {
			t.Error(err)
		}
	}
}

// What a contract lacks or has too much is named, all of it at once.
func TestTwins_nameWhatDiffers(t *testing.T) {
	for _, c := range []struct {
		name, old, change string // of Trust's ABI and layout
		want              []string
	}{
		{"a function missing", `"name":"settle"`, `"name":"settled"`, []string{
			"action settle: the contract has no function settle(uint256)",
			"function settled(uint256): changes the contract, but no action is called so"}},
		{"an argument of another type", `"name":"ref","type":"uint64"}],"name":"open"`, `"name":"ref","type":"uint32"}],"name":"open"`, []string{
			"action open: takes (address,uint64), the contract's takes (address,uint32)"}},
		{"an error missing", `"name":"TooLate"`, `"name":"Late"`, []string{"error TooLate: the contract has none"}},
		{"an event missing", `"name":"Expired"`, `"name":"Ended"`, []string{
			"event Expired: the contract has none", "event Ended: the mechanism has none"}},
		{"a field of an event called otherwise", `"name":"by"`, `"name":"who"`, []string{
			"event Declared: has (uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, address by)"}},
		{"a field no longer indexed", `"indexed":true,"internalType":"uint256","name":"id"`, `"indexed":false,"internalType":"uint256","name":"id"`, []string{
			"event Opened: has (uint256 indexed id,", "event Accepted: has ("}},
		{"a view missing", `"name":"deals"`, `"name":"rows"`, []string{
			"view deals: the contract has no view function deals(uint256) that returns a struct"}},
		{"a field of a view of another type", `"name":"status","type":"uint8"`, `"name":"status","type":"uint16"`, []string{
			"view deals: has (address payer, uint64 deadline, uint8 status,"}},
		{"no mapping of rows", `mapping(uint256 =\u003e struct Trust.Deal)`, `mapping(address => struct Trust.Deal)`, []string{
			"view deals: wants one variable mapping(uint256 => struct Trust.Deal) and one uint256 next, the contract has 0 and 1"}},
		{"another name", `"contractName":"Trust"`, `"contractName":"Escrow"`, []string{"the contract should be called Trust"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := mechanisms.Lookup("trust")
			text := compact(t, m.Artefact)
			if !strings.Contains(text, c.old) {
				t.Fatalf("the artefact has no %s", c.old)
			}
			a, err := ParseArtefact([]byte(strings.ReplaceAll(text, c.old, c.change)))
			if err != nil {
				t.Fatal(err)
			}
			_, err = newTwin(m, a)
			if err == nil {
				t.Fatal("they match")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("want %q; have\n%v", want, err)
				}
			}
		})
	}
}

// Of a contract with several views each has a next id of its own, but for rows that belong to those of the view before.
func TestTwins_findTheNextIdOfEveryView(t *testing.T) {
	m := mechanisms.Lookup("vote")
	made, err := newTwin(m, artefact(t, "vote", "Vote"))
	if err != nil {
		t.Fatal(err)
	}
	for i, derived := range []bool{false, true, false} {
		if v := made.views[i]; v.derived != derived {
			t.Errorf("%s is derived: %v", v.Name(), v.derived)
		}
	}
	if a, b := made.views[0].next, made.views[2].next; a == b || a == (common.Hash{}) || b == (common.Hash{}) {
		t.Errorf("next ids of ballots and places lie at %s and %s", a, b)
	}
	a, err := ParseArtefact([]byte(strings.ReplaceAll(compact(t, m.Artefact), `"label":"nextBallots"`, `"label":"ballotCount"`)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newTwin(m, a); err == nil || !strings.Contains(err.Error(), "view ballots: the contract has no next id for it") {
		t.Errorf("without nextBallots: %v", err)
	}
}

// Rows of a view without a next id of its own are found by the row that they belong to, of those that were ever opened.
func TestTwins_findTheSeatsOfABallot(t *testing.T) {
	m := mechanisms.Lookup("vote")
	s, err := mechtest.NewStage(m, m.Defaults(), 1)
	if err != nil {
		t.Fatal(err)
	}
	made, err := newTwin(m, artefact(t, "vote", "Vote"))
	if err != nil || s.Genesis() != nil {
		t.Fatal(err)
	}
	p := s.People.First
	open := m.Action("open")
	row, err := mechanisms.RowOf(open.Args(), []any{p, sim.Nobody, []any{p + 1, p + 2, p + 3}, sim.Day, true, uint64(1)})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := open.DoRow(s.Bound, mechanisms.Call{Who: p}, row); err != nil {
			t.Fatal(err)
		}
	}
	in := &instance{Bound: s.Bound, twin: made}
	for id, want := range map[uint64][]uint64{0: nil, 1: {1, 2, 3}, 2: {4, 5, 6}, 3: nil, 1 << 63: nil} {
		var have []uint64
		in.eachPart(1, id, func(part uint64) { have = append(have, part) })
		if !slices.Equal(have, want) {
			t.Errorf("ballot %d has seats %v, want %v", id, have, want)
		}
	}
}

// compact is JSON without spaces, keys sorted.
func compact(t *testing.T, text []byte) string {
	t.Helper()
	var all any
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Constructor arguments go by name and type: parameters that changed places are not taken.
func TestTwins_constructorTakesTheParameters(t *testing.T) {
	m := mechanisms.Lookup("trust")
	for _, c := range []struct{ name, old, change, want string }{
		{"changed places", `"name":"acceptWithin"`, `"name":"deliverBy"`, "parameter 4 of contract Trust is deliverBy, of the mechanism AcceptWithin"},
		{"another type", `"internalType":"uint64","name":"window"`, `"internalType":"uint32","name":"window"`, ""},
	} {
		a, err := ParseArtefact([]byte(strings.ReplaceAll(compact(t, m.Artefact), c.old, c.change)))
		if err != nil {
			t.Fatal(err)
		}
		house := newHouse(t)
		twin := &twin{mechanism: m, artefact: a}
		bound := house.Find("trust")
		_, err = twin.construct(bound, NewAccounts(), [20]byte{})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	a := artefact(t, "trust", "Trust")
	a.ABI.Constructor.Inputs = abi.Arguments{a.ABI.Constructor.Inputs[0]}
	twin := &twin{mechanism: m, artefact: a}
	_, err := twin.construct(newHouse(t).Find("trust"), NewAccounts(), [20]byte{})
	if want := "constructor of Trust takes (address), its needs and parameters are (address,(uint256,"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("have %v, want %s", err, want)
	}
}

// newHouse is a world with the token and trust, without money.
func newHouse(t *testing.T) *mechanisms.House {
	t.Helper()
	w, err := sim.NewWorld(sim.Config{Populations: []sim.Group{{Name: "token", Size: 1}, {Name: "trust", Size: 1}, {Name: "people", Size: 4}}})
	if err != nil {
		t.Fatal(err)
	}
	h := mechanisms.NewHouse(w)
	for _, name := range []string{"token", "trust"} {
		m := mechanisms.Lookup(name)
		if _, err := h.Add(name, m, m.Defaults(), nil); err != nil {
			t.Fatal(err)
		}
	}
	return h
}
