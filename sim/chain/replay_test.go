package chain_test

import (
	"fmt"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
)

// Random and hostile calls on every mechanism that has a twin, under every variant of its parameters, are the same on
// both sides; so are those under single checkpoints and under none.
func TestReplay_isIdenticalUnderHostileCalls(t *testing.T) {
	for _, m := range mechanisms.All() {
		if m.Artefact == nil {
			continue
		}
		for i, params := range m.Variants() {
			t.Run(fmt.Sprintf("%s/%d", m.Name, i), func(t *testing.T) {
				v := hostile(t, m, params, uint64(i), 3000).identical(t)
				if v.Calls != 3000 || v.Refused == 0 || v.Refused == v.Calls {
					t.Errorf("%d calls, %d refused", v.Calls, v.Refused)
				}
			})
		}
	}
}

// What agents do is the same on both sides.
func TestReplay_isIdenticalUnderAgents(t *testing.T) {
	v := market(t, 60, 60, trust.Defaults).identical(t)
	if v.Refused == 0 {
		t.Error("no call was refused: the agents are too rich to test refusals")
	}
	t.Logf("%d calls, %d refused, %.2f MiB per 100k calls", v.Calls, v.Refused, v.MiBPer100k)
}
