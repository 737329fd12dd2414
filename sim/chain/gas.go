package chain

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The kinds of calls whose gas is told apart.
const (
	warm = iota
	cold
	refused
	kinds
)

// gasCount counts the calls of an action by kind and gas.
type gasCount [kinds]map[uint64]uint64

func (c *gasCount) add(kind int, gas uint64) {
	if c[kind] == nil {
		c[kind] = make(map[uint64]uint64)
	}
	c[kind][gas]++
}

// GasRow is what an action cost: gas of whole transactions, 21000 and calldata included, refunds deducted.
type GasRow struct {
	Instance, Action string
	// Kind is "cold" for calls that made a token balance or an allowance that was zero before the call, the vault's
	// own included (17,100 gas more for each), "warm" for the others, "refused" for calls that were refused.
	Kind             string
	N                uint64
	Min, Median, Max uint64 // of an even N, the lower of the two in the middle

	count map[uint64]uint64 // calls by gas
}

// MergeGas is the rows of several replays as one: the median is that of all calls together.
func MergeGas(replays ...[]GasRow) []GasRow {
	var merged []GasRow
	for _, rows := range replays {
		for _, row := range rows {
			i := slices.IndexFunc(merged, func(m GasRow) bool {
				return m.Instance == row.Instance && m.Action == row.Action && m.Kind == row.Kind
			})
			if i < 0 {
				row.count = maps.Clone(row.count)
				merged = append(merged, row)
				continue
			}
			for gas, n := range row.count {
				merged[i].count[gas] += n
			}
		}
	}
	for i, m := range merged {
		row := summarise(m.count)
		row.Instance, row.Action, row.Kind = m.Instance, m.Action, m.Kind
		merged[i] = row
	}
	return merged
}

// gasRows are the rows of every action that was called, in the order of the house and the Specs.
func (r *replay) gasRows() []GasRow {
	var rows []GasRow
	for _, in := range r.instances {
		for i := range in.gas {
			for _, kind := range []int{cold, warm, refused} {
				if count := in.gas[i][kind]; len(count) > 0 {
					row := summarise(count)
					row.Instance, row.Action = in.Name, in.Mechanism.Actions[i].Name()
					row.Kind = [...]string{"warm", "cold", "refused"}[kind]
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

func summarise(count map[uint64]uint64) (row GasRow) {
	gas := slices.Sorted(maps.Keys(count))
	for _, n := range count {
		row.N += n
	}
	row.Min, row.Max, row.count = gas[0], gas[len(gas)-1], count
	below := uint64(0)
	for _, g := range gas {
		if below += count[g]; below >= (row.N+1)/2 {
			row.Median = g
			break
		}
	}
	return row
}

// GasTable writes rows as a Markdown table whose columns line up on a terminal too.
func GasTable(rows []GasRow) string {
	table := [][]string{{"action", "kind", "calls", "min", "median", "max"}}
	for _, r := range rows {
		table = append(table, []string{
			r.Instance + "." + r.Action, r.Kind, strconv.FormatUint(r.N, 10),
			strconv.FormatUint(r.Min, 10), strconv.FormatUint(r.Median, 10), strconv.FormatUint(r.Max, 10),
		})
	}
	var width [6]int
	for _, cells := range table {
		for i, cell := range cells {
			width[i] = max(width[i], len(cell))
		}
	}
	var out strings.Builder
	for n, cells := range table {
		for i, cell := range cells {
			if i < 2 { // names to the left, numbers to the right
				fmt.Fprintf(&out, "| %-*s ", width[i], cell)
			} else {
				fmt.Fprintf(&out, "| %*s ", width[i], cell)
			}
		}
		out.WriteString("|\n")
		if n > 0 {
			continue
		}
		for i, w := range width {
			if i < 2 {
				out.WriteString("|-" + strings.Repeat("-", w) + "-")
			} else {
				out.WriteString("|-" + strings.Repeat("-", w) + ":")
			}
		}
		out.WriteString("|\n")
	}
	return out.String()
}
