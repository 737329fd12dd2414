package report

import (
	"fmt"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// comparisons prints a row for each comparison: both means, the difference, and what common random numbers were worth.
func (p printer) comparisons(all []runs.Comparison) {
	if len(all) == 0 {
		return
	}
	t := table{columns: []string{"Comparison", "of", "where", "a", "b", "a - b", "in its SD", "seeds saved"},
		right: []bool{3: true, 4: true, 5: true, 6: true, 7: true}}
	for _, c := range all[:min(maxRows, len(all))] {
		half := (c.Difference.High - c.Difference.Low) / 2
		effect, saved := "-", "-"
		if c.VarianceReduction > 0 { // else there is no spread to measure by
			effect, saved = unsigned(fmt.Sprintf("%.2f", c.Hedges)), fmt.Sprintf("%.1fx", c.VarianceReduction)
		}
		if c.N == 0 {
			t.add(c.Name, c.Metric, settings(c.Where), "-", "-", "not defined", effect, saved)
			continue
		}
		t.add(c.Name, c.Metric, settings(c.Where), like(c.MeanA, half), like(c.MeanB, half),
			quantity(plusMinus(c.Difference.Value, half), c.Unit), effect, saved)
	}
	if more := len(all) - maxRows; more > 0 {
		t.after = append(t.after, "... "+counted(more, "more comparison")+" in summary.json")
	}
	for _, c := range all {
		line := c.Name + ": a is " + c.A + ", b is " + c.B
		if len(t.after) == 0 || t.after[len(t.after)-1] != line {
			t.after = append(t.after, line)
		}
	}
	t.after = append(t.after, "differences by seed, 95% Student t intervals; effect size d_z with Hedges' correction; "+
		"times as many seeds without common random numbers")
	t.print(p)
}
