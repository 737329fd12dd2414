package provider

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// contractor is the part of a provider that all its strategies share under conditional deals: agree to the witnesses,
// work, deliver outside the chain, and see to it that a vote is counted.
type contractor struct {
	*agents.Build
	CommonParams
	contract *mechanisms.Instance[deal.State]
	panel    *mechanisms.Instance[vote.State] // nil unless a vote decides
	market   *agents.Market
	deliver  agents.Timer
	mind     agents.Timer

	deals, relations, cheats, idle *int64

	// choose says what to deliver.
	choose func(who sim.Agent, ref uint64, d *agents.Deal) agents.Quality
	// begun hears of every deal that began; nil does not care.
	begun func(who sim.Agent, e *deal.OpenedFields)
}

func newContractor(b *agents.Build, p CommonParams) (*contractor, error) {
	contract, err := agents.Instance[deal.State](b, deal.Mechanism)
	if err != nil {
		return nil, err
	}
	d := &contractor{Build: b, CommonParams: p, contract: contract, market: b.Markets.Of(b.World, contract.Bound)}
	if panel := contract.State.PanelOf(); panel != nil {
		if d.panel, err = mechanisms.InstanceOf[vote.State](panel); err != nil {
			return nil, err
		}
	}
	d.market.Conditional()
	d.market.Offer(b)
	d.deals, d.relations, d.cheats, d.idle = b.DealCount(), b.Counter("relations"), b.Counter("cheats"), b.Counter("idle")
	d.deliver, d.mind = b.Timer(d.delivers), b.Timer(d.minds)
	mechanisms.On(contract, deal.OpenedEvent, b.Index, d.opened)
	return d, nil
}

// works binds a strategy that works under trust and under conditional deals alike.
func works(b *agents.Build, p CommonParams, choose func(who sim.Agent, d *agents.Deal) bool) error {
	contract, err := agents.Which(b, trust.Mechanism, deal.Mechanism)
	if err != nil {
		return err
	}
	if contract == trust.Mechanism {
		d, err := newDesk(b, p)
		if err == nil {
			d.cheat = choose
		}
		return err
	}
	d, err := newContractor(b, p)
	if err == nil {
		d.choose = func(who sim.Agent, _ uint64, row *agents.Deal) agents.Quality {
			if choose(who, row) {
				return agents.Junk
			}
			return agents.Good
		}
	}
	return err
}

func (d *contractor) opened(who sim.Agent, e *deal.OpenedFields) {
	row := d.market.Deal(e.Ref)
	if row == nil {
		return
	}
	*d.deals++
	if row.Nth == 0 {
		*d.relations++
	}
	if d.contract.State.Naming == "both" {
		deal.Agree.Send(d.contract, who, deal.DealArgs{ID: e.ID})
	}
	if d.begun != nil {
		d.begun(who, e)
	}
	r := d.World.Rand(streamWork, row.Payer, uint64(row.Ordinal))
	d.deliver.After(sim.Second(d.Work.Draw(&r)).Start(), who, e.Ref)
	if d.panel != nil {
		d.mind.At(vote.FirstLook(d.panel, e.Ballot), who, e.Ballot)
	}
}

// delivers hands over the goods outside the chain, if the deal still stands.
func (d *contractor) delivers(who sim.Agent, ref uint64) {
	row := d.market.Deal(ref)
	if row == nil || d.contract.State.Deal(row.ID).Status == deal.None {
		return
	}
	goods := d.choose(who, ref, row)
	switch goods {
	case agents.Good:
		d.World.Ledger.Spend(who, d.Cost)
	case agents.Junk:
		*d.cheats++
	default:
		*d.idle++
		return
	}
	d.market.Deliver(ref, goods)
}

// minds looks after the ballot of a deal: it is the provider who wants to be paid.
func (d *contractor) minds(who sim.Agent, ballot uint64) {
	if next, again, more := vote.Tend(d.panel, who, ballot); more {
		d.mind.At(next, who, again)
	}
}
