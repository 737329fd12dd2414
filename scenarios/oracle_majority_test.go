package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/dopamine-network/dopasim/agents/consumer"
	"github.com/dopamine-network/dopasim/agents/keeper"
	"github.com/dopamine-network/dopasim/agents/provider"
	"github.com/dopamine-network/dopasim/agents/witness"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/deal"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// Oracle D: the majority of a panel, at a flat reward.

// panel is a world of questions put to panels: many at a time, each with the right answer success with probability q.
func panel(terms func(*vote.Params), questions uint32, q float64, witnesses ...scenarios.PopulationSetup) *scenarios.Setup {
	p := vote.Mechanism.Defaults().(*vote.Params)
	terms(p)
	askers := people("askers", consumer.Asker, 10, func(p *consumer.AskerParams) { p.Deals, p.Prior = questions/10, prob(q) })
	askers.Balance = sim.Amount(questions) * sim.Token * 4
	return &scenarios.Setup{
		Mechanisms: []scenarios.MechanismSetup{
			{Name: "token", Mechanism: token.Mechanism, Params: token.Mechanism.Defaults()},
			{Name: "vote", Mechanism: vote.Mechanism, Params: p},
		},
		Populations: append([]scenarios.PopulationSetup{askers}, witnesses...),
	}
}

// flat is a panel of n that pays every vote 0.1 DPMN.
func flat(n int) func(*vote.Params) {
	return func(p *vote.Params) { p.Seats, p.Reward = uint8(n), dpmn(0.1) }
}

func diligent(name string, size uint32, p1, effort float64, change func(*witness.CommonParams)) scenarios.PopulationSetup {
	return people(name, witness.Diligent, size, func(p *witness.DiligentParams) {
		eyes(&p.CommonParams, p1, p1, effort)
		if change != nil {
			change(&p.CommonParams)
		}
	})
}

var answers = [][2]string{{"askers", "yes_right"}, {"askers", "no_right"}, {"askers", "yes_wrong"}, {"askers", "no_wrong"}}

// decided runs a panel and checks how often it is right, in all and by what the truth is; NaN is not checked.
func decided(t *testing.T, what string, s *scenarios.Setup, all, success, failure float64) {
	t.Helper()
	n := counted(t, s, 2, answers...)
	for _, check := range []struct {
		of          string
		right, all_ float64
		want        float64
	}{{"right", n[0] + n[1], n[0] + n[1] + n[2] + n[3], all}, {"right given success", n[0], n[0] + n[2], success},
		{"right given failure", n[1], n[1] + n[3], failure}} {
		if !math.IsNaN(check.want) {
			share(t, check.of+what, check.right, check.all_, check.want)
		}
	}
}

// juries is how many questions are put at each of 2 seeds: 10,000 in all, a little more than the oracle asks for.
const juries = 5_000

var unknown = math.NaN()

// Table D1: the jury theorem of Condorcet.
func TestVote_majoritiesAreRightAsCondorcetSays(t *testing.T) {
	for _, p := range []float64{0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1} {
		for _, n := range []int{3, 5, 7, 9, 11, 21} {
			s := panel(flat(n), juries, 0.5, diligent("witnesses", 40, p, 0, nil))
			decided(t, fmt.Sprintf(" for n = %d, p = %v", n, p), s,
				form(t, "vote.majority", map[string]float64{"n": float64(n), "p": p}), unknown, unknown)
		}
	}
}

// Table D2: panels of even size, where a tie is a failure or a coin's.
func TestVote_tiesFailOrAreTossed(t *testing.T) {
	for _, n := range []int{2, 4, 6, 10} {
		for _, p := range []float64{0.6, 0.8, 0.9} {
			args := map[string]float64{"n": float64(n), "p": p}
			of := fmt.Sprintf(" for n = %d, p = %v", n, p)
			decided(t, of, panel(flat(n), juries, 0.5, diligent("witnesses", 30, p, 0, nil)), unknown,
				form(t, "vote.right_success", args), form(t, "vote.right_failure", args))
			args["tie"] = 1
			decided(t, " with a coin"+of, tossing(n, p), form(t, "vote.majority", map[string]float64{"n": float64(n - 1), "p": p}),
				form(t, "vote.right_success", args), form(t, "vote.right_failure", args))
		}
	}
}

// tossing is a panel whose ties are decided by the coin of a beacon.
func tossing(n int, p float64) *scenarios.Setup {
	terms := func(p *vote.Params) { flat(n)(p); p.Tie, p.CoinWithin = "coin", 10*sim.Day }
	return lucky(panel(terms, juries, 0.5, diligent("witnesses", 30, p, 0, nil)))
}

