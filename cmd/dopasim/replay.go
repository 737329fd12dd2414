package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// replayOptions are the flags of replay.
type replayOptions struct {
	root   string
	trials []int
	most   uint64
	every  int
	mode   string
	rpc    string
	dir    string // of the chains of --mode blocks, for the time being: in memory they would grow
	expose bool
	json   bool
}

func newReplay() *cobra.Command {
	var o replayOptions
	cmd := &cobra.Command{
		Use:   "replay RUN",
		Short: "Replay trials of a run on the mechanisms' Solidity twins, call by call",
		Long: `Executes the journals of trials natively and in go-ethereum's EVM side by side and compares: the outcome and the
events of every call; balances, supply and the rows touched at checkpoints; everything at the end.
Without --trial it replays what the scenario says (replay: {points, seeds, max_calls}).
A trial without a written journal is simulated again, and its hash is checked against the recorded one.
A difference is located to its first call and ends with exit code 5.

With --mode blocks every call is also a signed transaction in a block of a go-ethereum chain, one block for each second
that has calls, and the receipts and the state are compared too. --rpc then serves that chain, with the state at every
block, to ethers, viem or cast until Ctrl-C.`,
		Example: "  dopasim replay latest\n  dopasim replay trust-fund --trial 17\n" +
			"  dopasim replay latest --mode blocks --rpc 127.0.0.1:8545",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return o.replay(cmd, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.root, "out", "runs", "folder of the runs")
	f.IntSliceVar(&o.trials, "trial", nil, "trials to replay, counted from 0: point x seeds + seed")
	f.Uint64Var(&o.most, "max-calls", 0, "most calls of a trial (default: what the scenario says)")
	f.IntVar(&o.every, "every", 0, fmt.Sprintf("calls between two checkpoints (default %d)", chain.DefaultEvery))
	f.StringVar(&o.mode, "mode", "fast", "fast: calls applied one after the other; blocks: also as transactions in blocks")
	f.StringVar(&o.rpc, "rpc", "", "serve the chain of --mode blocks at this address, as 127.0.0.1:8545, until Ctrl-C")
	f.BoolVar(&o.expose, "expose", false, "let --rpc serve at an address that other machines can reach")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

// replayed is what came of one trial.
type replayed struct {
	Trial    int            `json:"trial"`
	Settings string         `json:"settings,omitempty"`
	Seed     uint64         `json:"seed"`
	Verdict  *chain.Verdict `json:"verdict"`
}

func (o *replayOptions) replay(cmd *cobra.Command, ref string) error {
	if o.every < 0 {
		return usage(fmt.Errorf("--every %d: want 1 call or more", o.every))
	}
	if err := o.checkMode(); err != nil {
		return err
	}
	run, err := openRun(o.root, ref)
	if err != nil {
		return err
	}
	if err := o.plan(run); err != nil {
		return err
	}
	if o.mode == "blocks" {
		if o.dir, err = os.MkdirTemp("", "dopasim-chain-*"); err != nil {
			return err
		}
		defer os.RemoveAll(o.dir)
	}
	all, broken, err := o.all(cmd, run)
	if err != nil {
		return err
	}
	if o.json {
		out := json.NewEncoder(cmd.OutOrStdout())
		out.SetIndent("", "  ")
		return errors.Join(out.Encode(all), broken)
	}
	if broken == nil {
		fmt.Fprintf(cmd.OutOrStdout(), "identical: %s\n\nGas of a transaction, 21000 and calldata included, refunds deducted:\n%s", total(all), gas(all))
	}
	if broken == nil && o.rpc != "" {
		return o.serve(cmd, run, all[0])
	}
	return broken
}

// all replays the trials; broken is set when one was not identical.
func (o *replayOptions) all(cmd *cobra.Command, run *runs.Run) (all []replayed, broken, err error) {
	for _, trial := range o.trials {
		r, err := o.one(cmd, run, trial)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, r)
		if !o.json {
			fmt.Fprintln(cmd.OutOrStdout(), r.line())
		}
		if !r.Verdict.Identical && broken == nil {
			broken = &exit{code: exitBroken}
			fmt.Fprintf(cmd.ErrOrStderr(), "trial %d is NOT identical: %s\n  repeat:  dopasim replay %s --trial %d --mode %s --max-calls %d\n",
				trial, r.Verdict.Divergence, run.Path, trial, o.mode, r.Verdict.Divergence.Call)
		}
	}
	return all, broken, nil
}

// plan fills in what the scenario says, where the flags do not.
func (o *replayOptions) plan(run *runs.Run) error {
	text, err := run.Scenario()
	if err != nil {
		return err
	}
	s, err := scenarios.Load(text, scenarios.Options{File: "scenario.yaml"})
	if err != nil {
		return err
	}
	if o.most == 0 {
		o.most = s.Replay.MaxCalls
	}
	if len(o.trials) > 0 {
		return nil
	}
	if o.rpc != "" {
		o.trials = []int{s.Replay.List(s.Points())[0] * s.Seeds.Count}
		return nil
	}
	for _, point := range s.Replay.List(s.Points()) {
		for seed := range min(s.Replay.Seeds, s.Seeds.Count) {
			o.trials = append(o.trials, point*s.Seeds.Count+seed)
		}
	}
	return nil
}

// one replays one trial.
func (o *replayOptions) one(cmd *cobra.Command, run *runs.Run, trial int) (r replayed, err error) {
	ctx := cmd.Context()
	p, err := open(run, trial)
	if err != nil {
		return r, err
	}
	file, err := p.file(ctx)
	if err != nil {
		return r, err
	}
	defer file.remove()
	hash, err := hex.DecodeString(p.hash)
	if err != nil || len(hash) != 32 {
		return r, fmt.Errorf("trial %d: the recorded journal hash %q is none", trial, p.hash)
	}
	blocks, err := o.blocks(trial)
	if err != nil {
		return r, err
	}
	v, err := chain.Replay(ctx, chain.Options{
		Stage: func() (*mechanisms.House, *sim.Blobs, error) {
			w, err := p.setup.Stage(p.trial.Seed)
			if err != nil {
				return nil, nil, err
			}
			return w.House, nil, nil
		},
		Journal: func() (io.Reader, error) { return os.Open(file.path) },
		Hash:    (*[32]byte)(hash), Every: o.every, MaxCalls: o.most, Blocks: blocks,
		Report: reporter(cmd.ErrOrStderr(), trial),
	})
	if err != nil {
		return r, fmt.Errorf("replay trial %d: %w", trial, err)
	}
	return replayed{Trial: trial, Settings: settings(run, p.trial.Point), Seed: p.trial.Seed, Verdict: v}, nil
}

// reporter writes a line every 10 seconds.
func reporter(out io.Writer, trial int) func(calls uint64) {
	next := time.Now().Add(10 * time.Second)
	return func(calls uint64) {
		if now := time.Now(); now.After(next) {
			next = now.Add(10 * time.Second)
			fmt.Fprintf(out, "trial %d: %s replayed\n", trial, counted(calls, "call"))
		}
	}
}

// journalFile is a journal on disk; a temporary one is removed at the end.
type journalFile struct {
	path      string
	temporary bool
}

func (f journalFile) remove() {
	if f.temporary {
		os.Remove(f.path)
	}
}

// file is the trial's journal as a file: replay reads it more than once.
func (p *played) file(ctx context.Context) (f journalFile, err error) {
	in, err := p.journal(ctx)
	if err != nil {
		return f, err
	}
	defer in.Close()
	if have, ok := in.(*os.File); ok {
		return journalFile{path: have.Name()}, nil
	}
	out, err := os.CreateTemp("", "dopasim-*.calls")
	if err != nil {
		return f, err
	}
	f = journalFile{out.Name(), true}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		f.remove()
	}
	return f, err
}

