package consumer

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// SpitefulParams of the spiteful consumer.
type SpitefulParams struct {
	CommonParams
	// What punishing a cheat is worth to it (s), drawn anew for each deal.
	Spite mechanisms.Dist `of:"amount"`
}

// Spiteful punishes when its spite is worth more than a declaration costs.
var Spiteful = agents.Register(agents.Strategy[SpitefulParams]{
	Role: "consumer", Name: "spiteful", Source: "oracle F: heterogeneous spite; the grudge escrow (Jasper 2014)",
	Doc:     "Declares junk when its spite exceeds the cost of declaring; good work only when declaring pays.",
	Params:  SpitefulParams{CommonParams: common, Spite: mechanisms.MustDist(mechanisms.KindAmount, "exp(20 DPMN)")},
	Metrics: metrics, State: 8,
	New: func(b *agents.Build, p SpitefulParams) error {
		return newMoody(b, p.CommonParams, p.Spite, mechanisms.Dist{Of: mechanisms.KindAmount})
	},
})

// ReciprocalParams of the reciprocal consumer.
type ReciprocalParams struct {
	CommonParams
	// What punishing a cheat is worth to it (s).
	Spite mechanisms.Dist `of:"amount"`
	// What a false declaration would weigh on it (k).
	Guilt mechanisms.Dist `of:"amount"`
}

// Reciprocal punishes cheats out of spite and spares honest providers out of guilt.
var Reciprocal = agents.Register(agents.Strategy[ReciprocalParams]{
	Role: "consumer", Name: "reciprocal", Source: "oracle F, Table F8: spite and guilt",
	Doc: "Declares junk when its spite exceeds the cost of declaring, and good work only when declaring gains more " +
		"than its guilt.",
	Params: ReciprocalParams{CommonParams: common, Spite: mechanisms.MustDist(mechanisms.KindAmount, "5 DPMN"),
		Guilt: mechanisms.MustDist(mechanisms.KindAmount, "2 DPMN")},
	Metrics: metrics, State: 8,
	New: func(b *agents.Build, p ReciprocalParams) error {
		return newMoody(b, p.CommonParams, p.Spite, p.Guilt)
	},
})

// newMoody declares junk iff cost < spite and good work iff cost < -guilt.
func newMoody(b *agents.Build, p CommonParams, spite, guilt mechanisms.Dist) error {
	d, err := newDesk(b, p)
	if err != nil {
		return err
	}
	loses, fee := d.contract.State.DeclareCost(), b.Fee(d.contract.Bound, "declare")
	d.declares = func(v view) bool {
		cost := loses + fee()
		r := b.Rand(streamMood, v.who, uint64(v.deal.Ordinal))
		s, k := sim.Amount(spite.Draw(&r)), sim.Amount(guilt.Draw(&r))
		if v.junk {
			return cost < s
		}
		return cost < -k
	}
	return nil
}

// GrieferParams of the griefer.
type GrieferParams struct{ CommonParams }

// Griefer harms providers.
var Griefer = agents.Register(agents.Strategy[GrieferParams]{
	Role: "consumer", Name: "griefer", Source: "oracle F: griefing factor; attack",
	Doc:     "Declares every deal in the last second of the window, whatever was delivered.",
	Params:  GrieferParams{common},
	Metrics: metrics, State: 8,
	New: func(b *agents.Build, p GrieferParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		d.last = true
		d.declares = func(view) bool { return true }
		return nil
	},
})

// WhaleParams of the whale.
type WhaleParams struct{ CommonParams }

// Whale gains from burning other people's deposits when it holds enough of the supply.
var Whale = agents.Register(agents.Strategy[WhaleParams]{
	Role: "consumer", Name: "whale", Source: "oracle A, Table A3; attack",
	Doc: "Declares a deal when its own holding is worth more afterwards, at a market capitalisation that does not " +
		"depend on the supply. Deposits in its other deals under way are not counted as its own.",
	Params:  WhaleParams{common},
	Metrics: metrics, State: 8,
	New: func(b *agents.Build, p WhaleParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		d.last = true
		d.declares = func(v view) bool {
			s, l := d.contract.State, b.World.Ledger
			// Silence returns its deposit; a declaration costs DeclareCost of that, and shrinks the supply.
			silent := l.Balance(v.who) + s.DepositPayer
			return gains(silent, l.Supply(), silent-s.DeclareCost(), l.Supply()-s.Destroyed())
		}
		return nil
	},
})