// drawn is a panel that a lot draws: of more witnesses than can be named.
func drawn(terms func(*vote.Params), questions uint32, witnesses scenarios.PopulationSetup) *scenarios.Setup {
	s := lucky(panel(func(p *vote.Params) { terms(p); p.Panel = "lot" }, questions, 0.5, witnesses))
	s.Populations[0].Params.(*consumer.AskerParams).Within = 3 * sim.Day
	return s
}

// lucky gives a panel a beacon, whose rounds last for an hour and follow each other.
func lucky(s *scenarios.Setup) *scenarios.Setup {
	s.Populations = append(s.Populations,
		people("keepers", keeper.Faithful, 2, func(p *keeper.FaithfulParams) { p.Rounds = 2_000 }))
	s.Mechanisms = slices.Insert(s.Mechanisms, 1,
		scenarios.MechanismSetup{Name: "beacon", Mechanism: beacon.Mechanism, Params: beacon.Mechanism.Defaults()})
	s.Mechanisms[2].Needs = map[string]string{"beacon": "beacon"}
	return s
}

// Table D3: witnesses who err together.
func TestVote_witnessesWhoErrTogetherAreWorthFewer(t *testing.T) {
	sizes := []int{3, 11, 101}
	for _, p := range []float64{0.6, 0.8} {
		for _, rho := range []float64{0, 0.1, 0.2, 0.3, 0.5, 0.8, 1} {
			for _, n := range sizes {
				for how, name := range map[string]string{"shock": "vote.common_shock", "urn": "vote.beta_binomial"} {
					witnesses := diligent("witnesses", 110, p, 0, func(c *witness.CommonParams) {
						c.Correlation, c.Correlated = prob(rho), how
					})
					s := panel(flat(n), juries, 0.5, witnesses)
					if n > vote.MaxNamed {
						if !long() && rho != 0.2 {
							continue
						}
						s = drawn(flat(n), juries/2, witnesses)
					}
					decided(t, fmt.Sprintf(" (%s) for n = %d, p = %v, rho = %v", how, n, p, rho), s,
						form(t, name, map[string]float64{"n": float64(n), "p": p, "rho": rho}), unknown, unknown)
				}
			}
		}
	}
}

// Two witnesses of a panel agree as often as the correlation of their errors says.
func TestVote_errorsCorrelateAsGiven(t *testing.T) {
	for how, rho := range map[string]float64{"shock": 0.3, "urn": 0.2} {
		// Both of two are right, and the decision is success when it is the truth, with probability p^2 + rho p (1-p).
		s := panel(flat(2), juries, 1, diligent("witnesses", 30, 0.7, 0, func(c *witness.CommonParams) {
			c.Correlation, c.Correlated = prob(rho), how
		}))
		decided(t, " of two witnesses by "+how, s, 0.49+rho*0.21, unknown, unknown)
	}
}

// Table D6: k of 11 witnesses vote against the truth.
func TestVote_colludersNeedAMajority(t *testing.T) {
	for k := range 7 {
		for _, p := range []float64{0.6, 0.7, 0.8, 0.9, 1} {
			s := panel(flat(11), juries, 0.5, diligent("honest", 30, p, 0, nil),
				people("colluders", witness.Colluder, 20, func(p *witness.ColluderParams) {
					eyes(&p.CommonParams, 1, 1, 0)
					p.Seats, p.Fills = uint8(k), false
				}))
			decided(t, fmt.Sprintf(" for p = %v and %d colluders of 11", p, k), s,
				form(t, "vote.collusion", map[string]float64{"n": 11, "k": float64(k), "p": p}), unknown, unknown)
		}
	}
}

// Table D8: witnesses who may be absent, and the three readings of silence.
func TestVote_silenceIsAVoteForFailure(t *testing.T) {
	for i, absent := range []string{"failure", "ignored", "slashed"} {
		for _, n := range []int{3, 7, 11} {
			for _, a := range []float64{1, 0.95, 0.9, 0.8, 0.7, 0.5} {
				if absent != "failure" && (n > 3 || a == 1) && !long() {
					continue
				}
				s := panel(func(p *vote.Params) { flat(n)(p); p.Absent = absent }, juries, 0.5,
					diligent("witnesses", 30, 0.8, 0, func(c *witness.CommonParams) { c.Availability = prob(a) }))
				args := map[string]float64{"n": float64(n), "p": 0.8, "a": a, "absent": float64(i)}
				decided(t, fmt.Sprintf(" for n = %d, a = %v, absent: %s", n, a, absent), s, unknown,
					form(t, "vote.right_success", args), form(t, "vote.right_failure", args))
			}
		}
	}
}

