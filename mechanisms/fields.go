package mechanisms

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unsafe"

	"github.com/dopamine-network/dopasim/sim"
)

// Type is one of the closed set of types that arguments, event fields and views are made of.
type Type uint8

// The types, with the Solidity type each stands for.
const (
	Uint8   Type = iota + 1 // uint8
	Uint16                  // uint16
	Uint32                  // uint32
	Uint64                  // uint64
	Bool                    // bool
	Address                 // sim.Agent: address
	Money                   // sim.Amount: uint256
	Seconds                 // sim.Second: uint64
	Bytes32                 // [32]byte: bytes32
	Bytes                   // sim.Blob: bytes
	List                    // struct{Count uint8; Items [k]T}: T[]
)

// Solidity names the type on the chain; a List is Solidity(Elem)+"[]".
func (t Type) Solidity() string {
	return [...]string{"", "uint8", "uint16", "uint32", "uint64", "bool", "address", "uint256", "uint64", "bytes32", "bytes", "[]"}[t]
}

// Field is one argument of an action, field of an event or field of a view.
type Field struct {
	Name    string // as in Solidity and YAML: lowerCamel
	Doc     string
	Type    Type
	Elem    Type    // of a List
	Max     int     // capacity of a List
	Offset  uintptr // in the Go struct
	Size    uintptr // in the Go struct; of a List, of all of it
	ElemAt  uintptr // of a List: offset of Items
	ElemLen uintptr // of a List: size of one item
	Notify  bool    // tag `notify`: the agent gets the event as a notice
	Indexed bool    // tag `indexed`: a topic of the log
	Row     string  // tag `row:"deals"`: the id of a row of that view
	Sealed  bool    // tag `sealed`: a commitment, which the chain has as Bound.OnChain says
	Like    string  // tag `like:"vote.seats"`: an id of that view of a mechanism, or one to come, that is a uint64 on the chain; tests draw such
}

// Solidity is the field's type on the chain. Ids of rows are uint256 there, as ids of tokens are in ERC-721.
func (f Field) Solidity() string {
	t, list := f.Type, ""
	if t == List {
		t, list = f.Elem, "[]"
	}
	if f.Row != "" {
		return "uint256" + list
	}
	return t.Solidity() + list
}

var scalar = map[reflect.Type]Type{
	reflect.TypeFor[uint8]():      Uint8,
	reflect.TypeFor[uint16]():     Uint16,
	reflect.TypeFor[uint32]():     Uint32,
	reflect.TypeFor[uint64]():     Uint64,
	reflect.TypeFor[bool]():       Bool,
	reflect.TypeFor[sim.Agent]():  Address,
	reflect.TypeFor[sim.Amount](): Money,
	reflect.TypeFor[sim.Second](): Seconds,
	reflect.TypeFor[[32]byte]():   Bytes32,
	reflect.TypeFor[sim.Blob]():   Bytes,
}

// fieldsOf describes the struct t; it panics when a field is not of the closed set, since that is a mistake in a Spec.
func fieldsOf(t reflect.Type) []Field {
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("mechanisms: %s is not a struct", t))
	}
	fields := make([]Field, t.NumField())
	for i := range fields {
		s := t.Field(i)
		f := Field{
			Name: lowerCamel(s.Name), Doc: s.Tag.Get("doc"), Offset: s.Offset, Size: s.Type.Size(),
			Row: s.Tag.Get("row"), Like: s.Tag.Get("like"),
		}
		_, f.Notify = s.Tag.Lookup("notify")
		_, f.Indexed = s.Tag.Lookup("indexed")
		_, f.Sealed = s.Tag.Lookup("sealed")
		f.Type = scalar[s.Type]
		if f.Type == 0 {
			f.list(s.Type)
		}
		if f.Type == 0 || f.Sealed && f.Type != Bytes32 {
			panic(fmt.Sprintf("mechanisms: field %s.%s has type %s, which is not one of the closed set", t, s.Name, s.Type))
		}
		fields[i] = f
	}
	return fields
}

func (f *Field) list(t reflect.Type) {
	if t.Kind() != reflect.Struct || t.NumField() != 2 {
		return
	}
	count, items := t.Field(0), t.Field(1)
	if count.Name != "Count" || count.Type.Kind() != reflect.Uint8 || items.Name != "Items" || items.Type.Kind() != reflect.Array {
		return
	}
	if elem := scalar[items.Type.Elem()]; elem != 0 && elem != Bytes && items.Type.Len() < 256 {
		f.Type, f.Elem, f.Max = List, elem, items.Type.Len()
		f.ElemAt, f.ElemLen = items.Offset, items.Type.Elem().Size()
	}
}

