package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
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
					text, err := runs.MarshalSummary(run.Summary)
					if err != nil {
						return err
					}
					_, err = cmd.OutOrStdout().Write(text)
					return err
				}
				return report.Text(cmd.OutOrStdout(), &run.Summary, colour())
			}
			if o.first < 1 {
				return usage(fmt.Errorf("--first %d: want 1 call or more", o.first))
			}
			p, err := open(run, o.trial)
			if err != nil {
				return err
			}
			return p.show(cmd.Context(), cmd.OutOrStdout(), args[1:], o.first, o.json)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.root, "out", "runs", "folder of the runs")
	f.IntVar(&o.trial, "trial", 0, "trial, counted from 0: point x seeds + seed")
	f.IntVar(&o.first, "first", 40, "most calls to show")
	f.BoolVar(&o.json, "json", false, "print JSON: the summary, or one call a line, amounts in base units and times in seconds")
	return cmd
}

// openRun opens a run folder; what is wrong with it is a usage error if the user named it wrongly.
func openRun(root, ref string) (*runs.Run, error) {
	run, err := runs.Open(root, ref)
	if errors.Is(err, runs.ErrNotFound) {
		return nil, usage(err)
	}
	return run, err
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

// show prints the calls that what names: the first most of them, as text or a JSON object a line.
func (p *played) show(ctx context.Context, out io.Writer, what []string, most int, asJSON bool) error {
	wanted, err := p.filter(what)
	if err != nil {
		return err
	}
	file, err := p.file(ctx) // on disk first: what is shown has the recorded hash
	if err != nil {
		return err
	}
	defer file.remove()
	journal, err := os.Open(file.path)
	if err != nil {
		return err
	}
	defer journal.Close()
	shown, world := 0, (*scenarios.World)(nil)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	hash, err := p.setup.Play(p.trial.Seed, journal, func(w *scenarios.World, s scenarios.Step) error {
		world = w
		if !wanted(w, s) {
			return nil
		}
		if shown++; shown > most {
			return nil
		}
		if asJSON {
			return lines.Encode(s.Record(w.Name))
		}
		_, err := fmt.Fprintln(out, s.Text(w.Name))
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("trial %d: %w", p.trial.Index, err)
	case hex.EncodeToString(hash[:]) != p.hash:
		return &exit{exitBroken, fmt.Errorf("trial %d: the journal has hash %x, recorded is %s", p.trial.Index, hash, p.hash)}
	case shown == 0 && what[0] == "deal":
		return usage(fmt.Errorf("trial %d has no deal %s", p.trial.Index, what[1]))
	case asJSON:
		return nil
	case shown > most:
		fmt.Fprintf(out, "... %s more (see --first)\n", thousands(shown-most))
	}
	if what[0] == "agent" && world != nil {
		who, _ := world.Agent(what[1])
		fmt.Fprintf(out, "%s holds %v at the end\n", world.Name(who), world.Ledger.Balance(who))
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
