package calltest

import (
	"math"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// value is an argument of type t for a call by who.
func (g *Gen) value(b *mechanisms.Bound, f mechanisms.Field, t mechanisms.Type, who sim.Agent, hostile bool) any {
	switch t {
	case mechanisms.Bool:
		return g.below(2) == 0
	case mechanisms.Address:
		return g.agent(b, who, hostile)
	case mechanisms.Money:
		return g.amount(b, who, hostile)
	case mechanisms.Seconds:
		return g.second(b, hostile)
	case mechanisms.Bytes32:
		var x [32]byte
		for i := range x {
			x[i] = byte(g.below(256))
		}
		return one(g, x, [32]byte{byte(g.below(3))}) // what Samples commit to
	case mechanisms.Bytes:
		return one(g, append([]sim.Blob{0}, g.Blobs...)...)
	case mechanisms.List:
		return g.list(b, f, who, hostile)
	case mechanisms.Uint8:
		return g.number(math.MaxUint8, hostile)
	case mechanisms.Uint16:
		return g.number(math.MaxUint16, hostile)
	case mechanisms.Uint32:
		return g.number(math.MaxUint32, hostile)
	}
	switch {
	case f.Row != "":
		return g.id(b, f.Row)
	case f.Like != "" && (!hostile || g.below(2) == 0):
		return g.like(f.Like)
	}
	return g.number(math.MaxUint64, hostile)
}

// list is a list; of accounts, a plausible one names different people and no party.
func (g *Gen) list(b *mechanisms.Bound, f mechanisms.Field, who sim.Agent, hostile bool) []any {
	items := make([]any, g.length(b, f))
	seen := map[any]bool{}
	for _, party := range g.parties {
		seen[party] = true
	}
	for i := range items {
		items[i] = g.value(b, f, f.Elem, who, hostile)
		for try := 0; !hostile && seen[items[i]] && try < 8 && f.Elem == mechanisms.Address; try++ {
			items[i] = g.value(b, f, f.Elem, who, hostile)
		}
		seen[items[i]] = true
	}
	return items
}

// length is a list's: often one that a parameter says, else mostly short.
func (g *Gen) length(b *mechanisms.Bound, f mechanisms.Field) int {
	said := append(paramsOf[uint8](b.Params), 0)
	switch {
	case g.below(8) == 0:
		return g.below(f.Max + 1)
	case len(said) > 1 && g.below(4) > 0:
		return min(int(one(g, said...)), f.Max)
	}
	return g.below(min(f.Max+1, 4))
}

// like is an id of a view of any instance of a mechanism: one of the newest that live, or the next, or 0.
func (g *Gen) like(name string) uint64 {
	mechanism, view, _ := strings.Cut(name, ".")
	for _, p := range g.pools {
		if p.bound.Mechanism.Name != mechanism || p.view.Name() != view {
			continue
		}
		next := p.view.Next(p.bound)
		if g.below(2) == 0 {
			return one(g, 0, next-1, next, next)
		}
		for range 8 {
			if id := next - 1 - uint64(g.below(int(min(next, 12)))); p.view.Status(p.bound, id) != mechanisms.Ended {
				return id
			}
		}
		return next - 1
	}
	return 0
}

// recent is a place in a list of n, half the time one of the last few.
func (g *Gen) recent(n int) int {
	if g.below(2) == 0 {
		return n - 1 - g.below(min(n, 8))
	}
	return g.below(n)
}

func one[T any](g *Gen, choices ...T) T { return choices[g.below(len(choices))] }

func (g *Gen) agent(b *mechanisms.Bound, who sim.Agent, hostile bool) sim.Agent {
	if !hostile && g.below(20) > 0 {
		return g.person()
	}
	any := sim.Agent(g.below(g.house.World.Accounts()))
	return one(g, sim.Nobody, who, b.Account, any)
}

func (g *Gen) amount(b *mechanisms.Bound, who sim.Agent, hostile bool) sim.Amount {
	held := g.house.World.Ledger.Balance(who)
	switch {
	case !hostile: // a little, so that they stay rich
		return sim.Amount(g.luck.Uniform(0, int64(held/200)))
	case g.below(200) == 0: // everything
		return max(0, held-sim.Amount(g.below(2)))
	}
	amounts := append(paramsOf[sim.Amount](b.Params), 0, 1, held+1, sim.MaxAmount, sim.MaxAmount-1,
		sim.Amount(g.luck.Uniform(0, int64(sim.MaxAmount))))
	return one(g, append(amounts, g.allowances(b, who)...)...)
}

// allowances are amounts about what the sender may take of the last account among the arguments, where that is a small
// part of what that account holds.
func (g *Gen) allowances(b *mechanisms.Bound, who sim.Agent) []sim.Amount {
	money, ok := b.State().(interface {
		Allowance(owner, spender sim.Agent) (x sim.Amount, unlimited bool)
	})
	if !ok || len(g.parties) < 3 {
		return nil
	}
	owner := g.parties[1]
	x, unlimited := money.Allowance(owner, who)
	if unlimited || x == 0 || x > g.house.World.Ledger.Balance(owner)/20 {
		return nil
	}
	return []sim.Amount{x, x - 1, x + 1}
}

func (g *Gen) second(b *mechanisms.Bound, hostile bool) sim.Second {
	seconds := []sim.Second{g.now + 1, g.now + sim.Day, g.now + 3*sim.Day}
	for _, period := range periodsOf(b.Params) {
		seconds = append(seconds, g.now+period, g.now+2*period+1)
	}
	if hostile {
		seconds = append(periodsOf(b.Params), 0, g.now-1, g.now, sim.MaxSecond, math.MaxInt64)
	}
	return max(0, one(g, seconds...))
}

func (g *Gen) number(most uint64, hostile bool) uint64 {
	if hostile {
		return one(g, 0, 1, most, most-1, g.luck.Uint64()&most)
	}
	return one(g, g.luck.Uint64n(4), g.luck.Uint64n(4), g.luck.Uint64n(4), g.luck.Uint64()&most)
}

// id is an id of a row that need not live: ended, never issued, absurd.
func (g *Gen) id(b *mechanisms.Bound, view string) uint64 {
	next := uint64(1)
	for _, v := range b.Mechanism.Views {
		if v.Name() == view {
			next = v.Next(b)
		}
	}
	ended := g.luck.Uint64n(next)
	return one(g, 0, ended, ended, next, next+1, 1<<32+next-1, 1<<63, math.MaxUint64)
}
