package geth_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
	"github.com/dopamine-network/dopasim/sim/chain/geth"
)

// native is what the native run says of a trust of a few people after some hundred calls, as a client must find it.
type native struct {
	URL, Token, Trust  string
	TokenABI, TrustABI json.RawMessage
	ChainID, Blocks    uint64
	Head               string
	Supply             string
	Balances           map[string]string   // by address
	Transfers, Opened  int                 // events
	Calls, Gas         uint64              // transactions and their gas
	Deals              []map[string]string // rows of the view deals, by field
}

// serve replays random calls in blocks and serves the chain.
func serve(t *testing.T) (n native) {
	t.Helper()
	terms := trust.Defaults
	build := func() (*mechtest.Stage, error) { return mechtest.NewStage(trust.Mechanism, &terms, 1) }
	s, err := build()
	if err != nil {
		t.Fatal(err)
	}
	w := s.House.World
	var journal bytes.Buffer
	w.Journal.SendTo(&journal)
	if err := s.Genesis(); err != nil {
		t.Fatal(err)
	}
	s.House.Record(func(l mechanisms.Logged) { n.count(l) })
	gen := calltest.NewGen(s.House, s.People, w.Rand(sim.StreamOf("geth test"), s.People.First, 1))
	for range 400 {
		step := gen.Next()
		w.At(step.Call.Now)
		step.Action.DoRow(step.Bound, step.Call, step.Row)
	}
	if err := w.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	dir, hash := t.TempDir(), w.Journal.Sum()
	v, err := chain.Replay(context.Background(), chain.Options{
		Stage: func() (*mechanisms.House, *sim.Blobs, error) {
			s, err := build()
			return s.House, nil, err
		},
		Journal: func() (io.Reader, error) { return bytes.NewReader(journal.Bytes()), nil },
		Hash:    &hash, Blocks: &chain.BlockOptions{Dir: dir, Archive: true},
	})
	if err != nil || !v.Identical {
		t.Fatal(err, v)
	}
	n.look(t, s, v)
	node, err := geth.Open(dir, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := node.Close(); err != nil {
			t.Error(err)
		}
	})
	n.URL = node.URL()
	return n
}

func (n *native) count(l mechanisms.Logged) {
	switch l.From.Name + "." + l.Event.Name() {
	case "token.Transfer":
		n.Transfers++
	case "trust.Opened":
		n.Opened++
	}
}

// look writes down the state of the native world.
func (n *native) look(t *testing.T, s *mechtest.Stage, v *chain.Verdict) {
	t.Helper()
	ledger, accounts := s.House.World.Ledger, chain.NewAccounts()
	for _, c := range v.Blocks.Contracts {
		accounts.Place(s.House.Find(c.Name).Account, c.Address)
	}
	n.Token, n.Trust = v.Blocks.Contracts[0].Address.String(), v.Blocks.Contracts[1].Address.String()
	n.TokenABI, n.TrustABI = abiOf(t, "token", "Token"), abiOf(t, "trust", "Trust")
	n.ChainID, n.Blocks, n.Head = 1337, v.Blocks.Number, v.Blocks.Head.String()
	n.Supply, n.Calls, n.Gas = big.NewInt(int64(ledger.Supply())).String(), v.Calls, v.Blocks.GasUsed
	n.Balances = map[string]string{}
	for who := s.People.First; who < s.People.First+sim.Agent(s.People.Size); who++ {
		n.Balances[accounts.Address(who).String()] = big.NewInt(int64(ledger.Balance(who))).String()
	}
	n.Balances[n.Trust] = big.NewInt(int64(ledger.Balance(s.Bound.Account))).String()
	view := s.Bound.Mechanism.Views[0]
	for id := uint64(1); id < view.Next(s.Bound); id++ {
		values, err := mechanisms.Values(view.Fields(), view.Row(s.Bound, id))
		if err != nil {
			t.Fatal(err)
		}
		d := map[string]string{}
		for i, f := range view.Fields() {
			if who, ok := values[i].(sim.Agent); ok {
				d[f.Name] = accounts.Address(who).String()
			} else if v := reflect.ValueOf(values[i]); v.CanInt() {
				d[f.Name] = fmt.Sprint(v.Int())
			} else {
				d[f.Name] = fmt.Sprint(v.Uint())
			}
		}
		n.Deals = append(n.Deals, d)
	}
}

