package chain

import (
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// word is the unit of the ABI: every value takes a multiple of 32 bytes.
const word = 32

// argument is a field of an action, an event or a view, and where it lies in a journal row.
type argument struct {
	mechanisms.Field
	at      int
	onChain func([32]byte) [32]byte // of a commitment: what the chain has in its place (seal)
}

// tuple are arguments that the ABI lays out together.
type tuple []argument

func tupleOf(fields []mechanisms.Field) tuple {
	t := make(tuple, len(fields))
	at := 0
	for i, f := range fields {
		t[i] = argument{Field: f, at: at}
		at += int(f.Size)
	}
	return t
}

// seal makes the commitments among the fields those of an instance.
func (t tuple) seal(b *mechanisms.Bound) {
	for i := range t {
		if t[i].Sealed {
			t[i].onChain = b.OnChain
		}
	}
}

// bytes are the field's in a row.
func (a *argument) bytes(row []byte) []byte { return row[a.at : a.at+int(a.Size)] }

// coder translates between journal rows and the ABI. It is written by hand because go-ethereum's encoder works by
// reflection, which would cost more than a call's native half; a test holds it to go-ethereum's.
type coder struct {
	accounts *Accounts
	blobs    *sim.Blobs // nil: there are none
}

// encode appends the ABI encoding of a row's fields to out: a head of one word each, then the contents of lists and
// bytes. The error names a field whose value no contract can receive (a negative amount).
func (c *coder) encode(out []byte, t tuple, row []byte) ([]byte, error) {
	start := len(out)
	out = extend(out, len(t))
	for i := range t {
		f, head := &t[i], start+i*word
		b := f.bytes(row)
		var err error
		switch f.Type {
		case mechanisms.List, mechanisms.Bytes:
			binary.BigEndian.PutUint64(out[head+word-8:], uint64(len(out)-start))
			if f.Type == mechanisms.Bytes {
				out, err = c.appendBytes(out, b)
			} else {
				out, err = c.appendList(out, f, b)
			}
		default:
			err = c.write(out[head:head+word], f, b)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return out, nil
}

// extend appends n words of zeros.
func extend(out []byte, n int) []byte {
	var zero [8 * word]byte
	for ; n > 8; n -= 8 {
		out = append(out, zero[:]...)
	}
	return append(out, zero[:n*word]...)
}

// write writes a field of one word into zeros.
func (c *coder) write(w []byte, f *argument, b []byte) error {
	if f.onChain == nil {
		return c.put(w, f.Type, b)
	}
	seal := f.onChain([32]byte(b))
	copy(w, seal[:])
	return nil
}

// put writes a value into a word of zeros.
func (c *coder) put(w []byte, t mechanisms.Type, b []byte) error {
	n := littleEndian(b)
	switch t {
	case mechanisms.Address:
		at := c.accounts.Address(sim.Agent(n))
		copy(w[word-len(at):], at[:])
		return nil
	case mechanisms.Bytes32:
		copy(w, b)
		return nil
	case mechanisms.Money, mechanisms.Seconds:
		if int64(n) < 0 {
			return fmt.Errorf("%d is negative", int64(n))
		}
	case mechanisms.Bool:
		if n > 1 {
			return fmt.Errorf("%d is not a bool", n)
		}
	}
	binary.BigEndian.PutUint64(w[word-8:], n)
	return nil
}

// littleEndian is the number in up to 8 bytes; of longer ones, of the first 8.
func littleEndian(b []byte) (n uint64) {
	if len(b) >= 8 {
		return binary.LittleEndian.Uint64(b)
	}
	for i := len(b) - 1; i >= 0; i-- {
		n = n<<8 | uint64(b[i])
	}
	return n
}

func (c *coder) appendList(out []byte, f *argument, b []byte) ([]byte, error) {
	n := int(b[0])
	if n > f.Max {
		return nil, fmt.Errorf("%d items, more than %d", n, f.Max)
	}
	at := len(out)
	out = extend(out, 1+n)
	out[at+word-1] = byte(n)
	for i := range n {
		at += word
		item := b[f.ElemAt+uintptr(i)*f.ElemLen:]
		if err := c.put(out[at:at+word], f.Elem, item[:f.ElemLen]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (c *coder) appendBytes(out []byte, b []byte) ([]byte, error) {
	var content []byte
	if n := sim.Blob(littleEndian(b)); n != 0 {
		if c.blobs == nil {
			return nil, fmt.Errorf("blob %d, but the world has no byte table", n)
		}
		if content = c.blobs.Bytes(n); content == nil {
			return nil, fmt.Errorf("blob %d was never added", n)
		}
	}
	at := len(out)
	out = extend(out, 1+(len(content)+word-1)/word)
	binary.BigEndian.PutUint64(out[at+word-8:], uint64(len(content)))
	copy(out[at+word:], content)
	return out, nil
}

// decode reads what encode writes, into the values of mechanisms.Values: for messages and tests, not for speed. What a
// row could not hold is given as it is: the common.Address of no agent, a *big.Int beyond the type's range, and
// hexutil.Bytes instead of a blob's handle.
func (c *coder) decode(t tuple, data []byte) ([]any, error) {
	values := make([]any, len(t))
	for i := range t {
		v, err := c.field(&t[i], data, i*word)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t[i].Name, err)
		}
		values[i] = v
	}
	return values, nil
}

func (c *coder) field(f *argument, data []byte, head int) (any, error) {
	w, err := wordAt(data, head)
	if err != nil || f.Type != mechanisms.List && f.Type != mechanisms.Bytes {
		return c.value(f.Type, w), err
	}
	at, err := sizeIn(w, len(data))
	if err != nil {
		return nil, err
	}
	if w, err = wordAt(data, at); err != nil {
		return nil, err
	}
	n, err := sizeIn(w, len(data)-at-word)
	if err != nil {
		return nil, err
	}
	if f.Type == mechanisms.Bytes {
		return hexutil.Bytes(data[at+word : at+word+n]), nil
	}
	items := make([]any, 0, min(n, 256))
	for i := range n {
		if w, err = wordAt(data, at+(1+i)*word); err != nil {
			return nil, err
		}
		items = append(items, c.value(f.Elem, w))
	}
	return items, nil
}

func wordAt(data []byte, at int) (w [word]byte, err error) {
	if at > len(data)-word {
		return w, fmt.Errorf("ends after %d bytes", len(data))
	}
	return [word]byte(data[at:]), nil
}

// sizeIn is the number in a word that may be limit at most.
func sizeIn(w [word]byte, limit int) (int, error) {
	n := new(big.Int).SetBytes(w[:])
	if !n.IsInt64() || n.Int64() > int64(limit) {
		return 0, fmt.Errorf("%s is beyond the end", n)
	}
	return int(n.Int64()), nil
}

// value reads a word.
func (c *coder) value(t mechanisms.Type, w [word]byte) any {
	n := new(big.Int).SetBytes(w[:])
	bits := map[mechanisms.Type]int{
		mechanisms.Uint8: 8, mechanisms.Uint16: 16, mechanisms.Uint32: 32, mechanisms.Uint64: 64,
		mechanisms.Bool: 1, mechanisms.Money: 63, mechanisms.Seconds: 63,
	}[t]
	switch {
	case t == mechanisms.Bytes32:
		return w
	case t == mechanisms.Address:
		at := common.Address(w[word-common.AddressLength:])
		if who, ok := c.accounts.Agent(at); ok && n.BitLen() <= 160 {
			return who
		}
		return at
	case n.BitLen() > bits:
		return n
	case t == mechanisms.Bool:
		return n.Sign() > 0
	case t == mechanisms.Money:
		return sim.Amount(n.Int64())
	case t == mechanisms.Seconds:
		return sim.Second(n.Int64())
	}
	return n.Uint64()
}
