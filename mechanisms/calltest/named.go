package calltest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// ledgerOfRows is the live rows of all views of a house as they were last read.
type ledgerOfRows []*rowsOf

// rowsOf is those of one view.
type rowsOf struct {
	bound *mechanisms.Bound
	view  mechanisms.View
	ids   []uint64 // that have not ended
	rows  [][]byte // of each of ids
	next  uint64   // id that the next row gets
}

func newLedgerOfRows(h *mechanisms.House) (l ledgerOfRows) {
	for _, b := range h.Instances {
		for _, v := range b.Mechanism.Views {
			l = append(l, &rowsOf{bound: b, view: v, next: 1})
		}
	}
	l.update(func(sim.Agent) {})
	return l
}

// update reads the rows again. named hears every account that a row named which has changed or ended since; rows that are
// new name nobody.
func (l ledgerOfRows) update(named func(sim.Agent)) {
	for _, r := range l {
		rest := 0
		for i, id := range r.ids {
			row := r.view.Row(r.bound, id)
			if !bytes.Equal(row, r.rows[i]) {
				accounts(r.view.Fields(), r.rows[i], named)
			}
			if r.view.Status(r.bound, id) != mechanisms.Ended {
				r.ids[rest], r.rows[rest] = id, row
				rest++
			}
		}
		r.ids, r.rows = r.ids[:rest], r.rows[:rest]
		for next := r.view.Next(r.bound); r.next < next; r.next++ {
			if r.view.Status(r.bound, r.next) != mechanisms.Ended {
				r.ids, r.rows = append(r.ids, r.next), append(r.rows, r.view.Row(r.bound, r.next))
			}
		}
	}
}

// about calls named with every account in the rows that fields of an instance's call or event name.
func (l ledgerOfRows) about(b *mechanisms.Bound, fields []mechanisms.Field, row []byte, named func(sim.Agent)) {
	values, err := mechanisms.Values(fields, row)
	if err != nil {
		panic("calltest: " + err.Error())
	}
	for i, f := range fields {
		mechanism, view, _ := strings.Cut(f.Like, ".")
		for _, r := range l {
			own := f.Row != "" && r.bound == b && r.view.Name() == f.Row
			others := f.Like != "" && r.bound.Mechanism.Name == mechanism && r.view.Name() == view
			if !own && !others {
				continue
			}
			if at := slices.Index(r.ids, values[i].(uint64)); at >= 0 {
				accounts(r.view.Fields(), r.rows[at], named)
			}
		}
	}
}

// accounts calls named with the accounts in a row.
func accounts(fields []mechanisms.Field, row []byte, named func(sim.Agent)) {
	at := 0
	for _, f := range fields {
		switch {
		case f.Type == mechanisms.Address:
			named(sim.Agent(binary.LittleEndian.Uint32(row[at:])))
		case f.Type == mechanisms.List && f.Elem == mechanisms.Address:
			for i := range f.Max {
				named(sim.Agent(binary.LittleEndian.Uint32(row[at+int(f.ElemAt)+i*int(f.ElemLen):])))
			}
		}
		at += int(f.Size)
	}
}
