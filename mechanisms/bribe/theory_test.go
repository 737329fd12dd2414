package bribe_test

import (
	"math"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

type named = map[string]float64

// form is the value of a closed form of the package.
func form(t rapid.TB, name string, in named) float64 {
	t.Helper()
	i := slices.IndexFunc(bribe.Theory, func(f mechanisms.Form) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("there is no closed form %s", name)
	}
	v, err := bribe.Theory[i].Call(in)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const (
	flat    = 0.0
	outlier = 1.0
)

func TestTheory_reproducesTheTableOfBribes(t *testing.T) {
	table := mechtest.Oracles(t, "testdata/oracles.json")["D7"]
	if len(table.Rows) == 0 {
		t.Fatal("the table is missing")
	}
	for _, row := range table.Rows {
		n := mechtest.Number(row[0])
		in := func(more ...float64) named {
			all := named{"n": n, "r": 1, "b": 5, "eps": 0.01}
			if len(more) > 0 {
				all["contract"] = more[0]
			}
			return all
		}
		working := in()
		working["k"] = mechtest.Number(row[1])
		for column, got := range map[int]float64{
			1: form(t, "bribe.cost", in(flat)) / 0.01,
			2: form(t, "bribe.cost", in(flat)), 3: form(t, "bribe.cost", in(outlier)),
			4: form(t, "bribe.escrow", in()), 5: form(t, "bribe.spent", working),
		} {
			if want := mechtest.Number(row[column]); !mechtest.Near(got, want, 1e-9) {
				t.Errorf("D7 %v: %s is %v", row, table.Head[column], got)
			}
		}
	}
}

// An election is n votes, a bit each, for the target or for the other outcome; the target needs more than half.
type election struct {
	n         int
	r, b, eps float64
}

func (e election) won(votes uint) bool { return 2*bits.OnesCount(votes) > e.n }

// earns is what the witnesses' contract and the p+epsilon contract pay a witness. At a tie the target
// has lost, and who voted for it loses the bond.
func (e election) earns(votes uint, witness int) (wage, bribe float64) {
	target, won := votes>>witness&1 == 1, e.won(votes)
	if target == won {
		return e.r, 0
	}
	if target {
		bribe = e.r + e.b + e.eps
	}
	return -e.b, bribe
}

func drawElection(t *rapid.T) election {
	amount := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
	return election{rapid.IntRange(1, 9).Draw(t, "n"), amount("r", 0.1, 5), amount("b", 0, 20), amount("eps", 0.001, 1)}
}

func (e election) in(pairs ...any) named {
	all := named{"n": float64(e.n), "r": e.r, "b": e.b, "eps": e.eps}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i].(string)] = pairs[i+1].(float64)
	}
	return all
}

// Over all votes: what the contract pays is bribe.spent, the most of it is bribe.escrow.
func TestTheory_escrowIsTheLargestPaymentOfAllVotes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawElection(rt)
		most := 0.0
		for votes := range uint(1) << e.n {
			paid := 0.0
			for i := range e.n {
				_, bribe := e.earns(votes, i)
				paid += bribe
			}
			most = max(most, paid)
			if got := form(rt, "bribe.spent", e.in("k", float64(bits.OnesCount(votes)))); !mechtest.Near(got, paid, 1e-9) {
				rt.Fatalf("%+v, votes %b: spends %v, the form says %v", e, votes, paid, got)
			}
		}
		if got := form(rt, "bribe.escrow", e.in()); !mechtest.Near(got, most, 1e-9) {
			rt.Errorf("%+v: pays up to %v, escrow %v", e, most, got)
		}
	})
}

// The contract makes a vote for the target weakly dominant, strictly unless the vote decides.
func TestTheory_votesForTheTargetAreDominant(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawElection(rt)
		for others := uint(0); others < 1<<e.n; others += 2 { // of witness 0
			wage, bribe := e.earns(others|1, 0)
			other, none := e.earns(others, 0)
			gain := wage + bribe - other
			decides := e.won(others) != e.won(others|1)
			if none != 0 || gain < 0 || decides != (gain == 0) {
				rt.Fatalf("%+v, others %b: the target adds %v; the vote decides: %v", e, others, gain, decides)
			}
		}
	})
}

// A bribe per vote of r+b+eps makes up for every loss that selling can bring, and less does not; a flat fee asks for
// nothing beyond eps. Certainty takes as many votes as no set of the others can outvote.
func TestTheory_sureMajorityCostsTheLargestLossPerVote(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := drawElection(rt)
		bought := 0
		for ; bought <= e.n; bought++ {
			if e.won(1<<bought - 1) { // all the others vote against it
				break
			}
		}
		loss := 0.0
		for others := uint(0); others < 1<<e.n; others += 2 {
			sold, _ := e.earns(others|1, 0)
			kept, _ := e.earns(others, 0)
			loss = max(loss, kept-sold)
		}
		if e.n == 1 {
			loss = e.r + e.b // the only witness is its own majority and loses nothing: the form keeps to the others' price
		}
		want := float64(bought) * (loss + e.eps)
		if got := form(rt, "bribe.cost", e.in("contract", outlier)); !mechtest.Near(got, want, 1e-9) {
			rt.Errorf("%+v: costs %v, the form says %v", e, want, got)
		}
		if got := form(rt, "bribe.cost", e.in("contract", flat)); !mechtest.Near(got, float64(bought)*e.eps, 1e-9) {
			rt.Errorf("%+v: a flat fee costs %v", e, got)
		}
	})
}

func TestTheory_hasNoValueForWhatIsNoJury(t *testing.T) {
	for _, n := range []float64{-1, 0, 0.5, 2.5, math.Inf(1), math.NaN()} {
		for _, name := range []string{"bribe.cost", "bribe.escrow", "bribe.spent"} {
			in := named{"n": n, "r": 1, "b": 1, "eps": 1}
			if name == "bribe.spent" {
				in["k"] = 0
			}
			if v := form(t, name, in); !math.IsNaN(v) {
				t.Errorf("%s of %v witnesses is %v", name, n, v)
			}
		}
	}
	if v := form(t, "bribe.spent", named{"n": 3, "k": 4, "r": 1, "b": 1, "eps": 1}); !math.IsNaN(v) {
		t.Errorf("4 of 3 witnesses are paid %v", v)
	}
}
