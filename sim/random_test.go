package sim

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"testing"
)

// A change of any value below changes every scenario: it needs a new version of the journal.
func TestDraw_goldenValuesStay(t *testing.T) {
	draws := []struct {
		seed uint64
		s    Stream
		l    Luck
		n    uint64
		want uint64
	}{
		{0, 0, 0, 0, 0x21facfa1fd73a563},
		{1, 0, 0, 0, 0x75a1a3295bddd97e},
		{0, 1, 0, 0, 0xbd83b807998aac91},
		{0, 0, 1, 0, 0xfe80cc0278242d5c},
		{0, 0, 0, 1, 0x9edc57b06798e4c5},
		{1, 2, 3, 4, 0x5dcce83361ca6f4c},
		{math.MaxUint64, math.MaxUint32, math.MaxUint64, math.MaxUint64, 0xd68f1f144cd7aea4},
	}
	for _, d := range draws {
		if got := Draw(d.seed, d.s, d.l, d.n); got != d.want {
			t.Errorf("Draw(%d, %d, %d, %d) = %#x, want %#x", d.seed, d.s, d.l, d.n, got, d.want)
		}
	}
	words := []struct {
		name      string
		got, want uint64
	}{
		{"Mix(1)", Mix(1), 0x5692161d100b05e5},
		{"Hash64()", Hash64(), 0xe220a8397b1dcdaf},
		{"Hash64(1, 2)", Hash64(1, 2), 0xf224236f84d504e7},
		{"TieHash(1, 2, 3)", TieHash(1, 2, 3), 0xd51c85ab78857a41},
		{"StreamOf(arrival)", uint64(StreamOf("arrival")), 0xcf9e1ff4},
		{"LuckOf(consumers, 7)", uint64(LuckOf("consumers", 7)), 0x808c8639b72108f2},
	}
	for _, w := range words {
		if w.got != w.want {
			t.Errorf("%s = %#x, want %#x", w.name, w.got, w.want)
		}
	}
}

// The first output of SplitMix64 seeded with 1234567, the value that implementations quote.
func TestMix_isTheFinaliserOfSplitMix64(t *testing.T) {
	if got := Mix(1234567 + golden); got != 6457827717110365317 {
		t.Errorf("Mix = %d", got)
	}
}

// Each of the 224 bits of the key must flip each of the 64 output bits half the time.
func TestDraw_everyKeyBitFlipsEveryOutputBitHalfTheTime(t *testing.T) {
	const samples = 1 << 12
	draw := func(key [4]uint64) uint64 { return Draw(key[0], Stream(key[1]), Luck(key[2]), key[3]) }
	width := [4]int{64, 32, 64, 64}
	worst := 0.0
	for word, bitsOfWord := range width {
		for bit := range bitsOfWord {
			var flips [64]int
			for i := range uint64(samples) {
				// Small neighbouring keys, as simulations use them.
				key := [4]uint64{i % 4, i / 4 % 8, i / 32 % 16, i / 512}
				before := draw(key)
				key[word] ^= 1 << bit
				for diff := before ^ draw(key); diff != 0; diff &= diff - 1 {
					flips[bits.TrailingZeros64(diff)]++
				}
			}
			for _, f := range flips {
				worst = max(worst, math.Abs(float64(f)-samples/2)/math.Sqrt(samples/4))
			}
		}
	}
	// 14336 cells; pairs share draws, which widens the spread to sqrt(2): 4.0 sqrt(2) and some.
	if worst > 6.5 {
		t.Errorf("worst of 14336 cells is %.2f standard deviations off", worst)
	}
}

// The correlation of neighbours is 0 with standard deviation 1/sqrt(samples).
func TestDraw_neighboursAreIndependent(t *testing.T) {
	const samples = 1 << 18
	s := StreamOf("arrival")
	hashed := PopulationKey("consumers")
	for name, draw := range map[string]func(i uint64) uint64{
		"agents":         func(i uint64) uint64 { return Draw(1, s, hashed.Luck(i), 0) },
		"agents by rank": func(i uint64) uint64 { return Draw(1, s, Luck(i), 0) },
		"seeds":          func(i uint64) uint64 { return Draw(i, s, hashed.Luck(0), 0) },
		"streams":        func(i uint64) uint64 { return Draw(1, Stream(i), hashed.Luck(0), 0) },
		"draws":          func(i uint64) uint64 { return Draw(1, s, hashed.Luck(0), i) },
		"seed and agent": func(i uint64) uint64 { return Draw(i, s, Luck(i), 0) },
		"agent and draw": func(i uint64) uint64 { return Draw(1, s, Luck(i), i) },
		"ties":           func(i uint64) uint64 { return TieHash(1, 5e9, hashed.Luck(i)) },
		"ties in time":   func(i uint64) uint64 { return TieHash(1, int64(i)*1e9, hashed.Luck(0)) },
		"lucks":          func(i uint64) uint64 { return uint64(hashed.Luck(i)) },
		"hashes":         func(i uint64) uint64 { return Hash64(i, i>>8) },
	} {
		for lag := range uint64(4) {
			var sum, sumSquare float64
			var equal int
			for i := range uint64(samples) {
				a, b := draw(i), draw(i+lag+1)
				x, y := centred(a), centred(b)
				sum += x
				sumSquare += x * y * 12 // 12: of unit variance
				equal += 64 - bits.OnesCount64(a^b)
			}
			root := math.Sqrt(samples)
			within(t, name+" mean", sum/root*math.Sqrt(12), 4)
			within(t, name+" correlation", sumSquare/root, 4)
			within(t, name+" equal bits", (float64(equal)-32*samples)/(4*root), 4)
		}
	}
}

