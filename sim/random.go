package sim

import (
	"fmt"
	"math/bits"
)

// Luck is keyed. A draw is a pure function of (seed, stream, luck of the agent, n): it depends on
// nothing that was drawn before, so adding an agent, a population, a metric or a worker shifts
// nobody else's luck, and rival mechanisms meet the same world (common random numbers).
//
// Nothing here uses floating point, except Prob.Float, which is for reports.

// Stream names a purpose of luck ("arrival", "quality", "witness"), so that two purposes never
// share a draw. It is the hash of a name (see StreamOf) or a constant of the caller's.
type Stream uint32

// Luck identifies whose luck is drawn. It is a hash of the population's name and the index in the
// population, not the account number, so that it survives changes to the rest of the scenario.
type Luck uint64

// golden is 2^64 divided by the golden ratio, made odd: multiples of it are spread as evenly as any
// constant can spread them (Knuth 1973, 6.4; the increment of SplitMix64, Steele et al. 2014).
const golden = 0x9e3779b97f4a7c15

// Odd multipliers that keep seed, stream and luck apart before the first finaliser: small values
// of the three never add up to the same word. From the finalisers of murmur3 (Appleby 2011), which
// were found by search for good spreading of bits.
const (
	oddSeed   = 0xff51afd7ed558ccd
	oddStream = 0xc4ceb9fe1a85ec53
)

// Mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014; constants: variant 13 of
// Stafford 2011). It is a bijection of 64-bit words in which each input bit flips each output
// bit with probability close to one half; 0 maps to 0.
func Mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Draw is the keyed draw: one 64-bit value that depends on nothing but its four arguments.
//
// It is finalised twice, before and after n enters. The first pass makes neighbouring agents,
// seeds and streams unlike; the second does so for neighbouring n. For fixed (seed, s, n) it is a
// bijection of l, and for fixed (seed, s, l) a bijection of n. n enters by exclusive or, not by
// addition: two agents whose inner words happen to lie a few increments apart would otherwise
// share a whole run of draws, shifted. The 1 added to s keeps the all-zero key from drawing 0.
func Draw(seed uint64, s Stream, l Luck, n uint64) uint64 {
	inner := Mix(seed*oddSeed + (uint64(s)+1)*oddStream + uint64(l)*golden)
	return Mix(inner ^ n*golden)
}

// TieHash orders events that fall on the same instant: fair to agents, reproducible, and for a pair
// of agents independent of who else is there. at is the instant in nanoseconds. For fixed (seed, at)
// it is a bijection of l, so two agents of different luck never tie again.
func TieHash(seed uint64, at int64, l Luck) uint64 {
	return Mix(Mix(seed*oddSeed+uint64(at)*golden) ^ uint64(l))
}

// Hash64 hashes a short list of words; order and length both count.
func Hash64(words ...uint64) uint64 {
	h := uint64(len(words)) * oddSeed
	for _, w := range words {
		h = Mix(h+golden) ^ w*oddStream
	}
	return Mix(h + golden)
}

// hashName is FNV-1a (Fowler, Noll and Vo 1991) followed by Mix, because FNV alone leaves the top
// bits of short names alike.
func hashName(name string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(name); i++ {
		h = (h ^ uint64(name[i])) * 0x100000001b3
	}
	return Mix(h)
}

// StreamOf is the stream of a name. Two of 100 names collide with probability about 1e-6.
func StreamOf(name string) Stream { return Stream(hashName(name) >> 32) }

// LuckKey is the hashed name of a population, kept so that the lucks of its members cost one Mix.
type LuckKey uint64

// PopulationKey hashes the name of a population.
func PopulationKey(name string) LuckKey { return LuckKey(hashName(name)) }

// Luck is the luck of member index of the population. It is a bijection of index: members of one
// population never share luck.
func (k LuckKey) Luck(index uint64) Luck { return Luck(Mix(uint64(k) + index*golden)) }

// LuckOf is PopulationKey(population).Luck(index).
func LuckOf(population string, index uint64) Luck { return PopulationKey(population).Luck(index) }

// Rand is a short private stream of draws, for variates that need several. It is a value of 16
// bytes: make one where it is used, keep it on the stack, let it go. Key it by an ordinal of the
// model (the deal, the slot), never by a count of calls, and use a key for one purpose only.
type Rand struct {
	key  uint64 // a keyed draw
	weyl uint64 // multiple of golden, one step a draw
}

// NewRand is the stream of draws that belongs to the key.
func NewRand(seed uint64, s Stream, l Luck, n uint64) Rand {
	return Rand{key: Draw(seed, s, l, n)}
}

// Uint64 is the next draw, uniform over all 64-bit words.
func (r *Rand) Uint64() uint64 {
	r.weyl += golden
	return Mix(r.key ^ r.weyl)
}

// Uint64n is uniform in [0, n) without bias, by multiplication with rejection (Lemire 2019): one
// draw nearly always, and no division unless n is huge. It panics when n is 0.
func (r *Rand) Uint64n(n uint64) uint64 {
	if n == 0 {
		panic("sim: Uint64n of an empty range")
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		for reject := -n % n; lo < reject; {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

// Uniform is uniform in [low, high], both included, any two int64. It panics when low > high.
func (r *Rand) Uniform(low, high int64) int64 {
	if low > high {
		panic(fmt.Sprintf("sim: Uniform from %d to %d", low, high))
	}
	span := uint64(high) - uint64(low) + 1
	if span == 0 { // all of int64
		return int64(r.Uint64())
	}
	return int64(uint64(low) + r.Uint64n(span))
}

// Bernoulli is true with probability p, exactly: never for 0, always for One. It takes one draw.
func (r *Rand) Bernoulli(p Prob) bool { return r.Uint64()>>1 < uint64(p) }

// Prob is a probability in units of 2^-63, from 0 to One.
type Prob uint64

// One is certainty.
const One Prob = 1 << 63

// ProbOf is num/den to the nearest 2^-63, halves up. It panics unless num <= den and den > 0.
func ProbOf(num, den uint64) Prob {
	if den == 0 || num > den {
		panic(fmt.Sprintf("sim: probability %d/%d", num, den))
	}
	q, rem := bits.Div64(num>>1, num<<63, den)
	if rem >= den-rem {
		q++
	}
	return Prob(q)
}

// Float is the probability as a float64, for reports; decisions compare integers.
func (p Prob) Float() float64 { return float64(p) / float64(One) }
