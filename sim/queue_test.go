package sim

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// model is the reference: a sorted list that is searched for the least by the definition of the order.
type model struct {
	events  []modelEvent
	now     Time
	started bool
	seq     uint32
	round   uint64 // of the running instant
	rounds  uint64
	ties    uint64
	shared  bool // the running group has been counted as tied
	tie     func(Time, Agent) uint64
}

type modelEvent struct {
	Event
	round uint64
	hash  uint64
}

func (m *model) less(a, b modelEvent) bool {
	switch {
	case a.At != b.At:
		return a.At < b.At
	case a.round != b.round:
		return a.round < b.round
	case a.hash != b.hash:
		return a.hash < b.hash
	}
	return before(a.Seq, b.Seq)
}

func (m *model) push(at Time, who Agent, work uint64) {
	e := modelEvent{Event: Event{At: at, Seq: m.seq, Who: who, Work: work}, hash: m.tie(at, who)}
	if m.started && at == m.now {
		e.round = m.round + 1
	}
	m.seq++
	// A binary heap by the exact order: independent of how the queue keeps its events.
	m.events = append(m.events, e)
	for i := len(m.events) - 1; i > 0 && m.less(m.events[i], m.events[(i-1)/2]); i = (i - 1) / 2 {
		m.events[i], m.events[(i-1)/2] = m.events[(i-1)/2], m.events[i]
	}
}

func (m *model) pop(until Time) (Event, bool) {
	if len(m.events) == 0 || m.events[0].At > until {
		return Event{}, false
	}
	top := m.events[0]
	last := len(m.events) - 1
	m.events[0] = m.events[last]
	m.events = m.events[:last]
	for i := 0; 2*i+1 < last; {
		k := 2*i + 1
		if k+1 < last && m.less(m.events[k+1], m.events[k]) {
			k++
		}
		if !m.less(m.events[k], m.events[i]) {
			break
		}
		m.events[i], m.events[k] = m.events[k], m.events[i]
		i = k
	}
	if !m.started || top.At != m.now || top.round != m.round {
		m.rounds++
		m.shared = false
	}
	m.started, m.now, m.round = true, top.At, top.round
	if m.shared {
		m.ties++
	} else if len(m.events) > 0 && m.events[0].At == top.At && m.events[0].round == top.round {
		m.shared = true
		m.ties++
	}
	return top.Event, true
}

// pair drives the queue and the reference together and compares all that can be seen of them.
type pair struct {
	t *testing.T
	q *queue
	m *model
}

func newPair(t *testing.T, tie func(Time, Agent) uint64) *pair {
	return &pair{t, newQueue(tie), &model{tie: tie}}
}

func (p *pair) push(at Time, who Agent) {
	p.q.push(at, who, uint64(at)^uint64(who))
	p.m.push(at, who, uint64(at)^uint64(who))
}

func (p *pair) pop(until Time) bool {
	p.t.Helper()
	e, ok := p.q.pop(until)
	want, wantOK := p.m.pop(until)
	if e != want || ok != wantOK {
		p.t.Fatalf("pop(%d) = %+v %t, want %+v %t", until, e, ok, want, wantOK)
	}
	if p.q.now() != p.m.now || p.q.round() != p.m.rounds || p.q.len() != len(p.m.events) {
		p.t.Fatalf("after %+v: now %d round %d len %d, want %d %d %d", e,
			p.q.now(), p.q.round(), p.q.len(), p.m.now, p.m.rounds, len(p.m.events))
	}
	return ok
}

func (p *pair) drain() {
	p.t.Helper()
	for p.pop(math.MaxInt64) {
	}
	if p.q.ties() != p.m.ties {
		p.t.Fatalf("ties %d, want %d", p.q.ties(), p.m.ties)
	}
}

// pending compares the queue's list with what the reference would pop.
func (p *pair) pending() {
	p.t.Helper()
	m := *p.m
	m.events = slices.Clone(m.events)
	all := p.q.pending()
	for i, e := range all {
		if want, _ := m.pop(math.MaxInt64); e != want {
			p.t.Fatalf("pending()[%d] = %+v, want %+v", i, e, want)
		}
	}
	if len(m.events) > 0 {
		p.t.Fatalf("pending() misses %d events", len(m.events))
	}
}

// delayKinds are the regimes of the random scripts: each returns a delay from now.
var delayKinds = []func(*rand.Rand, Time) Time{
	func(r *rand.Rand, now Time) Time { return 0 },
	func(r *rand.Rand, now Time) Time { return Time(r.IntN(3)) },
	func(r *rand.Rand, now Time) Time { return Time(r.IntN(1000)) },
	func(r *rand.Rand, now Time) Time { return Time(r.ExpFloat64() * 1e6) },
	func(r *rand.Rand, now Time) Time { return Time(r.ExpFloat64() * 1e9) },
	func(r *rand.Rand, now Time) Time { return second - now%second },
	func(r *rand.Rand, now Time) Time { return 72 * 3600 * second },
	func(r *rand.Rand, now Time) Time { return Time(r.ExpFloat64() * 1e13) },
	func(r *rand.Rand, now Time) Time { return Time(1) << r.IntN(55) },
	func(r *rand.Rand, now Time) Time { return 100 * 365 * 86400 * second },
	func(r *rand.Rand, now Time) Time { return math.MaxInt64 - now - Time(r.IntN(5)) },
}

