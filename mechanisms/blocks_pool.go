package mechanisms

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/sim"
)

// pool is what waits for a block, in the order of a rule. Of each sender only the first that waits can be taken, as nonces
// want it; the others follow it in a list.
//
// By tips, the builder takes what pays it most: min(tip, cap - base fee), which changes with the base fee; of equal ones the
// one with the higher tip, then the earlier. Wallets know few caps, so there is a heap by tip for each: the tops of those
// heaps whose cap reaches the base fee are all that has to be compared, and nothing moves when the base fee does.
//
// Entries are taken out of heaps lazily: a node of an older version of its entry is none.
type pool struct {
	entries *sim.Column[waiting]
	bytes   *sim.Column[byte] // arguments, stride bytes an entry
	stride  int
	free    *sim.Column[uint32]
	senders *sim.Column[sender]
	caps    []GasPrice // falling
	heaps   []*sim.Column[node]
	worst   *sim.Column[node] // what a full pool drops first; only with a limit
	aside   *sim.Column[node] // what an adversary's block leaves out, while it is built
	size    *sim.Column[poolSize]
	byTip   bool
	random  bool
	limit   int
	out     []uint32 // what enter gives, used again
}

// poolSize counts what is in the pool, and what was sent.
type poolSize struct {
	in  int64
	seq uint64
}

// waiting is an action that waits. It is in the pool, or outside of it until its wallet sends it again. 48 bytes.
type waiting struct {
	who     sim.Agent
	next    uint32 // 1 + the sender's next
	name    uint32 // how often the place was given
	version uint32 // of its nodes: one older is none
	seq     uint64 // order of arrival
	sent    sim.Time
	tip     GasPrice
	code    uint16
	level   uint16 // of its cap, among the pool's
	state   uint8
}

// States of a place.
const (
	vacant  uint8 = iota
	outside       // nowhere yet, or until it is sent again
	behind        // of an earlier one of its sender
	first         // of its sender: in a heap
)

// sender is the list of what an account has waiting, and how much it sent.
type sender struct {
	head, tail uint32 // 1 + entry
	sent       uint32
}

// node is an entry's place in a heap: the largest key first, then the earliest.
type node struct {
	key     uint64
	seq     uint64
	entry   uint32
	version uint32
}

func (p *pool) init(w *sim.World, order string, limit, stride int, caps []GasPrice) {
	p.byTip, p.random = order == "tips" || order == "adversarial", order == "random"
	p.limit, p.stride, p.caps = limit, max(stride, 1), caps
	p.entries = sim.NewColumn[waiting](w, "blocks.pool", 0)
	p.bytes = sim.NewColumn[byte](w, "blocks.arguments", 0)
	p.free = sim.NewColumn[uint32](w, "blocks.free", 0)
	p.senders = sim.NewColumn[sender](w, "blocks.senders", w.Accounts())
	for i := range caps {
		p.heaps = append(p.heaps, sim.NewColumn[node](w, fmt.Sprintf("blocks.ready.%d", i), 0))
	}
	p.worst = sim.NewColumn[node](w, "blocks.worst", 0)
	p.aside = sim.NewColumn[node](w, "blocks.aside", 0)
	p.size = sim.NewColumn[poolSize](w, "blocks.size", 1)
}

// level is the place of a cap, which wallets know.
func (p *pool) level(cap GasPrice) uint16 {
	i, _ := slices.BinarySearchFunc(p.caps, cap, func(a, b GasPrice) int { return cmp.Compare(b, a) })
	return uint16(i)
}

// cap is the most that an entry pays per gas.
func (p *pool) cap(e *waiting) GasPrice { return p.caps[e.level] }

// open is a place for an action of who, outside of the pool.
func (p *pool) open(who sim.Agent) uint32 {
	p.senders.Rows[who].sent++
	if n := len(p.free.Rows); n > 0 {
		at := p.free.Rows[n-1]
		p.free.Rows = p.free.Rows[:n-1]
		e := &p.entries.Rows[at]
		*e = waiting{who: who, name: e.name + 1, version: e.version + 1, state: outside}
		return at
	}
	if len(p.entries.Rows) == 1<<placeBits {
		panic("mechanisms: too many actions wait")
	}
	p.entries.Rows = append(p.entries.Rows, waiting{who: who, state: outside})
	if need := len(p.entries.Rows) * p.stride; need > cap(p.bytes.Rows) {
		grown := make([]byte, need, 2*need)
		copy(grown, p.bytes.Rows)
		p.bytes.Rows = grown
	} else {
		p.bytes.Rows = p.bytes.Rows[:need]
	}
	return uint32(len(p.entries.Rows) - 1)
}

// close gives the place of an entry, which is outside of the pool, to others.
func (p *pool) close(n uint32) {
	p.entries.Rows[n].state = vacant
	p.free.Rows = append(p.free.Rows, n)
}

// nonce is how much an account sent, the last included.
func (p *pool) nonce(who sim.Agent) uint64 { return uint64(p.senders.Rows[who].sent) }

