package mechanisms

import (
	"math"
	"math/big"
)

// Fees by EIP-1559: an action of so much gas pays gas x (base fee + tip). The target of a block is half its gas limit. The
// base fee of a block is that of its parent, more or less by an eighth of the parent's distance from the target in targets:
// 1/8 more after a full block, 1/8 less after an empty one. It is burned, the tip goes to whoever makes the block.
// Prices of gas are in gwei, 1e-9 ether; ether is the price of one in DPMN.

const (
	weiPerGwei  = 1e9
	gweiPerEth  = 1e9
	baseFeeStep = 8 // EIP-1559's BASE_FEE_MAX_CHANGE_DENOMINATOR
	elasticity  = 2 // EIP-1559's ELASTICITY_MULTIPLIER: gas limit over target

	// mostBlocks bounds the recursion of the base fee: two weeks of blocks every 12 s.
	mostBlocks = 100_000
	// mostGas bounds gas limits, which are exact as numbers up to it.
	mostGas = 1 << 53
)

// gasPrice counts in wei, as the chain does.
type gasPrice struct{ wei *big.Int }

// newGasPrice rounds a price in gwei to the nearest wei.
func newGasPrice(gwei float64) (gasPrice, bool) {
	wei := math.Round(gwei * weiPerGwei)
	if !(wei >= 0) || math.IsInf(wei, 1) {
		return gasPrice{}, false
	}
	n, _ := big.NewFloat(wei).Int(nil)
	return gasPrice{n}, true
}

func (p gasPrice) gwei() float64 {
	f, _ := new(big.Float).SetInt(p.wei).Float64()
	return f / weiPerGwei
}

// next is the base fee after a block that used so much of a gas limit; all divisions round down, as EIP-1559 has it.
func (p gasPrice) next(used, limit int64) gasPrice {
	target := limit / elasticity
	distance := used - target
	if distance == 0 {
		return p
	}
	change := big.NewInt(max(distance, -distance))
	change.Mul(change, p.wei).Div(change, big.NewInt(target)).Div(change, big.NewInt(baseFeeStep))
	if distance < 0 {
		return gasPrice{change.Sub(p.wei, change)}
	}
	if change.Sign() == 0 {
		change.SetInt64(1)
	}
	return gasPrice{change.Add(p.wei, change)}
}

// gasOf is the gas that blocks of a limit use; false when the limit or the fullness makes no sense.
func gasOf(fullness, limit float64) (used, most int64, ok bool) {
	if !(whole(limit, elasticity) <= mostGas) || math.IsNaN(share(fullness)) {
		return 0, 0, false
	}
	return int64(math.Round(fullness * limit)), int64(limit), true
}

// climb is the base fee in gwei after so many blocks of equal fullness, from that of the first on, and the sum of those of
// the blocks.
func climb(start, blocks, fullness, limit float64) (end, sum float64) {
	used, most, ok1 := gasOf(fullness, limit)
	fee, ok2 := newGasPrice(start)
	if !ok1 || !ok2 || !(whole(blocks, 0) <= mostBlocks) {
		return math.NaN(), math.NaN()
	}
	total := gasPrice{new(big.Int)}
	for range int(blocks) {
		total.wei.Add(total.wei, fee.wei)
		fee = fee.next(used, most)
		if math.IsInf(fee.gwei(), 1) {
			return math.Inf(1), math.Inf(1)
		}
	}
	return fee.gwei(), total.gwei()
}

// blocksToMultiply is the smallest number of blocks of that fullness after which the base fee is the factor higher, or
// lower for a factor below 1, without rounding to wei; infinite where it never is.
func blocksToMultiply(factor, fullness float64) float64 {
	growth := 1 + (elasticity*share(fullness)-1)/baseFeeStep
	if math.IsNaN(growth) || !(factor > 0) {
		return math.NaN()
	}
	if factor == 1 {
		return 0
	}
	if growth == 1 || growth > 1 != (factor > 1) {
		return math.Inf(1)
	}
	n := math.Log(factor) / math.Log(growth)
	if near := math.Round(n); math.Abs(n-near) <= 1e-12*near {
		return near // a power of the growth, up to rounding
	}
	return math.Ceil(n)
}

// actionFee is what an action costs in DPMN.
func actionFee(gas, price, ether float64) float64 {
	return least(gas, 0) * least(price, 0) / gweiPerEth * least(ether, 0)
}

// squeezeCost is what it takes to fill so many successive blocks, in DPMN.
func squeezeCost(limit, blocks, start, tip, ether float64) float64 {
	_, sum := climb(start, blocks, 1, limit)
	return actionFee(limit, sum+blocks*least(tip, 0), ether)
}
