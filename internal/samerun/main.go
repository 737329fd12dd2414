// Command samerun compares two run folders that should be of the same run, made by programs compiled for different
// processors:
//
//	go run ./internal/samerun DIR1 DIR2
//
// The resolved scenario, the journal hash of every trial and all integers have to be equal; reals have to agree within
// 1e-9 of the larger one, or within 1e-9 where both are below 1. Processors may round differently where Go fuses x*y+z.
// It prints what differs and exits with 1; a folder that is damaged or cannot be read differs too.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/dopamine-network/dopasim/internal/runs"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: samerun DIR1 DIR2")
		os.Exit(2)
	}
	os.Exit(compare(os.Stdout, os.Args[1], os.Args[2]))
}

// compare says how two run folders differ and gives the exit code.
func compare(out io.Writer, one, two string) int {
	a, err := runs.Open(".", folder(one))
	if err == nil {
		var b *runs.Run
		if b, err = runs.Open(".", folder(two)); err == nil {
			return judge(out, a, b)
		}
	}
	fmt.Fprintf(out, "samerun: %v\n", err)
	return 1
}

func judge(out io.Writer, a, b *runs.Run) int {
	d := &differences{}
	if err := d.runs(a, b); err != nil {
		fmt.Fprintf(out, "samerun: %v\n", err)
		return 1
	}
	for _, line := range d.lines {
		fmt.Fprintln(out, line)
	}
	if more := d.n - len(d.lines); more > 0 {
		fmt.Fprintf(out, "... %d more\n", more)
	}
	if d.n > 0 {
		fmt.Fprintf(out, "%s and %s differ in %d places\n", a.Path, b.Path, d.n)
		return 1
	}
	fmt.Fprintf(out, "same run: %d trials, journal %s, %d integers equal, %d reals within %.1g of each other\n",
		a.Summary.Trials, a.Summary.Journal, d.integers, d.reals, d.worst)
	return 0
}

// folder is dir as runs.Open takes a path.
func folder(dir string) string { return dir + string(os.PathSeparator) }
