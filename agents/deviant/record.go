package deviant

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Recorder watches what the agents of a population do, whatever their strategy, and puts it into a table: the start of a
// search that knows no strategy by name.
type Recorder struct {
	*scene
	world  *sim.World
	people sim.Population
	told   [][]*noted // by agent
	calls  []*called
}

// noted is a notice and the number of calls that were made before it.
type noted struct {
	*notice
	before uint64
}

// called is an action of one of the agents, after a number of calls.
type called struct {
	who   sim.Agent
	at    sim.Second
	after uint64
	name  string
	about []Row // beside ids
	ids   []uint64
	args  []any
}

// Record begins to watch a population (by its index, too) of a world whose strategies are bound. like is a machine of
// another world of the same mechanisms: it says what can be done outside the chain.
func Record(h *mechanisms.House, markets *agents.Markets, people sim.Population, index int, like *Machine) *Recorder {
	body := like.body.in(h)
	r := &Recorder{scene: newScene(h, body), world: h.World, people: people, told: make([][]*noted, people.Size)}
	for _, x := range r.hearings {
		if x.from == nil {
			continue
		}
		mechanisms.Hear(x.from, x.event, index, func(who sim.Agent, row []byte) {
			values := decoded(x, row)
			n := &notice{hearing: x, who: who, at: h.World.Now(), values: values, deadlines: deadlinesOf(x, values)}
			of := &r.told[who-people.First]
			*of = append(*of, &noted{n, h.World.Journal.Calls()})
		})
	}
	markets.Watch = func(m *agents.Market, deal *agents.Deal) {
		for _, a := range body.Acts {
			if people.Contains(deal.Provider) && a.About.Bound.Name == m.Contract.Name && a.Name == deal.Goods.String() {
				r.calls = append(r.calls, &called{who: deal.Provider, at: h.World.Second(), after: h.World.Journal.Calls(),
					name: outside + "." + a.Name, about: []Row{{m.Contract, a.About.View}}, ids: []uint64{deal.ID}})
			}
		}
	}
	return r
}

// Heard lists the notices that came, in the order of the house.
func (r *Recorder) Heard() (names []string) {
	came := make([]bool, len(r.hearings))
	for _, told := range r.told {
		for _, n := range told {
			came[n.index] = true
		}
	}
	for i, h := range r.hearings {
		if came[i] {
			names = append(names, h.name)
		}
	}
	return names
}

// Read adds the calls of a journal of the world.
func (r *Recorder) Read(journal io.Reader) error {
	in := sim.NewJournalReader(journal, r.house.RowSize)
	for n := uint64(0); ; n++ {
		row, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if b, a, ok := r.house.Resolve(row.Action); ok && row.Outcome == 0 && r.people.Contains(row.Who) {
			values, err := mechanisms.Values(a.Args(), row.Args)
			if err != nil {
				return fmt.Errorf("%s.%s: %w", b.Name, a.Name(), err)
			}
			r.calls = append(r.calls, r.call(b, a, row, n, values))
		}
	}
	slices.SortStableFunc(r.calls, func(a, b *called) int { return int(int64(a.after) - int64(b.after)) })
	return nil
}

func (r *Recorder) call(b *mechanisms.Bound, a mechanisms.Action, row sim.Row, n uint64, values []any) *called {
	c := &called{who: row.Who, at: row.Now, after: n, name: b.Name + "." + a.Name()}
	for i, f := range a.Args() {
		if to, is := r.named(b, f); is && f.Type == mechanisms.Uint64 {
			c.about, c.ids = append(c.about, to), append(c.ids, values[i].(uint64))
			continue
		}
		c.args = append(c.args, values[i])
	}
	return c
}

// habit is what was done about a kind of notice with one action.
type habit struct {
	hearing *hearing
	verb    Verb
	count   int
	whens   tally
	args    []tally
}

// tally counts words, in the order in which they came.
type tally struct {
	words  []string
	counts []int
}