// Table D4 and D5: who has a stake W in a right decision looks as long as few enough others do; the share of those who
// look, where looking pays as much as tossing a coin, is that of the mixed equilibrium.
func TestVote_freeRidersLeaveLookingToOthers(t *testing.T) {
	for i, row := range [][2]float64{{7, 0.05}, {11, 0.03}, {11, 0.05}, {7, 0.08}, {3, 0.1}} {
		if i > 1 && !long() {
			continue
		}
		n, ratio := row[0], row[1]
		want := form(t, "vote.effort_mixed", map[string]float64{"n": n, "p": 0.8, "ratio": ratio})
		curve := func(effort float64) []float64 { return lookingPays(t, int(n), ratio, effort) }
		crossing(t, fmt.Sprintf("share who look for n = %v, c/W = %v", n, ratio), aside(want), curve, 0, want, 0.05)
	}
}

// aside is two shares around one.
func aside(x float64) []float64 { return []float64{max(0.02, x-0.06), min(0.98, x+0.06)} }

// lookingPays is what looking pays more than tossing a coin, where a share of the witnesses looks, with a stake of 10.
func lookingPays(t *testing.T, n int, ratio, effort float64) []float64 {
	const size = 1000
	looking := uint32(math.Round(effort * size))
	questions := uint32(20_000)
	s := panel(flat(n), questions, 0.5,
		diligent("looking", looking, 0.8, 10*ratio, func(c *witness.CommonParams) { c.Stake = 10 * sim.Token }),
		people("tossing", witness.Lazy, size-looking, func(p *witness.LazyParams) {
			eyes(&p.CommonParams, 0.8, 0.8, 10*ratio)
			p.Says, p.Stake = "coin", 10*sim.Token
		}))
	return trials(t, s, 20, func(get func(of, metric string) float64) float64 {
		return get("looking", "payoff") - get("tossing", "payoff")
	})
}

// Table D4: among n-1 who look, looking is the best reply from the stake that theory names on.
func TestVote_lookingPaysFromAStakeOn(t *testing.T) {
	for _, n := range []int{1, 3, 5} {
		least := form(t, "vote.effort_stake_min", map[string]float64{"n": float64(n), "p": 0.8})
		for _, k := range []float64{0.8, 1.25} {
			stake := k * least // effort is 1
			gain := func(last scenarios.PopulationSetup) []float64 {
				people := []scenarios.PopulationSetup{last}
				if n > 1 {
					people = append(people, diligent("others", 20, 0.8, 1, nil))
				}
				return trials(t, panel(flat(n), 20_000, 0.5, people...), 10,
					func(get func(of, metric string) float64) float64 { return get("last", "payoff") })
			}
			seat := func(c *witness.CommonParams) { c.Stake, c.Seats, c.Fills = dpmn(stake), 1, false }
			looks := gain(diligent("last", 10, 0.8, 1, seat))
			tosses := gain(people("last", witness.Lazy, 10, func(p *witness.LazyParams) {
				eyes(&p.CommonParams, 0.8, 0.8, 1)
				p.Says = "coin"
				seat(&p.CommonParams)
			}))
			for i := range looks {
				looks[i] -= tosses[i]
			}
			near(t, fmt.Sprintf("gain from looking for n = %d at %v of the stake", n, k), looks, k-1)
		}
	}
}

// Table D7: at a flat reward any bribe buys a vote, and half of the votes and one are enough.
func TestVote_aFlatRewardDoesNotKeepFromSelling(t *testing.T) {
	for _, n := range []int{1, 3, 5, 7, 11, 21} {
		for _, pays := range []int{(n + 1) / 2, (n - 1) / 2} {
			s := conditional(func(p *deal.Params) { p.Decider = "vote" }, fair(10),
				people("sellers", provider.Briber, 50, func(p *provider.BriberParams) { p.Bribe, p.Pays = dpmn(0.01), uint8(pays) }),
				people("witnesses", witness.Selfish, 60, func(p *witness.SelfishParams) { eyes(&p.CommonParams, 1, 1, 0) }))
			votes := vote.Mechanism.Defaults().(*vote.Params)
			flat(n)(votes)
			s.Mechanisms = slices.Insert(s.Mechanisms, 1,
				scenarios.MechanismSetup{Name: "vote", Mechanism: vote.Mechanism, Params: votes})
			s.Mechanisms[2].Needs = map[string]string{"vote": "vote"}
			got := counted(t, s, 2, [2]string{"payers", "paid_junk"}, [2]string{"payers", "deals"}, [2]string{"sellers", "bribes"})
			of := fmt.Sprintf(" when %d of %d votes are paid for", pays, n)
			exactly(t, "junk that is paid for"+of, got[0]/got[1], map[bool]float64{true: 1}[2*pays > n])
			if 2*pays > n {
				exactly(t, "cost"+of, got[2]/got[1]*0.01,
					form(t, "bribe.cost", map[string]float64{"n": float64(n), "r": 0.1, "b": 5, "eps": 0.01, "contract": 0}))
			}
		}
	}
}
