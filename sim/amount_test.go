package sim

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// amounts draws any amount, the ends of the range more often than chance would.
func amounts() *rapid.Generator[Amount] {
	return rapid.Custom(func(t *rapid.T) Amount {
		ends := []int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, 2, math.MaxInt64 - 1, math.MaxInt64}
		return Amount(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1000, 1000), rapid.SampledFrom(ends)).Draw(t, "amount"))
	})
}

func TestAmount_sumsAndDifferencesAreExactOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := amounts().Draw(t, "a"), amounts().Draw(t, "b")
		for _, c := range []struct {
			name string
			got  Amount
			ok   bool
			want *big.Int
		}{
			op("plus", a, b, Amount.Plus, (*big.Int).Add), op("minus", a, b, Amount.Minus, (*big.Int).Sub),
		} {
			if c.ok != c.want.IsInt64() || c.ok && int64(c.got) != c.want.Int64() {
				t.Errorf("%d %s %d is %d, %v; want %v", a, c.name, b, c.got, c.ok, c.want)
			}
		}
	})
}

type opCase = struct {
	name string
	got  Amount
	ok   bool
	want *big.Int
}

func op(name string, a, b Amount, f func(a, b Amount) (Amount, bool), exact func(z, x, y *big.Int) *big.Int) opCase {
	got, ok := f(a, b)
	return opCase{name, got, ok, exact(new(big.Int), big.NewInt(int64(a)), big.NewInt(int64(b)))}
}

func TestMulDiv_roundsExactlyAsItsNameSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := amounts().Draw(t, "a"), amounts().Draw(t, "b"), amounts().Draw(t, "c")
		down, downOK := MulDivDown(a, b, c)
		up, upOK := MulDivUp(a, b, c)
		if a < 0 || b < 0 || c <= 0 {
			if downOK || upOK {
				t.Fatalf("%d*%d/%d is not refused", a, b, c)
			}
			return
		}
		product := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b)))
		q, rest := new(big.Int).QuoRem(product, big.NewInt(int64(c)), new(big.Int))
		if downOK != q.IsInt64() || downOK && int64(down) != q.Int64() {
			t.Errorf("%d*%d/%d down is %d, %v; want %v", a, b, c, down, downOK, q)
		}
		if rest.Sign() > 0 {
			q.Add(q, big.NewInt(1))
		}
		if upOK != q.IsInt64() || upOK && int64(up) != q.Int64() {
			t.Errorf("%d*%d/%d up is %d, %v; want %v", a, b, c, up, upOK, q)
		}
	})
}

func TestAmount_isWrittenAsInScenarios(t *testing.T) {
	for _, c := range []struct {
		a    Amount
		want string
	}{
		{0, "0 DPMN"}, {10 * Token, "10 DPMN"}, {Token / 10, "0.1 DPMN"}, {1, "0.000000001 DPMN"}, {-Token * 3 / 2, "-1.5 DPMN"},
		{MaxAmount, "9223372036.854775807 DPMN"}, {math.MinInt64, "-9223372036.854775808 DPMN"},
	} {
		if got := c.a.String(); got != c.want {
			t.Errorf("%d is written %q, want %q", int64(c.a), got, c.want)
		}
	}
	if got := (5 * Token / 2).Tokens(); got != 2.5 {
		t.Errorf("Tokens is %v", got)
	}
}
