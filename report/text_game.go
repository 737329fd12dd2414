package report

import (
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// game prints what strategies earn against each other, and what follows.
func (p printer) game(g *runs.Game) {
	if g == nil {
		return
	}
	for role, own := range g.Strategies {
		other := g.Strategies[len(g.Strategies)-1-role]
		if role >= len(g.Payoffs) {
			break
		}
		head := "Payoff of " + withUnit("a few", g.Unit)
		if len(g.Strategies) == 2 {
			head = withUnit("Payoff", g.Unit)
		}
		t := table{columns: []string{head}, right: []bool{false}}
		for _, name := range other {
			t.columns, t.right = append(t.columns, "among "+name), append(t.right, true)
		}
		for i, name := range own {
			row := []string{name}
			for k := range other {
				b := g.Payoffs[role][i][k]
				row = append(row, plusMinus(b.Value, (b.High-b.Low)/2))
			}
			t.add(row...)
		}
		t.print(p)
	}
	if g.Problem != "" {
		p.line("%s\n", p.bad("no game: "+g.Problem))
		return
	}
	t := table{columns: []string{"Incentive margin", "where others are", withUnit("margin", g.Unit), "best deviation"}, right: []bool{2: true, 3: false}}
	for _, m := range g.Margins {
		against := m.Against
		t.add(m.Strategy, against, plusMinus(m.Margin.Value, (m.Margin.High-m.Margin.Low)/2), m.Deviation)
	}
	t.after = append(t.after, g.Method)
	t.print(p)
	for _, e := range g.Equilibria {
		kind := "Equilibrium"
		if e.Strict {
			kind = "Strict equilibrium"
		}
		p.line("%s: %s", kind, mixText(g, e.Mixes))
	}
	if g.Degenerate {
		p.line("%s", p.dim("the game is degenerate: there may be more equilibria between those"))
	}
	for _, r := range g.Rest {
		if len(r.Corners) > 0 {
			p.line("Rest, a continuum around %s: %s", mixText(g, r.State), r.Stability)
			continue
		}
		p.line("Rest: %s: %s", mixText(g, r.State), r.Stability)
	}
	var ranks []string
	for _, r := range g.Ranking {
		if r.Mass > 0.001 {
			ranks = append(ranks, fmt.Sprintf("%s %.2f", strings.Join(r.Profile, " and "), r.Mass))
		}
	}
	p.line("alpha-rank in the limit of strong selection, populations of 50: %s\n", strings.Join(ranks, ", "))
}

// mixText is "honest 0.62, lazy 0.38; all punishing".
func mixText(g *runs.Game, mixes [][]float64) string {
	var roles []string
	for role, mix := range mixes {
		var parts []string
		for i, share := range mix {
			switch {
			case share > 1-1e-9:
				parts = append(parts, "all "+g.Strategies[role][i])
			case share > 1e-9:
				parts = append(parts, fmt.Sprintf("%s %.3f", g.Strategies[role][i], share))
			}
		}
		roles = append(roles, strings.Join(parts, ", "))
	}
	return strings.Join(roles, "; ")
}
