package holder

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// SpenderParams of the spender.
type SpenderParams struct {
	// What it pays.
	Amount sim.Amount
	// Time between two payments; exponential makes payments a Poisson process.
	Every mechanisms.Dist `of:"seconds"`
	// Payments of an agent; 0 for no end.
	Payments uint32
	// When it begins.
	From sim.Second `fixed:"it sets the first timers"`
	// When it stops; 0s is never.
	Until sim.Second
}

// Spender pays others, whatever for.
var Spender = agents.Register(agents.Strategy[SpenderParams]{
	Role: "holder", Name: "spender", Source: "1.1: micropayments; oracle N: arrivals at a chain",
	Doc: "Pays a random other agent of its population a fixed amount by a plain transfer, again and again: micropayments, the " +
		"traffic of others on the chain, or a flood of it. Its deals are the payments that it sent.",
	Params: SpenderParams{Amount: sim.Token / 1000, Every: mechanisms.MustDist(mechanisms.KindSeconds, "exp(1h)")},
	State:  4,
	New: func(b *agents.Build, p SpenderParams) error {
		if p.Every.Mean() == 0 && p.Payments == 0 {
			return errors.New("every: payments without end, and no time between them")
		}
		if p.Until > 0 && p.Until <= p.From {
			return fmt.Errorf("until: %s is not after %s, from when it pays (want a later time, or 0s for no end)", p.Until, p.From)
		}
		money, err := agents.Instance[token.State](b, token.Mechanism)
		if err != nil {
			return err
		}
		s := &spender{Build: b, SpenderParams: p, money: money, sent: sim.NewColumn[uint32](b.World, b.Population.Name+".sent", int(b.Population.Size))}
		s.pay = b.Timer(s.pays)
		for i := range b.Population.Size {
			s.next(b.Population.First+sim.Agent(i), p.From.Start())
		}
		return nil
	},
})

var (
	streamEvery = sim.StreamOf("spender.every")
	streamTo    = sim.StreamOf("spender.to")
)

type spender struct {
	*agents.Build
	SpenderParams
	money *mechanisms.Instance[token.State]
	sent  *sim.Column[uint32]
	pay   agents.Timer
}

// next sets the timer of who's next payment, some time after at.
func (s *spender) next(who sim.Agent, at sim.Time) {
	n := s.sent.Rows[who-s.Population.First]
	if s.Payments > 0 && n >= s.Payments {
		return
	}
	r := s.Rand(streamEvery, who, uint64(n))
	s.pay.At(at.After(s.Every.DrawTime(&r)), who, 0)
}

func (s *spender) pays(who sim.Agent, _ uint64) {
	if s.Until > 0 && s.World.Now() >= s.Until.Start() {
		return
	}
	i := who - s.Population.First
	n := &s.sent.Rows[i]
	*n++
	s.next(who, s.World.Now())
	if !s.Active(who) {
		return
	}
	r := s.Rand(streamTo, who, uint64(*n))
	to := i
	if size := uint64(s.Population.Size); size > 1 {
		to = sim.Agent((uint64(i) + 1 + r.Uint64n(size-1)) % size)
	}
	*s.DealCount()++
	token.Transfer.Send(s.money, who, token.TransferArgs{To: s.Population.First + to, Amount: s.Amount})
}
