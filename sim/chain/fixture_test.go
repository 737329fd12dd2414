package chain

import (
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/dopamine-network/dopasim/sim"
)

var update = flag.Bool("update", false, "write golden files anew")

// artefact reads mechanisms/<folder>/<name>.json.
func artefact(t testing.TB, folder, name string) *Artefact {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "mechanisms", folder, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := ParseArtefact(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// rules are Trust's Params, named as abi.Pack wants them.
type rules struct {
	Price, DepositPayer, DepositProvider                                *big.Int
	AcceptWithin, DeliverWithin, CompleteWithin, Window, WindowProvider uint64
	Fate, Windows, Start, Undelivered, Boundary                         uint8
}

// plain is price 10, deposits 3 and 4, and 100 seconds for everything.
func plain() rules {
	return rules{big.NewInt(10), big.NewInt(3), big.NewInt(4), 100, 100, 100, 100, 100, 0, 0, 0, 0, 0}
}

func (r rules) with(field string, value any) rules {
	f := reflect.ValueOf(&r).Elem().FieldByName(field)
	f.Set(reflect.ValueOf(value).Convert(f.Type()))
	return r
}

// world is a machine with the token and one Trust.
type world struct {
	testing.TB
	*Machine
	accounts     *Accounts
	token, trust *Artefact
	at           common.Address // of trust
	money        ERC20
}

func newWorld(t testing.TB, every int, r rules) *world {
	t.Helper()
	w := &world{
		TB: t, Machine: NewMachine(every), accounts: NewAccounts(),
		token: artefact(t, "token", "Token"), trust: artefact(t, "trust", "Trust"),
	}
	args, err := w.token.ABI.Pack("", w.deployer, new(big.Int))
	w.must(err)
	at, result, err := w.Deploy(w.token.Bytecode, args)
	w.must(err, result.Err)
	w.money = ERC20{w.Machine, at}
	args, err = w.trust.ABI.Pack("", at, r)
	w.must(err)
	w.at, result, err = w.Deploy(w.trust.Bytecode, args)
	w.must(err, result.Err)
	return w
}

// fund gives agents 1..n an amount each and lets trust move all of it. Trust itself holds nothing.
func (w *world) fund(n sim.Agent, amount uint64) {
	w.Helper()
	w.must(w.money.SetSupply(uint256.NewInt(uint64(n) * amount)))
	for who := sim.Agent(1); who <= n; who++ {
		at := w.accounts.Address(who)
		w.must(w.money.SetBalance(at, uint256.NewInt(amount)))
		w.must(w.money.SetAllowance(at, w.at, uint256.NewInt(amount)))
	}
}

// pack makes the call of an action of trust.
func (w *world) pack(time uint64, who sim.Agent, action string, args ...any) Call {
	w.Helper()
	data, err := w.trust.ABI.Pack(action, args...)
	w.must(err)
	return Call{From: w.accounts.Address(who), To: w.at, Data: data, Time: time}
}

// do executes an action and returns its result.
func (w *world) do(time uint64, who sim.Agent, action string, args ...any) Result {
	w.Helper()
	result, err := w.Call(w.pack(time, who, action, args...))
	w.must(err)
	return result
}

// outcome names the error a result carries, or the event trust logged.
func (w *world) outcome(r Result) string {
	switch {
	case r.Reverted():
		return w.trust.ErrorName(r.Data)
	case r.Err != nil:
		return r.Err.Error()
	}
	for _, l := range r.Logs {
		if l.Address == w.at {
			event, err := w.trust.ABI.EventByID(l.Topics[0])
			w.must(err)
			return event.Name
		}
	}
	return "nothing"
}

func (w *world) must(errs ...error) {
	w.Helper()
	for _, err := range errs {
		if err != nil {
			w.Fatal(err)
		}
	}
}

// golden compares text with testdata/<name>, or writes it with -update.
func golden(t *testing.T, name, have string) {
	t.Helper()
	fresh(t, filepath.Join("testdata", name), have)
}

// fresh compares text with a file, or writes it with -update.
func fresh(t *testing.T, path, have string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(have), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if have != string(want) {
		t.Errorf("%s differs; go test ./sim/chain -update writes it anew\nhave:\n%s\nwant:\n%s", path, have, want)
	}
}
