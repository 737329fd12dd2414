package chain

import (
	_ "embed" // the bills
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

//go:embed testdata/gas.txt
var gasFile string

// Bill is the gas of one action of a deal played by a script, on contracts that hold nothing yet (First) and on those
// that hold what is others' (Later): whole transactions, 21000 and calldata included, refunds deducted.
type Bill struct {
	Name         string // "vote of 5, bonds: vote.settle"
	First, Later uint64
}

// Bills are those of testdata/gas.txt, in its order. A test keeps the file to what the contracts cost. Trust's have no
// mechanism in their name there: it is put before them.
func Bills() ([]Bill, error) {
	var all []Bill
	columns := regexp.MustCompile(`^(.*?\S)\s{2,}(\d+)\s+(\d+)(\s+\d+)?$`)
	for i, line := range strings.Split(gasFile, "\n") {
		cells := columns.FindStringSubmatch(line)
		if cells == nil {
			if line == "" || line[0] == '#' || strings.HasPrefix(line, "action ") {
				continue
			}
			return nil, fmt.Errorf("gas.txt:%d: %q is no bill", i+1, line)
		}
		b := Bill{Name: cells[1]}
		if cells[4] != "" {
			b.Name = "trust, " + b.Name
			if !strings.Contains(cells[1], ": ") {
				b.Name = "trust: " + cells[1]
			}
		}
		var err error
		if b.First, err = strconv.ParseUint(cells[2], 10, 64); err != nil {
			return nil, fmt.Errorf("gas.txt:%d: %w", i+1, err)
		}
		if b.Later, err = strconv.ParseUint(cells[3], 10, 64); err != nil {
			return nil, fmt.Errorf("gas.txt:%d: %w", i+1, err)
		}
		all = append(all, b)
	}
	return all, nil
}
