package mechanisms

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// GasPrice is what a unit of gas costs, in wei (10^-18 ether). Scenarios write it in gwei (10^9 wei).
type GasPrice uint64

// Gwei is 10^9 wei.
const Gwei GasPrice = 1_000_000_000

// MaxGasPrice is the largest that a scenario may give: a hundred times the highest seen on the main network. Products with
// the gas of a block and the price of ether stay below 128 bits.
const MaxGasPrice = 1_000_000 * Gwei

// ParseGasPrice reads "1 gwei" or "0.05 gwei": at most 9 decimals.
func ParseGasPrice(text string) (GasPrice, error) {
	number, ok := strings.CutSuffix(strings.TrimSpace(text), "gwei")
	d, isNumber := parseDecimal(strings.TrimSpace(number))
	if !ok || !isNumber {
		return 0, KindGasPrice.notA(text)
	}
	if d.places > 9 {
		return 0, fmt.Errorf("%q has more than 9 decimals", text)
	}
	if n, ok := d.scaled(9); ok && GasPrice(n) <= MaxGasPrice {
		return GasPrice(n), nil
	}
	return 0, fmt.Errorf("%q is too large (want at most %q)", text, MaxGasPrice)
}

// String writes the price the way scenario files do: "1.5 gwei".
func (p GasPrice) String() string {
	s := fmt.Sprint(uint64(p / Gwei))
	if rest := p % Gwei; rest != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%09d", uint64(rest)), "0")
	}
	return s + " gwei"
}

// Gwei is the price in gwei, for reports only.
func (p GasPrice) Gwei() float64 { return float64(p) / float64(Gwei) }

// times is p times a/b, rounded down, saturating at MaxGasPrice; b is not 0.
func (p GasPrice) times(a, b uint64) GasPrice {
	hi, lo := bits.Mul64(uint64(p), a)
	if hi >= b {
		return MaxGasPrice
	}
	q, _ := bits.Div64(hi, lo, b)
	return min(GasPrice(q), MaxGasPrice)
}

// plus is p+q, saturating at MaxGasPrice.
func (p GasPrice) plus(q GasPrice) GasPrice { return min(p+q, MaxGasPrice) } // both are far from the end of 64 bits

// weiPerEther is 10^18.
const weiPerEther = 1_000_000_000_000_000_000

// cost is gas times p in base units of DPMN at a price of ether, rounded up. gas is at most MaxGasLimit, the price of
// ether at most a million DPMN.
func (p GasPrice) cost(gas uint64, ether sim.Amount) sim.Amount {
	hi, lo := bits.Mul64(uint64(p), uint64(ether)) // at most 10^15 x 10^15 = 10^30
	high, rest := bits.Mul64(lo, gas)
	high += hi * gas // 10^30 / 2^64 x 3 10^8 fits
	if high >= weiPerEther {
		return sim.MaxAmount
	}
	q, r := bits.Div64(high, rest, weiPerEther)
	if r > 0 {
		q++
	}
	if q > uint64(sim.MaxAmount) {
		return sim.MaxAmount
	}
	return sim.Amount(q)
}
