// Package keeper holds the strategies of those who keep a beacon: they commit to secrets and reveal them.
package keeper

import (
	"encoding/binary"

	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/sim"
)

// FaithfulParams of the faithful keeper.
type FaithfulParams struct {
	// Rounds that it takes part in.
	Rounds uint32 `min:"1" max:"1000000" fixed:"it says how many begin, and a keeper whose last has begun waits for no more"`
	// Time between the beginnings of two rounds.
	Every sim.Second `unit:"s" min:"1s" max:"1y" fixed:"it counts from the start"`
	// Probability of revealing a secret in time.
	Reveals sim.Prob
}

// Faithful keeps the beacon going.
var Faithful = agents.Register(agents.Strategy[FaithfulParams]{
	Role: "keeper", Name: "faithful", Source: "commit and reveal as in RANDAO",
	Doc:    "Commits to a secret in every round, reveals it in time, and closes the round.",
	Params: FaithfulParams{Rounds: 100, Every: 2 * sim.Hour, Reveals: sim.One},
	Metrics: []mechanisms.MetricInfo{
		{Name: "withheld", Doc: "secrets that it did not reveal"},
	},
	New: newFaithful,
})

var (
	streamSecret = sim.StreamOf("keeper.secret")
	streamReveal = sim.StreamOf("keeper.reveal")
)

type faithful struct {
	*agents.Build
	FaithfulParams
	beacon               *mechanisms.Instance[beacon.State]
	commit, reveal, ends agents.Timer
	last                 agents.Timer         // in blocks: the time for revealing is over
	closing              *sim.Column[closing] // in blocks: one for all keepers of the population
	withheld             *int64
}

// closing is the last round whose close was sent, which all keepers see in the pool, and when.
type closing struct {
	round uint64
	at    sim.Time
}

func newFaithful(b *agents.Build, p FaithfulParams) error {
	instance, err := agents.Instance[beacon.State](b, beacon.Mechanism)
	if err != nil {
		return err
	}
	f := &faithful{Build: b, FaithfulParams: p, beacon: instance, withheld: b.Counter("withheld")}
	f.commit, f.reveal, f.ends = b.Timer(f.commits), b.Timer(f.reveals), b.Timer(f.closes)
	mechanisms.On(instance, beacon.CommittedEvent, b.Index, f.committed)
	if b.InBlocks() {
		f.last = b.Timer(f.close)
		f.closing = sim.NewColumn[closing](b.World, b.Population.Name+".closing", 1)
		mechanisms.On(instance, beacon.RevealedEvent, b.Index, f.revealed)
	}
	for i := range b.Population.Size {
		f.commit.At(0, b.Population.First+sim.Agent(i), 0)
	}
	return nil
}

// commits takes part in the round that takes secrets now.
func (f *faithful) commits(who sim.Agent, n uint64) {
	s := f.beacon.State
	round := uint64(s.Coming(f.World.Second()))
	seal := s.Seal(mechanisms.Secret{ID: round, Who: who, Salt: f.secret(who, round)})
	beacon.Commit.Send(f.beacon, who, beacon.CommitArgs{Round: round, Seal: seal})
	if n+1 < uint64(f.Rounds) {
		f.commit.At((sim.Second(n+1) * f.Every).Start(), who, n+1)
	}
}

// secret is the luck that it commits to; the contract uses the first 8 bytes, the others keep it from being guessed.
func (f *faithful) secret(who sim.Agent, round uint64) (secret [32]byte) {
	r := f.Rand(streamSecret, who, round)
	binary.BigEndian.PutUint64(secret[:], r.Uint64())
	binary.BigEndian.PutUint64(secret[8:], r.Uint64())
	return secret
}

func (f *faithful) committed(who sim.Agent, e *beacon.ShareEvent) {
	s := f.beacon.State
	last := s.Round(e.Round).CommitUntil
	f.reveal.At(last.Over(), who, e.ID)
	f.ends.At((last + s.RevealWithin).Over(), who, e.ID)
	if f.InBlocks() {
		f.last.At((last + s.RevealWithin).Over(), who, e.Round)
	}
}

func (f *faithful) reveals(who sim.Agent, id uint64) {
	s := f.beacon.State
	x := s.Share(id)
	r := f.Rand(streamReveal, who, x.Round)
	if !r.Bernoulli(f.Reveals) {
		*f.withheld++
		return
	}
	beacon.Reveal.Send(f.beacon, who, beacon.RevealArgs{ID: id, Secret: f.secret(who, x.Round)})
	f.closesEarly(who, x.Round)
}

// revealed hears, in blocks, that its secret is in the word.
func (f *faithful) revealed(who sim.Agent, e *beacon.ShareEvent) { f.closesEarly(who, e.Round) }

// closesEarly makes the word final when no secret is missing.
func (f *faithful) closesEarly(who sim.Agent, round uint64) {
	if y := f.beacon.State.Round(round); y.Revealed == y.Shares {
		f.close(who, round)
	}
}

// closes makes the word final, if nobody did, and sweeps away a secret that it kept for itself.
func (f *faithful) closes(who sim.Agent, id uint64) {
	if x := f.beacon.State.Share(id); x.Status != 0 {
		f.close(who, x.Round)
		beacon.Sweep.Send(f.beacon, who, beacon.ShareArgs{ID: id})
		f.Again(f.ends, who, id)
	}
}

// close makes the word of a round final, unless that was sent for a short while ago.
func (f *faithful) close(who sim.Agent, round uint64) {
	if f.beacon.State.Round(round).Status != beacon.Open {
		return
	}
	if f.InBlocks() {
		sent := &f.closing.Rows[0]
		if sent.round == round && f.World.Now() < sent.at.After(f.Lead().Start()) {
			return
		}
		*sent = closing{round, f.World.Now()}
		f.Again(f.last, who, round)
	}
	beacon.Close.Send(f.beacon, who, beacon.RoundArgs{ID: round})
}
