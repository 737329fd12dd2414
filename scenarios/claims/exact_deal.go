package claims

import (
	"errors"
	"fmt"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// The people of a deal.
const (
	payer = iota
	provider
	witness
	secondWitness
	stranger
	actors
)

const (
	deadline = sim.Second(100)
	amount   = 10 * sim.Token
)

// moments at which somebody acts: around the deadline, and around that of a second witness.
var moments = []sim.Second{50, deadline - 1, deadline, deadline + 1, deadline + deal.Defaults.StandInWithin + 1}

// move is something that somebody may try on a deal.
type move struct {
	who  int
	what int // 0: expire it, 1: decide for failure, 2: decide for success
	at   sim.Second
}

var moves = allMoves()

func allMoves() (list []move) {
	for _, at := range moments {
		for who := range actors {
			for what := range 3 {
				list = append(list, move{who, what, at})
			}
		}
	}
	return list
}

// newDeal opens a deal under these terms, and a ballot on it if a vote decides.
func newDeal(terms deal.Params) (*bench, error) {
	rules := vote.Defaults
	b, err := newBench(ware{vote.Mechanism, &rules}, ware{deal.Mechanism, &terms})
	if err != nil {
		return nil, err
	}
	a := deal.OpenArgs{Provider: b.person(provider), Amount: amount, Deadline: deadline}
	name := func(who int) { a.Witnesses.Items[a.Witnesses.Count] = b.person(who); a.Witnesses.Count++ }
	switch {
	case terms.Decider == "vote":
		for i := range 3 {
			name(witness + i)
		}
	case terms.Decider == "witness":
		name(witness)
	}
	if terms.Silence == "witness" {
		name(secondWitness)
	}
	return b, deal.Open.Do(of[deal.State](b, deal.Mechanism), b.at(0, payer), a)
}

// try makes a move; that it is refused is fine.
func (b *bench) try(m move) {
	s, c := of[deal.State](b, deal.Mechanism), b.at(m.at, m.who)
	if m.what == 0 {
		_ = deal.Expire.Do(s, c, deal.DealArgs{ID: 1})
		return
	}
	_ = deal.Decide.Do(s, c, deal.DecideArgs{ID: 1, Success: m.what == 2})
}

// ended is an error unless the deal ended once, with the amount at one side and nothing left behind.
func (b *bench) ended() error {
	if err := b.sound(); err != nil {
		return err
	}
	sum := sim.Amount(0)
	for i := range people {
		sum += b.gain(i)
	}
	paid := b.gain(provider)
	switch ends := b.count("deal.Decided") + b.count("deal.Expired"); {
	case ends != 1:
		return fmt.Errorf("it ended %d times", ends)
	case sum != 0 || b.metric("deal", "locked") != 0:
		return errors.New("money is left behind")
	case paid != 0 && paid != amount:
		return fmt.Errorf("the provider got %v of %v", paid, amount)
	}
	return nil
}

// everyPath is claim 43: whatever two calls anybody makes around the deadline, a deal ends once, by the rules that were
// declared, and a stranger can end it when nobody else does. Of votes: whatever each of three witnesses does, and when.
func everyPath() (runs.Verdict, []runs.Reading, error) {
	var readings []runs.Reading
	for _, decider := range []string{"payer", "witness", "vote"} {
		for _, silence := range []string{"refund", "pay", "witness"} {
			if decider == "vote" && silence != "refund" {
				continue
			}
			r := runs.Reading{Value: "deal.decider = " + decider + " and deal.silence = " + silence, Verdict: runs.Holds, Accepted: true}
			paths := 0
			for _, boundary := range []string{"inclusive", "exclusive"} {
				terms := deal.Defaults
				terms.Decider, terms.Silence, terms.Boundary = decider, silence, boundary
				walk := twoMoves
				if decider == "vote" {
					walk = threeVoters
				}
				n, err := walk(terms)
				if paths += n; err != nil {
					r.Verdict, r.Accepted, r.Detail = runs.Fails, false, err.Error()
				}
			}
			if r.Verdict == runs.Holds {
				r.Detail = fmt.Sprintf("%d orders of calls, each with one end", paths)
			}
			readings = append(readings, r)
		}
	}
	return together(readings), readings, nil
}

// twoMoves tries every pair of moves in the order of time.
func twoMoves(terms deal.Params) (paths int, err error) {
	for _, first := range moves {
		for _, second := range moves {
			if second.at < first.at {
				continue
			}
			b, err := newDeal(terms)
			if err != nil {
				return paths, err
			}
			b.try(first)
			b.try(second)
			b.try(move{stranger, 0, 2 * (deadline + terms.StandInWithin)})
			if err := b.ended(); err != nil {
				return paths, fmt.Errorf("%w after %v and %v", err, first, second)
			}
			paths++
		}
	}
	return paths, nil
}

// threeVoters tries every way in which three witnesses vote: not at all, or for either side at one of the moments. The
// last of them is the second witness and the stranger of other deals.
func threeVoters(terms deal.Params) (paths int, err error) {
	const choices = 1 + 2*4
	for way := range choices * choices * choices {
		b, err := newDeal(terms)
		if err != nil {
			return paths, err
		}
		votes := of[vote.State](b, vote.Mechanism)
		for at := range 4 {
			for i, left := 0, way; i < 3; i, left = i+1, left/choices {
				if choice := left % choices; choice > 0 && (choice-1)/2 == at {
					_ = vote.Vote.Do(votes, b.at(moments[at], witness+i), vote.VoteArgs{Seat: uint64(1 + i), Success: choice%2 == 0})
				}
			}
		}
		if err := vote.Settle.Do(votes, b.at(moments[4], payer), vote.BallotArgs{ID: 1}); err != nil {
			return paths, err
		}
		if err := b.ended(); err != nil {
			return paths, fmt.Errorf("%w when witnesses vote as in %d", err, way)
		}
		paths++
	}
	return paths, nil
}

// silence is claim 43 too: what a deal is that nobody decides is not said, and readings differ in who gets the money.
func silence() (runs.Verdict, []runs.Reading, error) {
	var readings []runs.Reading
	for _, silence := range []string{"refund", "pay", "witness"} {
		terms := deal.Defaults
		terms.Decider, terms.Silence = "witness", silence
		b, err := newDeal(terms)
		if err != nil {
			return "", nil, err
		}
		b.try(move{stranger, 0, 2 * (deadline + terms.StandInWithin)})
		r := runs.Reading{Value: "deal.silence = " + silence, Verdict: runs.Fails, Accepted: true, Detail: "the payer gets the amount back"}
		if b.gain(provider) == amount {
			r.Verdict, r.Detail = runs.Holds, "the provider is paid"
		}
		readings = append(readings, r)
	}
	return together(readings), readings, nil
}

// withoutThirds is claim 18: which deals can end with the provider paid although payer and provider alone act.
func withoutThirds() (runs.Verdict, []runs.Reading, error) {
	var readings []runs.Reading
	say := func(kind string, paid bool) {
		r := runs.Reading{Value: kind, Verdict: runs.Holds, Accepted: true, Detail: "payer and provider alone have it paid"}
		if !paid {
			r.Verdict, r.Detail = runs.Fails, "whatever the two do, nothing is paid without a witness"
		}
		readings = append(readings, r)
	}
	for _, decider := range []string{"payer", "witness", "vote"} {
		terms := deal.Defaults
		terms.Decider = decider
		paid := false
		for _, m := range moves {
			b, err := newDeal(terms)
			if err != nil {
				return "", nil, err
			}
			if m.who == payer || m.who == provider {
				b.try(m)
			}
			_ = vote.Settle.Do(of[vote.State](b, vote.Mechanism), b.at(moments[4], provider), vote.BallotArgs{ID: 1})
			paid = paid || b.gain(provider) > 0
		}
		say("deal.decider = "+decider, paid)
	}
	paid, err := trustPays()
	say("trust", paid)
	return runs.Conditional, readings, err
}

// trustPays says whether a trust deal pays with nobody but the two acting.
func trustPays() (bool, error) {
	b, err := newBench(ware{trust.Mechanism, trust.Mechanism.Defaults()})
	if err != nil {
		return false, err
	}
	s := of[trust.State](b, trust.Mechanism)
	id := trust.DealArgs{ID: 1}
	err = errors.Join(
		trust.Open.Do(s, b.at(0, payer), trust.OpenArgs{Provider: b.person(provider)}),
		trust.Accept.Do(s, b.at(1, provider), id), trust.Deliver.Do(s, b.at(2, provider), id),
		trust.Settle.Do(s, b.at(sim.Year, provider), id))
	return b.gain(provider) > 0, err
}