func centred(u uint64) float64 { return float64(u)/(1<<64) - 0.5 }

func within(t *testing.T, what string, z, limit float64) {
	t.Helper()
	if !(math.Abs(z) < limit) {
		t.Errorf("%s: z = %.2f, want within %v", what, z, limit)
	}
}

func TestLuck_membersAndPopulationsDiffer(t *testing.T) {
	seen := map[Luck]bool{}
	for _, population := range []string{"", "a", "b", "ab", "ba", "consumers", "providers"} {
		for i := range uint64(1000) {
			l := LuckOf(population, i)
			if seen[l] {
				t.Fatalf("luck of %s %d is taken", population, i)
			}
			seen[l] = true
		}
	}
}

func TestRand_isAValueThatRepeats(t *testing.T) {
	a := NewRand(1, 2, 3, 4)
	b := a
	for range 3 {
		if x, y := a.Uint64(), b.Uint64(); x != y {
			t.Errorf("%d and %d from copies of one Rand", x, y)
		}
	}
}

func TestUint64n_isUniformAndUnbiased(t *testing.T) {
	const samples = 1 << 18
	for _, n := range []uint64{1, 2, 10, 64, 1000, 1<<63 + 1<<62, math.MaxUint64} {
		r := NewRand(1, 0, Luck(n), 0)
		counts := make([]float64, min(n, 10))
		for range samples {
			x := r.Uint64n(n)
			if x >= n {
				t.Fatalf("Uint64n(%d) = %d", n, x)
			}
			hi, lo := bits.Mul64(x, uint64(len(counts)))
			bin, _ := bits.Div64(hi, lo, n)
			counts[bin]++
		}
		chi := 0.0
		for i, c := range counts {
			expected := samples * share(i, len(counts), n)
			chi += (c - expected) * (c - expected) / expected
		}
		if df := float64(len(counts) - 1); df > 0 {
			within(t, fmt.Sprintf("chi-square of Uint64n(%d)", n), (chi-df)/math.Sqrt(2*df), 4)
		}
	}
}

// share is how much of [0, n) falls in bin i of bins: the x with floor(x bins/n) = i.
func share(i, bins int, n uint64) float64 {
	if n > 1e6 {
		return 1 / float64(bins)
	}
	first := func(i int) float64 { return math.Ceil(float64(i) * float64(n) / float64(bins)) }
	return (first(i+1) - first(i)) / float64(n)
}

func TestUniform_reachesBothEnds(t *testing.T) {
	r := NewRand(1, 0, 0, 0)
	seen := map[int64]int{}
	for range 1000 {
		seen[r.Uniform(-1, 1)]++
	}
	if len(seen) != 3 || seen[-1] == 0 || seen[1] == 0 {
		t.Errorf("Uniform(-1, 1) gave %v", seen)
	}
	if x := r.Uniform(7, 7); x != 7 {
		t.Errorf("Uniform(7, 7) = %d", x)
	}
	negative := 0
	for range 1000 {
		if r.Uniform(math.MinInt64, math.MaxInt64) < 0 {
			negative++
		}
	}
	within(t, "all of int64", (float64(negative)-500)/math.Sqrt(250), 4)
}

func TestBernoulli_isCertainAtTheEndsAndRightBetween(t *testing.T) {
	const samples = 1 << 18
	for _, c := range []struct{ num, den uint64 }{{0, 1}, {1, 1}, {1, 2}, {1, 20}, {999, 1000}} {
		r := NewRand(1, 0, Luck(c.den), 0)
		p := ProbOf(c.num, c.den)
		hits := 0.0
		for range samples {
			if r.Bernoulli(p) {
				hits++
			}
		}
		mean := samples * p.Float()
		if sd := math.Sqrt(mean * (1 - p.Float())); sd > 0 {
			within(t, "hits", (hits-mean)/sd, 4)
		} else if hits != mean {
			t.Errorf("%v hits of probability %d", hits, c.num)
		}
	}
}

func TestProbOf_roundsToNearest(t *testing.T) {
	half := big.NewRat(1, 2)
	r := NewRand(1, 0, 0, 0)
	for i := range 10000 {
		den := r.Uint64()>>(i%64) | 1
		num := r.Uint64n(den)
		exact := new(big.Rat).SetFrac(new(big.Int).SetUint64(num), new(big.Int).SetUint64(den))
		exact.Mul(exact, new(big.Rat).SetInt(new(big.Int).SetUint64(uint64(One))))
		exact.Add(exact, half)
		want := new(big.Int).Quo(exact.Num(), exact.Denom()).Uint64()
		if got := ProbOf(num, den); uint64(got) != want {
			t.Fatalf("ProbOf(%d, %d) = %d, want %d", num, den, got, want)
		}
	}
	if ProbOf(0, 5) != 0 || ProbOf(math.MaxUint64, math.MaxUint64) != One || ProbOf(1, 2) != One/2 {
		t.Error("ProbOf misses 0, 1 or 1/2")
	}
}

func BenchmarkDraw(b *testing.B) {
	l := PopulationKey("consumers")
	var sum uint64
	for i := range b.N {
		sum += Draw(1, 2, Luck(l), uint64(i))
	}
	sink = sum
}

func BenchmarkTieHash(b *testing.B) {
	var sum uint64
	for i := range b.N {
		sum += TieHash(1, int64(i), 3)
	}
	sink = sum
}

var sink uint64

// benchmark times one variate of a new Rand, as a simulation draws it.
func benchmark(b *testing.B, draw func(r Rand) int64) {
	b.ReportAllocs()
	var sum int64
	for i := range b.N {
		sum += draw(NewRand(1, 2, 3, uint64(i)))
	}
	sink = uint64(sum)
}
