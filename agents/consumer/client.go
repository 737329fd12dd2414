package consumer

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// ClientParams are what every payer of conditional deals has.
type ClientParams struct {
	// Worth of a good delivery to the consumer (v); junk is worth nothing.
	Value sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// What a deal pays on success (r).
	Amount sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Time from opening a deal to the deadline of its decision.
	Within sim.Second `unit:"s" min:"1s" max:"10y"`
	// Deals, or relations where Continue is set, that a consumer starts; 0 until the horizon.
	Deals uint32 `max:"1000000000" fixed:"it says how many begin, and those whose last has begun wait for no more"`
	// Time between two of them; exponential makes demand a Poisson process.
	Every mechanisms.Dist `of:"seconds"`
	// Time from delivery to the payer's decision, where it decides.
	Delay mechanisms.Dist `of:"seconds"`
	// Probability that after a deal there is another in the same relation (delta).
	Continue sim.Prob `max:"99.99%"`
	// Whether the next deal of a relation is with the same provider and witness, or with others.
	Partner string `enum:"same,new"`
	// What else ends a relation: nothing, having received no good work, or a wrong decision that came to light.
	Ends string `enum:"never,junk,exposed"`
	// Probability that a wrong decision comes to light (d).
	Exposes sim.Prob
	// Probability that not paying for good work is put on a record that every provider can see.
	Visible sim.Prob
	// What it promises each witness who decides for failure.
	Bribe sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
}

var client = ClientParams{
	Value: 20 * sim.Token, Amount: 10 * sim.Token, Within: 2 * sim.Day, Deals: 10,
	Every: mechanisms.MustDist(mechanisms.KindSeconds, "exp(4d)"), Delay: mechanisms.MustDist(mechanisms.KindSeconds, "1h"),
	Partner: "same", Ends: "never",
}

var (
	streamPanel  = sim.StreamOf("consumer.panel")
	streamExpose = sim.StreamOf("consumer.expose")
	streamRecord = sim.StreamOf("consumer.record")
)

var clientMetrics = []mechanisms.MetricInfo{
	{Name: "relations", Doc: "relations started: the same as deals where Continue is not set"},
	{Name: "unmatched", Doc: "demand that found no provider or no witnesses, or could not be paid for"},
	{Name: "paid_good", Doc: "deals that brought good work and were decided a success, silence that pays included"},
	{Name: "paid_junk", Doc: "deals that brought junk or nothing and were decided a success"},
	{Name: "unpaid_good", Doc: "deals that brought good work and were not paid"},
	{Name: "unpaid_junk", Doc: "deals that brought junk or nothing and were not paid"},
	{Name: "exposed", Doc: "wrong decisions that came to light"},
	{Name: "bribes", Doc: "witnesses it paid for their decision"},
}

// verdict is what a payer does about a delivery, where it decides.
type verdict uint8

const (
	silence verdict = iota
	success
	failure
)

// clientDesk is the part of a payer of conditional deals that all strategies share.
type clientDesk struct {
	demand
	ClientParams
	contract *mechanisms.Instance[deal.State]
	money    *mechanisms.Instance[token.State]
	panel    *mechanisms.Instance[vote.State] // nil unless a vote decides
	people   *agents.Market                   // where its witnesses are found; nil without them
	decide   agents.Timer
	watch    agents.Timer

	paidGood, paidJunk, unpaidGood, unpaidJunk, exposed, bribes *int64

	// judges says what to declare about a delivery; only where the payer decides.
	judges func(who sim.Agent, d *agents.Deal) verdict
	// tells hears of deliveries instead, and everything after the opening is its affair; nil for all but tables.
	tells func(who sim.Agent, id uint64)
}

func newClient(b *agents.Build, p ClientParams, judges func(sim.Agent, *agents.Deal) verdict) (*clientDesk, error) {
	contract, err := agents.Instance[deal.State](b, deal.Mechanism)
	if err != nil {
		return nil, err
	}
	money, err := agents.Instance[token.State](b, token.Mechanism)
	if err != nil {
		return nil, err
	}
	d := &clientDesk{ClientParams: p, contract: contract, money: money, judges: judges}
	d.demand = demand{Build: b, market: b.Markets.Of(b.World, contract.Bound), every: p.Every, limit: p.Deals}
	d.market.Conditional()
	if err := d.findWitnesses(b); err != nil {
		return nil, err
	}
	d.buys = func(who, provider sim.Agent) { d.open(who, provider, sim.Nobody, 0, false) }
	d.paidGood, d.paidJunk, d.unpaidGood = b.Counter("paid_good"), b.Counter("paid_junk"), b.Counter("unpaid_good")
	d.unpaidJunk, d.exposed, d.bribes = b.Counter("unpaid_junk"), b.Counter("exposed"), b.Counter("bribes")
	d.decide, d.watch = b.Timer(d.decides), b.Timer(d.watches)
	d.market.Promise(b.Index, p.Bribe, vote.MaxSeats, d.payBribe)
	d.market.OnDelivery(b.Index, d.delivered)
	mechanisms.On(contract, deal.OpenedEvent, b.Index, d.opened)
	mechanisms.On(contract, deal.DecidedEvent, b.Index, d.decided)
	mechanisms.On(contract, deal.ExpiredEvent, b.Index, d.expired)
	deal.Open.OnRefused(contract, b.Index, d.refused)
	d.start()
	return d, nil
}

// findWitnesses finds out who decides: a vote has a market of witnesses of its own, a single witness is on the deal's.
func (d *clientDesk) findWitnesses(b *agents.Build) error {
	s := d.contract.State
	switch {
	case s.Decider == "vote":
		panel := s.PanelOf()
		instance, err := mechanisms.InstanceOf[vote.State](panel)
		if err != nil {
			return err
		}
		d.panel = instance
		d.people = b.Markets.Of(b.World, panel)
	case s.Names() > 0:
		d.people = d.market
	}
	return nil
}

