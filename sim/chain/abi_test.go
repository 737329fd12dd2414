package chain

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// everyType has arguments of every type, fixed and dynamic ones mixed.
type everyType struct {
	Small   uint8
	Content sim.Blob
	Short   uint16
	Middle  uint32
	Many    struct {
		Count uint8
		Items [5]sim.Agent
	}
	Large uint64
	Yes   bool
	Who   sim.Agent
	Sums  struct {
		Count uint8
		Items [3]sim.Amount
	}
	Sum   sim.Amount
	When  sim.Second
	Hash  [32]byte
	Marks struct {
		Count uint8
		Items [4]uint8
	}
	Hashes struct {
		Count uint8
		Items [2][32]byte
	}
	Row  uint64 `row:"rows"`
	More sim.Blob
}

var everyAct = mechanisms.NewAct("every", "Takes every type.", "", func(*struct{}, mechanisms.Call, everyType) error { return nil })

// A row's arguments are what go-ethereum makes of the same values, and come back.
func TestCoder_everyTypeRoundTrips(t *testing.T) {
	fields := everyAct.Args()
	arguments := abiArguments(t, fields)
	w, err := sim.NewWorld(sim.Config{Populations: []sim.Group{{Name: "people", Size: 3}}})
	if err != nil {
		t.Fatal(err)
	}
	c := coder{NewAccounts(), sim.NewBlobs(w)}
	rapid.Check(t, func(rt *rapid.T) {
		values, theirs, back := make([]any, len(fields)), make([]any, len(fields)), make([]any, len(fields))
		for i, f := range fields {
			values[i], theirs[i], back[i] = c.draw(rt, f)
		}
		row, err := mechanisms.RowOf(fields, values)
		if err != nil {
			rt.Fatal(err)
		}
		have, err := c.encode(nil, tupleOf(fields), row)
		if err != nil {
			rt.Fatal(err)
		}
		want, err := arguments.Pack(theirs...)
		if err != nil {
			rt.Fatal(err)
		}
		if !bytes.Equal(have, want) {
			rt.Fatalf("encodes to %x, go-ethereum to %x", have, want)
		}
		unpacked, err := arguments.Unpack(have)
		if err != nil || fmt.Sprint(unpacked...) != fmt.Sprint(theirs...) {
			rt.Fatalf("go-ethereum reads %v, %v, want %v", unpacked, err, theirs)
		}
		if decoded, err := c.decode(tupleOf(fields), have); err != nil || !reflect.DeepEqual(decoded, back) {
			rt.Fatalf("decodes to %v, %v, want %v", decoded, err, back)
		}
	})
}

func abiArguments(t *testing.T, fields []mechanisms.Field) (arguments abi.Arguments) {
	for _, f := range fields {
		typ, err := abi.NewType(f.Solidity(), "", nil)
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, abi.Argument{Name: f.Name, Type: typ})
	}
	return arguments
}

// draw is a random value of a field: for a row, for go-ethereum, and as decode gives it.
func (c *coder) draw(t *rapid.T, f mechanisms.Field) (ours, theirs, back any) {
	if f.Type != mechanisms.List {
		ours, theirs, back = c.drawScalar(t, f.Type)
		if f.Row != "" { // uint256 there
			theirs = new(big.Int).SetUint64(ours.(uint64))
		}
		return ours, theirs, back
	}
	items := make([]any, rapid.IntRange(0, f.Max).Draw(t, f.Name))
	_, example, _ := c.drawScalar(t, f.Elem)
	list := reflect.MakeSlice(reflect.SliceOf(reflect.TypeOf(example)), len(items), len(items))
	for i := range items {
		var item any
		items[i], item, _ = c.drawScalar(t, f.Elem)
		list.Index(i).Set(reflect.ValueOf(item))
	}
	return items, list.Interface(), items
}

