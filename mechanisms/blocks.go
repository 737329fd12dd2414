package mechanisms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// BlockParams are the rules of block settlement: what agents send waits in a pool until a block takes it.
type BlockParams struct {
	// Time between two blocks, or the mean of it.
	Interval sim.Second `min:"1s" max:"1d"`
	// Whether blocks come at equal intervals, the first one interval after the start, or at exponential ones.
	Spacing string `enum:"fixed,exponential"`
	// Gas that the actions of a block may use in all.
	GasLimit uint64 `min:"100000" max:"300000000" unit:"gas"`
	// How the base fee follows demand: by EIP-1559 (up to an eighth more or less a block, none when blocks are half full), or
	// not at all.
	Market string `enum:"eip1559,constant"`
	// Base fee of the first block.
	BaseFee GasPrice `max:"100000 gwei"`
	// Price of one ether, in which fees are paid.
	Ether sim.Amount `max:"1000000 DPMN"`
	// Which of the waiting actions a block takes: the best tips, the first to arrive, a fair random choice, or the best tips
	// but for the builder's own.
	Order string `enum:"tips,arrival,random,adversarial"`
	// Actions that may wait in the pool; 0 is no limit. A full pool keeps the best tips, or the first under another order.
	Pool uint64 `max:"200000000"`
	// Share of blocks that an adversary builds, under the order adversarial.
	Share sim.Prob
	// Population whose actions come first in the adversary's blocks.
	Favours string `text:""`
	// Actions of others that the adversary's blocks leave out, "escrow.declare", separated by commas.
	Censors string `text:""`
	// Time from which on what is sent counts in latencies: the warm-up before it does not.
	From sim.Second
}

// MaxGasLimit is the largest BlockParams.GasLimit.
const MaxGasLimit = 300_000_000

// DefaultBlocks are Ethereum's blocks: 12 s and, since 2024, gas limits of 30 million and more.
var DefaultBlocks = BlockParams{
	Interval: 12, Spacing: "fixed", GasLimit: 30_000_000, Market: "eip1559", BaseFee: Gwei, Ether: 2500 * sim.Token,
	Order: "tips", Share: sim.One,
}

// BidParams are what the wallets of a population offer for their actions.
type BidParams struct {
	// Tip for the builder, per gas.
	Tip GasPrice
	// Tips are uniform from this fraction below Tip to as much above.
	Spread sim.Prob
	// Most that it pays per gas, base fee and tip together; it waits while the base fee is higher.
	Cap GasPrice `min:"0.001 gwei"`
	// Time after which an action that still waits is replaced by one that offers more; 0s is never. It ends where neither can
	// grow: no tip is above its cap.
	BumpAfter sim.Second
	// By how much tip and cap grow with each replacement. Pools refuse less than 10%.
	Bump sim.Prob `min:"10%"`
	// Where the cap stops growing; 0 gwei is at the cap itself, so that only the tip grows.
	Ceiling GasPrice
	// Time after which an action that a full pool refused or dropped is sent again, behind what its sender has there by then;
	// 0s is never.
	Retry sim.Second
}

// DefaultBid pays well above the base fee of a market at rest.
var DefaultBid = BidParams{Tip: Gwei / 10, Cap: 100 * Gwei, Bump: sim.ProbOf(1, 8)}

// Blocks is block settlement at work in one world. Its state is in columns, as that of mechanisms is.
//
// A block is built when its time has come: in the order of the rule it takes what waits until the next action would not
// fit, and executes it at the block's time. What is sent at that very time waits for the next block, whichever comes first
// within the instant, and so does what agents do upon its notices. Fees are paid in ether: the base fee at which the block
// was built and as much of the tip as the cap allows, for the gas of the action (Bound.Gas), also when it is refused.
type Blocks struct {
	BlockParams
	house  *House
	world  *sim.World
	bids   []BidParams // by population
	levels []uint16    // of their caps
	gas    [][]needs   // by instance and action
	stats  *sim.Column[blockStats]
	clock  *sim.Column[blockClock]
	build  uint16 // kinds of event
	bump   uint16
	retry  uint16

	favours  int      // index of a population; -1 for none
	censored []uint16 // codes, sorted

	pool    pool
	latency latencies
}

