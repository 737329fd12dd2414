package runs

// Game is what the strategies of a scenario earn against each other, and what follows for populations that change by it.
// With one list of strategies the game is symmetric, with two it has roles, each playing against the other.
type Game struct {
	Strategies [][]string    `json:"strategies"`      // by role
	Share      float64       `json:"share,omitempty"` // of the deviators in a symmetric game
	Payoff     string        `json:"payoff"`          // metric of a population
	Unit       string        `json:"unit"`
	Payoffs    [][][]Between `json:"payoffs"` // by role, own strategy, other strategy
	Margins    []Margin      `json:"margins"`
	Equilibria []Equilibrium `json:"equilibria"`
	Degenerate bool          `json:"degenerate,omitempty"` // there may be more equilibria between those listed
	Rest       []Rest        `json:"rest"`
	Ranking    []Ranked      `json:"ranking"` // alpha-rank in the limit of strong selection, the largest mass first
	Portrait   *Portrait     `json:"portrait,omitempty"`
	Method     string        `json:"method"`            // of the margins' intervals
	Problem    string        `json:"problem,omitempty"` // why there is no game, or no more of it
}

// Margin is what a strategy earns more than the best deviation from it, where everybody else plays as said.
type Margin struct {
	Role      int     `json:"role"`
	Strategy  string  `json:"strategy"`
	Against   string  `json:"against"`
	Deviation string  `json:"deviation"` // the best one
	Margin    Between `json:"margin"`
	N         int     `json:"n"`
}

// Equilibrium is a mix of strategies for each role, against which nothing else earns more.
type Equilibrium struct {
	Mixes   [][]float64 `json:"mixes"`
	Payoffs []float64   `json:"payoffs"`
	Strict  bool        `json:"strict"`
}

// Rest is a state in which the replicator dynamics does not move. Corners are the ends of a continuum of them.
type Rest struct {
	State     [][]float64   `json:"state"`
	Stability string        `json:"stability"`
	Corners   [][][]float64 `json:"corners,omitempty"`
}

// Ranked is a profile of strategies, one for each role, and the share of time that evolution spends near it.
type Ranked struct {
	Profile []string `json:"profile"`
	Mass    float64  `json:"mass"`
}

// Portrait is the dynamics as a picture: three shares of one population, or the shares of the first strategies of two.
type Portrait struct {
	Arrows []Arrow       `json:"arrows"`
	Orbits [][][]float64 `json:"orbits"`
}

// Arrow is the dynamics at one place.
type Arrow struct {
	At       []float64 `json:"at"`
	Velocity []float64 `json:"velocity"`
}