// open opens a deal of a relation, with the witness it had before, if any.
func (d *clientDesk) open(who, provider, witness sim.Agent, nth uint16, soured bool) {
	ref, row := d.begin(who, provider, nth)
	args := deal.OpenArgs{Provider: provider, Amount: d.Amount, Deadline: d.World.Second() + d.Within, Ref: ref}
	if !d.appoint(who, witness, uint64(row.Ordinal), &args.Witnesses) {
		*d.unmatched++
		d.market.End(ref)
		return
	}
	side := d.market.Side(ref)
	side.Witness, side.Soured = args.Witnesses.Items[0], soured
	deal.Open.Send(d.contract, who, args)
}

// appoint names the witnesses of a deal; false when there are not enough. The one of the deal before stays the first.
func (d *clientDesk) appoint(who, witness sim.Agent, ordinal uint64, names *vote.Names) bool {
	n := d.contract.State.Names()
	if d.panel != nil {
		n = d.panel.State.Named()
	}
	if n == 0 {
		return true
	}
	names.Count = uint8(n)
	r := d.Rand(streamPanel, who, ordinal)
	if !d.people.Panel(&r, names.Items[:n]) {
		return false
	}
	if witness != sim.Nobody && d.panel == nil {
		if names.Items[1] == witness { // it stays the first, not the second
			names.Items[1] = names.Items[0]
		}
		names.Items[0] = witness
	}
	return true
}

func (d *clientDesk) refused(_ sim.Agent, e *mechanisms.Refused[deal.OpenArgs]) {
	*d.unmatched++
	d.market.End(e.Args.Ref)
}

func (d *clientDesk) opened(who sim.Agent, e *deal.OpenedFields) {
	row := d.market.Deal(e.Ref)
	if row == nil {
		return
	}
	row.ID = e.ID
	*d.deals++
	if last, ends := d.contract.State.Ends(e.Deadline); ends {
		d.watch.At(last.Over(), who, e.ID)
	}
}

// watches gets the money back when nobody decided.
func (d *clientDesk) watches(who sim.Agent, id uint64) {
	if d.tells != nil {
		return
	}
	if s := d.contract.State.Deal(id).Status; s == deal.Offered || s == deal.Locked && d.panel == nil {
		deal.Expire.Send(d.contract, who, deal.DealArgs{ID: id})
		d.Again(d.watch, who, id)
	}
}

// delivered hears of the goods, outside the chain.
func (d *clientDesk) delivered(who sim.Agent, ref uint64) {
	row := d.market.Deal(ref)
	if row == nil {
		return
	}
	if row.Goods == agents.Good {
		d.World.Ledger.Receive(who, d.Value)
	}
	switch {
	case d.tells != nil:
		d.tells(who, row.ID)
	case d.contract.State.Decider == "payer":
		r := d.Rand(streamDelay, who, uint64(row.Ordinal))
		d.decide.After(d.Delay.DrawTime(&r), who, ref)
	}
}

func (d *clientDesk) decides(who sim.Agent, ref uint64) {
	row := d.market.Deal(ref)
	if row == nil {
		return
	}
	if v := d.judges(who, row); v != silence {
		deal.Decide.Send(d.contract, who, deal.DecideArgs{ID: row.ID, Success: v == success})
	}
}

func (d *clientDesk) decided(who sim.Agent, e *deal.DecidedFields) { d.end(who, e.Ref, e.Success) }

func (d *clientDesk) expired(who sim.Agent, e *deal.ExpiredFields) { d.end(who, e.Ref, e.Success) }

// end notes how a deal came out and goes on with the relation, if it lasts.
func (d *clientDesk) end(who sim.Agent, ref uint64, paid bool) {
	row := d.market.Deal(ref)
	if row == nil {
		return
	}
	good := row.Goods == agents.Good
	d.note(good, paid)
	exposed := good != paid && d.luck(streamExpose, row, d.Exposes)
	if exposed {
		*d.exposed++
	}
	if good && !paid && d.luck(streamRecord, row, d.Visible) {
		d.market.Record(who)
	}
	over := d.Ends == "junk" && !good || d.Ends == "exposed" && exposed
	goes := d.Continue > 0 && !over && d.luck(streamContinue, row, d.Continue)
	provider, nth, side := row.Provider, row.Nth, *d.market.Side(ref)
	side.Soured = side.Soured || good && !paid
	ordinal := uint64(row.Ordinal)
	d.market.End(ref)
	if !goes {
		return
	}
	if d.Partner == "new" {
		r := d.Rand(streamMatch, who, 1<<32|ordinal)
		if provider, goes = d.market.Match(&r); !goes {
			*d.unmatched++
			return
		}
		side = agents.Side{} // it knows nothing of what was before
	}
	d.open(who, provider, side.Witness, following(nth), side.Soured)
}

func (d *clientDesk) note(good, paid bool) {
	switch {
	case good && paid:
		*d.paidGood++
	case paid:
		*d.paidJunk++
	case good:
		*d.unpaidGood++
	default:
		*d.unpaidJunk++
	}
}

func (d *clientDesk) luck(s sim.Stream, row *agents.Deal, p sim.Prob) bool {
	if p == 0 || p == sim.One {
		return p == sim.One
	}
	r := d.Rand(s, row.Payer, uint64(row.Ordinal))
	return r.Bernoulli(p)
}

// payBribe keeps a promise to a witness.
func (d *clientDesk) payBribe(who sim.Agent, witness uint64) {
	*d.bribes++
	token.Transfer.Send(d.money, who, token.TransferArgs{To: sim.Agent(witness), Amount: d.Bribe})
}
