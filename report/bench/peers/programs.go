package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	result "github.com/dopamine-network/dopasim/report/bench/peers/outcome"
)

type outcome = result.Outcome

// sources are the programs of the peers, from the root of the module.
const sources = "report/bench/peers"

// peer is a program that has some of the workloads.
type peer struct {
	name    string
	version string
	sizes   map[string]uint64 // of the workloads that it has
	program []string          // takes workload, size, seed
	dir     string            // that it runs in; "" is the root of the module
	env     []string
	steps   [][]string // that install it
}

// Versions are pinned. Sizes are such that a run takes a second or two of a processor at most; salabim has no hold, as
// its 10^5 components alone would take half a minute to build.
func peers(dir, python string) []peer {
	in := func(names ...string) string { return filepath.Join(append([]string{dir}, names...)...) }
	goProgram := func(name string) [][]string {
		return [][]string{{"go", "build", "-buildvcs=false", "-o", in(name), "./" + sources + "/" + name}}
	}
	venv := [][]string{
		{python, "-m", "venv", in("python")},
		{in("python", "bin", "pip"), "install", "--quiet", "simpy==4.1.2", "salabim==26.0.9", "mesa==3.5.1", "networkx==3.6"},
	}
	pythonProgram := func(name string) []string {
		return []string{in("python", "bin", "python"), filepath.Join(sources, "python", name)}
	}
	node := [][]string{
		{"mkdir", "-p", in("node")},
		{"cp", sources + "/node/hardhat.config.js", sources + "/node/erc20.mjs", in("node")},
		{"npm", "install", "--prefix", in("node"), "--silent", "--no-fund", "--no-audit", "hardhat@2.29.1", "@foundry-rs/anvil-linux-amd64@1.7.1"},
	}
	token, _ := filepath.Abs("mechanisms/token/Token.json")
	java := [][]string{
		{"mkdir", "-p", in("java")},
		{"mvn", "--quiet", "--file", sources + "/java/pom.xml", "dependency:copy-dependencies", "-DoutputDirectory=" + in("java")},
		{"javac", "-cp", in("java", "*"), "-d", in("java", "classes"), sources + "/java/Peer.java"},
	}
	classes := in("java", "*") + string(os.PathListSeparator) + in("java", "classes")
	return []peer{
		{name: "ours", version: "this", program: []string{in("ours")}, steps: goProgram("ours"),
			sizes: map[string]uint64{"hold": 2e6, "phold": 2e6, "mm1": 1e6, "bank": 1e6, "wealth": 1000, "erc20": 200}},
		{name: "container/heap", version: "Go's own", program: []string{in("heap")}, steps: goProgram("heap"),
			sizes: map[string]uint64{"hold": 5e5, "phold": 1e6, "mm1": 1e6}},
		{name: "SSJ", version: "3.3.2", program: []string{"java", "-cp", classes, "Peer"}, steps: java,
			sizes: map[string]uint64{"hold": 2e5, "phold": 3e5, "mm1": 5e5, "bank": 2e5}},
		{name: "SimPy", version: "4.1.2", program: pythonProgram("with_simpy.py"), steps: venv,
			sizes: map[string]uint64{"hold": 1e5, "phold": 1e5, "mm1": 5e4, "bank": 2e4}},
		{name: "salabim", version: "26.0.9", program: pythonProgram("with_salabim.py"),
			sizes: map[string]uint64{"mm1": 2000, "bank": 2000}},
		{name: "Mesa", version: "3.5.1", program: pythonProgram("with_mesa.py"),
			sizes: map[string]uint64{"wealth": 1000}},
		{name: "go-ethereum, GenerateChain and InsertChain", version: "1.17.10", program: []string{in("geth")}, steps: goProgram("geth"),
			sizes: map[string]uint64{"erc20": 40}},
		{name: "anvil", version: "1.7.1", program: []string{"node", "erc20.mjs", "anvil"}, dir: in("node"), steps: node,
			env: []string{"TOKEN=" + token}, sizes: map[string]uint64{"erc20": 15}},
		{name: "EDR", version: "0.12.0-next.23, by hardhat 2.29.1", program: []string{"node", "erc20.mjs", "hardhat"}, dir: in("node"),
			env: []string{"TOKEN=" + token}, sizes: map[string]uint64{"erc20": 15}},
	}
}

// install says why a peer cannot be had.
func (p peer) install() error {
	for _, step := range p.steps {
		fmt.Fprintln(os.Stderr, p.name+":", strings.Join(step, " "))
		if said, err := exec.Command(step[0], step[1:]...).CombinedOutput(); err != nil {
			lines := strings.Split(strings.TrimSpace(string(said)), "\n")
			return fmt.Errorf("%s %s: %w: %s", step[0], step[1], err, lines[len(lines)-1])
		}
	}
	return nil
}

// run runs a workload. The programs for chains are for one workload each, so they take the chain instead of it.
func (p peer) run(workload string, size, seed uint64) (o outcome, err error) {
	args := append([]string{}, p.program[1:]...)
	if p.program[0] != "node" {
		args = append(args, workload)
	}
	c := exec.Command(p.program[0], append(args, fmt.Sprint(size), fmt.Sprint(seed))...)
	c.Dir, c.Env = p.dir, append(os.Environ(), p.env...)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return o, fmt.Errorf("%w: %s", err, strings.TrimSpace(said.String()))
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &o); err != nil {
		return o, fmt.Errorf("printed %q: %w", out, err)
	}
	return o, nil
}