// needs is the gas of an action: what a block must have left to take it, and what it uses, accepted or refused.
type needs struct{ room, used, refused uint64 }

// blockClock is where the chain stands.
type blockClock struct {
	number    uint64   // of the last block that was counted
	at        sim.Time // its time
	base      GasPrice // base fee of the next block
	next      sim.Time // when that is due, if it is scheduled
	scheduled bool     // the next block is an event of the queue
	choices   uint64   // that the order random has made
}

// Settle makes the house settle in blocks: everything sent from now on waits for one. bids are by population of the world,
// as in World.Populations; gas is what each action takes, by instance and action, mostly Bound.Gas. Call it after the last
// Add and before strategies are bound. Errors: parameters that do not fit together or name nobody, actions whose gas no
// block has.
func (h *House) Settle(params BlockParams, bids []BidParams, gas [][]Gas) (*Blocks, error) {
	w := h.World
	if len(bids) != len(w.Populations()) {
		panic(fmt.Sprintf("mechanisms: bids of %d populations in a world of %d", len(bids), len(w.Populations())))
	}
	b := &Blocks{BlockParams: params, house: h, world: w, bids: bids, favours: -1}
	if err := b.names(); err != nil {
		return nil, err
	}
	largest := 0
	for _, in := range h.Instances {
		row := make([]needs, len(in.Mechanism.Actions))
		for i, a := range in.Mechanism.Actions {
			if a.Genesis() {
				continue
			}
			g := gas[in.code>>8][i]
			most := max(g.Later, g.Refused)
			if most > params.GasLimit {
				return nil, fmt.Errorf("%s.%s takes %d gas, more than the %d of a block", in.Name, a.Name(), most, params.GasLimit)
			}
			row[i] = needs{most, g.Later, g.Refused}
			largest = max(largest, a.RowSize())
		}
		b.gas = append(b.gas, row)
	}
	b.clock = sim.NewColumn[blockClock](w, "blocks.clock", 1)
	b.clock.Rows[0].base = params.BaseFee
	b.stats = sim.NewColumn[blockStats](w, "blocks.stats", 1)
	b.pool.init(w, params.Order, int(params.Pool), largest, capsOf(bids))
	for _, bid := range bids {
		b.levels = append(b.levels, b.pool.level(bid.Cap))
	}
	b.latency.init(w)
	b.build = w.Kind(func(sim.Event) { b.due() })
	b.bump = w.Kind(b.bumps)
	b.retry = w.Kind(b.retries)
	h.blocks = b
	return b, nil
}

// Blocks is the house's block settlement; nil under instant settlement.
func (h *House) Blocks() *Blocks { return h.blocks }

// names finds what the parameters name.
func (b *Blocks) names() error {
	if b.Order != "adversarial" {
		return nil
	}
	if b.Favours != "" {
		b.favours = slices.IndexFunc(b.world.Populations(), func(p sim.Population) bool { return p.Name == b.Favours })
		if b.favours < 0 {
			return fmt.Errorf("favours: there is no population %q", b.Favours)
		}
	}
	for name := range strings.SplitSeq(b.Censors, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		instance, action, _ := strings.Cut(name, ".")
		in := b.house.Find(instance)
		if in == nil || in.Mechanism.Action(action) == nil {
			return fmt.Errorf("censors: there is no action %q", name)
		}
		b.censored = append(b.censored, in.code|uint16(in.Mechanism.Action(action).Index()))
	}
	slices.Sort(b.censored)
	return nil
}

// estimate is what an action of an instance costs who makes such a bid at the base fee of the next block; what the cap
// allows while that is higher, since the action then waits until it is not.
func (b *Blocks) estimate(in *Bound, action int, bid *BidParams) sim.Amount {
	return min(b.baseFee().plus(bid.Tip), bid.Cap).cost(b.gas[in.code>>8][action].used, b.Ether)
}

