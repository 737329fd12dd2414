package scenarios

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Record is a step in a form for other programs: accounts by name, amounts in base units, times in seconds.
type Record struct {
	Number  uint64         `json:"number"` // of its row in the journal
	Second  int64          `json:"second"`
	Who     string         `json:"who"`
	Action  string         `json:"action"` // "escrow.open"
	Args    map[string]any `json:"args"`
	Refused string         `json:"refused,omitempty"` // why
	Events  []EventRecord  `json:"events,omitempty"`
}

// EventRecord is an event of a Record.
type EventRecord struct {
	Event  string         `json:"event"` // "escrow.Opened"
	Fields map[string]any `json:"fields"`
}

// Record is the step with accounts called by name.
func (s Step) Record(name func(sim.Agent) string) Record {
	r := Record{Number: s.Number, Second: int64(s.Call.Now), Who: name(s.Call.Who),
		Action: s.Instance.Name + "." + s.Action.Name(), Args: record(s.Action.Args(), s.Args, name)}
	if s.Refusal != nil {
		r.Refused = s.Refusal.Error()
	}
	for _, e := range s.Events {
		r.Events = append(r.Events, EventRecord{e.Instance.Name + "." + e.Event.Name(), record(e.Event.Fields(), e.Values, name)})
	}
	return r
}

func record(fields []mechanisms.Field, values []any, name func(sim.Agent) string) map[string]any {
	r := make(map[string]any, len(fields))
	for i, f := range fields {
		r[f.Name] = values[i]
		if who, ok := values[i].(sim.Agent); ok {
			r[f.Name] = name(who)
		}
	}
	return r
}