// script runs phases of random pushes and pops. Each phase favours a few kinds of delay and grows or
// shrinks the queue, so that slots must become narrower and wider, and the queue empties now and then.
func script(p *pair, rng *rand.Rand, phases, steps int) {
	p.t.Helper()
	for range phases {
		kinds := [3]int{rng.IntN(len(delayKinds)), rng.IntN(len(delayKinds)), rng.IntN(len(delayKinds))}
		grow, burst := rng.IntN(100), 1+rng.IntN(3)*rng.IntN(100)
		for range steps {
			if rng.IntN(100) < grow {
				for range burst {
					now := p.q.now()
					d := delayKinds[kinds[rng.IntN(3)]](rng, now)
					p.push(now+min(max(d, 0), math.MaxInt64-now), Agent(rng.IntN(1000)))
				}
				continue
			}
			until := Time(math.MaxInt64)
			if rng.IntN(4) == 0 {
				until = p.q.now() + Time(rng.ExpFloat64()*1e6)
				until = max(until, p.q.now())
			}
			for range burst {
				p.pop(until)
			}
		}
		if rng.IntN(4) == 0 {
			p.pending()
		}
		if p.q.now() > math.MaxInt64/2 || rng.IntN(8) == 0 {
			p.drain()
			if p.q.now() > math.MaxInt64/2 { // time is used up
				p.q, p.m = newQueue(p.q.tie), &model{tie: p.m.tie}
			}
		}
	}
	p.drain()
}

func TestQueue_agreesWithTheReferenceInRandomScripts(t *testing.T) {
	ties := []func(Time, Agent) uint64{
		testTie,
		func(_ Time, who Agent) uint64 { return uint64(who % 3) },       // many equal hashes, all small
		func(_ Time, who Agent) uint64 { return uint64(who%5) << 61 },   // a few buckets
		func(at Time, who Agent) uint64 { return testTie(at, who) | 1 }, // odd
	}
	scripts := uint64(16)
	if os.Getenv("DOPASIM_LONG") != "" {
		scripts = 60
	}
	for seed := range scripts {
		t.Run(fmt.Sprintf("seed%d", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 7))
			p := newPair(t, ties[seed%4])
			script(p, rng, 4+rng.IntN(20), 20<<rng.IntN(7))
		})
	}
}

func TestQueue_agreesWithTheReferenceWhenTheScaleOfTimeChanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	p := newPair(t, testTie)
	for _, scale := range []float64{1e9, 1e3, 1e13, 10, 1e12, 1e6, 1e15, 1e2, 1e9} {
		for p.q.len() < 3000 {
			p.push(p.q.now()+1+Time(rng.ExpFloat64()*scale), Agent(rng.IntN(100)))
		}
		for range 20_000 {
			p.pop(math.MaxInt64)
			p.push(p.q.now()+Time(rng.ExpFloat64()*scale), Agent(rng.IntN(100)))
		}
		p.pending()
	}
	p.drain()
}

func TestQueue_agreesWithTheReferenceInTheMixesOfTheBenchmarks(t *testing.T) {
	for _, mix := range []string{"exponential", "trust", "ties"} {
		p := newPair(t, testTie)
		delays := delayTable(mix)
		for i := range 20_000 {
			p.push(delays[i]/Time(1+i%7), Agent(i))
		}
		for i := range 100_000 {
			p.pop(math.MaxInt64)
			p.push(p.q.now()+delays[i%len(delays)], Agent(i))
		}
		p.drain()
	}
}

func TestQueue_lateArrivalsJoinTheNextRound(t *testing.T) {
	// The hash is the agent, so agent 1 would come first, were it not for its round.
	q := newQueue(func(_ Time, who Agent) uint64 { return uint64(who) })
	q.push(0, 7, 0)
	q.push(0, 5, 0)
	var order []Agent
	for {
		e, ok := q.pop(0)
		if !ok {
			break
		}
		order = append(order, e.Who)
		switch e.Who {
		case 5:
			q.push(0, 3, 0)
			q.push(0, 2, 0)
		case 2:
			q.push(0, 1, 0)
		}
	}
	if want := []Agent{5, 7, 2, 3, 1}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if q.round() != 3 || q.ties() != 4 {
		t.Errorf("%d rounds, %d ties; want 3 and 4", q.round(), q.ties())
	}
}

func TestQueue_lateArrivalAfterTheGroupEndedStillRunsNow(t *testing.T) {
	q := newQueue(testTie)
	q.push(10, 1, 0)
	q.push(20, 2, 0)
	q.pop(10)
	q.push(10, 3, 0)
	if e, ok := q.pop(10); !ok || e.Who != 3 || q.round() != 2 || q.ties() != 0 {
		t.Errorf("%+v %t, round %d, ties %d", e, ok, q.round(), q.ties())
	}
}

