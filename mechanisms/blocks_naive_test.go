package mechanisms

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math/big"
	"slices"

	"github.com/dopamine-network/dopasim/sim"
)

// naive is block settlement by its documented rules, as simply as can be: all that waits in a slice, sorted at every block.
type naive struct {
	naiveCounts
	c      *gasCase
	w      *sim.World // for luck only
	now    sim.Time
	number uint64
	at     sim.Time // of the last block, empty ones too
	base   GasPrice
	most   GasPrice
	all    []*naiveEntry
	events []naiveEvent
	seq    int
	nth    map[sim.Agent]uint64
	lamps  []sim.Agent // by id - 1; 0 is out
	rows   []string
	fees   map[sim.Agent]sim.Amount
	times  []sim.Time // from sending to execution
	area   *big.Int   // of what waits over time, from From on
}

type naiveCounts struct{ executed, refused, dropped, lost, bumps, blocks, full, retried, censored, favoured, atBlock int64 }

func (c *naiveCounts) list() []*int64 {
	return []*int64{&c.executed, &c.refused, &c.dropped, &c.lost, &c.bumps, &c.blocks, &c.full, &c.retried, &c.censored, &c.favoured, &c.atBlock}
}

func (c *naiveCounts) add(o naiveCounts) {
	for i, n := range c.list() {
		*n += *o.list()[i]
	}
}

func (c *naiveCounts) least() int64 {
	least := c.executed
	for _, n := range c.list() {
		least = min(least, *n)
	}
	return least
}

type naiveEntry struct {
	gasSend
	tip, cap GasPrice
	arrived  int // 0 while it is outside of the pool
}

type naiveEvent struct {
	at    sim.Time
	tie   uint64
	seq   int
	what  string
	send  gasSend
	entry *naiveEntry
}

func runNaive(c *gasCase, w *sim.World) *naive {
	m := &naive{c: c, w: w, base: c.params.BaseFee, nth: map[sim.Agent]uint64{}, fees: map[sim.Agent]sim.Amount{}, area: new(big.Int)}
	for _, s := range c.sends {
		m.schedule(s.at, s.who, naiveEvent{what: "send", send: s})
	}
	for {
		slices.SortFunc(m.events, func(a, b naiveEvent) int {
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.tie, b.tie), a.seq-b.seq)
		})
		if len(m.events) == 0 || m.events[0].at > c.until {
			break
		}
		e := m.events[0]
		m.events = m.events[1:]
		m.blocksUpTo(e.at)
		m.pass(e.at)
		switch e.what {
		case "send":
			m.send(e.send)
		case "retry":
			m.retried++
			m.enter(e.entry)
		case "bump":
			m.bump(e.entry)
		}
	}
	m.blocksUpTo(c.until)
	m.pass(c.until)
	return m
}

// pass lets the time pass.
func (m *naive) pass(to sim.Time) {
	if from := max(m.now, m.c.params.From.Start()); to > from {
		m.area.Add(m.area, new(big.Int).Mul(big.NewInt(int64(len(m.all))), big.NewInt(int64(to-from))))
	}
	m.now = to
}

func (m *naive) schedule(at sim.Time, who sim.Agent, e naiveEvent) {
	m.seq++
	e.at, e.tie, e.seq = at, sim.TieHash(m.w.Seed(), int64(at), m.w.Luck(who)), m.seq
	m.events = append(m.events, e)
}

func (m *naive) bid(who sim.Agent) BidParams { return m.c.bids[m.w.PopulationOf(who)] }

func (m *naive) send(s gasSend) {
	if s.at == m.at {
		m.atBlock++
	}
	bid := m.bid(s.who)
	m.nth[s.who]++
	wide := uint64(bid.Tip) / uint64(sim.One/bid.spreadOrOne()) // spreads are 0, a half or One
	if bid.Spread == 0 {
		wide = 0
	}
	r := m.w.Rand(sim.StreamOf("blocks.tip"), s.who, m.nth[s.who])
	e := &naiveEntry{gasSend: s, cap: bid.Cap, tip: min(bid.Cap, bid.Tip-GasPrice(wide)+GasPrice(r.Uint64n(2*wide+1)))}
	m.all = append(m.all, e)
	m.enter(e)
	if bid.BumpAfter > 0 && slices.Contains(m.all, e) {
		m.schedule(m.now+bid.BumpAfter.Start(), s.who, naiveEvent{what: "bump", entry: e})
	}
}

func (bid BidParams) spreadOrOne() sim.Prob { return cmp.Or(bid.Spread, sim.One) }

// inPool is what is in the pool, by arrival.
func (m *naive) inPool() (in []*naiveEntry) {
	for _, e := range m.all {
		if e.arrived > 0 {
			in = append(in, e)
		}
	}
	slices.SortFunc(in, func(a, b *naiveEntry) int { return a.arrived - b.arrived })
	return in
}

