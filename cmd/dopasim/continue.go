package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

func newContinue() *cobra.Command {
	var set []string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "continue FILE",
		Short: "Go on with a trial that was saved, as it was or under other settings",
		Long: `Goes on with a trial from a file of dopasim save, to its end. As it was, it has the journal hash of the trial that
never stopped, or the command ends with exit code 5. With --set, parameters have other values from then on: those of
strategies and fees, but none of a contract.`,
		Example: "  dopasim continue half.checkpoint\n  dopasim continue half.checkpoint --set consumers.rho=90% --set fees.default='1 DPMN'",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, state, err := runs.OpenCheckpoint(args[0])
			if errors.Is(err, fs.ErrNotExist) {
				return usage(err)
			}
			if err != nil {
				return err
			}
			defer state.Close()
			return goOn(cmd, c, state, set, asJSON)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&set, "set", nil, "change a value from here on, key=value (may be repeated)")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// continued is what came of a trial that was continued.
type continued struct {
	Trial    int                 `json:"trial"`
	Seed     uint64              `json:"seed"`
	From     int64               `json:"from"` // seconds
	Changed  []string            `json:"changed,omitempty"`
	Calls    uint64              `json:"calls"`
	Journal  string              `json:"journal"`
	Unbroken string              `json:"unbroken"` // journal of the trial that never stopped
	Equal    bool                `json:"equal"`
	Metrics  map[string]*float64 `json:"metrics"` // at the end; null where the trial does not define one
	names    []string            // of the metrics, in order
}

func goOn(cmd *cobra.Command, c runs.Checkpoint, state io.Reader, set []string, asJSON bool) error {
	if c.Engine != engine {
		return usage(fmt.Errorf("the checkpoint is from engine %s, this is %s: only the same one goes on exactly", c.Engine, engine))
	}
	s, err := scenarios.Load([]byte(c.Scenario), scenarios.Options{File: "scenario.yaml"})
	if err != nil {
		return err
	}
	setup, err := s.At(c.Point)
	if err != nil {
		return err
	}
	if setup, err = s.Change(setup, set); err != nil {
		return usage(fmt.Errorf("--set %w", err))
	}
	w, err := setup.From(c.Seed, state, nil)
	if errors.Is(err, sim.ErrOtherWorld) && len(set) > 0 {
		return usage(fmt.Errorf("--set: what the trial remembers depends on it: %w", err))
	}
	if err != nil {
		return err
	}
	r, err := w.Run(cmd.Context(), experiment.Trial{Index: c.Trial, Point: c.Point, Seed: c.Seed})
	if err != nil {
		return err
	}
	done := continued{Trial: c.Trial, Seed: c.Seed, From: c.At, Changed: set, Calls: r.Calls, Journal: hex.EncodeToString(r.Hash[:]),
		Unbroken: c.Journal, Metrics: map[string]*float64{}}
	done.Equal = done.Journal == done.Unbroken
	done.note(s.Columns(), r)
	if err := done.print(cmd.OutOrStdout(), asJSON); err != nil {
		return err
	}
	switch {
	case r.Money != "":
		return &exit{exitBroken, fmt.Errorf("money was not conserved: %s", r.Money)}
	case !done.Equal && len(set) == 0:
		return &exit{exitBroken, errors.New("the journal is not that of the unbroken trial: another version of dopasim made the " +
			"run, or it is not deterministic")}
	}
	return nil
}

// note takes the metrics at the end.
func (c *continued) note(columns []experiment.Column, r experiment.Result) {
	for _, row := range r.Rows {
		if !row.Final {
			continue
		}
		name := columns[row.Column].Population + "." + columns[row.Column].Metric
		c.names = append(c.names, name)
		if x := columns[row.Column].Value(row); !math.IsNaN(x) {
			c.Metrics[name] = &x
		} else {
			c.Metrics[name] = nil
		}
	}
}

func (c *continued) print(out io.Writer, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		return e.Encode(c)
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, name := range c.names {
		if x := c.Metrics[name]; x != nil {
			fmt.Fprintf(table, "%s\t%.6g\n", name, *x)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "\ntrial %d (seed %d) from %s to its end: %s in all\njournal:  %s\nunbroken: %s", c.Trial, c.Seed, sim.Second(c.From),
		counted(c.Calls, "call"), c.Journal, c.Unbroken)
	if c.Equal {
		fmt.Fprintln(out, ", the same")
	} else {
		fmt.Fprintln(out, ", another")
	}
	return nil
}
