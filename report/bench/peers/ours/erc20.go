package main

import (
	"encoding/binary"
	"os"
	"path/filepath"

	"github.com/dopamine-network/dopasim/report/bench/peers/outcome"
	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/chain"
)

// erc20 is the loop of verbs' benchmark: in each of size steps, 50 agents look at their balance and send some of it to
// another. Here the contract is called as a replay in fast mode calls it. Exact are the balances at the end.
func erc20(size, _ uint64) func() outcome.Outcome {
	const agents, endowment = 50, 1_000_000
	text, err := os.ReadFile(filepath.FromSlash("mechanisms/token/Token.json"))
	outcome.Must(err)
	artefact, err := chain.ParseArtefact(text)
	outcome.Must(err)
	m, accounts := chain.NewMachine(2000), chain.NewAccounts()
	holder := accounts.Address(1)
	token, result, err := m.Deploy(artefact.Bytecode, words(holder[:], number(agents*endowment)))
	outcome.Must(err)
	outcome.Must(result.Err)
	call := func(name string, from sim.Agent, time uint64, args ...[]byte) chain.Call {
		data := append(append([]byte{}, artefact.ABI.Methods[name].ID...), words(args...)...)
		return chain.Call{From: accounts.Address(from), To: token, Data: data, Time: time}
	}
	transfer := func(from, to sim.Agent, amount, time uint64) {
		at := accounts.Address(to)
		r, err := m.Call(call("transfer", from, time, at[:], number(amount)))
		outcome.Must(err)
		outcome.Must(r.Err)
	}
	balance := func(who sim.Agent, time uint64) uint64 {
		at := accounts.Address(who)
		out, err := m.View(call("balanceOf", who, time, at[:]))
		outcome.Must(err)
		return binary.BigEndian.Uint64(out[24:])
	}
	for i := sim.Agent(2); i <= agents; i++ {
		transfer(1, i, endowment, 1)
	}
	return func() outcome.Outcome {
		for step := range size {
			for i := range uint64(agents) {
				from := sim.Agent(1 + i)
				amount := 1 + (7*i+13*step)%10
				if balance(from, 2+step) < amount {
					continue
				}
				transfer(from, sim.Agent(1+(i+1+(i*i+3*step)%49)%agents), amount, 2+step)
			}
		}
		o := outcome.Outcome{Done: size * agents}
		for i := range sim.Agent(agents) {
			o.Exact = append(o.Exact, int64(balance(1+i, 2+size)))
		}
		return o
	}
}

// words are arguments of a call, each padded at the left to 32 bytes.
func words(args ...[]byte) (out []byte) {
	for _, a := range args {
		out = append(append(out, make([]byte, 32-len(a))...), a...)
	}
	return out
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
