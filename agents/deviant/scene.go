package deviant

import (
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// outside is the place of what no Spec declares: what the parties of a deal do outside the chain.
const outside = "outside"

// Row names the rows of a view of an instance.
type Row struct {
	Bound *mechanisms.Bound
	View  string
}

// Body is what the agents of a role do and see outside the chain. Acts, senses and notices are about a row.
type Body struct {
	Acts    []Act
	Senses  []Sense
	Notices []Notice
}

// Act is something that an agent can do outside the chain: hand over good work.
type Act struct {
	Name, Doc string
	About     Row
	Do        func(who sim.Agent, id uint64)
}

// Sense is something that it can see there: whether what was delivered looks good. Looking may cost something; what it
// saw is not looked at again for the same notice.
type Sense struct {
	Name, Doc string
	About     Row
	See       func(who sim.Agent, id uint64) bool
}

// in is the body in another house with mechanisms of the same names: there it does and sees nothing, but has the words.
func (b Body) in(h *mechanisms.House) Body {
	there := func(r Row) Row { return Row{h.Find(r.Bound.Name), r.View} }
	b.Acts, b.Senses, b.Notices = slices.Clone(b.Acts), slices.Clone(b.Senses), slices.Clone(b.Notices)
	for i := range b.Acts {
		b.Acts[i].About, b.Acts[i].Do = there(b.Acts[i].About), nil
	}
	for i := range b.Senses {
		b.Senses[i].About, b.Senses[i].See = there(b.Senses[i].About), nil
	}
	for i := range b.Notices {
		b.Notices[i].About = there(b.Notices[i].About)
	}
	return b
}

// Notice is something that it hears of there; Machine.Tell says so.
type Notice struct {
	Name, Doc string
	About     Row
}

// scene is what there is in a house: the notices that an agent may get, and which rows belong together.
type scene struct {
	house     *mechanisms.House
	body      Body
	hearings  []*hearing
	relations []*relation
	params    map[*mechanisms.Bound][]mechanisms.Param // their defaults are the values
}

// hearing is a kind of notice.
type hearing struct {
	name, doc string
	index     int
	from      *mechanisms.Bound // nil outside the chain
	event     mechanisms.Event
	fields    []mechanisms.Field
	rows      []rowAt
	first     int // field of the agent that is named first; -1 for none

	verbs []Verb // and whens: what can be said about it, once somebody asked
	times []string
}

// rowAt is a row that a notice names.
type rowAt struct {
	Row
	view    mechanisms.View
	field   int   // of the notice; its id
	seconds []int // fields of the row that are times
}

// relation is a way from one row to another: the rows of a view that name a row of another mechanism.
type relation struct {
	Row
	view  mechanisms.View
	field int
	to    Row
	index map[uint64]uint64 // row of to -> newest row that names it
	seen  uint64            // rows below are in the index
}

func newScene(h *mechanisms.House, body Body) *scene {
	s := &scene{house: h, body: body, params: map[*mechanisms.Bound][]mechanisms.Param{}}
	for _, b := range h.Instances {
		s.params[b] = mechanisms.ParamsOf(b.Params)
		for _, v := range b.Mechanism.Views {
			for i, f := range v.Fields() {
				if to, ok := s.named(b, f); ok && f.Row == "" && f.Type == mechanisms.Uint64 {
					s.relations = append(s.relations, &relation{Row: Row{b, v.Name()}, view: v, field: i, to: to,
						index: map[uint64]uint64{}, seen: 1})
				}
			}
		}
	}
	for _, b := range h.Instances {
		for _, e := range b.Mechanism.Events {
			h := &hearing{name: b.Name + "." + e.Name(), doc: e.Doc(), from: b, event: e, fields: e.Fields(), first: -1}
			for i := len(h.fields) - 1; i >= 0; i-- {
				if h.fields[i].Notify {
					h.first = i
				}
			}
			if h.first >= 0 {
				s.hear(h)
			}
		}
	}
	for _, n := range body.Notices {
		id := mechanisms.Field{Name: "id", Type: mechanisms.Uint64, Row: n.About.View, Size: 8}
		s.hear(&hearing{name: outside + "." + n.Name, doc: n.Doc, fields: []mechanisms.Field{id}, first: -1,
			rows: []rowAt{s.at(n.About, 0)}})
	}
	return s
}

func (s *scene) hear(h *hearing) {
	if h.from != nil {
		for i, f := range h.fields {
			if to, ok := s.named(h.from, f); ok && f.Type == mechanisms.Uint64 {
				h.rows = append(h.rows, s.at(to, i))
			}
		}
	}
	h.index = len(s.hearings)
	s.hearings = append(s.hearings, h)
}

// at is the row that field of a notice names.
func (s *scene) at(r Row, field int) rowAt {
	at := rowAt{Row: r, view: viewOf(r), field: field}
	for i, f := range at.view.Fields() {
		if f.Type == mechanisms.Seconds {
			at.seconds = append(at.seconds, i)
		}
	}
	return at
}

func viewOf(r Row) mechanisms.View {
	for _, v := range r.Bound.Mechanism.Views {
		if v.Name() == r.View {
			return v
		}
	}
	panic("deviant: " + r.Bound.Name + " has no view " + r.View)
}

// named is the rows that a field of an instance's holds ids of.
func (s *scene) named(b *mechanisms.Bound, f mechanisms.Field) (Row, bool) {
	if f.Row != "" {
		return Row{b, f.Row}, true
	}
	mechanism, view, ok := strings.Cut(f.Like, ".")
	if !ok {
		return Row{}, false
	}
	if b.Mechanism.Name == mechanism {
		return Row{b, view}, true
	}
	for _, n := range b.Needs {
		if n != nil && n.Mechanism.Name == mechanism {
			return Row{n, view}, true
		}
	}
	return Row{}, false
}

// source is where an id comes from: a row that the notice names, or one that is related to such.
type source struct {
	field int       // of the notice
	by    *relation // nil: the field is the id
}

// find is where a notice gives an id of those rows.
func (s *scene) find(h *hearing, r Row) (source, bool) {
	for _, x := range h.rows {
		if x.Row == r {
			return source{x.field, nil}, true
		}
	}
	for _, x := range s.related(h) {
		if x.by.Row == r {
			return x, true
		}
	}
	return source{}, false
}

// related are the rows that name a row of the notice, and that it does not name itself.
func (s *scene) related(h *hearing) (all []source) {
	for _, r := range s.relations {
		direct := false
		at := -1
		for _, x := range h.rows {
			direct = direct || x.Row == r.Row
			if x.Row == r.to {
				at = x.field
			}
		}
		if at >= 0 && !direct {
			all = append(all, source{at, r})
		}
	}
	return all
}

// id is what a source gives for a notice; 0 when there is no such row.
func (x source) id(n *notice) uint64 {
	id := n.values[x.field].(uint64)
	if x.by == nil {
		return id
	}
	return x.by.of(id)
}

// of is the newest row that names id and has not ended; 0 for none.
func (r *relation) of(id uint64) uint64 {
	for next := r.view.Next(r.Bound); r.seen < next; r.seen++ {
		if to, ok := r.values(r.seen)[r.field].(uint64); ok && to != 0 {
			r.index[to] = r.seen
		}
	}
	if found := r.index[id]; found != 0 && r.view.Status(r.Bound, found) != mechanisms.Ended {
		return found
	}
	return 0
}

func (r *relation) values(id uint64) []any { return rowOf(r.Bound, r.view, id) }

// rowOf reads a row.
func rowOf(b *mechanisms.Bound, v mechanisms.View, id uint64) []any {
	values, err := mechanisms.Values(v.Fields(), v.Row(b, id))
	if err != nil {
		panic("deviant: " + err.Error())
	}
	return values
}
