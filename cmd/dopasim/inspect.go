package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/report"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

func newInspect() *cobra.Command {
	var o struct {
		root  string
		trial int
		json  bool
		first int
	}
	cmd := &cobra.Command{
		Use:   "inspect RUN [deal ID | agent NAME | calls]",
		Short: "Show a run, or the life of a deal or of an agent in one of its trials",
		Long: `Shows what a run found. With deal, agent or calls it shows the calls and events of one trial: those of a deal,
those of an agent (consumers[12] or #12, with its money at the end), or the first of all.
RUN is a folder, a name, the beginning of a key, or latest. A trial without a written journal is simulated again,
and its hash is checked against the recorded one.`,
		Example: "  dopasim inspect latest\n  dopasim inspect latest deal 7 --trial 3\n  dopasim inspect latest agent 'honest[2]'",
		Args:    args(cobra.RangeArgs(1, 3)),
		RunE: func(cmd *cobra.Command, args []string) error {
			run, err := openRun(o.root, args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 {
				if o.json {
					return json.NewEncoder(cmd.OutOrStdout()).Encode(run.Summary)
				}
				return report.Text(cmd.OutOrStdout(), &run.Summary, colour())
			}
			p, err := open(run, o.trial)
			if err != nil {
				return err
			}
			return p.show(cmd.Context(), cmd.OutOrStdout(), args[1:], o.first)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.root, "out", "runs", "folder of the runs")
	f.IntVar(&o.trial, "trial", 0, "trial, counted from 0: point x seeds + seed")
	f.IntVar(&o.first, "first", 40, "most calls to show")
	f.BoolVar(&o.json, "json", false, "print the summary as JSON")
	return cmd
}

// openRun opens a run folder; what is wrong with it is a usage error if the user named it wrongly.
func openRun(root, ref string) (*runs.Run, error) {
	run, err := runs.Open(root, ref)
	if err != nil {
		return nil, &exit{exitFailed, err}
	}
	return run, nil
}

// played is a trial of a run that can be played again.
type played struct {
	run   *runs.Run
	setup *scenarios.Setup
	trial experiment.Trial
	hash  string // as recorded
}

// open finds the trial of a run and rebuilds its set-up.
func open(run *runs.Run, trial int) (*played, error) {
	text, err := run.Scenario()
	if err != nil {
		return nil, err
	}
	s, err := scenarios.Load(text, scenarios.Options{File: "scenario.yaml"})
	if err != nil {
		return nil, err
	}
	if trial < 0 || trial >= s.Trials() {
		return nil, usage(fmt.Errorf("trial %d: the run has trials 0 to %d", trial, s.Trials()-1))
	}
	d := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List()}
	t := d.Trial(trial)
	setup, err := s.At(t.Point)
	if err != nil {
		return nil, err
	}
	p := &played{run: run, setup: setup, trial: t}
	for _, point := range run.Summary.Points {
		if point.Index == t.Point {
			p.hash = point.Journals[trial-t.Point*len(d.Seeds)]
		}
	}
	return p, nil
}

// journal gives the trial's journal: the written one, or that of the trial simulated again.
func (p *played) journal(ctx context.Context) (io.ReadCloser, error) {
	for _, have := range p.run.Journals() {
		if have == p.trial.Index {
			return p.run.Journal(have)
		}
	}
	in, out := io.Pipe()
	go func() {
		r, err := p.setup.Simulate(ctx, p.trial, out)
		if got := hex.EncodeToString(r.Hash[:]); err == nil && got != p.hash {
			err = &exit{exitBroken, fmt.Errorf("trial %d simulated again has journal hash %s, recorded is %s: "+
				"another version of dopasim made the run, or it is not deterministic", p.trial.Index, got, p.hash)}
		}
		out.CloseWithError(err)
	}()
	return in, nil
}

func (p *played) show(ctx context.Context, out io.Writer, what []string, most int) error {
	wanted, err := p.filter(what)
	if err != nil {
		return err
	}
	journal, err := p.journal(ctx)
	if err != nil {
		return err
	}
	defer journal.Close()
	shown, world := 0, (*scenarios.World)(nil)
	_, err = p.setup.Play(p.trial.Seed, journal, func(w *scenarios.World, s scenarios.Step) error {
		world = w
		if !wanted(w, s) {
			return nil
		}
		if shown++; shown > most {
			return nil
		}
		fmt.Fprintln(out, s.Text(w.Name))
		return nil
	})
	if err != nil {
		return err
	}
	if shown > most {
		fmt.Fprintf(out, "... %d more (see --first)\n", shown-most)
	}
	if shown == 0 {
		return usage(fmt.Errorf("trial %d has no calls of that kind", p.trial.Index))
	}
	if what[0] == "agent" {
		who, _ := world.Agent(what[1])
		fmt.Fprintf(out, "%s holds %v at the end\n", what[1], world.Ledger.Balance(who))
	}
	return nil
}

// filter understands "deal 7", "agent consumers[12]" and "calls".
func (p *played) filter(what []string) (func(*scenarios.World, scenarios.Step) bool, error) {
	switch {
	case what[0] == "calls" && len(what) == 1:
		return func(*scenarios.World, scenarios.Step) bool { return true }, nil
	case what[0] == "deal" && len(what) == 2:
		id, err := strconv.ParseUint(what[1], 10, 64)
		if err != nil {
			return nil, usage(fmt.Errorf("deal %s: want a number", what[1]))
		}
		return func(_ *scenarios.World, s scenarios.Step) bool { return s.Concerns(id) }, nil
	case what[0] == "agent" && len(what) == 2:
		w, err := p.setup.Stage(p.trial.Seed)
		if err != nil {
			return nil, err
		}
		who, err := w.Agent(what[1])
		if err != nil {
			return nil, usage(err)
		}
		return func(_ *scenarios.World, s scenarios.Step) bool { return s.Involves(who) }, nil
	}
	return nil, usage(fmt.Errorf("inspect: want deal ID, agent NAME or calls"))
}
