package mechanisms

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/sim"
)

type list[T any] struct {
	Count uint8
	Items T
}

// every has every type of the closed set, in an order that makes Go pad it, and a list of each that may be listed.
type every struct {
	A  uint8
	B  uint64
	C  bool
	D  sim.Amount
	E  uint16
	F  sim.Agent
	G  uint8
	H  [32]byte
	I  sim.Second
	J  uint32
	K  sim.Blob
	L1 list[[3]uint8]
	L2 list[[3]uint16]
	L3 list[[2]uint32]
	L4 list[[4]uint64]
	L5 list[[2]bool]
	L6 list[[5]sim.Agent]
	L7 list[[2]sim.Amount]
	L8 list[[1]sim.Second]
	L9 list[[2][32]byte]
}

func drawEvery(t *rapid.T) (e every) {
	e.A, e.B, e.C = rapid.Uint8().Draw(t, "A"), rapid.Uint64().Draw(t, "B"), rapid.Bool().Draw(t, "C")
	e.D = sim.Amount(rapid.Int64Range(0, math.MaxInt64).Draw(t, "D"))
	e.E, e.F = rapid.Uint16().Draw(t, "E"), sim.Agent(rapid.Uint32().Draw(t, "F"))
	e.G, e.J = rapid.Uint8().Draw(t, "G"), rapid.Uint32().Draw(t, "J")
	e.I = sim.Second(rapid.Int64Range(0, math.MaxInt64).Draw(t, "I"))
	e.K = sim.Blob(rapid.Uint64().Draw(t, "K"))
	copy(e.H[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "H"))
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		l := v.Field(i)
		if l.Kind() != reflect.Struct {
			continue
		}
		items := l.Field(1)
		n := rapid.IntRange(0, items.Len()).Draw(t, "count")
		l.Field(0).SetUint(uint64(n))
		for k := range items.Len() { // also behind the last item: rows do not show it
			switch x := items.Index(k); x.Kind() {
			case reflect.Bool:
				x.SetBool(rapid.Bool().Draw(t, "item"))
			case reflect.Array:
				x.Index(31).SetUint(uint64(rapid.Byte().Draw(t, "item")))
			case reflect.Int64:
				x.SetInt(rapid.Int64Range(0, math.MaxInt64).Draw(t, "item"))
			default:
				x.SetUint(rapid.Uint64().Draw(t, "item") >> (64 - x.Type().Bits()))
			}
		}
	}
	return e
}

// shown is what of e counts: lists without what lies behind their last item.
func shown(e every) every {
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		if l := v.Field(i); l.Kind() == reflect.Struct {
			for k := int(l.Field(0).Uint()); k < l.Field(1).Len(); k++ {
				l.Field(1).Index(k).SetZero()
			}
		}
	}
	return e
}

// struct -> row -> struct, and row -> values -> row, for every type of argument.
func TestLayout_everyTypeComesBackFromItsRow(t *testing.T) {
	l := layoutOf(reflect.TypeFor[every]())
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvery(t)
		row := bytes.Repeat([]byte{0xee}, l.size) // a row's memory may hold anything before
		l.put(row, unsafe.Pointer(&e))
		var back every
		l.get(unsafe.Pointer(&back), row)
		if back != shown(e) {
			t.Fatalf("%+v came back as %+v", shown(e), back)
		}
		values, err := Values(l.fields, row)
		if err != nil {
			t.Fatal(err)
		}
		again, err := RowOf(l.fields, values)
		if err != nil || !bytes.Equal(again, row) {
			t.Fatalf("%v: row %x came back as %x", err, row, again)
		}
		for i, want := range []any{uint64(e.A), e.B, e.C, e.D, uint64(e.E), e.F, uint64(e.G), e.H, e.I, uint64(e.J), e.K} {
			if values[i] != want {
				t.Errorf("%s is %v (%T), want %v (%T)", l.fields[i].Name, values[i], values[i], want, want)
			}
		}
	})
}

// Arguments that are equal are equal bytes: the hash of a journal must not depend on padding or on unused items.
func TestLayout_equalArgumentsAreEqualBytes(t *testing.T) {
	l := layoutOf(reflect.TypeFor[every]())
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvery(t)
		clean := shown(e)
		a, b := make([]byte, l.size), bytes.Repeat([]byte{1}, l.size)
		l.put(a, unsafe.Pointer(&e))
		l.put(b, unsafe.Pointer(&clean))
		if !bytes.Equal(a, b) {
			t.Fatalf("rows differ:\n%x\n%x", a, b)
		}
	})
}

func TestLayout_rowsHaveNoPadding(t *testing.T) {
	l := layoutOf(reflect.TypeFor[struct {
		A uint8
		B uint64
		C uint16
		D [32]byte
	}]())
	if l.size != 1+8+2+32 {
		t.Errorf("the row takes %d bytes", l.size)
	}
}

