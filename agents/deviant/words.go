package deviant

import (
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Words is what can be said about a notice.
type Words struct {
	Notice, Doc string
	Bits        []string // without "not"
	Acts        []Verb
	Whens       []string // the first is at once
}

// Verb is an action with what its arguments can be.
type Verb struct {
	Name, Doc string
	Args      []Choice
}

// Choice is an argument and its values.
type Choice struct {
	Name   string
	Values []string
}

// words lists what can be said about every notice, in the order of the house.
func (s *scene) words() (all []Words) {
	for _, h := range s.hearings {
		w := Words{Notice: h.name, Doc: h.doc, Bits: s.bits(h), Acts: s.acts(h), Whens: s.whens(h)}
		if len(w.Acts) > 0 {
			all = append(all, w)
		}
	}
	return all
}

// bits are what an agent can see: what the notice says, whether it is named first there, whether its money grew with the
// last row of its that ended, which related rows there are, and what its senses tell.
func (s *scene) bits(h *hearing) (bits []string) {
	for _, f := range h.fields {
		if f.Type == mechanisms.Bool {
			bits = append(bits, "."+f.Name)
		}
	}
	for _, x := range s.related(h) {
		bits = append(bits, x.by.name())
	}
	bits = append(bits, s.senses(h)...)
	parties := 0
	for _, f := range h.fields {
		if f.Notify {
			parties++
		}
	}
	if parties > 1 {
		bits = append(bits, "first")
	}
	return append(bits, "won")
}

func (s *scene) senses(h *hearing) (names []string) {
	for _, x := range s.body.Senses {
		if _, ok := s.find(h, x.About); ok {
			names = append(names, outside+"."+x.Name)
		}
	}
	return names
}

func (r *relation) name() string { return r.Bound.Name + "." + r.View }

// acts are the actions about rows of the notice: all that agents can send and whose ids it gives.
func (s *scene) acts(h *hearing) []Verb {
	if h.verbs == nil {
		h.verbs = s.verbs(h)
	}
	return h.verbs
}

func (s *scene) verbs(h *hearing) (verbs []Verb) {
	for _, a := range s.body.Acts {
		if _, ok := s.find(h, a.About); ok {
			verbs = append(verbs, Verb{Name: outside + "." + a.Name, Doc: a.Doc})
		}
	}
	for _, b := range s.house.Instances {
		for _, a := range b.Mechanism.Actions {
			if verb, ok := s.verb(h, b, a); ok {
				verbs = append(verbs, verb)
			}
		}
	}
	return verbs
}

// verb is an action as it can be sent about a notice; false when it is about no row of it.
func (s *scene) verb(h *hearing, b *mechanisms.Bound, a mechanisms.Action) (v Verb, ok bool) {
	if a.Genesis() {
		return v, false
	}
	v = Verb{Name: b.Name + "." + a.Name(), Doc: a.Doc()}
	about := false
	for _, f := range a.Args() {
		if row, is := s.named(b, f); is && f.Type == mechanisms.Uint64 {
			if _, found := s.find(h, row); !found {
				return v, false
			}
			about = true
			continue
		}
		v.Args = append(v.Args, Choice{f.Name, s.values(h, b, f)})
	}
	return v, about
}

// values are the words for an argument of a type.
func (s *scene) values(h *hearing, b *mechanisms.Bound, f mechanisms.Field) []string {
	switch f.Type {
	case mechanisms.Bool:
		return s.truths(h)
	case mechanisms.Bytes32:
		if !f.Sealed {
			return []string{"0"}
		}
		var seals []string
		for _, t := range s.truths(h) {
			seals = append(seals, "seal("+t+")")
		}
		return seals
	case mechanisms.Bytes:
		return []string{"0"}
	case mechanisms.List:
		return []string{"none"}
	case mechanisms.Address:
		return append([]string{"me", "nobody"}, noticed(h, mechanisms.Address)...)
	case mechanisms.Seconds:
		return append([]string{"now"}, noticed(h, mechanisms.Seconds)...)
	case mechanisms.Money:
		return append(append([]string{"0"}, s.amounts(h, b, mechanisms.KindAmount)...), noticed(h, mechanisms.Money)...)
	}
	numbers := append([]string{"0", "1"}, s.amounts(h, b, mechanisms.KindCount)...)
	for t := mechanisms.Uint8; t <= mechanisms.Uint64; t++ {
		numbers = append(numbers, noticed(h, t)...)
	}
	return numbers
}

// truths are the words for yes or no.
func (s *scene) truths(h *hearing) []string {
	words := []string{"true", "false"}
	both := func(bit string) { words = append(words, bit, "not "+bit) }
	for _, bit := range s.bits(h) {
		both(bit)
	}
	for _, x := range s.related(h) {
		for _, f := range x.by.view.Fields() {
			if f.Type == mechanisms.Bool {
				both(x.by.name() + "." + f.Name)
			}
		}
	}
	return words
}

// noticed are the fields of the notice of a type that name no row.
func noticed(h *hearing, t mechanisms.Type) (words []string) {
	for _, f := range h.fields {
		if f.Type == t && f.Row == "" && f.Like == "" {
			words = append(words, "."+f.Name)
		}
	}
	return words
}

// amounts are the parameters of a kind of those that the action and the notice belong to.
func (s *scene) amounts(h *hearing, b *mechanisms.Bound, k mechanisms.Kind) (words []string) {
	add := func(b *mechanisms.Bound) {
		for _, p := range s.params[b] {
			if p.Kind == k {
				words = append(words, b.Name+"."+p.Key)
			}
		}
	}
	add(b)
	if h.from != nil && h.from != b {
		add(h.from)
	}
	return words
}

// whens are the words for the time: at once, a second later, and around every deadline that a row of the notice has,
// by itself and with each time among the parameters added.
func (s *scene) whens(h *hearing) []string {
	if h.times == nil {
		h.times = s.times(h)
	}
	return h.times
}

func (s *scene) times(h *hearing) []string {
	words := []string{"", "in 1s"}
	for _, r := range h.rows {
		for _, i := range r.seconds {
			base := r.View + "." + r.view.Fields()[i].Name
			ends := []string{base}
			for _, p := range s.params[r.Bound] {
				if p.Kind == mechanisms.KindSeconds && p.Default != "0s" {
					ends = append(ends, base+"+"+p.Key)
				}
			}
			for _, end := range ends {
				for _, at := range moments {
					words = append(words, at+" "+end)
				}
			}
		}
	}
	return words
}

// moments around a deadline: half of the time to it, a second before it, at it, a second after it.
var moments = []string{"half", "before", "at", "after"}

// Say is the table in sentences, a line for each rule, with what the Specs say of notices and actions.
func Say(t Table, words []Words) []string {
	if len(t) == 0 {
		return []string{"It does nothing."}
	}
	var lines []string
	for _, r := range t {
		line := fmt.Sprintf("On %s (%s)", r.On, about(words, r.On, ""))
		if not, is := strings.CutPrefix(r.If, "not "); is {
			line += fmt.Sprintf(", unless %s,", not)
		} else if r.If != "" {
			line += fmt.Sprintf(", if %s,", r.If)
		}
		line += fmt.Sprintf(" it does %s", r.Do)
		if len(r.With) > 0 {
			line += " with " + strings.ReplaceAll(strings.Join(r.With, ", "), "=", " = ")
		}
		line += map[bool]string{true: " at once", false: " " + saidWhen(r.When)}[r.When == ""]
		lines = append(lines, line+" ("+about(words, r.On, r.Do)+").")
	}
	return lines
}

func saidWhen(when string) string {
	word, rest, _ := strings.Cut(when, " ")
	switch word {
	case "half":
		return "halfway to " + rest
	case "before", "after":
		return "a second " + word + " " + rest
	}
	return when
}

// about is what the Spec says of a notice, or of an action sent about it.
func about(words []Words, notice, act string) string {
	for _, w := range words {
		if w.Notice != notice {
			continue
		}
		if act == "" {
			return strings.TrimSuffix(w.Doc, ".")
		}
		for _, v := range w.Acts {
			if v.Name == act {
				return strings.TrimSuffix(v.Doc, ".")
			}
		}
	}
	return "unknown"
}
