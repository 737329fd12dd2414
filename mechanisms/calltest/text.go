package calltest

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Text is a call in a world of Rules as a line: its second, who calls, the action of an instance and the arguments,
// "20 ann deal.open provider=bob amount=10DPMN".
func (s Step) Text() string {
	h := s.Bound.House
	crowd, _ := h.World.Population(crowdName)
	parts := []string{fmt.Sprint(int64(s.Call.Now)), NameOf(h, crowd, s.Call.Who), s.Bound.Name + "." + s.Action.Name()}
	values, err := mechanisms.Values(s.Action.Args(), s.Row)
	if err != nil {
		panic("calltest: " + err.Error())
	}
	for i, f := range s.Action.Args() {
		parts = append(parts, f.Name+"="+valueText(h, crowd, values[i]))
	}
	return strings.Join(parts, " ")
}

func valueText(h *mechanisms.House, crowd sim.Population, v any) string {
	switch x := v.(type) {
	case sim.Agent:
		return NameOf(h, crowd, x)
	case sim.Amount:
		if x != 0 && x%sim.Token == 0 {
			return fmt.Sprintf("%dDPMN", int64(x/sim.Token))
		}
		return fmt.Sprint(int64(x))
	case sim.Second:
		return fmt.Sprint(int64(x))
	case [32]byte:
		return "0x" + hex.EncodeToString(bytes.TrimRight(x[:], "\x00"))
	case []any:
		items := make([]string, len(x))
		for i := range x {
			items[i] = valueText(h, crowd, x[i])
		}
		if len(items) == 0 {
			return "none"
		}
		return strings.Join(items, "+")
	}
	return fmt.Sprint(v)
}
