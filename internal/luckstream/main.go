// Luckstream writes keyed draws of package sim to standard output as raw little-endian 64-bit
// words, without end, for a statistical battery to read:
//
//	go build -o luckstream ./internal/luckstream
//	./luckstream -across agents -seed 1 | dieharder -g 200 -d 0
//
// What varies fastest is chosen by -across:
//
//	agents  the index of the agent in one population, at n = 0: a population meeting one moment
//	draws   the ordinal n of one agent: an agent's life
//	both    64 agents take turns and n grows by one a turn: how a simulation reads its luck
//	rands   a new Rand for each agent and n, four draws of each: how variates read their luck
//
// With -raw agents are numbered 0, 1, 2, ... instead of hashed, a harder test of Draw itself.
package main

import (
	"bufio"
	"encoding/binary"
	"flag"
	"fmt"
	"os"

	"github.com/dopamine-network/dopasim/sim"
)

func main() {
	across := flag.String("across", "agents", "what runs fastest: agents, draws, both or rands")
	seed := flag.Uint64("seed", 1, "seed of the draws")
	raw := flag.Bool("raw", false, "use the agent's index itself as its luck")
	flag.Parse()

	luck := sim.PopulationKey("consumers").Luck
	if *raw {
		luck = func(index uint64) sim.Luck { return sim.Luck(index) }
	}
	word, ok := words(*across, *seed, luck)
	if !ok {
		fmt.Fprintf(os.Stderr, "luckstream: -across %q: want agents, draws, both or rands\n", *across)
		os.Exit(2)
	}
	write(word)
}

// words returns the i-th word of the chosen order.
func words(across string, seed uint64, luck func(uint64) sim.Luck) (func(i uint64) uint64, bool) {
	stream := sim.StreamOf("battery")
	switch across {
	case "agents":
		return func(i uint64) uint64 { return sim.Draw(seed, stream, luck(i), 0) }, true
	case "draws":
		only := luck(0)
		return func(i uint64) uint64 { return sim.Draw(seed, stream, only, i) }, true
	case "both":
		return func(i uint64) uint64 { return sim.Draw(seed, stream, luck(i%64), i/64) }, true
	case "rands":
		var r sim.Rand
		return func(i uint64) uint64 {
			if i%4 == 0 {
				r = sim.NewRand(seed, stream, luck(i/4%64), i/256)
			}
			return r.Uint64()
		}, true
	}
	return nil, false
}

// write ends when the reader closes the pipe, which is how the battery says it has had enough.
func write(word func(uint64) uint64) {
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	var buf [8]byte
	for i := uint64(0); ; i++ {
		binary.LittleEndian.PutUint64(buf[:], word(i))
		if _, err := out.Write(buf[:]); err != nil {
			return
		}
	}
}