// firsts are the first of each sender in the pool, by arrival.
func (m *naive) firsts() (firsts []*naiveEntry) {
	for _, e := range m.inPool() {
		if !slices.ContainsFunc(firsts, func(f *naiveEntry) bool { return f.who == e.who }) {
			firsts = append(firsts, e)
		}
	}
	return firsts
}

func (m *naive) byTips() bool { return m.c.params.Order != "arrival" }

func (m *naive) enter(e *naiveEntry) {
	in := m.inPool()
	if limit := int(m.c.params.Pool); limit > 0 && len(in) >= limit {
		victim := slices.MinFunc(m.firsts(), func(a, b *naiveEntry) int {
			return cmp.Or(cmp.Compare(a.tip, b.tip), b.arrived-a.arrived)
		})
		if !m.byTips() || victim.tip >= e.tip || victim.who == e.who {
			m.drop(e)
			return
		}
		for _, x := range in {
			if x.who == victim.who {
				m.drop(x)
			}
		}
	}
	m.seq++
	e.arrived = m.seq
}

func (m *naive) drop(e *naiveEntry) {
	m.dropped++
	e.arrived = 0
	if after := m.bid(e.who).Retry; after > 0 {
		m.schedule(m.now+after.Start(), e.who, naiveEvent{what: "retry", entry: e})
		return
	}
	m.lost++
	m.remove(e)
}

func (m *naive) remove(e *naiveEntry) {
	m.all = slices.DeleteFunc(m.all, func(x *naiveEntry) bool { return x == e })
}

func (m *naive) bump(e *naiveEntry) {
	if !slices.Contains(m.all, e) {
		return
	}
	bid := m.bid(e.who)
	more := func(p GasPrice) GasPrice {
		x := new(big.Int).Mul(new(big.Int).SetUint64(uint64(p)), new(big.Int).SetUint64(uint64(sim.One)+uint64(bid.Bump)))
		return max(p+1, GasPrice(x.Rsh(x, 63).Uint64()))
	}
	cap := max(e.cap, min(more(e.cap), bid.Ceiling))
	tip := min(more(e.tip), cap)
	if cap == e.cap && tip == e.tip {
		return
	}
	e.cap, e.tip = cap, tip
	m.bumps++
	m.schedule(m.now+bid.BumpAfter.Start(), e.who, naiveEvent{what: "bump", entry: e})
}

// following is the time of the next block.
func (m *naive) following() sim.Time {
	if m.c.params.Spacing == "fixed" {
		return m.at + m.c.params.Interval.Start()
	}
	r := m.w.Rand(sim.StreamOf("blocks.spacing"), sim.Nobody, m.number)
	return m.at + max(1, sim.Time(r.Exponential(int64(m.c.params.Interval.Start()))))
}

func (m *naive) blocksUpTo(t sim.Time) {
	for m.following() <= t {
		m.at = m.following()
		m.pass(m.at)
		m.number++
		m.block()
	}
}

func (m *naive) block() {
	limit := m.c.params.GasLimit
	left, waits := limit, len(m.inPool()) > 0
	r := m.w.Rand(sim.StreamOf("blocks.builder"), sim.Nobody, m.number)
	hostile := m.c.params.Order == "adversarial" && r.Bernoulli(m.c.params.Share)
	full := hostile && m.favour(&left)
	for !full && left >= 21_000 {
		able := slices.DeleteFunc(m.firsts(), func(e *naiveEntry) bool {
			censored := hostile && m.censors(e)
			if censored {
				m.censored++
			}
			return e.cap < m.base || censored
		})
		if len(able) == 0 {
			break
		}
		next := slices.MinFunc(able, func(a, b *naiveEntry) int {
			if m.byTips() {
				return cmp.Or(cmp.Compare(min(b.tip, b.cap-m.base), min(a.tip, a.cap-m.base)), cmp.Compare(b.tip, a.tip), a.arrived-b.arrived)
			}
			return a.arrived - b.arrived
		})
		if full = m.room(next) > left; !full {
			left -= m.execute(next)
		}
	}
	if waits {
		m.blocks++
		m.most = max(m.most, m.base)
		if full || left < 21_000 {
			m.full++
		}
	}
	if m.c.params.Market == "eip1559" {
		m.base = eip1559(m.base, limit-left, limit)
	}
}

// eip1559 is the recursion as the text of EIP-1559 has it.
func eip1559(base GasPrice, used, limit uint64) GasPrice {
	n := func(x uint64) *big.Int { return new(big.Int).SetUint64(x) }
	target := limit / 2
	diff := max(used, target) - min(used, target)
	delta := new(big.Int).Mul(n(uint64(base)), n(diff))
	delta.Div(delta, n(target)).Div(delta, n(8))
	switch {
	case used > target:
		return base + max(1, GasPrice(delta.Uint64()))
	default:
		return base - GasPrice(delta.Uint64())
	}
}

