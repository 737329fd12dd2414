package scenarios_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/agents/witness"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// Oracle E: who disagrees with the majority loses a bond.

// bonded is a panel of n with a reward of 1 and a bond of b.
func bonded(n int, b float64) func(*vote.Params) {
	return func(p *vote.Params) {
		p.Seats, p.Reward, p.Penalty, p.Bond = uint8(n), sim.Token, "outliers", dpmn(b)
	}
}

// oneSeat gives a population one seat of every panel, so that its votes are independent of each other.
func oneSeat(c *witness.CommonParams) { c.Seats, c.Fills = 1, false }

// lazy is a population with one seat that says the same always, or tosses a coin.
func lazy(says string) scenarios.PopulationSetup {
	return people("last", witness.Lazy, 10, func(p *witness.LazyParams) {
		eyes(&p.CommonParams, 0.8, 0.8, 0.2)
		p.Says = says
		oneSeat(&p.CommonParams)
	})
}

// among is a panel of one witness of a kind and n-1 who look at a cost of 0.2.
func among(n int, p, q, b float64, last scenarios.PopulationSetup) *scenarios.Setup {
	return panel(bonded(n, b), juries, q, last, diligent("others", 40, p, 0.2, nil))
}

// agrees checks how often the last witness is with the majority, by what it is paid.
func agrees(t *testing.T, what string, s *scenarios.Setup, b, effort, want float64) {
	t.Helper()
	n := counted(t, s, 2, [2]string{"last", "total"}, [2]string{"last", "deals"})
	share(t, what, (n[0]+n[1]*(b+effort))/(1+b), n[1], want)
}

// Table E1: how often right, wrong and honest votes agree with the majority.
func TestOutliers_votesAgreeAsOftenAsTheoryNames(t *testing.T) {
	for _, n := range []int{3, 5, 11, 21} {
		for _, p := range []float64{0.5, 0.6, 0.7, 0.8, 0.9, 0.95} {
			args := map[string]float64{"n": float64(n), "p": p}
			of := fmt.Sprintf(" for n = %d, p = %v", n, p)
			honest := diligent("last", 10, p, 0.2, oneSeat)
			agrees(t, "an honest vote"+of, among(n, p, 0.5, 1, honest), 1, 0.2, form(t, "vote.agree", args))
			right := diligent("last", 10, 1, 0.2, oneSeat)
			agrees(t, "a right vote"+of, among(n, p, 0.5, 1, right), 1, 0.2, form(t, "vote.agree_right", args))
			wrong := people("last", witness.Colluder, 10, func(p *witness.ColluderParams) {
				eyes(&p.CommonParams, 1, 1, 0)
				oneSeat(&p.CommonParams)
			})
			agrees(t, "a wrong vote"+of, among(n, p, 0.5, 1, wrong), 1, 0, form(t, "vote.agree_wrong", args))
		}
	}
}

// Table E3: payoffs of the honest, of who always says success, and of who tosses a coin, among honest witnesses; and of
// everybody where all say success.
func TestOutliers_payoffsAreThoseOfTheory(t *testing.T) {
	for _, row := range [][3]float64{{3, 0.8, 0.5}, {3, 0.8, 0.7}, {5, 0.8, 0.5}, {5, 0.8, 0.9}, {11, 0.7, 0.6}, {11, 0.9, 0.9}} {
		for _, b := range []float64{0, 1, 5} {
			n, p, q := int(row[0]), row[1], row[2]
			of := fmt.Sprintf(" for n = %d, p = %v, q = %v, b = %v", n, p, q, b)
			args := func(more map[string]float64) map[string]float64 {
				all := map[string]float64{"n": row[0], "p": p, "r": 1, "b": b}
				for k, v := range more {
					all[k] = v
				}
				return all
			}
			agreement := func(payoff, effort float64) float64 { return (payoff + b + effort) / (1 + b) }
			honest := form(t, "vote.payoff_honest", args(map[string]float64{"c": 0.2}))
			agrees(t, "honest"+of, among(n, p, q, b, diligent("last", 10, p, 0.2, oneSeat)), b, 0.2, agreement(honest, 0.2))
			constant := form(t, "vote.payoff_constant", args(map[string]float64{"q": q}))
			agrees(t, "always success"+of, among(n, p, q, b, lazy("success")), b, 0, agreement(constant, 0))
			coin := form(t, "vote.payoff_coin", args(nil))
			agrees(t, "coin"+of, among(n, p, q, b, lazy("coin")), b, 0, agreement(coin, 0))
			everybody := people("everybody", witness.Lazy, 40, func(p *witness.LazyParams) { eyes(&p.CommonParams, 0.8, 0.8, 0.2) })
			all := counted(t, panel(bonded(n, b), 1000, q, everybody), 1, [2]string{"everybody", "total"}, [2]string{"everybody", "deals"})
			exactly(t, "all say success"+of, all[0]/all[1], 1)
		}
	}
}

