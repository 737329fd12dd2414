// Command peers runs the same workloads on this engine and on others that the package registries have, and writes the
// table of docs/peers.md:
//
//	go run ./report/bench/peers -write docs/peers.md
//
// It is run by hand, from the root of the module. What it installs goes to a folder of its own, which is removed at the
// end; it wants Python from 3.12 on (see -python), a JDK from 17 on with Maven, and Node.js from 20 on. A peer that does
// not install is named in the table with what was said.
//
// The programs take turns, so that a machine busy with other work is unfair to nobody, and processor time is compared,
// which depends on others least. Each program runs its workload -rounds times with other luck, and prints a figure by
// which it is seen that it did the same as the others: the table is refused where one did not.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	dir := flag.String("dir", "", "folder to install to, kept (default: one that is removed)")
	python := flag.String("python", "python3", "the Python to make an environment of")
	rounds := flag.Int("rounds", 5, "how often each program runs")
	only := flag.String("only", "", "one workload, instead of all")
	write := flag.String("write", "", "file to write the table to, besides printing it")
	flag.Parse()
	if err := run(*dir, *python, *only, *write, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(dir, python, only, write string, rounds int) error {
	if dir == "" {
		made, err := os.MkdirTemp("", "peers")
		if err != nil {
			return err
		}
		defer os.RemoveAll(made)
		dir = made
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	table := report{rounds: rounds, before: load()}
	ready := map[string]bool{}
	for _, p := range peers(dir, python) {
		if said := p.install(); said != nil {
			table.absent = append(table.absent, absence{p.name, said.Error()})
			continue
		}
		ready[p.name] = true
	}
	for _, w := range workloads {
		if only != "" && w.name != only {
			continue
		}
		lines, err := turns(w, slices.DeleteFunc(peers(dir, python), func(p peer) bool { return !ready[p.name] }), rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
		table.add(w, lines)
	}
	table.after = load()
	text := table.markdown()
	fmt.Print(text)
	if write == "" {
		return nil
	}
	return os.WriteFile(write, []byte(text), 0o644)
}

// line is what a peer made of a workload.
type line struct {
	peer     peer
	size     uint64
	outcomes []outcome
}

// turns runs a workload in turns on the peers that have it, and checks that all did the same.
func turns(w workload, all []peer, rounds int) ([]line, error) {
	var lines []line
	for _, p := range all {
		if size := p.sizes[w.name]; size > 0 {
			lines = append(lines, line{peer: p, size: size})
		}
	}
	for round := range rounds {
		for i := range lines {
			l := &lines[i]
			o, err := l.peer.run(w.name, l.size, uint64(round+1))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", l.peer.name, err)
			}
			fmt.Fprintf(os.Stderr, "%s: %s: %d done in %.3f s of processor time (%.3f s), check %.5f\n", w.name, l.peer.name, o.Done, o.CPU, o.Wall, o.Check)
			l.outcomes = append(l.outcomes, o)
		}
	}
	for _, l := range lines {
		if err := w.same(l); err != nil {
			return nil, fmt.Errorf("%s did not do the same: %w", l.peer.name, err)
		}
	}
	return lines, nil
}
