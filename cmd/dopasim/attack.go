package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/agents/deviant"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// attackOptions are the flags of attack.
type attackOptions struct {
	population   string
	budget       int
	seeds, fresh int
	seed         uint64
	set          []string
	jobs         int
	out          string
	json         bool
	asked        func(flag string) bool // whether it was given
}

func newAttack() *cobra.Command {
	var o attackOptions
	cmd := &cobra.Command{
		Use:   "attack FILE|NAME",
		Short: "Search for the most profitable deviation of a population",
		Long: `Searches for the table of rules with which the agents of a population earn most while all others do as the scenario
says. Rules are made from the declarations of the mechanisms: notices, actions, arguments and times; the search knows no
attack by name. It climbs from what the population does by its own strategy, from doing nothing and from random tables.

The gain is measured on fresh seeds, which had no part in the selection: its 95% interval is of the difference, seed by
seed, to what the population earns by its own strategy, for each deal. An exploit is found when the whole interval is above
0. A scenario file that measures the same again is written below --out.

Population, budget and seeds are those of the scenario's section attack, unless flags say otherwise.`,
		Example: "  dopasim attack trust-fund --population consumers --set escrow.fate=refund --set escrow.deposit_provider='10 DPMN'\n" +
			"  dopasim attack my.yaml --budget 50000 --seed 7",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.asked = cmd.Flags().Changed
			return attack(cmd, args[0], &o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.population, "population", "", "population whose agents deviate")
	f.IntVar(&o.budget, "budget", 0, "trials in which tables are tried")
	f.IntVar(&o.seeds, "seeds", 0, "number of seeds that select")
	f.IntVar(&o.fresh, "fresh", 0, "number of fresh seeds that measure the gain")
	f.Uint64Var(&o.seed, "seed", 0, "first seed, and luck of the search, instead of the scenario's")
	f.StringArrayVar(&o.set, "set", nil, "override a value, key=value (may be repeated)")
	f.IntVar(&o.jobs, "jobs", 0, "trials at the same time (default: all cores); results do not depend on it")
	f.StringVar(&o.out, "out", "runs", "folder of the scenario file that measures the exploit again")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func attack(cmd *cobra.Command, name string, o *attackOptions) error {
	set := slices.Clone(o.set)
	if o.asked("seed") {
		set = append(set, fmt.Sprintf("first=%d", o.seed))
	}
	s, err := scenarios.Read(name, scenarios.Options{Set: set})
	if err != nil {
		var mistakes scenarios.Errors
		if errors.As(err, &mistakes) {
			return err
		}
		return usage(err)
	}
	a, err := o.attack(s)
	if err != nil {
		return usage(err)
	}
	x, err := s.Search(cmd.Context(), a)
	var unfit *scenarios.AttackError
	var broken *sim.Violation
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.As(err, &unfit):
		return usage(err)
	case errors.As(err, &broken):
		return &exit{exitBroken, err}
	case err != nil:
		return err
	}
	path, err := o.write(s, x)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(cmd.OutOrStdout(), exploitJSON(s, x, path))
	}
	return printExploit(cmd.OutOrStdout(), s, x, path)
}

// attack is the scenario's, with what the flags say.
func (o *attackOptions) attack(s *scenarios.Scenario) (scenarios.Attack, error) {
	a := s.NewAttack("")
	if s.Attack != nil {
		a = *s.Attack
		a.Luck = s.Seeds.First
	}
	if o.asked("population") {
		a.Population = o.population
	}
	if a.Population == "" {
		return a, fmt.Errorf("%s has no section attack: say whose deviation to search for with --population (one of %s)", s.Name,
			strings.Join(s.Deviating(), ", "))
	}
	for flag, x := range map[string]struct{ from, to *int }{
		"budget": {&o.budget, &a.Budget}, "seeds": {&o.seeds, &a.Seeds}, "fresh": {&o.fresh, &a.Fresh}} {
		if o.asked(flag) {
			*x.to = *x.from
		}
	}
	a.Jobs = o.jobs
	return a, nil
}

// write writes the scenario file of an exploit, or of the best table where nothing was found.
func (o *attackOptions) write(s *scenarios.Scenario, x *scenarios.Exploit) (string, error) {
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(o.out, s.Name+"-exploit.yaml")
	return path, os.WriteFile(path, s.Reproduction(x), 0o644)
}

func printExploit(w io.Writer, s *scenarios.Scenario, x *scenarios.Exploit, path string) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s: deviations of %s (%s/%s)", s.Name, x.Population, x.Role, x.Strategy)
	line("tried: %s in %s, %s", counted(x.Tables, "table"), counted(x.Trials, "trial"), counted(x.Climbs, "climb"))
	line("  about the notices %s", strings.Join(noticesOf(x.Words), ", "))
	line("  by the actions %s", strings.Join(actionsOf(x.Words), ", "))
	gain := fmt.Sprintf("%.6g DPMN for each deal (95%% interval %.6g to %.6g on %s; %.6g on the %s that selected it)",
		x.Gain.Mean, x.Gain.Low, x.Gain.High, counted(x.Fresh, "fresh seed"), x.Selected, counted(x.Seeds, "seed"))
	if x.Found() {
		line("found: a gain of %s", gain)
	} else {
		line("found nothing: the best table gains %s", gain)
	}
	for _, rule := range x.Table {
		line("  %s", rule)
	}
	for _, sentence := range deviant.Say(x.Table, x.Words) {
		line("%s", sentence)
	}
	line("measure it again: dopasim run %s", path)
	_, err := io.WriteString(w, b.String())
	return err
}

func noticesOf(words []deviant.Words) (names []string) {
	for _, w := range words {
		names = append(names, w.Notice)
	}
	return names
}

// actionsOf lists the actions of the rules that were tried, each once.
func actionsOf(words []deviant.Words) (names []string) {
	for _, w := range words {
		for _, a := range w.Acts {
			if !slices.Contains(names, a.Name) {
				names = append(names, a.Name)
			}
		}
	}
	return names
}

// exploitJSON is an exploit for other programs.
func exploitJSON(s *scenarios.Scenario, x *scenarios.Exploit, path string) any {
	return struct {
		Scenario   string   `json:"scenario"`
		Population string   `json:"population"`
		Strategy   string   `json:"strategy"`
		Found      bool     `json:"found"`
		Gain       gainJSON `json:"gain"`
		Table      string   `json:"table"`
		Words      []string `json:"words"`
		Start      string   `json:"start"` // what the population does by its own strategy, as a table
		Tables     int      `json:"tables"`
		Trials     int      `json:"trials"`
		Climbs     int      `json:"climbs"`
		Notices    []string `json:"notices"`
		Actions    []string `json:"actions"`
		File       string   `json:"file"`
	}{s.Name, x.Population, x.Role + "/" + x.Strategy, x.Found(),
		gainJSON{x.Gain.Mean, x.Gain.Low, x.Gain.High, x.Gain.N, "DPMN per deal", x.Selected, x.Seeds},
		x.Table.String(), deviant.Say(x.Table, x.Words), x.Start.String(), x.Tables, x.Trials, x.Climbs, noticesOf(x.Words),
		actionsOf(x.Words), path}
}

type gainJSON struct {
	Mean     float64 `json:"mean"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	Seeds    int     `json:"seeds"`
	Unit     string  `json:"unit"`
	Selected float64 `json:"selected"` // on the seeds that selected it
	Selects  int     `json:"selecting_seeds"`
}
