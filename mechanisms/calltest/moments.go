package calltest

import (
	"reflect"
	"slices"

	"github.com/dopamine-network/dopasim/sim"
)

// moment is a second that is worth a call about a row.
type moment struct {
	at sim.Second
	target
}

// moments are the seconds around the deadlines of a row that are still to come, the next first.
func (g *Gen) moments(t target) []sim.Second {
	var moments []sim.Second
	periods := append(periodsOf(t.bound.Params), 0)
	for _, v := range t.values {
		from, ok := v.(sim.Second)
		if !ok {
			continue
		}
		for _, period := range periods {
			for d := sim.Second(-1); d <= 1; d++ {
				if at := from + period + d; at >= g.now && at <= g.now+sim.Year {
					moments = append(moments, at)
				}
			}
		}
	}
	slices.Sort(moments)
	return slices.Compact(moments)
}

// periodsOf are the times among parameters, which are a pointer as from Defaults.
func periodsOf(params any) []sim.Second { return paramsOf[sim.Second](params) }

func paramsOf[T any](params any) (found []T) {
	v := reflect.ValueOf(params).Elem()
	for i := range v.NumField() {
		if x, ok := v.Field(i).Interface().(T); ok {
			found = append(found, x)
		}
	}
	return found
}