func settings(run *runs.Run, point int) string {
	var parts []string
	for _, p := range run.Summary.Points {
		if p.Index != point {
			continue
		}
		for _, i := range run.Summary.Distinct() {
			parts = append(parts, p.Settings[i].Key+" = "+p.Settings[i].Value)
		}
	}
	return strings.Join(parts, ", ")
}

func (r replayed) line() string {
	verdict := "identical"
	if !r.Verdict.Identical {
		verdict = "NOT identical"
	}
	at := ""
	if r.Settings != "" {
		at = ", " + r.Settings
	}
	part := ""
	if !r.Verdict.Whole && r.Verdict.Identical {
		part = " (the first of its journal)"
	}
	left := ""
	if bytes := r.Verdict.MiBPer100k * (1 << 20); bytes >= 1 {
		left = ", " + size(bytes) + " of state left per 100,000 calls"
	}
	if r.Verdict.Blocks != nil {
		left = blocksText(r.Verdict.Blocks)
	}
	return fmt.Sprintf("trial %d (seed %d%s): %s, %s%s, %s refused%s",
		r.Trial, r.Seed, at, verdict, counted(r.Verdict.Calls, "call"), part, none(r.Verdict.Refused), left)
}

func total(all []replayed) string {
	var calls, refused uint64
	for _, r := range all {
		calls += r.Verdict.Calls
		refused += r.Verdict.Refused
	}
	if refused == 0 {
		return fmt.Sprintf("%s of %s, none refused", counted(calls, "call"), counted(len(all), "trial"))
	}
	return fmt.Sprintf("%s of %s, %s of them refused by both sides for the same reason", counted(calls, "call"),
		counted(len(all), "trial"), thousands(refused))
}

func gas(all []replayed) string {
	var rows [][]chain.GasRow
	for _, r := range all {
		rows = append(rows, r.Verdict.Gas)
	}
	return chain.GasTable(chain.MergeGas(rows...))
}
