package witness

import (
	"github.com/dopamine-network/dopasim/agents"
	"github.com/dopamine-network/dopasim/sim"
)

// DiligentParams of the diligent witness.
type DiligentParams struct{ CommonParams }

// Diligent examines and says what it sees.
var Diligent = agents.Register(agents.Strategy[DiligentParams]{
	Role: "witness", Name: "diligent", Source: "3.2.4.1 to 3.2.4.3; oracles C to E",
	Doc:     "Examines what was delivered and says what it saw.",
	Params:  DiligentParams{common},
	Metrics: metrics,
	New: func(b *agents.Build, p DiligentParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err == nil {
			d.says = d.signal
		}
		return err
	},
})

// LazyParams of the lazy witness.
type LazyParams struct {
	CommonParams
	// What it says without looking: always success, always failure, a fair coin, or success with probability Prior.
	Says string `enum:"success,failure,coin,prior"`
	// Probability of saying success (says: prior).
	Prior sim.Prob
}

// Lazy does not look.
var Lazy = agents.Register(agents.Strategy[LazyParams]{
	Role: "witness", Name: "lazy", Source: "oracles C to E: effort costs and is not seen",
	Doc:     "Says something without examining anything.",
	Params:  LazyParams{CommonParams: common, Says: "success", Prior: sim.One / 2},
	Metrics: metrics,
	New: func(b *agents.Build, p LazyParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		chance := map[string]sim.Prob{"success": sim.One, "failure": 0, "coin": sim.One / 2, "prior": p.Prior}[p.Says]
		d.says = func(c *call) bool {
			r := d.luck(streamChoice, c)
			return r.Bernoulli(chance)
		}
		return nil
	},
})

// CopierParams of the copying witness.
type CopierParams struct{ CommonParams }

// Copier says what others said.
var Copier = agents.Register(agents.Strategy[CopierParams]{
	Role: "witness", Name: "copier", Source: "oracle E, Table E6: following the first vote; attack",
	Doc: "Says what the first visible vote says, without examining anything; where it sees none, it examines and says what " +
		"it saw.",
	Params:  CopierParams{common},
	Metrics: metrics, State: 8,
	New: newCopier,
})

func newCopier(b *agents.Build, p CopierParams) error {
	d, err := newDesk(b, p.CommonParams)
	if err != nil {
		return err
	}
	if d.votes == nil {
		d.says = d.signal
		return nil
	}
	d.says = func(c *call) bool {
		if first, ok := d.first(c); ok {
			return first
		}
		return d.signal(c)
	}
	return nil
}

// first is the first visible vote of a ballot. The contract does not tell which of several came first, but who copies
// needs none to have copied: the yes of one is the yes of all that followed.
func (d *desk) first(c *call) (success, ok bool) {
	yes, no := d.visible(c)
	if yes == no {
		return false, false
	}
	return yes > no, true
}

// visible counts the votes that can be seen.
func (d *desk) visible(c *call) (yes, no int) {
	b := d.votes.State.Ballot(c.ballot)
	return int(b.Yes), int(b.Voted) - int(b.Yes)
}

// BayesianParams of the Bayesian witness.
type BayesianParams struct {
	CommonParams
	// What it does when the visible votes and its own sign balance: follow its own sign, or a fair coin.
	Indifferent string `enum:"own,coin"`
}

// Bayesian weighs the votes it sees.
var Bayesian = agents.Register(agents.Strategy[BayesianParams]{
	Role: "witness", Name: "bayesian", Source: "Bikhchandani, Hirshleifer & Welch 1992; oracle E, Table E6",
	Doc: "Weighs the votes that it sees against its own sign: two votes ahead are worth more than that, and it follows " +
		"them without examining.",
	Params:  BayesianParams{CommonParams: common, Indifferent: "own"},
	Metrics: metrics,
	New: func(b *agents.Build, p BayesianParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		if d.votes == nil {
			d.says = d.signal
			return nil
		}
		d.says = func(c *call) bool { return d.weighs(c, p.Indifferent == "coin") }
		return nil
	},
})

// weighs follows two votes ahead; of one vote ahead against its own sign, it is indifferent.
func (d *desk) weighs(c *call, coin bool) bool {
	yes, no := d.visible(c)
	switch ahead := yes - no; {
	case ahead >= 2:
		return true
	case ahead <= -2:
		return false
	case ahead == 0 || !coin:
		return d.signal(c)
	default:
		own := d.signal(c)
		if own == (ahead > 0) {
			return own
		}
		r := d.luck(streamChoice, c)
		return r.Bernoulli(sim.One / 2)
	}
}

// ColluderParams of the colluding witness.
type ColluderParams struct {
	CommonParams
	// What the group wants: the wrong decision, success, or failure.
	Wants string `enum:"wrong,success,failure"`
}

// Colluder votes with its group.
var Colluder = agents.Register(agents.Strategy[ColluderParams]{
	Role: "witness", Name: "colluder", Source: "oracles D and E: collusion; attack",
	Doc: "Votes as its group has agreed, always against what was delivered or always for one side; it knows what was " +
		"delivered without examining. Give the group its seats of every panel with seats and fills.",
	Params:  ColluderParams{CommonParams: common, Wants: "wrong"},
	Metrics: metrics,
	New: func(b *agents.Build, p ColluderParams) error {
		d, err := newDesk(b, p.CommonParams)
		if err != nil {
			return err
		}
		d.says = func(c *call) bool {
			if p.Wants == "wrong" {
				return c.deal.Goods != agents.Good
			}
			return p.Wants == "success"
		}
		return nil
	},
})