func (m *naive) censors(e *naiveEntry) bool {
	name := "lamp.out"
	if e.light {
		name = "lamp.light"
	}
	return bytes.Contains([]byte(m.c.params.Censors), []byte(name))
}

func (m *naive) favour(left *uint64) bool {
	own, ok := m.w.Population(m.c.params.Favours)
	for who := own.First; ok && own.Contains(who); who++ {
		for {
			i := slices.IndexFunc(m.firsts(), func(e *naiveEntry) bool { return e.who == who })
			if i < 0 || m.firsts()[i].cap < m.base {
				break
			}
			e := m.firsts()[i]
			if m.room(e) > *left {
				return true
			}
			m.favoured++
			*left -= m.execute(e)
		}
	}
	return false
}

func (m *naive) gasOf(e *naiveEntry) Gas {
	if e.light {
		return m.c.gas[light.Index()]
	}
	return m.c.gas[out.Index()]
}

func (m *naive) room(e *naiveEntry) uint64 { return max(m.gasOf(e).Later, m.gasOf(e).Refused) }

func (m *naive) execute(e *naiveEntry) uint64 {
	why, gas := m.lamp(e), m.gasOf(e).Later
	if why != "" {
		m.refused++
		gas = m.gasOf(e).Refused
	}
	price := m.base + min(e.tip, e.cap-m.base)
	fee := new(big.Int).Mul(new(big.Int).SetUint64(uint64(price)), new(big.Int).SetUint64(gas*uint64(m.c.params.Ether)))
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)
	fee.Add(fee, unit).Sub(fee, big.NewInt(1)).Div(fee, unit) // rounded up
	m.fees[e.who] += sim.Amount(fee.Int64())
	m.executed++
	m.rows = append(m.rows, fmt.Sprintf("%d: %d %t %d %q", m.now.Second(), e.who, e.light, e.arg, why))
	if e.at >= m.c.params.From.Start() {
		m.times = append(m.times, m.now-e.at)
	}
	m.remove(e)
	return gas
}

// lamp is what the lamps do.
func (m *naive) lamp(e *naiveEntry) Revert {
	alight := 0
	for _, l := range m.lamps {
		if l != 0 {
			alight++
		}
	}
	switch {
	case e.light && alight >= 3:
		return dark
	case e.light:
		m.lamps = append(m.lamps, sim.Agent(e.arg))
	case e.arg > uint64(len(m.lamps)):
		return Unknown
	case m.lamps[e.arg-1] == 0:
		return Closed
	case m.lamps[e.arg-1] != e.who:
		return dark
	default:
		m.lamps[e.arg-1] = 0
	}
	return ""
}

// compare holds a run against the model.
func (m *naive) compare(have *Instance[lampState], journal []byte) error {
	var rows []string
	in := sim.NewJournalReader(bytes.NewReader(journal), have.House.RowSize)
	for {
		row, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		_, a, _ := have.House.Resolve(row.Action)
		args, _ := Values(a.Args(), row.Args)
		why := Revert("")
		if row.Outcome != 0 {
			why = lamp.Reverts[row.Outcome-1].Revert
		}
		rows = append(rows, fmt.Sprintf("%d: %d %t %d %q", row.Now, row.Who, a == Action(light), args[0], why))
	}
	if !slices.Equal(rows, m.rows) {
		return fmt.Errorf("executed\n%q\nwant\n%q", rows, m.rows)
	}
	b := have.House.Blocks()
	s := b.stats.Rows[0]
	got := []any{s.Included, s.Refused, s.Dropped, s.Lost, s.Bumps, s.Blocks, s.Full, s.Waiting, b.baseFee(), s.BaseMost, b.latency.total.Rows[0].n}
	want := []any{m.executed, m.refused, m.dropped, m.lost, m.bumps, m.blocks, m.full, int64(len(m.all)), m.base, m.most, uint64(len(m.times))}
	if !slices.Equal(got, want) {
		return fmt.Errorf("executed, refused, dropped, lost, bumps, blocks, full, waiting, base fee, most, measured\n%v, want\n%v", got, want)
	}
	for who := range sim.Agent(m.w.Accounts()) {
		if got := m.w.Ledger.Account(who).Fees; got != m.fees[who] {
			return fmt.Errorf("%d has paid %d, want %d", who, got, m.fees[who])
		}
	}
	sum := sim.Time(0)
	for _, t := range m.times {
		sum += t
	}
	if total := b.latency.total.Rows[0]; total.sum != (area{0, uint64(sum)}) || len(m.times) > 0 && total.most != slices.Max(m.times) {
		return fmt.Errorf("they waited %v, want %d", total, sum)
	}
	s.count(m.w.Now(), m.c.params.From.Start(), 0)
	if waited := s.Area.float() - s.Before.float(); waited != float64(m.area.Int64()) && m.now >= m.c.params.From.Start() {
		return fmt.Errorf("waiting over time is %.0f, want %s", waited, m.area)
	}
	return nil
}