func abiOf(t *testing.T, folder, name string) json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "mechanisms", folder, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var a struct{ ABI json.RawMessage }
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	return a.ABI
}

// ethers, in node, finds what the native run says: balances, events, rows of a view, receipts, and the past.
// DOPASIM_CLIENT=1 makes it a failure that ethers is not installed.
func TestNode_tellsEthersWhatTheNativeRunSays(t *testing.T) {
	packages, err := filepath.Abs(filepath.Join("..", "..", "..", "internal", "contracts", "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, missing := os.Stat(filepath.Join(filepath.Dir(packages), "node_modules", "ethers"))
	if _, err := exec.LookPath("node"); err != nil {
		missing = err
	}
	switch {
	case missing != nil && os.Getenv("DOPASIM_CLIENT") != "":
		t.Fatalf("%v: npm ci in internal/contracts installs it", missing)
	case missing != nil:
		t.Skipf("%v: npm ci in internal/contracts installs it", missing)
	}
	n := serve(t)
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("node", filepath.Join("testdata", "client.mjs"), packages)
	c.Stdin = bytes.NewReader(text)
	out, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(out), " checks passed") {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// go-ethereum's own client reads the same chain, and the state at a block of the past.
func TestNode_answersGoEthereumsClient(t *testing.T) {
	n := serve(t)
	c, err := ethclient.Dial(n.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	head, err := c.BlockByNumber(context.Background(), nil)
	if err != nil || head.Hash().String() != n.Head || head.NumberU64() != n.Blocks {
		t.Errorf("head %v, %v, want %s", head, err, n.Head)
	}
	if id, err := c.ChainID(context.Background()); err != nil || id.Uint64() != n.ChainID {
		t.Errorf("chain %v, %v", id, err)
	}
}

// A method that is not there, one that is not served, a batch and nonsense get what the standard says.
func TestNode_followsJSONRPC(t *testing.T) {
	n := serve(t)
	for _, x := range []struct{ ask, want string }{
		{`{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}`, `"result":"0x539"`},
		{`{"jsonrpc":"2.0","id":1,"method":"net_version"}`, `"result":"1337"`},
		{`{"jsonrpc":"2.0","id":1,"method":"web3_clientVersion"}`, `dopasim`},
		{`{"jsonrpc":"2.0","id":1,"method":"eth_nothing"}`, `"code":-32601`},
		{`{"jsonrpc":"2.0","id":1,"method":"debug_setHead","params":["0x1"]}`, `"code":-32601`},
		{`{"jsonrpc":"2.0","id":1,"method":"admin_peers"}`, `"code":-32601`},
		{`[{"jsonrpc":"2.0","id":1,"method":"eth_chainId"},{"jsonrpc":"2.0","id":2,"method":"eth_nothing"}]`, `{"jsonrpc":"2.0","id":2,"error":{"code":-32601`},
		{`{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0x1"]}`, `"code":-32602`},
		{`nonsense`, `"code":-32700`},
	} {
		answer, err := http.Post(n.URL, "application/json", strings.NewReader(x.ask))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if !strings.Contains(string(text), x.want) {
			t.Errorf("%s\n  is answered %s\n  want %s", x.ask, text, x.want)
		}
	}
}

// Only the loopback addresses are this machine's alone.
func TestLoopback_knowsAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8545": true, "127.9.9.9:1": true, "[::1]:8545": true, "0.0.0.0:8545": false, "[::]:1": false, "10.0.0.1:8545": false,
	} {
		if have, err := geth.Loopback(address); have != want || err != nil {
			t.Errorf("%s: %v, %v", address, have, err)
		}
	}
	for _, address := range []string{"8545", "localhost:8545", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:http", "127.0.0.1:", ""} {
		if _, err := geth.Loopback(address); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}
