// Command ours runs the workloads of the peers' benchmark on this engine, through its public API.
package main

import "github.com/dopamine-network/dopasim/report/bench/peers/outcome"

func main() {
	outcome.Main(map[string]outcome.Model{
		"hold":   hold,
		"phold":  phold,
		"mm1":    mm1,
		"bank":   bank,
		"wealth": wealth,
		"erc20":  erc20,
	})
}
