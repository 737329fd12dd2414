package game

import (
	"fmt"
	"math"
	"slices"
)

// Ranking is the alpha-rank of the profiles of a game (Omidshafiei et al. 2019): how long populations of a finite size,
// in which everybody plays alike but for one rare mutant, spend at each profile in the long run.
type Ranking struct {
	Alpha      float64 // intensity of selection, per unit of payoff; +Inf is the limit
	Population int     // members of each population
	Profiles   [][]int // a strategy for each population; the last one changes fastest
	Mass       []float64
}

// Order is the profiles by falling mass, as indices; equal ones keep their order.
func (r Ranking) Order() []int {
	order := make([]int, len(r.Mass))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case r.Mass[a] > r.Mass[b]:
			return -1
		case r.Mass[a] < r.Mass[b]:
			return 1
		}
		return 0
	})
	return order
}

// AlphaRank ranks the strategies of one population. A mutant of strategy i among members of strategy j meets others at
// random and spreads by pairwise comparison (the Fermi rule) of intensity alpha >= 0; it takes over with the probability
// of Fixation, and a mutation to every other strategy is as likely. Alpha may be +Inf: the mass is then the limit of
// that for rising alpha, worked out by leading orders and not by a large number. Population is at least 2.
//
// Means of payoffs alone count: a measured game's ranking has no interval.
func (g Symmetric) AlphaRank(alpha float64, population int) (Ranking, error) {
	if err := checkRank(alpha, population, g.Payoffs.width); err != nil {
		return Ranking{}, err
	}
	n := len(g.Strategies)
	out := Ranking{Alpha: alpha, Population: population}
	rates := chain(n)
	for j := range n {
		out.Profiles = append(out.Profiles, []int{j})
		for i := range n {
			if i != j {
				rates[j][i] = fixation(g.advantages(i, j, population), alpha, g.tie(population))
			}
		}
	}
	out.Mass = stationary(rates, g.tie(population))
	return out, nil
}

// Fixation is the probability that one mutant of a strategy takes over a population in which all others are residents of
// another: 1 / (1 + sum over l < population of the product over k <= l of exp(-alpha (f mutant - f resident))), where k
// is the number of mutants (Traulsen, Nowak and Pacheco 2006). It is 0 where it is too small for a float64.
func (g Symmetric) Fixation(mutant, resident int, alpha float64, population int) (float64, error) {
	if err := checkRank(alpha, population, g.Payoffs.width); err != nil {
		return 0, err
	}
	tie := g.tie(population)
	return fixation(g.advantages(mutant, resident, population), alpha, tie).value(tie), nil
}

// advantages are what a mutant earns more than a resident when there are 1, 2 ... population-1 mutants. Nobody meets
// oneself.
func (g Symmetric) advantages(mutant, resident, population int) []float64 {
	p, others := g.Payoffs, float64(population-1)
	out := make([]float64, population-1)
	for k := range out {
		mutants, residents := float64(k+1), float64(population-k-1)
		out[k] = ((mutants-1)*p.Mean(mutant, mutant) + residents*p.Mean(mutant, resident) -
			mutants*p.Mean(resident, mutant) - (residents-1)*p.Mean(resident, resident)) / others
	}
	return out
}

// tie is how near two sums of advantages count as equal.
func (g Symmetric) tie(population int) float64 {
	return tolerance * g.Payoffs.width * float64(population)
}

// AlphaRank ranks the pairs of strategies of two populations of the same size. Mutants appear in one population at a time
// and meet the other, so that what they earn does not depend on how many they are. See Symmetric.AlphaRank.
func (g Bimatrix) AlphaRank(alpha float64, population int) (Ranking, error) {
	width := max(g.Row.width, g.Column.width)
	if err := checkRank(alpha, population, width); err != nil {
		return Ranking{}, err
	}
	m, n := len(g.Rows), len(g.Columns)
	tie := tolerance * width * float64(population)
	out := Ranking{Alpha: alpha, Population: population}
	rates := chain(m * n)
	constant := func(advantage float64) order {
		return fixation(slices.Repeat([]float64{advantage}, population-1), alpha, tie)
	}
	for i := range m {
		for j := range n {
			out.Profiles = append(out.Profiles, []int{i, j})
			from := rates[i*n+j]
			for k := range m {
				if k != i {
					from[k*n+j] = constant(g.Row.Mean(k, j) - g.Row.Mean(i, j))
				}
			}
			for k := range n {
				if k != j {
					from[i*n+k] = constant(g.Column.Mean(k, i) - g.Column.Mean(j, i))
				}
			}
		}
	}
	out.Mass = stationary(rates, tie)
	return out, nil
}

// mostSelection is alpha x range of payoffs x population up to which masses have 6 digits.
const mostSelection = 1e9

func checkRank(alpha float64, population int, width float64) error {
	if !(alpha >= 0) {
		return fmt.Errorf("game: alpha is %v; it must be 0 or more", alpha)
	}
	if population < 2 || population > 1_000_000 {
		return fmt.Errorf("game: a population of %d; 2 to 1,000,000 are allowed", population)
	}
	if most := alpha * width * float64(population); most > mostSelection && !math.IsInf(alpha, 1) {
		return fmt.Errorf("game: alpha is %v, so strong that numbers are lost; up to %.3g or +Inf are allowed", alpha, alpha*mostSelection/most)
	}
	return nil
}

// fixation is the probability that a mutant takes over, given its advantage at every number of mutants.
func fixation(advantages []float64, alpha, tie float64) order {
	all := order{} // 1
	sum := 0.0
	for _, a := range advantages {
		sum += a
		if math.IsInf(alpha, 1) {
			all = all.plus(order{power: sum}, tie)
		} else {
			all = all.plus(order{log: -alpha * sum}, tie)
		}
	}
	return order{}.over(all)
}
