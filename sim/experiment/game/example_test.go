package game_test

import (
	"fmt"

	"github.com/dopamine-network/dopasim/sim/experiment/game"
)

// Honest and lazy witnesses, a payoff for each seed: is honesty an equilibrium, and what else is?
func Example() {
	payoffs, err := game.Measured([][][]float64{
		{{0.61, 0.66, 0.64, 0.65}, {-0.42, -0.38, -0.41, -0.40}}, // honest against honest, against lazy
		{{0.31, 0.33, 0.34, 0.32}, {1.00, 1.00, 1.00, 1.00}},     // lazy against honest, against lazy
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	witnesses, _ := game.NewSymmetric([]string{"honest", "lazy"}, payoffs)
	m := payoffs.Margin(0, game.Pure(0, 2))
	fmt.Printf("honesty pays %.3f [%.3f, %.3f] more than %s\n", m.Mean, m.Low, m.High, witnesses.Strategies[m.Deviation])
	points, _ := witnesses.Replicator().RestPoints()
	for _, p := range points {
		fmt.Printf("%.2f honest: %s\n", p.State[0][0], p.Stability)
	}
	// Output:
	// honesty pays 0.315 [0.287, 0.343] more than lazy
	// 1.00 honest: stable
	// 0.00 honest: stable
	// 0.82 honest: unstable
}
