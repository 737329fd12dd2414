// Package game is empirical game theory: what trials measure becomes a game, and the game is solved. It knows nothing
// of mechanisms, agents or YAML; payoffs come as numbers, one for each pair of strategies or one for each seed of it.
//
// Read Payoffs first, the table of one role; then Symmetric (one population that meets itself) and Bimatrix (two roles).
// Both have equilibria (nash.go), replicator dynamics with rest points and their stability (replicator.go, rest.go,
// roots.go), and a ranking by alpha-rank (alpharank.go). Payoffs.Margin says how sure the seeds are that a strategy is
// an equilibrium.
//
// What is found here is exact for the table it is given. The table of a measured game has errors: a margin has an
// interval that says so, an equilibrium in mixed strategies has none.
package game
