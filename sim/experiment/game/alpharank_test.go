package game

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func ranked(t *testing.T, g interface {
	AlphaRank(float64, int) (Ranking, error)
}, alpha float64, population int) Ranking {
	t.Helper()
	r, err := g.AlphaRank(alpha, population)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var intensities = []float64{0, 0.1, 1, 10, 1e4, math.Inf(1)}

// Rock, paper, scissors: a third each at any intensity (Omidshafiei et al. 2019).
func TestAlphaRank_ofRockPaperScissorsIsAThirdEach(t *testing.T) {
	for _, alpha := range intensities {
		if r := ranked(t, rockPaperScissors(t, 1, 1), alpha, 50); !close(r.Mass, thirds, 1e-9) {
			t.Errorf("alpha %v: %v", alpha, r.Mass)
		}
	}
}

// Biased rock, paper, scissors, whose equilibrium is far from the middle: strategies follow each other in a circle all the
// same, so that in the limit each has a third; weak selection does not see it so.
func TestAlphaRank_ofBiasedRockPaperScissorsIsAThirdEachInTheLimit(t *testing.T) {
	g := symmetric(t, [][]float64{{0, -0.5, 1}, {0.5, 0, -0.1}, {-1, 0.1, 0}})
	if r := ranked(t, g, math.Inf(1), 50); !close(r.Mass, thirds, 1e-12) {
		t.Errorf("in the limit %v", r.Mass)
	}
	if r := ranked(t, g, 0.1, 50); close(r.Mass, thirds, 0.1) {
		t.Errorf("at 0.1 %v", r.Mass)
	}
}

func TestAlphaRank_ofThePrisonersDilemmaIsDefection(t *testing.T) {
	g := symmetric(t, [][]float64{{3, 0}, {5, 1}})
	last := 0.0
	for _, alpha := range intensities {
		r := ranked(t, g, alpha, 50)
		if r.Mass[1] < last {
			t.Errorf("alpha %v: %v", alpha, r.Mass)
		}
		last = r.Mass[1]
	}
	if last != 1 {
		t.Errorf("defection has %v in the limit", last)
	}
	roles := ranked(t, g.Bimatrix(), math.Inf(1), 50)
	if best := roles.Order()[0]; roles.Mass[best] != 1 || roles.Profiles[best][0] != 1 || roles.Profiles[best][1] != 1 {
		t.Errorf("as roles: %v", roles.Mass)
	}
}

// Battle of the sexes: each of the two pure equilibria a half, in the limit alone: who is
// where one plays Bach and the other Stravinsky leaves at once.
func TestAlphaRank_ofTheBattleOfTheSexesIsAHalfEach(t *testing.T) {
	g := bimatrix(t, [][]float64{{3, 0}, {0, 2}}, [][]float64{{2, 0}, {0, 3}})
	if r := ranked(t, g, math.Inf(1), 50); !close(r.Mass, []float64{0.5, 0, 0, 0.5}, 1e-12) {
		t.Errorf("%v", r.Mass)
	}
}

// Matching pennies: the four profiles follow each other in a circle, a quarter each.
func TestAlphaRank_ofMatchingPenniesIsAQuarterEach(t *testing.T) {
	g := bimatrix(t, [][]float64{{1, -1}, {-1, 1}}, [][]float64{{-1, 1}, {1, -1}})
	for _, alpha := range intensities {
		if r := ranked(t, g, alpha, 50); !close(r.Mass, []float64{0.25, 0.25, 0.25, 0.25}, 1e-9) {
			t.Errorf("alpha %v: %v", alpha, r.Mass)
		}
	}
}

// moran is the probability that one mutant takes over, by solving the equations of absorption of the process in which
// the number k of mutants goes up or down by pairwise comparison: the odds of up and down are exp(alpha x advantage).
func moran(advantages []float64, alpha float64) float64 {
	n := len(advantages)
	a, b := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	for k, advantage := range advantages {
		up := 1 / (1 + math.Exp(-alpha*advantage))
		a.Set(k, k, 1)
		if k > 0 {
			a.Set(k, k-1, up-1)
		}
		if k < n-1 {
			a.Set(k, k+1, -up)
		} else {
			b.SetVec(k, up)
		}
	}
	var x mat.VecDense
	if err := x.SolveVec(a, b); err != nil {
		panic(err)
	}
	return x.AtVec(0)
}

func TestFixation_isThatOfTheProcessStepByStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawSymmetric(t)
		if len(g.Strategies) < 2 {
			return
		}
		population, alpha := rapid.IntRange(2, 12).Draw(t, "population"), rapid.Float64Range(0, 0.5).Draw(t, "alpha")
		have, err := g.Fixation(1, 0, alpha, population)
		if err != nil {
			t.Fatal(err)
		}
		// What a mutant and a resident earn, counted member by member.
		var advantages []float64
		for k := 1; k < population; k++ {
			members := make([]int, population)
			for i := range k {
				members[i] = 1
			}
			earned := func(me int) (sum float64) {
				for other, s := range members {
					if other != me {
						sum += g.Payoffs.Mean(members[me], s)
					}
				}
				return sum / float64(population-1)
			}
			advantages = append(advantages, earned(0)-earned(population-1))
		}
		if want := moran(advantages, alpha); math.Abs(have-want) > 1e-9*want+1e-12 {
			t.Fatalf("fixation %v, want %v", have, want)
		}
	})
}