// Table E4: everybody earns more where all say success than where all look, and more so the larger the bond.
func TestOutliers_theBadEquilibriumPaysMore(t *testing.T) {
	for _, n := range []int{3, 5, 11} {
		for _, p := range []float64{0.7, 0.8, 0.9} {
			for _, b := range []float64{0, 1, 5, 20} {
				gap := form(t, "vote.outlier_gap", map[string]float64{"n": float64(n), "p": p, "r": 1, "b": b, "c": 0.2})
				// What the honest earn is 1 less the gap; all who say success earn 1 exactly.
				agrees(t, fmt.Sprintf("honest for n = %d, p = %v, b = %v", n, p, b),
					among(n, p, 0.5, b, diligent("last", 10, p, 0.2, oneSeat)), b, 0.2, (1-gap+b+0.2)/(1+b))
			}
		}
	}
}

// Table E2: both ends of the window of bonds.
func TestOutliers_theWindowOfBondsIsFound(t *testing.T) {
	for i, row := range [][3]float64{{5, 0.8, 0.6}, {3, 0.7, 0.5}, {3, 0.9, 0.75}, {5, 0.9, 0.75}, {11, 0.7, 0.5}, {3, 0.8, 0.6}} {
		if i > 0 && !long() {
			continue
		}
		n, p, q := int(row[0]), row[1], row[2]
		of := fmt.Sprintf(" for n = %d, p = %v, q = %v", n, p, q)
		paid := func(b float64, last scenarios.PopulationSetup) []float64 {
			s := panel(bonded(n, b), 40_000, q, last, diligent("others", 40, p, 0.2, nil))
			s.Fees = []scenarios.FeeSetup{{Instance: "vote", Action: "vote", Fee: dpmn(0.02)}}
			return trials(t, s, 20, func(get func(of, metric string) float64) float64 { return get("last", "payoff") })
		}
		honest := func(b float64) []float64 { return paid(b, diligent("last", 10, p, 0.2, oneSeat)) }
		low := form(t, "vote.outlier_bond_min", map[string]float64{"n": row[0], "p": p, "q": q, "r": 1, "c": 0.2})
		crossing(t, "bond from which looking pays"+of, []float64{0.7 * low, 1.3 * low}, func(b float64) []float64 {
			looks, says := honest(b), paid(b, lazy("success"))
			for i := range looks {
				looks[i] -= says[i]
			}
			return looks
		}, 0, low, 0.15)
		high := form(t, "vote.outlier_bond_max", map[string]float64{"n": row[0], "p": p, "r": 1, "c": 0.2, "g": 0.02})
		crossing(t, "bond up to which it stays"+of, []float64{0.9 * high, 1.1 * high}, honest, 0, high, 0.02)
	}
}