func (t *tally) add(word string) {
	i := slices.Index(t.words, word)
	if i < 0 {
		i = len(t.words)
		t.words, t.counts = append(t.words, word), append(t.counts, 0)
	}
	t.counts[i]++
}

// most is the word that fits most often, the first of several; "" for none.
func (t *tally) most() (word string, count int) {
	for i, n := range t.counts {
		if n > count {
			word, count = t.words[i], n
		}
	}
	return word, count
}

// seldom is the share of the calls, one in so many, below which a habit is none.
const seldom = 20

// Table is what the agents did, as far as rules can say it. An argument that was yes and no by turns becomes what the
// agent senses, if it senses anything: what it saw is in no journal.
func (r *Recorder) Table() Table {
	var habits []*habit
	for _, c := range r.calls {
		n := r.cause(c)
		if n == nil {
			continue
		}
		i := slices.IndexFunc(habits, func(h *habit) bool { return h.hearing == n.hearing && h.verb.Name == c.name })
		if i < 0 {
			i = len(habits)
			habits = append(habits, r.habit(n.hearing, c.name))
		}
		r.count(habits[i], n.notice, c)
	}
	var t Table
	for _, h := range habits {
		if h.count*seldom < len(r.calls) {
			continue
		}
		rule := Rule{On: h.hearing.name, Do: h.verb.Name}
		rule.When, _ = h.whens.most()
		for i, arg := range h.verb.Args {
			word, n := h.args[i].most()
			if senses := r.senses(h.hearing); n < h.count && len(senses) > 0 && slices.Contains(arg.Values, senses[0]) {
				word = senses[0]
			}
			if word == "" {
				word = arg.Values[0]
			}
			rule.With = append(rule.With, arg.Name+"="+word)
		}
		t = append(t, rule)
	}
	return t
}

// cause is the last notice before a call that names the rows that the call is about; nil when there was none.
func (r *Recorder) cause(c *called) *noted {
	told := r.told[c.who-r.people.First]
	for i := len(told) - 1; i >= 0; i-- {
		n := told[i]
		if n.before > c.after || !slices.ContainsFunc(r.acts(n.hearing), func(v Verb) bool { return v.Name == c.name }) {
			continue
		}
		fits := true
		for k, row := range c.about {
			if from, ok := r.find(n.hearing, row); !ok || from.by == nil && from.id(n.notice) != c.ids[k] {
				fits = false
			}
		}
		if fits {
			return n
		}
	}
	return nil
}

func (r *Recorder) habit(h *hearing, name string) *habit {
	verbs := r.acts(h)
	v := verbs[slices.IndexFunc(verbs, func(v Verb) bool { return v.Name == name })]
	return &habit{hearing: h, verb: v, args: make([]tally, len(v.Args))}
}

// count adds a call to a habit: every word that would have said the same.
func (r *Recorder) count(h *habit, n *notice, c *called) {
	h.count++
	for _, word := range r.whens(n.hearing) {
		if when, ok := r.when(n.hearing, word); ok && max(when(n), n.at).Second() == c.at {
			h.whens.add(word)
		}
	}
	h.whens.add("in " + (c.at - n.at.Second()).String())
	owner, action, _ := strings.Cut(h.verb.Name, ".")
	if owner == outside {
		return
	}
	b := r.house.Find(owner)
	fields := b.Mechanism.Action(action).Args()
	for i, arg := range h.verb.Args {
		f := fields[fieldOf(fields, arg.Name)]
		for _, word := range arg.Values {
			if plain(word) && r.value(n.hearing, b, f, word)(n, 0) == c.args[i] {
				h.args[i].add(word)
			}
		}
	}
}

// plain says whether a word means the same whenever it is asked.
func plain(word string) bool {
	return word == "true" || word == "false" || word == "me" || word == "nobody" || word[0] == '.' || word[0] >= '0' && word[0] <= '9'
}
