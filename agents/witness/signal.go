package witness

import (
	"math/bits"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/sim"
)

// signal examines what was delivered, at the cost of the effort: whether it looks like good work.
func (d *desk) signal(c *call) bool {
	*d.examined++
	d.World.Ledger.Spend(c.who, d.Cost)
	good := c.deal.Goods == agents.Good
	p := d.Specificity
	if good {
		p = d.Sensitivity
	}
	return d.sees(c, p) == good
}

// sees draws whether it recognises what it examines, which it does with probability p. Nothing of it is its own luck: a
// seat of a deal sees the same whoever sits there.
func (d *desk) sees(c *call, p sim.Prob) bool {
	switch {
	case d.Correlation == 0:
		r := d.luck(streamSignal, c)
		return r.Bernoulli(p)
	case d.Correlated == "shock":
		shared := d.World.Rand(streamShared, c.deal.Payer, uint64(c.deal.Ordinal))
		if shared.Bernoulli(d.Correlation) {
			return shared.Bernoulli(p)
		}
		r := d.luck(streamSignal, c)
		return r.Bernoulli(p)
	}
	return d.urn(c, p)
}

// urn is a draw of beta-binomial witnesses, as Polya's urn makes them (Eggenberger & Polya 1923), which needs no beta
// variate: with weights of p for right and 1-p for wrong, each draw adds its kind with weight rho/(1-rho). The draws of
// the places before are made again, so that the order in which witnesses look does not matter.
func (d *desk) urn(c *call, p sim.Prob) bool {
	right, total := uint64(0), c.place
	for i := range c.place {
		if d.urnDraw(c, i, p, right) {
			right++
		}
	}
	return d.urnDraw(c, total, p, right)
}

// urnDraw is the i-th draw after right of i were right: right with probability
// (p (1-rho) + right rho) / (1-rho + i rho).
func (d *desk) urnDraw(c *call, i uint64, p sim.Prob, right uint64) bool {
	rho := uint64(d.Correlation)
	rest := uint64(sim.One) - rho
	if rest == 0 { // full correlation: all as the first
		if i > 0 {
			return right > 0
		}
		rho, rest = 0, uint64(sim.One)
	}
	// In units of 2^-73: up to 101 witnesses fit beside the 63 bits of a probability in two words of 64.
	hi, lo := bits.Mul64(uint64(p), rest)
	won := hi<<1 | lo>>63
	wonHi, wonLo := bits.Mul64(rho, right)
	wonLo, carry := bits.Add64(wonLo, won, 0)
	wonHi += carry
	allHi, allLo := bits.Mul64(rho, i)
	allLo, carry = bits.Add64(allLo, rest, 0)
	allHi += carry
	r := d.World.Rand(streamShared, c.deal.Payer, uint64(c.deal.Ordinal)<<8|i+1)
	return below(&r, wonHi, wonLo, allHi, allLo)
}

// below is true with probability won/all, both of 128 bits: a draw below all by rejection is held against won.
func below(r *sim.Rand, wonHi, wonLo, allHi, allLo uint64) bool {
	for {
		hi, lo := uint64(0), r.Uint64()
		if allHi > 0 {
			hi = r.Uint64() & (1<<bits.Len64(allHi) - 1)
		} else if shift := bits.LeadingZeros64(allLo); shift > 0 {
			lo >>= shift
		}
		if hi > allHi || hi == allHi && lo >= allLo {
			continue
		}
		return hi < wonHi || hi == wonHi && lo < wonLo
	}
}