func (c *coder) drawScalar(t *rapid.T, typ mechanisms.Type) (ours, theirs, back any) {
	same := func(n uint64, theirs any) (any, any, any) { return n, theirs, n }
	switch typ {
	case mechanisms.Uint8:
		n := rapid.Uint8().Draw(t, "uint8")
		return same(uint64(n), n)
	case mechanisms.Uint16:
		n := rapid.Uint16().Draw(t, "uint16")
		return same(uint64(n), n)
	case mechanisms.Uint32:
		n := rapid.Uint32().Draw(t, "uint32")
		return same(uint64(n), n)
	case mechanisms.Uint64:
		n := rapid.Uint64().Draw(t, "uint64")
		return same(n, n)
	case mechanisms.Bool:
		b := rapid.Bool().Draw(t, "bool")
		return b, b, b
	case mechanisms.Address:
		who := sim.Agent(rapid.Uint32Range(0, 50).Draw(t, "agent"))
		return who, c.accounts.Address(who), who
	case mechanisms.Money:
		x := rapid.Int64Range(0, math.MaxInt64).Draw(t, "amount")
		return sim.Amount(x), big.NewInt(x), sim.Amount(x)
	case mechanisms.Seconds:
		s := rapid.Int64Range(0, math.MaxInt64).Draw(t, "second")
		return sim.Second(s), uint64(s), sim.Second(s)
	case mechanisms.Bytes32:
		h := [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "bytes32"))
		return h, h, h
	case mechanisms.Bytes:
		b := rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(t, "bytes")
		return c.blobs.Add(b), b, hexutil.Bytes(b)
	}
	panic(fmt.Sprintf("type %d", typ))
}

// What no contract can be told is an error that names the field, not another number.
func TestCoder_refusesWhatIsNoValue(t *testing.T) {
	c := coder{NewAccounts(), nil}
	fields := tupleOf(everyAct.Args())
	row := func(name string, at int, b ...byte) []byte {
		all := make([]byte, everyAct.RowSize())
		for _, f := range fields {
			if f.Name == name {
				copy(all[f.at+at:], b)
			}
		}
		return all
	}
	for _, x := range []struct {
		row  []byte
		want string
	}{
		{row("sum", 7, 0x80), "sum: -9223372036854775808 is negative"},
		{row("when", 7, 0x80), "when: -9223372036854775808 is negative"},
		{row("yes", 0, 2), "yes: 2 is not a bool"},
		{row("many", 0, 6), "many: 6 items, more than 5"},
		{row("content", 0, 1), "content: blob 1, but the world has no byte table"},
	} {
		if _, err := c.encode(nil, fields, x.row); err == nil || err.Error() != x.want {
			t.Errorf("have %v, want %s", err, x.want)
		}
	}
}

// decode shows what no row could hold, and never reads beyond the end.
func TestCoder_decodesWhatOnlyTheChainHas(t *testing.T) {
	c := coder{NewAccounts(), nil}
	stranger := common.Address{1, 2, 3}
	fields := tupleOf(mechanisms.NewAct("x", "x", "", func(*struct{}, mechanisms.Call, struct {
		Who sim.Agent
		Sum sim.Amount
	}) error {
		return nil
	}).Args())
	big63 := new(big.Int).Lsh(big.NewInt(1), 63)
	data := append(common.LeftPadBytes(stranger[:], word), common.LeftPadBytes(big63.Bytes(), word)...)
	values, err := c.decode(fields, data)
	if err != nil || !reflect.DeepEqual(values, []any{stranger, big63}) {
		t.Errorf("have %v, %v", values, err)
	}
	if _, err := c.decode(fields, data[:40]); err == nil || !strings.HasPrefix(err.Error(), "sum: ends after") {
		t.Errorf("cut short: %v", err)
	}
	every := tupleOf(everyAct.Args())
	rapid.Check(t, func(rt *rapid.T) { // whatever comes, no panic
		words := rapid.SliceOfN(rapid.Uint16Range(0, 700), 0, 40).Draw(rt, "words")
		var data []byte
		for _, n := range words {
			data = append(data, common.LeftPadBytes([]byte{byte(n >> 8), byte(n)}, word)...)
		}
		c.decode(every, data)
	})
}
