package calltest

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Value is an argument of type t.
func (g *Gen) Value(b *mechanisms.Bound, f mechanisms.Field, t mechanisms.Type, who sim.Agent, hostile bool) any {
	return g.value(b, f, t, who, hostile)
}
