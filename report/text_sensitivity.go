package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// sensitivities prints a table for each metric whose sensitivity was found, the most important parameter first.
func (p printer) sensitivities(all []runs.Sensitivity) {
	for _, s := range all {
		if s.Problem != "" {
			p.line("Sensitivity of %s: %s\n", s.Metric, p.bad(s.Problem))
			continue
		}
		columns := []string{"Sensitivity of " + s.Metric, "from", "to", "first order", "total"}
		if s.Kind == "morris" {
			columns = []string{"Sensitivity of " + s.Metric, "from", "to", withUnit("mu", s.Unit), withUnit("mu*", s.Unit), "sigma"}
		}
		t := table{columns: columns, right: []bool{1: true, 2: true, 3: true, 4: true, 5: true}}
		t.right = t.right[:len(columns)]
		factors := slices.Clone(s.Factors)
		slices.SortStableFunc(factors, func(a, b runs.Influence) int {
			if a.Whole.Value > b.Whole.Value {
				return -1
			}
			if a.Whole.Value < b.Whole.Value {
				return 1
			}
			return strings.Compare(a.Param, b.Param)
		})
		for _, x := range factors {
			row := []string{x.Param, x.Low, x.High, spanned(x.Main), spanned(x.Whole)}
			if s.Kind == "morris" {
				row = append(row, unsigned(fmt.Sprintf("%.3f", x.Sigma)))
			}
			t.add(row...)
		}
		t.after = append(t.after, fmt.Sprintf("%s over the ranges: mean %.4g, standard deviation %.4g", withUnit(s.Metric, s.Unit), s.Mean, s.SD), s.Method)
		t.print(p)
	}
}

// spanned is an estimate with its interval, to three decimals.
func spanned(b runs.Between) string {
	return unsigned(fmt.Sprintf("%.3f", b.Value)) + " (" + unsigned(fmt.Sprintf("%.3f", b.Low)) + " to " + unsigned(fmt.Sprintf("%.3f", b.High)) + ")"
}
