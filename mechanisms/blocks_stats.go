package mechanisms

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/dopamine-network/dopasim/sim"
)

// blockStats is what metrics of blocks are read from.
type blockStats struct {
	Sent, Included, Refused, Late int64
	Dropped, Lost, Bumps          int64
	Blocks, Full                  int64
	Gas                           uint64
	Fees                          area // in base units
	Paid                          area // gas times its price, in wei
	BaseMost                      GasPrice
	Waiting, WaitingMost          int64
	since                         sim.Time // of the last change of Waiting
	Area                          area     // Waiting over time, in nanoseconds
	Before                        area     // of it, up to From
	Spent                         area     // times that all who wait no more have waited
}

// area is a sum of 128 bits.
type area struct{ hi, lo uint64 }

func (a *area) add(x, y uint64) {
	hi, lo := bits.Mul64(x, y)
	var carry uint64
	a.lo, carry = bits.Add64(a.lo, lo, 0)
	a.hi, _ = bits.Add64(a.hi, hi, carry)
}

func (a area) float() float64 { return float64(a.hi)*(1<<64) + float64(a.lo) }

// count notes that so many more wait from now on.
func (b *Blocks) count(more int64) { b.stats.Rows[0].count(b.world.Now(), b.From.Start(), more) }

func (s *blockStats) count(now, from sim.Time, more int64) {
	if s.since < from && now >= from {
		s.Before = s.Area
		s.Before.add(uint64(s.Waiting), uint64(from-s.since))
	}
	s.Area.add(uint64(s.Waiting), uint64(now-s.since))
	s.since = now
	s.Waiting += more
	s.WaitingMost = max(s.WaitingMost, s.Waiting)
}

// spent notes how long one has waited that waits no more.
func (s *blockStats) spent(t sim.Time) { s.Spent.add(uint64(t), 1) }

// included notes an action that a block executed.
func (s *blockStats) included(err error, fee sim.Amount, gas uint64, price GasPrice) {
	s.Included++
	s.Gas += gas
	s.Paid.add(gas, uint64(price))
	if err != nil {
		s.Refused++
		if err == Closed || err == late {
			s.Late++
		}
	}
	s.Fees.add(uint64(fee), 1)
}

// late is the refusal of what comes after its deadline, in every mechanism that has one.
const late = Revert("TooLate")

// block notes a block that was not empty, or that nobody wanted to pay for.
func (s *blockStats) block(gas uint64, full bool, base GasPrice) {
	s.Blocks++
	if full {
		s.Full++
	}
	s.BaseMost = max(s.BaseMost, base)
}

// BlockMetrics are what Blocks.Metrics gives, in its order. Units are those of the values: seconds, gwei, DPMN.
var BlockMetrics = []MetricInfo{
	{"sent", "", "actions that agents sent"},
	{"included", "", "actions that blocks executed, refused ones among them"},
	{"refused", "", "actions that were refused when they were executed; they pay too"},
	{"late", "", "actions refused as TooLate or Closed: what they were about had ended while they waited"},
	{"dropped", "", "times that a full pool refused an action or dropped it for a better paid one"},
	{"lost", "", "actions that were dropped and not sent again"},
	{"bumps", "", "replacements of a waiting action by one that offers more"},
	{"backlog", "", "actions that wait now"},
	{"backlog_mean", "", "actions that wait, mean over time (from on)"},
	{"backlog_max", "", "most actions that ever waited"},
	{"latency_mean", "s", "time from sending to execution, mean (from on)"},
	{"latency_50", "s", "median time from sending to execution (from on; to 1.6%)"},
	{"latency_95", "s", "95% quantile of it"},
	{"latency_99", "s", "99% quantile of it"},
	{"latency_max", "s", "longest of it"},
	{"blocks", "", "blocks that were built while something waited"},
	{"full_blocks", "", "blocks that were full: the next action did not fit"},
	{"gas", "gas", "gas of all executed actions"},
	{"base_fee", "gwei", "base fee now"},
	{"base_fee_max", "gwei", "highest base fee of a block"},
	{"gas_price", "gwei", "mean price of the gas that was used, tips included"},
	{"fees", "DPMN", "fees that were paid"},
}

