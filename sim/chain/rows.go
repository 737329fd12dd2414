package chain

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// view is where the rows of a mechanism lie in the contract's storage: a mapping from id to a struct of the same
// fields. Replay compares whole slots, which is far cheaper than asking the getter and misses nothing that
// lies between the fields; it asks the getter too, for one row a checkpoint.
type view struct {
	mechanisms.View
	selector [4]byte // of the getter
	fields   tuple
	places   []place     // by field
	slots    uint64      // of one row
	mapping  common.Hash // slot of the mapping
	next     common.Hash // slot of the next id
	derived  bool        // there is none: the rows belong to those of the view before this one
}

// place is where a field lies in a row's slots: bytes [at, at+size) of slot, counted from the most significant.
type place struct {
	slot     uint64
	at, size int
}

// newView finds the getter, the struct and the mapping of a view. The next id is the variable next; of a contract with
// more than one view, next followed by the view's name (nextBallots), or none where the rows belong to those of the view
// before it, as many to each and in their order (the seats of ballots).
func newView(v mechanisms.View, a *Artefact) (view, error) {
	made := view{View: v, fields: tupleOf(v.Fields())}
	getter, ok := a.ABI.Methods[v.Name()]
	if !ok || !getter.IsConstant() || signatureOf(getter.Inputs) != "(uint256)" || len(getter.Outputs) != 1 ||
		getter.Outputs[0].Type.T != abi.TupleTy {
		return made, fmt.Errorf("the contract has no view function %s(uint256) that returns a struct", v.Name())
	}
	made.selector = [4]byte(getter.ID)
	row := getter.Outputs[0].Type
	if want, have := fieldsText(made.fields), structText(row); have != want {
		return made, fmt.Errorf("has (%s), the contract's has (%s)", want, have)
	}
	name := structName(row, a)
	if err := made.place(a.Storage.Structs[name]); err != nil {
		return made, err
	}
	var rows, next []Field
	for _, f := range a.Storage.Variables {
		switch {
		case f.Type == "mapping(uint256 => "+name+")":
			rows = append(rows, f)
		case f.Type == "uint256" && (f.Label == "next" || f.Label == "next"+strings.ToUpper(v.Name()[:1])+v.Name()[1:]):
			next = append(next, f)
		}
	}
	if len(next) == 0 && len(a.Storage.Structs) > 1 {
		made.derived = true
		next = append(next, Field{})
	}
	if len(rows) != 1 || len(next) != 1 {
		return made, fmt.Errorf("wants one variable mapping(uint256 => %s) and one uint256 next, the contract has %d and %d",
			name, len(rows), len(next))
	}
	made.mapping, made.next = slotNumber(rows[0].Slot), slotNumber(next[0].Slot)
	return made, nil
}

// structText is the fields of a struct in the form of fieldsText.
func structText(t abi.Type) string {
	parts := make([]string, len(t.TupleElems))
	for i, elem := range t.TupleElems {
		parts[i] = fieldText(elem.String(), false, t.TupleRawNames[i])
	}
	return strings.Join(parts, ", ")
}

// structName is the name in the storage layout, "struct Trust.Deal", of what the ABI calls TrustDeal.
func structName(t abi.Type, a *Artefact) string {
	for _, name := range sortedKeys(a.Storage.Structs) {
		if strings.ReplaceAll(strings.TrimPrefix(name, "struct "), ".", "") == t.TupleRawName {
			return name
		}
	}
	return "struct " + t.TupleRawName
}

func (v *view) place(layout []Field) error {
	for _, f := range v.fields {
		var found *Field
		for i := range layout {
			if layout[i].Label == f.Name {
				found = &layout[i]
			}
		}
		size := storageBytes(f.Type)
		if found == nil || found.Type != f.Solidity() || size == 0 {
			return fmt.Errorf("%s lies in no slot of the contract as a %s", f.Name, f.Solidity())
		}
		v.places = append(v.places, place{found.Slot, word - int(found.Offset) - size, size})
		v.slots = max(v.slots, found.Slot+1)
	}
	return nil
}

// storageBytes is what a value takes in a slot; 0 for lists and bytes, which lie elsewhere.
func storageBytes(t mechanisms.Type) int {
	return map[mechanisms.Type]int{
		mechanisms.Uint8: 1, mechanisms.Uint16: 2, mechanisms.Uint32: 4, mechanisms.Uint64: 8, mechanisms.Bool: 1,
		mechanisms.Address: 20, mechanisms.Money: 32, mechanisms.Seconds: 8, mechanisms.Bytes32: 32,
	}[t]
}

// key is the first slot of row id.
func (v *view) key(id uint64) common.Hash { return MappingSlot(slotNumber(id), v.mapping) }

// slotsOf are the slots that a native row must be stored as, appended to out.
func (v *view) slotsOf(c *coder, out []common.Hash, row []byte) ([]common.Hash, error) {
	first := len(out)
	for range v.slots {
		out = append(out, common.Hash{})
	}
	for i := range v.fields {
		f, p := &v.fields[i], v.places[i]
		var w [word]byte
		if err := c.write(w[:], f, f.bytes(row)); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		slot := &out[first+int(p.slot)]
		copy(slot[p.at:p.at+p.size], w[word-p.size:])
	}
	return out, nil
}

// link is a field of a view's rows that names a row of another view, of the same or another instance.
type link struct {
	at   int // of the field, in a native row
	to   *instance
	view int
}

// links finds the fields with the tag like, by view. What they name in a mechanism that the instance does not need is
// no link.
func (r *replay) links(in *instance) [][]link {
	links := make([][]link, len(in.views))
	for v := range in.views {
		for _, f := range in.views[v].fields {
			of, name, _ := strings.Cut(f.Like, ".")
			for _, b := range append([]*mechanisms.Bound{in.Bound}, in.Needs...) {
				if b == nil || b.Mechanism.Name != of {
					continue
				}
				to := r.instances[r.number[b]]
				for n := range to.views {
					if to.views[n].Name() == name && f.Type == mechanisms.Uint64 {
						links[v] = append(links[v], link{f.at, to, n})
						in.linked = true
					}
				}
			}
		}
	}
	return links
}

// follow touches the rows that row id of view v and its parts name: a call on one may change the others, of which no
// event need tell (the place of a seat, the ballot of a deal).
func (in *instance) follow(v int, id uint64) {
	if links := in.links[v]; len(links) > 0 {
		row := in.views[v].Row(in.Bound, id)
		for _, l := range links {
			l.to.touched[l.view] = append(l.to.touched[l.view], littleEndian(row[l.at:l.at+8]))
		}
	}
	if v+1 < len(in.views) && in.views[v+1].derived {
		in.eachPart(v+1, id, func(part uint64) { in.follow(v+1, part) })
	}
}

// eachPart calls f with the rows of the derived view v that belong to row id of the view before it.
func (in *instance) eachPart(v int, id uint64, f func(uint64)) {
	next := in.views[v-1].Next(in.Bound)
	if id == 0 || id >= next {
		return
	}
	each := (in.views[v].Next(in.Bound) - 1) / (next - 1)
	for n := range each {
		f((id-1)*each + 1 + n)
	}
}

// ask is the calldata of the getter.
func (v *view) ask(id uint64) []byte {
	data := make([]byte, 4+word)
	copy(data, v.selector[:])
	binary.BigEndian.PutUint64(data[4+word-8:], id)
	return data
}
