package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

// report is what is written.
type report struct {
	rounds        int
	before, after string // load of the machine
	sections      []string
	absent        []absence
}

// absence is a peer that is not in the table, and why.
type absence struct{ name, why string }

// never are peers that were looked for, once and by name, and are not in the registries at hand.
var never = []absence{
	{"MASON", "Maven Central does not have it; it is built from its repository"},
	{"simmer", "CRAN's packages are out of reach, and Debian has no r-cran-simmer"},
	{"Agents.jl", "Debian 12 has no julia"},
	{"simgo, godes", "the Go module proxy does not serve them"},
	{"ganache", "installs, but its newest rules are Shanghai's: the contracts need MCOPY of Cancun"},
}

func (r *report) add(w workload, lines []line) {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n%s. Check: %s%s.\n\n", w.name, w.what, w.check, theory(w))
	fmt.Fprintf(&b, "| program | version | size | us of processor time per %s | of wall time | ratio, ours = 1 | check |\n|---|---|---|---|---|---|---|\n", w.units)
	ours := lines[0].median(cpu)
	for _, l := range lines {
		fmt.Fprintf(&b, "| %s | %s | %d | %.3g | %.3g | %s | %s |\n", l.peer.name, l.peer.version, l.outcomes[0].Done,
			1e6*l.median(cpu), 1e6*l.median(wall), ratio(l.median(cpu)/ours), checked(w, l))
	}
	r.sections = append(r.sections, b.String())
}

func theory(w workload) string {
	if w.value == 0 {
		return ""
	}
	return fmt.Sprintf(", in theory %.4g", w.value)
}

func checked(w workload, l line) string {
	if w.value == 0 {
		return "equal"
	}
	mean := 0.0
	for _, o := range l.outcomes {
		mean += o.Check / float64(len(l.outcomes))
	}
	return fmt.Sprintf("%.4g", mean)
}

func ratio(x float64) string {
	if x < 10 {
		return fmt.Sprintf("%.2g", x)
	}
	return fmt.Sprintf("%.0f", x)
}

func cpu(o outcome) float64  { return o.CPU / float64(o.Done) }
func wall(o outcome) float64 { return o.Wall / float64(o.Done) }

// median over the rounds.
func (l line) median(of func(outcome) float64) float64 {
	var all []float64
	for _, o := range l.outcomes {
		all = append(all, of(o))
	}
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}

func counted(rounds int) string {
	if rounds == 1 {
		return "1 round"
	}
	return fmt.Sprintf("%d rounds", rounds)
}

func (r *report) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Peers\n\nWritten by `go run ./report/bench/peers -write docs/peers.md`, from one run: the programs took turns, %s with other\n"+
		"luck each; medians. Processor time counts all threads of a program, collectors and compilers included; models are built\n"+
		"before. On %s, %s/%s, %d processors (%s); load of the machine before %s, after %s.\n",
		counted(r.rounds), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processorName(), r.before, r.after)
	for _, s := range r.sections {
		b.WriteString("\n" + s)
	}
	b.WriteString("\n## Not compared\n\n| peer | why |\n|---|---|\n")
	for _, a := range append(r.absent, never...) {
		fmt.Fprintf(&b, "| %s | %s |\n", a.name, strings.ReplaceAll(a.why, "|", "/"))
	}
	return b.String()
}

// load is the average number of runnable threads in the last minute, as far as the system tells.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Fields(string(text))[0]
}

func processorName() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for l := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(l, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}
