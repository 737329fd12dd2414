// Package provider holds the strategies of those who deliver: data, a model's work, computing.
//
// The desk below is what they share: accept an offer, work, deliver, settle after the window. A strategy decides two
// things: whether to accept and whether to deliver good work or junk.
package provider

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/sim"
)

// CommonParams are what every provider has.
type CommonParams struct {
	// Cost of a good delivery to the provider (c); junk costs nothing.
	Cost sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Time from accepting to delivering.
	Work mechanisms.Dist `of:"seconds"`
}

var common = CommonParams{Cost: 4 * sim.Token, Work: mechanisms.MustDist(mechanisms.KindSeconds, "1h")}

var (
	streamWork    = sim.StreamOf("provider.work")
	streamQuality = sim.StreamOf("provider.quality")
)

// desk is the part of a provider that all strategies share.
type desk struct {
	*agents.Build
	CommonParams
	contract  *mechanisms.Instance[trust.State]
	market    *agents.Market
	deliver   agents.Timer
	complain  agents.Timer
	settle    agents.Timer
	deals     *int64
	relations *int64
	cheats    *int64

	// griefs makes it declare every deal itself, in the last second of its window.
	griefs bool
	// accepts says whether to take the offer; nil always does.
	accepts func(who sim.Agent, deal *agents.Deal) bool
	// cheat says whether to deliver junk.
	cheat func(who sim.Agent, deal *agents.Deal) bool
}

var metrics = []mechanisms.MetricInfo{
	{Name: "relations", Doc: "relations that began: the same as deals where consumers do not come back"},
	{Name: "cheats", Doc: "deliveries of junk"},
	{Name: "idle", Doc: "conditional deals in which it delivered nothing"},
}

func newDesk(b *agents.Build, p CommonParams) (*desk, error) {
	contract, err := agents.Instance[trust.State](b, trust.Mechanism)
	if err != nil {
		return nil, err
	}
	d := &desk{Build: b, CommonParams: p, contract: contract, market: b.Markets.Of(b.World, contract.Bound)}
	d.market.Offer(b)
	d.deals, d.relations, d.cheats = b.DealCount(), b.Counter("relations"), b.Counter("cheats")
	d.deliver, d.settle, d.complain = b.Timer(d.delivers), b.Timer(d.settles), b.Timer(d.complains)
	d.deliver.Ahead(d.touch, d.touchMore)
	d.settle.Ahead(d.touch, d.touchMore)
	mechanisms.On(contract, trust.OpenedEvent, b.Index, d.opened)
	mechanisms.On(contract, trust.AcceptedEvent, b.Index, d.accepted)
	mechanisms.On(contract, trust.DeliveredEvent, b.Index, d.delivered)
	if contract.State.Start == "payment" {
		mechanisms.On(contract, trust.CompletedEvent, b.Index, d.completed)
	}
	return d, nil
}

// touch and touchMore load what a timer about a deal will need.
func (d *desk) touch(_ sim.Agent, id uint64) uint64 { return d.contract.State.Touch(id) }

func (d *desk) touchMore(_ sim.Agent, id uint64) uint64 {
	ref, read := d.contract.State.TouchParties(id)
	return read + d.market.Touch(ref)
}

func (d *desk) opened(who sim.Agent, e *trust.Event) {
	if deal := d.market.Deal(e.Ref); deal != nil && (d.accepts == nil || d.accepts(who, deal)) {
		*d.deals++
		if deal.Nth == 0 {
			*d.relations++
		}
		trust.Accept.Send(d.contract, who, trust.DealArgs{ID: e.ID})
	}
}

func (d *desk) accepted(who sim.Agent, e *trust.Event) {
	deal := d.market.Deal(e.Ref)
	if deal == nil {
		return
	}
	r := d.World.Rand(streamWork, deal.Payer, uint64(deal.Ordinal))
	d.deliver.After(sim.Second(d.Work.Draw(&r)).Start(), who, e.ID)
}

func (d *desk) delivers(who sim.Agent, id uint64) {
	chain := d.contract.State.Deal(id)
	deal := d.market.Deal(chain.Ref)
	if chain.Status != trust.Accepted || deal == nil {
		return // the deal expired while we worked
	}
	goods := agents.Good
	if d.cheat(who, deal) {
		goods = agents.Junk
		*d.cheats++
	} else {
		d.World.Ledger.Spend(who, d.Cost)
	}
	d.market.Deliver(chain.Ref, goods)
	trust.Deliver.Send(d.contract, who, trust.DealArgs{ID: id})
}

func (d *desk) delivered(who sim.Agent, e *trust.Event) {
	s := d.contract.State
	switch chain := s.Deal(e.ID); chain.Status {
	case trust.Watched:
		if d.griefs {
			d.complain.At(max(chain.Deadline, s.LastSecond(chain, who)-d.Lead()).Start(), who, e.ID)
		}
		d.settle.At((chain.Deadline + s.Longest()).Over(), who, e.ID)
	case trust.Delivered:
		d.settle.At(chain.Deadline.Over(), who, e.ID) // to complete, should the payer keep silent
	}
}

func (d *desk) completed(who sim.Agent, e *trust.Event) { d.delivered(who, e) }

func (d *desk) complains(who sim.Agent, id uint64) {
	if d.contract.State.Deal(id).Status == trust.Watched {
		trust.Declare.Send(d.contract, who, trust.DealArgs{ID: id})
	}
}

// settles ends a deal whose window passed, or completes one whose payer keeps silent.
func (d *desk) settles(who sim.Agent, id uint64) {
	switch chain := d.contract.State.Deal(id); {
	case chain.Status == trust.Watched && d.InBlocks() && d.World.Second() <= chain.Deadline+d.contract.State.Longest():
		// The timer was for its completion; that of its end is set as well.
	case chain.Status == trust.Watched:
		trust.Settle.Send(d.contract, who, trust.DealArgs{ID: id})
		d.Again(d.settle, who, id)
	case chain.Status == trust.Delivered:
		trust.Complete.Send(d.contract, who, trust.DealArgs{ID: id})
		d.Again(d.settle, who, id)
	}
}
