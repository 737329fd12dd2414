package sim

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func world(t rapid.TB, c Config) *World {
	t.Helper()
	w, err := NewWorld(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// people is a world of n accounts beside Nobody, who are 1 to n.
func people(t rapid.TB, n uint32) *World {
	t.Helper()
	return world(t, Config{Seed: 1, Populations: []Group{{"people", n}}})
}

// Balances are those of a map, and a call that is refused changes nothing.
func TestLedger_agreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := people(t, 3)
		l, model := w.Ledger, [4]int64{}
		burned := int64(0)
		who := rapid.Map(rapid.Uint32Range(1, 3), func(i uint32) Agent { return Agent(i) })
		amount := rapid.OneOf(rapid.Int64Range(-10, 500), rapid.SampledFrom([]int64{1 << 62, int64(MaxAmount), -1 << 63}))
		t.Repeat(map[string]func(*rapid.T){
			"mint": func(t *rapid.T) {
				first, n, x := who.Draw(t, "first"), rapid.Uint32Range(0, 4).Draw(t, "n"), amount.Draw(t, "x")
				total := new(big.Int).Mul(big.NewInt(x), big.NewInt(int64(n)))
				fits := x >= 0 && uint32(first)+n <= 4 && total.Add(total, big.NewInt(int64(l.Genesis()))).IsInt64()
				if l.Mint(first, n, Amount(x)) != fits {
					t.Fatalf("mint of %d for %d accounts: want %v", x, n, fits)
				}
				for i := Agent(0); fits && i < Agent(n); i++ {
					model[first+i] += x
				}
			},
			"move": func(t *rapid.T) {
				from, to, x := who.Draw(t, "from"), who.Draw(t, "to"), amount.Draw(t, "x")
				fits := x >= 0 && x <= model[from]
				if l.Move(from, to, Amount(x)) != fits {
					t.Fatalf("move of %d: want %v", x, fits)
				}
				if fits {
					model[from] -= x
					model[to] += x
				}
			},
			"burn": func(t *rapid.T) {
				from, x := who.Draw(t, "from"), amount.Draw(t, "x")
				fits := x >= 0 && x <= model[from]
				if l.Burn(from, Amount(x)) != fits {
					t.Fatalf("burn of %d: want %v", x, fits)
				}
				if fits {
					model[from] -= x
					burned += x
				}
			},
			"": func(t *rapid.T) {
				for a := range model {
					if int64(l.Balance(Agent(a))) != model[a] {
						t.Fatalf("#%d holds %d, the model says %d", a, l.Balance(Agent(a)), model[a])
					}
				}
				if err := l.Check(); err != nil || int64(l.Burned()) != burned || l.Genesis() != l.Supply()+l.Burned() {
					t.Fatalf("check: %v; burned %d, want %d", err, l.Burned(), burned)
				}
			},
		})
	})
}

func TestLedger_checkSeesMoneyFromNowhere(t *testing.T) {
	for name, spoil := range map[string]func(*Ledger){
		"a balance too high": func(l *Ledger) { l.accounts.Rows[1].Balance++ },
		"a negative balance": func(l *Ledger) { l.accounts.Rows[1].Balance = -1; l.accounts.Rows[2].Balance += 101 },
		"a supply too low":   func(l *Ledger) { l.totals.Rows[0].supply-- },
		"a burn not counted": func(l *Ledger) { l.accounts.Rows[1].Balance--; l.totals.Rows[0].supply-- },
	} {
		w := people(t, 2)
		if !w.Ledger.Mint(1, 1, 100) || w.Ledger.Check() != nil {
			t.Fatal("a sound ledger does not pass")
		}
		spoil(w.Ledger)
		if w.Ledger.Check() == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func TestLedger_utilityIsNotMoney(t *testing.T) {
	w := people(t, 1)
	w.Ledger.Receive(1, 20*Token)
	w.Ledger.Spend(1, 4*Token)
	w.Ledger.Charge(1, Token)
	w.Ledger.Charge(1, 0)
	if a, want := *w.Ledger.Account(1), (Account{0, 20 * Token, 4 * Token, Token}); a != want || w.Ledger.Check() != nil {
		t.Errorf("account is %v, want %v", a, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("utility overflows in silence")
		}
	}()
	w.Ledger.Receive(1, MaxAmount)
}

// Capital costs locked x seconds x rate / year, rounded down where the locked amount changes, and never up.
func TestLedger_capitalCostIsExactInterest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Int64Range(1, 1_000_000_000).Draw(t, "rate")
		w := world(t, Config{Capital: rate, Populations: []Group{{"people", 1}}})
		locked, now := int64(0), Second(0)
		sum := new(big.Rat)
		changes := rapid.IntRange(1, 20).Draw(t, "changes")
		for range changes {
			step := rapid.Int64Range(0, int64(Year)).Draw(t, "step")
			seconds := new(big.Rat).SetFrac64(step, int64(Year))
			interest := new(big.Rat).Mul(new(big.Rat).SetFrac64(locked*1, 1), seconds)
			sum.Add(sum, interest.Mul(interest, new(big.Rat).SetFrac64(rate, 1_000_000_000)))
			now += Second(step)
			x := rapid.Int64Range(0, 1000*int64(Token)).Draw(t, "x")
			if locked >= x && rapid.Bool().Draw(t, "unlock") {
				w.Ledger.Unlock(1, Amount(x), now)
				locked -= x
			} else {
				w.Ledger.Lock(1, Amount(x), now)
				locked += x
			}
		}
		cost := new(big.Rat).SetInt64(int64(w.Ledger.Capital(1, now)))
		short := new(big.Rat).Sub(sum, cost)
		// A change rounds down twice: once at a base unit, once at 10^-12 a year of what is locked.
		most := new(big.Rat).SetInt64(int64(changes) * (1 + 20*1000*int64(Token)/1_000_000_000_000 + 1))
		if short.Sign() < 0 || short.Cmp(most) > 0 {
			t.Errorf("capital cost is %v, exact %v", cost.FloatString(3), sum.FloatString(3))
		}
	})
}

func TestLedger_keepsNoLocksWhereCapitalIsFree(t *testing.T) {
	w := people(t, 1)
	w.Ledger.Lock(1, 10*Token, 0)
	if w.Ledger.Capital(1, Year) != 0 {
		t.Error("capital costs something")
	}
	if w.Ledger.Unlock(1, 10*Token, Year); w.Ledger.locks != nil {
		t.Error("there is a column of locks")
	}
}
