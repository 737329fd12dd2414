package chain

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
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
