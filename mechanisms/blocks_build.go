package mechanisms

import (
	"slices"

	"github.com/dopamine-network/dopasim/sim"
)

// leastGas is what any action takes: a block with less left is full.
const leastGas = 21_000

var (
	streamSpacing = sim.StreamOf("blocks.spacing")
	streamBuilder = sim.StreamOf("blocks.builder")
	streamChoice  = sim.StreamOf("blocks.choice")
)

// following is the time of the block after number, which was at a time.
func (b *Blocks) following(number uint64, at sim.Time) sim.Time {
	if b.Spacing == "fixed" {
		return at.After(b.Interval.Start())
	}
	r := b.world.Rand(streamSpacing, sim.Nobody, number)
	return at.After(max(1, sim.Time(r.Exponential(int64(b.Interval.Start())))))
}

// awake makes sure that a block is to come, since something waits. While nothing did, blocks were empty: their number and
// what they did to the base fee is worked out now.
func (b *Blocks) awake() {
	c := &b.clock.Rows[0]
	if c.scheduled {
		return
	}
	now, passed := b.world.Now(), uint64(0)
	if b.Spacing == "fixed" {
		interval := b.Interval.Start()
		passed = uint64((now - c.at) / interval)
		c.at += sim.Time(passed) * interval
		c.number += passed
	} else {
		for next := b.following(c.number, c.at); next <= now; next = b.following(c.number, c.at) {
			c.number, c.at, passed = c.number+1, next, passed+1
		}
	}
	c.base = b.emptied(c.base, passed)
	b.schedule()
}

// schedule makes the block after the last one come.
func (b *Blocks) schedule() {
	c := &b.clock.Rows[0]
	c.scheduled, c.next = true, b.following(c.number, c.at)
	b.world.Schedule(c.next, sim.Nobody, b.build, 0)
}

// due builds the block of this very instant, unless it was built. Whatever changes the pool asks for it first, so that the
// block does not depend on what comes first within the instant.
func (b *Blocks) due() {
	if c := &b.clock.Rows[0]; c.scheduled && c.next == b.world.Now() {
		b.make()
	}
}

// baseFee is the base fee of the next block.
func (b *Blocks) baseFee() GasPrice {
	c := b.clock.Rows[0]
	for now := b.world.Now(); !c.scheduled && b.emptied(c.base, 1) < c.base; c.number++ {
		if c.at = b.following(c.number, c.at); c.at > now {
			break
		}
		c.base = b.emptied(c.base, 1)
	}
	return c.base
}

// emptied is a base fee after so many empty blocks.
func (b *Blocks) emptied(base GasPrice, blocks uint64) GasPrice {
	if b.Market == "constant" {
		return base
	}
	for ; blocks > 0 && base/8 > 0; blocks-- {
		base -= base / 8
	}
	return base
}

// NextBaseFee is the base fee after a block with such a base fee and gas limit that used so much gas: EIP-1559.
func NextBaseFee(base GasPrice, used, limit uint64) GasPrice {
	target := limit / 2
	switch {
	case used > target:
		return base.plus(max(1, base.times(used-target, target)/8))
	case used < target:
		return base - base.times(target-used, target)/8
	}
	return base
}

// make builds the block that is due now and executes it.
func (b *Blocks) make() {
	c := &b.clock.Rows[0]
	c.number, c.at, c.scheduled = c.number+1, b.world.Now(), false
	left := b.GasLimit
	hostile := b.Order == "adversarial" && b.hostile(c.number)
	full := hostile && b.favour(&left)
	for !full && left >= leastGas {
		heap, at := b.best(c.base)
		if heap == nil {
			break
		}
		top := heap.Rows[at]
		code := b.pool.entries.Rows[top.entry].code
		censored := hostile && b.censors(code)
		if full = !censored && b.room(code) > left; full {
			break
		}
		b.pool.take(heap, at)
		if censored {
			b.pool.aside.Rows = append(b.pool.aside.Rows, top)
			continue
		}
		left -= b.include(top.entry)
	}
	for _, nd := range b.pool.aside.Rows {
		b.pool.ready(nd.entry)
	}
	b.pool.aside.Rows = b.pool.aside.Rows[:0]
	b.stats.Rows[0].block(b.GasLimit-left, full || left < leastGas, c.base)
	if b.Market == "eip1559" {
		c.base = NextBaseFee(c.base, b.GasLimit-left, b.GasLimit)
	}
	if b.pool.size.Rows[0].in > 0 {
		b.schedule()
	}
}

