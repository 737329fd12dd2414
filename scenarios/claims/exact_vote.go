package claims

import (
	"fmt"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// jury is three named witnesses (people 1 to 3) who vote on the question of person 0, the payer.
type jury struct {
	*bench
	success bool
}

// newJury has them vote: bit i of votes is what the i-th says.
func newJury(votes int, rules func(*vote.Params)) (*jury, error) {
	p := vote.Defaults
	p.Reward = sim.Token
	rules(&p)
	b, err := newBench(ware{vote.Mechanism, &p})
	if err != nil {
		return nil, err
	}
	s := of[vote.State](b, vote.Mechanism)
	open := vote.OpenArgs{Payer: b.person(0), Deadline: 100, Begin: true}
	for i := range 3 {
		open.Witnesses.Items[i] = b.person(1 + i)
		open.Witnesses.Count++
	}
	err = vote.Open.Do(s, b.at(0, 0), open)
	for i := range 3 {
		if err == nil {
			err = vote.Vote.Do(s, b.at(1, 1+i), vote.VoteArgs{Seat: uint64(1 + i), Success: votes>>i&1 == 1})
		}
	}
	if err == nil {
		err = vote.Settle.Do(s, b.at(2, 0), vote.BallotArgs{ID: 1})
	}
	if err == nil {
		err = b.sound()
	}
	return &jury{b, b.metric("vote", "passed") == 1}, err
}

// threeVotes is claim 44: two ones are success, whoever of the three they are from.
func threeVotes() (runs.Verdict, []runs.Reading, error) {
	for votes := range 8 {
		j, err := newJury(votes, func(*vote.Params) {})
		if err != nil {
			return "", nil, err
		}
		ones := votes&1 + votes>>1&1 + votes>>2&1
		if j.success != (ones >= 2) {
			return refuted("%d votes of 1 give success: %v", ones, j.success)
		}
	}
	return holds("8 of 8 vectors of votes come out so")
}

// outlierPays is claim 46: who disagrees loses its bond and its reward, the others get the reward beside their own bond. Where
// a lost bond and an unspent reward go is not said; each reading gets a verdict.
func outlierPays() (runs.Verdict, []runs.Reading, error) {
	const bond = 5 * sim.Token
	var readings []runs.Reading
	for _, slashed := range []string{"burned", "majority", "payer"} {
		for _, unspent := range []string{"payer", "majority", "burned"} {
			r := runs.Reading{Value: fmt.Sprintf("vote.slashed = %s and vote.unspent = %s", slashed, unspent),
				Verdict: runs.Holds, Accepted: true, Detail: "8 of 8 vectors of votes are paid so"}
			for votes := range 8 {
				j, err := newJury(votes, func(p *vote.Params) {
					p.Penalty, p.Bond, p.Slashed, p.Unspent = "outliers", bond, slashed, unspent
				})
				if err != nil {
					return "", nil, err
				}
				for i := range 3 {
					want := sim.Token
					if (votes>>i&1 == 1) != j.success {
						want = -bond
					}
					if got := j.gain(1 + i); got != want && r.Verdict == runs.Holds {
						r.Verdict = runs.Fails
						r.Detail = fmt.Sprintf("with votes %03b witness %d ends with %v instead of %v", votes, i+1, got, want)
					}
				}
			}
			readings = append(readings, r)
		}
	}
	return together(readings), readings, nil
}

// together is the verdict on what the paper leaves open: that of all readings if they agree.
func together(readings []runs.Reading) runs.Verdict {
	for _, r := range readings {
		if r.Verdict != readings[0].Verdict {
			return runs.Underspecified
		}
	}
	return readings[0].Verdict
}

func holds(format string, args ...any) (runs.Verdict, []runs.Reading, error) {
	return runs.Holds, []runs.Reading{{Verdict: runs.Holds, Accepted: true, Detail: fmt.Sprintf(format, args...)}}, nil
}

func refuted(format string, args ...any) (runs.Verdict, []runs.Reading, error) {
	return runs.Fails, []runs.Reading{{Verdict: runs.Fails, Detail: fmt.Sprintf(format, args...)}}, nil
}