// submit takes an action of who into the pool and gives the place of its arguments, valid until the next submit.
func (b *Blocks) submit(in *Bound, action int, who sim.Agent) []byte {
	b.due()
	w := b.world
	population := w.PopulationOf(who)
	bid := &b.bids[population]
	n := b.pool.open(who)
	e := &b.pool.entries.Rows[n]
	e.code, e.sent = in.code|uint16(action), w.Now()
	e.tip, e.level = b.tip(bid, who, b.pool.nonce(who)), b.levels[population]
	b.count(+1)
	b.stats.Rows[0].Sent++
	b.awake()
	b.enter(n)
	if bid.BumpAfter > 0 && e.state != vacant {
		w.Schedule(w.Now().After(bid.BumpAfter.Start()), who, b.bump, b.pool.name(n))
	}
	return b.pool.args(n)[:in.Mechanism.Actions[action].RowSize()]
}

var streamTip = sim.StreamOf("blocks.tip")

// tip is what who offers for its nth action.
func (b *Blocks) tip(bid *BidParams, who sim.Agent, nth uint64) GasPrice {
	tip := bid.Tip
	if bid.Spread > 0 {
		wide := uint64(tip.times(uint64(bid.Spread), uint64(sim.One)))
		r := b.world.Rand(streamTip, who, nth)
		tip += GasPrice(r.Uint64n(2*wide+1)) - GasPrice(wide)
	}
	return min(tip, bid.Cap)
}

// enter puts an entry into the pool, behind what its sender has there. A full pool keeps what pays best.
func (b *Blocks) enter(n uint32) {
	for _, out := range b.pool.enter(n) {
		b.stats.Rows[0].Dropped++
		e := &b.pool.entries.Rows[out]
		bid := &b.bids[b.world.PopulationOf(e.who)]
		if bid.Retry > 0 {
			b.world.Schedule(b.world.Now().After(bid.Retry.Start()), e.who, b.retry, b.pool.name(out))
			continue
		}
		b.count(-1)
		b.stats.Rows[0].Lost++
		b.stats.Rows[0].spent(b.world.Now() - e.sent)
		b.pool.close(out)
	}
}

// bumped is a price after a replacement: more, if only by a wei.
func (bid *BidParams) bumped(p GasPrice) GasPrice {
	return max(p.times(uint64(sim.One)+uint64(bid.Bump), uint64(sim.One)), p.plus(1))
}

// raised is the cap after a replacement.
func (bid *BidParams) raised(cap GasPrice) GasPrice {
	return max(cap, min(bid.bumped(cap), bid.Ceiling))
}

// capsOf lists every cap that the wallets come to offer, falling.
func capsOf(bids []BidParams) (caps []GasPrice) {
	for _, bid := range bids {
		caps = append(caps, bid.Cap)
		for at := bid.Cap; bid.BumpAfter > 0 && bid.raised(at) > at; {
			at = bid.raised(at)
			caps = append(caps, at)
		}
	}
	slices.Sort(caps)
	slices.Reverse(caps)
	return slices.Compact(caps)
}

// bumps replaces an action that still waits by one that offers more, as a wallet does.
func (b *Blocks) bumps(event sim.Event) {
	b.due()
	n, ok := b.pool.find(event)
	if !ok {
		return
	}
	e := &b.pool.entries.Rows[n]
	bid := &b.bids[b.world.PopulationOf(e.who)]
	cap := bid.raised(b.pool.cap(e))
	tip := min(bid.bumped(e.tip), cap)
	if tip == e.tip && cap == b.pool.cap(e) {
		return
	}
	e.tip, e.level = tip, b.pool.level(cap)
	b.stats.Rows[0].Bumps++
	b.pool.rank(n)
	b.world.Schedule(b.world.Now().After(bid.BumpAfter.Start()), e.who, b.bump, b.pool.name(n))
}

// retries sends an action again that a full pool did not keep.
func (b *Blocks) retries(event sim.Event) {
	b.due()
	if n, ok := b.pool.find(event); ok {
		b.awake()
		b.enter(n)
	}
}
