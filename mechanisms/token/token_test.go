package token_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// Every line of the table holds; see mechtest.Table for how to read and to rewrite it.
func TestToken_doesWhatItsTableSays(t *testing.T) {
	mechtest.Table(t, token.Mechanism, "testdata/erc20.txt")
}

// bank is a token in a world with holders, who got what give says.
func bank(t rapid.TB, holders int, give func(i int) sim.Amount) (*mechanisms.Instance[token.State], sim.Agent) {
	t.Helper()
	w, err := sim.NewWorld(sim.Config{Populations: []sim.Group{{Name: "token", Size: 1}, {Name: "holders", Size: uint32(holders)}}})
	if err != nil {
		t.Fatal(err)
	}
	bound, err := mechanisms.NewHouse(w).Add("token", token.Mechanism, token.Mechanism.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := mechanisms.InstanceOf[token.State](bound)
	if err != nil {
		t.Fatal(err)
	}
	first := sim.Agent(2)
	for i := range holders {
		args := token.MintArgs{First: first + sim.Agent(i), Count: 1, Amount: give(i)}
		if err := token.Mint.Do(m, mechanisms.Call{}, args); err != nil {
			t.Fatal(err)
		}
	}
	return m, first
}

// A plain map of balances and allowances is the model of the token.
func TestToken_agreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const holders = 4
		m, first := bank(t, holders, func(i int) sim.Amount { return sim.Amount(i) * 100 })
		held, allowed := map[sim.Agent]int64{}, map[[2]sim.Agent]int64{}
		for i := range holders {
			held[first+sim.Agent(i)] = int64(i) * 100
		}
		who := rapid.Map(rapid.IntRange(-1, holders-1), func(i int) sim.Agent {
			if i < 0 {
				return sim.Nobody
			}
			return first + sim.Agent(i)
		})
		sender := rapid.Map(rapid.IntRange(0, holders-1), func(i int) sim.Agent { return first + sim.Agent(i) })
		amount := rapid.OneOf(rapid.Int64Range(0, 400), rapid.Just(int64(sim.MaxAmount)))
		burned := int64(0)
		move := func(from, to sim.Agent, x int64) error {
			switch {
			case to == sim.Nobody:
				return token.InvalidReceiver
			case held[from] < x:
				return token.InsufficientBalance
			}
			held[from] -= x
			held[to] += x
			return nil
		}
		same := func(t *rapid.T, got, want error) {
			if got != want {
				t.Fatalf("ends with %v, the model says %v", got, want)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"transfer": func(t *rapid.T) {
				from, to, x := sender.Draw(t, "from"), who.Draw(t, "to"), amount.Draw(t, "x")
				same(t, token.Transfer.Do(m, mechanisms.Call{Who: from}, token.TransferArgs{To: to, Amount: sim.Amount(x)}), move(from, to, x))
			},
			"approve": func(t *rapid.T) {
				owner, spender, x := sender.Draw(t, "owner"), sender.Draw(t, "spender"), amount.Draw(t, "x")
				same(t, token.Approve.Do(m, mechanisms.Call{Who: owner}, token.ApproveArgs{Spender: spender, Amount: sim.Amount(x)}), nil)
				allowed[[2]sim.Agent{owner, spender}] = x
			},
			"transferFrom": func(t *rapid.T) {
				spender, from, to, x := sender.Draw(t, "spender"), sender.Draw(t, "from"), who.Draw(t, "to"), amount.Draw(t, "x")
				key := [2]sim.Agent{from, spender}
				var want error = token.InsufficientAllowance
				if allowed[key] >= x {
					if want = move(from, to, x); want == nil {
						allowed[key] -= x
					}
				}
				args := token.TransferFromArgs{From: from, To: to, Amount: sim.Amount(x)}
				same(t, token.TransferFrom.Do(m, mechanisms.Call{Who: spender}, args), want)
			},
			"burn": func(t *rapid.T) {
				from, x := sender.Draw(t, "from"), amount.Draw(t, "x")
				var want error = token.InsufficientBalance
				if held[from] >= x {
					held[from], burned, want = held[from]-x, burned+x, nil
				}
				same(t, token.Burn.Do(m, mechanisms.Call{Who: from}, token.BurnArgs{Amount: sim.Amount(x)}), want)
			},
			"": func(t *rapid.T) {
				l := m.World.Ledger
				for a, x := range held {
					if int64(l.Balance(a)) != x {
						t.Fatalf("#%d holds %d, the model says %d", a, l.Balance(a), x)
					}
				}
				if int64(l.Burned()) != burned {
					t.Fatalf("burned %d, the model says %d", l.Burned(), burned)
				}
				if err := m.House.Check(); err != nil {
					t.Fatal(err)
				}
			},
		})
	})
}

// Oracle A: after burning x of a supply of S everybody else's share is S/(S-x) times what it was, exactly, and no
// holder is diluted.
func TestToken_burningRaisesEveryOtherShareExactly(t *testing.T) {
	const holders, burns = 100, 10_000
	m, first := bank(t, holders, func(i int) sim.Amount { return sim.Amount(i+1) * 1000 * sim.Token })
	l := m.World.Ledger
	luck := m.World.Rand(sim.StreamOf("test"), first, 0)
	share := func(a sim.Agent) *big.Rat { return big.NewRat(int64(l.Balance(a)), int64(l.Supply())) }
	for n := range burns {
		who := first + sim.Agent(luck.Uint64n(holders))
		x := sim.Amount(luck.Uniform(0, int64(l.Balance(who)/50)))
		other := first + sim.Agent(luck.Uint64n(holders))
		before, supply := share(other), l.Supply()
		if err := token.Burn.Do(m, mechanisms.Call{Who: who}, token.BurnArgs{Amount: x}); err != nil {
			t.Fatal(err)
		}
		if other == who {
			continue
		}
		want := before.Mul(before, big.NewRat(int64(supply), int64(supply-x)))
		if share(other).Cmp(want) != 0 {
			t.Fatalf("burn %d: share is %v, not %v", n, share(other), want)
		}
	}
	if err := m.House.Check(); err != nil {
		t.Fatal(err)
	}
	if l.Burned() == 0 || l.Supply()+l.Burned() != l.Genesis() {
		t.Fatalf("supply %v, burned %v, genesis %v", l.Supply(), l.Burned(), l.Genesis())
	}
}

func TestToken_endowsAtGenesisAndNamesAnOverflow(t *testing.T) {
	m, first := bank(t, 3, func(int) sim.Amount { return 0 })
	if err := m.State.Endow(first, 2, 5*sim.Token, []sim.Agent{first + 2}); err != nil {
		t.Fatal(err)
	}
	if l := m.World.Ledger; l.Balance(first) != 5*sim.Token || l.Balance(first+1) != 5*sim.Token || l.Balance(first+2) != 0 {
		t.Error("not everybody got what was given")
	}
	if x, unlimited := m.State.Allowance(first+1, first+2); x != sim.MaxAmount || !unlimited {
		t.Errorf("the spender may take %v", x)
	}
	if x, unlimited := m.State.Allowance(first+2, first); x != 0 || unlimited {
		t.Errorf("another may take %v", x)
	}
	err := m.State.Endow(first, 3, sim.MaxAmount/2, nil)
	if err == nil || err.Error() != "3 accounts with 4611686018.427387903 DPMN each: the supply may be 9223372036.854775807 DPMN at most" {
		t.Errorf("an overflow: %v", err)
	}
	if m.World.Journal.Calls() != 6 { // three mints of the bank, then mint, grant, and the mint that was refused
		t.Errorf("%d journal rows", m.World.Journal.Calls())
	}
}
