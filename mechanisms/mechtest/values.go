package mechtest

import (
	"math"

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
		return one(g, x, [32]byte{})
	case mechanisms.Bytes:
		return one(g, append([]sim.Blob{0}, g.Blobs...)...)
	case mechanisms.List:
		items := make([]any, g.below(f.Max+1))
		for i := range items {
			items[i] = g.value(b, f, f.Elem, who, hostile)
		}
		return items
	case mechanisms.Uint8:
		return g.number(math.MaxUint8, hostile)
	case mechanisms.Uint16:
		return g.number(math.MaxUint16, hostile)
	case mechanisms.Uint32:
		return g.number(math.MaxUint32, hostile)
	}
	if f.Row != "" {
		return g.id(b, f.Row)
	}
	return g.number(math.MaxUint64, hostile)
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
		return held
	}
	amounts := append(paramsOf[sim.Amount](b.Params), 0, 1, held+1, sim.MaxAmount, sim.MaxAmount-1,
		sim.Amount(g.luck.Uniform(0, int64(sim.MaxAmount))))
	return one(g, amounts...)
}

func (g *Gen) second(b *mechanisms.Bound, hostile bool) sim.Second {
	seconds := []sim.Second{g.now, g.now + 1}
	for _, period := range periodsOf(b.Params) {
		seconds = append(seconds, period, g.now+period)
	}
	if hostile {
		seconds = append(seconds, 0, g.now-1, sim.MaxSecond, math.MaxInt64)
	}
	return max(0, one(g, seconds...))
}

func (g *Gen) number(most uint64, hostile bool) uint64 {
	if hostile {
		return one(g, 0, 1, most, most-1, g.luck.Uint64()&most)
	}
	return one(g, g.luck.Uint64n(4), g.luck.Uint64()&most)
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