// Metrics are the values of BlockMetrics now; means and quantiles of nothing are NaN.
func (b *Blocks) Metrics() []float64 {
	s := b.stats.Rows[0]
	now, from := b.world.Now(), b.From.Start()
	s.count(now, from, 0)
	second := float64(sim.Second(1).Start())
	l := &b.latency
	return []float64{
		float64(s.Sent), float64(s.Included), float64(s.Refused), float64(s.Late), float64(s.Dropped), float64(s.Lost),
		float64(s.Bumps), float64(s.Waiting), mean(s.Area.float()-s.Before.float(), float64(now-from)), float64(s.WaitingMost),
		l.mean() / second, l.quantile(0.50) / second, l.quantile(0.95) / second, l.quantile(0.99) / second,
		float64(l.total.Rows[0].most) / second,
		float64(s.Blocks), float64(s.Full), float64(s.Gas), b.baseFee().Gwei(), s.BaseMost.Gwei(),
		mean(s.Paid.float(), float64(s.Gas)) / float64(Gwei), s.Fees.float() / float64(sim.Token),
	}
}

// mean is sum/n, NaN when n is none.
func mean(sum, n float64) float64 {
	if n <= 0 {
		return math.NaN()
	}
	return sum / n
}

// Check is Little's law, exactly: what waits, added up over time, is the time that each of them has waited. And what was
// sent was executed or lost, or waits.
func (b *Blocks) Check() error {
	s := b.stats.Rows[0]
	now := b.world.Now()
	area, spent := s.Area, s.Spent
	area.add(uint64(s.Waiting), uint64(now-s.since))
	waiting := int64(0)
	for i := range b.pool.entries.Rows {
		if e := &b.pool.entries.Rows[i]; e.state != vacant {
			waiting++
			spent.add(uint64(now-e.sent), 1)
		}
	}
	switch {
	case area != spent:
		return fmt.Errorf("blocks: what waited over time is %.0f ns, the times that each waited add up to %.0f", area.float(), spent.float())
	case waiting != s.Waiting || s.Sent != s.Included+s.Lost+s.Waiting:
		return fmt.Errorf("blocks: %d were sent, %d executed, %d lost, %d are counted as waiting and %d wait",
			s.Sent, s.Included, s.Lost, s.Waiting, waiting)
	}
	return nil
}

// latencies counts times by size: each octave of microseconds in 64 steps, so that a quantile is right to 1/64.
type latencies struct {
	counts *sim.Column[uint64]
	total  *sim.Column[latencyTotal]
}

type latencyTotal struct {
	n    uint64
	sum  area
	most sim.Time
}

const (
	stepBits = 6
	octaves  = 54
)

func (l *latencies) init(w *sim.World) {
	l.counts = sim.NewColumn[uint64](w, "blocks.latencies", octaves<<stepBits)
	l.total = sim.NewColumn[latencyTotal](w, "blocks.latency", 1)
}

// step is the place of a time.
func step(t sim.Time) int {
	x := uint64(t / sim.Microsecond)
	if x < 1<<stepBits {
		return int(x)
	}
	octave := bits.Len64(x) - 1 - stepBits
	return (octave+1)<<stepBits | int(x>>octave)&(1<<stepBits-1)
}

// bounds are the ends of a step, in nanoseconds: the second is not in it.
func bounds(step int) (low, high float64) {
	us := float64(sim.Microsecond)
	if step < 1<<stepBits {
		return float64(step) * us, float64(step+1) * us
	}
	octave, within := step>>stepBits-1, step&(1<<stepBits-1)
	width := math.Ldexp(us, octave)
	return float64(1<<stepBits+within) * width, float64(1<<stepBits+within+1) * width
}

func (l *latencies) add(t sim.Time) {
	l.counts.Rows[step(t)]++
	total := &l.total.Rows[0]
	total.n++
	total.sum.add(uint64(t), 1)
	total.most = max(total.most, t)
}

// mean in nanoseconds; NaN of nothing.
func (l *latencies) mean() float64 {
	return mean(l.total.Rows[0].sum.float(), float64(l.total.Rows[0].n))
}

// quantile in nanoseconds, interpolated within its step; NaN of nothing.
func (l *latencies) quantile(q float64) float64 {
	total := l.total.Rows[0]
	if total.n == 0 {
		return math.NaN()
	}
	want, below := q*float64(total.n), 0.0
	for i, n := range l.counts.Rows {
		if below+float64(n) >= want && n > 0 {
			low, high := bounds(i)
			return min(low+(high-low)*(want-below)/float64(n), float64(total.most))
		}
		below += float64(n)
	}
	return float64(total.most)
}
