package mechanisms

import "github.com/dopamine-network/dopasim/sim"

// pool is what waits for a block, in the order of a rule. Of each sender only the first that waits can be taken, as nonces
// want it; the others follow it in a list.
//
// Order by tips is by what the builder gets: min(tip, cap - base fee), which changes with the base fee. ready holds entries
// by tip and low by cap. Each key is at least what it stands for: the tip always, the cap less the base fee where the tip
// does not fit under the cap. So an entry that comes to the top of the wrong one is moved to the other, and the better of
// the two tops is the best of all; what the base fee has outgrown lies at the bottom of low. No other rule needs the tip:
// they keep in low only what the base fee has outgrown.
//
// Entries are taken out of heaps lazily: a node of an older version of its entry is none.
type pool struct {
	entries *sim.Column[waiting]
	bytes   *sim.Column[byte] // arguments, stride bytes an entry
	stride  int
	free    *sim.Column[uint32]
	senders *sim.Column[sender]
	ready   *sim.Column[node]
	low     *sim.Column[node]
	worst   *sim.Column[node] // what a full pool drops first; only with a limit
	aside   *sim.Column[node] // what an adversary's block leaves out, while it is built
	size    *sim.Column[poolSize]
	byTip   bool
	random  bool
	limit   int
	out     []uint32 // what enter gives, used again
	at      int      // place in ready that is looked at; 0 but for a random choice
}

// poolSize counts what is in the pool, and what was sent.
type poolSize struct {
	in  int64
	seq uint64
}

// waiting is an action that waits. It is in the pool, or outside of it until its wallet sends it again.
type waiting struct {
	who     sim.Agent
	next    uint32 // 1 + the sender's next
	code    uint16
	name    uint16 // how often the place was given
	version uint32 // of its nodes: one older is none
	gas     uint32
	state   uint8
	seq     uint64 // order of arrival
	sent    sim.Time
	tip     GasPrice
	cap     GasPrice
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

func (p *pool) init(w *sim.World, order string, limit, stride int) {
	p.byTip, p.random = order == "tips" || order == "adversarial", order == "random"
	p.limit, p.stride = limit, max(stride, 1)
	p.entries = sim.NewColumn[waiting](w, "blocks.pool", 0)
	p.bytes = sim.NewColumn[byte](w, "blocks.arguments", 0)
	p.free = sim.NewColumn[uint32](w, "blocks.free", 0)
	p.senders = sim.NewColumn[sender](w, "blocks.senders", w.Accounts())
	for name, at := range [...]**sim.Column[node]{&p.ready, &p.low, &p.worst, &p.aside} {
		*at = sim.NewColumn[node](w, [...]string{"blocks.ready", "blocks.low", "blocks.worst", "blocks.aside"}[name], 0)
	}
	p.size = sim.NewColumn[poolSize](w, "blocks.size", 1)
}

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
func (p *pool) args(n uint32) []byte { return p.bytes.Rows[int(n)*p.stride:][:p.stride] }

// name is what an event calls an entry, so that it does not find another in its place; 48 bits.
func (p *pool) name(n uint32) uint64 { return uint64(n) | uint64(p.entries.Rows[n].name)<<32 }

// find is the entry of a name, unless it was closed.
func (p *pool) find(name uint64) (uint32, bool) {
	e := &p.entries.Rows[uint32(name)]
	return uint32(name), e.state != vacant && uint64(e.name) == name>>32
}

// enter puts an entry behind those of its sender. What a full pool does not keep for it is given, and is outside: the
// entry itself, or the first of a sender that offers the least, with all that follows it. Valid until the next enter.
func (p *pool) enter(n uint32) []uint32 {
	p.out = p.out[:0]
	size := &p.size.Rows[0]
	e := &p.entries.Rows[n]
	if p.limit > 0 && int(size.in) >= p.limit {
		victim, ok := p.cheapest()
		if !ok || !p.byTip || p.entries.Rows[victim].tip >= e.tip {
			return append(p.out, n)
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

// push gives the first entry of a sender its place in the heaps.
func (p *pool) push(n uint32) {
	e := &p.entries.Rows[n]
	nd := node{e.key(p), e.seq, n, e.version}
	if p.random {
		p.ready.Rows = append(p.ready.Rows, nd)
	} else {
		up(&p.ready.Rows, nd)
	}
	if p.limit > 0 && p.byTip {
		p.pushWorst(n)
	}
}

// key in ready: the tip, or the order of arrival alone.
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

// ahead says whether a comes before b.
func (a *node) ahead(b *node) bool { return a.key > b.key || a.key == b.key && a.seq < b.seq }

// up adds a node to a heap.
func up(heap *[]node, nd node) {
	h := append(*heap, nd)
	i := len(h) - 1
	for i > 0 {
		parent := (i - 1) / 4
		if !nd.ahead(&h[parent]) {
			break
		}
		h[i] = h[parent]
		i = parent
	}
	h[i] = nd
	*heap = h
}

// down takes the first node off a heap.
func down(heap *[]node) {
	h := *heap
	last := len(h) - 1
	h[0] = h[last]
	*heap = h[:last]
	if last > 1 {
		sink(h[:last], 0)
	}
}

// sink moves node i of a heap of four children each to where it belongs.
func sink(h []node, i int) {
	nd := h[i]
	for {
		child := 4*i + 1
		if child >= len(h) {
			break
		}
		best := child
		for c := child + 1; c < min(child+4, len(h)); c++ {
			if h[c].ahead(&h[best]) {
				best = c
			}
		}
		if !h[best].ahead(&nd) {
			break
		}
		h[i] = h[best]
		i = best
	}
	h[i] = nd
}