// args is the place of an entry's arguments.
func (p *pool) args(n uint32) []byte { return p.bytes.Rows[int(n)*p.stride:][:p.stride:p.stride] }

// placeBits of an event's argument are a place; the others are the end of its name.
const placeBits = 28

// name is what an event calls an entry, so that it does not find another in its place.
func (p *pool) name(n uint32) uint64 {
	return (uint64(p.entries.Rows[n].name)<<placeBits | uint64(n)) & (1<<sim.ArgumentBits - 1)
}

// find is the entry that an event names, unless it was closed. A place would have to be given 2^20 times while the event
// is pending, and then to the same sender, for it to find another.
func (p *pool) find(e sim.Event) (uint32, bool) {
	n := uint32(e.Argument() & (1<<placeBits - 1))
	row := &p.entries.Rows[n]
	return n, row.state != vacant && row.who == e.Who && p.name(n) == e.Argument()
}

// enter puts an entry behind those of its sender. What a full pool does not keep for it is given, and is outside: the
// entry itself, or the first of another sender that offers the least, with all that follows it. An entry never drops one of
// its own sender, which it would have to follow. Valid until the next enter.
func (p *pool) enter(n uint32) []uint32 {
	p.out = p.out[:0]
	size := &p.size.Rows[0]
	e := &p.entries.Rows[n]
	if p.limit > 0 && int(size.in) >= p.limit {
		victim, ok := p.cheapest()
		if !ok || p.entries.Rows[victim].tip >= e.tip || p.entries.Rows[victim].who == e.who {
			p.out = append(p.out, n)
			return p.out
		}
		p.drop(victim)
	}
	size.in++
	size.seq++
	e.seq, e.next = size.seq, 0
	s := &p.senders.Rows[e.who]
	if s.head != 0 {
		p.entries.Rows[s.tail-1].next = n + 1
		s.tail = n + 1
		e.state = behind
		return p.out
	}
	s.head, s.tail = n+1, n+1
	e.state = first
	p.push(n)
	return p.out
}

// push gives the first entry of a sender its places.
func (p *pool) push(n uint32) {
	p.ready(n)
	if p.limit > 0 && p.byTip {
		p.pushWorst(n)
	}
}

// ready gives the first entry of a sender its place in the heap of its cap.
func (p *pool) ready(n uint32) {
	e := &p.entries.Rows[n]
	nd := node{e.key(p), e.seq, n, e.version}
	heap := p.heaps[e.level]
	if p.random {
		heap.Rows = append(heap.Rows, nd)
	} else {
		up(&heap.Rows, nd)
	}
}

// key in its heap: the tip, or the order of arrival alone.
func (e *waiting) key(p *pool) uint64 {
	if p.byTip {
		return uint64(e.tip)
	}
	return 0
}

// rank gives an entry whose prices have changed its new place.
func (p *pool) rank(n uint32) {
	e := &p.entries.Rows[n]
	if e.state != first {
		return
	}
	e.version++
	p.push(n)
}

// remove takes the first entry of a sender out of the pool: the next one of the sender can be taken now.
func (p *pool) remove(n uint32) {
	e := &p.entries.Rows[n]
	s := &p.senders.Rows[e.who]
	e.version++
	e.state = outside
	p.size.Rows[0].in--
	if s.head = e.next; s.head == 0 {
		s.tail = 0
		return
	}
	p.entries.Rows[s.head-1].state = first
	p.push(s.head - 1)
}

// drop takes out all that a sender has in the pool from its first entry on.
func (p *pool) drop(n uint32) {
	s := &p.senders.Rows[p.entries.Rows[n].who]
	for at := n + 1; at != 0; {
		e := &p.entries.Rows[at-1]
		p.out = append(p.out, at-1)
		e.version++
		e.state = outside
		p.size.Rows[0].in--
		at = e.next
	}
	s.head, s.tail = 0, 0
}

// live says whether a node is its entry's newest.
func (p *pool) live(nd node) bool {
	e := &p.entries.Rows[nd.entry]
	return e.state == first && e.version == nd.version
}

// pushWorst notes what an entry offers, for the day the pool is full. Old nodes are swept when they are the most.
func (p *pool) pushWorst(n uint32) {
	e := &p.entries.Rows[n]
	if len(p.worst.Rows) > 2*p.limit+64 {
		kept := p.worst.Rows[:0]
		for _, nd := range p.worst.Rows {
			if p.live(nd) {
				kept = append(kept, nd)
			}
		}
		p.worst.Rows = kept
		for i := len(kept) / 4; i >= 0 && len(kept) > 0; i-- {
			sink(kept, i)
		}
	}
	// The least tip first, of equal ones the latest.
	up(&p.worst.Rows, node{^uint64(e.tip), ^e.seq, n, e.version})
}

// cheapest is the first entry of a sender that offers the least.
func (p *pool) cheapest() (uint32, bool) {
	for len(p.worst.Rows) > 0 {
		if nd := p.worst.Rows[0]; p.live(nd) {
			return nd.entry, true
		}
		down(&p.worst.Rows)
	}
	return 0, false
}