func TestQueue_popUntilConsumesNothing(t *testing.T) {
	for _, n := range []int{1, 100, 10_000} {
		p := newPair(t, testTie)
		for i := range n {
			p.push(1000+Time(i)*second, Agent(i))
		}
		for until := Time(0); until < 1000; until += 100 {
			p.pop(until)
			p.push(max(until, 1), 1) // may still come before all others
		}
		for range n / 2 {
			p.pop(p.q.now())
			p.pop(p.q.now() + second/2)
			p.pop(-1)
			p.pop(p.q.now() + second)
		}
		p.pending()
		p.drain()
	}
}

func TestQueue_sequenceNumbersMayWrap(t *testing.T) {
	p := newPair(t, func(Time, Agent) uint64 { return 0 }) // the sequence alone decides
	p.q.seq, p.m.seq = math.MaxUint32-500, math.MaxUint32-500
	rng := rand.New(rand.NewPCG(5, 6))
	for i := range 1000 {
		p.push(Time(rng.IntN(20))*second, Agent(i))
	}
	p.pending()
	p.drain()
}

func TestQueue_manyTiesAtOneInstant(t *testing.T) {
	for _, tie := range []func(Time, Agent) uint64{testTie, func(Time, Agent) uint64 { return 42 }} {
		p := newPair(t, tie)
		for i := range 30_000 {
			p.push(5*second, Agent(i*7919))
			if i%100 == 0 {
				p.push(5*second+Time(i%3), Agent(i))
			}
		}
		for p.pop(5 * second) {
			if p.q.round() < 3 {
				p.push(5*second, Agent(p.q.len()))
			}
			p.push(6*second, Agent(p.q.len()))
		}
		p.drain()
	}
}

func TestQueue_timesNearTheEndOfTime(t *testing.T) {
	p := newPair(t, testTie)
	for i := range 2000 {
		p.push(math.MaxInt64-Time(i%50), Agent(i))
		p.push(math.MaxInt64-Time(i)<<50>>1&math.MaxInt64, Agent(i))
		p.push(Time(i), Agent(i))
	}
	for range 5000 {
		p.pop(math.MaxInt64)
		p.push(math.MaxInt64, 1)
	}
	p.pending()
	p.drain()
	p.push(math.MaxInt64, 3)
	p.drain()
}

func TestQueue_earlierAndEarlierPushesBeforeAnOpenSlot(t *testing.T) {
	p := newPair(t, testTie)
	for i := range 5000 {
		p.push(1e15+Time(i%10), Agent(i))
	}
	p.pop(1e15 - 1)
	for at := Time(1e15) - 1; at > 0; at -= 3e12 {
		for i := range 70 {
			p.push(at, Agent(i))
		}
		p.pop(0)
	}
	p.drain()
}

func TestQueue_emptiesAndRefills(t *testing.T) {
	p := newPair(t, testTie)
	rng := rand.New(rand.NewPCG(8, 9))
	for i := range 40 {
		for range 1 + rng.IntN(5000)*(i%2) {
			p.push(p.q.now()+Time(rng.ExpFloat64()*1e9), Agent(rng.IntN(100)))
		}
		p.drain()
		p.push(p.q.now()+Time(i)*3600*second, 1) // a jump
	}
}

func TestQueue_refusesThePast(t *testing.T) {
	for _, at := range []Time{-1, 9} {
		q := newQueue(testTie)
		if at == 9 {
			q.push(10, 1, 0)
			q.pop(10)
		}
		func() {
			defer func() {
				if fmt.Sprint(recover()) != "sim: event scheduled before now" {
					t.Errorf("push at %d was not refused", at)
				}
			}()
			q.push(at, 1, 0)
		}()
	}
}

func TestQueue_steadyStateAllocatesNothing(t *testing.T) {
	for _, mix := range []string{"exponential", "trust", "ties"} {
		for _, n := range []int{100, 2000, 50_000} {
			q, delays, i := newQueue(testTie), delayTable(mix), 0
			fillResiduals(q, delays, n)
			for range 10 * n {
				hold(q, delays, &i)
			}
			allocs := testing.AllocsPerRun(5, func() {
				for range n {
					hold(q, delays, &i)
				}
			})
			// A rung or a page more may still be needed once in a while, never per event.
			if allocs > float64(n)/1000 {
				t.Errorf("%s with %d pending: %v allocations in %d events", mix, n, allocs, n)
			}
		}
	}
}

func TestQueue_memoryIsUsedAgain(t *testing.T) {
	q, delays, i := newQueue(testTie), delayTable("exponential"), 0
	fillResiduals(q, delays, 100_000)
	for range 500_000 {
		hold(q, delays, &i)
	}
	if most := 3 * 100_000 / pageSize; len(q.arena.pages) > most {
		t.Errorf("%d pages for 100,000 events, want at most %d", len(q.arena.pages), most)
	}
	for q.len() > 0 {
		q.pop(math.MaxInt64)
	}
	free := 0
	for c := q.arena.free; c != none; c = q.arena.prev[c] {
		free++
	}
	if free != len(q.arena.prev) {
		t.Errorf("%d of %d chunks are free in an empty queue", free, len(q.arena.prev))
	}
}
