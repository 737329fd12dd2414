package scenarios

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Simulate runs one trial of the set-up again and sends its journal to out. The result holds the journal hash, to be
// held against the recorded one.
func (s *Setup) Simulate(ctx context.Context, t experiment.Trial, out io.Writer) (experiment.Result, error) {
	w, err := s.Begin(ctx, t.Seed, out)
	if err != nil {
		return experiment.Result{}, err
	}
	return w.Run(ctx, t)
}

// Step is one call of a trial with what came of it.
type Step struct {
	Number   uint64
	Call     mechanisms.Call
	Instance *mechanisms.Bound
	Action   mechanisms.Action
	Args     []any
	Refusal  error
	Events   []Emitted
}

// Emitted is an event of a step.
type Emitted struct {
	Instance *mechanisms.Bound
	Event    mechanisms.Event
	Values   []any
}

// Play executes a journal in a world without agents and shows every step to see, in order; see may stop it with an
// error. It returns the hash of the journal read.
func (s *Setup) Play(seed uint64, journal io.Reader, see func(*World, Step) error) (hash [32]byte, err error) {
	w, err := s.Stage(seed)
	if err != nil {
		return hash, err
	}
	var step Step
	w.House.Record(func(l mechanisms.Logged) {
		values, err := mechanisms.Values(l.Event.Fields(), l.Row)
		if err != nil {
			panic("scenarios: " + err.Error())
		}
		step.Events = append(step.Events, Emitted{l.From, l.Event, values})
	})
	rows := sim.NewJournalReader(journal, w.House.RowSize)
	for {
		row, err := rows.Next()
		if err == io.EOF {
			return rows.Sum(), nil
		}
		if err != nil {
			return hash, err
		}
		step = Step{Number: row.Number, Call: mechanisms.Call{Now: row.Now, Who: row.Who}}
		if err := w.step(&step, row); err != nil {
			return hash, fmt.Errorf("journal row %d: %w", row.Number, err)
		}
		if err := see(w, step); err != nil {
			return hash, err
		}
	}
}

// step executes one row and fills in what it was.
func (w *World) step(step *Step, row sim.Row) (err error) {
	if row.Action == sim.BlobCode {
		return errors.New("blobs are not part of this scenario")
	}
	w.At(row.Now)
	step.Instance, step.Action, _ = w.House.Resolve(row.Action)
	if step.Args, err = mechanisms.Values(step.Action.Args(), row.Args); err != nil {
		return err
	}
	step.Refusal = step.Action.DoRow(step.Instance, step.Call, row.Args)
	recorded := step.Instance.Mechanism.Refusal(row.Outcome)
	if fmt.Sprint(step.Refusal) != fmt.Sprint(recorded) {
		return fmt.Errorf("%s.%s came out as %v, recorded is %v", step.Instance.Name, step.Action.Name(), step.Refusal, recorded)
	}
	return nil
}

// Concerns says whether the step names row id of a view of an instance, in its arguments or events.
func (s Step) Concerns(id uint64) bool {
	if names(s.Action.Args(), s.Args, id) {
		return true
	}
	for _, e := range s.Events {
		if names(e.Event.Fields(), e.Values, id) {
			return true
		}
	}
	return false
}

func names(fields []mechanisms.Field, values []any, id uint64) bool {
	for i, f := range fields {
		if f.Row != "" && values[i] == any(id) {
			return true
		}
	}
	return false
}

// Involves says whether an agent sent the step or is named in one of its events.
func (s Step) Involves(who sim.Agent) bool {
	if s.Call.Who == who {
		return true
	}
	for _, e := range s.Events {
		for _, v := range e.Values {
			if v == any(who) {
				return true
			}
		}
	}
	return false
}

// Text is the step as a few lines; name turns accounts into names.
func (s Step) Text(name func(sim.Agent) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %s  %s.%s(%s)", s.Call.Now, name(s.Call.Who), s.Instance.Name, s.Action.Name(),
		list(s.Action.Args(), s.Args, name))
	if s.Refusal != nil {
		fmt.Fprintf(&b, "  REFUSED: %v", s.Refusal)
	}
	for _, e := range s.Events {
		fmt.Fprintf(&b, "\n%-12s   %s.%s(%s)", "", e.Instance.Name, e.Event.Name(), list(e.Event.Fields(), e.Values, name))
	}
	return b.String()
}

func list(fields []mechanisms.Field, values []any, name func(sim.Agent) string) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		text := mechanisms.Text(fields[i:i+1], values[i:i+1])
		if who, ok := values[i].(sim.Agent); ok {
			text = f.Name + "=" + name(who)
		}
		parts[i] = text
	}
	return strings.Join(parts, ", ")
}

// Name is how reports call an account: "consumers[12]", "escrow".
func (w *World) Name(who sim.Agent) string {
	if int(who) >= w.Accounts() {
		return fmt.Sprintf("#%d", who)
	}
	p := w.Populations()[w.PopulationOf(who)]
	if p.Size == 1 {
		return p.Name
	}
	return fmt.Sprintf("%s[%d]", p.Name, who-p.First)
}

// Agent is the account behind a name as Name writes it, or "#12".
func (w *World) Agent(name string) (sim.Agent, error) {
	for _, p := range w.Populations() {
		if name == p.Name {
			return p.First, nil
		}
		var i uint32
		if n, _ := fmt.Sscanf(strings.TrimPrefix(name, p.Name), "[%d]", &i); n == 1 && strings.HasPrefix(name, p.Name+"[") && i < p.Size {
			return p.First + sim.Agent(i), nil
		}
	}
	var n uint32
	if _, err := fmt.Sscanf(name, "#%d", &n); err == nil && int(n) < w.Accounts() {
		return sim.Agent(n), nil
	}
	return 0, fmt.Errorf("there is no agent %q (want e.g. consumers[12] or #12, below %d)", name, w.Accounts())
}