// A neutral mutant takes over with probability 1/population, at any intensity.
func TestFixation_ofANeutralMutantIsOneInThePopulation(t *testing.T) {
	g := symmetric(t, [][]float64{{2, 2}, {2, 2}})
	for _, alpha := range intensities {
		if have, _ := g.Fixation(1, 0, alpha, 40); math.Abs(have-1./40) > 1e-15 {
			t.Errorf("alpha %v: %v", alpha, have)
		}
	}
}

// The chain's stationary distribution satisfies its balance equations.
func TestAlphaRank_balancesTheChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawSymmetric(t)
		alpha, population := rapid.Float64Range(0, 0.3).Draw(t, "alpha"), rapid.IntRange(2, 20).Draw(t, "population")
		r, err := g.AlphaRank(alpha, population)
		if err != nil {
			t.Fatal(err)
		}
		checkMixes(t, [][]float64{r.Mass})
		for j := range r.Mass {
			in, out := 0.0, 0.0
			for i := range r.Mass {
				if i == j {
					continue
				}
				to, _ := g.Fixation(j, i, alpha, population)
				from, _ := g.Fixation(i, j, alpha, population)
				in += r.Mass[i] * to
				out += r.Mass[j] * from
			}
			if math.Abs(in-out) > 1e-12 {
				t.Fatalf("strategy %d gains %v and loses %v", j, in, out)
			}
		}
	})
}

// The limit is where strong selection goes. Payoffs are whole numbers, so that differences are 0 or far from it.
func TestAlphaRank_goesToItsLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "strategies")
		entry := rapid.Map(rapid.IntRange(-3, 3), func(i int) float64 { return float64(i) })
		p, _ := Exact(rapid.SliceOfN(rapid.SliceOfN(entry, n, n), n, n).Draw(t, "payoffs"))
		for _, g := range []interface {
			AlphaRank(float64, int) (Ranking, error)
		}{Symmetric{make([]string, n), p}, Symmetric{make([]string, n), p}.Bimatrix()} {
			strong, err := g.AlphaRank(1e4, 10)
			if err != nil {
				t.Fatal(err)
			}
			limit, err := g.AlphaRank(math.Inf(1), 10)
			if err != nil {
				t.Fatal(err)
			}
			checkMixes(t, [][]float64{limit.Mass})
			if !close(strong.Mass, limit.Mass, 1e-6) {
				t.Fatalf("at 1e4 %v, in the limit %v", strong.Mass, limit.Mass)
			}
		}
	})
}

func TestAlphaRank_refusesWhatHasNoMeaning(t *testing.T) {
	g := rockPaperScissors(t, 1, 1)
	for _, c := range []struct {
		alpha      float64
		population int
	}{{-1, 10}, {math.NaN(), 10}, {1, 1}, {1, 10_000_000}, {1e12, 10}} {
		if _, err := g.AlphaRank(c.alpha, c.population); err == nil {
			t.Errorf("alpha %v and population %d are taken", c.alpha, c.population)
		}
	}
}
