package parity

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// issues are the next ids of every view before each move: which rows a move opened. Without it the rows that come after
// have other ids, and the calls about them have to name these.
type issues struct {
	views []issued
}

// issued is a view of an instance.
type issued struct {
	instance, mechanism, view string
	next                      []uint64 // by move
}

func (x *issues) note(h *mechanisms.House) {
	at := 0
	for _, b := range h.Instances {
		for _, v := range b.Mechanism.Views {
			if at == len(x.views) {
				x.views = append(x.views, issued{instance: b.Name, mechanism: b.Mechanism.Name, view: v.Name()})
			}
			x.views[at].next = append(x.views[at].next, v.Next(b))
			at++
		}
	}
}

// renumbered are the moves without those in [from, to), about the rows that they were about.
func (x *issues) renumbered(moves []Move, from, to int) []Move {
	rest := slices.Concat(moves[:from], moves[to:])
	for i := from; i < len(rest); i++ {
		rest[i].Args = x.args(rest[i], from, to)
	}
	return rest
}

// args are a move's with the ids that rows have when the moves in [from, to) open none.
func (x *issues) args(m Move, from, to int) []byte {
	args, at := m.Args, 0
	for _, f := range m.Action.Args() {
		if v := x.named(m, f); v != nil && f.Type == mechanisms.Uint64 && to < len(v.next) {
			id, first, end := binary.LittleEndian.Uint64(args[at:]), v.next[from], v.next[to]
			if id >= end && id < v.next[len(v.next)-1]+16 && end > first { // not one that is absurd
				args = slices.Clone(args)
				binary.LittleEndian.PutUint64(args[at:], id-(end-first))
			}
		}
		at += int(f.Size)
	}
	return args
}

// named is the view whose rows a field names, nil if none.
func (x *issues) named(m Move, f mechanisms.Field) *issued {
	of, view, _ := strings.Cut(f.Like, ".")
	for i := range x.views {
		v := &x.views[i]
		if f.Row == v.view && m.Bound.Name == v.instance || f.Like != "" && of == v.mechanism && view == v.view {
			return v
		}
	}
	return nil
}
