package chain

import (
	"os"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
)

// Without solc at hand: the sources in the tree are those the artefacts were compiled from.
func TestArtefacts_areOfTheseSources(t *testing.T) {
	for _, m := range mechanisms.All() {
		a := artefact(t, m.Name, m.Contract)
		stale, err := a.Stale(os.DirFS("../.."))
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range stale {
			t.Errorf("%s changed since %s.json was compiled; run node internal/contracts/build.mjs", unit, a.Name)
		}
	}
}

func TestArtefact_namesErrors(t *testing.T) {
	a := artefact(t, "trust", "Trust")
	selector := func(name string) []byte { id := a.ABI.Errors[name].ID; return id[:4] }
	for _, c := range []struct {
		data []byte
		want string
	}{
		{nil, ""},
		{selector("TooLate"), "TooLate"},
		{selector("ERC20InsufficientAllowance"), "ERC20InsufficientAllowance"},
		{selector("ERC20InsufficientBalance"), "ERC20InsufficientBalance"},
		{[]byte{0x4e, 0x48, 0x7b, 0x71, 0}, "Panic"},
		{[]byte{1, 2, 3, 4}, "0x01020304"},
	} {
		if have := a.ErrorName(c.data); have != c.want {
			t.Errorf("%x is %q, want %q", c.data, have, c.want)
		}
	}
}