// room is the gas that a block must have left to take an action.
func (b *Blocks) room(code uint16) uint64 { return b.gas[code>>8][code&0xff].room }

// hostile says whether the adversary builds a block.
func (b *Blocks) hostile(number uint64) bool {
	r := b.world.Rand(streamBuilder, sim.Nobody, number)
	return r.Bernoulli(b.Share)
}

func (b *Blocks) censors(code uint16) bool {
	_, ok := slices.BinarySearch(b.censored, code)
	return ok
}

// favour includes what the adversary's population has waiting, before anything else; true when the block is full.
func (b *Blocks) favour(left *uint64) bool {
	if b.favours < 0 {
		return false
	}
	own := b.world.Populations()[b.favours]
	for i := range own.Size {
		for {
			n, ok := b.pool.headOf(own.First + sim.Agent(i))
			if !ok || b.pool.cap(&b.pool.entries.Rows[n]) < b.clock.Rows[0].base {
				break
			}
			if b.room(b.pool.entries.Rows[n].code) > *left {
				return true
			}
			*left -= b.include(n)
		}
	}
	return false
}

// best is the heap that holds, at place at, the entry which comes next at a base fee; nil when nobody pays that.
func (b *Blocks) best(base GasPrice) (best *sim.Column[node], at int) {
	p := &b.pool
	if p.random {
		return b.anyOne(base)
	}
	var pays GasPrice
	for i, heap := range p.heaps {
		if p.caps[i] < base {
			break
		}
		for len(heap.Rows) > 0 && !p.live(heap.Rows[0]) {
			down(&heap.Rows)
		}
		if len(heap.Rows) == 0 {
			continue
		}
		top := &heap.Rows[0]
		pay := GasPrice(0)
		if p.byTip {
			pay = min(GasPrice(top.key), p.caps[i]-base)
		}
		if best == nil || pay > pays || pay == pays && top.ahead(&best.Rows[0]) {
			best, pays = heap, pay
		}
	}
	return best, 0
}

// anyOne is a fair random choice among all that pay the base fee.
func (b *Blocks) anyOne(base GasPrice) (*sim.Column[node], int) {
	p, c := &b.pool, &b.clock.Rows[0]
	for {
		total := 0
		for i, heap := range p.heaps {
			if p.caps[i] >= base {
				total += len(heap.Rows)
			}
		}
		if total == 0 {
			return nil, 0
		}
		r := b.world.Rand(streamChoice, sim.Nobody, c.choices)
		c.choices++
		at, i := int(r.Uint64n(uint64(total))), 0
		for at >= len(p.heaps[i].Rows) {
			at -= len(p.heaps[i].Rows)
			i++
		}
		if p.live(p.heaps[i].Rows[at]) {
			return p.heaps[i], at
		}
		p.take(p.heaps[i], at)
	}
}

// take takes a node out of a heap.
func (p *pool) take(heap *sim.Column[node], at int) {
	if p.random {
		last := len(heap.Rows) - 1
		heap.Rows[at] = heap.Rows[last]
		heap.Rows = heap.Rows[:last]
		return
	}
	down(&heap.Rows)
}

// headOf is the first action that an account has in the pool.
func (p *pool) headOf(who sim.Agent) (uint32, bool) {
	head := p.senders.Rows[who].head
	return head - 1, head != 0
}

// include executes an entry in the block that is being built: the gas that it used.
func (b *Blocks) include(n uint32) uint64 {
	e := b.pool.entries.Rows[n]
	b.pool.remove(n)
	in := b.house.Instances[e.code>>8]
	action := int(e.code & 0xff)
	a := in.Mechanism.Actions[action]
	gas := b.gas[e.code>>8][action].used
	err := a.execute(in, Call{b.world.Second(), e.who}, b.pool.args(n)[:a.RowSize()])
	if err != nil {
		gas = b.gas[e.code>>8][action].refused
	}
	base := b.clock.Rows[0].base
	price := base + min(e.tip, b.pool.cap(&e)-base)
	fee := price.cost(gas, b.Ether)
	b.world.Ledger.Charge(e.who, fee)
	b.count(-1)
	b.stats.Rows[0].included(err, fee, gas, price)
	b.stats.Rows[0].spent(b.world.Now() - e.sent)
	if e.sent >= b.From.Start() {
		b.latency.add(b.world.Now() - e.sent)
	}
	b.pool.close(n)
	return gas
}