// Witnesses who do what paid best look on one side of the smallest bond, and not on the other.
func TestOutliers_opportunistsFollowTheWindow(t *testing.T) {
	const n, p, q, effort = 11, 0.9, 0.5, 1 // a dear look: what the bond adds to its payoff stands out from the noise
	low := form(t, "vote.outlier_bond_min", map[string]float64{"n": n, "p": p, "q": q, "r": 1, "c": effort})
	points, learning := []float64{0.8, 1.25}, uint32(4_000)
	if long() { // at 5% from the edge payoffs differ by 0.03 DPMN a vote, with a spread of 1.25
		points, learning = []float64{0.8, 0.95, 1.05, 1.25}, 60_000
	}
	for _, k := range points {
		last := people("last", witness.Opportunist, 50, func(c *witness.OpportunistParams) {
			eyes(&c.CommonParams, p, p, effort)
			c.Trials = learning
			oneSeat(&c.CommonParams)
		})
		s := panel(bonded(n, k*low), 6*learning, q, last, diligent("others", 40, p, effort, nil))
		for seed, looked := range trials(t, s, 2, func(get func(of, metric string) float64) float64 {
			return get("last", "examined") / get("last", "deals")
		}) {
			if looks := looked > 0.4; looks != (k > 1) { // half of the votes are spent on learning, at random
				t.Errorf("at %v of the bond, seed %d: opportunists look at %.0f%% of deliveries", k, seed+1, 100*looked)
			}
		}
	}
}

// Colluders win from a majority on, and then every honest witness loses its bond.
func TestOutliers_colludersTakeTheBonds(t *testing.T) {
	for _, k := range []int{1, 2, 4, 5, 6, 7} {
		const n, p, b = 11, 0.8, 2
		args := map[string]float64{"n": n, "k": float64(k), "p": p, "r": 1, "b": b}
		colluders := people("colluders", witness.Colluder, 20, func(p *witness.ColluderParams) {
			eyes(&p.CommonParams, 1, 1, 0)
			p.Seats, p.Fills = uint8(k), false
		})
		s := panel(bonded(n, b), juries, 0.5, diligent("last", 10, p, 0.2, oneSeat), colluders, diligent("others", 40, p, 0.2, nil))
		got := counted(t, s, 2, [2]string{"colluders", "total"}, [2]string{"last", "total"}, [2]string{"last", "deals"})
		of := fmt.Sprintf(" with %d colluders of %d", k, n)
		votes := got[2]
		share(t, "colluders agree"+of, (got[0]/float64(k)+votes*b)/(1+b), votes, (form(t, "vote.payoff_colluder", args)+b)/(1+b))
		args["c"] = 0.2
		share(t, "the honest agree"+of, (got[1]+votes*(b+0.2))/(1+b), votes, (form(t, "vote.payoff_against", args)+b+0.2)/(1+b))
	}
}

// Table D7: with a penalty a vote costs what it risks when it is bought outright, and nothing by the p+epsilon contract.
func TestOutliers_thePEpsilonContractBuysForNothing(t *testing.T) {
	for _, n := range []int{3, 5, 7, 11, 21} {
		for _, k := range []float64{0.8, 0.95, 1.05, 1.25} {
			for _, by := range []string{"contract", "promise"} {
				offer := 6 * k // r + b = 6
				s := bought(n, by, offer)
				got := counted(t, s, 2, [2]string{"payers", "paid_junk"}, [2]string{"payers", "deals"},
					[2]string{"sellers", "money"}, [2]string{"sellers", "bribes"})
				of := fmt.Sprintf(" for n = %d and %v of the stake by %s", n, k, by)
				exactly(t, "junk that is paid for"+of, got[0]/got[1], map[bool]float64{true: 1}[k > 1])
				args := map[string]float64{"n": float64(n), "r": 1, "b": 5, "eps": offer - 6, "contract": 1}
				cost := map[string]float64{"contract": 0, "promise": form(t, "bribe.cost", args)}[by]
				if k < 1 {
					cost = 0 // nobody takes it
				}
				exactly(t, "spent per deal"+of, got[0]*10-got[2], cost*got[1])
			}
		}
	}
}

