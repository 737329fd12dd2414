package claims

import (
	"sync"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// The jar is a contract that nobody planned for: whoever puts in the last coin before it is left alone for a day takes
// all. It is written here, against what the kit exports, and no file of the kit or the engine knows of it.
type (
	jarParams struct {
		Coin sim.Amount `unit:"DPMN"`
	}
	jar struct {
		*mechanisms.Bound
		jarParams
		money token.Money
		rows  *sim.Rows[jarRow]
	}
	jarRow struct {
		Last  sim.Agent  `doc:"who put in the last coin"`
		Until sim.Second `doc:"when the jar is the last one's"`
		Sum   sim.Amount `doc:"what is in it"`
	}
	noArgs   struct{}
	jarEvent struct {
		ID   uint64     `indexed:"" row:"jars"`
		Last sim.Agent  `indexed:"" notify:""`
		Sum  sim.Amount `doc:"what is in it"`
	}
)

const jarEmpty, jarEarly mechanisms.Revert = "Empty", "TooEarly"

var (
	jarPut   = mechanisms.NewAct("put", "Puts a coin into the jar.", "", (*jar).put)
	jarTake  = mechanisms.NewAct("take", "Whoever was last takes all.", "", (*jar).take)
	jarTaken = mechanisms.NewEvent[jarEvent]("Taken", "The jar was emptied.")
)

var jarMechanism = sync.OnceValue(func() *mechanisms.Mechanism {
	return mechanisms.Register(mechanisms.Spec[jarParams, jar]{
		Name: "jar", Doc: "A jar for whoever comes last.", Source: "claim 37", Params: jarParams{Coin: sim.Token},
		Needs: []mechanisms.Need{{Name: "token", Doc: "the coins"}},
		New: func(b *mechanisms.Build, p jarParams) (*jar, error) {
			money, err := mechanisms.Use[token.Money](b, "token")
			return &jar{b.Bound(), p, money, sim.NewRows[jarRow](b.World, b.Name)}, err
		},
		Actions: []mechanisms.Action{jarPut, jarTake}, Events: []mechanisms.Event{jarTaken},
		Reverts: append([]mechanisms.Refusal{
			{Revert: jarEmpty, Doc: "there is nothing in it"}, {Revert: jarEarly, Doc: "it was not left alone for a day"},
		}, token.Refusals...),
	})
})

func (j *jar) put(c mechanisms.Call, _ noArgs) error {
	if err := j.money.CanPull(j.Account, c.Who, j.Coin); err != nil {
		return err
	}
	r := j.rows.Row(1)
	if r == nil {
		_, r = j.rows.Open()
	}
	r.Last, r.Until, r.Sum = c.Who, c.Now+sim.Day, r.Sum+j.Coin
	j.money.Pull(j.Account, c.Who, j.Coin)
	return nil
}

func (j *jar) take(c mechanisms.Call, _ noArgs) error {
	r := j.rows.Row(1)
	switch {
	case r == nil || r.Sum == 0:
		return jarEmpty
	case c.Now <= r.Until:
		return jarEarly
	}
	sum := r.Sum
	r.Sum = 0
	jarTaken.Emit(j.Bound, jarEvent{1, r.Last, sum})
	j.money.Pay(j.Account, r.Last, sum)
	return nil
}

// ownRules is claim 37: a contract with rules of its own works on the kit as it is: it takes money, refuses, waits,
// pays and is journalled.
func ownRules() (runs.Verdict, []runs.Reading, error) {
	b, err := newBench(ware{jarMechanism(), jarMechanism().Defaults()})
	if err != nil {
		return "", nil, err
	}
	s := of[jar](b, jarMechanism())
	for i := range 3 {
		if err := jarPut.Do(s, b.at(sim.Second(i), i), noArgs{}); err != nil {
			return "", nil, err
		}
	}
	if err := jarTake.Do(s, b.at(sim.Day, 0), noArgs{}); err != jarEarly {
		return refuted("taking from it too early gives %v", err)
	}
	if err := jarTake.Do(s, b.at(2*sim.Day, 0), noArgs{}); err != nil {
		return refuted("taking from it gives %v", err)
	}
	if err := b.sound(); err != nil || b.gain(2) != 2*sim.Token || b.count("jar.Taken") != 1 {
		return refuted("who came last has %v more, %v", b.gain(2), err)
	}
	return holds("a contract outside the kit, with time, money, refusals and events, works: 0 files of engine and kit touched")
}
