package witness

import (
	"slices"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// SelfishParams of the selfish witness.
type SelfishParams struct {
	CommonParams
	// Probability that its business goes on after a deal (delta): what it has to lose.
	Continue sim.Prob `max:"99.99%"`
	// Probability that a wrong decision comes to light and ends its business (d).
	Exposes sim.Prob
	// What a wrong decision weighs on it (m), drawn once for each witness.
	Moral mechanisms.Dist `of:"amount"`
}

// Selfish sells its decision when that pays.
var Selfish = agents.Register(agents.Strategy[SelfishParams]{
	Role: "witness", Name: "selfish", Source: "oracle C: bribe threshold; oracle E: bribes; attack",
	Doc: "Examines, and decides against what it saw for a bribe that is worth more than what that costs: as a single witness " +
		"the business it may lose and its conscience; on a panel with a penalty the bond and the reward, unless a bribe " +
		"contract makes up for them. Of two parties that bribe, it takes the higher offer above its price, and the truth " +
		"when they are equal.",
	Params: SelfishParams{CommonParams: common, Moral: mechanisms.Dist{Of: mechanisms.KindAmount}, Exposes: sim.One},
	Metrics: append([]mechanisms.MetricInfo{
		{Name: "sold", Doc: "decisions it sold against what it saw"},
		{Name: "claims", Doc: "claims it made on bribe contracts"},
	}, metrics...),
	New: newSelfish,
})

var streamMoral = sim.StreamOf("witness.moral")

// selfish is a witness that can be bribed.
type selfish struct {
	*desk
	SelfishParams
	escrow       *mechanisms.Instance[bribe.State] // nil where there is none
	sold, claims *int64
	business     sim.Amount // what its business is worth, times the probability of losing it
}

func newSelfish(b *agents.Build, p SelfishParams) error {
	d, err := newDesk(b, p.CommonParams)
	if err != nil {
		return err
	}
	s := &selfish{desk: d, SelfishParams: p, sold: b.Counter("sold"), claims: b.Counter("claims")}
	d.says = s.decides
	if d.votes == nil {
		s.business = worth(d.deals.State.WitnessFee(), p.Continue, p.Exposes)
		return nil
	}
	for _, i := range b.House.Instances {
		if i.Mechanism == bribe.Mechanism && slices.Contains(i.Needs, d.votes.Bound) {
			if s.escrow, err = mechanisms.InstanceOf[bribe.State](i); err != nil {
				return err
			}
		}
	}
	if s.escrow != nil {
		d.remembers()
		d.learns = s.claimsFor
	}
	return nil
}

// worth is what a wrong decision costs in expectation: fee x d x delta / (1 - delta), rounded down.
func worth(fee sim.Amount, delta, d sim.Prob) sim.Amount {
	half := func(p sim.Prob) sim.Amount { return sim.Amount(p >> 1) } // certainty is just too large for an amount
	future, ok1 := sim.MulDivDown(fee, half(delta), half(sim.One-delta))
	lost, ok2 := sim.MulDivDown(future, half(d), half(sim.One))
	if !ok1 || !ok2 {
		return sim.MaxAmount
	}
	return lost
}

// price is the smallest bribe that it does not take.
func (s *selfish) price(who sim.Agent) sim.Amount {
	if s.votes != nil {
		return s.votes.State.Stakes()
	}
	r := s.Rand(streamMoral, who, 0)
	sum, ok := s.business.Plus(sim.Amount(s.Moral.Draw(&r)))
	if !ok {
		return sim.MaxAmount
	}
	return sum
}

// decides says what it saw, or what it is paid for.
func (s *selfish) decides(c *call) bool {
	if target, ok := s.offered(c); ok { // voting for it is the better choice whatever the others do
		*s.sold++
		return target
	}
	saw := s.signal(c)
	forTruth, against := c.market.Bribe(c.deal, c.place, saw), c.market.Bribe(c.deal, c.place, !saw)
	if against-forTruth <= s.price(c.who) || against <= forTruth {
		if forTruth > 0 {
			c.market.Sell(c.deal, saw, c.who)
		}
		return saw
	}
	*s.sold++
	c.market.Sell(c.deal, !saw, c.who)
	return !saw
}

// offered is the vote that a bribe contract pays for, if it makes that vote the better one: paid for certain, or where
// it is in vain more than a vote with the majority earns.
func (s *selfish) offered(c *call) (target, ok bool) {
	if s.escrow == nil {
		return false, false
	}
	id := c.market.Side(c.ref).Offer
	o := s.escrow.State.Offer(id)
	if o.Status == 0 || o.Left == 0 || o.Pay <= s.votes.State.Stakes() {
		return false, false
	}
	return o.Target, true
}

// claimsFor has the contract pay for a vote, if it owes something for it.
func (s *selfish) claimsFor(h held, e *vote.PaidFields) {
	if s.asked.Deal(h.ref) == nil {
		return
	}
	if id := s.asked.Side(h.ref).Offer; id != 0 && s.escrow.State.Owes(id, e.Seat) {
		*s.claims++
		bribe.Claim.Send(s.escrow, e.Witness, bribe.ClaimArgs{ID: id, Seat: e.Seat})
	}
}