func TestFields_haveTheirSolidityTypesAndTags(t *testing.T) {
	var got []string
	for _, f := range layoutOf(reflect.TypeFor[every]()).fields {
		got = append(got, f.Name+" "+f.Solidity())
	}
	want := "a uint8, b uint64, c bool, d uint256, e uint16, f address, g uint8, h bytes32, i uint64, j uint32, k bytes, " +
		"l1 uint8[], l2 uint16[], l3 uint32[], l4 uint64[], l5 bool[], l6 address[], l7 uint256[], l8 uint64[], l9 bytes32[]"
	if strings.Join(got, ", ") != want {
		t.Errorf("%s\nwant\n%s", strings.Join(got, ", "), want)
	}
	f := fieldsOf(reflect.TypeFor[struct {
		DealID uint64    `row:"deals" doc:"the deal" indexed:""`
		To     sim.Agent `notify:""`
	}]())
	if f[0].Name != "dealID" || f[0].Row != "deals" || f[0].Doc != "the deal" || !f[0].Indexed || f[0].Notify || !f[1].Notify {
		t.Errorf("%+v", f)
	}
}

func TestFields_refuseWhatIsNotOfTheClosedSet(t *testing.T) {
	for _, mistake := range []reflect.Type{
		reflect.TypeFor[int](), reflect.TypeFor[struct{ A int }](), reflect.TypeFor[struct{ A string }](),
		reflect.TypeFor[struct{ A *uint8 }](), reflect.TypeFor[struct{ A float64 }](), reflect.TypeFor[struct{ A [3]uint8 }](),
		reflect.TypeFor[struct{ A list[[2]sim.Blob] }](), reflect.TypeFor[struct{ A list[[256]uint8] }](),
		reflect.TypeFor[struct{ A list[[200][32]byte] }](), // too long for a row
		reflect.TypeFor[struct {
			A struct {
				N     uint8
				Items [2]uint8
			}
		}](),
	} {
		func() {
			defer func() {
				if p, ok := recover().(string); !ok || !strings.HasPrefix(p, "mechanisms: ") {
					t.Errorf("%v: recovered %v", mistake, p)
				}
			}()
			layoutOf(mistake)
		}()
	}
}

func TestValues_refuseDamagedRows(t *testing.T) {
	fields := fieldsOf(reflect.TypeFor[struct {
		A bool
		B sim.Amount
		C list[[2]bool]
	}]())
	good, err := RowOf(fields, []any{true, sim.Amount(5), []any{true}})
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(row []byte) []byte{
		"a: 2 is not a bool":         func(r []byte) []byte { r[0] = 2; return r },
		"b: -1 is not an amount":     func(r []byte) []byte { copy(r[1:], bytes.Repeat([]byte{0xff}, 8)); return r },
		"c: 3 items, more than 2":    func(r []byte) []byte { r[9] = 3; return r },
		"c: 7 is not a bool":         func(r []byte) []byte { r[10] = 7; return r },
		"row ends before c":          func(r []byte) []byte { return r[:9] },
		"row ends before b":          func(r []byte) []byte { return r[:8] },
		"row ends before a":          func(r []byte) []byte { return nil },
		"a: 255 is not a bool":       func(r []byte) []byte { r[0] = 255; return r },
		"c: 255 items, more than 2":  func(r []byte) []byte { r[9] = 255; return r },
		"b: -9223372036854775808 is": func(r []byte) []byte { copy(r[1:9], make([]byte, 8)); r[8] = 0x80; return r },
	} {
		if _, err := Values(fields, change(bytes.Clone(good))); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestRowOf_refusesValuesOfAnotherType(t *testing.T) {
	fields := fieldsOf(reflect.TypeFor[struct {
		A uint8
		B sim.Agent
		C list[[2]uint16]
	}]())
	for want, values := range map[string][]any{
		"2 values for 3 fields":               {uint64(1), sim.Agent(1)},
		"a: 256 does not fit uint8":           {uint64(256), sim.Agent(1), []any{}},
		"a: 1 (int) is not a uint8":           {1, sim.Agent(1), []any{}},
		"b: 1 (uint64) is not a address":      {uint64(1), uint64(1), []any{}},
		"c: 1 is not a list of at most 2":     {uint64(1), sim.Agent(1), uint64(1)},
		"c: [1 2 3] is not a list of at most": {uint64(1), sim.Agent(1), []any{1, 2, 3}},
		"c: 65536 does not fit uint16":        {uint64(1), sim.Agent(1), []any{uint64(65536)}},
	} {
		if _, err := RowOf(fields, values); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestText_isReadable(t *testing.T) {
	fields := fieldsOf(reflect.TypeFor[struct {
		ID       uint64
		Provider sim.Agent
		Price    sim.Amount
		Who      list[[3]sim.Agent]
		Hash     [32]byte
	}]())
	values := []any{uint64(7), sim.Agent(12), 3 * sim.Token, []any{sim.Agent(1), sim.Agent(2)}, [32]byte{0xab}}
	want := "id=7, provider=#12, price=3 DPMN, who=[#1 #2], hash=0xab" + strings.Repeat("00", 31)
	if got := Text(fields, values); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestLowerCamel_isSoliditysStyle(t *testing.T) {
	for name, want := range map[string]string{
		"DepositPayer": "depositPayer", "ID": "id", "Ref": "ref", "DealID": "dealID", "A": "a", "NFTOwner": "nftOwner",
	} {
		if got := lowerCamel(name); got != want {
			t.Errorf("%s -> %s, want %s", name, got, want)
		}
	}
}