// bought is a market of junk whose providers bribe a panel of n with a reward of 1 and a bond of 5.
func bought(n int, by string, offer float64) *scenarios.Setup {
	s := conditional(func(p *deal.Params) { p.Decider = "vote" },
		people("payers", consumer.Fair, 100, func(p *consumer.FairParams) { p.Deals = 5 }),
		people("sellers", provider.Briber, 50, func(p *provider.BriberParams) {
			p.By, p.Bribe, p.Pays = by, dpmn(offer), uint8(n+1)/2
			if by == "contract" {
				p.Pays = uint8(n-1) / 2
			}
		}),
		people("witnesses", witness.Selfish, 60, func(p *witness.SelfishParams) { eyes(&p.CommonParams, 1, 1, 0) }))
	votes := vote.Mechanism.Defaults().(*vote.Params)
	bonded(n, 5)(votes)
	votes.Keep = sim.Day
	briber := bribe.Mechanism.Defaults()
	s.Mechanisms = slices.Insert(s.Mechanisms, 1, scenarios.MechanismSetup{Name: "vote", Mechanism: vote.Mechanism, Params: votes})
	s.Mechanisms[2].Needs = map[string]string{"vote": "vote"}
	if by == "contract" {
		s.Mechanisms = append(s.Mechanisms, scenarios.MechanismSetup{Name: "bribe", Mechanism: bribe.Mechanism, Params: briber,
			Needs: map[string]string{"vote": "vote"}})
	}
	return s
}

// Table E6: votes that others see.
func TestOutliers_openVotesAreWorthOne(t *testing.T) {
	for _, p := range []float64{0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95} {
		for _, n := range []int{5, 11, 21} {
			of := fmt.Sprintf(" for n = %d, p = %v", n, p)
			args := map[string]float64{"n": float64(n), "p": p}
			honest := form(t, "vote.majority", args)
			decided(t, " by copiers"+of, watched(n, "open", copiers(p)), form(t, "vote.follow_first", map[string]float64{"p": p}), unknown, unknown)
			decided(t, " by copiers of sealed votes"+of, watched(n, "sealed", copiers(p)), honest, unknown, unknown)
			for i, indifferent := range []string{"own", "coin"} {
				args := map[string]float64{"n": float64(n), "p": p, "indifferent": float64(i)}
				decided(t, " by weighers, "+indifferent+of, watched(n, "open", weighers(p, indifferent)),
					form(t, "vote.weighers", args), unknown, unknown)
			}
		}
		// The cascade has begun long before the last of 101.
		decided(t, fmt.Sprintf(" in a cascade, own, p = %v", p), watched(101, "open", weighers(p, "own")),
			form(t, "vote.cascade_own", map[string]float64{"p": p}), unknown, unknown)
		decided(t, fmt.Sprintf(" in a cascade, coin, p = %v", p), watched(101, "open", weighers(p, "coin")),
			form(t, "vote.cascade_coin", map[string]float64{"p": p}), unknown, unknown)
	}
}

// watched is a panel whose witnesses come one after the other.
func watched(n int, ballots string, witnesses scenarios.PopulationSetup) *scenarios.Setup {
	terms := func(p *vote.Params) { bonded(n, 1)(p); p.Ballots = ballots }
	if n > vote.MaxNamed {
		return drawn(terms, juries/2, witnesses)
	}
	return panel(terms, juries, 0.5, witnesses)
}

var apart = mechanisms.MustDist(mechanisms.KindSeconds, "uniform(1h, 12h)")

func copiers(p float64) scenarios.PopulationSetup {
	return people("witnesses", witness.Copier, 110, func(c *witness.CopierParams) {
		eyes(&c.CommonParams, p, p, 0.2)
		c.Delay = apart
	})
}

func weighers(p float64, indifferent string) scenarios.PopulationSetup {
	return people("witnesses", witness.Bayesian, 110, func(c *witness.BayesianParams) {
		eyes(&c.CommonParams, p, p, 0.2)
		c.Delay, c.Indifferent = apart, indifferent
	})
}