// lowerCamel turns a Go field name into a Solidity one: DepositPayer -> depositPayer, ID -> id.
func lowerCamel(name string) string {
	runes := []rune(name)
	for i := range runes {
		if i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(runes[i])
	}
	return string(runes)
}

// layout copies the fields of a struct into a row without padding and back. Runs of neighbouring fields are one copy.
type layout struct {
	fields []Field
	spans  []span
	lists  []listAt
	size   int
}

// listAt is where a List lies in a row.
type listAt struct {
	at    int
	field Field
}

type span struct{ at, n uintptr }

func layoutOf(t reflect.Type) layout {
	l := layout{fields: fieldsOf(t)}
	for _, f := range l.fields {
		if f.Type == List {
			l.lists = append(l.lists, listAt{l.size, f})
		}
		l.size += int(f.Size)
		if n := len(l.spans); n > 0 && l.spans[n-1].at+l.spans[n-1].n == f.Offset {
			l.spans[n-1].n += f.Size
		} else {
			l.spans = append(l.spans, span{f.Offset, f.Size})
		}
	}
	if l.size > sim.MaxArgs {
		panic(fmt.Sprintf("mechanisms: %s takes %d bytes, more than %d", t, l.size, sim.MaxArgs))
	}
	return l
}

// put copies the struct at p into row. What a List holds between Count and Items (padding) and behind its last item
// is cleared, so that equal arguments are equal bytes.
func (l *layout) put(row []byte, p unsafe.Pointer) {
	rest := row
	for _, s := range l.spans {
		copy(rest[:s.n], unsafe.Slice((*byte)(unsafe.Add(p, s.at)), s.n))
		rest = rest[s.n:]
	}
	for _, list := range l.lists {
		f, b := &list.field, row[list.at:]
		clear(b[1:f.ElemAt])
		if used := f.ElemAt + uintptr(b[0])*f.ElemLen; used < f.Size {
			clear(b[used:f.Size])
		}
	}
}

// get fills the struct at p from row.
func (l *layout) get(p unsafe.Pointer, row []byte) {
	for _, s := range l.spans {
		copy(unsafe.Slice((*byte)(unsafe.Add(p, s.at)), s.n), row[:s.n])
		row = row[s.n:]
	}
}

// Values reads a row of these fields into Go values: uint64 for unsigned numbers, bool, sim.Agent, sim.Amount,
// sim.Second, [32]byte, sim.Blob, and a slice of those for a List.
func Values(fields []Field, row []byte) ([]any, error) {
	values := make([]any, len(fields))
	for i, f := range fields {
		if len(row) < int(f.Size) {
			return nil, fmt.Errorf("row ends before %s", f.Name)
		}
		v, err := f.value(row[:f.Size])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		values[i], row = v, row[f.Size:]
	}
	return values, nil
}

func (f Field) value(b []byte) (any, error) {
	if f.Type != List {
		return scalarValue(f.Type, b)
	}
	n := int(b[0])
	if n > f.Max {
		return nil, fmt.Errorf("%d items, more than %d", n, f.Max)
	}
	items := make([]any, n)
	for i := range items {
		at := f.ElemAt + uintptr(i)*f.ElemLen
		v, err := scalarValue(f.Elem, b[at:at+f.ElemLen])
		if err != nil {
			return nil, err
		}
		items[i] = v
	}
	return items, nil
}

func scalarValue(t Type, b []byte) (any, error) {
	var n uint64
	for i := len(b) - 1; i >= 0 && len(b) <= 8; i-- {
		n = n<<8 | uint64(b[i])
	}
	switch t {
	case Bool:
		if n > 1 {
			return nil, fmt.Errorf("%d is not a bool", n)
		}
		return n == 1, nil
	case Address:
		return sim.Agent(n), nil
	case Money:
		if int64(n) < 0 {
			return nil, fmt.Errorf("%d is not an amount", int64(n))
		}
		return sim.Amount(n), nil
	case Seconds:
		return sim.Second(n), nil
	case Bytes32:
		return [32]byte(b), nil
	case Bytes:
		return sim.Blob(n), nil
	}
	return n, nil
}

// Text writes values the way inspect and error messages show them: "id=7, provider=#12".
func Text(fields []Field, values []any) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = f.Name + "=" + textOf(values[i])
	}
	return strings.Join(parts, ", ")
}

func textOf(v any) string {
	switch v := v.(type) {
	case sim.Agent:
		return fmt.Sprintf("#%d", v)
	case [32]byte:
		return fmt.Sprintf("0x%x", v)
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = textOf(v[i])
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	return fmt.Sprint(v)
}
