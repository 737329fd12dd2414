package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/ethereum"
	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
	"github.com/dopamine-network/dopasim/sim/chain/geth"
)

// checkMode checks the flags of blocks.
func (o *replayOptions) checkMode() error {
	if o.mode != "fast" && o.mode != "blocks" {
		return usage(fmt.Errorf("--mode %s: want fast or blocks", o.mode))
	}
	if o.rpc == "" {
		return nil
	}
	local, err := geth.Loopback(o.rpc)
	switch {
	case err != nil:
		return usage(fmt.Errorf("--rpc %s: want IP:PORT, as 127.0.0.1:8545: %w", o.rpc, err))
	case o.mode != "blocks":
		return usage(errors.New("--rpc serves blocks: add --mode blocks"))
	case !local && !o.expose:
		return usage(fmt.Errorf("--rpc %s: others could reach it; --expose allows that, 127.0.0.1 is for this machine alone", o.rpc))
	case o.json:
		return usage(errors.New("--rpc tells in words where to ask: leave out --json"))
	case len(o.trials) > 1:
		return usage(fmt.Errorf("--rpc serves one trial, --trial names %d", len(o.trials)))
	}
	return nil
}

// blocks is what chain.Replay is told about the blocks of a trial; nil in fast mode.
func (o *replayOptions) blocks(trial int) (*chain.BlockOptions, error) {
	if o.mode != "blocks" {
		return nil, nil
	}
	dir := filepath.Join(o.dir, strconv.Itoa(trial))
	return &chain.BlockOptions{Dir: dir, Archive: o.rpc != ""}, os.Mkdir(dir, 0o755)
}

// serve answers JSON-RPC about the chain of a trial until the command is interrupted, which is how it is meant to end.
func (o *replayOptions) serve(cmd *cobra.Command, run *runs.Run, r replayed) error {
	p, err := open(run, r.Trial)
	if err != nil {
		return err
	}
	node, err := geth.Open(filepath.Join(o.dir, strconv.Itoa(r.Trial)), o.rpc)
	if err != nil {
		return fmt.Errorf("--rpc %s: %w", o.rpc, err)
	}
	if err := welcome(cmd.OutOrStdout(), p, node.URL(), r.Verdict.Blocks); err != nil {
		return errors.Join(err, node.Close())
	}
	<-cmd.Context().Done()
	fmt.Fprintln(cmd.OutOrStdout(), "stopped")
	return node.Close()
}

// welcome says who is where and how to ask.
func welcome(out io.Writer, p *played, url string, b *chain.Blocks) error {
	w, err := p.setup.Stage(p.trial.Seed)
	if err != nil {
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "\nserving trial %d at %s, chain id %d, until Ctrl-C; no block is added\n", p.trial.Index, url, ethereum.ChainID)
	money, who, name := "", "", ""
	for _, c := range b.Contracts {
		m := w.House.Find(c.Name).Mechanism
		fmt.Fprintf(&text, "  %-14s %s  contract %s; its ABI is in mechanisms/%s/%s.json\n", c.Name, c.Address, c.Kind, m.Name, c.Kind)
		if _, ok := w.House.Find(c.Name).State().(mechanisms.Treasury); ok {
			money = c.Address.String()
		}
	}
	accounts := chain.NewAccounts()
	for _, population := range w.House.World.Populations() {
		if population.First == sim.Nobody || w.House.Owner(population.First) != nil {
			continue
		}
		at := accounts.Address(population.First).String()
		fmt.Fprintf(&text, "  %-14s %s  agent #%d of #%d to #%d\n", population.Name+"[0]", at, population.First, population.First, population.First+sim.Agent(population.Size)-1)
		if name == "" {
			who, name = at, population.Name+"[0]"
		}
	}
	text.WriteString("The key of agent n is keccak256(\"dopasim\" and n as 8 bytes, big endian). Amounts have 9 decimals.\n")
	fmt.Fprintf(&text, "The balance of %s, with cast (Foundry) and with ethers (npm install ethers):\n", name)
	fmt.Fprintf(&text, "  cast call %s 'balanceOf(address)(uint256)' %s --rpc-url %s\n", money, who, url)
	fmt.Fprintf(&text, "  node -e 'const {ethers} = require(\"ethers\"); new ethers.Contract(\"%s\", [\"function balanceOf(address) view returns (uint256)\"], new ethers.JsonRpcProvider(\"%s\")).balanceOf(\"%s\").then(console.log)'\n", money, url, who)
	_, err = io.WriteString(out, text.String())
	return err
}

// blocksText says what chain a replay made.
func blocksText(b *chain.Blocks) string {
	text := fmt.Sprintf(";\n  %s with %s gas, the last is %s", counted(b.Number, "block"), thousands(b.GasUsed), b.Head)
	if b.StateBytes == 0 { // an archive
		return text
	}
	text += fmt.Sprintf("; %s of state", size(float64(b.StateBytes)))
	if b.Rows > 0 {
		text += fmt.Sprintf(", %.0f bytes left for each of %s %s", float64(b.SlotBytes)/float64(b.Rows), thousands(b.Rows), b.RowsOf)
	}
	return text
}
